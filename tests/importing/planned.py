"""A workspace with one unit, and what an import of files makes of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from disclosure_cli.catalog import CheckedFile, assemble, check_file, role_of
from disclosure_cli.importing.planning import Plan, plan
from disclosure_cli.loading.packaged import vocabulary_files
from disclosure_cli.loading.workspace import load_schemas
from disclosure_cli.model import Record, Severity
from tests.support.importing import recognise

SCHEMAS = load_schemas()[0]
UNIT = "示例县示例局"
FOLDER = "catalogs/a-unit"
PROFILE = f"{FOLDER}/unit.yaml"
WORKSPACE = {
    "disclose.yaml": b"",
    **{f"catalogs/_vocab/{name}": data for name, data in vocabulary_files().items()},
    PROFILE: f"单位名称: {UNIT}\n单位简称: 示例局\n单位类型: 政府部门\n".encode(),
}
HEADER = "序号,一级事项,二级事项,公开内容（要素）,公开依据,公开时限,公开主体,公开渠道和载体,公开对象,公开方式,公开层级,备注\n"
ROW = "1,机构职能,职能职责,1.机关职能 2.办公地址,《示例法》、《示例条例》第二条,长期公开,示例局,■政府网站 □政府公报 ■两微一端,全社会,主动公开,县级,先写在这里\n"


@lru_cache(maxsize=256)
def checked(path: str, data: bytes) -> CheckedFile:
    role = role_of(path)
    assert role is not None
    return check_file(path, data, role, SCHEMAS)


def plan_files(
    sources: Mapping[str, bytes], files: Mapping[str, bytes] = WORKSPACE, unit: str = "a-unit"
) -> Plan:
    """The plan for source files, by name, in a workspace of these files."""
    catalog, _ = assemble([checked(path, data) for path, data in files.items()], files)
    found = catalog.unit(unit)
    assert found is not None
    own = {path: data for path, data in files.items() if path.startswith(f"catalogs/{unit}/")}
    recognised = [(name, recognise(data, name)) for name, data in sources.items()]
    made = plan(recognised, catalog, found, SCHEMAS, own)
    assert all(data != files.get(path) for path, data in made.files.items())
    return made


def records_of(files: Mapping[str, bytes], unit: str = "a-unit") -> dict[str, list[Record]]:
    """The records in a unit's files, by kind; the files are in order."""
    found: dict[str, list[Record]] = {}
    for path, data in files.items():
        if path.startswith(f"catalogs/{unit}/"):
            file = checked(path, data)
            assert not [said for said in file.diagnostics if said.severity is Severity.ERROR]
            found.setdefault(file.role.kind, []).extend(file.records)
    return found


def planned(
    data: bytes, name: str = "目录.csv", files: Mapping[str, bytes] = WORKSPACE
) -> tuple[Plan, dict[str, list[Record]]]:
    """The plan for a file, and the records of the files that it writes."""
    made = plan_files({name: data}, files)
    return made, records_of(made.files)
