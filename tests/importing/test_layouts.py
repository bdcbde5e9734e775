"""Single quirks of published tables, each in the smallest table that has it."""

from __future__ import annotations

import pytest

from disclosure_cli.importing.recognising.recognised import Recognition, Table
from tests.support.importing import recognise


def read_csv(text: str) -> Recognition:
    return recognise(text.strip("\n").encode(), "目录.csv")


def only_table(recognition: Recognition) -> Table:
    assert len(recognition.tables) == 1
    return recognition.tables[0]


def fields(table: Table) -> list[str]:
    return [column.field for column in table.columns]


def codes(recognition: Recognition) -> list[str]:
    return [finding.code for finding in recognition.findings]


def test_a_single_level_is_the_title_and_a_named_title_makes_all_levels_classes() -> None:
    single = only_table(read_csv("序号,一级事项,公开内容,公开依据\n1,机构,职能,《条例》"))
    assert fields(single) == ["seq", "title", "elements", "basis"]
    named = only_table(read_csv("一级事项,二级事项,事项名称,公开内容\n甲,乙,丙,丁"))
    assert fields(named) == ["class.1", "class.2", "title", "elements"]


def test_a_class_column_without_a_number_is_a_class_unless_levels_are_numbered() -> None:
    plain = only_table(read_csv("类别,公开事项,公开内容,公开时限\n概况,职能,内容,及时公开"))
    assert fields(plain) == ["class.1", "title", "elements", "time_limit"]
    numbered = only_table(read_csv("类别,一级事项,二级事项,公开内容\n权力事项,处罚,结果,内容"))
    assert fields(numbered) == ["other:类别", "class.1", "title", "elements"]


def test_a_label_that_the_cells_deny_gives_way_to_them() -> None:
    found = read_csv(
        "公开事项,公开内容,公开方式,公开时限\n"
        "职能,内容一,政府网站、公示栏,及时公开\n预算,内容二,政府网站,批准后20日内"
    )
    assert fields(only_table(found)) == ["title", "elements", "channels", "time_limit"]
    assert [f.where for f in found.findings if f.code == "I922" and f.doubtful] == ["目录!C1"]


def test_a_weak_label_is_read_as_its_cells_say() -> None:
    form = "公开事项,公开内容,公开渠道,{}\n职能,内容,■政府网站,{}"
    shape = only_table(read_csv(form.format("公开形式", "主动公开")))
    assert fields(shape)[3] == "mode"
    department = only_table(
        read_csv("公开事项,公开内容,公开主体,责任部门\n职能,内容,县民政局,办公室")
    )
    assert fields(department)[2:] == ["publisher", "other:责任部门"]
    alone = only_table(read_csv("公开事项,公开内容,责任部门\n职能,内容,县民政局"))
    assert fields(alone)[2] == "publisher"


@pytest.mark.parametrize(
    ("damaged", "field"),
    [
        ("公开时眼", "time_limit"),
        ("开依据", "basis"),
        ("公开王体", "publisher"),
        ("□□□□", "basis"),
        ("", "basis"),
    ],
)
def test_damaged_labels_are_told_by_likeness_and_content(damaged: str, field: str) -> None:
    labels = {"time_limit": "公开时限", "basis": "公开依据", "publisher": "公开主体"} | {
        field: damaged
    }
    head = ",".join(["序号", "公开事项", "公开内容", *labels.values()])
    found = only_table(
        read_csv(
            f"{head}\n1,职能,内容,及时公开,《条例》第一条,县民政局\n2,预算,表,20日内,《预算法》,县财政局"
        )
    )
    assert fields(found) == ["seq", "title", "elements", "time_limit", "basis", "publisher"]


def test_doubled_labels_are_told_apart_by_content() -> None:
    found = only_table(
        read_csv(
            "序号,公开事项,公开内容,公开时限,公开时限,公开渠道\n"
            "1,职能,内容,县民政局,及时公开,■政府网站\n2,预算,表,县财政局,20个工作日内,■政府网站"
        )
    )
    assert fields(found) == ["seq", "title", "elements", "publisher", "time_limit", "channels"]


