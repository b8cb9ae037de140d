"""The commands: check, build, serve, packs, fonts, init. Results go to stdout, progress to stderr.

Exit 0: fine; 1: the content has errors; 2: wrong call, or the machine fails.
"""

from __future__ import annotations

import argparse
import errno
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from course_catalogue.clock import build_date
from course_catalogue.diagnostics import CatalogueError
from course_catalogue.history import last_changes
from course_catalogue.loading import Loaded, load_catalogue
from course_catalogue.output import refuse_foreign
from course_catalogue.reporting import human
from course_catalogue.reporting.lines import line_reader

Command = Callable[[argparse.Namespace], int]


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
        print(f"出错了：{fault}", file=sys.stderr)
        return 2
    except OSError as fault:
        print(f"出错了：读写不了 {fault.filename or '文件'}（{_cause(fault)}）", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


def _cause(fault: OSError) -> str:
    causes = {
        errno.EACCES: "没有权限",
        errno.EPERM: "没有权限",
        errno.EROFS: "只能读，不能写",
        errno.ENOSPC: "磁盘满了",
        errno.ENOENT: "没有这个文件或文件夹",
        errno.ENOTDIR: "路径里有一段是文件，不是文件夹",
        errno.EEXIST: "已经有同名的文件",
    }
    return causes.get(fault.errno or 0) or fault.strerror or str(fault)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="build.py", description="课程目录：检查课程文件，生成网站和打印包。")
    common = _Parser(add_help=False)
    common.add_argument(
        "--root", type=Path, default=Path(), metavar="文件夹", help="项目所在的文件夹，默认为当前文件夹"
    )
    common.add_argument("--today", type=_day, default=None, metavar="年-月-日", help="按这一天判断有效期，默认为今天")
    fonts = _Parser(add_help=False)
    fonts.add_argument(
        "--fonts", type=Path, default=None, metavar="文件夹", help="打印包字体所在的文件夹，默认为 .fonts"
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="命令")

    def add(name: str, run: Command, help_text: str, *parents: _Parser) -> _Parser:
        sub = commands.add_parser(name, help=help_text, description=help_text, parents=[common, *parents])
        sub.set_defaults(run=run)
        return sub

    check_parser = add("check", check, "检查所有课程文件，列出每一处错误")
    mending = check_parser.add_mutually_exclusive_group()
    mending.add_argument("--fix", action="store_true", help="有把握的错误直接改好（只改 courses/ 和 bases/ 里的文件）")
    mending.add_argument("--diff", action="store_true", help="只显示会怎样改，不写文件")
    build_parser = add("build", build, "检查，然后生成网站和打印包", fonts)
    build_parser.add_argument("--site-dir", type=Path, default=None, metavar="文件夹", help="网站放在哪里，默认为 site")
    build_parser.add_argument("--no-packs", action="store_true", help="不生成打印包")
    packs_parser = add("packs", packs, "只生成打印包", fonts)
    packs_parser.add_argument(
        "--out", type=Path, default=Path("packs"), metavar="文件夹", help="放在哪里，默认为 packs"
    )
    packs_parser.add_argument(
        "courses", nargs="*", metavar="课程", help="课程编号，如 courses/机构/课程；不写就是全部在册课程"
    )
    serve_parser = add("serve", serve, "边改边看：存盘后网页自己更新")
    serve_parser.add_argument("--port", type=int, default=8000, metavar="端口")
    add("fonts", fonts_command, "取得打印包的字体，放进 .fonts")
    init_parser = add("init", init, "填写主办单位和网址，并移去示例")
    for name, words in INIT_FIELDS.items():
        init_parser.add_argument(f"--{name.replace('_', '-')}", default=None, metavar=words, help=words)
    init_parser.add_argument("--yes", action="store_true", help="不再问，直接移去示例")
    init_parser.add_argument("--keep-samples", action="store_true", help="保留示例课程")
    explain_parser = add("explain", explain, "解释一个错误代码")
    explain_parser.add_argument("code", nargs="?", help="错误代码，如 step-minutes；不写就列出全部")
    return parser


class _Parser(argparse.ArgumentParser):
    """Speaks Chinese when a call is wrong; its subcommands do, too."""

    def error(self, message: str) -> NoReturn:
        for pattern, words in _MESSAGES:
            message = re.sub(rf"(?s)\A{pattern}\Z", words, message)
        print(f"出错了：命令写得不对（{message}）；运行 python build.py --help 看用法", file=sys.stderr)
        raise SystemExit(2)


_MESSAGES = (
    (r"argument 命令: invalid choice: '(.*?)' \(choose from .*\)", r"没有 \1 这个命令"),
    (r"the following arguments are required: (.*)", r"还缺少 \1"),
    (r"unrecognized arguments: (.*)", r"不认识 \1"),
    (r"ambiguous option: (.*) could match (.*)", r"\1 没有写全，可能是 \2"),
    (r"argument (\S+): expected one argument", r"\1 后面要跟一个值"),
    (r"argument (\S+): invalid int value: '(.*)'", r"\1 应为整数：\2"),
    (r"argument (\S+): ignored explicit argument '(.*)'", r"\1 后面不跟值：\2"),
    (r"argument (\S+): (.*)", r"\1：\2"),
)
"""argparse's messages, and what we say instead."""


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"没有 {text} 这一天，日期写作 2026-09-01") from None


