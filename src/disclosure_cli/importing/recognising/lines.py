"""The lines around and between the items of a table: headings, notes, titles, index blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, NamedTuple

from disclosure_cli.importing.grid import Cell, Grid, GridRow, Line
from disclosure_cli.importing.recognising import labels
from disclosure_cli.importing.recognising.headers import all_cells, own_cells
from disclosure_cli.importing.text import compact, tick, unwrap

LineKind = Literal["data", "heading", "note"]

_NOTE_START = re.compile(
    r"^[(（【\[*＊※]?\s*(?:备\s*注|附\s*注|说\s*明|注释|注意|注|要素说明|填表说明|填报说明|编制说明|填写说明|有关说明)"
    r"(?:[0-9一二三四五]{0,2}\s*[:：.、．】\])）]|\s*$|\n)|^[※＊*]"
)
_SIGNATURE = re.compile(
    r"^(?:填表|制表|填报|编制|审核|审批|签发|联系|报送|单位|日期|负责|时间|电话|主管|经办|盖章)[^:：]{0,8}[:：]"
)
_DAY = re.compile(r"(?:19|20)[0-9]{2}[-/.年][0-9]{1,2}(?:[-/.月](?:[0-9]{1,2}日?)?)?")
_NUMBERED = re.compile(
    r"^(?:第[一二三四五六七八九十百0-9]+[章节部分类篇]|[一二三四五六七八九十]{1,3}[、.．:：]|[(（][一二三四五六七八九十0-9]{1,3}[)）])"
)
_NUMERAL = re.compile(r"^[(（]?(?:[一二三四五六七八九十]{1,3}|[ⅠⅡⅢⅣⅤⅥIVX]{1,4})[)）]?[、.．]?$")
_TOTAL = re.compile(r"^(?:合计|总计|小计|共计|总数)(?:\s*[:：].*|[0-9]*[项条个]?)?$")
_KEY_VALUE = re.compile(r"^[^:：,，。;；]{1,10}[:：]")
_APPENDIX = re.compile(
    r"^附\s*[件表录]\s*[0-9一二三四五六七八九十]*(?:[-－][0-9]+)?\s*[:：.、．]?\s*"
)
_TITLE_END = re.compile(
    r"(?:目录|清单|一览表|公开表|事项表|标准表|明细表|汇总表|公示表|统计表|台账|目录表)"
    r"(?:[(（【\[].*[)）】\]]|[0-9]{4}年.*|试行)?$"
)
_BRACKETED = re.compile(r"^[(（【\[].*[)）】\]]$")

MAX_HEADING = 60
MIN_ITEM_WIDTH = 5
"""A table at least so wide says more of an item than its name."""
MAX_LEADS = 8
"""So many paragraphs before a table may belong to it; a page's text further up does not."""


class Title(NamedTuple):
    """The title among the lines above a table, and the lines that are not the title."""

    where: str
    text: str
    rest: tuple[Line, ...]


def classify(row: GridRow, first: int, last: int) -> LineKind:
    """What a row below a header is, its table lying from column ``first`` to ``last`` (from 0)."""
    own, every = own_cells(row), all_cells(row)
    width = last - first + 1
    leading = own[0]
    alone = len(every) == 1
    if _NOTE_START.match(leading.text) and (
        alone or (len(own) <= 2 and leading.column - 1 <= first)
    ):
        return "note"
    if len(own) == len(every) and _is_signed([cell.text for cell in own]):
        return "note"
    if _TOTAL.match(compact(leading.text)) and len(own) * 2 <= width:
        return "note"
    if alone:
        return _alone(leading, first, width)
    if len(every) == 2 == len(own) and _NUMERAL.match(compact(leading.text)):
        # 一 | 机构信息, and nothing else in a table that has more to say of an item
        return "heading" if width >= MIN_ITEM_WIDTH and len(own[1].text) <= MAX_HEADING else "data"
    return "data"


def _is_signed(texts: Sequence[str]) -> bool:
    """Whether texts are those below a table: who made it, and when."""
    said = [text for text in texts if not _DAY.fullmatch(compact(text))]
    return bool(said) and all(map(_SIGNATURE.match, said))


def _alone(cell: Cell, first: int, width: int) -> LineKind:
    """A row with one cell: a heading across the table, a long note, or one field of an item."""
    across = cell.column_span * 2 >= width and cell.column_span > 1
    at_start = cell.column - 1 <= first
    if not (across or at_start) or tick(cell.text) is not None:
        return "data"
    flat = compact(cell.text)
    if len(flat) > MAX_HEADING or (flat.endswith("。") and not _NUMBERED.match(flat)):
        return "note"
    return "heading"


def is_note(line: Line) -> bool:
    """Whether the line says that it is a note (备注：…, 填表说明 …)."""
    return _NOTE_START.match(line.text) is not None


def heading_text(row: GridRow) -> str:
    """The heading as one line."""
    return " ".join(unwrap(cell.text) for cell in own_cells(row))


def row_lines(grid: Grid, row: GridRow) -> tuple[Line, ...]:
    """Each cell that begins in the row as a line with its place."""
    return tuple(Line(grid.place(cell), cell.text) for cell in own_cells(row))


def find_title(lines: Sequence[Line]) -> Title:
    """The title is the last line that ends like one (…目录, …清单); else the last that could be."""
    named = [line for line in lines if _TITLE_END.search(_title_text(line)) and _may_be_title(line)]
    possible = named or [line for line in lines if _may_be_title(line)]
    if not possible:
        return Title("", "", tuple(lines))
    chosen = possible[-1]
    text = unwrap(chosen.text)
    appendix = _APPENDIX.match(text)
    rest = [line for line in lines if line is not chosen]
    if appendix and appendix[0].strip():
        rest.insert(0, Line(chosen.where, appendix[0].strip()))
        text = text[appendix.end() :]
    return Title(chosen.where, text, tuple(rest))


def _title_text(line: Line) -> str:
    return compact(_APPENDIX.sub("", line.text))


def _may_be_title(line: Line) -> bool:
    flat = _title_text(line)
    return (
        2 <= len(flat) <= MAX_HEADING
        and not _KEY_VALUE.match(flat)
        and not _NOTE_START.match(line.text)
        and not _BRACKETED.match(flat)
        and not flat.endswith("。")
        and not labels.is_label(flat)
    )
