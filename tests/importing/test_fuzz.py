"""Whatever a file holds: it is read, or one message says why not; in little time, and nothing of it is lost.

`corpus/` keeps files that were hard once. Fuzzing changes good files of every format, in their bytes and in their
markup, and makes pages and lists out of pieces of them.
"""

from __future__ import annotations

import re
import tracemalloc
import zipfile
from io import BytesIO
from pathlib import Path
from random import Random
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_cli.importing.dry_run import to_json
from disclosure_cli.importing.dry_run_text import to_text
from tests.importing.planned import plan_files
from tests.importing.rendering import zipped
from tests.importing.test_hostile_files import FILES
from tests.support.importing import recognise

CORPUS = sorted((Path(__file__).parent / "corpus").iterdir())
SECONDS, BYTES = 5, 300 * 1024 * 1024
VALUES = (
    *(
        b"",
        b"0",
        b"-1",
        b"65535",
        b"1048577",
        b"99999999999",
        b"1e999",
        b"NaN",
        b"true",
        b"s",
        b"d",
    ),
    *(b"A1:XFD1048576", b"B2:A1", b"A0", b"ZZZZ9", b"&#0;", b"&#xD800;", b"\xff\xfe", b"inlineStr"),
    *(
        b"2024-01-01T00:00:00",
        b"0" * 30,
        b"../../x.xml",
        b"xl/workbook.xml",
        b"http://example.com/",
    ),
)
TAGS = (
    *(
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        "<th>",
        "<td rowspan=3>",
        "<br>",
        "-->",
    ),
    *(
        "<td colspan=2>",
        "<td rowspan=0>",
        "<td rowspan=-1>",
        "<td colspan=999>",
        "<td rowspan=65534>",
    ),
    *(
        '<td colspan="x">',
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<thead>",
        "<script>",
        "</script>",
        "<!--",
    ),
    *(
        "<style>",
        "&nbsp;",
        "&#x1F600;",
        "<table hidden>",
        "<col span=9>",
        "<caption>",
        "<td><table>",
    ),
)
WORDS = (
    *(
        "序号",
        "公开事项",
        "一级事项",
        "二级事项",
        "公开内容（要素）",
        "公开依据",
        "公开时限",
        "公开主体",
    ),
    *(
        "公开渠道和载体",
        "全社会",
        "主动",
        "县级",
        "索引号",
        "信息名称",
        "■政府网站 □其他",
        "√",
        "同上",
    ),
    *(
        "1",
        "《示例法》",
        "20个工作日内",
        "示例局",
        "注：说明",
        "一、小标题",
        "\ufffd",
        "",
        "\u200b",
        " ",
    ),
)
seeds = st.integers(0, 2**32)


def assert_is_read_soundly(data: bytes, name: str) -> None:
    recognition = recognise(data, name)
    assert recognition.tables or recognition.findings
    assert to_text(recognition, name)
    to_json(recognition)
    plan_files({name: data})


def damaged(rng: Random) -> tuple[bytes, str]:
    """A file of some format after damage."""
    name = rng.choice((*sorted(FILES), "目录.html", "片段.html", "片段.csv"))
    if name == "片段.html":
        return _pieces(rng, "", 300), name
    if name == "片段.csv":
        return _pieces(rng, rng.choice(",\t;"), 150), name
    data = FILES[name]
    if zipfile.is_zipfile(BytesIO(data)) and rng.random() < 0.85:
        return _with_other_parts(data, rng), name
    return (_other_markup if name.endswith("html") else _other_bytes)(data, rng), name


def _pieces(rng: Random, separator: str, most: int) -> bytes:
    between = (separator, separator, "\n", '"') if separator else TAGS
    pieces = [rng.choice(between) + rng.choice(WORDS) for _ in range(rng.randint(1, most))]
    return "".join(pieces).encode(rng.choice(("utf-8", "gb18030", "utf-16")), "replace")


def _with_other_parts(data: bytes, rng: Random) -> bytes:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = rng.choice(sorted(parts))
    kind = rng.randint(0, 9)
    if kind == 0:
        del parts[name]
    elif kind == 1:
        parts[name] = parts[rng.choice(sorted(parts))]
    else:
        parts[name] = _other_markup(parts[name], rng)
    return zipped(parts)


def _other_markup(data: bytes, rng: Random) -> bytes:
    """Other values of attributes and other texts, tags left out, tags at other places."""
    content = bytearray(data)
    for _ in range(rng.randint(1, 4)):
        pattern = rng.choice((rb'"([^"]*)"', rb">([^<]+)<", rb"(<[^>]*>)"))
        found = list(re.finditer(pattern, bytes(content)))
        if not found or rng.random() < 0.2:
            return _other_bytes(bytes(content), rng)
        start, end = rng.choice(found).span(1)
        first, last = rng.choice(found).span(1)
        copied = bytes(content[first:last]) * rng.choice((1, 1, 50))
        content[start:end] = rng.choice((*VALUES, copied, b"x" * 100_000))
    return bytes(content)


def _other_bytes(data: bytes, rng: Random) -> bytes:
    content = bytearray(data)
    for _ in range(rng.randint(1, 6)):
        place = rng.randint(0, len(content))
        copied = rng.randint(0, len(content))
        new = rng.choice((b"", rng.randbytes(4), bytes(content[copied : copied + 200])))
        # as often as not, what follows stays where it was
        content[place : place + rng.choice((0, 50, len(new), len(new)))] = new
    return bytes(content)


@settings(max_examples=60)
@given(seeds)
def test_damaged_files_are_read_soundly(seed: int) -> None:
    assert_is_read_soundly(*damaged(Random(seed)))


@pytest.mark.slow
@settings(max_examples=4000, deadline=None)
@given(seeds)
def test_many_damaged_files_are_read_soundly(seed: int) -> None:
    assert_is_read_soundly(*damaged(Random(seed)))


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.name)
def test_what_was_hard_once_is_read_soundly(path: Path) -> None:
    assert_is_read_soundly(path.read_bytes(), path.name)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(seeds)
def test_no_file_takes_much_time_or_room(seed: int) -> None:
    data, name = damaged(Random(seed))
    started = process_time()
    tracemalloc.start()
    try:
        recognise(data, name)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert most < BYTES
    assert process_time() - started < SECONDS