def test_doubled_sublabels_are_told_apart_by_position() -> None:
    found = only_table(
        read_csv(
            "序号,公开事项,公开内容,公开对象,,公开方式,\n,,,全社会,全社会,主动,？？\n1,职能,内容,√,,√,\n2,名单,内容,,√,,√"
        )
    )
    assert fields(found)[3:] == ["audience.all", "audience.group", "mode.active", "mode.request"]


def test_other_columns_keep_their_labels_and_stay_apart() -> None:
    found = only_table(
        read_csv("公开事项,公开内容,公开依据,备 注,责任科室,备注\n职能,内容,《条例》,甲,乙,丙")
    )
    assert fields(found)[3:] == ["other:备注", "other:责任科室", "other:备注（2）"]
    assert found.records[0].values["other:备注（2）"] == "丙"


def test_columns_under_one_heading_make_one_field_together() -> None:
    found = only_table(
        read_csv(
            "序号,公开事项,公开内容,公开依据,,公开时限\n,,,法律法规,政策文件,\n1,职能,内容,《甲法》,《乙办法》,及时公开"
        )
    )
    assert fields(found) == ["seq", "title", "elements", "basis", "basis", "time_limit"]
    assert found.records[0].values["basis"] == "《甲法》\n《乙办法》"


def test_channels_in_columns_of_their_own() -> None:
    found = only_table(
        read_csv(
            "序号,公开事项,公开内容,公开渠道,,,公开时限\n,,,政府网站,政府公报,其他,\n1,职能,内容,√,,村广播,及时公开"
        )
    )
    assert fields(found)[3:6] == ["channels"] * 3
    assert found.records[0].channels.used == ("政府网站", "其他：村广播")
    assert found.records[0].channels.unused == ("政府公报",)
    assert "村广播" in found.records[0].values["channels"]


def test_words_in_place_of_ticks() -> None:
    found = only_table(
        read_csv(
            "公开事项,公开内容,公开对象,公开方式,公开层级\n"
            "职能,内容,全社会,主动公开,县级、乡级\n名单,内容,申请人,依申请公开,乡级"
        )
    )
    assert fields(found)[2:] == ["audience", "mode", "level:公开层级"]


def test_sections_by_their_numbering() -> None:
    found = only_table(
        read_csv(
            "序号,公开事项,公开内容,公开依据,公开时限\n一、财政信息,,,,\n（一）预算,,,,\n1,预算,表,《预算法》,及时公开\n"
            "（二）决算,,,,\n2,决算,表,《预算法》,及时公开\n二,机构信息,,,\n3,职能,内容,《条例》,及时公开"
        )
    )
    assert [record.section for record in found.records] == [
        "一、财政信息·（一）预算",
        "一、财政信息·（二）决算",
        "二 机构信息",
    ]


def test_a_heading_without_rows_and_the_notes_are_kept() -> None:
    found = only_table(
        read_csv(
            "序号,公开事项,公开内容,公开依据\n1,职能,内容,《条例》\n注：中间的说明,,,\n2,预算,表,《预算法》\n"
            "备注：本表自发布之日起施行,,,\n填表人：某某,,审核人：某某,"
        )
    )
    assert len(found.records) == 2
    assert [note.text for note in found.notes] == [
        *("注：中间的说明", "备注：本表自发布之日起施行", "填表人：某某", "审核人：某某")
    ]


def test_several_tables_each_with_its_title() -> None:
    header = "序号,公开事项,公开内容,公开依据"
    found = read_csv(
        f"某某镇政务公开标准目录,,,\n（一）社会救助领域目录,,,\n{header}\n1,低保,名单,《办法》\n注：一,,,\n"
        f"（二）养老服务领域目录,,,\n{header}\n1,养老,机构,《办法》"
    )
    assert [table.title for table in found.tables] == [
        "（一）社会救助领域目录",
        "（二）养老服务领域目录",
    ]
    assert [note.text for note in found.tables[0].notes] == ["某某镇政务公开标准目录", "注：一"]
    assert [len(table.records) for table in found.tables] == [1, 1]


