"""Pages as a unit publishes them, with long cells and every kind of block: what the browser tests look at."""

from __future__ import annotations

from collections.abc import Callable

from disclosure_cli.compile.figure_tables import site_blocks
from disclosure_cli.compile.figures import Count, SiteFigures, UnitFigures
from disclosure_cli.document import (
    Block,
    Column,
    Document,
    Form,
    FormField,
    FormGroup,
    Steps,
    Table,
)
from disclosure_cli.pages import (
    Card,
    Chapter,
    Detail,
    DetailsPage,
    Download,
    Link,
    Listed,
    Page,
    Panel,
    PortalPage,
    UnitPage,
)

SITE = "修水县政府信息公开"
UNIT = "修水县矿产资源管理局"
BANNER = "示例单位：本页内容用于演示，以“示例”开头的内容不是真实信息。"
REGULATION = "《中华人民共和国政府信息公开条例》（国务院令第711号）"

_CHANNELS = (
    ("政府网站", "政府公报"),
    ("两微一端", "发布会/听证会"),
    ("广播电视", "纸质媒体"),
    ("公开查阅点", "政务服务中心"),
    ("便民服务站", "入户/现场"),
    ("社区/企事业单位/村公示栏（电子屏）",),
    ("精准推送", "其他"),
)

_ITEMS: tuple[tuple[str, str, str, str, str], ...] = (
    ("机构职能", "机构设置和职责", "●机构名称、办公地址、办公时间、联系方式、负责人姓名和职务\n●主要职责、内设股室和各队的职责\n●局属事业单位的设置和职责", "第二十条第（二）项", "自信息形成或者变更之日起20个工作日内"),
    ("机构职能", "领导小组及分工", "●政务公开领导小组的组成（只列职务）\n●领导小组办公室设在局信息中心\n●谁制作、谁更新、谁审查、谁负责的分工", "第二十条第（二）项", "自信息形成或者变更之日起20个工作日内"),
    ("机构职能", "办事流程", "●各项业务的受理条件、申请材料、办理程序、办结时限、收费依据和标准", "第二十条第（五）项", "自信息形成或者变更之日起20个工作日内"),
    ("政策法规", "法律法规和规章制度", "●矿产资源、地质环境管理的法律、行政法规、地方性法规、规章\n●本机关制定的规范性文件及其有效性", "第二十条第（一）项", "自信息形成或者变更之日起20个工作日内"),
    ("政策法规", "政策解读", "●规范性文件的制定背景、主要内容、适用范围\n●解读方式：文字、图表、问答", "第二十条第（一）项", "与文件同步公开"),
    ("矿业权出让", "采矿权挂牌出让公告", "●出让人、出让场所\n●拟出让采矿权的简要情况：名称、地理位置、拐点坐标、面积、资源储量、开采标高\n●竞买人条件、报名时间和地点\n●起始价、保证金、确定竞得人的标准和方法\n●风险提示、异议处理方式", "第二十条第（十五）项", "挂牌起始日20日前"),
    ("矿业权出让", "采矿权挂牌出让结果公示", "●竞得人名称\n●成交时间、地点\n●采矿权名称、范围、资源储量、出让年限\n●成交价格、缴纳方式", "第二十条第（十五）项", "成交之日起5个工作日内，公示期不少于10个工作日"),
    ("矿业权出让", "探矿权协议出让公示", "●受让人名称\n●项目名称或者矿山名称\n●地理位置、勘查矿种、勘查面积\n●协议出让的理由和依据", "第二十条第（十五）项", "出让前，公示期不少于10个工作日"),
    ("矿产资源管理", "矿产资源基本情况", "●主要矿种、分布和保有资源储量\n●年度矿产资源统计", "第二十条第（四）项", "每年3月31日前"),
    ("矿产资源管理", "矿产资源规划", "●规划文本、图件、说明\n●规划调整情况\n●规划实施评估", "第二十条第（三）项", "自批准之日起20个工作日内"),
    ("矿产资源管理", "矿产资源专项收入", "●征收项目、依据、标准\n●征收程序和缴纳方式", "第二十条第（八）项", "自信息形成或者变更之日起20个工作日内"),
    ("地质环境管理", "地质灾害防治方案", "●年度地质灾害防治方案\n●重要隐患点的分布、威胁对象和范围、监测预防责任人（职务）", "第二十条第（十二）项", "每年4月30日前"),
    ("地质环境管理", "地质灾害气象风险预警", "●预警等级、预警区域、有效时段\n●防御建议", "第二十条第（十二）项", "实时公开"),
    ("地质环境管理", "矿山地质环境保护与恢复治理", "●恢复治理方案公告\n●治理工程验收结果", "第二十条第（十三）项", "自信息形成之日起20个工作日内"),
    ("行政执法", "行政处罚的依据、条件、程序", "●处罚事项、实施依据、裁量基准、处罚程序、救济途径", "第二十条第（六）项", "自信息形成或者变更之日起20个工作日内"),
    ("行政执法", "行政处罚决定", "●行政处罚决定书文号、案件名称\n●被处罚的单位名称\n●违法事实、处罚依据、处罚内容\n●作出决定的机关和日期", "第二十条第（六）项", "自作出决定之日起7个工作日内"),
    ("财政资金", "部门预算和决算", "●部门预算、决算报告及报表\n●“三公”经费预算、决算", "第二十条第（七）项", "自县财政局批复之日起20日内"),
    ("登记和信访", "探矿权登记结果", "●许可证号、勘查项目名称、勘查单位、发证日期、有效期限", "第二十七条", "自收到申请之日起20个工作日内"),
    ("登记和信访", "采矿权登记结果", "●许可证号、矿山名称、开采矿种、开采方式、生产规模、有效期限", "第二十七条", "自收到申请之日起20个工作日内"),
    ("登记和信访", "矿产资源管理信访件办理结果", "●信访事项、受理日期、办理结果（隐去信访人信息）", "第二十七条", "自收到申请之日起20个工作日内"),
)  # fmt: skip


