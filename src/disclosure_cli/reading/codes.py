"""The findings of family Y1xx: what can be wrong with a file before its content is looked at."""

from __future__ import annotations

from disclosure_cli.model import Code, Severity

NOT_UTF8 = Code(
    "Y101",
    "not-utf8",
    Severity.ERROR,
    """文件不是 UTF-8 编码

为什么: Windows 的旧编辑器默认存成 GBK（ANSI）或者 UTF-16，别的工具读出来是乱码。本工具能认出这两种编码并照常检查其余内容，但文件应当改存为 UTF-8。

不好: 记事本“另存为”时编码选 ANSI 或者 Unicode。

好: 编码选 UTF-8。
""",
)
BROKEN_CHARACTER = Code(
    "Y102",
    "broken-character",
    Severity.ERROR,
    """文件里有读不出的字节

为什么: 文件在复制、传输或者转码时坏了一处，原来是什么字已经无从知道。

不好: 事项名称: 机构�能

好: 事项名称: 机构职能
""",
)
BYTE_ORDER_MARK = Code(
    "Y103",
    "byte-order-mark",
    Severity.WARNING,
    """文件开头有看不见的 BOM 标记

为什么: 有的编辑器在 UTF-8 文件开头加三个看不见的字节，别的工具会把它当作第一个键的一部分。

不好: 保存时编码选“UTF-8 带 BOM”。

好: 保存时编码选“UTF-8”。
""",
)
INVISIBLE_CHARACTER = Code(
    "Y104",
    "invisible-character",
    Severity.ERROR,
    """文字里有看不见的控制字符

为什么: 从网页或者 Word 复制时常带进零宽空格、方向控制符等字符，眼睛看不见，检索却找不到，还可能让文字显示的次序与实际不同。

不好: 事项名称: 机构职能（“机构”后面有一个零宽空格）

好: 事项名称: 机构职能
""",
)
FULL_WIDTH_COLON = Code(
    "Y110",
    "full-width-colon",
    Severity.ERROR,
    """键的后面用了全角冒号

为什么: 键和值之间要用英文冒号加一个空格。中文输入法下打出的“：”会被当作文字，整行就不成为一个字段。

不好: 事项名称：机构职能

好: 事项名称: 机构职能
""",
)
NO_SPACE_AFTER_COLON = Code(
    "Y111",
    "no-space-after-colon",
    Severity.ERROR,
    """键的冒号后面少一个空格

为什么: 没有空格时，整行会被当作一段文字，而不是一个字段。

不好: 事项名称:机构职能

好: 事项名称: 机构职能
""",
)
COLON_IN_VALUE = Code(
    "Y112",
    "colon-in-value",
    Severity.ERROR,
    """值里又有英文冒号加空格

为什么: 一行只能有一对“键: 值”，值里的“: ”会被当作另一个键。

不好: 内容概述: 附件: 收费标准表

好: 内容概述: "附件: 收费标准表"
""",
)
FULL_WIDTH_COMMA = Code(
    "Y113",
    "full-width-comma",
    Severity.ERROR,
    """方括号里用了中文逗号分隔

为什么: 方括号里的各项要用英文逗号分开，否则全部被当作一项。

不好: 公开渠道: [政府网站，公示栏]

好: 公开渠道: [政府网站, 公示栏]

如果中文逗号本来就是这一项文字的一部分，请给这一项加英文双引号。只有写名称的栏目（公开渠道、公开对象等）能够自动改正，其余的要看过再改。
""",
)
IDEOGRAPHIC_SPACE = Code(
    "Y114",
    "ideographic-space",
    Severity.ERROR,
    """值的前后或者行首有全角空格

为什么: 全角空格看起来像空白，却是一个字符：放在行首不算缩进，放在值的末尾会使“县级　”不等于“县级”。

不好: 单位层级: 县级　（末尾有一个全角空格）

好: 单位层级: 县级
""",
)
TAB = Code(
    "Y115",
    "tab",
    Severity.ERROR,
    """用了制表符（Tab）

为什么: YAML 不允许用制表符缩进，各编辑器显示的宽度也不一样。

不好: 行首按一下 Tab 键。

好: 行首按两下空格键。
""",
)
TEXT_AFTER_HASH = Code(
    "Y116",
    "text-after-hash",
    Severity.WARNING,
    """值后面的“ #”起被当作注释

为什么: 空格加“#”以后的文字是注释，不会公布。如果它本来是正文，就丢了。

不好: 信息名称: 关于 #1 号楼的通知

好: 信息名称: "关于 #1 号楼的通知"

如果确实是注释，请把它另起一行写在上面。
""",
)
UNCLOSED_QUOTE = Code(
    "Y117",
    "unclosed-quote",
    Severity.ERROR,
    """引号没有成对，或者引号外面还有文字

为什么: 值以英文引号开头时，必须以同样的引号结尾，后面不能再有文字。

不好: 事项名称: "机构职能

好: 事项名称: "机构职能"

中文引号“”不受影响，可以照常用在文字里。
""",
)
UNCLOSED_BRACKET = Code(
    "Y118",
    "unclosed-bracket",
    Severity.ERROR,
    """方括号或者花括号没有成对

为什么: 用方括号写一组值时，开头和结尾都要有括号，各项之间用英文逗号分开。

不好: 公开渠道: [政府网站, 政府公报

好: 公开渠道: [政府网站, 政府公报]
""",
)
SPECIAL_FIRST_CHARACTER = Code(
    "Y119",
    "special-first-character",
    Severity.ERROR,
    """值以有特殊含义的符号开头

为什么: 值的第一个字符是 @ ` % * & ! | > [ ] { } , 之一时，YAML 会把它当作记号。

不好: 内部备注: *号为必填

好: 内部备注: "*号为必填"
""",
)
BAD_INDENTATION = Code(
    "Y120",
    "bad-indentation",
    Severity.ERROR,
    """缩进与同一层的其他行对不齐

为什么: YAML 用行首空格的多少表示层次，同一条记录的各个键要左边对齐。

不好: 下一个键比上一个键多（或者少）一个空格。

好: 同一层的键左边对齐。
""",
)
DASH_WITHOUT_SPACE = Code(
    "Y121",
    "dash-without-space",
    Severity.ERROR,
    """表示一项的短横后面少一个空格

为什么: 一组值的每一项以“- ”（短横加空格）开头，没有空格（或者用了全角短横）就成了普通文字。

不好: -政府网站

好: - 政府网站
""",
)
BACKSLASH_IN_QUOTES = Code(
    "Y122",
    "backslash-in-quotes",
    Severity.ERROR,
    """双引号里有反斜线

为什么: 英文双引号里的“\\”和它后面的字合起来有特殊含义，写 Windows 路径等文字时读不出来。英文单引号里没有这个问题。

不好: 内部备注: "D:\\公开\\目录"

好: 内部备注: 'D:\\公开\\目录'
""",
)
MISSING_COLON = Code(
    "Y123",
    "missing-colon",
    Severity.ERROR,
    """键的后面没有冒号

为什么: 没有冒号，这一行就只是一段文字，不成为一个字段。

不好: 事项名称 机构职能

好: 事项名称: 机构职能
""",
)
DUPLICATE_KEY = Code(
    "Y130",
    "duplicate-key",
    Severity.ERROR,
    """同一条记录里一个键写了两次

为什么: 多数工具会悄悄用后一个值盖掉前一个值。键的中文名和英文名算同一个键。

不好: 两行都是“公开时限: …”。

好: 只留一行。
""",
)
ALIAS = Code(
    "Y131",
    "alias",
    Severity.ERROR,
    """用了 YAML 的锚点（&）或者引用（*）

为什么: 目录的每条记录要能单独看懂、单独审查，不使用引用另一处内容的写法。

不好: 公开渠道: *常用渠道

好: 公开渠道: [政府网站, 政府公报]
""",
)
TAG = Code(
    "Y132",
    "tag",
    Severity.ERROR,
    """用了 YAML 的类型标记（!）

为什么: 字段是什么类型由本工具的字段说明决定，不在文件里另外标记。

不好: 年份: !!str 2024

好: 年份: 2024
""",
)
SEVERAL_DOCUMENTS = Code(
    "Y133",
    "several-documents",
    Severity.ERROR,
    """一个文件里有“---”或者“...”隔开的几份内容

为什么: 一个文件只放一份内容，“---”以后的内容别的工具读不到。

不好: 两条记录之间写一行“---”。

好: 每条记录以“- ”开头，接着往下写。
""",
)
NOT_A_KEY = Code(
    "Y134",
    "not-a-key",
    Severity.ERROR,
    """键不是普通文字

为什么: 键应当是字段的名称，不能是空的，也不能是一组值。

不好: ? [公开渠道]

好: 公开渠道: [政府网站]
""",
)
TOO_DEEP = Code(
    "Y135",
    "too-deep",
    Severity.ERROR,
    """内容的层次太深

为什么: 目录的字段最多几层，几十层的嵌套是误操作或者恶意文件。

不好: [[[[[[…]]]]]]

好: [政府网站]
""",
)
TOO_LARGE = Code(
    "Y136",
    "too-large",
    Severity.ERROR,
    """文件太大

为什么: 一个文件超过 20 MB 时，编辑、审查和比较都不方便，也可能是放错了文件。

不好: 把附件或者扫描件放进 items 文件夹。

好: 按分类把事项分写到几个文件里。
""",
)
WRONG_SHAPE = Code(
    "Y137",
    "wrong-shape",
    Severity.ERROR,
    """文件的整体写法不对

为什么: 事项、条目和词表文件是一组记录，每条以“- ”开头；单位概况、指南和设置文件是一份“键: 值”。

不好: items 文件里不写“- ”，直接写“事项名称: …”。

好: - 事项名称: …
""",
)
EMPTY_RECORD = Code(
    "Y138",
    "empty-record",
    Severity.WARNING,
    """空的记录

为什么: 一个“- ”后面什么也没有，多半是没有写完或者误按。

不好: 单独一行“- ”。

好: 删去这一行，或者把记录写完。
""",
)
NOT_YAML = Code(
    "Y139",
    "not-yaml",
    Severity.ERROR,
    """这条记录的写法读不懂

为什么: 这一处不符合 YAML 的写法，这条记录没有读入；其余记录照常检查。

不好: 单独一行“机构职能”，前面没有“事项名称: ”。

好: 事项名称: 机构职能
""",
)
NOT_READABLE = Code(
    "Y140",
    "not-readable",
    Severity.ERROR,
    """文件打不开

为什么: 没有读取权限、文件正被删除或者改名，或者是指向工作区以外的链接（为了安全不读）。

不好: items 里放一个指向别的磁盘的快捷链接。

好: 把文件本身放进 items。
""",
)
MISPLACED_FILE = Code(
    "Y141",
    "misplaced-file",
    Severity.WARNING,
    """文件放错了地方或者名称不对，没有读入

为什么: 单位文件夹里只读 unit.yaml、guide.yaml、classes.yaml、laws.yaml 和 items、entries 里的 .yaml 文件。放错的文件不会有任何效果。

不好: catalogs/yuantan-town/items/机构.yml

好: catalogs/yuantan-town/items/机构.yaml
""",
)
UNIT_FOLDER = Code(
    "Y142",
    "unit-folder",
    Severity.ERROR,
    """单位文件夹的名称不合规定，或者缺少 unit.yaml

为什么: 文件夹名是单位的编号，要出现在网址里，只能用小写英文字母、数字和短横；单位概况写在其中的 unit.yaml。

不好: catalogs/源潭镇/

好: catalogs/yuantan-town/unit.yaml
""",
)

CODES = (
    NOT_UTF8,
    BROKEN_CHARACTER,
    BYTE_ORDER_MARK,
    INVISIBLE_CHARACTER,
    FULL_WIDTH_COLON,
    NO_SPACE_AFTER_COLON,
    COLON_IN_VALUE,
    FULL_WIDTH_COMMA,
    IDEOGRAPHIC_SPACE,
    TAB,
    TEXT_AFTER_HASH,
    UNCLOSED_QUOTE,
    UNCLOSED_BRACKET,
    SPECIAL_FIRST_CHARACTER,
    BAD_INDENTATION,
    DASH_WITHOUT_SPACE,
    BACKSLASH_IN_QUOTES,
    MISSING_COLON,
    DUPLICATE_KEY,
    ALIAS,
    TAG,
    SEVERAL_DOCUMENTS,
    NOT_A_KEY,
    TOO_DEEP,
    TOO_LARGE,
    WRONG_SHAPE,
    EMPTY_RECORD,
    NOT_YAML,
    NOT_READABLE,
    MISPLACED_FILE,
    UNIT_FOLDER,
)
