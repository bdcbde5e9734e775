"""The dry run as JSON, an interface for other tools.

::

    {"tables": [{"where", "title", "kind", "columns", "records", "notes"}], "findings": []}

column
    ``index`` from 0 among the leaf columns · ``header`` all labels from the top, joined by · ·
    ``field`` · ``confidence`` 0 to 1 · ``where`` the label's cell
record
    ``where`` its first cell · ``section`` the heading above it · ``continues`` true when it belongs
    to the item of the row above · ``values`` field → the text that stood there, merged cells and
    同上 filled in · ``channels`` ``used``, ``unused`` and ``unmarked``, names as they stand there
finding
    ``code`` · ``where`` · ``message`` · ``hint`` · ``doubtful``

``field`` is one of ``seq``, ``class.1`` … ``class.5``, ``title``, ``elements``, ``basis``,
``time_limit``, ``publisher``, ``channels``, ``audience.all``, ``audience.group``, ``audience``,
``mode.active``, ``mode.request``, ``mode``, ``level:<label>``, ``other:<label>``. The deepest class
level is the ``title`` unless a column of its own holds the item's name. Tables of published
information have ``index``, ``item``, ``title``, ``summary``, ``created``, ``published``, ``effective``,
``doc_no``, ``issuer``, ``theme``, ``genre``, ``keywords``, ``validity``, ``validity_until``,
``normative``, ``url``, and ``class.n``, ``mode``, ``channels``, ``seq``, ``other:<label>`` as above.
Contact blocks of guides have ``contact.name``, ``contact.address``, ``contact.hours``,
``contact.phone``, ``contact.fax``, ``contact.postcode``, ``contact.email``, ``contact.website``.
``kind`` is ``items``, ``entries`` or ``contacts``; notes are texts.
"""

from __future__ import annotations

from typing import Any

from disclosure_cli.importing.findings import Finding
from disclosure_cli.importing.recognising.recognised import Column, Recognition, Record, Table


def to_json(recognition: Recognition) -> dict[str, Any]:
    """The recognition as values that ``json.dumps`` takes."""
    return {
        "tables": [_table(table) for table in recognition.tables],
        "findings": [finding_json(finding) for finding in recognition.findings],
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "where": table.where,
        "title": table.title,
        "kind": table.kind,
        "columns": [_column(column) for column in table.columns],
        "records": [_record(record) for record in table.records],
        "notes": [note.text for note in table.notes],
    }


def _column(column: Column) -> dict[str, Any]:
    return {
        "index": column.index,
        "header": column.header,
        "field": column.field,
        "confidence": column.confidence,
        "where": column.where,
    }


def _record(record: Record) -> dict[str, Any]:
    return {
        "where": record.where,
        "section": record.section,
        "continues": record.continues,
        "values": dict(record.values),
        "channels": {
            "used": list(record.channels.used),
            "unused": list(record.channels.unused),
            "unmarked": list(record.channels.unmarked),
        },
    }


def finding_json(said: Finding) -> dict[str, Any]:
    """A finding as values."""
    return {
        "code": said.code,
        "where": said.where,
        "message": said.message,
        "hint": said.hint,
        "doubtful": said.doubtful,
    }
