"""What a guide says, for units of every kind."""

from __future__ import annotations

import re
from typing import Any

import pytest

from disclosure_cli.compile.guide import CHAPTERS, guide_document
from disclosure_cli.compile.guide_sections.form import TITLE
from disclosure_cli.compile.tables import ENTRY_COLUMNS, STANDARD_COLUMNS
from disclosure_cli.document import Document, Facts, Form, Steps, Table
from disclosure_cli.index_scheme import IndexScheme
from disclosure_cli.rules.guide_form import COMPILED
from tests.compile.guide_samples import (
    BOUND,
    GUIDE,
    INSTITUTION,
    ITEMS,
    KINDS,
    OFFICE,
    SCHEMAS,
    profile_of,
    section,
    section_text,
    text_of,
    unit_view,
)

every_kind = pytest.mark.parametrize("kind", KINDS)
bound_kind = pytest.mark.parametrize("kind", BOUND)


def guide_of(
    kind: str,
    guide: dict[str, Any] | None = None,
    items: tuple[Any, ...] = ITEMS,
    entries: tuple[Any, ...] = (),
    **changes: Any,
) -> Document:
    profile = profile_of(kind, **changes)
    return guide_document(
        unit_view(profile, GUIDE if guide is None else guide, items, entries), SCHEMAS
    )


def tables(document: Document, anchor: str) -> list[Table]:
    return [block for block in section(document, anchor) if block["kind"] == "table"]


def facts(document: Document, anchor: str) -> dict[str, str]:
    found: list[Facts] = [block for block in section(document, anchor) if block["kind"] == "facts"]
    return {label: value for block in found for label, value in block["rows"]}


def headings(document: Document) -> dict[str, str]:
    return {
        block["anchor"]: block["text"] for block in document["blocks"] if block["kind"] == "heading"
    }


@every_kind
def test_the_nine_elements_of_article_12(kind: str) -> None:
    document = guide_of(kind)
    assert "机构职能" in section_text(document, "arrangement-classes")
    assert tables(document, "arrangement-columns")
    ways = [text for text in headings(document).values() if text.startswith("获取方式")]
    assert len(ways) == 2
    told = facts(document, "office")
    assert [told[label] for label in ("名称", "办公地址", "办公时间", "联系电话", "传真号码")] == [
        OFFICE[name] for name in ("name", "address", "hours", "phone", "fax")
    ]
    assert told["互联网联系方式"] == OFFICE["website"]


def test_every_kind_of_unit_has_its_chapters() -> None:
    field = SCHEMAS["unit"].field(("kind",))
    assert field is not None
    assert set().union(*(kinds for _, kinds in CHAPTERS)) == set(field.choices) == set(KINDS)


def test_a_complete_unit_has_every_chapter_of_its_kind() -> None:
    assert list(dict.fromkeys(anchor.partition("-")[0] for anchor in headings(guide_of("政府部门")))) == [
        *("arrangement", "active", "application", "office", "inquiry", "principles"),
        *("commitments", "leadership", "services", "remedies", "revision"),
    ]  # fmt: skip
    assert "service" in headings(guide_of(INSTITUTION))
    assert "application" not in headings(guide_of(INSTITUTION))


def test_what_is_compiled_is_known_to_the_rule_that_keeps_it_from_being_typed_again() -> None:
    compiled = {text for kind in KINDS for text in headings(guide_of(kind)).values()}
    assert compiled <= COMPILED


def test_the_arrangement_lists_exactly_the_columns_that_the_catalog_prints() -> None:
    items, entries = tables(guide_of("政府部门"), "arrangement-columns")
    labels = [
        f"{column['group']}·{column['label']}" if "group" in column else column["label"]
        for column in STANDARD_COLUMNS
    ]
    assert [row[0] for row in items["rows"]] == labels
    fields = {field.name: field.label for field in SCHEMAS["entry"].fields}
    assert [row[0] for row in entries["rows"]] == [fields[name] for name, _ in ENTRY_COLUMNS]
    assert all(row[1].endswith("。") for row in (*items["rows"], *entries["rows"]))


def test_the_meanings_of_columns_are_for_readers_and_not_for_clerks() -> None:
    text = section_text(guide_of("政府部门"), "arrangement-columns")
    assert not re.search(r"disclose|不写就|审查", text)


def test_classes_are_those_of_published_items() -> None:
    document = guide_of("政府部门", items=ITEMS[:1])
    (tree,) = tables(document, "arrangement-classes")
    assert tree["rows"] == [["01", "机构职能", "0104 办公地址和联系方式"]]


