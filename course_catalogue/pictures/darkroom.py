"""The parent's side of the darkroom: a picture in, a picture drawn anew out, and never a crash of this process."""

from __future__ import annotations

import contextlib
import json
import os
import struct
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

CHILD = Path(__file__).with_name("darkroom_child.py")
# Seconds of the clock for one picture; the child itself allows fewer of the processor, where it can.
TIME_LIMIT = 60
_LONGEST_ANSWER = 16 * 1024 * 1024
_LARGEST_SIDE = 4096


@dataclass(frozen=True, slots=True)
class Developed:
    """A picture drawn anew: `page` is WebP, `printed` PNG or JPEG; width and height are those of `page`, in pixels."""

    width: int
    height: int
    page: bytes
    printed: bytes
    print_format: str


@dataclass(frozen=True, slots=True)
class Spoiled:
    """A picture that gives none: `fault` is dimensions, frames, memory, broken or stopped; `detail` what was met."""

    fault: str
    detail: str = ""


class Darkroom:
    """One child process for many pictures, started for the first and again after one that ended it."""

    def __init__(self, time_limit: float = TIME_LIMIT) -> None:
        self._time_limit = time_limit
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Darkroom:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def develop(self, content: bytes) -> Developed | Spoiled:
        process = self._child()
        assert process.stdin and process.stdout
        limit = threading.Timer(self._time_limit, process.kill)
        limit.start()
        try:
            process.stdin.write(struct.pack(">I", len(content)) + content)
            process.stdin.flush()
            answer = [_read(process.stdout) for _ in range(3)]
        except OSError:  # the child has ended, by itself or by the limit
            answer = [None]
        finally:
            limit.cancel()
        if None in answer:
            self._end()
            return Spoiled("stopped")
        facts, page, printed = (part or b"" for part in answer)
        return _result(json.loads(facts), page, printed)

    def _child(self) -> subprocess.Popen[bytes]:
        if self._process is not None and self._process.poll() is not None:  # ended after its last answer
            self._end()
        if self._process is None:
            # -I: nothing of the folder that is checked is imported, and no variable is heeded
            self._process = subprocess.Popen(  # noqa: S603  our own file, no shell
                [sys.executable, "-I", str(CHILD)],
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={**_system_root()},
            )  # fmt: skip
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for stream in (process.stdin, process.stdout):
            if stream:
                with contextlib.suppress(OSError):
                    stream.close()
        process.wait()


def _system_root() -> dict[str, str]:
    """What Windows needs to start any program; nothing elsewhere."""
    return {name: os.environ[name] for name in ("SYSTEMROOT",) if name in os.environ}


def _read(stream: Any) -> bytes | None:
    head = stream.read(4)
    if len(head) < 4:
        return None
    length: int = struct.unpack(">I", head)[0]
    if length > _LONGEST_ANSWER:  # not from our child: what it has become is not listened to
        return None
    content: bytes = stream.read(length)
    return content if len(content) == length else None


def _result(facts: dict[str, Any], page: bytes, printed: bytes) -> Developed | Spoiled:
    if "fault" in facts:
        return Spoiled(str(facts["fault"]), str(facts.get("detail", "")))
    width, height, print_format = facts["width"], facts["height"], facts["print_format"]
    is_ours = page[:4] == b"RIFF" and page[8:12] == b"WEBP" and print_format in ("png", "jpg")
    if not is_ours or not all(isinstance(side, int) and 0 < side <= _LARGEST_SIDE for side in (width, height)):
        return Spoiled("stopped")
    return Developed(width, height, page, printed, print_format)
