"""One slip in an example gives exactly one finding, on the line where it was made."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from disclosure_cli.findings.validate import validate
from disclosure_cli.loading.workspace import Workspace, load

ROOT = Path(__file__).parents[1]
UNITS = ("xiushui-minerals", "xunyang-welfare-home", "yuantan-town")
ITEMS, ENTRIES, UNIT, GUIDE = "items/*.yaml", "entries/*.yaml", "unit.yaml", "guide.yaml"
BLOCKED = frozenset("YSRC")


@dataclass(frozen=True)
class Slip:
    """What a clerk may do wrong: the first match of `pattern` in files like `files` becomes `replacement`."""

    name: str
    files: str
    pattern: str
    replacement: str
    code: str


SLIPS = (
    Slip(
        "full-width colon behind the first key", ITEMS, r"(?m)^- 事项编号: ", "- 事项编号：", "Y110"
    ),
    Slip("full-width colon inside a record", ITEMS, r"(?m)^  公开方式: ", "  公开方式：", "Y110"),
    Slip("full-width colon in a block", ENTRIES, r"(?m)^    审查结论: ", "    审查结论：", "Y110"),
    Slip("full-width colon in a profile", UNIT, r"(?m)^单位简称: ", "单位简称：", "Y110"),
    Slip("full-width colon in a guide", GUIDE, r"(?m)^修订日期: ", "修订日期：", "Y110"),
    Slip("no space behind a colon", ITEMS, r"(?m)^  公开期限: ", "  公开期限:", "Y111"),
    Slip("no space behind a colon in a profile", UNIT, r"(?m)^行政层级: ", "行政层级:", "Y111"),
    Slip(
        "a second colon in a value",
        ENTRIES,
        r"(?m)^  信息名称: (?P<t>.*)$",
        r"  信息名称: 附件: \g<t>",
        "Y112",
    ),
    Slip(
        "full-width comma in brackets",
        ITEMS,
        r"(?m)^  公开渠道: \[(\S+), ",
        r"  公开渠道: [\1，",
        "Y113",
    ),
    Slip(
        "full-width space behind a value",
        ITEMS,
        r"(?m)^  公开方式: (\S+)$",
        "  公开方式: \\1\u3000",
        "Y114",
    ),
    Slip("full-width spaces as indentation", ITEMS, r"(?m)^  公开期限", "\u3000公开期限", "Y114"),
    Slip("tab as indentation", ITEMS, r"(?m)^  公开期限", "\t公开期限", "Y115"),
    Slip("text behind a hash", ENTRIES, r"(?m)^  信息名称: (\S+)$", r"  信息名称: \1 #1号", "Y116"),
    Slip(
        "a quote that is not closed",
        ENTRIES,
        r"(?m)^  信息名称: (\S+)$",
        r'  信息名称: "\1',
        "Y117",
    ),
    Slip(
        "text behind a closing quote",
        ENTRIES,
        r"(?m)^  信息名称: (\S+)$",
        r'  信息名称: "\1"等',
        "Y117",
    ),
    Slip("a bracket that is not closed", ITEMS, r"(?m)^(  公开渠道: \[.*)\]$", r"\1", "Y118"),
    Slip("a value that begins with a star", ITEMS, r"(?m)^  公开期限: ", "  公开期限: *", "Y119"),
    Slip(
        "a value that begins with an at sign", ITEMS, r"(?m)^  公开期限: ", "  公开期限: @", "Y119"
    ),
    Slip("one space too many", ITEMS, r"(?m)^  公开期限: ", "   公开期限: ", "Y120"),
    Slip("one space too few", ITEMS, r"(?m)^  公开期限: ", " 公开期限: ", "Y120"),
    Slip("a dash without a space", ITEMS, r"(?m)^- 事项编号", "-事项编号", "Y121"),
    Slip("a key twice", ITEMS, r"(?m)^(  公开期限: .*)$", r"\1\n\1", "Y130"),
    Slip(
        "label and name of a field",
        ITEMS,
        r"(?m)^(  公开期限: (.*))$",
        r"\1\n  duration: \2",
        "Y130",
    ),
    Slip("an anchor", ITEMS, r"(?m)^  公开期限: ", "  公开期限: &term ", "Y131"),
    Slip("a tag", ITEMS, r"(?m)^  公开期限: ", "  公开期限: !!str ", "Y132"),
    Slip("a second document", ITEMS, r"(?s)\n\n(- 事项编号.*?\n)\n- ", r"\n\n\1\n---\n- ", "Y133"),
    Slip("an invisible character", ITEMS, r"(?m)^  公开期限: ", "  公开期限: \u200b", "Y104"),
    Slip("an empty record", ITEMS, r"(?m)^- 事项编号", "-\n- 事项编号", "Y138"),
    Slip("a key that is misspelt", ITEMS, r"(?m)^  公开期限: ", "  公开期线: ", "S201"),
    Slip(
        "a key that is misspelt in a block",
        ENTRIES,
        r"(?m)^    审查结论: ",
        "    审查结伦: ",
        "S201",
    ),
    Slip("a key that is misspelt in a profile", UNIT, r"(?m)^单位简称: ", "单位减称: ", "S201"),
    Slip(
        "a required field without value",
        ITEMS,
        r"(?m)^(- 事项编号: .*\n)  事项名称: .*$",
        r"\1  事项名称:",
        "S202",
    ),
    Slip(
        "a text where a list is due",
        ITEMS,
        r"(?m)^  公开对象: \[全社会\]",
        "  公开对象: 全社会",
        "S203",
    ),
    Slip(
        "a word that is no choice", ITEMS, r"(?m)^  公开方式: 主动公开", "  公开方式: 主动", "S204"
    ),
    Slip("a kind that is no choice", UNIT, r"(?m)^单位类型: .*", "单位类型: 机关", "S204"),
    Slip("a postcode of five digits", UNIT, r"(?m)^  邮政编码: .*", "  邮政编码: 33200", "S205"),
    Slip(
        "a date in Chinese",
        ENTRIES,
        r"(?m)^  生成日期: (\d+)-.*",
        r"  生成日期: \1年1月6日",
        "S206",
    ),
    Slip(
        "a day that does not exist",
        ENTRIES,
        r"(?m)^  生成日期: (\d+)-.*",
        r"  生成日期: \1-02-30",
        "S206",
    ),
    Slip("a date without zeros", GUIDE, r"(?m)^修订日期: .*", "修订日期: 2025-3-1", "S206"),
    Slip(
        "a title of 300 characters",
        ITEMS,
        r"(?m)^  事项名称: ",
        "  事项名称: " + "很" * 300,
        "S207",
    ),
    Slip("a channel twice", ITEMS, r"(?m)^  公开渠道: \[(\w+), ", r"  公开渠道: [\1, \1, ", "S209"),
    Slip("an unknown class", ITEMS, r"(?m)^  分类: \d+ .*", "  分类: 9999", "R304"),
    Slip(
        "a class with another's name",
        ITEMS,
        r"(?m)^  分类: (\d+) .*",
        r"  分类: \1 别的名称",
        "R305",
    ),
    Slip("an unknown channel", ITEMS, r"(?m)^  公开渠道: \[", "  公开渠道: [飞鸽传书, ", "R307"),
    Slip(
        "another spelling of a channel",
        ITEMS,
        r"(?m)^  公开渠道: \[政府网站",
        "  公开渠道: [政府门户网站",
        "R307",
    ),
    Slip("an unknown department", ITEMS, r"(?m)^    制作: .*", "    制作: 不存在的科", "R308"),
    Slip("an unknown organ", UNIT, r"(?m)^上级机关: .*", "上级机关: 不存在的机关", "R309"),
    Slip(
        "an unknown publisher",
        ENTRIES,
        r"(?m)^(  信息来源: 自制)$",
        r"\1\n  发布机构: 某某局",
        "R310",
    ),
    Slip("an unknown theme", ENTRIES, r"(?m)^  主题分类: .*", "  主题分类: 天文/星象", "R311"),
    Slip(
        "an item that does not exist",
        ENTRIES,
        r"(?m)^  所属事项: .*",
        "  所属事项: 9901-001",
        "R312",
    ),
    Slip(
        "an index number of another form",
        ENTRIES,
        r"(?m)^- 索引号: .*",
        "- 索引号: null/2025-00001",
        "R333",
    ),
    Slip(
        "a prefix of another unit",
        ENTRIES,
        r"(?m)^- 索引号: 000000000/",
        "- 索引号: 11111111X/",
        "R333",
    ),
)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_one_slip_gives_one_finding_on_its_line(slip: Slip, unit: str, tmp_path: Path) -> None:
    path, line, broken = break_it(slip, unit)
    assert findings(tmp_path, unit, path, broken) == [(f"{path}:{line}", slip.code)]


def test_the_table_has_enough_different_slips() -> None:
    assert len({(slip.pattern, slip.replacement) for slip in SLIPS}) == len(SLIPS) >= 40
    assert len({slip.code for slip in SLIPS}) >= 30


@cache
def unit_files(unit: str) -> dict[str, str]:
    """Return the texts of a unit's files by path in the workspace."""
    folder = ROOT / "catalogs" / unit
    return {
        path.relative_to(ROOT).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*.yaml"))
    }


