"""What one unit gives to the files that all units share, so that these can be put together without its records."""

from __future__ import annotations

from typing import TypedDict

from disclosure_cli.compile.class_tree import ClassTree
from disclosure_cli.compile.data.linked_data import LinkedUnit, linked_unit
from disclosure_cli.compile.figures import Counted, count
from disclosure_cli.compile.site.feed import FeedEntry, newest_of
from disclosure_cli.compile.site.portal import UnitOnPortal, unit_on_portal
from disclosure_cli.compile.view import UnitView


class Share(TypedDict):
    """What is said of a unit where all units are spoken of; `newest` are its entries that may stand in the feed."""

    counted: Counted
    portal: UnitOnPortal
    newest: list[FeedEntry]
    linked: LinkedUnit


def share_of(view: UnitView, classes: ClassTree) -> Share:
    """Return what is said of a unit."""
    return {
        "counted": count(view, classes),
        "portal": unit_on_portal(view, classes),
        "newest": newest_of(view),
        "linked": linked_unit(view),
    }
