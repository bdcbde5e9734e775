"""The files of a workspace → its catalog. What a file is follows from where it stands."""

from __future__ import annotations

import marshal
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace

from disclosure_cli.folders import CATALOGS, REGISTER_FILE, SETTINGS_FILE, VOCABULARY_FOLDER
from disclosure_cli.model import (
    Catalog,
    Diagnostic,
    Location,
    Record,
    Source,
    Unit,
)
from disclosure_cli.places import Part
from disclosure_cli.reading import ReadFile, Shape, codes, read
from disclosure_cli.reading.decoding import decode
from disclosure_cli.schema.breaches import OF_KEYS, diagnose
from disclosure_cli.schema.kinds import KINDS, UNIT_VOCABULARY, VOCABULARY_KEYS
from disclosure_cli.schema.schemas import Schema, Schemas
from disclosure_cli.schema.typed import Problem

_SHARED = {kind.shared: name for name, kind in KINDS.items() if kind.shared}
_OWN = {kind.own: name for name, kind in KINDS.items() if kind.own}
_KEY_LINE = re.compile(r"^([^\s:：]+) ?[:：]", re.MULTILINE)
_DEVICE = re.compile("con|prn|aux|nul|(com|lpt)[1-9]")
"""What Windows takes for a device, in any folder."""
_UNIT_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def is_unit_id(name: str) -> bool:
    """Tell whether a name may be a unit's: it is a folder's, on Windows too, and stands in addresses."""
    return _UNIT_ID.fullmatch(name) is not None and _DEVICE.fullmatch(name) is None


@dataclass(frozen=True, slots=True)
class Role:
    """What a file is: the kind of its records, its shape, the unit it belongs to ('' for shared files)."""

    kind: str
    shape: Shape
    unit: str = ""


@dataclass(frozen=True, slots=True)
class UncheckedFile:
    """A file of the workspace as it is on disk."""

    path: str
    data: bytes
    role: Role


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """The records of one file under canonical names, with all findings of families Y and S.

    A pure function of the file's bytes, its path and the schemas.
    """

    path: str
    text: str
    role: Role
    records: tuple[Record, ...]
    diagnostics: tuple[Diagnostic, ...]
    lost: str = ""

    @property
    def source(self) -> Source:
        """The file that its records share."""
        return self.records[0].source if self.records else Source(self.path, self.text)

    @property
    def is_plain(self) -> bool:
        """Tell whether the data of its records are all that there is to say about the file beside its text."""
        return not (self.diagnostics or self.lost or self.source.repaired)


def role_of(path: str) -> Role | None:
    """Return what the file at a workspace path (with `/`) is, or None for one that is not read."""
    if name := _SHARED.get(path):
        return Role(name, KINDS[name].shape)
    top, _, rest = path.partition("/")
    unit, _, inside = rest.partition("/")
    if top != CATALOGS or unit == VOCABULARY_FOLDER:
        return None
    folder, _, file = inside.partition("/")
    is_in_folder = file.endswith(".yaml") and "/" not in file
    found = _OWN.get(f"{folder}/*.yaml" if is_in_folder else inside)
    return Role(found, KINDS[found].shape, unit) if found else None


def register_of(path: str) -> str | None:
    """Return the unit whose register of numbers the file at a workspace path is, or None where it is none."""
    parts = path.split("/")
    is_register = len(parts) == 3 and parts[0] == CATALOGS and parts[2] == REGISTER_FILE
    return parts[1] if is_register and is_unit_id(parts[1]) else None


def check_file(path: str, data: bytes, role: Role, schemas: Schemas) -> CheckedFile:
    """Read one file and check its records against their schema."""
    schema = schemas[role.kind]
    file = read(data, path, role.shape, schema.keys, names=schema.keys_of_names)
    records, diagnostics = _check_records(file, role, schema)
    lines = frozenset(_suspicious_lines(records))
    if lines:
        file = read(data, path, role.shape, schema.keys, lines, schema.keys_of_names)
        records, diagnostics = _check_records(file, role, schema)
    found = (*file.diagnostics, *diagnostics)
    checked = tuple(record for record, _ in records)
    return CheckedFile(
        path, file.source.text, role, checked, tuple(_of_unit(found, role)), file.lost
    )


def packed(file: CheckedFile) -> bytes:
    """Return the data of the records of a plain file. What they have in common stays one object, unlike in JSON."""
    return marshal.dumps([record.data for record in file.records])


def restored(file: UncheckedFile, data: bytes, schemas: Schemas) -> CheckedFile:
    """Return what `check_file` made of a plain file, from what `packed` gave: bytes that come from nowhere else."""
    text, _ = decode(file.data)
    role, values = file.role, marshal.loads(data)  # noqa: S302 - packed by ourselves
    is_list = role.shape is Shape.LIST
    source = Source(file.path, text, items=len(values) if is_list else 0)
    labels = schemas[role.kind].labels
    records = tuple(
        Record(role.kind, value, source, (index,) if is_list else (), role.unit, labels)
        for index, value in enumerate(values)
    )
    return CheckedFile(file.path, text, role, records, ())


def _of_unit(found: Iterable[Diagnostic], role: Role) -> Iterator[Diagnostic]:
    """Name the unit in findings of reading, which does not know whose file it reads."""
    return (
        replace(diagnostic, unit=role.unit) if not diagnostic.unit else diagnostic
        for diagnostic in found
    )


Checked = list[tuple[Record, list[Problem]]]


