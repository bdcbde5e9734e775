"""The codes of family S2xx: breaches of a schema, and files that add to schemas, templates or layouts."""

from __future__ import annotations

from disclosure_cli.model import Code, Severity

UNKNOWN_FIELD = Code(
    "S201",
    "unknown-field",
    Severity.ERROR,
    """没有这个字段

为什么: 键写错一个字，它的内容就不会出现在目录里，而且没有任何提示。所以不认识的键一律报错。

不好: 事项名字: 机构职能

好: 事项名称: 机构职能

本单位特有的字段，请写进工作区的字段扩展文件（schemas/item.extension.json 等）。
""",
)
MISSING_FIELD = Code(
    "S202",
    "missing-field",
    Severity.ERROR,
    """缺少必填的字段

为什么: 没有编号、名称等基本内容，记录就无法识别和引用。

不好: 事项只写了编号，没有名称。

好: 事项名称: 机构职能
""",
)
WRONG_TYPE = Code(
    "S203",
    "wrong-type",
    Severity.ERROR,
    """值的形式不对

为什么: 有的字段是一段文字，有的是一组值（每项以“- ”开头），有的下面还分几个字段，写错形式就读不出来。

不好: 公开渠道: 政府网站

好: 公开渠道: [政府网站]
""",
)
NOT_A_CHOICE = Code(
    "S204",
    "not-a-choice",
    Severity.ERROR,
    """不是可选的值

为什么: 同一种情况用同一个词，目录才能统一检索和统计。

不好: 公开方式: 公开

好: 公开方式: 主动公开
""",
)
WRONG_FORM = Code(
    "S205",
    "wrong-form",
    Severity.ERROR,
    """值的格式不对

为什么: 编号、电话、邮政编码等有固定的格式，格式不对多半是打错了。

不好: 邮政编码: 33200

好: 邮政编码: "332000"
""",
)
WRONG_DATE = Code(
    "S206",
    "wrong-date",
    Severity.ERROR,
    """不是正确的日期

为什么: 日期统一写成“年-月-日”（GB/T 7408），月和日各两位，而且日历上要有这一天。

不好: 生成日期: 2024年3月1日

好: 生成日期: 2024-03-01
""",
)
WRONG_LENGTH = Code(
    "S207",
    "wrong-length",
    Severity.ERROR,
    """文字太长或者太短

为什么: 太长的文字在目录的表格里排不下，多半是把两个字段的内容写到了一起。

不好: 在事项名称里写整段说明。

好: 事项名称写简短的名称，说明写在“说明”里。
""",
)
WRONG_COUNT = Code(
    "S208",
    "wrong-count",
    Severity.ERROR,
    """一组值太多或者太少

为什么: 有的字段至少要有一项，有的最多只能有几项。

不好: 公开渠道: []

好: 公开渠道: [政府网站]
""",
)
REPEATED_VALUE = Code(
    "S209",
    "repeated-value",
    Severity.ERROR,
    """一组值里有重复

为什么: 重复的值会在目录里印两次。

不好: 公开渠道: [政府网站, 政府网站]

好: 公开渠道: [政府网站]
""",
)
OUT_OF_RANGE = Code(
    "S210",
    "out-of-range",
    Severity.ERROR,
    """数字超出范围

为什么: 数字有合理的上下限，超出多半是多打或者少打了一位。

不好: 条数: 99999

好: 条数: 56
""",
)
NOT_TOGETHER = Code(
    "S211",
    "not-together",
    Severity.ERROR,
    """这些字段不能同时出现

为什么: 两个字段的意思相反或者互相替代，只能写一个。

不好: 既写了公开的网址，又写了不予公开的理由。

好: 只写其中一个。
""",
)
BAD_EXTENSION = Code(
    "S212",
    "bad-extension",
    Severity.ERROR,
    """字段扩展文件不对

为什么: 工作区可以增加字段，不能改动或者删除已有的字段，否则依法检查的规则就看不到它们。

不好: 在扩展文件里重新定义“公开依据”。

好: 增加一个新的字段，写明 title、description、type 和 x-disclose。
""",
)
BAD_TEMPLATE = Code(
    "S213",
    "bad-template",
    Severity.ERROR,
    """网页模板不对

为什么: 模板里写错一个名称，那一处就印不出来；块的名称写错，改动就不起作用，而且没有提示。模板只能用网页的数据，不能取用程序内部的东西，也不能关闭转义。

不好: {% block foter %}本局办公室编制{% endblock %}

好: {% block footer %}本局办公室编制{% endblock %}
""",
)
BAD_LAYOUT = Code(
    "S214",
    "bad-layout",
    Severity.ERROR,
    """工作簿的版式文件不对

为什么: 版式文件里写错一项，工作簿就不能照着打印。工作区的版式文件只写要改的项目，项目的名称和自带的一样。

不好: [standard.fonts.title] 下面写 sise = 26

好: [standard.fonts.title] 下面写 size = 26
""",
)
UNUSED_TEMPLATE = Code(
    "S215",
    "unused-template",
    Severity.WARNING,
    """模板文件不起作用

为什么: 工作区的模板按文件名盖过自带的同名模板。文件名写错一个字，它就不会被用到，网页和工作簿还是原来的样子。

不好: templates/foter.html.j2

好: templates/base.html.j2 里改写 footer 块。
""",
)

CODES = (
    UNKNOWN_FIELD,
    MISSING_FIELD,
    WRONG_TYPE,
    NOT_A_CHOICE,
    WRONG_FORM,
    WRONG_DATE,
    WRONG_LENGTH,
    WRONG_COUNT,
    REPEATED_VALUE,
    OUT_OF_RANGE,
    NOT_TOGETHER,
    BAD_EXTENSION,
    BAD_TEMPLATE,
    BAD_LAYOUT,
    UNUSED_TEMPLATE,
)
