"""Schemas of the kinds of records: their fields, the structural check, and what of a record is public.

A schema is the only place where a field is defined. Everything that shows, reads, stores or explains a field asks here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

from disclosure_cli.model import Data, Path, PublicData
from disclosure_cli.places import Labels
from disclosure_cli.schema.fields import Field, fields_of, labels_of, spellings
from disclosure_cli.schema.formats import FORMATS
from disclosure_cli.schema.typed import Level, Problem, level_of, typed_record


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
        return fields_of(self.document, (), (), public=True)

    @cached_property
    def labels(self) -> Labels:
        """How a file may spell each name."""
        return labels_of(self.fields)

    @cached_property
    def _level(self) -> Level:
        return level_of(self.fields)

    @cached_property
    def keys(self) -> Mapping[str, frozenset[str]]:
        """Names and labels at any level → those of the fields inside; the record's own are under ''."""
        found = {"": spellings(self.fields)}
        for field in (field for top in self.fields for field in top.walk()):
            for key in (field.name, field.label):
                found[key] = found.get(key, frozenset()) | spellings(field.children)
        return found

    @cached_property
    def keys_of_names(self) -> frozenset[str]:
        """Names and labels of the fields that hold a list of names."""
        every = (field for top in self.fields for field in top.walk())
        return spellings(tuple(field for field in every if field.is_list and field.holds_names))

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
        data, problems = typed_record(raw, self._level)
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
