"""The profile and the guide of a unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benchmarks.generating.items import REVIEWED, Class, Item
from benchmarks.generating.matters import COUNTY, INSTITUTION, STREET, TOWN
from benchmarks.generating.offices import Office
from benchmarks.generating.reviewing import review, with_all_fields

Data = dict[str, Any]

_HOURS = "工作日8:30-12:00，14:00-17:30"
_FAX = "示例0000-0000009"
_GRASS_ROOTS = (COUNTY, TOWN, STREET)


_PLATFORMS = (
    ("政府公报", "人民政府公报"),
    ("两微一端", "政务微信公众号"),
    ("广播电视", "电视台"),
    ("纸质媒体", "日报"),
    ("政务服务中心", "政务服务中心"),
    ("便民服务站", "便民服务站"),
    ("社区/企事业单位/村公示栏（电子屏）", "各单位公示栏"),
)


def profile_of(
    office: Office,
    items: Sequence[Item],
    classes: Mapping[str, Class],
    topics: Mapping[str, tuple[str, ...]],
) -> Data:
    """Return the profile of a unit that has these items."""
    name = office.name
    return {
        "name": name,
        "other_names": [f"{name}（筹）"],
        "short_name": name.removeprefix(office.county),
        "kind": office.kind.kind,
        "level": office.kind.level,
        "region": f"示例省示例市{office.county}",
        "region_code": "示例000000",
        "uscc": f"示例{office.number:018}",
        "index_prefix": "000000000",
        "taken_over_prefixes": ["014416330"],
        "parent": office.superior,
        "office": _contact(office, f"{name}{office.departments[0]}", "1"),
        "contact_changed": "2025-01-02",
        "supervision": _contact(office, f"{office.county}人民政府办公室", "2"),
        "remedies": _remedies(office),
        "leadership": [
            {
                "role": "组长",
                "post": office.kind.head,
                "duty": "领导本单位信息公开工作，研究解决重大问题",
            },
            {"role": "副组长", "post": office.kind.deputy, "duty": "分管信息公开和保密审查"},
            {
                "role": "联络员",
                "post": office.head_of(office.departments[0]),
                "department": office.departments[0],
                "duty": "具体办理信息公开事务",
            },
        ],
        "departments": [
            {"name": own, "kind": kind, "duty": duty, "phone": f"示例0000-00000{number:02}"}
            for number, (own, kind, duty) in enumerate(office.kind.departments, start=1)
        ],
        "platforms": [
            {
                "channel": "政府网站",
                "name": f"{office.county}人民政府网站信息公开专栏",
                "url": f"https://www.example.gov.cn/{office.id}/",
                "main": True,
                "notes": "主动公开的信息集中在这里发布，可以检索、查阅、下载。",
            },
            {"channel": "公开查阅点", "name": f"{office.departments[0]}查阅点", "main": False},
            *(
                {"channel": channel, "name": f"{office.county}{platform}", "main": False}
                for channel, platform in _PLATFORMS
            ),
        ],
        "places": [
            {
                "kind": "公共查阅点",
                "name": f"{office.departments[0]}查阅点",
                "channel": "公开查阅点",
                "address": f"{office.county}示例路{office.number + 1}号101室",
                "hours": _HOURS,
                "phone": "示例0000-0000001",
                "notes": "可以查阅公开目录、公开指南和规范性文件。",
            }
        ],
        "inquiry": {
            "phone": "示例0000-0000001",
            "department": office.departments[0],
            "hours": _HOURS,
            "handling": "接听登记以后，转有关内设机构办理。",
            "reply": "能够当场答复的当场答复，不能当场答复的在5个工作日内答复。",
        },
        "principles": [
            {
                "title": "以公开为常态、不公开为例外",
                "content": "除依法不予公开的以外，制作、获取的信息都应当公开。",
            }
        ],
        "commitments": [
            {"kind": "服务承诺", "content": "咨询和申请有人接、有人办、有答复。"},
            {"kind": "廉政承诺", "content": "资金、项目和人员的安排接受监督。"},
        ],
        "plan": _plan(office),
        "responsibility": _responsibility(office),
        "not_applicable": [
            *_topics_left_out(office, items, classes, topics),
            *_fields_left_out(office, items, classes),
        ],
        "item_review": _item_review(office),
        "catalog_revised": "2025-03-20",
        "catalog_notes": [
            "本目录根据职能调整及时更新。",
            "名单类信息不公布身份证号码、银行账号等个人信息。",
        ],
        "notes": "本单位和其中的记录都是为测试而生成的示例。",
        "demo": True,
        "remarks": "由程序生成，不要手工修改。",
    }


def _item_review(office: Office) -> Data:
    reviewed = review(office, REVIEWED, "公开", "2025-保审-000")
    return with_all_fields(reviewed, office.superior) if office.number % 5 == 2 else reviewed


def _contact(office: Office, name: str, number: str) -> Data:
    return {
        "name": name,
        "address": f"{office.county}示例路{number}号办公楼201室",
        "hours": _HOURS,
        "phone": f"示例0000-000000{number}",
        "fax": _FAX if number == "1" else "无",
        "postcode": "示例000000",
        "email": f"示例{office.id}@example.gov.cn",
        "website": f"https://www.example.gov.cn/{office.id}/",
        "notes": "电子邮箱不接收涉密信息。",
    }


def _remedies(office: Office) -> Data:
    if office.kind.kind == INSTITUTION:
        return {"appeal": office.supervisor, "notes": "申诉机关的地址和电话见县人民政府网站。"}
    return {"reconsideration": office.superior, "court": office.court}


def _plan(office: Office) -> list[Data]:
    return [
        {
            "stage": "编制目录和指南",
            "period": "2月17日至3月20日",
            "from": "2025-02-17",
            "to": "2025-03-20",
            "tasks": [
                {
                    "task": "对照法定公开内容逐项确定公开事项，编制目录和指南",
                    "department": office.departments[0],
                    "person": office.head_of(office.departments[0]),
                    "due": "2025-03-20",
                    "quality": "内容完整、准确，不涉及的说明理由",
                    "progress": "已完成",
                },
                {
                    "task": "收集、整理信息，审查以后上网公开",
                    "department": office.departments[1],
                    "person": office.head_of(office.departments[1]),
                    "due": "2025-06-30",
                    "quality": "先审查、后公开，逐条登记",
                    "progress": "进行中",
                },
            ],
        }
    ]


def _responsibility(office: Office) -> Data:
    """Return who does what about the items that do not say so themselves."""
    first, second = office.departments[:2]
    return {
        "made_by": second,
        "updated_by": first,
        "reviewed_by": first,
        "accountable": second,
        "post": office.head_of(second),
    }


def _topics_left_out(
    office: Office,
    items: Iterable[Item],
    classes: Mapping[str, Class],
    topics: Mapping[str, tuple[str, ...]],
) -> list[Data]:
    """Return the topics of art. 20 and 21 that the unit's kind owes and its items do not serve."""
    served: set[str] = set()
    for item in items:
        if item["mode"] == "主动公开" and item.get("status", {}).get("state") != "已取消":
            code = item["class"].partition(" ")[0]
            served.update(classes[code].topics)
    return [
        {"topic": code, "reason": "职责范围不包括这方面的内容，由有关机关公开"}
        for code, kinds in topics.items()
        if office.kind.kind in kinds and code not in served
    ]


