"""The published information of a unit, under those of its items that carry entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from benchmarks.generating.items import Item, carries_entries
from benchmarks.generating.matters import MATTERS, NORMAL_LIMIT
from benchmarks.generating.offices import AS_OF, Office, weekday
from benchmarks.generating.reviewing import review, with_all_fields
from disclosure_cli.publishing.deciding import ON_REQUEST, WITHHELD

Entry = dict[str, Any]

_LONG_SUMMARY = 0
"""The number of the entry whose summary is long for a reason: the settings accept it."""
_FIRST = date(2024, 1, 2)
_DAYS = 400
_THEMES = {matter.code: matter.theme for matter in MATTERS}
_SUMMARIES = (
    "列明{}等内容，说明办理依据、责任部门和监督电话，便于查询核对。",
    "公布本期{}的有关数据，与上期比较增减变化，并说明变化的原因和下一步安排。",
    "按照目录要求逐项公布{}，附有明细表，对公示内容有异议的可以在公示期内反映。",
)


@dataclass(frozen=True)
class _Place:
    """Where an entry stands: its unit, its number there, and how many entries each unit has."""

    office: Office
    number: int
    per_unit: int

    @property
    def created(self) -> date:
        days = self.office.random("created", self.number).randrange(_DAYS)
        return weekday(_FIRST, days)

    @property
    def serial(self) -> str:
        return f"{self.office.number * self.per_unit + self.number + 1:05}"

    @property
    def index(self) -> str:
        return f"000000000/{self.created.year}-{self.serial}"


Change = Callable[[_Place, Entry], Entry]


def entries_of(office: Office, number: int, items: Sequence[Item]) -> Iterator[Entry]:
    """Yield so many entries of a unit; the other units have as many."""
    carriers = [item for index, item in enumerate(items) if carries_entries(index, item)]
    for index in range(number if carriers else 0):
        yield _entry(_Place(office, index, number), carriers[index % len(carriers)])


def long_summary_of(office: Office) -> str:
    """Return the index number of the entry whose summary is long; the first unit has it."""
    return _Place(office, _LONG_SUMMARY, 0).index


def _entry(place: _Place, item: Item) -> Entry:
    created = place.created
    random = place.office.random("entry", place.number)
    published = weekday(created, random.randint(3, 14) if _has_usual_limit(item) else 1)
    on_request = item["mode"] == ON_REQUEST
    elements = "、".join(item["elements"][:3])
    entry: Entry = {
        "index": place.index,
        "item": item["id"],
        "title": f"{place.office.name}{created.year}年第{place.number + 1}期{item['title']}",
        "summary": random.choice(_SUMMARIES).format(elements),
        "created": created.isoformat(),
        "published": published.isoformat(),
        "theme": _THEMES[item["id"].partition("-")[0]],
        "genre": "其他",
        "keywords": [*dict.fromkeys((item["title"][-4:], item["elements"][0]))],
        "source": "自制",
        "review": review(
            place.office,
            (created, created, published, published),
            ON_REQUEST if on_request else "公开",
            f"{created.year}-保审-{place.serial}",
        ),
    }
    change = _CHANGES.get(place.number % _ROUND)
    return entry if change is None or on_request else {**entry, **change(place, entry)}


def _has_usual_limit(item: Item) -> bool:
    return bool(item["time_limit"] == NORMAL_LIMIT)


def _changed(place: _Place, entry: Entry) -> Entry:
    return {"changed": entry["published"]}


def _normative(place: _Place, entry: Entry) -> Entry:
    return {
        "title": f"{entry['title']}管理办法",
        "effective": weekday(place.created, 30).isoformat(),
        "doc_no": _document_number(place),
        "issuer": place.office.name,
        "genre": "办法",
        "normative": True,
        "validity": {"state": "有效", "until": "2029-12-31"},
    }


def _repealed(place: _Place, entry: Entry) -> Entry:
    successor = _Place(place.office, 0, place.per_unit).index
    validity = {"state": "废止", "until": "2025-03-01", "replaced_by": successor}
    return {
        "doc_no": _document_number(place),
        "genre": "通知",
        "normative": False,
        "validity": validity,
    }


def _document_number(place: _Place) -> str:
    return f"示例{place.office.county[2:-1]}发〔{place.created.year}〕{place.number + 1}号"


def _on_line(place: _Place, entry: Entry) -> Entry:
    page = f"https://www.example.gov.cn/{place.office.id}/{place.created.year}/{place.serial}"
    return {
        "url": f"{page}.html",
        "attachments": [{"name": "明细表", "url": f"{page}.xlsx"}, {"name": "办理流程图"}],
        "notes": "附件可以在公开查阅点查阅、复制。",
    }


def _joint(place: _Place, entry: Entry) -> Entry:
    return {
        "source": "共同制作（牵头）",
        "lead": place.office.name,
        "confirmed": {
            "organs": [place.office.superior],
            "date": entry["created"],
            "approval": "不需要批准",
        },
    }


def _joint_elsewhere(place: _Place, entry: Entry) -> Entry:
    superior = place.office.superior
    return {"source": "共同制作（非牵头）", "lead": superior, "issuer": superior}


def _obtained(place: _Place, entry: Entry) -> Entry:
    return {"source": "从其他行政机关获取", "issuer": place.office.superior}


def _consented(place: _Place, entry: Entry) -> Entry:
    consent = {"asked": entry["created"], "answered": entry["created"], "opinion": "同意公开"}
    return {"consent": consent, "review": {**entry["review"], "ground": "15-2"}}


def _in_the_public_interest(place: _Place, entry: Entry) -> Entry:
    return {
        "consent": {
            "asked": entry["created"],
            "answered": entry["created"],
            "opinion": "不同意公开",
            "public_interest": "涉及饮用水安全，不公开会对公共利益造成重大影响",
        }
    }


def _redacted(place: _Place, entry: Entry) -> Entry:
    return {"review": with_all_fields(entry["review"], place.office.superior)}


def _withheld(place: _Place, entry: Entry) -> Entry:
    signed = (date(2025, 3, 3), date(2025, 3, 4), date(2025, 3, 5), date(2025, 3, 6))
    reviewed = review(place.office, signed, WITHHELD, f"2025-保审-{place.serial}")
    return {
        "mode": WITHHELD,
        "published": None,
        "exemption": {
            "ground": "16-2",
            "reason": "会议讨论记录，尚未形成最终决定",
            "next_review": "2026-02-27",
        },
        "review": {**reviewed, "ground": "16-2"},
    }


def _referred(place: _Place, entry: Entry) -> Entry:
    created = weekday(AS_OF - timedelta(12), 0)
    signed = (created, created, created, created)
    reviewed = review(place.office, signed, "送有权机关确定", f"2025-保审-{place.serial}")
    return {
        "index": None,
        "created": created.isoformat(),
        "published": None,
        "review": {**reviewed, "referred_to": place.office.superior},
    }


def _draft(place: _Place, entry: Entry) -> Entry:
    # Of late enough for an item whose limit is two days.
    created = weekday(AS_OF - timedelta(3), 0).isoformat()
    absent = dict.fromkeys(("index", "published", "review", "source"))
    return {**absent, "created": created, "remarks": "正文还在核对，核对以后送审。"}


def _imported(place: _Place, entry: Entry) -> Entry:
    cells = [{"column": "备注", "text": "原表写作“见附件”"}]
    source = f"信息目录.csv 第{place.number + 2}行"
    return {"imported": {"source": source, "digest": "kfmgjbeaoc", "cells": cells}}


def _long_summary(place: _Place, entry: Entry) -> Entry:
    if place.office.number or place.number != _LONG_SUMMARY:
        return {}
    return {"summary": "".join(f"第{part}部分{entry['summary']}" for part in range(1, 9))[:400]}


_ROUND = 24
_CHANGES: dict[int, Change] = {
    _LONG_SUMMARY: _long_summary,
    1: _changed,
    2: _normative,
    4: _repealed,
    5: lambda place, entry: {"source": "从公民法人组织获取"},
    6: _obtained,
    7: _joint,
    8: _joint_elsewhere,
    9: _consented,
    10: _on_line,
    11: _redacted,
    12: _in_the_public_interest,
    13: _withheld,
    14: _referred,
    16: _draft,
    17: _imported,
}
"""What the entries of a round differ in from a plain one, so that every field occurs."""
