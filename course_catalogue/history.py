"""When a file was last changed, from the version history: the default of `updated`."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from course_catalogue.diagnostics import CatalogueError
from course_catalogue.git_tree import ask


def last_changes(root: Path) -> dict[str, date]:
    """The date of the last commit of every course file, by path; empty where there is no history."""
    try:
        if ask(root, "rev-parse", "--is-shallow-repository").strip() == b"true":
            return {}  # its dates are those of the clone, not of the files
        log = ask(
            root, "log", "-z", "--format=@%cs", "--name-only", "--no-ext-diff", "--relative", "--", "courses", "bases"
        )
    except CatalogueError:
        return {}
    changes: dict[str, date] = {}
    day = date.min
    for part in (part.removeprefix("\n") for part in os.fsdecode(log).split("\0")):
        if part.startswith("@"):
            day = date.fromisoformat(part[1:])
        elif part:
            changes.setdefault(part, day)
    return changes