def test_a_header_printed_again_goes_on_with_the_table() -> None:
    header = "序号,公开事项,公开内容,公开依据"
    found = only_table(
        read_csv(f"{header}\n{header}\n1,职能,内容,《条例》\n{header}\n2,预算,同上,同上")
    )
    assert [record.values["seq"] for record in found.records] == ["1", "2"]
    assert found.records[1].values["basis"] == "《条例》"


def test_a_row_that_counts_the_columns_belongs_to_the_header() -> None:
    found = only_table(read_csv("序号,公开事项,公开内容,公开依据\n1,2,3,4\n1,职能,内容,《条例》"))
    assert [record.values["title"] for record in found.records] == ["职能"]


def test_two_tables_side_by_side() -> None:
    header = "公开事项,公开内容,公开依据"
    found = read_csv(f"目录,,,,,,\n{header},,{header}\n职能,甲,《条例》,,预算,乙,《预算法》")
    assert [table.records[0].values["title"] for table in found.tables] == ["职能", "预算"]


@pytest.mark.parametrize("first", ["公开事项,公开内容,公开依据", "序号,公开事项,公开内容,公开依据"])
def test_two_tables_side_by_side_without_a_column_between(first: str) -> None:
    row = ("1,{},{},{}" if first.startswith("序号") else "{},{},{}").format
    other = first.replace("公开依据", "公开时限")
    left, right = row("职能", "甲", "《条例》"), row("预算", "乙", "20个工作日内")
    tables = read_csv(f"目录\n{first},{other}\n{left},{right}").tables
    assert [table.records[0].values["title"] for table in tables] == ["职能", "预算"]
    assert [table.records[0].values["elements"] for table in tables] == ["甲", "乙"]


def test_a_number_before_each_level_begins_no_other_table() -> None:
    found = read_csv(
        "序号,一级事项,序号,二级事项,公开内容,公开依据\n1,财政,1,预算,收入表,《预算法》"
    )
    assert only_table(found).records[0].values["title"] == "预算"


def test_ditto_left_above_and_without_a_source() -> None:
    found = read_csv(
        "公开事项,公开内容,公开依据\n职能,同上,《条例》\n预算,表,〃\n决算,（同上）,同左"
    )
    records = only_table(found).records
    assert [record.values["basis"] for record in records] == ["《条例》", "《条例》", "表"]
    assert records[0].values["elements"] == "同上"
    assert [f.where for f in found.findings if f.code == "I927"] == ["目录!B2"]


def test_blank_classes_are_filled_down_and_said_but_never_across_a_new_class() -> None:
    found = read_csv(
        "一级事项,二级事项,三级事项,公开内容\n甲,乙,丙,内容\n,,丁,内容\n,戊,己,内容\n庚,,辛,内容"
    )
    records = only_table(found).records
    assert [record.values.get("class.1") for record in records] == ["甲", "甲", "甲", "庚"]
    assert [record.values.get("class.2") for record in records] == ["乙", "乙", "戊", None]
    assert "I926" in codes(found)


def test_other_blanks_stay_blank() -> None:
    found = only_table(
        read_csv(
            "序号,公开事项,公开内容,公开依据,公开渠道\n1,职能,内容,《条例》,■政府网站\n2,预算,表,,"
        )
    )
    assert dict(found.records[1].values) == {"seq": "2", "title": "预算", "elements": "表"}


def test_a_row_without_name_and_number_continues_the_item_above() -> None:
    found = read_csv(
        "序号,一级事项,二级事项,公开内容,公开依据\n1,财政,预算,收入表,《预算法》\n,,,支出表,"
    )
    first, second = only_table(found).records
    assert not first.continues
    assert second.continues
    assert second.values["title"] == "预算"
    assert second.values["elements"] == "支出表"
    assert "I930" in codes(found)


def test_values_know_their_cells() -> None:
    record = only_table(
        read_csv("公开事项,公开内容,公开依据\n职能,内容,《条例》\n预算,同上,《预算法》")
    ).records[1]
    assert record.where == "目录!A3"
    assert record.places == {"title": "目录!A3", "elements": "目录!B2", "basis": "目录!C3"}


def test_remarks_beside_the_table_are_findings() -> None:
    found = read_csv(
        "公开事项,公开内容,公开依据,,\n职能,内容,《条例》,,记得改\n预算,表,《预算法》,,"
    )
    assert fields(only_table(found)) == ["title", "elements", "basis"]
    assert [(f.code, f.where) for f in found.findings] == [("I921", "目录!E2")]
    assert "记得改" in found.findings[0].message


