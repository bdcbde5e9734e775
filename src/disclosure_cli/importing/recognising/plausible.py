"""Whether a table with known labels is a catalog at all: many other tables have a name, a date and a unit.

Lists of staff, of fees, of meetings and of tasks share labels with catalogs. A catalog says of what it lists how it is
made public: on what basis, when, by whom, where, to whom.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure_cli.importing.recognising import labels
from disclosure_cli.importing.recognising.records import Layout
from disclosure_cli.importing.text import compact

_TELLING = ("class", "elements", "basis", "time_limit", "publisher", "channels", "audience", "mode")
_LEVEL = "level"
_OF_ENTRIES = frozenset(
    (
        *("index", "summary", "created", "published", "effective", "doc_no", "issuer", "theme"),
        *("genre", "keywords", "validity", "validity_until", "url", "normative", "mode"),
    )
)
_ENOUGH = 3
_COUNT = re.compile("(?:公开)?事项(?:总?数量?|[(]项[)])$")
_TITLE = re.compile("(?<!未)(?<!不予)公开.{0,20}(?:目录|清单|事项|一览|表$)")


def is_catalog(layout: Layout, titles: Sequence[str]) -> bool:
    """Whether columns are those of a catalog; ``titles`` stand above the table or name its sheet."""
    fields = {_kind_of(column.field) for column in layout.columns}
    if labels.table_kind(tuple(text for leaf in layout.leaves for text in leaf.path)) == "entries":
        return "index" in fields or ("title" in fields and len(fields & _OF_ENTRIES) >= 2)
    if any(_COUNT.match(compact(leaf.label)) for leaf in layout.leaves):
        # An index to catalogs, or figures about them: what is counted is listed elsewhere.
        return False
    told = len(fields & {*_TELLING, _LEVEL})
    named = bool(fields & {"title", "class"})
    public = sum(any("公开" in compact(part) for part in leaf.path) for leaf in layout.leaves)
    public += sum(labels.class_level(leaf.label) > 0 for leaf in layout.leaves)
    if public >= 2:
        return told >= 1 and (named or "elements" in fields)
    called = any(_TITLE.search(compact(title)) for title in titles)
    return named and told >= (1 if called else 2 if public else _ENOUGH)


def _kind_of(field: str) -> str:
    return field.partition(".")[0].partition(":")[0]
