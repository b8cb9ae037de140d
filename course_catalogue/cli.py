"""The commands, a function each; what only one of them needs is imported there. Results go to stdout, progress to stderr.

Exit 0: fine; 1: the content has errors; 2: wrong call, or the machine fails.
"""

from __future__ import annotations

import argparse
import errno
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from course_catalogue.check_report import deliver, exit_code, help_address, report_of, tell_defect
from course_catalogue.clock import build_date
from course_catalogue.diagnostics import CatalogueError
from course_catalogue.loading import Loaded, Rulebook, load_catalogue, load_rulebook
from course_catalogue.reporting.forms import FORMS
from course_catalogue.reporting.visible import visible

if TYPE_CHECKING:
    from course_catalogue.authoring.fix import Mending

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

    base = _Parser(add_help=False)
    base.add_argument(
        "--schema", type=Path, default=None, metavar="文件夹", help="用这个文件夹里的 schema/ 来判断，默认为项目自己的"
    )
    check_parser = add("check", check, "检查所有课程文件，列出每一处错误", base)
    check_parser.add_argument(
        "paths", nargs="*", metavar="路径", help="只列出这些文件或文件夹里的；全部文件都会读，不写就全部列出"
    )
    check_parser.add_argument(
        "--format", choices=FORMS, default="human", metavar="格式", help=f"报告的格式：{'、'.join(FORMS)}，默认为 human"
    )
    check_parser.add_argument("--output", type=Path, default=None, metavar="文件", help="报告写进这个文件")
    check_parser.add_argument("--base", default=None, metavar="版本", help="也检查这次改动：和这个版本分开之后改了什么")
    check_parser.add_argument("--maintainer", action="store_true", help="改动的人是维护者，可以写评审")
    mending = check_parser.add_mutually_exclusive_group()
    mending.add_argument("--fix", action="store_true", help="有把握的错误直接改好（只改 courses/ 和 bases/ 里的文件）")
    mending.add_argument("--diff", action="store_true", help="只显示会怎样改，不写文件")
    build_parser = add("build", build, "检查，然后生成网站和打印包", fonts)
    build_parser.add_argument("--site-dir", type=Path, default=None, metavar="文件夹", help="网站放在哪里，默认为 site")
    build_parser.add_argument("--no-packs", action="store_true", help="不生成打印包")
    build_parser.add_argument(
        "--offline-copy", action="store_true", help="另外生成离线副本：整个网站的 ZIP（不含打印包），解压就能用"
    )
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
    review_parser = add("review", review, "列出待复核的内容；写上编号，把现在的内容记为评审过的内容")
    review_parser.add_argument("keys", nargs="*", metavar="编号", help="看过的内容，如 courses/机构/课程")
    review_parser.add_argument("--all", action="store_true", help="全部通过评审的内容")
    effect_parser = add("effect", effect, "说明这次改动新增、改动、撤回了什么，对项目指标有什么影响", base)
    effect_parser.add_argument(
        "--base", required=True, metavar="版本", help="和这个版本分开之后改了什么，如 origin/main"
    )
    effect_parser.add_argument("--format", choices=("text", "markdown", "json"), default="text", help="默认为 text")
    effect_parser.add_argument("--output", type=Path, default=None, metavar="文件", help="写到文件，默认显示出来")
    codeowners_parser = add("codeowners", codeowners_command, "按 schema/owners.yml 生成 CODEOWNERS：谁来看哪些文件")
    codeowners_parser.add_argument("--write", action="store_true", help="写到 docs/CODEOWNERS，默认显示出来")
    new_parser = add("new", new, "新建一份课程、基地或机构的文件：每一项都带说明，填空就行")
    new_parser.add_argument("kind", choices=NEW_KINDS, metavar="种类", help=f"{'、'.join(NEW_KINDS)} 之一")
    new_parser.add_argument("--title", default=None, metavar="名称", help="课程、基地或机构的名称")
    new_parser.add_argument("--owner", default=None, metavar="机构或基地", help="课程属于谁：编号或名称")
    new_parser.add_argument("--id", default=None, metavar="编号", help="文件夹名；不写就用名称的拼音")
    new_parser.add_argument("--sessions", type=int, default=None, metavar="课时数", help="系列课程有几课时")
    new_parser.add_argument("--titles", type=Path, default=None, metavar="文件", help="课时题目，一行一个的文本文件")
    receive_parser = add("receive", receive, "收下寄来的课程（Word、Excel、YAML 或 ZIP）：检查，放好，写回信")
    receive_parser.add_argument("mail", type=Path, metavar="文件或文件夹", help="寄来的附件，或存放附件的文件夹")
    receive_parser.add_argument("--provider", default=None, metavar="编号", help="是哪个机构或基地寄来的")
    receive_parser.add_argument("--update", action="store_true", help="目录里已有的，用寄来的内容更新")
    receive_parser.add_argument(
        "--reply", type=Path, default=None, metavar="文件", help="回信写到这个文件，默认在寄来的文件旁边"
    )
    import_parser = add("import", import_forms, "把填好的 Word 或 Excel 填写表读成课程文件，并说明怎样理解的")
    import_parser.add_argument("files", nargs="+", type=Path, metavar="文件", help=".docx 或 .xlsx")
    import_parser.add_argument("--out", type=Path, default=None, metavar="文件夹", help="写到这个文件夹，默认显示出来")
    import_parser.add_argument("--notes", type=Path, default=None, metavar="文件", help="怎样理解的也写进这个文件")
    templates_parser = add("templates", write_templates, "写出空白的 Word 和 Excel 填写表；写上编号，就填好那一门")
    templates_parser.add_argument("keys", nargs="*", metavar="编号", help="如 courses/机构/课程")
    templates_parser.add_argument("--out", type=Path, required=True, metavar="文件夹", help="写到这个文件夹")
    explain_parser = add("explain", explain, "解释一个错误代码")
    explain_parser.add_argument("code", nargs="?", help="错误代码，如 step-minutes，或它的中文标题；不写就列出全部")
    return parser


