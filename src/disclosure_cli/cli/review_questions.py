"""The questions that `disclose review` asks where no option says what was decided."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import click

from disclosure_cli.cli.asking import ask, ask_choice, ask_day, ask_text, ask_whether
from disclosure_cli.duties.responsible import for_signature
from disclosure_cli.model import Data
from disclosure_cli.publishing.deciding import (
    CONCLUSIONS,
    GROUNDS,
    PARTIAL,
    PUBLIC,
    REFERRED,
    STEP_NAMES,
    WITHHELD,
    missing_steps,
)
from disclosure_cli.publishing.masking import mask
from disclosure_cli.publishing.redacting import hidden, redactable, unsettled
from disclosure_cli.review.decisions import Signature, Verdict
from disclosure_cli.review.subject import Subject

_REVIEWER = "reviewer"
_ELSEWHERE = "正文、附件（自己处理）"


def ask_verdict(subject: Subject, day: date) -> Verdict | None:
    """Ask for each signature that is missing and for the conclusion; None where nothing is to be recorded."""
    click.echo(f"审查 {mask(subject.name)}")
    missing = list(missing_steps(subject.signed))
    if not missing and subject.signed.get("conclusion") not in {None, REFERRED}:
        click.echo("审查已经办完。")
        return None
    signatures = _ask_signatures(subject, missing, day)
    verdict = Verdict(signatures)
    is_reviewed = _REVIEWER in signatures or _REVIEWER not in missing
    if is_reviewed and subject.signed.get("conclusion") in {None, REFERRED}:
        verdict = _ask_conclusion(subject, signatures)
    is_empty = not verdict.signatures and verdict.conclusion is None
    return None if is_empty or not ask_whether("写入记录？", default=True) else verdict


def _ask_signatures(subject: Subject, missing: list[str], day: date) -> dict[str, Signature]:
    """Ask who signed each step, as far as the review has come."""
    signatures: dict[str, Signature] = {}
    for step, following in pairwise([*missing, ""]):
        name = STEP_NAMES[step]
        usual = for_signature(subject.record, step, subject.item, subject.unit, subject.block).post
        post = ask_text(f"{name}的职务", usual or None)
        signatures[step] = Signature(post, ask_day("签署日期", day))
        if following and not ask_whether(f"{STEP_NAMES[following]}签署了吗？", default=False):
            break
    return signatures


def _ask_conclusion(subject: Subject, signatures: dict[str, Signature]) -> Verdict:
    """Ask for the conclusion and what belongs to it."""
    conclusion = ask_choice("审查结论", CONCLUSIONS, PUBLIC)
    if conclusion == WITHHELD:
        ground = _ask_ground()
        return Verdict(signatures, conclusion, ground, reason=ask_text("具体理由"))
    if conclusion == REFERRED:
        return Verdict(signatures, conclusion, referred_to=ask_text("送请哪个机关确定（全称）"))
    if conclusion == PARTIAL:
        return Verdict(signatures, conclusion, redactions=tuple(_ask_redactions(subject)))
    return Verdict(signatures, conclusion)


def _ask_ground() -> str:
    choices = [f"{code} {name}" for code, name in GROUNDS.items()]
    return ask_choice("依据", choices).partition(" ")[0]


def _ask_redactions(subject: Subject) -> Iterator[Data]:
    """Ask for each part that is not to be published: in a field of the record, or in what is published elsewhere."""
    fields = [] if subject.is_batch else redactable(subject.record)
    while True:
        where = ask_choice("在哪里", [*fields, _ELSEWHERE], _ELSEWHERE) if fields else _ELSEWHERE
        yield _ask_redaction() if where == _ELSEWHERE else _ask_hidden(where, subject)
        if not ask_whether("还有要处理的吗？", default=False):
            return


def _ask_hidden(field: str, subject: Subject) -> Data:
    """Ask for words of a field until they are there and can be taken out."""

    def convert(words: str) -> Data:
        redaction = hidden(field, words)
        for _, reason in unsettled([redaction], subject.record):
            raise ValueError(reason)
        return redaction

    return ask("隐去哪些文字（整个字段都不公布的，直接回车）", convert)


def _ask_redaction() -> Data:
    content = ask_text("处理什么内容（写是什么，不要抄写内容本身）")
    method = ask_text("怎样处理")
    is_applied = ask_whether("公开的文本已经处理好了吗？", default=False)
    return {"content": content, "method": method, "applied": is_applied}