def _column(
    label: str, width: int, group: str = "", merge: bool = False, left: bool = False
) -> Column:
    column: Column = {"label": label, "width": width, "align": "left" if left else "center"}
    if group:
        column["group"] = group
    if merge:
        column["merge"] = True
    return column


COLUMNS: list[Column] = [
    _column("序号", 5),
    _column("一级事项", 12, "公开事项", merge=True),
    _column("二级事项", 14, "公开事项"),
    _column("公开内容（要素）", 40, left=True),
    _column("公开依据", 30, left=True),
    _column("公开时限", 18),
    _column("公开主体", 14, merge=True),
    _column("公开渠道和载体", 34, left=True),
    _column("全社会", 6, "公开对象"),
    _column("特定群体", 8, "公开对象"),
    _column("主动", 5, "公开方式"),
    _column("依申请", 6, "公开方式"),
    _column("县级", 5, "公开层级"),
    _column("乡级", 5, "公开层级"),
]


def _channels(checked: frozenset[str]) -> str:
    lines = (
        "　".join(("■" if name in checked else "□") + name for name in line) for line in _CHANNELS
    )
    return "\n".join(lines)


def catalog_table() -> Table:
    """Return the standard table of 14 columns with 20 rows."""
    rows = []
    for number, (first, second, elements, article, limit) in enumerate(_ITEMS, 1):
        asked = first == "登记和信访"
        channels = frozenset(
            {"政府网站", "政务服务中心"} if asked else {"政府网站", "公开查阅点", _CHANNELS[5][0]}
        )
        marks = ["", "√ 申请人", "", "√"] if asked else ["√", "", "√", ""]
        rows.append(
            [
                str(number),
                first,
                second,
                elements,
                REGULATION + article,
                limit,
                UNIT,
                _channels(channels),
                *marks,
                "√",
                "",
            ]
        )
    return {
        "kind": "table",
        "caption": "公开事项目录",
        "columns": COLUMNS,
        "rows": rows,
        "anchors": [f"item-{number:04}" for number in range(1, len(rows) + 1)],
        "notes": ["1. “■”表示采用的渠道，“□”表示未采用的渠道。", "2. 公开依据按效力从高到低排列。"],
    }


