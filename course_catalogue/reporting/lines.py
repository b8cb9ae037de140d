"""Source lines for reports, read when a finding is shown; personal numbers are masked, for the logs of a check are public."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from course_catalogue.file_bytes import readable_text
from course_catalogue.personal_numbers import masked

ReadLine = Callable[[str, int], str | None]
"""`read_line(path, number)` gives a source line, None where there is none."""


def line_reader(root: Path) -> ReadLine:
    """`read_line(path, number)` for files below `root`; None where there is no such line."""

    @lru_cache(maxsize=32)
    def lines(path: str) -> tuple[str, ...]:
        file = root / path
        if file.is_symlink() or not file.is_file():
            return ()
        with file.open("rb") as opened:
            content = opened.read(1024 * 1024)
        if b"\0" in content:  # a picture, or text in an encoding that would be shown as rubbish
            return ()
        return tuple(readable_text(content).split("\n"))

    @lru_cache(maxsize=64)  # a line may have a million characters, and a hundred findings
    def read_line(path: str, number: int) -> str | None:
        found = lines(path)
        return masked(found[number - 1]) if number <= len(found) else None

    return read_line
