"""G601, G606 to G610 and G641: a guide says how to reach the office, and everything else says the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import cache

from disclosure_cli.facts.context import Context
from disclosure_cli.facts.records import is_absent, item_of
from disclosure_cli.facts.texts import values_at
from disclosure_cli.grammar import hours
from disclosure_cli.grammar.class_code import code_of
from disclosure_cli.grammar.hours import Hours
from disclosure_cli.grammar.regions import Province, province_of, province_of_code
from disclosure_cli.model import Path, Record, Related, Severity, blocks, texts_of
from disclosure_cli.places import Part
from disclosure_cli.publishing.deciding import is_current
from disclosure_cli.rules.rule import Finding, rule
from disclosure_cli.words import shorten

_DEMO = "示例"
_NONE = "无"
_TOLD = ("name", "address", "hours", "phone", "fax")
_ON_LINE = ("website", "email")
_INTERNET = "互联网联系方式"
# 传真 and 互联网联系方式 may be said to be none; an office without a name, place, time or telephone cannot be reached.
_NEVER_NONE = ("name", "address", "hours", "phone")


@rule("G601", "missing-guide-element", Severity.ERROR, each="unit")
def missing_guide_element(record: Record, context: Context) -> Iterator[Finding]:
    """指南缺少《条例》第十二条的要素

    为什么: 指南包括政府信息的分类、编排体系、获取方式和工作机构的名称、办公地址、办公时间、联系电话、传真号码、互联网联系方式（《条例》第十二条）。前三项由程序从目录编成，后六项取自单位概况的“工作机构”。没有传真的也要写明“无”，空着就不知道是没有还是漏了。

    不好: 工作机构只写了名称和电话。

    好: 传真号码: 无，网站: https://www.example.gov.cn/zwgk/
    """
    if not record.data:
        return
    if lacking := _lacking(record, context):
        hint = "在单位概况的“工作机构”里补齐；没有传真、网站的写“无”"
        message = f"指南缺少工作机构的{'、'.join(lacking)}"
        yield Finding(record, ("office",), message, hint, part=Part.KEY)


def _lacking(profile: Record, context: Context) -> list[str]:
    """Return the labels of what art. 12 asks of the office and the profile does not say."""
    schema = context.schemas[profile.kind]
    wanted = [("office", name) for name in _TOLD if _is_untold(profile, name)]
    fields = [schema.field(path) for path in wanted]
    lacking = [field.label for field in fields if field is not None]
    if all(is_absent(profile, "office", name) for name in _ON_LINE):
        lacking.append(_INTERNET)
    return lacking


def _is_untold(profile: Record, name: str) -> bool:
    value = profile.get("office", name)
    return is_absent(profile, "office", name) or (value == _NONE and name in _NEVER_NONE)


_AREA_CODE = re.compile(r"(?<![\d-])(0\d{2,3})-\d{7,8}")
_POSTCODE = re.compile(r"\d{6}")


@rule("G606", "number-of-another-place", Severity.WARNING, each="unit")
def number_of_another_place(record: Record, context: Context) -> Iterator[Finding]:
    """号码、代码与所在地对不上

    为什么: 区号、邮政编码、行政区划代码和统一社会信用代码都能看出是哪个省的。与单位的行政区划对不上，多半是从外地的样本抄来没有改，公众打不通电话、寄不到信。

    不好: 行政区划: 江西省九江市修水县，联系电话: 0571-87000000

    好: 行政区划: 江西省九江市修水县，联系电话: 0792-7200000
    """
    province = province_of(str(record.get("region", default="")))
    if province is None:
        return
    guide = context.unit.guide if context.unit is not None else None
    for subject in (record, *((guide,) if guide is not None else ())):
        yield from _foreign_numbers(subject, province)
    for name, digits in (("region_code", slice(2)), ("uscc", slice(2, 4))):
        code = record.data.get(name)
        own = province_of_code(str(code).removeprefix(_DEMO)[digits]) if code else None
        if own is not None and own is not province:
            message = f"代码里的地区是{own.name}，单位在{province.name}"
            yield Finding(record, (name,), message, "核对代码和行政区划，改正写错的一个")


def _foreign_numbers(record: Record, province: Province) -> Iterator[Finding]:
    hint = "核对号码；行政区划写错的，改正行政区划"
    for path, text in texts_of(record.data):
        name = path[-1] if isinstance(path[-1], str) else path[-2]
        if name in {"phone", "fax"}:
            for match in _AREA_CODE.finditer(text):
                if not match[1].startswith(province.area_codes) and not text.startswith(_DEMO):
                    message = f"区号{match[1]}不是{province.name}的"
                    yield Finding(record, path, message, hint, chars=match.span(1))
        elif name == "postcode" and _is_foreign_postcode(text, province):
            yield Finding(record, path, f"邮政编码{text}不是{province.name}的", hint)


def _is_foreign_postcode(text: str, province: Province) -> bool:
    return _POSTCODE.fullmatch(text) is not None and not text.startswith(province.postcodes)


_MOBILE = re.compile(r"1[3-9]\d{9}")
_PUBLISHED_PHONES: tuple[Path, ...] = (
    ("office", "phone"),
    ("supervision", "phone"),
    ("inquiry", "phone"),
)


@rule("G607", "mobile-as-office-phone", Severity.WARNING, each="unit")
def mobile_as_office_phone(record: Record, context: Context) -> Iterator[Finding]:
    """办公电话只有手机号码

    为什么: 手机多半是个人的，人员调动以后就打不通，公布出来也泄露个人信息。工作机构要有固定的办公电话（《条例》第十二条）。

    不好: 联系电话只写某个人的手机号码

    好: 联系电话: 0792-7200000
    """
    places = [(record, path) for path in _PUBLISHED_PHONES]
    guide = context.unit.guide if context.unit is not None else None
    if guide is not None:
        ways = guide.data.get("ways")
        count = len(ways) if isinstance(ways, list) else 0
        places += [(guide, ("ways", index, "phone")) for index in range(count)]
    for subject, path in places:
        numbers = _split(subject.get(*path))
        if numbers and all(map(_MOBILE.fullmatch, numbers)):
            hint = "写固定电话；没有固定电话的，办理一个值班的公用号码"
            yield Finding(subject, path, "办公电话只有手机号码", hint)


# 12345 and its like have no area code, nor have 400 numbers; no fixed line begins with 0, 1 or 9.
_FIXED_LINE = re.compile(r"[2-8]\d{6,7}")


@rule("G641", "no-area-code", Severity.INFO, each="unit")
def no_area_code(record: Record, context: Context) -> Iterator[Finding]:
    """固定电话没有写区号

    为什么: 指南和目录在网上人人看得到，外地的申请人、用手机的人拨固定电话都要加区号。12345、110等短号码和400号码不用写。同一个号码只提示一次。

    不好: 联系电话: 7200001

    好: 联系电话: 0792-7200001
    """
    unit = context.unit
    assert unit is not None
    guide = () if unit.guide is None else (unit.guide,)
    subjects = (record, *guide, *(item for item in unit.items if "service" in item.data))
    places = [
        (subject, path, text)
        for subject in subjects
        for path, text in texts_of(subject.data)
        if _field_of(path) in _DIALLED
    ]
    codes = (match[1] for _, _, text in places for match in _AREA_CODE.finditer(text))
    area, told = next(codes, ""), set[str]()
    for subject, path, text in places:
        # In the profile of a unit that is an example only what is said to be one is looked at.
        if record.data.get("demo") is True and not text.startswith(_DEMO):
            continue
        for number in _split(text):
            if _FIXED_LINE.fullmatch(number) and number not in told:
                told.add(number)
                hint = f"写成“{area}-{number}”" if area else "写上区号，例如0792-7200001"
                yield Finding(subject, path, f"固定电话“{number}”没有写区号", hint)


_DIALLED = frozenset(("phone", "fax"))


def _split(value: object) -> tuple[str, ...]:
    """Return the numbers of a field of numbers."""
    if not isinstance(value, str) or value == _NONE:
        return ()
    return tuple(filter(None, value.removeprefix(_DEMO).split("、")))


_OF_WAYS = {
    "当面申请": ("address", "hours", "phone"),
    "信函申请": ("address", "postcode", "phone"),
    "网上申请": ("phone",),
    "电子邮件申请": ("email", "phone"),
    "传真申请": ("fax", "phone"),
}
_NUMBERS = frozenset(("phone", "fax", "email"))


@rule("G608", "contact-differs", Severity.ERROR, each="guide")
def contact_differs(record: Record, context: Context) -> Iterator[Finding]:
    """申请方式里的联系方式与工作机构的不一致

    为什么: 同一个机构在指南的两处写着两个地址、两个电话，或者受理申请的时间里没有人上班，公众不知道以哪一个为准，是检查中常见的“两张皮”。指南里的联系方式取自单位概况，申请方式里不写就用它的；受理机构不同的，写明受理机构。

    不好: 工作机构的联系电话是0792-7200001，当面申请的联系电话写0792-7200009，没有写受理机构。

    好: 删去当面申请的联系电话，或者写明受理机构: 县政务服务中心信息公开窗口。
    """
    assert context.unit is not None
    profile = context.unit.profile
    office = profile.data.get("office")
    if not isinstance(office, Mapping):
        return
    for index, way in _numbered(record.data.get("ways")):
        if way.get("recipient") not in (None, office.get("name")):
            continue
        for name in _OF_WAYS.get(str(way.get("way")), ()):
            value = _well_formed(way.get(name), name, context)
            own = _well_formed(office.get(name), name, context)
            if value and value != own and own and not _agrees(name, value, own, profile):
                related = (Related(profile.locate(("office", name)), "单位概况里的写法"),)
                label = _label(context, name)
                message = f"{way['way']}的{label}与工作机构的{label}不一致"
                hint = "删去这一行，用工作机构的；受理机构不是工作机构的，写明受理机构"
                yield Finding(record, ("ways", index, name), message, hint, related=related)


def _numbered(value: object) -> Iterator[tuple[int, Mapping[str, object]]]:
    for index, block in enumerate(value if isinstance(value, list) else ()):
        if isinstance(block, dict):
            yield index, block


def _label(context: Context, name: str) -> str:
    field = context.schemas["guide"].field(("ways", name))
    return name if field is None else field.label


def _well_formed(value: object, name: str, context: Context) -> str | None:
    """Return a value of the office that is of the form that the schema asks for; what is not is found as S205."""
    field = context.schemas["unit"].field(("office", name))
    pattern = "" if field is None or field.pattern is None else field.pattern
    return value if isinstance(value, str) and re.search(pattern, value) else None


def _agrees(name: str, value: str, own: str, profile: Record) -> bool:
    """Tell whether a value is what the profile says: of numbers, anywhere in it; of the rest, of the office."""
    if name in _NUMBERS:
        return set(_split(value)) <= _known_numbers(profile)
    if name == "hours":
        return _is_open_then(hours.parse(value), hours.parse(own))
    places = (row.get("address") for row in blocks(profile.get("places")))
    return value in (own, *places) if name == "address" else value == own


def _is_open_then(mine: Hours | None, theirs: Hours | None) -> bool:
    """Tell whether applications are taken while the office is open, as far as both can be told."""
    known = [parsed for parsed in (mine, theirs) if parsed is not None and hours.is_certain(parsed)]
    return len(known) < 2 or hours.is_within(*known)


def _known_numbers(record: Record) -> set[str]:
    """Return every telephone and fax number and mailbox of a record."""
    fields = (text for path, text in texts_of(record.data) if _field_of(path) in _NUMBERS)
    return {number for text in fields for number in _split(text)}


def _field_of(path: Path) -> str:
    return next(part for part in reversed(path) if isinstance(part, str))


_PHONE = re.compile(
    r"(?<![\d-])(?P<area>0\d{2,3})[-－—– ]?(?P<number>\d{7,8})(?![\d-])"
    r"|(?:电话|热线|传真)(?:号码)?[：:为是]?[ \u3000]*(?P<local>\d{7,8})(?![\d-])"
)
_MAILBOX = re.compile(r"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+")
_CONTACT_CLUE = re.compile(r"\d{7}|@")
_ABOUT_THE_ORGAN = "20-2"
_ENDED = frozenset(("失效", "废止", "已修改"))


@rule("G609", "unknown-contact", Severity.WARNING, each="unit")
def unknown_contact(record: Record, context: Context) -> Iterator[Finding]:
    """文字里的电话、邮箱在单位概况里没有

    为什么: 指南、单位概况和目录里的机构信息要写同样的联系方式，号码变了往往只改了一处。别的机构的号码，登记在它自己的名下，才知道以哪里为准。

    不好: 单位概况的联系电话是0792-7200001，指南的补充章节写“可以拨打0792-7200009查询”。

    好: 文字里写“可以拨打咨询电话查询”，或者写单位概况里有的号码。
    """
    hint = (
        "改成单位概况里的号码；是别的机构的，登记到单位概况的场所、监督机构或者 _vocab/organs.yaml"
    )

    @cache
    def own() -> frozenset[str]:
        return _own_numbers(context)

    @cache
    def of_organs() -> frozenset[str]:
        return frozenset().union(*map(_known_numbers, context.organs.values()))

    for subject, path, text in _texts_with_contacts(context):
        for chars, number in _contacts_in(text):
            if not (_is_among(number, own()) or _is_among(number, of_organs())):
                message = f"“{text[slice(*chars)]}”在单位概况里没有"
                yield Finding(subject, path, message, hint, chars=chars)


def _is_among(number: str, known: Set[str]) -> bool:
    return number in known or any(one.endswith(number) for one in known)


def _texts_with_contacts(context: Context) -> Iterator[tuple[Record, Path, str]]:
    for subject, path, text in (*context.guide_texts, *_about_the_organ(context)):
        if _CONTACT_CLUE.search(text) and _field_of(path) not in _NUMBERS:
            yield subject, path, text


def _about_the_organ(context: Context) -> Iterator[tuple[Record, Path, str]]:
    """Yield the texts of the catalog's current entries about the unit itself (art. 20, item 2)."""
    assert context.unit is not None
    for entry in context.unit.entries:
        summary = entry.data.get("summary")
        if not isinstance(summary, str) or not _CONTACT_CLUE.search(summary):
            continue
        item = item_of(entry, context)
        code = code_of(item.data.get("class", "")) if item is not None else ""
        is_published = "published" in entry.data and entry.get("validity", "state") not in _ENDED
        if is_published and _ABOUT_THE_ORGAN in context.topics_of(code):
            yield entry, ("summary",), summary


