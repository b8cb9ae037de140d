"""Where every term stands, cut into shards that a browser loads when a query needs them.

A shard is text with a line for each term: the term, a space, its postings. The postings are a
row of numbers (see `encoding`); for each course that has the term:

    2 × (courses since the last one) + (1 if the term stands there more than once)
    if so: how often it stands there, less two
    its positions, each as the distance from the one before

Terms are in the order of UTF-16 units through all shards, so that the head file needs only the
first term of each, a prefix is a stretch of neighbouring lines, and a shard is cut where it is
full: its size does not depend on luck, as it would if a hash of the first character chose it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from course_catalogue.search.encoding import encode_number, encode_numbers
from course_catalogue.search.entries import Entry
from course_catalogue.search.tokens import placed_terms, sort_key

TITLE, ABOUT, SUMMARY, LINES, END = 0, 64, 256, 512, 1 << 20
"""First position of a field. The schema keeps titles to 30 characters and summaries to 200."""

SHARD_BYTES = 11_000
"""A shard is closed before it grows beyond this many bytes of text (about 7 KB compressed)."""


def postings_of(entry: Entry) -> dict[str, tuple[bool, str]]:
    """For each term of one course: whether it stands there more than once, and its positions as text.

    It depends on the course alone, not on its number.
    """
    places: dict[str, list[int]] = {}
    for texts, (start, end) in zip(entry.fields, pairwise((TITLE, ABOUT, SUMMARY, LINES, END)), strict=True):
        for term, position in placed_terms(texts, start, end):
            found = places.get(term)
            if found is None:
                places[term] = [position]
            else:
                found.append(position)
    return {term: encode_positions(positions) for term, positions in places.items()}


def encode_positions(positions: list[int]) -> tuple[bool, str]:
    """Whether they are several, and they as text."""
    if len(positions) == 1:
        return False, encode_number(positions[0])
    distances = (here - before for before, here in zip([0, *positions], positions, strict=False))
    return True, encode_number(len(positions) - 2) + encode_numbers(distances)


def index_lines(entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """(term, postings) of all courses, in order."""
    rows: defaultdict[str, bytearray] = defaultdict(
        bytearray
    )  # ASCII only; small strings would take ten times the memory
    last: dict[str, int] = {}
    before = last.get
    for number, entry in enumerate(entries):
        for term, (is_repeated, positions) in postings_of(entry).items():
            rows[term] += (encode_number(2 * (number - before(term, 0)) + is_repeated) + positions).encode("ascii")
            last[term] = number
    for term in sorted(rows, key=sort_key):
        yield term, rows.pop(term).decode("ascii")


def cut_shards(lines: Iterable[tuple[str, str]], limit: int = SHARD_BYTES) -> Iterator[tuple[str, str]]:
    """(first term, text) of each shard. A term that is larger than `limit` fills one alone."""
    rows: list[str] = []
    first, size = "", 0
    for term, postings in lines:
        line = f"{term} {postings}"
        length = len(postings) + 3 * len(term) + 2
        if rows and size + length > limit:
            yield first, "\n".join(rows)
            rows, size = [], 0
        if not rows:
            first = term
        rows.append(line)
        size += length
    if rows:
        yield first, "\n".join(rows)
