"""`disclose diff`: what may be compared, how it is told, what never gets out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import html5lib
import pytest
from python_calamine import CalamineWorkbook

from disclosure_cli.cli.diff_command import FORMATS
from tests.office.test_xlsx_office import printed
from tests.rules.samples import ENTRIES, ITEMS, base_files
from tests.support.browser import axe_violations, opened, sideways_scroll
from tests.support.fixtures import Run
from tests.support.history import History, history_at

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.support.office import Office

Make = Callable[..., Path]
REMARK = "内部备注示例"
DUTIES = "  责任分工:\n    制作: 业务股\n    负责: 办公室\n    责任人: 业务股股长\n"
RICHER = base_files()[ITEMS].replace("主要职责]", "主要职责, 服务对象]") + DUTIES
NEW_ITEM = (
    base_files()[ITEMS]
    .replace("0101-001", "0102-001")
    .replace("机构职能", "机构设置")
    .replace("0101 职能职责", "0102 机构设置")
)
CANCELLED = "  事项状态:\n    状态: 已取消\n    日期: 2025-03-20\n    原因: 职能划转\n"


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Lay the base workspace into a folder, with some files changed."""

    def lay(name: str, files: Mapping[str, str] | None = None) -> Path:
        for path, text in {**base_files(), **(files or {})}.items():
            target = tmp_path / name / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
        return tmp_path / name

    return lay


@pytest.fixture
def history(make: Make, monkeypatch: pytest.MonkeyPatch) -> History:
    history = history_at(make("repository"), monkeypatch)
    history.commit("建立目录")
    return history


def test_two_folders_need_no_git_and_no_workspace_around(make: Make, run: Run) -> None:
    former, latter = make("去年"), make("今年", {ITEMS: RICHER})
    result = run("diff", former, latter, cwd=former.parent)
    assert result.exit_code == 0
    assert "充实" in result.output
    assert "{+服务对象+}" in result.output
    assert run("diff", former, former).exit_code == 0
    assert "没有变化" in run("diff", former, former).output


@pytest.mark.parametrize("names", [(), ("HEAD",), ("main",), ("v1",), ("v1", "HEAD~0")])
def test_commits_tags_and_branches_of_a_history(
    names: tuple[str, ...], history: History, run: Run
) -> None:
    history.git("tag", "v1")
    history.write({ITEMS: RICHER})
    if len(names) > 1:
        history.commit("充实")
    result = run("diff", *names, cwd=history.root)
    assert result.exit_code == 0
    assert "充实" in result.output


def test_a_workspace_in_a_folder_of_the_repository(
    make: Make, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make("repository/县/目录")
    history_at(tmp_path / "repository", monkeypatch).commit("建立目录")
    (root / ITEMS).write_text(RICHER, encoding="utf-8")
    assert "充实" in run("diff", cwd=root / "catalogs").output


def test_a_built_database_on_either_side(make: Make, run: Run, tmp_path: Path) -> None:
    cancelled = NEW_ITEM + CANCELLED
    former = make("former", {ITEMS: base_files()[ITEMS] + DUTIES + cancelled})
    assert run("build", "-o", tmp_path / "out", cwd=former).exit_code == 0
    database = tmp_path / "out" / "site" / "data" / "catalog.sqlite"
    assert "没有变化" in run("diff", database, cwd=former).output
    assert "没有变化" in run("diff", former, database).output
    make("former", {ITEMS: RICHER + f"  内部备注: {REMARK}\n" + cancelled})
    result = run("diff", database)
    assert "{+服务对象+}" in result.output
    assert REMARK not in result.output
    assert "业务股股长" not in result.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("v9",), "没有“v9”这个提交"),
        (("--", "-x"), "没有“-x”这个提交"),
        (("nothing.sqlite",), "没有“nothing.sqlite”这个数据库文件"),
        (("disclose.yaml",), "不是 disclose 生成的数据库"),
        (("catalogs",), "“catalogs”不是工作区"),
        (("--unit", "nobody"), "没有“nobody”这个单位"),
        (("--format", "xlsx"), "xlsx 不能显示在屏幕上"),
    ],
)
def test_wrong_use_is_explained(
    arguments: tuple[str, ...], words: str, history: History, run: Run
) -> None:
    result = run("diff", *arguments, cwd=history.root)
    assert result.exit_code == 2
    assert words in result.output


def test_without_git_two_folders_are_asked_for(
    make: Make, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make("alone")
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(root.parent))
    result = run("diff", cwd=root)
    assert result.exit_code == 2
    assert "不是 git 版本库" in result.output
    monkeypatch.setenv("PATH", str(root))
    result = run("diff")
    assert result.exit_code == 2
    assert "没有安装 git" in result.output


def test_a_commit_before_the_workspace_is_said(history: History, run: Run) -> None:
    history.git("checkout", "--quiet", "--orphan", "empty")
    history.git("rm", "-r", "--quiet", "--cached", ".")
    history.git("commit", "--quiet", "--allow-empty", "--message", "空")
    result = run("diff", "empty", cwd=history.root)
    assert result.exit_code == 2
    assert "还没有这个工作区" in result.output