class _Parser(argparse.ArgumentParser):
    """Speaks Chinese when a call is wrong; its subcommands do, too."""

    def error(self, message: str) -> NoReturn:
        for pattern, words in _MESSAGES:
            message = re.sub(rf"(?s)\A{pattern}\Z", words, message)
        print(f"出错了：命令写得不对（{visible(message)}）；运行 python build.py --help 看用法", file=sys.stderr)
        raise SystemExit(2)


_MESSAGES = (
    (r"argument 命令: invalid choice: '(.*?)' \(choose from .*\)", r"没有 \1 这个命令"),
    (r"the following arguments are required: (.*)", r"还缺少 \1"),
    (r"unrecognized arguments: (.*)", r"不认识 \1"),
    (r"ambiguous option: (.*) could match (.*)", r"\1 没有写全，可能是 \2"),
    (r"argument (\S+): invalid choice: '(.*?)' \(choose from (.*)\)", r"\1 不能是 \2，可以是 \3"),
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


NEW_KINDS = ("series", "premium", "extension", "base", "provider")


def _today(options: argparse.Namespace) -> date:
    chosen: date | None = options.today
    return chosen or build_date()


def _root(options: argparse.Namespace) -> Path:
    root: Path = options.root
    return root.resolve()


def check(options: argparse.Namespace) -> int:
    root = _root(options)
    book = load_rulebook(_schema_folder(options))
    mended = mend_files(root, _today(options), book, only_show=options.diff) if options.fix or options.diff else None
    if options.diff and mended is not None:
        return 1 if mended.files or not mended.left.is_sound else 0
    loaded = mended.left if mended else load_catalogue(root, _today(options), book, remember=True)
    about = None
    if options.base is not None:
        from course_catalogue.changes.comparison import compare
        from course_catalogue.changes.judging import judged
        from course_catalogue.changes.touched import touched_and_beside
        from course_catalogue.owners import load_owners

        comparison = compare(root, options.base, loaded, book)
        about = touched_and_beside(comparison.files)
        loaded = judged(
            loaded,
            comparison,
            load_owners(_schema_folder(options)),
            book.schemas,
            maintainer=options.maintainer,
        )
    report = report_of(loaded, root, options.paths, _schema_folder(options), about)
    report = replace(report, after_fix=mended is not None)
    deliver(report, options.format, options.output)
    return exit_code(report, loaded)


def _told(loaded: Loaded, root: Path) -> int:
    """All findings on stdout; what `check` would exit with."""
    report = report_of(loaded, root)
    deliver(report, "human", None)
    return exit_code(report, loaded)


def _schema_folder(options: argparse.Namespace) -> Path:
    """The folder whose schema/ is trusted: in CI that of the base branch, not of the change."""
    folder: Path | None = options.schema
    return folder.resolve() if folder else _root(options)


def mend_files(root: Path, today: date, book: Rulebook, *, only_show: bool) -> Mending:
    """Put in the edits that make files better, or only show them; what was done goes to stderr, a diff to stdout."""
    from course_catalogue.authoring.fix import diff, mend, words, write_mended

    mending = mend(root, today, book)
    count = f"{mending.count} 处（{len(mending.files)} 个文件）"
    if only_show:
        if mending.files:
            print(diff(mending))
        print(f"可以自动改 {count}；改好后还剩 {len(mending.left.errors)} 个错误", file=sys.stderr)
        return mending
    write_mended(root, mending)
    if mending.files:
        print(f"{words(mending)}\n改了 {count}，请看一遍再提交\n", file=sys.stderr)
    return mending


def build(options: argparse.Namespace) -> int:
    from course_catalogue.history import last_changes
    from course_catalogue.output import refuse_foreign
    from course_catalogue.site_building import BuildOptions, build_published_site

    root = _root(options)
    site = _site_folder(root, options.site_dir)
    refuse_foreign(site)  # before minutes of work
    loaded = load_catalogue(root, _today(options), changes=last_changes(root), remember=True)
    code = _told(loaded, root)
    if code:
        kept = f"；{site.name}/ 里上一次的网站没有改动" if site.exists() else ""
        print(f"\n{'课程文件有错误' if code == 1 else '检查没有做完'}，没有生成网站{kept}。")
        return code
    result = build_published_site(
        root, loaded.catalogue, BuildOptions(site.resolve(), options.fonts, not options.no_packs, options.offline_copy)
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
    from course_catalogue.history import last_changes
    from course_catalogue.site_building import write_packs

    root = _root(options)
    loaded = load_catalogue(root, _today(options), changes=last_changes(root), remember=True)
    if not loaded.is_sound:
        return _told(loaded, root)
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


def review(options: argparse.Namespace) -> int:
    from course_catalogue.authoring.review_pin import approvals, pin_reviews, report

    root = _root(options)
    book = load_rulebook(root)
    pins = approvals(load_catalogue(root, _today(options), book, remember=True).catalogue, book.schemas)
    keys = tuple(pin.record.key for pin in pins) if options.all else tuple(options.keys)
    for line in pin_reviews(root, pins, keys) if keys else report(pins):
        print(line)
    return 0


def effect(options: argparse.Namespace) -> int:
    from course_catalogue.authoring.effect_report import FORMS
    from course_catalogue.authoring.reckoning import effect_of
    from course_catalogue.changes.comparison import compare
    from course_catalogue.output import replace_file
    from course_catalogue.policy_targets import load_policy_targets

    root = _root(options)
    schema = _schema_folder(options)
    book = load_rulebook(schema)
    loaded = load_catalogue(root, _today(options), book, remember=True)
    comparison = compare(root, options.base, loaded, book)
    text = FORMS[options.format](effect_of(comparison, book.schemas, load_policy_targets(schema)))
    if options.output is None:
        sys.stdout.write(text)
    else:
        replace_file(options.output, text.encode())
    return 0


def codeowners_command(options: argparse.Namespace) -> int:
    from course_catalogue.authoring.codeowners import CODEOWNERS_FILE, codeowners
    from course_catalogue.owners import load_owners

    root = _root(options)
    text = codeowners(load_owners(root))
    if not options.write:
        sys.stdout.write(text)
        return 0
    (root / CODEOWNERS_FILE).parent.mkdir(exist_ok=True)
    (root / CODEOWNERS_FILE).write_text(text, encoding="utf-8", newline="\n")
    print(f"写好了 {CODEOWNERS_FILE}；在代码托管网站的分支保护里要求代码所有者同意，才起作用（docs/maintaining.md）")
    return 0


def new(options: argparse.Namespace) -> int:
    from course_catalogue.authoring.new import Wishes, new_file, write_new
    from course_catalogue.file_bytes import readable_text

    root = _root(options)
    book = load_rulebook(root)
    catalogue = load_catalogue(root, _today(options), book, remember=True).catalogue
    titles = readable_text(options.titles.read_bytes()).splitlines() if options.titles else ()
    wishes = Wishes(options.kind, options.title, options.owner, options.id, options.sessions, tuple(titles))
    for line in write_new(root, new_file(root, wishes, catalogue, book)):
        print(line)
    return 0


def receive(options: argparse.Namespace) -> int:
    import tempfile

    from course_catalogue.authoring.intake.receiving import agreed, receive, what_it_does, write_received
    from course_catalogue.output import replace_file
    from course_catalogue.policy_targets import load_policy_targets

    root = _root(options)
    mail: Path = options.mail.absolute()
    book = load_rulebook(root)
    before = load_catalogue(root, _today(options), book, remember=True)
    with tempfile.TemporaryDirectory(prefix="course-catalogue-") as aside:
        received = receive(root, Path(aside), mail, options.provider, before, book, load_policy_targets(root))
        if received.is_refused:
            print("没有收下，目录没有改动。\n")
        else:
            print("\n".join(what_it_does(received, owner_named=options.provider is not None)))
            if not agreed(received, root, update=options.update):
                print("什么都没有写：目录里已经有了；要用寄来的内容更新它，加上 --update 再运行一次。")
                return 1
            for line in write_received(root, received):
                print(line)
    letter = options.reply or mail.with_name(f"{mail.name}.回信.txt")
    replace_file(letter, received.letter.encode())
    print(f"回信（也在 {letter}）：\n\n{received.letter}", end="")
    return 1 if received.is_refused else 0


def import_forms(options: argparse.Namespace) -> int:
    """Nothing is written when any file is refused."""
    from course_catalogue.authoring.office.filing import read_forms, write_course_files
    from course_catalogue.output import replace_file

    files, refused = read_forms(options.files, load_rulebook(_root(options)))
    for reason in refused:
        print(f"没有读：{visible(reason)}", file=sys.stderr)
    if refused:
        print("什么都没有写。", file=sys.stderr)
        return 1
    notes = "\n".join(file.notes for file in files)
    targets = write_course_files(files, options.out) if options.out else []
    if options.notes is not None:
        replace_file(options.notes, notes.encode())
    if targets:
        print(notes)
    else:
        print(notes, file=sys.stderr)
        sys.stdout.write("".join(file.text for file in files))
    for target in targets:
        print(f"写好了 {target}；接着补上还差的，运行 python build.py check")
    return 0


def write_templates(options: argparse.Namespace) -> int:
    from course_catalogue.authoring.office.filing import write_forms

    root = _root(options)
    for path in write_forms(root, load_rulebook(root), options.keys, options.out):
        print(f"写好了 {path}")
    return 0


def explain(options: argparse.Namespace) -> int:
    from course_catalogue.explanations.lookup import asked_code
    from course_catalogue.explanations.plain import index, page
    from course_catalogue.explanations.texts import explanations

    if options.code is None:
        print(index())
        return 0
    code = asked_code(options.code)
    print(page(explanations()[code], help_address(_root(options), code)))
    return 0
