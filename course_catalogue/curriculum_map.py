"""Which courses take up which part of the science standard at which stage: the curriculum map and its gaps."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from course_catalogue.model import AnyCourse
from course_catalogue.vocabulary import Concept, Target, Vocabulary

STAGES = ("S1", "S2", "S3", "S4")
"""The stages (学段) of the science standard; high school has one of its own."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A concept or a content at a stage, with the courses that are aligned to it there.

    `is_taught`: the vocabulary says so; `is_doubtful`: of that it has little evidence (`confidence: low`).
    """

    stage: str
    is_taught: bool
    is_doubtful: bool
    courses: tuple[AnyCourse, ...]

    @property
    def is_gap(self) -> bool:
        return self.is_taught and not self.courses


@dataclass(frozen=True, slots=True)
class ContentRow:
    """A 学习内容; one cell for each of STAGES."""

    target: Target
    cells: tuple[Cell, ...]

    @property
    def is_doubtful(self) -> bool:
        return any(cell.is_doubtful for cell in self.cells)


@dataclass(frozen=True, slots=True)
class ConceptRow:
    """A core concept; one cell for each of STAGES, in which a course is counted once whatever it takes up of it."""

    concept: Concept
    cells: tuple[Cell, ...]
    contents: tuple[ContentRow, ...]


def curriculum_map(vocabulary: Vocabulary, courses: Iterable[AnyCourse]) -> tuple[ConceptRow, ...]:
    """A row for each core concept, in the order of the standard; courses stay in their order."""
    having = _having(vocabulary, courses)
    return tuple(_concept_row(vocabulary, concept, having) for concept in vocabulary.concepts.values())


def _having(vocabulary: Vocabulary, courses: Iterable[AnyCourse]) -> dict[tuple[str, str], dict[str, AnyCourse]]:
    """By (id of a concept or content, stage) the courses by their keys: one walk over all alignments."""
    having: dict[tuple[str, str], dict[str, AnyCourse]] = {}
    for course in courses:
        for alignment in course.alignments:
            concept = vocabulary.targets[alignment.target].concept
            for stage in alignment.stages if concept else ():
                having.setdefault((alignment.target, stage), {})[course.key] = course
                having.setdefault((concept, stage), {})[course.key] = course
    return having


def _concept_row(
    vocabulary: Vocabulary, concept: Concept, having: Mapping[tuple[str, str], Mapping[str, AnyCourse]]
) -> ConceptRow:
    contents = tuple(
        ContentRow(target, tuple(_content_cell(target, stage, having) for stage in STAGES))
        for target in (vocabulary.targets[name] for name in concept.targets)
    )
    cells = tuple(
        _concept_cell(stage, [row.cells[column] for row in contents], having.get((concept.id, stage), {}))
        for column, stage in enumerate(STAGES)
    )
    return ConceptRow(concept, cells, contents)


def _content_cell(target: Target, stage: str, having: Mapping[tuple[str, str], Mapping[str, AnyCourse]]) -> Cell:
    is_taught = stage in target.stages
    return Cell(
        stage,
        is_taught,
        is_taught and target.confidence == "low" and stage not in target.sure_stages,
        tuple(having.get((target.id, stage), {}).values()),
    )


def _concept_cell(stage: str, below: list[Cell], courses: Mapping[str, AnyCourse]) -> Cell:
    """A concept is taught where one of its contents is, and that is doubtful where all of them are."""
    taught = [cell for cell in below if cell.is_taught]
    return Cell(stage, bool(taught), bool(taught) and all(cell.is_doubtful for cell in taught), tuple(courses.values()))
