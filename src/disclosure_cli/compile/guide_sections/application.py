"""获取方式：依申请公开 (art. 27 to 44), and what a public institution offers in its place (art. 55)."""

from __future__ import annotations

from disclosure_cli.compile.blocks import column, table
from disclosure_cli.compile.guide_sections import form
from disclosure_cli.compile.guide_sections.limits import (
    CONSULTATION,
    EXTENSION,
    PAYMENT,
    REPLY,
    SUPPLEMENT,
)
from disclosure_cli.compile.guide_sections.outline import (
    Blocks,
    Section,
    introduced,
    listing,
    paragraphs,
)
from disclosure_cli.compile.guide_sections.replies import PARTIAL, REPLIES
from disclosure_cli.compile.guide_sections.subject import Subject, given
from disclosure_cli.compile.guide_sections.ways import offered_ways, statutory_ways
from disclosure_cli.publishing.deciding import ON_REQUEST

# Art. 27; the limit to special needs of production, life or research is gone since 2019.
_SCOPE = (
    "除主动公开的以外，公民、法人和其他组织可以向{us}申请获取相关政府信息，一般不需要说明申请的理由"
    "（《条例》第二十七条）。"
)
_ON_REQUEST = "目录中标明依申请公开的事项有："
_WAYS = "申请采用书面形式，包括信件、数据电文。可以用下列方式提出："
# Art. 29, first paragraph, at its end.
_ORAL = "采用书面形式确有困难的，可以口头提出，由受理机构代为填写申请，申请人核对后签名。"
# Art. 29, second paragraph.
_CONTENT = (
    "申请人的姓名或者名称、身份证明、联系方式；",
    "申请公开的政府信息的名称、文号，或者便于查询的其他特征性描述；",
    "申请公开的政府信息的形式要求，包括获取信息的方式、途径。",
)
_ONE_MATTER = (
    "一份申请只写一项内容；描述要具体，不用“相关”“所有”等范围不清的词，以便准确检索、及时答复。"
)
# Art. 31.
_RECEIPT = (
    "当面提交的，提交之日是收到申请之日；",
    "邮寄并且需要签收的，{us}签收之日是收到申请之日；",
    "平常信函等不需要签收的，受理机构在收到信函的当日与申请人确认，确认之日是收到申请之日；",
    "通过互联网或者传真提交的，双方确认之日是收到申请之日。",
)
# Art. 30.
_SUPPLEMENT = (
    f"申请内容不明确的，{{us}}给予指导和释明，并自收到申请之日起{SUPPLEMENT}个工作日内一次性告知申请人补正，"
    "说明需要补正的事项和合理的补正期限。答复期限自收到补正的申请之日起计算。"
    "申请人无正当理由逾期不补正的，视为放弃申请，{us}不再处理。"
)
# Art. 32 to 34.
_TIME = (
    "能够当场答复的，当场答复；",
    f"不能当场答复的，自收到申请之日起{REPLY}个工作日内答复；",
    f"需要延长答复期限的，经政府信息公开工作机构负责人同意并告知申请人，延长的期限最长不超过{EXTENSION}个工作日；",
    "公开会损害第三方合法权益的，书面征求第三方的意见，第三方自收到征求意见书之日起"
    f"{CONSULTATION}个工作日内提出意见，逾期没有提出的，由{{us}}依法决定是否公开；",
    "第三方不同意公开并且有合理理由的，不予公开；不公开可能对公共利益造成重大影响的，可以决定公开，"
    "并将公开的内容和理由书面告知第三方；",
    "由{us}牵头与其他机关共同制作的信息，可以征求其他机关的意见，被征求意见的机关自收到征求意见书之日起"
    f"{CONSULTATION}个工作日内提出意见，逾期没有提出的，视为同意公开；",
    "征求第三方和其他机关意见所需的时间，不计算在答复期限内。",
)
_REPLIES = "{us}根据下列情况分别答复（《条例》第三十六条、第三十七条）："
# Art. 35, 38, 39.
_OTHER_CASES = (
    "申请的数量、频次明显超过合理范围的，可以要求说明理由；理由不合理的，告知不予处理；"
    "理由合理但是不能按期答复的，可以确定合理的延迟答复期限并告知。",
    "提供的应当是已经制作或者获取的政府信息；需要对现有信息加工、分析的，可以不予提供。",
    "以申请公开的形式进行信访、投诉、举报等活动的，告知不作为公开申请处理，可以告知通过相应渠道提出；"
    "要求提供政府公报、报刊、书籍等公开出版物的，可以告知获取的途径。",
)
# Art. 42; the scale is that of 国办函〔2020〕109号, articles 3 to 6.
_NO_FEE = "依申请提供政府信息，不收取费用（《条例》第四十二条）。"
_PROCESSING_FEE = (
    "申请公开政府信息的数量、频次明显超过合理范围的，可以收取信息处理费，按照《政府信息公开信息处理费管理办法》"
    "（国办函〔2020〕109号）规定的下列标准执行："
)
_PAYMENT = (
    "决定收取信息处理费的，{us}在答复期限内发出收费通知，写明收费的依据、标准、数额和缴纳方式。"
    f"申请人自收到收费通知次日起{PAYMENT}个工作日内缴纳，逾期没有缴纳的，视为放弃申请，{{us}}不再处理；"
    "答复期限自完成缴费次日起重新计算。"
)
_BY_ITEM = "按件计收（同一申请人一个自然月内累计）"
_BY_PAGE = "按量计收（每件申请提供的页数）"
_FEES = (
    (_BY_ITEM, "10件以下（含10件）", "不收费"),
    (_BY_ITEM, "11件至30件（含30件）的部分", "每件100元"),
    (
        _BY_ITEM,
        "31件以上的部分",
        "每10件为一档，每增加一档，每件提高100元（31件至40件每件200元，依此类推）",
    ),
    (_BY_PAGE, "30页以下（含30页）", "不收费"),
    (_BY_PAGE, "31页至100页（含100页）的部分", "每页10元"),
    (_BY_PAGE, "101页至200页（含200页）的部分", "每页20元"),
    (_BY_PAGE, "201页以上的部分", "每页40元"),
)
_FEE_NOTES = (
    "1. 每件申请只选用一种方式，不重复计算；两种方式都按超额累进计算。",
    "2. 按件计收适用于各种答复；按量计收只适用于要求提供纸质件、发送电子邮件、复制电子数据等情形。",
)
# Art. 40.
_SUPPLY = (
    "{us}按照申请人要求的形式提供政府信息。按照要求的形式提供，可能危及政府信息载体安全或者成本过高的，"
    "可以提供电子数据，或者安排申请人查阅、抄录。"
)
# Art. 29 and 33, then 43, 41 and 44.
_CONVENIENCE = (
    "书写确有困难的，可以口头提出申请，由受理机构代为填写；能够当场答复的，当场答复。",
    "申请人存在阅读困难或者视听障碍的，受理机构提供必要的帮助。",
    "有证据证明{us}提供的与自己相关的政府信息记录不准确的，可以要求更正；不属于{us}职能范围的，"
    "{us}转送有权更正的机关，或者告知申请人向该机关提出。",
    "多人申请相同的政府信息，并且可以公开的，{us}可以将其纳入主动公开的范围；申请人也可以建议{us}主动公开。",
)
# The form stands below on a page, and on a sheet of its own in the workbook.
_FORM = f"申请人可以复制或者打印本指南所附的《{form.TITLE}》填写，也可以自行书写申请，写明上述内容即可。"


