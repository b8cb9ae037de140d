"""What stands in the texts by the initials of its pinyin (jqr for 机器人), loaded only when a query finds too little.

    search/<version>/initial-<n>.js   a shard: a line for each two or three initials, a space, the words of two or three
                                      characters that are read so, a space, and pairs that only are part of longer words

Chinese is written without spaces and no segmenter runs at build. What stands in the texts more than once, with parts that
stand together much more often than by chance, belongs together: their mutual information says how much. In the order of a
line it counts to the third power (Daille 1994), because rare ones would come first otherwise. Two characters only are part
of longer words where the same one stands always before them or behind them (感器, 传感), or a number before them (只碗). A
longer word is a chain of triples.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import compress, product
from operator import add, and_

from course_catalogue.search.entries import Entry
from course_catalogue.search.postings import cut_shards
from course_catalogue.search.sounds import SHARD_CHARACTERS, is_pair, usual_readings
from course_catalogue.search.tokens import fold

MOST = 64
"""Pairs or triples in a line: what lies behind is hardly ever meant."""

LIKELIER = 16
"""The parts of a word stand together so many times as often as by chance."""

NUMBERS = frozenset("一二三四五六七八九十百千两几每第0123456789")
PARTICLES = frozenset("的了着与和及或把被在是并")
"""Words hardly begin or end with them."""


def likely_words(entries: Iterable[Entry]) -> str:
    """Everything of two and three characters that may be a word, or part of one, a line each: it, how surely, 1 for a part.

    As one text: what was counted leaves nothing behind that keeps its memory.
    """
    text = "\n".join(fold(text) for entry in entries for texts in entry.fields for text in texts)
    return "\n".join(f"{word} {weight:.9g} {is_part:d}" for word, weight, is_part in _likely(text))


def initial_shards(likely: str) -> list[tuple[str, str]]:
    """(first initials, text) of each shard; they may be none."""
    return list(cut_shards(_lines(likely), SHARD_CHARACTERS))


def _lines(likely: str) -> Iterator[tuple[str, str]]:
    initials = cache(lambda character: sorted({syllable[0] for syllable in usual_readings(character)}))
    rows: defaultdict[str, list[tuple[bool, float, str]]] = defaultdict(list)
    for word, weight, part in map(str.split, likely.splitlines()):
        for letters in product(*map(initials, word)):
            rows["".join(letters)].append((part == "1", -float(weight), word))
    for key in sorted(rows):
        best = sorted(rows[key])[:MOST]
        yield key, " ".join("".join(word for is_part, _, word in best if is_part is wanted) for wanted in (False, True))


def _likely(text: str) -> Iterator[tuple[str, float, bool]]:
    counts = Counter(text)
    pairs = {pair: count for pair, count in Counter(map(add, text, text[1:])).items() if count > 1 and is_pair(pair)}
    is_pair_at = list(map(pairs.__contains__, map(add, text, text[1:])))
    starts = compress(range(len(text)), map(and_, is_pair_at, is_pair_at[1:]))
    triples = {
        triple: count for triple, count in Counter(text[start : start + 3] for start in starts).items() if count > 1
    }
    alone = _standing_alone(pairs, triples)
    for pair, count in pairs.items():
        likelier = count * len(text) / (counts[pair[0]] * counts[pair[1]])
        if likelier >= LIKELIER:
            yield pair, count**2 * likelier, pair not in alone
    for triple, count in triples.items():
        commoner = max(counts[triple[0]] * pairs[triple[1:]], pairs[triple[:2]] * counts[triple[2]])
        likelier = count * len(text) / commoner
        if likelier >= LIKELIER:
            yield triple, count**2 * likelier, not PARTICLES.isdisjoint((triple[0], triple[2]))


def _standing_alone(pairs: Mapping[str, int], triples: Mapping[str, int]) -> set[str]:
    """The pairs that have not always the same character before them or behind them, and not always a number before them."""
    before: Counter[str] = Counter()
    behind: Counter[str] = Counter()
    numbered: Counter[str] = Counter()
    for triple, count in triples.items():
        behind[triple[:2]] = max(behind[triple[:2]], count)
        if triple[0] in NUMBERS:
            numbered[triple[1:]] += count
        else:
            before[triple[1:]] = max(before[triple[1:]], count)
    return {
        pair
        for pair, count in pairs.items()
        if count - numbered[pair] > before[pair] and count > behind[pair] and PARTICLES.isdisjoint(pair)
    }
