"""What the catalogue page shows before its search script runs, and without it."""

from __future__ import annotations

from dataclasses import dataclass

from course_catalogue import addresses
from course_catalogue.cards import card_of
from course_catalogue.catalogue import Catalogue
from course_catalogue.facets import Facet, FacetValue, facets_of
from course_catalogue.model import AnyCourse
from course_catalogue.pages.standing import Tally, tally

MOST_CARDS = 60
"""A longer list is no help on one page; then the landing pages are the way without a script."""


def catalogue_context(catalogue: Catalogue) -> dict[str, object]:
    """`facets` with the number of listed courses per value and the landing page where there is one;
    `cards` of all listed courses, or none where there are more than MOST_CARDS; `total`.

    `href` and the addresses in cards are relative to the site's root.
    """
    listed = catalogue.listed
    return {
        "facets": [_facet(catalogue, facet) for facet in facets_of(catalogue)],
        "cards": [card_of(catalogue, course) for course in listed] if len(listed) <= MOST_CARDS else [],
        "total": tally(catalogue, listed),
    }


@dataclass(frozen=True, slots=True)
class _ShownValue:
    """`href` is None where there is no landing page."""

    id: str
    label: str
    count: Tally
    href: str | None


@dataclass(frozen=True, slots=True)
class _ShownFacet:
    id: str
    label: str
    values: tuple[_ShownValue, ...]


def _facet(catalogue: Catalogue, facet: Facet) -> _ShownFacet:
    values = (
        _ShownValue(
            value.id,
            value.label,
            count,
            addresses.facet_page(facet.id, value.id) if facet.landing and count else None,
        )
        for value, count in used_values(facet, catalogue)
    )
    return _ShownFacet(facet.id, facet.label, tuple(values))


def used_values(facet: Facet, catalogue: Catalogue) -> list[tuple[FacetValue, Tally]]:
    """Every value with the number of listed courses that have it."""
    having: dict[str, list[AnyCourse]] = {}
    for course in catalogue.listed:
        for value in facet.of(course):
            having.setdefault(value, []).append(course)
    return [(value, tally(catalogue, having.get(value.id, ()))) for value in facet.values]
