"""Search data: one call with one object, whatever the texts are."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli.compile.site.search import SEARCH_COLUMNS, SearchPart
from disclosure_cli.outputs.search import render

BEFORE, AFTER = "disclosure.add(", ");\n"


def part(text: str) -> SearchPart:
    return {
        "unit": "unit",
        "name": text,
        "columns": list(SEARCH_COLUMNS),
        "classes": [{"path": [text], "names": [text]}],
        "rows": [["item", text, [text]], ["entry", "", []]],
    }


@given(st.text(st.characters()))
def test_it_is_one_call_that_hands_over_every_text(text: str) -> None:
    script = render(part(text)).decode()
    assert script.startswith(BEFORE)
    assert script.endswith(AFTER)
    assert json.loads(script[len(BEFORE) : -len(AFTER)]) == part(text)
    assert not {"\u2028", "\u2029", "<"} & set(script)


def test_each_row_stands_on_a_line() -> None:
    assert len(render(part("甲")).decode().splitlines()) == 4
