"""A form as a Word document: a first heading a section, a second one a field or a table, short fields as rows of a table.

The same styles, fonts and page as the packs have. Texts stand as they are written, marks and all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from course_catalogue.hint_words import NOTHING
from course_catalogue.office_forms.instructions import FORM_HEAD, guide_of, title_of
from course_catalogue.office_forms.layout import NUMBER_COLUMN, SAMPLE, Field, Form, Shape, Table
from course_catalogue.office_forms.own_words import properties_of
from course_catalogue.office_forms.samples import sample_row, side_note
from course_catalogue.office_forms.sections import copies_of, parts_of
from course_catalogue.office_forms.shown import Shown, at, rows, shown
from course_catalogue.packs.word.document_file import TEXT_WIDTH, WordFile
from course_catalogue.packs.word.oxml import Element, clean, paragraph, run, w
from course_catalogue.packs.word.tables import row, shared, table, thin_line
from course_catalogue.schemas import Schemas

_FIXED = date(2000, 1, 1)
_SHORT_TEXT = 40
"""Characters of a text up to which it stands in a row of a table, not below a heading."""
_SPARE_ROWS = 4
_FORM_WIDTHS = (42.0, 64.0, 54.0)
_NUMBER_WIDTH = 12.0


def word_form(form: Form, schemas: Schemas, copies: int, data: Mapping[str, Any] | None = None) -> bytes:
    """A .docx: empty with samples, or with `data`; `copies` of each section that repeats, or as many as it needs."""
    title = title_of(form)
    frame = {"title": title, "id": "", "edition": "", "owner": "", "footer": "", "keywords": [], "notice": ""}
    word = WordFile(frame, title, _FIXED, {}, lambda _: b"")
    word.set_properties(properties_of(form, schemas))
    word.add(paragraph("Title", *run(title)))
    word.add(*(paragraph("ListBullet", *run(line)) for line in guide_of(form)))
    for section in form.sections:
        for number, own in copies_of(section, data, copies):
            word.add(
                paragraph("Heading1", *run(f"{section.title} {number}" if number else section.title), new_page=True)
            )
            word.add(
                *_parts(parts_of(form, section, own), own, schemas, is_first=number <= 1, has_samples=data is None)
            )
    return word.content()


def _parts(
    parts: Sequence[Field | Table], data: Mapping[str, Any], schemas: Schemas, *, is_first: bool, has_samples: bool
) -> Iterator[Element]:
    """`is_first`: the section that shows hints, and sample rows where there are any."""
    for short, group in groupby(parts, _is_short):
        if short:
            yield _short_fields([part for part in group if isinstance(part, Field)], data, schemas, is_first=is_first)
            yield thin_line()
            continue
        for part in group:
            if len(parts) > 1:  # else the section has its name
                yield paragraph("Heading2", *run(f"{part.due} {part.label}".strip()))
            if is_first:
                yield paragraph("Note", *run(part.hint), keep=True)
            if isinstance(part, Table):
                yield _table(part, data, schemas, has_sample=is_first and has_samples)
                yield thin_line()
            else:
                yield from _long_field(part, at(data, part.steps), schemas)


def _is_short(part: Field | Table) -> bool:
    if isinstance(part, Table) or part.is_list or part.shape not in (Shape.ONE, Shape.SHORT_LIST):
        return False
    return (
        part.shape is Shape.SHORT_LIST
        or "enum" in part.schema
        or "pattern" in part.schema
        or part.schema.get("maxLength", 0) <= _SHORT_TEXT
    )


def _short_fields(fields: Sequence[Field], data: Mapping[str, Any], schemas: Schemas, *, is_first: bool) -> Element:
    lines = [row(_FORM_WIDTHS, [[paragraph("TableHead", *run(words))] for words in FORM_HEAD], head=True)]
    for part in fields:
        value = at(data, part.steps)
        text = "" if value is None else shown(part, value, schemas)
        cells = [
            [paragraph("TableLabel", *run(f"{part.due} {part.label}".strip()))],
            [_words("TableText", text)],
            [_words("TableText", side_note(part, schemas) if is_first else "")],
        ]
        lines.append(row(_FORM_WIDTHS, cells, may_break=True))
    return table("CourseTable", list(_FORM_WIDTHS), lines, headed=True)


def _long_field(part: Field, value: Any, schemas: Schemas) -> Iterator[Element]:
    if value is None:
        yield paragraph("Normal")
    elif part.is_list:
        yield from (_words("Normal", text) for text in rows(part, value, schemas))
    else:
        yield from (_words("Normal", line) for line in str(shown(part, value, schemas)).split("\n"))


def _table(part: Table, data: Mapping[str, Any], schemas: Schemas, *, has_sample: bool) -> Element:
    widths = [_NUMBER_WIDTH, *shared(TEXT_WIDTH - _NUMBER_WIDTH, [_weight(column) for column in part.columns])]
    heads = [NUMBER_COLUMN, *(f"{column.due} {column.label}".strip() for column in part.columns)]
    lines = [row(widths, [[paragraph("TableHead", *run(words))] for words in heads], head=True)]
    values = at(data, part.steps)
    filled: list[list[Shown]] = [
        ["" if (value := at(item, column.steps)) is None else shown(column, value, schemas) for column in part.columns]
        for item in values or ()
    ]
    if values is not None and not values:
        filled = [[NOTHING, *[""] * (len(part.columns) - 1)]]
    if has_sample:
        lines.append(_line(widths, SAMPLE, sample_row(part, schemas)))
    empty: list[Shown] = [""] * len(part.columns)
    for number in range(1, max(len(filled), min(part.most, _SPARE_ROWS)) + 1):
        lines.append(_line(widths, number, filled[number - 1] if number <= len(filled) else empty))
    return table("CourseTable", widths, lines, headed=True, alt=part.label)


def _line(widths: Sequence[float], number: Shown, cells: Sequence[Shown]) -> Element:
    return row(widths, [[_words("TableText", text)] for text in (number, *cells)], may_break=True)


def _weight(column: Field) -> float:
    longest = column.schema.get("maxLength", 0)
    if column.shape in (Shape.OUTLINE, Shape.GRID):
        return 3
    return 1 if not longest or "enum" in column.schema else 1.5 if longest < 20 else 2 if longest <= 60 else 3.5


def _words(style: str, text: Shown) -> Element:
    """A paragraph of a text as it is: packs set H₂O in small digits, which a form would give back as another text."""
    made = w("r")
    for index, line in enumerate(clean(str(text)).split("\n")):
        if index:
            made.append(w("br"))
        words = w("t")
        words.text = line
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        made.append(words)
    return paragraph(style, made) if text != "" else paragraph(style)
