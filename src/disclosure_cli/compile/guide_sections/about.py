"""What a guide says of the unit itself: office, inquiries, principles, commitments, leadership, services, revision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from disclosure_cli.compile.guide_sections.outline import (
    Section,
    facts,
    introduced,
    known,
    listing,
    paragraphs,
    table,
)
from disclosure_cli.compile.guide_sections.subject import NONE, Subject, given
from disclosure_cli.compile.masthead import date_text

# Art. 12 in its order, then what one needs besides.
_OFFICE = ("name", "address", "hours", "phone", "fax", "website", "postcode", "email")
_INTERNET = "互联网联系方式"
_LEADERSHIP = "{us}信息公开工作的组织领导和责任分工如下，只列职务："
_SERVICES = "对外办理的事项如下，条件、材料等详细内容见公开事项详情："


def office(subject: Subject) -> Section:
    """Return the office with all that art. 12 asks a guide to tell of it, and its postcode and mailbox."""
    title = subject.say("{information}公开工作机构")
    values = {**subject.block("office"), "website": _internet(subject.block("office"))}
    labels = {field.name: field.label for field in subject.fields("unit", "office")}
    labels["website"] = _INTERNET
    rows = [(labels[name], str(values.get(name, ""))) for name in _OFFICE]
    return Section("office", title, facts("名称和联系方式", rows))


def _internet(office: Mapping[str, Any]) -> str:
    """Return how to reach an office on line: its site, or its mailbox; 无 where it says that it has neither."""
    ways = [str(office[name]) for name in ("website", "email") if office.get(name)]
    return next(filter(given, ways), NONE if ways else "")


def inquiry(subject: Subject) -> Section:
    """Return where to ask, who takes the call, how it is passed on and answered."""
    told = known(subject.fields("unit", "inquiry"), subject.block("inquiry"))
    return Section("inquiry", "咨询服务", facts("咨询服务", told))


def principles(subject: Subject) -> Section:
    """Return the principles of the unit's work, each with its meaning."""
    rows = subject.profile.get("principles", ())
    lines = ["：".join(filter(None, (row["title"], row.get("content")))) for row in rows]
    return Section("principles", "公开原则", listing(lines))


def commitments(subject: Subject) -> Section:
    """Return the promises of service and of integrity; one kind alone needs no second heading."""
    kinds = (("service", "服务承诺"), ("integrity", "廉政承诺"))
    rows = subject.profile.get("commitments", ())
    parts = [
        Section(slug, kind, listing(row["content"] for row in rows if row["kind"] == kind))
        for slug, kind in kinds
    ]
    made = tuple(part for part in parts if not part.is_empty)
    title = "和".join(part.title for part in made)
    if len(made) == 1:
        return Section("commitments", title, made[0].blocks)
    return Section("commitments", title, parts=made)


def leadership(subject: Subject) -> Section:
    """Return who leads and who is responsible, by role and post."""
    names = {"role": 14, "post": 22, "department": 18, "duty": 44}
    labels = {field.name: field.label for field in subject.fields("unit", "leadership")}
    columns = [(labels[name], width) for name, width in names.items()]
    rows = [
        [str(row.get(name, "")) for name in names] for row in subject.profile.get("leadership", ())
    ]
    found = table("组织领导和责任分工", columns, rows)
    return Section("leadership", "组织领导", introduced(subject.say(_LEADERSHIP), found))


def services(subject: Subject) -> Section:
    """Return an overview of the matters that the public can have dealt with."""
    names = {"procedure": 28, "time_limit": 12, "fee": 22, "place": 18, "phone": 10}
    labels = {field.name: field.label for field in subject.fields("item", "service")}
    columns = [("事项", 12), *((labels[name], width) for name, width in names.items())]
    rows = [
        [str(item.data["title"]), *(_service_text(item.data["service"], name) for name in names)]
        for item in subject.view.items
        if item.data.get("service")
    ]
    return Section("services", "办事指南", introduced(_SERVICES, table("办事事项", columns, rows)))


def _service_text(service: Mapping[str, Any], name: str) -> str:
    value = service.get(name, "")
    if not isinstance(value, list):
        return str(value)
    return "\n".join(f"{number}. {step}" for number, step in enumerate(value, start=1))


def extra_sections(subject: Subject) -> Iterator[Section]:
    """Yield what the unit has to say besides."""
    for number, extra in enumerate(subject.guide.get("extra_sections", ()), start=1):
        yield Section(f"extra-{number}", extra["title"], paragraphs(*extra["paragraphs"]))


def revision(subject: Subject) -> Section:
    """Return when guide and catalog were last revised."""
    rows = [
        ("指南修订日期", date_text(subject.guide.get("revised"))),
        ("目录修订日期", date_text(subject.profile.get("catalog_revised"))),
    ]
    return Section("revision", "修订日期", facts("修订日期", rows))