def _contacts_in(text: str) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield where a number or mailbox stands in a text, and how a field of numbers would write it."""
    for match in _PHONE.finditer(text):
        if match["local"]:
            yield match.span("local"), match["local"]
        else:
            yield match.span(), f"{match['area']}-{match['number']}"
    for match in _MAILBOX.finditer(text):
        yield match.span(), match[0]


def _own_numbers(context: Context) -> frozenset[str]:
    """Return every number and mailbox that unit and guide have in fields for them."""
    assert context.unit is not None
    guide = () if context.unit.guide is None else (context.unit.guide,)
    records = (context.unit.profile, *guide)
    return frozenset().union(*map(_known_numbers, records), _service_numbers(context.unit.items))


def _service_numbers(items: Iterable[Record]) -> set[str]:
    return {
        number
        for item in items
        if "service" in item.data
        for _, value in values_at(item.data, ("service", "phone"))
        for number in _split(value)
    }


_MALFORMED_CLUE = re.compile(r"[@＠\]]")
_MALFORMED = (
    r"\[ ?e-?mail[ \u00a0]*protected ?\]"
    r"|[A-Za-z0-9._%+-]+[ \u3000]*[@＠][ \u3000]+[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|[A-Za-z0-9._%+-]+[ \u3000]+[@＠][A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
    r"|[A-Za-z0-9._%+-]+＠[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
)


@rule("G610", "broken-mailbox", Severity.ERROR, each="unit")
def broken_mailbox(record: Record, context: Context) -> Iterator[Finding]:
    """文字里的邮箱写坏了

    为什么: 从网页复制的邮箱常变成“[email protected]”，@旁边多一个空格的邮箱也寄不到。

    不好: 申请发送到[email protected]

    好: 申请发送到xxgk@example.gov.cn
    """
    for subject, path, text in context.guide_texts:
        # In a field for a mailbox it is found by its form (S205).
        if not _MALFORMED_CLUE.search(text) or _field_of(path) in _NUMBERS:
            continue
        for match in re.finditer(_MALFORMED, text, re.IGNORECASE):
            message = f"邮箱“{shorten(match[0])}”写坏了"
            hint = "照着能收到邮件的邮箱重写，@是半角的，前后没有空格"
            yield Finding(subject, path, message, hint, chars=match.span())


_WEBSITE = "政府网站"
_NOWHERE = frozenset(
    (
        *("发布会/听证会", "入户/现场", "精准推送", "会议", "印发资料"),
        *("12345政务服务热线", "咨询电话", "其他"),
    )
)
"""Channels that come to people, or are not to be found in one place."""
_KINDS_OF_PLACES = {
    "公开查阅点": ("公共查阅点", "公共查阅室", "资料索取点"),
    "政务服务中心": ("政务服务大厅",),
    "单位办事大厅": ("政务服务大厅", "咨询窗口"),
    "社区/企事业单位/村公示栏（电子屏）": ("公开栏", "电子信息屏"),
    "文化站公示栏": ("公开栏", "电子信息屏"),
}
"""Which kinds of places are a channel, where a place does not say of which it is."""


@rule("G611", "channel-without-place", Severity.WARNING, each="unit")
def channel_without_place(record: Record, context: Context) -> Iterator[Finding]:
    """目录采用的渠道，指南没有写在哪里

    为什么: 指南要写明获取方式（《条例》第十二条）。目录写着在公开查阅点、政府公报、公示栏公开，指南不写是哪一处、哪一种，公众找不到地方。政府网站写在工作机构的“网站”里也可以；入户、会议、精准推送这类没有固定地方的渠道不用写。

    不好: 公开渠道: [政府网站, 公开查阅点]，单位概况没有写查阅点在哪里

    好: 场所: [{类型: 公共查阅点, 名称: 局办公室查阅点, 渠道: 公开查阅点, 地址: 示例县示例路1号101室}]
    """
    if not record.data or not all(_is_settled(record, name) for name in ("platforms", "places")):
        return
    used = Counter(
        channel
        for item in (context.unit.items if context.unit else ())
        if is_current(item)
        for channel in dict.fromkeys(_names(item.data.get("channels")))
        if channel in context.channels
    )
    lacking = [
        f"{channel}（{number}个事项）"
        for channel, number in used.items()
        if _needs_place(context.channels[channel]) and not _is_placed(channel, record, context)
    ]
    if lacking:
        message = f"目录采用的渠道，指南没有写在哪里：{'、'.join(lacking)}"
        hint = "到场查阅的写在单位概况的“场所”里，公报、报刊、公众号等写在“公开平台”里；不用的渠道，从事项里删去"
        yield Finding(record, ("places",), message, hint, part=Part.KEY)


def _is_settled(profile: Record, name: str) -> bool:
    """Tell whether a field is there, or is absent for certain."""
    return name in profile.data or is_absent(profile, name)


def _names(value: object) -> Iterator[str]:
    for name in value if isinstance(value, list) else ():
        if isinstance(name, str):
            yield name


def _needs_place(channel: Record) -> bool:
    """Tell whether one would have to ask where a channel is; a website of its own is found by its name."""
    is_named_site = channel.get("website") is True and channel.get("standard") is not True
    return channel.get("name") not in _NOWHERE and not is_named_site


def _is_placed(channel: str, profile: Record, context: Context) -> bool:
    """Tell whether the guide says where a channel is: in the profile, or in words of its own."""
    rows = [*blocks(profile.get("platforms")), *blocks(profile.get("places"))]
    if any(row.get("channel") == channel for row in rows):
        return True
    kinds = _KINDS_OF_PLACES.get(channel, ())
    if any("channel" not in row and row.get("kind") in kinds for row in rows):
        return True
    if channel == _WEBSITE and profile.get("office", "website") != _NONE:
        # Where there is neither a website nor a mailbox, both are asked for first (G601).
        is_told = not is_absent(profile, "office", "website")
        return is_told or is_absent(profile, "office", "email")
    return any(channel in text for _, _, text in context.guide_texts)
