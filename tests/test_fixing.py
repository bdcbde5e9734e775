"""What is certain is put right, all else stays as it is, and a second run finds nothing to do."""

from __future__ import annotations

import codecs
from collections.abc import Mapping
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure_cli.editing.edits import apply_edits
from disclosure_cli.fixing import KEYS, Fixed, Task, fix
from disclosure_cli.loading.workspace import load_schemas
from disclosure_cli.schema.schemas import Schemas
from tests.reading.samples import PATHS, check
from tests.reading.test_slips import READ_AS_MEANT, READ_AS_TYPED, Slip, name_of

ITEM_FILE = "catalogs/demo/items/items.yaml"
UNIT_FILE = "catalogs/demo/unit.yaml"
UNIT = "单位名称: 示例县示例局\n单位类型: 政府部门\n内设机构:\n  - 机构名称: 办公室\n示例单位: 是\n"
ITEM = """\
# 第一条
- 事项编号: 0101-001  # 永久
  事项名称: 机构职能
  分类: 0101 职能职责

  公开依据:
    - 《中华人民共和国政府信息公开条例》第二十条第（二）项  # 核对过
  公开时限: 自信息形成或者变更之日起20个工作日内
  公开渠道: [政府网站, 公开查阅点]
  公开对象: [全社会]
  公开方式: 主动公开
  责任分工:
    # 谁制作
    制作: 办公室
    更新: 办公室
  更新: {更新周期: 每年, 最近更新日期: 2025-03-01}
"""

VOCABULARY = {
    "catalogs/_vocab/classes.yaml": "- {分类代码: '01', 分类名称: 机构}\n- {分类代码: '0101', 分类名称: 职能职责}\n",
    "catalogs/_vocab/channels.yaml": """\
- {渠道名称: 政府网站, 次序: 1, 公众网站: 是, 其他写法: [门户网站]}
- {渠道名称: 公开查阅点, 次序: 2, 其他写法: [公共查阅点]}
""",
    "catalogs/_vocab/terms.yaml": "- {规范写法: 其他, 应替换的写法: [其它], 类型: 错字, 可以直接替换: 是}\n",
}

SLIPS = (
    ("事项名称: ", "事项名称："),
    ("2025-03-01", "2025年3月1日"),
    ("2025-03-01", "２０２５/３/１"),
    ("20个工作日内", "二十工作日"),
    ("[全社会]", "全社会"),
    ("[政府网站, 公开查阅点]", "[政府网站，公开查阅点]"),
    ("[政府网站, 公开查阅点]", "[门户网站, 公共查阅点]"),
    ("第二十条第（二）项", "第20条第(2)项"),
    ("主动公开", "主动　公开"),
    ("分类: 0101 职能职责", "分类: ０１０１　职能职责"),
    ("    制作", "\t\t制作"),
    ("  公开方式", "\t公开方式"),
    ("  公开方式", "   公开方式"),
    ("公开方式:", "mode:"),
    ("责任分工:", "responsibility:"),
    ("制作:", "made_by:"),
    ("{更新周期: 每年,", "{cycle：每年，"),
)
"""What stands in the item above, and what a clerk made of it."""


@cache
def schemas() -> Schemas:
    return load_schemas()[0]


def run(files: Mapping[str, str | bytes], *select: str) -> Fixed:
    """Fix a workspace of some files, or only codes that begin with one of `select`; a second run has nothing to do."""
    whole = {"disclose.yaml": "", UNIT_FILE: UNIT, **VOCABULARY, **files}
    data = {path: text.encode() if isinstance(text, str) else text for path, text in whole.items()}
    task = Task(schemas(), (), date(2025, 3, 31), lambda code, _: code.startswith(select or ""))
    fixed = fix(data, task)
    assert fix({**data, **fixed.files}, task).files == {}
    return fixed


def fixed_item(text: str | bytes, *select: str) -> str:
    """Return what becomes of the file of items."""
    before = text if isinstance(text, bytes) else text.encode()
    return run({ITEM_FILE: before}, *select).files.get(ITEM_FILE, before).decode()