def test_a_first_level_class_is_not_below_itself() -> None:
    document = guide_of("政府部门", items=({**ITEMS[0], "class": "01"},))
    assert tables(document, "arrangement-classes")[0]["rows"] == [["01", "机构职能"]]


def test_an_index_number_is_explained_where_its_form_is_known() -> None:
    def explained(index: str, scheme: IndexScheme | None = None) -> str:
        entries = ({"index": index, "title": "示例"},)
        view = unit_view(profile_of("政府部门"), entries=entries, scheme=scheme)
        return section_text(guide_document(view, SCHEMAS), "arrangement-columns-index")

    own = IndexScheme("自定义", "{年}{月}{日}-{分类}-{流水号:4}")
    unnamed = IndexScheme("自定义", "{前段码}/{年}-{流水号:5}")
    region = IndexScheme("行政区划代码")
    assert "依次是组织机构代码、年份和顺序号" in explained("000000000/2025-00001")
    assert "依次是统一社会信用代码、年份" in explained("11500230MB19803549/2025-00001")
    assert "依次是行政区划代码、年份" in explained("340824/2025-00001", region)
    assert "依次是年份、月份、日期、分类代码和顺序号" in explained("20250310-0503-0007", own)
    assert "依次是本机关的代码、年份和顺序号" in explained("AB-12/2025-00001", unnamed)
    assert "示例甲2025" not in explained("示例甲2025")


def test_the_scope_is_the_guides_own_or_compiled_from_active_items() -> None:
    compiled = section_text(guide_of("政府部门"), "active-scope")
    assert "财政资金：年度预算" in compiled
    assert "采矿权登记结果" not in compiled
    own = section_text(guide_of("政府部门", {"scope": ["矿业权登记"]}), "active-scope")
    assert "矿业权登记" in own
    assert "年度预算" not in own


@pytest.mark.parametrize(
    ("kind", "cited"),
    [("政府部门", True), ("乡镇政府", True), ("街道办事处", False), ("法律法规授权组织", False)],
)
def test_article_21_is_cited_for_whom_it_names(kind: str, *, cited: bool) -> None:
    assert ("第二十一条" in section_text(guide_of(kind), "active-scope")) is cited


def test_what_does_not_apply_is_said_with_the_reason() -> None:
    rows = tables(guide_of("政府部门"), "active-scope")[0]["rows"]
    assert rows == [["公务员招考", "不组织公务员招考"]]


def test_channels_name_platforms_places_and_what_items_use() -> None:
    document = guide_of("政府部门")
    online = tables(document, "active-channels-online")[0]["rows"]
    assert online[0][:3] == ["政府网站", "示例门户网站", "https://www.example.gov.cn/"]
    assert online[1][:3] == ["网站", "本机关网站", OFFICE["website"]]
    assert tables(document, "active-channels-offline")[0]["rows"] == [["纸质媒体", "示例日报"]]
    places = tables(document, "active-channels-places")[0]
    assert [column["label"] for column in places["columns"]] == [
        *("场所", "类型", "地址", "开放时间", "电话")
    ]
    used = section_text(document, "active-channels-used")
    assert "政府网站、政务服务中心、咨询电话、示例公告栏" in used
    assert "纸质媒体" not in used


def test_the_website_is_named_once() -> None:
    platform = {"channel": "政府网站", "name": "示例网站", "url": OFFICE["website"]}
    rows = tables(guide_of("政府部门", platforms=[platform]), "active-channels-online")[0]["rows"]
    assert len(rows) == 1


def test_special_time_limits_stand_with_their_basis() -> None:
    document = guide_of("政府部门")
    assert "20个工作日" in section_text(document, "active-time")
    (special,) = tables(document, "active-time")
    assert special["rows"] == [
        ["年度预算", "自批复之日起20日内", "《中华人民共和国预算法》第十四条第二款"]
    ]


def test_the_time_limit_of_what_is_on_request_is_no_limit_for_active_disclosure() -> None:
    on_request = {**ITEMS[1], "mode": "依申请公开"}
    assert not tables(guide_of("政府部门", items=(on_request,)), "active-time")


def test_the_main_platform_comes_first() -> None:
    platforms = [
        {"channel": "政府网站", "name": "示例甲网"},
        {"channel": "政府网站", "name": "示例乙网", "main": True, "notes": "示例说明"},
    ]
    document = guide_of("政府部门", platforms=platforms, office={})
    rows = tables(document, "active-channels-online")[0]["rows"]
    assert [row[1] for row in rows] == ["示例乙网", "示例甲网"]
    assert "主要平台" in rows[0][-1]
    assert "示例说明" in rows[0][-1]


