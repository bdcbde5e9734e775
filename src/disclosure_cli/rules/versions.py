"""R34x: the version of records that a workspace is written in, and the one that this program knows."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_cli import __version__
from disclosure_cli.facts.context import Context
from disclosure_cli.model import Record, Severity
from disclosure_cli.rules.rule import Finding, rule
from disclosure_cli.settings import SCHEMA_VERSION

_FIELD = ("schema_version",)


@rule("R340", "newer-workspace", Severity.ERROR, each="catalog")
def newer_workspace(record: Record, context: Context) -> Iterator[Finding]:
    """工作区要用更新的程序

    为什么: 架构版本说明记录照哪一版格式写成。程序旧、工作区新，新的字段和写法就会读错、漏掉，所以不生成。

    不好: 工作区的架构版本是3，用只认识到版本2的 disclose 生成。

    好: 先更新 disclose，再检查和生成。
    """
    version = record.get(*_FIELD)
    if isinstance(version, int) and version > SCHEMA_VERSION:
        message = (
            f"工作区的架构版本是{version}，这个程序（{__version__}）只认识到版本{SCHEMA_VERSION}"
        )
        yield Finding(
            record, _FIELD, message, "安装支持这个架构版本的 disclose；不要手工改小版本号"
        )


@rule("R341", "older-workspace", Severity.WARNING, each="catalog")
def older_workspace(record: Record, context: Context) -> Iterator[Finding]:
    """工作区的架构版本不是最新的

    为什么: 旧版本的记录照样能读、能生成；升级以后，其他人用旧程序就会得到提醒，不会读错、写坏。

    版本1: 没有编号登记。版本2: 每个单位有编号登记（register.txt），编号和索引号一经登记不再改变。

    不好: 架构版本: 1

    好: 先运行 disclose number 建立编号登记，再运行 disclose fix 查看改动，加上 --apply 写入：架构版本: 2
    """
    version = record.get(*_FIELD)
    if isinstance(version, int) and version < SCHEMA_VERSION:
        message = f"架构版本是{version}，现在是{SCHEMA_VERSION}"
        hint = "照旧能用；要升级，先运行 disclose number 建立编号登记，再运行 disclose fix"
        is_ready = all(unit.register is not None for unit in context.catalog.units)
        correction = str(SCHEMA_VERSION) if is_ready else None
        yield Finding(record, _FIELD, message, hint, correction=correction)
