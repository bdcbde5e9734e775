"""R33x: ids and index numbers stay with the records that they were given to, as the registers tell."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from disclosure_cli.facts.context import Context
from disclosure_cli.facts.records import is_absent
from disclosure_cli.model import Path, Record, Related, Severity, Unit
from disclosure_cli.places import Span
from disclosure_cli.publishing.deciding import is_cancelled
from disclosure_cli.registry.register import Identity, Registration, identity_of
from disclosure_cli.registry.standing import Case
from disclosure_cli.rules.rule import Finding, rule
from disclosure_cli.settings import FIRST_WITH_REGISTERS
from disclosure_cli.words import shorten

_NAMES = {"item": "事项编号", "entry": "索引号"}
_FIELDS: dict[str, Path] = {"item": ("id",), "entry": ("index",)}
_LONGEST = 40


@rule("R330", "missing-register", Severity.WARNING, each="catalog")
def missing_register(record: Record, context: Context) -> Iterator[Finding]:
    """没有编号登记簿

    为什么: 事项编号和索引号永久不变、用过的不再用（政府信息公开目录系统实施指引），取消、改名以后也一样，要靠登记簿记住哪个编号给了哪条记录。

    不好: 单位文件夹里没有 register.txt。

    好: 运行 disclose number，它按现有的记录建立登记簿；登记簿随记录一起提交，不要手工修改。
    """
    version = record.get("schema_version")
    if isinstance(version, int) and version < FIRST_WITH_REGISTERS:
        return
    hint = "运行 disclose number 建立；原来有的，从版本库取回"
    lacking = [unit for unit in context.catalog.units if unit.register is None and _numbered(unit)]
    if lacking and all(unit.register is None for unit in context.catalog.units):
        yield Finding(record, (), "工作区还没有编号登记簿", hint)
        return
    for unit in lacking:
        yield Finding(unit.profile, (), f"{unit.name}没有编号登记簿", hint)


def _numbered(unit: Unit) -> bool:
    return any(item.get("id") for item in unit.items) or any(
        entry.get("index") for entry in unit.entries
    )


@rule("R331", "damaged-register", Severity.ERROR, each="unit")
def damaged_register(record: Record, context: Context) -> Iterator[Finding]:
    """编号登记簿的一行被改动过，或者不是登记的内容

    为什么: 登记簿只增加、不修改；每行开头的校验码与内容不符，就不能再证明编号给了谁。

    不好: 手工修改登记簿里的名称或者编号；合并以后留着 <<<<<<< 这样的冲突标记。

    好: 从版本库取回原来的行；合并冲突的，两边的行都留下，删去冲突标记。
    """
    if (unit := context.unit) is None or unit.register is None:
        return
    for line in context.register.damaged:
        text = _line_of(unit.register, line)
        if text.startswith(("<<<<<<<", "=======", ">>>>>>>", "|||||||")):
            message, hint = "编号登记簿里留着合并冲突的标记", "两边的行都留下，删去冲突标记这一行"
        else:
            message = f"编号登记簿的这一行被改动过：{shorten(text, _LONGEST)}"
            hint = "从版本库取回原来的登记簿，例如 git checkout HEAD -- 登记簿；不要手工修改"
        yield _at(unit.register, line, message, hint)


@rule("R332", "torn-register", Severity.ERROR, each="unit")
def torn_register(record: Record, context: Context) -> Iterator[Finding]:
    """编号登记簿缺了行

    为什么: 每行都写着前面一行的校验码，找不到那一行，就是登记簿被删短了，删去的编号可能再用一次。

    不好: 合并时只留了一边的行；删去了已经取消的事项的行。

    好: 从版本库取回缺的行；次序和重复都不要紧。
    """
    if (unit := context.unit) is None or unit.register is None:
        return
    hint = "从版本库的历史里取回缺的行；确实找不回来的，删去登记簿，运行 disclose number 按现有的记录重建"
    for registration in context.register.torn:
        message = f"编号登记簿在“{_named(registration.identity)}”以前缺了行"
        yield _at(unit.register, registration.line, message, hint)


@rule("R333", "changed-number", Severity.ERROR, each="unit")
def changed_number(record: Record, context: Context) -> Iterator[Finding]:
    """编号或者索引号改了

    为什么: 已经公布的编号、索引号是链接和引用的依据，永久不变，改换分类、发布机构更名也不改（政府信息公开目录系统实施指引）。

    不好: 事项改到另一个分类，把登记过的编号 0101-001 改成 0503-004。

    好: 分类改了，编号仍然写 0101-001。
    """
    for subject, registration in context.standing.changed if _has_register(context) else ():
        name, now = _NAMES[subject.kind], subject.get(*_FIELDS[subject.kind])
        number = registration.identity.number
        message = f"登记的{name}是{number}，{f'现在是{now}' if now else '现在没有了'}"
        hint = f"改回{number}；编号、索引号永久不变"
        found = _about(subject, registration, message, hint, context)
        # An id may stand elsewhere too; of an entry nothing but the number differs, so it can only be that one.
        is_certain = identity_of(subject).content == registration.identity.content
        is_entry = subject.kind == "entry" and now is not None
        yield found._replace(correction=number) if is_entry and is_certain else found


@rule("R334", "reused-number", Severity.ERROR, each="unit")
def reused_number(record: Record, context: Context) -> Iterator[Finding]:
    """编号或者索引号用过了

    为什么: 用过的编号、索引号不再用，取消、删去以后也一样，否则原来的链接和引用就指到另一件事上。

    不好: 在旧的条目上改写成下个月的信息，索引号没有换；删去的事项的编号给了新的事项。

    好: 新的条目不写索引号，由 disclose number 接着往下编；旧的条目留着。
    """
    for subject, registration in _in_question(context.standing.reused, context):
        name, number = _NAMES[subject.kind], registration.identity.number
        if registration.is_retirement:
            message = f"{name}{number}已经注销，不能再用"
        else:
            message = f"{name}{number}登记给了《{shorten(registration.identity.title)}》"
        hint = f"另一件事用新的编号；确实是同一件、只改了名称的，运行 disclose number --renamed {number}"
        yield _about(subject, registration, message, hint, context)


@rule("R335", "vanished-number", Severity.WARNING, each="unit")
def vanished_number(record: Record, context: Context) -> Iterator[Finding]:
    """登记过的事项或者信息不见了

    为什么: 取消的事项、失效的信息要留下记录，公众才知道去了哪里，编号也才不会再用。

    不好: 事项取消了，把整条记录删去。

    好: 留下记录，写“事项状态: 已取消”，写明日期和原因；写错、从来没有公布过的，运行 disclose number --retired 注销它的编号。
    """
    if (unit := context.unit) is None or unit.register is None:
        return
    for registration in context.standing.vanished:
        identity = registration.identity
        if context.is_lost(identity.number):
            continue
        message = f"登记过的“{_named(identity)}”没有记录了"
        hint = (
            "取消的事项留下记录，写“事项状态: 已取消”；"
            f"确实不再保留的，运行 disclose number --retired {identity.number} 注销"
        )
        yield _at(unit.register, registration.line, message, hint)


@rule("R336", "unregistered-index-number", Severity.WARNING, each="unit")
def unregistered_index_number(record: Record, context: Context) -> Iterator[Finding]:
    """索引号没有登记

    为什么: 没有登记的索引号，以后改了、用给别的信息都查不出来；登记簿被删短了也会这样。

    不好: 手工写了索引号，没有运行 disclose number。

    好: 草稿不写索引号，合并以后运行 disclose number，由它编号和登记。
    """
    hint = "运行 disclose number 登记；原来登记过的，从版本库取回登记簿"
    if context.unit is None or not _is_whole(context):
        return
    for subject, identity in context.standing.unregistered:
        is_own = context.index_scheme.is_of(identity.number, context.unit.profile)
        if identity.kind == "entry" and is_own:
            yield Finding(subject, ("index",), f"索引号{identity.number}没有登记", hint)


@rule("R337", "unregistered-items", Severity.INFO, each="unit")
def unregistered_items(record: Record, context: Context) -> Iterator[Finding]:
    """有的事项编号还没有登记

    为什么: 登记以后编号才受保护：改了、删了、用给别的事项都会查出来。

    不好: 新增的事项合并以后，没有运行 disclose number。

    好: 合并到主分支以后运行 disclose number，把登记簿一起提交。
    """
    if not _is_whole(context):
        return
    found = [one for one in context.standing.unregistered if one.identity.kind == "item"]
    if found:
        names = "、".join(one.identity.number for one in found[:5])
        message = f"{len(found)}个事项的编号还没有登记：{names}{'等' if len(found) > 5 else ''}"
        yield Finding(found[0].record, ("id",), message, "合并到主分支以后运行 disclose number")


@rule("R338", "renamed-since-registration", Severity.INFO, each="unit")
def renamed_since_registration(record: Record, context: Context) -> Iterator[Finding]:
    """名称或者生成日期与登记的不同

    为什么: 编号不变、名称变了，多半是改进措辞；但是也可能在旧记录上改写成了另一件事，那就要用新的编号。

    不好: 在《采矿权登记》的记录上改写成《采矿权转让》，编号没有换。

    好: 同一件事改进措辞以后，运行 disclose number 补记新的名称；另一件事，新增一条。
    """
    hint = "同一件事的，合并以后运行 disclose number 补记；另一件事的，恢复原来的记录，新增一条"
    for subject, registration in _in_question(context.standing.renamed, context):
        said = registration.identity
        if said.title != subject.get("title"):
            message, path = f"{said.number}登记的名称是《{shorten(said.title)}》", ("title",)
        else:
            message, path = f"{said.number}登记的生成日期是{said.date or '空的'}", ("created",)
        yield _about(subject, registration, message, hint, context, path)


def _has_register(context: Context) -> bool:
    return context.unit is not None and context.unit.register is not None


def _in_question(cases: Iterable[Case], context: Context) -> Iterator[Case]:
    """Yield the cases that title and date prove: not of a file that was mended, not what is found to be no title or date."""
    for case in cases:
        identity = identity_of(case.record)
        longest = context.schemas[case.record.kind].field(("title",))
        assert longest is not None
        is_title = 0 < len(identity.title) <= (longest.maximum_length or len(identity.title))
        is_dated = case.record.kind == "item" or bool(identity.date)
        if is_title and is_dated and case.record.source.repaired is None:
            yield case


@rule("R339", "cancelled-without-account", Severity.WARNING, each="item")
def cancelled_without_account(record: Record, context: Context) -> Iterator[Finding]:
    """取消了事项，没有写日期和原因

    为什么: 取消的事项留下记录，是为了让公众知道它什么时候、为什么没有了；编制说明里的“已取消的事项”和报上级的动态调整表都要写日期和理由。

    不好: 事项状态: {状态: 已取消}

    好: 事项状态: {状态: 已取消, 日期: 2025-01-10, 原因: 职能划出}
    """
    if not is_cancelled(record):
        return
    labels = {"date": "日期", "reason": "原因"}
    if lacking := [label for name, label in labels.items() if is_absent(record, "status", name)]:
        message = f"取消了事项，没有写{'和'.join(lacking)}"
        hint = "在“事项状态”里补上；由别的事项替代的，再写“替代它的事项”"
        yield Finding(record, ("status", "state"), message, hint)


def _is_whole(context: Context) -> bool:
    """Tell whether what a register does not have was never registered."""
    return _has_register(context) and context.register.is_whole


def _named(identity: Identity) -> str:
    return f"{identity.number} {shorten(identity.title)}".rstrip()


def _line_of(register: Record, line: int) -> str:
    return register.source.text.split("\n")[line - 1].rstrip("\r")


def _at(register: Record, line: int, message: str, hint: str) -> Finding:
    """Return a finding about a line of a register."""
    span = Span(line, 1, line, len(_line_of(register, line)) + 1)
    return Finding(register, (), message, hint, span=span)


def _about(
    subject: Record,
    registration: Registration,
    message: str,
    hint: str,
    context: Context,
    path: Path = (),
) -> Finding:
    """Return a finding about a record that does not agree with a line of a register."""
    related = tuple(
        Related(_at(register, registration.line, "", "").location, "登记簿里的这一行")
        for register in _registers_with(registration, context)
    )
    return Finding(subject, path or _FIELDS[subject.kind], message, hint, related=related[:1])


def _registers_with(registration: Registration, context: Context) -> Iterator[Record]:
    """Yield the registers that hold a line, the unit's own first."""
    registers = context.registry.registers
    for unit in sorted(context.catalog.units, key=lambda unit: unit != context.unit):
        if unit.register is not None and registration in registers[unit.id].registrations:
            yield unit.register
