"""Words of the catalogue, for initials (jqr) and for slips in short words: a line each, the most frequent first.

Chinese is written without spaces and no segmenter runs at build. A word is a tag, a short title, or a run of characters
that titles, themes and names have in several courses, that is not always part of one longer run, and that has no particle
or number at its edge (里的, 只碗).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from course_catalogue.search.entries import Entry
from course_catalogue.search.initials import NUMBERS, PARTICLES
from course_catalogue.search.tokens import is_han, runs_of

LONGEST = 6
LONGER = LONGEST + 4
"""What is counted, so that six of ten characters are known as a part."""
EDGES = NUMBERS | PARTICLES
MOST = 3_000
"""Words that are kept: about 14 KB compressed."""


def listed_words(entries: Sequence[Entry]) -> str:
    """At most `MOST` words, a line each."""
    counts: Counter[str] = Counter()
    whole: set[str] = set()
    for entry in entries:
        runs = set(_han_runs((entry.card.title, entry.theme, entry.owner, entry.card.by)))
        short = {run for run in (*_han_runs(entry.tags), *runs) if len(run) <= LONGEST}
        whole |= short
        counts.update(short | {part for run in runs for part in _parts(run)})
    inner = {part for word, count in counts.items() for part in (word[1:], word[:-1]) if counts.get(part) == count}
    words = [
        word
        for word, count in counts.items()
        if word in whole or (count > 1 and len(word) <= LONGEST and word not in inner)
    ]
    return "\n".join(sorted(words, key=lambda word: (-counts[word], word))[:MOST])


def named_characters(entries: Iterable[Entry]) -> str:
    """The characters of titles, themes and tags, those of most courses first: what one syllable (guang) may mean."""
    counts: Counter[str] = Counter()
    for entry in entries:
        counts.update({*"".join(_han_runs((entry.card.title, entry.theme, *entry.tags), least=1))} - EDGES)
    return "".join(sorted(counts, key=lambda character: (-counts[character], character)))


def _han_runs(texts: Iterable[str], least: int = 2) -> Iterator[str]:
    return (run for text in texts for run in runs_of(text) if is_han(run) and len(run) >= least)


def _parts(run: str) -> Iterator[str]:
    for start in range(len(run) - 1):
        if run[start] in EDGES or run[start - 1 : start] in NUMBERS:
            continue
        for end in range(start + 2, min(start + LONGER, len(run)) + 1):
            if run[end - 1] not in EDGES:
                yield run[start:end]