def entries_table() -> Table:
    """Return the table of published information: six columns, with addresses and empty cells."""
    titles = (
        "2024年度地质灾害防治方案",
        "关于修水县XX建筑石料用灰岩矿采矿权挂牌出让的公告",
        "示例：2023年度部门决算",
    )
    return {
        "kind": "table",
        "caption": "信息目录",
        "columns": [
            _column("索引号", 28),
            _column("名称", 40, left=True),
            _column("内容概述", 50, left=True),
            _column("生成日期", 10),
            _column("文号", 20),
            _column("网址", 24, left=True),
        ],
        "rows": [
            [
                f"000000000/2024-{number:05}",
                title,
                "说明信息的主要内容、适用范围和有效期限，供公众判断是否需要查阅全文。",
                f"2024-0{number}-15",
                "" if number == 3 else f"示例矿资字〔2024〕{number}号",
                ""
                if number == 2
                else f"https://www.example.com/zwgk/fdzdgknr/2024/{number:08}/index.html",
            ]
            for number, title in enumerate(titles, 1)
        ],
        "anchors": ["e-1", "e-2", "e-3"],
        "notes": [],
    }


def _field(label: str, *choices: str, lines: int = 1, required: bool = False) -> FormField:
    return {
        "label": label,
        "choices": list(choices),
        "lines": 0 if choices else lines,
        "required": required,
    }


def application_form() -> Form:
    """Return the application form of article 29."""
    person = [
        _field("姓名", required=True),
        _field("身份证明名称及号码", required=True),
        _field("联系电话", required=True),
        _field("通信地址及邮政编码"),
        _field("电子邮箱"),
    ]
    body = [
        _field("名称", required=True),
        _field("统一社会信用代码", required=True),
        _field("法定代表人"),
        _field("联系人及联系电话", required=True),
    ]
    wanted = [
        _field("信息的名称、文号或者其他特征性描述", lines=4, required=True),
        _field("信息的提供形式", "纸质", "电子文档", "光盘", required=True),
        _field(
            "获取信息的方式",
            "邮寄",
            "电子邮件",
            "传真",
            "自行领取",
            "当场查阅、抄录",
            required=True,
        ),
    ]
    groups: list[FormGroup] = [
        {"label": "公民", "fields": person},
        {"label": "法人或者其他组织", "fields": body},
        {"label": "所需信息", "fields": wanted},
        {
            "label": "申请人",
            "fields": [_field("签名或者盖章", required=True), _field("申请日期", required=True)],
        },
    ]
    notes = ["1. 一份申请表只申请一项政府信息。", "2. 本机关自收到申请之日起20个工作日内答复。"]
    return {
        "kind": "form",
        "title": "政府信息公开申请表",
        "anchor": "form",
        "groups": groups,
        "notes": notes,
    }


def flow() -> Steps:
    """Return the flow of an application."""
    return {
        "kind": "steps",
        "caption": "依申请公开办理流程",
        "steps": [
            {
                "title": "提出申请",
                "text": "申请人填写申请表，当面、邮寄、传真或者通过网络提交。",
                "branches": [],
            },
            {
                "title": "审查申请要件",
                "text": "内容不明确、材料不完备的，自收到申请之日起7个工作日内一次性告知补正；答复期限自收到补正之日起重新计算。",
                "branches": [
                    "要件齐备：登记并出具回执",
                    "要件不齐：告知补正",
                    "无正当理由逾期不补正：视为放弃申请",
                ],
            },
            {
                "title": "征求意见",
                "text": "涉及第三方合法权益的，书面征求第三方意见，第三方自收到征求意见书之日起15个工作日内提出意见，所需时间不计入答复期限。",
                "branches": [],
            },
            {
                "title": "答复",
                "text": "能够当场答复的当场答复；不能当场答复的，自收到申请之日起20个工作日内答复；需要延长的，经负责人同意并告知申请人，延长不超过20个工作日。",
                "branches": [
                    "已经公开",
                    "可以公开",
                    "不予公开",
                    "信息不存在",
                    "不属于本机关负责",
                    "重复申请",
                    "依照专门规定办理",
                ],
            },
            {
                "title": "提供信息",
                "text": "按照申请人要求的形式提供；能够区分处理的，提供可以公开的部分。",
                "branches": [],
            },
        ],
    }


