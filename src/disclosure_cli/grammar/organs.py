"""What the name of an organ says of who leads it."""

from __future__ import annotations

import re

# Names of the local bodies of those that 行政复议法, art. 27, names. A 地方金融监督管理局 is led by its government.
_LED_FROM_ABOVE = re.compile(
    "国家税务总局|税务[局所]|海关$|国家外汇管理局|外汇管理局|中国人民银行"
    "|国家金融监督管理总局|金融监督管理总局|证券监督管理|国家安全[局厅]"
)
# Those led from above have another organ (art. 27), 司法行政部门 may have (art. 28); of some it is not certain.
_PERHAPS_LED_FROM_ABOVE = re.compile(
    "税务|海关|外汇|金融监督|国家安全局|海事|司法[厅局]|证券监督|统计局?调查队"
)


def is_led_from_above(name: str) -> bool:
    """Tell whether an organ is one of those against which people turn to the competent organ above, and not to the
    government beside it: customs, finance, foreign exchange, taxes, national security (行政复议法, art. 27).
    """
    return _LED_FROM_ABOVE.search(name) is not None


def may_be_led_from_above(name: str) -> bool:
    """Tell whether people may turn to another organ than the government beside it, so that neither is wrong."""
    return _PERHAPS_LED_FROM_ABOVE.search(name) is not None
