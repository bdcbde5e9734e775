"""What a page is laid out from: the sections of a document, and the geometry of a table as HTML draws it.

Nothing here knows of templates; they are handed plain data and decide what it looks like.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple, TypedDict

from disclosure_cli.document import NOTHING, Block, Column, Heading, Table
from disclosure_cli.outputs.column_shares import (
    half_widths,
    longest_line,
    longest_unbroken,
    shared_out,
)

_NARROW_COLUMNS = 3
_WIDE_CHARACTERS = 110
_SHORT = 16
_MOST_SPANNED = 12
_CODE = re.compile(r"[!-~]{1,20}")
# The room of a table in characters of half width, and what of it each column takes for its padding: of the first two
# sizes on a sheet of A4, of the last in a window, where it is narrower than on a sheet that lies.
_ROOM = {"narrow": (89, 1.8), "medium": (89, 1.8), "wide": (187, 2.0)}
_BESIDE = ("bars", "columns")
# What is a short line, in characters of half width, and what is one where not all of these find room.
_SHORT_LINES = (18, 12, 6)
_ROOM_FOR_SHORT = 0.75
_LEAST_LABEL, _LEAST_NAME = 4, 10
# Behind an enumeration comma, and around 和 where it is a word.
_PART = re.compile("(?<=、)|(?<=[^共、]{2})(?=和[^国谐平解])|(?<=[^共、]{2}和)(?=[^国谐平解])")
_BOX = re.compile("[■□]")
_TICKED = re.compile(r"(■[^■□\s]+)")
_ADDRESS = re.compile(r"https?://[\x21-\x7e]+")


class Section(TypedDict):
    """Blocks from one heading of the first level to the next. `wide`: it holds a table for a landscape sheet."""

    heading: Heading | None
    blocks: list[Block]
    wide: bool


def sections(blocks: Sequence[Block]) -> list[Section]:
    """Return the sections of a document; what stands before the first heading is a section without one, on the sheet
    of the first that has one.
    """
    found: list[Section] = []
    for block in blocks:
        if block["kind"] == "heading" and block["level"] == 1:
            found.append({"heading": block, "blocks": [], "wide": False})
            continue
        if not found:
            found.append({"heading": None, "blocks": [], "wide": False})
        found[-1]["blocks"].append(block)
        found[-1]["wide"] |= block["kind"] == "table" and _size(block["columns"]) == "wide"
    if len(found) > 1 and found[0]["heading"] is None:
        found[0]["wide"] |= found[1]["wide"]
    return found


def chapters(blocks: Sequence[Block]) -> list[Heading]:
    """Return the headings of a list of contents: those of the first level that one can be led to."""
    return [
        block
        for block in blocks
        if block["kind"] == "heading" and block["level"] == 1 and block["anchor"]
    ]


def is_address(text: str) -> bool:
    """Tell whether a text is a web address and nothing else, so that it may be linked."""
    return text.startswith("http") and _ADDRESS.fullmatch(text) is not None


def pieces(text: str) -> list[tuple[str, bool]]:
    """Return the pieces of a list of ticked and empty boxes, in order, and which of them are ticked."""
    return [(piece, piece[0] == "■") for piece in _TICKED.split(text) if piece]


class HeadCell(TypedDict):
    """A header cell and how many columns and rows it spans; `scope` is `col` or `colgroup`. `parts` are those of the
    label between which a line ends sooner than within one.
    """

    label: str
    parts: list[str]
    scope: str
    columns: int
    rows: int
    center: bool


class Cell(NamedTuple):
    """A body cell. `label` names it where the header is not shown; `rows` says how many it spans, 0 where the one above
    covers it; `href` where it leads, if anywhere.

    `kind` is `name` in the column that names the row, `count` in one that numbers rows, else any of `merged`, `again`
    (it says what the one above does, and is seen only on paper and where a row stands alone), `goes-on` (the one below
    says it again), `boxes` (ticked or not), `center`, `short` (a few characters on one line) and `code` (a date, a
    number), with spaces between.
    """

    label: str
    kind: str
    text: str
    rows: int
    href: str


class BodyRow(TypedDict):
    """A row. `above` and `below` repeat, as `label：text` lines, the merged cells that begin in an earlier row, for a
    narrow screen where each row stands alone: those before and those behind the cell that names the row.
    """

    anchor: str
    above: str
    below: str
    cells: list[Cell]


class Layout(TypedDict):
    """The geometry of a table: `size` is narrow, medium or wide; `groups` are the shares of the width, in per cent,
    of the columns of each column group; `empty` is what a table without rows says.
    """

    size: str
    groups: list[list[int]]
    head: list[list[HeadCell]]
    rows: list[BodyRow]
    empty: str


def layout(table: Table) -> Layout:
    """Lay a table out: the header in one or two rows, equal neighbours merged downwards, widths in per cent."""
    columns = table["columns"]
    groups = _groups(columns)
    texts: _Texts = list(zip(*table["rows"], strict=True)) or [()] * len(columns)
    is_beside = table.get("drawing", {}).get("form") in _BESIDE
    shares = iter(_shares(_widths(columns, texts, 2 if is_beside else 1)))
    return {
        "size": _size(columns),
        "groups": [[next(shares) for _ in group] for group in groups],
        "head": _head(groups),
        "rows": _rows(table, texts),
        "empty": table.get("empty", NOTHING),
    }


_Texts = Sequence[Sequence[str]]
"""The texts of a table column by column: what a column is like, each different text of it tells once."""


def _size(columns: Sequence[Column]) -> str:
    if sum(column["width"] for column in columns) > _WIDE_CHARACTERS:
        return "wide"
    return "narrow" if len(columns) <= _NARROW_COLUMNS else "medium"


def _groups(columns: Sequence[Column]) -> list[list[Column]]:
    """Return the columns as they stand under one heading: neighbours with the same group, every other one alone."""
    groups: list[list[Column]] = []
    for name, run in groupby(columns, key=lambda column: column.get("group", "")):
        neighbours = list(run)
        groups += [neighbours] if name else [[column] for column in neighbours]
    return groups


def _widths(columns: Sequence[Column], texts: _Texts, abreast: int) -> list[float]:
    """Return the widths of columns with their padding: as they are declared, but wide enough for short texts, for what
    must not be broken and for what names a row, and, where the texts of one are all short, no wider than they are. So
    many tables or drawings stand `abreast`.
    """
    whole, padding = _ROOM[_size(columns)]
    room = whole / abreast
    total = max(1.0, room - padding * len(columns))
    said = list(map(_said, texts))
    labels = [column["label"] for column in columns]
    longest = [longest_line(own) for own in said]
    least = [
        max(each, min(line, _LEAST_NAME)) if column.get("head") else each
        for column, line, each in zip(columns, longest, _least(said, longest, total), strict=True)
    ]
    full = map(max, longest, map(half_widths, labels))
    most = [] if _size(columns) == "wide" else [each + room / 100 for each in full]
    wanted = [column["width"] for column in columns]
    return [each + padding for each in shared_out(wanted, total, least, most)]


def _least(said: _Texts, longest: Sequence[float], total: float) -> list[float]:
    """Return how wide columns must be, each with a per cent more that rounding may take: what is short stands on one
    line, if all can have that, and what is to be unbroken is.
    """
    unbroken = list(map(longest_unbroken, said))
    for short in _SHORT_LINES:
        least = [
            max(_LEAST_LABEL, word, line if line <= short else short / 2) + total / 100
            for word, line in zip(unbroken, longest, strict=True)
        ]
        if sum(least) <= total * _ROOM_FOR_SHORT:
            break
    return least


def _said(texts: Sequence[str]) -> list[str]:
    return [text for text in set(texts) if text]


def _shares(widths: Sequence[float]) -> list[int]:
    """Return whole per cents in proportion to widths, together 100 (largest remainders), none below 1."""
    total = sum(widths) or 1
    exact = [width * 100 / total for width in widths]
    shares = [max(1, int(share)) for share in exact]
    by_remainder = sorted(range(len(widths)), key=lambda index: shares[index] - exact[index])
    for index in by_remainder[: max(0, 100 - sum(shares))]:
        shares[index] += 1
    return shares


def _head(groups: Sequence[Sequence[Column]]) -> list[list[HeadCell]]:
    height = 2 if any(group[0].get("group") for group in groups) else 1
    first: list[HeadCell] = []
    second: list[HeadCell] = []
    for group in groups:
        name = group[0].get("group", "")
        if name:
            first.append(_head_cell(name, "colgroup", columns=len(group), center=True))
            second += [_leaf(column) for column in group]
        else:
            first += [_leaf(column, height) for column in group]
    return [first, second] if second else [first]


def _leaf(column: Column, rows: int = 1) -> HeadCell:
    return _head_cell(column["label"], "col", rows=rows, center=column["align"] == "center")


def _head_cell(
    label: str, scope: str, *, center: bool, columns: int = 1, rows: int = 1
) -> HeadCell:
    parts = _PART.split(label)
    return {
        "label": label,
        "parts": parts,
        "scope": scope,
        "columns": columns,
        "rows": rows,
        "center": center,
    }


def _rows(table: Table, texts: _Texts) -> list[BodyRow]:
    columns = table["columns"]
    if not table["rows"]:
        return []
    kinds = _kinds(columns, texts)
    naming = kinds.index("name") if "name" in kinds else len(kinds)
    anchors = table["anchors"] or [""] * len(table["rows"])
    hrefs = table.get("hrefs", [])
    by_column = [
        _cells(column, kind, own, hrefs)
        for column, kind, own in zip(columns, kinds, texts, strict=True)
    ]
    merging = [place for place, column in enumerate(columns) if column.get("merge")]
    spanned = _is_spanned(table)
    for place in merging:
        merged = _spanned if spanned else _repeated
        by_column[place] = merged(by_column[place], texts[place])
    covering = bool(merging) and spanned
    rows: list[BodyRow] = []
    for anchor, *cells in zip(anchors, *by_column, strict=True):
        above = _told(cells[:naming]) if covering else ""
        below = _told(cells[naming:]) if covering else ""
        shown = [cell for cell in cells if cell.rows] if covering else cells
        rows.append({"anchor": anchor, "above": above, "below": below, "cells": shown})
    return rows


def _told(cells: Iterable[Cell]) -> str:
    """Return what earlier rows say for a row, a line for each cell."""
    return "\n".join([f"{cell.label}：{cell.text}" for cell in cells if not cell.rows])


def _cells(column: Column, kind: str, texts: Sequence[str], hrefs: Sequence[str]) -> list[Cell]:
    """Return the cells of a column, each row one."""
    label = _label(column)
    known = {
        text: Cell(label, kind, text, 1, text if is_address(text) else "") for text in set(texts)
    }
    cells = [known[text] for text in texts]
    if kind == "name" and hrefs:
        cells = [
            Cell(label, kind, text, 1, href or known[text].href)
            for text, href in zip(texts, hrefs, strict=True)
        ]
    return cells


def _is_spanned(table: Table) -> bool:
    """Tell whether equal neighbours are one cell. A browser prints such a cell only on the sheet on which it begins, so
    in a table of several sheets each row has its own.
    """
    return len(table["rows"]) <= _MOST_SPANNED and _size(table["columns"]) != "wide"


def _spanned(cells: Iterable[Cell], texts: Sequence[str]) -> list[Cell]:
    """Return the cells of a merging column, each as many rows high as it is said in."""
    return [cell._replace(rows=rows) for cell, rows in zip(cells, _spans(texts), strict=True)]


def _repeated(cells: Iterable[Cell], texts: Sequence[str]) -> list[Cell]:
    """Return the cells of a merging column, those marked that the one above or below says again."""
    repeats = [not rows for rows in _spans(texts)]
    return [
        _marked(cell, again=again, goes_on=goes_on)
        for cell, again, goes_on in zip(cells, repeats, [*repeats[1:], False], strict=True)
    ]


def _marked(cell: Cell, *, again: bool, goes_on: bool) -> Cell:
    kind = f"{cell.kind}{' again' if again else ''}{' goes-on' if goes_on else ''}"
    return cell._replace(kind=kind)


def _label(column: Column) -> str:
    """Return what names a cell away from the header; a merged column's label is plain enough without its group."""
    group = "" if column.get("merge") else column.get("group", "")
    return f"{group}·{column['label']}" if group else column["label"]


