"""Characters that stand in so many places that their postings fill several shards: where they stand first, and how often.

    search/<version>/often-<n>.js   two numbers (see `encoding`) for each course that has the character:
        courses since the last one
        16 × (place of the field in FIELDS) + times - 1

One character alone is looked up here: 水 in a catalogue of 5,000 courses is a file of 3 KB instead of seven of 25 KB
together, and to read ten thousand numbers instead of fifty thousand is a tenth of a second on a slow phone. Two and more
characters are pairs, whose postings are small.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from course_catalogue.search.encoding import encode_numbers
from course_catalogue.search.entries import Entry
from course_catalogue.search.postings import ABOUT, LINES, SUMMARY, TITLE
from course_catalogue.search.tokens import fold, is_han, sort_key

FIELDS = (LINES, SUMMARY, ABOUT, TITLE + 1, TITLE)
"""Where the character stands first: the first position of a field; one more where it does not begin the title."""
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
            times = min(counts[character], MOST_TIMES)
            place = FIELDS.index(_first(character, fields))
            rows[character] += encode_numbers((number - last[character], MOST_TIMES * place + times - 1)).encode(
                "ascii"
            )
            last[character] = number
    for character in sorted(rows, key=sort_key):
        yield character, rows[character].decode("ascii")


def _first(character: str, fields: list[str]) -> int:
    title, about, summary, _ = fields
    if title.startswith(character):
        return TITLE
    if character in title:
        return TITLE + 1
    return ABOUT if character in about else SUMMARY if character in summary else LINES
