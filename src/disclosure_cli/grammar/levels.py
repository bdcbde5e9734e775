"""公开层级: the levels of government that a text names, as 县级 or 乡级, 县、乡级 or 乡镇（街道）级.

The standard catalog has the columns 县级 and 乡级; catalogs in use name three more levels, and each in many words.
"""

from __future__ import annotations

import re
from functools import lru_cache

PROVINCE, CITY, COUNTY, TOWN, VILLAGE = LEVELS = ("省级", "市级", "县级", "乡级", "村级")
"""From the top down."""
_WORDS = {
    PROVINCE: "省 自治区 直辖市",
    CITY: "市 设区的市 设区市 地级市 地市 自治州 州 盟",
    COUNTY: "县 区 旗 县区 区县 市县区 县市区 区县市 县（市、区） 县（市、区、旗） 县（区） 区（县） 县（市）"
    " 自治县 自治旗 县级市 市辖区",
    TOWN: "乡 镇 街 乡镇 街道 镇街 街镇 乡镇街道 乡镇（街道） 乡镇（街） 乡（镇） 乡（镇、街道） 镇（街） 镇（街道）"
    " 民族乡 苏木",
    VILLAGE: "村 社区 居 村居 村社区 村（社区） 村（居） 嘎查",
}
_LEVEL_OF = {word: level for level, words in _WORDS.items() for word in words.split()}
_BETWEEN = "[、，,；;/和及与\\s]*"
_ONE = "|".join(sorted(map(re.escape, _LEVEL_OF), key=len, reverse=True))
_NAMED = re.compile(f"({_ONE})级?{_BETWEEN}")
_NARROW = str.maketrans("()", "（）")


@lru_cache(maxsize=4096)
def read(text: str) -> tuple[str, ...]:
    """Return the levels that a text names, from the top down; none where any part of it names no level."""
    wide, end = text.translate(_NARROW), 0
    found: set[str] = set()
    while end < len(wide):
        match = _NAMED.match(wide, end)
        if match is None:
            return ()
        found.add(_LEVEL_OF[match[1]])
        end = match.end()
    return tuple(level for level in LEVELS if level in found)