def _kinds(columns: Sequence[Column], texts: _Texts) -> list[str]:
    """Return what the cells of each column are; without a head, the first that neither merges nor counts is one."""
    kinds: list[str] = []
    headed = any(column.get("head") for column in columns)
    for column, own in zip(columns, texts, strict=True):
        if not kinds and _counts(own):
            kinds.append("count")
        elif column.get("head") or not (headed or column.get("merge") or "name" in kinds):
            kinds.append("name")
        else:
            kinds.append(_style(column, own))
    return kinds


def _counts(texts: Sequence[str]) -> bool:
    """Tell whether the texts of the first column only number the rows; such a column is no name for a row."""
    return bool(texts) and all(text == str(number) for number, text in enumerate(texts, 1))


def _style(column: Column, texts: Sequence[str]) -> str:
    said = _said(texts)
    short = bool(said) and not any(map(_is_long, said))
    styles = {
        "merged": column.get("merge", False),
        "boxes": bool(said) and all(_BOX.search(text) for text in said),
        "center": column["align"] == "center",
        "short": short,
        "code": short and all(map(_CODE.fullmatch, said)),
    }
    return " ".join(name for name, applies in styles.items() if applies)


def _is_long(text: str) -> bool:
    return len(text) > _SHORT or "\n" in text


def _spans(texts: Sequence[str]) -> list[int]:
    """Return how many rows each cell of a merging column covers, 0 for one that the cell above covers.

    Empty cells are not merged: they say that something is missing in each row.
    """
    spans: list[int] = []
    for text, run in groupby(texts):
        count = len(list(run))
        spans += [count, *[0] * (count - 1)] if text else [1] * count
    return spans
