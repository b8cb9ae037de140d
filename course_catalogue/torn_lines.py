"""Lines that lost their place: a text broken by Enter, and an item that lost its dash or its first line. As guesses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from course_catalogue.author_habits import KEY, LONGEST_LINE, NO_DASH, Guess, Habit
from course_catalogue.written_lines import Lines, Patch, shorten

_WRAPPED = Habit("yaml-grammar", "一段文字断成了两行", "", "一段文字写在一行里", "把这一行接到上一行后面")
_MOST_BROKEN = 40
_NUMBERED = re.compile(r"[ \u3000]*+(?:[（(]?[0-9]{1,2}[、.．)）]|[①-⑳])")
_ITEM = re.compile(rf"( *+)- ({KEY}):")
_FIELD = re.compile(rf"( *+)({KEY})(?=:)")
_OPENED = re.compile(rf" *+(?:- +)*({KEY}): *$")


def torn(lines: Lines, number: int) -> Iterator[Guess]:
    """All guesses at one line as the rest of the text above it."""
    line = lines.text_of(number)
    if len(line) <= LONGEST_LINE and line.strip() and not line.lstrip().startswith("#"):
        yield from _wrapped(lines, number, line, lines.start_of(number))
        yield from _broken_text(lines, number)


def _wrapped(lines: Lines, number: int, line: str, base: int) -> Iterator[Guess]:
    """The rest of a text that was broken by Enter: it belongs to the line before."""
    before = lines.text_of(number - 1).rstrip() if number > 1 else ""
    if not before or re.match(rf" *(- |{KEY}:)", line) or before.endswith(":") or not re.search("[^\x00-\x7f]", line):
        return
    start = base + len(line) - len(line.lstrip())
    patch = Patch(lines.start_of(number - 1) + len(before), start, "")
    yield Guess(replace(_WRAPPED, found=shorten(line.strip())), start, base + len(line), (patch,), 3)


def _broken_text(lines: Lines, number: int) -> Iterator[Guess]:
    """A text pasted with its line breaks: its further lines are to begin deeper than its key, or YAML takes them for keys."""
    first, last = number, number
    while first > 1 and number - first < _MOST_BROKEN and _goes_on(lines, first):
        first -= 1
    while last < len(lines) and last - number < _MOST_BROKEN and _goes_on(lines, last + 1):
        last += 1
    opener = re.match(rf" *(?:- +)*{KEY}: +(?=[^\s|>\"'\[{{&*!%@`#])", lines.text_of(first))
    if last - first < 2 or opener is None:
        return
    indent = " " * (lines.content_indent(first) + 2)
    further = [lines.text_of(line) for line in range(first + 1, last + 1)]
    place = lines.start_of(first) + opener.end()
    texts = [lines.text_of(first)[opener.end() :], *(line.strip(" \u3000") for line in further)]
    if all(map(_NUMBERED.match, further)):  # a list for its readers
        texts[0] = f"|\n{indent}{texts[0]}"
    words = replace(
        _WRAPPED, message="一段文字断成了几行", found=f"{last - first + 1} 行，后面几行没有缩进", expected="后面几行比字段名多缩进 2 个空格",
        mend="文字接成一行；要分行，就在冒号后面写 |，换行，每行比字段名多缩进 2 个空格",
    )  # fmt: skip
    start, end = lines.start_of(first + 1), lines.start_of(last) + len(lines.text_of(last))
    yield Guess(words, start, end, (Patch(place, end, f"\n{indent}".join(texts)),), 2)


def _goes_on(lines: Lines, number: int) -> bool:
    """Whether a line is Chinese text without a key or a dash."""
    line = lines.text_of(number)
    plain = len(line) <= LONGEST_LINE and not re.match(rf"[ \u3000]*+(?:- |{KEY}:)", line)
    return plain and re.search("[\u4e00-\u9fff]", line) is not None and not line.lstrip().startswith("#")


def headless(lines: Lines, number: int) -> Iterator[Guess]:
    """The first item of a list, above an item at this line, that begins without its dash, or without its first line."""
    item = _ITEM.match(lines.text_of(number))
    if item is None:
        return
    depth, opener = len(item.group(1)), item.group(2)
    first, above = number, lines.before(number)
    while above is not None and lines.indent(above) > depth:
        first, above = above, lines.before(above)
    start = _FIELD.match(lines.text_of(first))
    parent = _OPENED.match(lines.text_of(above)) if above is not None else None
    if start is None or parent is None or len(start.group(1)) != depth + 2:
        return
    begin = lines.start_of(first)
    mark, patch = (begin + depth + 2, begin + start.end()), Patch(begin + depth, begin + depth + 2, "- ")
    if start.group(2) == opener:
        yield Guess(NO_DASH, *mark, (patch,), 0)
        return
    words = Habit(
        "yaml-grammar",
        f"这里少了一行 - {opener}: …，也就是 {parent.group(1)} 第 1 项的第一行",
        f"{parent.group(1)} 下面直接写了 {start.group(2)}",
        f"- {opener}: …",
        f"在这一行上面补上 - {opener}: 和它的内容，短横与下一项的对齐",
    )
    yield Guess(words, *mark, (patch,), 0, mends=False)
