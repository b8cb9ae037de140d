"""What a school may look at after a course: the next step at a higher stage, and courses that are like it.

Candidates come from indexes by concept and stage, field, theme and owner, a few from each, beginning behind the
course itself: the cost of a course does not grow with the catalogue, and not all courses point to the same three.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from course_catalogue.catalogue import Catalogue
from course_catalogue.model import AnyCourse, SeriesCourse

_STAGES = ("S1", "S2", "S3", "S4", "S5")
_LOOKED_AT = 24
"""Candidates from one list of an index."""
_MOST = 3
_SAME_THEME, _SAME_CELL, _SAME_TARGET, _SAME_GRADES, _SAME_FIELD, _NEARBY = 5, 4, 3, 3, 2, 1

Cell = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Related:
    """`reason` is one phrase: why the course stands here."""

    course: AnyCourse
    reason: str


@dataclass(frozen=True, slots=True)
class RelatedCourses:
    """`next_steps` take up the theme or a concept at the next stage; `similar` are rather for the same pupils."""

    next_steps: tuple[Related, ...]
    similar: tuple[Related, ...]


@dataclass(frozen=True, slots=True)
class _Traits:
    """What of a course is compared; `concepts` in the order of its alignments, the main one first, entries of other
    standards among them; `cells` are (concept, stage)."""

    course: AnyCourse
    rank: int
    concepts: tuple[str, ...]
    cells: frozenset[Cell]
    targets: frozenset[str]
    field: str
    theme: str
    districts: frozenset[str]


@dataclass(frozen=True, slots=True)
class RelatedIndex:
    """All listed courses, in the order of their keys, and by what they may have in common."""

    catalogue: Catalogue
    keys: tuple[str, ...]
    traits: tuple[_Traits, ...]
    by_cell: Mapping[Cell, list[int]]
    by_field: Mapping[str, list[int]]
    by_theme: Mapping[str, list[int]]
    by_owner: Mapping[str, list[int]]

    def related_to(self, course: AnyCourse) -> RelatedCourses:
        """At most three of each; the course itself need not be listed."""
        own = _traits_of(self.catalogue, course, bisect_left(self.keys, course.key))
        after = self._best(own, self._later(own), lambda other: _step_score(own, other))
        taken = {other.course.key for other in after}
        alike = self._best(
            own, (other for other in self._near(own) if other.course.key not in taken), lambda other: _score(own, other)
        )
        stage = _next_stage(own)
        return RelatedCourses(
            tuple(Related(other.course, self._step_reason(own, other, stage)) for other in after),
            tuple(Related(other.course, self._reason(own, other)) for other in alike),
        )

    def _best(self, own: _Traits, others: Iterable[_Traits], score: Callable[[_Traits], int]) -> list[_Traits]:
        """Those with the highest score; among equals the ones that follow the course in the catalogue."""
        count = len(self.traits)
        different = {other.rank: other for other in others if other.course.key != own.course.key}.values()
        return sorted(different, key=lambda other: (-score(other), (other.rank - own.rank) % count))[:_MOST]

    def _later(self, own: _Traits) -> Iterator[_Traits]:
        """Candidates for a next step: not for the same pupils, and some of them older."""
        stage = _next_stage(own)
        grades = own.course.grades
        if not stage or not grades:
            return
        lists = [self.by_cell.get((concept, stage), []) for concept in own.concepts]
        lists.append(self.by_theme.get(own.theme, []) if own.theme else [])
        for other in self._around(lists, own.rank):
            later = other.course.grades
            if later and min(later) > min(grades) and max(later) > max(grades):
                yield other

    def _near(self, own: _Traits) -> Iterator[_Traits]:
        lists = [self.by_cell.get(cell, []) for cell in sorted(own.cells)]
        lists.append(self.by_owner.get(own.course.owner, []))
        if own.field:
            lists.append(self.by_field.get(own.field, []))
        return self._around(lists, own.rank)

    def _around(self, lists: Iterable[list[int]], rank: int) -> Iterator[_Traits]:
        """The first few of every list from `rank` on, and then from its beginning."""
        for ranks in lists:
            start = bisect_left(ranks, rank)
            following = ranks[start : start + _LOOKED_AT]
            for other in (*following, *ranks[: min(start, _LOOKED_AT - len(following))]):
                yield self.traits[other]

    def _reason(self, own: _Traits, other: _Traits) -> str:
        shared = [concept for concept in own.concepts if concept in other.concepts]
        if shared:
            return f"都对应{self._names(shared)}"
        if own.field and own.field == other.field:
            return f"同属{own.field}"
        return "同一机构" if isinstance(own.course, SeriesCourse) else "同一基地"

    def _step_reason(self, own: _Traits, other: _Traits, stage: str) -> str:
        shared = [concept for concept in own.concepts if (concept, stage) in other.cells]
        return f"接着学{self._names(shared)}" if shared else f"同一主题：{own.theme}"

    def _names(self, concepts: list[str]) -> str:
        """“物质的变化与化学反应”, and how many there are besides."""
        vocabulary = self.catalogue.vocabulary
        known = vocabulary.concepts.get(concepts[0])
        name = known.name if known else vocabulary.targets[concepts[0]].name
        return f"“{name}”" + (f"等 {len(concepts)} 项" if len(concepts) > 1 else "")


def related_index(catalogue: Catalogue) -> RelatedIndex:
    """One walk over the listed courses."""
    courses = sorted(catalogue.listed, key=lambda course: course.key)
    traits = tuple(_traits_of(catalogue, course, rank) for rank, course in enumerate(courses))
    by_cell: dict[Cell, list[int]] = {}
    by_field: dict[str, list[int]] = {}
    by_theme: dict[str, list[int]] = {}
    by_owner: dict[str, list[int]] = {}
    for one in traits:
        for cell in one.cells:
            by_cell.setdefault(cell, []).append(one.rank)
        by_field.setdefault(one.field, []).append(one.rank)
        by_theme.setdefault(one.theme, []).append(one.rank)
        by_owner.setdefault(one.course.owner, []).append(one.rank)
    keys = tuple(course.key for course in courses)
    return RelatedIndex(catalogue, keys, traits, by_cell, by_field, by_theme, by_owner)


def _traits_of(catalogue: Catalogue, course: AnyCourse, rank: int) -> _Traits:
    known = catalogue.vocabulary.targets
    cells = [
        (known[alignment.target].concept or alignment.target, stage)
        for alignment in course.alignments
        for stage in alignment.stages
    ]
    return _Traits(
        course,
        rank,
        tuple(dict.fromkeys(concept for concept, _ in cells)),
        frozenset(cells),
        frozenset(alignment.target for alignment in course.alignments),
        next(iter(catalogue.fields_of(course)), ""),
        course.theme if isinstance(course, SeriesCourse) else "",
        frozenset(catalogue.districts_of(course)),
    )


def _next_stage(own: _Traits) -> str:
    """The stage above the highest that the course is aligned to; "" where there is none."""
    last = max((_STAGES.index(stage) for _, stage in own.cells), default=len(_STAGES))
    return _STAGES[last + 1] if last + 1 < len(_STAGES) else ""


def _score(own: _Traits, other: _Traits) -> int:
    return (
        _SAME_CELL * len(own.cells & other.cells)
        + _SAME_TARGET * len(own.targets & other.targets)
        + _SAME_FIELD * (own.field == other.field)
        + _SAME_GRADES * (not set(own.course.grades).isdisjoint(other.course.grades))
        + _NEARBY * (not own.districts.isdisjoint(other.districts))
        + _NEARBY * (own.course.owner == other.course.owner)
        + _NEARBY * (own.course.origin.kind == other.course.origin.kind)
    )


def _step_score(own: _Traits, other: _Traits) -> int:
    return (
        _SAME_THEME * bool(own.theme and own.theme == other.theme)
        + _SAME_CELL * len(set(own.concepts).intersection(other.concepts))
        + _SAME_TARGET * len(own.targets & other.targets)
        + _NEARBY * (not own.districts.isdisjoint(other.districts))
        + _NEARBY * (own.course.origin.kind == other.course.origin.kind)
    )
