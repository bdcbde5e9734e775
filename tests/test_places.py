"""Every key and value knows where it stands, also in a text that had to be mended."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from disclosure_cli.model import Record, Source
from disclosure_cli.places import Part, Place, Span, find_within
from disclosure_cli.reading import Shape, read
from disclosure_cli.reading.building import CarefulBuilder, LostError, build_places
from disclosure_cli.reading.decoding import decode, remove_invisible
from disclosure_cli.reading.drafts import Draft
from disclosure_cli.reading.mending import remove_separators, wants_mending
from disclosure_cli.reading.recovering import read_carefully
from disclosure_cli.reading.shapes import has_shape
from tests.reading.samples import ITEMS, UNIT, change, check, schemas
from tests.reading.test_fuzz import mutated
from tests.reading.test_values import RECORDS, STYLES, written


def slice_of(text: str, span: Span) -> str:
    """Cut a span out of a text."""
    lines = text.split("\n")[span.line - 1 : span.end_line]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)


def pairs(value: Any, place: Place, text: str) -> Iterator[tuple[str, str]]:
    """Yield every text of a value with the stretch that its place points to; keys likewise."""
    if isinstance(value, Mapping):
        assert isinstance(place.children, Mapping)
        assert list(place.children) == list(value)
        for key, inner in place.children.items():
            assert inner.key is not None
            assert slice_of(text, inner.key) == key
            yield from pairs(value[key], inner, text)
    elif isinstance(value, list):
        assert isinstance(place.children, tuple)
        assert len(place.children) == len(value)
        for item, inner in zip(value, place.children, strict=True):
            yield from pairs(item, inner, text)
    else:
        yield value, slice_of(text, place.value)


@given(st.lists(RECORDS, min_size=1, max_size=3), st.sampled_from(STYLES))
def test_every_place_of_a_written_document_holds_its_value(records: list[Any], style: str) -> None:
    text = written(records, 0, style).lstrip("\n") + "\n"
    for value, stretch in pairs(records, build_places(text), text):
        if stretch[0] in "|>":
            assert stretch.split("\n", 1)[1].strip() == value
        elif stretch[0] in "'\"" and stretch != value:
            assert stretch[0] == stretch[-1]
        else:
            assert stretch == value


@pytest.mark.parametrize(
    ("old", "new", "path", "stretch"),
    [
        ("分类: 0101", "分类：0101", ("class",), "0101 职能职责"),
        ("分类: 0101", "分类：\u30000101", ("class",), "0101 职能职责"),
        ("  分类: 0101", "\t分类: 0101", ("class",), "0101 职能职责"),
        ("  分类: 0101", "\u3000分类：0101", ("class",), "0101 职能职责"),
        ("  分类: 0101", "   分类: 0101", ("class",), "0101 职能职责"),
        ("0101 职能职责", "0101\u200b 职能职责", ("class",), "0101\u200b 职能职责"),
        ("0101 职能职责", "附: 职能职责", ("class",), "附: 职能职责"),
        ("网站, 公开", "网站，公开", ("channels", 1), "公开查阅点"),
        ("[政府网站, 公", "\u200b[政府网站, 公", ("channels", 1), "公开查阅点"),
        ("- 依据二", "-依据二", ("basis", 1), "依据二"),
        ("- 依据二", "－　依据二", ("basis", 1), "依据二"),
        ("更新: 办公室", "更新:办公室", ("responsibility", "updated_by"), "办公室"),
    ],
)
def test_a_place_in_a_mended_line_is_the_place_in_the_file(
    old: str, new: str, path: tuple[str | int, ...], stretch: str
) -> None:
    text = change(ITEMS, old, new)
    record = check(text).file.records[0]
    where = record.locate(path)
    assert where.line is not None
    span = Span(*(getattr(where, name) for name in ("line", "column", "end_line", "end_column")))
    assert slice_of(text, span) == stretch


def record_of(text: str) -> Record:
    file = read(text.encode(), "items.yaml", Shape.LIST, {})
    schema = schemas()["item"]
    data, _ = schema.check(file.records[0].value)
    return Record("item", data, file.source, (0,), "demo", schema.labels)


@pytest.mark.parametrize("keys", ["labels", "names"])
def test_a_record_is_located_by_canonical_path_whatever_its_keys(keys: str) -> None:
    text = "- 事项编号: 0101-001\n  更新:\n    更新周期: 每年\n  公开渠道: [甲, 乙]\n"
    if keys == "names":
        for label, name in (
            ("事项编号", "id"),
            ("更新周期", "cycle"),
            ("更新", "update"),
            ("公开渠道", "channels"),
        ):
            text = text.replace(f"{label}:", f"{name}:")
    record = record_of(text)
    lines = text.split("\n")
    assert str(record.locate()) == "items.yaml:1:3"
    assert str(record.locate(("update", "cycle"))) == f"items.yaml:3:{lines[2].index('每年') + 1}"
    assert str(record.locate(("update", "cycle"), Part.KEY)) == "items.yaml:3:5"
    assert str(record.locate(("channels", 1))) == f"items.yaml:4:{lines[3].index('乙') + 1}"


def test_what_a_record_lacks_is_located_at_what_it_has() -> None:
    record = record_of("- 事项编号: 0101-001\n  更新:\n    更新周期: 每年\n")
    assert str(record.locate(("title",))) == "items.yaml:1:3"
    assert str(record.locate(("update", "last"))) == "items.yaml:2:3"
    assert str(record.locate(("channels", 3))) == "items.yaml:1:3"


@pytest.mark.parametrize(
    ("text", "chars", "place"),
    [
        ("- 事项名称: 公开目录公开\n", (2, 4), "1:11-1:13"),
        ("- 事项名称: 公开目录公开\n", (4, 6), "1:13-1:15"),
        ("- 事项名称: '公开目录'\n", (2, 4), "1:12-1:14"),
        ("- 事项名称: 公开\n    目录指南\n", (4, 6), "2:7-2:9"),
        ("- 事项名称: |\n    公开\n    目录\n", (3, 5), "3:5-3:7"),
        ("- 事项名称: 公开\n    目录\n", (1, 3), "1:9-2:7"),
        ("- 事项名称: 公开\n", (1, 1), "1:9-1:11"),
    ],
)
def test_a_stretch_of_a_text_is_found_in_its_source(
    text: str, chars: tuple[int, int], place: str
) -> None:
    where = record_of(text).locate(("title",), chars=chars)
    assert f"{where.line}:{where.column}-{where.end_line}:{where.end_column}" == place


def test_a_stretch_does_not_end_at_what_only_looks_like_a_line_end() -> None:
    text = "第一行\u2028同一行\n第二行\n"
    assert find_within(text, Span(2, 1, 2, 4), "第二行", 1, 2) == Span(2, 2, 2, 3)


@pytest.mark.parametrize(
    "typed",
    ["|\n    甲 乙丙\n    丙丁 戊\n      己 庚\n", ">-\n    甲 乙丙\n\n    丙丁 戊\n    己 庚\n", "甲 乙丙\n    丙丁 戊\n    己 庚\n"],
)  # fmt: skip
def test_a_stretch_of_a_text_of_several_lines_is_found_on_its_line(typed: str) -> None:
    source = read(f"说明: {typed}".encode(), "unit.yaml", Shape.SINGLE, {}).source
    assert isinstance(source.place.children, Mapping)
    place = source.place.children["说明"]
    value = yaml.safe_load(f"说明: {typed}")["说明"]
    for words in ("甲", "乙丙", "丁 戊", " ", "庚"):
        at = value.rindex(words)
        stretch = slice_of(
            source.text, find_within(source.text, place.value, value, at, at + len(words))
        )
        assert stretch == words
    wrapped = value.index("丙\n" if "\n丙" in value else "丙 ") + 1
    found = find_within(source.text, place.value, value, wrapped, wrapped + 1)
    assert slice_of(source.text, found) == "丙"


def test_places_are_made_when_they_are_asked_for() -> None:
    source = Source("unit.yaml", UNIT)
    assert source.repaired is None
    assert source.place.value.line == 1
    assert slice_of(UNIT, source.place.value) == UNIT.rstrip("\n")


@given(st.lists(RECORDS, min_size=1, max_size=4), st.sampled_from(STYLES))
def test_a_record_is_found_by_itself_where_it_stands_among_the_others(
    records: list[Any], style: str
) -> None:
    text = re.sub(r"(?m)^-\n  ", "\n# 一条\n- ", written(records, 0, style)).lstrip("\n") + "\n"
    source = read(text.encode(), "items.yaml", Shape.LIST, {}).source
    alone = [source.place_of((index,)) for index in range(len(records))]
    assert alone == list(build_places(text).children)
    assert source.place_of((len(records),)) is None


@pytest.mark.parametrize(
    "text",
    [
        '- a: "甲\n- 乙"\n- a: 丙\n',
        "-\n  a: 甲\n-\n  a: 乙\n",
        "  - a: 甲\n  - a: 乙\n",
        "[{a: 甲}, {a: 乙}]\n",
        "- a:\n- a: 乙\n",
    ],
)
def test_a_record_is_found_where_dashes_do_not_tell_it(text: str) -> None:
    source = read(text.encode(), "items.yaml", Shape.LIST, {}).source
    alone = [source.place_of((index,)) for index in range(2)]
    assert alone == list(source.place.children)


@given(st.lists(mutated(ITEMS), min_size=1, max_size=3).map("".join))
@example("- a: &x 甲\n- a: 乙\n- a: *x\n")
@example("- a: 甲\n- a: |\n    乙\n     \n- a: 丙 # 注\n")
@example('- a: 甲\n- a: "乙\n\n- 丙"\n- a: 丁\n')
def test_items_that_want_no_care_change_nothing_about_the_others(text: str) -> None:
    text, _ = decode(text.encode("utf-8", "surrogatepass"))
    draft = Draft(text.split("\n"))
    notes = remove_invisible(draft) + remove_separators(draft)
    builder = CarefulBuilder(draft)
    try:
        value, place = builder.build()
    except (LostError, yaml.YAMLError):
        return
    if builder.suspicious or wants_mending(draft.text) or not has_shape(value, Shape.LIST):
        return
    keys = schemas()["item"].keys
    read = read_carefully(Draft(text.split("\n")), Shape.LIST, keys, frozenset())
    assert (read.value, read.notes, read.lost) == (value, notes + builder.notes, [])
    assert list(read.place.children) == list(place.children)