@bound_kind
def test_the_limits_of_the_regulations_are_stated(kind: str) -> None:
    document = guide_of(kind)
    assert "7个工作日" in section_text(document, "application-supplement")
    time = section_text(document, "application-time")
    assert time.count("20个工作日") == 2
    assert "15个工作日" in time
    assert "不计算在答复期限内" in time
    assert len(section(document, "application-receipt")) == 2


@bound_kind
def test_replies_are_the_seven_and_the_partial_one(kind: str) -> None:
    document = guide_of(kind)
    first, *_ = [b for b in section(document, "application-replies") if b["kind"] == "items"]
    assert len(first["items"]) == 8
    steps: list[Steps] = [b for b in section(document, "application-flow") if b["kind"] == "steps"]
    replies = next(step for step in steps[0]["steps"] if "答复" in step["title"])
    assert len(replies["branches"]) == 8
    assert all("{" not in branch for branch in replies["branches"])


@bound_kind
def test_there_is_no_fee_but_the_processing_fee(kind: str) -> None:
    document = guide_of(kind)
    assert "不收取费用" in section_text(document, "application-fees")
    (scale,) = tables(document, "application-fees")
    prices = [re.findall(r"[1-9]\d*元", row[2])[:1] for row in scale["rows"]]
    assert prices == [[], ["100元"], ["100元"], [], ["10元"], ["20元"], ["40元"]]


@bound_kind
def test_the_form_asks_for_what_article_29_asks(kind: str) -> None:
    forms: list[Form] = [b for b in guide_of(kind)["blocks"] if b["kind"] == "form"]
    assert [group["label"] for group in forms[0]["groups"]] == [
        *("公民", "法人或者其他组织", "所需的政府信息", "申请人")
    ]
    fields = [field for group in forms[0]["groups"] for field in group["fields"]]
    labels = "、".join(field["label"] for field in fields)
    for asked in ("姓名", "证件号码", "联系电话", "特征性描述", "载体", "获取方式", "签名", "日期"):
        assert asked in labels
    assert all(field["choices"] or field["lines"] for field in fields)


def test_the_form_leaves_text_behind_when_it_moves_to_its_own_sheet() -> None:
    blocks: list[Any] = section(guide_of("政府部门"), "application-form")
    assert [block["kind"] for block in blocks] == ["paragraph", "form"]
    told = blocks[0]["text"]
    assert TITLE in told
    assert not {"下面", "下表", "上面"} & set(re.findall("下面|下表|上面", told))


STALE = (
    *(
        "用途",
        "减免",
        "生产、生活、科研",
        "特殊需要",
        "上级主管部门",
        "免予公开",
        "免于公开",
        "第492号",
    ),
    *("检索费", "复制费", "邮寄费", "延长不超过15个工作日", "第二十条第二款"),
)


@every_kind
@pytest.mark.parametrize("words", STALE)
def test_nothing_of_the_repealed_law_is_left(kind: str, words: str) -> None:
    assert words not in text_of(guide_of(kind))


@every_kind
def test_a_unit_calls_itself_by_its_kind(kind: str) -> None:
    text = text_of(guide_of(kind))
    is_organ = kind not in {INSTITUTION, "法律法规授权组织"}
    assert ("本机关" in text) is is_organ
    assert ("本单位" in text) is not is_organ
    assert not re.search(r"本[省市县区镇乡局]", text)


@every_kind
def test_a_public_institution_has_appeal_and_no_reconsideration(kind: str) -> None:
    document = guide_of(kind)
    is_institution = kind == INSTITUTION
    text = text_of(document)
    for words in ("行政复议", "行政诉讼", "信息处理费", "15个工作日", "政府信息公开申请表"):
        assert (words in text) is not is_institution
    assert ("申诉" in text) is is_institution
    assert (
        any(block["kind"] in {"form", "steps"} for block in document["blocks"])
        is not is_institution
    )


def test_a_public_institution_offers_only_what_its_guide_names() -> None:
    offered = section_text(guide_of(INSTITUTION), "service")
    assert "自愿" in offered
    assert OFFICE["address"] in offered
    assert "service" not in headings(guide_of(INSTITUTION, {}))


@bound_kind
def test_refusal_needs_reconsideration_first(kind: str) -> None:
    text = section_text(guide_of(kind), "remedies-reconsideration")
    assert "60日内" in text
    assert "不予公开的，应当先申请行政复议" in text
    assert "《中华人民共和国行政复议法》第二十三条" in text
    lawsuit = section_text(guide_of(kind), "remedies-lawsuit")
    assert "6个月内" in lawsuit
    assert "15日内" in lawsuit


