#!/usr/bin/env python3
"""Entry point: works without make, also on Windows. `python build.py --help` lists the commands.

On a fresh machine it first makes `.venv` and installs the hash-pinned requirements there, then
runs itself again inside it. Only the standard library is used up to that point.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import subprocess

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCKS = {"site": "requirements/site.txt", "node": "requirements/node.txt", "test": "requirements/test.txt"}


def main() -> int:
    """Run a command inside `.venv`; `setup [--test]` only prepares it."""
    if sys.version_info < (3, 11):
        print(f"需要 Python 3.11 或更新的版本，现在是 {sys.version.split()[0]}。", file=sys.stderr)
        return 2
    arguments = sys.argv[1:]
    setting_up = arguments[:1] == ["setup"]
    if Path(sys.prefix).resolve() != VENV.resolve() or setting_up:
        import subprocess

        try:
            python = prepared_python(needed_locks(testing="--test" in arguments))
        except (OSError, subprocess.CalledProcessError) as fault:
            print(f"安装依赖没有成功：{fault}\n请检查网络后再试。", file=sys.stderr)
            return 2
        if setting_up:
            return 0
        return result_of(subprocess.Popen([str(python), str(Path(__file__).resolve()), *arguments]))
    return run(arguments)


def result_of(command: subprocess.Popen[bytes]) -> int:
    """The exit code of a command that Ctrl-C has reached as well: it is let end in its own way, and says the last word."""
    while True:
        try:
            return command.wait()
        except KeyboardInterrupt:
            continue


def run(arguments: list[str]) -> int:
    """Run a command in this process; a check of one change is to be over before somebody looks up."""
    if sys.dont_write_bytecode:  # as in many containers: reading all modules as text would be a third of a check
        sys.dont_write_bytecode, sys.pycache_prefix = False, str(VENV / "var" / "bytecode")
    if arguments[:1] == ["check"]:
        gc.disable()  # it holds on to nearly all that it makes; looking for garbage among that would be a sixth of it
    from course_catalogue.cli import main

    code = main(arguments)
    gc.freeze()  # nor is there a need to look when all is over
    return code


def needed_locks(*, testing: bool) -> list[str]:
    """`node` only where the machine has no npm and something is to come from there: the fonts, the form, or a tool of the tests."""
    import shutil

    made = (ROOT / ".fonts", VENV / "var" / "course-catalogue" / "form")
    needs_npm = testing or not all(path.exists() for path in made)
    lacks_npm = needs_npm and shutil.which("npm") is None
    return ["site", *(["node"] if lacks_npm else []), *(["test"] if testing else [])]


def prepared_python(locks: list[str]) -> Path:
    """The interpreter of `.venv`, with the locks installed; a stamp saves the work when nothing changed."""
    import hashlib
    import subprocess
    import venv

    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    for name in locks:
        lock = ROOT / LOCKS[name]
        stamp = VENV / f".installed-{name}"
        wanted = hashlib.sha256(lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
        if python.exists() and stamp.exists() and stamp.read_text() == wanted:
            continue
        if not python.exists():
            print("第一次运行：建立 .venv 并安装依赖，大约半分钟……", file=sys.stderr)
            venv.create(VENV, with_pip=True)
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        subprocess.run([*pip, "--require-hashes", "-r", str(lock)], check=True)
        if name == "site":
            subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)], check=True)
        stamp.write_text(wanted)
    return python


if __name__ == "__main__":
    sys.exit(main())
