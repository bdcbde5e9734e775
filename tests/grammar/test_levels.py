"""The levels that a text names, in the words of published catalogs."""

from __future__ import annotations

import pytest

from disclosure_cli.grammar import levels


@pytest.mark.parametrize(
    ("text", "named"),
    [
        *((level, (level,)) for level in levels.LEVELS),
        ("县", ("县级",)),
        ("旗级", ("县级",)),
        ("县市区级", ("县级",)),
        ("县（市、区）级", ("县级",)),
        ("自治州级", ("市级",)),
        ("自治区级", ("省级",)),
        ("街镇级", ("乡级",)),
        ("镇(街)级", ("乡级",)),
        ("乡镇（街道）级", ("乡级",)),
        ("社区", ("村级",)),
        ("村（社区）级", ("村级",)),
        ("县乡", ("县级", "乡级")),
        ("乡级、县级", ("县级", "乡级")),
        ("县、乡级", ("县级", "乡级")),
        ("市县级", ("市级", "县级")),
        ("镇、街道、社区", ("乡级", "村级")),
    ],
)
def test_a_text_names_levels(text: str, named: tuple[str, ...]) -> None:
    assert levels.read(text) == named


@pytest.mark.parametrize("text", ["国家级", "县级以上", "本级", "县级民政局", "全社会", "", "、"])
def test_what_is_no_level_names_none(text: str) -> None:
    assert levels.read(text) == ()