def guide_blocks() -> list[Block]:
    """Return a guide with every kind of block."""
    return [
        {
            "kind": "paragraph",
            "text": "为了方便公民、法人和其他组织获取本机关的政府信息，根据《中华人民共和国政府信息公开条例》（国务院令第711号，以下简称《条例》）第十二条，编制本指南。指南内容发生变化的，本机关及时更新。",
        },
        {
            "kind": "heading",
            "level": 1,
            "number": "一、",
            "text": "政府信息的分类和编排体系",
            "anchor": "s1",
        },
        {"kind": "heading", "level": 2, "number": "（一）", "text": "信息的分类", "anchor": "s1-1"},
        {
            "kind": "paragraph",
            "text": "本机关的政府信息按照《条例》第二十条、第二十一条分为下列各类：",
        },
        {
            "kind": "items",
            "marks": ["1.", "2.", "3.", "4.", "5.", "6."],
            "items": [
                "机构设置、职责、办事流程：局机关及局属事业单位的设置、职责和办事程序。",
                "法律、法规和规章制度。",
                "矿产资源挂牌出让情况：公告、结果公示、合同履行情况，以及与挂牌出让有关的政策和技术规范。",
                "矿产资源管理的基本情况。",
                "地质环境管理的基本情况。",
                "矿产资源综合管理的其他情况。",
            ],
        },
        {"kind": "heading", "level": 2, "number": "（二）", "text": "编排体系", "anchor": "s1-2"},
        {
            "kind": "table",
            "caption": "目录的字段",
            "columns": [_column("字段", 16), _column("含义", 60, left=True)],
            "rows": [
                ["索引号", "每条信息唯一、永久不变的编号，由机构代码、年份和流水号组成。"],
                ["名称", "信息的标题。"],
                ["内容概述", "信息主要内容的说明。"],
                ["生成日期", "信息制作完成或者获取的日期。"],
            ],
            "anchors": [],
            "notes": [],
        },
        {"kind": "heading", "level": 1, "number": "二、", "text": "获取方式", "anchor": "s2"},
        {"kind": "heading", "level": 2, "number": "（一）", "text": "主动公开", "anchor": "s2-1"},
        {"kind": "heading", "level": 3, "number": "1.", "text": "查阅场所", "anchor": "s2-1-1"},
        {
            "kind": "table",
            "caption": "线下查阅场所",
            "columns": [
                _column("序号", 6),
                _column("场所", 20, left=True),
                _column("地址", 30, left=True),
                _column("电话", 14),
                _column("开放时间", 24),
            ],
            "rows": [
                ["1", "局办事大厅", "示例地址一", "示例电话一", "工作日8:30-12:00，14:00-17:30"],
                ["2", "政务公开栏", "局机关大门内侧", "示例电话一", "全天"],
                ["3", "县公共图书馆", "示例地址二", "示例电话二", "周二至周日9:00-17:00"],
            ],
            "anchors": [],
            "notes": ["县公共图书馆的开放时间以该馆公告为准。"],
        },
        {"kind": "heading", "level": 2, "number": "（二）", "text": "依申请公开", "anchor": "s2-2"},
        {
            "kind": "paragraph",
            "text": "除本机关主动公开的政府信息外，公民、法人和其他组织可以向本机关申请获取政府信息。提出申请时应当填写《政府信息公开申请表》，写明姓名或者名称、身份证明、联系方式，所需信息的名称、文号或者便于查询的其他特征性描述，以及形式要求。",
        },
        flow(),
        {"kind": "heading", "level": 1, "number": "三、", "text": "工作机构", "anchor": "s3"},
        {"kind": "facts", "caption": "政府信息公开工作机构", "rows": contact()},
        {"kind": "heading", "level": 1, "number": "四、", "text": "监督和救济", "anchor": "s4"},
        {
            "kind": "paragraph",
            "text": "公民、法人或者其他组织认为本机关在政府信息公开工作中侵犯其合法权益的，可以自知道之日起60日内依法申请行政复议，或者在6个月内依法提起行政诉讼；对不予公开的答复不服的，应当先申请行政复议。",
        },
        {"kind": "heading", "level": 1, "number": "五、", "text": "附件", "anchor": "s5"},
        application_form(),
    ]


