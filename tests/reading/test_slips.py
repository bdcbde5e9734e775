"""Each slip of a clerk is one finding, on its own line and column; what was meant is read all the same."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from tests.reading.samples import ITEMS, PATHS, UNIT, change, check


@dataclass(frozen=True)
class Slip:
    """A place of a sample, what a clerk makes of it, and the finding that is due. `{}` in `new` is `old`."""

    name: str
    old: str
    new: str
    place: tuple[int, int]
    code: str
    sample: str = field(default=ITEMS, repr=False)

    @property
    def text(self) -> str:
        return change(self.sample, self.old, self.new.replace("{}", self.old))


READ_AS_MEANT = (
    Slip("wide colon, first line", "- 事项编号: 0101-001", "- 事项编号：0101-001", (3, 7), "Y110"),
    Slip("wide colon, middle", "事项名称: 机构职能", "事项名称：机构职能", (4, 7), "Y110"),
    Slip("wide colon and space", "事项名称: 机构职能", "事项名称： 机构职能", (4, 7), "Y110"),
    Slip("space and wide colon", "事项名称: 机构职能", "事项名称 ：机构职能", (4, 8), "Y110"),
    Slip("wide colon, before a list", "公开渠道: [", "公开渠道：[", (6, 7), "Y110"),
    Slip("wide colon, key of a list", "公开依据:", "公开依据：", (7, 7), "Y110"),
    Slip("wide colon, key of a block", "责任分工:", "责任分工：", (10, 7), "Y110"),
    Slip("wide colon, first of a block", "制作: 资源股", "制作：资源股", (11, 7), "Y110"),
    Slip("wide colon, last of a block", "更新: 办公室", "更新：办公室", (12, 7), "Y110"),
    Slip("wide colon, only line of a block", "更新周期: 每年", "更新周期：每年", (17, 9), "Y110"),
    Slip("wide colon, last line", "分类: 0102", "分类：0102", (20, 5), "Y110"),
    Slip("wide colon, first line of a profile", "单位名称: ", "单位名称：", (1, 5), "Y110", UNIT),
    Slip("wide colon, middle of a profile", "单位类型: ", "单位类型：", (3, 5), "Y110", UNIT),
    Slip("wide colon, block of a profile", "工作机构:", "工作机构：", (4, 5), "Y110", UNIT),
    Slip("wide colon, in a block of a profile", "联系电话: ", "联系电话：", (6, 7), "Y110", UNIT),
    Slip(
        "wide colon, list of blocks",
        "- 机构名称: 资源股",
        "- 机构名称：资源股",
        (10, 9),
        "Y110",
        UNIT,
    ),
    Slip("wide colon, in a block of a list", "职责: 文秘", "职责：文秘", (9, 7), "Y110", UNIT),
    Slip("wide colon, last line of a profile", "示例单位: ", "示例单位：", (11, 5), "Y110", UNIT),
    Slip("no space, first line", "- 事项编号: 0101-001", "- 事项编号:0101-001", (3, 7), "Y111"),
    Slip("no space, middle", "事项名称: 机构职能", "事项名称:机构职能", (4, 7), "Y111"),
    Slip("no space before a list", "公开渠道: [", "公开渠道:[", (6, 7), "Y111"),
    Slip("no space in a block", "制作: 资源股", "制作:资源股", (11, 7), "Y111"),
    Slip("no space in a profile", "单位名称: ", "单位名称:", (1, 5), "Y111", UNIT),
    Slip("wide comma", "政府网站, 公", "政府网站，公", (6, 10), "Y113"),
    Slip("wide comma and space", "政府网站, 公", "政府网站， 公", (6, 10), "Y113"),
    Slip("wide space behind a value", "机构职能", "{}\u3000", (4, 9), "Y114"),
    Slip("wide space before a value", "机构职能", "\u3000{}", (4, 9), "Y114"),
    Slip("wide space for the space", "事项名称: 机", "事项名称:\u3000机", (4, 7), "Y114"),
    Slip("wide space behind a quoted value", "机构职能", '"机构职能"\u3000', (4, 15), "Y114"),
    Slip("wide space behind brackets", "公开查阅点]", "{}\u3000", (6, 22), "Y114"),
    Slip("wide space behind a key", "公开依据:", "{}\u3000", (7, 7), "Y114"),
    Slip("wide space before a colon", "事项名称: 机", "事项名称\u3000: 机", (4, 3), "Y114"),
    Slip("wide space as indentation", "  事项名称: 机", "\u3000事项名称: 机", (4, 1), "Y114"),
    Slip("wide spaces in a block", "    制作", "\u3000\u3000制作", (11, 1), "Y114"),
    Slip("wide space in a list", "    - 依据二", "\u3000\u3000- 依据二", (9, 1), "Y114"),
    Slip("wide space before a record", "- 事项编号: 0101-002", "\u3000{}", (18, 1), "Y114"),
    Slip(
        "wide space behind a dash",
        "- 事项编号: 0101-002",
        "-\u3000事项编号: 0101-002",
        (18, 2),
        "Y114",
    ),
    Slip("wide space in a text", "    第二行", "\u3000\u3000第二行", (15, 1), "Y114"),
    Slip("wide spaces on a blank line", "  责任分工:", "\u3000\u3000\n{}", (10, 1), "Y114"),
    Slip("wide space in a profile", "单位简称", "\u3000{}", (2, 1), "Y114", UNIT),
    Slip(
        "no-break spaces as indentation", "  事项名称: 机", "\xa0\xa0事项名称: 机", (4, 1), "Y114"
    ),
    Slip("no-break space behind a value", "机构职能", "{}\xa0", (4, 9), "Y114"),
    Slip("tab as indentation", "  事项名称: 机", "\t事项名称: 机", (4, 1), "Y115"),
    Slip("tab as indentation of a block", "    制作", "\t制作", (11, 1), "Y115"),
    Slip("tabs as indentation of a block", "    更新: 办", "\t\t更新: 办", (12, 1), "Y115"),
    Slip("tab in a list", "    - 依据二", "\t- 依据二", (9, 1), "Y115"),
    Slip("tab behind a colon", "事项名称: 机", "事项名称:\t机", (4, 8), "Y115"),
    Slip("tab behind a value", "机构职能", "{}\t", (4, 13), "Y115"),
    Slip("comment behind a list", "公开查阅点]", "公开查阅点 # 一楼\n  ]", (6, 22), "Y116"),
    Slip("quote not closed", "机构职能", '"机构职能', (4, 9), "Y117"),
    Slip("single quote not closed", "机构职能", "'机构职能", (4, 9), "Y117"),
    Slip("quote not closed in a list", "- 依据一", '- "依据一', (8, 7), "Y117"),
    Slip("quote not closed in a profile", "示例县示例局", '"{}', (1, 7), "Y117", UNIT),
    Slip("bracket not closed", "公开查阅点]", "公开查阅点", (6, 9), "Y118"),
    Slip("bracket closed by a wide one", "公开查阅点]", "公开查阅点］", (6, 9), "Y118"),
    Slip("a space too many", "  事项名称: 机", "   事项名称: 机", (4, 4), "Y120"),
    Slip("a space too few", "  事项名称: 机", " 事项名称: 机", (4, 2), "Y120"),
    Slip("no indentation", "  事项名称: 机", "事项名称: 机", (4, 1), "Y120"),
    Slip("a space too many behind a block", "  说明: |", "   说明: |", (13, 4), "Y120"),
    Slip("a space too many in a block", "    更新: 办", "     更新: 办", (12, 6), "Y120"),
    Slip("a space too few in a block", "    更新: 办", "   更新: 办", (12, 4), "Y120"),
    Slip("a space too many in a list", "    - 依据二", "     - 依据二", (9, 6), "Y120"),
    Slip("a space too few in a list", "    - 依据二", "   - 依据二", (9, 4), "Y120"),
    Slip("a space before a record", "- 事项编号: 0101-002", " {}", (18, 2), "Y120"),
    Slip("a space before the first record", "- 事项编号: 0101-001", " {}", (3, 2), "Y120"),
    Slip("a space in a profile", "单位简称", " {}", (2, 2), "Y120", UNIT),
    Slip("a space before a profile", "单位名称", " {}", (1, 2), "Y120", UNIT),
    Slip("dash without space, first", "- 依据一", "-依据一", (8, 5), "Y121"),
    Slip("dash without space, last", "- 依据二", "-依据二", (9, 5), "Y121"),
    Slip("wide dash", "- 依据二", "－ 依据二", (9, 5), "Y121"),
    Slip("wide dash, first", "- 依据一", "－依据一", (8, 5), "Y121"),
    Slip(
        "dash without space, record", "- 事项编号: 0101-002", "-事项编号: 0101-002", (18, 1), "Y121"
    ),
    Slip(
        "dash without space, first record",
        "- 事项编号: 0101-001",
        "-事项编号: 0101-001",
        (3, 1),
        "Y121",
    ),
    Slip("wide dash, record", "- 事项编号: 0101-002", "－事项编号: 0101-002", (18, 1), "Y121"),
    Slip(
        "dash without space in a profile",
        "- 机构名称: 资源股",
        "-机构名称: 资源股",
        (10, 3),
        "Y121",
        UNIT,
    ),
    Slip("key twice", "  分类: 0101 职能职责", "{}\n  事项名称: 又一个", (6, 3), "Y130"),
    Slip("label and name", "  分类: 0101 职能职责", "{}\n  title: 又一个", (6, 3), "Y130"),
    Slip("key twice in a block", "    更新: 办公室", "{}\n    制作: 办公室", (13, 5), "Y130"),
    Slip(
        "key twice in a profile", "单位简称: 示例局", "{}\n单位名称: 又一个", (3, 1), "Y130", UNIT
    ),
    Slip("anchor", "[政府网站", "&channels [政府网站", (6, 9), "Y131"),
    Slip("tag", "机构职能", "!!str 机构职能", (4, 9), "Y132"),
    Slip("tag without a name", "机构职能", "! 机构职能", (4, 9), "Y132"),
    Slip("second document", "- 事项编号: 0101-002", "---\n{}", (18, 1), "Y133"),
    Slip("end of document", "- 事项编号: 0101-002", "...\n{}", (18, 1), "Y133"),
    Slip("second document in a profile", "示例单位", "---\n{}", (11, 1), "Y133", UNIT),
    Slip("record without dash", "- 事项编号: 0101-002", "事项编号: 0101-002", (18, 1), "Y137"),
    Slip("first record without dash", "- 事项编号: 0101-001", "事项编号: 0101-001", (3, 1), "Y137"),
    Slip("empty record", "- 事项编号: 0101-002", "-\n{}", (18, 2), "Y138"),
    Slip("invisible character", "机构职能", "机构\u200b职能", (4, 11), "Y104"),
    Slip("line separator", "机构职能", "机构\u2028职能", (4, 11), "Y104"),
    Slip("next line", "机构职能", "机构\x85职能", (4, 11), "Y104"),
    Slip("null character", "机构职能", "机构\x00职能", (4, 11), "Y104"),
    Slip("invisible character in a key", "事项名称: 机", "事项\u200b名称: 机", (4, 5), "Y104"),
    Slip("invisible character before a dash", "- 事项编号: 0101-002", "\u200b{}", (18, 1), "Y104"),
    Slip("escaped invisible character", "机构职能", '"机构\\u200b职能"', (4, 9), "Y104"),
    Slip(
        "colon in braces",
        "责任分工:\n    制作: 资源股\n    更新: 办公室",
        "责任分工: {制作：资源股, 更新: 办公室}",
        (10, 12),
        "Y110",
    ),
    Slip(
        "comma in braces",
        "责任分工:\n    制作: 资源股\n    更新: 办公室",
        "责任分工: {制作: 资源股，更新: 办公室}",
        (10, 17),
        "Y113",
    ),
    Slip("no colon", "事项名称: 机构职能", "事项名称 机构职能", (4, 7), "Y123"),
    Slip("no colon, first line", "- 事项编号: 0101-001", "- 事项编号 0101-001", (3, 7), "Y123"),
    Slip("semicolon for colon", "事项名称: 机构职能", "事项名称；机构职能", (4, 7), "Y123"),
    Slip("no colon, block", "责任分工:", "责任分工", (10, 7), "Y123"),
    Slip("no colon in a block", "更新: 办公室", "更新 办公室", (12, 7), "Y123"),
    Slip("no colon in a profile", "单位简称: 示例局", "单位简称 示例局", (2, 5), "Y123", UNIT),
)
"""What was typed differs from the sample, and is read as the sample is."""

READ_AS_TYPED = (
    (Slip("second colon", "机构职能", "机构: 职能", (4, 9), "Y112"), "机构: 职能"),
    (Slip("colon at the end", "机构职能", "机构职能:", (4, 9), "Y112"), "机构职能:"),
    (
        Slip("colon in a wrapped text", "机构职能", "机构\n    附: 职能", (5, 6), "Y112"),
        "机构附：职能",
    ),
    (Slip("hash in a text", "机构职能", "机构 #1 职能", (4, 12), "Y116"), "机构"),
    (Slip("hash at the start", "机构职能", "#1号机构", (4, 9), "Y116"), "#1号机构"),
    (Slip("quotes inside", "机构职能", '"机构"的"职能"', (4, 9), "Y117"), '机构"的"职能'),
    (Slip("text behind a quote", "机构职能", '"机构"职能', (4, 9), "Y117"), '"机构"职能'),
    (Slip("at sign", "机构职能", "@机构", (4, 9), "Y119"), "@机构"),
    (Slip("backtick", "机构职能", "`机构`", (4, 9), "Y119"), "`机构`"),
    (Slip("per cent", "机构职能", "%机构", (4, 9), "Y119"), "%机构"),
    (Slip("star", "机构职能", "*机构", (4, 9), "Y119"), "*机构"),
    (Slip("ampersand", "机构职能", "&机构", (4, 9), "Y119"), "&机构"),
    (Slip("exclamation mark", "机构职能", "!机构", (4, 9), "Y119"), "!机构"),
    (Slip("greater", "机构职能", ">5人", (4, 9), "Y119"), ">5人"),
    (Slip("bar", "机构职能", "|机构", (4, 9), "Y119"), "|机构"),
    (Slip("comma", "机构职能", ",机构", (4, 9), "Y119"), ",机构"),
    (Slip("document number", "机构职能", "[2024]1号", (4, 9), "Y119"), "[2024]1号"),
    (Slip("braces", "机构职能", "{甲}乙", (4, 9), "Y119"), "{甲}乙"),
    (Slip("question mark", "机构职能", "? 机构", (4, 9), "Y119"), "? 机构"),
    (Slip("backslash", "机构职能", r'"D:\公开"', (4, 9), "Y122"), r"D:\公开"),
    (
        Slip("continued too far left", "机构职能", "机构职能\n  和内设机构", (5, 3), "Y120"),
        "机构职能和内设机构",
    ),
    (Slip("tab in a text", "机构职能", "机构\t职能", (4, 11), "Y115"), "机构 职能"),
)
"""What was typed stands as the title of the first item."""

LOST = (
    Slip("alias of nothing", "机构职能", "*title", (4, 9), "Y131"),
    Slip("alias of a block", "  分类: 0101 职能职责", "  <<: *item", (5, 7), "Y131"),
    Slip("key that is a list", "分类: 0101 职能职责", "? [分类]\n  : 0101", (5, 5), "Y134"),
    Slip("key that is empty", "分类: 0101 职能职责", '"": 0101', (5, 3), "Y134"),
    Slip("too deep", "机构职能", "[" * 50 + "]" * 50, (4, 48), "Y135"),
    Slip("a text among items", "- 事项编号: 0101-001\n", "- 说明一下\n", (3, 3), "Y139"),
    Slip("a text behind a list", "  公开依据:", "  依据如下\n{}", (7, 3), "Y139"),
)
"""No one can tell what was meant, and the record is not read."""


def name_of(slip: Slip) -> str:
    return slip.name


@pytest.mark.parametrize("sample", [ITEMS, UNIT], ids=["items", "unit"])
def test_the_samples_are_clean(sample: str) -> None:
    assert check(sample, PATHS[sample]).found == []


@pytest.mark.parametrize("slip", READ_AS_MEANT, ids=name_of)
def test_one_slip_is_one_finding_in_its_place(slip: Slip) -> None:
    assert check(slip.text, PATHS[slip.sample]).found == [(*slip.place, slip.code)]


@pytest.mark.parametrize("slip", READ_AS_MEANT, ids=name_of)
def test_what_was_meant_is_read(slip: Slip) -> None:
    expected = check(slip.sample, PATHS[slip.sample]).data
    assert check(slip.text, PATHS[slip.sample]).data == expected


@pytest.mark.parametrize(
    ("slip", "title"), READ_AS_TYPED, ids=lambda part: getattr(part, "name", "")
)
def test_a_value_that_yaml_misreads_is_kept_as_typed(slip: Slip, title: str) -> None:
    checked = check(slip.text)
    assert checked.found == [(*slip.place, slip.code)]
    assert checked.data[0]["title"] == title
    assert checked.data[1] == check(ITEMS).data[1]


@pytest.mark.parametrize("slip", LOST, ids=name_of)
def test_a_record_that_no_one_can_read_is_lost_alone(slip: Slip) -> None:
    checked = check(slip.text)
    assert checked.found == [(*slip.place, slip.code)]
    assert checked.data == check(ITEMS).data[1:]
    assert slip.new.replace("{}", slip.old).splitlines()[0] in checked.file.lost


@pytest.mark.parametrize("slip", READ_AS_MEANT, ids=name_of)
def test_a_slip_is_found_beside_another_one(slip: Slip) -> None:
    further = "备注：一\n" if slip.sample is UNIT else "  说明：一\n"
    assert (*slip.place, slip.code) in check(slip.text + further, PATHS[slip.sample]).found
