"""Mobile and identity numbers of persons in a text: where they stand, and the text with them masked.

Only what is structurally certain is found: a mobile number in one of the groupings people write, an identity number
with a possible region and birth date and a right check digit. Logs and comments of a check are public, so every report
shows `masked` text; a mask has as many characters as what it hides, so that places stay right.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum


class Kind(Enum):
    """What a number is; the value is its Chinese name."""

    MOBILE = "手机号"
    IDENTITY = "身份证号"


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """A number at the characters `start` to `end` (exclusive) of a text."""

    kind: Kind
    start: int
    end: int


# Digits as people write them to be read by people only: full width, Chinese, and O or 〇 for 0.
_DIGITS = "0-9０-９OoＯ零〇○一二三四五六七八九幺壹"
_AS_ASCII = str.maketrans("０１２３４５６７８９OoＯ零〇○一二三四五六七八九幺壹", "0123456789000000123456789" + "11")
_GAP = r"[ \t\u00a0\u3000\-‐‑–—－_.·．/]"
# The four patterns below are compiled when a text has a long run: building them takes longer than to check a file.
# 11 digits in one run, or in the groups 3-4-4, 3-3-5, 3-8, 7-4, 4-3-4 and 5-6.
_GROUPS = "|".join(
    f"{_GAP}?".join(f"D{{{length}}}" for length in lengths) for lengths in ((2, 4, 4), (2, 3, 5), (3, 3, 4), (4, 6))
).replace("D", f"[{_DIGITS}]")  # the leading 1 is one digit of the first group
_MOBILE = rf"(?<![{_DIGITS}])(?<![0-9][.．])(?:[+＋]?(?:86|８６){_GAP}?|[0０])?(?P<number>[1１一幺壹](?:{_GROUPS}))(?![{_DIGITS}])"
# What a review pins is such a digest, and one in a few thousand has eleven digits that look like a number.
_DIGEST = "(?<![0-9A-Za-z])(?=[0-9]*[a-f])[0-9a-f]{32}(?![0-9A-Za-z])"
_IDENTITY = rf"(?<![0-9０-９A-Za-z])(?:[0-9０-９]{_GAP}?){{17}}[0-9０-９XxＸｘ](?![0-9０-９A-Za-z])"
LONG_RUN = re.compile(rf"[{_DIGITS}](?:{_GAP}?[{_DIGITS}]){{10}}")
"""Eleven digits, with or without gaps: most texts have none."""
# A count or a measured value that happens to have eleven digits: 约 13800000000 年, 15000000000 km.
_QUANTITY_AFTER = r"[ \u00a0]?(?:[万亿]|个|只|颗|年|岁|米|千米|公里|光年|吨|千克|人|元|次|秒|[kKMGTcmn]?(?:m|g|B|Hz|W|J|Pa|eV)\b|[.．][0-9]|[×x*^%％℃°])"
_WEB_ADDRESS = r"https?://[^\s<>\"'）)\]，。；]*"
# What no reader sees, as a character or as its escape: a number does not end there.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U000e0000-\U000e0fff]"
    r"|\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8})"
)
_REGIONS = frozenset(
    {*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47), *range(50, 55), *range(61, 66), 71, 81, 82, 83}
)
_IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ESCAPED_DIGIT = re.compile(r"\\(?:x3[0-9]|u003[0-9]|U0000003[0-9]|u[fF][fF]1[0-9]|U0000[fF][fF]1[0-9])")


def personal_numbers(text: str) -> Iterator[PersonalNumber]:
    """Every personal number of a text, in its order; they do not overlap."""
    end = 0
    found = sorted((*_as_written(text), *_as_seen(text)), key=lambda number: (number.start, -number.end))
    for number in found:
        if number.start >= end:
            yield number
            end = number.end


def written_numbers(text: str) -> Iterator[PersonalNumber]:
    """The same in a file as it is written, where digits may be spelt as escapes (\\u0031)."""
    if not _ESCAPED_DIGIT.search(text):
        yield from personal_numbers(text)
        return
    signs: list[str] = []
    places: list[int] = []
    last = 0
    for match in _ESCAPED_DIGIT.finditer(text):
        signs.append(text[last : match.start()] + chr(int(match.group()[2:], 16)))
        places += range(last, match.start() + 1)
        last = match.end()
    places += range(last, len(text) + 1)
    for number in personal_numbers("".join((*signs, text[last:]))):
        yield PersonalNumber(number.kind, places[number.start], places[number.end])


def _as_written(text: str) -> Iterator[PersonalNumber]:
    if LONG_RUN.search(text):
        yield from _identities(text)
        yield from _mobiles(text)


def _as_seen(text: str) -> Iterator[PersonalNumber]:
    """The numbers in which something stands that no reader sees."""
    if not _UNSEEN.search(text):
        return
    places: list[int] = []
    last = 0
    for match in _UNSEEN.finditer(text):
        places += range(last, match.start())
        last = match.end()
    places += range(last, len(text))
    for number in _as_written("".join(text[place] for place in places)):
        yield PersonalNumber(number.kind, places[number.start], places[number.end - 1] + 1)


def masked(text: str) -> str:
    """The text with its personal numbers as 138****1234, every character counted.

    A line that spells digits as escapes (\\u0031) has no good reason to: all its digits are masked.
    """
    if _ESCAPED_DIGIT.search(text):
        return re.sub("[0-9]", "*", text)
    pieces, last = [], 0
    for number in personal_numbers(text):
        pieces += [text[last : number.start], _mask(text[number.start : number.end], number.kind)]
        last = number.end
    return "".join((*pieces, text[last:])) if pieces else text


def _mask(written: str, kind: Kind) -> str:
    """First three digits, stars, last four (of an identity number two): every other digit is hidden, gaps stay."""
    unseen = {index for match in _UNSEEN.finditer(written) for index in range(*match.span())}
    places = [
        index
        for index, character in enumerate(written)
        if index not in unseen and re.match(rf"[{_DIGITS}XxＸｘ]", character)
    ]
    head = len(places) - 11 + 3 if kind is Kind.MOBILE else 3  # after a country code
    hidden = set(places[head : -4 if kind is Kind.MOBILE else -2])
    return "".join("*" if index in hidden else character for index, character in enumerate(written))


def _mobiles(text: str) -> Iterator[PersonalNumber]:
    tokens = [match.span() for match in re.finditer(f"{_WEB_ADDRESS}|{_DIGEST}", text)]
    for match in re.finditer(_MOBILE, text):
        digits = re.sub(_GAP, "", match["number"]).translate(_AS_ASCII)
        if not "3" <= digits[1] <= "9" or digits.endswith("000000") or _is_no_number(match["number"]):
            continue
        if re.match(_QUANTITY_AFTER, text[match.end() : match.end() + 8]) or _is_inside(match.start(), tokens):
            continue
        yield PersonalNumber(Kind.MOBILE, match.start(), match.end())


def _is_inside(place: int, ranges: list[tuple[int, int]]) -> bool:
    """Whether a place lies in one of the ranges, which are in order: a file may hold fifty thousand."""
    before = bisect_right(ranges, place, key=lambda one: one[0])
    return before > 0 and place < ranges[before - 1][1]


def _is_no_number(written: str) -> bool:
    """Two scripts of digits in one number are a trick only where O or 零 stands for 0; 一 beside 2 is a sentence."""
    arabic = len(re.findall("[0-9０-９]", written))
    chinese = len(re.findall("[一二三四五六七八九幺壹]", written))
    return bool(arabic and chinese) or (not chinese and arabic < 5)


def _identities(text: str) -> Iterator[PersonalNumber]:
    for match in re.finditer(_IDENTITY, text):
        digits = re.sub(_GAP, "", match.group()).translate(_AS_ASCII).upper().replace("Ｘ", "X")
        if _is_identity(digits):
            yield PersonalNumber(Kind.IDENTITY, match.start(), match.end())


def _is_identity(digits: str) -> bool:
    """GB 11643-1999: region, birth date, order, and a check digit modulo 11."""
    if int(digits[:2]) not in _REGIONS or not 1900 <= int(digits[6:10]) <= 2099:
        return False
    try:
        date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _IDENTITY_WEIGHTS, strict=False))
    return "10X98765432"[total % 11] == digits[17]
