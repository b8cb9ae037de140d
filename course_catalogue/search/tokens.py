"""How text becomes search terms: the one definition that the index and `assets/search-engine.js` share.

Text is folded (NFKC, lower case) and cut into runs of Han characters and of letters and digits;
everything else separates. A Han run gives a term for every character: it and the next one, and
the last character alone, so that the terms that start with 水 are all places where 水 stands.
A run of letters and digits is one term. Both are looked up by prefix or whole.

Whoever changes the character classes changes them in `search-engine.js`, too; tests compare the two.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import chain
from operator import add

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
LETTERS = "0-9a-z\u00df-\u00f6\u00f8-\u024f\u0370-\u03ff\u0400-\u04ff"
_RUN = re.compile(f"(?P<han>[{HAN}]+)|(?P<word>[{LETTERS}]+)")

_ONLY_HAN = re.compile(f"[{HAN}]+")


def fold(text: str) -> str:
    """Full-width as half-width, H₂O as h2o, capitals as small letters."""
    return unicodedata.normalize("NFKC", text).lower()


def runs_of(text: str) -> list[str]:
    """The runs of a text, folded."""
    return [run.group() for run in _RUN.finditer(fold(text))]


def is_han(run: str) -> bool:
    """Whether a run consists of Chinese characters."""
    return _ONLY_HAN.fullmatch(run) is not None


def placed_terms(texts: Iterable[str], start: int, end: int) -> Iterator[tuple[str, int]]:
    """(term, position) of all texts, counted on from `start`; what lies at `end` or beyond is left out.

    A Han character and a word take one position each; a place is left free between runs, so
    that characters on both sides of a comma, or in two texts, are never neighbours.
    """
    position = start
    for text in texts:
        for run in _RUN.finditer(fold(text)):
            characters = run["han"]
            if characters is None:
                if position < end:
                    yield run["word"], position
                position += 2
                continue
            pairs = map(add, characters, chain(characters[1:], ("",)))
            yield from zip(pairs, range(position, end), strict=False)
            position += len(characters) + 1


def sort_key(term: str) -> bytes:
    """The order in which JavaScript compares strings: by UTF-16 units, not by code points."""
    return term.encode("utf-16-be")
