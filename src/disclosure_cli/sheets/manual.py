"""The sheet that tells clerks, who may see nothing else, how the workbook is used."""

from __future__ import annotations

from disclosure_cli.folders import CATALOGS
from disclosure_cli.model import Unit


def manual(unit: Unit) -> tuple[tuple[str, str], ...]:
    """Return heading and text of each paragraph."""
    return (
        (
            "这是什么",
            f"{unit.name}的公开事项和信息条目，一行一条，由 disclose sheet 生成。"
            "里面有不公布的内容，不要放到网上，也不要发到单位以外。",
        ),
        (
            "怎么改",
            f"直接改格子里的内容，保存，再运行 disclose import 这个文件 --unit {unit.id}。"
            "没有改过的格子，导入时一个字也不动。",
        ),
        (
            "几项内容",
            "一格里有几项的，一项一行，按 Alt+Enter 换行。能选的，点格子右边的箭头选。",
        ),
        (
            "新增",
            "插入一行，或者写在最下面，编号空着，导入时自动编。复制一行来改的，先清空编号。",
        ),
        (
            "取消",
            "不要删行。事项取消了，在“事项状态·状态”里选“已取消”，写明日期和原因。"
            "删去的行，导入时会提出来问，不会删除记录。",
        ),
        (
            "排序和筛选",
            "可以排序、筛选、插入行，隐藏或者移动列。不要改第一行的栏目名称，不要改编号。"
            "点表格上方的“+”，展开收起来的栏目。",
        ),
        (
            "颜色",
            "深蓝色的栏目必填，浅蓝色的选填，灰色的是内部内容，不公布。必填而空着的格子是浅黄色。"
            "有问题的格子是红色（错误）、黄色（警告）、蓝色（提示），把鼠标停在上面，看哪里不对、怎么改。",
        ),
        (
            "同时修改",
            "做好这张表以后，别人在 YAML 文件里改了别的内容，导入时都留着。"
            "两边改了同一格的，两种内容都列出来，这一条不动，商量好再改。",
        ),
        (
            "导入以后",
            f"记录在 {CATALOGS}/{unit.id} 里，用 git diff 核对改动，"
            "再运行 disclose sheet 生成新的编辑表，不要接着用旧的。",
        ),
    )