def application(subject: Subject) -> Section:
    """Return how information is applied for, what happens with an application, and the form."""
    return Section(
        "application",
        "获取方式：依申请公开",
        parts=(
            Section("scope", "申请范围", _scope(subject)),
            Section("office", "受理机构", paragraphs(_office(subject))),
            Section("ways", "申请方式", _ways(subject)),
            Section("content", "申请要求", _content()),
            Section("receipt", "申请的受理", _receipt(subject)),
            Section("supplement", "申请的补正", paragraphs(subject.say(_SUPPLEMENT))),
            Section("time", "答复期限", listing(map(subject.say, _TIME))),
            Section("replies", "处理和答复的种类", _replies(subject)),
            Section("supply", "信息的提供", paragraphs(subject.say(_SUPPLY))),
            Section("fees", "收费", _fees(subject)),
            Section("convenience", "便民服务", listing(map(subject.say, _CONVENIENCE))),
            Section("flow", "办理流程", (form.flow(subject),)),
            Section("form", "申请表", (*paragraphs(_FORM), form.application_form())),
        ),
    )


def _scope(subject: Subject) -> Blocks:
    return (*paragraphs(subject.say(_SCOPE)), *_on_request(subject))


def _on_request(subject: Subject) -> Blocks:
    items = (item.data for item in subject.view.items)
    titles = [str(item["title"]) for item in items if item.get("mode") == ON_REQUEST]
    return introduced(_ON_REQUEST, listing(titles))


def _office(subject: Subject) -> str:
    office = subject.block("office")
    name = given(office.get("name")) or "政府信息公开工作机构"
    hours = given(office.get("hours"))
    return (
        f"{subject.us}受理政府信息公开申请的机构是{name}"
        + (f"，受理时间是{hours}" if hours else "")
        + "。"
    )


def _ways(subject: Subject) -> Blocks:
    return (*introduced(_WAYS, statutory_ways(subject)), *paragraphs(_ORAL))


def _content() -> Blocks:
    lead = "申请应当写明下列内容（《条例》第二十九条）："
    return (*introduced(lead, listing(_CONTENT)), *paragraphs(_ONE_MATTER))


def _receipt(subject: Subject) -> Blocks:
    lead = "收到申请的时间按照下列规定确定（《条例》第三十一条）："
    return introduced(lead, listing(map(subject.say, _RECEIPT)))


def _replies(subject: Subject) -> Blocks:
    lines = [subject.say(f"{reply.case}的，{reply.answer}。") for reply in (*REPLIES, PARTIAL)]
    return (
        *introduced(subject.say(_REPLIES), listing(lines)),
        *introduced(
            "下列情形按照《条例》第三十五条、第三十八条、第三十九条处理：", listing(_OTHER_CASES)
        ),
    )


def _fees(subject: Subject) -> Blocks:
    columns = (column("计收方式", 26, merge=True), column("数量", 30), column("标准", 34))
    scale = table(columns, map(list, _FEES), caption="信息处理费标准", notes=_FEE_NOTES)
    return (
        *paragraphs(_NO_FEE, _PROCESSING_FEE),
        scale,
        *paragraphs(subject.say(_PAYMENT)),
    )


# Art. 55: art. 27 to 45 do not bind a public institution; it must not promise their limits, replies and remedies.
_VOLUNTARY = (
    "《条例》关于申请公开政府信息的规定不适用于{us}。为了方便公众，{us}自愿提供下列服务："
    "需要目录以外的信息，或者目录中标明依申请公开的信息，可以用下列方式向{us}提出。"
)


def voluntary_service(subject: Subject) -> Section:
    """Return what a public institution offers of its own accord; nothing where its guide names no way."""
    ways = offered_ways(subject)
    blocks = (*introduced(subject.say(_VOLUNTARY), ways), *(_on_request(subject) if ways else ()))
    return Section("service", "获取方式：向本单位索取", blocks)
