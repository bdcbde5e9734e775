"""One report that all formats are tested with, and texts that are meant to break them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from disclosure_cli.model import Diagnostic, Edit, Location, Related, Severity
from disclosure_cli.outputs.xlsx.layout import Layouts, read_layouts
from disclosure_cli.reports import FORMATS, renderer
from disclosure_cli.reports.report import Report

ITEMS = "catalogs/yuantan-town/items/农业 农村.yaml"
ENTRIES = "catalogs/yuantan-town/entries/2025.yaml"

UNKNOWN_FIELD = Diagnostic(
    "S201",
    "unknown-field",
    Severity.ERROR,
    "没有“公开期线”这个字段",
    "是不是“公开期限”？",
    Location(ITEMS, 7, 3, 7, 7),
    subject="1501-001《土地征收》",
    unit="yuantan-town",
    fix=Edit(Location(ITEMS, 7, 3, 7, 7), "公开期限"),
)
TOO_LONG = Diagnostic(
    "S207",
    "wrong-length",
    Severity.WARNING,
    "“说明”有900个字，最多500个字",
    "写得简短些，或者把详细内容移到别的字段",
    Location(ITEMS, 9, 7, 12, 20),
    subject="1501-001《土地征收》",
    unit="yuantan-town",
)
EXPIRED = Diagnostic(
    "F806",
    "expired-acceptance",
    Severity.WARNING,
    "接受“L412”到2025-01-31为止，已经到期",
    "整改后删去这一条，或者重新批准并写新的日期",
    Location("disclose.yaml", 20, 11, 20, 21),
)
REPEATED = Diagnostic(
    "S204",
    "not-a-choice",
    Severity.ERROR,
    "“公开”不是“公开方式”可选的值",
    "可选：主动公开、依申请公开、不予公开",
    Location(ENTRIES, 3, 9, 3, 11),
    subject="000000000/2025-00001《年度预算》",
    unit="yuantan-town",
    related=(Related(Location(ITEMS, 5, 3, 5, 7), "所属事项在这里"),),
)
OF_A_FILE = Diagnostic(
    "I999",
    "of-no-rule",
    Severity.INFO,
    "整个文件都没有内容",
    "写上内容，或者删去这个文件",
    Location("catalogs/another-unit/guide.yaml"),
    unit="another-unit",
)
DIAGNOSTICS = (OF_A_FILE, REPEATED, UNKNOWN_FIELD, TOO_LONG, EXPIRED)

REPORT = Report(
    diagnostics=DIAGNOSTICS,
    as_of=date(2025, 3, 31),
    sources={
        ITEMS: "\n" * 6 + "  公开期线: 长期公开\n\n  说明: 很长的\n    文字",
        ENTRIES: "\n\n  公开方式: 公开\n",
        "disclose.yaml": "\n" * 19 + "    有效期至: 2025-01-31\n",
    },
    units={
        "another-unit": "示例县示例局",
        "clean-unit": "示例福利院",
        "yuantan-town": "示例镇人民政府",
    },
    departments={
        ("another-unit", ""): "示例县示例局办公室",
        ("yuantan-town", ""): "党政办公室",
        ("yuantan-town", "1501-001《土地征收》"): "规划建设办公室",
    },
    records=120,
)
EMPTY = replace(REPORT, diagnostics=())

HOSTILE: Mapping[str, str] = {
    "workflow command": "::error file=other.yaml,line=1::伪造的问题",
    "command on a new line": "名称\n::add-mask::密\r\n::stop-commands::x",
    "escaped line feed": "名称%0A::error::伪造%0D%25%3A%2C",
    "end of CDATA": "<![CDATA[ ]]> <failure/> &amp; &#0; \"'",
    "control characters": "名\x00称\x07\x08\x1b[2J\x1b]0;标题\x9b31m\x7f\x85",
    "formula": "=cmd|'/c calc'!A1",
    "other formulas": "+1-1@SUM(A1)",
    "table": "名称|另一栏|\t末栏",
    "direction of writing": "\u202etxt.exe\u202c\u2066隐藏\u2069\u200b\ufeff\u061c",
    "line separators": "甲\u2028乙\u2029丙\x0b丁\x0c戊",
    "no characters": "\ufffe\uffff\ud800孤\udfff",
    "emoji": "👨‍👩‍👧‍👦 😀 𠮷",
    "long": "信息公开" * 10_000,
    "quotes and slashes": "\\ \" ' \\u0000 \\n {0} %s ${{ secrets.X }}",
}


def hostile_report(text: str) -> Report:
    """Return a report with a text in every place where one of a user may stand."""
    location = Location(f"catalogs/{text}.yaml", 1, 1, 1, 5)
    diagnostic = Diagnostic(
        "S201",
        "unknown-field",
        Severity.ERROR,
        text,
        text,
        location,
        subject=text,
        unit=text,
        related=(Related(location, text),),
        fix=Edit(location, text),
    )
    of_a_file = replace(diagnostic, location=Location(f"catalogs/{text}.yaml"))
    return Report(
        diagnostics=(of_a_file, diagnostic),
        as_of=date(2025, 3, 31),
        sources={location.file: text},
        units={text: text},
        departments={(text, text): text},
        records=1,
    )


def layouts() -> Layouts:
    """Return the packaged layouts of the workbook."""
    file = Path(__file__).parents[2] / "templates" / "findings.layout.toml"
    return read_layouts((file.name, file.read_text("utf-8")))


def rendered(name: str, report: Report) -> str | bytes:
    """Return a report in a format."""
    if FORMATS[name] is bytes:
        return bytes(renderer(name).render(report, layouts()))
    return str(renderer(name).render(report))


def text_of(name: str, report: Report = REPORT) -> str:
    """Return a report in a format that is text."""
    text = rendered(name, report)
    assert isinstance(text, str)
    return text
