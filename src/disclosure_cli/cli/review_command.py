"""`disclose review`"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

import click

from disclosure_cli.cli.chinese import Command
from disclosure_cli.cli.delivering import refuse_site
from disclosure_cli.cli.opening import Day, day_of, known_units, open_workspace, read_layouts_of
from disclosure_cli.cli.parameters import Typed
from disclosure_cli.duties.outstanding import Kind
from disclosure_cli.editing.edits import EditError
from disclosure_cli.editing.records import Changes, FileChange, rewrite
from disclosure_cli.facts.context import Context
from disclosure_cli.loading.workspace import Loaded, Workspace, load
from disclosure_cli.model import Data, Record
from disclosure_cli.publishing.deciding import CONCLUSIONS, GROUNDS, STEP_NAMES, missing_steps
from disclosure_cli.publishing.masking import mask
from disclosure_cli.publishing.redacting import hidden
from disclosure_cli.review.decisions import (
    RefusedError,
    Signature,
    Verdict,
    left_to_redact,
    record_verdict,
)
from disclosure_cli.review.subject import Subject
from disclosure_cli.words import suggest
from disclosure_cli.writing import write_file

EXAMPLE = """disclose review
disclose review yuantan-town 000000000/2025-30031
disclose review yuantan-town 000000000/2025-30031 --approver 镇长
disclose review yuantan-town 0401-001 --reviewer 保密审查员=2025-03-05 --conclusion 公开
disclose review yuantan-town 000000000/2025-30031 --form -o 保密审查表.xlsx"""
PENDING = frozenset({Kind.REVIEW, Kind.DECISION, Kind.REDACTION})
"""What is still to be done about a review."""
_FORMS = (".html", ".xlsx")

Signed = tuple[str, date | None]


class _SignatureType(Typed[Signed]):
    """`镇长` or `镇长=2025-03-06`."""

    name = "职务"

    def parse(self, text: str) -> Signed:
        """Return post and day."""
        post, equals, day = text.partition("=")
        if not post.strip():
            raise ValueError("没有写职务")
        return post.strip(), Day().parse(day) if equals else None


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be recorded, as the options have it."""

    handler: Signed | None
    department_head: Signed | None
    reviewer: Signed | None
    approver: Signed | None
    conclusion: str | None
    ground: str | None
    reason: str | None
    next_review: date | None
    referred_to: str | None
    redact: tuple[str, ...]
    hide: tuple[str, ...]
    is_redacted: bool
    archive_no: str | None

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing is said, so that it has to be asked for."""
        return not any(getattr(self, field.name) for field in fields(self))

    def verdict(self, day: date) -> Verdict:
        """Return the verdict; a signature without a date of its own is of `day`."""
        given = ((step, getattr(self, step)) for step in STEP_NAMES)
        return Verdict(
            {step: Signature(signed[0], signed[1] or day) for step, signed in given if signed},
            self.conclusion,
            self.ground,
            self.reason,
            self.next_review,
            self.referred_to,
            (*map(_redaction, self.redact), *map(_hidden, self.hide)),
            self.is_redacted,
            self.archive_no,
        )


def _redaction(text: str) -> Data:
    """Return what is taken out of a text that is published elsewhere: `申请人身份证号码=删去`."""
    content, _, method = text.partition("=")
    return {"content": content, **({"method": method} if method else {})}


def _hidden(text: str) -> Data:
    """Return what is taken out of the record itself: `内容概述=某某村`, or `附件` as a whole."""
    field, _, words = text.partition("=")
    return hidden(field, words)


@click.command(
    "review",
    cls=Command,
    example=EXAMPLE,
    help="保密审查。不写记录：列出等待审查的。写了单位和记录（索引号、事项编号或者名称）：登记承办、部门、保密审查、"
    "签发的职务和日期，以及审查结论，写进这条记录；没有写选项的，逐项询问。",
)
@click.argument("unit", required=False, metavar="[单位]")
@click.argument("record", required=False, metavar="[记录]")
@click.option(
    "--items",
    "is_batch",
    is_flag=True,
    help="目录的事项集中审查一次，写进单位概况；办完以后，一起审查后来新增的事项。",
)
@click.option("--handler", type=_SignatureType(), metavar="职务[=日期]", help="承办人。")
@click.option(
    "--department-head", type=_SignatureType(), metavar="职务[=日期]", help="部门负责人。"
)
@click.option(
    "--reviewer",
    type=_SignatureType(),
    metavar="职务[=日期]",
    help="保密审查人，不能与承办人是同一人。",
)
@click.option("--approver", type=_SignatureType(), metavar="职务[=日期]", help="签发人。")
@click.option(
    "--date",
    "--as-of",
    "day",
    type=Day(),
    metavar="日期",
    help="没有另写日期的签署，是哪一天的；列出来的以哪一天为准；默认是设置里的基准日期或者今天。",
)
@click.option(
    "--conclusion",
    type=click.Choice(CONCLUSIONS),
    metavar="结论",
    help=f"审查结论：{'、'.join(CONCLUSIONS)}。",
)
@click.option(
    "--ground", type=click.Choice(tuple(GROUNDS)), metavar="代码", help="不公开的依据，例如 15-2。"
)
@click.option("--reason", metavar="文字", help="不予公开的具体理由。")
@click.option(
    "--next-review", type=Day(), metavar="日期", help="不予公开的，下次评估日期；默认一年以后。"
)
@click.option("--refer-to", "referred_to", metavar="机关", help="送请哪个机关确定，写登记的全称。")
@click.option(
    "--redact",
    multiple=True,
    metavar="内容[=方法]",
    help="区分处理：正文、附件里要处理什么，怎样处理；可以写几次。",
)
@click.option(
    "--hide",
    multiple=True,
    metavar="字段[=文字]",
    help="区分处理：这个字段（或者其中的文字）不公布，由程序处理；可以写几次。",
)
@click.option("--redacted", "is_redacted", is_flag=True, help="正文、附件都已经处理好了。")
@click.option("--archive-no", metavar="编号", help="审查单的归档号。")
@click.option("--form", "wants_form", is_flag=True, help="另出填好的保密审查表，可以打印签字。")
@click.option(
    "-o",
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="文件",
    help="审查表写到这个文件，.html 或者 .xlsx。",
)
def command(
    unit: str | None,
    record: str | None,
    is_batch: bool,
    day: date | None,
    wants_form: bool,
    output: Path | None,
    **options: Any,
) -> int:
    """List what is pending, print forms, or record what was decided."""
    request = Request(**options)
    if is_batch and record is not None:
        raise click.UsageError("--items 是目录的事项集中审查，不写记录")
    if (is_batch or not request.is_empty) and unit is None:
        raise click.UsageError("写明是哪个单位、哪条记录")
    if not request.is_empty and record is None and not is_batch:
        raise click.UsageError("写明是哪条记录；目录的事项集中审查用 --items")
    _demand_form(request, output, wants_form=wants_form)
    workspace = open_workspace()
    loaded = load(workspace)
    wanted = known_units([unit] if unit else [], loaded.catalog)
    if not wants_form and record is None and not is_batch:
        _list(loaded, wanted, day_of(day, loaded.catalog.settings))
        return 0
    subjects: Sequence[Subject] = _pending(loaded, wanted)
    if record is not None or is_batch:
        subjects = _later(_subject(loaded, str(unit), record), subjects)
    if not subjects:
        raise click.UsageError("没有等待审查的记录")
    if wants_form:
        assert output is not None
        _print_forms(subjects, workspace, output)
        return 0
    return _record(subjects, request, day, workspace, loaded)


def _demand_form(request: Request, output: Path | None, *, wants_form: bool) -> None:
    """End with a usage error where the options of a form do not go together."""
    if wants_form and output is None:
        raise click.UsageError("--form 要用 -o 写明写到哪个文件，例如 -o 保密审查表.xlsx")
    if output is not None and not wants_form:
        raise click.UsageError("-o 只和 --form 一起用")
    if output is not None and output.suffix.lower() not in _FORMS:
        raise click.UsageError(f"审查表的文件名以 {' 或者 '.join(_FORMS)} 结尾")
    if wants_form and not request.is_empty:
        raise click.UsageError("先登记审查，再用 --form 另出审查表")


def _list(loaded: Loaded, wanted: frozenset[str], day: date) -> None:
    """Show what waits for a review, a decision or a redaction, whatever its last day."""
    from disclosure_cli.duties.worklist import DEFAULT_DAYS, Grouping, worklist
    from disclosure_cli.reports import worklist_text

    made = worklist(loaded.catalog, loaded.schemas, day, DEFAULT_DAYS, wanted, PENDING)
    click.echo(worklist_text.render(made, Grouping.UNIT, title="等待审查的记录"), nl=False)


def _pending(loaded: Loaded, wanted: frozenset[str]) -> list[Subject]:
    """Return what waits for a review."""
    from disclosure_cli.duties.outstanding import duties_of

    return [
        Subject(duty.record, review, is_batch=duty.record.kind == "unit")
        for review in _reviews(loaded)
        if review.unit is not None and (not wanted or review.unit.id in wanted)
        for duty in duties_of(review)
        if duty.kind in PENDING
    ]


def _later(subject: Subject, pending: Sequence[Subject]) -> Sequence[Subject]:
    """Return what is reviewed as one: a record, all items of a unit, or where these were, those that came later."""
    is_done = subject.signed.get("conclusion") and not missing_steps(subject.signed)
    if not subject.is_batch or not is_done:
        return [subject]
    items = (each for each in pending if each.record.kind == "item")
    later = [each for each in items if not each.signed.get("conclusion")]
    return later or [subject]


def _reviews(loaded: Loaded) -> list[Context]:
    whole = Context(loaded.catalog, loaded.schemas, date.min)
    return [whole.of_unit(unit) for unit in loaded.catalog.units]


def _subject(loaded: Loaded, unit_id: str, wanted: str | None) -> Subject:
    """Return the record that is meant by its number or its title; without either, all items together."""
    (review,) = (each for each in _reviews(loaded) if each.unit and each.unit.id == unit_id)
    unit = review.unit
    assert unit is not None
    if wanted is None:
        return Subject(unit.profile, review, is_batch=True)
    records = (*unit.entries, *unit.items)
    found = (
        [each for each in records if wanted in {each.get("index"), each.get("id")}]
        or [each for each in records if str(each.get("index")).endswith(f"/{wanted}")]
        or [each for each in records if each.get("title") == wanted]
    )
    if len(found) > 1:
        raise click.UsageError(f"有{len(found)}条记录叫“{wanted}”，{_how_to_tell(found)}")
    if not found:
        # A number that is merely near is the number of another record.
        close = suggest(wanted, [str(each.get("title")) for each in records if each.get("title")])
        hint = f"，是不是“{close}”？" if close else "。写索引号、事项编号或者名称"
        raise click.UsageError(f"{unit.name}没有“{wanted}”这条记录{hint}")
    return Subject(found[0], review)


def _how_to_tell(found: Sequence[Record]) -> str:
    """Say how one of several records of a name is told from the others: by its number, if it has one."""
    numbers = [str(number) for each in found if (number := each.get("index") or each.get("id"))]
    if not numbers:
        return "都还没有编号：先运行 disclose number 编号，再写索引号"
    drafts = "；没有编号的，先运行 disclose number 编号" if len(numbers) < len(found) else ""
    return f"写编号：{'、'.join(numbers)}{drafts}"


def _print_forms(subjects: Sequence[Subject], workspace: Workspace, output: Path) -> None:
    from disclosure_cli.compile.review_form import review_page, review_workbook
    from disclosure_cli.loading.workspace import read_templates
    from disclosure_cli.outputs.html import pages as html
    from disclosure_cli.outputs.xlsx import workbook as xlsx

    if output.suffix.lower() == ".html":
        data = html.render(review_page(subjects), read_templates(workspace.templates))
    else:
        layouts = read_layouts_of(workspace, "internal")
        data = xlsx.render(review_workbook(subjects), layouts)
    refuse_site(output)
    write_file(output.resolve(), data)
    click.echo(f"写好{len(subjects)}张审查表：{output}")


def _record(
    subjects: Sequence[Subject],
    request: Request,
    day: date | None,
    workspace: Workspace,
    loaded: Loaded,
) -> int:
    """Write what was decided, or was answered, into the records: into all of them, or into none.

    `day` is that of the signatures without a date of their own.
    """
    from disclosure_cli.cli.review_questions import ask_verdict

    today = day_of(None, loaded.catalog.settings)
    day = day or today
    if len(subjects) > 1:
        click.echo(f"一起审查的有{len(subjects)}个事项，结论相同。")
    verdict = ask_verdict(subjects[0], day) if request.is_empty else request.verdict(day)
    if verdict is None:
        click.echo("没有改动。")
        return 0
    try:
        decided = [(subject, record_verdict(subject, verdict, today)) for subject in subjects]
        files = _rewritten(decided, workspace, loaded)
    except (RefusedError, EditError) as error:
        raise click.ClickException(f"没有改动：{mask(str(error))}") from None
    for path, after in files.items():
        write_file(workspace.root / path, after)
    for subject in subjects:
        click.echo(f"已登记 {mask(subject.name)}（{subject.record.source.file}）")
    last, changes = decided[-1]
    click.echo(_standing(last, changes[last.block,]))
    return 0


def _rewritten(
    decided: Sequence[tuple[Subject, Changes]], workspace: Workspace, loaded: Loaded
) -> dict[str, bytes]:
    """Return path → bytes of the files in which records change."""
    of_file: dict[str, dict[int, Changes]] = {}
    for subject, changes in decided:
        record = subject.record
        number = record.position[0] if record.position else 0
        of_file.setdefault(record.source.file, {})[number] = changes
    return {
        path: rewrite(path, (workspace.root / path).read_bytes(), FileChange(made), loaded.schemas)
        for path, made in of_file.items()
    }


def _standing(subject: Subject, signed: Data) -> str:
    """Say how the review stands now."""
    missing = missing_steps(signed)
    conclusion = signed.get("conclusion")
    if missing:
        said = f"结论{conclusion}，" if conclusion else ""
        return f"{said}还缺{'、'.join(missing.values())}。"
    if not conclusion:
        return "还缺审查结论。"
    left = [] if subject.is_batch else left_to_redact(signed)
    work = f"；还要处理{mask('、'.join(left))}，处理好以后用 --redacted 登记" if left else ""
    return f"审查办完，结论是{conclusion}{work}。"
