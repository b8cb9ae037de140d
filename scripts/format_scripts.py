"""JavaScript and CSS as Prettier writes them, as ruff writes Python: `python -m scripts.format_scripts`, or with --check in `make lint`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from course_catalogue.node_tools import node_command

PROJECT = Path(__file__).resolve().parent.parent
PRETTIER = PROJECT / "tests" / "tools" / "node_modules" / "prettier" / "bin" / "prettier.cjs"
FILES = ("site_overrides/**/*.{js,mjs,css}", "course_catalogue/**/*.js", "{tests,benchmarks}/tools/**/*.{js,mjs}")


def main(arguments: list[str]) -> int:
    """The exit code of Prettier, which names each file that is not as it would write it."""
    what = "--check" if arguments == ["--check"] else "--write"
    command = [node_command(), str(PRETTIER), "--log-level=warn", what, *FILES]
    return subprocess.call(command, cwd=PROJECT)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
