"""G63x: a guide speaks of its own unit, says a thing once, and counts without a gap."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from disclosure_cli.facts.context import Context
from disclosure_cli.facts.records import texts
from disclosure_cli.grammar import numerals
from disclosure_cli.model import Path, Record, Severity
from disclosure_cli.rules.rule import Finding, rule
from disclosure_cli.unit_kinds import ADMINISTRATIVE_ORGANS, EVERY_KIND, TOWNSHIP
from disclosure_cli.words import shorten

COMPILED = frozenset(
    (
        *("信息的分类和编排体系", "信息的分类", "编排体系", "公开事项目录的栏目", "信息目录的栏目"),
        *("索引号", "公开范围", "公开渠道", "网上渠道", "查阅场所", "其他渠道", "公开时限"),
        *("目录采用的渠道", "获取方式：主动公开", "获取方式：依申请公开", "获取方式：向本单位索取"),
        *("申请范围", "受理机构", "申请方式", "申请要求", "申请的受理", "申请的补正", "答复期限"),
        *("处理和答复的种类", "信息的提供", "收费", "便民服务", "办理流程", "申请表"),
        *(
            "政府信息公开工作机构",
            "信息公开工作机构",
            "咨询服务",
            "公开原则",
            "服务承诺",
            "廉政承诺",
        ),
        *("服务承诺和廉政承诺", "组织领导", "办事指南", "监督和救济", "监督机构", "投诉和举报"),
        *("行政复议", "行政诉讼", "申诉", "修订日期"),
    )
)
"""The headings that every guide is compiled with, as far as its unit has something to say under them."""

_OTHER_NAMES = frozenset(
    (
        *(
            "信息分类",
            "信息分类和编排体系",
            "分类和编排体系",
            "目录编排体系",
            "主动公开",
            "依申请公开",
        ),
        *(
            "主动公开范围",
            "公开形式",
            "申请受理机构",
            "受理方式",
            "收费标准",
            "办理流程图",
            "流程图",
        ),
        *("工作机构", "工作机构信息", "联系方式", "监督救济", "监督方式", "救济途径", "救济渠道"),
        *("行政复议和行政诉讼", "公开申请表", "政府信息公开申请表", "处理期限", "办理期限"),
    )
)
_DECORATION = re.compile(
    r"^(?:第?[一二三四五六七八九十]+[、章节．.]|[（(][一二三四五六七八九十\d]+[）)]|\d{1,2}[.．、])?\s*(?:本机关|本单位|本局|本镇)?的?"
)


@rule("G630", "compiled-section-repeated", Severity.WARNING, each="guide")
def compiled_section_repeated(record: Record, context: Context) -> Iterator[Finding]:
    """补充章节重复了自动编入的内容

    为什么: 分类、编排体系、渠道、工作机构、期限、收费、救济、申请表由程序从目录、概况和法律编成，与目录印出的完全一致。另外再写一遍，目录改了、法律改了，这一遍不会跟着改，指南就自相矛盾。

    不好: 补充章节的标题: 目录编排体系

    好: 删去这一章；编排体系列的就是目录印出的栏目。
    """
    for index, section in _sections(record):
        title = str(section.get("title", ""))
        bare = _DECORATION.sub("", title)
        if bare in COMPILED or bare in _OTHER_NAMES:
            message = f"“{shorten(title)}”已经自动编入指南"
            hint = "删去这一章；另有要说的，换一个不同的标题，只写另外的内容"
            yield Finding(record, ("extra_sections", index, "title"), message, hint)


def _sections(guide: Record) -> Iterator[tuple[int, Mapping[str, object]]]:
    sections = guide.data.get("extra_sections")
    for index, section in enumerate(sections if isinstance(sections, list) else ()):
        if isinstance(section, dict):
            yield index, section


# 本站 is a website, 本办 begins 本办法, 本所 begins 本所需: they are no names of a unit.
_SELF = re.compile(
    r"[本我](?P<kind>县(?!级)|区(?![域间块级])|旗|镇(?!级)|乡(?!级)|街道(?!级)|村(?!级)|社区|局|委(?!托)|厅(?!室)|院(?!士)"
    r"|中心(?![任工城区])|学校)"
)
_OF_A_PLACE = frozenset(("县", "区", "旗", "镇", "乡", "街道", "村", "社区"))
_PURPOSE = re.compile(
    r"获取(?!政府信息)(?P<whose>[^，。；：、“”《》（）]{2,30}?)的?(?:政府)?信息(?=[，。；、]|$)"
)
_GOVERNMENT_OF = re.compile(r"(?:本|我|全)?(?P<place>[省市县区旗镇乡])(?:人民)?政府")
_ORGAN = re.compile(r"(?:政府|局|委员会|委|办公室|办事处|厅|院|中心|[市县区镇乡])$")
_ABBREVIATED = r"(?P<name>[一-龥]{4,40})[（(]以下(?:简|统)?称[“\"‘]?(?:本|我)"
_AN_ORGAN = re.compile("本机关")
# What a unit says of its own duties, with no other organ in front as the one who does it.
_DUTY = re.compile(
    r"(?:^|[。；：\n])(?:负责|承担)?(?:推进|指导|协调|监督|组织)(?:[、和]?(?:推进|指导|协调|监督|组织))*"
    r"全(?P<place>[省市县区旗镇乡])"
)
_OWN_AFFAIR = re.compile(
    r"[本我](?P<place>[省市县区旗镇乡])政府信息公开(?:指南|目录|工作机构)"
    r"|(?:^|[。；：\n])(?P<bare>[省市县区旗镇乡])政府信息公开工作机构(?=[是为：])"
)
_GENERAL = ("本", "我", "该", "相关", "有关", "所需", "各", "其他")


@rule("G631", "foreign-self-reference", Severity.WARNING, each="unit")
def foreign_self_reference(record: Record, context: Context) -> Iterator[Finding]:
    """自称与单位对不上

    为什么: 指南常从别的单位复制：县的指南写着“获取市政府信息”，镇的指南写着“市政府信息公开工作机构”。公众会以为看错了地方，检查也把它当作照抄的证据。公共企事业单位不是行政机关，不自称“本机关”。

    不好: 源潭镇人民政府的指南写：为便利公众获取市政府信息，本局编制本指南。

    好: 为便利公众获取源潭镇人民政府的政府信息，本机关编制本指南。
    """
    unit = _Self.of(record, context)
    if not unit.names:
        return
    hint = f"改成本单位的名称，或者“{'本单位' if unit.is_no_organ else '本机关'}”"
    for subject, path, text in context.guide_texts:
        is_title = path[0] == "extra_sections" and path[-1] == "title"
        for match, message in (*unit.misnamed(text), *(unit.others(text) if is_title else ())):
            yield Finding(subject, path, message, hint, chars=match.span())


class _Self(NamedTuple):
    """How a unit may speak of itself: its names, the words in them, and the places that it lies in."""

    kind: str
    names: tuple[str, ...]
    words: str
    region: str

    @classmethod
    def of(cls, profile: Record, context: Context) -> _Self:
        """Return how the unit of a profile may speak of itself."""
        told = [profile.data.get("name"), profile.data.get("short_name")]
        told += [text for _, text in texts(profile.data.get("other_names"))]
        names = tuple(name for name in told if isinstance(name, str))
        words = " ".join((*names, str(profile.get("office", "name")), *context.departments))
        return cls(context.kind, names, words, str(profile.get("region", default="")))

    @property
    def is_no_organ(self) -> bool:
        """Tell whether the unit is none of the administration."""
        return self.kind in EVERY_KIND - ADMINISTRATIVE_ORGANS

    @property
    def place(self) -> str:
        """The kind of place that the unit governs or serves (县, 镇 …), empty where nothing says it."""
        if self.kind == TOWNSHIP:
            return next((kind for kind in "镇乡" if kind in self.names[0]), "")
        return self.region[-1:] if self.region[-1:] in _OF_A_PLACE | {"市"} else ""

    def misnamed(self, text: str) -> Iterator[tuple[re.Match[str], str]]:
        """Yield where a text speaks of the unit as of another, and what is wrong there."""
        for match in _SELF.finditer(text):
            if not self._may_say(match["kind"]):
                yield match, f"“{match[0]}”不是{shorten(self.names[0])}的自称"
        for match in _PURPOSE.finditer(text):
            if _ORGAN.search(match["whose"]) and not self._is_own(match["whose"]):
                yield match, f"“{shorten(match[0])}”说的不是本单位"
        for match in self._places_in(text):
            place = match["place"] or match["bare"]
            if self.place and place != self.place:
                said = match[0].lstrip("。；：\n")
                yield match, f"“{said}”说的不是{shorten(self.names[0])}"
        for match in re.finditer(_ABBREVIATED, text) if "以下" in text else ():
            if not match["name"].endswith(self.names):
                yield match, f"简称前面的“{shorten(match['name'])}”不是本单位的名称"
        for match in _AN_ORGAN.finditer(text) if self.is_no_organ else ():
            yield match, f"{self.kind}不是行政机关，不称“本机关”"

    @staticmethod
    def _places_in(text: str) -> Iterator[re.Match[str]]:
        """Yield where a text says for which place the unit works."""
        if "全" in text:
            yield from _DUTY.finditer(text)
        if "政府信息公开" in text:
            yield from _OWN_AFFAIR.finditer(text)

    def others(self, title: str) -> Iterator[tuple[re.Match[str], str]]:
        """Yield where a heading names a government that is not the unit."""
        for match in _GOVERNMENT_OF.finditer(title):
            if not self._is_own(match[0]):
                yield match, f"标题里的“{match[0]}”不是本单位"

    def _may_say(self, kind: str) -> bool:
        """Tell whether the unit may call itself or its place by a kind of name."""
        is_unknown = kind in _OF_A_PLACE and not self.region
        return is_unknown or kind in self.words or kind in self.region

    def _is_own(self, name: str) -> bool:
        """Tell whether a name in running text may be the unit's."""
        general = _GOVERNMENT_OF.fullmatch(name)
        if general is not None:
            return self.names[0].removesuffix("人民政府").endswith(general["place"])
        plain = name.replace("人民", "")
        return name.startswith(_GENERAL) or any(
            own.replace("人民", "") in plain or name in own for own in self.names
        )


