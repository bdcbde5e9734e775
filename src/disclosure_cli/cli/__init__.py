"""The command line: options → one call → report → exit code. One module a command, imported when it is run."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

import click

from disclosure_cli import __version__
from disclosure_cli.cli.chinese import LazyGroup, explain

COMMANDS = {
    "build": "生成目录和指南（网页、Excel）。",
    "validate": "检查全部记录，列出问题。",
    "serve": "在本机预览网页，边改边看。",
    "fix": "改正有把握的错误。",
    "review": "登记保密审查，另出审查表。",
    "worklist": "列出逾期、临期和等待办理的事。",
    "stats": "统计公开的事项和信息。",
    "diff": "比较两个时候的目录，生成动态调整表。",
    "number": "给草稿编索引号，登记编号。",
    "rule": "列出检查规则，或者解释一条规则。",
    "new": "新建单位、事项或者信息。",
    "init": "新建一个工作区。",
    "import": "读入已经公布的目录表格，或者改好的编辑表。",
    "sheet": "生成一个单位的编辑表，用 Excel 改。",
}
CLEAN, FAILED = 0, 2
_SELDOM = (1_000_000, 20, 100)


@click.group(
    cls=LazyGroup,
    commands_by_name=COMMANDS,
    name="disclose",
    example="""disclose validate
disclose build
disclose build --help""",
    help="政府信息公开目录和指南的编制工具：检查记录，生成网页和Excel。",
)
@click.version_option(
    __version__, prog_name="disclose", message="%(prog)s %(version)s", help="显示版本。"
)
def group() -> None:
    """Hold the commands."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run a command and end the process with its exit code.

    0: clean, or warnings only; 1: errors found; 2: wrong use, or the machine's fault.
    """
    # Nearly all that a run makes lives until its end: to look for garbage as often as usual takes a sixth of the time.
    gc.set_threshold(*_SELDOM)
    exit_code = run(sys.argv[1:] if arguments is None else list(arguments))
    # What is there now ends with the process, and need not be looked through for garbage once more.
    gc.freeze()
    sys.exit(exit_code)


def run(arguments: Sequence[str]) -> int:
    """Run a command and return its exit code; nothing but a bug ends in a traceback."""
    _never_fail_to_print()
    try:
        result = group.main(args=list(arguments), prog_name="disclose", standalone_mode=False)
    except click.exceptions.Exit as request:
        return request.exit_code
    except click.exceptions.NoArgsIsHelpError as request:
        click.echo(request.format_message())
        return FAILED
    except Exception as error:
        if (words := _explain(error)) is None:
            raise
        return _fail(words)
    return result if isinstance(result, int) else CLEAN


def _fail(message: str) -> int:
    click.echo(f"错误: {message}", err=True)
    return FAILED


def _explain(error: Exception) -> str | None:
    """Say in Chinese why a command ended; None for a bug."""
    match error:
        case click.exceptions.Abort():
            return "已中断"
        case click.ClickException():
            return explain(error)
        case OSError():
            return _explain_os_error(error)
    return _explain_appearance(error)


def _explain_os_error(error: OSError) -> str:
    import errno

    refused = "没有权限，或者文件正被别的程序（例如 Excel、WPS）打开，关闭以后再运行"
    reasons = {
        errno.ENOSPC: "磁盘已满",
        errno.EACCES: refused,
        errno.EPERM: refused,
        errno.EROFS: "磁盘是只读的",
        errno.ENOENT: "文件或者文件夹不存在",
        errno.ENAMETOOLONG: "路径太长",
        errno.ENODEV: "不是文件，是管道或者设备，不能读",
    }
    reason = reasons.get(error.errno or 0, "读写失败")
    return f"{reason}：{error.filename}" if error.filename else reason


def _explain_appearance(error: Exception) -> str | None:
    """Say what is wrong with a template or a layout, which a check finds too, or what a workbook cannot hold; None for
    anything else.
    """
    from disclosure_cli.outputs.html.templates import TemplateFault
    from disclosure_cli.outputs.xlsx.layout import LayoutError
    from disclosure_cli.outputs.xlsx.workbook import WorkbookError

    if isinstance(error, TemplateFault):
        return f"模板 {error.file.name} 第{error.line}行：{error.message}。{error.hint}"
    return str(error) if isinstance(error, LayoutError | WorkbookError) else None


def _never_fail_to_print() -> None:
    """Never fail on a console of another encoding (GBK on Chinese Windows): what it cannot show becomes `?`."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
