"""What the gates say of one file, and a memory of it: a file that has not changed is not judged again.

A verdict follows from the file's path and bytes, the rulebook and the program, never from the date.
Nothing in a checkout, which may be a stranger's pull request, can pretend to have been judged (see kept_folder).
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

from course_catalogue.diagnostics import CatalogueError, Diagnostic
from course_catalogue.documents import Document, Source
from course_catalogue.kept_folder import kept_folder
from course_catalogue.kept_records import KeptSeries, encode_kept, encode_whole, kept_decoder
from course_catalogue.model import Record, SeriesCourse, build_record, pack_sessions
from course_catalogue.picture_check import PictureUse
from course_catalogue.rules.due import NOTHING_MISSING, Missing
from course_catalogue.sources import Place, Read, read_source
from course_catalogue.strict_yaml import read_document

Stamp = tuple[int, int, int, int]
"""Times of the last change of content and of the entry itself in nanoseconds, size in bytes, inode."""

SETTLED = 2_000_000_000
"""Nanoseconds after which a file's stamp can be trusted: within them it may change twice unnoticed."""

_TABLES = """
PRAGMA synchronous = OFF;
CREATE TABLE IF NOT EXISTS main.verdict (digest BLOB PRIMARY KEY, gates INT, findings BLOB, record BLOB, missing BLOB, pictures BLOB, whole BLOB, sessions BLOB);
CREATE TABLE IF NOT EXISTS main.seen (path TEXT PRIMARY KEY, changed INT, altered INT, size INT, inode INT, digest BLOB);
CREATE TEMP TABLE fresh (digest BLOB PRIMARY KEY, gates INT, findings BLOB, record BLOB, missing BLOB, pictures BLOB, whole BLOB, sessions BLOB);
"""

_REMEMBERED = """
SELECT path, changed, altered, size, inode, digest, gates, findings, record, missing, pictures FROM seen JOIN verdict USING (digest)
"""
_Seen = tuple[Stamp, bytes]
_Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """All findings on one file; its record unless they forbid one, with what it still lacks and the pictures it refers to.

    `gates` counts those that the file has passed: its bytes, its grammar, its shape.
    """

    findings: tuple[Diagnostic, ...]
    record: Record | None = None
    missing: Missing = NOTHING_MISSING
    picture_uses: tuple[PictureUse, ...] = ()
    gates: int = 3


