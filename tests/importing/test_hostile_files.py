"""Broken, mislabelled, encrypted and malicious files: one clear message, no exception, no long wait."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from disclosure_cli.importing import limits
from disclosure_cli.importing.readers import read
from disclosure_cli.manual import EVERY_CODE
from tests.importing.rendering import (
    as_csv,
    as_docx,
    as_html,
    as_ods,
    as_xlsx,
    ods_of,
    saved,
    zipped,
)
from tests.importing.sketches import sketch
from tests.support.importing import recognise

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DRAWN = sketch(Random(5))
FLAT = sketch(Random(6), merged=False)
FILES = {
    "目录.xlsx": as_xlsx(DRAWN),
    "目录.html": as_html(DRAWN),
    "目录.docx": as_docx(DRAWN),
    "目录.ods": as_ods(DRAWN),
    "目录.csv": as_csv(FLAT),
    "目录.xls": (Path(__file__).parent / "fixtures" / "catalog.xls").read_bytes(),
}
ARCHIVES = ("目录.xlsx", "目录.docx", "目录.ods")
BIFF_ENCRYPTED = (
    struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 0x0005, 0, 1997, 0, 6)
    + struct.pack("<HHHHH", 0x002F, 6, 0, 1, 2)
    + struct.pack("<HH", 0x000A, 0)
)


def only_finding(data: bytes, name: str = "目录.xlsx") -> str:
    recognition = recognise(data, name)
    assert recognition.tables == ()
    (finding,) = recognition.findings
    assert finding.where == name
    assert finding.message
    assert finding.hint
    return finding.code


def office_file(main: str, content: str | bytes) -> bytes:
    types = f'<Types><Override PartName="/{main}" ContentType="application/x.{{}}"/></Types>'
    kind = (
        "wordprocessingml.document.main+xml" if "word" in main else "spreadsheetml.sheet.main+xml"
    )
    return zipped({"[Content_Types].xml": types.format(kind), main: content})


def encrypted_archive() -> bytes:
    data = bytearray(zipped({"xl/workbook.xml": "x"}))
    directory = data.index(b"PK\x01\x02")
    for flags in (6, directory + 8):
        data[flags] |= 1
    return bytes(data)


def many_entries() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(limits.MAX_ENTRIES + 1):
            archive.writestr(str(number), "")
    return file.getvalue()


@pytest.mark.parametrize("data", [b"", b"\x00" * 900, b"\xef\xbb\xbf \r\n"])
def test_empty_files(data: bytes) -> None:
    assert only_finding(data) == "I901"


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 ...",
        b"\x89PNG\r\n\x1a\n",
        b"{\\rtf1 ...}",
        OLE + "WordDocument".encode("utf-16-le"),
        b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
        b"MIME-Version: 1.0\r\n",
        bytes(range(256)) * 4,
        zipped({"readme.txt": "x"}),
        zipped(
            {
                "[Content_Types].xml": "ms-excel.sheet.binary.macroEnabled.main",
                "xl/workbook.bin": "x",
            }
        ),
    ],
    # An archive knows when it was made: its bytes would be another name on each worker.
    ids=lambda data: f"{len(data)} bytes",
)
def test_formats_that_cannot_be_imported(data: bytes) -> None:
    assert only_finding(data) == "I902"


@pytest.mark.parametrize(
    "data",
    [
        OLE + b"\x00" * 512 + "EncryptedPackage".encode("utf-16-le"),
        encrypted_archive(),
        zipped({"content.xml": "<x/>", "META-INF/manifest.xml": "<manifest:encryption-data/>"}),
    ],
    ids=lambda data: f"{len(data)} bytes",
)
def test_encrypted_files(data: bytes) -> None:
    assert only_finding(data) == "I903"


def test_an_encrypted_xls() -> None:
    assert only_finding(BIFF_ENCRYPTED, "目录.xls") == "I903"


@pytest.mark.parametrize("name", ["目录.xlsx", "目录.docx", "目录.ods", "目录.xls"])
@pytest.mark.parametrize("share", [0.3, 0.9])
def test_truncated_files(name: str, share: float) -> None:
    data = FILES[name]
    assert only_finding(data[: int(len(data) * share)], name) == "I904"


def test_an_office_file_without_its_main_part() -> None:
    types = '<Override PartName="/word/document.xml" ContentType="x/wordprocessingml.document.main+xml"/>'
    assert only_finding(zipped({"[Content_Types].xml": types}), "目录.docx") == "I904"


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(
            zipped({f"{n}.xml": b" " * 60_000_000 for n in range(3)}), id="expands too far"
        ),
        pytest.param(zipped({"xl/sheet.xml": b" " * 40_000_000}), id="ratio"),
        pytest.param(many_entries(), id="entries"),
    ],
)
def test_bombs_are_refused_before_they_are_opened(data: bytes) -> None:
    assert len(data) < 700_000
    assert only_finding(data) == "I905"


def test_a_file_over_the_size_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("disclosure_cli.importing.readers.sniffing.MAX_BYTES", 100)
    assert only_finding(b"x" * 101, "目录.csv") == "I905"


def test_a_filled_row_repeated_a_million_times() -> None:
    row = (
        '<table:table-row table:number-rows-repeated="1000000"><table:table-cell><text:p>x</text:p>'
        "</table:table-cell></table:table-row>"
    )
    assert (
        only_finding(ods_of(f'<table:table table:name="a">{row}</table:table>'), "目录.ods")
        == "I905"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("main", ["xl/worksheets/sheet1.xml", "word/document.xml"])
def test_entities_are_never_expanded(main: str, encoding: str) -> None:
    lol = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]><a>&b;</a>'
    assert only_finding(office_file(main, lol.encode(encoding))) == "I906"


def test_an_empty_workbook_has_no_table() -> None:
    assert only_finding(saved(Workbook())) == "I920"


@pytest.mark.parametrize(
    "page",
    [
        pytest.param("<table><tr>" + "<td colspan=1000>x" * 5000, id="wide"),
        pytest.param("<table>" + "<tr><td rowspan=1000000>x" * 5000, id="steps"),
        pytest.param("<table><tr><td>" * 5000, id="nested"),
        pytest.param("<div>" * 100_000 + "<table>", id="deep"),
        pytest.param("<table><tr><td>" + "&#x1f600;&lt;&nbsp;" * 50_000, id="entities"),
    ],
)
def test_pages_that_would_blow_up(page: str) -> None:
    assert recognise(page.encode(), "目录.html").findings


def test_a_csv_with_an_open_quote() -> None:
    assert only_finding(b'a,b\n1,"' + b"x" * 200_000, "目录.csv") == "I904"


def test_a_few_bad_bytes_do_not_turn_a_file_to_another_encoding() -> None:
    data = bytearray(as_csv(FLAT, "utf-8"))
    data[-4] = 0xFF
    recognition = recognise(bytes(data), "目录.csv")
    assert len(recognition.tables) == 1
    assert recognition.findings[0].code == "I916"


@settings(max_examples=150)
@given(st.sampled_from(sorted(FILES)), st.data())
def test_mutated_bytes_never_raise(name: str, data: st.DataObject) -> None:
    content = bytearray(FILES[name])
    for _ in range(data.draw(st.integers(1, 6))):
        _mutate(content, data)
    _assert_sane(bytes(content), name)


@settings(max_examples=150)
@given(st.sampled_from(ARCHIVES), st.data())
def test_mutated_parts_never_raise(name: str, data: st.DataObject) -> None:
    with zipfile.ZipFile(BytesIO(FILES[name])) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    chosen = data.draw(
        st.sampled_from([part for part in sorted(parts) if part.endswith((".xml", ".rels"))])
    )
    content = bytearray(parts[chosen])
    for _ in range(data.draw(st.integers(1, 3))):
        _mutate(content, data)
    _assert_sane(zipped({**parts, chosen: bytes(content)}), name)


def _mutate(content: bytearray, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, max(len(content) - 1, 0)))
    piece = data.draw(
        st.sampled_from((b"", b"9999999", b"\x00", b'"', b"<!--", b"\xff\xff\xff\xff", b"&amp;"))
    )
    content[place : place + data.draw(st.integers(0, 9))] = piece


def _assert_sane(data: bytes, name: str) -> None:
    recognition = recognise(data, name)
    assert recognition.tables or recognition.findings
    assert all(finding.code in EVERY_CODE for finding in recognition.findings)
    for table in recognition.tables:
        assert len({column.index for column in table.columns}) == len(table.columns)


@settings(max_examples=60)
@given(st.binary(max_size=400), st.sampled_from(("目录.xlsx", "目录.csv", "目录.html", "目录")))
def test_any_bytes_at_all(data: bytes, name: str) -> None:
    _assert_sane(data or b"x", name)


def test_reading_alone_gives_grids_in_the_order_of_the_file() -> None:
    book = Workbook()
    book.create_sheet("甲")["A1"] = "a"
    book.create_sheet("乙")["A1"] = "b"
    grids, _ = read(saved(book), "目录.xlsx")
    assert [grid.name for grid in grids] == ["甲", "乙"]
