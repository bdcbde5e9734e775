"""The register's file: what is written is read back, and no line goes or changes unseen."""

from __future__ import annotations

import random

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from disclosure_cli.registry.register import (
    HEADER,
    Identity,
    continued,
    identity_of,
    read_register,
)
from tests.registry.samples import item

TITLES = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
IDENTITIES = st.builds(
    lambda serial, title: identity_of(item(f"0101-{serial:03}", title)), st.integers(1, 999), TITLES
) | st.builds(
    lambda serial, title, date: Identity(
        "entry", f"000000000/2025-{serial:05}", f"{date}", identity_of(item("", title)).title
    ),
    st.integers(1, 99999),
    TITLES,
    st.dates(),
)
LISTS = st.lists(IDENTITIES, min_size=1, max_size=8)


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def said(text: str) -> list[Identity]:
    return [registration.identity for registration in read_register(text).registrations]


@given(LISTS)
@example([identity_of(item("0101-001", "-"))])
def test_what_is_written_is_read_back(identities: list[Identity]) -> None:
    text = continued("", identities)
    assert read_register(text).is_whole
    assert said(text) == identities
    assert text.startswith(HEADER)


@given(LISTS, LISTS)
def test_what_is_there_is_never_rewritten(first: list[Identity], second: list[Identity]) -> None:
    before = continued("", first)
    after = continued(before, second)
    assert after.startswith(before)
    assert after == continued("", [*first, *second])


@given(LISTS, LISTS, LISTS, st.randoms(use_true_random=False))
def test_a_union_of_branches_is_whole_in_any_order(
    common: list[Identity], ours: list[Identity], theirs: list[Identity], order: random.Random
) -> None:
    base = continued("", common)
    union = [*lines(continued(base, ours)), *lines(continued(base, theirs))]
    shuffled = order.sample(union, len(union))
    registers = [read_register("\n".join(text)) for text in (union, union[::-1], shuffled)]
    assert all(register.is_whole for register in registers)
    assert len({frozenset(register.codes) for register in registers}) == 1
    assert len({register.heads for register in registers}) == 1
    texts = ["\n".join(text) for text in (union, shuffled)]
    assert lines(continued(texts[0], ours))[-1] == lines(continued(texts[1], ours))[-1]


@given(LISTS, LISTS, LISTS, LISTS, st.data())
def test_no_line_but_the_last_goes_unseen(
    common: list[Identity],
    ours: list[Identity],
    theirs: list[Identity],
    later: list[Identity],
    data: st.DataObject,
) -> None:
    base = continued("", common)
    merged = "\n".join(
        dict.fromkeys([*lines(continued(base, ours)), *lines(continued(base, theirs))])
    )
    whole = lines(continued(merged, later))
    gone = data.draw(st.integers(0, len(whole) - 2))
    left = read_register("\n".join(whole[:gone] + whole[gone + 1 :]))
    assert left.torn
    assert not left.is_whole


@given(LISTS, st.data())
def test_no_change_of_a_line_goes_unseen(identities: list[Identity], data: st.DataObject) -> None:
    text = continued("", identities)
    position = data.draw(st.integers(len(HEADER), len(text) - 2))
    character = data.draw(st.sampled_from("0a-事项 /x"))
    changed = text[:position] + character + text[position + 1 :]
    assume(changed != text)
    assert not read_register(changed).is_whole


def test_line_ends_comments_and_empty_lines_mean_nothing() -> None:
    text = continued("", [identity_of(item("0101-001", "机构职能"))])
    assert said(text.replace("\n", "\r\n")) == said(text)
    assert said(f"# 说明\n\n{text}\n  \n") == said(text)
    more = [identity_of(item("0101-002", "机构设置"))]
    assert continued(text.replace("\n", "\r\n"), more) == continued(text, more).replace(
        "\n", "\r\n"
    )


def test_a_file_that_ends_without_a_line_end_is_continued_on_a_line_of_its_own() -> None:
    more = [identity_of(item("0101-002", "机构设置"))]
    text = continued("", [identity_of(item("0101-001", "机构职能"))])
    assert continued(text.rstrip("\n"), more) == continued(text, more)


@pytest.mark.parametrize(
    "line",
    ["<<<<<<< HEAD", "=======", "0101-001 机构职能", "34157d1009ad - 事项 0101-001 - 机构职责"],
)
def test_what_was_not_written_by_the_program_is_damaged(line: str) -> None:
    assert read_register(f"{HEADER}{line}\n").damaged == (3,)


def test_a_damaged_line_is_found_once_and_not_as_a_gap_too() -> None:
    identities = [identity_of(item(f"0101-00{n}", "机构职能")) for n in range(1, 4)]
    text = continued("", identities).replace("0101-002", "0101-009")
    register = read_register(text)
    assert (register.damaged, register.torn) == ((4,), ())


def test_a_personal_number_in_a_title_is_not_kept() -> None:
    title = "关于1101" + "01199003070011" + "的处罚决定"
    assert "19900307" not in continued("", [identity_of(item("0101-001", title))])
