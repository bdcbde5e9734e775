"""A catalog's life in git: what the comparison of each step says, and what the rules find after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from disclosure_cli.comparison.comparing import Comparison, compare
from disclosure_cli.comparison.sides import inside
from disclosure_cli.findings.validate import validate
from disclosure_cli.loading.revisions import read_revision
from disclosure_cli.loading.workspace import Workspace, load, load_schemas
from disclosure_cli.numbering import ATTRIBUTES
from tests.support.fixtures import Run
from tests.support.history import History, history_at

SCHEMAS = load_schemas()[0]
BUREAU, RENAMED, TOWN = "catalogs/civil-affairs", "catalogs/civil-and-social", "catalogs/town"
ITEMS = f"{BUREAU}/items/items.yaml"
MARCH = f"{BUREAU}/entries/march.yaml"
PROFILE = """\
单位名称: {name}
单位类型: {kind}
索引号前段码: "000000000"
示例单位: 是
内设机构:
  - 机构名称: 办公室
    职责: 承办信息公开工作
"""
CLASSES = """\
- 分类代码: "01"
  分类名称: 机构概况
- 分类代码: "0101"
  分类名称: 机构职能
- 分类代码: "0102"
  分类名称: 办事服务
"""


def item(number: str, title: str, elements: str = "主要职责", code: str = "0101") -> str:
    return f"""\
- 事项编号: {number}
  事项名称: {title}
  分类: "{code}"
  公开内容: [{elements}]
  公开方式: 主动公开
  责任分工:
    制作: 办公室
    负责: 办公室
    责任人: 办公室主任
"""


def entry(title: str, day: str, under: str = "0101-001") -> str:
    return f"""\
- 所属事项: {under}
  信息名称: {title}
  内容概述: {title}的主要内容。
  生成日期: {day}
