"""Figures → tables that are drawn as well: what the pages of figures and the sheet 统计 show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from disclosure_cli.compile.blocks import heading, paragraph, table
from disclosure_cli.compile.figures import Count, Coverage, SiteFigures, UnitFigures
from disclosure_cli.compile.tables import NO_ENTRIES, NO_ITEMS
from disclosure_cli.document import Block, Column, Drawing, DrawingForm, Table

NOT_APPLICABLE = "不涉及"
ITEMS, ENTRIES = "项", "条"
_NOTHING = {ITEMS: NO_ITEMS, ENTRIES: NO_ENTRIES}
_NUMBER = re.compile("第(（.+?）)项")
_LEGEND = ["有事项，数字是事项数", "说明不涉及", "没有事项，也没有说明"]
_COVERAGE = "法定主动公开内容"
_EXEMPT = "公共企事业单位依照有关法律、法规和主管部门的规定公开信息，不按《条例》第二十条、第二十一条逐项列举。"
_ACTIVE_ONLY = (
    "只计主动公开的事项；一个事项可能对应几项内容。0表示既没有事项，也没有说明不涉及的理由。"
)
_MOST_NAMED = 6
_SEVERAL = "一个事项可以采用几种渠道、面向几类对象，所以各项相加可能超过事项总数。"


def unit_blocks(figures: UnitFigures) -> list[Block]:
    """Return the figures of a unit under their headings."""
    blocks: list[Block] = [heading(_COVERAGE, "coverage")]
    blocks += coverage_tables(figures["topics"])
    if not figures["topics"]:
        blocks.append(paragraph(_EXEMPT))
    return [*blocks, *_counted(figures)]


def site_blocks(figures: SiteFigures) -> list[Block]:
    """Return the figures of all units under their headings."""
    tables = matrices(figures["units"])
    coverage: list[Block] = [heading(_COVERAGE, "coverage"), *tables] if tables else []
    by_unit: list[Block] = [
        heading("各单位公开事项", "units"),
        _of_units("items", "各单位公开事项", figures["units"]),
        heading("各单位信息条目", "units-entries"),
        _of_units("entries", "各单位信息条目", figures["units"]),
    ]
    return [*coverage, *_counted(figures), *by_unit]


def coverage_tables(topics: Iterable[Coverage]) -> list[Table]:
    """Return the coverage of each group of topics."""
    tables: list[Table] = []
    for group, run in groupby(topics, key=lambda topic: topic["group"]):
        found = list(run)
        columns: list[Column] = [
            {"label": "法定内容", "width": 34, "align": "left", "head": True},
            {"label": "事项", "width": 10, "align": "center", "count": True},
            {"label": "不涉及的理由", "width": 30, "align": "left"},
        ]
        rows = [[_name(topic), _mark(topic), topic["explanation"]] for topic in found]
        drawing = _drawing("bars", f"coverage-{len(tables) + 1}", ITEMS, _covered(found))
        table = _table(f"{group}列举的内容", columns, rows, drawing)
        if not any(topic["items"] for topic in found):
            del table["drawing"]
        tables.append(table)
    return _noted(tables)


def _name(topic: Coverage) -> str:
    """Return the title of a topic behind its number in the article, if it has one there."""
    number = _NUMBER.search(topic["article"])
    return f"{number[1] if number else ''}{topic['title']}"


def matrices(units: Iterable[UnitFigures]) -> list[Table]:
    """Return for each group of topics how the units that it binds cover it."""
    known = list(units)
    groups = dict.fromkeys(topic["group"] for unit in known for topic in unit["topics"])
    made = [_matrix(number, group, known) for number, group in enumerate(groups, start=1)]
    return _noted(made, _left_out(known))


def first_matrix(units: Iterable[UnitFigures]) -> list[Table]:
    """Return how units cover what the first group of topics asks of them, as it can stand alone."""
    known = list(units)
    return _noted(matrices(known)[:1], _left_out(known))


def _left_out(units: Iterable[UnitFigures]) -> list[str]:
    """Say of which units no matrix tells anything, and why."""
    names = [unit["name"] for unit in units if not unit["topics"]]
    if len(names) > _MOST_NAMED:
        names = [f"{'、'.join(names[:_MOST_NAMED])}等{len(names)}个单位"]
    return [f"没有列入{'、'.join(names)}：{_EXEMPT}"] if names else []


def _noted(tables: list[Table], others: Iterable[str] = ()) -> list[Table]:
    """Return tables of coverage with what has to be known of all of them below the last."""
    for last in tables[-1:]:
        last["notes"] = [_ACTIVE_ONLY, *others]
    return tables


def _matrix(number: int, group: str, units: Iterable[UnitFigures]) -> Table:
    bound = [
        (unit["name"], [topic for topic in unit["topics"] if topic["group"] == group])
        for unit in units
    ]
    bound = [(name, topics) for name, topics in bound if topics]
    columns: list[Column] = [{"label": "单位", "width": 18, "align": "left", "head": True}]
    columns += [
        {"label": topic["title"], "width": 7, "align": "center", "count": True}
        for topic in bound[0][1]
    ]
    rows = [[name, *map(_mark, topics)] for name, topics in bound]
    summary = "".join(f"{name}：{_covered(topics)}" for name, topics in bound)
    drawing = _drawing("matrix", f"matrix-{number}", ITEMS, summary, legend=_LEGEND)
    return _table(f"各单位公开{group}列举内容的事项", columns, rows, drawing)


def _mark(topic: Coverage) -> str:
    return NOT_APPLICABLE if topic["explanation"] else str(topic["items"])


def _covered(topics: Sequence[Coverage]) -> str:
    """Say how many topics are covered, explained and missing."""
    covered = sum(topic["items"] > 0 for topic in topics)
    explained = sum(bool(topic["explanation"]) for topic in topics)
    missing = len(topics) - covered - explained
    rest = f"，{missing}项没有事项" if missing else ""
    return f"{len(topics)}项中{covered}项有事项，{explained}项说明不涉及{rest}。"


def _counted(figures: UnitFigures | SiteFigures) -> list[Block]:
    """Return the shares and the years, which a unit and all units together have alike."""
    items = figures["items"]
    return [
        heading("公开方式", "modes"),
        _shares("modes", "各种公开方式的事项", "公开方式", figures["modes"], items),
        heading("公开渠道", "channels"),
        _shares(
            "channels", "各种公开渠道的事项", "公开渠道", figures["channels"], items, [_SEVERAL]
        ),
        heading("公开对象", "audiences"),
        _shares("audiences", "各类公开对象的事项", "公开对象", figures["audiences"], items),
        heading("各年信息条目", "years"),
        _by_year(figures["years"]),
    ]


def _shares(
    anchor: str,
    caption: str,
    label: str,
    counts: Sequence[Count],
    total: int,
    notes: Iterable[str] = (),
) -> Table:
    columns: list[Column] = [
        {"label": label, "width": 24, "align": "left", "head": True},
        {"label": "事项", "width": 8, "align": "center", "count": True},
        {"label": "占全部事项", "width": 12, "align": "center"},
    ]
    rows = [[c["label"], str(c["value"]), share(c["value"], total)] for c in counts]
    drawing = _drawing("bars", f"{anchor}-drawing", ITEMS, said(counts, ITEMS), whole=total)
    return _table(caption, columns, rows, drawing, notes)


def _by_year(counts: Sequence[Count]) -> Table:
    columns: list[Column] = [
        {"label": "年份", "width": 14, "align": "left", "head": True},
        {"label": "条目", "width": 8, "align": "center", "count": True},
    ]
    rows = [[count["label"], str(count["value"])] for count in counts]
    drawing = _drawing("columns", "years-drawing", ENTRIES, said(counts, ENTRIES))
    note = "按公开日期计；依申请公开的按生成日期计。"
    return _table("各年的信息条目", columns, rows, drawing, [note])


def _of_units(name: str, caption: str, units: Sequence[UnitFigures]) -> Table:
    counts: list[Count] = [
        {"label": unit["name"], "value": unit["items"] if name == "items" else unit["entries"]}
        for unit in units
    ]
    unit = ITEMS if name == "items" else ENTRIES
    columns: list[Column] = [
        {"label": "单位", "width": 30, "align": "left", "head": True},
        {
            "label": "事项" if name == "items" else "条目",
            "width": 8,
            "align": "center",
            "count": True,
        },
    ]
    rows = [[count["label"], str(count["value"])] for count in counts]
    drawing = _drawing("bars", f"{name}-drawing", unit, said(counts, unit))
    return _table(caption, columns, rows, drawing)


def share(value: int, total: int) -> str:
    """Return a part of a total in whole per cents; what is more than nothing is never said to be 0."""
    if not total or not value:
        return "0%"
    per_cent = (value * 200 + total) // (total * 2)
    return f"{per_cent}%" if per_cent else "不到1%"


def said(counts: Iterable[Count], unit: str) -> str:
    """Say counts in a sentence."""
    return "，".join(f"{c['label']}{c['value']}{unit}" for c in counts) + "。" if counts else ""


def _drawing(
    form: DrawingForm,
    anchor: str,
    unit: str,
    summary: str,
    *,
    whole: int = 0,
    legend: Sequence[str] = (),
) -> Drawing:
    """Return a drawing of a table whose first column names its rows."""
    return {
        "form": form,
        "anchor": anchor,
        "column": 1,
        "unit": unit,
        "whole": whole,
        "summary": summary,
        "legend": list(legend),
    }


def _table(
    caption: str,
    columns: list[Column],
    rows: list[list[str]],
    drawing: Drawing,
    notes: Iterable[str] = (),
) -> Table:
    said = notes if rows else ()
    made = table(columns, rows, caption=caption, notes=said, empty=_NOTHING[drawing["unit"]])
    if rows:
        made["drawing"] = drawing
    return made
