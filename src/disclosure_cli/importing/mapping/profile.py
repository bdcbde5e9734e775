"""Contact blocks of a guide → what the unit's profile still lacks.

What the profile says already was written down and reviewed: a table that says otherwise is a finding, never a change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from disclosure_cli.editing.records import Changes, changed
from disclosure_cli.importing.codes import (
    CONTACT_LEFT,
    CONTACT_WITHOUT_PLACE,
    ERROR_VALUE,
    VALUE_NOT_FITTING,
)
from disclosure_cli.importing.mapping.rows import Said, Sheet
from disclosure_cli.importing.recognising.contacts import is_page
from disclosure_cli.importing.target import Target
from disclosure_cli.importing.text import compact, is_error_value, unwrap
from disclosure_cli.model import Path, Record

_FIELD = "contact."
_CODES = frozenset(("phone", "fax", "postcode", "email", "website"))
"""Fields in which no space means anything."""
_NUMBERS = frozenset(("phone", "fax"))
_DASH = re.compile(r"(?<=[0-9])[-—–―‐−]+(?=[0-9])")
_AREA = re.compile(r"\((0[0-9]{2,3})\)-?(?=[0-9])")
_BETWEEN_NUMBERS = re.compile(r"(?<=[0-9])[,，;；/](?=[0-9])")
_REMEDIES = re.compile("复议|诉讼|法院|申诉|救济")
_SUPERVISION = re.compile("监督|投诉|举报")
_ITSELF = re.compile("工作机构|名称和联系方式")
_OFFICE = re.compile("工作机构|受理机构|受理单位|信息公开机构|公开办|申请受理|联系方式|联系我们")
_PLACES = (
    (re.compile("政务服务|行政服务|办事大厅|服务大厅|服务中心"), "政务服务大厅"),
    (re.compile("公开栏|公示栏|公告栏|宣传栏"), "公开栏"),
    (re.compile("查阅室"), "公共查阅室"),
    (re.compile("查阅|档案馆|图书馆|阅览"), "公共查阅点"),
    (re.compile("索取"), "资料索取点"),
    (re.compile("咨询"), "咨询窗口"),
)


class _Office(NamedTuple):
    """What a table says of one office: field of a contact → where it was read."""

    heading: str
    said: Mapping[str, Said]

    @property
    def name(self) -> str:
        return unwrap(self.said["name"].text) if "name" in self.said else ""


def fill_profile(profile: Record, sheets: Iterable[Sheet], target: Target) -> Changes:
    """The changes that give a profile what it lacks; what differs or has no place there is said."""
    offices: list[_Office] = []
    for sheet in sheets:
        for row in sheet.rows:
            said = {
                name.removeprefix(_FIELD): texts[0]
                for name, texts in row.texts.items()
                if name.startswith(_FIELD) and not is_error_value(texts[0].text)
            }
            for name, texts in row.texts.items():
                if is_error_value(texts[0].text):
                    target.say(ERROR_VALUE, texts[0].place, f"内容：{texts[0].text}")
                elif not name.startswith(_FIELD) and name != "seq":
                    heading = sheet.headers.get(name, name)
                    target.say(CONTACT_WITHOUT_PLACE, texts[0].place, f"{heading}：{texts[0].text}")
            if said:
                offices.append(_Office(row.section or sheet.table.title, said))
    filler = _Filler(profile, target)
    # what stands under the heading of the office itself goes before what is said of ways to reach it
    for office in sorted(offices, key=lambda office: not _ITSELF.search(office.heading)):
        filler.take(office)
    return filler.changes


class _Filler:
    """Collects changes to one profile, office by office."""

    def __init__(self, profile: Record, target: Target) -> None:
        self.changes: dict[Path, Any] = {}
        self._profile = profile
        self._target = target
        self._taken: dict[Path, str] = {}

    def take(self, office: _Office) -> None:
        """Put what is said of an office where it belongs in the profile."""
        text = f"{office.heading} {office.name}"
        if not self._profile.data or (
            _REMEDIES.search(text) and not _SUPERVISION.search(office.heading)
        ):
            self._say_unplaced(office)
        elif _SUPERVISION.search(text):
            self._put(office, ("supervision",))
        elif (kind := _place_kind(office)) and not _OFFICE.search(text):
            self._put_place(office, kind)
        else:
            self._put(office, ("office",))

    def _put(self, office: _Office, block: Path) -> None:
        """Fill a block that one office may have; another office has no place there."""
        taken = self._taken.setdefault(block, compact(office.name))
        if taken == compact(office.name):
            self._fill(office, block)
        else:
            self._say_unplaced(office)

    def _put_place(self, office: _Office, kind: str) -> None:
        places = changed(self._profile.data, self.changes).get("places", [])
        names = [compact(str(place.get("name"))) for place in places]
        if compact(office.name) in names:
            self._fill(office, ("places", names.index(compact(office.name))))
        elif office.name:
            self.changes["places", len(places)] = {
                "kind": kind,
                **self._fitting(office, ("places",)),
            }
        else:
            self._say_unplaced(office)

    def _fill(self, office: _Office, block: Path) -> None:
        filled = replace(self._profile, data=changed(self._profile.data, self.changes))
        for name, value in self._fitting(office, block).items():
            known = filled.get(*block, name)
            if known is None:
                self.changes[*block, name] = value
            elif compact(str(known)) != compact(value):
                field = self._target.schemas["unit"].field((*block, name))
                label = name if field is None else field.heading
                detail = f"{label}：单位概况里是“{known}”，表里是“{value}”"
                self._target.say(CONTACT_LEFT, office.said[name].place, detail)

    def _fitting(self, office: _Office, block: Path) -> dict[str, str]:
        """The texts that have a field in a block and its form; the others are said."""
        schema = self._target.schemas["unit"]
        values = {
            _field(name, said.text): _value(name, said.text) for name, said in office.said.items()
        }
        whole = schema.field(block[:1])
        assert whole is not None
        fields = {field.name: field for field in whole.children}
        known = {name: value for name, value in values.items() if name in fields}
        _, problems = schema.check({whole.name: [known] if whole.is_list else known})
        misfits = {
            str(problem.path[-1]) for problem in problems if problem.path[:1] == (whole.name,)
        }
        for name, said in office.said.items():
            field = fields.get(_field(name, said.text))
            label = _field(name, said.text) if field is None else field.heading
            if field is None:
                self._target.say(CONTACT_WITHOUT_PLACE, said.place, f"{label}：{said.text}")
            elif field.name in misfits:
                self._target.say(VALUE_NOT_FITTING, said.place, f"{label}：{said.text}")
        return {
            name: value for name, value in values.items() if name in fields and name not in misfits
        }

    def _say_unplaced(self, office: _Office) -> None:
        texts = "；".join(said.text for said in office.said.values())
        where = next(iter(office.said.values())).place
        self._target.say(
            CONTACT_WITHOUT_PLACE, where, f"{office.heading}：{texts}" if office.heading else texts
        )


def _place_kind(office: _Office) -> str:
    """What kind of place an office is: as it says, else by its own name before the heading of the table."""
    if "kind" in office.said:
        return unwrap(office.said["kind"].text)
    return next(
        (
            kind
            for text in (office.name, office.heading)
            for known, kind in _PLACES
            if known.search(text)
        ),
        "",
    )


def _field(name: str, text: str) -> str:
    """The field of a text; 互联网联系方式 may head an address of the web."""
    return "website" if name == "email" and is_page(text) else name


def _value(name: str, text: str) -> str:
    """The text as its field has it: codes without spaces, telephone numbers in one spelling."""
    if name not in _CODES:
        return unwrap(text)
    flat = compact(text)
    if name in _NUMBERS:
        flat = _BETWEEN_NUMBERS.sub("、", _DASH.sub("-", _AREA.sub(r"\1-", flat)))
    return flat
