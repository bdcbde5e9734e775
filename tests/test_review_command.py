"""A review is recorded in its record, by option or by answer; what contradicts itself is refused and nothing written."""

from __future__ import annotations

import html
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from disclosure_cli.facts.context import Context
from disclosure_cli.loading.workspace import Workspace, load, load_schemas
from disclosure_cli.model import Record
from disclosure_cli.publishing.deciding import REVIEW_STEPS, State, decide
from disclosure_cli.review.decisions import RefusedError, Signature, Verdict, record_verdict
from disclosure_cli.review.subject import Subject
from tests.rules.samples import AS_OF, ENTRIES, ITEMS, UNIT, base_files, catalog_of, codes
from tests.support.fixtures import MakeWorkspace, Run

INDEX = "000000000/2025-00001"
_ENTRY, _, _ = (
    base_files()[ENTRIES].replace("  公开日期: 2025-01-14\n", "").partition("  保密审查:")
)
DRAFT = f"# 一条信息\n{_ENTRY}  # 已经催过\n  内部备注: 等待审查\n"
HANDLED = f"""{_ENTRY}  保密审查:
    承办人: {{职务: 业务股科员, 日期: 2025-01-07}}
    部门负责人: {{职务: 业务股股长, 日期: 2025-01-08}}
"""
REVIEWED = f"""{HANDLED}    保密审查人: {{职务: 办公室主任, 日期: 2025-01-09}}
    审查结论: 公开
"""
ALL = (
    *("--handler", "业务股科员=2025-01-07", "--department-head", "业务股股长=2025-01-08"),
    *("--reviewer", "办公室主任=2025-01-09", "--approver", "副局长", "--date", "2025-01-10"),
)


def made(workspace: MakeWorkspace, entries: str = DRAFT, **files: str) -> Path:
    return workspace({**base_files(), ENTRIES: entries, **files})


def entry_of(root: Path) -> Record:
    (entry,) = load(Workspace(root)).catalog.units[0].entries
    return entry


def review(run: Run, root: Path, *options: str, answers: str | None = None) -> tuple[int, str]:
    result = run("review", "demo", *options, cwd=root, answers=answers)
    return result.exit_code, result.stdout + result.stderr


def test_what_waits_is_listed(workspace: MakeWorkspace, run: Run) -> None:
    root = made(workspace)
    listed = run("review", cwd=root).stdout
    assert INDEX in listed
    assert "缺承办人、部门负责人、保密审查人、签发人、审查结论" in listed
    review(run, root, INDEX, *ALL, "--conclusion", "公开")
    assert INDEX not in run("review", cwd=root).stdout


def test_a_finished_review_lets_the_record_out(workspace: MakeWorkspace, run: Run) -> None:
    root = made(workspace)
    code, said = review(run, root, INDEX, *ALL, "--conclusion", "公开", "--archive-no", "示例-1")
    assert (code, "审查办完，结论是公开" in said) == (0, True)
    text = (root / ENTRIES).read_text("utf-8")
    assert text.startswith("# 一条信息\n")
    assert text.endswith("  内部备注: 等待审查\n")
    assert [line for line in DRAFT.splitlines() if line not in text.splitlines()] == []
    unit = load(Workspace(root)).catalog.units[0]
    assert decide(unit, publish_without_review=False)[-1].state is State.PUBLISHED
    assert codes({ENTRIES: text}, "YSRLC") == set()


def test_steps_are_signed_one_after_the_other(workspace: MakeWorkspace, run: Run) -> None:
    root = made(workspace, HANDLED)
    _, said = review(run, root, INDEX, "--reviewer", "办公室主任", "--date", "2025-01-09")
    assert "还缺签发人" in said
    _, said = review(run, root, INDEX, "--approver", "副局长=2025-01-10", "--conclusion", "公开")
    assert "审查办完" in said
    assert entry_of(root).get("review", "approver") == {"post": "副局长", "date": "2025-01-10"}


