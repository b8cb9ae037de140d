"""Where each character of a YAML scalar stands in its file: plain, quoted and block scalars.

A value is not written as it reads: quotes, escapes, folded lines and indents lie between. Decoding the
scalar once more, character by character and with places, lets a finding point at one word of a long
text. It follows YAML 1.2 as libyaml reads it; what it cannot follow it says so (None), never a wrong place.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator

_Piece = tuple[str, int, int]

_BLOCK_HEADER = re.compile(r"[|>](?P<signs>[0-9+-]*)[^\n]*(?:\n|\Z)")
_GAP = re.compile(r" *\n[ \n]*")
_ESCAPED_BREAK = re.compile(r"\\\n[ \n]*")
_CODED = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8}))")
_NAMED = {
    "0": "\0", "a": "\a", "b": "\b", "t": "\t", "\t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b",
    " ": " ", '"': '"', "/": "/", "\\": "\\", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029",
}  # fmt: skip


def part_of_scalar(written: str, value: str, start: int, length: int) -> tuple[int, int] | None:
    """Start and end, within `written`, of the `length` characters of `value` from `start` on.

    `written` is the scalar as it stands in the file, quotes and block header included. None where the two
    do not belong together.
    """
    text: list[str] = []
    starts, ends = array("I"), array("I")
    for characters, first, last in _pieces(written, value):
        text.append(characters)
        width = len(characters)
        if width == last - first:
            starts.extend(range(first, last))
            ends.extend(range(first + 1, last + 1))
        else:
            starts.extend([first] * width)
            ends.extend([last] * width)
    if "".join(text) != value or not 0 <= start <= start + length <= len(value):
        return None
    if length:
        return starts[start], ends[start + length - 1]
    here = starts[start] if start < len(value) else ends[-1] if value else len(written) // 2
    return here, here


def _pieces(written: str, value: str) -> Iterator[_Piece]:
    """Runs of the decoded text with their start and end; a run as long as its range stands there letter by letter."""
    if written.startswith('"'):
        return _double_quoted(written)
    if written.startswith("'"):
        return _single_quoted(written)
    if written.startswith(("|", ">")):
        return _block(written, value)
    return _folded(written, 0, len(written))


def _double_quoted(written: str) -> Iterator[_Piece]:
    position, end = 1, len(written) - 1
    while position < end:
        if written[position] == "\\":
            piece = _escape(written, position)
            yield piece
            position = piece[2]
            continue
        stop = written.find("\\", position, end)
        stop = end if stop < 0 else stop
        yield from _folded(written, position, stop)
        position = stop


def _escape(written: str, position: int) -> _Piece:
    match = _ESCAPED_BREAK.match(written, position)
    if match:
        return "\n" * (match.group().count("\n") - 1), position, match.end()
    match = _CODED.match(written, position)
    if match:
        code = int(next(filter(None, match.groups())), 16)
        return (chr(code) if code < 0x110000 else ""), position, match.end()
    return _NAMED.get(written[position + 1], ""), position, position + 2


def _single_quoted(written: str) -> Iterator[_Piece]:
    position, end = 1, len(written) - 1
    while position < end:
        stop = written.find("''", position, end)
        stop = end if stop < 0 else stop
        yield from _folded(written, position, stop)
        if stop < end:
            yield "'", stop, stop + 2
        position = stop + 2


def _folded(written: str, start: int, end: int) -> Iterator[_Piece]:
    """Lines of a flow scalar: one break reads as a space, more as one break less."""
    position = start
    while gap := _GAP.search(written, position, end):
        if gap.start() > position:
            yield written[position : gap.start()], position, gap.start()
        breaks = gap.group().count("\n")
        yield ("\n" * (breaks - 1) or " "), gap.start(), gap.end()
        position = gap.end()
    if position < end:
        yield written[position:end], position, end


def _block(written: str, value: str) -> Iterator[_Piece]:
    """A literal (|) or folded (>) scalar, in the steps of libyaml's scanner."""
    header = _BLOCK_HEADER.match(written)
    assert header
    folds, signs = written[0] == ">", header["signs"]
    indent = _indent(written[header.end() :], value)
    position = header.end()
    after_text = after_indented = False
    breaks: list[_Piece] = []
    for line in written[header.end() :].splitlines(keepends=True):
        start, position = position, position + len(line)
        words = line[indent:].rstrip("\n")
        if not words:
            if line.endswith("\n"):
                breaks.append(("\n", position - 1, position))
            continue
        indented = words.startswith(" ")
        if folds and after_text and breaks and not after_indented and not indented:
            yield from breaks[1:] if len(breaks) > 1 else [(" ", breaks[0][1], start + indent)]
        else:
            yield from breaks
        yield words, start + indent, start + indent + len(words)
        after_text, after_indented = True, indented
        breaks = [("\n", position - 1, position)] if line.endswith("\n") else []
    if "+" in signs:
        yield from breaks
    elif "-" not in signs and after_text:
        yield from breaks[:1]


def _indent(body: str, value: str) -> int:
    """What libyaml took for the block's indent: the spaces that the first written line has more than it reads."""
    first = next(filter(str.strip, body.splitlines()), "")
    read = next(filter(str.strip, value.splitlines()), "")
    return max(_spaces(first) - _spaces(read), 0)


def _spaces(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
