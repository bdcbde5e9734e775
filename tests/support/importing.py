"""A file as the import reads it, in one step."""

from __future__ import annotations

from disclosure_cli.cli.importing_sheets import read_content
from disclosure_cli.importing.recognising.files import recognise_grids
from disclosure_cli.importing.recognising.recognised import Recognition


def recognise(data: bytes, name: str) -> Recognition:
    """Return the tables of a published catalog, from the bytes of the file; `name` is for messages."""
    content = read_content(data, name)
    if not content.is_readable:
        return Recognition((), content.said)
    return recognise_grids(content.grids, content.said, name)