REVIEWER = ("--reviewer", "办公室主任=2025-01-09")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--reviewer", "业务股科员=2025-01-09"), "承办人和保密审查人都是业务股科员"),
        (("--approver", "副局长=2025-01-10"), "保密审查人还没有签署，签发人不能先签"),
        (("--reviewer", "办公室主任=2025-01-07"), "早于部门负责人的日期2025-01-08"),
        (("--handler", "办公室科员=2025-01-07"), "承办人已经由业务股科员在2025-01-07签署"),
        (("--conclusion", "公开"), "先写保密审查人的签署"),
        ((*REVIEWER, "--conclusion", "不予公开"), "要写依据"),
        ((*REVIEWER, "--conclusion", "不予公开", "--ground", "16-2"), "具体理由"),
        (
            (*REVIEWER, "--conclusion", "不予公开", "--ground", "14-1", "--reason", "甲"),
            "国家秘密不得录入",
        ),
        ((*REVIEWER, "--conclusion", "送有权机关确定"), "写送请哪个机关确定"),
        (
            (*REVIEWER, "--conclusion", "送有权机关确定", "--refer-to", "无此机关"),
            "“无此机关”没有登记",
        ),
        ((*REVIEWER, "--conclusion", "区分处理后公开"), "要写明处理哪些内容"),
        (
            (*REVIEWER, "--conclusion", "公开", "--redact", "身份证号码=删去"),
            "写了要处理“身份证号码”，结论却是公开：要处理的，结论写区分处理后公开",
        ),
        (
            ("--reviewer", "办公室主任=2099-11-20"),
            "保密审查人的日期2099-11-20还没有到（以2025-03-31为准）",
        ),
        (
            ("--reviewer", "办公室主任", "--date", "2025-04-01"),
            "保密审查人的日期2025-04-01还没有到（以2025-03-31为准）",
        ),
        (
            (*REVIEWER, "--conclusion", "区分处理后公开", "--hide", "内容概述=王某"),
            "写的文字，“内容概述”里没有",
        ),
    ],
)
def test_what_contradicts_itself_is_refused_and_nothing_is_written(
    options: tuple[str, ...], words: str, workspace: MakeWorkspace, run: Run
) -> None:
    root = made(workspace, HANDLED)
    before = (root / ENTRIES).read_bytes()
    code, said = review(run, root, INDEX, *options)
    assert code == 2
    assert words in said
    assert (root / ENTRIES).read_bytes() == before


def test_a_finished_review_is_not_decided_again(workspace: MakeWorkspace, run: Run) -> None:
    root = made(workspace, f"{REVIEWED}    签发人: {{职务: 副局长, 日期: 2025-01-10}}\n")
    options = ("--conclusion", "不予公开", "--ground", "16-2", "--reason", "过程稿")
    code, said = review(run, root, INDEX, *options)
    assert (code, "审查已经办完" in said) == (2, True)


def test_what_is_withheld_says_why_and_until_when(workspace: MakeWorkspace, run: Run) -> None:
    root = made(workspace, HANDLED)
    options = ("--ground", "16-2", "--reason", "讨论记录，尚未形成决定", *REVIEWER)
    review(
        run, root, INDEX, "--conclusion", "不予公开", *options, "--approver", "副局长=2025-01-10"
    )
    entry = entry_of(root)
    assert entry.get("mode") == "不予公开"
    assert entry.get("exemption") == {
        "ground": "16-2",
        "reason": "讨论记录，尚未形成决定",
        "next_review": "2026-01-10",
    }
    found = codes({ENTRIES: (root / ENTRIES).read_text("utf-8")}, "YSRLC")
    assert found <= {"L411"}


def test_the_way_of_disclosure_follows_the_conclusion(workspace: MakeWorkspace, run: Run) -> None:
    root = made(workspace)
    review(run, root, INDEX, *ALL, "--conclusion", "依申请公开")
    assert entry_of(root).get("mode") == "依申请公开"
    assert codes({ENTRIES: (root / ENTRIES).read_text("utf-8")}, ["L493"]) == set()


def test_a_competent_organ_decides_in_the_end(workspace: MakeWorkspace, run: Run) -> None:
    root = made(workspace)
    referred = ("--conclusion", "送有权机关确定", "--refer-to", "修水县保密行政管理部门")
    review(run, root, INDEX, *ALL, *referred)
    assert "有权机关确定" in run("review").stdout
    _, said = review(run, root, INDEX, "--conclusion", "公开")
    assert "审查办完，结论是公开" in said
    assert entry_of(root).get("review", "referred_to") == "修水县保密行政管理部门"


def test_what_is_to_be_taken_out_holds_the_record_back(workspace: MakeWorkspace, run: Run) -> None:
    root = made(workspace)
    partial = ("--conclusion", "区分处理后公开", "--redact", "身份证号码=删去")
    review(run, root, INDEX, *ALL, *partial, "--hide", "内容概述=服务对象")
    assert "区分处理没有办完" in run("review").stdout
    review(run, root, INDEX, "--redacted")
    assert entry_of(root).get("review", "redactions") == [
        {"content": "身份证号码", "method": "删去", "applied": True},
        {"content": "内容概述里的部分文字", "field": "内容概述", "text": "服务对象"},
    ]
    unit = load(Workspace(root)).catalog.units[0]
    assert decide(unit, publish_without_review=False)[-1].state is State.PUBLISHED


