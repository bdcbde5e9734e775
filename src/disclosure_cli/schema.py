"""JSON Schema files → fields, and the structural check of records.

A schema file is the only place where a field is defined: its names, labels, kind, order, choices, whether it is
public. Everything that shows, reads, stores or explains a field asks here.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, cast

from disclosure_cli.model import Data, Path, PublicData
from disclosure_cli.places import Labels

KINDS = (
    "settings",
    "unit",
    "guide",
    "item",
    "entry",
    "classes",
    "topics",
    "laws",
    "terms",
    "channels",
    "themes",
    "organs",
)
BOOLEANS = dict.fromkeys(("是", "true", "True", "yes"), True) | dict.fromkeys(
    ("否", "false", "False", "no"), False
)
_INTEGER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record, or of a block inside one.

    `kind` is one of text, date, choice, boolean, integer, texts (list), choices (list), block, blocks (list).
    `path` leads from the record to the field, without list indices. `ordered` says that the items of a list are steps.
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

    def walk(self) -> Iterator[Field]:
        """Yield this field and all inside it, outermost first."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, slots=True)
class Problem:
    """A breach of the schema, before it has a place and words: keyword, path, and what the keyword demands."""

    keyword: str
    path: Path
    value: Any = None
    demand: Any = None


@dataclass(frozen=True)
class Schema:
    """The schema of one kind of record. `document` has every reference put in place."""

    kind: str
    document: Mapping[str, Any]

    @property
    def title(self) -> str:
        """Return the kind's Chinese name."""
        return str(self.document["title"])

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """The fields of the record, in the order of the schema."""
        return _fields(self.document, (), (), public=True)

    @cached_property
    def labels(self) -> Labels:
        """How a file may spell each name."""
        return _labels(self.fields)

    @cached_property
    def _level(self) -> _Level:
        return _level(self.fields)

    @cached_property
    def keys(self) -> Mapping[str, frozenset[str]]:
        """Names and labels at any level → those of the fields inside; the record's own are under ''."""
        found = {"": _spellings(self.fields)}
        for field in (field for top in self.fields for field in top.walk()):
            for key in (field.name, field.label):
                found[key] = found.get(key, frozenset()) | _spellings(field.children)
        return found

    def field(self, path: Path) -> Field | None:
        """Return the field at a path (list indices are passed over), or None where there is none."""
        fields = self.fields
        found: Field | None = None
        for part in path:
            if isinstance(part, int):
                continue
            found = next((field for field in fields if field.name == part), None)
            if found is None:
                return None
            fields = found.children
        return found

    def check(self, raw: Mapping[str, Any]) -> tuple[Data, list[Problem]]:
        """Return a record under canonical names, and everything in which it breaks the schema.

        What the schema does not know is left out of the data and named as a problem; a wrong value stays.
        """
        found: list[tuple[list[str | int], Problem]] = []
        data = _canonical(raw, self._level, found)
        problems = [_placed(path, problem) for path, problem in found]
        if problems or not self._accept(data):
            problems += self._explain(data)
        return data, problems

    def breaches(self, data: Data) -> list[Problem]:
        """Return in what a record under canonical names breaks the schema."""
        return [] if self._accept(data) else self._explain(data)

    @cached_property
    def _accept(self) -> Callable[[Any], bool]:
        """Say quickly whether data is valid; what is wrong with data that is not, only `_authority` tells."""
        from jsonschema_rs import Draft202012Validator

        return Draft202012Validator(
            dict(self.document), formats=dict(FORMATS), validate_formats=True
        ).is_valid

    @cached_property
    def _authority(self) -> Any:
        import jsonschema

        checker = jsonschema.FormatChecker(formats=())
        for name, check in FORMATS.items():
            checker.checks(name)(check)
        return jsonschema.Draft202012Validator(self.document, format_checker=checker)

    def _explain(self, data: Data) -> list[Problem]:
        """Return the problems of data, one a place: a text of the wrong form is not also found to be too long."""
        found: dict[Path, Problem] = {}
        for error in self._authority.iter_errors(data):
            path = tuple(error.absolute_path)
            if error.validator == "required":
                missing = [name for name in error.validator_value if name not in error.instance]
                found |= {(*path, name): Problem("required", (*path, name)) for name in missing}
            elif error.validator == "not":
                *others, last = error.validator_value["required"]
                found[*path, last] = Problem(
                    "not", (*path, last), None, self._labels_at(path, others)
                )
            elif path not in found or error.validator == "type":
                found[path] = Problem(error.validator, path, error.instance, error.validator_value)
        return list(found.values())

    def _labels_at(self, path: Path, names: list[str]) -> tuple[str, ...]:
        fields = (self.field((*path, name)) for name in names)
        return tuple(field.label for field in fields if field is not None)

    @cached_property
    def _shown(self) -> _Shown:
        return _shown(self.fields)

    def public(self, data: Data) -> PublicData:
        """Return a record without its internal fields: the only form in which data may reach `build/site`."""
        return cast("PublicData", _public(data, self._shown))