def contact() -> list[tuple[str, str]]:
    """Return the contact data of an office."""
    return [
        ("名称", "修水县矿产资源管理局政务公开领导小组办公室（局信息中心）"),
        ("办公地址", "示例地址一"),
        ("办公时间", "工作日8:30-12:00，14:00-17:30\n（夏季7月1日至9月30日下午为15:00-18:00）"),
        ("联系电话", "示例电话一"),
        ("传真号码", "无"),
        ("互联网联系方式", "https://www.example.com/zwgk/"),
    ]


def _navigation(current: str) -> list[Link]:
    links = (
        ("政府信息公开指南", "guide.html"),
        ("政府信息公开制度", ""),
        ("法定主动公开内容", "catalog.html"),
        ("政府信息公开年度报告", "reports.html"),
    )
    return [{"text": text, "href": href, "current": href == current} for text, href in links]


def _downloads() -> list[Download]:
    return [
        {"text": "政府信息公开目录（Excel）", "href": "catalog.xlsx", "name": f"{UNIT}政府信息公开目录.xlsx", "note": "可打印，A4横向"},
        {"text": "政府信息公开指南（Excel）", "href": "guide.xlsx", "name": f"{UNIT}政府信息公开指南.xlsx", "note": "含申请表"},
    ]  # fmt: skip


def page(template: str, name: str, document: Document) -> Page:
    """Return a page of the sample unit named `name`, without figures and cards."""
    crumbs: list[Link] = [
        {"text": "首页", "href": "../index.html", "current": False},
        {"text": UNIT, "href": "index.html", "current": name == "index.html"},
    ]
    if name != "index.html":
        crumbs.append({"text": document["title"].removeprefix(UNIT), "href": name, "current": True})
    return {
        "template": template,
        "title": document["title"],
        "site_title": SITE,
        "root": "../",
        "address": f"https://www.example.com/xxgk/unit/{name}",
        "unit_name": UNIT,
        "owner": "修水县人民政府办公室",
        "banner": BANNER,
        "breadcrumbs": crumbs,
        "navigation_name": "政府信息公开",
        "navigation": _navigation(name),
        "find": {"action": "../index.html", "unit": "unit", "label": "检索本单位的信息"},
        "see_also": [{"text": "公开情况统计", "href": "figures.html", "current": False}],
        "downloads": _downloads(),
        "feed": "feed.xml",
        "meta": {
            "SiteName": SITE,
            "SiteDomain": "www.example.com",
            "ColumnName": "政府信息公开",
            "ColumnType": "政府信息公开",
            "ArticleTitle": document["title"],
            "PubDate": "2024-11-20",
            "ContentSource": UNIT,
        },
        "document": document,
        "figures": [],
    }


def catalog_page() -> Page:
    """Return a catalog: the standard table and the published information."""
    blocks: list[Block] = [
        {
            "kind": "heading",
            "level": 1,
            "number": "一、",
            "text": "公开事项目录",
            "anchor": "items",
        },
        catalog_table(),
        {"kind": "heading", "level": 1, "number": "二、", "text": "信息目录", "anchor": "entries"},
        entries_table(),
    ]
    dateline = "2024年11月20日编制　共20项，已公开信息3条"
    document: Document = {
        "title": f"{UNIT}政府信息公开目录",
        "dateline": dateline,
        "banner": BANNER,
        "blocks": blocks,
    }
    return page("document", "catalog.html", document)


def guide_page() -> Page:
    """Return a guide."""
    document: Document = {
        "title": f"{UNIT}政府信息公开指南",
        "dateline": "2024年11月20日修订",
        "banner": BANNER,
        "blocks": guide_blocks(),
    }
    return page("document", "guide.html", document)


def listed(note: str = "") -> list[Listed]:
    """Return a short list with a long name and a name without a note."""
    names = (
        "关于修水县XX建筑石料用灰岩矿采矿权挂牌出让结果和有关事项的公告（第二次公布）",
        "2024年度地质灾害防治方案",
    )
    return [
        {"day": f"2024-0{number}-15", "text": name, "href": "entries-2024.html", "note": note}
        for number, name in enumerate(names, start=1)
    ]


