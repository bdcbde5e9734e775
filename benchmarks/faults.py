"""Mistakes as clerks make them, planted in a good workspace: one in each of so many items."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from disclosure_cli.folders import CATALOGS

_FAULTS = (
    (r"(公开方式|mode): .*", r"\1: 对外公布"),
    (r"(分类|class): .*", r"\1: 9988 没有这一类"),
    (r"(事项名称|title): .*", r"\1:"),
    (r"(公开时限|time_limit): ", r"\1："),
    (r"(公开期限|duration): .*", r"\g<0>\n  \g<0>"),
)
"""What stands in an item, and what is made of it: each is one error."""


def write_faulty(good: Path, faulty: Path, number: int) -> None:
    """Copy a workspace, with a mistake in each of `number` items that stand evenly among all of them."""
    shutil.copytree(good, faulty)
    files = sorted(faulty.glob(f"{CATALOGS}/*/items/*.yaml"))
    texts = {
        file: re.split(r"^(?=- )", file.read_text("utf-8"), flags=re.MULTILINE) for file in files
    }
    places = [(file, place) for file in files for place in range(1, len(texts[file]))]
    for fault in range(number):
        file, place = places[fault * len(places) // number]
        pattern, mistake = _FAULTS[fault % len(_FAULTS)]
        texts[file][place] = re.sub(pattern, mistake, texts[file][place], count=1)
    for file, records in texts.items():
        file.write_text("".join(records), encoding="utf-8", newline="\n")
