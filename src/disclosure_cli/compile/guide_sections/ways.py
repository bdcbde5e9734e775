"""The ways to hand in an application or a request: what the guide's record says, completed from the office."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from disclosure_cli.compile.guide_sections.outline import Blocks, facts, known
from disclosure_cli.compile.guide_sections.subject import Subject, given

_FROM_THE_OFFICE = {
    "当面申请": ("address", "hours", "phone"),
    "信函申请": ("address", "postcode"),
    "电子邮件申请": ("email",),
    "传真申请": ("fax",),
}
"""What is needed for each way and taken from the office where the way itself says nothing."""

_IN_WRITING = ("当面申请", "信函申请")
"""The ways that art. 29 opens to everybody, whatever else an organ offers."""


def statutory_ways(subject: Subject) -> Blocks:
    """Return the ways that the guide names, or those that need nothing but an office with an address."""
    named = subject.guide.get("ways", ())
    if not named and given(subject.block("office").get("address")):
        named = [{"way": way} for way in _IN_WRITING]
    return _ways("提出申请的方式", named, subject)


def offered_ways(subject: Subject) -> Blocks:
    """Return the ways that the guide names, and no others."""
    return _ways("提出需求的方式", subject.guide.get("ways", ()), subject)


def _ways(caption: str, ways: list[Mapping[str, Any]], subject: Subject) -> Blocks:
    return facts(caption, (_way(way, subject) for way in ways))


def _way(way: Mapping[str, Any], subject: Subject) -> tuple[str, str]:
    kind = str(way["way"])
    fields = [f for f in subject.fields("guide", "ways") if f.name != "way"]
    told = known(fields, {**dict(_from_office(kind, subject)), **way})
    return kind, "\n".join(f"{label}：{text}" for label, text in told)


def _from_office(kind: str, subject: Subject) -> Iterator[tuple[str, str]]:
    office = subject.block("office")
    wanted = _FROM_THE_OFFICE.get(kind, ())
    if wanted and given(office.get("name")):
        yield "recipient", str(office["name"])
    for name in wanted:
        if value := given(office.get(name)):
            yield name, value
