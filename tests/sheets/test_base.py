"""A workbook carries what it was made from, and knows when that was touched."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_cli.importing.text import clean
from disclosure_cli.sheets.base import MARK, Base, BaseRecord, DamagedError, pack, unpack
from tests.sheets.records import records, schemas


def base_of(*items: BaseRecord) -> Base:
    return Base("demo", {"item": ["id"], "entry": []}, {"item": list(items), "entry": []})


BASE = base_of(BaseRecord("0101-001", {"id": "0101-001"}))


@settings(max_examples=20)
@given(st.lists(records(schemas()["item"]), max_size=3))
def test_what_was_packed_is_unpacked(items: list[dict[str, object]]) -> None:
    base = base_of(*(BaseRecord("草稿-1", one) for one in items))
    texts = pack(base)
    assert unpack([clean(text) for text in texts]) == base
    assert all(len(text) <= 32_000 for text in texts)


def test_much_is_packed_into_several_cells() -> None:
    random = Random(0)
    numbers = [str(random.getrandbits(128)) for _ in range(4000)]
    base = base_of(*(BaseRecord(number, {"title": number}) for number in numbers))
    assert len(pack(base)) > 2
    assert unpack(pack(base)) == base


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["底稿"],
        [f"{MARK} 2 {'0' * 64}", "x"],
        [pack(BASE)[0]],
        [pack(BASE)[0], pack(BASE)[1][:-4]],
        [pack(BASE)[0], "不是底稿"],
        [pack(BASE)[0].replace(pack(BASE)[0][-1], "0"), pack(BASE)[1]],
    ],
)
def test_what_was_touched_is_not_taken(texts: list[str]) -> None:
    with pytest.raises(DamagedError, match=r"[一-龥]"):
        unpack(texts)


@given(
    st.recursive(
        st.none() | st.text() | st.integers(),
        lambda inner: (
            st.lists(inner)
            | st.dictionaries(
                st.sampled_from(["unit", "columns", "records", "item", "entry"]), inner
            )
        ),
    )
)
def test_a_forged_base_is_not_taken_or_is_one(document: object) -> None:
    data = json.dumps(document).encode()
    texts = [
        f"{MARK} 1 {hashlib.sha256(data).hexdigest()}",
        base64.b64encode(zlib.compress(data)).decode(),
    ]
    try:
        base = unpack(texts)
    except DamagedError:
        return
    assert isinstance(base.unit, str)