_NUMBERED = re.compile(
    rf"^(?:第?[{numerals.CHARACTERS}]{{1,3}}(?:、|[章节][ \u3000]*|[.．])|[（(](?:[{numerals.CHARACTERS}]{{1,3}}|\d{{1,2}})[）)]"
    r"|\d{1,2}(?:[.．](?!\d)|、)|[①-⑳●•◆■])[ \u3000]*(?=.)"
)


@rule("G632", "typed-number", Severity.ERROR, each="unit")
def typed_number(record: Record, context: Context) -> Iterator[Finding]:
    """标题或者列表里写了序号

    为什么: 指南的标题、列表由程序连续编号。自己再写一个，印出来就是“十一、一、查询办事进度”，增删以后又接不上。

    不好: 标题: 一、查询办事进度

    好: 标题: 查询办事进度
    """
    assert context.unit is not None
    guide = context.unit.guide
    places = [*_listed(record, "principles", "title"), *_listed(record, "commitments", "content")]
    if guide is not None:
        places += [*_listed(guide, "extra_sections", "title")]
        places += [
            (guide, ("scope", index), text) for index, text in texts(guide.data.get("scope"))
        ]
    for subject, path, text in places:
        match = _NUMBERED.match(text)
        if match is not None:
            hint = f"删去“{match[0].strip()}”，序号由程序编"
            message = f"“{shorten(text)}”前面写了序号"
            yield Finding(subject, path, message, hint, chars=match.span(), correction="")


