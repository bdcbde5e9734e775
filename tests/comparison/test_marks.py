"""Marked texts say both versions."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli.comparison.marks import Mark, Piece, marked

TEXTS = st.text(st.sampled_from("公开目录指南 12ab\n。"), max_size=30)


def version(pieces: tuple[Piece, ...], mark: Mark) -> str:
    return "".join(text for kind, text in pieces if kind in {Mark.KEPT, mark})


@given(TEXTS, TEXTS)
def test_without_what_came_it_is_the_former_and_without_what_went_the_new(
    before: str, after: str
) -> None:
    pieces = marked(before, after)
    assert version(pieces, Mark.GONE) == before
    assert version(pieces, Mark.NEW) == after
    assert all(text for _, text in pieces)
    assert all(first[0] != second[0] for first, second in pairwise(pieces))


def shown(pieces: tuple[Piece, ...]) -> str:
    return "".join(
        {Mark.KEPT: "{}", Mark.GONE: "[{}]", Mark.NEW: "<{}>"}[mark].format(text)
        for mark, text in pieces
    )


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("机构职能", "机构职能和权责清单", "机构职能<和权责清单>"),
        ("就业政策", "就业创业政策", "就业<创业>政策"),
        ("就业创业政策", "就业政策", "就业[创业]政策"),
        ("办公地址、电话", "办公地址、传真、电话", "办公地址、<传真、>电话"),
        ("2024年工作要点", "2025年工作要点", "[2024]<2025>年工作要点"),
        ("联系电话 0556-1234567", "联系电话 0556-7654321", "联系电话 0556-[1234567]<7654321>"),
        ("财政预算", "领导信息", "[财政预算]<领导信息>"),
        ("", "新", "<新>"),
        ("甲", "", "[甲]"),
        ("相同", "相同", "相同"),
    ],
)
def test_words_are_marked_as_people_read_them(before: str, after: str, said: str) -> None:
    assert shown(marked(before, after)) == said
