"""Files to be published, and publishing itself: the only place that writes files to disk.

A site is written aside and put in place by two renames under a lock, so that a reader never
meets half a site and a failed build leaves the last good one untouched. No symlink is needed.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from course_catalogue.diagnostics import CatalogueError

MARKER = ".course-catalogue"
"""A file of this name says that a folder was published by us and may be replaced."""


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file of the site; `path` is relative to the site's root."""

    path: str
    content: bytes


def write_files(folder: Path, files: Iterable[OutputFile]) -> None:
    """Write every file below `folder`; a path that leads out of it is a defect."""
    made: set[str] = set()
    for file in files:
        if file.path.startswith("/") or ".." in file.path.split("/"):
            raise AssertionError(f"output path leads out of the site: {file.path}")
        above = file.path.rpartition("/")[0]
        if above not in made:
            (folder / above).mkdir(parents=True, exist_ok=True)
            made.add(above)
        with open(f"{folder}/{file.path}", "wb", buffering=0) as target:  # noqa: PTH123  of ten thousand files both show
            written = target.write(file.content)
        if written != len(file.content):  # the disk is full
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), file.path)


def write_zip(path: Path, members: Iterable[tuple[str, bytes]], day: date) -> None:
    """A zip of (name, content), written as they come; all carry `day`, so that the same members give the same bytes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name, content in members:
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3  # else it tells which system has built it
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)


def replace_file(path: Path, content: bytes) -> None:
    """Write one file so that a reader meets the old one or the new one whole; a link is replaced, not followed."""
    try:
        handle, name = tempfile.mkstemp(prefix=".new-", dir=path.parent)
    except OSError as fault:
        raise OSError(fault.errno, fault.strerror, str(path)) from fault  # and not the name that was made up
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        if path.is_file() and not path.is_symlink():
            shutil.copymode(path, aside)
        else:
            aside.chmod(0o644)
        _rename_over(aside, path)
    finally:
        aside.unlink(missing_ok=True)


def write_new_files(folder: Path, files: Sequence[OutputFile]) -> None:
    """Files where nothing lies (the caller has looked): all of them whole, or none."""
    done: list[Path] = []
    try:
        for file in files:
            path = folder / file.path
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, file.content)
            done.append(path)
    except OSError:
        for path in done:
            path.unlink(missing_ok=True)
        raise


def rewrite_file(path: Path, old: bytes, new: bytes) -> None:
    """Write an author's file anew; never through a link, never over other bytes than `old`."""
    _refuse_changed(path, old)
    replace_file(path, new)


def _refuse_changed(path: Path, old: bytes) -> None:
    if path.is_symlink() or not path.is_file() or path.read_bytes() != old:
        raise CatalogueError(f"{path.name} 在检查的时候被改动了，没有写它；请再运行一次")


def add_files(root: Path, files: Sequence[OutputFile], before: Mapping[str, bytes]) -> None:
    """Put files below `root` in place: over those in `before` only while they hold these bytes, else where nothing lies.

    A folder that was not there comes with all its files in one step, and a single file is the old or the new one, so that
    a run that is killed leaves nothing half-written. A link on the way, or anything unexpected in a place: CatalogueError.
    """
    for file in files:
        _refuse_taken(root, file.path, file.path in before)
        if file.path in before:
            _refuse_changed(root / file.path, before[file.path])
    with _lock(root / _FILED):
        for left in root.glob(f".{_FILED}-new-*"):
            shutil.rmtree(left, ignore_errors=True)
        new: dict[Path, list[OutputFile]] = {}
        for file in files:
            new.setdefault(_first_missing(root, root / file.path), []).append(file)
        for top, inside in new.items():
            if top == root / inside[0].path:
                _add_file(top, inside[0].content, before.get(inside[0].path))
            else:
                _add_folder(root, top, inside)


_FILED = "courses"
"""In whose name files are locked and written aside: beside the trees, where no half-written folder is read."""


def _add_file(path: Path, content: bytes, before: bytes | None) -> None:
    if before is None:
        replace_file(path, content)
    else:
        rewrite_file(path, before, content)


def _add_folder(root: Path, top: Path, files: Sequence[OutputFile]) -> None:
    staging = Path(tempfile.mkdtemp(prefix=f".{_FILED}-new-", dir=root))
    try:
        base = top.relative_to(root).as_posix()
        write_files(staging, (OutputFile(file.path.removeprefix(f"{base}/"), file.content) for file in files))
        _make_readable(staging)
        _rename(staging, top)
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def _first_missing(root: Path, path: Path) -> Path:
    """The highest folder on the way to `path` that is not there; `path` itself where its folder is."""
    return next(
        (folder for folder in reversed(path.parents) if root in folder.parents and not os.path.lexists(folder)), path
    )


