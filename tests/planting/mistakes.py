"""One mistake for each rule, as a clerk would make it in a record that is right."""

from __future__ import annotations

import re
from datetime import date, timedelta

from disclosure_cli.registry.register import Identity, continued
from tests.planting.planting import DEPARTMENT, TOWN, Mistake

_ITEMS, _ENTRIES, _UNIT, _GUIDE, _SETTINGS, _REGISTER = (
    "items/*.yaml",
    "entries/*.yaml",
    "unit.yaml",
    "guide.yaml",
    "disclose.yaml",
    "register.txt",
)
_RECORD = r"\A- "
_HAS_NO_ENTRIES = r"(?s)\A(?=.*\n  公开方式: 主动公开)(?=.*\n  暂无信息原因)(?!.*\n  时限依据)"
"""Stands in front of a pattern for an item under which there are no entries."""
_TITLE = r"(?m)^(- 事项编号: .*\n  事项名称: )"
"""Stands in front of the title of an item that adopts no standard, so that no other unit need call it the same."""
_LIMIT = r"(?m)^  公开时限: 自信息形成或者变更之日起20个工作日内$(?!\n  时限依据)"
_BASIS = r"(?m)(?<=公开依据:\n)    - 《中华人民共和国政府信息公开条例》第二十条第（\S+）项\n(?=  公开时限: 自信息形成)"
_PLAIN = r"(?s)\A(?!.*\n  公开方式)(?=.*\n  信息来源: 自制)(?=.*\n    审查结论: 公开)(?!.*\n  (?:变更日期|文号|第三方意见|区分处理))"
"""Stands in front of a pattern for an entry with nothing particular."""
_OBTAINED = r"(?s)\A(?=.*\n  信息来源: 从公民法人组织获取)"
"""Stands in front of a pattern for an entry that no other refers to."""
_PARAGRAPH = "可以拨打咨询电话查询申请的办理进度。"


def _line(label: str, *, indent: int = 2) -> str:
    return rf"\n{' ' * indent}{label}: [^\n]*"


def _limit(text: str) -> str:
    return f"  公开时限: {text}"


def _basis(text: str) -> str:
    return f"    - {text}\n"


def _moved(match: re.Match[str], days: int) -> str:
    return (date.fromisoformat(match["day"]) + timedelta(days)).isoformat()


def _created_behind(match: re.Match[str]) -> str:
    return f"{match['head']}{_moved(match, 1)}{match['middle']}{match['day']}"


def _published_late(match: re.Match[str]) -> str:
    return f"{match['head']}{match['day']}{match['middle']}{_moved(match, 60)}"


def _waiting(match: re.Match[str]) -> str:
    head, block = match[0].split("\n  保密审查:", 1)
    return f"{head}\n  保密审查:" + re.sub(r"日期: \S+", "日期: 2025-01-08", block)


def _another_matter(match: re.Match[str]) -> str:
    day = match["day"]
    return f"{match['head']}全县冬季森林防火宣传方案{match['middle']}{day}\n  公开日期: {day}"


def _one_more(match: re.Match[str]) -> str:
    return continued(match[0], [Identity("item", "0101-888", "", "没有了的事项")]).rstrip("\n")


def _emptied(match: re.Match[str]) -> str:
    """Take the reason for having no entries from every item, so that many classes are blank."""
    return re.sub(_line("暂无信息原因"), "", match[0])


def _said(code: str, text: str, *, kind: str = TOWN) -> Mistake:
    """Return a mistake in a sentence of the guide."""
    return Mistake(code, _GUIDE, _PARAGRAPH, text, kind=kind)


