"""The record of who saw a thing before it was published."""

from __future__ import annotations

from datetime import date
from typing import Any

from benchmarks.generating.offices import Office
from disclosure_cli.publishing.deciding import PARTIAL


def review(
    office: Office, signed: tuple[date, date, date, date], conclusion: str, archive: str
) -> dict[str, Any]:
    """Return a finished review, signed on four days by four posts."""
    handler, head, reviewer, approver = (day.isoformat() for day in signed)
    first = office.departments[0]
    return {
        "handler": {"post": f"{first}科员", "date": handler},
        "department_head": {"post": office.head_of(office.departments[0]), "date": head},
        "reviewer": {"post": "保密审查员", "date": reviewer},
        "approver": {"post": office.kind.deputy, "date": approver},
        "conclusion": conclusion,
        "archive_no": archive,
    }


def with_all_fields(reviewed: dict[str, Any], organ: str) -> dict[str, Any]:
    """Return a review in which every field is filled: referred, once secret, released with a part left out."""
    left_out = {
        "content": "申请人身份证号码",
        "method": "遮盖出生日期和顺序码",
        "field": "内容概述",
        "text": "身份证号码",
        "applied": True,
    }
    return {
        **reviewed,
        "conclusion": PARTIAL,
        "ground": "15-2",
        "redactions": [left_out],
        "referred_to": organ,
        "declassification": "保密期限届满，2023-12-31自行解密",
        "separate": True,
    }
