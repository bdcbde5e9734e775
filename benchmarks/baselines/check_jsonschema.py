"""Check every file by check-jsonschema. It takes one schema a call, so it is called once for each, in one process."""

from __future__ import annotations

import sys
from pathlib import Path

from check_jsonschema.cli import main_command  # type: ignore[import-untyped]

from benchmarks.baselines.common import files, form_of

catalogs, schemas = map(Path, sys.argv[1:3])
groups: dict[Path, list[str]] = {}
for kind, path in files(catalogs):
    groups.setdefault(schemas / f"{kind}.{form_of(path)}.json", []).append(str(path))
for schema, group in groups.items():
    code = main_command.main(["--schemafile", str(schema), *group], standalone_mode=False)
    if code:
        raise SystemExit(code)
