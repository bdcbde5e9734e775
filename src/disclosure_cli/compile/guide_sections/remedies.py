"""监督和救济: complaint, reconsideration and lawsuit (art. 47, 51), or appeal to the competent organ (art. 55)."""

from __future__ import annotations

from disclosure_cli.compile.guide_sections.outline import (
    Blocks,
    Section,
    facts,
    introduced,
    known,
    paragraphs,
)
from disclosure_cli.compile.guide_sections.subject import Subject
from disclosure_cli.grammar.organs import is_led_from_above
from disclosure_cli.unit_kinds import AUTHORIZED, COUNTY, DEPARTMENT, SUBDISTRICT, TOWNSHIP

_TITLE = "监督和救济"
_GOVERNMENT = "人民政府"

# Art. 47, 51.
_COMPLAINT = (
    "公民、法人或者其他组织认为{us}没有按照要求主动公开政府信息，或者对申请不依法答复处理的，可以向政府信息公开工作"
    "主管部门提出；认为{us}在政府信息公开工作中侵犯其合法权益的，可以向上一级行政机关或者政府信息公开工作主管部门"
    "投诉、举报（《条例》第四十七条、第五十一条）。"
)

# 行政复议法 (2023), art. 24, first paragraph: governments have the jurisdiction, no longer the departments above.
_RECONSIDERED_BY = {
    COUNTY: "上一级人民政府",
    DEPARTMENT: "本级人民政府",
    TOWNSHIP: "上一级人民政府",
    SUBDISTRICT: "设立{us}的人民政府",
    AUTHORIZED: "管理{us}的人民政府，或者管理{us}的部门的本级人民政府",
}
# Art. 27: of taxes, customs and others that are led from above.
_COMPETENT_ABOVE = "上一级主管部门"
# 行政复议法, art. 20, first and second paragraph.
_RECONSIDERATION = (
    "公民、法人或者其他组织认为{us}在政府信息公开工作中侵犯其合法权益的，可以自知道或者应当知道该行政行为之日起"
    "60日内，向{organ}申请行政复议；因不可抗力或者其他正当理由耽误期限的，期限自障碍消除之日起继续计算"
    "（《中华人民共和国行政复议法》第二十条）。"
)
# 行政复议法, art. 23, first paragraph, item (4), and second paragraph: the organ must say so itself.
_RECONSIDERATION_FIRST = (
    "申请公开政府信息，{us}不予公开的，应当先申请行政复议，对行政复议决定不服的，再向人民法院提起行政诉讼"
    "（《中华人民共和国行政复议法》第二十三条）。{us}作出不予公开的答复时，同时告知申请人。"
)
# 行政诉讼法, art. 45 and 46.
_LAWSUIT = (
    "除应当先申请行政复议的情形以外，可以自知道或者应当知道作出行政行为之日起6个月内，直接向{court}提起行政诉讼。"
    "对行政复议决定不服的，可以自收到行政复议决定书之日起15日内提起行政诉讼；复议机关逾期不作决定的，"
    "可以自复议期满之日起15日内提起行政诉讼（《中华人民共和国行政诉讼法》第四十五条、第四十六条）。"
)
_COURT = "有管辖权的人民法院"
# Art. 55, second paragraph.
_APPEAL = (
    "公民、法人或者其他组织认为{us}没有依照有关法律、法规和主管部门的规定公开信息的，可以向{organ}申诉。"
    "接受申诉的部门或者机构应当及时调查处理，并将处理结果告知申诉人（《条例》第五十五条）。"
)
_COMPETENT_ORGAN = "有关主管部门或者机构"


def remedies(subject: Subject) -> Section:
    """Return to whom to complain, and how to go to the reconsideration organ and to court."""
    return Section(
        "remedies",
        _TITLE,
        parts=(
            _supervision(subject),
            Section("complaint", "投诉和举报", paragraphs(subject.say(_COMPLAINT))),
            Section("reconsideration", "行政复议", _reconsideration(subject)),
            Section("lawsuit", "行政诉讼", _lawsuit(subject)),
        ),
    )


def appeal(subject: Subject) -> Section:
    """Return to whom to appeal against a public institution, which has neither reconsideration nor lawsuit."""
    named = subject.block("remedies")
    organ = named.get("appeal") or subject.profile.get("parent") or _COMPETENT_ORGAN
    blocks = (
        *paragraphs(_APPEAL.format(us=subject.us, organ=organ)),
        *_contact("受理申诉的机构", organ, subject),
        *paragraphs(str(named.get("notes", ""))),
    )
    return Section(
        "remedies", _TITLE, parts=(_supervision(subject), Section("appeal", "申诉", blocks))
    )


def _supervision(subject: Subject) -> Section:
    told = known(subject.fields("unit", "supervision"), subject.block("supervision"))
    lead = subject.say("下列机构监督{us}的信息公开工作，受理投诉和举报：")
    return Section("supervision", "监督机构", introduced(lead, facts("监督机构的联系方式", told)))


def _reconsideration(subject: Subject) -> Blocks:
    named = subject.block("remedies")
    organ = _reconsideration_organ(subject)
    return (
        *paragraphs(
            _RECONSIDERATION.format(us=subject.us, organ=organ),
            subject.say(_RECONSIDERATION_FIRST),
        ),
        *_contact("受理行政复议申请的机构", organ, subject),
        *paragraphs(str(named.get("notes", ""))),
    )


def _reconsideration_organ(subject: Subject) -> str:
    """Return the organ that the profile names; else its parent where that has the jurisdiction; else the rule."""
    named = subject.block("remedies").get("reconsideration")
    parent = str(subject.profile.get("parent", ""))
    if is_led_from_above(str(subject.profile.get("name", ""))):
        above = "" if parent.endswith(_GOVERNMENT) else parent
        return str(named or above or _COMPETENT_ABOVE)
    if not named and parent.endswith(_GOVERNMENT):
        named = parent
    return str(named or subject.say(_RECONSIDERED_BY[subject.view.kind]))


def _lawsuit(subject: Subject) -> Blocks:
    court = str(subject.block("remedies").get("court") or _COURT)
    return (
        *paragraphs(_LAWSUIT.format(court=court)),
        *_contact("受理起诉的法院", court, subject),
    )


def _contact(caption: str, organ: str, subject: Subject) -> Blocks:
    """Return how to reach an organ, as far as the vocabulary knows."""
    if organ not in subject.view.organs:
        return ()
    office = subject.view.organs[organ].get("office", {})
    return facts(f"{caption}：{organ}", known(subject.fields("organs", "office"), office))
