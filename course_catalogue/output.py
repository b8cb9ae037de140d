"""Files to be published, and publishing itself: the only place that writes to disk.

A site is written aside and put in place by two renames under a lock, so that a reader never
meets half a site and a failed build leaves the last good one untouched. No symlink is needed.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from course_catalogue.diagnostics import CatalogueError


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file of the site; `path` is relative to the site's root."""

    path: str
    content: bytes


def write_files(folder: Path, files: Iterable[OutputFile]) -> None:
    """Write every file below `folder`; a path that leads out of it is a defect."""
    for file in files:
        path = PurePosixPath(file.path)
        if path.is_absolute() or ".." in path.parts:
            raise AssertionError(f"output path leads out of the site: {file.path}")
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.content)


@contextlib.contextmanager
def publishing(site: Path) -> Iterator[Path]:
    """Give an empty folder to build in; on success it becomes `site`, on any failure it is removed."""
    site.parent.mkdir(parents=True, exist_ok=True)
    with _lock(site):
        _restore(site)
        staging = Path(tempfile.mkdtemp(prefix=f".{site.name}-new-", dir=site.parent))
        try:
            staging.chmod(0o755)
            yield staging
            _swap(staging, site)
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def _swap(staging: Path, site: Path) -> None:
    old = _old(site)
    shutil.rmtree(old, ignore_errors=True)
    if site.exists():
        site.rename(old)
    staging.rename(site)
    shutil.rmtree(old, ignore_errors=True)


def _restore(site: Path) -> None:
    """Finish what a killed run left between its two renames."""
    old = _old(site)
    if site.exists():
        shutil.rmtree(old, ignore_errors=True)  # else it would come back when the site is removed by hand
    elif old.exists():
        old.rename(site)
    for left in site.parent.glob(f".{site.name}-new-*"):
        shutil.rmtree(left, ignore_errors=True)


def _old(site: Path) -> Path:
    return site.with_name(f".{site.name}-old")


@contextlib.contextmanager
def _lock(site: Path) -> Iterator[None]:
    path = site.with_name(f".{site.name}.lock")
    try:
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    except FileExistsError:
        if not _is_stale(path):
            raise CatalogueError(f"另一次构建正在写 {site.name}/；如果没有，请删去 {path.name} 再试") from None
        path.unlink(missing_ok=True)
        handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
    try:
        os.write(handle, str(os.getpid()).encode())
        os.close(handle)
        yield
    finally:
        path.unlink(missing_ok=True)


def _is_stale(lock: Path) -> bool:
    """Whether the process that wrote the lock is gone."""
    try:
        pid = int(lock.read_text() or "0")
    except (OSError, ValueError):
        return False
    if pid <= 0:
        return False
    if os.name == "nt":  # os.kill would end the process there
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
