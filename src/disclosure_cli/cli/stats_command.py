"""`disclose stats`"""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from disclosure_cli.cli.chinese import Command
from disclosure_cli.cli.delivering import Delivery, deliver, delivery_options, plan
from disclosure_cli.cli.opening import known_units, open_workspace
from disclosure_cli.loading.workspace import Loaded, load
from disclosure_cli.settings import settings_of

if TYPE_CHECKING:
    from disclosure_cli.compile.figures import SiteFigures
    from disclosure_cli.model import Catalog

FORMATS: dict[str, type[str | bytes]] = {"text": str, "json": str}
EXAMPLE = """disclose stats
disclose stats yuantan-town
disclose stats --format json -o 统计.json"""


@click.command(
    "stats",
    cls=Command,
    example=EXAMPLE,
    help="统计公开的事项和信息：法定内容有没有遗漏，各种公开方式、渠道、对象各有多少，每年公开多少。"
    "写了单位就只统计它们；数字与网页相同，没有公开的不计。",
)
@click.argument("units", nargs=-1, metavar="[单位]…")
@delivery_options(FORMATS, "统计")
def command(units: tuple[str, ...], formats: tuple[Delivery, ...], output: Path | None) -> int:
    """Count and deliver the figures."""
    deliveries = plan(formats, output, FORMATS)
    loaded = load(open_workspace())
    wanted = known_units(units, loaded.catalog)
    faulty = _faulty(loaded)
    counted = _counted(loaded.catalog, wanted, faulty)
    deliver(deliveries, partial(_render, _count(counted, loaded)), is_public=lambda name: True)
    _say_what_waits(counted)
    return int(bool(faulty))


def _faulty(loaded: Loaded) -> frozenset[str]:
    """Return the units that cannot be counted, and say so; end where that is true of all."""
    from disclosure_cli.findings.validate import blocking

    found = blocking(loaded.catalog, loaded.diagnostics, loaded.schemas)
    faulty = frozenset(diagnostic.unit for diagnostic in found)
    if "" in faulty:
        raise click.ClickException(
            "共用的文件有错误，不能统计。运行 disclose validate 查看，改正以后再统计"
        )
    for unit in sorted(faulty):
        click.echo(f"提示: {unit} 有错误，没有计入。运行 disclose validate {unit} 查看", err=True)
    return faulty


def _counted(catalog: Catalog, wanted: frozenset[str], faulty: frozenset[str]) -> Catalog:
    """Return the catalog with no units but those that are counted."""
    from dataclasses import replace

    units = (unit for unit in catalog.units if not wanted or unit.id in wanted)
    return replace(catalog, units=tuple(unit for unit in units if unit.id not in faulty))


def _count(counted: Catalog, loaded: Loaded) -> SiteFigures:
    from disclosure_cli.artifacts.views import view_all
    from disclosure_cli.compile.class_tree import class_tree
    from disclosure_cli.compile.figures import site_figures

    views = view_all(counted, loaded.schemas, settings_of(counted.settings))
    return site_figures(views, class_tree(loaded.catalog, loaded.schemas))


def _say_what_waits(counted: Catalog) -> None:
    """Say how much is not counted because it is not public yet, as all of a new unit."""
    from disclosure_cli.artifacts.views import decide_all
    from disclosure_cli.publishing.deciding import State

    decided = decide_all(counted, settings_of(counted.settings)).values()
    held = [each.record.kind for of in decided for each in of if each.state is State.HELD]
    if held:
        counts = {"个事项": held.count("item"), "条信息": held.count("entry")}
        said = "、".join(f"{count}{what}" for what, count in counts.items() if count)
        click.echo(
            f"提示: 另有{said}还不能公布，没有计入。运行 disclose worklist 查看等什么", err=True
        )


def _render(figures: SiteFigures, name: str, *, color: bool) -> str:
    from disclosure_cli.reports import stats_text
    from disclosure_cli.reports.escaping import to_json

    if name == "json":
        return to_json(figures)
    return stats_text.render(figures, shutil.get_terminal_size().columns, color=color)