def changed(old: str, new: str) -> str:
    assert ITEM.count(old) == 1, old
    return ITEM.replace(old, new)


def test_a_file_without_faults_stays() -> None:
    assert run({ITEM_FILE: ITEM}).files == {}


@pytest.mark.parametrize(("right", "wrong"), SLIPS)
def test_what_is_certain_is_put_right_and_all_else_stays(right: str, wrong: str) -> None:
    assert fixed_item(changed(right, wrong)) == ITEM


@settings(max_examples=25)
@given(st.lists(st.sets(st.sampled_from(SLIPS)), min_size=1, max_size=4))
def test_any_slips_of_any_items_are_put_right_together(slips: list[set[tuple[str, str]]]) -> None:
    right, wrong = "", ""
    for number, chosen in enumerate(slips, 1):
        item = ITEM.replace("0101-001", f"0101-{number:03}").replace(
            "机构职能", f"机构职能之{number}"
        )
        right += item
        for old, new in sorted(chosen):
            item = item.replace(old, new, int(item.count(old) == 1))
        wrong += item
    assert fixed_item(wrong) == right


def test_a_value_keeps_its_quotes() -> None:
    wrong = changed("2025-03-01", '"2025.3.1"').replace("20个工作日内", "20工作日内")
    assert fixed_item(wrong) == changed("2025-03-01", '"2025-03-01"')


def test_several_corrections_of_one_text_are_made_together() -> None:
    fixed = fixed_item(
        changed("  公开方式", "  说明: 其它情况(含延期),见２０２５年附件\n  公开方式")
    )
    assert "说明: 其他情况（含延期），见2025年附件\n" in fixed


def test_a_correction_that_would_bring_a_worse_fault_is_left_and_said() -> None:
    twice = changed("[政府网站, 公开查阅点]", "[政府网站, 门户网站]")
    fixed = run({ITEM_FILE: twice.replace("2025-03-01", "2025年3月1日")})
    assert fixed.files[ITEM_FILE].decode() == twice
    assert [(found.code, found.location.line) for found in fixed.left] == [("R307", 9)]


def test_a_finding_that_is_accepted_stays_as_it_is() -> None:
    settings = (
        "已接受的问题:\n  - {规则: L444, 理由: 沿用原文, 批准人: 局长, 有效期至: 2025-12-31}\n"
    )
    files = {ITEM_FILE: changed("20个工作日内", "20工作日"), "disclose.yaml": settings}
    assert run(files).files == {}


def test_only_what_was_chosen_is_put_right() -> None:
    wrong = (
        changed("事项名称: ", "事项名称：")
        .replace("20个工作日内", "20工作日")
        .replace("公开方式", "mode")
    )
    fixed = fixed_item(wrong, "L444", "S")
    assert fixed == changed("事项名称: ", "事项名称：").replace("公开方式", "mode")
    assert fixed_item(wrong, KEYS) == wrong.replace("mode", "公开方式")


class TestKeys:
    ENGLISH = """\
# 第一条
- id: 0101-001
  "title": 机构职能
  class: 0101 职能职责
  responsibility: {made_by: 办公室, updated_by: 办公室}
  attachments: 不是字段
  update:
    cycle: 每年  # 注
"""

    def test_keys_are_chinese_unless_the_settings_say_otherwise(self) -> None:
        fixed = run({ITEM_FILE: self.ENGLISH}, KEYS)
        assert fixed.files[ITEM_FILE].decode() == (
            "# 第一条\n- 事项编号: 0101-001\n  事项名称: 机构职能\n  分类: 0101 职能职责\n"
            "  责任分工: {制作: 办公室, 更新: 办公室}\n  attachments: 不是字段\n  更新:\n    更新周期: 每年  # 注\n"
        )
        assert fixed.made == {KEYS: 8}

    def test_english_keys_are_put_where_they_are_preferred(self) -> None:
        files = {ITEM_FILE: ITEM, "disclose.yaml": "键名: en\n"}
        fixed = run(files, KEYS).files
        assert fixed["disclose.yaml"] == b"keys: en\n"
        assert "  title: 机构职能\n" in fixed[ITEM_FILE].decode()
        assert "update: {cycle: 每年, last: 2025-03-01}" in fixed[ITEM_FILE].decode()
        assert (
            run({**files, **fixed, "disclose.yaml": "keys: zh\n"}, KEYS).files[ITEM_FILE]
            == ITEM.encode()
        )

    def test_a_field_that_is_named_twice_is_left_to_a_person(self) -> None:
        twice = ITEM.replace("  公开方式: 主动公开\n", "  公开方式: 主动公开\n  mode: 主动公开\n")
        assert fixed_item(twice, KEYS) == twice


