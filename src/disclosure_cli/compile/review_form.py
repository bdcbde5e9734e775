"""保密审查表: the sheet that goes round for signatures before something is published, with what is known filled in.

Its fields are those that review sheets in use have: what is to be published by whom, on what carrier, by which way
and when; what the handler found; four opinions with post and date; the conclusion with its ground.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from disclosure_cli.compile.internal import SECRECY_NOTE, internal_page
from disclosure_cli.compile.masthead import date_text
from disclosure_cli.compile.view import in_printed_order
from disclosure_cli.document import LONGEST_SHEET_NAME, Document, Form, FormField, Workbook
from disclosure_cli.duties.due_dates import publication
from disclosure_cli.duties.responsible import department_of, for_duty
from disclosure_cli.model import Data, block, blocks
from disclosure_cli.pages import Page
from disclosure_cli.publishing.deciding import (
    ACTIVE,
    CONCLUSIONS,
    GROUNDS,
    ON_REQUEST,
    REVIEW_STEPS,
    STEP_NAMES,
    WITHHELD,
)
from disclosure_cli.publishing.masking import mask
from disclosure_cli.review.subject import Subject

TITLE = "信息公开保密审查表"
_NONE = "以上都不涉及"
_OPINIONS = ("同意公开", "不同意公开", "逾期未答复")
_NO_THIRD_PARTY = "不涉及第三方"
_DOCUMENT, _OTHER = "公文类", "非公文类"
_BLANK, _DAY, _LINE = "\u3000", 7, 13
"""What is written on by hand: a blank, and how many of them a day takes, and a post and a name together."""
_LEAST_NAME = 4
_NOTES = (
    "1. 先审查、后公开，一事一审；承办人和保密审查人不能是同一人。",
    "2. 不能确定能否公开的，送有关主管部门或者保密行政管理部门确定，答复以前不得公开。",
    "3. 本表签署以后归档，不公开；属于国家秘密的，不填写本表，按照保密规定另行登记。",
)


def review_form(subject: Subject) -> Form:
    """Return the form of one record, filled in."""
    return {
        "kind": "form",
        "title": TITLE,
        "anchor": "",
        "groups": [
            {"label": "基本情况", "fields": _basics(subject)},
            {"label": "公开意见", "fields": _proposal(subject)},
            {"label": "自查情况", "fields": _self_check(subject)},
            {"label": "审查签发", "fields": _decision(subject)},
        ],
        "notes": list(_NOTES),
    }


def _basics(subject: Subject) -> list[FormField]:
    record, unit = subject.record, subject.unit
    document_number = record.get("doc_no")
    is_document = bool(document_number and document_number != "无") or record.get("normative")
    carriers = () if record.kind != "entry" else (_DOCUMENT if is_document else _OTHER,)
    return [
        _known("拟公开单位", unit.name),
        _known("承办机构", _handled_by(subject)),
        _known("填表日期", date_text(block(subject.signed.get("handler")).get("date"))),
        _known("信息名称", subject.title),
        _known("编号", record.get("index") or record.get("id")),
        _known("文号", document_number),
        _known("生成日期", date_text(record.get("created"))),
        _choice("载体形式", (_DOCUMENT, _OTHER), carriers),
    ]


def _handled_by(subject: Subject) -> str:
    """Return the department that hands in the form: that of those who signed for it, else the one that makes such
    information.
    """
    posts = (str(block(subject.signed.get(step)).get("post", "")) for step in REVIEW_STEPS[:2])
    named = (department_of(post, subject.unit) for post in posts)
    made = for_duty(subject.item, "made_by", subject.unit).department
    return next(filter(None, named), made)


def _proposal(subject: Subject) -> list[FormField]:
    item = subject.item
    channels = item.get("channels", default=()) if item is not None else ()
    modes = (subject.mode,) if subject.mode else ()
    due = publication(subject.record, subject.context) if subject.record.kind == "entry" else None
    when = f"{date_text(due.date.isoformat())}以前" if due else ""
    return [
        _choice("拟公开方式", (ACTIVE, ON_REQUEST, WITHHELD), modes),
        _choice("拟公开渠道", _channels(channels, subject), channels),
        _known("拟公开时间", when or (item.get("time_limit") if item is not None else "")),
    ]


def _channels(used: Sequence[str], subject: Subject) -> Sequence[str]:
    """Return the standard channels and those that are used in the printed order, and what is none behind them."""
    known = subject.context.vocabulary("channels")
    standard = {str(channel.get("name")) for channel in known if channel.get("standard")}
    ordered = in_printed_order(channel.data for channel in known)
    shown = [name for name in ordered if name in {*standard, *used}]
    return [*shown, *(name for name in used if name not in ordered)]


def _self_check(subject: Subject) -> list[FormField]:
    signed, record = subject.signed, subject.record
    ground = signed.get("ground") or record.get("exemption", "ground")
    found = (GROUNDS.get(str(ground), ""),)
    is_clear = ground is None and signed.get("conclusion") == "公开"
    opinion = record.get("consent", "opinion")
    heard = (str(opinion),) if opinion else (_NO_THIRD_PARTY,) if is_clear else ()
    return [
        _choice("涉及的情形", (*GROUNDS.values(), _NONE), (_NONE,) if is_clear else found),
        _choice("第三方意见", (*_OPINIONS, _NO_THIRD_PARTY), heard),
    ]


def _decision(subject: Subject) -> list[FormField]:
    signed = subject.signed
    conclusion = signed.get("conclusion")
    ground = str(signed.get("ground", ""))
    reason = subject.record.get("exemption", "reason") if conclusion == WITHHELD else None
    return [
        *_signatures(signed),
        _choice("审查结论", CONCLUSIONS, (str(conclusion),) if conclusion else ()),
        _known("依据和理由", "，".join(filter(None, (ground, GROUNDS.get(ground), reason)))),
        _known("区分处理", "\n".join(map(_redaction, blocks(signed.get("redactions"))))),
        _known("送审机关", signed.get("referred_to")),
        _known("归档号", signed.get("archive_no")),
    ]


def _redaction(redaction: Data) -> str:
    where = f"（{redaction['field']}）" if redaction.get("field") else ""
    method = f"：{redaction['method']}" if redaction.get("method") else ""
    done = "已处理" if redaction.get("applied") is True else ""
    return f"{redaction.get('content', '')}{where}{method}{'；' + done if done else ''}"


def _signatures(signed: Data) -> Iterator[FormField]:
    """Yield the fields to sign: posts, names and days stand below one another."""
    steps = {name: block(signed.get(step)) for step, name in STEP_NAMES.items()}
    longest = max(len(str(each.get("post", ""))) for each in steps.values())
    room = max(longest, _LINE // 2)
    return (_signature(name, each, room) for name, each in steps.items())


def _signature(label: str, signed: Data, room: int) -> FormField:
    """Return a field to sign, with so many blanks for the post, and what is left of the line for the name."""
    post, day = str(signed.get("post", "")), date_text(signed.get("date"))
    name = _BLANK * max(_LEAST_NAME, _LINE - room)
    value = f"职务：{post.ljust(room + 1, _BLANK)}签名：{name}日期：{day or _BLANK * _DAY}"
    return {"label": label, "choices": [], "lines": 0, "required": False, "value": value}


def _known(label: str, value: object) -> FormField:
    text = "" if value is None else str(value)
    return {"label": label, "choices": [], "lines": 0, "required": False, "value": text}


def _choice(label: str, choices: Sequence[str], ticked: Iterable[str]) -> FormField:
    return {
        "label": label,
        "choices": list(choices),
        "lines": 0,
        "required": False,
        "ticked": [choice for choice in ticked if choice],
    }


def review_page(subjects: Sequence[Subject]) -> Page:
    """Return the forms as a page, one behind the other.

    The form itself has the text that is judged as it stands; what names the page is seen in other places.
    """
    title = TITLE if len(subjects) > 1 else f"{TITLE}：{mask(subjects[0].title)}"
    document: Document = {
        "title": title,
        "dateline": "",
        "banner": SECRECY_NOTE,
        "blocks": [review_form(subject) for subject in subjects],
    }
    names = {subject.unit.name for subject in subjects}
    return internal_page(document, *(names if len(names) == 1 else ()))


def review_workbook(subjects: Sequence[Subject]) -> Workbook:
    """Return the forms as a workbook, each on a sheet of its own."""
    return {
        "title": TITLE,
        "author": subjects[0].unit.name,
        "sheets": [
            {
                "name": f"{number}{_sheet_name(subject)}"[:LONGEST_SHEET_NAME],
                "layout": "form",
                "document": {
                    "title": "",
                    "dateline": "",
                    "banner": SECRECY_NOTE,
                    "blocks": [review_form(subject)],
                },
            }
            for number, subject in enumerate(subjects, 1)
        ],
    }


def _sheet_name(subject: Subject) -> str:
    """Return letters and digits of a title: what a sheet's name may hold in every program."""
    return "".join(character for character in mask(subject.title) if character.isalnum())
