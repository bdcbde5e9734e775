"""Write the manuals that are generated from schemas and rules into `docs/`."""

from __future__ import annotations

from pathlib import Path

from disclosure_cli.loading.workspace import load_schemas
from disclosure_cli.manual import EVERY_CODE, field_manual, requirements_manual, rule_manual
from disclosure_cli.rules import CODES
from disclosure_cli.rules.requirements import ADDITIONS, REQUIREMENTS

DOCS = Path(__file__).parents[1] / "docs"


def manuals() -> dict[str, str]:
    """Return the generated manuals by file name."""
    return {
        "字段说明.md": field_manual(load_schemas()[0]),
        "检查规则.md": rule_manual(EVERY_CODE.values()),
        "规则依据.md": requirements_manual(REQUIREMENTS, ADDITIONS, CODES),
    }


if __name__ == "__main__":
    for name, text in manuals().items():
        (DOCS / name).write_text(text, encoding="utf-8", newline="\n")
