"""What is reviewed before it is published: an item, an entry, or all items of a unit together."""

from __future__ import annotations

from dataclasses import dataclass

from disclosure_cli.facts.context import Context
from disclosure_cli.facts.records import item_of, mode_of
from disclosure_cli.model import Data, Record, Unit, block
from disclosure_cli.publishing.deciding import WITHHELD


@dataclass(frozen=True, slots=True)
class Subject:
    """An item or entry, or (`is_batch`) all items of a unit, whose profile is the record. `context` knows the unit."""

    record: Record
    context: Context
    is_batch: bool = False

    @property
    def unit(self) -> Unit:
        """The unit that publishes."""
        assert self.context.unit is not None
        return self.context.unit

    @property
    def item(self) -> Record | None:
        """The item that the record is, or that it belongs to."""
        if self.record.kind == "item":
            return self.record
        return item_of(self.record, self.context) if self.record.kind == "entry" else None

    @property
    def block(self) -> str:
        """The field that the review stands in."""
        return "item_review" if self.is_batch else "review"

    @property
    def signed(self) -> Data:
        """What has been decided so far."""
        return block(self.record.get(self.block))

    @property
    def title(self) -> str:
        """What is to be published."""
        if self.is_batch:
            return f"公开目录的事项（{sum(map(_is_covered, self.unit.items))}项）"
        return str(self.record.get("title", default=""))

    @property
    def name(self) -> str:
        """The record as a reader knows it."""
        return self.title if self.is_batch else self.record.subject

    @property
    def mode(self) -> str | None:
        """How it is to be published."""
        if self.record.kind == "entry":
            return mode_of(self.record, self.context)
        return str(self.record.get("mode", default="")) or None


def _is_covered(item: Record) -> bool:
    """Tell whether a review of all items together decides on an item: it is to be published, and has no other."""
    return "review" not in item.data and item.data.get("mode") != WITHHELD