MISTAKES = (
    # Those that few records fit are planted first; this one takes a unit in whose entries nothing else is.
    Mistake(
        "L484", _UNIT, r"(?m)^内部备注: .*", "内部备注: 只有目录。", at=r"\A", drops="entries/"
    ),
    Mistake(
        "L483",
        _ITEMS,
        r"(?s)\A(?=(?:.*?\n  暂无信息原因){7}).*\Z",
        _emptied,
        at=r"\n  分类",
        records=16,
        brings="L411",
        kind=TOWN,
    ),
    Mistake(
        "L480", _UNIT, r"  - 法定内容: 20-\d+.*\n    理由: .*\n", "", at="不涉及的内容:", kind=""
    ),
    Mistake(
        "L481", _UNIT, r"  - 法定内容: 21-\d+.*\n    理由: .*\n", "", at="不涉及的内容:", kind=""
    ),
    Mistake(
        "L482",
        _UNIT,
        r"  - 领域: .*\n    理由: .*\n",
        "",
        at="不涉及的内容:",
        kind=TOWN,
    ),
    Mistake(
        "L485",
        _UNIT,
        r"不涉及的内容:\n",
        "不涉及的内容:\n  - 法定内容: 20-2\n    理由: 没有机构职能\n",
        kind="",
        at=r"法定内容: 20-2(?=\n)",
    ),
    Mistake(
        "L486",
        _UNIT,
        r"(?s)(  - 法定内容: 21-\d+\n    理由: [^\n]*\n)",
        r"\1\1",
        kind="",
    ),
    Mistake("R324", _ITEMS, r"(?m)^  分类: 0101\b.*", "  分类: 01 机构职能"),
    Mistake(
        "R325",
        _ITEMS,
        r"(?m)^  分类: 0102\b.*",
        "  分类: 0199 领导信箱",
        adds={
            "classes.yaml": '- 分类代码: "0199"\n  分类名称: 领导信箱\n  停用:\n    停用日期: 2025-01-01\n    改用分类: "0104"'
        },
    ),
    Mistake(
        "L412",
        _ITEMS,
        r"\A(- 事项编号: 0101-001\n(?:.*\n)*?  公开层级: .*)",
        r"\1\n  暂无信息原因: 本年度没有发生",
    ),
    Mistake("T704", _ITEMS, r"(?m)^  事项名称: 机构职能$", "  事项名称: 机构的职能"),
    Mistake(
        "T710",
        _ITEMS,
        r"(?s)\A(?=.*\n  事项名称: 机构设置\n)(.*\n  分类: )0102[^\n]*",
        r"\g<1>0101",
    ),
    Mistake(
        "F803",
        _ITEMS,
        r"\A(- 事项编号: 0101-001\n(?:.*\n)*?    更新周期: ).*\n.*",
        r"\1每周\n    最近更新日期: 2024-01-05",
        at="最近更新日期",
        kind="",
    ),
    Mistake("F805", _ENTRIES, r"(?s)\A.*送有权机关确定.*\Z", _waiting, at="保密审查:", kind=""),
    # 读取
    Mistake("Y102", _ITEMS, r"(?m)^  公开期限: 长期公开", "  公开期限: 长期\udcff公开"),
    Mistake("Y103", "organs.yaml", "", "\ufeff- 机关名称: 示例县示例中心"),
    Mistake("Y104", _ITEMS, r"(?m)^  公开期限: ", "  公开期限: \u200b"),
    Mistake("Y110", _ITEMS, r"(?m)^  公开期限: ", "  公开期限："),
    Mistake("Y111", _ITEMS, r"(?m)^  公开期限: ", "  公开期限:"),
    Mistake("Y112", _ENTRIES, r"(?m)^  信息名称: (.*)$", r"  信息名称: 附件: \1"),
    Mistake("Y113", _ITEMS, r"(?m)^  公开渠道: \[(\S+), ", r"  公开渠道: [\1，"),
    Mistake("Y114", _ITEMS, r"(?m)^  公开方式: (\S+)$", "  公开方式: \\1\u3000"),
    Mistake("Y115", _ITEMS, r"(?m)^  公开期限", "\t公开期限"),
    Mistake("Y116", _ENTRIES, r"(?m)^  信息名称: (\S+)$", r"  信息名称: \1 #1号"),
    Mistake("Y117", _ENTRIES, r"(?m)^  信息名称: (\S+)$", r'  信息名称: "\1'),
    Mistake("Y118", _ITEMS, r"(?m)^(  公开渠道: \[.*)\]$", r"\1"),
    Mistake("Y119", _ITEMS, r"(?m)^  公开期限: ", "  公开期限: *"),
    Mistake("Y120", _ITEMS, r"(?m)^  公开期限: ", "   公开期限: "),
    Mistake("Y121", _ITEMS, r"\A- 事项编号", "-事项编号"),
    Mistake("Y122", _ITEMS, r"(?m)^  公开期限: .*", r'  公开期限: "长期\\公开"'),
    Mistake("Y123", _ITEMS, r"(?m)^  公开期限: .*", "  公开期限 长期公开"),
    Mistake("Y130", _ITEMS, r"(?m)^(  公开期限: .*)$", r"\1\n\1"),
    Mistake("Y131", _ITEMS, r"(?m)^  公开期限: ", "  公开期限: &term "),
    Mistake("Y132", _ITEMS, r"(?m)^  公开期限: ", "  公开期限: !!str "),
    Mistake("Y133", _ENTRIES, r"\n\n- ", "\n---\n\n- ", records=2),
    Mistake("Y134", _ITEMS, _HAS_NO_ENTRIES + r"(.*\n)  公开期限: ", r"\1  ? 公开期限: "),
    Mistake("Y138", _ITEMS, r"\A- 事项编号", "-\n- 事项编号"),
    # 字段
    Mistake("S201", _ITEMS, r"(?m)^  公开期限: ", "  公开期线: "),
    Mistake("S202", _ITEMS, r"(?m)^  事项名称: .*$", "  事项名称:"),
    Mistake("S203", _ITEMS, r"(?m)^  公开对象: \[全社会\]", "  公开对象: 全社会"),
    Mistake("S204", _ITEMS, _HAS_NO_ENTRIES + r"(.*\n)  公开方式: 主动公开", r"\1  公开方式: 主动"),
    Mistake("S205", _UNIT, r"(?m)^  邮政编码: .*", "  邮政编码: 33200", kind=""),
    Mistake("S206", _ENTRIES, r"(?m)^  生成日期: (\d+)-.*", r"  生成日期: \1-02-30"),
    Mistake("S207", _ITEMS, _TITLE, r"\1" + "很" * 300),
    Mistake(
        "S208", _ENTRIES, r"关键词: .*", f"关键词: [{', '.join(f'第{n}项' for n in range(21))}]"
    ),
    Mistake("S209", _ITEMS, r"(?m)^  公开渠道: \[([^,\]]+), ", r"  公开渠道: [\1, \1, "),
    Mistake("S210", "laws.yaml", "", "- 法律名称: 示例甲办法\n  条文总数: 99999", at="条文总数"),
    # 引用和编号
    Mistake(
        "R301",
        _ITEMS,
        r"(?s)\A- 事项编号: (\S+)(.*暂无信息.*\n\n- 事项编号: )\S+(?=.*暂无信息)",
        r"- 事项编号: \1\2\1",
        records=2,
    ),
    Mistake(
        "R302",
        _ENTRIES,
        r"(?s)\A- 索引号: (\S+/(\d{4})-\S+)(.*\n\n- 索引号: )\S+/\2-\S+",
        r"- 索引号: \1\3\1",
        records=2,
    ),
    Mistake("R303", "classes.yaml", "", '- 分类代码: "0102"\n  分类名称: 内设机构'),
    Mistake(
        "R319",
        _UNIT,
        r"(内设机构:\n)((?:  - 机构名称: .*\n(?:    .*\n)+?))(?=  - )",
        r"\1\2\2",
        at=r"内设机构:\n(?:.*\n)*?  - 机构名称: (.*)\n(?:.*\n)*?  - 机构名称: \1",
    ),
    Mistake("R304", _ITEMS, _HAS_NO_ENTRIES + rf"(.*){_line('分类')}", r"\1\n  分类: 7799"),
    Mistake("R305", _ITEMS, r"(?m)^  分类: (\d+) .*", r"  分类: \1 别的名称"),
    Mistake("R306", "classes.yaml", "", '- 分类代码: "7701"\n  分类名称: 本地事项'),
    Mistake("R307", _ITEMS, r"(?m)^  公开渠道: \[", "  公开渠道: [飞鸽传书, "),
    Mistake("R308", _ITEMS, r"(?m)^    制作: .*", "    制作: 不存在的科"),
    Mistake("R309", _UNIT, r"(?m)^上级机关: .*", "上级机关: 不存在的机关"),
    Mistake("R310", _ITEMS, r"(?m)^  公开主体: .*", "  公开主体: 示例股份公司"),
    Mistake("R311", _ENTRIES, r"(?m)^  主题分类: .*", "  主题分类: 天文/星象"),
    Mistake("R312", _ENTRIES, r"(?m)^  所属事项: .*", "  所属事项: 9901-999"),
    Mistake(
        "R314", "laws.yaml", "", "- 法律名称: 示例乙办法\n  替代它的文件: 示例乙规定", at="替代"
    ),
    Mistake(
        "R315",
        "classes.yaml",
        "",
        '- 分类代码: "0190"\n  分类名称: 内设机构\n  法定内容: [20-22]',
        at="法定内容",
    ),
    Mistake(
        "R316", _ENTRIES, r"(?m)^    替代它的信息: .*", "    替代它的信息: 000000000/2024-99999"
    ),
    Mistake(
        "R317",
        "laws.yaml",
        "",
        "- 法律名称: 示例丙规定\n  替代它的文件: 示例丙办法\n- 法律名称: 示例丙办法\n  替代它的文件: 示例丙规定",
        at="替代它的文件: 示例丙办法",
    ),
    Mistake(
        "R320", _ENTRIES, _OBTAINED + r"- 索引号: (\S+)-", r"- 索引号: \1--", unregistered=True
    ),
    Mistake(
        "R321",
        _ENTRIES,
        _OBTAINED + r"- 索引号: 000000000/",
        "- 索引号: 11111111X/",
        unregistered=True,
    ),
    Mistake(
        "R322", _UNIT, r"(?m)^统一社会信用代码: .*", "统一社会信用代码: 11500230MB19803548", kind=""
    ),
    Mistake("R323", _ENTRIES, _OBTAINED + r"- 索引号: 000000000/2024", "- 索引号: 000000000/2023"),
    Mistake(
        "R326",
        _SETTINGS,
        r"(?m)^规则级别:\n",
        "规则级别:\n  - 规则: L999\n    级别: 提示\n",
        at="L999",
    ),
    # 登记簿
    Mistake(
        "R330",
        _UNIT,
        r"(?m)^内部备注: .*",
        "内部备注: 新建的单位。",
        at=r"\A",
        drops="register.txt",
        before=False,
    ),
    Mistake("R331", _REGISTER, r"(?m)机构职能$", "机构职责", before=False),
    Mistake("R332", _REGISTER, r"(?m)^.*机构设置\n", "", before=False),
    Mistake(
        "R333",
        _ITEMS,
        _HAS_NO_ENTRIES + r"- 事项编号: (\d+)-\d+",
        r"- 事项编号: \1-800",
        before=False,
    ),
    Mistake(
        "R334",
        _ENTRIES,
        _PLAIN
        + r"(?P<head>.*信息名称: )[^\n]*(?P<middle>.*生成日期: )\S+\n  公开日期: (?P<day>\S+)",
        _another_matter,
        at=_RECORD,
        before=False,
    ),
    Mistake("R335", _REGISTER, r"(?s)\A.*\Z", _one_more, before=False),
    Mistake(
        "R336",
        _ENTRIES,
        _PLAIN + r"- 索引号: (\S+)-\d(\d{4})(.*信息名称: )(.*)\Z",
        r"\g<0>\n- 索引号: \1-9\2\3新增的\4",
        at=r"-9\d{4}(?=\n)",
        before=False,
    ),
    Mistake(
        "R337",
        _ITEMS,
        _HAS_NO_ENTRIES + r"- 事项编号: (\d+)-\d+(\n  事项名称: )(.*)\Z",
        r"\g<0>\n- 事项编号: \1-900\2新增的\3",
        at=r"-900(?=\n)",
        before=False,
    ),
    Mistake("R338", _ENTRIES, r"(?m)^  信息名称: (.*)$", r"  信息名称: \1（修订）", before=False),
    Mistake("R339", _ITEMS, r"(?m)^    原因: 职能调整.*\n", "", at="    状态: 已取消"),
    # 公开事项
    Mistake("L401", _ITEMS, _LIMIT + r"\n", "", at=_RECORD),
    Mistake("L402", _ITEMS, r"公开内容: \[([^,\]]+), ([^\]]*)\]", r'公开内容: [\1, \2, "9.\1；"]'),
    Mistake("L403", _ITEMS, r"公开内容: \[([^,\]]+), ([^,\]]+)", r'公开内容: ["1.\1 2.\2"'),
    Mistake("L404", _ITEMS, r"(?m)^  公开渠道: \[((?!.*其他).*)\]$", r"  公开渠道: [\1, 其他]"),
    Mistake(
        "L405",
        _ITEMS,
        r"(?m)^  公开渠道: \[政府网站, (?!.*(?:两微|其他)).*\]$",
        "  公开渠道: [公开查阅点, 纸质媒体]",
    ),
    Mistake("L406", _ITEMS, r"公开对象: \[全社会\]", "公开对象: [全社会, 特定群体]"),
    Mistake(
        "L407",
        _ITEMS,
        r"(?m)^  公开渠道: \[(?!.*其他).*\]\n  公开对象: \[全社会\]",
        "  公开渠道: [政府网站]\n  公开对象: [特定群体]\n  特定群体范围: 本系统职工",
    ),
    Mistake("L408", _ITEMS, _line("公开层级"), "", at=_RECORD),
    Mistake("L409", _ITEMS, r"公开层级: \[县级\]", "公开层级: [村级]"),
    Mistake("L419", _ITEMS, r"公开层级: \[县级\]", "公开层级: [县级、乡级]"),
    Mistake(
        "L410",
        _ITEMS,
        _HAS_NO_ENTRIES + r"- 事项编号: (\d+)-\d+(.*)\Z",
        r"\g<0>\n- 事项编号: \1-900\2",
        at=r"-900\n(?:  采用标准.*\n)?  事项名称",
    ),
    # In a unit in which no entry names an item that is not there: the item might be the one that is meant.
    Mistake(
        "L411",
        _ITEMS,
        _HAS_NO_ENTRIES + rf"(.*?){_line('暂无信息原因')}",
        r"\1",
        at=_RECORD,
        kind=TOWN,
    ),
    Mistake("L413", _ITEMS, r"公开期限: .*", "公开期限: 同上"),
    Mistake("L414", _ITEMS, _TITLE, r"\1××县"),
    Mistake(
        "L415",
        _ITEMS,
        r"(?s)\A(?!.*名单公示)(?=.*公开方式: 主动)(.*公开内容: \[[^\]]*)\]",
        r"\1, 保障对象名单]",
    ),
    Mistake("L416", _ITEMS, r"公示栏目: \[(.*)\]", r"公示栏目: [\1, 银行账号]"),
    # 公开依据
    Mistake("L418", _UNIT, r"\n        质量要求: 先审查.*", "", at="任务内容: 收集"),
    Mistake(
        "L453", _UNIT, r"(?m)^    结束日期: 2025-03-20$", "    结束日期: 2024-03-20", at="结束日期"
    ),
    Mistake("L420", _ITEMS, _BASIS, _basis("相关政策文件")),
    Mistake("L421", _ITEMS, _BASIS, _basis("《社会救助暂行办法》第十一条由民政局负责")),
    Mistake("L422", _ITEMS, _BASIS, _basis("《中华人民共和国政府信息公开条例》第20条第(2)项")),
    Mistake("L423", _ITEMS, _BASIS, _basis("《信访条例》第九条")),
    Mistake(
        "L424", _ITEMS, _BASIS, _basis("《中华人民共和国政府信息公开条例》（国务院令第492号）")
    ),
    Mistake("L425", _ITEMS, _BASIS, _basis("《中华人民共和国安全生产法》（2014年修正）第七十五条")),
    Mistake("L426", _ITEMS, _BASIS, _basis("《中华人民共和国政府信息公开条例》第六十条")),
    Mistake("L427", _ITEMS, _BASIS, _basis("《中华人民共和国政府信息公开条例》第二十条第二款")),
    Mistake("L428", _ITEMS, _BASIS, _basis("【规章】《社会救助暂行办法》")),
    Mistake("L429", _ITEMS, _BASIS, r"\g<0>" + _basis("《中华人民共和国统计法》第二十九条")),
    Mistake("L430", _ITEMS, _BASIS, _basis("《“十三五”推进基本公共服务均等化规划》")),
    Mistake(
        "L431",
        _ITEMS,
        _BASIS,
        _basis("《示例丁信息公开办法》"),
        adds={
            "laws.yaml": "- 法律名称: 示例丁信息公开办法\n  效力级别: 规范性文件\n  施行日期: 2026-01-01\n  效力状态: 尚未施行"
        },
    ),
    Mistake(
        "L432",
        _ITEMS,
        r"《中华人民共和国政府信息公开条例》第五十五条",
        "《中华人民共和国政府信息公开条例》第二十条第（二）项",
        kind="公共企事业单位",
    ),
    # 公开时限
    Mistake("L440", _ITEMS, _LIMIT, _limit("按规定时限")),
    Mistake("L441", _ITEMS, _LIMIT, _limit("长期公开")),
    Mistake("L442", _ITEMS, _LIMIT, _limit("自信息形成或者变更之日起30个工作日内")),
    Mistake("L443", _ITEMS, _LIMIT, _limit("自信息形成或者变更之日起20日内")),
    Mistake("L444", _ITEMS, _LIMIT, _limit("自信息形成或者变更之日起20工作日内")),
    Mistake(
        "L445",
        _ITEMS,
        r"公开时限: 自批复之日起20日内",
        "公开时限: 自信息形成或者变更之日起20个工作日内",
    ),
    Mistake(
        "L446",
        _ITEMS,
        r"公开依据:\n(?:    - .*\n)+(  公开时限: 自批复.*\n)  时限依据:\n(?:    - .*\n)+",
        r"公开依据:\n    - 《中华人民共和国政府信息公开条例》第二十条第（七）项\n\1",
        at="公开时限",
    ),
    Mistake(
        "L447",
        _ITEMS,
        r"公开时限: 自收到申请之日起20个工作日内",
        "公开时限: 自信息形成或者变更之日起20个工作日内",
    ),
    # 信息条目
    Mistake("L460", _ENTRIES, _PLAIN + rf"(.*){_line('内容概述')}", r"\1", at=_RECORD),
    Mistake(
        "L450",
        _ENTRIES,
        _PLAIN + r"- 索引号: (\S+)-\d+(.*)\Z",
        r"\g<0>\n- 索引号: \1-90001\2",
        at=r"-90001\n(?:.*\n)*?  信息名称",
    ),
    Mistake("L451", _UNIT, r"(签发人:\n    职务: .*\n    日期: )\S+", r"\g<1>2052-03-14", kind=""),
    Mistake("L452", _ITEMS, r"最近更新日期: \S+", "最近更新日期: 2052-01-05"),
    Mistake("L461", _ENTRIES, _PLAIN + rf"(.*){_line('公开日期')}", r"\1\n  公开日期: 2025-11-17"),
    Mistake(
        "L462",
        _ENTRIES,
        _PLAIN + r"(?P<head>.*\n  生成日期: )\S+(?P<middle>\n  公开日期: )(?P<day>\d+-0[2-9]-\S+)",
        _created_behind,
        at="公开日期",
    ),
    Mistake(
        "L463",
        _ENTRIES,
        _PLAIN + r"(?P<head>.*\n  生成日期: )(?P<day>2024-0\S+)(?P<middle>\n  公开日期: )\S+",
        _published_late,
        at="公开日期",
    ),
    Mistake("L456", _ENTRIES, r"(?m)^  关键词: .*", "  关键词: [机构职能、职责清单]"),
    Mistake("L464", _ENTRIES, r"(?m)^  内容概述: .*", "  内容概述: " + "安排重点工作。" * 50),
    Mistake(
        "L465", _ENTRIES, r"  信息名称: (.*)\n  内容概述: .*", r"  信息名称: \1\n  内容概述: \1"
    ),
    Mistake("L466", _ENTRIES, r"(?m)^  信息名称: (.*)$", r"  信息名称: 《\1》"),
    Mistake("L467", _ENTRIES, _PLAIN + rf"(.*){_line('信息来源')}", r"\1", at=_RECORD),
    Mistake("L468", _ENTRIES, _PLAIN + r"(.*)信息来源: 自制", r"\1信息来源: 从其他行政机关获取"),
    Mistake(
        "L469", _ENTRIES, r"(信息来源: 共同制作（牵头）)\n  牵头机关: .*", r"\1", at="信息来源"
    ),
    Mistake(
        "L470",
        _ENTRIES,
        _PLAIN + r"(.*信息名称: (示例.+?县).*)信息来源: 自制",
        r"\1信息来源: 共同制作（非牵头）\n  牵头机关: \2人民政府",
    ),
    Mistake("L471", _ENTRIES, r"(?m)^  协商确认:\n(?:    .*\n)+", "", at="信息来源"),
    Mistake("L472", _ENTRIES, r"体裁分类: 其他", "体裁分类: 规章"),
    Mistake("L473", _ENTRIES, r"文号: (\S+)〔(\d+)〕", r"文号: \1[\2]"),
    Mistake("L474", _ENTRIES, r"文号: (\S+)〔\d+〕", r"文号: \1〔2019〕"),
    Mistake(
        "L475",
        _ENTRIES,
        r"(?s)(文号: (\S+〔(\d+)〕).*文号: )\S+〔\3〕\d+号",
        lambda match: f"{match[1]}{re.search(r'文号: (.*)', match[0])[1]}",  # type: ignore[index]
        records=3,
    ),
    Mistake(
        "L476",
        _ENTRIES,
        r"(规范性文件: 是\n)  有效性:\n(?:    .*\n)+",
        r"\1",
        at="规范性文件: 是",
    ),
    Mistake("L477", _ENTRIES, r"状态: 有效\n    截止日期: .*", "状态: 废止"),
    Mistake(
        "L455", _ENTRIES, r"状态: 有效\n    截止日期: .*", "状态: 废止\n    截止日期: 2029-12-31"
    ),
    Mistake("L478", _ENTRIES, r"截止日期: 2029-12-31", "截止日期: 2025-03-30", at="状态: 有效"),
    Mistake("L479", _ENTRIES, _PLAIN + r"(.*)体裁分类: 其他", r"\1体裁分类: 请示"),
    # 覆盖
    # 审查
    Mistake("L490", _ITEMS, r"(  不予公开理由:)\n    依据: .*", r"\1", at="不予公开理由:"),
    Mistake("L491", _ITEMS, r"(  不予公开理由:\n    依据: )16-1", r"\g<1>16-2"),
    Mistake("L492", _ITEMS, r"\n    下次评估日期: .*", "", at="不予公开理由:"),
    Mistake("L493", _ENTRIES, _PLAIN + r"(.*)审查结论: 公开", r"\1审查结论: 依申请公开"),
    Mistake(
        "L494", _ENTRIES, _PLAIN + r"(.*?\n)    签发人:\n(?:      [^\n]*\n)+", r"\1", at="保密审查:"
    ),
    Mistake(
        "L454",
        _ENTRIES,
        _PLAIN + r"(.*审查结论: 公开)",
        r"\1\n    区分处理:\n      - {处理内容: 附件里的联系电话, 已处理: 是}",
        at="审查结论",
    ),
    Mistake("L495", _UNIT, r"事项审查:\n(?:  .*\n)+", "", at=r"\A"),
    Mistake(
        "L496",
        _ENTRIES,
        _PLAIN + r"(.*保密审查人:\n[^\n]*\n      日期: )\S+",
        r"\g<1>2023-01-03",
    ),
    Mistake("L497", _ENTRIES, _PLAIN + r"(.*)职务: 保密审查员", r"\1职务: 办公室科员"),
    Mistake(
        "L498",
        _ENTRIES,
        _PLAIN + r"(.*)审查结论: 公开",
        r"\1审查结论: 送有权机关确定",
        at="公开日期",
    ),
    Mistake(
        "L499",
        _ENTRIES,
        r"(?s)  第三方意见:\n(?:    [^\n]*\n)+(?=  保密审查:.*\n    依据: 15-2)",
        "",
        at="依据: 15-2",
    ),
    # 保密和隐私
    Mistake("C501", _ENTRIES, r"附件名称: 明细表", "附件名称: 机密★5年明细表", kind=""),
    Mistake("C502", _ENTRIES, r"(?m)^  说明: .*", "  说明: 此件不公开", kind=""),
    Mistake("C503", _ENTRIES, _PLAIN + r"(.*)\Z", r"\1\n  内部备注: 原为秘密，保密期限届满"),
    Mistake(
        "C504", _ENTRIES, r"(?m)^  内容概述: .*", "  内容概述: 申请人的证件号是11010519491231002X。"
    ),
    Mistake("C505", _ENTRIES, _PLAIN + r"(.*)\Z", r"\1\n  内部备注: 银行卡4111 1111 1111 1111"),
    Mistake("C506", _ENTRIES, r"(?m)^  说明: .*", "  说明: 联系人张三，13800000000", kind=""),
    Mistake(
        "C507",
        _ITEMS,
        r"公开依据:\n.*\n((?:.*\n)*  不予公开理由:\n)    依据: .*\n    理由: .*",
        r"公开依据:\n    - 《中华人民共和国政府信息公开条例》第十四条\n\1    依据: 14-1\n    理由: 属于国家秘密",
        at=r"不予公开理由:\n    依据",
    ),
    Mistake("C508", _ENTRIES, r"\n        已处理: 是", "", at="处理文字"),
    # 指南
    Mistake(
        "G601", _UNIT, r"(?m)(?<=^  联系电话: 示例0000-0000001)\n  传真号码: .*", "", at="工作机构:"
    ),
    Mistake("G602", _UNIT, r"值班时间: .*", "值班时间: 上班时间都有人", kind=""),
    Mistake("G603", _UNIT, r"值班时间: .*", "值班时间: 工作日", kind=""),
    Mistake("G604", _UNIT, r"值班时间: .*", "值班时间: 工作日8:30-12:00，14:00-5:30", kind=""),
    Mistake(
        "G605", _UNIT, r"值班时间: .*", "值班时间: 工作日 8：30-12：00，14：00-17：30", kind=""
    ),
    Mistake(
        "G606",
        _UNIT,
        r"(?s)(行政区划: )[^\n]*(.*监督机构:.*?邮政编码: )示例000000",
        r'\1江西省九江市\2"310000"',
        at='邮政编码: "310000"',
    ),
    Mistake("G607", _UNIT, r"咨询电话: .*", "咨询电话: 示例13800000000", kind=""),
    Mistake("G641", _UNIT, r"咨询电话: .*", "咨询电话: 示例8600001", kind=""),
    Mistake("G608", _GUIDE, r"(方式: 信函申请\n.*\n    地址: .*)", r"\1旁", kind=""),
    _said("G609", "可以拨打0000-0000099查询申请的办理进度。", kind=""),
    _said("G610", '"进度可以写信到[email protected]查询。"', kind=""),
    Mistake("G611", _UNIT, r"  - 渠道: 便民服务站\n(?:    .*\n)+", "", at="场所:", kind=""),
    _said("G640", "本机关自收到申请之日起15个工作日内答复。", kind=DEPARTMENT),
    _said("G620", "不能当场答复的，自收到申请之日起15个工作日内答复。", kind=DEPARTMENT),
    _said("G621", "可以根据自身生产、生活、科研等特殊需要提出申请。", kind=DEPARTMENT),
    _said("G622", "可以收取检索、复制、邮寄等成本费用。", kind=DEPARTMENT),
    _said("G623", "申请时应当写明所需信息的用途。", kind=DEPARTMENT),
    _said("G624", "可以在60日内向上级主管部门申请行政复议。"),
    _said("G625", "对不予公开的决定不服的，可以依法申请行政复议或者提起行政诉讼。"),
    Mistake("G630", _GUIDE, r"标题: 查询办理进度", "标题: 目录编排体系", kind=""),
    Mistake("G631", _GUIDE, r"获取示例.*的信息", "获取市政府信息", kind=TOWN),
    Mistake("G632", _GUIDE, r"标题: 查询办理进度", "标题: 一、查询办理进度", kind=""),
    Mistake(
        "G633",
        _GUIDE,
        rf"      - {_PARAGRAPH}",
        "      - 1.填写申请表。\n      - 3.领取答复。",
        at="3.领取",
        kind="",
    ),
    # 用语
    Mistake("T701", _ITEMS, r"公开期限: 长期公开", "公开期限: 永久公开"),
    Mistake("T702", _ENTRIES, r"(?m)^  内容概述: .*", "  内容概述: 说明免予公开的内容和理由。"),
    Mistake("T703", _ENTRIES, r"(?m)^  内容概述: .*", "  内容概述: 说明其它服务对象和服务标准。"),
    Mistake("T705", _ENTRIES, r"(?m)^  网址: .*", "  网址: http://www.example.com/xxgk/", kind=""),
    Mistake("T706", _ENTRIES, r"(?m)^(  信息名称: .*)2024年", r"\1２０２４年"),
    Mistake("T707", _ITEMS, r"公开内容: \[(..)", r"公开内容: [\1 "),
    Mistake("T708", _ENTRIES, r"(?m)^(  内容概述: [^，\n]*)，", r"\1,"),
    Mistake("T709", _ITEMS, r"(?m)^  说明: .*", "  说明: t政府网站"),
    Mistake("T711", _ITEMS, r"(?m)^(  采用标准: .*\n  事项名称: (?!示例).*)", r"\1一览"),
    # 时效
    Mistake("F801", _ENTRIES, _PLAIN + rf"(.*){_line('公开日期')}", r"\1", at="生成日期"),
    Mistake("F802", _ITEMS, r"下次评估日期: .*", "下次评估日期: 2025-03-20"),
    Mistake("F804", _UNIT, r"目录修订日期: .*", "目录修订日期: 2023-03-20", kind=""),
    Mistake(
        "F806",
        _SETTINGS,
        r"已接受的问题:\n",
        "已接受的问题:\n  - 规则: L421\n    理由: 等待修订\n    批准人: 副县长\n    有效期至: 2025-03-30\n",
        at="2025-03-30",
    ),
    Mistake(
        "F807",
        _SETTINGS,
        r"已接受的问题:\n",
        "已接受的问题:\n  - 规则: L472\n    单位: c01-county-01\n    记录: 没有这一条\n    理由: 等待修订\n    批准人: 副县长\n    有效期至: 2025-12-31\n",
        at="规则: L472",
    ),
    Mistake("F808", _UNIT, r"完成时间: 2025-06-30", "完成时间: 2025-03-10", kind=""),
)
