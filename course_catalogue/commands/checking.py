"""Commands that judge and change nothing but what is sure: check, explain, effect."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from course_catalogue.check_report import deliver, exit_code, help_address, report_of
from course_catalogue.commands.calling import Commands, root_of, schema_folder, schema_options, today_of
from course_catalogue.loading import Rulebook, load_catalogue, load_rulebook
from course_catalogue.reporting.forms import FORMS

if TYPE_CHECKING:
    from course_catalogue.authoring.fix import Mending


def add_check(commands: Commands) -> None:
    parser = commands.add("check", check, "检查所有课程文件，列出每一处错误", schema_options())
    parser.add_argument(
        "paths", nargs="*", metavar="路径", help="只列出这些文件或文件夹里的；全部文件都会读，不写就全部列出"
    )
    parser.add_argument(
        "--format", choices=FORMS, default="human", metavar="格式", help=f"报告的格式：{'、'.join(FORMS)}，默认为 human"
    )
    parser.add_argument("--output", type=Path, default=None, metavar="文件", help="报告写进这个文件")
    parser.add_argument("--base", default=None, metavar="版本", help="也检查这次改动：和这个版本分开之后改了什么")
    parser.add_argument("--maintainer", action="store_true", help="改动的人是维护者，可以写评审")
    mending = parser.add_mutually_exclusive_group()
    mending.add_argument("--fix", action="store_true", help="有把握的错误直接改好（只改 courses/ 和 bases/ 里的文件）")
    mending.add_argument("--diff", action="store_true", help="只显示会怎样改，不写文件")


def add_effect(commands: Commands) -> None:
    parser = commands.add(
        "effect", effect, "说明这次改动新增、改动、撤回了什么，对项目指标有什么影响", schema_options()
    )
    parser.add_argument("--base", required=True, metavar="版本", help="和这个版本分开之后改了什么，如 origin/main")
    parser.add_argument("--format", choices=("text", "markdown", "json"), default="text", help="默认为 text")
    parser.add_argument("--output", type=Path, default=None, metavar="文件", help="写到文件，默认显示出来")


def add_explain(commands: Commands) -> None:
    parser = commands.add("explain", explain, "解释一个错误代码")
    parser.add_argument("code", nargs="?", help="错误代码，如 step-minutes，或它的中文标题；不写就列出全部")


def check(options: argparse.Namespace) -> int:
    root = root_of(options)
    book = load_rulebook(schema_folder(options))
    mended = mend_files(root, today_of(options), book, only_show=options.diff) if options.fix or options.diff else None
    if options.diff and mended is not None:
        return 1 if mended.files or not mended.left.is_sound else 0
    loaded = mended.left if mended else load_catalogue(root, today_of(options), book, remember=True)
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
            load_owners(schema_folder(options)),
            book.schemas,
            maintainer=options.maintainer,
        )
    report = report_of(loaded, root, options.paths, schema_folder(options), about)
    report = replace(report, after_fix=mended is not None)
    deliver(report, options.format, options.output)
    return exit_code(report, loaded)


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


def effect(options: argparse.Namespace) -> int:
    from course_catalogue.authoring.effect_report import FORMS
    from course_catalogue.authoring.reckoning import effect_of
    from course_catalogue.changes.comparison import compare
    from course_catalogue.output import replace_file
    from course_catalogue.policy_targets import load_policy_targets

    root = root_of(options)
    schema = schema_folder(options)
    book = load_rulebook(schema)
    loaded = load_catalogue(root, today_of(options), book, remember=True)
    comparison = compare(root, options.base, loaded, book)
    text = FORMS[options.format](effect_of(comparison, book.schemas, load_policy_targets(schema)))
    if options.output is None:
        sys.stdout.write(text)
    else:
        replace_file(options.output, text.encode())
    return 0


def explain(options: argparse.Namespace) -> int:
    from course_catalogue.explanations.lookup import asked_code
    from course_catalogue.explanations.plain import index, page
    from course_catalogue.explanations.texts import explanations

    if options.code is None:
        print(index())
        return 0
    code = asked_code(options.code)
    print(page(explanations()[code], help_address(root_of(options), code)))
    return 0
