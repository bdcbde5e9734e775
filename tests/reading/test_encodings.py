"""Files of other editors: other encodings, line ends and marks, damaged files and files that are no text."""

from __future__ import annotations

import pytest

from disclosure_cli.folders import MAXIMUM_BYTES
from disclosure_cli.reading.decoding import as_utf8
from tests.reading.samples import ITEMS, check

CLEAN = check(ITEMS).data


@pytest.mark.parametrize("encoding", ["gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"])
def test_another_encoding_is_found_and_read(encoding: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")
    checked = check(mark + ITEMS.encode(encoding))
    assert checked.found == [(1, 1, "Y101")]
    assert checked.data == CLEAN


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [ITEMS, ITEMS.replace("机", "一"), ITEMS.replace("\n", "\r\n")])
def test_utf_16_is_known_without_a_mark(encoding: str, text: str) -> None:
    checked = check(text.encode(encoding))
    assert checked.found == [(1, 1, "Y101")]
    assert "UTF-16" in checked.file.diagnostics[0].message
    assert checked.data == check(text).data
    assert as_utf8(text.encode(encoding)) == text.encode()


def test_a_file_of_one_gbk_word_is_gbk() -> None:
    checked = check("- 说明: x\n".encode("gbk"))
    assert (1, 1, "Y101") in checked.found
    assert checked.data == [{"notes": "x"}]


def test_a_byte_order_mark_is_found_and_changes_nothing_else() -> None:
    checked = check(ITEMS.encode("utf-8-sig"))
    assert checked.found == [(1, 1, "Y103")]
    assert checked.data == CLEAN


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems_are_ordinary(end: str) -> None:
    checked = check(ITEMS.replace("\n", end))
    assert checked.found == []
    assert checked.data == CLEAN


def test_places_are_right_with_line_ends_of_other_systems() -> None:
    text = ITEMS.replace("事项名称: 机构职能", "事项名称：机构职能").replace("\n", "\r\n")
    assert check(text).found == [(4, 7, "Y110")]


def test_a_damaged_place_of_a_file_is_found_there_and_the_rest_is_read() -> None:
    before, after = ITEMS.split("构职能\n")
    checked = check(before.encode() + b"\xe6\x9e" + "职能\n".encode() + after.encode())
    assert checked.found == [(4, 10, "Y102")]
    assert checked.data[0]["title"] == "机\ufffd职能"
    assert checked.data[1:] == CLEAN[1:]


def test_a_damaged_gbk_file_is_still_gbk() -> None:
    checked = check(ITEMS.encode("gbk").replace("领导".encode("gbk"), b"\xff\xff"))
    assert (1, 1, "Y101") in checked.found
    assert checked.data[0] == CLEAN[0]


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 20,
        b"PK\x03\x04" + bytes(range(256)) * 40,
        b"\x00" * 5000,
        b"\x01\n" * 5000,
        b"\xff\xfe\x00\xd8" * 3000,
    ],
    ids=["all bytes", "archive", "zeros", "control characters", "half characters"],
)
def test_a_file_that_is_no_text_is_one_finding(data: bytes) -> None:
    checked = check(data)
    assert checked.found == [(1, 1, "Y102")]
    assert checked.data == []


def test_a_file_that_is_too_large_is_not_read() -> None:
    checked = check(b"- a: b\n" * (MAXIMUM_BYTES // 7 + 1))
    assert checked.found == [(None, None, "Y136")]
    assert checked.data == []


@pytest.mark.parametrize("text", ["", "\n", "# 以后再写\n", "---\n", "---\n# 以后再写\n"])
def test_a_file_without_records_is_clean(text: str) -> None:
    checked = check(text)
    assert checked.found == []
    assert checked.data == []


def test_a_profile_without_fields_lacks_the_required_ones() -> None:
    found = check("# 以后再写\n", "catalogs/demo/unit.yaml").found
    assert [code for _, _, code in found] == ["S202", "S202"]


@pytest.mark.parametrize("text", ["事项\n", "- 事项\n", "- - a: b\n", "- [a, b]\n", "1\n"])
def test_what_is_no_record_is_found_and_lost(text: str) -> None:
    checked = check(text)
    assert [code for _, _, code in checked.found] == ["Y137"]
    assert checked.data == []
    assert checked.file.lost == text.rstrip("\n")


def test_a_profile_with_a_dash_is_found_and_read() -> None:
    checked = check("- 单位名称: 示例局\n  单位类型: 政府部门\n", "catalogs/demo/unit.yaml")
    assert checked.found == [(1, 1, "Y137")]
    assert checked.data == [{"name": "示例局", "kind": "政府部门"}]
