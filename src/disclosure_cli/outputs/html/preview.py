"""A page as a preview shows it: what was found stands above it, and it is loaded again when something has changed.

Only the server of a preview makes such pages; what a build writes is never like this.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from disclosure_cli.reports.escaping import clean
from disclosure_cli.reports.report import Report

FOLDER = "/.preview/"
"""Where a preview keeps what is its own; no file of a site begins with a dot."""

_MOST_LISTED = 200
_NOTE = "这一栏只在预览时显示，不会公布"
_NO_PAGE = ("没有这个页面", "可能是地址输错了，也可能是网页的链接写错了。")
_AWAITED = ("还没有这个页面", "改正上面列出的错误并保存，就会生成，这里自动刷新。")
_NOT_MADE = "有错误，这个页面还没有生成过"
_BODY = re.compile(rb"<body\b[^>]*>", re.IGNORECASE)
_POLICY = re.compile(
    rb"""(<meta http-equiv="Content-Security-Policy" content=")([^"]*)""", re.IGNORECASE
)
_ALLOWED = ("connect-src", "script-src", "style-src")


def preview(page: bytes, report: Report, unit: str, trouble: str, version: int) -> bytes:
    """Return a built page with the findings above it: errors first, of each severity those of its unit.

    `trouble` says why the page is not of the latest state of the files, or is empty; `version` names the state.
    """
    head = "".join(_head(report, unit, trouble, version)).encode()
    page = _POLICY.sub(lambda match: match[1] + _allowed(match[2].decode()).encode(), page, count=1)
    found = _BODY.search(page)
    end = found.end() if found else 0
    return page[:end] + head + page[end:]


def missing_page(
    report: Report, unit: str, version: int, *, is_awaited: bool, has_home: bool
) -> bytes:
    """Return what stands in for a page that there is not: not yet, where it `is_awaited`; `has_home` where there is
    something to go back to.
    """
    title, said = _AWAITED if is_awaited else _NO_PAGE
    home = '<p><a href="/">返回首页</a></p>' if has_home else ""
    page = (
        '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title></head><body>"
        f'<main class="disclose-missing"><h1>{title}</h1><p>{said}</p>{home}</main></body></html>'
    )
    trouble = _NOT_MADE if is_awaited else ""
    return preview(page.encode(), report, unit, trouble, version)


def _allowed(policy: str) -> str:
    """Return a policy that lets the preview's own script and style in as well."""
    rules = dict(rule.strip().partition(" ")[::2] for rule in policy.split(";") if rule.strip())
    for name in _ALLOWED:
        sources = [source for source in rules.get(name, "").split() if source != "'none'"]
        rules[name] = " ".join(dict.fromkeys((*sources, "'self'")))
    return "; ".join(f"{name} {sources}".strip() for name, sources in rules.items())


def _head(report: Report, unit: str, trouble: str, version: int) -> Iterator[str]:
    yield f'<link rel="stylesheet" href="{FOLDER}preview.css">'
    yield f'<script src="{FOLDER}preview.js" data-version="{version}" defer></script>'
    yield '<aside class="disclose-preview" aria-label="检查结果">'
    title = f'{report.found or "没有发现问题"}<span class="note">{_NOTE}</span>'
    if trouble:
        yield f"<p>{_text(trouble)}</p>"
    if report.diagnostics:
        is_open = " open" if trouble else ""
        yield f"<details{is_open}><summary>{title}</summary><ol>"
        yield from _list(report, unit)
        yield "</ol></details>"
    else:
        yield f"<p>{title}</p>"
    yield "</aside>"


def _list(report: Report, unit: str) -> Iterator[str]:
    ordered = sorted(
        report.diagnostics, key=lambda found: (found.severity.rank, found.unit != unit)
    )
    for found in ordered[:_MOST_LISTED]:
        where = f"<code>{_text(str(found.location))}</code>"
        what = f"{found.severity.label} {found.code} {_text(found.message)}"
        subject = f"<span>记录：{_text(found.subject)}</span>" if found.subject else ""
        yield (
            f'<li class="{found.severity.value}">{where} {what}{subject}'
            f"<span>建议：{_text(found.hint)}</span></li>"
        )
    if len(ordered) > _MOST_LISTED:
        left = len(ordered) - _MOST_LISTED
        yield f"<li>还有{left}个，运行 disclose validate 查看</li>"


def _text(text: str) -> str:
    return escape(clean(text))
