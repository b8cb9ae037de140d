"""What a form says itself, so that whoever reads it filled in takes no word of it for the sender's.

The words come from the schema, and the schema goes on while a form lies in a mailbox. So a form carries marks (short
digests) of its own words in its document properties, which Word, Excel, WPS and LibreOffice keep when they save.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from hashlib import sha256

from course_catalogue.office_forms.instructions import GUIDE, guide_of, title_of
from course_catalogue.office_forms.layout import Field, Form, Table
from course_catalogue.office_forms.samples import head_note, sample_row, side_note
from course_catalogue.schemas import Schemas

PROPERTY = "course-catalogue-own-words"
"""The name of a document property with marks; a number stands behind it, as there are several."""
_MARK = 8
_LONGEST_PROPERTY = 240
"""Characters: Excel and Word show no property of more than 255."""
_MOST_MARKS = 4000


class Use(Enum):
    """Where a form says something: the same word may be a sample in one place and somebody's answer in another."""

    HINT = "what to write, and how to fill in"
    LABEL = "the name of a field, a table or a section"
    SAMPLE = "a value in a row of samples"


@dataclass(frozen=True, slots=True)
class OwnWords:
    """`is_marked`: the file carries the marks of its own words; without them only the words of today are known."""

    marks: frozenset[str]
    is_marked: bool = False

    def has(self, text: str, use: Use) -> bool:
        return _mark(text, use) in self.marks


def own_words(form: Form, schemas: Schemas, properties: Iterable[str] = ()) -> OwnWords:
    """The words of a form as it would be made today, and those whose marks a file carries."""
    carried = "".join(properties)[: _MOST_MARKS * _MARK]
    marks = {carried[place : place + _MARK] for place in range(0, len(carried), _MARK)}
    return OwnWords(frozenset({*marks, *_marks(form, schemas)}), is_marked=bool(marks))


def properties_of(form: Form, schemas: Schemas) -> dict[str, str]:
    """The document properties of a form, by name."""
    marks = "".join(sorted(set(_marks(form, schemas))))
    cuts = range(0, len(marks), _LONGEST_PROPERTY)
    return {f"{PROPERTY}-{number}": marks[cut : cut + _LONGEST_PROPERTY] for number, cut in enumerate(cuts, start=1)}


def _marks(form: Form, schemas: Schemas) -> Iterator[str]:
    for text in (title_of(form), GUIDE, *guide_of(form)):
        yield _mark(text, Use.HINT)
    for section in form.sections:
        yield _mark(section.title, Use.LABEL)
        for part in section.parts:
            yield _mark(part.label, Use.LABEL)
            yield _mark(part.hint, Use.HINT)
            if isinstance(part, Field):
                yield from _note_marks(part, schemas)
            else:
                yield from _table_marks(part, schemas)


def _note_marks(field: Field, schemas: Schemas) -> Iterator[str]:
    for note in (side_note, head_note):
        yield _mark(note(field, schemas), Use.HINT)


def _table_marks(table: Table, schemas: Schemas) -> Iterator[str]:
    for column, sample in zip(table.columns, sample_row(table, schemas), strict=True):
        yield _mark(column.label, Use.LABEL)
        yield _mark(head_note(column, schemas), Use.HINT)
        yield _mark(str(sample), Use.SAMPLE)


def _mark(text: str, use: Use) -> str:
    bare = "".join(text.split()).lstrip("★☆")
    return sha256(f"{use.name}:{bare}".encode(errors="replace")).hexdigest()[:_MARK]
