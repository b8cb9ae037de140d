"""Put edits into the bytes of a file: outside their ranges every byte stays, line ends and byte order mark included."""

from __future__ import annotations

import re
from collections.abc import Iterable

from course_catalogue.diagnostics import Edit
from course_catalogue.file_bytes import BOM, decode_foreign

_LINE_END = re.compile("\r\n|\r|\n")


def apply_edits(content: bytes, edits: Iterable[Edit]) -> bytes | None:
    """The bytes with every edit; None where they are no text, or an edit lies outside.

    A file in GBK or UTF-16 comes back in UTF-8: that is what an edit that puts in nothing stands for.
    """
    bom = BOM if content.startswith(BOM) else b""
    try:
        text: str | None = content.removeprefix(BOM).decode("utf-8")
    except UnicodeDecodeError:
        text = decode_foreign(content)
    if text is None:
        return None
    starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
    line_end = _usual_line_end(text)
    for edit in sorted(edits, key=lambda edit: edit.mark, reverse=True):
        mark = edit.mark
        if not mark.line <= mark.end_line <= len(starts):
            return None
        start = starts[mark.line - 1] + mark.column - 1
        end = starts[mark.end_line - 1] + mark.end_column - 1
        if not 0 <= start <= end <= len(text):
            return None
        text = text[:start] + edit.text.replace("\n", line_end) + text[end:]
    return bom + text.encode("utf-8")


def without_overlaps(edit_groups: Iterable[tuple[Edit, ...]]) -> list[tuple[Edit, ...]]:
    """The groups in order, without those that touch lines of one before: they wait for the next round."""
    taken: set[int] = set()
    chosen: list[tuple[Edit, ...]] = []
    for edits in edit_groups:
        lines = {line for edit in edits for line in range(edit.mark.line, edit.mark.end_line + 1)}
        if edits and not lines & taken:
            taken |= lines
            chosen.append(edits)
    return chosen


def _usual_line_end(text: str) -> str:
    return "\r\n" if text.count("\r\n") * 2 > text.count("\n") else "\n"
