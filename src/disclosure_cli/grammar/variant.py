"""Ways of writing that a grammar reads although the standard wording is another one."""

from __future__ import annotations

from enum import StrEnum


class Variant(StrEnum):
    """One departure from the standard wording; the value is the explanation that a user reads."""

    SPACE = "有多余的空格或换行"
    FULL_WIDTH = "用了全角数字、字母或冒号"
    HALF_WIDTH = "用了半角标点"
    BRACKET = "括号种类不对"
    YEAR_IN_BRACKETS = "令、公告的年份不用括号"
    DASH = "连接号不规范"
    CHINESE_NUMERAL = "应当用阿拉伯数字"
    ARABIC_NUMERAL = "应当用汉字数字"
    LEADING_ZERO = "序号前有多余的“0”"
    MISSING_COUNTER = "“工作日”前缺“个”"
    MISSING_WITHIN = "期限后缺“内”"
    MISSING_START = "缺“之日起”"
    DAY_WORD = "“天”“自然日”应当写作“日”"
    EXTRA_YEAR_WORD = "括号里的年份后有多余的“年”"
    EXTRA_ORDINAL = "序号前有多余的“第”"
    MISSING_ORDINAL = "序号前缺“第”"
    MISSING_NUMBER_WORD = "序号后缺“号”"
    ORDER_WORDING = "应当写作“……令第×号”"
    MISSING_TITLE_MARKS = "缺书名号《》"
    NESTED_TITLE_MARKS = "书名号里面应当用单书名号〈〉"
    EDITION_INSIDE = "修订年份应当写在书名号外面"
    ITEM_BRACKETS = "“项”的序号应当加括号"
    ITEM_WORDING = "“项”应当写作“第（×）项”"
    TWELVE_HOUR = "应当用24小时制"
    MISSING_MINUTES = "时间没有写到分钟"
