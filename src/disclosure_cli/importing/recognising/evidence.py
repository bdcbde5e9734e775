"""What a column's cells speak for: a share between 0 and 1 for each field they may be.

Used where a label is missing, damaged, doubled or says one thing while the cells say another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from disclosure_cli.importing.channels import looks_like_channels
from disclosure_cli.importing.grid import GridRow
from disclosure_cli.importing.recognising.headers import LeafColumn
from disclosure_cli.importing.text import compact, ditto, tick

SAMPLED_ROWS = 400
SAMPLE = 80
"""So many rows, and of them so many distinct cells, speak for what a column holds."""

_SEQUENCE = re.compile(
    r"^[(（]?(?:[0-9]{1,6}(?:[.-][0-9]{1,4})*|[一二三四五六七八九十百]{1,4})[)）.、]?$"
)
_BASIS = re.compile(
    r"[《〈<].+[》〉>]|法律法规|政策文件|相关规定|有关规定|[〔\[(（]20[0-9]{2}[〕\])）][0-9]+号|条例"
)
_TIME = re.compile(
    r"工作日|日内|之日起|及时|实时|即时|随时|适时|长期|永久|任期|每年|每月|每季|每半年|每日|按年|按月|按季|按进展|年度|季度"
    r"|[0-9]+(?:个)?(?:日|天|小时|月)|[0-9一两二三五]年(?!度)|月底|年底|月[0-9]+日前|前公开|动态|定期|常年|同步"
)
_BODY = re.compile(
    r"(?:局|政府|办|办公室|委|委员会|部|部门|单位|中心|站|所|院|队|厅|司|办事处|镇|乡|街道|科|股|处|室|校|学校|学院|馆|公司"
    r"|中队|大队|支队|集团|组|委会|(?<=.)机关|(?<=.)机构|党委|联社|分局|协会|联合会)(?:[、,，;；/]|$|\(|（)"
)
_MODE = re.compile(r"主动公开|依申请|不予公开|主动$|申请公开|免予公开|不公开")
_AUDIENCE = re.compile(
    r"全社会|社会公众|公众|社会|特定|群众|群体|申请人|当事人|相关人|服务对象|居民|村民|企业|个人|全体"
)
_LEVEL = re.compile(r"^(?:[省市州县区旗乡镇村街道社区国家级、,，/及和\s]|办)+$")
_WEEKDAY = r"(?:\s*\(?(?:星期|周)[一二三四五六日天]\)?)?"
_DATE = re.compile(
    rf"^(?:19|20)[0-9]{{2}}[-/.年][0-9]{{1,2}}(?:[-/.月][0-9]{{1,2}}日?)?月?{_WEEKDAY}(?:\s+[0-9:]+)?$"
)
_DATE_IN_WORDS = re.compile(
    rf"^[〇○零一二三四五六七八九]{{4}}年[一二三四五六七八九十]{{1,2}}月(?:[一二三四五六七八九十]{{1,3}}日)?{_WEEKDAY}$"
)
_INDEX = re.compile(r"^[0-9A-Za-z]{4,18}[-/]?[0-9A-Za-z]*[/-][0-9]{4,}[-0-9]*$")
_DOCUMENT = re.compile(r"[〔\[(（﹝【]?(?:19|20)[0-9]{2}[〕\])）﹞】]?.{0,3}[0-9]+号$|令第[0-9]+号")


@lru_cache(maxsize=8192)
def _reads_as(text: str) -> frozenset[str]:
    flat = compact(text)
    found = {field for field, test in _TESTS.items() if test(text, flat)}
    return frozenset(found)


_TESTS: dict[str, Callable[[str, str], bool]] = {
    "seq": lambda text, flat: _SEQUENCE.match(flat) is not None and not _DATE.match(flat),
    "tick": lambda text, flat: tick(text) is not None,
    "basis": lambda text, flat: _BASIS.search(flat) is not None,
    "time_limit": lambda text, flat: len(flat) <= 200 and _TIME.search(flat) is not None,
    "publisher": lambda text, flat: (
        2 <= len(flat) <= 60
        and "《" not in flat
        and _BODY.search(flat) is not None
        and not looks_like_channels(text)
    ),
    "channels": lambda text, flat: looks_like_channels(text),
    "mode": lambda text, flat: len(flat) <= 24 and _MODE.search(flat) is not None,
    "audience": lambda text, flat: len(flat) <= 30 and _AUDIENCE.search(flat) is not None,
    "level": lambda text, flat: len(flat) <= 16 and _LEVEL.match(flat) is not None,
    "date": lambda text, flat: (
        _DATE.match(unicodedata.normalize("NFKC", text.strip())) is not None
        or _DATE_IN_WORDS.match(flat) is not None
    ),
    "index": lambda text, flat: _INDEX.match(flat) is not None,
    "doc_no": lambda text, flat: len(flat) <= 40 and _DOCUMENT.search(flat) is not None,
}


class Evidence:
    """The shares of one column; a column without content speaks for nothing and against nothing."""

    def __init__(self, texts: Iterable[str]) -> None:
        distinct = dict.fromkeys(text for text in texts if not ditto(text))
        self._sample = list(distinct)[:SAMPLE]
        self.length = sum(map(len, self._sample)) / max(len(self._sample), 1)
        readings = [_reads_as(text) for text in self._sample]
        self._shares = {
            field: sum(field in reading for reading in readings) / len(readings)
            for field in _TESTS
            if readings
        }

    @property
    def empty(self) -> bool:
        """Whether the column has no content to judge by."""
        return not self._sample

    def share(self, field: str) -> float:
        """The share of distinct cells that read as ``field``; 0 for fields without a test."""
        return self._shares.get(field, 0.0)


def column_evidence(leaf: LeafColumn, rows: Sequence[GridRow], header_ends: int = 0) -> Evidence:
    """The evidence of a column below its header, from the first rows."""
    cells = (row.cells[leaf.first] for row in rows[:SAMPLED_ROWS])
    return Evidence(cell.text for cell in cells if cell is not None and cell.row > header_ends)
