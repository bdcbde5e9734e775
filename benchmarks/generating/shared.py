"""The settings and the shared vocabularies: the packaged ones, and the organs that the units refer to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import yaml

from benchmarks.generating.items import Class
from benchmarks.generating.offices import AS_OF, Office
from disclosure_cli.editing.yaml_text import emit
from disclosure_cli.loading.packaged import vocabulary_files
from disclosure_cli.schema.schemas import Schemas
from disclosure_cli.settings import SCHEMA_VERSION

Data = dict[str, Any]


def read_classes() -> dict[str, Class]:
    """Return the packaged classes by code; one without topics of its own serves those of the class above it."""
    found: dict[str, Class] = {}
    for row in _rows("classes.yaml"):
        code = row["分类代码"]
        topics = tuple(topic.partition(" ")[0] for topic in row.get("法定内容", ()))
        above = found.get(code[:-2])
        found[code] = Class(
            code,
            row["分类名称"],
            tuple(row.get("适用单位类型", ())),
            topics or (above.topics if above else ()),
            row.get("领域", ""),
        )
    return found


def read_topics() -> dict[str, tuple[str, ...]]:
    """Return the packaged topics: code → the kinds of unit that owe it."""
    return {row["代码"]: tuple(row.get("适用单位类型", ())) for row in _rows("topics.yaml")}


def _rows(name: str) -> list[Data]:
    return list(yaml.load(vocabulary_files()[name], yaml.CBaseLoader))  # noqa: S506 - builds texts only


def vocabularies(offices: Iterable[Office], schemas: Schemas) -> dict[str, str]:
    """Return name → text of the shared vocabularies: the packaged ones, with the organs that the units refer to."""
    texts = {name: data.decode() for name, data in vocabulary_files().items()}
    texts["organs.yaml"] += "\n" + emit([*_organs(offices)], schemas["organs"].fields, "zh")
    texts["topics.yaml"] += "  说明: 没有专门机构的乡镇，由承办的内设机构公开\n"
    return texts


def _organs(offices: Iterable[Office]) -> Iterator[Data]:
    """Yield the organs that units refer to and that are no units of the workspace."""
    yield {"name": "示例市人民政府", "kind": "人民政府", "level": "市级", "region": "示例省示例市"}
    for county in dict.fromkeys(office.county for office in offices):
        region = f"示例省示例市{county}"
        yield {
            "name": f"{county}人民法院",
            "kind": "人民法院",
            "level": "县级",
            "region": region,
        }
        yield {
            "name": f"{county}卫生健康委员会",
            "kind": "政府部门",
            "level": "县级",
            "region": region,
            "parent": f"{county}人民政府",
        }


def settings(long_summary: tuple[str, str] | None) -> Data:
    """Return the settings; they accept the long summary of an entry, given by unit and index number."""
    unit, record = long_summary or ("", "")
    accepted = {
        "rule": "L464",
        "unit": unit,
        "record": record,
        "count": 1,
        "reason": "正文超过5000字，概述不超过500字",
        "post": "分管副县长",
        "until": "2026-12-31",
    }
    return {
        "site_title": "政府信息公开目录（生成的示例）",
        "site_owner": "示例市人民政府办公室",
        "schema_version": SCHEMA_VERSION,
        "base_url": "https://www.example.gov.cn/xxgk/",
        "site_id_code": "0000000000",
        "index_scheme": {
            "kind": "自定义",
            "pattern": "{前段码}/{年}-{流水号:5}",
            "year_from": "生成日期",
        },
        "keys": "zh",
        "as_of": AS_OF.isoformat(),
        "output": "build",
        "publish_without_review": False,
        "severities": [{"rule": "T709", "severity": "提示", "reason": "历年表格还没有全部更换"}],
        **({"accepted": [accepted]} if long_summary else {}),
        "thresholds": {
            "guide_months": 12,
            "exemption_months": 12,
            "news_days": 14,
            "document_days": 183,
            "blank_classes": 5,
        },
        "allowed_domains": ["example.org"],
    }


def own_vocabulary(office: Office) -> Mapping[str, list[Data]]:
    """Return what a unit adds to the shared vocabularies, by name; one unit in six adds anything."""
    if office.number % 6 != 1:
        return {}
    return {
        "classes": [
            {
                "code": "9903",
                "name": "历史专题",
                "scope": "机构改革以前设立的专题",
                "retired": {
                    "date": "2024-01-01",
                    "replaced_by": "9901 其他主动公开的信息",
                    "reason": "并入其他主动公开的信息",
                },
                "notes": "原有的网页保留，不再新增。",
            }
        ],
        "laws": [_own_law(office), _former_law(office)],
        "terms": [
            {
                "preferred": office.name,
                "variants": [f"{office.name[-4:]}本部"],
                "kind": "统一写法",
                "scope": ["全部"],
                "exceptions": [f"原{office.name[-4:]}本部"],
                "automatic": False,
                "since": "2024-01-01",
                "reason": "目录和指南中写单位全称",
                "notes": "引用旧文件的名称时保留原文。",
            }
        ],
        "organs": [
            {
                "name": f"{office.county}供销合作社联合社",
                "aliases": [f"{office.county}供销社"],
                "kind": "其他",
                "level": "县级",
                "region": f"示例省示例市{office.county}",
                "parent": office.government,
                "office": {
                    "name": "办公室",
                    "address": f"{office.county}示例路8号",
                    "hours": "工作日8:30-12:00，14:00-17:30",
                    "phone": "示例0000-0000008",
                    "fax": "无",
                    "postcode": "示例000000",
                    "email": "示例gxs@example.gov.cn",
                    "website": "https://www.example.gov.cn/gxs/",
                    "notes": "工作日接听咨询电话。",
                },
                "notes": "联系方式以当地公布的为准。",
            }
        ],
    }


def _own_law(office: Office) -> Data:
    return {
        "title": f"{office.county}公共设施管护规定",
        "short_titles": [f"{office.county}管护规定"],
        "rank": "规范性文件",
        "number": f"示例{office.county[2:-1]}府发〔2022〕5号",
        "issued": "2020-05-06",
        "revised": "2022-03-04",
        "in_force": "2022-04-01",
        "last_article": 30,
        "state": "有效",
        "former": [
            {
                "number": f"示例{office.county[2:-1]}府发〔2020〕9号",
                "date": "2020-05-06",
                "until": "2022-04-01",
                "last_article": 26,
                "notes": "管护范围有扩大。",
            }
        ],
        "limits": [
            {
                "matter": "管护责任人公示",
                "article": "第六条",
                "limit": "自确定之日起10个工作日内",
                "words": ["管护责任人"],
            }
        ],
        "as_of": "2025-03-01",
        "notes": "条文总数已经核实。",
    }


def _former_law(office: Office) -> Data:
    return {
        "title": f"{office.county}公共设施管护暂行办法",
        "rank": "规范性文件",
        "issued": "2015-05-06",
        "state": "已废止",
        "ended": "2020-05-06",
        "superseded_by": f"{office.county}公共设施管护规定",
    }