def test_a_full_column_without_a_label_is_kept_and_said() -> None:
    found = read_csv("公开事项,公开内容,公开依据,\n职能,内容,《条例》,甲\n预算,表,《预算法》,乙")
    assert fields(only_table(found))[3] == "other:第4列"
    assert [f.where for f in found.findings if f.code == "I923"] == ["目录!D1"]


def test_a_table_without_a_header_is_read_by_its_look_and_said() -> None:
    found = read_csv(
        "1,职能,职能内容说明,《条例》第二十条,20个工作日内,县政府办公室,■政府网站\n"
        "2,领导,领导姓名职务等,《条例》第二十条,及时公开,县政府办公室,■政府网站"
    )
    table = only_table(found)
    assert fields(table) == [
        "seq",
        "title",
        "elements",
        "basis",
        "time_limit",
        "publisher",
        "channels",
    ]
    assert max(column.confidence for column in table.columns) < 0.65
    assert "I925" in codes(found)


def test_what_is_no_catalog_is_said_row_by_row() -> None:
    found = read_csv("姓名,金额\n甲,100")
    assert found.tables == ()
    assert [(f.code, f.where) for f in found.findings] == [
        *(("I920", "目录.csv"), ("I921", "目录!A1"), ("I921", "目录!A2"))
    ]


def test_index_block_and_title_above() -> None:
    found = only_table(
        read_csv(
            "附件2：某某局2024年主动公开目录（试行）,,\n索引号：000/2024-1,发布日期：2024-01-01,\n标题：某某局主动公开目录,,\n"
            "公开事项,公开内容,公开依据\n职能,内容,《条例》"
        )
    )
    assert found.title == "某某局2024年主动公开目录（试行）"
    assert "索引号：000/2024-1" in [note.text for note in found.notes]


def test_entries_of_published_information() -> None:
    found = only_table(
        read_csv(
            "索引号,信息名称,内容概述,发文字号,成文日期,发布日期,发布机构,主题分类,体裁分类,公开方式,有效性,信息类别\n"
            "000000000/2024-00001,关于示例的通知,安排示例,示政发〔2024〕1号,2024-01-02,2024-01-05,示例局,其他,通知,主动公开,有效,文件"
        )
    )
    assert found.kind == "entries"
    assert fields(found) == [
        *("index", "title", "summary", "doc_no", "created", "published", "issuer"),
        *("theme", "genre", "mode", "validity", "class.1"),
    ]


def test_contact_blocks_of_a_guide() -> None:
    page = """<h2>一、工作机构</h2><p>名&nbsp;称：示例局办公室</p><p>办公地址：示例县示例路1号</p>
    <p>联系电话：0000-0000000　传真：无</p><p>办公时间：工作日8:30-12:00</p><h2>二、监督机构</h2>
    <p>机构名称：示例县政府办公室</p><p>地址：示例县示例路2号</p><p>电话：0000-0000001</p>"""
    table = only_table(recognise(page.encode(), "指南.html"))
    assert table.kind == "contacts"
    assert [record.section for record in table.records] == ["一、工作机构", "二、监督机构"]
    assert table.records[0].values == {
        "contact.name": "示例局办公室",
        "contact.address": "示例县示例路1号",
        "contact.phone": "0000-0000000",
        "contact.fax": "无",
        "contact.hours": "工作日8:30-12:00",
    }


def test_contact_tables_by_rows_and_by_columns() -> None:
    down = read_csv("机构名称,示例局\n办公地址,示例路1号\n联系电话,0000-0000000\n备用,甲")
    assert only_table(down).records[0].values["contact.address"] == "示例路1号"
    assert [(f.code, f.where) for f in down.findings] == [("I921", "目录!A4")]
    across = read_csv(
        "公开查阅点,,,\n序号,查阅场所,地址,联系电话\n1,档案馆,示例路1号,0000\n2,图书馆,示例路2号,0001"
    )
    table = only_table(across)
    assert table.title == "公开查阅点"
    assert [record.values["contact.name"] for record in table.records] == ["档案馆", "图书馆"]


