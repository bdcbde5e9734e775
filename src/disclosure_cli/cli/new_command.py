"""`disclose new`"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import click
from click.core import ParameterSource

from disclosure_cli.cli.asking import ask_choice, ask_text
from disclosure_cli.cli.chinese import Command
from disclosure_cli.cli.opening import (
    Day,
    as_of_option,
    day_of,
    demand_unit_id,
    known_units,
    open_workspace,
)
from disclosure_cli.comparison.sides import sound
from disclosure_cli.creating.drafting import (
    Draft,
    conditions_of,
    conditions_of_kind,
    draft_entry,
    draft_item,
    file_for_entry,
    file_for_item,
    reminders,
    review_to_come,
    starting_items,
    topics_of,
    usual_elements,
    written,
)
from disclosure_cli.creating.starting import unit_files
from disclosure_cli.editing.edits import EditError
from disclosure_cli.facts.context import Context
from disclosure_cli.folders import CATALOGS
from disclosure_cli.loading.workspace import Loaded, Workspace, load
from disclosure_cli.model import Record
from disclosure_cli.publishing.deciding import ACTIVE, ON_REQUEST, is_cancelled
from disclosure_cli.registry.item_ids import ItemIds
from disclosure_cli.registry.register import used_item_ids
from disclosure_cli.settings import Keys, settings_of
from disclosure_cli.words import suggest
from disclosure_cli.writing import write_file

EXAMPLE = """disclose new unit mzj --name 示例县民政局 --kind 政府部门
disclose new item yuantan-town --class 0403 --title 行政事业性收费
disclose new entry yuantan-town --item 0203-001 --title 示例春季植树通知
disclose new item yuantan-town"""
_OF_ITEM = ("elements", "basis", "responsibility", "focus", "service", "no_entries_reason")
_OPTIONS = {
    "unit": ("单位", ("name", "kind", "level", "parent")),
    "item": ("事项", ("class_", "title", "mode", "elements", "made_by")),
    "entry": ("信息", ("item", "title", "created")),
}
"""What may be made → its name, and the options that say something of it."""
_OF_ENTRY = ("summary", "doc_no", "genre", "theme", "keywords", "url", "attachments", "review")


@dataclass(frozen=True, slots=True)
class Request:
    """What is known of the new record, as the options have it."""

    name: str | None
    kind: str | None
    level: str | None
    parent: str | None
    class_: str | None
    title: str | None
    mode: str
    elements: tuple[str, ...]
    made_by: str | None
    item: str | None
    created: date | None
    as_of: date | None

    def today(self, loaded: Loaded) -> date:
        """Return the day that the record is written on."""
        return day_of(self.as_of, loaded.catalog.settings)


@click.command(
    "new",
    cls=Command,
    example=EXAMPLE,
    help="新建单位（unit）、公开事项（item）或者信息条目（entry），放进该放的文件：编号接着往下编，用过的不再用；"
    "法定的时限、依据、渠道等先填好，不知道的写成注释，等你补充。没有写的选项会询问。",
)
@click.argument("what", type=click.Choice(("unit", "item", "entry")), metavar="unit|item|entry")
@click.argument("unit", required=False, metavar="[单位]")
@click.option("--name", metavar="全称", help="新建单位：单位的全称。")
@click.option("--kind", metavar="类型", help="新建单位：单位类型，例如 政府部门、乡镇政府。")
@click.option("--level", metavar="层级", help="新建单位：行政层级，默认由单位类型决定。")
@click.option("--parent", metavar="全称", help="新建单位：上级机关，写登记的全称。")
@click.option("--class", "class_", metavar="分类", help="新建事项：分类的代码或者名称。")
@click.option("--title", metavar="名称", help="新建事项、信息：名称。")
@click.option(
    "--mode",
    type=click.Choice((ACTIVE, ON_REQUEST)),
    default=ACTIVE,
    show_default=True,
    metavar=f"{ACTIVE}|{ON_REQUEST}",
    help="新建事项：公开方式。",
)
@click.option(
    "--element",
    "elements",
    multiple=True,
    metavar="要素",
    help="新建事项：公开的内容要素；可以写几次。",
)
@click.option("--made-by", metavar="机构", help="新建事项：制作这类信息的内设机构。")
@click.option("--item", metavar="事项", help="新建信息：所属事项的编号或者名称。")
@click.option("--created", type=Day(), metavar="日期", help="新建信息：生成日期，默认今天。")
@as_of_option
def command(what: str, unit: str | None, **options: Any) -> int:
    """Draft a record, add it where it belongs, say what is left to do."""
    _demand_own_options(what)
    request = Request(**options)
    workspace = open_workspace()
    loaded = load(workspace)
    if what == "unit":
        return _new_unit(unit, request, workspace, loaded)
    review = _review_of(unit, loaded)
    draft = (_item if what == "item" else _entry)(request, review, loaded)
    file = workspace.root / draft.path
    before = file.read_bytes() if file.exists() else b""
    try:
        after = written(draft, before, loaded.schemas, _keys(loaded))
    except EditError as error:
        raise click.ClickException(f"没有改动：{error}") from None
    write_file(file, after)
    said = f"{draft.data.get('id', '')}《{draft.data['title']}》".lstrip()
    click.echo(f"新建 {said}（{draft.path}:{_line_of(before, after)}）")
    click.echo("照注释补充，然后运行 disclose validate 检查。")
    if review.unit is not None and "review" in draft.data:
        click.echo(
            "本单位的事项集中审查的时候还没有它，公开以前另外审查："
            f"disclose review {review.unit.id} {draft.data['id']}"
        )
    return 0


def _demand_own_options(what: str) -> None:
    """End with a usage error where an option was given that says nothing of what is to be made."""
    context = click.get_current_context()
    label, own = _OPTIONS[what]
    others = {name for _, names in _OPTIONS.values() for name in names}.difference(own)
    spelt = {parameter.name: parameter.opts[0] for parameter in context.command.params}
    for name in sorted(others):
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            may_be = "、".join(spelt[each] for each in own)
            raise click.UsageError(f"新建{label}不写 {spelt[name]}，可以写：{may_be}")


def _line_of(before: bytes, after: bytes) -> int:
    """Return the line on which the record begins that was added."""
    added = after[len(before) :]
    lead = len(added) - len(added.lstrip(b"\r\n"))
    text = added.lstrip(b"\r\n")
    comments = 0 if before.strip() else text.count(b"\n", 0, text.index(b"- "))
    return before.count(b"\n") + added[:lead].count(b"\n") + comments + 1


def _keys(loaded: Loaded) -> Keys:
    return settings_of(loaded.catalog.settings).keys


def _review_of(unit: str | None, loaded: Loaded) -> Context:
    """Return the unit that was named, or that was chosen, or the only one."""
    units = {each.id: each for each in loaded.catalog.units}
    if unit is None and len(units) == 1:
        (unit,) = units
    wanted = unit or ask_choice("哪个单位", list(units))
    known_units([wanted], loaded.catalog)
    whole = _whole(loaded)
    found = whole.catalog.unit(wanted)
    assert found is not None
    return whole.of_unit(found)


def _item(request: Request, context: Context, loaded: Loaded) -> Draft:
    """Return the item that is asked for."""
    unit = context.unit
    assert unit is not None
    code = _class(request.class_, context)
    title = request.title or ask_text("事项名称")
    known = context.classes[code]
    made_by = _department(request.made_by, context)
    drafted = draft_item(
        _next_id(code, context, loaded),
        context.class_name(code),
        title,
        topics_of(known, context),
        conditions_of(context),
        mode=request.mode,
        elements=request.elements or usual_elements(known, title, context.kind),
        made_by=made_by,
    )
    data = {**drafted, **review_to_come(unit)}
    notes = reminders(loaded.schemas["item"], data, _OF_ITEM, _keys(loaded))
    return Draft(file_for_item(code, unit), "item", data, notes)


def _next_id(code: str, context: Context, loaded: Loaded) -> str:
    """Return the next id of a class: none that an item has or once had, whatever else is wrong with it."""
    assert context.unit is not None
    as_read = loaded.catalog.unit(context.unit.id)
    assert as_read is not None
    return ItemIds(used_item_ids(as_read), context.is_lost).next(code)


def _department(asked: str | None, context: Context) -> str:
    """Return the department that makes what an item is about."""
    departments = sorted(context.departments)
    if asked is None:
        return ask_choice("由哪个内设机构制作", departments) if departments else ""
    if asked not in departments:
        close = suggest(asked, departments)
        hint = f"，是不是“{close}”？" if close else "，先在单位概况的“内设机构”里登记"
        raise click.UsageError(f"{context.name}没有“{asked}”这个内设机构{hint}")
    return asked


def _class(asked: str | None, context: Context) -> str:
    """Return the code of the class that is meant, asking where more than one is."""
    leaves = {
        code: context.class_name(code)
        for code, known in context.classes.items()
        if code not in context.parent_codes and "retired" not in known.data
    }
    while True:
        text = asked or ask_text("分类（代码或者名称里的几个字）")
        found = [code for code, name in leaves.items() if text in {code, name}] or [
            code for code, name in leaves.items() if text in name
        ]
        if len(found) == 1:
            return found[0]
        if asked is not None and not found:
            close = suggest(text, [name.partition(" ")[2] for name in leaves.values()])
            hint = f"，是不是“{close}”？" if close else "。分类见 catalogs/_vocab/classes.yaml"
            raise click.UsageError(f"没有“{text}”这个最末一级的分类{hint}")
        if found:
            names = [leaves[code] for code in found]
            return ask_choice("哪个分类", names).partition(" ")[0]
        click.echo(f"  没有带“{text}”的分类")


def _entry(request: Request, context: Context, loaded: Loaded) -> Draft:
    """Return the entry that is asked for."""
    unit = context.unit
    assert unit is not None
    item = _owner(request.item, context)
    title = request.title or ask_text("信息名称")
    created = request.created or request.today(loaded)
    data = draft_entry(item, title, created, context)
    notes = reminders(loaded.schemas["entry"], data, _OF_ENTRY, _keys(loaded))
    return Draft(file_for_entry(item, created, unit), "entry", data, notes)


def _owner(asked: str | None, context: Context) -> Record:
    """Return the item that an entry belongs to."""
    items = [item for item in context.items.values() if not is_cancelled(item)]
    if not items:
        raise click.UsageError(f"{context.name}还没有公开事项，先运行 disclose new item")
    named = {item.subject: item for item in items}
    if asked is None:
        return named[ask_choice("属于哪个事项", list(named))]
    found = [item for item in items if asked in (item.get("id"), item.get("title"))]
    if len(found) != 1:
        known = [str(item.get(name)) for item in items for name in ("id", "title")]
        close = suggest(asked, known)
        hint = f"，是不是“{close}”？" if close and not found else "，写事项编号"
        what = f"有{len(found)}个叫“{asked}”的事项" if found else f"没有“{asked}”这个事项"
        raise click.UsageError(f"{what}{hint}")
    return found[0]


def _new_unit(asked: str | None, request: Request, workspace: Workspace, loaded: Loaded) -> int:
    """Write the files of a new unit: what is known of it, and the items that its kind usually has."""
    unit = asked or ask_text("单位编号（文件夹名，小写字母、数字、短横，例如 yuantan-town）")
    demand_unit_id(unit)
    if (workspace.root / CATALOGS / unit).exists():
        raise click.UsageError(f"已经有 {CATALOGS}/{unit}，没有改动任何文件")
    kind = _chosen("单位类型", request.kind, loaded, "kind")
    whole = _whole(loaded)
    name = request.name or ask_text("单位的全称")
    if name in whole.units_by_name:
        raise click.UsageError(f"已经有单位叫“{name}”：{CATALOGS}/{whole.units_by_name[name].id}")
    conditions = conditions_of_kind(kind, whole.special_limits)
    if request.level:
        level = _chosen("行政层级", request.level, loaded, "level")
        conditions = replace(conditions, level=level)
    profile = {"name": name, "kind": kind, "level": conditions.level}
    if request.parent:
        profile["parent"] = _organ(request.parent, loaded)
    items = list(starting_items(whole.classes.values(), whole.topics, conditions))
    today = request.today(loaded)
    files = unit_files(unit, profile, items, loaded.schemas, _keys(loaded), today)
    for path, data in files.items():
        write_file(workspace.root / path, data)
    click.echo(
        f"新建 {CATALOGS}/{unit}：{len(files)}个文件，{len(items)}个常用的公开事项。下一步："
    )
    click.echo(f"1. 打开 {CATALOGS}/{unit}/unit.yaml，照注释写单位概况")
    click.echo("2. 核对 items/items.yaml：不涉及的删去并说明理由，其余按实际情况修改")
    click.echo("3. 运行 disclose validate 检查")
    return 0


def _whole(loaded: Loaded) -> Context:
    """Return what is known of the workspace, without the values that are of a wrong type."""
    catalog = sound(loaded.catalog, loaded.schemas) if loaded.diagnostics else loaded.catalog
    return Context(catalog, loaded.schemas, date.min)


def _chosen(question: str, asked: str | None, loaded: Loaded, field: str) -> str:
    """Return one of the choices of a field of the profile."""
    known = loaded.schemas["unit"].field((field,))
    assert known is not None
    if asked is None:
        return ask_choice(question, known.choices)
    if asked not in known.choices:
        raise click.UsageError(f"没有“{asked}”这种{question}，可选：{'、'.join(known.choices)}")
    return asked


def _organ(name: str, loaded: Loaded) -> str:
    whole = _whole(loaded)
    known = [*whole.organs, *whole.units_by_name]
    if name not in known:
        close = suggest(name, known)
        hint = f"，是不是“{close}”？" if close else "，先在 catalogs/_vocab/organs.yaml 里登记全称"
        raise click.UsageError(f"“{name}”没有登记{hint}")
    return name