def _panel(name: str, anchor: str, notice: str = "", *, counted: bool = False) -> Panel:
    return {
        "name": name,
        "anchor": anchor,
        "listed": [] if counted or notice else listed("示例矿资字〔2024〕1号"),
        "counted": [
            {"label": label, "value": str(number), "href": f"items.html#class-0{number}"}
            for number, label in enumerate(("机构职能", "重大建设项目和公共资源"), start=1)
            if counted
        ],
        "notice": notice,
        "more": [{"text": "查看目录", "href": "catalog.html", "current": False}],
    }


def unit_page() -> UnitPage:
    """Return the home of a unit."""
    blocks: list[Block] = [
        {"kind": "heading", "level": 1, "number": "", "text": "工作机构", "anchor": "office"},
        {"kind": "facts", "caption": "政府信息公开工作机构", "rows": contact()},
        {"kind": "heading", "level": 1, "number": "", "text": "公开原则", "anchor": "principles"},
        {
            "kind": "items",
            "marks": [],
            "items": ["依法公开，不公开是例外。", "谁制作、谁更新、谁审查、谁负责。"],
        },
    ]
    document: Document = {
        "title": UNIT,
        "dateline": "县级政府部门",
        "banner": BANNER,
        "blocks": blocks,
    }
    home = page("unit", "index.html", document)
    home["figures"] = [
        {"label": "公开事项", "value": "20", "href": "catalog.html#items"},
        {"label": "主动公开", "value": "17", "href": ""},
        {"label": "依申请公开", "value": "3", "href": ""},
        {"label": "已公开信息", "value": "138", "href": "catalog.html#entries"},
    ]
    panels = [
        _panel("政府信息公开指南", "guide", counted=True),
        _panel("政府信息公开制度", "rules", "还没有公布政府信息公开制度。"),
        _panel("法定主动公开内容", "active", counted=True),
        _panel("政府信息公开年度报告", "reports"),
    ]
    return {**home, "panels": panels, "latest": listed()}


def detail(number: int) -> Detail:
    """Return an entry with everything that one can have."""
    return {
        "anchor": f"entry-{number}",
        "title": "关于修水县XX建筑石料用灰岩矿采矿权挂牌出让的公告",
        "trail": [
            {"text": "自然资源", "href": "items.html#class-17", "current": False},
            {"text": "矿业权出让", "href": "", "current": False},
        ],
        "tags": ["依申请公开", "废止"] if number == 1 else [],
        "head": [
            ("索引号", f"000000000/2024-{number:05}"),
            ("文号", f"示例矿资字〔2024〕{number}号"),
            ("主题分类", "国土资源、能源/矿产"),
            ("发布机构", UNIT),
            ("公开日期", "2024-01-15"),
        ],
        "facts": [
            ("内容概述", "拟出让采矿权的简要情况、竞买人条件、报名时间和地点。"),
            ("网址", "https://www.example.com/zwgk/fdzdgknr/2024/00000001/index.html"),
        ],
        "related": [
            {
                "label": "所属事项",
                "links": [{"text": "1701-001 公告", "href": "items.html", "current": False}],
            }
        ],
        "address": f"https://www.example.com/xxgk/unit/entries-2024.html#entry-{number}",
    }


def details_page() -> DetailsPage:
    """Return the entries of a year."""
    document: Document = {
        "title": f"{UNIT}2024年信息条目",
        "dateline": "2024年11月20日修订",
        "banner": BANNER,
        "blocks": [],
    }
    chapters: list[Chapter] = [
        {"text": f"2024年{month}月", "anchor": f"month-{month}", "details": [detail(month)]}
        for month in (3, 2, 1)
    ]
    whole = page("details", "entries-2024.html", document)
    return {**whole, "chapters": chapters}


def _card(number: int, name: str, kind: str, notice: str = "") -> Card:
    folder = f"unit-{number}"
    links = (("单位首页", "index"), ("公开目录", "catalog"), ("公开指南", "guide"))
    return {
        "id": folder,
        "name": name,
        "kind": kind,
        "summary": "负责本单位职责范围内政府信息的制作、审查、公开和更新，受理公开申请，接受社会监督。",
        "demo": True,
        "notice": notice,
        "figures": [{"label": "公开事项", "value": str(12 + number), "href": ""}, {"label": "已公开信息", "value": str(8 * number), "href": ""}],
        "links": [{"text": text, "href": f"{folder}/{target}.html", "current": False} for text, target in links],
    }  # fmt: skip