def test_what_cannot_be_read_is_said_and_the_rest_compared(history: History, run: Run) -> None:
    history.write({ITEMS: base_files()[ITEMS] + "\n- 事项编号: [\n"})
    history.commit("坏记录")
    history.write({ITEMS: base_files()[ITEMS] + "  旧字段: 值\n", ENTRIES: ""})
    result = run("diff", cwd=history.root)
    assert result.exit_code == 0
    assert re.search(rf"没有比较完整 HEAD（\w+）：{ITEMS}:\d+:\d+", result.output)
    assert f"没有比较完整 工作区：{ITEMS}" in result.output
    assert "删除  000000000/2025-00001" in result.output


def test_the_exit_code_tells_of_changes_only_when_asked(history: History, run: Run) -> None:
    assert run("diff", "--exit-code", cwd=history.root).exit_code == 0
    history.write({ITEMS: RICHER})
    assert run("diff").exit_code == 0
    assert run("diff", "--exit-code").exit_code == 1


def test_one_unit_can_be_asked_for(make: Make, run: Run) -> None:
    former = make("former", {"catalogs/other/unit.yaml": "单位名称: 别的局\n单位类型: 政府部门\n"})
    latter = make(
        "latter",
        {
            ITEMS: RICHER,
            "catalogs/other/unit.yaml": "单位名称: 另外的局\n单位类型: 政府部门\n",
        },
    )
    result = run("diff", former, latter, "--unit", "other", cwd=latter)
    assert "另外的局" in result.output
    assert "机构职能" not in result.output


def test_markdown_tells_nothing_internal_unless_asked(history: History, run: Run) -> None:
    history.write({ITEMS: RICHER + f"  内部备注: {REMARK}\n"})
    public = run("diff", "--format", "markdown", cwd=history.root).output
    assert "<ins>服务对象</ins>" in public
    assert REMARK not in public
    assert "股长" not in public
    assert REMARK in run("diff", "--format", "markdown", "--internal").output
    for name in ("text", "json"):
        assert REMARK in run("diff", "--format", name).output
        assert REMARK not in run("diff", "--format", name, "--public").output


def test_internal_formats_say_that_they_are(history: History, run: Run, tmp_path: Path) -> None:
    history.write({ITEMS: RICHER})
    for option, is_marked in (("--internal", True), ("--public", False)):
        page = tmp_path / f"{option}.html"
        run("diff", option, "--format", "html", "-o", page, cwd=history.root)
        assert ("内部资料，不得公开" in page.read_text("utf-8")) is is_marked


def test_hostile_texts_are_texts(history: History, run: Run, tmp_path: Path) -> None:
    hostile = "<script>alert(1)</script> @everyone #12 !3 *a* [x](http://y) | `c` ~l $1"
    number = "1101" + "01199003070011"
    summary = f"  内容概述: '{hostile} {number}'"
    history.write(
        {
            ENTRIES: base_files()[ENTRIES].replace(
                "  内容概述: 说明本局的法定职责和服务对象。", summary
            )
        }
    )
    page = tmp_path / "diff.html"
    run("diff", "--format", "html", "-o", page, cwd=history.root)
    document = html5lib.parse(page.read_text("utf-8"), namespaceHTMLElements=False)
    assert not document.findall(".//script")
    assert any(hostile in "".join(ins.itertext()) for ins in document.iter("ins"))
    for name in ("text", "markdown", "json"):
        assert number not in run("diff", "--format", name).output
    markdown = run("diff", "--format", "markdown").output
    assert "<script>" not in markdown
    assert not re.search(r"[@#!]\w", markdown.split("内容概述", 1)[1])


def test_markdown_ends_before_servers_cut_it_off(make: Make, run: Run) -> None:
    many = "".join(
        NEW_ITEM.replace("0102-001", f"0102-{number:03}").replace("机构设置", f"事项{number}", 1)
        for number in range(1, 400)
    )
    former, latter = make("former"), make("latter", {"catalogs/demo/items/b.yaml": many})
    output = run("diff", former, latter, "--format", "markdown", cwd=latter).output
    assert 40_000 < len(output) < 61_000
    assert "其余的没有列出" in output


@pytest.fixture
def rich(make: Make) -> tuple[Path, Path]:
    former = make("former", {ITEMS: base_files()[ITEMS] + DUTIES})
    latter = make(
        "latter",
        {ITEMS: RICHER.replace("机构职能", "机构职能和权责") + CANCELLED + NEW_ITEM},
    )
    return former, latter


