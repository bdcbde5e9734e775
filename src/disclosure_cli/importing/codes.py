"""What an import may say: the one table of its codes, each with its manual page and what to do about it."""

from __future__ import annotations

from typing import NamedTuple

from disclosure_cli.model import Code, Severity


class Kind(NamedTuple):
    """A code with its manual page, and the page's last part by itself: what a clerk does about it."""

    definition: Code
    remedy: str


def _kind(
    code: str, name: str, severity: Severity, title: str, *, why: str, bad: str, good: str
) -> Kind:
    page = f"{title}\n\n为什么: {why}\n\n不好: {bad}\n\n好: {good}\n"
    return Kind(Code(code, name, severity, page), good)


EMPTY_FILE = _kind(
    "I901",
    "empty-file",
    Severity.ERROR,
    "文件是空的，或者只有空白",
    why="没有内容就没有可以导入的事项；常见原因是文件没有下载完，或者保存时出错。",
    bad="下载中断，得到一个0字节的文件。",
    good="打开原文件确认有内容，重新保存或重新下载后再导入。",
)
UNKNOWN_FORMAT = _kind(
    "I902",
    "unknown-format",
    Severity.ERROR,
    "认不出文件的格式，或者是不能导入的格式",
    why="导入按文件内容判断格式，只读 xlsx、xls、ods、csv、HTML 和 docx。PDF、图片和旧版 doc 里的表格没有可靠的行列。",
    bad="disclose import 目录.pdf",
    good="用 WPS 或 Excel 打开后另存为 xlsx（表格）或 docx（文档）再导入。",
)
ENCRYPTED_FILE = _kind(
    "I903",
    "encrypted-file",
    Severity.ERROR,
    "文件设有打开密码",
    why="加密的文件不输入密码就读不到内容，本工具不接触密码。",
    bad="目录.xlsx 打开时要先输入密码。",
    good="打开文件，取消打开密码（文件—信息—保护），另存后再导入。",
)
DAMAGED_FILE = _kind(
    "I904",
    "damaged-file",
    Severity.ERROR,
    "文件已损坏或者不完整",
    why="从损坏的文件里读出来的内容不可信，所以整个文件不导入。",
    bad="从U盘复制到一半的 目录.xlsx。",
    good="重新下载或复制原文件；打不开时用 WPS 或 Excel 修复并另存后再导入。",
)
FILE_TOO_LARGE = _kind(
    "I905",
    "file-too-large",
    Severity.ERROR,
    "文件过大，或者展开以后过大",
    why="压缩包式的文件可以很小却展开成极大的数据，会耗尽内存；导入前先核对大小和压缩比。",
    bad="不到1 MB的压缩包，展开后有1000 MB。",
    good="删去无关的工作表、图片和空行，或者分成几个文件导入。",
)
UNSAFE_MARKUP = _kind(
    "I906",
    "unsafe-markup",
    Severity.ERROR,
    "文件里有 XML 的文档类型声明或实体定义",
    why="正常保存的文件没有这些内容；实体可以被用来读取本机文件或者撑爆内存，所以不展开、不读取。",
    bad='<!DOCTYPE worksheet [<!ENTITY a "…">]>',
    good="核实文件来源；用 WPS 或 Excel 打开后另存一份再导入。",
)
MISLABELLED_FILE = _kind(
    "I907",
    "mislabelled-file",
    Severity.WARNING,
    "文件的扩展名与内容不符，已按内容读取",
    why="不少网站导出的 .xls 实际是网页。按内容读取不影响结果，但别人打开时可能看到警告。",
    bad="从网站导出的 目录.xls，内容其实是网页。",
    good="可以另存为真正的 xlsx，以免别人误会。",
)
MACROS_IGNORED = _kind(
    "I908",
    "macros-ignored",
    Severity.WARNING,
    "文件带有宏，没有运行，也没有读取",
    why="宏是程序，不是目录内容，而且可能有害。",
    bad="目录.xlsm 里用宏填写公开依据。",
    good="如果表格要靠宏才能得出内容，请先在 Excel 里得出结果，再另存为不带宏的 xlsx。",
)
EXTERNAL_LINKS_IGNORED = _kind(
    "I909",
    "external-links-ignored",
    Severity.WARNING,
    "文件引用了其他文件，没有去读取，用的是上次保存的结果",
    why="导入只看这一个文件；别的文件可能已经变了。",
    bad="公开依据一格写着 ='[法规库.xlsx]Sheet1'!A1。",
    good="核对引用处的内容是不是最新的。",
)
FORMULA_VALUE_TAKEN = _kind(
    "I910",
    "formula-value-taken",
    Severity.INFO,
    "单元格里是公式，取的是上次保存的结果",
    why="公式不会被重新计算，结果与文件里看到的一样。",
    bad="公开主体一格写着 =B2，上次保存的结果是“示例县民政局”。",
    good="看一眼取到的内容对不对。",
)
FORMULA_WITHOUT_VALUE = _kind(
    "I911",
    "formula-without-value",
    Severity.WARNING,
    "单元格里是公式，文件里没有保存它的结果，这一格没有内容",
    why="公式从不计算；有的程序生成表格时不保存结果。",
    bad="公开主体一格写着 =B2，文件里没有结果。",
    good="用 WPS 或 Excel 打开文件，保存一次，再导入。",
)
HIDDEN_CONTENT = _kind(
    "I912",
    "hidden-content",
    Severity.WARNING,
    "内容在隐藏的工作表、行或列里，也照样读了",
    why="隐藏的内容在表面上看不到，可能是旧内容，也可能是不该公开的内容。",
    bad="表格里有一行设成了隐藏，写着去年的事项。",
    good="确认这些内容要不要；不要的，在原文件里删去后重新导入。",
)
COVERED_CONTENT = _kind(
    "I913",
    "covered-content",
    Severity.WARNING,
    "单元格被合并单元格盖住，里面还有不同的内容",
    why="打开文件时看不到这些内容，它们没有进入任何事项。",
    bad="合并单元格下面还压着“旧的公开依据”。",
    good="取消合并，看看盖住的内容还有没有用。",
)
NUMBER_MAY_BE_DAMAGED = _kind(
    "I914",
    "number-may-be-damaged",
    Severity.WARNING,
    "很长的号码是按数字保存的，末尾几位可能已经丢失",
    why="表格软件的数字只保留 15 位，18 位的代码存成数字后，后几位会变成 0。",
    bad="统一社会信用代码存成数字，显示为 1.13417E+17。",
    good="对照原件核对这个号码，把这一格设为文本后重新输入。",
)
DATE_IN_CODE = _kind(
    "I915",
    "date-in-code",
    Severity.WARNING,
    "应当是编号的一格里存的是日期",
    why="表格软件会把 2024-12 一类的编号自动变成日期，原来的编号已经看不到。",
    bad="索引号 2024-12 显示成 2024年12月1日。",
    good="对照原件核对这个编号，把这一格设为文本后重新输入。",
)
UNDECODABLE_TEXT = _kind(
    "I916",
    "undecodable-text",
    Severity.WARNING,
    "有的字已经损坏，写进记录的是“〓”",
    why="文件的编码混杂、损坏，或者另存时已经损坏，“〓”处原来是什么字认不出来。",
    bad="公开内容: 机构�能",
    good="对照原件改正这几格再导入，或者导入以后在记录里改正“〓”。",
)
ERROR_VALUE = _kind(
    "I917",
    "error-value",
    Severity.WARNING,
    "这一格是公式的错误值，没有当作内容",
    why="公式引用的格子被删去、查找不到等，表格软件就显示 #REF!、#N/A 等，原来要显示的内容已经没有了。",
    bad="公开内容一格显示“#REF!”。",
    good="对照原件，在原文件里改好公式或者直接写上内容，再导入。",
)
NUMBER_READ_AS_DATE = _kind(
    "I918",
    "number-read-as-date",
    Severity.INFO,
    "日期一栏里是数，与同一列的日期一样读成日期",
    why="表格软件把日期存成从1900年（有的从1904年）起的天数，格式一变，就显示成 45731 一类的数。",
    bad="生成日期一列，有的是“2025年1月2日”，有的是“45731”。",
    good="对照原件核对读成的日期。",
)
NO_TABLE = _kind(
    "I920",
    "no-table",
    Severity.WARNING,
    "没有认出公开目录的表格",
    why="表格要有表头（如 公开事项、公开内容、公开依据、公开时限），才知道每一列是什么。",
    bad="只有“姓名、金额”两列的名单。",
    good="确认选对了文件；表格没有表头的，补上表头再导入。",
)
UNPLACED_CELL = _kind(
    "I921",
    "unplaced-cell",
    Severity.WARNING,
    "这一格的内容没有归入任何事项、标题或说明",
    why="导入不丢内容，也不猜测：放不进去的内容逐一列出，由人决定。",
    bad="表格右边的空白处写着“记得改”。",
    good="看这一格的内容有没有用，需要的手工补到相应的事项里。",
)
DOUBTFUL_COLUMN = _kind(
    "I922",
    "doubtful-column",
    Severity.WARNING,
    "这一列的含义是推断出来的",
    why="表头残缺、重复或者写法少见，只能看这一列的内容和位置来判断。",
    bad="表头印成“公开王体”，这一列写的都是机关名称。",
    good="核对这一列读成的字段；不对的话，在原文件里改好表头再导入。",
)
UNLABELLED_COLUMN = _kind(
    "I923",
    "unlabelled-column",
    Severity.WARNING,
    "这一列没有表头，也看不出是什么，内容原样保留",
    why="没有表头的列不能归入字段。",
    bad="第四列没有表头，各行写着“甲”“乙”。",
    good="在原文件里补上表头再导入，或者导入后手工处理。",
)
HEADER_CARRIED_OVER = _kind(
    "I924",
    "header-carried-over",
    Severity.WARNING,
    "这张表没有自己的表头，按前一张表的表头读取",
    why="跨页的表格常常只在第一页有表头；列数和内容与前一张表相符，才这样读取。",
    bad="目录印成两页，第二页的表直接从第20行事项开始。",
    good="核对第一行有没有对错列。",
)
MISSING_HEADER = _kind(
    "I925",
    "missing-header",
    Severity.WARNING,
    "这张表没有表头，各列是按内容推断的",
    why="只有内容特征明显的列（依据、时限、渠道等）能够推断。",
    bad="只有各行事项，第一行就是“1、机构职能、…”。",
    good="在原文件里补上表头再导入。",
)
BLANK_FILLED_DOWN = _kind(
    "I926",
    "blank-filled-down",
    Severity.INFO,
    "空白的事项类别沿用了上一行的内容",
    why="上级事项通常只写一次；csv 等格式不保存合并单元格，空白就是与上一行相同。",
    bad="一级事项只在第一行写“机构信息”，下面几行空着。",
    good="核对这些行是不是属于上一行的类别。",
)
UNRESOLVED_DITTO = _kind(
    "I927",
    "unresolved-ditto",
    Severity.WARNING,
    "写着“同上”“同左”，但是上面或左边没有内容可取",
    why="“同上”要有所指；删行、排序以后常常失去所指。",
    bad="表格第一行的公开依据写着“同上”。",
    good="对照原件补上这一格的内容。",
)
DOUBTFUL_CHANNEL_MARK = _kind(
    "I928",
    "doubtful-channel-mark",
    Severity.WARNING,
    "公开渠道的勾选符号不规范，勾没勾是推断的",
    why="☐、口、t 等符号在不同的表里有的表示勾选，有的表示没有勾选。",
    bad="☐政府网站 ☐政府公报",
    good="对照原件核对这些行的公开渠道，改用 ■ 和 □。",
)
CELL_ACROSS_FIELDS = _kind(
    "I929",
    "cell-across-fields",
    Severity.WARNING,
    "一个合并单元格横跨几个不同的字段，内容只归入第一个字段",
    why="合并可能是误操作，也可能表示几个字段都是这个内容。",
    bad="公开依据和公开时限两列合并成一格，写着“按规定”。",
    good="核对被盖住的字段，需要的手工补上。",
)
CONTINUED_ROW = _kind(
    "I930",
    "continued-row",
    Severity.INFO,
    "这一行没有自己的事项名称，当作上一行事项的续行",
    why="一个事项的内容分几行写时，后面的行只有内容，没有名称。",
    bad="“政府预算”下面一行只有公开内容“支出表”。",
    good="核对这一行是不是属于上一行的事项。",
)
RECORD_MET_BY_GUESS = _kind(
    "I931",
    "record-met-by-guess",
    Severity.WARNING,
    "事项名称是哪一列是推断的，单位里已经有的这条记录没有改动",
    why="没有表头或者表头残缺的表，列的含义可能推断错；新增的记录看得出来、可以删去，改错的记录找不回来。",
    bad="没有表头的一张表里，有一行与已有的事项 0101-001 编号相同，内容不同。",
    good="在原文件里补上表头（序号、事项名称、公开内容……），再导入一遍。",
)
REPEATED_ROW = _kind(
    "I932",
    "repeated-row",
    Severity.INFO,
    "这一行与前面的一行完全相同，没有重复导入",
    why="索引号和各栏内容都相同的两行，是同一条信息写了两遍；再写成一条记录，就有两条信息用同一个索引号。",
    bad="信息目录的第3行和第5行，索引号、名称、日期都一样。",
    good="不用处理；确实是两条信息的，改正索引号再导入。",
)
NEW_CLASS = _kind(
    "I940",
    "new-class",
    Severity.WARNING,
    "分类表里没有这个类别，已在本单位的 classes.yaml 里编了新的分类",
    why="事项要归入分类才能编号；共用的分类表里没有同名的类别，不能猜它属于哪一类。",
    bad="表里的一级事项是“示例特色事项”，分类表里没有。",
    good="看能不能归入共用的分类；能的，改事项的分类并删去新的分类。",
)
CLASS_MATCHED_BY_NAME = _kind(
    "I941",
    "class-matched-by-name",
    Severity.INFO,
    "类别按名称归入了已有的分类，原表的上下级写法与分类表不同",
    why="同名的类别用同一个代码，各单位的目录才能对照；原来的写法留在“导入原文”里。",
    bad="表里写“机关简介·机构职能”，归入 0101 机构职能。",
    good="核对归入的分类对不对。",
)
DURATION_MOVED = _kind(
    "I942",
    "duration-moved",
    Severity.INFO,
    "公开时限一栏写的是公开多久，已写进“公开期限”",
    why="公开时限是多长时间内公开，“长期公开”是公开以后保留多久，不是一回事。",
    bad="公开时限一栏写着“长期公开”。",
    good="补上公开时限。",
)
UNREGISTERED_PUBLISHER = _kind(
    "I943",
    "unregistered-publisher",
    Severity.WARNING,
    "公开主体或者发布机构没有登记，照原文写进记录",
    why="公开主体要写登记过的机关全称；没有写的，就是本单位，所以不能省去。登记以前，检查报 R310，不能生成。",
    bad="公开主体: 示例县某中心（organs.yaml 里没有）",
    good="是本单位的，删去公开主体；是别的机关的，在 organs.yaml 登记全称，公开主体写全称；导入结果的最后有可以照抄的。",
)
CHANNEL_TAKEN_AS_OTHER = _kind(
    "I944",
    "channel-taken-as-other",
    Severity.WARNING,
    "渠道表里没有这种写法，已写进“其他渠道”",
    why="渠道用统一的名称才能印进统一的渠道栏；不认识的写法不猜。",
    bad="■院务公开墙",
    good="看是不是标准渠道的另一种写法；是的，改成标准名称。",
)
DOUBTFUL_CHOICE = _kind(
    "I945",
    "doubtful-choice",
    Severity.WARNING,
    "这一栏的选择读不准",
    why="公开方式、公开对象、公开渠道等要选规定的词；同时勾了几个或者写了别的话，不替人选，原文留在“导入原文”里。",
    bad="公开方式的“主动”和“依申请”两格都打了√。",
    good="对照原件补上。",
)
VALUE_NOT_FITTING = _kind(
    "I946",
    "value-not-fitting",
    Severity.WARNING,
    "这一栏的内容不合字段的要求，原文留在“导入原文”里",
    why="日期、编号、网址等有规定的形式，文字有长度限制；不合的不改写，也不丢掉。",
    bad="生成日期一格写着“三月”。",
    good="照字段的要求改写后填进去。",
)
TEXT_AROUND_TABLE = _kind(
    "I947",
    "text-around-table",
    Severity.INFO,
    "表的标题、表外的说明和标注没有写进事项",
    why="这些话是关于整张表的，不属于哪一个事项。",
    bad="表下面写着“备注：本目录根据实际工作动态调整”。",
    good="要公布的，写进单位概况、指南或者设置。",
)
ROW_OF_ANOTHER_UNIT = _kind(
    "I948",
    "row-of-another-unit",
    Severity.INFO,
    "这一行是别的单位的，没有导入",
    why="生成的数据文件（items.csv、entries.csv）里有各个单位的记录，一次导入只写一个单位。",
    bad="把 build/site/data/items.csv 导入 yuantan-town，表里还有 xiushui-minerals 的事项。",
    good="不用处理；别的单位的，把 --unit 换成那个单位再导入。",
)
ITEM_MADE_FOR_ENTRIES = _kind(
    "I949",
    "item-made-for-entries",
    Severity.WARNING,
    "信息条目要属于一个公开事项，已按原表的类别新建了事项",
    why="信息目录只写信息，不写它属于哪个公开事项。",
    bad="信息目录的一条通知，信息类别是“示例类”。",
    good="核对事项的名称和分类，补上公开内容、依据、时限；也可以把信息改挂到别的事项下面。",
)
ALREADY_THERE = _kind(
    "I950",
    "already-there",
    Severity.INFO,
    "单位里已经有这条记录，没有改动",
    why="编号相同，或者分类和名称相同的，是同一个事项；索引号相同的是同一条信息。原表的内容与记录相同，或者自上次导入以来没有变，记录就保持现在的样子，人工改过的内容不会被改回去。",
    bad="同一张表导入了两遍。",
    good="不用处理；要用原表的内容换掉人工改过的内容，直接改记录。",
)
ROW_WITHOUT_TITLE = _kind(
    "I951",
    "row-without-title",
    Severity.WARNING,
    "这一行没有名称，没有写成记录",
    why="没有名称的事项无法编号，也不能替它起名。",
    bad="一行有公开依据和公开时限，事项名称空着。",
    good="在原表补上名称再导入。",
)
OWN_DATA_SHEET = _kind(
    "I952",
    "own-data-sheet",
    Severity.WARNING,
    "这张表是本工具生成的“数据”表，与目录表是同一批记录，没有再读一遍",
    why="生成的目录工作簿里，“数据”表把每条记录的全部公开字段又列了一遍，都读就会变成两份。",
    bad="把 build 生成的 catalog.xlsx 整个导入。",
    good="目录表里没有印的字段（如采用标准、公开期限）需要的，手工补到记录里。",
)
CONTACT_LEFT = _kind(
    "I953",
    "contact-left",
    Severity.WARNING,
    "联系方式与单位概况不同，没有改动",
    why="单位概况是人工登记的，不能由一张表悄悄改掉；概况里空着的栏目才从表里填。",
    bad="指南里的办公地址是“示例路1号”，unit.yaml 里是“示例路2号”。",
    good="核实哪个是对的；表里对的，改 unit.yaml，并写上联系方式变更日期。",
)
CLOSED_RECORD_MET = _kind(
    "I954",
    "closed-record-met",
    Severity.WARNING,
    "已取消或者不予公开的记录又出现在表里，没有改动",
    why="取消、不予公开是审查以后决定的，一张表不能推翻它（《条例》第十四条至第十八条）。",
    bad="记录的公开方式是“不予公开”，导入的表里打着主动公开的勾。",
    good="重新审查；决定公开的，先改记录的公开方式和审查结论，再导入。",
)
REVIEWED_BEFORE = _kind(
    "I955",
    "reviewed-before",
    Severity.WARNING,
    "保密审查以后，导入又增加或者改动了内容",
    why="公开以前要逐条审查（《条例》第十七条、保密法）；已经办完的审查审的是原来的内容。",
    bad="单位1月办完事项审查，3月导入的表又增加了10个事项。",
    good="对这些记录重新办理保密审查，更新审查的日期，再公布。",
)
INDEX_NUMBER_TAKEN = _kind(
    "I956",
    "index-number-taken",
    Severity.WARNING,
    "索引号已经是另一条信息的，这一行没有导入",
    why="索引号一条信息一个，永久不变；两条信息用同一个号，就分不清引用的是哪一条。名称、生成日期都不一样的，是两条信息。",
    bad="两行信息的索引号都是 000000000/2024-00001；或者这个号已经是单位里另一份文件的。",
    good="对照原件核对索引号，改正以后再导入。",
)
CONTACT_WITHOUT_PLACE = _kind(
    "I957",
    "contact-without-place",
    Severity.WARNING,
    "这一项联系方式没有写进单位概况",
    why="单位概况里只有工作机构、监督机构和场所的联系方式；说不清是哪个机构的，或者没有相应栏目的，不猜。",
    bad="指南里有两段联系方式，都没有写是哪个机构的。",
    good="需要的手工填进 unit.yaml。",
)
RECORD_NOT_EDITABLE = _kind(
    "I958",
    "record-not-editable",
    Severity.ERROR,
    "记录的写法特殊，不能自动修改，没有改动",
    why="自动修改只动有变化的地方，其余一个字节也不变；写在“{ }”里的内容等特殊写法做不到这一点。",
    bad='- {事项编号: 0101-001, 事项名称: 机构职能, 分类: "01"}',
    good="把这条记录改成每行一个“键: 值”，再导入；或者照原表手工修改。",
)
OWN_SHEETS_DIFFER = _kind(
    "I959",
    "own-sheets-differ",
    Severity.WARNING,
    "目录表和“数据”表里的这一项不一样，用了目录表的",
    why="本工具生成的目录工作簿里，目录表印出的内容在“数据”表里又有一遍；只改了其中一张表的，程序不知道哪一个对。",
    bad="在“公开事项目录”表里改了公开时限，“数据”表里还是原来的。",
    good="核对记录里的内容；要用“数据”表的，直接改记录。以后改内容，用 disclose sheet 生成的编辑表。",
)
DAMAGED_EDITING_WORKBOOK = _kind(
    "I960",
    "damaged-editing-workbook",
    Severity.ERROR,
    "编辑表里的底稿没有了，或者被改动过，不能合并，没有导入",
    why="编辑表带着一份隐藏的底稿，写着做表时的内容；没有它，就分不清哪些是这次改的，哪些是别人后来在 YAML 里改的。",
    bad="把编辑表的一张工作表复制到别的文件，或者另存为 csv，隐藏的底稿没有了。",
    good="运行 disclose sheet 重新生成编辑表，把改动抄进去再导入。",
)
MISSING_SHEET = _kind(
    "I961",
    "missing-sheet",
    Severity.WARNING,
    "编辑表里少了一张工作表，它的记录没有改动",
    why="没有这张工作表，不等于要取消其中的记录。",
    bad="删去了“信息条目”这张工作表。",
    good="不用处理；要改其中的记录，重新生成编辑表。",
)
STRAY_SHEET = _kind(
    "I962",
    "stray-sheet",
    Severity.ERROR,
    "编辑表里多出一张工作表，没有导入",
    why="编辑表的一种记录只有一张工作表，另加的工作表不知道是什么。",
    bad="在编辑表里加了一张“草稿”，把新事项写在上面。",
    good="新增的内容写在原来的工作表里，编号空着。",
)
UNKNOWN_COLUMN = _kind(
    "I963",
    "unknown-column",
    Severity.ERROR,
    "编辑表里有一列不是字段，没有导入",
    why="第一行的栏目名称是字段的名称，改了或者另加的，不知道放进哪个字段。",
    bad="把“公开时限”改成了“时限”。",
    good="把栏目名称改回原来的；另加的内容写进“内部备注”。",
)
MISSING_COLUMN = _kind(
    "I964",
    "missing-column",
    Severity.WARNING,
    "编辑表里少了几列，这些字段没有改动",
    why="没有这一列，不等于要清空它的内容。",
    bad="删去了“公开期限”一列。",
    good="不用处理；要改这一栏，重新生成编辑表。",
)
EDIT_CONFLICT = _kind(
    "I965",
    "edit-conflict",
    Severity.ERROR,
    "编辑表和 YAML 改了同一处，改得不一样，这条记录没有改动",
    why="做表以后两个人改了同一个字段，程序不能替人选；整条记录都不动，免得一半是这边的、一半是那边的。",
    bad="编辑表里公开时限改成10个工作日，同事在 YAML 里改成了5个工作日。",
    good="商量好用哪一个，写进 YAML；其余的改动，在新生成的编辑表里再改一遍。",
)
DELETED_ROW = _kind(
    "I966",
    "deleted-row",
    Severity.ERROR,
    "编辑表里没有这条记录了，没有改动",
    why="已经公布过的事项和信息不能一删了之，要留下记录，公众才知道去了哪里。删去一行，可能是误操作，也可能是想取消。",
    bad="在编辑表里删去了一行。",
    good="误删的不用处理。事项要取消的，在“事项状态”里选“已取消”，写明日期和原因；或者导入时加上 --cancel-missing 和原因。信息失效、废止的，写“有效性”。",
)
COPIED_ROW = _kind(
    "I967",
    "copied-row",
    Severity.ERROR,
    "两行用了同一个编号，多出的一行没有导入",
    why="编号一条记录一个，永久不变；复制一行来改而没有清空编号，就不知道它是原来的记录还是新的。",
    bad="复制了事项 0101-001 的一行，改了名称，没有清空编号。",
    good="新的一行清空编号，再导入一遍。",
)
CHANGED_NUMBER_IN_SHEET = _kind(
    "I968",
    "changed-number-in-sheet",
    Severity.WARNING,
    "编号被清空或者改动了，按原来的编号导入",
    why="编号、索引号永久不变；名称和分类与原来的记录相同，就还是那条记录。",
    bad="把 0101-001 改成了 0101-009，其余没有动。",
    good="不用处理；确实是另一条记录的，改它的名称，清空编号。",
)
NUMBER_NOT_FREE = _kind(
    "I969",
    "number-not-free",
    Severity.ERROR,
    "写的编号或者索引号已经用过，没有采用",
    why="用过的编号不再用，取消以后也一样，否则原来的链接和引用就指到另一件事上。",
    bad="新增的一行写了 0101-001，这个编号已经有了。",
    good="编号空着，导入时自动编；索引号由 disclose number 编。",
)
UNFIT_CELL = _kind(
    "I970",
    "unfit-cell",
    Severity.ERROR,
    "这一格的内容不合字段的要求，没有改动",
    why="日期、编号、可选的词等有规定的形式，写进去就不能生成目录。",
    bad="公开方式写成“公开”，生成日期写成“三月”。",
    good="照要求改正这一格，再导入一遍。",
)
CELL_ONLY_IN_YAML = _kind(
    "I971",
    "cell-only-in-yaml",
    Severity.ERROR,
    "这一格的内容太长或者太复杂，只能在 YAML 文件里改，没有改动",
    why="一个单元格装不下，或者分不清其中的各项；照格子里的样子写回去，会丢掉一部分。",
    bad="改动了一格写着“太长，请在 YAML 文件里看”的内容。",
    good="打开 YAML 文件改这一处。",
)
INCOMPLETE_NEW_ROW = _kind(
    "I972",
    "incomplete-new-row",
    Severity.ERROR,
    "新增的一行缺少必填的内容，没有写成记录",
    why="没有名称的记录无法识别，事项没有分类不能编号，信息要属于一个事项。",
    bad="新增的一行只写了公开内容，没有写事项名称和分类。",
    good="补上栏目名称带“*”的几格，再导入一遍。",
)
VANISHED_RECORD = _kind(
    "I973",
    "vanished-record",
    Severity.ERROR,
    "改动的记录在 YAML 里找不到了，没有写入",
    why="做表以后，这条记录从 YAML 里删去、移走，或者改了编号，不能再凭一张旧表把它加回去。",
    bad="同事删去了一条草稿，编辑表里还改着它。",
    good="从版本库看看它去了哪里；还要的，作为新的一行重新写。",
)
SHEET_OF_ANOTHER_UNIT = _kind(
    "I974",
    "sheet-of-another-unit",
    Severity.ERROR,
    "编辑表是另一个单位的，没有导入",
    why="编辑表里的编号是那个单位的，导入别的单位会改错记录。",
    bad="把 xiushui-minerals 的编辑表导入 yuantan-town。",
    good="--unit 写编辑表自己的单位。文件夹改了名称的，写新的编号；单位也改了名称的，原来的名称要写在“其他名称”里。",
)
ITEM_CANCELLED = _kind(
    "I975",
    "item-cancelled",
    Severity.INFO,
    "编辑表里删去的事项，已按要求标为取消",
    why="取消的事项留下记录，写明日期和原因（编号不再给别的事项）。",
    bad="删去一行，没有说明为什么。",
    good="核对取消的原因；有替代的事项，补上“替代它的事项”。",
)
ROW_ADDED_BEFORE = _kind(
    "I976",
    "row-added-before",
    Severity.ERROR,
    "新增的一行，单位里已经有同名的记录，内容不同，没有导入",
    why="同一张编辑表导入了两遍，或者别人也加了同一条；再写一遍就成了两条。",
    bad="导入以后没有重新生成编辑表，接着改新增的那一行，又导入一遍。",
    good="重新生成编辑表，在已有的那一条上改；确实是另一条的，改一个能够区分的名称。",
)

KINDS = tuple(value for value in list(globals().values()) if isinstance(value, Kind))
CODES: tuple[Code, ...] = tuple(kind.definition for kind in KINDS)
SHEETS_FROM = "I960"
"""From this code on, findings are about editing workbooks."""
