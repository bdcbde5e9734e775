"""What a review answers about all items of a unit at once."""

from __future__ import annotations

from collections.abc import Callable

from disclosure_cli.facts.context import Context
from disclosure_cli.loading.workspace import load_schemas
from tests.rules.samples import AS_OF, ITEMS, catalog_of

ITEM = """\
- 事项编号: 0101-001
  分类: 0101 职能职责
  事项名称: 机构职能
  公开内容: [职能, 机构, 职能]
  公开渠道: [政府网站, 没有的渠道]
  公开时限: [职能]
"""


def review(items: str) -> Context:
    catalog = catalog_of({ITEMS: items})
    return Context(catalog, load_schemas()[0], AS_OF).of_unit(catalog.units[0])


def asking(asked: list[str], wrong: str) -> Callable[[str], bool]:
    """Return what tells that a text is wrong, and notes what it was asked."""

    def is_wrong(text: str) -> bool:
        asked.append(text)
        return text == wrong

    return is_wrong


def test_each_text_is_asked_about_once_and_found_in_all_its_places() -> None:
    asked: list[str] = []
    found = [*review(ITEM).items_saying("elements", asking(asked, "职能"))]
    assert [(path, text) for _, path, text in found] == [
        (("elements", 0), "职能"),
        (("elements", 2), "职能"),
    ]
    assert sorted(asked) == ["机构", "职能"]


def test_a_list_is_no_text_of_a_field_for_one() -> None:
    assert [*review(ITEM).items_saying("time_limit", lambda text: text == "职能")] == []


def test_references_are_asked_about_once_a_text() -> None:
    asked: list[str] = []
    twice = ITEM + ITEM.replace("0101-001", "0101-002")
    found = [*review(twice).references("channel", asking(asked, "没有的渠道"))]
    assert [(record.data["id"], path) for record, path, _ in found] == [
        ("0101-001", ("channels", 1)),
        ("0101-002", ("channels", 1)),
    ]
    assert asked.count("没有的渠道") == asked.count("政府网站") == 1
