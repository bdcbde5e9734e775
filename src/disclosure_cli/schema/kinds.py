"""The kinds of record: where in a workspace each stands and, of a vocabulary, by what its records are known."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from disclosure_cli.folders import CATALOGS, SETTINGS_FILE, VOCABULARY_FOLDER
from disclosure_cli.reading import Shape


class KindOfRecord(NamedTuple):
    """A kind of record. A file holds one record of it or a list of them.

    `shared` is the file that all units share, `own` the files in a unit's folder; `key` is of a vocabulary the field
    by which its records are known.
    """

    shape: Shape
    shared: str = ""
    own: str = ""
    key: str = ""


def _vocabulary(name: str, key: str, *, own: bool = False) -> KindOfRecord:
    """Return a vocabulary, to which a unit may add its `own` records or not."""
    shared = f"{CATALOGS}/{VOCABULARY_FOLDER}/{name}.yaml"
    return KindOfRecord(Shape.LIST, shared, f"{name}.yaml" if own else "", key)


KINDS: Mapping[str, KindOfRecord] = {
    "settings": KindOfRecord(Shape.SINGLE, shared=SETTINGS_FILE),
    "unit": KindOfRecord(Shape.SINGLE, own="unit.yaml"),
    "guide": KindOfRecord(Shape.SINGLE, own="guide.yaml"),
    "item": KindOfRecord(Shape.LIST, own="items/*.yaml"),
    "entry": KindOfRecord(Shape.LIST, own="entries/*.yaml"),
    "classes": _vocabulary("classes", "code", own=True),
    "topics": _vocabulary("topics", "code"),
    "laws": _vocabulary("laws", "title", own=True),
    "terms": _vocabulary("terms", "preferred", own=True),
    "channels": _vocabulary("channels", "name"),
    "themes": _vocabulary("themes", "name"),
    "organs": _vocabulary("organs", "name", own=True),
}
VOCABULARY_KEYS = {name: kind.key for name, kind in KINDS.items() if kind.key}
"""Each vocabulary, and the field by which its records are known."""
UNIT_VOCABULARY = tuple(name for name in VOCABULARY_KEYS if KINDS[name].own)
"""The vocabularies to which a unit may add its own records."""
