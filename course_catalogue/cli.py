"""The entry of build.py: its commands in the order of its help. Results go to stdout, progress to stderr.

Exit 0: fine; 1: the content has errors; 2: wrong call, or the machine fails.
"""

from __future__ import annotations

import argparse
import errno
import sys
from collections.abc import Sequence

from course_catalogue.check_report import tell_defect
from course_catalogue.commands import authoring, building, checking, maintaining
from course_catalogue.commands.calling import Command, Commands, Parser, common_options
from course_catalogue.diagnostics import CatalogueError
from course_catalogue.reporting.visible import visible

_IN_ORDER = (
    checking.add_check,
    building.add_build,
    building.add_packs,
    building.add_serve,
    building.add_fonts,
    maintaining.add_init,
    maintaining.add_review,
    checking.add_effect,
    maintaining.add_codeowners,
    authoring.add_new,
    authoring.add_receive,
    authoring.add_import,
    authoring.add_templates,
    checking.add_explain,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; a fault of the machine is one line, a defect its traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # Windows consoles are GBK
    options = _parser().parse_args(arguments)
    command: Command = options.run
    try:
        return command(options)
    except CatalogueError as fault:
        print(f"出错了：{visible(str(fault))}", file=sys.stderr)
        return 2
    except OSError as fault:
        print(f"出错了：读写不了 {visible(str(fault.filename or '文件'))}（{_cause(fault)}）", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except Exception as fault:  # Python would exit with 1, which means faults in the content
        tell_defect(fault)
        return 2


def _cause(fault: OSError) -> str:
    causes = {
        errno.EACCES: "没有权限",
        errno.EPERM: "没有权限",
        errno.EROFS: "只能读，不能写",
        errno.ENOSPC: "磁盘满了",
        errno.ENOENT: "没有这个文件或文件夹",
        errno.ENOTDIR: "路径里有一段是文件，不是文件夹",
        errno.EEXIST: "已经有同名的文件",
        errno.EISDIR: "是文件夹，不是文件",
        errno.EFBIG: "超过了文件大小的限制",
        errno.ENAMETOOLONG: "名字太长",
        errno.ELOOP: "符号链接绕成了圈",
    }
    return causes.get(fault.errno or 0) or fault.strerror or str(fault)


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="build.py", description="课程目录：检查课程文件，生成网站和打印包。")
    commands = Commands(parser.add_subparsers(dest="command", required=True, metavar="命令"), common_options())
    for add in _IN_ORDER:
        add(commands)
    return parser
