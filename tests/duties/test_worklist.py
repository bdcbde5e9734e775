"""What is to be done as of a day: by whom, by when, nearest first, counted in working days of the real calendar."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from disclosure_cli.duties.outstanding import Kind
from disclosure_cli.duties.worklist import Grouping, State, Worklist, worklist
from disclosure_cli.loading.workspace import load_schemas
from tests.rules.samples import ENTRIES, ITEMS, SETTINGS, UNIT, added, base_files, catalog_of
from tests.support.fixtures import MakeWorkspace, Run

PUBLISHED = "  公开日期: 2025-01-14\n"
REVIEW = base_files()[ENTRIES].partition("  保密审查:")[1:]


def listed(
    files: Mapping[str, str], as_of: str, *, within: int = 10, units: Sequence[str] = ()
) -> Worklist:
    """Return the work list of the base workspace with some files changed."""
    schemas = load_schemas()[0]
    day = date.fromisoformat(as_of)
    return worklist(catalog_of(files), schemas, day, within, frozenset(units))


def pending(created: str, *edits: tuple[str, str]) -> dict[str, str]:
    """Return the entry of the base workspace not yet disclosed, formed on a day, with further edits."""
    text = base_files()[ENTRIES].replace(PUBLISHED, "").replace("2025-01-06", created)
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    return {ENTRIES: text}


def only(made: Worklist, kind: Kind) -> Any:
    """Return the one row of a kind."""
    (row,) = (row for row in made.rows if row.duty.kind is kind)
    return row


def test_a_workspace_in_order_has_nothing_to_do() -> None:
    assert listed({}, "2025-03-31").rows == ()


# Counted by hand on the published calendars. 国庆节 2025: 1 to 8 October free, 28 September and 11 October worked.
# 春节 2025: 28 January to 4 February free, 26 January and 8 February worked. 元旦 2026: 1 to 3 January free, the 4th
# worked.
@pytest.mark.parametrize(
    ("created", "due", "as_of", "days"),
    [
        ("2025-09-22", "2025-10-24", "2025-09-30", 13),
        ("2025-09-22", "2025-10-24", "2025-10-05", 13),
        ("2025-09-22", "2025-10-24", "2025-10-10", 11),
        ("2025-09-22", "2025-10-24", "2025-10-11", 10),
        ("2025-09-22", "2025-10-24", "2025-10-24", 0),
        ("2025-09-22", "2025-10-24", "2025-10-27", -1),
        ("2025-01-20", "2025-02-21", "2025-01-27", 14),
        ("2025-01-20", "2025-02-21", "2025-02-08", 10),
        ("2025-01-20", "2025-02-21", "2025-02-24", -1),
        ("2025-12-08", "2026-01-06", "2025-12-31", 3),
        ("2025-12-08", "2026-01-06", "2026-01-04", 2),
        ("2025-12-08", "2026-01-06", "2026-01-12", -4),
    ],
)
def test_days_are_working_days_over_holidays(created: str, due: str, as_of: str, days: int) -> None:
    row = only(listed(pending(created), as_of), Kind.PUBLICATION)
    assert (row.due, row.days, row.provisional) == (due, days, False)


@pytest.mark.parametrize(("within", "state"), [(13, State.SOON), (12, State.OPEN), (0, State.OPEN)])
def test_the_list_looks_ahead_by_working_days(within: int, state: State) -> None:
    row = only(listed(pending("2025-09-22"), "2025-09-30", within=within), Kind.PUBLICATION)
    assert row.state is state


def test_a_year_without_a_published_calendar_is_provisional_and_said_so() -> None:
    row = only(listed(pending("2035-12-20"), "2035-12-25"), Kind.PUBLICATION)
    assert row.provisional
    assert row.due.endswith("（暂定）")


@pytest.mark.parametrize(
    ("edits", "kind"),
    [
        ((("  保密审查:" + REVIEW[1], ""),), Kind.REVIEW),
        ((("      日期: 2025-01-10\n", ""),), Kind.REVIEW),
        ((("    审查结论: 公开", "    归档号: 示例1"),), Kind.REVIEW),
        ((("审查结论: 公开", "审查结论: 送有权机关确定"),), Kind.DECISION),
        ((("审查结论: 公开", "审查结论: 区分处理后公开"),), Kind.REDACTION),
        (
            (("审查结论: 公开", "审查结论: 公开\n    区分处理:\n      - 处理内容: 身份证号码"),),
            Kind.REDACTION,
        ),
        ((("- 索引号: 000000000/2025-00001\n  所属", "- 所属"),), Kind.NUMBER),
        ((), Kind.PUBLICATION),
        ((("审查结论: 公开", "审查结论: 不予公开"),), None),
        ((("  信息来源: 自制", "  信息来源: 自制\n  公开方式: 依申请公开"),), None),
    ],
)
def test_information_on_its_way_is_listed_with_its_next_step(
    edits: tuple[tuple[str, str], ...], kind: Kind | None
) -> None:
    made = listed(pending("2025-03-20", *edits), "2025-03-31")
    assert [row.duty.kind for row in made.rows] == ([] if kind is None else [kind])


def test_an_unreviewed_draft_names_who_signs_next_and_what_else_is_lacking() -> None:
    draft = pending(
        "2025-03-20",
        ("- 索引号: 000000000/2025-00001\n  所属", "- 所属"),
        ("    部门负责人:\n      职务: 业务股股长\n      日期: 2025-01-08\n", ""),
    )
    row = only(listed(draft, "2025-03-31"), Kind.REVIEW)
    assert row.note == "缺部门负责人；没有索引号"
    assert row.post == "业务股股长"


DUTIES = ("  责任分工:", "    制作: 业务股", "    更新: 办公室", "    责任人: 业务股股长")


def test_the_division_of_labour_says_whose_turn_it_is() -> None:
    unreviewed = pending("2025-03-20", ("  保密审查:" + REVIEW[1], ""))
    reviewed = pending("2025-03-20")
    for files, expected in ((unreviewed, ("业务股", "业务股股长")), (reviewed, ("办公室", ""))):
        (row,) = listed({**files, **added(ITEMS, *DUTIES)}, "2025-03-31").rows
        assert (row.department, row.post) == expected


LEADERS = (
    "组织领导:",
    "  - 角色: 具体负责人",
    "    职务: 业务股股长",
    "    所在机构: 业务股",
    "  - 角色: 成员",
    "    职务: 文书",
    "    所在机构: 办公室",
    "  - 角色: 联络员",
    "    职务: 办公室主任",
    "    所在机构: 办公室",
)


def test_a_post_is_named_beside_its_own_department_only() -> None:
    files = {**pending("2025-03-20"), **added(ITEMS, *DUTIES), **added(UNIT, *LEADERS)}
    (row,) = listed(files, "2025-03-31").rows
    assert (row.department, row.post) == ("办公室", "办公室主任")


def test_a_signer_is_named_beside_the_department_that_the_post_is_in() -> None:
    signed = (
        "    部门负责人:\n      职务: 业务股股长\n      日期: 2025-01-08\n",
        "    部门负责人:\n      职务: 办公室副主任\n",
    )
    files = {**pending("2025-03-20", signed), **added(ITEMS, *DUTIES)}
    row = only(listed(files, "2025-03-31"), Kind.REVIEW)
    assert (row.department, row.post) == ("办公室", "办公室副主任")


def test_where_nobody_is_named_the_office_of_disclosure_acts() -> None:
    (row,) = listed(pending("2025-03-20"), "2025-03-31").rows
    assert row.department == "办公室"


WITHHELD = """- 事项编号: 1304-001
  事项名称: 考核内部材料
  分类: 1304 评先评优和职称
  公开方式: 不予公开
  不予公开理由:
    依据: 16-1
    理由: 属于人事管理方面的内部事务信息
    下次评估日期: 2025-04-09"""
UPDATE = ("  更新:", "    更新周期: 每半年", "    最近更新日期: 2025-02-14")
PLAN = ("实施方案:", "  - 阶段: 示例", "    任务:", "      - 任务内容: 编制目录")
TASK = (*PLAN, "        责任人: 副局长", "        完成时间: 2025-08-15", "        进展: 进行中")
VALID = (
    "  信息来源: 自制",
    "  信息来源: 自制\n  有效性:\n    状态: 有效\n    截止日期: 2025-12-31",
)


@pytest.mark.parametrize(
    ("kind", "files", "due"),
    [
        (Kind.REASSESSMENT, added(ITEMS, WITHHELD), "2025-04-09"),
        (Kind.UPDATE, added(ITEMS, *UPDATE), "2025-08-16"),
        (Kind.EXPIRY, {ENTRIES: base_files()[ENTRIES].replace(*VALID)}, "2025-12-31"),
        (Kind.TASK, added(UNIT, *TASK), "2025-08-15"),
        (Kind.REVISION, {}, "2026-03-10"),
    ],
)
def test_what_keeps_a_catalog_true_is_listed_when_its_day_is_near(
    kind: Kind, files: Mapping[str, str], due: str
) -> None:
    def kinds(as_of: date) -> set[Kind]:
        return {row.duty.kind for row in listed(files, as_of.isoformat()).rows}

    last = date.fromisoformat(due)
    assert kind not in kinds(date.fromordinal(last.toordinal() - 30))
    assert kind in kinds(date.fromordinal(last.toordinal() - 5))
    late = listed(files, date.fromordinal(last.toordinal() + 5).isoformat())
    assert {row.state for row in late.rows if row.duty.kind is kind} == {State.OVERDUE}


def test_a_third_party_has_fifteen_working_days_to_answer() -> None:
    asked = ("  信息来源: 自制", "  信息来源: 自制\n  第三方意见:\n    征求日期: 2025-09-22")
    row = only(listed(pending("2025-09-22", asked), "2025-09-30"), Kind.CONSULTATION)
    assert row.due == "2025-10-17"
    answered = (asked[0], asked[1] + "\n    答复日期: 2025-09-29\n    意见: 同意公开")
    kinds = {row.duty.kind for row in listed(pending("2025-09-22", answered), "2025-09-30").rows}
    assert kinds == {Kind.PUBLICATION}


def several(*days: str) -> dict[str, str]:
    """Return entries not yet disclosed, formed on some days."""
    texts = [
        pending(day)[ENTRIES].replace("2025-00001", f"2025-{number:05}")
        for number, day in enumerate(days, 1)
    ]
    return {ENTRIES: "".join(texts)}


def test_the_nearest_comes_first() -> None:
    made = listed(several("2024-11-04", "2025-03-03", "2025-02-03", "2025-03-24"), "2025-03-31")
    assert [(row.state, row.due) for row in made.rows] == [
        (State.OVERDUE, "2025-03-03"),
        (State.OVERDUE, "2024-12-02"),
        (State.SOON, "2025-03-31"),
        (State.OPEN, "2025-04-22"),
    ]


def test_groups_are_by_unit_department_or_post() -> None:
    files = {**pending("2025-03-20"), **added(UNIT, *TASK, "        责任部门: 业务股")}
    made = listed(files, "2025-08-11")
    assert list(made.groups(Grouping.UNIT)) == ["示例县示例局"]
    assert set(made.groups(Grouping.DEPARTMENT)) == {"示例县示例局·办公室", "示例县示例局·业务股"}
    assert set(made.groups(Grouping.POST)) == {"示例县示例局·没有写明责任人", "示例县示例局·副局长"}
    for by in Grouping:
        assert sum(map(len, made.groups(by).values())) == len(made.rows)


def test_units_can_be_chosen() -> None:
    files = pending("2025-03-20")
    assert listed(files, "2025-03-31", units=["demo"]).rows
    assert not listed(files, "2025-03-31", units=["other"]).rows


def test_a_personal_number_in_a_title_is_not_listed() -> None:
    number = "11010519491231002X"
    files = pending("2025-03-20", ("信息名称: 示例县", f"信息名称: {number}"))
    (row,) = listed(files, "2025-03-31").rows
    assert number not in row.subject
    assert row.subject.startswith("000000000/2025-00001《1101")


@pytest.fixture
def root(workspace: MakeWorkspace) -> Any:
    return workspace({**base_files(), **several("2024-11-04", "2025-03-03", "2035-12-20")})


AS_OF = ("--as-of", "2035-12-25")


def test_every_format_says_the_same(root: Any, run: Run) -> None:
    text = run("worklist", *AS_OF, cwd=root).stdout
    data = json.loads(run("worklist", *AS_OF, "--format", "json").stdout)
    run("worklist", *AS_OF, "--format", "html=w.html", "--format", "xlsx=w.xlsx")
    page = re.sub("<[^>]+>", "", (root / "w.html").read_text("utf-8"))
    book = CalamineWorkbook.from_path(root / "w.xlsx")
    cells = [str(cell) for row in book.get_sheet_by_name("待办清单").to_python() for cell in row]
    assert data["as_of"] == "2035-12-25"
    assert [duty["state"] for duty in data["duties"]] == ["overdue"] * 4 + ["open"]
    for duty in data["duties"]:
        assert (root / duty["file"]).is_file()
        for word in (duty["subject"], duty["due"], duty["note"], duty["department"]):
            assert word in text
            assert word in page
            assert any(word in cell for cell in cells)
    for whole in (text, page):
        assert "以2035年12月25日为准" in whole
        assert "暂定" in whole
        assert "共5件：逾期4件，待办1件" in whole


def test_the_page_stands_alone(root: Any, run: Run) -> None:
    run("worklist", *AS_OF, "--format", "html=w.html", cwd=root)
    page = (root / "w.html").read_text("utf-8")
    assert "内部资料，不得公开" in page
    assert 'href="assets' not in page
    assert " src=" not in page


def test_the_same_day_makes_the_same_list(root: Any, run: Run) -> None:
    for name in ("text", "json", "html", "xlsx"):
        first, second = root / "first", root / "second"
        run("worklist", *AS_OF, "--format", name, "-o", first, cwd=root)
        run("worklist", *AS_OF, "--format", name, "-o", second)
        assert first.read_bytes() == second.read_bytes()


def test_the_day_of_the_settings_counts_where_none_is_asked_for(
    workspace: MakeWorkspace, run: Run
) -> None:
    root = workspace({**base_files(), **pending("2025-03-20"), SETTINGS: "基准日期: 2025-09-30\n"})
    assert "以2025年9月30日为准" in run("worklist", cwd=root).stdout
    assert "以2025年10月9日为准" in run("worklist", "--as-of", "2025-10-09").stdout


def test_what_could_not_be_read_is_said(workspace: MakeWorkspace, run: Run) -> None:
    root = workspace({**base_files(), "catalogs/demo/entries/bad.yaml": "- 信息名称：甲\n"})
    result = run("worklist", *AS_OF, cwd=root)
    assert result.exit_code == 0
    assert "清单可能不全" in result.stderr


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (("elsewhere",), "没有“elsewhere”这个单位"),
        (("--within", "-1"), "--within"),
        (("--by", "name"), "可选：unit、department、post"),
        (("--format", "xlsx"), "不能显示在屏幕上"),
        (("--format", "pdf"), "可选：text、json、html、xlsx"),
        (("--as-of", "2025-13-01"), "2025-03-01"),
        (("--as-of", "20250301"), "2025-03-01"),
        (("--as-of", "2025-W23-1"), "2025-03-01"),
    ],
)
def test_wrong_use_is_explained(arguments: tuple[str, ...], word: str, root: Any, run: Run) -> None:
    result = run("worklist", *arguments, cwd=root)
    assert result.exit_code == 2
    assert word in result.stderr
