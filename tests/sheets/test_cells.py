"""A value that was a cell is that value again, and what cannot be is known beforehand."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_cli.importing.cells import (
    LONGEST,
    is_editable,
    plain,
    read,
    restored,
    spellings_in,
    write,
)
from disclosure_cli.importing.text import clean
from disclosure_cli.schema.fields import Field
from disclosure_cli.sheets.columns import columns_of
from tests.sheets.records import records, schemas, texts


def field(kind: str, *path: str) -> Field:
    found = schemas()[kind].field(path)
    assert found is not None
    return found


def round_trip(each: Field, value: Any) -> Any:
    """Return what is read of a value after a workbook held it."""
    return read(each, clean(write(each, value)), spellings_in(value))


@settings(max_examples=150)
@given(st.data(), st.sampled_from(["item", "entry"]))
def test_a_value_that_may_be_edited_is_read_as_it_was(data: st.DataObject, kind: str) -> None:
    schema = schemas()[kind]
    record = data.draw(records(schema))
    for each in columns_of(schema):
        value: Any = record
        for name in each.path:
            value = value.get(name) if value else None
        if is_editable(each, value):
            assert round_trip(each, value) == plain(value)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("title",), "=1+1"),
        (("title",), "'机构"),
        (("elements",), ["甲、乙", "丙；丁", "一\n二", "- 戊"]),
        (("audience",), ["全社会", "特定群体"]),
        (("review", "redactions"), [{"content": "甲：乙", "applied": True}, {"content": "丙\n丁"}]),
        (("imported", "cells"), [{"column": "备注", "text": "一；二：三\n四"}]),
    ],
)
def test_usual_values_may_be_edited(path: tuple[str, ...], value: Any) -> None:
    each = field("item", *path)
    assert is_editable(each, value)
    assert round_trip(each, value) == value


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("elements",), ["甲⏎乙"]),
        (("elements",), ["甲" * (LONGEST + 1)]),
        (("imported", "cells"), [{"column": "备注", "text": "一；栏目：二"}]),
    ],
)
def test_what_a_cell_cannot_hold_is_not_for_editing(path: tuple[str, ...], value: Any) -> None:
    each = field("item", *path)
    assert not is_editable(each, value)
    assert len(write(each, value)) <= LONGEST


@pytest.mark.parametrize(
    ("kind", "path", "text", "value"),
    [
        ("entry", ("created",), "2025年3月1日", "2025-03-01"),
        ("entry", ("created",), "2025/3/1", "2025-03-01"),
        ("entry", ("created",), "三月", "三月"),
        ("entry", ("normative",), "TRUE", True),
        ("entry", ("normative",), "否", False),
        ("item", ("mode",), " 主动 公开", "主动公开"),
        ("item", ("audience",), "全社会、特定群体", ["全社会", "特定群体"]),
        ("item", ("elements",), "甲、乙\n\n 丙 ", ["甲、乙", "丙"]),
        ("entry", ("attachments",), "表一", [{"name": "表一"}]),
        ("item", ("notes",), "  ", None),
    ],
)
def test_what_clerks_type_is_understood(
    kind: str, path: tuple[str, ...], text: str, value: Any
) -> None:
    assert read(field(kind, *path), text) == value


def test_names_beside_one_another_are_told_apart_where_they_are_known() -> None:
    channels = field("item", "channels")
    names = ("政府网站", "发布会/听证会", "公开查阅点", "两微一端")
    known = {name: name for name in names} | {"微信": "两微一端", "发布会、听证会": "发布会/听证会"}
    for text, items in {
        "政府网站、公开查阅点": ["政府网站", "公开查阅点"],
        "发布会/听证会": ["发布会/听证会"],
        "发布会、听证会": ["发布会/听证会"],
        "政府网站，微信": ["政府网站", "两微一端"],
        "政府网站、镇公告栏": ["政府网站", "镇公告栏"],
        "甲、乙公告栏": ["甲、乙公告栏"],
        "■政府网站 □公开查阅点 ■微信": ["政府网站", "两微一端"],
        "√政府网站\n□公开查阅点\n√镇公告栏": ["政府网站", "镇公告栏"],
        "微信\n两微一端": ["两微一端"],
        "□政府网站": None,
    }.items():
        assert read(channels, text, known) == items


def test_words_beside_one_another_are_as_many_items() -> None:
    assert read(field("entry", "keywords"), "甲、乙，丙\n丁") == ["甲", "乙", "丙", "丁"]
    assert read(field("item", "levels"), "县级、乡级") == ["县级", "乡级"]
    assert read(field("item", "levels"), "县、乡级") == ["县级", "乡级"]
    assert read(field("item", "elements"), "甲、乙") == ["甲、乙"]


def test_an_item_that_is_there_already_stays_one() -> None:
    keywords = field("entry", "keywords")
    assert is_editable(keywords, ["甲、乙"])
    assert read(keywords, "甲、乙\n丙、丁", spellings_in(["甲、乙"])) == ["甲、乙", "丙", "丁"]


@given(texts(100), texts(100))
def test_a_text_keeps_its_blanks_where_it_was_not_changed(before: str, added: str) -> None:
    assert restored(before, clean(before)) == before.strip("\n")
    after = restored(before, clean(f"{clean(before)}\n{added}"))
    assert after.startswith(before)
    assert clean(after) == clean(f"{before}\n{added}")
    assert restored([before, "乙"], ["乙", clean(before), clean(added)])[:2] == ["乙", before]
