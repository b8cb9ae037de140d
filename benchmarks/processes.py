"""Whole child processes, measured by the operating system's own account."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
DAY = "2026-10-01"


@dataclass(frozen=True)
class Run:
    """CPU seconds (user and system, children included) and peak memory of one process in MB."""

    cpu: float
    memory: float


def run(*command: str, cwd: Path = PROJECT) -> Run:
    """Run a command to its end, output dropped; a failing one ends the benchmark."""
    process = subprocess.Popen(
        command,
        cwd=cwd,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    assert process.stderr is not None
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        raise SystemExit(f"{' '.join(command)} failed:\n{errors.decode()}")
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def python(*arguments: str) -> Run:
    return run(sys.executable, *arguments)