def break_it(slip: Slip, unit: str) -> tuple[str, int, str]:
    """Return path, first changed line and the whole broken text of the first file of a unit that a slip fits."""
    for path, text in _like(unit, slip.files):
        broken, count = re.subn(slip.pattern, slip.replacement, text, count=1)
        if count:
            pairs = zip(text.split("\n"), broken.split("\n"), strict=False)
            line = next(number for number, (old, new) in enumerate(pairs, start=1) if old != new)
            return path, line, broken
    raise AssertionError(f"{unit} has nothing like {slip.pattern}")


def _like(unit: str, files: str) -> Iterator[tuple[str, str]]:
    return (
        (path, text)
        for path, text in unit_files(unit).items()
        if Path(path).match(f"{unit}/{files}")
    )


def findings(folder: Path, unit: str, path: str, broken: str) -> list[tuple[str, str]]:
    """Return file:line and code of all findings of a workspace that has only this unit, one file broken."""
    shutil.copytree(ROOT / "catalogs" / "_vocab", folder / "catalogs" / "_vocab")
    shutil.copytree(ROOT / "catalogs" / unit, folder / "catalogs" / unit)
    shutil.copy(ROOT / "disclose.yaml", folder)
    (folder / path).write_text(broken, "utf-8", newline="\n")
    loaded = load(Workspace(folder.resolve()))
    found = validate(loaded.catalog, loaded.diagnostics, loaded.schemas, date(2025, 3, 31))
    return [(f"{d.location.file}:{d.location.line}", d.code) for d in found]
