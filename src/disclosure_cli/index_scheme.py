"""The workspace's scheme of index numbers: what one looks like and what its parts are."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from disclosure_cli.grammar import identifiers
from disclosure_cli.model import Record

STANDARD_PATTERN = "{前段码}/{年}-{流水号:5}"
"""The form of the 2009 national catalog guide."""
PREFIX = "前段码"
"""The code of the publisher, as patterns name it."""
_SERIAL = "流水号"
_SERIAL_DIGITS = 5
_PLACEHOLDER = re.compile(r"\{([^}:]+)(?::(\d+))?\}")
_PARTS = {
    PREFIX: "[0-9A-Z-]+",
    "分类": r"\d+",
    "年": r"(?:19|20)\d\d",
    "月": r"(?:0[1-9]|1[0-2])",
    "日": r"(?:0[1-9]|[12]\d|3[01])",
}
_GROUPS = {PREFIX: "prefix", "年": "year", _SERIAL: "serial"}
"""The parts that are asked for, and their names when an index number is read."""
ORGANISATION_CODE, CREDIT_CODE = "组织机构代码", "统一社会信用代码"
EITHER_CODE = f"{ORGANISATION_CODE}或者{CREDIT_CODE}"
"""What stands in front where the settings say nothing."""
_ORGANISATION, _CREDIT = "[0-9A-Z]{8}[0-9X]", "[0-9A-HJ-NP-RTUWXY]{18}"
_PREFIXES = {
    ORGANISATION_CODE: _ORGANISATION,
    CREDIT_CODE: _CREDIT,
    EITHER_CODE: f"{_ORGANISATION}|{_CREDIT}",
    "行政区划代码": r"\d{6}|\d{10}|\d{12}",
}


@dataclass(frozen=True)
class IndexScheme:
    """How index numbers are made. `kind` says which code stands in front, `year_from` which date gives the year."""

    kind: str = EITHER_CODE
    pattern: str = STANDARD_PATTERN
    year_from: str = "created"

    @property
    def wording(self) -> str:
        """Describe the scheme for a hint."""
        return self.pattern.replace(
            "{前段码}", f"{{{self.kind}}}" if self.kind in _PREFIXES else "{前段码}"
        )

    @property
    def has_serial(self) -> bool:
        """Tell whether numbers of the scheme go on for ever, so that new ones can be made."""
        return any(match[1] == _SERIAL for match in _PLACEHOLDER.finditer(self.pattern))

    @cached_property
    def _shape(self) -> re.Pattern[str]:
        named: set[str] = set()

        def part(name: str, width: str | None) -> str:
            pattern = self._part(name, width)
            if name not in _GROUPS or name in named:
                return f"(?:{pattern})"
            named.add(name)
            return f"(?P<{_GROUPS[name]}>{pattern})"

        return re.compile(self._filled(part, re.escape), re.ASCII)

    def _filled(
        self, part: Callable[[str, str | None], str], text: Callable[[str], str] = str
    ) -> str:
        """Return the pattern with something in the place of each part, and of the text between."""
        pieces = []
        position = 0
        for match in _PLACEHOLDER.finditer(self.pattern):
            pieces += [text(self.pattern[position : match.start()]), part(match[1], match[2])]
            position = match.end()
        return "".join([*pieces, text(self.pattern[position:])])

    def _part(self, name: str, width: str | None) -> str:
        if name == _SERIAL:
            digits = int(width or _SERIAL_DIGITS)
            return rf"\d{{{digits}}}|[1-9]\d{{{digits},}}"
        if name == PREFIX:
            return _PREFIXES.get(self.kind, _PARTS[name])
        return _PARTS.get(name, re.escape(name))

    def read(self, text: str) -> dict[str, str] | None:
        """Return prefix, year and serial of an index number, or None when it is not of this scheme."""
        match = self._shape.fullmatch(text)
        if match is None or set(match.groupdict().get("serial") or "1") == {"0"}:
            return None
        return match.groupdict()

    def parts_of(self, text: str) -> tuple[str, ...]:
        """Return what the parts of an index number are, in their order: 年, 流水号 … None where not of the scheme.

        What stands in front goes by the kind of code that it is, where the scheme says.
        """
        read = self.read(text)
        if read is None:
            return ()
        named = (match[1] for match in _PLACEHOLDER.finditer(self.pattern))
        return tuple(
            self._kind_of(read["prefix"]) if name == PREFIX else name
            for name in named
            if name in _PARTS or name == _SERIAL
        )

    def _kind_of(self, prefix: str) -> str:
        """Return which code a prefix is."""
        kinds = (ORGANISATION_CODE, CREDIT_CODE) if self.kind == EITHER_CODE else (self.kind,)
        shapes = ((kind, _PREFIXES.get(kind)) for kind in kinds)
        return next(
            (kind for kind, shape in shapes if shape and re.fullmatch(shape, prefix)), PREFIX
        )

    def has_prefix(self, text: str, prefix: object) -> bool:
        """Tell whether an index number is of this scheme, with a unit's prefix in front where the scheme has one."""
        parts = self.read(text)
        return parts is not None and (not prefix or parts.get("prefix", prefix) == prefix)

    def is_of(self, text: str, profile: Record) -> bool:
        """Tell whether an index number is one of a unit: with its own prefix, or one of those that it took over."""
        own = self.has_prefix(text, profile.get("index_prefix"))
        return own or self.is_taken_over(text, profile)

    def is_taken_over(self, text: str, profile: Record) -> bool:
        """Tell whether an index number came to a unit from another that is no more.

        Where the other's prefix fits into this scheme, so does the number.
        """
        prefixes = profile.get("taken_over_prefixes")
        return any(
            self.has_prefix(text, prefix)
            or (
                re.match(rf"{re.escape(prefix)}(?![0-9A-Za-z])", text) is not None
                and re.fullmatch(self._part("前段码", None), prefix, re.ASCII) is None
            )
            for prefix in (prefixes if isinstance(prefixes, list) else ())
            if isinstance(prefix, str) and prefix
        )

    def serial_of(self, text: str) -> tuple[str, int] | None:
        """Return what an index number is without its serial, and the serial; None when it is not of this scheme."""
        match = self._shape.fullmatch(text)
        if match is None or "serial" not in self._shape.groupindex:
            return None
        start, end = match.span("serial")
        return f"{text[:start]}\0{text[end:]}", int(match["serial"])

    def write(self, parts: Mapping[str, str], serial: int) -> str:
        """Return an index number. `parts` are the texts of the scheme's other parts, by name: 前段码, 年, 分类 …"""

        def part(name: str, width: str | None) -> str:
            if name == _SERIAL:
                return str(serial).zfill(int(width or _SERIAL_DIGITS))
            return parts.get(name, name)

        return self._filled(part)

    def has_valid_code(self, prefix: str, *, demo: bool) -> bool:
        """Tell whether the check digits of a prefix are right; only example units may use the reserved code."""
        checks = {
            ORGANISATION_CODE: identifiers.is_organisation_code(prefix, reserved=demo),
            CREDIT_CODE: identifiers.is_credit_code(prefix),
        }
        checks[EITHER_CODE] = any(checks.values())
        return checks.get(self.kind, True)


def scheme_of(settings: Record) -> IndexScheme:
    """Return the scheme that a workspace's settings choose."""
    kind = str(settings.get("index_scheme", "kind") or EITHER_CODE)
    pattern = settings.get("index_scheme", "pattern") if kind == "自定义" else None
    year_from = (
        "published" if settings.get("index_scheme", "year_from") == "公开日期" else "created"
    )
    return IndexScheme(kind, str(pattern or STANDARD_PATTERN), year_from)
