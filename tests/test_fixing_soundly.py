"""Whatever slips clerks make in a whole workspace: fixing ends, a second run has nothing to do, and nothing is worse."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.workspace import Size
from benchmarks.workspace import files as generated
from disclosure_cli.catalog import assemble, check_file, role_of
from disclosure_cli.findings.validate import validate
from disclosure_cli.fixing import Task, fix
from disclosure_cli.loading.workspace import load_schemas
from disclosure_cli.model import Diagnostic, Source
from disclosure_cli.schema.schemas import Schemas

AS_OF = date(2025, 3, 31)
WIDE = str.maketrans("0123456789()", "０１２３４５６７８９（）")

SLIPS: tuple[tuple[str, Callable[[re.Match[str]], str]], ...] = (
    (r"(?m)(?<=: )\d{4}-\d\d-\d\d$", lambda found: found[0].replace("-", "/")),
    (r"(?m)(?<=: )\d{4}-\d\d-\d\d$", lambda found: "{}年{}月{}日".format(*found[0].split("-"))),
    (r"(?m)(?<=: )\d{4}-\d\d-\d\d$", lambda found: found[0].translate(WIDE)),
    (r"(?m)^( *(?:- )?[\u4e00-\u9fff]+): ", lambda found: f"{found[1]}："),
    (r"\d+个工作日内", lambda found: found[0].replace("个", "")),
    (r"\d+个工作日内", lambda found: found[0].translate(WIDE)),
    (r"第（\S+?）项", lambda found: found[0].replace("（", "(").replace("）", ")")),
    (r"〔(\d{4})〕", lambda found: f"[{found[1]}]"),
    (r"〔(\d{4})〕", lambda found: f"（{found[1]}）"),
    (r"(?m)^  (?=[\u4e00-\u9fff]+: \S)", lambda found: "\t"),
    (r"(?m)^  (?=[\u4e00-\u9fff]+: \S)", lambda found: "   "),
    (r"政府网站", lambda found: "门户网站"),
    (r"(?<=[\u4e00-\u9fff]), (?=[\u4e00-\u9fff])", lambda found: "，"),
    (r"\[全社会\]", lambda found: "全社会"),
    (r"公开方式: ", lambda found: "mode: "),
    (r"公开时限: ", lambda found: "time_limit: "),
    (r"其他", lambda found: "其它"),
    (r"(?m)主动公开$", lambda found: "主动　公开"),
    (r"(?m)$", lambda found: "  "),
    (r"(?m)^- ", lambda found: "-"),
)
"""What stands in a file, and what a clerk makes of it."""


@cache
def schemas() -> Schemas:
    return load_schemas()[0]


@cache
def right() -> Mapping[str, str]:
    return dict(generated(Size(units=2, items=6, entries=4)))


def found_in(files: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    checked = [
        check_file(path, data, role, schemas())
        for path, data in files.items()
        if (role := role_of(path))
    ]
    registers = [
        Source(path, data.decode()) for path, data in files.items() if path.endswith("register.txt")
    ]
    catalog, found = assemble(checked, tuple(files), registers)
    return validate(catalog, found, schemas(), AS_OF)


def counted(found: tuple[Diagnostic, ...]) -> Counter[tuple[str, str]]:
    return Counter((one.code, one.location.file) for one in found)


def with_slips(rng: Random) -> dict[str, bytes]:
    """The workspace after slips in files of units, some in another encoding."""
    files = dict(right())
    own = sorted(path for path in files if path.endswith(".yaml") and "/_vocab/" not in path)
    encodings: dict[str, str] = {}
    for _ in range(rng.randint(1, 8)):
        path = rng.choice(own)
        pattern, made = rng.choice(SLIPS)
        places = list(re.finditer(pattern, files[path]))
        if places:
            found = rng.choice(places)
            files[path] = files[path][: found.start()] + made(found) + files[path][found.end() :]
        if rng.random() < 0.1:
            encodings[path] = rng.choice(("gb18030", "utf-8-sig", "utf-16"))
    return {path: text.encode(encodings.get(path, "utf-8")) for path, text in files.items()}


def assert_is_fixed_soundly(seed: int) -> None:
    before = with_slips(Random(seed))
    task = Task(schemas(), (), AS_OF, lambda code, path: True)
    fixed = fix(before, task)
    after = {**before, **fixed.files}
    assert fix(after, task).files == {}
    worse = counted(found_in(after)) - counted(found_in(before))
    assert not worse, worse


@settings(max_examples=4)
@given(st.integers(0, 2**32))
def test_any_slips_of_a_workspace_are_fixed_soundly(seed: int) -> None:
    assert_is_fixed_soundly(seed)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_many_slips_of_a_workspace_are_fixed_soundly(seed: int) -> None:
    assert_is_fixed_soundly(seed)
