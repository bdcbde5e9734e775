"""Records of any content that a schema allows, for properties that must hold for all of them."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from hypothesis import strategies as st

from disclosure_cli.importing.text import clean
from disclosure_cli.loading.workspace import load_schemas
from disclosure_cli.reading.decoding import without_invisible
from disclosure_cli.schema.fields import Field
from disclosure_cli.schema.schemas import Schema, Schemas

TRICKY = "事项公开：: #-'\"，,、。；;[]{}&*!|>%@`?=+~.0123456789\n 《》（）\\_x是否noyes⏎√"
"""Characters that YAML, a spreadsheet or our own way of writing cells gives a meaning."""


@cache
def schemas() -> Schemas:
    return load_schemas()[0]


def texts(most: int) -> st.SearchStrategy[str]:
    """Return texts as a record may hold them: not blank at their ends, without what nobody sees, two signs at least."""
    anything = st.one_of(st.text(TRICKY, max_size=40), st.text(max_size=20))
    plain = anything.map(lambda text: without_invisible(text.replace("\r", "")).strip()[:most])
    return plain.map(str.strip).filter(lambda text: len(clean(text)) > 1 and "\ufffd" not in text)


def values(field: Field) -> st.SearchStrategy[Any]:
    """Return the values that a field may have."""
    most = min(field.maximum_length or 200, 200)
    made: dict[str, st.SearchStrategy[Any]] = {
        "choice": st.sampled_from(field.choices or ("",)),
        "choices": st.lists(st.sampled_from(field.choices or ("",)), min_size=1, unique=True),
        "date": st.dates(date(2000, 1, 1), date(2099, 12, 31)).map(date.isoformat),
        "boolean": st.booleans(),
        "integer": st.integers(0, 99),
        "text": st.just(field.example) if field.pattern else texts(most),
        "texts": st.lists(texts(most), min_size=1, max_size=4, unique_by=clean),
    }
    if field.kind in made:
        return made[field.kind]
    inside = blocks(field.children)
    return inside if field.kind == "block" else st.lists(inside, min_size=1, max_size=3)


@st.composite
def blocks(draw: st.DrawFn, fields: tuple[Field, ...]) -> dict[str, Any]:
    """Return blocks with a few of some fields, and all that they require, in the order of the fields."""
    optional = [number for number, field in enumerate(fields) if not field.required]
    least = int(len(optional) == len(fields))
    chosen = (
        draw(st.sets(st.sampled_from(optional), min_size=least, max_size=6)) if optional else set()
    )
    return {
        field.name: draw(values(field))
        for number, field in enumerate(fields)
        if field.required or number in chosen
    }


def records(schema: Schema, number: str = "") -> st.SearchStrategy[dict[str, Any]]:
    """Return records of a schema, with a number of their own if one is given."""
    identity = "id" if schema.kind == "item" else "index"
    return blocks(schema.fields).map(lambda data: {**data, identity: number} if number else data)
