"""The districts: a schematic map of tiles, and what a district's landing page says beyond its list of courses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from course_catalogue import addresses
from course_catalogue.catalogue import Catalogue
from course_catalogue.curriculum_map import curriculum_map
from course_catalogue.model import AnyCourse, Base
from course_catalogue.pages.base_visits import VisitFacts, visit_facts
from course_catalogue.pages.curriculum_map_pages import ShownMap, shown_map
from course_catalogue.pages.page import Page, Scene, render
from course_catalogue.pages.standing import Label, Tally, quota_labels, tally


@dataclass(frozen=True, slots=True)
class DistrictTile:
    """`column` and `row` from 1, 0 where the vocabulary gives no places; `href` is "" where there is nothing to show."""

    name: str
    zones: tuple[str, ...]
    column: int
    row: int
    courses: Tally
    bases: int
    href: str


@dataclass(frozen=True, slots=True)
class DistrictView:
    """What a district's page adds: its bases, with how to visit them, and its curriculum map."""

    bases: tuple[tuple[Base, VisitFacts, tuple[Label, ...]], ...]
    map: ShownMap


def districts(scene: Scene) -> Iterator[Page]:
    catalogue = scene.catalogue
    vocabulary = catalogue.vocabulary
    having: dict[str, list[AnyCourse]] = {code: [] for code in vocabulary.districts}
    for course in catalogue.listed:
        for code in catalogue.districts_of(course):
            having[code].append(course)
    tiles = [_tile(catalogue, code, courses) for code, courses in having.items()]
    tiles.sort(key=lambda tile: (tile.row, tile.column))  # read aloud from north to south; a stable sort without places
    body = render("districts.html", addresses.DISTRICTS, tiles=tiles, has_places=bool(vocabulary.district_tiles))
    yield Page(addresses.DISTRICTS, "browse", "按区县找", "各区县（市）的在册课程和科普教育基地", body)


def bases_in(catalogue: Catalogue, code: str) -> tuple[Base, ...]:
    """The public bases of a district."""
    return tuple(base for base in catalogue.public_bases if base.district and base.district.code == code)


def district_view(catalogue: Catalogue, code: str, courses: list[AnyCourse]) -> DistrictView:
    """`courses` are the listed ones that are given in the district."""
    return DistrictView(
        tuple((base, visit_facts(base), quota_labels(catalogue, base)) for base in bases_in(catalogue, code)),
        shown_map(catalogue, curriculum_map(catalogue.vocabulary, courses), courses, code),
    )


def _tile(catalogue: Catalogue, code: str, courses: list[AnyCourse]) -> DistrictTile:
    vocabulary = catalogue.vocabulary
    column, row = vocabulary.district_tiles.get(code, (0, 0))
    name = vocabulary.districts[code]
    bases = len(bases_in(catalogue, code))
    return DistrictTile(
        name,
        vocabulary.zones_in(name),
        column,
        row,
        tally(catalogue, courses),
        bases,
        addresses.district_page(code) if courses or bases else "",
    )
