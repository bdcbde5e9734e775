"""The order in which lists have the records of a unit, wherever its files have them."""

from __future__ import annotations

from disclosure_cli.model import Record


def by_number(record: Record) -> tuple[bool, str, bool, str]:
    """Return what sorts items by class and number, and entries behind them by number; drafts are the last of theirs."""
    is_item = record.kind == "item"
    number = str(record.get("id" if is_item else "index") or "")
    code = str(record.get("class") or "").partition(" ")[0] if is_item else ""
    return not is_item, code, not number, number
