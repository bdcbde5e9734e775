from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli.catalog import check_file, role_of
from disclosure_cli.editing.yaml_text import emit
from disclosure_cli.importing.text import clean
from disclosure_cli.loading.workspace import load_schemas
from disclosure_cli.reading.decoding import without_invisible
from disclosure_cli.schema.schemas import Schemas

SCHEMAS: Schemas = load_schemas()[0]
ITEM = SCHEMAS["item"]
PATH = "catalogs/some-unit/items/items.yaml"

_TRICKY = st.text(
    alphabet="事项公开：: #-'\"，,、。[]{}&*!|>%@`?～~=.0123456789\n\t 《》（）\\是否noyes"
)
_TEXTS = st.one_of(_TRICKY, st.text()).map(lambda text: without_invisible(clean(text)).strip())
TEXT = _TEXTS.filter(lambda text: bool(text) and "\ufffd" not in text)
LINE = TEXT.map(lambda text: " ".join(text.split())[:90].strip()).filter(bool)


@st.composite
def records(draw: st.DrawFn) -> dict[str, Any]:
    return {
        "id": "0101-001",
        "title": draw(LINE),
        "class": draw(st.sampled_from(["0101", "0101 职能职责", "01"])),
        "elements": draw(st.lists(LINE, min_size=1, max_size=4, unique=True)),
        "notes": draw(TEXT),
        "imported": {
            "source": draw(LINE),
            "cells": [
                {"column": draw(LINE), "text": draw(TEXT)} for _ in range(draw(st.integers(1, 3)))
            ],
        },
    }


@given(st.lists(records(), min_size=1, max_size=3), st.sampled_from(["zh", "en"]))
def test_what_is_written_is_read_back(written: list[dict[str, Any]], keys: Any) -> None:
    text = emit(written, ITEM.fields, keys)
    role = role_of(PATH)
    assert role is not None
    file = check_file(PATH, text.encode(), role, SCHEMAS)
    assert [record.data for record in file.records] == written
    assert file.diagnostics == ()


def test_a_record_looks_as_a_clerk_types_it() -> None:
    record = {
        "id": "0101-001",
        "title": "机构职能",
        "class": "0101 职能职责",
        "basis": ["《条例》第二十条第（二）项"],
        "channels": ["政府网站", "公开查阅点"],
    }
    assert emit([record], ITEM.fields, "zh").splitlines() == [
        "- 事项编号: 0101-001",
        "  事项名称: 机构职能",
        "  分类: 0101 职能职责",
        "  公开依据:",
        "    - 《条例》第二十条第（二）项",
        "  公开渠道: [政府网站, 公开查阅点]",
    ]
