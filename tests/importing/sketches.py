"""Made-up catalogs in the layouts that units publish: what a reader must find, and the cells to find it in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random

CHANNELS = (
    *("政府网站", "政府公报", "两微一端", "发布会/听证会", "广播电视", "纸质媒体", "公开查阅点"),
    *(
        "政务服务中心",
        "便民服务站",
        "入户/现场",
        "社区/企事业单位/村公示栏（电子屏）",
        "精准推送",
        "其他",
    ),
)
MATTERS = (
    "机构职能",
    "领导信息",
    "预算公开",
    "决算公开",
    "采购结果",
    "办事指南",
    "规划计划",
    "统计数据",
    "应急预案",
    "检查结果",
)
AREAS = ("机构信息", "财政资金", "公共服务", "监督检查")
BASES = (
    "《中华人民共和国政府信息公开条例》第二十条第（一）项",
    "《中华人民共和国预算法》；《中华人民共和国政府信息公开条例》",
    "《示例县信息公开管理办法》（示政发〔2021〕5号）",
)
LIMITS = ("自信息形成或者变更之日起20个工作日内", "每年3月31日前", "及时公开", "批准后20日内")
BODIES = ("示例县民政局", "示例镇人民政府", "县财政局", "示例街道办事处")
ELEMENTS = (
    "机构名称；办公地址；联系方式",
    "1.文件名称\n2.文号\n3.发文部门",
    "收支总表、政府性基金预算表及说明",
    "办理条件、办理程序、所需材料",
)

VARIANTS = {
    "seq": ("序号", "序 号", "序\n号"),
    "elements": ("公开内容（要素）", "公开内容\n(要素)", "公开内容", "内容要素", "公开要素"),
    "basis": ("公开依据", "公开\n依据", "法律依据", "依据"),
    "time_limit": ("公开时限", "公开 时限", "时限要求"),
    "publisher": ("公开主体", "公开\n主体", "责任主体", "公开责任主体"),
    "channels": ("公开渠道和载体", "公开渠道", "公开渠道\n和载体", "公开途径"),
    "audience": ("公开对象", "公开\n对象"),
    "audience.all": ("全社会", "全社\n会", "社会公众"),
    "audience.group": ("特定群体", "特定群众", "特定\n群体（请写明）", "特定对象"),
    "mode": ("公开方式", "公开\n方式", "公开属性"),
    "mode.active": ("主动", "主动公开", "主\n动"),
    "mode.request": ("依申请", "依申请公开", "依申\n请公开"),
    "level": ("公开层级", "层级"),
}
LEVELS = (("县级", "乡级"), ("市级", "区级", "镇（街）级"), ("乡、村级",), ("县级", "乡、村级"))
CLASS_NAMES = ("{}级事项", "{}级目录", "{}\n级事项", "{}级分类")
EXTRAS = {"备注": "备 注", "责任科室": "责任科室", "监督电话": "监督电话"}


@dataclass(frozen=True)
class Part:
    """One column: the heading over it, its own label, its field, and the text of each row."""

    group: str
    label: str
    field: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Sketch:
    """Cells by row and column from 1, merged areas, and what is to be recognised."""

    title: str
    cells: dict[tuple[int, int], str]
    merges: tuple[tuple[int, int, int, int], ...]
    fields: tuple[str, ...]
    records: tuple[dict[str, str], ...]
    used: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()


def sketch(rng: Random, *, merged: bool = True) -> Sketch:
    """A catalog in a random layout; ``merged`` allows merged cells."""
    count = rng.randint(1, 9)
    parts, used = _parts(rng, count)
    return _Drawing(rng, parts, used, count, merged=merged).sketch()


def _parts(rng: Random, count: int) -> tuple[list[Part], list[tuple[str, ...]]]:
    depth = rng.choice((1, 2, 2, 2, 3, 4, 6))
    blocks: list[list[Part]] = [_class_block(rng, depth, count)]

    def single(name: str, pool: tuple[str, ...]) -> None:
        texts = tuple(rng.choice(pool) for _ in range(count))
        blocks.append([Part("", rng.choice(VARIANTS[name]), name, texts)])

    single("elements", ELEMENTS)
    single("basis", BASES)
    single("time_limit", LIMITS)
    single("publisher", BODIES)
    lists, used = _channel_cells(rng, count)
    blocks.append([Part("", rng.choice(VARIANTS["channels"]), "channels", lists)])
    for group, words in (
        ("audience", ("全社会", "特定群体")),
        ("mode", ("主动公开", "依申请公开")),
    ):
        if rng.random() < 0.85:
            blocks.append(_paired_block(rng, group, words, count))
    if rng.random() < 0.85:
        blocks.append(_level_block(rng, count))
    for name, label in EXTRAS.items():
        if rng.random() < 0.25:
            texts = tuple(f"{name}{number}" for number in range(count))
            blocks.append([Part("", label, f"other:{name}", texts)])
    if rng.random() < 0.5:
        rng.shuffle(blocks)
    if rng.random() < 0.8:
        texts = tuple(str(number) for number in range(1, count + 1))
        blocks.insert(0, [Part("", rng.choice(VARIANTS["seq"]), "seq", texts)])
    return [part for block in blocks for part in block], used


def _class_block(rng: Random, depth: int, count: int) -> list[Part]:
    form = rng.choice(CLASS_NAMES)
    titles = tuple(f"{rng.choice(MATTERS)}{number}" for number in range(count))
    if depth == 1:
        label = rng.choice(("公开事项", "事项名称", form.format("一")))
        return [Part("", label, "title", titles)]
    levels: list[tuple[str, ...]] = []
    for level in range(1, depth):
        names: list[str] = []
        for number in range(count):
            same = (
                number
                and rng.random() < 0.6
                and (level == 1 or levels[-1][number] == levels[-1][number - 1])
            )
            names.append(names[-1] if same else f"{rng.choice(AREAS)}{level}{number}")
        levels.append(tuple(names))
    group = rng.choice(("公开事项", "公开\n事项", "事项"))
    numerals = "一二三四五六"
    block = [
        Part(group, form.format(numerals[number]), f"class.{number + 1}", texts)
        for number, texts in enumerate(levels)
    ]
    return [*block, Part(group, form.format(numerals[depth - 1]), "title", titles)]


def _channel_cells(rng: Random, count: int) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    on, off = rng.choice(
        (
            ("■", "□"),
            ("√", "□"),
            ("☑", "☐"),
            ("þ ", "□"),
            ("■", "口"),
            ("t", "□"),
            ("R", "£"),
            ("■", ""),
        )
    )
    joint = rng.choice((" ", "\n", "", " \n"))
    cells, used = [], []
    for _ in range(count):
        chosen = tuple(name for name in CHANNELS if rng.random() < 0.3) or (CHANNELS[0],)
        used.append(chosen)
        marked = [
            (on if name in chosen else off) + name for name in CHANNELS if name in chosen or off
        ]
        cells.append(joint.join(marked))
    return tuple(cells), used


def _paired_block(rng: Random, group: str, words: tuple[str, str], count: int) -> list[Part]:
    heading = rng.choice(VARIANTS[group])
    first = [rng.random() < 0.7 for _ in range(count)]
    if rng.random() < 0.2:
        texts = tuple(words[0] if yes else words[1] for yes in first)
        return [Part("", heading, group, texts)]
    fields = {
        "audience": ("audience.all", "audience.group"),
        "mode": ("mode.active", "mode.request"),
    }[group]
    ticks = (tuple("√" if yes else "" for yes in first), tuple("" if yes else "√" for yes in first))
    return [
        Part(heading, rng.choice(VARIANTS[name]), name, texts)
        for name, texts in zip(fields, ticks, strict=True)
    ]


def _level_block(rng: Random, count: int) -> list[Part]:
    heading = rng.choice(VARIANTS["level"])
    return [
        Part(heading, label, f"level:{label}", tuple(rng.choice(("√", "")) for _ in range(count)))
        for label in rng.choice(LEVELS)
    ]


@dataclass
class _Drawing:
    """Puts parts on a grid; only while one sketch is made."""

    rng: Random
    parts: list[Part]
    used: list[tuple[str, ...]]
    count: int
    merged: bool
    cells: dict[tuple[int, int], str] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    row: int = 1

    def sketch(self) -> Sketch:
        title = "示例县示例领域基层政务公开标准目录"
        width = len(self.parts)
        if self.rng.random() < 0.3:
            self._line("附件", width)
        self._line(title, width)
        if self.rng.random() < 0.3:
            self.row += 1
        if self.rng.random() < 0.3:
            self._line("填报单位：示例县示例局", width)
        self._header()
        self._rows()
        notes: tuple[str, ...] = ()
        if self.rng.random() < 0.4:
            notes = ("备注：本目录根据实际工作动态调整。",)
            self._line(notes[0], width)
        records = tuple(
            {part.field: part.texts[number] for part in self.parts if part.texts[number]}
            for number in range(self.count)
        )
        fields = tuple(part.field for part in self.parts)
        return Sketch(
            title, self.cells, tuple(self.merges), fields, records, tuple(self.used), notes
        )

    def _line(self, text: str, width: int) -> None:
        self.cells[self.row, 1] = text
        if self.merged:
            self.merges.append((self.row, 1, self.row, width))
        self.row += 1

    def _header(self) -> None:
        grouped = any(part.group for part in self.parts)
        rows = self.rng.choice((1, 2, 2, 3)) if grouped else 1
        if rows == 1:
            for column, part in enumerate(self.parts, 1):
                self.cells[self.row, column] = part.label
            self.row += 1
            return
        top = self.row
        if rows == 3 and self.merged:
            self.cells[top, 1] = "目录主要信息"
            self.merges.append((top, 1, top, len(self.parts) - 1))
            self.cells[top, len(self.parts)] = "其他"
            top += 1
        column = 1
        while column <= len(self.parts):
            part = self.parts[column - 1]
            last = column
            while part.group and last < len(self.parts) and self.parts[last].group == part.group:
                last += 1
            self.cells[top, column] = part.group or part.label
            if part.group:
                for below in range(column, last + 1):
                    self.cells[top + 1, below] = self.parts[below - 1].label
            if self.merged and (last > column or not part.group):
                self.merges.append((top, column, top if part.group else top + 1, last))
            column = last + 1
        self.row = top + 2

    def _rows(self) -> None:
        first = self.row
        fill = self.rng.choice(("repeat", "ditto", "merge" if self.merged else "repeat"))
        for column, part in enumerate(self.parts, 1):
            start = 0
            for number in range(self.count):
                text = part.texts[number]
                same = (
                    number > start and text and text == part.texts[start] and _may_join(part.field)
                )
                if not same:
                    self._close(first, column, start, number, fill)
                    start = number
                if text and (not same or fill == "repeat"):
                    self.cells[first + number, column] = text
                elif same and fill == "ditto":
                    self.cells[first + number, column] = "同上"
            self._close(first, column, start, self.count, fill)
        self.row = first + self.count

    def _close(self, first: int, column: int, start: int, end: int, fill: str) -> None:
        if fill == "merge" and end - start > 1:
            self.merges.append((first + start, column, first + end - 1, column))


def _may_join(name: str) -> bool:
    return name.startswith("class.") or name in (
        "elements",
        "basis",
        "time_limit",
        "publisher",
        "channels",
    )


def without_row(drawn: Sketch, row: int) -> Sketch:
    return replace(
        drawn, cells={place: text for place, text in drawn.cells.items() if place[0] != row}
    )
