"""What a workspace decides about findings: how much each weighs, and which are accepted for a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from disclosure_cli.model import Code, Diagnostic, Record, Severity
from disclosure_cli.places import Part

UNKNOWN_RULE = Code(
    "R326",
    "unknown-rule",
    Severity.WARNING,
    """设置里的规则编号不存在

    为什么: 编号写错，调整级别或者接受问题就不起作用。

    不好: 规则: L999

    好: 规则: L423（运行 disclose rule 查看全部编号）
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
    """已接受的问题没有了

    为什么: 问题已经整改，或者写错了单位、记录；留着它，以后同样的问题就会被悄悄放过。Y和S两类问题读不出内容，不能接受。

    不好: 问题已经改好，“已接受的问题”里还留着。

    好: 删去这一条。
    """,
)
CODES = (UNKNOWN_RULE, EXPIRED_ACCEPTANCE, USELESS_ACCEPTANCE)

UNACCEPTABLE = frozenset("YS")
"""Families that can be neither accepted nor switched off: what they find was not read as it was meant."""

_SEVERITIES = {"错误": Severity.ERROR, "警告": Severity.WARNING, "提示": Severity.INFO}


@dataclass(frozen=True, slots=True)
class _Acceptance:
    """One record of `accepted`, and where it stands in the settings."""

    position: int
    rule: str
    unit: str
    record: str
    until: str

    def covers(self, diagnostic: Diagnostic) -> bool:
        """Tell whether a finding is one of those that were accepted."""
        return (
            diagnostic.code == self.rule
            and diagnostic.code[0] not in UNACCEPTABLE
            and self.unit in {"", diagnostic.unit}
            and self.record in {"", diagnostic.record}
        )


def control(
    diagnostics: Iterable[Diagnostic], settings: Record, as_of: date, known: Iterable[str]
) -> tuple[Diagnostic, ...]:
    """Return findings as the settings weigh them, without those accepted, and with findings about the settings.

    `known` are the codes of all rules.
    """
    acceptances = tuple(_acceptances(settings))
    live = [acceptance for acceptance in acceptances if acceptance.until >= as_of.isoformat()]
    kept: list[Diagnostic] = []
    useful: set[int] = set()
    for diagnostic in _weighed(diagnostics, settings):
        by = [acceptance.position for acceptance in live if acceptance.covers(diagnostic)]
        useful.update(by)
        if not by:
            kept.append(diagnostic)
    kept += _about_settings(settings, acceptances, live, useful, frozenset(known))
    return tuple(sorted(kept, key=lambda diagnostic: diagnostic.sort_key))


def select(
    diagnostics: Iterable[Diagnostic], wanted: Iterable[str], unwanted: Iterable[str]
) -> tuple[Diagnostic, ...]:
    """Return the findings whose code begins with one of `wanted` (all if empty) and with none of `unwanted`."""
    chosen, dropped = tuple(wanted), tuple(unwanted)
    return tuple(
        diagnostic
        for diagnostic in diagnostics
        if (not chosen or diagnostic.code.startswith(chosen))
        and not diagnostic.code.startswith(dropped)
    )


def _acceptances(settings: Record) -> Iterator[_Acceptance]:
    for position, accepted in enumerate(settings.get("accepted", default=())):
        if isinstance(accepted, dict):
            texts = (str(accepted.get(name, "")) for name in ("rule", "unit", "record", "until"))
            yield _Acceptance(position, *texts)


def _weighed(diagnostics: Iterable[Diagnostic], settings: Record) -> Iterator[Diagnostic]:
    """Yield findings with the severity that the settings give their code, or else their family."""
    chosen = {
        str(row.get("rule")): str(row.get("severity"))
        for row in settings.get("severities", default=())
        if isinstance(row, dict)
    }
    for diagnostic in diagnostics:
        word = chosen.get(diagnostic.code) or chosen.get(diagnostic.code[0])
        if word is None or diagnostic.code[0] in UNACCEPTABLE:
            yield diagnostic
        elif word in _SEVERITIES:
            yield replace(diagnostic, severity=_SEVERITIES[word])


def _about_settings(
    settings: Record,
    acceptances: tuple[_Acceptance, ...],
    live: list[_Acceptance],
    useful: set[int],
    known: frozenset[str],
) -> Iterator[Diagnostic]:
    families = {code[0] for code in known}
    for name in ("severities", "accepted"):
        for position, row in enumerate(settings.get(name, default=())):
            rule = str(row.get("rule", "")) if isinstance(row, dict) else ""
            if rule and rule not in known | families:
                hint = "运行 disclose rule 查看全部编号"
                yield _finding(
                    UNKNOWN_RULE, f"没有“{rule}”这条规则", hint, settings, name, position, "rule"
                )
    for acceptance in acceptances:
        where = ("accepted", acceptance.position)
        if acceptance not in live:
            hint = "整改后删去这一条，或者重新批准并写新的日期"
            message = f"接受“{acceptance.rule}”到{acceptance.until}为止，已经到期"
            yield _finding(EXPIRED_ACCEPTANCE, message, hint, settings, *where, "until")
        elif acceptance.position not in useful and acceptance.rule in known:
            hint = "删去这一条；如果问题还在，核对单位和记录的写法"
            message = f"没有要接受的“{acceptance.rule}”问题"
            yield _finding(USELESS_ACCEPTANCE, message, hint, settings, *where, "rule")


def _finding(
    code: Code, message: str, hint: str, settings: Record, name: str, position: int, field: str
) -> Diagnostic:
    location = settings.locate((name, position, field), Part.VALUE)
    return Diagnostic(code.code, code.name, code.severity, message, hint, location)
