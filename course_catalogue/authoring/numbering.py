"""What pasted lists have in front of their titles: 第 1 课时：, 1., （三）, 四、, ①, ● and the like.

`site_overrides/form/page/paste.js` has the same rules; `tests/numbered_titles.py` holds what both make of a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_DIGIT = "[0-9０-９]"
_CHINESE = "一二三四五六七八九十"
_NUMBER = f"[0-9０-９{_CHINESE}]{{1,3}}"
_BEHIND = r"(?:\s*[.．、:：]|\s+|$)"
_CIRCLED = "[①-⒛❶-➓⓵-⓾㈠-㈩㉑-㉟㊀-㊉]"
COUNTED = "(?:号|班(?!级)|组(?![装合成建])|年级)"
"""What a number may belong to: ①号杯, (3)班, 2 号溶液."""
_SURE = (
    rf"第\s*{_NUMBER}\s*课时(?!间){_BEHIND}?|第\s*{_NUMBER}\s*[课节次步讲]{_BEHIND}|(?:课时|环节)\s*{_NUMBER}{_BEHIND}"
    rf"|{_DIGIT}{{1,2}}\s*[.．、:：)）](?!{_DIGIT})|[{_CHINESE}]{{1,3}}\s*[、.．](?![{_CHINESE}百千万])"
)
"""第二课堂 and 一、二年级 begin with none: behind 课 comes a mark or a space, behind 一、 no further number."""

_LONE_MARK = re.compile(_SURE)
_MARK = re.compile(
    rf"{_SURE}|[（(]\s*{_NUMBER}\s*[）)](?!\s*{COUNTED})"
    rf"|{_CIRCLED}(?!\s*(?:{COUNTED}|[、和与至到～~—-]?\s*{_CIRCLED}))\s*[.．、:：]?"
)
"""A number in brackets or in a circle may be part of a name: it is a mark only where others stand in the list."""

_BARE = re.compile(rf"({_DIGIT}{{1,2}})\s+(?!\s|{COUNTED})")

_BULLET = re.compile(
    r"(?:[•·・∙◦‣⁃●◎◉◆◇❖■▪▫▲▶►▷▸▼★☆✦➢➤➔→✓✔\ue000-\uf8ff]|[√△□○](?![0-9０-９A-Za-z+＋=＝×÷]))\s*|[-*–—－]\s+"
)
"""Signs that no title begins with, Word's own among them (U+F06C): √2 and △ABC are none; a dash with its space only, because of －5℃."""


def without_numbers(lines: Iterable[str]) -> tuple[str, ...]:
    """The titles; a line of nothing, or of a number or bullet alone, gives none."""
    return tuple(filter(None, _stripped(lines)))


def without_bullet(line: str) -> str:
    """A line without the sign in front of it, which is no number."""
    return _without(_BULLET, line)


def without_own_numbers(titles: Iterable[str]) -> tuple[str, ...]:
    """The titles of a list, each of which stays: one that is a number alone as it is."""
    titles = tuple(titles)
    return tuple(found or title for found, title in zip(_stripped(titles), titles, strict=True))


def _stripped(lines: Iterable[str]) -> list[str]:
    """Each line without the number in front of it.

    A number and a space (3 只小鸟) is taken for a mark only where every line has one and they count up from 1.
    """
    bare = [_without(_BULLET, line.strip()) for line in lines]
    filled = [line for line in bare if line]
    numbers = [int(match[1]) if (match := _BARE.match(line)) else 0 for line in filled]
    if len(filled) > 1 and numbers == list(range(1, len(filled) + 1)):
        mark = _BARE
    else:
        mark = _MARK if sum(bool(_MARK.match(line)) for line in filled) > 1 else _LONE_MARK
    return [_without(mark, line) for line in bare]


def _without(mark: re.Pattern[str], line: str) -> str:
    return line[match.end() :].strip() if (match := mark.match(line)) else line
