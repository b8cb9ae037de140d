"""The lines that a finding is about, with the room for a caret under them."""

from __future__ import annotations

import msgspec

from course_catalogue.diagnostics import Edit, Mark
from course_catalogue.reporting.lines import ReadLine
from course_catalogue.reporting.visible import visible, width

_WIDTH = 88


class Row(msgspec.Struct, frozen=True):
    """A line to show. `caret` columns are marked, after `indent` columns; 0 where none is. `number` 0 is a gap."""

    number: int
    text: str
    indent: int = 0
    caret: int = 0

    def lines(self) -> tuple[str, ...]:
        """`   41 | text`, and `      | ^^^^` below it."""
        if not self.number:
            return (f"{'…':>4} |",)  # “…” takes two columns in Chinese terminals
        line = f"{self.number:>5} | {self.text}"
        return (line, f"{'':>5} | {' ' * self.indent}{'^' * self.caret}") if self.caret else (line,)


def rows_of(mark: Mark, read_line: ReadLine) -> list[Row]:
    """The marked line; of a range over several lines the first and the last, with a gap between them."""
    first = read_line(mark.path, mark.line)
    if first is None or not first.strip():
        return []
    if mark.end_line == mark.line:
        return [_row(mark.line, first, mark.column, mark.end_column)]
    if (mark.line, mark.column) == (1, 1):  # the file as a whole: its end says nothing more
        return [_row(1, first, 1, len(first) + 1)]
    rows = [_row(mark.line, first, mark.column, len(first) + 1)]
    number, end = _last_line(mark, read_line)
    if number > mark.line:
        last = read_line(mark.path, number) or ""
        if number > mark.line + 1:
            rows.append(Row(0, ""))
        rows.append(_row(number, last, len(last) - len(last.lstrip()) + 1, end or len(last) + 1))
    return rows


def _last_line(mark: Mark, read_line: ReadLine) -> tuple[int, int]:
    """The last line that the range really covers, and its exclusive end there; 0 is the end of that line.

    YAML ends a block where the next one begins: at the start of a later line.
    """
    line = read_line(mark.path, mark.end_line) or ""
    if line[: mark.end_column - 1].strip():
        return mark.end_line, min(mark.end_column, len(line) + 1)
    for number in range(mark.end_line - 1, max(mark.line, mark.end_line - 50), -1):
        if (read_line(mark.path, number) or "").strip():
            return number, 0
    return mark.line, 0


def _row(number: int, line: str, column: int, end_column: int) -> Row:
    start, text, length = _window(line, column - 1, max(end_column - column, 1))
    return Row(number, text, width(text[:start]), max(width(text[start : start + length]), 1))


def _window(line: str, start: int, length: int) -> tuple[int, str, int]:
    """The part of a long line around the caret: (caret's offset in it, the part, caret's length)."""
    cut = max(0, start - 2 * _WIDTH)  # a line may have a million characters, and a hundred findings
    line, start = line[cut : start + 2 * _WIDTH], start - cut
    text = visible(line)
    start, length = len(visible(line[:start])), len(visible(line[start : start + length]))
    if len(text) <= _WIDTH:
        return start, text, min(length, len(text) - start)
    left = max(0, min(start - 20, len(text) - _WIDTH))
    part = ("…" if left else "") + text[left : left + _WIDTH] + ("…" if left + _WIDTH < len(text) else "")
    offset = start - left + (1 if left else 0)
    return offset, part, min(length, len(part) - offset)


def changed_rows(edits: tuple[Edit, ...], read_line: ReadLine) -> list[tuple[str, list[Row]]]:
    """By path, the lines as they read when the edits are applied; nothing where a line cannot be read."""
    changed: dict[str, list[Row]] = {}
    for group in _by_lines(edits):
        first, last = group[0].mark, max(edit.mark.end_line for edit in group)
        lines = [read_line(first.path, number) for number in range(first.line, last + 1)]
        text = _applied(group, [line for line in lines if line is not None], first.line)
        if len(lines) > 20 or None in lines or text is None:
            return []
        rows = changed.setdefault(first.path, [])
        rows += [Row(first.line + offset, _start_of(line)) for offset, line in enumerate(text.split("\n"))]
    return list(changed.items())


def _by_lines(edits: tuple[Edit, ...]) -> list[list[Edit]]:
    """Edits that share a line belong together."""
    groups: list[list[Edit]] = []
    for edit in sorted(edits, key=lambda edit: edit.mark):
        last = groups[-1][-1].mark if groups else None
        if last and last.path == edit.mark.path and edit.mark.line <= last.end_line:
            groups[-1].append(edit)
        else:
            groups.append([edit])
    return groups


def _applied(edits: list[Edit], lines: list[str], first: int) -> str | None:
    """The lines with the edits, from the last to the first; None where an edit lies outside them."""
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    text = "\n".join(lines)
    for edit in reversed(edits):
        mark = edit.mark
        if mark.end_line - first >= len(lines):
            return None
        start = starts[mark.line - first] + mark.column - 1
        end = starts[mark.end_line - first] + mark.end_column - 1
        text = text[:start] + edit.text + text[end:]
    return text


def _start_of(line: str) -> str:
    text = visible(line[: 2 * _WIDTH])
    return text if len(text) <= _WIDTH else f"{text[:_WIDTH]}…"
