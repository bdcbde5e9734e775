"""A comparison as Markdown, for the text of a merge request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from disclosure_cli.comparison.changes import Change
from disclosure_cli.comparison.comparing import Comparison
from disclosure_cli.comparison.marks import Mark, Piece
from disclosure_cli.compile.changes import (
    SHARED,
    TITLE,
    facts_of,
    name_of,
    notices_of,
    parts_of,
    scope,
    subject_of,
    summary,
    verbs_said,
)
from disclosure_cli.publishing.masking import mask
from disclosure_cli.reports.escaping import clean

_LONGEST = 60_000
"""Servers cut off or refuse longer comments: so many characters, and a sentence that says there is more."""
_MEANING = re.compile(r"[\\`*_\[\]|^]")
_CALLING = re.compile(r"[@!#$~%](?=\w)")
"""What a server makes a person, an issue, a merge request or a label of."""
_SIGNS = {Mark.KEPT: ("", ""), Mark.GONE: ("<del>", "</del>"), Mark.NEW: ("<ins>", "</ins>")}


def render(comparison: Comparison) -> str:
    """Return the comparison as Markdown that GitHub, GitLab and Gitee show alike."""
    lines = [f"### {TITLE}", "", f"{_said(scope(comparison))}。{_said(summary(comparison))}", ""]
    lines += [f"- 读取有误，可能没有比较完整：{_said(trouble)}" for trouble in comparison.troubles]
    length = sum(map(len, lines))
    for block in _blocks(comparison):
        length += len(block) + 1
        if length > _LONGEST:
            lines += ["", "*变更很多，其余的没有列出；完整的内容用 Excel 或者网页格式生成。*"]
            break
        lines.append(block)
    return "\n".join([*lines, ""])


def _blocks(comparison: Comparison) -> Iterator[str]:
    """Yield the text piece by piece, each complete in itself."""
    for unit in comparison.units:
        yield f"\n#### {_said(name_of(unit))}\n"
        yield from (f"> {_said(notice)}\n" for notice in notices_of(unit))
        yield from _parts(unit.changes, comparison)
    if comparison.shared:
        yield f"\n#### {SHARED}\n"
        yield from _parts(comparison.shared, comparison)


def _parts(changes: tuple[Change, ...], comparison: Comparison) -> Iterator[str]:
    for heading, found in parts_of(changes):
        yield f"**{heading}**\n"
        for change in found:
            yield "\n".join(_record(change, comparison))
        yield ""


def _record(change: Change, comparison: Comparison) -> Iterator[str]:
    facts = facts_of(change)
    tail = f"（{_said(facts)}）" if facts else ""
    yield f"- **{verbs_said(change)}** {_said(subject_of(change, comparison))}{tail}"
    for heading, lines in change.told:
        yield f"  - {_said(heading)}：{'；'.join(map(_line, lines))}"


def _line(line: Iterable[Piece]) -> str:
    return "".join(f"{_SIGNS[mark][0]}{_said(mask(text))}{_SIGNS[mark][1]}" for mark, text in line)


def _said(text: str) -> str:
    """Return a text that means nothing in Markdown and HTML, calls nobody, and stays on its line."""
    safe = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    safe = _MEANING.sub(r"\\\g<0>", safe)
    return _CALLING.sub(r"\g<0><!-- -->", safe)
