"""R3xx: what records refer to exists, and what must be unique is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator, Mapping

from disclosure_cli.facts.context import Context
from disclosure_cli.grammar.class_code import code_of, parent
from disclosure_cli.model import Path, Record, Related, Severity, Unit, numbered_blocks
from disclosure_cli.rules.rule import Finding, rule
from disclosure_cli.schema.kinds import VOCABULARY_KEYS
from disclosure_cli.words import shorten, suggest


def _not_in(known: Container[str], context: Context) -> Callable[[str], bool]:
    """Return what tells that a name is not known, for certain."""
    return lambda name: name not in known and not context.is_lost(name)


def _unknown(
    record: Record, path: Path, text: str, what: str, known: Iterable[str], where: str
) -> Finding:
    close = suggest(text, known)
    hint = f"是不是“{close}”？不是的话，{where}" if close else where
    return Finding(record, path, f"{what}“{shorten(text)}”没有登记", hint)


def _unknown_number(
    record: Record, path: Path, text: str, what: str, known: Iterable[str], where: str
) -> Finding:
    """Return the finding about an unknown number. One that is merely near is the number of another thing."""
    alike = next((one for one in known if one[-1:] == text[-1:] and _is_alike(one, text)), None)
    hint = f"是不是“{alike}”？" if alike else where
    return Finding(record, path, f"{what}“{shorten(text)}”没有登记", hint)


def _is_alike(number: str, other: str) -> bool:
    """Tell whether numbers differ in nothing but leading zeros and what stands between the digits."""
    return list(map(int, _DIGITS.findall(number))) == list(map(int, _DIGITS.findall(other)))


_DIGITS = re.compile(r"[0-9]+")


def _repeated(records: Iterable[Record], key: str, what: str, hint: str) -> Iterator[Finding]:
    first: dict[str, Record] = {}
    for record in records:
        value = record.data.get(key)
        if not isinstance(value, str):
            continue
        if value in first:
            related = (Related(first[value].locate((key,)), f"前一处：{first[value].subject}"),)
            yield Finding(record, (key,), f"{what}“{value}”重复", hint, related=related)
        else:
            first[value] = record


@rule("R301", "duplicate-item-id", Severity.ERROR, each="unit")
def duplicate_item_id(record: Record, context: Context) -> Iterator[Finding]:
    """事项编号重复

    为什么: 编号是事项的永久身份，条目、链接和历史比较都靠它，同一单位内不能有两个事项共用一个编号。

    不好: 复制一条事项后忘记改“事项编号”。

    好: 接着本单位这一分类最后一个编号往下编。
    """
    assert context.unit is not None
    hint = "给后加的一条换一个没有用过的编号，已经公布的编号不要改"
    yield from _repeated(context.unit.items, "id", "事项编号", hint)


@rule("R302", "duplicate-index-number", Severity.ERROR, each="catalog")
def duplicate_index_number(record: Record, context: Context) -> Iterator[Finding]:
    """索引号重复

    为什么: 索引号是政府信息唯一不变的标识（《条例》第十二条要求目录包括索引），两条信息不能共用一个。

    不好: 两个分支各自编号，合并以后两个条目的索引号都是 000000000/2024-00001。

    好: 草稿不写索引号，合并到主分支以后由 disclose number 统一编。
    """
    hint = "后加的一条删去索引号，由 disclose number 另编；已经公布的索引号不要改"
    entries = (entry for unit in context.catalog.units for entry in unit.entries)
    yield from _repeated(entries, "index", "索引号", hint)


@rule("R303", "duplicate-vocabulary", Severity.ERROR, each="catalog")
def duplicate_vocabulary(record: Record, context: Context) -> Iterator[Finding]:
    """词表里同一个名称或者代码登记了两次

    为什么: 同一个分类代码、渠道、机关或者法律有两条登记时，引用它的记录不知道以哪一条为准。

    不好: 两个分类的代码都是 0503。

    好: 只留一条，把两条的内容合并。
    """
    hint = "合并成一条，或者改正其中一条的名称、代码"
    for name, key in VOCABULARY_KEYS.items():
        what = context.schemas[name].title
        shared = context.catalog.vocabulary.get(name, ())
        yield from _repeated(shared, key, what, hint)
        for unit in context.catalog.units:
            own = unit.vocabulary.get(name, ())
            known = {value: other for other in shared if isinstance(value := other.get(key), str)}
            for other in own:
                if isinstance(value := other.get(key), str) and value in known:
                    related = (Related(known[value].locate((key,)), "共用词表里的登记"),)
                    yield Finding(
                        other,
                        (key,),
                        f"{what}“{value}”在共用词表里已有",
                        hint,
                        related=related,
                    )
            yield from _repeated(own, key, what, hint)


@rule("R304", "unknown-class", Severity.ERROR, each="part")
def unknown_class(record: Record, context: Context) -> Iterator[Finding]:
    """分类代码没有登记

    为什么: 同类信息用同一个代码，才能跨单位检索和汇总；代码只能用分类表里有的。

    不好: 分类: 0593（分类表里没有）

    好: 分类: 0503 采矿权登记
    """
    is_unknown = _not_in(context.classes, context)
    for subject, path, text in context.references("class", lambda text: is_unknown(code_of(text))):
        close = _code_of_class(text.partition(" ")[2], context)
        hint = (
            f"是不是“{_class_text(close, context)}”？"
            if close
            else "查看 _vocab/classes.yaml，或者在本单位的 classes.yaml 登记"
        )
        yield Finding(subject, path, f"分类“{shorten(text)}”没有登记", hint)


def _code_of_class(name: str, context: Context) -> str | None:
    """Return the code of the first class with a name."""
    found = (code for code, known in context.classes.items() if name and known.get("name") == name)
    return next(found, None)


def _class_text(code: str, context: Context) -> str:
    return f"{code} {context.classes[code].get('name', default='')}".strip()


@rule("R305", "class-name-mismatch", Severity.ERROR, each="part")
def class_name_mismatch(record: Record, context: Context) -> Iterator[Finding]:
    """分类的代码与名称对不上

    为什么: 代码后面可以写名称帮助阅读，两者不一致说明有一个打错了。

    不好: 分类: 0503 探矿权登记（0503 是采矿权登记）

    好: 分类: 0503 采矿权登记
    """

    def is_wrong(text: str) -> bool:
        code, _, name = text.partition(" ")
        known = context.classes.get(code)
        return known is not None and bool(name) and name != known.get("name")

    for subject, path, text in context.references("class", is_wrong):
        code, _, name = text.partition(" ")
        right = _code_of_class(name, context)
        hint = f"代码是{code}时应当是“{_class_text(code, context)}”"
        hint += f"；名称是“{name}”时代码是{right}" if right else ""
        yield Finding(subject, path, f"分类代码{code}的名称不是“{shorten(name)}”", hint)


@rule("R306", "class-without-parent", Severity.ERROR, each="catalog")
def class_without_parent(record: Record, context: Context) -> Iterator[Finding]:
    """分类没有上级

    为什么: 分类代码每一级两位，0503 的上级是 05。缺了上级，目录的“一级事项”就印不出来。

    不好: 只登记 0503，没有登记 05。

    好: 先登记 05，再登记 0503。
    """
    for view in (context, *(context.of(unit) for unit in context.catalog.units)):
        added = view.unit.vocabulary if view.unit else context.catalog.vocabulary
        own = added.get("classes", ())
        for known in own:
            above = parent(str(known.get("code", default="")))
            if above and above not in view.classes and not context.is_lost(above):
                hint = f"增加代码为{above}的上级分类，或者改正这个代码"
                yield Finding(
                    known,
                    ("code",),
                    f"分类{known.get('code')}的上级{above}没有登记",
                    hint,
                )


@rule("R307", "unknown-channel", Severity.ERROR, each="part")
def unknown_channel(record: Record, context: Context) -> Iterator[Finding]:
    """公开渠道没有登记

    为什么: 渠道要用标准目录的13种名称或者本地登记的名称，才能印进统一的渠道栏、统一检索。

    不好: 公开渠道: [政府网]

    好: 公开渠道: [政府网站]
    """
    spellings = context.whole.channel_spellings
    for subject, path, text in context.references("channel", _not_in(context.channels, context)):
        if text in spellings:
            hint = f"写成“{spellings[text]}”"
            yield Finding(
                subject,
                path,
                f"公开渠道“{text}”不是标准名称",
                hint,
                correction=spellings[text],
            )
        else:
            hint = "可用的渠道见 _vocab/channels.yaml；别的渠道写在“其他渠道”里"
            yield _unknown(subject, path, text, "公开渠道", context.channels, hint)


@rule("R308", "unknown-department", Severity.ERROR, each="part")
def unknown_department(record: Record, context: Context) -> Iterator[Finding]:
    """内设机构没有登记

    为什么: 谁制作、谁更新、谁审查要落实到单位概况里登记的机构，名称要完全一致。

    不好: 制作: 资源科（登记的是“资源股”）

    好: 制作: 资源股
    """
    hint = "在本单位 unit.yaml 的“内设机构”里登记，或者改成登记的名称"
    is_wrong = _not_in(context.departments, context)
    for subject, path, text in context.references("department", is_wrong):
        yield _unknown(subject, path, text, "内设机构", sorted(context.departments), hint)


@rule("R309", "unknown-organ", Severity.ERROR, each="part")
def unknown_organ(record: Record, context: Context) -> Iterator[Finding]:
    """机关没有登记

    为什么: 上级机关、复议机关、牵头机关等要用全称，并且登记在册，名称才不会有几种写法。

    不好: 复议机关: 县政府

    好: 复议机关: 修水县人民政府
    """
    known = {**context.organs, **context.whole.units_by_name}
    hint = "在 _vocab/organs.yaml 登记这个机关的全称"
    for subject, path, text in context.references("organ", _not_in(known, context)):
        yield _unknown(subject, path, text, "机关", known, hint)


GENERIC_NAME = re.compile(
    r"(?:本级|同级|上级|(?:省|市|县|区|乡|镇|乡镇)级|县级以上|各级?|地方|基层)(?:地方)?(?:人民)?政府(?:.{0,12}部门)?"
    r"|(?:各|相关|有关|上级|同级|本级).{0,8}(?:部门|单位|机关)|县级以上.{0,12}部门"
    r"|(?:(?![省县区镇州旗盟]|市(?!场)|乡(?!村)).){0,12}(?:主管|管理|监管)部门"
)
"""What a sample says for an organ that a unit is to name."""


@rule("R310", "unknown-party", Severity.ERROR, each="part")
def unknown_party(record: Record, context: Context) -> Iterator[Finding]:
    """公开主体或者发布机构没有登记

    为什么: 公开主体要写机关的全称，不写简称（《条例》第十条按制作、保存机关确定谁公开）。

    不好: 公开主体: 矿管局

    好: 公开主体: 修水县矿产资源管理局

    单位改名以前发布的信息，发布机构可以写原来的名称，原来的名称写在单位概况的“其他名称”里。
    """
    places = (context.whole.units_by_name, context.organs, context.departments)
    hint = "写本单位、内设机构或者 _vocab/organs.yaml 里机关的全称"
    is_wrong = _not_in(frozenset().union(*places), context)
    former = context.whole.former_names
    for subject, path, text in context.references("party", is_wrong):
        if subject.kind == "entry" and text in former:
            continue
        if GENERIC_NAME.fullmatch(text):
            message = f"“{shorten(text)}”是样本里的通称，不是一个机关的名称"
            yield Finding(subject, path, message, hint)
        else:
            every = (name for known in places for name in sorted(known))
            yield _unknown(subject, path, text, "机关", every, hint)


@rule("R311", "unknown-theme", Severity.ERROR, each="part")
def unknown_theme(record: Record, context: Context) -> Iterator[Finding]:
    """主题分类没有登记

    为什么: 主题分类用全国统一的22类及其下级，写成“上级/下级”，下级要属于这个上级。

    不好: 主题分类: 财政、金融、审计/土地

    好: 主题分类: 国土资源、能源/土地
    """
    themes = context.whole.themes

    def is_wrong(text: str) -> bool:
        parent, _, child = text.partition("/")
        is_known = parent in themes and (not child or child in themes[parent])
        return not is_known and not context.is_lost(parent)

    for subject, path, text in context.references("theme", is_wrong):
        parent, _, child = text.partition("/")
        last = child or text
        right = next((name for name, children in themes.items() if last in children), None)
        if right and not child:
            message = f"主题分类“{text}”没有写它的上级"
            yield Finding(subject, path, message, f"写成“{right}/{text}”")
        elif parent in themes and right:
            hint = f"“{child}”属于“{right}”，应当写“{right}/{child}”"
            yield Finding(subject, path, f"主题分类“{parent}”下面没有“{child}”", hint)
        else:
            known = [
                f"{name}/{kid}" for name, children in themes.items() for kid in children
            ] + list(themes)
            yield _unknown(
                subject, path, text, "主题分类", known, "可用的主题见 _vocab/themes.yaml"
            )


@rule("R312", "unknown-item", Severity.ERROR, each="part")
def unknown_item(record: Record, context: Context) -> Iterator[Finding]:
    """引用的事项不存在

    为什么: 条目要挂在本单位的一个事项下面，引用别的单位的事项写“单位编号/事项编号”。

    不好: 所属事项: 0101-009（没有这个编号）

    好: 所属事项: 0101-001
    """

    def unit_of(unit_id: str) -> Unit | None:
        return context.catalog.unit(unit_id) if unit_id else context.unit

    def items_of(unit: Unit | None) -> Mapping[str, Record]:
        return context.whole.of_unit(unit).items if unit is not None else {}

    def is_wrong(text: str) -> bool:
        unit_id, _, item_id = text.rpartition("/")
        return item_id not in items_of(unit_of(unit_id)) and not context.is_lost(item_id)

    named: defaultdict[str, list[str]] = defaultdict(list)
    for item_id, item in context.items.items():
        named[str(item.get("title"))].append(item_id)
    for subject, path, text in context.references("item", is_wrong):
        unit_id = text.rpartition("/")[0]
        unit = unit_of(unit_id)
        if len(ids := named.get(text, [])) == 1:
            message = f"“{shorten(text)}”是事项{ids[0]}的名称，这里写编号"
            yield Finding(subject, path, message, f"写成“{ids[0]}”", correction=ids[0])
        elif ids:
            hint = f"有{len(ids)}个事项叫这个名称，写其中一个的编号：{shorten('、'.join(ids), 60)}"
            yield Finding(subject, path, f"“{shorten(text)}”是事项的名称，这里写编号", hint)
        elif unit_id and unit is None:
            known = [unit.id for unit in context.catalog.units]
            yield _unknown(subject, path, text, "单位", known, "单位编号是 catalogs 下的文件夹名")
        else:
            items, hint = items_of(unit), "先登记事项，或者改正编号"
            yield _unknown_number(subject, path, text, "事项", items, hint)


@rule("R313", "unknown-unit", Severity.ERROR, each="part")
def unknown_unit(record: Record, context: Context) -> Iterator[Finding]:
    """引用的单位不存在

    为什么: 单位编号是 catalogs 下的文件夹名，写错就找不到。

    不好: 单位: yuantan

    好: 单位: yuantan-town
    """
    known = [unit.id for unit in context.catalog.units]
    for subject, path, text in context.references("unit", lambda text: text not in known):
        yield _unknown(subject, path, text, "单位", known, "单位编号是 catalogs 下的文件夹名")


@rule("R314", "unknown-law", Severity.ERROR, each="part")
def unknown_law(record: Record, context: Context) -> Iterator[Finding]:
    """引用的法律文件没有登记

    为什么: “被替代为”等字段指向法律依据表里的另一件，写错就找不到。

    不好: 替代它的文件: 政府信息公开条列

    好: 替代它的文件: 中华人民共和国政府信息公开条例
    """
    hint = "在 _vocab/laws.yaml 登记这一件"
    for subject, path, text in context.references("law", _not_in(context.laws, context)):
        yield _unknown(subject, path, text, "法律文件", context.laws, hint)


@rule("R315", "unknown-topic", Severity.ERROR, each="part")
def unknown_topic(record: Record, context: Context) -> Iterator[Finding]:
    """法定公开内容的代码没有登记

    为什么: 分类和“不涉及”的说明按《条例》第二十条、第二十一条的各项登记，代码写错就统计不到。

    不好: 法定内容: 20-16

    好: 法定内容: 20-15
    """
    is_unknown = _not_in(context.topics, context)
    hint = "代码见 _vocab/topics.yaml"
    for subject, path, text in context.references("topic", lambda text: is_unknown(code_of(text))):
        yield _unknown_number(subject, path, text, "法定公开内容", context.topics, hint)


@rule("R316", "unknown-entry", Severity.ERROR, each="part")
def unknown_entry(record: Record, context: Context) -> Iterator[Finding]:
    """引用的条目不存在

    为什么: 引用信息条目用索引号，写错就找不到。

    不好: 替代它的信息: 000000000/2024-00099（没有这个索引号）

    好: 替代它的信息: 000000000/2024-00009
    """
    known, hint = context.whole.index_numbers, "索引号见各单位的 entries"
    for subject, path, text in context.references("entry", _not_in(known, context)):
        yield _unknown_number(subject, path, text, "索引号", known, hint)


@rule("R317", "circular-reference", Severity.ERROR, each="catalog")
def circular_reference(record: Record, context: Context) -> Iterator[Finding]:
    """互相引用，成了一个圈

    为什么: 甲被乙替代、乙又被甲替代，或者互为上级，就分不出先后和隶属。

    不好: 0101-001 被 0101-002 替代，0101-002 又被 0101-001 替代。

    好: 只有旧的指向新的。
    """
    for links, path in _chains(context):
        for circle in _circles(links):
            names = " → ".join([*circle, circle[0]])
            hint = "改正其中一处引用，使它不再指回来"
            first = links[circle[0]][0]
            yield Finding(first, path, f"互相引用成了一个圈：{shorten(names, 80)}", hint)


Links = Mapping[str, tuple[Record, str]]


def _chains(context: Context) -> Iterator[tuple[Links, tuple[str, ...]]]:
    """Yield the references that must lead somewhere: name → (record, name referred to)."""
    catalog, units = context.catalog, context.catalog.units
    profiles = [unit.profile for unit in units]
    yield _links((*_all("organs", context), *profiles), "name", ("parent",)), ("parent",)
    entries = [entry for unit in units for entry in unit.entries]
    for records, key, path in (
        (_all("laws", context), "title", ("superseded_by",)),
        (catalog.vocabulary.get("classes", ()), "code", ("retired", "replaced_by")),
        (entries, "index", ("validity", "replaced_by")),
        *((unit.items, "id", ("status", "replaced_by")) for unit in units),
    ):
        yield _links(records, key, path), path


def _all(vocabulary: str, context: Context) -> list[Record]:
    """Return the shared records of a vocabulary and those that units add."""
    shared = context.catalog.vocabulary.get(vocabulary, ())
    own = (
        record for unit in context.catalog.units for record in unit.vocabulary.get(vocabulary, ())
    )
    return [*shared, *own]


def _links(records: Iterable[Record], key: str, path: tuple[str, ...]) -> Links:
    return {
        str(record.get(key)): (record, code_of(target) if key == "code" else str(target))
        for record in records
        if path[0] in record.data and record.get(key) and (target := record.get(*path))
    }


def _circles(links: Links) -> Iterator[list[str]]:
    """Yield each circle once, as the names along it, from the first that the records have."""
    done: set[str] = set()
    for start in links:
        steps: dict[str, int] = {}
        name = start
        while name in links and name not in done and name not in steps:
            steps[name] = len(steps)
            name = links[name][1]
        if name in steps:
            yield list(steps)[steps[name] :]
        done.update(steps)


@rule("R318", "duplicate-unit-name", Severity.ERROR, each="catalog")
def duplicate_unit_name(record: Record, context: Context) -> Iterator[Finding]:
    """两个单位用了同一个名称

    为什么: 公开主体、上级机关、发布机构都用单位的全称来写，两个单位同名，就不知道说的是哪一个。

    不好: catalogs/mzj 和 catalogs/civil 的单位名称都是“示例县民政局”。

    好: 每个单位写自己的法定全称；同一个单位只留一个文件夹。
    """
    profiles = (unit.profile for unit in context.catalog.units)
    hint = "写法定的全称；是同一个单位的，合并成一个文件夹"
    yield from _repeated(profiles, "name", "单位名称", hint)


@rule("R319", "duplicate-department", Severity.WARNING, each="unit")
def duplicate_department(record: Record, context: Context) -> Iterator[Finding]:
    """同一个内设机构写了两次

    为什么: 事项的责任分工按名称指到内设机构，同名的两个，职责以哪一个为准就说不清。

    不好: 内设机构里有两个“办公室”，职责各不相同。

    好: 合并成一个，职责写完整。
    """
    first: dict[str, int] = {}
    for index, row in numbered_blocks(record.get("departments")):
        name = row.get("name")
        if isinstance(name, str) and first.setdefault(name, index) != index:
            related = (Related(record.locate(("departments", first[name], "name")), "前一处"),)
            message = f"内设机构“{shorten(name)}”写了两次"
            path = ("departments", index, "name")
            yield Finding(record, path, message, "合并成一个", related=related)
