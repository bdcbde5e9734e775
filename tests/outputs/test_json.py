"""JSON files: the data comes back, and a change of one record changes one line."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli.outputs.json import render

names = st.text(st.characters(codec="utf-8"), max_size=6)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | names,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(names, values, max_size=4))
def test_data_comes_back(document: dict[str, Any]) -> None:
    assert json.loads(render(document)) == document


def test_the_order_of_members_is_kept_and_chinese_is_readable() -> None:
    data = render({"b": "源潭镇", "a": {"d": 1, "c": []}})
    assert data == '{\n"b": "源潭镇",\n"a": {"d": 1, "c": []}\n}\n'.encode()


def test_a_record_has_a_line_of_its_own() -> None:
    records = [{"id": f"0101-{number:03}", "elements": ["甲\n乙"]} for number in range(20)]
    before = render({"items": records}).splitlines()
    after = render({"items": [*records[:7], {"id": "new"}, *records[8:]]}).splitlines()
    assert [
        number
        for number, lines in enumerate(zip(before, after, strict=True))
        if len(set(lines)) > 1
    ] == [9]


def test_an_iterator_is_written_as_a_list() -> None:
    assert render({"items": iter([1, 2])}) == render({"items": [1, 2]})
