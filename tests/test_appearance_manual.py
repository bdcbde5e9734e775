"""The manual of templates is true: its examples do what it says, and its table names the blocks that there are."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from disclosure_cli.loading.workspace import read_templates
from disclosure_cli.outputs.html.pages import _environment
from tests.support.examples import ROOT

if TYPE_CHECKING:
    from tests.support.fixtures import Run

MANUAL = (ROOT / "docs" / "改版式.md").read_text("utf-8")
TEMPLATES = ROOT / "templates"
EXAMPLE = re.compile(r"`templates/([\w./]+)`：\n\n```\w+\n(.*?)```", re.DOTALL)
BLOCK = re.compile(r"{%-? block (\w+)")


def sections() -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the heading of each section with examples, and these: name of the file → text."""
    for part in re.split("^## ", MANUAL, flags=re.MULTILINE)[1:]:
        files = dict(EXAMPLE.findall(part))
        if files:
            yield part.partition("\n")[0], files


SECTIONS = dict(sections())
SHOWN = {
    "改颜色": ("site/assets/theme.css", "#1d4e89"),
    "改标志": ("site/assets/logo.svg", "<circle"),
    "改一处：改写一个块": ("site/demo/guide.html", "网站标识码：示例0000000000"),
    "改一种网页": ("site/demo/index.html", "疑问请拨打咨询电话"),
    "改表格等的写法": ("site/demo/guide.html", '<p class="flush">'),
    "有哪些过滤器": ("site/demo/guide.html", '<ul class="facts-list">'),
    "自己的片段": ("site/index.html", "示例县政务公开办公室监制"),
    "改工作簿": ("site/demo/catalog.xlsx", ""),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "tests" / "cases" / "_base", tmp_path / "workspace")
    shutil.copytree(ROOT / "catalogs" / "_vocab", tmp_path / "workspace" / "catalogs" / "_vocab")
    return tmp_path / "workspace"


def test_every_section_with_an_example_is_tried() -> None:
    assert set(SECTIONS) == set(SHOWN)
    assert sum(map(len, SECTIONS.values())) == MANUAL.count("```") // 2


@pytest.mark.parametrize("heading", SHOWN)
def test_an_example_does_what_it_says(run: Run, root: Path, heading: str) -> None:
    for name, text in SECTIONS[heading].items():
        path = root / "templates" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    checked = run("validate", "--strict", cwd=root)
    assert checked.exit_code == 0, checked.stdout
    assert run("build", cwd=root).exit_code == 0
    file, words = SHOWN[heading]
    data = (root / "build" / file).read_bytes()
    assert words in (data.decode() if words else "")


def test_the_examples_of_layouts_change_the_workbooks(run: Run, root: Path) -> None:
    (root / "templates").mkdir()
    for name, text in SECTIONS["改工作簿"].items():
        (root / "templates" / name).write_text(text, "utf-8")
    assert run("build", cwd=root).exit_code == 0
    folder = root / "build" / "site" / "demo"
    catalog, guide = (
        openpyxl.load_workbook(io.BytesIO((folder / f"{name}.xlsx").read_bytes())).worksheets[0]
        for name in ("catalog", "guide")
    )
    fonts = {cell.font.name: cell.font.sz for row in catalog.iter_rows(max_row=5) for cell in row}
    assert catalog.page_setup.paperSize == 8
    assert fonts["方正小标宋简体"] == 26
    assert guide.oddFooter is not None
    assert guide.oddFooter.center.text == "第 &P 页，共 &N 页"


def blocks_of(name: str) -> set[str]:
    return set(BLOCK.findall((TEMPLATES / name).read_text("utf-8")))


def test_the_table_names_the_blocks_that_there_are() -> None:
    rows = re.findall(r"^\| `([\w.]+\.html\.j2)` \| [^|]+ \| ([^|]+) \|$", MANUAL, re.MULTILINE)
    told = {name: set(re.findall(r"`(\w+)`", blocks)) for name, blocks in rows}
    assert len(told) >= 8
    base = blocks_of("base.html.j2")
    for name, blocks in told.items():
        if "同" not in dict(rows)[name]:
            assert blocks == blocks_of(name) - (base if name != "base.html.j2" else set()), name


def test_the_manual_names_the_filters_that_there_are() -> None:
    environment = _environment(read_templates([TEMPLATES]))
    (part,) = re.findall("^## 有哪些过滤器\n(.*?)^## ", MANUAL, re.MULTILINE | re.DOTALL)
    table = "".join(re.findall(r"^\| (`[^|]+) \|", part, re.MULTILINE))
    named = re.findall(r"`(\w+)`", table + part[part.index("Jinja 本身") :])
    assert sorted(named) == sorted(name for name in environment.filters if name.isprintable())


def test_what_is_wrong_is_found_under_the_codes_that_it_tells() -> None:
    for code in ("S213", "S214", "S215"):
        assert code in MANUAL