def _check_records(file: ReadFile, role: Role, schema: Schema) -> tuple[Checked, list[Diagnostic]]:
    lost = frozenset(_KEY_LINE.findall(file.lost)) if role.shape is Shape.SINGLE else frozenset()
    checked: Checked = []
    for raw in file.records:
        data, problems = schema.check(raw.value)
        has_unknown = any(problem.keyword == "unknown" for problem in problems)
        record = Record(
            role.kind, data, file.source, raw.position, role.unit, schema.labels, has_unknown
        )
        checked.append((record, [p for p in problems if not _is_lost(p, schema, lost)]))
    mended = {_start(diagnostic) for diagnostic in file.diagnostics}
    return checked, [
        diagnostic
        for record, problems in checked
        for problem in problems
        if _start(diagnostic := diagnose(problem, record, schema)) not in mended
        or problem.keyword in OF_KEYS
    ]


def _start(diagnostic: Diagnostic) -> tuple[int | None, int | None]:
    """Return where a finding begins. A value that was mended there is not also found to be of the wrong form."""
    return diagnostic.location.line, diagnostic.location.column


def _is_lost(problem: Problem, schema: Schema, lost: Set[str]) -> bool:
    """Tell whether a field is only missing because its lines could not be read, which was found already."""
    if not lost or problem.keyword != "required":
        return False
    field = schema.field(problem.path)
    return field is not None and (field.name in lost or field.label in lost)


def _suspicious_lines(records: Checked) -> Iterator[int]:
    """Yield lines that are YAML but hardly meant so, because a value there is not what the schema asks for.

    `结论：公开` under a key is one long text where a block is due; `-事项编号: …` is a key that begins with a dash;
    a line that stands too deep goes on with the text above it.
    """
    for record, problems in records:
        for problem in problems:
            if problem.keyword == "unknown":
                if not str(problem.path[-1]).isalnum():
                    yield record.locate(problem.path, Part.KEY).line or 1
            elif isinstance(problem.value, str):
                where = record.locate(problem.path)
                first, last = where.line or 1, where.end_line or where.line or 1
                if last > first or (problem.keyword == "type" and problem.demand != "boolean"):
                    yield from range(first, last + 1)


def assemble(
    files: Iterable[CheckedFile], present: Iterable[str], registers: Iterable[Source] = ()
) -> tuple[Catalog, list[Diagnostic]]:
    """Put checked files together, and the registers of numbers with them.

    `present` are the paths of all files of the workspace, read or not.
    """
    grouped: dict[tuple[str, str], list[Record]] = {}
    diagnostics: list[Diagnostic] = []
    lost: dict[str, str] = {}
    sources = []
    for file in files:
        grouped.setdefault((file.role.unit, file.role.kind), []).extend(file.records)
        diagnostics += file.diagnostics
        if file.lost.strip():
            lost[file.path] = file.lost
        sources.append(file.source)
    paths = sorted(present)
    units, misplaced = _unit_folders(paths)
    diagnostics += misplaced
    by_unit = {register_of(source.file): source for source in registers}
    settings = grouped.get(("", "settings"), [])
    catalog = Catalog(
        settings=settings[0] if settings else Record("settings", {}, Source(SETTINGS_FILE, "")),
        vocabulary={name: tuple(grouped.get(("", name), ())) for name in VOCABULARY_KEYS},
        units=tuple(_unit(name, grouped, by_unit.get(name)) for name in units),
        lost=lost,
        sources=tuple(sources),
    )
    return catalog, diagnostics


def _unit(
    name: str, grouped: Mapping[tuple[str, str], list[Record]], register: Source | None
) -> Unit:
    profile = grouped.get((name, "unit"), [])
    guide = grouped.get((name, "guide"), [])
    return Unit(
        id=name,
        profile=profile[0]
        if profile
        else Record("unit", {}, Source(f"{CATALOGS}/{name}/unit.yaml", ""), (), name),
        guide=guide[0] if guide else None,
        items=tuple(grouped.get((name, "item"), ())),
        entries=tuple(grouped.get((name, "entry"), ())),
        vocabulary={kind: tuple(grouped.get((name, kind), ())) for kind in UNIT_VOCABULARY},
        register=None if register is None else Record("register", {}, register, (), name),
    )


def _unit_folders(paths: Iterable[str]) -> tuple[list[str], list[Diagnostic]]:
    """Return the unit ids, and findings about folders and files that are not what they should be."""
    found: list[Diagnostic] = []
    names: dict[str, set[str]] = {}
    for path in paths:
        parts = path.split("/")
        if parts[0] != CATALOGS or parts[-1].startswith(".") or len(parts) < 2:
            continue
        if len(parts) > 2 and parts[1] != VOCABULARY_FOLDER:
            names.setdefault(parts[1], set()).add("/".join(parts[2:]))
        if role_of(path) is None and register_of(path) is None:
            hint = "改名为 .yaml 并放进 items 或者 entries；附件等其他文件请放在 catalogs 以外"
            found.append(codes.MISPLACED_FILE.found("这个文件没有读入", hint, Location(path)))
    for name, inside in names.items():
        folder = Location(f"{CATALOGS}/{name}")
        if not is_unit_id(name):
            message = f"单位文件夹的名称“{name}”不合规定"
            hint = "只用小写英文字母、数字和短横，例如 yuantan-town"
            found.append(codes.UNIT_FOLDER.found(message, hint, folder))
        elif "unit.yaml" not in inside:
            hint = "新建 unit.yaml，至少写单位名称和单位类型"
            found.append(codes.UNIT_FOLDER.found("单位文件夹里没有 unit.yaml", hint, folder))
    return sorted(name for name in names if is_unit_id(name)), found
