"""All Word documents of a course, from the data that its PDFs are made of: one source, two renderings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from course_catalogue.packs.word.document_file import WordFile
from course_catalogue.packs.word.handbook import add_handbook
from course_catalogue.packs.word.lesson_plan import add_lesson_plans, add_session
from course_catalogue.packs.word.letter import add_letter
from course_catalogue.packs.word.worksheet import add_worksheets, set_sheet_type
from course_catalogue.pictures.store import StoredPicture

Pack = dict[str, Any]
_Adding = Callable[[WordFile, Pack], None]


def word_documents(data: Pack, day: date, pictures: Mapping[str, StoredPicture]) -> Iterator[tuple[str, bytes]]:
    """Kind (see addresses.word_of) and bytes of each document.

    `data` are those of series_pack_data or handbook_data, `pictures` those that they name, `day` is written into the
    files.
    """
    for kind, title, add in _documents(data):
        word = WordFile(data["frame"], title, day, pictures)
        set_sheet_type(word, data["young"])
        add(word, data)
        yield kind, word.content()


def document_kinds(data: Pack) -> tuple[str, ...]:
    """The kinds that there are for these data, in the order of word_documents."""
    return tuple(kind for kind, _, _ in _documents(data))


def _documents(data: Pack) -> Iterator[tuple[str, str, _Adding]]:
    """Kind, what the document calls itself, and what is in it."""
    if "lessons" not in data:
        yield "handbook", "研学手册", add_handbook
        yield "letter", "知情同意书", _letter
        return
    yield "lesson-plan", "教案", add_lesson_plans
    if data["worksheets"]:
        yield "worksheets", "学习单", add_worksheets
    yield "letter", "知情同意书", _letter
    for lesson in data["lessons"]:
        number = lesson["number"]
        yield f"session-{number:02}", f"第 {number} 课时教案与学习单", partial(add_session, number=number)


def _letter(word: WordFile, data: Pack) -> None:
    add_letter(word, data["letter"])
