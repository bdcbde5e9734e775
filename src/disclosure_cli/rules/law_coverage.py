"""L48x: what arts. 20 and 21 list is covered or explained, and no part of the catalog is empty."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from disclosure_cli.facts.context import Context
from disclosure_cli.grammar.class_code import code_of
from disclosure_cli.model import Record, Related, Severity, numbered_blocks
from disclosure_cli.places import Part
from disclosure_cli.publishing.deciding import ACTIVE, ON_REQUEST
from disclosure_cli.rules.rule import Finding, rule
from disclosure_cli.unit_kinds import GRASS_ROOTS
from disclosure_cli.words import shorten

_EXPLAINED = "not_applicable"


@rule("L480", "topic-20-uncovered", Severity.WARNING, each="unit")
def topic_20_uncovered(record: Record, context: Context) -> Iterator[Finding]:
    """《条例》第二十条列举的内容没有事项，也没有说明不涉及

    为什么: 第二十条列举了行政机关应当主动公开的十五项内容。每一项都要有事项；本单位确实没有这方面职责的，逐项说明，免得分不清是不涉及还是漏了。公共企事业单位不适用。

    不好: 目录里没有财政预算、决算，也没有说明。

    好: 不涉及的内容写“法定内容: 20-14 公务员招考，理由: 公务员招考由公务员主管部门统一组织”。
    """
    yield from _uncovered("20-", "《条例》第二十条", context)


@rule("L481", "topic-21-uncovered", Severity.WARNING, each="unit")
def topic_21_uncovered(record: Record, context: Context) -> Iterator[Finding]:
    """《条例》第二十一条列举的内容没有事项，也没有说明不涉及

    为什么: 第二十一条要求市、县政府及其部门公开市政建设、公共服务、土地征收等内容，要求乡镇政府公开农业农村政策、宅基地审核、筹资筹劳等内容。每一项都要有事项，或者说明为什么不涉及。街道办事处、公共企事业单位不适用。

    不好: 乡镇的目录里没有筹资筹劳，也没有说明。

    好: 不涉及的内容写“法定内容: 21-13 房屋征收（乡镇），理由: 由县级人民政府负责”。
    """
    yield from _uncovered("21-", "《条例》第二十一条", context)


def _uncovered(prefix: str, article: str, context: Context) -> Iterator[Finding]:
    assert context.unit is not None
    served = context.served_topics
    if served is None:
        return
    explained = {code_of(row.get("topic", "")) for row in _explanations(context)}
    for code, topic in context.topics.items():
        owes = code.startswith(prefix) and _is_for(topic.get("kinds", default=()), context)
        if owes and code not in served and code not in explained:
            if any(context.is_lost_here(known) for known in context.classes_serving(code)):
                continue
            message = f"{topic.get('article', default=article)}“{topic.get('title')}”没有事项"
            hint = f"登记事项；不涉及的，在“不涉及的内容”里写法定内容{code}和理由"
            profile = context.unit.profile
            yield Finding(profile, (_EXPLAINED,), message, hint, part=Part.KEY)


def _is_for(kinds: object, context: Context) -> bool:
    return isinstance(kinds, list) and context.kind in kinds


def _explanations(context: Context) -> list[Mapping[str, object]]:
    assert context.unit is not None
    rows = context.unit.profile.get(_EXPLAINED, default=())
    return [row for row in rows if isinstance(row, Mapping)] if isinstance(rows, list) else []


@rule("L482", "field-unexplained", Severity.WARNING, each="unit")
def field_unexplained(record: Record, context: Context) -> Iterator[Finding]:
    """“未涉及领域说明”不全，或者与目录矛盾

    为什么: 基层政府按国家确定的领域编制标准目录（国办发〔2019〕54号）。写了不涉及哪些领域的，就要逐个领域写全：没有事项的领域不能漏，有事项的领域不能写进去。

    不好: 说明不涉及“义务教育”，对同样没有事项的“户籍管理”只字不提。

    好: 没有事项的领域都写进“不涉及的内容”，各有理由。
    """
    assert context.unit is not None
    rows = context.unit.profile.get(_EXPLAINED, default=())
    explained = {
        field: index
        for index, row in enumerate(_explanations(context))
        if isinstance(field := row.get("field"), str)
    }
    if not explained or context.kind not in GRASS_ROOTS or len(rows) != len(_explanations(context)):
        return
    fields = _fields(context)
    profile = context.unit.profile
    for field, has_items in fields.items():
        if has_items and field in explained:
            path = (_EXPLAINED, explained[field], "field")
            message = f"说明不涉及“{field}”领域，目录里却有这个领域的事项"
            yield Finding(profile, path, message, "删去这一条说明，或者核对事项的分类")
        elif not has_items and field not in explained:
            message = f"“{field}”领域没有事项，也没有说明不涉及"
            hint = f"登记事项，或者在“不涉及的内容”里写“领域: {field}”和理由"
            yield Finding(profile, (_EXPLAINED,), message, hint, part=Part.KEY)


def _fields(context: Context) -> Mapping[str, bool]:
    """Return the fields that units of this kind have, each with whether the unit has items in it."""
    assert context.unit is not None
    used = {code_of(item.data.get("class", "")) for item in context.current_items}
    fields: dict[str, bool] = {}
    for code, known in context.classes.items():
        field, kinds = known.get("field"), known.get("kinds")
        if isinstance(field, str) and (kinds is None or _is_for(kinds, context)):
            fields[field] = fields.get(field, False) or code in used or context.is_lost_here(code)
    return fields


_BLANK_CLASSES = 5


@rule("L483", "blank-classes", Severity.ERROR, each="unit")
def blank_classes(record: Record, context: Context) -> Iterator[Finding]:
    """空白栏目太多

    为什么: 网站检查时空白栏目达到五个就单项否决（国办秘函〔2019〕19号）。一个分类下面的事项都没有信息，也没有说明原因，就是一个空白栏目；个数的界限在设置的“阈值”里。

    不好: 五个分类下面的事项都没有条目。

    好: 补登信息；确实没有的，写暂无信息原因。
    """
    assert context.unit is not None
    if context.has_no_entries or context.has_stray_entries:
        return
    first: dict[str, Record] = {}
    filled: set[str] = set()
    for item in context.current_items:
        if item.data.get("mode") != ACTIVE:
            continue
        code = code_of(item.data.get("class", ""))
        first.setdefault(code, item)
        key = (item.unit, str(item.data.get("id")))
        known = key in context.whole.items_with_entries or context.is_lost_here(key[1])
        if known or "no_entries_reason" in item.data:
            filled.add(code)
    blank = {code: item for code, item in first.items() if code not in filled}
    if blank and len(blank) >= context.settings.threshold("blank_classes", _BLANK_CLASSES):
        head, *others = blank.values()
        names = "、".join(context.class_name(code) for code in blank)
        related = tuple(Related(item.locate(("class",)), item.subject) for item in others)
        message = f"有{len(blank)}个空白栏目：{names}"
        hint = "补登信息，或者写暂无信息原因；不用的分类，把事项并入别的分类"
        yield Finding(head, ("class",), message, hint, related=related)


@rule("L484", "catalog-without-entries", Severity.WARNING, each="unit")
def catalog_without_entries(record: Record, context: Context) -> Iterator[Finding]:
    """只有事项，没有信息条目

    为什么: 政府信息公开目录要列出每一条信息的索引、名称、内容概述、生成日期（《条例》第十二条），只有事项的表还不是完整的目录。

    不好: 单位有四十个事项，entries 文件夹是空的。

    好: 在 entries 里逐条登记，或者用 disclose import 导入已有的表格。
    """
    assert context.unit is not None
    unit = context.unit
    due = [
        item
        for item in context.current_items
        if item.data.get("mode") == ACTIVE and "no_entries_reason" not in item.data
    ]
    if due and not unit.entries and context.is_bound and not context.has_lost_in("entries"):
        message = f"{len(due)}个主动公开的事项下面都没有信息条目"
        hint = "从近期形成的信息开始登记；暂时没有的事项写暂无信息原因"
        yield Finding(unit.profile, (), message, hint)


@rule("L485", "explained-despite-items", Severity.WARNING, each="unit")
def explained_despite_items(record: Record, context: Context) -> Iterator[Finding]:
    """说明不涉及的内容，目录里却有事项

    为什么: “不涉及的内容”印在目录里，和目录的事项互相矛盾，公众不知道该信哪一个，检查时两处都不作数。

    不好: 说明不涉及“20-2 机构职能”，目录里却有“机构设置”等事项。

    好: 有了事项，删去这一条说明。
    """
    own: defaultdict[str, list[Record]] = defaultdict(list)
    for item in context.current_items:
        if item.data.get("mode") == ON_REQUEST:
            continue
        topics = _topics_of(code_of(item.data.get("class", "")), context)
        # A class of several topics does not tell which of them an item is about.
        if len(topics) == 1:
            own[topics[0]].append(item)
    for index, row in numbered_blocks(record.get(_EXPLAINED)):
        topic = str(row.get("topic", ""))
        if items := own.get(code_of(topic)):
            related = tuple(Related(item.locate(("title",)), item.subject) for item in items[:3])
            message = f"说明不涉及“{shorten(topic)}”，目录里却有{len(items)}个这方面的事项"
            hint = "删去这一条说明，或者核对事项的分类"
            path = (_EXPLAINED, index, "topic")
            yield Finding(record, path, message, hint, related=related)


def _topics_of(code: str, context: Context) -> list[str]:
    """Return the topics that a class serves and that bind units of this kind."""
    return [
        topic
        for topic in context.topics_of(code)
        if topic in context.topics and _is_for(context.topics[topic].get("kinds"), context)
    ]


@rule("L486", "explained-twice", Severity.WARNING, each="unit")
def explained_twice(record: Record, context: Context) -> Iterator[Finding]:
    """同一项内容说明了两次不涉及

    为什么: 一项内容只有一个理由，写两次的，理由往往互相矛盾，改了一处会忘记另一处。

    不好: 两条都是“20-14 公务员招考”，一条说不组织招考，一条说由上级招考。

    好: 合并成一条，理由写完整。
    """
    first: dict[tuple[str, str], int] = {}
    for index, row in numbered_blocks(record.get(_EXPLAINED)):
        topic, field = str(row.get("topic", "")), str(row.get("field", ""))
        key = (code_of(topic), field)
        known = first.setdefault(key, index)
        if any(key) and known != index:
            name = "topic" if topic else "field"
            related = (Related(record.locate((_EXPLAINED, known, name)), "前一处"),)
            message = f"“{shorten(topic or field)}”说明了两次不涉及"
            path = (_EXPLAINED, index, name)
            yield Finding(record, path, message, "合并成一条", related=related)
