"""The head file: all that the catalogue page needs to filter, sort and count every course; cards come apart.

`search/head.js` carries one object. Columns have an entry for each course, in the order of the
index; a column with few different values is `[dictionary, numbers]` (see `encoding.column`).

    version   folder of the shards and texts that belong to this head
    count     number of courses
    until     column of ISO dates, "" for no end
    price     column of yuan, "" for unknown
    facets    [{id, label, values: [[id, label, alias …] …], of: column of value numbers joined by “,”}]
    firsts    the first term of each shard, a line each
    often     the characters of the files of `search.often`, in their order
    chunk     number of courses in a text file
    hand      number of courses in a file of cards
    synonyms  groups of words that mean the same, those of which a course has one

Titles, addresses and facts of cards stand in `search/<version>/cards-<n>.js`, which is loaded for the courses
that are shown: they would be four fifths of the head. There a course is `[title, href, kind, by, field, level,
fact …]`, the address without “.html”.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from course_catalogue import wording
from course_catalogue.facets import Facet
from course_catalogue.search.encoding import column, one_line
from course_catalogue.search.entries import Entry


def head_of(
    entries: Sequence[Entry],
    facets: Sequence[Facet],
    firsts: Sequence[str],
    often: str,
    synonyms: Sequence[tuple[str, ...]],
    *,
    chunk: int,
    hand: int,
) -> dict[str, Any]:
    """The head without its version."""
    return {
        "count": len(entries),
        "until": column([entry.card.until for entry in entries]),
        "price": column(["" if entry.price is None else wording.number(entry.price) for entry in entries]),
        "facets": [_facet(facet, [entry.facets[place] for entry in entries]) for place, facet in enumerate(facets)],
        "firsts": "\n".join(firsts),
        "often": often,
        "chunk": chunk,
        "hand": hand,
        "synonyms": synonyms,
    }


def card_row(entry: Entry) -> tuple[str, ...]:
    """What the page shows of a course in a list."""
    card = entry.card
    words = (card.title, card.href.removesuffix(".html"), card.kind, card.by, card.field, card.level, *card.facts)
    return tuple(map(one_line, words))


def _facet(facet: Facet, values: list[tuple[str, ...]]) -> dict[str, Any]:
    places = {value.id: str(place) for place, value in enumerate(facet.values)}
    return {
        "id": facet.id,
        "label": facet.label,
        "values": [(value.id, value.label, *value.aliases) for value in facet.values],
        "of": column([",".join(places[value] for value in ids) for ids in values]),
    }
