"""The rows of a table as HTML: a large site has hundreds of thousands of cells, too many for a template."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from markupsafe import Markup, escape

from disclosure_cli.outputs.html_layout import BodyRow, Cell, pieces


def rows_as_html(rows: Iterable[BodyRow]) -> Markup:
    """Return rows as table rows, all texts escaped.

    On a narrow screen each row becomes a card; `data-label` names its cells there, `data-above` and `data-below` repeat
    what is merged into an earlier row.
    """
    escaped = lru_cache(maxsize=None)(lambda text: str(escape(text)))
    return Markup("".join([_row(row, escaped) for row in rows]))  # noqa: S704 - escaped piece by piece


def _row(row: BodyRow, escaped: Callable[[str], str]) -> str:
    told = (("id", row["anchor"]), ("data-above", row["above"]), ("data-below", row["below"]))
    attributes = "".join([f' {name}="{escaped(text)}"' for name, text in told if text])
    cells = "".join([_cell(cell, escaped) for cell in row["cells"]])
    return f"<tr{attributes}>\n{cells}</tr>\n"


def _cell(cell: Cell, escaped: Callable[[str], str]) -> str:
    label, kind, text, rows, href = cell
    if href:
        outside = ' rel="noopener"' if href == text else ""
        content = f'<a href="{escaped(href)}"{outside}>{escaped(text)}</a>'
    elif "boxes" in kind:
        content = _boxes(text, escaped)
    else:
        content = escaped(text)
    span = f' rowspan="{rows}"' if rows > 1 else ""
    if kind == "name":
        return f'<th scope="row"{span} data-label="{escaped(label)}">{content}</th>\n'
    marked = f' class="{kind}"' if kind else ""
    return f'<td{marked}{span} data-label="{escaped(label)}">{content}</td>\n'


def _boxes(text: str, escaped: Callable[[str], str]) -> str:
    return "".join(
        [
            f'<span class="ticked">{escaped(piece)}</span>' if ticked else escaped(piece)
            for piece, ticked in pieces(text)
        ]
    )
