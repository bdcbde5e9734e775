"""Breaches of a schema → findings of family S2xx, in Chinese, on the key or value that is wrong.

One entry a keyword that our schemas may use; no wording of a library reaches a user.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping

from disclosure_cli.grammar import dates, folding
from disclosure_cli.model import (
    Code,
    Diagnostic,
    Edit,
    Location,
    Record,
    Related,
)
from disclosure_cli.places import Part
from disclosure_cli.reading.codes import DUPLICATE_KEY
from disclosure_cli.reading.quoting import flow_scalar
from disclosure_cli.schema.codes import (
    MISSING_FIELD,
    NOT_A_CHOICE,
    NOT_TOGETHER,
    OUT_OF_RANGE,
    REPEATED_VALUE,
    UNKNOWN_FIELD,
    WRONG_COUNT,
    WRONG_DATE,
    WRONG_FORM,
    WRONG_LENGTH,
    WRONG_TYPE,
)
from disclosure_cli.schema.fields import Field
from disclosure_cli.schema.schemas import Schema
from disclosure_cli.schema.typed import Problem
from disclosure_cli.words import shorten, suggest

Words = tuple[Code, str, str]
_FORMS = {
    "object": "应当分几个字段写，每行一个“键: 值”",
    "array": "应当是一组值，每项一行，以“- ”开头",
    "string": "应当是一段文字",
    "boolean": "应当写“是”或者“否”",
    "integer": "应当是整数",
}


OF_KEYS = frozenset({"unknown", "both", "required"})
"""The problems that are about a key, not about the form of a value."""


def diagnose(problem: Problem, record: Record, schema: Schema) -> Diagnostic:
    """Return the finding for a breach of a record's schema."""
    if problem.keyword in {"unknown", "both"}:
        return _of_key(problem, record, schema)
    field = schema.field(problem.path)
    label = _label(field, problem, record)
    code, message, hint = WORDING[problem.keyword](problem, field, label)
    fix = None if field is None else _fix(problem, field, record)
    return code.found(message, hint, _place(problem, record), record=record, fix=fix)


def _place(problem: Problem, record: Record) -> Location:
    """A missing field is shown at its empty key, else at the block that lacks it; all else at the value."""
    return record.locate(problem.path, Part.KEY if problem.keyword == "required" else Part.VALUE)


def _fix(problem: Problem, field: Field, record: Record) -> Edit | None:
    """Return the edit that puts right a value of which only the form is wrong, where that is certain."""
    value = problem.value
    if not isinstance(value, str):
        return None
    if problem.keyword == "type" and problem.demand == "array" and _ONE_WORD.fullmatch(value):
        return Edit(record.locate(problem.path), f"[{flow_scalar(value)}]")
    correct = CORRECTIONS.get(problem.keyword)
    text = None if correct is None else correct(value, problem, field)
    return None if text is None else record.replacement(problem.path, text)


_ONE_WORD = re.compile(r"[\w《》（）〔〕]+")
_WIDE_MARKS = str.maketrans("－—–‐−／．：＠＿", "-----/.:@_")
_BLANKS = re.compile(r"\s+")


def _as_date(value: str, problem: Problem, field: Field) -> str | None:
    day = dates.read(value) if problem.demand == "date" else None
    return None if day is None else dates.canonical(day)


def _in_pattern(value: str, problem: Problem, field: Field) -> str | None:
    """Return the value in half-width characters, with plain spaces or none, if that is of the right form."""
    narrow = folding.with_half_width_forms(value).translate(_WIDE_MARKS)
    forms = (_BLANKS.sub(" ", narrow), folding.without_spaces(narrow))
    return next((form for form in forms if re.search(str(problem.demand), form)), None)


def _as_choice(value: str, problem: Problem, field: Field) -> str | None:
    """Return the choice that differs from the value only in blanks and in the width of characters."""
    return folding.among(value, field.choices)


CORRECTIONS: Mapping[str, Callable[[str, Problem, Field], str | None]] = {
    "format": _as_date,
    "pattern": _in_pattern,
    "enum": _as_choice,
}
"""What a value certainly should have been, by the keyword that it breaks; None where that is not certain."""


def _label(field: Field | None, problem: Problem, record: Record) -> str:
    """Name the field as the file does."""
    if field is None:
        return str(problem.path[-1]) if problem.path else "记录"
    return field.label if uses_labels(record) else field.name


def uses_labels(record: Record) -> bool:
    """Tell whether the record's file writes Chinese keys."""
    keys = [key for key in record.place.children if isinstance(key, str)]
    return not keys or any(not key.isascii() for key in keys)


def _of_key(problem: Problem, record: Record, schema: Schema) -> Diagnostic:
    *parents, key = problem.path
    where = record.locate(problem.path, Part.KEY)
    if problem.keyword == "both":
        field = schema.field((*parents, problem.demand))
        assert field is not None
        other = field.name if key == field.label else field.label
        first = Related(record.locate((*parents, other), Part.KEY), "前一处")
        message = f"“{field.label}”和“{field.name}”是同一个字段，写了两次"
        hint = "只留一个；两个值都要时，合并成一个值"
        return DUPLICATE_KEY.found(message, hint, where, record=record, related=(first,))
    known = [name for name in problem.demand or () if name.isascii() == str(key).isascii()]
    close = suggest(str(key), known)
    elsewhere = _homes(str(key), schema)
    if elsewhere:
        hint = f"“{key}”写在{'或者'.join(f'“{home}”' for home in elsewhere[:3])}里面；检查缩进"
    elif close:
        hint = f"是不是“{close}”？"
    else:
        hint = f"可以用的字段：{shorten('、'.join(known), 120)}"
    is_certain = close and difflib.SequenceMatcher(None, str(key), close).ratio() > 0.8
    fix = Edit(where, close) if close and is_certain and not elsewhere else None
    message = f"没有“{shorten(key)}”这个字段"
    return UNKNOWN_FIELD.found(message, hint, where, record=record, fix=fix)


