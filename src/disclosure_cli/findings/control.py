"""What a workspace decides about findings: how much each weighs, and which are accepted for a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from disclosure_cli.grammar.dates import day
from disclosure_cli.model import (
    MISREAD,
    Code,
    Diagnostic,
    Family,
    Record,
    Related,
    Severity,
    blocks,
    numbered_blocks,
)
from disclosure_cli.publishing.masking import masked

INEFFECTIVE_RULE = Code(
    "R326",
    "ineffective-rule",
    Severity.WARNING,
    """设置里的规则编号不存在，或者不能这样调整

    为什么: 编号写错，调整级别或者接受问题就不起作用。

    不好: 规则: L999

    好: 规则: L423（运行 disclose rule 查看全部编号）

    读取和字段（Y、S）的问题不改正，内容就读不对，级别不能调整；时效（F）的问题随日子变化，最高是警告。
    """,
)
EXPIRED_ACCEPTANCE = Code(
    "F806",
    "expired-acceptance",
    Severity.WARNING,
    """已接受的问题到期了

    为什么: 接受问题是经批准的暂缓整改，到期就应当整改，或者重新批准。

    不好: 有效期至: 2024-12-31（基准日期是2025年3月）

    好: 整改后删去这一条，或者重新批准并写新的日期。
    """,
)
USELESS_ACCEPTANCE = Code(
    "F807",
    "useless-acceptance",
    Severity.WARNING,
    """已接受的问题没有了，或者没有那么多了

    为什么: 问题已经整改，或者写错了单位、记录；留着它，以后同样的问题就会被悄悄放过。

    不好: 问题已经改好，“已接受的问题”里还留着。

    好: 删去这一条，或者把个数改小。

    读取和字段（Y、S）的问题，关于设置本身的问题（R326、F806、F807），都不能接受，只能改正。
    """,
)
CODES = (INEFFECTIVE_RULE, EXPIRED_ACCEPTANCE, USELESS_ACCEPTANCE)

_OWN = frozenset(code.code for code in CODES)
_SEVERITIES = {"错误": Severity.ERROR, "警告": Severity.WARNING, "提示": Severity.INFO}
_OFF = "关闭"
_NEVER_ERRORS = Family.FRESHNESS
"""What a day can change must not fail a run that passed the day before."""


@dataclass(frozen=True, slots=True)
class _Acceptance:
    """One record of `accepted`, and where it stands in the settings. Empty means any; `count` None any number."""

    position: int
    rule: str
    unit: str
    record: str
    count: int | None
    until: date | None


def is_acceptable(diagnostic: Diagnostic) -> bool:
    """Tell whether a workspace may accept a finding."""
    return diagnostic.family not in MISREAD and diagnostic.code not in _OWN


def is_acceptable_unseen(diagnostic: Diagnostic) -> bool:
    """Tell whether a finding may be accepted together with all others. A leak is looked at by itself."""
    is_leak = diagnostic.family is Family.SECRECY and diagnostic.severity is Severity.ERROR
    return is_acceptable(diagnostic) and not is_leak


def record_name(diagnostic: Diagnostic) -> str:
    """Return how an acceptance names the record of a finding: by id or index number, else by its 《title》, else by its
    file, so that what is accepted in one place is not accepted in another.
    """
    return diagnostic.record or diagnostic.subject or diagnostic.location.file


def control(
    diagnostics: Iterable[Diagnostic], settings: Record, as_of: date, known: Iterable[str]
) -> tuple[Diagnostic, ...]:
    """Return findings as the settings weigh them, without those accepted, and with findings about the settings.

    `known` are the codes of all rules.
    """
    acceptances = tuple(_acceptances(settings))
    weighed = tuple(_weighed(diagnostics, settings))
    covered = _covered(weighed, acceptances)
    accepted: set[int] = set()
    exceeded: dict[int, _Acceptance] = {}
    for acceptance in acceptances:
        if acceptance.until is None or acceptance.until < as_of:
            continue
        found = covered[acceptance.position]
        if acceptance.count is None or len(found) <= acceptance.count:
            accepted.update(found)
        else:
            exceeded |= dict.fromkeys(found, acceptance)
    kept = [
        _with_reason(diagnostic, exceeded.get(number), settings)
        for number, diagnostic in enumerate(weighed)
        if number not in accepted
    ]
    own = [
        *_about_rules(settings, frozenset(known)),
        *_about_acceptances(settings, acceptances, as_of, covered, frozenset(known)),
    ]
    kept += _weighed(map(masked, own), settings)
    return tuple(sorted(kept, key=lambda diagnostic: diagnostic.sort_key))


def select(
    diagnostics: Iterable[Diagnostic], wanted: Iterable[str], unwanted: Iterable[str]
) -> tuple[Diagnostic, ...]:
    """Return the findings whose code is chosen."""
    those, others = tuple(wanted), tuple(unwanted)
    return tuple(found for found in diagnostics if is_chosen(found.code, those, others))


def is_chosen(code: str, wanted: tuple[str, ...], unwanted: tuple[str, ...]) -> bool:
    """Tell whether a code begins with one of `wanted` (any, where that is empty) and with none of `unwanted`."""
    return (not wanted or code.startswith(wanted)) and not code.startswith(unwanted)


def _acceptances(settings: Record) -> Iterator[_Acceptance]:
    for position, row in numbered_blocks(settings.get("accepted")):
        rule, unit, record = (str(row.get(name, "")) for name in ("rule", "unit", "record"))
        count = row.get("count")
        yield _Acceptance(
            position,
            rule,
            unit,
            record,
            count if isinstance(count, int) else None,
            day(row.get("until")),
        )


def _weighed(diagnostics: Iterable[Diagnostic], settings: Record) -> Iterator[Diagnostic]:
    """Yield findings with the severity that the settings give their code, or else their family."""
    chosen = {
        str(row.get("rule")): row.get("severity") for row in blocks(settings.get("severities"))
    }
    for diagnostic in diagnostics:
        word = chosen.get(diagnostic.code) or chosen.get(diagnostic.family)
        if diagnostic.family in MISREAD:
            yield diagnostic
        elif word != _OFF:
            severity = _SEVERITIES.get(str(word), diagnostic.severity)
            severity = _capped(severity, diagnostic.code)
            is_same = severity is diagnostic.severity
            yield diagnostic if is_same else replace(diagnostic, severity=severity)


def _capped(severity: Severity, code: str) -> Severity:
    is_too_much = code[0] == _NEVER_ERRORS and severity is Severity.ERROR
    return Severity.WARNING if is_too_much else severity


def _covered(
    diagnostics: Sequence[Diagnostic], acceptances: Iterable[_Acceptance]
) -> Mapping[int, Sequence[int]]:
    """Return for each acceptance, by its position, the numbers of the findings that it is about."""
    by_key: defaultdict[tuple[str, str, str], list[int]] = defaultdict(list)
    for acceptance in acceptances:
        by_key[acceptance.rule, acceptance.unit, acceptance.record].append(acceptance.position)
    covered: defaultdict[int, list[int]] = defaultdict(list)
    for number, diagnostic in enumerate(diagnostics):
        if not is_acceptable(diagnostic):
            continue
        for unit in {"", diagnostic.unit}:
            for record in {"", record_name(diagnostic)}:
                for position in by_key.get((diagnostic.code, unit, record), ()):
                    covered[position].append(number)
    return covered


def _with_reason(
    diagnostic: Diagnostic, exceeded: _Acceptance | None, settings: Record
) -> Diagnostic:
    """Return a finding that says why it is back although it was accepted, if it was."""
    if exceeded is None:
        return diagnostic
    location = settings.locate(("accepted", exceeded.position, "count"))
    note = Related(location, f"这里只接受了{exceeded.count}个，现在更多了")
    return replace(diagnostic, related=(*diagnostic.related, note))


def _about_rules(settings: Record, known: frozenset[str]) -> Iterator[Diagnostic]:
    """Find codes that the settings name in vain."""
    families = {code[0] for code in known}
    for name in ("severities", "accepted"):
        for position, row in numbered_blocks(settings.get(name)):
            rule = str(row.get("rule", ""))
            where = (name, position, "rule")
            if rule and rule not in known | families:
                hint = "运行 disclose rule 查看全部编号"
                yield INEFFECTIVE_RULE.found(f"没有“{rule}”这条规则", hint, settings.locate(where))
            elif name == "severities" and rule[:1] in MISREAD:
                hint = "删去这一条；读取和字段的问题只能改正"
                yield INEFFECTIVE_RULE.found(
                    f"“{rule}”的级别不能调整", hint, settings.locate(where)
                )
            elif rule[:1] == _NEVER_ERRORS and row.get("severity") == "错误":
                hint = "改成警告；随日子变化的问题不能使检查不通过"
                message = f"“{rule}”的级别最高是警告"
                yield INEFFECTIVE_RULE.found(message, hint, settings.locate(where))


def _about_acceptances(
    settings: Record,
    acceptances: Iterable[_Acceptance],
    as_of: date,
    covered: Mapping[int, Sequence[int]],
    known: frozenset[str],
) -> Iterator[Diagnostic]:
    """Find acceptances that hold no longer, or for less than they say."""
    for acceptance in acceptances:
        rule, until = acceptance.rule, acceptance.until
        at = ("accepted", acceptance.position)
        found = len(covered.get(acceptance.position, ()))
        if until is None or rule not in known:
            continue
        if until < as_of:
            hint = "整改后删去这一条，或者重新批准并写新的日期"
            message = f"接受“{rule}”到{until}为止，已经到期"
            yield EXPIRED_ACCEPTANCE.found(message, hint, settings.locate((*at, "until")))
        elif rule[0] in MISREAD or rule in _OWN:
            message, hint = f"“{rule}”的问题不能接受", "改正问题，再删去这一条"
            yield USELESS_ACCEPTANCE.found(message, hint, settings.locate((*at, "rule")))
        elif not found:
            hint = "删去这一条；如果问题还在，核对单位和记录的写法"
            message = f"没有要接受的“{rule}”问题"
            yield USELESS_ACCEPTANCE.found(message, hint, settings.locate((*at, "rule")))
        elif acceptance.count is not None and found < acceptance.count:
            message = f"接受了{acceptance.count}个“{rule}”问题，现在只有{found}个"
            hint = f"把个数改成{found}"
            yield USELESS_ACCEPTANCE.found(message, hint, settings.locate((*at, "count")))