def test_what_somebody_has_to_take_out_is_said_and_listed(
    workspace: MakeWorkspace, run: Run
) -> None:
    root = made(workspace)
    partial = ("--conclusion", "区分处理后公开", "--redact", "身份证号码=删去")
    _, said = review(run, root, INDEX, *ALL, *partial)
    assert "审查办完，结论是区分处理后公开；还要处理身份证号码" in said
    _, said = review(run, root, INDEX, "--redacted")
    assert said.endswith("审查办完，结论是区分处理后公开。\n")


def test_a_signature_without_a_date_is_of_the_day_that_the_settings_pin(
    workspace: MakeWorkspace, run: Run
) -> None:
    root = made(workspace, HANDLED)
    review(run, root, INDEX, "--reviewer", "办公室主任")
    assert entry_of(root).get("review", "reviewer", "date") == AS_OF.isoformat()


def test_an_item_with_a_review_of_its_own_is_not_counted_among_those_reviewed_together(
    workspace: MakeWorkspace, run: Run
) -> None:
    profile = re.sub(r"事项审查:\n(?: .*\n)+", "", base_files()[UNIT])
    item = base_files()[ITEMS]
    own = item.replace("0101-001", "0101-002") + "  保密审查: {承办人: {职务: 业务股科员}}\n"
    root = made(workspace, **{UNIT: profile, ITEMS: item + own})
    _, said = review(run, root, "--items", *ALL, "--conclusion", "公开")
    assert "已登记 公开目录的事项（1项）" in said


def test_items_are_reviewed_together(workspace: MakeWorkspace, run: Run) -> None:
    profile = re.sub(r"事项审查:\n(?: .*\n)+", "", base_files()[UNIT])
    root = made(workspace, **{UNIT: profile})
    assert "公开目录的事项审查" in run("review", cwd=root).stdout
    code, said = review(run, root, "--items", *ALL, "--conclusion", "公开")
    assert (code, "审查办完" in said) == (0, True)
    text = (root / UNIT).read_text("utf-8")
    assert codes({UNIT: text}, "YSRLC") == set()
    refused = ("--conclusion", "不予公开", "--ground", "16-2", "--reason", "甲")
    assert review(run, root, "--items", *refused)[0] == 2


def with_later_items(workspace: MakeWorkspace, run: Run) -> Path:
    """Return a workspace with two items that were added after all others had been reviewed."""
    root = made(workspace, REVIEWED)
    for title, code in (("收费", "0403"), ("机构设置", "0102")):
        about = ("--title", title, "--class", code, "--made-by", "业务股")
        run("new", "item", "demo", *about, cwd=root)
    return root


def test_items_that_came_later_are_reviewed_together_too(
    workspace: MakeWorkspace, run: Run
) -> None:
    root = with_later_items(workspace, run)
    profile = (root / UNIT).read_bytes()
    code, said = review(run, root, "--items", *ALL, "--conclusion", "公开")
    assert (code, said.count("已登记")) == (0, 2)
    unit = load(Workspace(root)).catalog.units[0]
    decisions = decide(unit, publish_without_review=False)[: len(unit.items)]
    assert [decision.is_shown for decision in decisions] == [True, True, True]
    assert (root / UNIT).read_bytes() == profile
    again = review(run, root, "--items", *ALL, "--conclusion", "区分处理后公开")
    assert again[0] == 2


def test_what_is_refused_for_one_is_written_for_none(workspace: MakeWorkspace, run: Run) -> None:
    root = with_later_items(workspace, run)
    review(run, root, "0403-001", "--handler", "科员=2025-03-09")
    before = (root / ITEMS).read_bytes()
    refused, said = review(run, root, "--items", *ALL, "--conclusion", "公开")
    assert (refused, "不能改签" in said) == (2, True)
    assert (root / ITEMS).read_bytes() == before


