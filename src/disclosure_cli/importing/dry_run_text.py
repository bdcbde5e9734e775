"""The dry run for people: what was recognised, table by table."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure_cli.importing.findings import Finding
from disclosure_cli.importing.recognising.recognised import Column, Recognition, Table

_KINDS = {"items": "公开事项", "entries": "信息条目", "contacts": "联系方式"}
FIELDS = {
    "seq": "序号",
    "title": "名称",
    "elements": "公开内容",
    "basis": "公开依据",
    "time_limit": "公开时限",
    "publisher": "公开主体",
    "channels": "公开渠道",
    "audience": "公开对象",
    "audience.all": "公开对象·全社会",
    "audience.group": "公开对象·特定群体",
    "mode": "公开方式",
    "mode.active": "公开方式·主动公开",
    "mode.request": "公开方式·依申请公开",
    "index": "索引号",
    "item": "所属事项",
    "summary": "内容概述",
    "created": "生成日期",
    "published": "公开日期",
    "effective": "生效日期",
    "doc_no": "文号",
    "issuer": "发布机构",
    "theme": "主题分类",
    "genre": "体裁分类",
    "keywords": "关键词",
    "validity": "有效性",
    "validity_until": "有效期至",
    "normative": "规范性文件",
    "url": "网址",
    "contact.name": "工作机构·名称",
    "contact.address": "工作机构·办公地址",
    "contact.hours": "工作机构·办公时间",
    "contact.phone": "工作机构·电话",
    "contact.fax": "工作机构·传真",
    "contact.postcode": "工作机构·邮政编码",
    "contact.email": "工作机构·电子邮箱",
    "contact.website": "工作机构·网站",
    "contact.kind": "场所·类型",
    "contact.notes": "场所·说明",
}
"""The Chinese names of the fields that a column may be, but for ``class.n``, ``level:…`` and ``other:…``."""
SURE = 0.9
"""A column below this confidence is shown with it, so that a clerk looks."""


def to_text(recognition: Recognition, name: str) -> str:
    """What was recognised in a file, for a person; ``name`` is the file's."""
    lines = [f"{name}：认出{len(recognition.tables)}张表"]
    for table in recognition.tables:
        lines += _table(table)
    lines += [finding_line(said) for said in recognition.findings]
    return "\n".join(lines)


def finding_line(said: Finding) -> str:
    """One finding on one line: place, severity, code, what, and what to do."""
    message = " ".join(said.message.split())
    return f"{said.where}: {said.severity.label} {said.code} {message} {said.hint}".rstrip()


def field_label(field: str) -> str:
    """The Chinese name of what a column is."""
    head, _, rest = field.partition(":")
    if rest:
        return f"公开层级·{_on_one_line(rest)}" if head == "level" else "原样保留"
    if field.startswith("class."):
        return f"第{field.removeprefix('class.')}级分类"
    return FIELDS.get(field, field)


def _table(table: Table) -> Iterator[str]:
    yield ""
    title = f"《{_on_one_line(table.title)}》" if table.title else "（没有标题）"
    yield f"{table.where} {_KINDS[table.kind]}{title}：{len(table.records)}条记录"
    yield from (_column(column) for column in table.columns)
    yield from (f"  说明 {note.where}: {_on_one_line(note.text)}" for note in table.notes)


def _column(column: Column) -> str:
    doubt = f"（把握{column.confidence:.0%}）" if column.confidence < SURE else ""
    header = _on_one_line(column.header) or "（没有表头）"
    return f"  {column.where} {header} → {field_label(column.field)}{doubt}"


def _on_one_line(text: str) -> str:
    return " ".join(text.split())
