"""What a call of build.py looks like: its parsers, which speak Chinese, and the options that commands share."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from course_catalogue.clock import build_date
from course_catalogue.reporting.visible import visible

Command = Callable[[argparse.Namespace], int]
"""Exit 0: fine; 1: the content has errors; 2: wrong call, or the machine fails."""


class Parser(argparse.ArgumentParser):
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


@dataclass(frozen=True, slots=True)
class Commands:
    """The commands of a parser, to which each adds its own; all of them take `--root` and `--today`."""

    subparsers: Any
    common: Parser

    def add(self, name: str, run: Command, help_text: str, *parents: Parser) -> Parser:
        sub: Parser = self.subparsers.add_parser(
            name, help=help_text, description=help_text, parents=[self.common, *parents]
        )
        sub.set_defaults(run=run)
        return sub


def common_options() -> Parser:
    common = Parser(add_help=False)
    common.add_argument(
        "--root", type=Path, default=Path(), metavar="文件夹", help="项目所在的文件夹，默认为当前文件夹"
    )
    common.add_argument("--today", type=_day, default=None, metavar="年-月-日", help="按这一天判断有效期，默认为今天")
    return common


def font_options() -> Parser:
    fonts = Parser(add_help=False)
    fonts.add_argument(
        "--fonts", type=Path, default=None, metavar="文件夹", help="打印包字体所在的文件夹，默认为 .fonts"
    )
    return fonts


def schema_options() -> Parser:
    base = Parser(add_help=False)
    base.add_argument(
        "--schema", type=Path, default=None, metavar="文件夹", help="用这个文件夹里的 schema/ 来判断，默认为项目自己的"
    )
    return base


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"没有 {text} 这一天，日期写作 2026-09-01") from None


def today_of(options: argparse.Namespace) -> date:
    chosen: date | None = options.today
    return chosen or build_date()


def root_of(options: argparse.Namespace) -> Path:
    root: Path = options.root
    return root.resolve()


def schema_folder(options: argparse.Namespace) -> Path:
    """The folder whose schema/ is trusted: in CI that of the base branch, not of the change."""
    folder: Path | None = options.schema
    return folder.resolve() if folder else root_of(options)
