"""Where this program keeps what it has worked out: in its virtual environment, never in a checkout.

A checkout may be a stranger's pull request, which could bring verdicts and pictures of its own.
"""

from __future__ import annotations

import atexit
import shutil
import sys
import tempfile
from functools import cache
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
