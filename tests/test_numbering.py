"""`disclose number`: which numbers drafts get, what is written, what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_cli.catalog import assemble, check_file, role_of
from disclosure_cli.findings.validate import validate
from disclosure_cli.loading.workspace import load_schemas
from disclosure_cli.model import Catalog, Source
from disclosure_cli.numbering import carry_out, plan_numbering
from disclosure_cli.rules import RULES
from tests.support.fixtures import MakeWorkspace, Run

SCHEMAS = load_schemas()[0]
UNIT = """\
单位名称: 示例县示例局
单位类型: 政府部门
索引号前段码: "000000000"
示例单位: 是
"""
PROFILE = "catalogs/demo/unit.yaml"
ITEMS = """\
- 事项编号: 0101-001
  事项名称: 机构职能
  分类: 0101
- 事项编号: 0102-001
  事项名称: 内部管理事项
  分类: 0102
  公开方式: 不予公开
"""
DRAFTS = """\
# 三月的信息
- 所属事项: 0101-001   # 还没有编号
  信息名称: 示例局三月工作要点
  生成日期: 2025-03-03

- 所属事项: 0101-001
  信息名称: 示例局一月工作要点
  生成日期: 2025-01-06
- 所属事项: 0102-001
  信息名称: 内部管理信息
  生成日期: 2025-02-05
- 所属事项: 0101-001
  信息名称: 示例局去年工作总结
  生成日期: 2024-12-30
"""
NUMBERED = """\
- 索引号: 000000000/2025-00007
  所属事项: 0101-001
  信息名称: 示例局职能
  生成日期: 2025-01-02
