"""Units of every kind as the public sees them, for the tests of the guide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from disclosure_cli.compile.view import EntryView, ItemView, UnitView
from disclosure_cli.document import Block, Document
from disclosure_cli.index_scheme import IndexScheme
from disclosure_cli.model import PublicData
from disclosure_cli.schema.parsing import parse
from disclosure_cli.schema.schemas import Schemas

KINDS = ("县级政府", "政府部门", "乡镇政府", "街道办事处", "法律法规授权组织", "公共企事业单位")
BOUND = KINDS[:-1]
INSTITUTION = KINDS[-1]

_FOLDER = Path(__file__).parents[2] / "schemas"
SCHEMAS: Schemas = parse(
    {
        path.name.removesuffix(".schema.json"): path.read_text(encoding="utf-8")
        for path in sorted(_FOLDER.glob("*.schema.json"))
    },
    {},
)

CLASSES = {
    "01": "机构职能",
    "0104": "办公地址和联系方式",
    "04": "财政资金",
    "0401": "预算",
    "05": "行政许可和管理服务",
    "0503": "采矿权登记",
    "0508": "办事指南",
    "18": "没有用到的分类",
}
CHANNELS = (
    {"name": "政府网站", "standard": True, "website": True},
    {"name": "纸质媒体", "standard": True, "website": False},
    {"name": "政务服务中心", "standard": True, "website": False},
    {"name": "其他", "standard": True, "website": False},
    {"name": "咨询电话", "standard": False, "website": False},
)
TOPICS = ({"code": "20-14", "title": "公务员招考", "content": "公务员招考", "article": "第二十条"},)
OFFICE = {
    "name": "示例单位信息中心",
    "address": "示例县示例路1号101室",
    "hours": "工作日8:30-12:00，14:00-17:30",
    "phone": "示例0792-0000001",
    "fax": "无",
    "postcode": "示例332400",
    "email": "示例xxgk@example.gov.cn",
    "website": "https://www.example.gov.cn/zwgk/",
}
SUPERVISION = {"name": "示例监督机构", "phone": "示例0792-0000002"}


def profile_of(kind: str, **changes: Any) -> dict[str, Any]:
    """Return a full profile of a unit of a kind."""
    return {
        "name": f"示例{kind}",
        "kind": kind,
        "office": OFFICE,
        "supervision": SUPERVISION,
        "inquiry": {
            "phone": "示例0792-0000003",
            "department": "办公室",
            "handling": "及时批转有关人员答复",
            "reply": "不能马上解决的报告领导，并在第一时间回复",
        },
        "principles": [{"title": "依法公开", "content": "应当公开的必须公开。"}, {"title": "便民"}],
        "commitments": [
            {"kind": "服务承诺", "content": "咨询电话有人接听"},
            {"kind": "廉政承诺", "content": "不收受礼品"},
        ],
        "leadership": [
            {"role": "组长", "post": "局长", "duty": "领导信息公开工作"},
            {"role": "第一责任人", "post": "各股室主要负责人"},
        ],
        "platforms": [
            {"channel": "纸质媒体", "name": "示例日报"},
            {
                "channel": "政府网站",
                "name": "示例门户网站",
                "url": "https://www.example.gov.cn/",
                "main": True,
            },
        ],
        "places": [
            {
                "kind": "政务服务大厅",
                "name": "示例办事大厅",
                "address": "示例县示例路1号一楼",
                "hours": "工作日9:00-17:00",
                "phone": "示例0792-0000004",
            }
        ],
        "not_applicable": [{"topic": "20-14", "reason": "不组织公务员招考"}],
        "catalog_revised": "2025-03-01",
        **changes,
    }


GUIDE = {"revised": "2025-03-31", "ways": [{"way": "当面申请"}, {"way": "信函申请"}]}
ITEMS: tuple[Mapping[str, Any], ...] = (
    {
        "id": "0104-001",
        "title": "工作机构联系方式",
        "class": "0104",
        "mode": "主动公开",
        "channels": ["政府网站", "咨询电话"],
    },
    {
        "id": "0401-001",
        "title": "年度预算",
        "class": "0401",
        "mode": "主动公开",
        "time_limit": "自批复之日起20日内",
        "time_limit_basis": ["《中华人民共和国预算法》第十四条第二款"],
        "channels": ["政府网站", "其他"],
        "channel_other": "示例公告栏",
    },
    {
        "id": "0503-001",
        "title": "采矿权登记结果",
        "class": "0503",
        "mode": "依申请公开",
        "channels": ["政务服务中心"],
    },
    {
        "id": "0508-001",
        "title": "采矿权登记办事指南",
        "class": "0508",
        "mode": "主动公开",
        "channels": ["政务服务中心"],
        "service": {
            "procedure": ["申请", "受理", "决定"],
            "fee": "不收费",
            "place": "示例办事大厅3号窗口",
        },
    },
)
ORGANS = {
    "示例县人民政府": {
        "name": "示例县人民政府",
        "office": {"name": "示例复议机构", "address": "示例县示例路3号"},
    },
    "示例主管部门": {"name": "示例主管部门", "office": {"phone": "示例0792-0000009"}},
}


def unit_view(
    profile: Mapping[str, Any],
    guide: Mapping[str, Any] = GUIDE,
    items: Iterable[Mapping[str, Any]] = ITEMS,
    entries: Iterable[Mapping[str, Any]] = (),
    scheme: IndexScheme | None = None,
) -> UnitView:
    """Return the public side of a unit made of raw records."""
    public = SCHEMAS["unit"].public(profile)
    return UnitView(
        id="sample",
        name=str(public["name"]),
        kind=str(public["kind"]),
        demo=bool(public.get("demo")),
        profile=public,
        guide=SCHEMAS["guide"].public(guide),
        items=tuple(_item(item) for item in items),
        entries=tuple(
            EntryView(PublicData(entry), "entries-2025", "entry", on_request=False)
            for entry in entries
        ),
        cancelled=(),
        classes=CLASSES,
        channels=tuple(PublicData(channel) for channel in CHANNELS),
        topics=tuple(PublicData(topic) for topic in TOPICS),
        organs={name: PublicData(organ) for name, organ in ORGANS.items()},
        index_scheme=scheme or IndexScheme(),
    )


def _item(item: Mapping[str, Any]) -> ItemView:
    code = str(item["class"]).partition(" ")[0]
    levels = [code[:end] for end in range(2, len(code) + 1, 2)]
    return ItemView(
        data=SCHEMAS["item"].public(item),
        anchor=f"item-{item['id']}",
        class_code=code,
        class_names=tuple(CLASSES[level] for level in levels if level in CLASSES),
        entries=(),
    )


_NOT_SHOWN = {"kind", "anchor", "anchors", "align", "number", "marks"}


def texts_of(shown: Any) -> list[str]:
    """Return every text that a block, or a part of one, shows."""
    match shown:
        case str():
            return [shown]
        case dict():
            parts = [value for key, value in shown.items() if key not in _NOT_SHOWN]
            return [text for part in parts for text in texts_of(part)]
        case list() | tuple():
            return [text for part in shown for text in texts_of(part)]
    return []


def text_of(document: Document) -> str:
    """Return all text of a document, a line each."""
    lines = [line for block in document["blocks"] for line in texts_of(block)]
    return "\n".join([document["title"], document["dateline"], document["banner"], *lines])


def section(document: Document, anchor: str) -> list[Block]:
    """Return what stands under a heading, down to the next heading of its level or above."""
    found: list[Block] = []
    level = 0
    for block in document["blocks"]:
        if block["kind"] == "heading":
            if level and block["level"] <= level:
                break
            if block["anchor"] == anchor:
                level = block["level"]
                continue
        if level:
            found.append(block)
    return found


def section_text(document: Document, anchor: str) -> str:
    """Return the text under a heading."""
    return "\n".join(line for block in section(document, anchor) for line in texts_of(block))
