"""Time limits that other law sets for particular matters (second half of art. 26 of the Regulations)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from disclosure_cli.facts.texts import bare_texts
from disclosure_cli.grammar import time_limit
from disclosure_cli.grammar.time_limit import (
    Cycle,
    Dated,
    Limit,
    Part,
    Posting,
    Prompt,
    Recurring,
    Unit,
)
from disclosure_cli.model import Record, blocks
from disclosure_cli.publishing.deciding import ACTIVE, is_cancelled

# What may stand behind the name of a matter without making it another matter: a 预算管理制度 is no 预算.
_BEHIND = (
    r"(?:信息|公开|公示|公告|名单|情况|报告|结果|草案|公开表|报表|及说明|说明|征求意见|[（(][^）)]*[）)]"
    r"|[及和、]“?三公”?经费(?:[预决]算)?)*$"
)
_NATURAL_DAYS = {
    Unit.HOUR: 1 / 24,
    Unit.WORKING_DAY: 7 / 5,
    Unit.DAY: 1,
    Unit.WEEK: 7,
    Unit.MONTH: 30,
    Unit.YEAR: 365,
}
STATUTORY = Limit(20, Unit.WORKING_DAY, "信息形成或者变更")
"""Art. 26, first half."""


_AT_ONCE = frozenset(("当日", "即时", "实时", "立即"))
_LAST_DAY = 31


class SpecialLimit(NamedTuple):
    """What a law says about the time limit of one matter; `kinds` are the only units that it says it for, if any."""

    law: Record
    matter: str
    article: str
    wording: str
    parts: tuple[Part, ...]
    words: tuple[str, ...]
    title: re.Pattern[str]
    kinds: tuple[str, ...]

    @property
    def source(self) -> str:
        """Return the basis as a clerk writes it."""
        return f"《{self.law.get('title')}》{self.article if self.article.startswith('第') else ''}"

    def is_met(self, parts: Iterable[Part]) -> bool:
        """Tell whether a time limit keeps to this one: nothing later, nothing posted for a shorter time."""
        found = tuple(parts)
        return all(_keeps(found, demanded) for demanded in self.parts)

    def is_outdone(self, parts: Iterable[Part]) -> bool:
        """Tell whether a time limit is at once where this one leaves some days: no use is made of it."""
        prompt = any(isinstance(part, Prompt) and part.manner in _AT_ONCE for part in parts)
        return prompt and all(isinstance(demanded, Limit) for demanded in self.parts)


def special_limits(laws: Iterable[Record]) -> tuple[SpecialLimit, ...]:
    """Return the limits of laws that say by which words their matter is known in a title."""
    return tuple(
        special
        for law in laws
        for limit in blocks(law.get("limits"))
        if (special := _special_limit(law, limit)) is not None
    )


def _special_limit(law: Record, limit: Mapping[str, Any]) -> SpecialLimit | None:
    words = bare_texts(limit.get("words"))
    parsed = time_limit.parse(str(limit.get("limit", "")))
    if not words or parsed is None:
        return None
    return SpecialLimit(
        law,
        str(limit.get("matter", "")),
        str(limit.get("article", "")),
        str(limit["limit"]),
        parsed.parts,
        tuple(words),
        re.compile("(?:" + "|".join(map(re.escape, words)) + ")" + _BEHIND),
        tuple(bare_texts(limit.get("kinds"))),
    )


def limits_for(kind: str, known: Iterable[SpecialLimit]) -> tuple[SpecialLimit, ...]:
    """Return the special limits that hold for a kind of unit."""
    return tuple(limit for limit in known if not limit.kinds or kind in limit.kinds)


def special_limit_of(title: object, known: Iterable[SpecialLimit]) -> SpecialLimit | None:
    """Return the special limit of the matter that an item is about, told by the item's title.

    Of several, the one that most of the title names: a 拟征收土地公告 is no 征收土地公告.
    """
    if not isinstance(title, str):
        return None
    found = ((limit, limit.title.search(title)) for limit in known)
    starts = ((limit, match.start()) for limit, match in found if match is not None)
    return min(starts, key=lambda pair: pair[1], default=(None, 0))[0]


def special_items(
    items: Iterable[Record], known: tuple[SpecialLimit, ...]
) -> Iterator[tuple[Record, SpecialLimit, bool]]:
    """Yield the items that are disclosed actively and have a special limit, with whether theirs keeps to it.

    Not those that are disclosed at once.
    """
    any_word = re.compile("|".join(re.escape(word) for limit in known for word in limit.words))
    for item in items if known else ():
        title = item.data.get("title")
        if not isinstance(title, str) or not any_word.search(title):
            continue
        special = special_limit_of(title, known)
        parsed = time_limit.parse(str(item.data.get("time_limit", "")))
        is_due = item.data.get("mode") == ACTIVE and not is_cancelled(item)
        if special is None or parsed is None or not is_due:
            continue
        if not special.is_outdone(parsed.parts):
            yield item, special, special.is_met(parsed.parts)


def natural_days(part: Limit | Posting) -> float:
    """Return about how many days of the calendar a limit is, to compare limits of different units."""
    return part.number * _NATURAL_DAYS[part.unit]


def _keeps(found: tuple[Part, ...], demanded: Part) -> bool:
    match demanded:
        case Limit():
            limits = [part for part in found if isinstance(part, Limit)]
            return any(natural_days(part) <= natural_days(demanded) for part in limits)
        case Posting():
            postings = [part for part in found if isinstance(part, Posting)]
            return any(natural_days(part) >= natural_days(demanded) for part in postings)
        case Recurring(Cycle.YEAR, month=int(month)):
            last = (month, demanded.day or _LAST_DAY)
            return any(_is_yearly_by(part, last) for part in found)
        case _:
            return True


def _is_yearly_by(part: Part, last: tuple[int, int]) -> bool:
    """Tell whether something is disclosed each year by a day, or by that day of one year."""
    if not isinstance(part, Recurring | Dated) or part.month is None:
        return False
    return (part.month, part.day or _LAST_DAY) <= last