def test_answers_do_what_options_do(workspace: MakeWorkspace, run: Run) -> None:
    root = made(workspace, HANDLED)
    answers = ["", "2025-01-32", "2025-01-09", "是", "副局长", "2025-01-10", "", "是"]
    code, said = review(run, root, INDEX, answers="\n".join(answers) + "\n")
    assert code == 0, said
    assert "“2025-01-32”不是日期" in said
    assert entry_of(root).get("review", "reviewer") == {"post": "办公室主任", "date": "2025-01-09"}
    assert entry_of(root).get("review", "conclusion") == "公开"
    assert re.search("[a-z]{4}", said.replace("catalogs/demo/entries/entries.yaml", "")) is None


@pytest.mark.parametrize(
    ("conclusion", "answers", "expected"),
    [
        ("4", ["7", "会议讨论记录"], {"conclusion": "不予公开", "ground": "16-2"}),
        ("送有权机关确定", ["修水县人民政府"], {"referred_to": "修水县人民政府"}),
        (
            "2",
            ["", "姓名", "隐去", "是", "是", "内容概述", "没有这些字", "法定职责", "否"],
            {
                "conclusion": "区分处理后公开",
                "redactions": [
                    {"content": "姓名", "method": "隐去", "applied": True},
                    {"content": "内容概述里的部分文字", "field": "内容概述", "text": "法定职责"},
                ],
            },
        ),
    ],
)
def test_a_conclusion_is_asked_for_with_what_it_needs(
    conclusion: str,
    answers: list[str],
    expected: dict[str, Any],
    workspace: MakeWorkspace,
    run: Run,
) -> None:
    root = made(workspace, HANDLED)
    lines = ["", "2025-01-09", "", conclusion, *answers, "是"]
    code, said = review(run, root, INDEX, answers="\n".join(lines) + "\n")
    assert code == 0, said
    signed = entry_of(root).data["review"]
    assert {name: signed.get(name) for name in expected} == expected


def test_nothing_is_written_where_the_answer_is_no_or_the_input_ends(
    workspace: MakeWorkspace, run: Run
) -> None:
    root = made(workspace, HANDLED)
    before = (root / ENTRIES).read_bytes()
    for answers, code in ((["", "", "", "", "否"], 0), (["", ""], 2)):
        assert review(run, root, INDEX, answers="\n".join(answers) + "\n")[0] == code
        assert (root / ENTRIES).read_bytes() == before


def test_a_record_is_found_by_its_name_too(workspace: MakeWorkspace, run: Run) -> None:
    root = made(workspace, DRAFT.replace(f"- 索引号: {INDEX}\n  ", "- "))
    assert review(run, root, "示例县示例局主要职责", *ALL, "--conclusion", "公开")[0] == 0
    code, said = review(run, root, "示例县示例局主要职则", *ALL)
    assert (code, "是不是“示例县示例局主要职责”" in said) == (2, True)


def test_a_record_is_found_by_the_tail_of_its_number(workspace: MakeWorkspace, run: Run) -> None:
    root = made(workspace)
    assert review(run, root, "2025-00001", *ALL, "--conclusion", "公开")[0] == 0


@pytest.mark.parametrize("wanted", ["nope", "2025-00002", "0101-002"])
def test_no_record_is_proposed_that_is_not_meant(
    wanted: str, workspace: MakeWorkspace, run: Run
) -> None:
    root = made(workspace, DRAFT.replace(f"- 索引号: {INDEX}\n  ", "- "))
    code, said = review(run, root, wanted)
    assert (code, "是不是" in said, "写索引号、事项编号或者名称" in said) == (2, False, True)


def test_drafts_of_one_name_are_numbered_first(workspace: MakeWorkspace, run: Run) -> None:
    draft = DRAFT.replace(f"- 索引号: {INDEX}\n  ", "- ")
    other = draft.replace("生成日期: 2025-01-06", "生成日期: 2025-01-07")
    code, said = review(run, made(workspace, draft + other), "示例县示例局主要职责")
    assert (code, "都还没有编号：先运行 disclose number 编号" in said) == (2, True)
    code, said = review(run, made(workspace, DRAFT + other), "示例县示例局主要职责")
    assert (code, f"写编号：{INDEX}；没有编号的，先运行 disclose number" in said) == (2, True)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--form",), "-o"),
        (("-o", "a.xlsx"), "--form"),
        (("--form", "-o", "a.pdf"), ".html 或者 .xlsx"),
        ((INDEX, "--form", "-o", "a.html", "--approver", "局长"), "先登记审查"),
        (("--approver", "局长"), "--items"),
        ((INDEX, "--items"), "不写记录"),
        ((INDEX, "--reviewer", "=2025-01-01"), "没有写职务"),
    ],
)
def test_wrong_use_is_explained(
    options: tuple[str, ...], words: str, workspace: MakeWorkspace, run: Run
) -> None:
    code, said = review(run, made(workspace), *options)
    assert code == 2
    assert words in said


