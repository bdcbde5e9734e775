"""Results of reading that are kept: never other than reading anew, whatever became of them."""

from __future__ import annotations

import hashlib
import hmac
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from disclosure_cli.catalog import CheckedFile, UncheckedFile, check_file, role_of
from disclosure_cli.loading import workspace as workspaces
from disclosure_cli.loading.caching import KEY_VARIABLE, check_files, read_sealed, write_sealed
from disclosure_cli.loading.workspace import Workspace, load_schemas, read_files
from disclosure_cli.model import Location
from tests.reliability.programs import read

if TYPE_CHECKING:
    from tests.support.fixtures import Run

ROOT = Path(__file__).parents[2]
SCHEMAS, _ = load_schemas()
CACHE = ".disclose-cache"
FILES = {
    path: data
    for path, data in read_files(Workspace(ROOT))[0].items()
    if data is not None and role_of(path)
}
SOME = {path: data for path, data in FILES.items() if "_vocab" in path}


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let tests have a key of their own."""
    monkeypatch.delenv(KEY_VARIABLE, raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def checked(
    folder: Path, files: dict[str, bytes], *, keep: bool = True, program: str = "program"
) -> list[CheckedFile]:
    """Check files with a cache in a folder."""
    unchecked = [
        UncheckedFile(path, data, role) for path, data in files.items() if (role := role_of(path))
    ]
    return check_files(unchecked, SCHEMAS, folder, lambda: program, keep=keep)


def entries(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.records"))


def plain(files: dict[str, bytes]) -> list[CheckedFile]:
    return [
        check_file(path, data, role, SCHEMAS)
        for path, data in files.items()
        if (role := role_of(path))
    ]


def test_what_is_kept_is_what_was_read(tmp_path: Path) -> None:
    expected = plain(FILES)
    for _ in range(2):
        found = checked(tmp_path / CACHE, FILES)
        assert found == expected
        for new, old in zip(found, expected, strict=True):
            assert new.source == old.source
            for record, before in zip(new.records, old.records, strict=True):
                assert record.labels == before.labels
                assert list(record.data) == list(before.data)
        assert places(found) == places(expected)
    assert len(entries(tmp_path / CACHE)) > len(FILES) // 2


def places(files: list[CheckedFile]) -> list[Location]:
    """Return where the first fields of some records stand."""
    records = [record for file in files for record in file.records]
    return [record.locate(tuple(record.data)[:1]) for record in records[::50]]


LINES = (
    *(
        "- 事项编号: 0101-001",
        "  事项名称: 甲",
        "  公开对象: [全社会]",
        "  公开内容:",
        "    - 乙",
        "",
    ),
    *(
        "- 事项名称: &a 丙",
        "  没有: 1",
        "  重点事项: 权、钱",
        "  说明: 好 #1",
        "- ",
        "\ufeff",
        "\r",
        "  更新：",
        "- *a",
    ),
)


@given(
    st.lists(st.sampled_from(LINES), max_size=8), st.sampled_from(["utf-8", "gb18030", "utf-16"])
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_is_lost_of_any_file(tmp_path: Path, lines: list[str], encoding: str) -> None:
    files = {"catalogs/some-unit/items/a.yaml": "\n".join(lines).encode(encoding)}
    expected = plain(files)
    assert [checked(tmp_path / CACHE, files) for _ in range(2)] == [expected, expected]


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def alter(path: Path) -> None:
    path.write_bytes(path.read_bytes().replace("称".encode(), "号".encode()).replace(b'"0', b'"1'))


def forge(path: Path) -> None:
    """Change what an entry says, and seal it as somebody does who has another key."""
    body = path.read_bytes()[64:].replace("称".encode(), "号".encode()) + b" "
    seal = hmac.digest(hashlib.sha256(b"their key").digest(), path.name.encode() + body, "sha256")
    path.write_bytes(seal.hex().encode() + body)


def exchange(path: Path) -> None:
    other = next(other for other in entries(path.parent) if other.read_bytes() != path.read_bytes())
    path.write_bytes(other.read_bytes())


def replace_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def replace_by_link_to_nowhere(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.parent / "nowhere")


def test_who_has_the_key_is_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the tests with wrong entries below would show nothing."""
    monkeypatch.setenv(KEY_VARIABLE, "their key")
    checked(tmp_path / CACHE, SOME)
    for path in entries(tmp_path / CACHE):
        forge(path)
    assert checked(tmp_path / CACHE, SOME) != plain(SOME)


