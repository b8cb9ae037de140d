"""Where this program keeps what it has worked out: in its virtual environment, never in a checkout.

A checkout may be a stranger's pull request, which could bring verdicts and pictures of its own.
"""

from __future__ import annotations

import atexit
import shutil
import sys
import tempfile
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path


def kept_folder() -> Path | None:
    """The folder, made when it is missing; None outside a virtual environment, or where it cannot be written."""
    if sys.prefix == sys.base_prefix:
        return None
    folder = Path(sys.prefix, "var", "course-catalogue")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return None
    return folder


@cache
def passing_folder() -> Path:
    """A folder that lasts as long as this process, for what must be somewhere."""
    folder = Path(tempfile.mkdtemp(prefix="course-catalogue-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def digest_of(paths: Iterable[Path]) -> str:
    """Of the names and contents of files, in their order."""
    made = sha256()
    for path in paths:
        made.update(b"%s\0%s\0" % (path.name.encode(), sha256(path.read_bytes()).digest()))
    return made.hexdigest()[:32]


def put(made: Path, folder: Path) -> None:
    """Rename what was made aside into place; another run that was quicker has made the same."""
    try:
        made.replace(folder)
    except OSError:
        if not folder.is_dir():
            raise
