"""Characters that stand in so many places that their postings fill several shards: where they stand first, and how often.

    search/<version>/often-<n>.js   the postings of one such character, as in a shard; all its positions are the first one

One character alone is looked up here: 水 in a catalogue of 5,000 courses is a file of 3 KB instead of seven of 25 KB
together. Two and more characters are pairs, whose postings are small.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from course_catalogue.search.encoding import encode_number
from course_catalogue.search.entries import Entry
from course_catalogue.search.postings import ABOUT, LINES, SUMMARY, TITLE, encode_positions
from course_catalogue.search.tokens import fold, is_han, sort_key

MOST_TIMES = 16
"""More often makes no course better: `score` of search-engine.js."""


def often_postings(entries: Iterable[Entry], weights: Mapping[str, int], limit: int) -> Iterator[tuple[str, str]]:
    """(character, postings) of the characters whose terms take more than `limit` bytes together; `weights` are those of the terms."""
    sizes: Counter[str] = Counter()
    for term, weight in weights.items():
        if is_han(term):
            sizes[term[0]] += weight
    rows = {character: bytearray() for character, size in sizes.items() if size > limit}
    last = dict.fromkeys(rows, 0)
    for number, entry in enumerate(entries):
        fields = ["\n".join(map(fold, texts)) for texts in entry.fields]
        counts = Counter("".join(fields))
        for character in rows.keys() & counts.keys():
            is_repeated, positions = _positions(_first(character, fields), min(counts[character], MOST_TIMES))
            step = encode_number(2 * (number - last[character]) + is_repeated)
            rows[character] += (step + positions).encode("ascii")
            last[character] = number
    for character in sorted(rows, key=sort_key):
        yield character, rows[character].decode("ascii")


def _first(character: str, fields: list[str]) -> int:
    """The first position of the field in which it stands; one more where it does not begin the title."""
    title, about, summary, _ = fields
    if title.startswith(character):
        return TITLE
    if character in title:
        return TITLE + 1
    return ABOUT if character in about else SUMMARY if character in summary else LINES


@cache
def _positions(first: int, times: int) -> tuple[bool, str]:
    return encode_positions([first] * times)