"""
FILES = {
    "catalogs/demo/unit.yaml": UNIT,
    "catalogs/demo/items/items.yaml": ITEMS,
    "catalogs/demo/entries/drafts.yaml": DRAFTS,
    "catalogs/demo/entries/numbered.yaml": NUMBERED,
}
REGISTER = "catalogs/demo/register.txt"
ENTRIES = "catalogs/demo/entries/drafts.yaml"


def catalog_of(files: dict[str, bytes]) -> Catalog:
    roles = {path: role for path in files if (role := role_of(path)) is not None}
    checked = [check_file(path, files[path], role, SCHEMAS) for path, role in roles.items()]
    registers = [Source(path, files[path].decode()) for path in files if path not in roles]
    return assemble(checked, files, registers)[0]


def numbered(files: dict[str, bytes]) -> dict[str, bytes]:
    """Return files after `disclose number`."""
    catalog = catalog_of(files)
    for plan in plan_numbering(catalog, catalog.units):
        done, changed = carry_out(plan, files, SCHEMAS)
        assert not done.refusals
        files = {**files, **changed}
    return files


def test_drafts_go_on_from_the_last_number_of_their_year_by_date(
    workspace: MakeWorkspace, run: Run
) -> None:
    root = workspace(FILES)
    result = run("number", cwd=root)
    assert result.exit_code == 0
    entries = (root / ENTRIES).read_text("utf-8")
    assert entries.splitlines()[0] == "# 三月的信息"
    assert "- 索引号: 000000000/2025-00009\n  所属事项: 0101-001   # 还没有编号" in entries
    assert "- 索引号: 000000000/2025-00008\n  所属事项: 0101-001\n  信息名称: 示例局一月" in entries
    assert "- 索引号: 000000000/2024-00001\n  所属事项: 0101-001\n  信息名称: 示例局去年" in entries
    assert "- 所属事项: 0102-001\n  信息名称: 内部管理信息" in entries
    assert len((root / REGISTER).read_text("utf-8").splitlines()) == 2 + 2 + 4
    assert (root / ".gitattributes").read_text() == (
        "catalogs/*/register.txt text eol=lf merge=union\n"
    )
    assert run("number", "--check").exit_code == 0


def test_where_drafts_stand_does_not_matter(workspace: MakeWorkspace, run: Run) -> None:
    first, second = DRAFTS.split("\n\n")
    split = {**FILES, ENTRIES: second, "catalogs/demo/entries/a.yaml": f"{first}\n"}
    files = numbered({path: text.encode() for path, text in split.items()})
    assert files[REGISTER] == numbered({p: t.encode() for p, t in FILES.items()})[REGISTER]


@pytest.mark.parametrize("option", ["--dry-run", "--check"])
def test_asking_writes_nothing(workspace: MakeWorkspace, run: Run, option: str) -> None:
    root = workspace(FILES)
    result = run("number", option, cwd=root)
    assert result.exit_code == int(option == "--check")
    assert "000000000/2025-00008《示例局一月工作要点》" in result.output
    assert not (root / REGISTER).exists()
    assert (root / ENTRIES).read_text("utf-8") == DRAFTS


def test_a_number_whose_record_is_gone_is_not_given_again(
    workspace: MakeWorkspace, run: Run
) -> None:
    root = workspace(FILES)
    run("number", cwd=root)
    entries = (root / ENTRIES).read_text("utf-8")
    march = entries.index("- 索引号: 000000000/2025-00009")
    january = entries.index("- 索引号: 000000000/2025-00008")
    fresh = DRAFTS.split("\n\n", maxsplit=1)[0].replace("三月", "四月").replace("03-03", "04-03")
    workspace({ENTRIES: entries[:march] + entries[january:] + fresh.replace("# 四月的信息\n", "")})
    run("number")
    assert "- 索引号: 000000000/2025-00010" in (root / ENTRIES).read_text("utf-8")


def test_a_lost_number_is_given_back(workspace: MakeWorkspace, run: Run) -> None:
    root = workspace(FILES)
    run("number", cwd=root)
    after = (root / ENTRIES).read_text("utf-8"), (root / REGISTER).read_text("utf-8")
    workspace({ENTRIES: DRAFTS})
    assert "恢复 000000000/2025-00009" in run("number").output
    assert ((root / ENTRIES).read_text("utf-8"), (root / REGISTER).read_text("utf-8")) == after


def test_two_units_with_one_prefix_never_share_a_number(workspace: MakeWorkspace, run: Run) -> None:
    other = {path.replace("demo", "other"): text for path, text in FILES.items()}
    del other["catalogs/other/entries/numbered.yaml"]
    root = workspace({**FILES, **other})
    assert run("number", cwd=root).exit_code == 0
    texts = [
        (root / path).read_text("utf-8") for path in (ENTRIES, ENTRIES.replace("demo", "other"))
    ]
    numbers = [line.split()[-1] for text in texts for line in text.splitlines() if "索引号" in line]
    assert len(numbers) == len(set(numbers)) == 6


@pytest.mark.parametrize(
    ("path", "old", "new", "said", "code"),
    [
        (ENTRIES, "  生成日期: 2025-03-03\n", "", "生成日期没有写", 0),
        (ENTRIES, "2025-03-03", "2025-02-30", "生成日期没有写", 0),
        (
            PROFILE,
            '索引号前段码: "000000000"\n',
            "",
            f"没有写索引号前段码，写在 {PROFILE} 的“索引号前段码”里",
            1,
        ),
        (PROFILE, "示例单位: 是\n", "", "校验码不对", 1),
    ],
)
def test_a_draft_that_gets_no_number_is_said_and_left(
    workspace: MakeWorkspace, run: Run, path: str, old: str, new: str, said: str, code: int
) -> None:
    assert old in FILES[path]
    root = workspace({**FILES, path: FILES[path].replace(old, new)})
    result = run("number", cwd=root)
    assert result.exit_code == code
    assert "条信息没有编号，原因见上面" in result.output
    checked = run("number", "--check", cwd=root)
    assert "没有要编号" not in checked.output
    assert checked.exit_code == code
    assert f"没有编号 《示例局三月工作要点》（{ENTRIES}:2:3）：" in result.output
    assert said in result.output


@pytest.mark.parametrize(
    ("scheme", "prefix", "number"),
    [
        ("", "01404053X", "01404053X/2025-00001"),
        ("方案: 统一社会信用代码", "11500230MB19803549", "11500230MB19803549/2025-00001"),
        ("方案: 行政区划代码", "340824", "340824/2025-00001"),
        ("年份取自: 公开日期", "01404053X", "01404053X/2026-00001"),
        (
            "方案: 自定义\n  格式: '{前段码}-{分类}-{年}{月}{日}-{流水号:3}'",
            "ABC",
            "ABC-0101-20251230-001",
        ),
    ],
)
def test_each_scheme_numbers_in_its_own_form(
    workspace: MakeWorkspace, run: Run, scheme: str, prefix: str, number: str
) -> None:
    unit = UNIT.replace('"000000000"', f'"{prefix}"').replace("示例单位: 是\n", "")
    draft = "- 所属事项: 0101-001\n  信息名称: 工作要点\n  生成日期: 2025-12-30\n  公开日期: 2026-01-05\n"
    root = workspace(
        {
            "disclose.yaml": f"索引号方案:\n  {scheme}\n" if scheme else "",
            "catalogs/demo/unit.yaml": unit,
            "catalogs/demo/items/items.yaml": ITEMS,
            ENTRIES: draft,
        }
    )
    assert run("number", cwd=root).exit_code == 0
    assert (root / ENTRIES).read_text("utf-8").startswith(f"- 索引号: {number}\n")


def test_nothing_is_numbered_while_a_record_cannot_be_read(
    workspace: MakeWorkspace, run: Run
) -> None:
    root = workspace({**FILES, "catalogs/demo/entries/broken.yaml": "- 索引号: [\n"})
    result = run("number", cwd=root)
    assert result.exit_code == 2
    assert "catalogs/demo/entries/broken.yaml:1" in result.output
    assert (root / ENTRIES).read_text("utf-8") == DRAFTS


def test_a_register_outside_the_workspace_is_neither_read_nor_replaced(
    workspace: MakeWorkspace, run: Run, tmp_path: Path
) -> None:
    root = workspace(FILES)
    outside = tmp_path / "register.txt"
    outside.write_text("别处的文件\n", encoding="utf-8")
    (root / REGISTER).symlink_to(outside)
    assert run("number", cwd=root).exit_code == 2
    assert (root / REGISTER).is_symlink()
    assert outside.read_text("utf-8") == "别处的文件\n"


def test_nothing_is_numbered_while_the_register_is_not_whole(
    workspace: MakeWorkspace, run: Run
) -> None:
    root = workspace(FILES)
    run("number", cwd=root)
    register = (root / REGISTER).read_text("utf-8")
    workspace({REGISTER: register.replace("机构职能", "机构职责"), ENTRIES: DRAFTS})
    result = run("number")
    assert result.exit_code == 1
    assert (root / ENTRIES).read_text("utf-8") == DRAFTS


def test_numbers_in_question_are_settled_by_name(workspace: MakeWorkspace, run: Run) -> None:
    root = workspace(FILES)
    run("number", cwd=root)
    register = (root / REGISTER).read_text("utf-8")
    workspace(
        {
            "catalogs/demo/items/items.yaml": ITEMS.replace("机构职能", "权责清单"),
            "catalogs/demo/entries/numbered.yaml": "",
        }
    )
    assert run("number").exit_code == 1
    assert (root / REGISTER).read_text("utf-8") == register
    settled = ("--renamed", "0101-001", "--retired", "000000000/2025-00007")
    assert run("number", *settled).exit_code == 0
    assert (root / REGISTER).read_text("utf-8").startswith(register)
    assert run("number", "--check").exit_code == 0
    assert run("number", "--renamed", "0101-001").exit_code == 2


def test_a_unit_that_is_not_there_is_a_usage_error(workspace: MakeWorkspace, run: Run) -> None:
    workspace(FILES)
    result = run("number", "deno", cwd=workspace({}))
    assert result.exit_code == 2
    assert "单位有：demo" in result.output


TAKEN_OVER = """\
- 索引号: 014416330/2024-00003
  所属事项: 0101-001
  信息名称: 撤销的单位发布的办法
  生成日期: 2024-05-06