def _listed(record: Record, name: str, field: str) -> Iterator[tuple[Record, Path, str]]:
    """Yield a text of each block of a list."""
    blocks = record.data.get(name)
    for index, block in enumerate(blocks if isinstance(blocks, list) else ()):
        if isinstance(block, dict) and isinstance(text := block.get(field), str):
            yield record, (name, index, field), text


_CHINESE = f"[{numerals.CHARACTERS}]{{1,3}}"
_STYLES = (
    (re.compile(rf"(?P<number>{_CHINESE})、"), "{chinese}、"),
    (re.compile(rf"[（(](?P<number>{_CHINESE})[）)]"), "（{chinese}）"),
    (re.compile(r"(?P<number>\d{1,2})(?:[.．](?!\d)|、)"), "{arabic}."),
    (re.compile(r"[（(](?P<number>\d{1,2})[）)]"), "（{arabic}）"),
)
"""How headings and lists are numbered, from the outermost level (GB/T 9704—2012, 7.3.3)."""


@dataclass(frozen=True, slots=True)
class _Gap:
    """A number that does not follow the one before it, and how the right one is written."""

    index: int
    chars: tuple[int, int]
    written: str
    expected: str


@rule("G633", "numbering-gap", Severity.ERROR, each="unit")
def numbering_gap(record: Record, context: Context) -> Iterator[Finding]:
    """序号不连续

    为什么: “1.”后面接“3.”，不是漏了一段，就是删去以后没有改。公众无法引用“第几项”，检查也按不规范扣分。

    不好: 段落: [1.填写申请表。, 3.领取答复。]

    好: 段落: [1.填写申请表。, 2.领取答复。]
    """
    assert context.unit is not None
    guide = context.unit.guide
    lists: list[tuple[Record, Path]] = [(record, ("catalog_notes",))]
    if guide is not None:
        lists.append((guide, ("preface",)))
        lists += [(guide, ("extra_sections", n, "paragraphs")) for n, _ in _sections(guide)]
    for subject, path in lists:
        for gap in _gaps(texts(subject.get(*path))):
            message = f"序号“{gap.written}”接不上，这里应当是“{gap.expected}”"
            hint = "核对有没有漏写的一段，再改正序号"
            yield Finding(subject, (*path, gap.index), message, hint, chars=gap.chars)


def _gaps(paragraphs: Iterable[tuple[int, str]]) -> Iterator[_Gap]:
    """Yield the numbers of paragraphs that neither follow the one before of their level nor begin anew."""
    last: dict[int, int] = {}
    for index, text in paragraphs:
        for level, (pattern, wording) in enumerate(_STYLES):
            match = pattern.match(text)
            number = None if match is None else numerals.read(match["number"])
            if match is None or number is None:
                continue
            expected = last.get(level, 0) + 1
            if number not in {1, expected}:
                chinese = numerals.to_chinese(expected)
                right = wording.format(chinese=chinese, arabic=expected)
                yield _Gap(index, match.span(), match[0], right)
            last = {known: last[known] for known in last if known < level} | {level: number}
            break
