"""What stands in the texts by the initials of its pinyin (jqr for 机器人), loaded only when a query finds too little.

    search/<version>/initial-<n>.js   a shard: a line for each two or three initials, a space, and the pairs or triples of
                                      characters in the index that are read so, the likeliest words first

Chinese is written without spaces and no segmenter runs at build. A word is what stands in the texts more than once, and
whose parts stand together much more often than by chance: their mutual information says how much. In the order of the
words it counts to the third power (Daille 1994), because rare ones would come first otherwise. A longer word is a chain
of triples.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
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


def initial_shards(entries: Iterable[Entry]) -> list[tuple[str, str]]:
    """(first initials, text) of each shard; they may be none."""
    text = "\n".join(fold(text) for entry in entries for texts in entry.fields for text in texts)
    return list(cut_shards(_lines(text), SHARD_CHARACTERS))


def _lines(text: str) -> Iterator[tuple[str, str]]:
    initials = cache(lambda character: sorted({syllable[0] for syllable in usual_readings(character)}))
    rows: defaultdict[str, list[tuple[float, str]]] = defaultdict(list)
    for word, weight in _words(text):
        for letters in product(*map(initials, word)):
            rows["".join(letters)].append((-weight, word))
    for key in sorted(rows):
        yield key, "".join(word for _, word in sorted(rows[key])[:MOST])


def _words(text: str) -> Iterator[tuple[str, float]]:
    """The words of two and three characters of a text, and how likely each is one."""
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