def test_every_format_tells_of_every_change(
    rich: tuple[Path, Path], run: Run, tmp_path: Path
) -> None:
    files = {name: tmp_path / f"diff.{name}" for name in FORMATS}
    asked = [part for name, file in files.items() for part in ("--format", f"{name}={file}")]
    assert run("diff", *rich, *asked, cwd=rich[0]).exit_code == 0
    told = {name: file.read_text("utf-8") for name, file in files.items() if name != "xlsx"}
    book = CalamineWorkbook.from_path(files["xlsx"])
    rows = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    told["xlsx"] = "\n".join(str(cell) for sheet in rows.values() for row in sheet for cell in row)
    for text in told.values():
        assert all(word in text for word in ("0101-001", "0102-001", "机构设置", "职能划转"))
    table = rows["动态调整表"]
    head = next(number for number, row in enumerate(table) if row[0] == "序号")
    assert [row[5] for row in table[head + 1 : head + 3]] == ["取消", "新增"]
    assert table[head + 1][8:] == [
        "职能划转",
        "《中华人民共和国政府信息公开条例》第二十条第（二）项",
        "业务股",
    ]
    document = json.loads(told["json"])
    (unit,) = document["units"]
    assert [change["adjustment"] for change in unit["changes"]] == ["cancelled", "added"]
    assert unit["changes"][0]["post"] == "业务股股长"


def test_the_same_sides_make_the_same_bytes(
    rich: tuple[Path, Path], run: Run, tmp_path: Path
) -> None:
    for name in FORMATS:
        made = []
        for number in (1, 2):
            file = tmp_path / f"{number}.{name}"
            run("diff", *rich, "--format", name, "-o", file, cwd=rich[0])
            made.append(file.read_bytes())
        assert made[0] == made[1], name


def test_the_page_is_good_on_a_phone_and_for_a_reader(
    rich: tuple[Path, Path], run: Run, tmp_path: Path, browser: Browser
) -> None:
    page = tmp_path / "diff.html"
    run("diff", *rich, "--format", "html", "-o", page, cwd=rich[0])
    for scheme in ("light", "dark"):
        with opened(browser, page, color_scheme=scheme) as visit:
            assert not visit.complaints
            assert not visit.outside
            assert axe_violations(visit.page) == ()
            assert sideways_scroll(visit.page, 360) == 0


def test_the_table_of_adjustments_is_printed_whole(
    rich: tuple[Path, Path], run: Run, tmp_path: Path, office: Office
) -> None:
    book = tmp_path / "diff.xlsx"
    run("diff", *rich, "--format", "xlsx", "-o", book, cwd=rich[0])
    (pdf,) = office.convert([book], "pdf", tmp_path / "pdf")
    text = printed(pdf)
    for word in ("公开事项目录动态调整表", "调整理由", "职能划转", "填表人：", "0102-001"):
        assert word in text


def test_what_happened_is_called_the_same_wherever_it_is_told(
    make: Make, run: Run, tmp_path: Path
) -> None:
    former = make("former", {ITEMS: base_files()[ITEMS] + NEW_ITEM})
    latter = make("latter", {ITEMS: RICHER})
    told = run("diff", former, latter, cwd=latter).output
    # Beside its record, in the summary of the unit and in that of all.
    assert [told.count(word) for word in ("删除", "充实")] == [3, 3]
    assert "取消" not in told
    book = tmp_path / "diff.xlsx"
    run("diff", former, latter, "--format", f"xlsx={book}", cwd=latter)
    rows = CalamineWorkbook.from_path(book).get_sheet_by_name("动态调整表").to_python()
    assert [row[5] for row in rows if row[0] in {1, "1", 2, "2"}] == [
        "变更（充实）",
        "取消（删除）",
    ]


def test_the_table_for_the_superior_tells_nothing_internal(
    make: Make, run: Run, tmp_path: Path
) -> None:
    mode = "  公开方式: 主动公开"
    assert mode in RICHER
    ground = "  公开方式: 不予公开\n  不予公开理由: {依据: 14-3, 理由: 含力量部署}"
    remark = NEW_ITEM.replace(mode, f"{mode}\n  内部备注: 含力量部署")
    former = make("former", {ITEMS: RICHER + NEW_ITEM})
    latter = make("latter", {ITEMS: RICHER.replace(mode, ground) + remark})
    book = tmp_path / "diff.xlsx"
    assert run("diff", former, latter, "--format", f"xlsx={book}", cwd=latter).exit_code == 0
    sheets = CalamineWorkbook.from_path(book)
    rows = sheets.get_sheet_by_name("动态调整表").to_python()
    filed = [row for row in rows if row[0] in {1, "1", 2, "2"}]
    assert [row[5] for row in filed] == ["变更（不再公开）"]
    assert "力量部署" not in str(rows)
    assert "力量部署" in str(sheets.get_sheet_by_name("变更明细").to_python())


def test_folders_are_named_not_spelled_as_paths(make: Make, run: Run) -> None:
    former, latter = make("去年/目录"), make("今年/目录", {ITEMS: RICHER})
    other = make("今年/旧目录")
    alike = run("diff", "../../去年/目录", ".", cwd=latter).output
    assert "从“去年/目录”到“今年/目录”" in alike
    assert "从“旧目录”到“目录”" in run("diff", "../旧目录", ".", cwd=latter).output
    assert str(former.parent) not in alike
    assert other.is_dir()
