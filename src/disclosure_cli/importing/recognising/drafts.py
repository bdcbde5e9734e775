"""A column while its field is being decided: its labels, its cells, and what both speak for."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from disclosure_cli.importing.recognising import labels
from disclosure_cli.importing.recognising.evidence import Evidence
from disclosure_cli.importing.recognising.headers import LeafColumn
from disclosure_cli.importing.recognising.labels import LabelRole, TableKind
from disclosure_cli.importing.recognising.lexicon import LEVEL_GROUP, OTHER

# which look of a cell speaks for a field, where the two have different names
_TESTS = {
    "index": "index",
    "doc_no": "doc_no",
    "created": "date",
    "published": "date",
    "effective": "date",
    "validity_until": "date",
    "issuer": "publisher",
    LEVEL_GROUP: "level",
}
SIGNATURES = (
    *("seq", "basis", "time_limit", "publisher", "channels", "mode", "audience"),
    LEVEL_GROUP,
)
"""Fields of items whose cells have a look of their own, so that content speaks for or against."""

LOUD = ("tick", "channels", "time_limit", "basis", "seq")
"""Looks that are hardly ever met by chance."""

_DAMAGE = re.compile(r"[?？�□■◆*#0-9]|^[^\u3400-\u9fff]*$")


@dataclass(frozen=True, slots=True)
class Assignment:
    """The field of a column and how sure that is, from 0 to 1.

    ``channel`` is the channel's name where each channel has a tick column of its own.
    """

    field: str
    confidence: float
    channel: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A column without a field. ``doubled`` when another column has the same label under the same headings."""

    position: int
    leaf: LeafColumn
    evidence: Evidence
    doubled: bool
    kind: TableKind

    @property
    def label(self) -> str:
        """The lowest label as it stands."""
        return self.leaf.label

    @property
    def name(self) -> str:
        """The lowest label without spaces."""
        return plain_label(self.label)

    @property
    def parents(self) -> tuple[str, ...]:
        """The headings over the column."""
        return self.leaf.path[:-1]

    @property
    def roles(self) -> tuple[LabelRole, ...]:
        """What the label means when it is clean."""
        return labels.label_roles(self.label, self.kind)

    @property
    def likely_roles(self) -> tuple[LabelRole, ...]:
        """What the label means, else what it resembles."""
        return self.roles or labels.similar_roles(self.label, self.kind)

    @property
    def lost(self) -> bool:
        """Whether the label tells nothing: none, damaged, or the same as another column's."""
        if self.extra:
            return False
        unknown = not self.roles and not labels.is_sublabel(self.label)
        return self.doubled or (
            unknown and (len(self.name) <= 1 or _DAMAGE.search(self.name) is not None)
        )

    @property
    def extra(self) -> bool:
        """Whether the label is known to be no field (备注), however often it stands there."""
        return bool(self.roles) and all(role.role == OTHER for role in self.roles)

    @property
    def ticks(self) -> bool:
        """Whether the cells are ticks or nothing."""
        return self.evidence.empty or self.share("tick") >= 0.6

    @property
    def loudest(self) -> str:
        """The look that most of the cells have."""
        return max(LOUD, key=self.share)

    def share(self, field: str) -> float:
        """The share of the cells that look like the field."""
        return self.evidence.share(_TESTS.get(field, field))

    def tested(self, field: str) -> bool:
        """Whether cells of the field have a look of their own."""
        return field in SIGNATURES or field in _TESTS

    def has_role(self, role: str) -> bool:
        """Whether the label means or resembles the role."""
        return any(known.role == role for known in self.likely_roles)


def make_drafts(
    leaves: Sequence[LeafColumn], evidence: Sequence[Evidence], kind: TableKind
) -> list[Draft]:
    """The columns of a table, none decided yet."""
    labelled = [tuple(map(plain_label, leaf.path)) or ("",) for leaf in leaves]
    doubles = Counter(labelled)
    return [
        Draft(position, leaf, proof, doubles[labelled[position]] > 1, kind)
        for position, (leaf, proof) in enumerate(zip(leaves, evidence, strict=True))
    ]


def plain_label(text: str) -> str:
    """The label as it stands, without any spaces."""
    return "".join(text.split())