def _homes(key: str, schema: Schema) -> list[str]:
    """Return the blocks of a record that have a field of a name: a key that stands too far left or right."""
    every = (field for top in schema.fields for field in top.walk())
    found = [field for field in every if key in {field.name, field.label}]
    return ["·".join(field.labels[:-1]) or schema.title for field in found]


def _example(field: Field | None) -> str:
    if field is None or field.example is None:
        return "参看字段说明"
    return f"{field.description}例如：{shorten(_typed_out(field, field.example), 60)}"


def _typed_out(field: Field, value: object) -> str:
    """Return an example as a clerk types it on one line."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return f"[{', '.join(_typed_out(field, item) for item in value)}]"
    if isinstance(value, Mapping):
        labels = {child.name: child for child in field.children}
        pairs = (f"{labels[k].label}: {_typed_out(labels[k], value[k])}" for k in value)
        return f"{{{', '.join(pairs)}}}"
    return str(value)


def _type(problem: Problem, field: Field | None, label: str) -> Words:
    if problem.value is None:
        return WRONG_TYPE, f"“{label}”里有空的一项", "删去这一行，或者写上内容"
    hint = _example(field)
    if problem.demand == "array" and isinstance(problem.value, str):
        hint = _as_list(problem.value, field)
    return WRONG_TYPE, f"“{label}”{_FORMS[str(problem.demand)]}", hint


_LONGEST_WORD = 6


def _as_list(text: str, field: Field | None) -> str:
    """Say how a text is written as a list: names and short words as several items, prose by whoever wrote it."""
    if field is not None and field.kind == "blocks":
        return _example(field)
    parts = (part.strip() for part in re.split("[,，、;；]", text.strip("[]［］【】")))
    words = [part for part in parts if part]
    if (field is not None and field.holds_names) or all(map(_is_short_word, words)):
        return f"写成：[{shorten(', '.join(words), 60)}]"
    return f"每一项另起一行，以“- ”开头；整段是一项的，写成“- {shorten(text)}”"


def _is_short_word(text: str) -> bool:
    return len(text) <= _LONGEST_WORD and _ONE_WORD.fullmatch(text) is not None


def _choice(problem: Problem, field: Field | None, label: str) -> Words:
    choices = (
        [str(choice) for choice in problem.demand]
        if isinstance(problem.demand, list)
        else [str(problem.demand)]
    )
    close = suggest(str(problem.value), choices)
    hint = (f"是不是“{close}”？" if close else "") + f"可选：{'、'.join(choices)}"
    return NOT_A_CHOICE, f"“{shorten(problem.value)}”不是“{label}”可选的值", hint


def _pattern(problem: Problem, field: Field | None, label: str) -> Words:
    return WRONG_FORM, f"“{label}”的格式不对：{shorten(problem.value)}", _example(field)


def _format(problem: Problem, field: Field | None, label: str) -> Words:
    if problem.demand == "date":
        hint = "写成“年-月-日”，月和日各两位，例如：2024-03-01"
        return WRONG_DATE, f"“{label}”不是正确的日期：{shorten(problem.value)}", hint
    return _pattern(problem, field, label)


def _too_long(problem: Problem, field: Field | None, label: str) -> Words:
    size = len(problem.value)
    return (
        WRONG_LENGTH,
        f"“{label}”有{size}个字，最多{problem.demand}个字",
        "写得简短些，或者把详细内容移到别的字段",
    )


def _too_short(problem: Problem, field: Field | None, label: str) -> Words:
    return WRONG_LENGTH, f"“{label}”至少要有{problem.demand}个字", _example(field)


def _too_many(problem: Problem, field: Field | None, label: str) -> Words:
    return (
        WRONG_COUNT,
        f"“{label}”有{len(problem.value)}项，最多{problem.demand}项",
        "删去多余的项",
    )


def _too_few(problem: Problem, field: Field | None, label: str) -> Words:
    return WRONG_COUNT, f"“{label}”至少要有{problem.demand}项", _example(field)


def _repeated(problem: Problem, field: Field | None, label: str) -> Words:
    twice = next((item for item in problem.value if problem.value.count(item) > 1), "")
    return REPEATED_VALUE, f"“{label}”里“{shorten(twice)}”重复", "只留一个"


def _range(problem: Problem, field: Field | None, label: str) -> Words:
    bound = "不能小于" if problem.keyword == "minimum" else "不能大于"
    return (
        OUT_OF_RANGE,
        f"“{label}”是{problem.value}，{bound}{problem.demand}",
        _example(field),
    )


def _missing(problem: Problem, field: Field | None, label: str) -> Words:
    return MISSING_FIELD, f"缺少“{label}”", _example(field)


def _excluded(problem: Problem, field: Field | None, label: str) -> Words:
    others = "、".join(f"“{other}”" for other in problem.demand)
    return NOT_TOGETHER, f"“{label}”不能与{others}同时出现", "只写其中一个"


WORDING: dict[str, Callable[[Problem, Field | None, str], Words]] = {
    "type": _type,
    "enum": _choice,
    "const": _choice,
    "pattern": _pattern,
    "format": _format,
    "maxLength": _too_long,
    "minLength": _too_short,
    "maxItems": _too_many,
    "minItems": _too_few,
    "uniqueItems": _repeated,
    "minimum": _range,
    "maximum": _range,
    "required": _missing,
    "not": _excluded,
}