def _refuse_taken(root: Path, path: str, is_known: bool) -> None:
    for part in (root / path, *(root / path).parents):
        if part == root:
            return
        name = part.relative_to(root).as_posix()
        if part.is_symlink():
            raise CatalogueError(f"{name} 是符号链接，没有往里写")
        if part == root / path and os.path.lexists(part) and not is_known:
            raise CatalogueError(f"已经有 {name}，没有动它")
        if part != root / path and part.exists() and not part.is_dir():
            raise CatalogueError(f"{name} 是文件，不是文件夹，没有写")


def _rename_over(source: Path, target: Path) -> None:
    """Windows refuses while a scanner holds the file: try again a little later."""
    for pause in (0.1, 0.3, 1.0):
        try:
            source.replace(target)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    source.replace(target)


def append_text(path: Path, text: str) -> None:
    """Add to a file that belongs to somebody else, such as the summary of a CI step."""
    with path.open("a", encoding="utf-8", errors="backslashreplace", newline="\n") as file:
        file.write(text)


@contextlib.contextmanager
def publishing(site: Path) -> Iterator[Path]:
    """Give an empty folder to build in; on success it becomes `site`, on any failure it is removed.

    A folder that holds anything but a site of ours (see MARKER) is never replaced: CatalogueError.
    """
    site.parent.mkdir(parents=True, exist_ok=True)
    with _lock(site):
        _restore(site)
        refuse_foreign(site)
        staging = Path(tempfile.mkdtemp(prefix=f".{site.name}-new-", dir=site.parent))
        try:
            yield staging
            (staging / MARKER).touch()
            _make_readable(staging)
            _swap(staging, site)
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def refuse_foreign(site: Path) -> None:
    """A CatalogueError where `site` holds anything but a site of ours."""
    if site.is_symlink() or (site.exists() and not site.is_dir()):
        raise CatalogueError(f"{site} 不是文件夹，网站不能放在这里")
    if site.exists() and any(site.iterdir()) and not (site / MARKER).is_file():
        raise CatalogueError(f"{site} 里有不是本程序生成的文件，没有动它；请换一个空文件夹，或先把它移走")


def _make_readable(folder: Path) -> None:
    """For any web server to read, whatever the umask."""
    for above, _, files in os.walk(folder):
        os.chmod(above, 0o755)  # noqa: PTH101, S103  as in write_files; a web server runs as somebody else
        for name in files:
            os.chmod(f"{above}/{name}", 0o644)  # noqa: PTH101


def _swap(staging: Path, site: Path) -> None:
    """Two renames; when the second fails (a scanner holds a file on Windows), the first is undone."""
    old = _old(site)
    shutil.rmtree(old, ignore_errors=True)
    kept = "，旧的还在" if site.exists() else ""
    try:
        if site.exists():
            _rename(site, old)
        _rename(staging, site)
    except OSError as fault:
        if old.exists() and not site.exists():
            try:
                _rename(old, site)
            except OSError:  # the next run will
                kept = f"，旧的在 {old.name}，再运行一次会放回来"
        raise CatalogueError(f"换不上新的网站{kept}：{fault.strerror or fault}") from fault
    shutil.rmtree(old, ignore_errors=True)


def _rename(source: Path, target: Path) -> None:
    for pause in (0.1, 0.3, 1.0):
        try:
            source.rename(target)
        except PermissionError:
            time.sleep(pause)
        else:
            return
    source.rename(target)


def _restore(site: Path) -> None:
    """Finish what a killed run left between its two renames."""
    old = _old(site)
    if site.exists():
        shutil.rmtree(old, ignore_errors=True)  # else it would come back when the site is removed by hand
    elif old.exists():
        old.rename(site)
    prefix = f".{site.name}-new-"
    for left in site.parent.iterdir():
        if left.name.startswith(prefix):
            shutil.rmtree(left, ignore_errors=True)


def _old(site: Path) -> Path:
    return site.with_name(f".{site.name}-old")


@contextlib.contextmanager
def _lock(site: Path) -> Iterator[None]:
    """Hold the system's lock on a file beside the site: the lock of a process that ends is gone with it."""
    path = site.with_name(f".{site.name}.lock")
    while True:
        handle = path.open("ab")
        try:
            _lock_file(handle)
            if os.path.samestat(path.stat(), os.fstat(handle.fileno())):
                break
        except FileNotFoundError:  # the holder before us has removed the file: lock a new one
            pass
        except (BlockingIOError, PermissionError):  # as Linux and as Windows say that it is held
            handle.close()
            raise CatalogueError(f"另一次构建正在写 {site.name}/，等它做完再试") from None
        except OSError:
            handle.close()
            raise
        handle.close()
    try:
        yield
    finally:
        with contextlib.suppress(OSError):  # Windows does not remove an open file
            path.unlink()
        handle.close()


if sys.platform == "win32":
    import msvcrt

    def _lock_file(handle: BinaryIO) -> None:
        handle.seek(0)
        msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock_file(handle: BinaryIO) -> None:
        fcntl.flock(handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