INIT_FIELDS = {
    "site_name": "网站名称",
    "site_url": "网址（https://…/）",
    "publisher": "主办单位",
    "contact": "联系方式（办公电话或邮箱）",
    "icp_number": "ICP 备案号",
    "police_number": "公安备案号",
}


def _today(options: argparse.Namespace) -> date:
    chosen: date | None = options.today
    return chosen or build_date()


def _root(options: argparse.Namespace) -> Path:
    root: Path = options.root
    return root.resolve()


def print_report(loaded: Loaded, root: Path) -> None:
    """Every finding and the closing line, to stdout."""
    if loaded.diagnostics:
        print(human.report(loaded.diagnostics, line_reader(root)))
    print(human.summary(loaded.files, len(loaded.errors), len(loaded.warnings)))


def check(options: argparse.Namespace) -> int:
    root = _root(options)
    if options.fix or options.diff:
        return mend_files(root, _today(options), only_show=options.diff)
    loaded = load_catalogue(root, _today(options))
    print_report(loaded, root)
    return 0 if loaded.is_sound else 1


def mend_files(root: Path, today: date, *, only_show: bool) -> int:
    """Exit 0 when nothing is left to mend: with `--diff`, nothing that would be changed either."""
    from course_catalogue.authoring.fix import diff, mend, words, write_mended

    mending = mend(root, today)
    if only_show:
        if mending.files:
            print(diff(mending))
        print(
            f"可以自动改 {mending.count} 处（{len(mending.files)} 个文件）；改好后还剩 {len(mending.left.errors)} 个错误",
            file=sys.stderr,
        )
        return 1 if mending.files or not mending.left.is_sound else 0
    write_mended(root, mending)
    if mending.files:
        print(words(mending))
        print(f"改了 {mending.count} 处（{len(mending.files)} 个文件），请看一遍再提交\n")
    print_report(mending.left, root)
    return 0 if mending.left.is_sound else 1


def build(options: argparse.Namespace) -> int:
    from course_catalogue.site_building import BuildOptions, build_published_site

    root = _root(options)
    site = _site_folder(root, options.site_dir)
    refuse_foreign(site)  # before minutes of work
    loaded = load_catalogue(root, _today(options), changes=last_changes(root))
    print_report(loaded, root)
    if not loaded.is_sound:
        kept = f"；{site.name}/ 里上一次的网站没有改动" if site.exists() else ""
        print(f"\n课程文件有错误，没有生成网站{kept}。")
        return 1
    result = build_published_site(
        root, loaded.catalogue, BuildOptions(site.resolve(), options.fonts, not options.no_packs)
    )
    print(result.words())
    return 1 if result.faults else 0


def _site_folder(root: Path, chosen: Path | None) -> Path:
    """Where the site goes; never over the project or into its sources."""
    site = (chosen or root / "site").resolve()
    sources = [
        root / name
        for name in (
            ".git",
            ".venv",
            "courses",
            "bases",
            "reviews",
            "schema",
            "site_pages",
            "site_overrides",
            "course_catalogue",
        )
    ]
    if site in (root, *root.parents) or any(site == folder or folder in site.parents for folder in sources):
        raise CatalogueError(f"网站不能放在 {site}：那里是项目本身；请换一个文件夹")
    return site


def packs(options: argparse.Namespace) -> int:
    from course_catalogue.site_building import write_packs

    root = _root(options)
    loaded = load_catalogue(root, _today(options), changes=last_changes(root))
    if not loaded.is_sound:
        print_report(loaded, root)
        return 1
    result = write_packs(root, loaded.catalogue, options.fonts, options.out, tuple(options.courses))
    print(result.words())
    return 1 if result.faults else 0


def serve(options: argparse.Namespace) -> int:
    from course_catalogue.preview import serve_preview

    serve_preview(_root(options), options.port, lambda: _today(options))
    return 0


def fonts_command(options: argparse.Namespace) -> int:
    from course_catalogue.packs.fonts import find_fonts, install_fonts

    root = _root(options)
    folder = find_fonts(root, None) or install_fonts(root)
    print(f"字体在 {folder}")
    return 0


def init(options: argparse.Namespace) -> int:
    from course_catalogue.authoring.init import Publisher, apply_init, ask, confirm, sample_folders

    answers = {name: getattr(options, name) for name in INIT_FIELDS}
    root = _root(options)
    publisher = Publisher(**ask(answers, INIT_FIELDS))
    samples = () if options.keep_samples else sample_folders(root)
    if samples and not options.yes:
        confirm(samples, root)
    for line in apply_init(root, publisher, samples):
        print(line)
    return 0


def explain(options: argparse.Namespace) -> int:
    from course_catalogue.codes import CODES, explanation

    if options.code is None:
        for code, text in CODES.items():
            print(f"{code:<28}{text.title}")
        return 0
    if options.code not in CODES:
        raise CatalogueError(f"没有这个错误代码：{options.code}；不带代码运行 explain 可以列出全部")
    print(explanation(options.code))
    return 0