class Schemas(Mapping[str, Schema]):
    """All schemas by kind of record."""

    def __init__(self, schemas: Mapping[str, Schema]) -> None:
        self._schemas = dict(schemas)

    def __getitem__(self, kind: str) -> Schema:
        return self._schemas[kind]

    def __iter__(self) -> Iterator[str]:
        return iter(self._schemas)

    def __len__(self) -> int:
        return len(self._schemas)


def parse(documents: Mapping[str, str], extensions: Mapping[str, str]) -> Schemas:
    """Return the schemas from the text of their files, by kind (`item`, …; `common` holds shared blocks).

    `extensions` are a workspace's additions: JSON objects with `properties` that a packaged schema does not
    have. Raises `ValueError` with a Chinese sentence where an extension is not that.
    """
    return _parsed(tuple(documents.items()), tuple(extensions.items()))


@lru_cache(maxsize=2)
def _parsed(
    documents: tuple[tuple[str, str], ...], extensions: tuple[tuple[str, str], ...]
) -> Schemas:
    """Do the work of `parse`, once for the same texts: a preview reads its workspace again and again."""
    loaded = {kind: json.loads(text) for kind, text in documents}
    for kind, text in extensions:
        _extend(loaded, kind, text)
    by_id = {document["$id"]: document for document in loaded.values()}
    return Schemas(
        {
            kind: Schema(kind, _inline(loaded[kind], loaded[kind], by_id))
            for kind in KINDS
            if kind in loaded
        }
    )


