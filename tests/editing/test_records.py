"""A change says what was meant and leaves every other byte alone."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure_cli.catalog import check_file, role_of
from disclosure_cli.editing.edits import EditError
from disclosure_cli.editing.records import ABSENT, Changes, FileChange, changed, rewrite
from disclosure_cli.editing.yaml_text import emit
from disclosure_cli.loading.workspace import load_schemas
from disclosure_cli.model import Path

SCHEMAS = load_schemas()[0]
ITEMS = "catalogs/some-unit/items/items.yaml"
UNIT = "catalogs/some-unit/unit.yaml"

ITEM = """# 事项
- 事项编号: 0101-001
  # 名称照三定方案
  事项名称: 机构职能
  分类: 0101 职能职责

  公开内容:
    - 机关职能
    # 地址
    - 办公地址
    - 联系方式
  公开渠道: [政府网站, 公开查阅点]
  责任分工: {制作: 办公室, 责任人: 主任}
  保密审查:
    承办人:
      职务: 科员
      日期: 2025-01-06
    # 尚无结论
  说明: |-
    第一行
    第二行

- 事项编号: 0101-002
  事项名称: 领导分工
"""


def rewritten(text: str, changes: Changes, path: str = ITEMS) -> str:
    return rewrite(path, text.encode(), FileChange({0: changes}), SCHEMAS).decode()


@pytest.mark.parametrize(
    ("changes", "before", "after"),
    [
        pytest.param({("title",): "机构设置"}, "名称: 机构职能", "名称: 机构设置", id="a text"),
        pytest.param(
            {("title",): "0102"}, "名称: 机构职能", '名称: "0102"', id="quotes where needed"
        ),
        pytest.param(
            {("elements", 1): "办公时间"},
            "    - 办公地址\n",
            "    - 办公时间\n",
            id="an item of a list",
        ),
        pytest.param(
            {("elements",): ["机关职能", "办公地址", "传真", "联系方式"]},
            "    - 办公地址\n",
            "    - 办公地址\n    - 传真\n",
            id="a new item in the middle",
        ),
        pytest.param(
            {("elements",): ["负责人", "机关职能", "办公地址", "联系方式"]},
            "  公开内容:\n",
            "  公开内容:\n    - 负责人\n",
            id="a new item at the top",
        ),
        pytest.param(
            {("elements",): ["机关职能", "办公地址"]}, "    - 联系方式\n", "", id="an item less"
        ),
        pytest.param(
            {("channels",): ["政府网站"]}, "[政府网站, 公开查阅点]", "[政府网站]", id="a short list"
        ),
        pytest.param(
            {("channels",): ["政府网站", "国家企业信用信息公示系统（企业公示）的网页、公众号"]},
            "公开渠道: [政府网站, 公开查阅点]",
            "公开渠道:\n    - 政府网站\n    - 国家企业信用信息公示系统（企业公示）的网页、公众号",
            id="a list that has become long",
        ),
        pytest.param(
            {("responsibility", "post"): "副主任"},
            "责任人: 主任",
            "责任人: 副主任",
            id="in braces",
        ),
        pytest.param(
            {("review", "handler", "post"): "文书"}, "职务: 科员", "职务: 文书", id="in a block"
        ),
        pytest.param(
            {("review", "conclusion"): "公开"},
            "      日期: 2025-01-06\n    # 尚无结论\n",
            "      日期: 2025-01-06\n    审查结论: 公开\n    # 尚无结论\n",
            id="a new key of a block",
        ),
        pytest.param(
            {("time_limit",): "及时公开", ("duration",): "长期公开"},
            "    - 联系方式\n",
            "    - 联系方式\n  公开时限: 及时公开\n  公开期限: 长期公开\n",
            id="new keys in the order of the schema",
        ),
        pytest.param(
            {("notes",): ABSENT}, "  说明: |-\n    第一行\n    第二行\n", "", id="a key less"
        ),
        pytest.param(
            {("notes",): "一行"},
            "说明: |-\n    第一行\n    第二行",
            "说明: 一行",
            id="lines become one",
        ),
        pytest.param(
            {("title",): "甲\n乙"},
            "名称: 机构职能",
            "名称: |-\n    甲\n    乙",
            id="one line becomes two",
        ),
        pytest.param(
            {("review", "handler"): ABSENT},
            "  保密审查:\n    承办人:\n      职务: 科员\n      日期: 2025-01-06\n",
            "",
            id="a block that is left empty",
        ),
    ],
)
def test_only_what_is_named_changes(changes: Changes, before: str, after: str) -> None:
    assert ITEM.count(before) == 1
    assert rewritten(ITEM, changes) == ITEM.replace(before, after)
    assert rewritten(ITEM.replace("\n", "\r\n"), changes) == ITEM.replace(before, after).replace(
        "\n", "\r\n"
    )


def test_english_keys_stay_english() -> None:
    text = "- id: 0101-001\n  title: 机构职能\n"
    assert rewritten(text, {("mode",): "主动公开"}) == text + "  mode: 主动公开\n"


def test_an_empty_value_is_filled() -> None:
    text = "单位名称: 示例局\n单位简称:\n单位类型: 政府部门\n"
    made = rewritten(text, {("short_name",): "示例"}, UNIT)
    assert made == text.replace("单位简称:", "单位简称: 示例")


def test_a_key_before_all_others() -> None:
    assert rewritten("- 事项名称: 机构职能\n", {("id",): "0101-001"}) == (
        "- 事项编号: 0101-001\n  事项名称: 机构职能\n"
    )


def test_the_first_key_of_an_item_goes() -> None:
    text = "- 索引号: 000000000/2025-00001\n  信息名称: 通知\n"
    path = "catalogs/some-unit/entries/entries.yaml"
    assert rewritten(text, {("index",): ABSENT}, path) == "- 信息名称: 通知\n"


def test_records_are_added_behind_the_last() -> None:
    record = {"id": "0101-003", "title": "内设机构"}
    change = FileChange({1: {("title",): "领导"}}, [record])
    made = rewrite(ITEMS, ITEM.encode(), change, SCHEMAS).decode()
    assert made == (
        ITEM.replace("领导分工", "领导") + "\n- 事项编号: 0101-003\n  事项名称: 内设机构\n"
    )


def test_a_new_file_begins_with_what_it_is() -> None:
    change = FileChange(added=[{"id": "0101-001", "title": "内设机构"}], title="新事项")
    made = rewrite(ITEMS, b"", change, SCHEMAS).decode()
    assert made == "# 新事项。\n\n- 事项编号: 0101-001\n  事项名称: 内设机构\n"


def test_a_form_that_cannot_be_changed_is_said() -> None:
    with pytest.raises(EditError):
        rewritten("- {事项编号: 0101-001, 事项名称: 机构职能}\n", {("notes",): "甲\n乙"})


_LINE = st.text("事项公开：: #-'\"，,、[]{}&*!|>%@0.9是否 ", min_size=1, max_size=12).map(str.strip)
LINE = _LINE.filter(lambda text: bool(text) and text != "~")
TEXT = st.lists(LINE, min_size=1, max_size=3).map("\n".join)
LISTS = st.lists(TEXT, min_size=1, max_size=4, unique=True)
STEPS = st.fixed_dictionaries({"post": LINE}, optional={"date": st.just("2025-01-06")})
VALUES: dict[Path, st.SearchStrategy[Any]] = {
    ("title",): LINE,
    ("notes",): TEXT,
    ("elements",): LISTS,
    ("basis",): LISTS,
    ("responsibility", "made_by"): LINE,
    ("responsibility", "accountable"): LINE,
    ("review", "handler"): STEPS,
    ("review", "reviewer", "post"): LINE,
    ("review", "archive_no"): LINE,
    ("exemption",): st.fixed_dictionaries({"ground": st.just("16-1"), "reason": TEXT}),
}


@st.composite
def some_changes(draw: st.DrawFn, *, absent: bool) -> dict[Path, Any]:
    chosen = draw(st.lists(st.sampled_from(sorted(VALUES, key=str)), min_size=1, unique=True))
    value = (lambda path: st.just(ABSENT) | VALUES[path]) if absent else VALUES.__getitem__
    return {path: draw(value(path)) for path in chosen}


@given(
    st.lists(some_changes(absent=False), min_size=1, max_size=3),
    some_changes(absent=True),
    st.sampled_from(["zh", "en"]),
    st.sampled_from(["\n", "\r\n"]),
)
def test_any_change_is_made_and_read_back(
    written: list[dict[Path, Any]], changes: Changes, keys: Any, line_end: str
) -> None:
    records = [changed({"id": f"0101-{n:03}"}, made) for n, made in enumerate(written, start=1)]
    text = emit(records, SCHEMAS["item"].fields, keys).replace("\n\n", "\n# 注释\n")
    before = text.replace("\n", line_end).encode()
    role = role_of(ITEMS)
    assert role is not None
    assert [record.data for record in check_file(ITEMS, before, role, SCHEMAS).records] == records
    after = rewrite(ITEMS, before, FileChange({0: changes}), SCHEMAS)
    made = [record.data for record in check_file(ITEMS, after, role, SCHEMAS).records]
    assert made == [changed(records[0], changes), *records[1:]]
    assert after.count("# 注释".encode()) == before.count("# 注释".encode())
    again = rewrite(ITEMS, after, FileChange({0: changes}), SCHEMAS)
    assert again == after
