"""The curriculum map: every core concept at every stage, how many listed courses take it up, and where there is none.

On the whole catalogue each number leads to a page with its courses; on a district's page each concept leads to the catalogue.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from course_catalogue import addresses, wording
from course_catalogue.catalogue import Catalogue
from course_catalogue.curriculum_map import STAGES, Cell, ConceptRow, ContentRow, curriculum_map
from course_catalogue.model import AnyCourse
from course_catalogue.pages.course_lines import CourseLine, course_line
from course_catalogue.pages.page import Page, Scene, render
from course_catalogue.pages.standing import Tally, tally, tally_of, until_of
from course_catalogue.vocabulary import STAGE_OF_GRADE

STAGE_LABELS = tuple(wording.STAGE_LABELS[stage] for stage in STAGES)


@dataclass(frozen=True, slots=True)
class ShownCell:
    """`state` is has, gap, beyond (courses where the standard does not ask for any) or none. `until` is the ISO day
    after which no course is left, "" for never; `href` leads to the courses, "" where the page itself has them."""

    stage: str
    state: str
    is_doubtful: bool
    count: Tally
    until: str
    href: str


@dataclass(frozen=True, slots=True)
class ShownContent:
    code: str
    name: str
    is_doubtful: bool
    cells: tuple[ShownCell, ...]


@dataclass(frozen=True, slots=True)
class ShownConcept:
    """`covered` counts the contents that have a course, `total` the courses of the concept. On a district's page `contents`
    is empty and `search` is the catalogue with the concept's courses there, "" where there is none."""

    code: str
    name: str
    field: str
    search: str
    cells: tuple[ShownCell, ...]
    contents: tuple[ShownContent, ...]
    covered: Tally
    total: Tally


@dataclass(frozen=True, slots=True)
class ShownMap:
    """`asked` cells of a concept at a stage are asked for by the standard, `filled` of them have courses;
    `doubtful` contents are marked 待核; `apart` courses are in no cell: they follow other standards, or high school's."""

    standard: str
    stages: tuple[str, ...]
    rows: tuple[ShownConcept, ...]
    asked: int
    filled: Tally
    doubtful: int
    apart: Tally


def curriculum_maps(scene: Scene) -> Iterator[Page]:
    """map.html, and a page for each cell that has courses."""
    catalogue = scene.catalogue
    rows = curriculum_map(catalogue.vocabulary, catalogue.listed)
    shown = shown_map(catalogue, rows, catalogue.listed)
    body = render("curriculum_map.html", addresses.MAP, map=shown)
    yield Page(addresses.MAP, "browse", "课标地图", "13 个核心概念、4 个学段：哪里有课，哪里还缺", body)
    for row in rows:
        for column, cell in enumerate(row.cells):
            if cell.courses:
                yield _cell_page(catalogue, row, column)


def shown_map(
    catalogue: Catalogue, rows: Iterable[ConceptRow], courses: Iterable[AnyCourse], district: str = ""
) -> ShownMap:
    """The map of `courses`: all, with numbers that lead to the pages of cells, or those of the district with this code."""
    rows = tuple(rows)
    concepts = tuple(_shown_concept(catalogue, row, district) for row in rows)
    cells = [cell for row in rows for cell in row.cells]
    placed = {course.key for cell in cells for course in cell.courses}
    filled = [(_last_day(catalogue, cell.courses), 1) for cell in cells if cell.is_taught and cell.courses]
    return ShownMap(
        standard=rows[0].contents[0].target.standard,
        stages=STAGE_LABELS,
        rows=concepts,
        asked=sum(cell.is_taught for cell in cells),
        filled=tally_of(filled),
        doubtful=sum(content.is_doubtful for row in rows for content in row.contents),
        apart=tally(catalogue, (course for course in courses if course.key not in placed)),
    )


def _shown_concept(catalogue: Catalogue, row: ConceptRow, district: str) -> ShownConcept:
    concept = row.concept
    everything = list({course.key: course for cell in row.cells for course in cell.courses}.values())
    covered = (_last_day(catalogue, courses) for content in row.contents if (courses := _all_courses(content)))
    return ShownConcept(
        code=concept.code,
        name=concept.name,
        field=concept.field,
        search=addresses.filtered(concept=concept.id, district=district) if district and everything else "",
        cells=_shown_cells(catalogue, row.cells, "" if district else concept.id, ""),
        contents=() if district else tuple(_shown_content(catalogue, content) for content in row.contents),
        covered=tally_of((until, 1) for until in covered),
        total=tally(catalogue, everything),
    )


def _shown_content(catalogue: Catalogue, content: ContentRow) -> ShownContent:
    target = content.target
    cells = _shown_cells(catalogue, content.cells, target.concept, f"#{target.id}")
    return ShownContent(target.code, target.name, content.is_doubtful, cells)


def _all_courses(content: ContentRow) -> list[AnyCourse]:
    return [course for cell in content.cells for course in cell.courses]


def _shown_cells(catalogue: Catalogue, cells: Iterable[Cell], concept: str, anchor: str) -> tuple[ShownCell, ...]:
    """`concept` is "" where numbers lead nowhere; `anchor` names a part of the cell's page."""
    return tuple(
        ShownCell(
            stage=wording.STAGE_LABELS[cell.stage],
            state=_state(cell),
            is_doubtful=cell.is_doubtful,
            count=tally(catalogue, cell.courses),
            until=_last_day(catalogue, cell.courses),
            href=addresses.map_cell(concept, cell.stage) + anchor if concept and cell.courses else "",
        )
        for cell in cells
    )


def _state(cell: Cell) -> str:
    if cell.courses:
        return "has" if cell.is_taught else "beyond"
    return "gap" if cell.is_taught else "none"


def _last_day(catalogue: Catalogue, courses: Iterable[AnyCourse]) -> str:
    """The ISO day after which none of the courses is listed any more; "" for never, or where there is none."""
    days = [until_of(catalogue, course) for course in courses]
    return max(days, default="") if all(days) else ""


@dataclass(frozen=True, slots=True)
class _ContentCourses:
    """A content with its courses at one stage; `is_asked`: the standard teaches it there."""

    id: str
    code: str
    name: str
    is_asked: bool
    is_doubtful: bool
    courses: tuple[CourseLine, ...]


def _cell_page(catalogue: Catalogue, row: ConceptRow, column: int) -> Page:
    concept, cell = row.concept, row.cells[column]
    stage = wording.STAGE_LABELS[cell.stage]
    address = addresses.map_cell(concept.id, cell.stage)
    grades = ",".join(str(grade) for grade, of in STAGE_OF_GRADE.items() if of == cell.stage)
    parts = [
        _ContentCourses(
            content.target.id,
            content.target.code,
            content.target.name,
            content.cells[column].is_taught,
            content.cells[column].is_doubtful,
            tuple(course_line(catalogue, course) for course in content.cells[column].courses),
        )
        for content in row.contents
        if content.cells[column].courses or content.cells[column].is_taught
    ]
    body = render(
        "map_cell.html",
        address,
        concept=concept,
        stage=stage,
        count=tally(catalogue, cell.courses),
        parts=parts,
        stages=_shown_cells(catalogue, row.cells, concept.id, ""),
        search=addresses.filtered(concept=concept.id, grade=grades),
    )
    title = f"{concept.name}（{stage}）"
    return Page(address, "browse", title, f"对应核心概念“{concept.name}”、{stage}的在册课程", body)
