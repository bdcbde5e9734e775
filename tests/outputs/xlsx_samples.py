"""Workbooks as a unit has them: long cells, merged classes, ticks, a guide with tables, a form and a flow."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from disclosure_cli.document import (
    Block,
    Column,
    Document,
    DrawingForm,
    Form,
    FormField,
    Sheet,
    Steps,
    Table,
    Workbook,
)
from disclosure_cli.outputs.xlsx.layout import Layouts, read_layouts

_TEMPLATES = Path(__file__).parents[2] / "templates"
UNIT = "示例县社会福利院"
BANNER = "示例数据：本页由示例单位的数据生成，不是任何机关公开的信息。"

_CHANNELS = (
    ("政府网站", "政府公报"),
    ("两微一端", "发布会/听证会"),
    ("广播电视", "纸质媒体"),
    ("公开查阅点", "政务服务中心"),
    ("便民服务站", "入户/现场"),
    ("社区/企事业单位/村公示栏（电子屏）",),
    ("精准推送", "其他"),
)
_CLASSES = (
    ("机构概况", ("机关职能", "领导信息", "内设机构", "办公地址、办公时间和联系方式")),
    ("政策文件", ("规范性文件", "政策解读")),
    (
        "养老服务",
        (
            "入院条件和程序",
            "服务项目与收费标准",
            "入住老年人伙食费收支情况",
            "特困人员集中供养情况",
            "养老护理人员招聘公告及录用结果",
            "重大审批事项集体决策结果",
            "投诉受理与处理结果",
        ),
    ),
    ("财政资金", ("部门预算", "部门决算", "政府采购", "捐赠款物的接收、使用和管理情况")),
    ("监督", ("服务承诺", "廉政承诺", "咨询、投诉和监督电话")),
)
_ELEMENTS = (
    "1.事项名称；2.办理依据；3.申请条件；4.申请材料（原件、复印件的份数）；5.办理程序；"
    "6.承诺办理时限；7.收费项目、依据和标准；8.办公时间、地点和联系电话；9.监督投诉渠道",
    "文件名称、文号、发布日期、有效性、全文",
    "●姓名\n●职务\n●工作分工（含 A、B 角安排）",
    "上年度收入支出总表、收入总表、支出总表、财政拨款收入支出总表、一般公共预算支出表、"
    "一般公共预算基本支出表、“三公”经费支出表、政府性基金预算支出表，以及有关情况的文字说明",
)
_BASES = (
    "《中华人民共和国政府信息公开条例》（国务院令第711号）第二十条第（五）项",
    "【法律】《中华人民共和国老年人权益保障法》\n【行政法规】《中华人民共和国政府信息公开条例》"
    "第十九条、第二十条第（二）项\n【规章】《养老机构管理办法》（民政部令第66号）",
    "《中华人民共和国预算法》第十四条；《中华人民共和国预算法实施条例》",
)
_LIMITS = ("自信息形成或者变更之日起20个工作日内", "实时公开", "本级政府财政部门批复后20日内")


def catalog_layouts() -> Layouts:
    return _layouts("catalog.layout.toml")


def guide_layouts() -> Layouts:
    return _layouts("guide.layout.toml")


def _layouts(name: str) -> Layouts:
    return read_layouts((name, (_TEMPLATES / name).read_text(encoding="utf-8")))


def column(label: str, width: int, *, group: str = "", merge: bool = False) -> Column:
    made: Column = {"label": label, "width": width, "align": "left" if width > 12 else "center"}
    if group:
        made["group"] = group
    if merge:
        made["merge"] = True
    return made


def table(columns: list[Column], rows: list[list[str]], *notes: str) -> Table:
    return {
        "kind": "table",
        "caption": "",
        "columns": columns,
        "rows": rows,
        "anchors": [],
        "notes": list(notes),
    }


def document(title: str, *blocks: Block, dateline: str = "", banner: str = "") -> Document:
    return {"title": title, "dateline": dateline, "banner": banner, "blocks": list(blocks)}


def workbook(
    *sheets: tuple[str, str, Document], title: str = "目录", author: str = UNIT
) -> Workbook:
    made: list[Sheet] = [
        {"name": name, "layout": layout, "document": content} for name, layout, content in sheets
    ]
    return {"title": title, "author": author, "sheets": made}


def standard_table(rows: int = 20) -> Table:
    """The fourteen columns of the national standard catalogs (DOMAIN 3.3)."""
    columns = [
        column("序号", 4),
        column("一级事项", 9, group="公开事项", merge=True),
        column("二级事项", 13, group="公开事项"),
        column("公开内容（要素）", 32),
        column("公开依据", 30),
        column("公开时限", 13),
        column("公开主体", 11),
        column("公开渠道和载体", 33),
        column("全社会", 4, group="公开对象"),
        column("特定群体", 4, group="公开对象"),
        column("主动", 4, group="公开方式"),
        column("依申请公开", 4, group="公开方式"),
        column("县级", 4, group="公开层级"),
        column("乡级", 4, group="公开层级"),
    ]
    matters = [(name, matter) for name, matters in _CLASSES for matter in matters]
    return table(
        columns,
        [_standard_row(number, *matters[number % len(matters)]) for number in range(rows)],
        "说明：1.“公开渠道和载体”中标注■的为本单位采用的渠道，标注□的为未采用的渠道。",
        "2.公开依据按效力由高到低排列；公开时限另有法律、法规、规章规定的，从其规定。",
    )


def _standard_row(number: int, name: str, matter: str) -> list[str]:
    public, on_request = ("", "√") if number % 7 == 6 else ("√", "")
    return [
        str(number + 1),
        name,
        matter,
        _ELEMENTS[number % len(_ELEMENTS)],
        _BASES[number % len(_BASES)],
        _LIMITS[number % len(_LIMITS)],
        UNIT,
        _channel_grid(number),
        public,
        on_request,
        public,
        on_request,
        "√",
        "",
    ]


def _channel_grid(number: int) -> str:
    marked = 0
    lines: list[str] = []
    for line in _CHANNELS:
        cells: list[str] = []
        for name in line:
            marked += 1
            cells.append(("■" if (marked + number) % 4 == 1 else "□") + name)
        lines.append("\u3000".join(cells))
    return "\n".join(lines)


def data_table(rows: int = 20) -> Table:
    columns = [
        column("事项编码", 16),
        column("事项名称", 26),
        column("公开内容（要素）", 40),
        column("公开依据", 40),
        column("公开时限", 24),
        column("公开方式", 10),
        column("统一社会信用代码", 22),
        column("更新日期", 14),
    ]
    matters = [matter for _, matters in _CLASSES for matter in matters]
    return table(
        columns,
        [
            [
                f"05{number:02}-{number:04}",
                matters[number % len(matters)],
                _ELEMENTS[number % len(_ELEMENTS)],
                _BASES[number % len(_BASES)],
                _LIMITS[number % len(_LIMITS)],
                "主动公开",
                "000000000000000001",
                "2024-03-01",
            ]
            for number in range(rows)
        ],
    )


def entries_table(rows: int = 12) -> Table:
    columns = [
        column("索引号", 26),
        column("名称", 30),
        column("内容概述", 44),
        column("生成日期", 12),
        column("公开方式", 10),
    ]
    return table(
        columns,
        [
            [
                f"000000000/2024-{number:05}",
                f"{UNIT}2024年度部门预算公开说明（第{number}号）",
                "按照预算法的规定公开2024年度部门预算，包括收支预算总表、“三公”经费预算和绩效目标。",
                "2024-03-01",
                "主动公开",
            ]
            for number in range(1, rows + 1)
        ],
    )


def notes_document() -> Document:
    return document(
        f"{UNIT}政府信息公开目录编制说明",
        {"kind": "heading", "level": 1, "number": "一、", "text": "编制依据", "anchor": "a1"},
        {
            "kind": "paragraph",
            "text": "本目录依据《中华人民共和国政府信息公开条例》（国务院令第711号）第十二条编制，"
            "由索引、名称、内容概述、生成日期等内容组成，并及时更新。",
        },
        {"kind": "heading", "level": 1, "number": "二、", "text": "栏目说明", "anchor": "a2"},
        {
            "kind": "items",
            "marks": ["（一）", "（二）"],
            "items": [
                "索引号是一条信息的永久编号，由组织机构代码、年份和流水号组成。",
                "公开时限从信息形成或者变更之日起计算，法律、法规另有规定的从其规定。",
            ],
        },
        dateline="（2024年6月30日更新）",
    )


def catalog_workbook(rows: int = 20) -> Workbook:
    title = f"{UNIT}养老服务领域基层政务公开标准目录"
    dateline = "（2024年6月30日更新）"
    return workbook(
        (
            "公开事项目录",
            "standard",
            document(title, standard_table(rows), dateline=dateline, banner=BANNER),
        ),
        (
            "信息目录",
            "entries",
            document(f"{UNIT}政府信息公开目录", entries_table(), dateline=dateline),
        ),
        ("数据", "data", document("", data_table(rows))),
        ("统计", "figures", figures_document()),
        ("编制说明", "text", notes_document()),
        title=title,
    )


def drawn_table(form: DrawingForm, caption: str, counts: Mapping[str, str]) -> Table:
    """Return counts as a table that is also drawn."""
    number = column(caption, 8)
    number["count"] = True
    name = column("名称", 24)
    name["head"] = True
    found = table([name, number], [[label, count] for label, count in counts.items()])
    found["caption"] = f"各种{caption}"
    found["drawing"] = {
        "form": form,
        "anchor": f"{form}-drawing",
        "column": 1,
        "unit": "项",
        "whole": 0,
        "summary": f"{caption}“共{len(counts)}种” & <其他>。",
        "legend": [],
    }
    return found


CHANNELS = {f"渠道{number}": str(40 - number) for number in range(12)}
YEARS = {"2022": "4", "2023": "0", "2024": "12"}


def figures_document() -> Document:
    return document(
        "公开情况统计",
        drawn_table("bars", "法定内容", {"预算": "3", "招考": "不涉及", "政府采购": "0"}),
        drawn_table("bars", "渠道", CHANNELS),
        drawn_table("columns", "年份", YEARS),
        drawn_table("matrix", "单位", {"示例局": "3"}),
    )


def _field(label: str, *choices: str, lines: int = 1, required: bool = False) -> FormField:
    return {"label": label, "choices": list(choices), "lines": lines, "required": required}


def application_form() -> Form:
    return {
        "kind": "form",
        "title": "政府信息公开申请表",
        "anchor": "form",
        "groups": [
            {
                "label": "公民",
                "fields": [
                    _field("姓名", required=True),
                    _field("工作单位"),
                    _field("证件名称", required=True),
                    _field("证件号码", required=True),
                    _field("联系电话", required=True),
                    _field("邮政编码"),
                    _field("通信地址"),
                    _field("电子邮箱"),
                ],
            },
            {
                "label": "法人或者其他组织",
                "fields": [
                    _field("名称", required=True),
                    _field("统一社会信用代码", required=True),
                    _field("法定代表人"),
                    _field("联系人", required=True),
                    _field("联系人电话", required=True),
                    _field("传真"),
                    _field("联系地址"),
                ],
            },
            {
                "label": "所需信息情况",
                "fields": [
                    _field(
                        "政府信息的名称、文号或者便于查询的其他特征性描述", lines=4, required=True
                    ),
                    _field(
                        "提供政府信息的载体形式", "纸质", "电子文件", "光盘", lines=0, required=True
                    ),
                    _field(
                        "获取政府信息的方式",
                        "邮寄",
                        "电子邮件",
                        "传真",
                        "自行领取",
                        "当场查阅、抄录",
                        lines=0,
                        required=True,
                    ),
                ],
            },
            {"label": "", "fields": [_field("申请人签名或者盖章"), _field("申请时间")]},
        ],
        "notes": [
            "填表说明：1.公民申请的，填写“公民”栏并附身份证明复印件；法人或者其他组织申请的，填写相应栏目。",
            "2.一份申请表只填写一项内容。3.无法按照指定形式提供的，可以通过其他形式提供。",
        ],
    }


def application_flow() -> Steps:
    return {
        "kind": "steps",
        "caption": "依申请公开办理流程",
        "steps": [
            {
                "title": "提出申请",
                "text": "申请人填写《政府信息公开申请表》，当面提交、邮寄或者通过互联网提交。",
                "branches": [],
            },
            {
                "title": "审查要件",
                "text": "收到申请之日按提交方式确定。",
                "branches": [
                    "内容不明确：收到申请之日起7个工作日内一次性告知补正，合理确定补正期限",
                    "申请人无正当理由逾期不补正：视为放弃申请，不再处理",
                ],
            },
            {
                "title": "办理和答复",
                "text": "能够当场答复的当场答复；不能当场答复的，自收到申请之日起20个工作日内答复；"
                "需要延长的，经政府信息公开工作机构负责人同意，延长不超过20个工作日并告知申请人。",
                "branches": [
                    "已经主动公开：告知获取该政府信息的方式、途径",
                    "可以公开：提供该政府信息，或者告知获取的方式、途径和时间",
                    "决定不予公开：告知并说明理由",
                    "本机关不掌握：告知；能够确定负责公开的机关的，告知其名称和联系方式",
                ],
            },
            {"title": "送达归档", "text": "按照申请人要求的形式提供，登记并归档。", "branches": []},
        ],
    }


def guide_document() -> Document:
    contact = [
        ("机构名称", f"{UNIT}办公室"),
        ("办公地址", "示例县示例镇示例路1号"),
        ("办公时间", "工作日8:30-12:00，14:00-17:30"),
        ("联系电话", "示例0000-0000000"),
        ("传真号码", "示例0000-0000001"),
        ("互联网联系方式", "https://www.example.gov.cn/zwgk/ysqgk/index.html（依申请公开入口）"),
    ]
    places = table(
        [
            column("序号", 6),
            column("场所", 20),
            column("地址", 36),
            column("电话", 18),
            column("开放时间", 22),
        ],
        [
            ["1", "示例县档案馆", "示例县示例镇示例路2号", "示例0000-0000002", "工作日9:00-17:00"],
            [
                "2",
                "示例县图书馆",
                "示例县示例镇示例路3号一楼政府信息查阅区",
                "示例0000-0000003",
                "周二至周日",
            ],
        ],
    )
    return document(
        f"{UNIT}政府信息公开指南",
        {
            "kind": "paragraph",
            "text": "为便利公民、法人和其他组织获取政府信息，根据《中华人民共和国政府信息公开条例》"
            "（国务院令第711号）第十二条的规定，编制本指南。本指南及时更新，可以在本单位网站"
            "（https://www.example.gov.cn/zwgk/zhinan.html）或者到本单位办公室查阅。",
        },
        {"kind": "heading", "level": 1, "number": "一、", "text": "主动公开", "anchor": "s1"},
        {"kind": "heading", "level": 2, "number": "（一）", "text": "公开范围", "anchor": "s11"},
        {
            "kind": "paragraph",
            "text": "本单位主动公开下列信息，具体事项见《公开事项目录》。涉及国家秘密、商业秘密、个人隐私的信息，"
            "按照条例第十四条、第十五条的规定办理；公开前由办公室、分管领导逐级审查，谁制作、谁更新、"
            "谁审查、谁负责。",
        },
        {
            "kind": "items",
            "marks": ["1.", "2.", "3."],
            "items": [
                "机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名；",
                "办理行政许可和其他对外管理服务事项的依据、条件、程序以及办理结果；",
                "行政事业性收费项目及其依据、标准。",
            ],
        },
        {"kind": "heading", "level": 2, "number": "（二）", "text": "公开渠道", "anchor": "s12"},
        {"kind": "paragraph", "text": "除网站外，可以到下列场所查阅："},
        places,
        {"kind": "heading", "level": 3, "number": "1.", "text": "公开时限", "anchor": "s13"},
        {
            "kind": "paragraph",
            "text": "属于主动公开范围的信息，自信息形成或者变更之日起20个工作日内公开。"
            "法律、法规对公开期限另有规定的，从其规定。",
        },
        {
            "kind": "heading",
            "level": 1,
            "number": "二、",
            "text": "政府信息公开工作机构",
            "anchor": "s2",
        },
        {"kind": "facts", "caption": "工作机构", "rows": contact},
        {"kind": "heading", "level": 1, "number": "三、", "text": "依申请公开", "anchor": "s3"},
        {
            "kind": "paragraph",
            "text": "公民、法人或者其他组织可以向本单位申请获取政府信息。申请应当包括姓名或者名称、身份证明、"
            "联系方式，申请公开的信息的名称、文号或者便于查询的其他特征性描述，以及形式要求。",
        },
        application_flow(),
        {"kind": "heading", "level": 1, "number": "四、", "text": "监督和救济", "anchor": "s4"},
        {
            "kind": "paragraph",
            "text": "认为本单位未按照要求主动公开信息或者对申请不依法答复处理的，可以向主管部门提出申诉。",
        },
        application_form(),
        dateline="（2024年6月30日修订）",
        banner=BANNER,
    )


def guide_workbook() -> Workbook:
    title = f"{UNIT}政府信息公开指南"
    return workbook(("指南", "text", guide_document()), title=title)
