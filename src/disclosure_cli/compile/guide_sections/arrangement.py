"""信息的分类和编排体系 (art. 12): the classes that are in use, and what the columns of the catalog mean."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_cli.compile.guide_sections.outline import (
    Blocks,
    Section,
    introduced,
    paragraphs,
    table,
)
from disclosure_cli.compile.guide_sections.subject import Subject
from disclosure_cli.compile.meanings import entry_columns, item_columns
from disclosure_cli.index_scheme import PREFIX

_CLASS_DIGITS = 2
_CLASSES = "列入目录的{information}按照内容分类。分类代码每级两位数字，同类信息使用同一个代码。"
_NOTHING_CLASSED = "目录目前没有列入事项。"
# Art. 13: there are these two ways and no third.
_TWO_WAYS = "{information}按照公开方式，分为主动公开和依申请公开两种。"
_TWO_PARTS = (
    "目录由公开事项目录和信息目录两部分组成。公开事项目录一个事项一行，按照分类代码排列；"
    "信息目录一条信息一行，按照公开日期从新到旧排列。"
)
_INDEX = "每条信息有一个索引号，在目录中唯一，公布以后不再改变；信息变更、失效或者发布机构更名，索引号都不变。"


def arrangement(subject: Subject) -> Section:
    """Return how information is classed and how the catalog is laid out."""
    return Section(
        "arrangement",
        "信息的分类和编排体系",
        parts=(
            Section("classes", "信息的分类", _classes(subject)),
            Section(
                "columns",
                "编排体系",
                paragraphs(_TWO_PARTS),
                (
                    Section("items", _ITEMS, _columns(_ITEMS, item_columns())),
                    Section(
                        "entries", _ENTRIES, _columns(_ENTRIES, entry_columns(subject.schemas))
                    ),
                    Section("index", "索引号", paragraphs(_INDEX + _example(subject))),
                ),
            ),
        ),
    )


def _classes(subject: Subject) -> Blocks:
    tree = table(
        "目录使用的分类",
        (("代码", 8), ("分类", 24), ("下级分类", 60)),
        _tree(subject),
        head="分类",
    )
    lead = subject.say(_CLASSES)
    ways = "" if subject.is_public_institution else subject.say(_TWO_WAYS)
    return (
        *(introduced(f"{lead}目前使用的分类如下：", tree) or paragraphs(lead + _NOTHING_CLASSED)),
        *paragraphs(ways),
    )


def _tree(subject: Subject) -> Iterator[tuple[str, str, str]]:
    """Yield code and name of each first-level class in use, and the classes in use below it."""
    names = subject.view.classes
    used = sorted({item.class_code for item in subject.view.items})
    for first in sorted({code[:_CLASS_DIGITS] for code in used}):
        below = [
            f"{code} {names.get(code, '')}".rstrip()
            for code in used
            if code.startswith(first) and code != first
        ]
        yield first, names.get(first, ""), "\n".join(below)


_ITEMS, _ENTRIES = "公开事项目录的栏目", "信息目录的栏目"


def _columns(caption: str, rows: list[tuple[str, str]]) -> Blocks:
    return table(caption, (("栏目", 24), ("含义", 66)), rows)


_PARTS = {
    "年": "年份",
    "月": "月份",
    "日": "日期",
    "分类": "分类代码",
    "流水号": "顺序号",
    PREFIX: "{us}的代码",
}


def _example(subject: Subject) -> str:
    """Explain an index number of the unit, where it is of the scheme of the workspace."""
    for entry in subject.view.entries:
        index = str(entry.data.get("index", ""))
        parts = subject.view.index_scheme.parts_of(index)
        named = [subject.say(_PARTS.get(part, part)) for part in parts]
        if len(named) > 1:
            return f"例如{index}：依次是{'、'.join(named[:-1])}和{named[-1]}。"
    return ""
