"""Many slips in one file are all found in one run, each in its place."""

from __future__ import annotations

from tests.reading.samples import check

RECORD = """\
- 事项编号: 0101-{number:03d}
  事项名称: 第{number}项
  分类: 0101 职能职责
  公开渠道: [政府网站, 公开查阅点]
  责任分工:
    制作: 资源股
    更新: 办公室
  公开方式: 主动公开
"""

SLIPS = (
    ("事项名称: ", "事项名称：", (2, 7), "Y110"),
    ("  分类: ", "  分类:", (3, 5), "Y111"),
    ("事项名称: 第", "事项名称: 附件: 第", (2, 9), "Y112"),
    ("网站, 公", "网站，公", (4, 10), "Y113"),
    ("  分类", "\u3000分类", (3, 1), "Y114"),
    ("主动公开", "主动公开\u3000", (8, 9), "Y114"),
    ("    制作", "\t制作", (6, 1), "Y115"),
    ("主动公开", "主动公开 # 一", (8, 14), "Y116"),
    ("事项名称: ", '事项名称: "', (2, 9), "Y117"),
    ("查阅点]", "查阅点", (4, 9), "Y118"),
    ("事项名称: 第", "事项名称: @第", (2, 9), "Y119"),
    ("    更新", "   更新", (7, 4), "Y120"),
    ("- 事项", "-事项", (1, 1), "Y121"),
    ("分类: 0101 职能职责", "分类 0101 职能职责", (3, 5), "Y123"),
    ("  公开方式", "  事项名称: 又\n  公开方式", (8, 3), "Y130"),
    ("主动公开", "&a 主动公开", (8, 9), "Y131"),
    ("主动公开", "!!str 主动公开", (8, 9), "Y132"),
    ("事项名称: 第", "事项名称: 第\u200b", (2, 10), "Y104"),
    ("公开方式: 主动公开", "公开方法: 主动公开", (8, 3), "S201"),
    ("  事项名称: ", "  #事项名称: ", (1, 3), "S202"),
    ("[政府网站, 公开查阅点]", "政府网站", (4, 9), "S203"),
    ("主动公开", "公开", (8, 9), "S204"),
    ("0101 职能职责", "一", (3, 7), "S205"),
    ("[政府网站, 公开查阅点]", "[政府网站, 政府网站]", (4, 9), "S209"),
    ("主动公开", "*a", (8, 9), "Y131"),
)


def test_two_hundred_slips_give_two_hundred_findings() -> None:
    text, due, line = "", [], 1
    for number in range(1, 201):
        old, new, (row, column), code = SLIPS[number % len(SLIPS)]
        record = RECORD.format(number=number)
        assert record.count(old) == 1
        text += record.replace(old, new)
        due.append((line + row - 1, column, code))
        line = text.count("\n") + 1
    checked = check(text)
    assert checked.found == sorted(due)
    lost = [slip for number in range(1, 201) if (slip := SLIPS[number % len(SLIPS)])[1] == "*a"]
    assert len(checked.data) == 200 - len(lost)


def test_a_hundred_slips_in_one_record_give_a_hundred_findings() -> None:
    text = "- 事项编号: 0101-001\n  事项名称: 一\n  分类: 0101\n  公开内容:\n"
    text += "".join(f"    -要素{number}\n" for number in range(100))
    assert check(text).found == [(line, 5, "Y121") for line in range(5, 105)]


def test_several_slips_in_one_line_are_each_found_at_their_column() -> None:
    text = "-事项编号：0101-001\n  事项名称:一\u3000\n\u3000分类：“0101”\n"
    assert check(text).found == [
        (1, 1, "Y121"),
        (1, 6, "Y110"),
        (2, 7, "Y111"),
        (2, 8, "Y114"),
        (3, 1, "Y114"),
        (3, 4, "Y110"),
        (3, 5, "S205"),
    ]
