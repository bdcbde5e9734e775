"""Files that are read in several processes are what they are when one reads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from disclosure_cli.catalog import UncheckedFile, check_file, packed, restored, role_of
from disclosure_cli.loading import files as loading
from disclosure_cli.loading.files import check_files
from disclosure_cli.loading.workspace import Workspace, load_schemas, read_files
from tests.support.examples import ROOT

if TYPE_CHECKING:
    import pytest

SCHEMAS, _ = load_schemas()
SLIPS = (
    "- 事项名称：甲\n  公开方式: 主动\n- 事项名称: 乙\n  事项名称: 丙\n",
    "- 事项名称: 甲\n- [\n",
    "",
    "\ufeff- 事项名称: 甲\r\n  公开方式: 没有这种\r\n",
)


def some_files() -> list[UncheckedFile]:
    """Return all files of the examples, and between them some with slips."""
    good = [
        UncheckedFile(path, data, role)
        for path, data in read_files(Workspace(ROOT))[0].items()
        if data is not None and (role := role_of(path))
    ]
    role = role_of("catalogs/some-unit/items/0.yaml")
    assert role is not None
    faulty = [
        UncheckedFile(f"catalogs/some-unit/items/{number}.yaml", text.encode(), role)
        for number, text in enumerate(SLIPS)
    ]
    return [*faulty[:2], *good, *faulty[2:]]


def test_all_that_is_said_of_a_file_comes_from_the_other_process(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = some_files()
    expected = [check_file(file.path, file.data, file.role, SCHEMAS) for file in files]
    assert sum(len(file.diagnostics) for file in expected) > len(SLIPS)
    monkeypatch.setattr(loading, "_WORTH_HELP", 0)
    monkeypatch.setattr(loading, "processes", lambda wanted: 3)
    found = check_files(files, SCHEMAS)
    assert found == expected
    for new, old in zip(found, expected, strict=True):
        assert new.source == old.source
        for record, before in zip(new.records, old.records, strict=True):
            assert list(record.data) == list(before.data)
            assert record.labels == before.labels
            assert record.source is new.source
            assert record.locate(tuple(record.data)[:1]) == before.locate(tuple(before.data)[:1])


ITEM = "- 事项编号: {}\n  事项名称: 机构职能\n  公开渠道: [政府网站, 公开查阅点]\n  责任分工:\n    制作: 办公室\n"


def test_what_records_have_in_common_is_one_object_wherever_they_come_from() -> None:
    role = role_of("catalogs/some-unit/items/0.yaml")
    assert role is not None
    files = [
        UncheckedFile(f"catalogs/some-unit/items/{n}.yaml", ITEM.format(n).encode() * 2, role)
        for n in range(3)
    ]
    first, second, third = (check_file(file.path, file.data, role, SCHEMAS) for file in files)
    copied = restored(files[2], packed(third), SCHEMAS)
    here, read, there = (file.records[0].data for file in (first, second, copied))
    assert here["title"] is read["title"] is there["title"]
    assert here["channels"][1] is there["channels"][1]
    for name in ("channels", "responsibility"):
        assert here[name] is read[name]
        assert there[name] is copied.records[1].data[name]
