"""The report for people: the source line with marks under the right characters."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli.model import Diagnostic, Location, Related, Severity
from disclosure_cli.reports.report import Report
from disclosure_cli.reports.text import display_width, render

FILE = "catalogs/demo/items/a.yaml"


def report_of(
    line: str, start: int, end: int | None = None, severity: Severity = Severity.ERROR
) -> Report:
    """Return the report of one finding in the second line of a file, from `start` to `end` (from 0, exclusive)."""
    where = Location(FILE, 2, start + 1, 2, (end or start) + 1)
    finding = Diagnostic(
        "S204", "not-a-choice", severity, "不对", "改正", where, "0101-001《甲》", "demo"
    )
    return Report((finding,), date(2025, 3, 31), {FILE: f"# 甲\n{line}\n# 乙"}, records=3)


def excerpt(report: Report) -> tuple[str, str]:
    """Return the source line and the line of marks, without their margins."""
    lines = render(report).splitlines()
    at = next(number for number, line in enumerate(lines) if re.match(r" +\d+ \| ", line))
    margin = lines[at].index("|") + 2
    assert lines[at + 1][:margin].strip() == "|"
    return lines[at][margin:], lines[at + 1][margin:]


def cells(text: str) -> list[str]:
    """Return what stands in each column of a terminal."""
    return [
        character
        for character in text
        for _ in range(2 if unicodedata.east_asian_width(character) in "WF" else 1)
    ]


def marked(report: Report) -> str:
    """Return the text above the marks, each character once."""
    line, marks = excerpt(report)
    above = [cell for cell, mark in zip(cells(line), marks.ljust(400), strict=False) if mark == "^"]
    return "".join(
        cell for n, cell in enumerate(above) if n == 0 or cell != above[n - 1] or cell.isascii()
    )


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("  公开方式: 公开", "公开"),
        ("  mode: 公开", "mode"),
        ("  公开方式: open", "open"),
        ("  公开方式：公开", "："),
        ("\t公开方式: 公开", "公开方式"),
        ("  “公开”: 《方式》", "《方式》"),
        ("  公开方式: 🏛政务", "政务"),
    ],
)
def test_the_marks_stand_under_the_words(line: str, word: str) -> None:
    start = line.rindex(word)
    assert marked(report_of(line, start, start + len(word))) == word


@given(st.text("公开a，:🏛 \u3000é", min_size=1, max_size=150), st.data())
def test_the_marks_are_as_wide_as_what_they_mark(line: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line) - 1))
    shown, marks = excerpt(report_of(line, start, start + 1))
    before = cells(shown)[: len(marks) - len(marks.lstrip())]
    assert cells(shown)[len(before)] == line[start]
    assert len(marks.strip()) == display_width(line[start])


def test_a_long_line_is_shown_around_the_place() -> None:
    line = "  说明: " + "公开目录" * 200 + "错误" + "信息指南" * 200
    start = line.index("错误")
    shown, _ = excerpt(report_of(line, start, start + 2))
    assert len(shown) < 110
    assert shown[0] == shown[-1] == "…"
    assert marked(report_of(line, start, start + 2)) == "错误"


@pytest.mark.parametrize("at", [0, 399])
def test_a_long_line_is_shown_from_its_start_or_to_its_end(at: int) -> None:
    line = "始" + "中" * 398 + "终"
    assert marked(report_of(line, at, at + 1)) == line[at]
    shown, _ = excerpt(report_of(line, at, at + 1))
    assert (shown[0] == "…", shown[-1] == "…") == (at > 0, at == 0)


def test_a_place_at_the_end_of_a_line_has_a_mark_behind_it() -> None:
    shown, marks = excerpt(report_of("  公开方式:", 7, 7))
    assert marks == " " * display_width(shown) + "^"


def test_a_finding_over_several_lines_marks_the_rest_of_the_first() -> None:
    where = Location(FILE, 1, 3, 2, 4)
    finding = Diagnostic("S207", "wrong-length", Severity.ERROR, "不对", "改正", where)
    report = Report((finding,), date(2025, 3, 31), {FILE: "a: 公开  \n  目录\n"})
    assert excerpt(report) == ("a: 公开  ", "  " + "^" * 5)


@pytest.mark.parametrize(
    "where", [Location(FILE), Location(FILE, 99, 1, 99, 1), Location("elsewhere.yaml", 1, 1, 1, 1)]
)
def test_a_place_without_a_source_line_is_named_all_the_same(where: Location) -> None:
    finding = Diagnostic("Y140", "not-readable", Severity.ERROR, "打不开", "检查权限", where)
    text = render(Report((finding,), date(2025, 3, 31), {FILE: "a: b\n"}))
    assert text.splitlines()[:2] == [f"{where}: 错误 Y140 打不开", "  建议: 检查权限"]


def test_related_places_are_named() -> None:
    related = (Related(Location(FILE, 7, 3), "前一处"),)
    where = Location(FILE, 1, 1, 1, 2)
    finding = Diagnostic(
        "Y130", "duplicate-key", Severity.ERROR, "两次", "只留一个", where, related=related
    )
    text = render(Report((finding,), date(2025, 3, 31), {FILE: "a: b\n"}))
    assert f"  参看: {FILE}:7:3 前一处" in text.splitlines()


def test_colours_are_there_when_asked_for_and_change_no_word() -> None:
    report = report_of("  公开方式: 公开", 8, 10)
    plain, colored = render(report), render(report, color=True)
    assert "\x1b" not in plain
    assert "\x1b[1;31m错误 S204\x1b[0m" in colored
    assert re.sub(r"\x1b\[[\d;]*m", "", colored) == plain


def test_control_characters_of_a_source_line_are_harmless() -> None:
    shown, _ = excerpt(report_of("  说明: \x1b[2J\x07\u202e公开", 16, 18))
    assert shown == "  说明: \ufffd[2J\ufffd\ufffd公开"
    assert marked(report_of("  说明: \x1b[2J\x07\u202e公开", 12, 14)) == "公开"


@pytest.mark.parametrize(
    ("severities", "words"),
    [
        ([], "检查了3条记录（以2025年3月31日为准）：没有发现问题"),
        ([Severity.ERROR], "检查了3条记录（以2025年3月31日为准）：错误1个"),
        (
            [Severity.INFO, Severity.WARNING, Severity.WARNING],
            "检查了3条记录（以2025年3月31日为准）：警告2个、提示1个",
        ),
    ],
)
def test_the_last_line_says_how_it_ended(severities: list[Severity], words: str) -> None:
    findings = tuple(report_of("a", 0, 1, severity).diagnostics[0] for severity in severities)
    assert render(Report(findings, date(2025, 3, 31), records=3)).splitlines()[-1] == words
