"""The head file: all that the catalogue page needs to filter, sort and show cards of every course.

`search/head.js` carries one object. Columns have an entry for each course, in the order of the
index; a column with few different values is `[dictionary, numbers]` (see `encoding.column`).

    version   folder of the shards and texts that belong to this head
    count     number of courses
    titles    a line each
    hrefs     a line each: how many characters it shares with the line before (a number of
              `encoding`), then the rest; without “.html”
    card      columns kind, by, field, level, and facts: one column for each line of facts
    until     column of ISO dates, "" for no end
    price     column of yuan, "" for unknown
    facets    [{id, label, values: [[id, label, alias …] …], of: column of value numbers joined by “,”}]
    firsts    the first term of each shard, a line each
    chunk     number of courses in a text file
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from course_catalogue import wording
from course_catalogue.facets import Facet
from course_catalogue.search.encoding import column, encode_number, one_line
from course_catalogue.search.entries import Entry

FACTS = 5


def head_of(entries: Sequence[Entry], facets: Sequence[Facet], firsts: Sequence[str], chunk: int) -> dict[str, Any]:
    """The head without its version."""
    cards = [entry.card for entry in entries]
    return {
        "count": len(entries),
        "titles": "\n".join(one_line(card.title) for card in cards),
        "hrefs": _front_coded([card.href.removesuffix(".html") for card in cards]),
        "card": {
            "kind": column([one_line(card.kind) for card in cards]),
            "by": column([one_line(card.by) for card in cards]),
            "field": column([one_line(card.field) for card in cards]),
            "level": column([one_line(card.level) for card in cards]),
            "facts": [column([_fact(card.facts, place) for card in cards]) for place in range(FACTS)],
        },
        "until": column([card.until for card in cards]),
        "price": column(["" if entry.price is None else wording.number(entry.price) for entry in entries]),
        "facets": [_facet(facet, [entry.facets[place] for entry in entries]) for place, facet in enumerate(facets)],
        "firsts": "\n".join(firsts),
        "chunk": chunk,
    }


def _fact(facts: tuple[str, ...], place: int) -> str:
    return one_line(facts[place]) if place < len(facts) else ""


def _facet(facet: Facet, values: list[tuple[str, ...]]) -> dict[str, Any]:
    places = {value.id: str(place) for place, value in enumerate(facet.values)}
    return {
        "id": facet.id,
        "label": facet.label,
        "values": [(value.id, value.label, *value.aliases) for value in facet.values],
        "of": column([",".join(places[value] for value in ids) for ids in values]),
    }


def _front_coded(hrefs: list[str]) -> str:
    lines = []
    for before, here in zip(["", *hrefs], hrefs, strict=False):
        pairs = zip(before, here, strict=False)
        shared = next((place for place, (one, other) in enumerate(pairs) if one != other), min(len(before), len(here)))
        lines.append(encode_number(shared) + here[shared:])
    return "\n".join(lines)
