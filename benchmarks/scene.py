"""What the jobs of one size need on disk: workspaces, schemas, a published table. Made once, and kept between runs."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.faults import write_faulty
from benchmarks.published_table import write_table
from benchmarks.workspace import Size, write
from disclosure_cli.creating.editor import editor_schema
from disclosure_cli.folders import CACHE_FOLDER, CATALOGS
from disclosure_cli.loading.packaged import vocabulary_files
from disclosure_cli.loading.workspace import load_schemas
from disclosure_cli.settings import Keys
from disclosure_cli.writing import digest, digest_of

FAULTS = 100
_FORMS: tuple[Keys, ...] = ("zh", "en")
_ELEMENTS = re.compile(r"((?:公开内容|elements): \[)(?:第(\d+)次改动, )?")
_MADE_FROM = "made-from.txt"


@dataclass(frozen=True)
class Scene:
    """A folder for the jobs of one size."""

    folder: Path
    size: Size

    @property
    def items(self) -> int:
        """How many items the workspace has."""
        return self.size.units * self.size.items

    @property
    def good(self) -> Path:
        """The workspace, in which nothing is found."""
        return self.folder / "workspace"

    @property
    def untouched(self) -> Path:
        """The same workspace, in which nothing is ever built: no command finds there what another has kept."""
        return self.folder / "untouched"

    @property
    def catalogs(self) -> Path:
        """The files of the workspace that other programs check."""
        return self.good / CATALOGS

    @property
    def faulty(self) -> Path:
        """The same workspace with mistakes planted."""
        return self.folder / "faulty"

    @property
    def importing(self) -> Path:
        """A small workspace that a published table is imported into."""
        return self.folder / "importing"

    @property
    def unit(self) -> str:
        """The only unit of that small workspace."""
        return next(path.name for path in sorted(self.importing.glob(f"{CATALOGS}/[!_]*")))

    @property
    def schemas(self) -> Path:
        """The schemas, as other programs take them."""
        return self.folder / "schemas"

    @property
    def table(self) -> Path:
        """A published table with as many rows as the workspace has items."""
        return self.folder / "table.xlsx"

    @property
    def output(self) -> Path:
        """Where a build goes."""
        return self.folder / "output"

    @property
    def again(self) -> Path:
        """Where a second build goes, to be compared with the first."""
        return self.folder / "output-again"

    @property
    def plain_output(self) -> Path:
        """Where the plain script goes."""
        return self.folder / "output-plain"


def prepare(folder: Path, size: Size, *, only_good: bool) -> Scene:
    """Return the scene of a size, also with what others need or with the workspace alone.

    What is there already and was made from the same is left.
    """
    scene = Scene(folder / f"{size.units}x{size.items}x{size.entries}", size)
    stamp = scene.folder / _MADE_FROM
    made_from = digest_of([only_good, *_sources()])
    if not stamp.exists() or stamp.read_text("utf-8") != made_from:
        shutil.rmtree(scene.folder, ignore_errors=True)
        write(scene.good, size)
        shutil.copytree(scene.good, scene.untouched)
        if not only_good:
            _make_others(scene)
        stamp.write_text(made_from, encoding="utf-8")
    return scene


def forget(scene: Scene) -> None:
    """Remove all that builds have made and kept."""
    for folder in (scene.output, scene.good / CACHE_FOLDER):
        shutil.rmtree(folder, ignore_errors=True)


def change_one(scene: Scene) -> None:
    """Change one public text of one item: the first item of the unit in the middle."""
    files = sorted(scene.good.glob(f"{CATALOGS}/*/items/001.yaml"))
    file = files[len(files) // 2]
    text = file.read_text("utf-8")
    found = _ELEMENTS.search(text)
    assert found is not None
    changed = f"{found[1]}第{int(found[2] or 0) + 1}次改动, "
    file.write_text(
        text[: found.start()] + changed + text[found.end() :], encoding="utf-8", newline="\n"
    )


def _make_others(scene: Scene) -> None:
    write_faulty(scene.untouched, scene.faulty, min(FAULTS, scene.items))
    write(scene.importing, Size(1, 0, 0))
    write_table(scene.table, scene.items)
    scene.schemas.mkdir()
    for kind, schema in load_schemas()[0].items():
        for form in _FORMS:
            text = json.dumps(editor_schema(schema, form), ensure_ascii=False)
            (scene.schemas / f"{kind}.{form}.json").write_text(text, encoding="utf-8")


@cache
def _sources() -> list[str]:
    """Return digests of all that a scene is made from."""
    here = Path(__file__).parent
    names = ("faults.py", "published_table.py", "scene.py", "workspace.py")
    programs = [*sorted((here / "generating").glob("*.py")), *(here / name for name in names)]
    documents = {kind: schema.document for kind, schema in load_schemas()[0].items()}
    data = [*(path.read_bytes() for path in programs), *vocabulary_files().values()]
    return [digest_of(documents), *map(digest, data)]
