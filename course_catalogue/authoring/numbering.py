"""What pasted lists have in front of their titles: 第 1 课时：, 1., （三）, 四、, ①, ● and the like.

`site_overrides/form/page/paste.js` has the same rules; `tests/numbered_titles.py` holds what both make of a list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

_DIGIT = "[0-9０-９]"
_CHINESE = "一二三四五六七八九十"
_NUMBER = f"[0-9０-９{_CHINESE}]{{1,3}}"
_BEHIND = r"(?:\s*[.．、:：]|\s+|$)"
_MARK = re.compile(
    rf"第\s*{_NUMBER}\s*课时(?!间){_BEHIND}?|第\s*{_NUMBER}\s*[课节次步讲]{_BEHIND}|(?:课时|环节)\s*{_NUMBER}{_BEHIND}"
    rf"|{_DIGIT}{{1,2}}\s*[.．、:：)）](?!{_DIGIT})|[（(]\s*{_NUMBER}\s*[）)]|[{_CHINESE}]{{1,3}}\s*[、.．](?![{_CHINESE}百千万])"
    rf"|[①-⒛❶-➓⓵-⓾㈠-㈩㉑-㉟㊀-㊉]\s*[.．、:：]?"
)
"""第二课堂 and 一、二年级 begin with none: behind 课 comes a mark or a space, behind 一、 no further number."""

_BARE = re.compile(rf"({_DIGIT}{{1,2}})\s+")

_BULLET = re.compile(r"[•·・∙◦‣⁃●○◎◉◆◇❖■□▪▫▲△▶►▷▸▼★☆✦➢➤➔→✓✔√\ue000-\uf8ff]\s*|[-*–—－]\s+")
"""Signs that no title begins with, Word's own among them (U+F06C); a dash with its space only, because of －5℃."""


def without_numbers(lines: Iterable[str]) -> tuple[str, ...]:
    """The titles; a line of nothing, or of a number or bullet alone, gives none.

    A number and a space (3 只小鸟) is taken for a mark only where every line has one and they count up.
    """
    lines = tuple(filter(None, (_without(_BULLET, line.strip()) for line in lines)))
    bare = [match for line in lines if (match := _BARE.match(line))]
    counts_up = all(int(after[1]) == int(before[1]) + 1 for before, after in pairwise(bare))
    mark = _BARE if 1 < len(bare) == len(lines) and counts_up else _MARK
    return tuple(filter(None, (_without(mark, line) for line in lines)))


def without_bullet(line: str) -> str:
    """A line without the sign in front of it, which is no number."""
    return _without(_BULLET, line)


def without_own_numbers(titles: Iterable[str]) -> tuple[str, ...]:
    """The titles of a list, each of which stays: one that is a number alone as it is."""
    titles = tuple(titles)
    found = without_numbers(titles)
    return found if len(found) == len(titles) else tuple((without_numbers((one,)) or (one,))[0] for one in titles)


def _without(mark: re.Pattern[str], line: str) -> str:
    return line[match.end() :].strip() if (match := mark.match(line)) else line
