"""Git repositories in a temporary folder, with a fixed identity, and the judgement of a change in one."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from course_catalogue.changes.comparison import compare
from course_catalogue.changes.judging import judged
from course_catalogue.loading import Loaded, Rulebook
from course_catalogue.owners import Owners

COMMIT_OF_NOTHING_HERE = "1" * 40


def git(folder: Path, *arguments: str, given: bytes = b"") -> str:
    """Runs git as a person with a settled name, without this machine's settings; gives what it prints."""
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(folder), "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_AUTHOR_DATE": "2026-01-02T12:00:00+0800", "GIT_COMMITTER_DATE": "2026-01-02T12:00:00+0800",
        "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.com",
        "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.com",
    }  # fmt: skip
    done = subprocess.run(
        ["git", "-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always", *arguments],
        cwd=folder, env=environment, check=True, capture_output=True, input=given,
    )  # fmt: skip
    return done.stdout.decode("utf-8", "replace").strip()


def commit_all(folder: Path, message: str = "base") -> str:
    """A commit of everything in `folder`, which becomes a repository when it is none; gives its id."""
    if not (folder / ".git").exists():
        git(folder, "init", "-q")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", message)
    return git(folder, "rev-parse", "HEAD")


def add_submodule(folder: Path, path: str) -> None:
    """Another repository's commit at `path`, as a change would bring it: an entry, and an empty folder."""
    (folder / path).mkdir(parents=True)
    git(folder, "update-index", "--add", "--cacheinfo", f"160000,{COMMIT_OF_NOTHING_HERE},{path}")


def judge(
    root: Path,
    loaded: Loaded,
    book: Rulebook,
    *,
    base: str = "HEAD",
    maintainer: bool = False,
    owners: Owners | None = None,
) -> Loaded:
    """What is said of the change from `base` to what lies in `root`."""
    comparison = compare(root, base, loaded, book)
    return judged(loaded, comparison, owners or Owners(), book.schemas, maintainer=maintainer)
