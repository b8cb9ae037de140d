"""All files of the search, from the catalogue: head, shards of the index, cards, and texts for excerpts.

    search/head.js                      see `search.head`
    search/<version>/index-<n>.js       a shard, see `search.postings`
    search/<version>/often-<n>.js       see `search.often`
    search/<version>/cards-<n>.js       for each of `HAND` courses what its card shows, see `search.head`
    search/<version>/text-<n>.js        for each of `CHUNK` courses a string of lines: its summary,
                                        “主题⇥” with theme and tags, then “label⇥text” for each of its lines
    search/<version>/sounds.js,         only for queries that find little, see `search.sounds`
      sound-<n>.js, initial-<n>.js, words.js, pages.js

`version` is a digest of all contents: a page that was opened before an update asks for files
that are gone and says so, and never mixes two indexes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any

from course_catalogue.catalogue import Catalogue
from course_catalogue.facets import facets_of
from course_catalogue.output import OutputFile
from course_catalogue.search.encoding import data_script
from course_catalogue.search.entries import Entry, entries_of
from course_catalogue.search.head import card_row, head_of
from course_catalogue.search.initials import initial_shards, likely_words
from course_catalogue.search.often import often_postings
from course_catalogue.search.postings import SHARD_BYTES, cut_shards, index_lines
from course_catalogue.search.sounds import sound_shards, sound_table
from course_catalogue.search.synonyms import known_groups
from course_catalogue.search.tokens import is_han
from course_catalogue.search.unlisted import unlisted_pages
from course_catalogue.search.word_list import listed_words, named_characters

CHUNK = 4
"""Courses in a text file: neighbours are of one provider and are often found together."""

HAND = 8
"""Courses in a file of cards: a page shows twenty, which may lie in twenty files."""


def build_search_files(catalogue: Catalogue, often_beyond: int = SHARD_BYTES) -> tuple[OutputFile, ...]:
    """The same catalogue gives the same bytes. A character of more than `often_beyond` bytes has a file of its own."""
    facets = facets_of(catalogue)
    entries = entries_of(catalogue, facets)
    likely = likely_words(entries)  # first: what it takes of memory is free again for the index
    weights: dict[str, int] = {}
    shards = list(cut_shards(_weighed(index_lines(entries), weights)))
    synonyms = known_groups(catalogue.vocabulary.synonyms, weights)
    often = dict(often_postings(entries, weights, often_beyond))
    payloads: dict[str, Any] = {f"index-{number}": text for number, (_, text) in enumerate(shards)}
    payloads |= {f"often-{number}": text for number, text in enumerate(often.values())}
    head = head_of(entries, facets, [first for first, _ in shards], "".join(often), synonyms, chunk=CHUNK, hand=HAND)
    for number, courses in enumerate(_in_groups(entries, HAND)):
        payloads[f"cards-{number}"] = [card_row(entry) for entry in courses]
    for number, courses in enumerate(_in_groups(entries, CHUNK)):
        payloads[f"text-{number}"] = [_text(entry) for entry in courses]
    if entries:
        payloads |= _sounds(weights, likely, named_characters(entries))
        payloads["words"] = listed_words(entries)
        payloads["pages"] = unlisted_pages(catalogue)
    version = _digest(repr(head), *(f"{name}{payload!r}" for name, payload in payloads.items()))
    return (
        data_script("head", {"version": version, **head}),
        *(data_script(f"{version}/{name}", payload) for name, payload in payloads.items()),
    )


def _weighed(lines: Iterable[tuple[str, str]], weights: dict[str, int]) -> Iterator[tuple[str, str]]:
    """The lines as they come; `weights` gets the length of each term's postings, which says how frequent it is."""
    for term, postings in lines:
        weights[term] = len(postings)
        yield term, postings


def _in_groups(entries: tuple[Entry, ...], size: int) -> list[tuple[Entry, ...]]:
    return [entries[start : start + size] for start in range(0, len(entries), size)]


def _sounds(weights: dict[str, int], likely: str, named: str) -> dict[str, Any]:
    characters = {character for term in weights if is_han(term) for character in term}
    payloads: dict[str, Any] = {"sounds": {"table": sound_table(characters), "named": named}}
    for name, key, shards in (
        ("sound", "firsts", sound_shards(weights)),
        ("initial", "initials", initial_shards(likely)),
    ):
        payloads["sounds"][key] = "\n".join(first for first, _ in shards)
        payloads |= {f"{name}-{number}": text for number, (_, text) in enumerate(shards)}
    return payloads


def _text(entry: Entry) -> str:
    about = f"{'主题' if entry.theme else '标签'}\t{'　'.join(part for part in (entry.theme, *entry.tags) if part)}"
    # Last: the line with the most words is shown, of equal ones the first.
    lines = (*entry.lines, ("概况", "　".join(entry.labels)))
    return "\n".join([entry.summary, about, *(f"{label}\t{text}" for label, text in lines)])


def _digest(*texts: str) -> str:
    digest = sha256()
    for text in texts:
        digest.update(text.encode() + b"\0")
    return digest.hexdigest()[:8]