def test_the_header_of_contacts_may_be_there_again_on_each_page() -> None:
    header = "查阅场所,地址,联系电话\n"
    made = read_csv(f"{header}档案馆,示例路1号,0000\n{header}图书馆,示例路2号,0001")
    names = [record.values["contact.name"] for record in only_table(made).records]
    assert names == ["档案馆", "图书馆"]
    assert made.findings == ()


def test_blank_labels_under_merged_headings_are_told_by_position() -> None:
    page = """<table><tr><td rowspan=2>序号<td colspan=2><td rowspan=2>公开内容<td rowspan=2>公开依据
    <td colspan=2>公开 对象<td colspan=2>公开 方式<td colspan=2>公开 层级</tr>
    <tr><td><td>二级 事项<td><td><td>主动<td><td>县级<td>乡级</tr>
    <tr><td>0505<td>05<td>独生子女<td>政策<td>《甲法》<td>√<td><td>√<td><td><td>√</tr></table>"""
    table = only_table(recognise(page.encode(), "目录.html"))
    assert fields(table) == [
        *("seq", "class.1", "title", "elements", "basis", "audience.all", "audience.group"),
        *("mode.active", "mode.request", "level:县级", "level:乡级"),
    ]
    assert table.records[0].values["level:乡级"] == "√"


def test_six_levels_of_which_few_are_filled() -> None:
    page = """<table><tr><td>一级 目录<td>二级目录<td>三级目录<td>四级目录<td>五级目录<td>六级目录<td>公开内容<td>公开形式</tr>
    <tr><td rowspan=3>法定内容<td rowspan=3>基本信息<td>目录<td><td><td><td>甲<td>网站公开</tr>
    <tr><td rowspan=2>机构<td>职能<td><td><td>乙<td>网站公开</tr><tr><td>领导<td><td><td>丙<td>网站公开</tr></table>"""
    table = only_table(recognise(page.encode(), "目录.html"))
    assert fields(table) == [
        *("class.1", "class.2", "class.3", "class.4", "class.5", "title", "elements", "channels")
    ]
    assert [record.values.get("class.4") for record in table.records] == [None, "职能", "领导"]
    assert not any(record.continues for record in table.records)


def test_an_item_over_several_merged_rows_is_continued() -> None:
    page = """<table><tr><td>序号<td>公开事项<td>公开内容<td>公开依据</tr>
    <tr><td rowspan=2>1<td rowspan=2>预算<td>收入表<td rowspan=2>《预算法》</tr><tr><td>支出表</tr>
    <tr><td>2<td>决算<td>总表<td>《预算法》</tr></table>"""
    records = only_table(recognise(page.encode(), "目录.html")).records
    assert [record.continues for record in records] == [False, True, False]
    assert records[1].values == {**records[0].values, "elements": "支出表"}


def test_a_page_of_several_tables() -> None:
    header = "<tr><td>公开事项<td>公开内容<td>公开依据</tr>"
    page = f"""<p>（一）教育领域目录</p><table>{header}<tr><td>招生<td>计划<td>《办法》</tr></table>
    <table>{header}<tr><td>学籍<td>办法<td>同上</tr></table>
    <p>注：第一张表的说明</p><p>（二）养老领域目录</p><table>{header}<tr><td>机构<td>名单<td>《办法》</tr></table>"""
    first, second = recognise(page.encode(), "目录.html").tables
    assert [record.where for record in first.records] == ["表1!R2C1", "表2!R2C1"]
    assert first.records[1].values["basis"] == "《办法》"
    assert [note.text for note in first.notes] == ["注：第一张表的说明"]
    assert second.title == "（二）养老领域目录"


def test_words_and_channels_split_by_group_labels_in_one_row() -> None:
    found = only_table(
        read_csv(
            "公开事项,公开内容,公开对象（全社会）,公开对象（特定群体）,公开方式-主动,公开方式-依申请,公开层级（县级）\n职能,内容,√,,√,,√"
        )
    )
    assert fields(found)[2:] == [
        *("audience.all", "audience.group", "mode.active", "mode.request", "level:县级")
    ]