def _extend(loaded: dict[str, Any], kind: str, text: str) -> None:
    """Add a workspace's fields to a packaged schema. Raises `ValueError` where they are none, or not new."""
    name = f"{kind}.extension.json"
    if kind not in KINDS:
        raise ValueError(f"{name}：没有“{kind}”这种记录，可以增加字段的有：{'、'.join(KINDS)}")
    try:
        added = json.loads(text)["properties"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise ValueError(f"{name}：应当是有“properties”的JSON对象") from error
    for path in _faults(added, loaded["meta"]):
        raise ValueError(f"{name}：字段的写法不对（{path or 'properties'}）")
    existing = loaded[kind]["properties"]
    for field, definition in added.items():
        taken = {known["title"] for known in existing.values()} | set(existing)
        if {field, definition["title"]} & taken:
            both = f"{field}（{definition['title']}）"
            raise ValueError(f"{name}：字段“{both}”与已有的字段重名，只能增加，不能改动")
        existing[field] = definition


def _faults(added: Any, meta: Mapping[str, Any]) -> Iterator[str]:
    """Yield where added fields are not what our schemas may be, as `field/keyword`."""
    import jsonschema

    definitions = {"$defs": meta["$defs"], "$ref": "#/$defs/properties"}
    checker = jsonschema.FormatChecker(formats=())
    checker.checks("regex", raises=re.error)(lambda text: bool(re.compile(text)))
    for error in jsonschema.Draft202012Validator(definitions, format_checker=checker).iter_errors(
        added
    ):
        yield "/".join(map(str, error.absolute_path))


def _inline(node: Any, document: Mapping[str, Any], by_id: Mapping[str, Any]) -> Any:
    """Return a schema with every `$ref` replaced by what it refers to; its own siblings win."""
    if isinstance(node, list):
        return [_inline(item, document, by_id) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        identifier, _, pointer = node["$ref"].partition("#")
        home = by_id[identifier] if identifier else document
        target: Any = home
        for step in pointer.strip("/").split("/"):
            target = target[step]
        siblings = {key: value for key, value in node.items() if key != "$ref"}
        return _inline({**target, **siblings}, home, by_id)
    return {
        key: _inline(value, document, by_id)
        for key, value in node.items()
        if key not in {"$defs", "$id", "$schema"} or node is not document
    }


def _fields(
    schema: Mapping[str, Any],
    path: tuple[str, ...],
    labels: tuple[str, ...],
    *,
    public: bool,
) -> tuple[Field, ...]:
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
        reference=hints.get("ref"),
        grammar=hints.get("grammar"),
        maximum_length=inner.get("maxLength"),
        pattern=inner.get("pattern"),
        children=_fields(inner, path, here, public=public),
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


def _spellings(fields: tuple[Field, ...]) -> frozenset[str]:
    return frozenset(key for field in fields for key in (field.name, field.label))


def _labels(fields: tuple[Field, ...]) -> Labels:
    return {field.name: (field.label, _labels(field.children)) for field in fields}


@dataclass(frozen=True, slots=True, eq=False)
class _Level:
    """Names and labels of the fields of a record, or of those inside a field → (name, kind of a value that is not plain
    text, what is inside).
    """

    fields: Mapping[str, tuple[str, str | None, _Level]]


def _level(fields: tuple[Field, ...]) -> _Level:
    found: dict[str, tuple[str, str | None, _Level]] = {}
    for field in fields:
        kind = None if field.kind in {"text", "date", "choice"} else field.kind
        # Interned, names stay one object each also where records come from another process.
        entry = (sys.intern(field.name), kind, _level(field.children))
        found[field.name] = found[field.label] = entry
    return _Level(found)


def _canonical(
    raw: Mapping[str, Any],
    level: _Level,
    found: list[tuple[list[str | int], Problem]],
) -> dict[str, Any]:
    """Return a block under canonical names with typed values. Every value of a workspace passes here.

    Problems are handed up with the path below this block; each caller puts its own step in front.
    """
    data: dict[str, Any] = {}
    names = level.fields
    for key, value in raw.items():
        entry = names.get(key)
        if entry is None:
            found.append(([key], Problem("unknown", (), value, tuple(names))))
            continue
        name, kind, inner = entry
        if name in data:
            found.append(([key], Problem("both", (), value, name)))
        elif value is None or value == "":
            continue
        elif kind is None:
            data[name] = value
        else:
            before = len(found)
            typed = _typed(value, kind, inner, found)
            for path, _ in found[before:]:
                path.insert(0, name)
            if typed or typed is False or typed == 0:
                data[name] = typed
    return data


def _typed(
    value: Any,
    kind: str,
    inner: _Level,
    found: list[tuple[list[str | int], Problem]],
) -> Any:
    """Return a value that is not plain text as the type that the schema asks for, where it can be."""
    if isinstance(value, list):
        return _typed_items(value, inner, found) if kind == "blocks" else value
    if isinstance(value, dict):
        return _block(value, inner, found) if kind == "block" else value
    if kind == "boolean":
        return BOOLEANS.get(value, value)
    if kind == "integer" and _INTEGER.fullmatch(value):
        return int(value)
    return value


def _typed_items(
    values: list[Any], inner: _Level, found: list[tuple[list[str | int], Problem]]
) -> list[Any]:
    items = []
    for index, value in enumerate(values):
        before = len(found)
        items.append(_block(value, inner, found) if isinstance(value, dict) else value)
        for path, _ in found[before:]:
            path.insert(0, index)
    return items


def _block(
    raw: Mapping[str, Any], level: _Level, found: list[tuple[list[str | int], Problem]]
) -> dict[str, Any]:
    """Do what `_canonical` does for a block inside a record; equal ones of plain texts are one object."""
    try:
        data = _sound_block(tuple(raw.items()), level)
    except TypeError:  # There are lists or blocks in it.
        data = None
    return _canonical(raw, level, found) if data is None else data


# The records of a unit have nine blocks out of ten in common: who is responsible, how often something is updated.
@lru_cache(maxsize=2**14)
def _sound_block(items: tuple[tuple[str, Any], ...], level: _Level) -> dict[str, Any] | None:
    """Return a block without problems under canonical names, None for any other."""
    found: list[tuple[list[str | int], Problem]] = []
    data = _canonical(dict(items), level, found)
    return None if found else data


def _placed(path: list[str | int], problem: Problem) -> Problem:
    return Problem(problem.keyword, tuple(path), problem.value, problem.demand)


def _public(data: Mapping[str, Any], shown: _Shown) -> dict[str, Any]:
    return {
        name: value if inner is None else _public_blocks(value, inner)
        for name, inner in shown
        if (value := data.get(name)) is not None
    }


def _public_blocks(value: Any, inner: _Shown) -> Any:
    """Return a block, or the blocks of a list, without internal fields; what is no block stays out of a list."""
    if isinstance(value, dict):
        return _public(value, inner)
    if isinstance(value, list):
        return [_public(block, inner) for block in value if isinstance(block, dict)]
    return value


_Shown = tuple[tuple[str, "_Shown | None"], ...]
"""The names of the public fields at a level, with those inside a block or list of blocks."""


def _shown(fields: tuple[Field, ...]) -> _Shown:
    return tuple(
        (field.name, _shown(field.children) if field.kind in {"block", "blocks"} else None)
        for field in fields
        if field.public
    )


_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
_URI = re.compile(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?(/[^\s<>\"]*)?")


def is_date(value: object) -> bool:
    """Tell whether a text is a date of the calendar as `YYYY-MM-DD`; anything but text passes."""
    from datetime import date

    if not isinstance(value, str):
        return True
    if not _DATE.fullmatch(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def is_email(value: object) -> bool:
    """Tell whether a text is a bare e-mail address in ASCII; anything but text passes."""
    return not isinstance(value, str) or _EMAIL.fullmatch(value) is not None


def is_uri(value: object) -> bool:
    """Tell whether a text is an http(s) address; anything but text passes."""
    return not isinstance(value, str) or _URI.fullmatch(value) is not None


FORMATS: Mapping[str, Callable[[object], bool]] = {
    "date": is_date,
    "email": is_email,
    "uri": is_uri,
}
"""What each `format` that our schemas use demands."""