def _fields_left_out(
    office: Office, items: Iterable[Item], classes: Mapping[str, Class]
) -> list[Data]:
    if office.kind.kind not in _GRASS_ROOTS:
        return []
    used = {
        item["class"].partition(" ")[0]
        for item in items
        if item["mode"] != "不予公开" and item.get("status", {}).get("state") != "已取消"
    }
    covered = {classes[code].field for code in used}
    own = (
        known.field
        for known in classes.values()
        if known.field and (not known.kinds or office.kind.kind in known.kinds)
    )
    return [
        {"field": field, "reason": "由县级人民政府有关部门公开"}
        for field in dict.fromkeys(own)
        if field not in covered
    ]


def guide_of(office: Office) -> Data:
    """Return the guide of a unit."""
    first = f"{office.name}{office.departments[0]}"
    address = f"{office.county}示例路1号办公楼201室"
    return {
        "revised": "2025-03-20",
        "preface": [f"为方便公民、法人和其他组织获取{office.name}的信息，编制本指南。"],
        "scope": ["机构职能和联系方式", "规划、统计和财政信息", "办事服务和办理结果"],
        "ways": [
            {
                "way": "当面申请",
                "recipient": first,
                "address": address,
                "hours": _HOURS,
                "phone": "示例0000-0000001",
                "notes": "书写有困难的，可以口头提出，由工作人员代为填写申请表。",
            },
            {"way": "信函申请", "recipient": first, "address": address, "postcode": "示例000000"},
            {"way": "网上申请", "url": f"https://www.example.gov.cn/{office.id}/ysq/"},
            {"way": "电子邮件申请", "email": f"示例{office.id}@example.gov.cn"},
            {"way": "传真申请", "fax": _FAX},
        ],
        "extra_sections": [
            {"title": "查询办理进度", "paragraphs": ["可以拨打咨询电话查询申请的办理进度。"]}
        ],
        "remarks": "由程序生成，不要手工修改。",
    }
