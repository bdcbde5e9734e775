"""The manuals that are generated: fields from the schemas, rules from their pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from disclosure_cli.importing.codes import CODES as IMPORT_CODES
from disclosure_cli.model import Code, Family
from disclosure_cli.rules import CODES
from disclosure_cli.rules.requirements import Requirement
from disclosure_cli.schema.fields import Field
from disclosure_cli.schema.schemas import Schema, Schemas

EVERY_CODE: Mapping[str, Code] = CODES | {code.code: code for code in IMPORT_CODES}
"""All that has a manual page: what `validate` finds, and what an import says."""

_KINDS = {
    "text": "文字",
    "date": "日期（年-月-日）",
    "choice": "选一个",
    "boolean": "是/否",
    "integer": "整数",
    "texts": "一组文字",
    "choices": "选一个或者几个",
    "block": "分几个字段",
    "blocks": "一组，每组分几个字段",
}
_FIELDS_INTRODUCTION = """# 字段说明

本页由 `schemas/` 生成（`make docs`），不要直接改。字段的名称、含义、取值、是否公开都只在那里定义一次。

键可以写中文名，也可以写英文名，同一条记录里不要两种都写。空值等于没有写；“无”表示确实没有。标“公开”的字段会出现在网页、Excel 和数据里，标“内部”的字段只出现在 `build/internal`。

## 增加字段

工作区可以增加本地需要的字段，不能改动或者删去已有的字段。在工作区的 `schemas/` 下新建 `item.extension.json`（其他种类把 item 换成相应的名称），写：

```json
{
  "properties": {
    "hotline": {
      "title": "热线",
      "description": "本地政务热线。",
      "type": "string",
      "maxLength": 20,
      "examples": ["12345"],
      "x-disclose": {"public": true}
    }
  }
}
```

增加的字段会自动出现在检查、数据表、事项详情和编辑器提示里。
"""


def field_manual(schemas: Schemas) -> str:
    """Return `docs/字段说明.md`."""
    return "\n".join(
        [
            _FIELDS_INTRODUCTION,
            *(line for schema in schemas.values() for line in _schema(schema)),
        ]
    )


def _schema(schema: Schema) -> Iterator[str]:
    yield f"## {schema.title}（{schema.kind}）"
    yield ""
    yield str(schema.document["description"])
    yield ""
    yield "| 中文名 | 英文名 | 形式 | 必填 | 公开 | 说明 | 例子 |"
    yield "|---|---|---|---|---|---|---|"
    for top in schema.fields:
        yield from (_row(field) for field in top.walk())
    yield ""


def _row(field: Field) -> str:
    form = _KINDS[field.kind] + (f"：{'、'.join(field.choices)}" if field.choices else "")
    cells = (
        field.heading,
        f"`{field.dotted}`",
        form,
        "必填" if field.required else "",
        "公开" if field.public else "内部",
        field.description,
        _example(field.example),
    )
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _example(example: object) -> str:
    if isinstance(example, list):
        return "；".join(_example(item) for item in example)
    if isinstance(example, dict):
        return "，".join(f"{key}: {_example(value)}" for key, value in example.items())
    if isinstance(example, bool):
        return "是" if example else "否"
    return "" if example is None else str(example)


def by_family(codes: Iterable[Code]) -> list[Code]:
    """Return codes in the order of their families."""
    order = tuple(Family)
    return sorted(codes, key=lambda known: (order.index(known.family), known.code))


def rule_manual(codes: Iterable[Code]) -> str:
    """Return `docs/检查规则.md`."""
    lines = [
        "# 检查规则",
        "",
        "本页由规则本身生成（`make docs`），不要直接改。`disclose rule 编号` 显示同样的内容。"
        "I类是 `disclose import` 说的话，其他各类由 `disclose validate` 检查。",
        "",
    ]
    family = None
    for code in by_family(codes):
        if code.family is not family:
            family = code.family
            lines += [f"## {family}：{family.label}", ""]
        lines += [
            f"### {code.code} {code.title}",
            "",
            f"`{code.name}`，{code.severity.label}",
            "",
        ]
        lines += [line.strip() for line in code.page.strip().splitlines()[1:]]
        lines.append("")
    return "\n".join(lines)


_UNANSWERED = "还没有"


def requirements_manual(
    requirements: Iterable[Requirement], additions: Mapping[str, str], codes: Mapping[str, Code]
) -> str:
    """Return `docs/规则依据.md`: what is asked for, and the code or test that answers to it."""
    lines = [
        "# 规则依据",
        "",
        "本页由 `src/disclosure_cli/rules/requirements.py` 生成（`make docs`），不要直接改。",
        "",
        "法律、标准和检查评分对目录、指南提出的要求，逐条编号；右边是对应的检查规则（见《检查规则》），"
        f"或者证明生成的网页、Excel符合要求的测试。93至114要等有了申请登记台账和年度报告才能检查，写着“{_UNANSWERED}”。",
        "",
        "| 编号 | 要求 | 规则或者测试 |",
        "|---|---|---|",
        *(
            f"| {number} | {wording} "
            f"| {'<br>'.join(_answer(answer, codes) for answer in answers) or _UNANSWERED} |"
            for number, wording, answers in requirements
        ),
        "",
        "## 另外增加的规则",
        "",
        "| 规则 | 为了什么 |",
        "|---|---|",
        *(f"| {_answer(code, codes)} | {purpose} |" for code, purpose in additions.items()),
        "",
    ]
    return "\n".join(lines)


def _answer(answer: str, codes: Mapping[str, Code]) -> str:
    known = codes.get(answer)
    return f"`{answer}`" if known is None else f"{answer} {known.title}"