"""


FILES = {
    "disclose.yaml": "网站名称: 示例县\n基准日期: 2025-03-31\n",
    ".gitattributes": f"{ATTRIBUTES}\n",
    "catalogs/_vocab/classes.yaml": CLASSES,
    f"{BUREAU}/unit.yaml": PROFILE.format(name="示例县民政局", kind="政府部门"),
    ITEMS: item("0101-001", "机构职能")
    + item("0101-002", "领导信息", "职务, 分工")
    + item("0102-001", "养老服务", "服务对象, 申请材料"),
    f"{BUREAU}/entries/2025.yaml": entry("2025年1月低保发放情况", "2025-02-05"),
    f"{TOWN}/unit.yaml": PROFILE.format(name="示例县示例镇人民政府", kind="乡镇政府"),
    f"{TOWN}/items/items.yaml": item("0101-001", "机构职能"),
}


class Life(History):
    """A history of a workspace, with what can be told of its last step."""

    run: Run

    def read(self, name: str) -> str:
        return (self.root / name).read_text("utf-8")

    def number(self) -> None:
        self.run("number", cwd=self.root)

    def compared(self, before: str, after: str) -> Comparison:
        workspace = Workspace(self.root)
        sides = [read_revision(name, workspace, SCHEMAS) for name in (before, after)]
        assert not any(side.troubles for side in sides)
        former, latter = (inside(side.label, side.catalog) for side in sides)
        return compare(former, latter, SCHEMAS, is_public=False)

    def findings(self) -> set[str]:
        loaded = load(Workspace(self.root))
        found = validate(loaded.catalog, loaded.diagnostics, loaded.schemas, date(2025, 3, 31))
        return {one.code for one in found if one.code.startswith(("R30", "R32", "R33"))}


def said(comparison: Comparison) -> Iterator[str]:
    """Yield what a comparison says: of each unit, and of each record verbs and number."""
    for unit in comparison.units:
        if unit.before and unit.after and unit.was_renamed:
            yield f"{unit.before.id} → {unit.after.id}"
        if unit.lost_lines:
            yield f"登记簿少{unit.lost_lines}行"
        for change in unit.changes:
            verbs = "、".join(verb.value for verb in change.verbs)
            yield f"{verbs} {change.record.get('id') or change.record.get('index') or change.kind}"


def number(life: Life) -> None:
    life.number()


def add(life: Life) -> None:
    life.write(
        {
            f"{BUREAU}/items/aid.yaml": item("0102-002", "社会救助", "救助标准", "0102"),
            MARCH: entry("2025年2月低保发放情况", "2025-03-05", "0102-002"),
        }
    )


def enrich_and_reclass(life: Life) -> None:
    life.replace(ITEMS, "[服务对象, 申请材料]", "[服务对象和条件, 申请材料, 补贴标准]")
    leaders = '  分类: "0101"\n  公开内容: [职务, 分工]'
    life.replace(ITEMS, leaders, leaders.replace("0101", "0102"))


def move_and_reorder(life: Life) -> None:
    first, second, third = life.read(ITEMS).split("- 事项编号: ")[1:]
    life.write({ITEMS: "".join(f"- 事项编号: {record}" for record in (third, second))})
    life.write({f"{BUREAU}/items/a.yaml": f"- 事项编号: {first}"})


def rename_unit(life: Life) -> None:
    life.git("mv", BUREAU, RENAMED)
    life.replace(f"{RENAMED}/unit.yaml", "示例县民政局", "示例县民政和社会工作局")


def cancel(life: Life) -> None:
    status = "  事项状态:\n    状态: 已取消\n    日期: 2025-03-10\n    原因: 职能划转\n"
    mode = "  公开方式: 主动公开\n"
    life.replace(f"{RENAMED}/items/aid.yaml", mode, mode + status)


def number_in_two_branches(life: Life) -> None:
    """Two clerks number their drafts at the same time; nothing stands in the way of the merge."""
    life.git("branch", "other")
    life.write({f"{RENAMED}/entries/ours.yaml": entry("殡葬服务收费公示", "2025-03-11")})
    life.number()
    life.commit("甲编号")
    life.git("checkout", "--quiet", "other")
    life.write({f"{RENAMED}/entries/theirs.yaml": entry("福利彩票公益金使用情况", "2025-03-12")})
    life.number()
    life.commit("乙编号")
    life.git("checkout", "--quiet", "main")
    life.git("merge", "--quiet", "--no-commit", "other")


def number_the_later_one_anew(life: Life) -> None:
    life.replace(f"{RENAMED}/entries/theirs.yaml", "索引号: 000000000/2025-00003\n  ", "")
    life.number()


def write_over_an_entry(life: Life) -> None:
    march = MARCH.replace(BUREAU, RENAMED)
    life.replace(march, "信息名称: 2025年2月", "信息名称: 2025年3月")
    life.replace(march, "2025-03-05", "2025-04-07")


def take_back(life: Life) -> None:
    life.git("checkout", "--quiet", "HEAD~1", "--", RENAMED)


def change_numbers(life: Life) -> None:
    life.replace(MARCH.replace(BUREAU, RENAMED), "2025-00002", "2025-00020")
    life.replace(f"{RENAMED}/items/a.yaml", "事项编号: 0101-001", "事项编号: 0101-007")


def shorten_the_register(life: Life) -> None:
    lines = life.read(f"{RENAMED}/register.txt").splitlines(keepends=True)
    life.write({f"{RENAMED}/register.txt": "".join([*lines[:4], *lines[5:-1]])})


class Step(NamedTuple):
    """What is done before a commit, what the comparison with the commit before says, what the rules find then."""

    act: Callable[[Life], None]
    says: list[str]
    finds: set[str]


STEPS = (
    Step(number, ["编索引号 000000000/2025-00001"], set()),
    Step(add, ["新增 0102-002", "新增 entry"], {"R337"}),
    Step(number, ["编索引号 000000000/2025-00002"], set()),
    Step(enrich_and_reclass, ["调整分类 0101-002", "充实、修改措辞 0102-001"], set()),
    Step(move_and_reorder, [], set()),
    Step(rename_unit, ["civil-affairs → civil-and-social", "变更 unit"], set()),
    Step(cancel, ["取消 0102-002"], set()),
    Step(number_in_two_branches, ["占用旧编号、新增 000000000/2025-00003"], {"R302"}),
    Step(number_the_later_one_anew, ["编号改变 000000000/2025-00004"], set()),
    Step(
        write_over_an_entry,
        ["删除 000000000/2025-00002", "占用旧编号、新增 000000000/2025-00002"],
        {"R334"},
    ),
    Step(
        take_back,
        ["删除 000000000/2025-00002", "占用旧编号、新增 000000000/2025-00002"],
        set(),
    ),
    Step(change_numbers, ["编号改变 0101-007", "编号改变 000000000/2025-00020"], {"R333"}),
    Step(take_back, ["编号改变 0101-001", "编号改变 000000000/2025-00002"], set()),
    Step(shorten_the_register, ["登记簿少2行"], {"R332"}),
)


@pytest.fixture
def life(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Life:
    begun = history_at(tmp_path / "workspace", monkeypatch)
    life = Life(begun.root)
    life.run = run
    life.write(FILES)
    life.commit("建立目录")
    return life


def test_a_history_is_told_commit_by_commit(life: Life) -> None:
    assert life.findings() == {"R330"}
    for step in STEPS:
        step.act(life)
        life.commit(step.act.__name__)
        told = list(said(life.compared("HEAD~1", "HEAD"))), life.findings()
        assert told == (step.says, step.finds), step.act.__name__


def test_from_first_to_last_only_the_outcome_counts(life: Life) -> None:
    life.number()
    life.commit("编号")
    life.git("tag", "v1")
    life.replace(f"{TOWN}/items/items.yaml", "机构职能", "职能")
    life.commit("改名")
    life.replace(f"{TOWN}/items/items.yaml", "职能", "机构职能")
    life.commit("改回")
    assert life.compared("v1", "HEAD").is_empty
    assert list(said(life.compared("v1", "HEAD~1"))) == ["改名 0101-001"]