@pytest.mark.parametrize(
    ("kind", "organ"),
    [
        ("县级政府", "向上一级人民政府申请"),
        ("政府部门", "向本级人民政府申请"),
        ("乡镇政府", "向上一级人民政府申请"),
        ("街道办事处", "向设立本机关的人民政府申请"),
        ("法律法规授权组织", "向管理本单位的人民政府"),
    ],
)
def test_reconsideration_is_with_a_government(kind: str, organ: str) -> None:
    assert organ in section_text(guide_of(kind), "remedies-reconsideration")


@pytest.mark.parametrize(
    ("name", "parent", "organ"),
    [
        ("国家税务总局示例县税务局", "国家税务总局示例市税务局", "向国家税务总局示例市税务局申请"),
        ("国家税务总局示例县税务局", "示例市人民政府", "向上一级主管部门申请"),
        ("中华人民共和国示例海关", "", "向上一级主管部门申请"),
        ("示例市地方金融监督管理局", "", "向本级人民政府申请"),
        ("示例县审计局", "示例市审计局", "向本级人民政府申请"),
    ],
)
def test_of_those_led_from_above_the_competent_organ_reconsiders(
    name: str, parent: str, organ: str
) -> None:
    guide = guide_of("政府部门", name=name, parent=parent)
    assert organ in section_text(guide, "remedies-reconsideration")


def test_the_reconsideration_organ_of_the_profile_comes_first() -> None:
    def organ(**changes: Any) -> str:
        return section_text(guide_of("政府部门", **changes), "remedies-reconsideration")

    named = {"reconsideration": "示例县人民政府", "notes": "示例说明"}
    assert "向示例县人民政府申请" in organ(remedies=named, parent="示例市人民政府")
    assert "示例说明" in organ(remedies=named)
    assert "示例县示例路3号" in organ(remedies=named)
    assert "向示例市人民政府申请" in organ(parent="示例市人民政府")
    assert "向本级人民政府申请" in organ(parent="示例上级局")


def test_the_appeal_goes_to_the_organ_of_the_profile() -> None:
    def organ(**changes: Any) -> str:
        return section_text(guide_of(INSTITUTION, **changes), "remedies-appeal")

    assert "向示例主管部门申诉" in organ(remedies={"appeal": "示例主管部门"}, parent="示例上级局")
    assert "示例0792-0000009" in organ(remedies={"appeal": "示例主管部门"})
    assert "向示例上级局申诉" in organ(parent="示例上级局")
    assert "向有关主管部门或者机构申诉" in organ()


def test_the_court_of_the_profile_is_named() -> None:
    document = guide_of("政府部门", remedies={"court": "示例县人民法院"})
    assert "向示例县人民法院提起" in section_text(document, "remedies-lawsuit")


def test_none_is_said_and_what_is_missing_is_not() -> None:
    office = {"name": "示例办公室", "fax": "无", "website": "无", "email": "无"}
    told = facts(guide_of("政府部门", office=office), "office")
    assert told == {
        "名称": "示例办公室",
        "传真号码": "无",
        "互联网联系方式": "无",
        "电子邮箱": "无",
    }


def test_the_mailbox_is_the_way_on_line_of_an_office_without_site() -> None:
    office = {"website": "无", "email": "示例xxgk@example.gov.cn"}
    assert facts(guide_of("政府部门", office=office), "office")["互联网联系方式"] == office["email"]


def test_ways_to_apply_are_completed_from_the_office() -> None:
    ways = facts(guide_of("政府部门"), "application-ways")
    assert list(ways) == ["当面申请", "信函申请"]
    assert OFFICE["address"] in ways["当面申请"]
    assert OFFICE["hours"] in ways["当面申请"]
    assert OFFICE["postcode"] in ways["信函申请"]
    own = {"way": "信函申请", "address": "示例信箱", "notes": "信封注明信息公开申请"}
    told = facts(guide_of("政府部门", {"ways": [own]}), "application-ways")["信函申请"]
    assert "示例信箱" in told
    assert OFFICE["address"] not in told
    assert "信封注明信息公开申请" in told


def test_an_office_that_has_no_fax_lends_none_to_a_way() -> None:
    ways = facts(
        guide_of("政府部门", {"ways": [{"way": "传真申请", "notes": "示例"}]}), "application-ways"
    )
    assert "传真号码" not in ways["传真申请"]


