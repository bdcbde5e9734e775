"""Layout files: the packaged ones hold, a workspace's own lie over them, a mistake is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from disclosure_cli.outputs.xlsx.layout import LayoutError, find_layout, read_layouts

TEMPLATES = Path(__file__).parents[2] / "templates"
CATALOG = ("catalog.layout.toml", (TEMPLATES / "catalog.layout.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    "path", sorted(TEMPLATES.glob("*.layout.toml")), ids=lambda path: path.name
)
def test_packaged_layouts_can_be_read(path: Path) -> None:
    assert read_layouts((path.name, path.read_text("utf-8")))


def test_text_is_set_as_the_standard_for_official_documents_has_it() -> None:
    layout = read_layouts(CATALOG)["text"]
    assert (layout.paper, layout.orientation) == ("A4", "portrait")
    assert layout.printable == pytest.approx((156 / 25.4 * 72, 225 / 25.4 * 72))
    assert (layout.fonts.title.size, layout.fonts.paragraph.size) == (22, 16)


def test_a_workspace_changes_one_thing_and_keeps_the_rest() -> None:
    own = '[standard.fonts.title]\nname = "方正小标宋简体"\nbold = false\n'
    before, after = read_layouts(CATALOG), read_layouts(CATALOG, (CATALOG[0], own))
    title = after["standard"].fonts.title
    assert (title.name, title.size, title.bold) == ("方正小标宋简体", 22, False)
    assert after["standard"].fonts.body == before["standard"].fonts.body
    assert after["entries"] == before["entries"]


def test_what_is_common_holds_for_all_layouts_that_do_not_say_otherwise() -> None:
    after = read_layouts(
        CATALOG, (CATALOG[0], '[common]\nheader = "内部"\norientation = "portrait"\n')
    )
    assert {layout.header for layout in after.values()} == {"内部"}
    assert after["standard"].orientation == "portrait"


def test_a_layout_that_nothing_is_printed_with_is_a_mistake() -> None:
    with pytest.raises(LayoutError, match=r"standrad.*standard") as raised:
        read_layouts(CATALOG, (CATALOG[0], "\n[standrad]\nfreeze = false\n"))
    assert raised.value.line == 2


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[entries]\nfreeze = true\n[standard]\nfreeze = true\nfreze = true\n", 5),
        ("[standard]\n\n[standard.fonts.title]\n# 字号\nsise = 3\n", 5),
        ("[standard.fonts]\n\ntitle = { name = '宋体', sise = 3 }\n", 3),
        ("[standard]\nfonts.title.sise = 3\n", 2),
        ("[entries]\nfilter = true\n[common.margins]\ntop = -1\n", 4),
        ("[standard]\nfooter = '第{pgae}页'\n", 2),
        ("[standard]\n\nfreeze = 是\n", 3),
        ("[standard]\nfilter = true\n[standard.margins]\ntop = 150\nbottom = 150\n", 3),
        ("\n\n[standard", 3),
    ],
)
def test_a_mistake_is_on_its_line(text: str, line: int) -> None:
    with pytest.raises(LayoutError) as raised:
        read_layouts(CATALOG, ("own", text))
    assert (raised.value.file, raised.value.line) == ("own", line)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[standard]\nfreze = true\n", ["[standard]", "freze", "freeze"]),
        ("[standard.fonts.title]\nsise = 3\n", ["[standard.fonts.title]", "sise", "size"]),
        ('[standard]\npaper = "A5"\n', ["standard.paper", "A4", "A5"]),
        ('[standard]\nfreeze = "是"\n', ["standard.freeze", "true"]),
        ('[standard.margins]\ntop = "22"\n', ["standard.margins.top", "22"]),
        ("[standard.margins]\ntop = true\n", ["standard.margins.top"]),
        ("[standard.margins]\ntop = -1\n", ["standard.margins.top", "-1"]),
        ("[standard.margins]\ntop = 200\n", ["standard.margins"]),
        ("[standard.fonts.body]\nsize = 0\n", ["standard.fonts.body.size"]),
        ("[standard.fonts.body]\nname = ' '\n", ["standard.fonts.body.name"]),
        ('[standard]\nfonts = "宋体"\n', ["[standard.fonts]"]),
        ("[standard]\nfooter = '第{pgae}页'\n", ["{pgae}", "page"]),
        ("[standard]\nfooter = 3\n", ["standard.footer"]),
        ("standard = 3\n", ["[standard]"]),
        ("[standard]\nfreeze = 是\n", ["第 2 行"]),
        ("[standard\n", ["第 1 行"]),
    ],
)
def test_a_mistake_is_named_with_its_file(text: str, words: list[str]) -> None:
    with pytest.raises(LayoutError) as raised:
        read_layouts(CATALOG, ("templates/catalog.layout.toml", text))
    message = str(raised.value)
    assert all(word in message for word in ["templates/catalog.layout.toml", *words])


def test_a_file_on_its_own_says_what_is_missing() -> None:
    with pytest.raises(LayoutError, match="margins"):
        read_layouts(("own.layout.toml", '[standard]\npaper = "A4"\n'))


def test_an_unknown_layout_is_named_with_those_that_exist() -> None:
    with pytest.raises(LayoutError, match="entries"):
        find_layout(read_layouts(CATALOG), "没有")
