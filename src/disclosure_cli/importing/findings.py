"""What an import has to say: findings as values, and the one table of their codes.

A finding names the cell (``Sheet1!C12``, ``表1!R3C2``) where a clerk has to look. A code never
changes meaning and is never reused; its manual page stands beside it, in Chinese, for the clerk.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing a person should know about the import.

    ``doubtful`` marks a reading that was made but may be wrong and wants a look.
    """

    code: str
    where: str
    message: str
    hint: str = ""
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class FindingKind:
    """A code with its name, severity and manual page (what, why, what to do)."""

    code: str
    name: str
    severity: Severity
    what: str
    why: str
    remedy: str


class UnreadableError(Exception):
    """The file as a whole cannot be read; carries the one finding that says why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


FINDING_KINDS: tuple[FindingKind, ...] = (
    FindingKind(
        "I901",
        "empty-file",
        "error",
        "文件是空的，或者只有空白。",
        "没有内容就没有可以导入的事项；常见原因是文件没有下载完，或者保存时出错。",
        "请打开原文件确认有内容，重新保存或重新下载后再导入。",
    ),
    FindingKind(
        "I902",
        "unknown-format",
        "error",
        "认不出文件的格式，或者是不能导入的格式。",
        "导入按文件内容判断格式，只读 xlsx、xls、ods、csv、HTML 和 docx。"
        "PDF、图片和旧版 doc 里的表格没有可靠的行列。",
        "请用 WPS 或 Excel 打开后另存为 xlsx（表格）或 docx（文档）再导入。",
    ),
    FindingKind(
        "I903",
        "encrypted-file",
        "error",
        "文件设有打开密码。",
        "加密的文件不输入密码就读不到内容，本工具不接触密码。",
        "请打开文件，取消打开密码（文件—信息—保护），另存后再导入。",
    ),
    FindingKind(
        "I904",
        "damaged-file",
        "error",
        "文件已损坏或者不完整。",
        "从损坏的文件里读出来的内容不可信，所以整个文件不导入。",
        "请重新下载或复制原文件；打不开时用 WPS 或 Excel 修复并另存后再导入。",
    ),
    FindingKind(
        "I905",
        "file-too-large",
        "error",
        "文件过大，或者展开以后过大。",
        "压缩包式的文件可以很小却展开成极大的数据，会耗尽内存；导入前先核对大小和压缩比。",
        "请删去无关的工作表、图片和空行，或者分成几个文件导入。",
    ),
    FindingKind(
        "I906",
        "unsafe-markup",
        "error",
        "文件里有 XML 的文档类型声明或实体定义。",
        "正常保存的文件没有这些内容；实体可以被用来读取本机文件或者撑爆内存，所以不展开、不读取。",
        "请核实文件来源；用 WPS 或 Excel 打开后另存一份再导入。",
    ),
    FindingKind(
        "I907",
        "mislabelled-file",
        "warning",
        "文件的扩展名与内容不符，已按内容读取。",
        "不少网站导出的 .xls 实际是网页。按内容读取不影响结果，但别人打开时可能看到警告。",
        "可以另存为真正的 xlsx，以免别人误会。",
    ),
    FindingKind(
        "I908",
        "macros-ignored",
        "warning",
        "文件带有宏，没有运行，也没有读取。",
        "宏是程序，不是目录内容，而且可能有害。",
        "如果表格要靠宏才能得出内容，请先在 Excel 里得出结果，再另存为不带宏的 xlsx。",
    ),
    FindingKind(
        "I909",
        "external-links-ignored",
        "warning",
        "文件引用了其他文件，没有去读取，用的是上次保存的结果。",
        "导入只看这一个文件；别的文件可能已经变了。",
        "请核对引用处的内容是不是最新的。",
    ),
    FindingKind(
        "I910",
        "formula-value-taken",
        "info",
        "单元格里是公式，取的是上次保存的结果。",
        "公式不会被重新计算，结果与文件里看到的一样。",
        "请看一眼取到的内容对不对。",
    ),
    FindingKind(
        "I911",
        "formula-without-value",
        "warning",
        "单元格里是公式，文件里没有保存它的结果，这一格没有内容。",
        "公式从不计算；有的程序生成表格时不保存结果。",
        "请用 WPS 或 Excel 打开文件，保存一次，再导入。",
    ),
    FindingKind(
        "I912",
        "hidden-content",
        "warning",
        "内容在隐藏的工作表、行或列里，也照样读了。",
        "隐藏的内容在表面上看不到，可能是旧内容，也可能是不该公开的内容。",
        "请确认这些内容要不要；不要的，在原文件里删去后重新导入。",
    ),
    FindingKind(
        "I913",
        "covered-content",
        "warning",
        "单元格被合并单元格盖住，里面还有不同的内容。",
        "打开文件时看不到这些内容，它们没有进入任何事项。",
        "请取消合并，看看盖住的内容还有没有用。",
    ),
    FindingKind(
        "I914",
        "number-may-be-damaged",
        "warning",
        "很长的号码是按数字保存的，末尾几位可能已经丢失。",
        "表格软件的数字只保留 15 位，18 位的代码存成数字后，后几位会变成 0。",
        "请对照原件核对这个号码，把这一格设为文本后重新输入。",
    ),
    FindingKind(
        "I915",
        "date-in-code",
        "warning",
        "应当是编号的一格里存的是日期。",
        "表格软件会把 2024-12 一类的编号自动变成日期，原来的编号已经看不到。",
        "请对照原件核对这个编号，把这一格设为文本后重新输入。",
    ),
    FindingKind(
        "I916",
        "undecodable-text",
        "warning",
        "有的字节不是文字，已换成替代符号。",
        "文件的编码混杂或者损坏，替代符号处的原文已经认不出来。",
        "请用记事本或 WPS 打开文件，另存为 UTF-8 编码后再导入。",
    ),
    FindingKind(
        "I920",
        "no-table",
        "warning",
        "没有认出公开目录的表格。",
        "表格要有表头（如 公开事项、公开内容、公开依据、公开时限），才知道每一列是什么。",
        "请确认选对了文件；表格没有表头的，补上表头再导入。",
    ),
    FindingKind(
        "I921",
        "unplaced-cell",
        "warning",
        "这一格的内容没有归入任何事项、标题或说明。",
        "导入不丢内容，也不猜测：放不进去的内容逐一列出，由人决定。",
        "请看这一格的内容有没有用，需要的手工补到相应的事项里。",
    ),
    FindingKind(
        "I922",
        "doubtful-column",
        "warning",
        "这一列的含义是推断出来的。",
        "表头残缺、重复或者写法少见，只能看这一列的内容和位置来判断。",
        "请核对这一列读成的字段；不对的话，在原文件里改好表头再导入。",
    ),
    FindingKind(
        "I923",
        "unlabelled-column",
        "warning",
        "这一列没有表头，也看不出是什么，内容原样保留。",
        "没有表头的列不能归入字段。",
        "请在原文件里补上表头再导入，或者导入后手工处理。",
    ),
    FindingKind(
        "I924",
        "header-carried-over",
        "warning",
        "这张表没有自己的表头，按前一张表的表头读取。",
        "跨页的表格常常只在第一页有表头；列数和内容与前一张表相符，才这样读取。",
        "请核对第一行有没有对错列。",
    ),
    FindingKind(
        "I925",
        "missing-header",
        "warning",
        "这张表没有表头，各列是按内容推断的。",
        "只有内容特征明显的列（依据、时限、渠道等）能够推断。",
        "请在原文件里补上表头再导入。",
    ),
    FindingKind(
        "I926",
        "blank-filled-down",
        "info",
        "空白的事项类别沿用了上一行的内容。",
        "上级事项通常只写一次；csv 等格式不保存合并单元格，空白就是与上一行相同。",
        "请核对这些行是不是属于上一行的类别。",
    ),
    FindingKind(
        "I927",
        "unresolved-ditto",
        "warning",
        "写着“同上”“同左”，但是上面或左边没有内容可取。",
        "“同上”要有所指；删行、排序以后常常失去所指。",
        "请对照原件补上这一格的内容。",
    ),
    FindingKind(
        "I928",
        "doubtful-channel-mark",
        "warning",
        "公开渠道的勾选符号不规范，勾没勾是推断的。",
        "☐、口、t 等符号在不同的表里有的表示勾选，有的表示没有勾选。",
        "请对照原件核对这些行的公开渠道，改用 ■ 和 □。",
    ),
    FindingKind(
        "I929",
        "cell-across-fields",
        "warning",
        "一个合并单元格横跨几个不同的字段，内容只归入第一个字段。",
        "合并可能是误操作，也可能表示几个字段都是这个内容。",
        "请核对被盖住的字段，需要的手工补上。",
    ),
    FindingKind(
        "I930",
        "continued-row",
        "info",
        "这一行没有自己的事项名称，当作上一行事项的续行。",
        "一个事项的内容分几行写时，后面的行只有内容，没有名称。",
        "请核对这一行是不是属于上一行的事项。",
    ),
    FindingKind(
        "I940",
        "new-class",
        "warning",
        "分类表里没有这个类别，已在本单位的 classes.yaml 里编了新的分类。",
        "事项要归入分类才能编号；共用的分类表里没有同名的类别，不能猜它属于哪一类。",
        "请看能不能归入共用的分类；能的，改事项的分类并删去新的分类。",
    ),
    FindingKind(
        "I941",
        "class-matched-by-name",
        "info",
        "类别按名称归入了已有的分类，原表的上下级写法与分类表不同。",
        "同名的类别用同一个代码，各单位的目录才能对照；原来的写法留在“导入原文”里。",
        "请核对归入的分类对不对。",
    ),
    FindingKind(
        "I942",
        "duration-as-time-limit",
        "info",
        "公开时限一栏写的是公开多久，已写进“公开期限”。",
        "公开时限是多长时间内公开，“长期公开”是公开以后保留多久，不是一回事。",
        "请补上公开时限。",
    ),
    FindingKind(
        "I943",
        "unregistered-publisher",
        "warning",
        "公开主体或者发布机构没有登记，原文留在“导入原文”里。",
        "公开主体要写登记过的机关全称；没有写的，就是本单位。",
        "请确认是不是本单位；不是的，在 organs.yaml 登记全称，再写进公开主体。",
    ),
    FindingKind(
        "I944",
        "unknown-channel",
        "warning",
        "渠道表里没有这种写法，已写进“其他渠道”。",
        "渠道用统一的名称才能印进统一的渠道栏；不认识的写法不猜。",
        "请看是不是标准渠道的另一种写法；是的，改成标准名称。",
    ),
    FindingKind(
        "I945",
        "doubtful-choice",
        "warning",
        "这一栏的选择读不准，原文留在“导入原文”里。",
        "公开方式、公开对象、公开渠道等要选规定的词；同时勾了几个或者写了别的话，不替人选。",
        "请对照原件补上。",
    ),
    FindingKind(
        "I946",
        "value-not-fitting",
        "warning",
        "这一栏的内容不合字段的要求，原文留在“导入原文”里。",
        "日期、编号、网址等有规定的形式，文字有长度限制；不合的不改写，也不丢掉。",
        "请照字段的要求改写后填进去。",
    ),
    FindingKind(
        "I947",
        "text-around-table",
        "info",
        "表的标题、表外的说明和标注没有写进事项。",
        "这些话是关于整张表的，不属于哪一个事项。",
        "要公布的，写进单位概况、指南或者设置。",
    ),
    FindingKind(
        "I948",
        "contacts-not-written",
        "warning",
        "认出了联系方式，没有改动单位概况。",
        "单位概况是人工登记并且审查过的，不能由一张表悄悄改掉。",
        "请与 unit.yaml 核对，需要的手工填进去。",
    ),
    FindingKind(
        "I949",
        "item-made-for-entries",
        "warning",
        "信息条目要属于一个公开事项，已按原表的类别新建了事项。",
        "信息目录只写信息，不写它属于哪个公开事项。",
        "请核对事项的名称和分类，补上公开内容、依据、时限；也可以把信息改挂到别的事项下面。",
    ),
    FindingKind(
        "I950",
        "already-there",
        "info",
        "单位里已经有这条记录，没有改动。",
        "分类、名称相同的是同一个事项，索引号相同的是同一条信息；已有的内容可能是改过的。",
        "原表与已有记录不同的，请逐项核对后手工修改。",
    ),
    FindingKind(
        "I951",
        "row-without-title",
        "warning",
        "这一行没有名称，没有写成记录。",
        "没有名称的事项无法编号，也不能替它起名。",
        "请在原表补上名称再导入。",
    ),
    FindingKind(
        "I952",
        "own-data-sheet",
        "warning",
        "这张表是本工具生成的“数据”表，与目录表是同一批记录，没有再读一遍。",
        "生成的目录工作簿里，“数据”表把每条记录的全部公开字段又列了一遍，都读就会变成两份。",
        "目录表里没有印的字段（如采用标准、公开期限）需要的，手工补到记录里。",
    ),
)

KIND_BY_CODE: dict[str, FindingKind] = {kind.code: kind for kind in FINDING_KINDS}


def manual_page(code: str) -> str:
    """The manual page of an import finding, as plain text."""
    kind = KIND_BY_CODE[code]
    return (
        f"{kind.code} {kind.name}\n\n"
        f"是什么：{kind.what}\n\n为什么：{kind.why}\n\n怎么办：{kind.remedy}\n"
    )


def finding(code: str, where: str, detail: str = "", *, doubtful: bool = False) -> Finding:
    """A finding of a known code; ``detail`` follows what the code says in general."""
    kind = KIND_BY_CODE[code]
    return Finding(code, where, kind.what + detail, kind.remedy, doubtful)