class Verdicts:
    """Verdicts on the files below one root, kept in a SQLite file; without a path, as long as the object lives.

    It also holds what series say at length, their sessions above all, so that memory need not. What cannot be kept only costs time.
    """

    def __init__(self, root: Path, path: Path | None = None, read: Read = read_source) -> None:
        self._root = root
        self._read = read
        self._last: tuple[Place, Document] | None = None
        self._database = _open(path)
        self._seen: dict[str, _Seen] = {}
        self._rows: dict[bytes, _Row] = {}
        for path_, changed, altered, size, inode, digest, *row in self._database.execute(_REMEMBERED):
            self._seen[path_] = ((changed, altered, size, inode), digest)
            self._rows[digest] = tuple(row)
        self._seen_now: dict[str, _Seen] = {}

    def of(self, place: Place, judge: Callable[[Source], Verdict]) -> Verdict:
        """The verdict on the file at `place`, as remembered or by `judge`; its record is released."""
        name = place.name
        stamp = self._stamp(name)
        known, digest = self._seen.get(name, (None, b""))
        if known != stamp:
            source = self._read(self._root, place)
            digest = blake2b(b"%s\n%s" % (name.encode(), source.content), digest_size=20).digest()
            if time.time_ns() - max(stamp[:2]) < SETTLED:
                stamp = (0, 0, 0, 0)
        self._seen_now[name] = (stamp, digest)
        row = self._rows.pop(digest, None)
        if row is None:
            row = self._keep(digest, judge(source if known != stamp else self._read(self._root, place)))
        # A new record, too, is held as it is kept: what is left of a thousand full ones scatters later files over the memory.
        verdict = self._remembered(place.kind, row)
        if verdict.record is not None:
            verdict.record.origin.release(partial(self._read_again, place), partial(self._sessions, place, digest))
            if isinstance(verdict.record, KeptSeries):
                verdict.record.origin.load = partial(self._whole, place, digest)
        return verdict

    def save(self) -> None:
        """Write down what is new and forget files that are gone; another run that is writing goes first."""
        gone = self._seen.keys() - self._seen_now.keys()
        changed = {path: seen for path, seen in self._seen_now.items() if self._seen.get(path) != seen}
        if not gone and not changed:
            return
        kept = {digest for _, digest in self._seen_now.values()}
        old = {self._seen[path][1] for path in (*gone, *changed) if path in self._seen} - kept
        rows = [(path, *stamp, digest) for path, (stamp, digest) in changed.items()]
        with contextlib.suppress(sqlite3.Error), self._database as database:
            database.execute("INSERT OR REPLACE INTO verdict SELECT * FROM fresh")
            database.executemany("INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?, ?, ?)", rows)
            database.executemany("DELETE FROM seen WHERE path = ?", [(path,) for path in gone])
            database.executemany("DELETE FROM verdict WHERE digest = ?", [(digest,) for digest in old])

    def _stamp(self, name: str) -> Stamp:
        status = os.lstat(f"{self._root}/{name}")  # thousands of times: pathlib would cost thrice as much
        return status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino

    def _remembered(self, kind: str, row: _Row) -> Verdict:
        gates, findings, record, missing, pictures = row
        return Verdict(
            _FINDINGS.decode(findings) if findings else (),
            kept_decoder(kind).decode(record) if record else None,
            _MISSING.decode(missing) if missing else NOTHING_MISSING,
            _PICTURES.decode(pictures) if pictures else (),
            gates,
        )

    def _keep(self, digest: bytes, verdict: Verdict) -> _Row:
        """What `_remembered` makes the verdict from."""
        record = verdict.record
        row = (
            digest,
            verdict.gates,
            msgspec.msgpack.encode(verdict.findings) if verdict.findings else None,
            encode_kept(record) if record else None,
            msgspec.msgpack.encode(verdict.missing) if verdict.missing.approved else None,
            msgspec.msgpack.encode(verdict.picture_uses) if verdict.picture_uses else None,
            encode_whole(record) if isinstance(record, SeriesCourse) else None,
            record.origin.packed_sessions if record else None,
        )
        with contextlib.suppress(sqlite3.Error):
            self._database.execute("INSERT OR REPLACE INTO fresh VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)
        return row[1:6]

    def _sessions(self, place: Place, digest: bytes) -> bytes:
        kept = self._kept("sessions", digest)
        return pack_sessions(self._read_again(place).data.get("sessions", [])) if kept is None else kept

    def _whole(self, place: Place, digest: bytes) -> bytes:
        kept = self._kept("whole", digest)
        return encode_whole(build_record(self._read_again(place))) if kept is None else kept

    def _kept(self, column: str, digest: bytes) -> bytes | None:
        """None where it could not be kept, or where another run has cleared it away."""
        for table in ("fresh", "verdict"):
            with contextlib.suppress(sqlite3.Error):
                row = self._database.execute(f"SELECT {column} FROM {table} WHERE digest = ?", (digest,)).fetchone()  # noqa: S608 — literals only
                if row:
                    return row[0] or b""
        return None

    def _read_again(self, place: Place) -> Document:
        """The document at `place`; the last one is kept, because a file may have many findings one after another."""
        if self._last is None or self._last[0] != place:
            document = read_document(self._read(self._root, place)).document
            if document is None:
                raise CatalogueError(f"{place.name} 在检查的时候被改动了，请再运行一次")
            self._last = place, document
        return self._last[1]


def memory_of(root: Path, rulebook: bytes) -> Path | None:
    """Where verdicts on `root` by this program and rulebook are kept; None outside a virtual environment.

    What an older program or rulebook has said of the same root is removed.
    """
    folder = kept_folder()
    if folder is None:
        return None
    version = blake2b(rulebook, digest_size=8)
    for module in sorted(Path(__file__).parent.rglob("*.py")):
        version.update(module.read_bytes())
    name = blake2b(str(root.resolve()).encode(), digest_size=8).hexdigest()
    path = folder / f"{name}-{version.hexdigest()}.sqlite"
    with contextlib.suppress(OSError):
        for old in folder.glob(f"{name}-*"):
            if not old.name.startswith(path.name):
                old.unlink()
    return path


def _open(path: Path | None) -> sqlite3.Connection:
    """A database with its tables; a private one on the side where the file cannot be had."""
    try:
        database = sqlite3.connect(path or "", timeout=0.1, check_same_thread=False)
        database.executescript(_TABLES)
    except sqlite3.Error:
        if path is None:
            raise
        with contextlib.suppress(OSError):
            path.unlink()
        return _open(None)
    return database


_FINDINGS = msgspec.msgpack.Decoder(tuple[Diagnostic, ...])
_MISSING = msgspec.msgpack.Decoder(Missing)
_PICTURES = msgspec.msgpack.Decoder(tuple[PictureUse, ...])
