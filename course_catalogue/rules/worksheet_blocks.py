"""Where the blocks of worksheets and record pages stand in a course."""

from __future__ import annotations

from collections.abc import Iterator

from course_catalogue.model import PremiumCourse, SeriesCourse
from course_catalogue.parts import Block
from course_catalogue.rules.rule import Steps


def blocks_of(course: object) -> Iterator[tuple[Steps, Block]]:
    """Each block with the steps to it; an extension course has none."""
    if isinstance(course, SeriesCourse):
        for number, session in enumerate(course.sessions):
            for index, block in enumerate(session.worksheet.blocks if session.worksheet else ()):
                yield ("sessions", number, "worksheet", "blocks", index), block
    elif isinstance(course, PremiumCourse):
        for number, task in enumerate(course.tasks):
            for index, block in enumerate(task.record):
                yield ("tasks", number, "record", index), block
