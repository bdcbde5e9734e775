"""获取方式：主动公开: what a unit publishes of itself, where and when (art. 19 to 26)."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_cli.compile.guide_sections.outline import (
    Blocks,
    Section,
    introduced,
    listing,
    paragraphs,
    table,
)
from disclosure_cli.compile.guide_sections.subject import Subject, given
from disclosure_cli.compile.tables import OTHER
from disclosure_cli.compile.view import ItemView
from disclosure_cli.model import PublicData
from disclosure_cli.publishing.deciding import ON_REQUEST
from disclosure_cli.unit_kinds import AUTHORIZED, COUNTY, DEPARTMENT, SUBDISTRICT, TOWNSHIP

# Art. 21 names the governments and departments of cities and counties, and townships, but nobody else.
_SCOPE_ARTICLES = {
    COUNTY: "第十九条至第二十一条",
    DEPARTMENT: "第十九条至第二十一条",
    TOWNSHIP: "第十九条至第二十一条",
    SUBDISTRICT: "第十九条、第二十条",
    AUTHORIZED: "第十九条、第二十条",
}
_SCOPE = "{us}主动公开下列{information}，具体事项见公开事项目录"
_NOT_APPLICABLE = "下列内容{us}不涉及："
# Art. 26.
_TIME_LIMIT = (
    "属于主动公开范围的{information}，自形成或者变更之日起20个工作日内公开；"
    "法律、法规对公开期限另有规定的，按照其规定（《条例》第二十六条）。"
)
# Art. 55: the rules of the competent organ, not art. 26.
_TIME_LIMIT_OF_INSTITUTION = (
    "{us}按照有关法律、法规和主管部门规定的期限公开信息，每个事项的期限见公开事项目录。"
)
_PLATFORM_COLUMNS = (("渠道", 18), ("名称", 28), ("网址", 34), ("说明", 28))
_PLACE_COLUMNS = (
    ("场所", 14),
    ("类型", 10),
    ("地址", 22),
    ("开放时间", 14),
    ("电话", 10),
    ("说明", 34),
)


def active_disclosure(subject: Subject) -> Section:
    """Return what is published, where it is found and within what time."""
    return Section(
        "active",
        "获取方式：主动公开",
        parts=(
            Section("scope", "公开范围", (*_scope(subject), *_not_applicable(subject))),
            Section("channels", "公开渠道", parts=_channels(subject)),
            Section("time", "公开时限", _time_limits(subject)),
        ),
    )


def _scope(subject: Subject) -> Blocks:
    lines = listing(subject.guide.get("scope", ()) or _published(subject))
    lead = subject.say(_SCOPE)
    if articles := _SCOPE_ARTICLES.get(subject.view.kind):
        # Art. 13 to 16.
        lead = f"依照《条例》{articles}，{lead}；依照《条例》第十四条至第十六条不予公开的除外"
    return introduced(f"{lead}。", lines)


def _published(subject: Subject) -> Iterator[str]:
    """Yield each first-level class with the items that are published under it."""
    titles: dict[str, list[str]] = {}
    for item in _active(subject):
        name = item.class_names[0] if item.class_names else OTHER
        titles.setdefault(name, []).append(str(item.data["title"]))
    for name, found in titles.items():
        yield f"{name}：{'、'.join(dict.fromkeys(found))}。"


def _active(subject: Subject) -> Iterator[ItemView]:
    return (item for item in subject.view.items if item.data.get("mode") != ON_REQUEST)


def _not_applicable(subject: Subject) -> Blocks:
    titles = {str(topic["code"]): str(topic["title"]) for topic in subject.view.topics}
    rows = [
        (_topic(row, titles), row["reason"]) for row in subject.profile.get("not_applicable", ())
    ]
    found = table("不涉及的内容", (("内容", 30), ("理由", 50)), rows)
    return introduced(subject.say(_NOT_APPLICABLE), found)


def _topic(row: PublicData, titles: dict[str, str]) -> str:
    """Name a topic of art. 20 and 21, which is written as a code with or without its name, or a field."""
    code, _, name = str(row.get("topic", "")).partition(" ")
    return titles.get(code) or name or str(row.get("field", "")) or code or OTHER


def _channels(subject: Subject) -> tuple[Section, ...]:
    online, offline = _platforms(subject)
    return (
        Section("online", "网上渠道", table("网上渠道", _PLATFORM_COLUMNS, online)),
        Section("places", "查阅场所", table("查阅场所", _PLACE_COLUMNS, _places(subject))),
        Section("offline", "其他渠道", table("其他渠道", _PLATFORM_COLUMNS, offline)),
        Section("used", "目录采用的渠道", _used(subject)),
    )


def _platforms(subject: Subject) -> tuple[list[tuple[str, ...]], list[tuple[str, ...]]]:
    """Return the platforms that anybody can reach on line, and the others."""
    on_line = {str(c["name"]) for c in subject.view.channels if c.get("website")}
    platforms = subject.profile.get("platforms", ())
    rows: dict[bool, list[tuple[str, ...]]] = {True: [], False: []}
    for platform in sorted(platforms, key=lambda row: row.get("main") is not True):
        is_on_line = platform["channel"] in on_line or bool(given(platform.get("url")))
        rows[is_on_line].append(_platform(platform))
    website = given(subject.block("office").get("website"))
    if website and website not in {row[2] for row in rows[True]}:
        rows[True].append(("网站", f"{subject.us}网站", website, ""))
    return rows[True], rows[False]


def _platform(platform: PublicData) -> tuple[str, ...]:
    main = "公开信息的主要平台" if platform.get("main") else ""
    notes = "；".join(filter(None, (main, platform.get("notes"))))
    return platform["channel"], platform["name"], given(platform.get("url")), notes


def _places(subject: Subject) -> Iterator[tuple[str, ...]]:
    columns = ("name", "kind", "address", "hours", "phone", "notes")
    for place in subject.profile.get("places", ()):
        yield tuple(str(place.get(name, "")) for name in columns)


def _used(subject: Subject) -> Blocks:
    """Return the channels that items of the catalog use, in the printed order."""
    items = [item.data for item in subject.view.items]
    used = {str(name) for item in items for name in item.get("channels", ())} - {OTHER}
    ordered = [name for c in subject.view.channels if (name := str(c["name"])) in used]
    others = [str(item["channel_other"]) for item in items if item.get("channel_other")]
    names = list(dict.fromkeys([*ordered, *sorted(used - set(ordered)), *others]))
    if not names:
        return ()
    return paragraphs(
        f"目录中的事项采用下列渠道公开：{'、'.join(names)}。每个事项采用哪些渠道，见公开事项目录的“公开渠道和载体”栏。"
    )


def _time_limits(subject: Subject) -> Blocks:
    text = _TIME_LIMIT_OF_INSTITUTION if subject.is_public_institution else _TIME_LIMIT
    special = [
        (
            str(item.data["title"]),
            str(item.data.get("time_limit", "")),
            "\n".join(item.data["time_limit_basis"]),
        )
        for item in _active(subject)
        if item.data.get("time_limit_basis")
    ]
    columns = (("事项", 24), ("公开时限", 30), ("时限依据", 36))
    rows = table("另有规定的公开时限", columns, special)
    return (*paragraphs(subject.say(text)), *introduced("下列事项的时限另有规定：", rows))
