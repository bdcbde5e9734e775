"""Findings as a workbook for people who never see a terminal: a summary for the self-check, and the list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from disclosure_cli.compile.blocks import SIGNATURES, column, heading, paragraph, table
from disclosure_cli.document import Block, Document, Table, Workbook
from disclosure_cli.model import Diagnostic, Severity
from disclosure_cli.reports.escaping import clean
from disclosure_cli.reports.report import Report
from disclosure_cli.rules import CODES

if TYPE_CHECKING:
    from disclosure_cli.outputs.xlsx.layout import Layouts

LAYOUT = "findings"
"""The name of the workbook's layout file."""

_SHARED = "各单位共用"
_LONGEST = 300
"""So many characters of a text are shown: a row has to fit on a page."""
_LIST = (
    ("序号", 5),
    ("单位", 11),
    ("责任部门", 8),
    ("文件", 24),
    ("行", 4),
    ("列", 4),
    ("记录", 24),
    ("级别", 4),
    ("规则", 5),
    ("问题", 28),
    ("怎么办", 28),
    ("整改情况", 8),
)
_NUMBERS = "一二三四"
_SEVERITIES = tuple((severity.label, 8) for severity in Severity)
_COUNTS = frozenset(
    ("序号", "行", "列", "合计", "单位数", *(severity.label for severity in Severity))
)
"""The columns of numbers, by which a list can be sorted and with which a summary can reckon."""


def render(report: Report, layouts: Layouts) -> bytes:
    """Return the bytes of an .xlsx file."""
    from disclosure_cli.outputs.xlsx import workbook as xlsx

    return xlsx.render(workbook(report), layouts)


def workbook(report: Report) -> Workbook:
    """Return the two sheets: 汇总, the self-check before an inspection, and 问题清单, one row a finding."""
    return {
        "title": "信息公开目录问题清单",
        "author": "",
        "sheets": [
            {
                "name": "汇总",
                "layout": "summary",
                "document": _document("信息公开目录自查表", report, _summary(report)),
            },
            {
                "name": "问题清单",
                "layout": "findings",
                "document": _document("信息公开目录问题清单", report, [_list(report)]),
            },
        ],
    }


def _document(title: str, report: Report, blocks: list[Block]) -> Document:
    return {"title": title, "dateline": f"基准日期：{report.day}", "banner": "", "blocks": blocks}


def _list(report: Report) -> Table:
    """Return the findings; the last column is left for the hand of who puts them right."""
    rows = [
        (
            str(number),
            _unit(report, diagnostic),
            _department(report, diagnostic),
            diagnostic.location.file,
            _number(diagnostic.location.line),
            _number(diagnostic.location.column),
            diagnostic.subject,
            diagnostic.severity.label,
            diagnostic.code,
            diagnostic.message,
            diagnostic.hint,
            "",
        )
        for number, diagnostic in enumerate(report.diagnostics, 1)
    ]
    return _table(_LIST, rows)


def _unit(report: Report, diagnostic: Diagnostic) -> str:
    return report.units.get(diagnostic.unit, diagnostic.unit) or _SHARED


def _department(report: Report, diagnostic: Diagnostic) -> str:
    return report.department_of(diagnostic) or _unit(report, diagnostic)


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


def _summary(report: Report) -> list[Block]:
    sections: list[tuple[str, Block]] = [
        ("总体情况", paragraph(_overview(report))),
        ("各单位情况", _by_unit(report)),
    ]
    if report.diagnostics:
        sections += [("问题分类", _by_rule(report)), ("责任分工", _by_department(report))]
    blocks = [
        block
        for number, (title, content) in zip(_NUMBERS, sections, strict=False)
        for block in (heading(title, number=f"{number}、"), content)
    ]
    return [*blocks, paragraph(SIGNATURES)]


def _overview(report: Report) -> str:
    checked = f"本次自查对照{len(CODES)}项检查规则，检查了{len(report.units)}个单位的{report.records}条记录"
    if not report.diagnostics:
        return f"{checked}，没有发现问题。"
    return (
        f"{checked}，发现问题{len(report.diagnostics)}个，其中{report.found}。"
        "每个问题的位置、责任部门和整改办法见《问题清单》。"
    )


def _by_unit(report: Report) -> Table:
    """Return how each unit fared, also those of which nothing was found."""
    tally = _tally(report, lambda diagnostic: (_unit(report, diagnostic),))
    every = {(name,): [0] * len(Severity) for name in report.units.values()} | tally
    rows = [(*head, *_counted(counts), _verdict(counts)) for head, counts in every.items()]
    total = [report.counts[severity] for severity in Severity]
    labels = (("单位", 30), *_SEVERITIES, ("合计", 8), ("自查结论", 18))
    return _table(labels, [*rows, ("合计", *_counted(total), _verdict(total))])


def _by_rule(report: Report) -> Table:
    """Return how often each rule was broken and in how many units, in the order of the rules."""
    tally = _tally(report, lambda diagnostic: (diagnostic.code,))
    units = {code: set[str]() for (code,) in tally}
    for diagnostic in report.diagnostics:
        units[diagnostic.code].add(diagnostic.unit)
    rows = [
        (code, _title(code), *_counted(counts), str(len(units[code])))
        for (code,), counts in sorted(tally.items())
    ]
    labels = (("规则", 10), ("问题", 40), *_SEVERITIES, ("合计", 8), ("单位数", 8))
    return _table(labels, rows)


def _title(code: str) -> str:
    return CODES[code].title if code in CODES else ""


def _by_department(report: Report) -> Table:
    tally = _tally(report, lambda each: (_unit(report, each), _department(report, each)))
    rows = [(*head, *_counted(counts)) for head, counts in tally.items()]
    return _table((("单位", 30), ("责任部门", 24), *_SEVERITIES, ("合计", 8)), rows)


def _tally(
    report: Report, head: Callable[[Diagnostic], tuple[str, ...]]
) -> dict[tuple[str, ...], list[int]]:
    """Return how many findings of each severity have the same head, in the order of the report."""
    tally: dict[tuple[str, ...], list[int]] = {}
    for diagnostic in report.diagnostics:
        counts = tally.setdefault(head(diagnostic), [0] * len(Severity))
        counts[diagnostic.severity.rank] += 1
    return tally


def _counted(counts: Sequence[int]) -> tuple[str, ...]:
    return (*map(str, counts), str(sum(counts)))


def _verdict(counts: Sequence[int]) -> str:
    errors, warnings, hints = counts
    if errors or warnings:
        return "存在问题，需要整改"
    return "有提示，需要核对" if hints else "没有发现问题"


def _table(labels: Sequence[tuple[str, int]], rows: Iterable[Sequence[str]]) -> Table:
    columns = [column(label, width, count=label in _COUNTS) for label, width in labels]
    shown = ([_shown(text) for text in row] for row in rows)
    return table(columns, shown, empty="没有发现问题")


def _shown(text: str) -> str:
    """Return a text as a cell can hold it."""
    text = clean(text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