def test_the_form_is_filled_in_the_same_in_both_formats(workspace: MakeWorkspace, run: Run) -> None:
    root = made(workspace, REVIEWED)
    assert review(run, root, INDEX, "--form", "-o", "f.html")[0] == 0
    assert review(run, root, "--form", "-o", "f.xlsx")[0] == 0
    page = html.unescape((root / "f.html").read_text("utf-8"))
    book = CalamineWorkbook.from_path(root / "f.xlsx")
    (name,) = book.sheet_names
    sheet = "\n".join(str(cell) for row in book.get_sheet_by_name(name).to_python() for cell in row)
    for word in (
        "示例县示例局主要职责",
        INDEX,
        "2025年1月6日",
        "职务：业务股科员",
        "日期：2025年1月9日",
        "■主动公开",
        "■政府网站",
        "□政府公报",
        "■以上都不涉及",
        "■公开",
        "□不予公开",
        "2025年2月8日以前",
    ):
        assert word in page
        assert word in sheet


def test_a_personal_number_in_a_title_stands_in_the_form_alone(
    workspace: MakeWorkspace, run: Run
) -> None:
    number = "11010519491231002X"
    root = made(workspace, REVIEWED.replace("示例县示例局主要职责", f"张三{number}处罚决定"))
    for file in ("f.html", "f.xlsx"):
        assert review(run, root, INDEX, "--form", "-o", file)[0] == 0
    head, _, form = (root / "f.html").read_text("utf-8").partition("拟公开单位")
    assert number not in head
    assert number in form
    book = CalamineWorkbook.from_path(root / "f.xlsx")
    assert not any("1231002" in name for name in book.sheet_names)


def test_a_form_is_printed_on_one_page_and_breaks_no_choice(
    workspace: MakeWorkspace, run: Run
) -> None:
    root = made(workspace, REVIEWED)
    review(run, root, "--form", "-o", "f.xlsx")
    (sheet,) = load_workbook(root / "f.xlsx").worksheets
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 1)
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    lines = [line for text in texts for line in text.split("\n") if "□" in line]
    assert len(lines) > len([text for text in texts if "□" in text])
    assert all(line[0] in "□■" and len(line) <= 34 for line in lines)


def test_a_form_to_be_filled_in_by_hand_decides_nothing(workspace: MakeWorkspace, run: Run) -> None:
    root = made(workspace)
    review(run, root, INDEX, "--form", "-o", "f.html")
    page = (root / "f.html").read_text("utf-8")
    for word in ("□公开", "□以上都不涉及", "□不涉及第三方", "□区分处理后公开"):
        assert word in page


def subject() -> Subject:
    catalog = catalog_of({ENTRIES: DRAFT})
    context = Context(catalog, load_schemas()[0], AS_OF).of_unit(catalog.units[0])
    return Subject(catalog.units[0].entries[0], context)


SUBJECT = subject()
days = st.dates(date(2025, 1, 6), date(2025, 1, 12))


@given(
    st.lists(days, min_size=1, max_size=4),
    st.lists(st.sampled_from("甲乙丙"), min_size=4, max_size=4),
)
def test_a_review_is_recorded_only_in_order_and_by_two(
    signed: list[date], posts: list[str]
) -> None:
    signatures = dict(zip(REVIEW_STEPS, map(Signature, posts, signed), strict=False))
    is_right = signed == sorted(signed) and (len(signed) < 3 or posts[0] != posts[2])
    try:
        record_verdict(SUBJECT, Verdict(signatures), AS_OF)
    except RefusedError:
        assert not is_right
    else:
        assert is_right


@pytest.mark.parametrize(
    ("entries", "department"), [(HANDLED, "业务股"), (DRAFT, "办公室")], ids=["signed", "draft"]
)
def test_a_form_names_the_department_of_those_who_sign_it(
    entries: str, department: str, workspace: MakeWorkspace, run: Run
) -> None:
    items = base_files()[ITEMS] + "  责任分工: {制作: 办公室, 责任人: 办公室主任}\n"
    root = made(workspace, entries, **{ITEMS: items})
    review(run, root, INDEX, "--form", "-o", "f.xlsx")
    book = CalamineWorkbook.from_path(root / "f.xlsx")
    cells = [str(cell) for row in book.get_sheet_by_index(0).to_python() for cell in row]
    assert department in cells[cells.index("承办机构") :][:3]
