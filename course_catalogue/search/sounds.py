"""Pinyin of everything that the index holds, loaded only when a query finds too little.

    search/<version>/sounds.js    {table, named, firsts, initials}
        table     a line for each syllable without tone: the syllable, a space, the characters that are read so
        named     the characters of titles, themes and tags, see `search.word_list`
        firsts    the first key of each shard, a line each
        initials  the same of the shards of `search.initials`
    search/<version>/sound-<n>.js a shard: a line for each two syllables (ji'qi), a space, and the pairs of characters
                                  in the index that are read so, those that stand in most places first

The pairs are those of the index, so that pinyin and words that sound alike lead to every word of every text,
without a list of words. A longer word is a chain of pairs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from course_catalogue.nearest import readings
from course_catalogue.search.postings import cut_shards
from course_catalogue.search.tokens import is_han

SHARD_CHARACTERS = 4_000
"""A shard is closed before it grows beyond this (about 6 KB compressed)."""

READINGS = 2
"""More readings of a character are hardly ever meant."""


@cache
def usual_readings(character: str) -> tuple[str, ...]:
    """The syllables of one Chinese character that may be meant, the usual one first."""
    return readings(character)[:READINGS]


def sound_table(characters: Iterable[str]) -> str:
    """`table` for the given characters and for the common ones, which people type although no course has them."""
    read: dict[str, list[str]] = {}
    for character in sorted({*characters, *common_characters()}):
        for syllable in usual_readings(character):
            read.setdefault(syllable, []).append(character)
    return "\n".join(f"{syllable} {''.join(read[syllable])}" for syllable in sorted(read))


def sound_shards(weights: Mapping[str, int]) -> list[tuple[str, str]]:
    """(first key, text) of each shard; `weights` says of each term how much space its places take."""
    return list(cut_shards(_lines(weights), SHARD_CHARACTERS))


def _lines(weights: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    read: defaultdict[str, list[str]] = defaultdict(list)
    pairs = sorted(filter(is_pair, weights))
    pairs.sort(key=weights.__getitem__, reverse=True)  # equals stay in order
    for pair in pairs:
        for first in usual_readings(pair[0]):
            for second in usual_readings(pair[1]):
                read[f"{first}'{second}"].append(pair)
    for key in sorted(read):
        yield key, "".join(read[key])


def is_pair(term: str) -> bool:
    """Two Chinese characters of the basic plane: the browser cuts a line into pairs by counting."""
    return len(term) == 2 and is_han(term) and max(term) < "\U00010000"


def common_characters() -> Iterator[str]:
    """The 3,755 characters of the first level of GB 2312, which is sorted by sound and holds all of daily use."""
    for row in range(0xB0, 0xD8):
        for cell in range(0xA1, 0xFF):
            if row < 0xD7 or cell < 0xFA:  # the last row is not full
                yield bytes((row, cell)).decode("gb2312")
