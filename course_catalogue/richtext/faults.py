"""What looks like a mark and is none: told where something else was certainly meant, and would be printed as it stands.

What may as well be a true sentence is text, and nothing is said: 3*4*5, 5~10 ℃, a<b, 10^3, [图1], #循环, a_b, > 5 ℃,
a single star or tilde, numbers that do not start a list from 1.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

import msgspec

from course_catalogue.pictures.gate import PICTURE_FILE
from course_catalogue.richtext.parsing import (
    INLINE,
    LINK_TARGET,
    MOST_PICTURES,
    PICTURE_LINE,
    cells_of,
    is_pipe_line,
    is_table,
    mentions,
)


class Fault(msgspec.Struct, frozen=True):
    """`kind` is link, picture, crowd (too many pictures), table, unclosed, or the Chinese name of a mark that is not used."""

    kind: str
    start: int
    length: int


_WHOLE_LINE = (
    ("标题（#）", re.compile(r"#{2,6} +(?=\S)")),
    ("链接的注释", re.compile(r"\[[^\[\]]+\]: *(?:https?://|/|mailto:)\S*")),
)
_WITHIN = (
    ("尖括号里的网址", re.compile(r"<(?:https?://|mailto:)[^<>\s]*>|<[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+>")),
    ("模板标记", re.compile(r"\{\{[^{}\n]*\}\}|\{%[^%\n]*%\}|\{#[^#\n]*#\}")),
    ("属性标记", re.compile(r"\{: *[^{}]*\}")),
    ("代码（`）", re.compile(r"`[^`\n]+`")),
)  # fmt: skip
_TITLE = re.compile(r"# +(?=\S)")
_FENCE = re.compile(r"(?:```|~~~)[^`~]*\Z")
SUSPECT = re.compile(r"[*`\[{<#|+~]")
"""Without any of these a text has no fault: one class of characters, which is searched for fastest."""
_STARRED = re.compile(r"[*+] +(?=\S)")
_PICTURE = re.compile(r"!\[[^\[\]\n]*\]\([^()\n]*\)")
_LONE_STRONG = re.compile(r"\*(?<![0-9A-Za-z*]\*)\*(?=[^*\s])|\*(?<=[^*\s0-9A-Za-z]\*)\*(?![0-9A-Za-z*])")


def faults(text: str) -> Iterator[Fault]:
    """In the order of the lines; a line that is refused as a whole, and what stands in a code block, is not looked into."""
    if not SUSPECT.search(text):
        return
    yield from _crowd(text)
    for group in _groups(text):
        if len(group) > 1 and all(is_pipe_line(line) for _, line in group):
            is_meant = any(line.count("|") > 2 for _, line in group)
            if is_meant and not is_table([line for _, line in group]):
                start, line = next((row for row in group if _width(row[1]) != _width(group[0][1])), group[0])
                yield Fault("table", start, len(line))
        elif len(group) > 1 and all(_STARRED.match(line) for _, line in group):
            yield Fault("星号列表", group[0][0], 1)
            continue
        for start, line in group:
            if _TITLE.match(line) and len(text) > start + len(line):  # alone, it may say “# 号键”
                yield Fault("标题（#）", start, 1)
            elif SUSPECT.search(line):
                yield from _line_faults(start, line)


def _width(line: str) -> int:
    return len(cells_of(line))


def _groups(text: str) -> Iterator[list[tuple[int, str]]]:
    """Lines with their places; lines of a table, and lines with the same odd bullet, together."""
    lines: list[tuple[int, str]] = []
    start = 0
    in_code = False
    for raw in text.split("\n"):
        line = raw.strip()
        fence = _FENCE.match(line)
        if line and not in_code:
            lines.append((start + len(raw) - len(raw.lstrip()), line))
        in_code ^= bool(fence)
        start += len(raw) + 1
    yield from (list(group) for _, group in groupby(lines, key=lambda item: _odd_kind(item[1])))


def _odd_kind(line: str) -> str:
    if is_pipe_line(line):
        return "pipe"
    return line[0] if _STARRED.match(line) else ""


def _line_faults(start: int, line: str) -> Iterator[Fault]:
    for name, pattern in (*_WHOLE_LINE, ("代码块", _FENCE)):
        match = pattern.match(line)
        if match:
            yield Fault(name, start, len(match.group().rstrip()))
            return
    yield from _picture_faults(start, line)
    for match in INLINE.finditer(line):
        if match.lastgroup == "href" and not LINK_TARGET.match(match["href"]):
            yield Fault("link", start + match.start("href"), len(match["href"]))
    beside = INLINE.sub(
        lambda match: _blank(match) if match.lastgroup == "href" else match.group(), _PICTURE.sub(_blank, line)
    )
    for name, pattern in _WITHIN:
        for match in pattern.finditer(beside):
            yield Fault(name, start + match.start(), len(match.group()))
    lone = _LONE_STRONG.search(INLINE.sub(_blank, beside))
    if lone:
        yield Fault("unclosed", start + lone.start(), len(lone.group()))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _crowd(text: str) -> Iterator[Fault]:
    """More pictures than a row of a printed table has room for."""
    if text.count("![") <= MOST_PICTURES:
        return
    pictures = [mention for mention in mentions(text) if mention.kind == "picture"]
    for extra in pictures[MOST_PICTURES : MOST_PICTURES + 1]:
        yield Fault("crowd", extra.start, len(extra.target))


def _picture_faults(start: int, line: str) -> Iterator[Fault]:
    whole = PICTURE_LINE.match(line)
    if whole and PICTURE_FILE.match(whole["file"]) and whole["alt"].strip():
        return
    for match in _PICTURE.finditer(line):
        yield Fault("picture", start + match.start(), len(match.group()))
