"""All Word documents of a course, from the data that its PDFs are made of: one source, two renderings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from course_catalogue.downloads import FAMILIES, PUPILS, TEACHING, WHOLE
from course_catalogue.packs.word.document_file import Draw, WordFile
from course_catalogue.packs.word.handbook import add_handbook
from course_catalogue.packs.word.lesson_plan import add_lesson_plans, add_session
from course_catalogue.packs.word.letter import add_letter
from course_catalogue.packs.word.worksheet import add_worksheets, set_sheet_type
from course_catalogue.pictures.store import StoredPicture

Pack = dict[str, Any]


@dataclass(frozen=True, slots=True)
class WordDocument:
    """One document of a course. `kind` is its address's (see addresses.word_of), `title` what it calls itself.

    On the course's page it stands `beside` the PDF of that kind, for an `audience` of downloads.AUDIENCES.
    """

    kind: str
    title: str
    add: Callable[[WordFile, Pack], None]
    beside: str
    shown_as: str
    audience: str
    file_word: str
    session: int = 0


def word_documents(
    data: Pack, day: date, pictures: Mapping[str, StoredPicture], draw: Draw
) -> Iterator[tuple[str, bytes]]:
    """Kind and bytes of each document.

    `data` are those of series_pack_data or handbook_data, `pictures` those that they name, `day` is written into the
    files, `draw` gives a diagram as PNG.
    """
    drawn: dict[int, bytes] = {}  # plans, worksheets and sessions show the same ones

    def once(part: dict[str, Any]) -> bytes:
        if id(part) not in drawn:
            drawn[id(part)] = draw(part)
        return drawn[id(part)]

    for document in documents_of(data):
        word = WordFile(data["frame"], document.title, day, pictures, once)
        set_sheet_type(word, data["young"])
        document.add(word, data)
        yield document.kind, word.content()


def documents_of(data: Pack) -> Iterator[WordDocument]:
    """The documents that there are for these data."""
    if "lessons" not in data:
        yield WordDocument("handbook", "研学手册", add_handbook, WHOLE, "研学手册", PUPILS, "研学手册")
        yield _LETTER
        return
    yield WordDocument("lesson-plan", "教案", add_lesson_plans, "lesson-plan", "全部教案", TEACHING, "教案")
    if data["worksheets"]:
        yield WordDocument("worksheets", "学习单", add_worksheets, "booklet", "学习单合订本", PUPILS, "学习单")
    yield _LETTER
    for lesson in data["lessons"]:
        number = lesson["number"]
        kind = f"session-{number:02}"
        yield WordDocument(
            kind, f"第 {number} 课时教案与学习单", partial(add_session, number=number),
            kind, lesson["title"], TEACHING, f"第{number:02}课时", number,
        )  # fmt: skip


def _letter(word: WordFile, data: Pack) -> None:
    add_letter(word, data["letter"])


_LETTER = WordDocument("letter", "知情同意书", _letter, "letter", "致家长的信和回执", FAMILIES, "致家长的信")
