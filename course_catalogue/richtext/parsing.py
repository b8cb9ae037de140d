"""Text to the whitelisted tree. It never fails: what is not a mark of ours is text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from course_catalogue.pictures.gate import PICTURE_FILE
from course_catalogue.richtext.tree import (
    Block,
    Inline,
    ListBlock,
    Mention,
    Paragraph,
    PictureBlock,
    RichText,
    Runs,
    Table,
)

_ID = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"
RECORD = rf"/(?:courses/{_ID}(?:/{_ID})?|bases/{_ID}(?:/(?:premium|extension)/{_ID})?)"
LINK_TARGET = re.compile(rf"(?:(?:https://[^\s<>\"'`\\/]|mailto:[^\s<>\"'`\\])[^\s<>\"'`\\]*|{RECORD})\Z")
# Each mark stands before what it looks back at: Python then searches for these five characters alone, six times as fast.
# Stars between letters or digits multiply (3*4*5, 2**3), a tilde between digits says from … to (5~10~15).
INLINE = re.compile(
    r"\*(?<![0-9A-Za-z*]\*)\*(?P<strong>[^*\s](?:[^*\n]*[^*\s])?)\*\*(?!\*)"
    r"|\*(?<![0-9A-Za-z*]\*)(?P<emphasis>[^*\s](?:[^*\n]*[^*\s])?)\*(?![0-9A-Za-z*])"
    r"|~(?<![0-9~]~)(?P<sub>[0-9A-Za-z+−-]{1,8})~(?!~)"
    r"|\^(?<!\^\^)(?P<sup>[0-9A-Za-z+−-]{1,8})\^(?![0-9^])"
    r"|\{(?P<base>[\u3400-\u9fff]{1,8})\|(?P<ruby>[^{}|\n]{1,40})\}"
    r"|\[(?<!!\[)(?P<text>[^\[\]\n]+)\]\((?P<href>[^()\s]+)\)"
)
PICTURE_LINE = re.compile(r"!\[(?P<alt>[^\[\]\n]*)\]\((?P<file>[^()\n]*)\)\Z")
_RULE_LINE = re.compile(r"\|(?:\s*:?-+:?\s*\|)+\Z")
NUMBER = re.compile(r"([1-9][0-9]?)[.)] +(?=\S)")
MOST_COLUMNS = 6
MOST_ROWS = 20
MOST_PICTURES = 3


def parse(text: str) -> RichText:
    """A line is a paragraph unless it starts as an item of a list or is part of a table or a picture."""
    blocks: list[Block] = []
    for kind, group in groupby(_kinds(text), key=lambda pair: pair[0]):
        lines = [line for _, line in group]
        match kind:
            case "item":
                blocks.append(ListBlock(tuple(runs(line[2:]) for line in lines)))
            case "number":
                blocks.append(ListBlock(tuple(runs(NUMBER.sub("", line, count=1)) for line in lines), numbered=True))
            case "pipe":
                blocks.extend(_table(lines))
            case "line":
                blocks.extend(_picture(line) or Paragraph(runs(line)) for line in lines)
    return tuple(blocks)


def _kinds(text: str) -> Iterator[tuple[str, str]]:
    """Every line with what it looks like. A number counts as an item only where the list starts from 1."""
    due = 1
    for raw in text.split("\n"):
        line = raw.strip()
        number = NUMBER.match(line)
        if number and int(number[1]) == due:
            due += 1
            yield "number", line
            continue
        due = 1
        if not line:
            yield "blank", line
        elif line.startswith("- "):
            yield "item", line
        elif is_pipe_line(line):
            yield "pipe", line
        else:
            yield "line", line


def is_pipe_line(line: str) -> bool:
    """Whether a line may be a row of a table: pipes at both ends."""
    return len(line) > 1 and line.startswith("|") and line.endswith("|")


def cells_of(line: str) -> list[str]:
    """The texts between the pipes of a line."""
    return [cell.strip() for cell in line[1:-1].split("|")]


def is_table(lines: list[str]) -> bool:
    """Whether lines between pipes are a table that is shown as one; the line of dashes may be left out."""
    rows = [line for number, line in enumerate(lines) if number != 1 or not _RULE_LINE.match(line)]
    columns = len(cells_of(rows[0]))
    fits = 2 <= columns <= MOST_COLUMNS and 2 <= len(rows) <= MOST_ROWS + 1
    return fits and all(len(cells_of(row)) == columns for row in rows)


def _table(lines: list[str]) -> list[Block]:
    if not is_table(lines):
        return [Paragraph(runs(line)) for line in lines]
    rows = [line for number, line in enumerate(lines) if number != 1 or not _RULE_LINE.match(line)]
    head, *body = [tuple(runs(cell) for cell in cells_of(row)) for row in rows]
    return [Table(head, tuple(body))]


def _picture(line: str) -> Block | None:
    match = PICTURE_LINE.match(line)
    if match is None or not PICTURE_FILE.match(match["file"]):
        return None
    return PictureBlock(match["file"], match["alt"].strip())


def runs(line: str) -> Runs:
    """The runs of one line."""
    found: list[Inline] = []
    end = 0
    for match in INLINE.finditer(line):
        run = _run(match)
        if run is None:
            continue
        if match.start() > end:
            found.append(Inline("text", line[end : match.start()]))
        found.append(run)
        end = match.end()
    if end < len(line):
        found.append(Inline("text", line[end:]))
    return tuple(found)


def _run(match: re.Match[str]) -> Inline | None:
    kind = match.lastgroup or ""
    if kind == "ruby":
        return Inline("ruby", match["base"], match["ruby"])
    if kind == "href":
        return Inline("link", match["text"], match["href"]) if LINK_TARGET.match(match["href"]) else None
    return Inline(kind, match[kind])


_RECORD_TARGET = re.compile(rf"{RECORD}\Z")


def mentions(text: str) -> Iterator[Mention]:
    """Other records and pictures that the tree of this text refers to, in the order of the text."""
    start = 0
    for raw in text.split("\n"):
        indent = len(raw) - len(raw.lstrip())
        line = raw.strip()
        picture = PICTURE_LINE.match(line)
        if picture and PICTURE_FILE.match(picture["file"]):
            yield Mention("picture", picture["file"], start + indent + picture.start("file"))
        for match in INLINE.finditer(line):
            if match.lastgroup == "href" and _RECORD_TARGET.match(match["href"]):
                yield Mention("record", match["href"], start + indent + match.start("href"))
        start += len(raw) + 1
