"""The rows of tables and lists as HTML: a large site has hundreds of thousands of cells, too many for a template."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from markupsafe import Markup

from disclosure_cli.outputs.html.layout import BodyRow, Cell, is_address

# A browser would break hours, a phone number or an index number behind its hyphen.
_NUMBER = re.compile(r"(?<![!-~])[0-9A-Z:/]{1,16}-[0-9:]{1,16}(?:-[0-9]{1,8})?(?![!-~])")
# Where a day stands alone there is room for it.
_LONGEST_DATE = 10

# It would part a box from what it is a box for.
_BOX = re.compile(r"[■□][^■□\s]+")


@lru_cache(maxsize=4_096)
def escaped(text: str) -> str:
    """Return a text as HTML, in an attribute or between tags, as templates do; most texts of a unit come again.

    What is HTML already, as a template's own text may be, is left as it is.
    """
    if isinstance(text, Markup):
        return str(text)
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&#34;").replace("'", "&#39;")


@lru_cache(maxsize=4_096)
def _written(text: str) -> str:
    """Return a text as HTML in which hours and numbers are not broken."""
    written = escaped(text)
    if "-" not in text or len(text) <= _LONGEST_DATE:
        return written
    return _NUMBER.sub(r'<span class="whole">\g<0></span>', written)


def text_as_html(text: str) -> Markup:
    """Return a text as HTML in which hours and numbers are not broken."""
    return Markup(_written(text))  # noqa: S704 - escaped


def rows_as_html(rows: Iterable[BodyRow]) -> Markup:
    """Return rows as table rows, all texts escaped.

    On a narrow screen each row becomes a card; `data-label` names its cells there, `data-above` and `data-below` repeat
    what is merged into an earlier row.
    """
    # Most cells of a column are like one above them.
    cell_as_html = lru_cache(maxsize=None)(_cell)
    return Markup("".join([_row(row, cell_as_html) for row in rows]))  # noqa: S704 - escaped piece by piece


def facts_as_html(facts: Iterable[tuple[str, str]]) -> Markup:
    """Return labels and texts as the rows of a table; a text that is a web address leads there."""
    rows = [
        f'<tr><th scope="row">{escaped(label)}</th><td>{_linked(text)}</td></tr>\n'
        for label, text in facts
    ]
    return Markup("".join(rows))  # noqa: S704 - escaped piece by piece


def _linked(text: str) -> str:
    if not is_address(text):
        return _written(text)
    address = escaped(text)
    return f'<a href="{address}" rel="noopener">{address}</a>'


def terms_as_html(facts: Iterable[tuple[str, str]]) -> Markup:
    """Return labels and texts as the terms of a list."""
    terms = [
        f"<div><dt>{escaped(label)}</dt><dd>{_written(text)}</dd></div>\n" for label, text in facts
    ]
    return Markup("".join(terms))  # noqa: S704 - escaped piece by piece


def _row(row: BodyRow, cell_as_html: Callable[[Cell], str]) -> str:
    anchor = f' id="{escaped(row["anchor"])}"' if row["anchor"] else ""
    above = f' data-above="{escaped(row["above"])}"' if row["above"] else ""
    below = f' data-below="{escaped(row["below"])}"' if row["below"] else ""
    return f"<tr{anchor}{above}{below}>\n{''.join(map(cell_as_html, row['cells']))}</tr>\n"


def _cell(cell: Cell) -> str:
    label, kind, text, rows, href = cell
    start, end = _tags(label, kind, rows)
    if href:
        outside = ' rel="noopener"' if href == text else ""
        return f'{start}<a href="{escaped(href)}"{outside}>{escaped(text)}</a>{end}'
    return f"{start}{_boxes(text) if 'boxes' in kind else _written(text)}{end}"


@lru_cache(maxsize=1_024)
def _tags(label: str, kind: str, rows: int) -> tuple[str, str]:
    span = f' rowspan="{rows}"' if rows > 1 else ""
    if kind == "name":
        return f'<th scope="row"{span} data-label="{escaped(label)}">', "</th>\n"
    marked = f' class="{kind}"' if kind else ""
    return f'<td{marked}{span} data-label="{escaped(label)}">', "</td>\n"


def _boxes(text: str) -> str:
    return _BOX.sub(_kept_together, escaped(text))


def _kept_together(box: re.Match[str]) -> str:
    ticked = ' class="ticked"' if box[0][0] == "■" else ""
    return f"<span{ticked}>{box[0]}</span>"
