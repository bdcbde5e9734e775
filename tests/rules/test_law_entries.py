"""Summaries, titles, numbers and kinds of documents that rules about entries must tell apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

import pytest

from disclosure_cli.publishing.deciding import State
from tests.rules.law_samples import codes_of_entries, decisions_on
from tests.rules.samples import ENTRIES, base_files, diagnostics

NUMBER = {"文号": "示例发〔2025〕3号"}


@pytest.mark.parametrize(
    ("line", "hint"),
    [("  内容概述: .*\n", "补齐"), ("- 索引号: .*\n  ", "补齐；索引号由 disclose number 来编")],
)
def test_only_who_lacks_a_number_is_told_where_it_comes_from(line: str, hint: str) -> None:
    text = base_files()[ENTRIES]
    lacking = re.sub(line, "- " if line.startswith("-") else "", text, count=1)
    (found,) = diagnostics({ENTRIES: lacking}, ["L460"])
    assert found.hint == hint


@pytest.mark.parametrize(
    ("title", "summary", "codes"),
    [
        ("2024年部门决算", "2024年部门决算。", {"L465"}),
        ("2024年部门决算", "关于公布2024年部门决算的公告", {"L465"}),
        ("关于印发《示例办法》的通知", "印发示例办法，全文见附件。", {"L465"}),
        ("2024年部门决算", "公布收入、支出总体情况和“三公”经费支出。", set()),
        ("示例县示例局权责清单", "列出权力事项的设定依据、责任事项和追责情形。", set()),
        ("行政处罚事项清单", "列出行政处罚事项的依据、裁量档次和程序。", set()),
    ],
)
def test_a_summary_says_more_than_the_title(title: str, summary: str, codes: set[str]) -> None:
    assert codes_of_entries([{"信息名称": title, "内容概述": summary}]) == [codes]


@pytest.mark.parametrize(
    ("keywords", "codes"),
    [
        ("[医疗、收费、价格]", {"L456"}),
        ("[年度工作, 要点；重点任务]", {"L456"}),
        ('["医疗，收费"]', {"L456"}),
        ("[医疗, 收费, 价格]", set()),
        ("[农、林、牧、渔业]", set()),
        ("[国民经济管理、国有资产监管]", set()),
        ("[《预算法》、《审计法》的实施]", set()),
    ],
)
def test_keywords_are_one_word_each(keywords: str, codes: set[str]) -> None:
    assert codes_of_entries([{"关键词": keywords}]) == [codes]


@pytest.mark.parametrize(
    ("title", "genre", "codes"),
    [
        ("关于购置设备的请示", "其他", {"L479"}),
        ("关于购置设备的批复", "批复", set()),
        ("关于示例县灾后重建的报告", "报告", {"L479"}),
        ("2024年政府信息公开工作年度报告", "报告", set()),
        ("示例水库水质监测报告", "报告", set()),
        ("2024年预算执行情况的报告", "报告", set()),
        ("政府工作报告", "报告", set()),
        ("关于2024年民政工作情况的报告", "报告", {"L479"}),
        ("关于2024年度法治政府建设情况的报告", "报告", set()),
    ],
)
def test_what_goes_up_is_told_from_what_is_for_everyone(
    title: str, genre: str, codes: set[str]
) -> None:
    assert codes_of_entries([{"信息名称": title, "体裁分类": genre}]) == [codes]


@pytest.mark.parametrize(
    ("number", "codes"),
    [
        ("示例发〔2025〕3号", set()),
        ("赣府字〔2025〕1号", set()),
        ("公告2025年第3号", set()),
        ("无", set()),
        ("示例发[2025]3号", {"L473"}),
        ("示例发〔2025〕第3号", {"L473"}),
        ("示例发〔2025〕003号", {"L473"}),
        ("示例发〔2025年〕3号", {"L473"}),
        ("示例发3号", {"L473"}),
        ("示例发〔2024〕96号", set()),
        ("示例发〔2022〕96号", {"L474"}),
        ("示例发〔2026〕1号", {"L474"}),
        ("示例局令第3号", {"L472"}),
        ("国务院令第711号", set()),
        ("江西省人民政府令第254号", set()),
    ],
)
def test_a_document_number_gets_the_codes_of_what_is_wrong(number: str, codes: set[str]) -> None:
    assert codes_of_entries([{"文号": number}]) == [codes]


@pytest.mark.parametrize(
    ("first", "second", "codes"),
    [
        ("示例办法", "关于印发《示例办法》的通知", set()),
        ("关于公布《示例目录》的公告", "附件：示例目录", set()),
        ("收费目录的通知", "值班安排的通知", {"L475"}),
    ],
)
def test_one_number_is_for_one_document(first: str, second: str, codes: set[str]) -> None:
    found = codes_of_entries([{"信息名称": first, **NUMBER}, {"信息名称": second, **NUMBER}])
    assert found == [set(), codes]


@pytest.mark.parametrize(
    ("title", "codes"),
    [
        ("《示例县示例局收费管理办法》", {"L466"}),
        ("《示例条例》和《示例办法》", set()),
        ("关于印发《示例办法》的通知", set()),
        ("示" * 201, {"L466"}),
    ],
)
def test_a_title_is_plain(title: str, codes: set[str]) -> None:
    assert codes_of_entries([{"信息名称": title}]) == [codes]


@pytest.mark.parametrize(
    ("dates", "codes"),
    [
        ({"生成日期": "2025-01-15", "公开日期": "2025-02-17"}, set()),
        ({"生成日期": "2025-01-10", "公开日期": "2025-02-17"}, {"L463"}),
        ({"生成日期": "2025-03-01", "公开日期": "2025-02-17"}, {"L462"}),
        ({"生成日期": "2025-02-10", "公开日期": "2025-04-01"}, {"L461"}),
        # Found as S206, and no date to be compared.
        ({"生成日期": "20250210", "公开日期": "2025-02-17"}, set()),
        ({"生成日期": "2025-01-02", "变更日期": "2025-02-10", "公开日期": "2025-02-17"}, set()),
    ],
)
def test_dates_are_possible_and_in_time(dates: dict[str, str], codes: set[str]) -> None:
    assert codes_of_entries([dates]) == [codes]


@pytest.mark.parametrize("mode", ["主动公开", "依申请公开"])
def test_an_entry_that_says_how_it_is_disclosed_agrees_with_its_review(mode: str) -> None:
    text = base_files()[ENTRIES].replace("审查结论: 公开", "审查结论: 不予公开\n    依据: 16-2")
    text = text.replace("  公开日期: 2025-01-14\n", "")
    assert not diagnostics({ENTRIES: text}, "L")
    (found,) = diagnostics({ENTRIES: f"{text}  公开方式: {mode}\n"}, "L")
    assert found.code == "L493"


def _reviewed_entries() -> Iterator[dict[str, str]]:
    """Yield entries of each kind of mode, conclusion, ground, reason for withholding and opinion of a third party."""
    reason = "{依据: 16-2, 理由: 会议讨论记录, 下次评估日期: 2025-12-31}"
    asked = "{征求日期: 2025-02-10, 答复日期: 2025-02-12, 意见: %s}"
    for mode, conclusion, ground, exemption, opinion in product(
        ("", "主动公开", "依申请公开", "不予公开"),
        ("公开", "依申请公开", "不予公开", "区分处理后公开"),
        ("", "14-2", "15-1", "16-2"),
        ("", reason),
        ("", asked % "同意公开", asked % "不同意公开"),
    ):
        redactions = "\n    区分处理: [{处理内容: 讨论经过, 已处理: 是}]"
        yield {
            "公开方式": mode,
            "不予公开理由": exemption,
            "第三方意见": opinion,
            "公开日期": "",
            "审查结论": conclusion + (redactions if conclusion == "区分处理后公开" else ""),
            "审查依据": ground,
        }


def test_what_is_held_back_for_what_it_says_is_found() -> None:
    entries = list(_reviewed_entries())
    for entry, codes, decision in zip(
        entries, codes_of_entries(entries), decisions_on(entries), strict=True
    ):
        is_refused_in_full = entry["审查结论"] == "不予公开" and entry["审查依据"]
        if decision.state is State.HELD and not (is_refused_in_full and not entry["公开方式"]):
            assert codes & {"L490", "L491", "L493", "L499"}, (entry, decision.reason)


def test_what_was_withdrawn_is_to_be_reviewed_again_not_published_again() -> None:
    withdrawn = "  公开方式: 不予公开\n  不予公开理由: {依据: 15-1, 理由: 涉及商业秘密}\n"
    text = base_files()[ENTRIES].replace("  公开日期: 2025-01-14\n", "")
    withdrawn = withdrawn.replace("商业秘密}", "商业秘密, 下次评估日期: 2026-03-20}")
    (found,) = diagnostics({ENTRIES: text + withdrawn}, "L")
    assert found.code == "L493"
    assert found.hint.startswith("撤下来的，重新审查")
    again = text.replace("审查结论: 公开", "审查结论: 不予公开\n    依据: 15-1")
    assert not [one for one in diagnostics({ENTRIES: again + withdrawn}, "L") if one.code == "L493"]
