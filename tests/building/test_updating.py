"""What a build writes, leaves alone and removes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from disclosure_cli.building.updating import Outcome, Request, UnknownUnitError, update
from disclosure_cli.loading.workspace import Loaded, Workspace, load
from disclosure_cli.writing import MANIFEST, OutputBusyError, digest_of, locked

if TYPE_CHECKING:
    from tests.support.fixtures import Run

ROOT = Path(__file__).parents[2]
TOWN, OFFICE = "yuantan-town", "xiushui-minerals"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a workspace with two of the examples."""
    folder = tmp_path / "workspace"
    for name in ("_vocab", TOWN, OFFICE):
        shutil.copytree(ROOT / "catalogs" / name, folder / "catalogs" / name)
    shutil.copy(ROOT / "disclose.yaml", folder)
    return folder.resolve()


@pytest.fixture
def output(root: Path) -> Path:
    """Return the output of a first build of the workspace."""
    folder = root / "build"
    assert not build(root, folder).stopped
    return folder


def build(
    root: Path, folder: Path, *units: str, check: bool = False, keep_going: bool = False
) -> Outcome:
    request = Request(folder, frozenset(units), check, keep_going)
    return update(Workspace(root), request, lambda done, total: None)


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def profile(root: Path, unit: str) -> Path:
    return root / "catalogs" / unit / "unit.yaml"


