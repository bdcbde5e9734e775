"""What a change is called, and what belongs to it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace

import pytest

from disclosure_cli.comparison.changes import Adjustment, Change, Verb
from disclosure_cli.comparison.comparing import Comparison, compare
from disclosure_cli.comparison.marks import Mark
from disclosure_cli.comparison.sides import inside, outside
from disclosure_cli.compile.changes import changes_data
from disclosure_cli.loading.workspace import load_schemas
from tests.rules.samples import ENTRIES, GUIDE, ITEMS, UNIT, base_files, catalog_of

SCHEMAS = load_schemas()[0]
DUTIES = "  责任分工:\n    制作: 业务股\n    负责: 办公室\n    责任人: 业务股股长\n"


def compared(
    before: Mapping[str, str], after: Mapping[str, str], *, public: bool = False
) -> Comparison:
    """Compare the base workspace with some files changed to itself with others."""
    sides = [
        outside(label, catalog_of(files), SCHEMAS) if public else inside(label, catalog_of(files))
        for label, files in (("前", before), ("后", after))
    ]
    return compare(sides[0], sides[1], SCHEMAS, is_public=public)


def edited(path: str, old: str, new: str) -> dict[str, str]:
    text = base_files()[path]
    assert old in text, old
    return {path: text.replace(old, new, 1)}


def only(comparison: Comparison) -> Change:
    (change,) = comparison.changes
    return change


@pytest.mark.parametrize(
    ("path", "old", "new", "verbs"),
    [
        (ITEMS, "机构职能", "机构职责", {Verb.RENAMED}),
        (ITEMS, "0101 职能职责", "0102 机构设置", {Verb.RECLASSED}),
        (ITEMS, "主要职责]", "主要职责, 服务对象]", {Verb.ENRICHED}),
        (ITEMS, ", 主要职责]", "]", {Verb.REDUCED}),
        (ITEMS, "主要职责]", "主要职责和权限]", {Verb.REWORDED}),
        (ITEMS, "  公开方式: 主动公开", "  公开方式: 依申请公开", {Verb.MODE}),
        (ITEMS, "  公开方式: 主动公开", "  公开方式: 不予公开", {Verb.CLOSED}),
        (ITEMS, "长期公开", "公开至办结后一年", {Verb.CHANGED}),
        (ITEMS, "单位名称, 主要职责", "主要职责, 单位名称", set()),
        (ITEMS, "政府网站, 公开查阅点", "公开查阅点, 政府网站", set()),
        (ENTRIES, "服务对象。", "办事对象。", {Verb.REWORDED}),
        (ENTRIES, "    审查结论: 公开", "    审查结论: 不予公开", {Verb.CLOSED, Verb.REVIEWED}),
        (ENTRIES, "  信息来源", "  有效性:\n    状态: 失效\n  信息来源", {Verb.VALIDITY}),
        (
            GUIDE,
            "修订日期: ",
            "前言: 为方便公众获取信息，编制本指南。\n修订日期: ",
            {Verb.REWORDED},
        ),
        (UNIT, "示例县示例局", "示例县示例委员会", {Verb.CHANGED}),
    ],
)
def test_a_change_is_called_by_its_name(path: str, old: str, new: str, verbs: set[Verb]) -> None:
    changes = compared({}, edited(path, old, new)).changes
    assert {verb for change in changes for verb in change.verbs} == verbs


def test_steps_in_another_order_are_a_change() -> None:
    service = "  办事指南:\n    办理程序: [{}]\n"
    files = [
        {ITEMS: base_files()[ITEMS] + service.format(steps)}
        for steps in ("申请, 受理", "受理, 申请")
    ]
    assert only(compared(*files)).verbs == (Verb.CHANGED,)


def test_where_records_stand_and_in_which_order_is_no_change() -> None:
    moved = {
        ITEMS: "",
        "catalogs/demo/items/other.yaml": f"# 挪到这里\n{base_files()[ITEMS]}",
    }
    assert compared({}, moved).is_empty


def test_who_is_responsible_is_said_of_an_item_and_its_entries() -> None:
    before = {ITEMS: base_files()[ITEMS] + DUTIES}
    after = before | edited(ENTRIES, "服务对象。", "办事对象。")
    assert only(compared(before, after)).responsible == ("业务股", "业务股股长")


def test_a_cancelled_item_tells_why() -> None:
    status = "  事项状态:\n    状态: 已取消\n    日期: 2025-03-20\n    原因: 职能划转\n"
    change = only(compared({}, {ITEMS: base_files()[ITEMS] + status}))
    assert (change.verbs, change.adjustment) == ((Verb.CANCELLED,), Adjustment.CANCELLED)
    assert change.reason == "职能划转"
    back = only(compared({ITEMS: base_files()[ITEMS] + status}, {}))
    assert (back.verbs, back.adjustment) == ((Verb.RESTORED,), Adjustment.ADDED)


def test_a_field_that_repeats_what_the_profile_says_is_no_change() -> None:
    publisher = {ITEMS: base_files()[ITEMS] + "  公开主体: 示例县示例局\n"}
    assert compared({}, publisher).is_empty


def test_lines_are_paired_with_the_same_in_other_words() -> None:
    after = edited(ITEMS, "单位名称, 主要职责", "单位名称和地址, 投诉渠道")
    (field,) = only(compared({}, after)).fields
    assert ((Mark.KEPT, "单位名称"), (Mark.NEW, "和地址")) in field.lines
    assert {((Mark.GONE, "主要职责"),), ((Mark.NEW, "投诉渠道"),)} <= set(field.lines)
    assert len(field.lines) == 3


def test_shared_vocabularies_are_compared_by_their_keys() -> None:
    classes = "catalogs/_vocab/classes.yaml"
    added = f'{base_files()[classes].rstrip()}\n- 分类代码: "98"\n  分类名称: 试验\n'
    comparison = compared({}, {classes: added})
    assert not comparison.units
    assert [(c.verbs, c.record.get("code")) for c in comparison.shared] == [((Verb.ADDED,), "98")]


def test_the_public_sees_no_internal_change() -> None:
    remark = edited(ITEMS, "  公开方式", "  内部备注: 与县里协商中\n  公开方式")
    assert not compared({}, remark).is_empty
    assert compared({}, remark, public=True).is_empty


def test_the_public_sees_a_record_come_and_go_without_the_reason() -> None:
    withheld = edited(
        ITEMS,
        "  公开方式: 主动公开",
        "  公开方式: 不予公开\n  不予公开理由:\n    依据: 16-1\n    理由: 内部事务",
    )
    gone = [*compared({}, withheld, public=True).changes]
    assert {verb for change in gone for verb in change.verbs} == {Verb.CLOSED}
    assert not any("内部事务" in change.reason for change in gone)
    back = [*compared(withheld, {}, public=True).changes]
    assert {verb for change in back for verb in change.verbs} == {Verb.ADDED}


@pytest.mark.parametrize("public", [True, False])
def test_an_item_that_lost_its_class_is_compared_all_the_same(public: bool) -> None:
    lost = edited(ITEMS, "  分类: 0101 职能职责\n", "")
    change = only(compared({}, lost, public=public))
    assert [change.field.label for change in change.fields] == ["分类"]


PERSON = "王小明"
NAMED = edited(ENTRIES, "服务对象。", f"服务对象。投诉人是{PERSON}。")


def retold(files: Mapping[str, str], old: str, new: str) -> dict[str, str]:
    """Return the entries of a workspace once more, with another text in one place."""
    assert old in files[ENTRIES], old
    return {ENTRIES: files[ENTRIES].replace(old, new, 1)}


REDACTED = retold(
    NAMED,
    "    审查结论: 公开\n",
    "    审查结论: 区分处理后公开\n    依据: 15-2\n    区分处理:\n"
    f"      - {{处理内容: 姓名, 所在字段: 内容概述, 处理文字: {PERSON}}}\n",
)
WITHDRAWN = retold(NAMED, "    审查结论: 公开\n", "    审查结论: 不予公开\n    依据: 15-2\n")


@pytest.mark.parametrize(
    ("after", "verbs"), [(REDACTED, (Verb.REDACTED,)), (WITHDRAWN, (Verb.CLOSED,))]
)
def test_the_public_is_not_told_again_what_was_taken_back(
    after: Mapping[str, str], verbs: tuple[Verb, ...]
) -> None:
    comparison = compared(NAMED, after, public=True)
    change = only(comparison)
    assert change.verbs == verbs
    assert PERSON not in json.dumps(changes_data(comparison), ensure_ascii=False)
    if verbs == (Verb.CLOSED,):
        assert set(change.record.data) == {"index"}


def test_an_entry_given_out_on_request_now_is_told_as_one() -> None:
    after = retold(NAMED, "    审查结论: 公开\n", "    审查结论: 依申请公开\n")
    comparison = compared(NAMED, after, public=True)
    assert only(comparison).verbs == (Verb.MODE,)
    assert PERSON not in json.dumps(changes_data(comparison), ensure_ascii=False)


@pytest.mark.parametrize("now", [REDACTED, WITHDRAWN])
def test_two_former_versions_tell_no_more_than_the_present(now: Mapping[str, str]) -> None:
    later = retold(NAMED, PERSON, f"{PERSON}等人")
    sides = [outside("", catalog_of(files), SCHEMAS) for files in (NAMED, later, now)]
    told = compare(sides[0], sides[1], SCHEMAS, is_public=True, now=sides[2])
    assert PERSON not in json.dumps(changes_data(told), ensure_ascii=False)


def beside(files: Mapping[str, str], unit: str, name: str) -> dict[str, str]:
    """Return the files of the base unit once more as another unit."""
    made = {}
    for path in (UNIT, GUIDE, ITEMS):
        text = files.get(path, base_files()[path]).replace("示例县示例局", name)
        made[path.replace("/demo/", f"/{unit}/")] = text
    return made


OTHER = "catalogs/other/entries/entries.yaml"


@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize("keeps_issuer", [False, True])
def test_an_entry_that_only_went_to_another_unit_was_transferred(
    public: bool, keeps_issuer: bool
) -> None:
    before = beside({}, "other", "示例县第二局")
    entries = base_files()[ENTRIES]
    if keeps_issuer:
        entries = entries.replace("  信息来源", "  发布机构: 示例县示例局\n  信息来源")
    change = only(compared(before, before | {ENTRIES: "[]\n", OTHER: entries}, public=public))
    assert change.verbs[0] is Verb.MOVED
    assert [(each.field.dotted, each.before, each.after) for each in change.fields] == (
        [] if keeps_issuer else [("issuer", ("示例县示例局",), ("示例县第二局",))]
    )
    assert change.former_unit == "示例县示例局"


@pytest.mark.parametrize("public", [False, True])
def test_a_unit_that_ends_and_one_that_begins_are_two(public: bool) -> None:
    made = beside({}, "other", "示例县第二局")
    before, after = catalog_of({}), catalog_of({**made, OTHER: "[]\n"})
    after = replace(after, units=tuple(unit for unit in after.units if unit.id == "other"))
    sides = [outside("", each, SCHEMAS) if public else inside("", each) for each in (before, after)]
    told = compare(sides[0], sides[1], SCHEMAS, is_public=public)
    assert [(unit.before is None, unit.after is None) for unit in told.units] == [
        (True, False),
        (False, True),
    ]


@pytest.mark.parametrize(
    "said", ["单位名称: 示例县示例局", "单位名称: 示例县新局\n其他名称: [示例县示例局]"]
)
def test_a_unit_in_a_renamed_folder_is_known_by_its_names(said: str) -> None:
    made = beside({}, "other", "示例县示例局")
    path = "catalogs/other/unit.yaml"
    made[path] = made[path].replace("单位名称: 示例县示例局", said)
    after = catalog_of({**made, OTHER: base_files()[ENTRIES]})
    after = replace(after, units=tuple(unit for unit in after.units if unit.id == "other"))
    told = compare(inside("", catalog_of({})), inside("", after), SCHEMAS, is_public=False)
    assert [unit.was_renamed for unit in told.units] == [True]
