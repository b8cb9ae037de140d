"""What a course has to do with the curriculum standards (课标对应): a table, and its place on the map of them all."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from course_catalogue import wording
from course_catalogue.catalogue import Catalogue
from course_catalogue.curriculum_map import STAGES
from course_catalogue.model import AnyCourse, SeriesCourse
from course_catalogue.parts import Alignment

_UNCHECKED = "学段，在词表里还没有与课标原文逐条核对，使用前请查对课标。"


@dataclass(frozen=True, slots=True)
class AlignmentRow:
    """One line; `note` is the author's word on how, `is_marked` puts 待核 beside the name."""

    code: str
    name: str
    note: str
    concept: str
    standard: str
    stages: str
    sessions: str
    is_marked: bool


@dataclass(frozen=True, slots=True)
class AlignmentTable:
    """`standard` is the one that all rows are from, "" where there are several.

    `caution` stands under the table; where most rows would be marked it says so once, and no row is.
    """

    standard: str
    rows: tuple[AlignmentRow, ...]
    caution: str


@dataclass(frozen=True, slots=True)
class CoverageStrip:
    """The curriculum map of one course: (code, name, is covered) of all core concepts, and for each stage that the
    course has how many contents of each it takes up, 0 for none. `covered` counts the concepts; none: no strip."""

    concepts: tuple[tuple[str, str, bool], ...]
    stages: tuple[tuple[str, tuple[int, ...]], ...]
    covered: int


def coverage_strip(catalogue: Catalogue, course: AnyCourse) -> CoverageStrip:
    """What of the science standard's map a course covers."""
    vocabulary = catalogue.vocabulary
    counts: Counter[tuple[str, str]] = Counter()
    for alignment in course.alignments:
        concept = vocabulary.targets[alignment.target].concept
        counts.update((concept, stage) for stage in alignment.stages if concept and stage in STAGES)
    covered = {concept for concept, _ in counts}
    found = {stage for _, stage in counts}
    return CoverageStrip(
        tuple((concept.code, concept.name, concept.id in covered) for concept in vocabulary.concepts.values()),
        tuple(
            (wording.STAGE_LABELS[stage], tuple(counts[concept, stage] for concept in vocabulary.concepts))
            for stage in STAGES
            if stage in found
        ),
        len(covered),
    )


def alignment_table(catalogue: Catalogue, course: AnyCourse) -> AlignmentTable:
    rows = tuple(_row(catalogue, course, alignment) for alignment in course.alignments)
    standards = {row.standard for row in rows}
    standard = standards.pop() if len(standards) == 1 else ""
    marked = [row for row in rows if row.is_marked]
    if not marked:
        return AlignmentTable(standard, rows, "")
    if len(marked) * 2 <= len(rows):
        return AlignmentTable(standard, rows, f"标“待核”的{_UNCHECKED}")
    sure = "".join(f"“{row.code} {row.name}”" for row in rows if not row.is_marked)
    return AlignmentTable(
        standard,
        tuple(replace(row, is_marked=False) for row in rows),
        f"{f'除{sure}外，' if sure else ''}表中的{_UNCHECKED}",
    )


def _row(catalogue: Catalogue, course: AnyCourse, alignment: Alignment) -> AlignmentRow:
    target = catalogue.vocabulary.targets[alignment.target]
    concept = catalogue.vocabulary.concepts.get(target.concept)
    sessions = course.sessions if isinstance(course, SeriesCourse) else ()
    covering = (number for number, session in enumerate(sessions, start=1) if alignment.target in session.targets)
    return AlignmentRow(
        code=target.code,
        name=target.name,
        note=alignment.note,
        concept=f"{concept.code}. {concept.name}" if concept else "",
        standard=target.standard,
        stages="、".join(wording.STAGE_LABELS[stage] for stage in alignment.stages),
        sessions=wording.spans(covering),
        is_marked=target.is_unsure_at(alignment.stages),
    )