class TestEncodings:
    @pytest.mark.parametrize(
        "data",
        [
            ITEM.encode("gbk"),
            codecs.BOM_UTF16_LE + ITEM.encode("utf-16-le"),
            codecs.BOM_UTF16_BE + ITEM.encode("utf-16-be"),
            codecs.BOM_UTF8 + ITEM.encode(),
        ],
    )
    def test_a_file_is_put_into_utf8(self, data: bytes) -> None:
        assert fixed_item(data) == ITEM

    def test_line_ends_stay(self) -> None:
        wrong = changed("2025-03-01", "2025/3/1").replace("\n", "\r\n")
        assert fixed_item(wrong.encode("gbk")) == ITEM.replace("\n", "\r\n")

    def test_what_was_not_chosen_stays_in_its_encoding(self) -> None:
        data = changed("2025-03-01", "2025/3/1").encode("gbk")
        assert run({ITEM_FILE: data}, "S", "L").files == {}

    def test_bytes_of_an_unknown_encoding_stay(self) -> None:
        """Big5 and GBK share their bytes: what is read are other characters, and none of them a field."""
        data = "- 事項編號: 0101-001\n  事項名稱: 機構職能\n  分類: 0101\n".encode("big5")
        assert run({ITEM_FILE: data}).files == {}

    def test_a_file_without_a_chinese_key_tells_nothing_about_its_encoding(self) -> None:
        data = "- id: 0101-001\n  title: 机构职能和内设机构\n  class: 0101\n".encode("gbk")
        assert run({ITEM_FILE: data}).files == {}

    def test_a_file_with_a_broken_character_stays(self) -> None:
        data = changed("2025-03-01", "2025/3/1").encode().replace("机构职能".encode(), b"\xe6\x9c")
        assert run({ITEM_FILE: data}).files == {}


@pytest.mark.parametrize("slip", READ_AS_MEANT, ids=name_of)
def test_a_slip_that_can_be_put_right_reads_the_same_afterwards(slip: Slip) -> None:
    path = PATHS[slip.sample]
    data, before = slip.text.encode(), check(slip.text, path)
    edits = [found.fix for found in before.file.diagnostics if found.fix]
    if edits:
        after = check(apply_edits(data, edits), path)
        assert after.found == []
        assert after.data == before.data


NOT_CERTAIN = frozenset(
    (
        *("Y116", "Y117", "Y118", "Y122", "Y130", "Y131", "Y132", "Y138"),
        # 更新 is a field of an item and of its block 责任分工.
        *("tabs as indentation of a block", "a space too many in a block"),
        *("a space too few in a block", "a space before a profile"),
        *("escaped invisible character", "colon in a wrapped text"),
    )
)
"""Codes and names of slips that a person has to put right."""


@pytest.mark.parametrize(
    "slip", [*READ_AS_MEANT, *(slip for slip, _ in READ_AS_TYPED)], ids=name_of
)
def test_which_slips_are_certain(slip: Slip) -> None:
    found = check(slip.text, PATHS[slip.sample]).file.diagnostics
    is_certain = not {slip.code, slip.name} & NOT_CERTAIN
    assert all(bool(diagnostic.fix) == is_certain for diagnostic in found)
