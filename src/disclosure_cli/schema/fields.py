"""JSON Schema → fields: their names, labels, kinds, choices, and whether they are public."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from disclosure_cli.model import Path
from disclosure_cli.places import Labels


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record, or of a block inside one.

    `kind` is one of text, date, choice, boolean, integer, texts (list), choices (list), block, blocks (list).
    `path` leads from the record to the field, without list indices. `ordered` says that the items of a list are steps,
    `words` that they are single words, so that signs between them part them.
    """

    name: str
    label: str
    description: str
    example: Any
    kind: str
    path: tuple[str, ...]
    labels: tuple[str, ...]
    public: bool
    required: bool
    choices: tuple[str, ...] = ()
    width: int = 12
    long: bool = False
    ordered: bool = False
    words: bool = False
    reference: str | None = None
    grammar: str | None = None
    maximum_length: int | None = None
    pattern: str | None = None
    children: tuple[Field, ...] = ()

    @property
    def dotted(self) -> str:
        """Return the path as programs write it: `office.phone`."""
        return ".".join(self.path)

    @property
    def heading(self) -> str:
        """Return the path as people read it: `工作机构·电话`."""
        return "·".join(self.labels)

    @property
    def is_list(self) -> bool:
        """Tell whether the field holds several values."""
        return self.kind in {"texts", "choices", "blocks"}

    @property
    def holds_names(self) -> bool:
        """Tell whether a value is one of several names, or chosen from several, and no prose."""
        return bool(self.choices or self.reference or self.words or self.grammar == "levels")

    def walk(self) -> Iterator[Field]:
        """Yield this field and all inside it, outermost first."""
        yield self
        for child in self.children:
            yield from child.walk()


def fields_of(
    schema: Mapping[str, Any],
    path: tuple[str, ...],
    labels: tuple[str, ...],
    *,
    public: bool,
) -> tuple[Field, ...]:
    """Return the fields that a JSON Schema of an object defines, with those inside them.

    `path` and `labels` lead to the object; `public` tells whether it is.
    """
    required = frozenset(schema.get("required", ()))
    return tuple(
        _field(
            name,
            definition,
            (*path, name),
            labels,
            public=public,
            required=name in required,
        )
        for name, definition in schema.get("properties", {}).items()
    )


def _field(
    name: str,
    definition: Mapping[str, Any],
    path: tuple[str, ...],
    labels: tuple[str, ...],
    *,
    public: bool,
    required: bool,
) -> Field:
    hints = definition.get("x-disclose", {})
    public = public and bool(hints.get("public"))
    here = (*labels, definition["title"])
    inner = definition.get("items", {}) if definition["type"] == "array" else definition
    examples = definition.get("examples") or [None]
    return Field(
        name=name,
        label=definition["title"],
        description=definition["description"],
        example=examples[0],
        kind=_kind(definition),
        path=path,
        labels=here,
        public=public,
        required=required,
        choices=tuple(inner.get("enum", ())),
        width=hints.get("width", 12),
        long=hints.get("long", False),
        ordered=hints.get("ordered", False),
        words=hints.get("words", False),
        reference=hints.get("ref"),
        grammar=hints.get("grammar"),
        maximum_length=inner.get("maxLength"),
        pattern=inner.get("pattern"),
        children=fields_of(inner, path, here, public=public),
    )


def _kind(definition: Mapping[str, Any]) -> str:
    kind = definition["type"]
    if kind == "array":
        inner = definition["items"]
        return "blocks" if inner["type"] == "object" else "choices" if "enum" in inner else "texts"
    if kind == "object":
        return "block"
    if kind == "string":
        return (
            "choice"
            if "enum" in definition
            else "date"
            if definition.get("format") == "date"
            else "text"
        )
    return str(kind)


def put(data: dict[str, Any], path: Path, value: Any) -> None:
    """Put the value of a field into the data of a record, in the blocks that its path names."""
    *names, last = map(str, path)
    for name in names:
        data = data.setdefault(name, {})
    data[last] = value


def spellings(fields: tuple[Field, ...]) -> frozenset[str]:
    """Return the names and labels of fields."""
    return frozenset(key for field in fields for key in (field.name, field.label))


def labels_of(fields: tuple[Field, ...]) -> Labels:
    """Return name → label of fields, and the same of those inside them."""
    return {field.name: (field.label, labels_of(field.children)) for field in fields}