@pytest.mark.parametrize(
    "spoil",
    [
        cut,
        empty,
        alter,
        exchange,
        forge,
        replace_by_folder,
        replace_by_link_to_nowhere,
    ],
)
def test_an_entry_that_is_not_ours_counts_for_nothing(
    tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    folder = tmp_path / CACHE
    checked(folder, SOME)
    for path in entries(folder):
        spoil(path)
    assert checked(folder, SOME) == plain(SOME)


def test_a_cache_of_another_program_or_key_counts_for_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / CACHE
    checked(folder, SOME)
    former = set(entries(folder))
    assert checked(folder, SOME, program="next program") == plain(SOME)
    assert former.isdisjoint(entries(folder))
    monkeypatch.setenv(KEY_VARIABLE, "another key")
    assert checked(folder, SOME) == plain(SOME)


def test_a_folder_holds_no_more_than_one_run_has_use_for(tmp_path: Path) -> None:
    folder = tmp_path / CACHE
    checked(folder, SOME)
    (folder / "notes.txt").write_text("somebody's")
    few = dict(list(SOME.items())[:2])
    checked(folder, few)
    assert len(entries(folder)) == len(few)
    assert (folder / "notes.txt").exists()


def test_without_being_asked_nothing_is_written(tmp_path: Path) -> None:
    assert checked(tmp_path / CACHE, SOME, keep=False) == plain(SOME)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["file", "link"])
def test_what_is_no_folder_of_ours_is_left_alone(tmp_path: Path, kind: str) -> None:
    folder, elsewhere = tmp_path / CACHE, tmp_path / "elsewhere"
    elsewhere.mkdir()
    theirs = elsewhere / f"{'0' * 64}.json"
    theirs.write_text("theirs")
    if kind == "file":
        folder.write_text("a file")
    else:
        folder.symlink_to(elsewhere)
    assert checked(folder, SOME) == plain(SOME)
    assert [*elsewhere.iterdir()] == [theirs]


def test_a_disk_that_cannot_be_written_to_is_no_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "listdir", fail)
    monkeypatch.setattr("disclosure_cli.loading.caching.write_file", fail)
    assert checked(tmp_path / CACHE, SOME) == plain(SOME)
    monkeypatch.setattr("disclosure_cli.loading.caching.tempfile.mkstemp", fail)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another"))
    assert checked(tmp_path / CACHE, SOME) == plain(SOME)


def test_only_a_build_keeps_what_was_read(
    tmp_path: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspaces, "_WORTH_KEEPING", 0)
    for name in ("_vocab", "xunyang-welfare-home"):
        shutil.copytree(ROOT / "catalogs" / name, tmp_path / "catalogs" / name)
    shutil.copy(ROOT / "disclose.yaml", tmp_path)
    first = run("validate", "--format", "json", cwd=tmp_path)
    assert run("build", "--check", cwd=tmp_path).exit_code == 1
    assert not (tmp_path / CACHE).exists()
    assert run("build", cwd=tmp_path).exit_code == 0
    assert entries(tmp_path / CACHE)
    again = run("validate", "--format", "json", cwd=tmp_path)
    assert (again.exit_code, again.output) == (first.exit_code, first.output)
    run("build", "-o", tmp_path / "again", cwd=tmp_path)
    assert read(tmp_path / "again") == read(tmp_path / "build")


def test_what_is_sealed_counts_for_the_program_that_kept_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "一段长的随机文字")
    folder, value = tmp_path / CACHE, {"甲": [1, None]}
    write_sealed(folder, "name", "program", value)
    assert not folder.exists()
    folder.mkdir()
    write_sealed(folder, "name", "program", value)
    assert read_sealed(folder, "name", "program") == value
    assert read_sealed(folder, "name", "another") is None
    assert read_sealed(folder, "another", "program") is None
    (tmp_path / "linked").symlink_to(folder)
    assert read_sealed(tmp_path / "linked", "name", "program") is None
    data = (folder / "name").read_bytes()
    for wrong in (data[:-1], data + b" ", data[1:], b"", data.replace(b"1", b"2")):
        (folder / "name").write_bytes(wrong)
        assert read_sealed(folder, "name", "program") is None
