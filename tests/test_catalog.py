"""What a file is follows from where it stands; what is lost in one place is not found missing in another."""

from __future__ import annotations

import time
from collections.abc import Mapping

import pytest

from disclosure_cli.catalog import Role, assemble, check_file, role_of
from disclosure_cli.loading.workspace import Workspace, load
from disclosure_cli.model import Catalog
from disclosure_cli.reading import Shape
from tests.reading.samples import ITEMS, UNIT, change, check, schemas
from tests.support.fixtures import MakeWorkspace, Run


@pytest.mark.parametrize(
    ("path", "role"),
    [
        ("disclose.yaml", Role("settings", Shape.SINGLE)),
        ("catalogs/_vocab/classes.yaml", Role("classes", Shape.LIST)),
        ("catalogs/demo/unit.yaml", Role("unit", Shape.SINGLE, "demo")),
        ("catalogs/demo/guide.yaml", Role("guide", Shape.SINGLE, "demo")),
        ("catalogs/demo/laws.yaml", Role("laws", Shape.LIST, "demo")),
        ("catalogs/demo/items/机构.yaml", Role("item", Shape.LIST, "demo")),
        ("catalogs/demo/entries/2025.yaml", Role("entry", Shape.LIST, "demo")),
        ("catalogs/demo/items/a.yml", None),
        ("catalogs/demo/items/more/a.yaml", None),
        ("catalogs/demo/other.yaml", None),
        ("catalogs/demo/channels.yaml", None),
        ("catalogs/_vocab/other.yaml", None),
        ("catalogs/_vocab/more/classes.yaml", None),
        ("catalogs/unit.yaml", None),
        ("unit.yaml", None),
        ("other/disclose.yaml", None),
    ],
)
def test_the_place_of_a_file_says_what_it_is(path: str, role: Role | None) -> None:
    assert role_of(path) == role


def codes_of(files: Mapping[str, str], make: MakeWorkspace) -> list[str]:
    loaded = load(Workspace(make(files)))
    return sorted(f"{finding.location} {finding.code}" for finding in loaded.diagnostics)


def test_files_in_the_wrong_place_and_odd_folders_are_found(workspace: MakeWorkspace) -> None:
    files = {
        "catalogs/demo/unit.yaml": UNIT,
        "catalogs/demo/items/a.yml": "",
        "catalogs/demo/说明.docx": "",
        "catalogs/demo/.hidden": "",
        "catalogs/_vocab/other.yaml": "",
        "catalogs/Demo/unit.yaml": UNIT,
        "catalogs/empty/items/a.yaml": "",
    }
    assert codes_of(files, workspace) == [
        "catalogs/Demo Y142",
        "catalogs/_vocab/other.yaml Y141",
        "catalogs/demo/items/a.yml Y141",
        "catalogs/demo/说明.docx Y141",
        "catalogs/empty Y142",
    ]


def catalog_of(files: Mapping[str, str]) -> Catalog:
    checked = []
    for path, text in files.items():
        role = role_of(path)
        assert role is not None
        checked.append(check_file(path, text.encode(), role, schemas()))
    return assemble(checked, files)[0]


def test_the_records_of_all_files_of_a_folder_are_put_together() -> None:
    other = "- 事项编号: 0101-003\n  事项名称: 甲\n  分类: 0101\n"
    files = {
        "catalogs/demo/unit.yaml": UNIT,
        "catalogs/demo/items/a.yaml": ITEMS,
        "catalogs/demo/items/b.yaml": other,
    }
    (unit,) = catalog_of(files).units
    assert unit.name == "示例县示例局"
    assert [item.get("id") for item in unit.items] == ["0101-001", "0101-002", "0101-003"]
    assert unit.items[2].source.file == "catalogs/demo/items/b.yaml"


def test_a_unit_without_a_readable_profile_keeps_its_id_for_a_name() -> None:
    (unit,) = catalog_of({"catalogs/demo/items/a.yaml": ITEMS}).units
    assert unit.name == "demo"
    assert len(unit.items) == 2


@pytest.mark.parametrize("broken", ["? [a]\n  : b", "事项名称: *title", "事项名称: " + "[" * 99])
def test_the_text_of_a_lost_record_is_kept_for_those_who_look_for_its_names(broken: str) -> None:
    file = check(f"- 事项编号: 0101-001\n  {broken}\n- 事项编号: 0101-002\n").file
    assert "0101-001" in file.lost
    assert "0101-002" not in file.lost
    assert "0101-001" in assemble([file], [file.path])[0].lost[file.path]


def test_what_refers_to_a_lost_record_is_no_finding(workspace: MakeWorkspace, run: Run) -> None:
    entry = "- 所属事项: 0101-001\n  信息名称: 甲\n"
    lost = change(ITEMS, "事项名称: 机构职能", "? [事项名称]\n  : 机构职能")
    files = {
        "catalogs/demo/unit.yaml": UNIT,
        "catalogs/demo/items/a.yaml": lost,
        "catalogs/demo/entries/a.yaml": entry,
    }
    result = run("validate", "--select", "Y,R312", cwd=workspace(files))
    assert "Y134" in result.stdout
    assert "R312" not in result.stdout
    files["catalogs/demo/entries/a.yaml"] = entry.replace("0101-001", "0101-009")
    assert "R312" in run("validate", "--select", "Y,R312", cwd=workspace(files)).stdout


def test_a_required_field_that_could_not_be_read_is_not_found_missing() -> None:
    text = change(UNIT, "单位名称: 示例县示例局", "单位名称: *name")
    assert check(text, "catalogs/demo/unit.yaml").found == [(1, 7, "Y131")]


def test_many_things_that_are_no_records_are_found_in_time() -> None:
    started = time.process_time()
    assert len(check("- 甲\n- 事项编号: 0101-001\n" * 2_000).found) > 2_000
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("  责任分工:\n    制作: 资源股\n    更新: 办公室", "  责任分工: 制作：资源股", [(10, 9, "S203")]),
        ("  责任分工:\n    制作: 资源股\n    更新: 办公室", "  责任分工:\n    制作：资源股", [(11, 7, "Y110")]),
        ("  公开依据:\n    - 依据一\n    - 依据二", "  公开依据:\n    -依据一\n    -依据二", [(8, 5, "Y121"), (9, 5, "Y121")]),
    ],
)  # fmt: skip
def test_what_is_yaml_but_hardly_meant_so_is_looked_at_again(
    old: str, new: str, found: list[tuple[int, int, str]]
) -> None:
    assert check(change(ITEMS, old, new)).found == found
