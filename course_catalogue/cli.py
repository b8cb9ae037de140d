"""The commands: check, build, serve, packs, fonts, init. Results go to stdout, progress to stderr.

Exit 0: fine; 1: the content has errors; 2: wrong call, or the machine fails.
"""

from __future__ import annotations

import argparse
import sys
from datetime import date
from pathlib import Path

from course_catalogue.diagnostics import CatalogueError
from course_catalogue.loading import Loaded, load_catalogue
from course_catalogue.reporting import human


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    root = Path(options.root).resolve()
    loaded = load_catalogue(root, date.today())
    print_report(loaded, root)
    return 0 if loaded.is_sound else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="build.py")
    parser.add_argument("command")
    parser.add_argument("--root", default=".")
    return parser


def print_report(loaded: Loaded, root: Path) -> None:
    def read_line(path: str, number: int) -> str | None:
        try:
            return (root / path).read_text("utf-8", errors="replace").splitlines()[number - 1]
        except (OSError, IndexError):
            return None

    print(human.report(loaded.diagnostics, read_line))
    print(human.summary(loaded.files, len(loaded.errors), len(loaded.warnings)))
