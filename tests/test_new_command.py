"""New units, items and entries: the next number, the defaults of the law, the right file, the rest as comments."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from disclosure_cli.cli import init_command
from disclosure_cli.creating.drafting import conditions_of_kind, draft_item
from disclosure_cli.creating.starting import standard_items
from disclosure_cli.facts.context import Context
from disclosure_cli.findings.validate import validate
from disclosure_cli.loading.packaged import vocabulary_files
from disclosure_cli.loading.workspace import Workspace, load, load_schemas
from disclosure_cli.model import Record, Severity
from disclosure_cli.publishing.deciding import decide
from tests.rules.samples import AS_OF, ENTRIES, ITEMS, added, base_files, catalog_of, codes
from tests.support.fixtures import MakeWorkspace, Run

SCHEMAS = load_schemas()[0]
KINDS = ("县级政府", "政府部门", "乡镇政府", "街道办事处", "法律法规授权组织", "公共企事业单位")
WHOLE = Context(catalog_of({}), SCHEMAS, AS_OF)
FILES = ("unit.yaml", "items/items.yaml")
ARTICLE = "《中华人民共和国政府信息公开条例》"


def made(workspace: MakeWorkspace, **files: str) -> Path:
    return workspace({**base_files(), **files})


def record(root: Path, title: str) -> Record:
    (unit,) = (unit for unit in load(Workspace(root)).catalog.units if unit.id == "demo")
    (found,) = (each for each in (*unit.items, *unit.entries) if each.get("title") == title)
    return found


def findings(root: Path, families: str = "YSLCGT") -> set[str]:
    loaded = load(Workspace(root))
    found = validate(loaded.catalog, loaded.diagnostics, loaded.schemas, AS_OF)
    return {diagnostic.code for diagnostic in found if diagnostic.code[0] in families}


@pytest.fixture(scope="module", params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_unit_begins_with_an_item_for_each_topic_that_binds_it(kind: str) -> None:
    items = standard_items(SCHEMAS, vocabulary_files(), kind)
    served = {topic for item in items for topic in WHOLE.topics_of(item["class"].split()[0])}
    bound = {code for code, topic in WHOLE.topics.items() if kind in topic.get("kinds")}
    assert bound <= served
    assert len(items) > 10


def test_what_is_due_on_a_day_of_the_year_is_kept_each_year(kind: str) -> None:
    items = standard_items(SCHEMAS, vocabulary_files(), kind)
    yearly = [item for item in items if item["time_limit"].startswith("每年")]
    assert bool(yearly) == (kind in {"政府部门", "县级政府"})
    assert {item["update"]["cycle"] for item in yearly} <= {"每年"}


def test_the_first_check_of_a_new_workspace_of_any_kind_passes(
    kind: str, tmp_path: Path, run: Run
) -> None:
    assert run("init", tmp_path / "w", "--kind", kind).exit_code == 0
    checked = run("validate", cwd=tmp_path / "w")
    assert checked.exit_code == 0, checked.stdout
    expected = {"L495", "R337"} | ({"G624"} if kind == "公共企事业单位" else set())
    assert set(re.findall(r"(?:错误|警告|提示) ([A-Z]\d{3})", checked.stdout)) == expected


@pytest.mark.slow
def test_a_new_workspace_of_any_kind_is_built_at_once(kind: str, tmp_path: Path, run: Run) -> None:
    run("init", tmp_path / "w", "--unit", "first", "--kind", kind)
    assert run("build", cwd=tmp_path / "w").exit_code == 0
    assert "示例" in (tmp_path / "w/build/site/first/catalog.html").read_text("utf-8")


def test_who_begins_at_a_terminal_is_asked_for_the_kind(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(init_command, "is_somebody_there", lambda: True)
    day = ("--as-of", "2025-03-04")
    run("init", tmp_path / "asked", *day, answers="乡镇政府\n")
    run("init", tmp_path / "said", *day, "--kind", "乡镇政府")
    run("init", tmp_path / "confirmed", *day, answers="\n")
    asked, said, confirmed = (
        [(tmp_path / name / "catalogs/my-unit" / file).read_text("utf-8") for file in FILES]
        for name in ("asked", "said", "confirmed")
    )
    assert asked == said
    assert "单位类型: 政府部门" in confirmed[0]
    assert all("修订日期: 2025-03-04" in file for file in (asked[0], confirmed[0]))


def test_what_is_invented_about_the_first_unit_is_marked(tmp_path: Path, run: Run) -> None:
    run("init", tmp_path / "w", "--unit", "my-town", "--kind", "乡镇政府")
    for name in ("my-town/unit.yaml", "_vocab/organs.yaml"):
        text = (tmp_path / "w" / "catalogs" / name).read_text("utf-8")
        for line in re.findall(r"(?:名称|简称|地址|电话|网站): (.*)", text):
            assert line.startswith("示例") or line == "办公室"


def test_a_new_unit_begins_with_what_is_known_and_asks_for_the_rest(
    workspace: MakeWorkspace, run: Run
) -> None:
    root = made(workspace)
    options = ("--name", "示例县民政局", "--kind", "政府部门", "--parent", "修水县人民政府")
    assert run("new", "unit", "mzj", *options, cwd=root).exit_code == 0
    text = (root / "catalogs/mzj/unit.yaml").read_text("utf-8")
    assert text.startswith("# ")
    assert (
        "单位名称: 示例县民政局\n单位类型: 政府部门\n行政层级: 县级\n上级机关: 修水县人民政府\n"
        in text
    )
    assert all(
        f"\n# {label}: " in text for label in ("工作机构", "救济渠道", "内设机构", "事项审查")
    )
    assert "\n示例单位" not in text
    assert findings(root) == {"G601", "G611", "L417", "L495"}


def test_a_new_unit_of_any_kind_lacks_only_what_it_alone_knows(
    kind: str, workspace: MakeWorkspace, run: Run
) -> None:
    root = made(workspace)
    run("new", "unit", "second", "--name", "示例县某单位", "--kind", kind, cwd=root)
    loaded = load(Workspace(root))
    unit = loaded.catalog.unit("second")
    assert unit is not None
    items = standard_items(SCHEMAS, vocabulary_files(), kind)
    assert [item.data["title"] for item in unit.items] == [item["title"] for item in items]
    found = validate(loaded.catalog, loaded.diagnostics, loaded.schemas, AS_OF)
    errors = {each.code for each in found if each.severity is Severity.ERROR}
    assert errors == {"G601"}


@pytest.mark.parametrize("level", ["省级", "乡级"])
def test_the_items_of_a_new_unit_are_of_its_level(
    level: str, workspace: MakeWorkspace, run: Run
) -> None:
    root = made(workspace)
    options = ("--name", "示例省某局", "--kind", "政府部门", "--level", level)
    assert run("new", "unit", "second", *options, cwd=root).exit_code == 0
    unit = load(Workspace(root)).catalog.unit("second")
    assert unit is not None
    assert {tuple(item.get("levels")) for item in unit.items} == {(level,)}
    assert "L409" not in findings(root)


CLASS = ("--class", "0403", "--made-by", "业务股")


def test_an_item_has_the_next_number_and_the_defaults_of_the_law(
    workspace: MakeWorkspace, run: Run
) -> None:
    root = made(workspace)
    said = run("new", "item", "demo", "--title", "行政事业性收费", *CLASS, cwd=root).stdout
    assert f"新建 0403-001《行政事业性收费》（{ITEMS}:" in said
    item = record(root, "行政事业性收费")
    assert item.data == {
        "id": "0403-001",
        "title": "行政事业性收费",
        "class": "0403 行政事业性收费",
        "elements": ["收费项目", "收费依据", "收费标准"],
        "basis": [f"{ARTICLE}第二十条第（八）项"],
        "time_limit": "自信息形成或者变更之日起20个工作日内",
        "duration": "长期公开",
        "channels": ["政府网站", "公开查阅点"],
        "audience": ["全社会"],
        "mode": "主动公开",
        "levels": ["县级"],
        "responsibility": {"made_by": "业务股", "accountable": "业务股"},
        "update": {"cycle": "及时更新"},
        "review": {"separate": True},
    }
    line = int(said.partition(f"{ITEMS}:")[2].partition("）")[0])
    assert item.locate(("id",)).line == line
    text = (root / ITEMS).read_text("utf-8")
    assert text.startswith(base_files()[ITEMS])
    assert "\n  # 重点事项: " in text
    assert findings(root) == {"L411", "L485", "L495"}


def test_a_number_is_never_given_twice(workspace: MakeWorkspace, run: Run) -> None:
    cancelled = """- 事项编号: 0403-007
  事项名称: 旧的收费
  分类: 0403 行政事业性收费
  事项状态: {状态: 已取消, 日期: 2025-01-10, 原因: 职能划出}"""
    root = made(workspace, **added(ITEMS, cancelled))
    run("number", cwd=root)
    (root / ITEMS).write_text(base_files()[ITEMS], "utf-8", newline="\n")
    run("new", "item", "demo", "--title", "收费", *CLASS)
    run("new", "item", "demo", "--title", "减免", *CLASS)
    assert [record(root, title).get("id") for title in ("收费", "减免")] == ["0403-008", "0403-009"]


@pytest.mark.parametrize(
    "broken",
    [
        "- 事项编号: 0403-001\n  事项名称: [旧的收费\n  分类: 0403 行政事业性收费",
        "- &旧 事项编号: 0403-001\n  事项名称: 旧的收费\n  分类: *没有",
        "- 事项编号: 0403-001\n   事项名称: 旧的收费\n  分类: 0403 行政事业性收费",
    ],
)
def test_a_number_in_a_record_that_cannot_be_read_is_not_given_again(
    broken: str, workspace: MakeWorkspace, run: Run
) -> None:
    other = "catalogs/demo/items/fees.yaml"
    root = made(workspace, **{other: broken + "\n"})
    run("new", "item", "demo", "--title", "减免", *CLASS, cwd=root)
    assert record(root, "减免").get("id") == "0403-002"


def test_an_item_with_a_value_of_a_wrong_type_keeps_its_number_and_is_no_obstacle(
    workspace: MakeWorkspace, run: Run
) -> None:
    damaged = "- 事项编号: 0403-001\n  事项名称: [旧的, 收费]\n  分类: 0403 行政事业性收费"
    root = made(workspace, **added(ITEMS, damaged))
    assert run("new", "item", "demo", "--title", "减免", *CLASS, cwd=root).exit_code == 0
    assert record(root, "减免").get("id") == "0403-002"
    named = ("--item", "0101-001", "--title", "新的信息")
    assert run("new", "entry", "demo", *named, cwd=root).exit_code == 0
    assert record(root, "新的信息").get("item") == "0101-001"


@pytest.mark.parametrize(
    ("kind", "title", "mode", "expected"),
    [
        (
            "政府部门",
            "部门预算",
            "主动公开",
            {
                "time_limit": "自批复之日起20日内",
                "time_limit_basis": ["《中华人民共和国预算法》第十四条第二款"],
            },
        ),
        (
            "政府部门",
            "登记结果",
            "依申请公开",
            {
                "time_limit": "自收到申请之日起20个工作日内",
                "basis": [f"{ARTICLE}第二十七条"],
                "channels": None,
                "update": None,
            },
        ),
        ("乡镇政府", "补贴", "主动公开", {"levels": ["乡级"]}),
        ("公共企事业单位", "服务承诺", "主动公开", {"basis": [f"{ARTICLE}第五十五条第一款"]}),
        ("街道办事处", "其他", "主动公开", {"basis": [f"{ARTICLE}第二十条第（十五）项"]}),
    ],
)
def test_defaults_follow_the_kind_of_the_unit_and_the_matter(
    kind: str, title: str, mode: str, expected: dict[str, Any]
) -> None:
    conditions = conditions_of_kind(kind, WHOLE.special_limits)
    item = draft_item("0401-001", "0401 预算", title, [], conditions, mode=mode)
    assert {name: item.get(name) for name in expected} == expected


def test_what_the_items_of_a_unit_have_in_common_a_new_one_has_too(
    workspace: MakeWorkspace, run: Run
) -> None:
    usual = base_files()[ITEMS].replace("[政府网站, 公开查阅点]", "[政府网站, 政府公报]")
    duties = "  责任分工: {制作: 办公室, 审查: 业务股}\n"
    profile = re.sub(r"责任分工:\n(?: .*\n)+", "", base_files()["catalogs/demo/unit.yaml"])
    root = made(workspace, **{ITEMS: usual + duties, "catalogs/demo/unit.yaml": profile})
    run("new", "item", "demo", "--title", "收费", *CLASS, cwd=root)
    item = record(root, "收费")
    assert item.get("channels") == ["政府网站", "政府公报"]
    assert item.get("responsibility", "reviewed_by") == "业务股"


def test_an_item_that_came_after_the_review_of_all_waits_for_its_own(
    workspace: MakeWorkspace, run: Run
) -> None:
    root = made(workspace)
    said = run("new", "item", "demo", "--title", "收费", *CLASS, cwd=root).stdout
    assert "disclose review demo 0403-001" in said
    loaded = load(Workspace(root))
    assert {
        str(decision.record.get("title")): decision.is_shown
        for decision in decide(loaded.catalog.units[0], publish_without_review=False)
        if decision.record.kind == "item"
    } == {"机构职能": True, "收费": False}
    signed = ("--handler", "业务股科员", "--department-head", "业务股股长", "--reviewer", "保密员")
    done = (*signed, "--approver", "副局长", "--conclusion", "公开")
    assert run("review", "demo", "0403-001", *done).exit_code == 0
    unit = load(Workspace(root)).catalog.units[0]
    assert all(decision.is_shown for decision in decide(unit, publish_without_review=False))


def test_an_entry_is_a_draft_with_what_its_siblings_have(
    workspace: MakeWorkspace, run: Run
) -> None:
    root = made(workspace)
    options = ("--item", "0101-001", "--title", "主要职责调整", "--created", "2025-03-20")
    said = run("new", "entry", "demo", *options, cwd=root).stdout
    assert f"新建 《主要职责调整》（{ENTRIES}:" in said
    assert record(root, "主要职责调整").data == {
        "item": "0101-001",
        "title": "主要职责调整",
        "created": "2025-03-20",
        "source": "自制",
        "theme": "综合政务/政务公开",
        "genre": "其他",
    }
    text = (root / ENTRIES).read_text("utf-8")
    assert "\n  # 内容概述: " in text
    assert "索引号" not in text.removeprefix(base_files()[ENTRIES]).partition("  #")[0]


@pytest.mark.parametrize(
    ("files", "created", "path"),
    [
        ({}, "2025-03-20", ENTRIES),
        ({}, "2026-01-05", "catalogs/demo/entries/2026.yaml"),
        (
            {
                "catalogs/demo/entries/documents.yaml": "- {所属事项: 0101-001, 信息名称: 甲, 生成日期: 2026-01-04}\n"
            },
            "2026-01-05",
            "catalogs/demo/entries/documents.yaml",
        ),
    ],
)
def test_an_entry_goes_where_its_year_is(
    files: dict[str, str], created: str, path: str, workspace: MakeWorkspace, run: Run
) -> None:
    root = made(workspace, **files)
    options = ("--item", "机构职能", "--title", "新的", "--created", created)
    assert run("new", "entry", "demo", *options, cwd=root).exit_code == 0
    assert record(root, "新的").source.file == path


def test_an_item_goes_where_its_class_is(workspace: MakeWorkspace, run: Run) -> None:
    money = "catalogs/demo/items/money.yaml"
    text = "- {事项编号: 0401-001, 事项名称: 部门预算, 分类: 0401 预算}\n"
    root = made(workspace, **{money: text})
    run("new", "item", "demo", "--title", "收费", *CLASS, cwd=root)
    run("new", "item", "demo", "--title", "设置", "--class", "机构设置", "--made-by", "业务股")
    assert record(root, "收费").source.file == money
    assert record(root, "设置").source.file == ITEMS


def test_line_ends_and_the_language_of_keys_are_kept(workspace: MakeWorkspace, run: Run) -> None:
    windows = base_files()[ITEMS].replace("\n", "\r\n")
    root = made(workspace, **{ITEMS: windows, "disclose.yaml": "keys: en\n"})
    run("new", "item", "demo", "--title", "收费", *CLASS, cwd=root)
    added_text = (root / ITEMS).read_bytes().decode().removeprefix(windows)
    assert "  title: 收费\r\n" in added_text
    assert "  # focus: " in added_text
    assert "\n" not in added_text.replace("\r\n", "")


def test_what_no_option_says_is_asked(workspace: MakeWorkspace, run: Run) -> None:
    root = made(workspace)
    answers = ["没有的", "收费", "2", "窗口收费", "业务股"]
    said = run("new", "item", cwd=root, answers="\n".join(answers) + "\n")
    assert said.exit_code == 0, said.stdout + said.stderr
    assert "没有带“没有的”的分类" in said.stdout
    assert record(root, "窗口收费").get("class") == "1803 收费项目和标准"
    entry = run("new", "entry", "demo", answers="1\n窗口收费标准\n")
    assert entry.exit_code == 0
    assert record(root, "窗口收费标准").get("created") == AS_OF.isoformat()
    unit = run("new", "unit", answers="my_unit\n")
    assert (unit.exit_code, "不能作单位的编号" in unit.stderr) == (2, True)
    assert run("new", "unit", answers="my-unit\n2\n示例局\n").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("unit", "demo", "--name", "甲", "--kind", "政府部门"), "已经有 catalogs/demo"),
        (("unit", "x", "--name", "甲", "--kind", "部门"), "没有“部门”这种单位类型"),
        (
            ("unit", "x", "--name", "甲", "--kind", "政府部门", "--parent", "修水县政府"),
            "“修水县政府”没有登记",
        ),
        (("item", "nowhere"), "没有“nowhere”这个单位"),
        (("item", "demo", "--class", "4321", "--title", "甲"), "没有“4321”这个最末一级的分类"),
        (("item", "demo", "--class", "行政事业性收废", "--title", "甲"), "是不是“行政事业性收费”"),
        (("entry", "demo", "--item", "机构职责", "--title", "甲"), "是不是“机构职能”"),
        (("thing", "demo"), "可选：unit、item、entry"),
        (
            ("unit", "x", "--name", "示例县示例局", "--kind", "政府部门"),
            "已经有单位叫“示例县示例局”：catalogs/demo",
        ),
        (
            ("item", "demo", "--class", "0403", "--title", "甲", "--made-by", "没有的科"),
            "没有“没有的科”这个内设机构，先在单位概况的“内设机构”里登记",
        ),
        (
            ("item", "demo", "--class", "0403", "--title", "甲", "--made-by", "业务科"),
            "是不是“业务股”",
        ),
        (
            ("entry", "demo", "--item", "0101-001", "--title", "甲", "--class", "0403"),
            "新建信息不写 --class，可以写：--item、--title、--created",
        ),
        (
            ("entry", "demo", "--item", "0101-001", "--title", "甲", "--mode", "主动公开"),
            "新建信息不写 --mode",
        ),
        (
            ("unit", "x", "--name", "甲", "--kind", "政府部门", "--title", "甲"),
            "新建单位不写 --title",
        ),
        (
            ("item", "demo", "--class", "0403", "--title", "甲", "--created", "2025-01-01"),
            "--created",
        ),
    ],
)
def test_wrong_use_is_explained_and_nothing_is_written(
    arguments: tuple[str, ...], words: str, workspace: MakeWorkspace, run: Run
) -> None:
    root = made(workspace)
    before = {path: path.read_bytes() for path in root.rglob("*.yaml")}
    result = run("new", *arguments, cwd=root)
    assert result.exit_code == 2
    assert words in result.stderr
    assert {path: path.read_bytes() for path in root.rglob("*.yaml")} == before


def test_a_unit_without_any_division_of_labour_is_told_once() -> None:
    profile = re.sub(r"责任分工:\n(?: .*\n)+", "", base_files()["catalogs/demo/unit.yaml"])
    assert codes({"catalogs/demo/unit.yaml": profile}, "L") == {"L417"}
