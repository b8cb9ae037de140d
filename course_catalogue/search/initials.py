"""What stands in the texts by the initials of its pinyin (jqr for 机器人), loaded only when a query finds too little.

    search/<version>/initial-<n>.js   a shard: a line for each two or three initials, a space, the words of two or three
                                      characters that are read so, a space, and what only is part of longer words

Chinese is written without spaces and no segmenter runs at build. What stands in the texts more than once, with parts that
stand together much more often than by chance, belongs together: their mutual information says how much. In the order of a
line it counts to the third power (Daille 1994), because rare ones would come first otherwise. It is a word where other
characters stand before it and behind it: 感器 has always 传 before it, 只碗 always a number. A longer word is a chain of
triples, whether they are words themselves or not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Set
from functools import cache
from itertools import compress, product
from operator import add, and_

from course_catalogue.search.entries import Entry
from course_catalogue.search.postings import cut_shards
from course_catalogue.search.sounds import SHARD_CHARACTERS, is_pair, usual_readings
from course_catalogue.search.tokens import fold, is_han

MOST = 64
"""Pairs or triples in a line: what lies behind is hardly ever meant."""

LIKELIER = 16
"""The parts of a word stand together so many times as often as by chance."""

_NUMBERS = frozenset("一二三四五六七八九十百千两几每第0123456789")
_PARTICLES = frozenset("的了着与和及或把被在是并")
"""Words hardly begin or end with them."""


def initial_shards(entries: Iterable[Entry]) -> list[tuple[str, str]]:
    """(first initials, text) of each shard; they may be none."""
    text = "\n".join(fold(text) for entry in entries for texts in entry.fields for text in texts)
    return list(cut_shards(_lines(text), SHARD_CHARACTERS))


def _lines(text: str) -> Iterator[tuple[str, str]]:
    initials = cache(lambda character: sorted({syllable[0] for syllable in usual_readings(character)}))
    rows: defaultdict[str, list[tuple[bool, float, str]]] = defaultdict(list)
    likely = dict(_likely(text))
    words = _words(text, likely)
    for word, weight in likely.items():
        for letters in product(*map(initials, word)):
            rows["".join(letters)].append((word not in words, -weight, word))
    for key in sorted(rows):
        best = sorted(rows[key])[:MOST]
        yield key, " ".join("".join(word for is_part, _, word in best if is_part is wanted) for wanted in (False, True))


def _likely(text: str) -> Iterator[tuple[str, float]]:
    """Two and three characters that belong together, and how surely."""
    counts = Counter(text)
    pairs = {pair: count for pair, count in Counter(map(add, text, text[1:])).items() if count > 1 and is_pair(pair)}
    is_pair_at = list(map(pairs.__contains__, map(add, text, text[1:])))
    starts = compress(range(len(text)), map(and_, is_pair_at, is_pair_at[1:]))
    triples = {
        triple: count for triple, count in Counter(text[start : start + 3] for start in starts).items() if count > 1
    }
    for pair, count in pairs.items():
        likelier = count * len(text) / (counts[pair[0]] * counts[pair[1]])
        if likelier >= LIKELIER:
            yield pair, count**2 * likelier
    for triple, count in triples.items():
        commoner = max(counts[triple[0]] * pairs[triple[1:]], pairs[triple[:2]] * counts[triple[2]])
        likelier = count * len(text) / commoner
        if likelier >= LIKELIER:
            yield triple, count**2 * likelier


def _words(text: str, likely: Iterable[str]) -> set[str]:
    """Those that stand alone, or with two and more different characters before them and behind them."""
    words: set[str] = set()
    unsure = {word for word in likely if not {word[0], word[-1]} & _PARTICLES}
    neighbours: defaultdict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    text = f"\n{text}\n"
    pairs = map(add, text, text[1:])
    triples = map(add, map(add, text, text[1:]), text[2:])
    for length, everything in ((2, pairs), (3, triples)):
        for start in compress(range(len(text)), map(unsure.__contains__, everything)):
            word, before, behind = text[start : start + length], text[start - 1], text[start + length]
            known_before, known_behind = neighbours[word]
            if before in known_before and behind in known_behind:
                continue
            known_before.add(before)
            known_behind.add(behind)
            if _is_free(known_before - _NUMBERS) and _is_free(known_behind):
                words.add(word)
                unsure.discard(word)  # the rest of its places need not be looked at
    return words


def _is_free(neighbours: Set[str]) -> bool:
    return len(neighbours) > 1 or not all(map(is_han, neighbours))
