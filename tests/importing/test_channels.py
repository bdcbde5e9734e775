"""Channel cells in the spellings of published tables: used, unused, unmarked."""

from __future__ import annotations

import pytest

from disclosure_cli.importing.channels import (
    ballot_means_used,
    read_channel_columns,
    read_channels,
)

Names = tuple[str, ...]


@pytest.mark.parametrize(
    ("text", "used", "unused", "unmarked"),
    [
        ("", (), (), ()),
        ("■政府网站 □政府公报", ("政府网站",), ("政府公报",), ()),
        ("■政府网站□政府公报\n■其他：村广播", ("政府网站", "其他：村广播"), ("政府公报",), ()),
        ("þ 政府网站 □\n政府公报\n□ 精准\n推送", ("政府网站",), ("政府公报", "精准推送"), ()),
        (
            "■政府网站口政府公报 口两微一端口发布会/听证会",
            ("政府网站",),
            ("政府公报", "两微一端", "发布会/听证会"),
            (),
        ),
        ("■政务服务窗口公示 口入户/现场", ("政务服务窗口公示",), ("入户/现场",), ()),
        ("t政府网站 □政府公报", ("政府网站",), ("政府公报",), ()),
        ("R政府网站£公告栏", ("政府网站",), ("公告栏",), ()),
        ("\uf0fe政府网站 \uf0a8政府公报", ("政府网站",), ("政府公报",), ()),
        ("☒政府网站 ☐政府公报", ("政府网站",), ("政府公报",), ()),
        ("√政府网站 ×政府公报", ("政府网站",), ("政府公报",), ()),
        ("政府网站√ 政府公报□", ("政府网站",), ("政府公报",), ()),
        ("政府网站（√）、政府公报（ ）", ("政府网站",), ("政府公报",), ()),
        ("[x]政府网站 [ ]政府公报", ("政府网站",), ("政府公报",), ()),
        ("■1.政府网站；2.□公示栏", ("政府网站",), ("公示栏",), ()),
        ("■县局网页（首页—政务公开）", ("县局网页（首页—政务公开）",), (), ()),
        ("■政府网站\n注：可推送到省网站。", ("政府网站",), (), ()),
        ("■政府网站 公开查阅点", ("政府网站",), (), ("公开查阅点",)),
        ("公告栏、■政府网站", ("政府网站",), (), ("公告栏",)),
        ("1.政府网站; 2.其他", (), (), ("政府网站", "其他")),
        ("政府网站、公示栏", (), (), ("政府网站", "公示栏")),
        ("政府网站/财政部门网站公开", (), (), ("政府网站/财政部门网站公开",)),
        ("■12345热线 □APP推送", ("12345热线",), ("APP推送",), ()),
    ],
)
def test_marks_and_lists(text: str, used: Names, unused: Names, unmarked: Names) -> None:
    channels = read_channels(text).channels
    assert (channels.used, channels.unused, channels.unmarked) == (used, unused, unmarked)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("口政府网站 口政府公报", "口"),
        ("t政府网站", "t"),
        ("□政府网站", "□"),
        ("口政府网站 ■政府公报", ""),
        ("þ政府网站 □政府公报", ""),
        ("■政府网站", ""),
    ],
)
def test_a_lone_odd_sign_is_doubtful(text: str, sign: str) -> None:
    assert read_channels(text).doubtful == sign


def test_the_ballot_box_means_used_only_where_nothing_else_does() -> None:
    chosen = ["☐政府网站 ☐两微一端", "☐政府网站"]
    assert ballot_means_used(chosen)
    reading = read_channels(chosen[0], ballot_used=True)
    assert reading.channels.used == ("政府网站", "两微一端")
    assert reading.doubtful == "☐"
    assert not ballot_means_used([*chosen, "☑政府网站 ☐政府公报"])
    assert not ballot_means_used(["☐" + "甲 ☐".join("政网公报两微发布广电")])


def test_columns_of_channels() -> None:
    channels = read_channel_columns(
        [("政府网站", "√"), ("政府公报", ""), ("其他", "村广播"), ("公示栏", "□")]
    )
    assert channels.used == ("政府网站", "其他：村广播")
    assert channels.unused == ("政府公报", "公示栏")