def portal_page() -> PortalPage:
    """Return the home of the site, one unit awaiting a correction."""
    document: Document = {
        "title": SITE,
        "dateline": "公开为常态，不公开为例外",
        "banner": BANNER,
        "blocks": [],
    }
    portal = page("portal", "index.html", document)
    portal.update({"root": "", "unit_name": "", "breadcrumbs": [], "navigation": []})
    portal.update({"find": None, "see_also": [], "downloads": []})
    portal["figures"] = [
        {"label": "单位", "value": "3", "href": ""},
        {"label": "公开事项", "value": "42", "href": ""},
        {"label": "主动公开", "value": "36", "href": ""},
        {"label": "已公开信息", "value": "1,204", "href": ""},
    ]
    notice = "本单位的记录有待更正，现显示的是上一次编制的内容。"
    cards = [
        _card(1, "浔阳区社会福利院", "公共企事业单位"),
        _card(2, UNIT, "政府部门", notice=notice),
        _card(3, "源潭镇人民政府", "乡镇政府"),
    ]
    names = (("unit", "单位"), ("class", "分类"), ("year", "年份"), ("validity", "有效性"))
    return {
        **portal,
        "filters": [
            {"name": name, "label": label, "choices": [{"value": "1", "text": f"某一个{label}"}]}
            for name, label in names
        ],
        "parts": [],
        "groups": [
            {"kind": "政府部门", "cards": cards[1:2]},
            {"kind": "其他", "cards": [cards[0], cards[2]]},
        ],
        "latest": listed(UNIT),
    }


def figures_page() -> Page:
    """Return figures of three units: topics without items, a channel with a long name, many years."""
    titles = (
        "行政许可和其他管理服务事项",
        "财政预算、决算",
        "扶贫、教育、医疗、社会保障、就业",
        "公务员招考",
    )
    units: list[UnitFigures] = [
        {
            "id": f"unit-{number}",
            "name": name,
            "kind": "政府部门",
            "items": 20,
            "entries": 12,
            "topics": [
                {
                    "code": f"20-{code}",
                    "title": title,
                    "article": f"第二十条第（{code}）项",
                    "group": "第二十条",
                    "items": max(0, code * 7 - number * 8),
                    "explanation": "没有这方面的职责" if code == 3 - number else "",
                }
                for code, title in enumerate(titles, start=1)
            ],
            "modes": [],
            "channels": [],
            "audiences": [],
            "years": [],
        }
        for number, name in enumerate(
            (UNIT, "示例县很长很长的综合行政执法和应急管理局", "源潭镇人民政府")
        )
    ]
    years: list[Count] = [{"label": str(year), "value": year % 4} for year in range(2015, 2025)]
    figures: SiteFigures = {
        "items": 60,
        "entries": 36,
        "modes": [{"label": "主动公开", "value": 57}, {"label": "依申请公开", "value": 3}],
        "channels": [
            {"label": "政府网站", "value": 57},
            {"label": "社区/企事业单位/村公示栏（电子屏）和其他便于公众知晓的地方", "value": 1},
        ],
        "audiences": [{"label": "全社会", "value": 60}, {"label": "特定群体", "value": 0}],
        "years": [
            {"label": "2014及以前", "value": 11},
            *years,
            {"label": "年份不详", "value": 1},
        ],
        "units": units,
    }  # fmt: skip
    document: Document = {
        "title": "公开情况统计",
        "dateline": "",
        "banner": BANNER,
        "blocks": site_blocks(figures),
    }
    return page("document", "figures.html", document)


PAGES: dict[str, Callable[[], Page]] = {
    "index.html": portal_page,
    "unit/figures.html": figures_page,
    "unit/index.html": unit_page,
    "unit/catalog.html": catalog_page,
    "unit/guide.html": guide_page,
    "unit/entries-2024.html": details_page,
}
