"""The workspace's scheme of index numbers: what one looks like and what its parts are."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from disclosure_cli.grammar import identifiers
from disclosure_cli.model import Record

STANDARD_PATTERN = "{前段码}/{年}-{流水号:5}"
"""The form of the 2009 national catalog guide."""
_PLACEHOLDER = re.compile(r"\{([^}:]+)(?::(\d+))?\}")
_PARTS = {
    "前段码": "[0-9A-Z-]+",
    "分类": r"\d+",
    "年": r"(?:19|20)\d\d",
    "月": r"(?:0[1-9]|1[0-2])",
    "日": r"(?:0[1-9]|[12]\d|3[01])",
}
_PREFIXES = {
    "组织机构代码": r"[0-9A-Z]{8}[0-9X]",
    "统一社会信用代码": "[0-9A-HJ-NP-RTUWXY]{18}",
    "行政区划代码": r"\d{6}|\d{10}|\d{12}",
}


@dataclass(frozen=True)
class IndexScheme:
    """How index numbers are made. `kind` says which code stands in front, `year_from` which date gives the year."""

    kind: str = "组织机构代码"
    pattern: str = STANDARD_PATTERN
    year_from: str = "created"

    @property
    def wording(self) -> str:
        """Describe the scheme for a hint."""
        return self.pattern.replace(
            "{前段码}", f"{{{self.kind}}}" if self.kind in _PREFIXES else "{前段码}"
        )

    @cached_property
    def _shape(self) -> re.Pattern[str]:
        parts = []
        position = 0
        for match in _PLACEHOLDER.finditer(self.pattern):
            parts += [
                re.escape(self.pattern[position : match.start()]),
                self._part(match[1], match[2]),
            ]
            position = match.end()
        return re.compile("".join([*parts, re.escape(self.pattern[position:])]), re.ASCII)

    def _part(self, name: str, width: str | None) -> str:
        if name == "流水号":
            return rf"(?P<serial>\d{{{width or 5},}})"
        if name == "前段码":
            return f"(?P<prefix>{_PREFIXES.get(self.kind, _PARTS[name])})"
        return (
            f"(?P<year>{_PARTS[name]})"
            if name == "年"
            else f"(?:{_PARTS.get(name, re.escape(name))})"
        )

    def read(self, text: str) -> dict[str, str] | None:
        """Return prefix, year and serial of an index number, or None when it is not of this scheme."""
        match = self._shape.fullmatch(text)
        if match is None or set(match.groupdict().get("serial") or "1") == {"0"}:
            return None
        return match.groupdict()

    def has_valid_code(self, prefix: str, *, demo: bool) -> bool:
        """Tell whether the check digits of a prefix are right; only example units may use the reserved code."""
        if self.kind == "组织机构代码":
            return identifiers.is_organisation_code(prefix, reserved=demo)
        return self.kind != "统一社会信用代码" or identifiers.is_credit_code(prefix)


def scheme_of(settings: Record) -> IndexScheme:
    """Return the scheme that a workspace's settings choose."""
    kind = str(settings.get("index_scheme", "kind") or "组织机构代码")
    pattern = settings.get("index_scheme", "pattern") if kind == "自定义" else None
    year_from = (
        "published" if settings.get("index_scheme", "year_from") == "公开日期" else "created"
    )
    return IndexScheme(kind, str(pattern or STANDARD_PATTERN), year_from)
