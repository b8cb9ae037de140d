"""What the notes of the samples say of their sessions is what the sessions say of themselves."""

from __future__ import annotations

import re

import pytest
from written import PROJECT, TODAY

from course_catalogue.loading import load_catalogue
from course_catalogue.model import SeriesCourse

SESSIONS = re.compile(r"第 ([0-9～、]+) 课时")
SERIES = [course for course in load_catalogue(PROJECT, TODAY).catalogue.series if course.sessions]


def numbers(words: str) -> list[int]:
    """2～4、7 as 2, 3, 4, 7."""
    spans = [list(map(int, part.split("～"))) for part in words.split("、")]
    return [number for span in spans for number in range(span[0], span[-1] + 1)]


@pytest.mark.parametrize("course", SERIES, ids=[course.id for course in SERIES])
def test_notes_on_the_curriculum_name_the_sessions_that_name_it(course: SeriesCourse) -> None:
    for alignment in course.origin.document.data.get("alignments", []):
        note = alignment.get("note", "")
        told = sorted(number for words in SESSIONS.findall(note) for number in numbers(words))
        naming = [
            number
            for number, session in enumerate(course.origin.document.data["sessions"], start=1)
            if alignment["target"] in session.get("targets", [])
        ]
        if note.startswith("第") and naming:
            assert told == naming, (alignment["target"], note)