def test_a_second_build_writes_nothing(root: Path, output: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*") if path.is_file()}
    outcome = build(root, output)
    assert outcome.reasons == {}
    assert outcome.held
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_comment_changes_no_file(root: Path, output: Path) -> None:
    change(profile(root, TOWN), "单位名称", "# 只是注释\n单位名称")
    assert build(root, output).reasons == {}


def test_a_change_in_one_unit_leaves_the_other_alone(root: Path, output: Path) -> None:
    change(root / "catalogs" / TOWN / "items" / "agriculture.yaml", "事项名称: ", "事项名称: 新的")
    written = build(root, output).reasons
    assert f"site/{TOWN}/catalog.html" in written
    assert f"site/{TOWN}/catalog.xlsx" in written
    assert not [path for path in written if OFFICE in path]


def test_what_an_incremental_build_leaves_is_what_a_full_one_makes(
    root: Path, output: Path
) -> None:
    change(root / "catalogs" / TOWN / "items" / "agriculture.yaml", "事项名称: ", "事项名称: 新的")
    build(root, output)
    fresh = root / "fresh"
    build(root, fresh)
    assert contents(output) == contents(fresh)


def test_a_file_that_is_saved_while_it_is_read_is_never_taken_for_another(
    root: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    town = profile(root, TOWN)

    def saved_meanwhile(workspace: Workspace, **options: Any) -> Loaded:
        change(town, "单位名称: ", "单位名称: 新的")
        return load(workspace, **options)

    change(town, "单位名称", "# 只是注释\n单位名称")
    before = town.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr("disclosure_cli.loading.workspace.load", saved_meanwhile)
        assert build(root, output).reasons
    town.write_bytes(before)
    build(root, output)
    build(root, root / "fresh")
    assert contents(output) == contents(root / "fresh")


def contents(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()
    }


def test_a_file_that_was_tampered_with_or_lost_comes_back(root: Path, output: Path) -> None:
    page, lost = output / "site" / "index.html", output / "site" / TOWN / "guide.xlsx"
    good = page.read_bytes()
    page.write_text("改过", "utf-8")
    lost.unlink()
    assert set(build(root, output).reasons) == {"site/index.html", f"site/{TOWN}/guide.xlsx"}
    assert page.read_bytes() == good
    assert lost.is_file()


def test_files_of_a_removed_unit_go_and_strangers_stay(root: Path, output: Path) -> None:
    stranger = output / "site" / OFFICE / "notes.txt"
    stranger.write_text("别人的文件", "utf-8")
    shutil.rmtree(root / "catalogs" / OFFICE)
    removed = build(root, output).removed
    assert f"site/{OFFICE}/index.html" in removed
    assert [*(output / "site" / OFFICE).iterdir()] == [stranger]


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[]", b'{"version": 99}', b'{"version": 2, "groups": 3}']
)
def test_a_broken_manifest_counts_as_none(root: Path, output: Path, content: bytes) -> None:
    good = (output / MANIFEST).read_bytes()
    (output / MANIFEST).write_bytes(content)
    (output / "site" / "index.html").unlink()
    assert build(root, output).reasons == {"site/index.html": "新的文件"}
    assert (output / MANIFEST).read_bytes() == good


@pytest.mark.parametrize("path", ["../victim", "/victim", "a/../../victim", "C:/victim"])
def test_a_forged_manifest_removes_nothing_outside(root: Path, output: Path, path: str) -> None:
    victim = root / "victim"
    victim.write_text("重要", "utf-8")
    document = json.loads((output / MANIFEST).read_text("utf-8"))
    del document["seal"]
    document["groups"][TOWN]["files"][path] = ""
    document["complete"] = False
    forged = {**document, "seal": digest_of(document)}
    (output / MANIFEST).write_text(json.dumps(forged), "utf-8")
    build(root, output)
    assert victim.is_file()


def test_check_writes_nothing_and_says_what_is_stale(root: Path, output: Path) -> None:
    change(profile(root, TOWN), "办公地址: 示例", "办公地址: 示例新的")
    before = contents(output)
    assert f"site/{TOWN}/guide.html" in build(root, output, check=True).reasons
    assert contents(output) == before


def test_an_error_stops_the_build_and_the_former_output_stays(root: Path, output: Path) -> None:
    before = contents(output)
    change(profile(root, TOWN), "单位类型: 乡镇政府", "单位类型: 不存在")
    outcome = build(root, output)
    assert outcome.stopped
    assert [diagnostic.code for diagnostic in outcome.diagnostics] == ["S204"]
    assert contents(output) == before


def test_keep_going_builds_the_others_and_says_so_on_the_portal(root: Path, output: Path) -> None:
    before = contents(output)
    change(profile(root, TOWN), "单位类型: 乡镇政府", "单位类型: 不存在")
    change(profile(root, OFFICE), "办公地址: 示例", "办公地址: 示例新的")
    outcome = build(root, output, keep_going=True)
    after = contents(output)
    assert outcome.faulty == (TOWN,)
    assert f"site/{OFFICE}/guide.html" in outcome.reasons
    assert {p: d for p, d in after.items() if TOWN in p} == {
        p: d for p, d in before.items() if TOWN in p
    }
    assert "有待更正" in after["site/index.html"].decode()


def test_one_unit_and_the_shared_files(root: Path, output: Path) -> None:
    for unit in (TOWN, OFFICE):
        change(profile(root, unit), "办公地址: 示例", "办公地址: 示例新的")
    written = build(root, output, TOWN).reasons
    assert f"site/{TOWN}/guide.html" in written
    assert not [path for path in written if OFFICE in path]
    assert f"site/{OFFICE}/guide.html" in build(root, output).reasons


def test_every_file_is_explained(root: Path, output: Path, run: Run) -> None:
    made = {path for path in contents(output) if path not in {MANIFEST, ".disclose-lock"}}
    nothing = build(root, output)
    assert (set(nothing.kept), set(nothing.kept.values())) == (made, {"没有变化"})
    for unit in (TOWN, OFFICE):
        change(profile(root, unit), "办公地址: 示例", "办公地址: 示例新的")
    change(profile(root, OFFICE), "单位类型: 政府部门", "单位类型: 不存在")
    partly = build(root, output, TOWN, keep_going=True)
    assert partly.reasons.keys().isdisjoint(partly.kept)
    assert partly.reasons.keys() | partly.kept.keys() == made
    assert partly.kept[f"site/{OFFICE}/catalog.html"] == "单位有错误，保留原来的"
    assert partly.kept[f"site/{TOWN}/catalog.xlsx"] == "重新生成过，内容相同"
    told = run("build", "--explain", "--keep-going", cwd=root).output
    assert all(f"\n{path}: " in f"\n{told}" for path in made)


def test_an_unknown_unit_is_refused(root: Path, output: Path) -> None:
    with pytest.raises(UnknownUnitError):
        build(root, output, "no-such-unit")


def test_two_builds_at_once_do_not_mix(root: Path, output: Path) -> None:
    change(profile(root, TOWN), "办公地址: 示例", "办公地址: 示例新的")
    with locked(output), pytest.raises(OutputBusyError):
        build(root, output)


def test_the_command_says_what_it_held_back_and_why(root: Path, run: Run) -> None:
    result = run("build", cwd=root)
    assert result.exit_code == 0
    assert "未公开: 源潭镇人民政府" in result.output
    assert "缺签发人" in result.output
    assert run("build", "--check", cwd=root).exit_code == 0
    change(profile(root, TOWN), "单位类型: 乡镇政府", "单位类型: 不存在")
    stopped = run("build", cwd=root)
    assert stopped.exit_code == 1
    assert "S204" in stopped.output
    assert "以2025年3月31日为准" in stopped.output


def test_the_command_says_which_unit_is_gone(root: Path, run: Run) -> None:
    assert "没有了" not in run("build", cwd=root).output
    shutil.move(root / "catalogs" / OFFICE, root / "catalogs" / "minerals")
    said = [line for line in run("build", cwd=root).output.splitlines() if "没有了" in line]
    assert len(said) == 1
    assert OFFICE in said[0]
    assert TOWN not in said[0]
    assert "没有了" not in run("build", cwd=root).output


def test_a_fault_in_a_template_is_told_with_its_place(root: Path, run: Run) -> None:
    (root / "templates").mkdir()
    (root / "templates" / "portal.html.j2").write_text("{{ 没有 }}", "utf-8")
    result = run("build", cwd=root)
    assert result.exit_code == 1
    assert "templates/portal.html.j2:1:" in result.output
