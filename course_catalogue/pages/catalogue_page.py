"""What the catalogue page shows before its search script runs, and without it."""

from __future__ import annotations

from collections import Counter

from course_catalogue import addresses
from course_catalogue.cards import card_of
from course_catalogue.catalogue import Catalogue
from course_catalogue.facets import Facet, facets_of

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
        "total": len(listed),
    }


def _facet(catalogue: Catalogue, facet: Facet) -> dict[str, object]:
    counts = Counter(value for course in catalogue.listed for value in facet.of(course))
    return {
        "id": facet.id,
        "label": facet.label,
        "values": [
            {
                "id": value.id,
                "label": value.label,
                "count": counts[value.id],
                "href": addresses.facet_page(facet.id, value.id) if facet.landing and counts[value.id] else None,
            }
            for value in facet.values
        ],
    }
