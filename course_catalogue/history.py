"""When a file was last changed, from the version history: the default of `updated`."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path


def last_changes(root: Path) -> dict[str, date]:
    """The date of the last commit of every course file, by path; empty where there is no history."""
    try:
        shallow = subprocess.run(
            ["git", "rev-parse", "--is-shallow-repository"],  # noqa: S607
            cwd=root, capture_output=True, check=True, text=True, encoding="utf-8",
        ).stdout  # fmt: skip
        if shallow.strip() == "true":  # its dates are those of the clone, not of the files
            return {}
        log = subprocess.run(
            ["git", "-c", "core.quotepath=off", "log", "--format=@%cs", "--name-only", "--relative", "--", "courses", "bases"],  # noqa: S607
            cwd=root, capture_output=True, check=True, text=True, encoding="utf-8",
        ).stdout  # fmt: skip
    except (OSError, subprocess.CalledProcessError):
        return {}
    changes: dict[str, date] = {}
    day = date.min
    for line in log.splitlines():
        if line.startswith("@"):
            day = date.fromisoformat(line[1:])
        elif line:
            changes.setdefault(line, day)
    return changes
