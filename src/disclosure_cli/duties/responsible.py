"""Who has to act about a record: 谁制作、谁更新、谁审查、谁负责, by department and post."""

from __future__ import annotations

import re
from typing import NamedTuple

from disclosure_cli.model import Data, Record, Unit, block, blocks
from disclosure_cli.publishing.deciding import REVIEW_STEPS

DUTIES = {"made_by": "制作", "updated_by": "更新", "reviewed_by": "审查", "accountable": "负责"}
"""The duties of an item's division of labour, with their names: 谁制作、谁更新、谁审查、谁负责."""
_SIGNERS = dict(
    zip(REVIEW_STEPS, ("made_by", "made_by", "reviewed_by", "accountable"), strict=True)
)
_DAILY_WORK = re.compile("办公室主任|机构负责人|办公室负责人|具体负责|联络员")


class Responsible(NamedTuple):
    """A department and a post, each empty where nobody is named."""

    department: str = ""
    post: str = ""


def for_duty(item: Record | None, duty: str, unit: Unit) -> Responsible:
    """Return who has one of `DUTIES` about an item and its entries.

    Where that is not written down, whoever answers for the item does it, and at last the office of disclosure.
    """
    division = division_of(item, unit)
    names = (division.get(name) for name in (duty, "accountable", "made_by"))
    department = next((str(name) for name in names if name), "")
    return (
        Responsible(department, _post_in(department, division, unit))
        if department
        else office(unit)
    )


def _post_in(department: str, division: Data, unit: Unit) -> str:
    """Return who acts in a department: the post that the item names if it is there, else who leads the department."""
    post = str(division.get("post", ""))
    answers = str(division.get("accountable") or division.get("made_by") or department)
    is_there = department in {answers, department_of(post, unit)}
    return post if is_there else _leader(department, unit)


def department_of(post: str, unit: Unit) -> str:
    """Return the department that a post is in: as the leadership says, or as the post is called; else nothing."""
    for row in blocks(unit.profile.get("leadership")):
        if row.get("post") == post and row.get("department"):
            return str(row["department"])
    names = (str(row.get("name")) for row in blocks(unit.profile.get("departments")))
    return max((name for name in names if post.startswith(name)), key=len, default="")


def division_of(item: Record | None, unit: Unit) -> Data:
    """Return the division of labour of an item: its own words, and the unit's for what it leaves out."""
    own = block(item.get("responsibility")) if item is not None else {}
    return {**block(unit.profile.get("responsibility")), **own}


def for_signature(
    subject: Record, step: str, item: Record | None, unit: Unit, block: str = "review"
) -> Responsible:
    """Return who signs a step of a review, which stands in `block` of its subject.

    That is who the record names, else who signed it for the unit's items together; the first two sign for the
    department that made the information, whose post the item names. The department is that of the post, if known.
    A leader of the unit is in none: beside one stands the department that answers for what is to be signed.
    """
    department, post = for_duty(item, _SIGNERS[step], unit)
    own = subject.get(block, step, "post")
    usual = unit.profile.get("item_review", step, "post")
    if own is None and step in REVIEW_STEPS[:2] and item is not None:
        usual = post or usual
    signer = str(own or usual or post)
    return Responsible(department_of(signer, unit) or department, signer)


def office(unit: Unit) -> Responsible:
    """Return the office in charge of disclosure (art. 4 of the Regulations) and who leads its daily work."""
    department = _own_department(unit)
    return Responsible(department, _leader(department, unit) or _leader(None, unit))


def _leader(department: str | None, unit: Unit) -> str:
    """Return who leads the work in a department, before all in its daily work, or in no department (None)."""
    rows = blocks(unit.profile.get("leadership"))
    here = [row for row in rows if row.get("department") == department]
    daily = [row for row in here if _DAILY_WORK.search(str(row.get("role")))]
    found = daily if department is None else [*daily, *here]
    return str(found[0].get("post") or "") if found else ""


def _own_department(unit: Unit) -> str:
    """Return the name of the office as the unit's departments have it, without the unit's own name before it."""
    name = str(unit.profile.get("office", "name") or unit.name)
    short = name.removeprefix(unit.name)
    known = (row.get("name") for row in blocks(unit.profile.get("departments")))
    return short if short in known else name