def test_writing_is_open_to_all_where_the_guide_names_no_way() -> None:
    assert list(facts(guide_of("政府部门", {}), "application-ways")) == ["当面申请", "信函申请"]
    assert not facts(guide_of("政府部门", {}, office={"name": "示例"}), "application-ways")


def test_items_on_request_are_named_where_one_applies() -> None:
    assert "采矿权登记结果" in section_text(guide_of("政府部门"), "application-scope")


def test_inquiry_tells_how_calls_are_passed_on_and_answered() -> None:
    told = facts(guide_of(INSTITUTION), "inquiry")
    assert told["咨询电话"] == "示例0792-0000003"
    assert told["值班机构"] == "办公室"
    assert "批转" in told["转办方式"]
    assert "回复" in told["答复要求"]


def test_one_kind_of_commitment_needs_no_second_heading() -> None:
    both = guide_of("政府部门")
    assert {"commitments-service", "commitments-integrity"} <= set(headings(both))
    one = guide_of("政府部门", commitments=[{"kind": "廉政承诺", "content": "不收受礼品"}])
    assert headings(one)["commitments"] == "廉政承诺"
    assert "不收受礼品" in section_text(one, "commitments")


def test_principles_leadership_and_services_are_shown() -> None:
    document = guide_of("政府部门")
    assert "依法公开：应当公开的必须公开。" in section_text(document, "principles")
    leading = tables(document, "leadership")[0]
    assert [column["label"] for column in leading["columns"]] == ["角色", "职务", "职责"]
    assert leading["rows"][0] == ["组长", "局长", "领导信息公开工作"]
    assert tables(document, "services")[0]["rows"] == [
        ["采矿权登记办事指南", "1. 申请\n2. 受理\n3. 决定", "不收费", "示例办事大厅3号窗口"]
    ]


def test_preface_states_basis_updating_and_revision() -> None:
    def preface(document: Document) -> str:
        paragraphs = []
        for block in document["blocks"]:
            if block["kind"] != "paragraph":
                break
            paragraphs.append(block["text"])
        return "\n".join(paragraphs)

    compiled = preface(guide_of("政府部门"))
    for words in ("国务院令第711号", "第十二条", "及时更新", "2025年3月31日"):
        assert words in compiled
    own = preface(guide_of("政府部门", {**GUIDE, "preface": ["示例前言。"]}))
    assert own.startswith("示例前言。")
    assert "国务院令第711号" in own
    assert "第五十四条" in preface(guide_of("法律法规授权组织"))
    assert "第五十五条" in preface(guide_of(INSTITUTION))


def test_dates_of_revision_are_written_as_in_documents() -> None:
    document = guide_of("政府部门")
    assert document["dateline"] == "2025年3月31日修订"
    assert facts(document, "revision") == {
        "指南修订日期": "2025年3月31日",
        "目录修订日期": "2025年3月1日",
    }
    undated = guide_of("政府部门", {}, catalog_revised=None)
    assert undated["dateline"] == ""
    assert "revision" not in headings(undated)


def test_extra_sections_come_behind_the_compiled_ones() -> None:
    extra = [{"title": "查询进度", "paragraphs": ["可以打电话查询。"]}]
    document = guide_of("政府部门", {"extra_sections": extra})
    titles = [b["text"] for b in document["blocks"] if b["kind"] == "heading" and b["level"] == 1]
    assert titles[-2:] == ["查询进度", "修订日期"]
    assert "可以打电话查询。" in section_text(document, "extra-1")


def test_internal_fields_of_a_profile_do_not_get_in() -> None:
    canary = "只给内部看的"
    document = guide_of(
        "政府部门",
        {**GUIDE, "remarks": canary},
        ({**ITEMS[3], "remarks": canary, "responsibility": {"post": canary}},),
        remarks=canary,
        plan=[{"stage": canary}],
        item_review={"archive_no": canary},
    )
    assert canary not in text_of(document)


@every_kind
def test_a_bare_unit_gets_no_invented_contact(kind: str) -> None:
    bare = {"name": "示例单位", "kind": kind}
    text = text_of(guide_document(unit_view(bare, {}, ()), SCHEMAS))
    assert not re.search(r"\d{5,}|\d{3,4}-\d|@|https?:|示例(?!单位)", text)


def test_an_example_unit_says_so() -> None:
    assert "示例" in guide_of("政府部门", demo=True)["banner"]
    assert guide_of("政府部门")["banner"] == ""


def test_titles_follow_the_kind() -> None:
    assert guide_of("政府部门", name="示例局")["title"] == "示例局政府信息公开指南"
    assert guide_of(INSTITUTION, name="示例院")["title"] == "示例院信息公开指南"
