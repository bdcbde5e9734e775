"""L40x and L41x: rows of the catalog are complete and do not contradict themselves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from functools import lru_cache
from itertools import chain

from disclosure_cli.facts.context import Context
from disclosure_cli.facts.records import is_absent, missing, texts
from disclosure_cli.facts.texts import bare_texts
from disclosure_cli.grammar import levels
from disclosure_cli.grammar.class_code import code_of
from disclosure_cli.grammar.ditto import DITTO
from disclosure_cli.model import Path, Record, Related, Severity
from disclosure_cli.publishing.deciding import ACTIVE, is_current
from disclosure_cli.rules.references import GENERIC_NAME
from disclosure_cli.rules.rule import Finding, rule
from disclosure_cli.words import shorten

_COLUMNS = ("elements", "basis", "time_limit", "channels", "audience", "mode")
_WITH_ALL_COLUMNS = frozenset(_COLUMNS)
OTHER = "其他"
GROUP = "特定群体"


@rule("L401", "incomplete-item", Severity.ERROR, each="item")
def incomplete_item(record: Record, context: Context) -> Iterator[Finding]:
    """公开事项缺少标准目录的栏目

    为什么: 基层政务公开标准目录至少要列明事项名称、内容、依据、时限、主体、方式、渠道、公开对象（国办发〔2019〕54号）。主体不写就是本单位，其余缺一栏，目录就印出空白。不予公开和已经取消的事项不在此列。

    不好: 事项只有名称和分类，没有公开依据、公开时限。

    好: 公开内容、公开依据、公开时限、公开渠道、公开对象、公开方式都写上。
    """
    if record.data.keys() >= _WITH_ALL_COLUMNS or not is_current(record):
        return
    if lacking := missing(record, context, _COLUMNS):
        hint = "对照权责清单和同领域的标准目录补齐；不公开的，公开方式写“不予公开”并写明理由"
        yield Finding(record, (), f"公开事项没有写{'、'.join(lacking)}", hint)


_BULLET = re.compile(r"^[\s●•◆■▪·\-－—*]*(?:[（(]?\d{1,2}[）)．、]|\d{1,2}\.(?!\d)|[①-⑳])?\s*")
_FULL_STOP = "。；;，,、 "


@rule("L402", "repeated-element", Severity.WARNING, each="unit")
def repeated_element(record: Record, context: Context) -> Iterator[Finding]:
    """公开内容里同一个要素写了两次

    为什么: 公开内容是逐项列出的要素，重复的要素多半是从表格里粘贴时多出来的，印出来就是重复的一行。

    不好: 公开内容: [救助对象, 救助标准, 救助对象；]

    好: 公开内容: [救助对象, 救助标准]
    """
    assert context.unit is not None
    # Elements that are the same letter by letter are found as S209.
    decorated = {text for text in context.item_texts("elements") if _bare(text) != text}
    for item in context.unit.items if decorated else ():
        elements = texts(item.data.get("elements"))
        if any(text in decorated for _, text in elements):
            yield from _repeated(item, elements)


@lru_cache(maxsize=4096)
def _bare(element: str) -> str:
    """Return an element without what stands around its words in a list."""
    return _BULLET.sub("", element).rstrip(_FULL_STOP)


def _repeated(item: Record, elements: Iterable[tuple[int, str]]) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for index, element in elements:
        bare = _bare(element)
        if bare in first and element != item.get("elements", first[bare]):
            related = (Related(item.locate(("elements", first[bare])), "前一处"),)
            message = f"公开内容“{shorten(bare)}”写了两次"
            yield Finding(item, ("elements", index), message, "只留一个", related=related)
        first.setdefault(bare, index)


_SEVERAL = re.compile(
    r"[●•◆■▪].*[●•◆■▪]|(?:^|\D)1[.．、](?!\d).*\D2[.．、](?!\d)|[（(]1[）)].*[（(]2[）)]"
    r"|（一）.*（二）|①.*②|\n\s*\S",
    re.DOTALL,
)


@rule("L403", "unsplit-elements", Severity.WARNING, each="unit")
def unsplit_elements(record: Record, context: Context) -> Iterator[Finding]:
    """几个公开内容要素写在一行里

    为什么: 公开内容要分成要素，一项一行（标准目录的“公开内容（要素）”栏）。带着序号、圆点写在一行里，既不能逐项核对，印出来也会有两套序号。

    不好: 公开内容: ["1.申请条件 2.申请材料 3.办理程序"]

    好: 公开内容: [申请条件, 申请材料, 办理程序]
    """

    def is_several(element: str) -> bool:
        return len(element) > 5 and _SEVERAL.search(element) is not None

    hint = "分开写，一个要素一行，去掉序号和圆点"
    for item, path, element in context.items_saying("elements", is_several):
        yield Finding(item, path, f"公开内容“{shorten(element)}”里有几个要素", hint)


@rule("L404", "other-channel-unexplained", Severity.WARNING, each="item")
def other_channel_unexplained(record: Record, context: Context) -> Iterator[Finding]:
    """“其他”渠道与“其他渠道”的文字对不上

    为什么: 选了“其他”就要写明是什么渠道，公众才找得到；写了其他渠道而没有选“其他”，目录的渠道栏就少一个标记。

    不好: 公开渠道: [政府网站, 其他]，没有写其他渠道

    好: 公开渠道: [政府网站, 其他]，其他渠道: 院务公开栏
    """
    has_text = "channel_other" in record.data
    channels = record.data.get("channels")
    if not isinstance(channels, list) or (OTHER in channels) == has_text:
        return
    if has_text:
        hint = "在公开渠道里加上“其他”，或者改用渠道表里的名称"
        message = "写了“其他渠道”，公开渠道里没有选“其他”"
        yield Finding(record, ("channel_other",), message, hint)
    elif is_absent(record, "channel_other"):
        hint = "在“其他渠道”里写明是什么渠道，没有的删去“其他”"
        path = ("channels", channels.index(OTHER))
        yield Finding(record, path, "公开渠道选了“其他”，没有写明是什么", hint)


@rule("L405", "no-website", Severity.WARNING, each="item")
def no_website(record: Record, context: Context) -> Iterator[Finding]:
    """主动公开的事项不在政府网站公开

    为什么: 主动公开的政府信息要通过政府网站或者其他互联网政务媒体公开，在信息公开平台上可以检索、查阅、下载（《条例》第二十三条、第二十四条）。没有网站的单位依托上级政府网站公开。

    不好: 公开方式: 主动公开，公开渠道: [公开查阅点]

    好: 公开方式: 主动公开，公开渠道: [政府网站, 公开查阅点]
    """
    if record.data.get("mode") != ACTIVE:
        return
    channels = bare_texts(record.data.get("channels"))
    if (
        channels
        and context.platforms.isdisjoint(channels)
        and context.is_bound
        and is_current(record)
        and context.channels.keys() >= set(channels)
    ):
        hint = "加上“政府网站”或者本单位的公开平台；不宜上网的，重新确定公开方式"
        yield Finding(record, ("channels",), "主动公开的事项没有网上的公开渠道", hint)


@rule("L406", "audience-group-unnamed", Severity.ERROR, each="item")
def audience_group_unnamed(record: Record, context: Context) -> Iterator[Finding]:
    """特定群体没有写明是哪些人

    为什么: 标准目录的公开对象是全社会或者特定群体，选特定群体的要写明是谁（国办发〔2019〕54号），否则无法判断该向谁公开。反过来，写了范围就要选“特定群体”。

    不好: 公开对象: [特定群体]

    好: 公开对象: [特定群体]，特定群体范围: 入住老年人及其家属
    """
    audience = record.data.get("audience")
    if not isinstance(audience, list):
        return
    named = "audience_group" in record.data
    if (GROUP in audience) == named:
        return
    if named:
        message = "写了特定群体范围，公开对象里没有选“特定群体”"
        yield Finding(
            record, ("audience_group",), message, "在公开对象里加上“特定群体”，或者删去范围"
        )
    elif is_absent(record, "audience_group"):
        path = ("audience", audience.index(GROUP))
        hint = "在“特定群体范围”里写明，例如“提出申请的公民、法人和其他组织”"
        yield Finding(record, path, "公开对象是特定群体，没有写明是哪些人", hint)


@rule("L407", "group-through-website-only", Severity.WARNING, each="item")
def group_through_website_only(record: Record, context: Context) -> Iterator[Finding]:
    """只向特定群体公开，渠道却只有公众网站

    为什么: 网站人人都能看到，等于向全社会公开。公开对象与渠道矛盾，不是对象写错，就是渠道写错，还可能把只应告知当事人的内容放到网上。

    不好: 公开对象: [特定群体]，公开渠道: [政府网站]

    好: 公开对象: [特定群体]，公开渠道: [入户/现场, 精准推送]
    """
    data = record.data
    # What is given on request may be asked for, and handed over, on the website.
    if data.get("audience") != [GROUP] or data.get("mode") != ACTIVE:
        return
    channels = bare_texts(data.get("channels"))
    if channels and context.websites.issuperset(channels) and is_current(record):
        hint = "面向所有人的，公开对象写“全社会”；只给特定群体的，改用入户、精准推送等渠道"
        message = "只向特定群体公开的事项，渠道都是人人能看到的网站"
        yield Finding(record, ("channels",), message, hint)


@rule("L408", "no-level", Severity.WARNING, each="unit")
def no_level(record: Record, context: Context) -> Iterator[Finding]:
    """没有写公开层级

    为什么: 标准目录的“公开层级”栏写明由县级还是乡级公开，空着就分不清责任。

    不好: 没有公开层级。

    好: 公开层级: [县级]
    """
    for item in context.current_items:
        if "levels" not in item.data and is_absent(item, "levels"):
            hint = "写明由哪一级公开，例如：公开层级: [县级]"
            yield Finding(item, (), "没有写公开层级", hint)


@rule("L409", "level-of-another", Severity.WARNING, each="item")
def level_of_another(record: Record, context: Context) -> Iterator[Finding]:
    """公开层级里没有本单位的层级

    为什么: 公开主体是本单位的事项，由本单位这一级公开。从上级的标准目录抄来、没有改层级的，公众会去错地方找。

    不好: 乡镇的事项写“公开层级: [县级]”。

    好: 乡镇的事项写“公开层级: [乡级]”，两级都公开的写“[县级, 乡级]”。
    """
    written, publisher = bare_texts(record.data.get("levels")), record.data.get("publisher")
    if context.level in written or context.level not in levels.LEVELS:
        return
    if publisher and publisher != context.name:
        return
    named = {level for text in written for level in levels.read(text)}
    if named and context.level not in named:
        message = f"公开层级是{'、'.join(written)}，本单位是{context.level}"
        hint = f"由本单位公开的加上“{context.level}”；不由本单位公开的，公开主体写公开的机关"
        yield Finding(record, ("levels",), message, hint)


@rule("L410", "duplicate-item", Severity.WARNING, each="unit")
def duplicate_item(record: Record, context: Context) -> Iterator[Finding]:
    """同一个事项登记了两次

    为什么: 分类、名称、公开主体都相同的两行，是复制后忘记修改，或者两个人各登记了一遍；公众不知道以哪一行为准，统计也会多算。

    不好: 两个事项都是“0102 机构设置”下的“机构设置”。

    好: 合并成一个；确实不同的，名称写得能够区分。
    """
    assert context.unit is not None
    first: dict[tuple[str, str, str], Record] = {}
    for item in context.current_items:
        title = item.data.get("title")
        if not isinstance(title, str):
            continue
        publisher = str(item.data.get("publisher") or context.name)
        key = (code_of(item.data.get("class", "")), title.strip(), publisher)
        if key in first:
            related = (Related(first[key].locate(("title",)), f"前一处：{first[key].subject}"),)
            message = f"同一分类下已经有事项“{shorten(title)}”"
            hint = "合并成一个；先公布的编号保留，后一个写事项状态“已取消”和替代它的事项"
            yield Finding(item, ("title",), message, hint, related=related)
        first.setdefault(key, item)


@rule("L411", "empty-item", Severity.WARNING, each="item")
def empty_item(record: Record, context: Context) -> Iterator[Finding]:
    """主动公开的事项下面没有信息

    为什么: 目录上有这一项，点进去却是空的，就是“目录一套、网站一套”的两张皮，检查时按空白栏目扣分。确实还没有信息的，要说明原因。

    不好: 事项下面没有条目，也没有写暂无信息原因。

    好: 暂无信息原因: 2024年以来没有公开招聘工作人员
    """
    if record.data.get("mode") != ACTIVE or "no_entries_reason" in record.data:
        return
    key = (record.unit, str(record.data.get("id")))
    if key in context.whole.items_with_entries or context.has_no_entries:
        return
    if (
        is_current(record)
        and is_absent(record, "no_entries_reason")
        and not context.has_stray_entries
        and not context.is_lost_here(key[1])
    ):
        hint = "登记已经公开的信息，或者在“暂无信息原因”里说明"
        yield Finding(record, (), "主动公开的事项下面没有信息条目", hint)


@rule("L412", "reason-despite-entries", Severity.WARNING, each="unit")
def reason_despite_entries(record: Record, context: Context) -> Iterator[Finding]:
    """写了暂无信息，下面却有信息

    为什么: 有了信息还印着“暂无”，公众会以为没有公开。

    不好: 暂无信息原因: 本年度没有发生，下面却有三个条目。

    好: 有了条目以后删去“暂无信息原因”。
    """
    assert context.unit is not None
    message = "写了暂无信息原因，这个事项下面已经有信息条目"
    explained = (item for item in context.unit.items if "no_entries_reason" in item.data)
    for item in explained:
        if (item.unit, str(item.data.get("id"))) in context.whole.items_with_entries:
            yield Finding(item, ("no_entries_reason",), message, "删去这一行")


_TYPED = (
    *("time_limit", "duration", "channel_other", "audience_group", "notes"),
    *("elements", "basis", "time_limit_basis"),
)


@rule("L413", "ditto", Severity.ERROR, each="unit")
def ditto(record: Record, context: Context) -> Iterator[Finding]:
    """还写着“同上”

    为什么: 表格里的“同上”离开了那张表就没有意义：排序、检索、导出以后，谁也不知道上面是哪一行。

    不好: 公开依据: [同上]

    好: 把上一行的内容照写一遍，印出来时相同的格子会自动合并。
    """
    hint = "照写前一个事项的内容；印成表格时相同的格子会自动合并"
    for name in _TYPED:
        for item, path, text in context.items_saying(name, lambda text: text in DITTO):
            yield Finding(item, path, f"“{text}”离开原来的表格就没有意义", hint)


# The class in front lets the search pass over nearly every character at once.
_BLANK = re.compile(
    r"(?=[XxＸｘ×某_＿{【])"
    r"(?:(?<![A-Za-z])[XxＸｘ×]{2,}(?![A-Za-z])|某某|某(?=[省市县区镇乡村局])|[_＿]{2,}|\{\{|【请?填写?】)"
)
_PRINTED = ("title", "audience_group", "channel_other", "time_limit", "notes", "elements")


@rule("L414", "template-left", Severity.WARNING, each="catalog")
def template_left(record: Record, context: Context) -> Iterator[Finding]:
    """样本里的通称或者空白没有改成本单位的

    为什么: 标准目录的样本写“县级人民政府民政部门”“自然资源主管部门”“××县”，照抄下来，公众不知道到底是哪个机关（公开主体要落实到具体机关，《条例》第十条）。

    不好: 把“县级人民政府民政部门”登记为机关；事项名称: ××镇机构职能

    好: 登记“修水县民政局”；事项名称: 机构职能
    """
    organs = [*context.catalog.vocabulary.get("organs", ())]
    for unit in context.catalog.units:
        organs += unit.vocabulary.get("organs", ())
        yield from _blanks(context.of_unit(unit))
    for organ in organs:
        name = organ.data.get("name")
        if isinstance(name, str) and GENERIC_NAME.fullmatch(name):
            hint = "登记具体机关的全称，例如“修水县自然资源局”；原来的通称可以写进“其他名称”"
            yield Finding(organ, ("name",), f"“{shorten(name)}”是通称，不是一个机关的名称", hint)


def _blanks(context: Context) -> Iterator[Finding]:
    for name in _PRINTED:
        for item, path, text in context.items_saying(name, _BLANK.search):
            if found := _BLANK.search(text):
                message = f"“{found[0]}”是样本里留给单位填写的地方"
                yield Finding(item, path, message, "改成本单位的名称或者内容", chars=found.span())


# Whom it is about, or what they get, and then that it is a list. The form alone makes one of what persons get.
_ROSTER = re.compile(
    r"(?:补贴|补助|低保|特困|救助|资助|发放|享受|领取|受益|直补|优抚|受灾|危房改造"
    r"|录取|中签|轮候|接种|减免)"
    r"(?:(?!企业|机构|单位|学校|院校|高校|专业|门诊|疫苗|项目|公司|医院|药店|部门|商|村|点|合作社|产品|品种|机具|政策|标准|分配|收支|预算|决算)[^，。；、]){0,6}"
    r"(?:名[单册]|清册|发放明细|发放表|明细表|(?:对象|人员|户|农户|群众|家庭|儿童|老人)(?:情况)?公示表?$)"
    r"|花名册"
    r"|(?:(?<!执法)(?<!工作)(?<!管理)(?<!专业)(?<!持证)(?<!从业)人员|对象|学生|户|户主|儿童|老人|老年人|居民|村民|职工|家庭|考生|困难群众|受助者|申请人|获奖者"
    r"|患者|病人|新生|学员|幼儿|孤儿|孕产?妇|接种者|受种者|受种人|参保人|承租人|受助人|申请者|伤者|遇难者)"
    r"(?:的|及其)?(?:公示)?名[单册]"
)
# What every text has that speaks of a list of persons.
_FORM = re.compile("名[单册]|清册|明细|发放表|公示")


@rule("L415", "undeclared-roster", Severity.WARNING, each="unit")
def undeclared_roster(record: Record, context: Context) -> Iterator[Finding]:
    """公示人员名单，没有写明公示和遮盖哪几栏

    为什么: 名单是泄露个人信息最多的地方。公示以前先定好公布哪几栏、遮盖哪几栏，处理个人信息限于必要的最小范围（《个人信息保护法》第六条、第三十四条）。

    不好: 公开内容: [保障对象名单]，没有名单公示

    好: 名单公示的公示栏目写[户主姓名, 所在村组, 保障金额]，遮盖栏目写[户主姓名]。
    """
    assert context.unit is not None
    titles, elements = context.item_texts("title"), context.item_texts("elements")
    rosters = {text for text in chain(titles, elements) if _FORM.search(text) and _is_roster(text)}
    for item in context.current_items if rosters else ():
        data = item.data
        if data.get("mode") == ACTIVE and "roster" not in data:
            said = (str(data.get("title")), *bare_texts(data.get("elements")))
            if not rosters.isdisjoint(said):
                yield from _undeclared(item, rosters)


@lru_cache(maxsize=4096)
def _is_roster(text: str) -> bool:
    return _ROSTER.search(text) is not None


def _undeclared(item: Record, rosters: Set[str]) -> Iterator[Finding]:
    places: list[tuple[Path, str]] = [(("title",), str(item.data.get("title", "")))]
    places += [(("elements", index), text) for index, text in texts(item.data.get("elements"))]
    path, text = next((place for place in places if place[1] in rosters), ((), ""))
    found = _ROSTER.search(text)
    if found and is_absent(item, "roster"):
        hint = "在“名单公示”里写明公示栏目、遮盖栏目和遮盖方法"
        message = f"公示“{found[0]}”，没有写明公示和遮盖哪几栏"
        yield Finding(item, path, message, hint, chars=found.span())


_IDENTIFYING = re.compile(
    "身份证|证件号|银行|[账帐][号户]|卡号|社保卡|一卡通|存折|医保[号卡]|手机|(?<!监督|举报|投诉|咨询|服务)电话|联系方式|微信|住址|家庭地址|详细地址|户籍地"
)
_SENSITIVE = re.compile(
    "病情|病种|病史|疾病|传染病|艾滋|精神障碍|诊断|健康状况|残疾(?:等级|类别|类型|程度|情况|证)|伤残|致贫原因"
    "|宗教|信仰|未成年|监护|(?:学生|儿童|孤儿)姓名|性取向|基因|指纹|人脸"
)
_NAMES = re.compile("姓名|户主|申请人|户名|监护人|本人")


@rule("L416", "sensitive-roster-column", Severity.ERROR, each="unit")
def sensitive_roster_column(record: Record, context: Context) -> Iterator[Finding]:
    """名单公示了不该公示的个人信息

    为什么: 身份证号码、银行账号、电话、住址不公布；病情、残疾等级、宗教信仰、未成年人等敏感个人信息，不得与完整的姓名一起公布（《个人信息保护法》第二十八条、第三十二条，《条例》第十五条）。没有写名单公示的，看公开内容：把姓名与身份证号码、银行卡号、家庭住址、病种并列，公布的就是这样一张名单，不论事项叫什么名称。

    不好: 公示栏目: [姓名, 残疾等级, 银行账号]，没有遮盖

    好: 公示栏目: [姓名, 残疾等级]，遮盖栏目: [姓名]
    """
    assert context.unit is not None
    for item in context.unit.items:
        if "roster" in item.data:
            yield from _sensitive(item)
    named = [text for text in context.item_texts("elements") if _PERSON_COLUMN.fullmatch(text)]
    if named:
        for item in context.current_items:
            if item.data.get("mode") == ACTIVE and item.data.get("audience") != [GROUP]:
                yield from _listed(item)


# Columns of a list of persons among what an item discloses. Those in charge are named by law, and with their telephone.
_PERSON_COLUMN = re.compile(
    "(?:患者|病人|学生|新生|考生|幼儿|儿童|孤儿|户主|家长|监护人|申请人|接种者|受种者|老人|对象"
    "|(?:救助|保障|补助|补贴|资助|受助|享受|帮扶|低保|特困|优抚)(?:对象|人员|人))?的?姓名|户主|户名"
)
_PRIVATE_COLUMN = re.compile(
    "(?:[^，。；]{0,4}身份证件?(?:号码?)?|[^，。；]{0,4}(?:银行)?卡号|(?:银行|开户)[账帐]号|银行卡|存折号?|社保卡号?|[^，。；]{0,4}(?:家庭|详细)(?:住址|地址)"
    "|[^，。；]{0,4}住址|户籍地址?|病情|病种|病史|疾病(?:名称|种类|情况)?|诊断(?:结果|结论)?|健康状况|残疾(?:等级|类别|类型|程度)"
    "|伤残等级|致贫原因|宗教信仰)"
)


def _listed(item: Record) -> Iterator[Finding]:
    """Find what may not stand beside a name among the elements of an item that says nothing of a list of persons."""
    elements = texts(item.data.get("elements"))
    if not any(_PERSON_COLUMN.fullmatch(text) for _, text in elements):
        return
    private = [(index, text) for index, text in elements if _PRIVATE_COLUMN.fullmatch(text)]
    if private and is_absent(item, "roster"):
        for index, text in private:
            hint = "删去这一项；确需公示的，在“名单公示”里写明公示栏目、遮盖栏目和遮盖方法"
            message = f"公开内容把姓名和“{text}”列在一起"
            yield Finding(item, ("elements", index), message, hint)


def _sensitive(item: Record) -> Iterator[Finding]:
    columns = texts(item.get("roster", "columns"))
    masked = {text for _, text in texts(item.get("roster", "masked"))}
    named = any(_NAMES.search(text) for _, text in columns if text not in masked)
    for index, column in columns:
        if column in masked:
            continue
        path = ("roster", "columns", index)
        if _IDENTIFYING.search(column):
            hint = "删去这一栏；非公示不可的，写进遮盖栏目，只露出几位"
            yield Finding(item, path, f"名单公示“{column}”，没有遮盖", hint)
        elif named and _SENSITIVE.search(column):
            hint = "把姓名或者这一栏写进遮盖栏目，或者删去这一栏"
            message = f"名单同时公示完整的姓名和“{column}”"
            yield Finding(item, path, message, hint)


@rule("L419", "unknown-level", Severity.WARNING, each="unit")
def unknown_level(record: Record, context: Context) -> Iterator[Finding]:
    """公开层级不是统一的写法

    为什么: 公开层级是一组层级，一项写一级：省级、市级、县级、乡级、村级。标准目录印县级、乡级两栏（国办发〔2019〕54号），几级写在一项里、写了别的称呼，就不能统一检索；认不出是哪一级的，两栏都空着。

    不好: 公开层级: [县级、乡级]；公开层级: [国家级]

    好: 公开层级: [县级, 乡级]
    """
    every = "、".join(levels.LEVELS)
    for item, path, text in context.items_saying("levels", lambda text: text not in levels.LEVELS):
        named = levels.read(text)
        others = (other for other in bare_texts(item.data.get("levels")) if other != text)
        is_certain = named and all(set(named).isdisjoint(levels.read(other)) for other in others)
        if not named:
            message, hint = f"“{shorten(text)}”不是公开层级", f"从{every}里选，一项写一级"
        elif len(named) > 1:
            message = f"“{shorten(text)}”把{len(named)}个层级写在了一项里"
            hint = f"一项写一级：[{', '.join(named)}]"
        else:
            message, hint = f"“{shorten(text)}”应当写“{named[0]}”", f"写成“{named[0]}”"
        yield Finding(item, path, message, hint, correction=named if is_certain else None)
