"""The kinds of reply to an application, said once for the text and for the flow."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reply:
    """One kind of reply: its short name, the case it is for, and what the applicant is told or given."""

    name: str
    case: str
    answer: str


# Art. 36, items (1) to (7); the notice in the third is demanded by art. 23 of the Reconsideration Law.
REPLIES = (
    Reply("已经主动公开", "信息已经主动公开", "告知获取的方式、途径"),
    Reply("予以公开", "信息可以公开", "提供该信息，或者告知获取的方式、途径和时间"),
    Reply(
        "不予公开",
        "依照《条例》决定不予公开",
        "告知不予公开并说明理由，同时告知不服的应当先申请行政复议",
    ),
    Reply("信息不存在", "经检索没有所申请的信息", "告知该信息不存在"),
    Reply(
        "不属于{us}公开",
        "信息不属于{us}负责公开",
        "告知并说明理由；能够确定负责公开的机关的，告知其名称、联系方式",
    ),
    Reply("重复申请", "已经答复，申请人又申请公开相同信息", "告知不予重复处理"),
    Reply(
        "依照专门规定查询",
        "信息属于工商、不动产登记资料等，法律、行政法规对获取有特别规定",
        "告知依照有关法律、行政法规办理",
    ),
)

# Art. 37.
PARTIAL = Reply(
    "部分公开",
    "信息中含有不应当公开或者不属于政府信息的内容，但是能够区分处理",
    "提供可以公开的内容，对不予公开的内容说明理由",
)