"""


@pytest.mark.parametrize("prefix", ["014416330", "11500230MB19803549"])
def test_information_of_a_unit_that_is_no_more_keeps_its_number(
    workspace: MakeWorkspace, run: Run, prefix: str
) -> None:
    root = workspace({**FILES, "disclose.yaml": "索引号方案:\n  前段码: 组织机构代码\n"})
    run("number", cwd=root)
    taken = TAKEN_OVER.replace("014416330", prefix)
    workspace({"catalogs/demo/entries/taken-over.yaml": taken})
    assert run("number").exit_code == 1
    assert prefix not in (root / REGISTER).read_text("utf-8")
    workspace({PROFILE: f'{UNIT}承接的前段码: ["{prefix}"]\n'})
    assert not {"R320", "R321"} & set(run("validate", "--format", "json").output.split('"'))
    assert run("number").exit_code == 0
    assert f"信息 {prefix}/2024-00003 " in (root / REGISTER).read_text("utf-8")
    assert (root / "catalogs/demo/entries/taken-over.yaml").read_text("utf-8") == taken


DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))


@settings(max_examples=40)
@given(st.lists(st.tuples(DAYS, st.sampled_from(["工作要点", "财政决算", "会议公告"])), max_size=6))
def test_after_numbering_no_rule_finds_anything_about_numbers(
    drafts: list[tuple[date, str]],
) -> None:
    entries = "".join(
        f"- 所属事项: 0101-001\n  信息名称: {title}{number}\n  生成日期: {day}\n"
        for number, (day, title) in enumerate(drafts)
    )
    files = {path: text.encode() for path, text in {**FILES, ENTRIES: entries}.items()}
    after = numbered(files)
    assert not about_numbers(catalog_of(after))
    assert numbered(after) == after


def about_numbers(catalog: Catalog) -> list[str]:
    codes = {
        rule.definition.code
        for rule in RULES
        if rule.definition.code.startswith(("R30", "R32", "R33"))
    }
    found = validate(catalog, (), SCHEMAS, date(2025, 3, 31))
    return [one.code for one in found if one.code in codes - {"R304", "R306"}]


def test_a_file_that_cannot_be_changed_gets_no_number_and_no_line() -> None:
    files = {path: text.encode() for path, text in FILES.items()}
    catalog = catalog_of(files)
    (plan,) = plan_numbering(catalog, catalog.units)
    done, changed = carry_out(plan, {**files, ENTRIES: DRAFTS.encode("gbk")}, SCHEMAS)
    assert [refusal.location.file for refusal in done.refusals] == [ENTRIES]
    assert not done.assigned
    assert list(changed) == [REGISTER]
    assert "三月" not in changed[REGISTER].decode()
