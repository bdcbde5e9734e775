"""The application form and the flow of an application."""

from __future__ import annotations

from disclosure_cli.compile.guide_sections.limits import (
    CONSULTATION,
    EXTENSION,
    REPLY,
    SUPPLEMENT,
)
from disclosure_cli.compile.guide_sections.replies import PARTIAL, REPLIES
from disclosure_cli.compile.guide_sections.subject import Subject
from disclosure_cli.document import Form, FormField, Step, Steps

TITLE = "政府信息公开申请表"

# Art. 29 asks for these and no more: neither the purpose nor a waiver of fees, which there are not.
_FORM_NOTES = (
    "1. 公民填写“公民”栏，法人和其他组织填写“法人或者其他组织”栏，并附身份证明的复印件。",
    "2. 委托他人申请的，附授权委托书和代理人的身份证明。",
    "3. 一份申请表只申请一项内容；描述要具体，便于检索。",
    "4. 不能按照所选的形式提供的，可以用其他形式提供。",
)


def application_form() -> Form:
    """Return the form with what art. 29 asks for: who, which information, in what form."""
    return {
        "kind": "form",
        "title": TITLE,
        "anchor": "application-form-sheet",
        "groups": [
            {
                "label": "公民",
                "fields": [
                    _line("姓名"),
                    _line("证件名称"),
                    _line("证件号码"),
                    *_contact(),
                ],
            },
            {
                "label": "法人或者其他组织",
                "fields": [
                    _line("名称"),
                    _line("统一社会信用代码"),
                    _line("联系人"),
                    *_contact(),
                ],
            },
            {
                "label": "所需的政府信息",
                "fields": [
                    _line("名称、文号或者其他特征性描述", lines=4),
                    _choice("载体形式", "纸质", "电子文档", "光盘"),
                    _choice("获取方式", "邮寄", "电子邮件", "传真", "自行领取", "当场查阅、抄录"),
                ],
            },
            {"label": "申请人", "fields": [_line("签名或者盖章"), _line("申请日期")]},
        ],
        "notes": list(_FORM_NOTES),
    }


def _contact() -> tuple[FormField, ...]:
    return (
        _line("联系电话"),
        _line("通信地址"),
        _line("邮政编码", required=False),
        _line("电子邮箱", required=False),
    )


def _line(label: str, *, lines: int = 1, required: bool = True) -> FormField:
    return {"label": label, "choices": [], "lines": lines, "required": required}


def _choice(label: str, *choices: str) -> FormField:
    return {"label": label, "choices": list(choices), "lines": 0, "required": True}


def flow(subject: Subject) -> Steps:
    """Return the handling of an application step by step (art. 29 to 37, 40, 45)."""
    return {
        "kind": "steps",
        "caption": "依申请公开办理流程图",
        "steps": [
            _step("提出申请", "申请人提交申请表；书写确有困难的口头提出，由受理机构代为填写。"),
            _step("登记", "受理机构登记申请，按照提交的方式确定收到申请之日。"),
            _step(
                "审查申请",
                "核对申请的内容是否明确、完整。",
                "明确、完整：进入办理",
                f"不明确：自收到申请之日起{SUPPLEMENT}个工作日内一次性告知补正，收到补正后重新计算答复期限",
                "无正当理由逾期不补正：视为放弃申请，不再处理",
            ),
            _step(
                "征求意见",
                "涉及第三方合法权益或者与其他机关共同制作的信息，书面征求意见，"
                f"对方在{CONSULTATION}个工作日内提出，所需时间不计算在答复期限内。",
            ),
            _step(
                "作出答复",
                f"能够当场答复的当场答复；不能当场答复的，自收到申请之日起{REPLY}个工作日内答复；"
                f"经政府信息公开工作机构负责人同意并告知申请人，可以延长，最长不超过{EXTENSION}个工作日。",
                *(
                    subject.say(f"{reply.name}：{reply.answer}")
                    for reply in (*REPLIES[:2], PARTIAL, *REPLIES[2:])
                ),
            ),
            _step("提供和归档", "按照申请人要求的形式提供信息，登记办理结果并归档。"),
        ],
    }


def _step(title: str, text: str, *branches: str) -> Step:
    return {"title": title, "text": text, "branches": list(branches)}
