"""Which section of a form a sheet or a part of a document is: by its name, else by what stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

from course_catalogue.authoring.office.cells import Sheet
from course_catalogue.authoring.office.labels import key, matching, numbered
from course_catalogue.office_forms.layout import Form, Section, Table

Found = tuple[Section | None, int | None]
"""A section, with its number where it repeats."""
_ENOUGH = 3
"""Names of a section by which a sheet is known without its title."""


def fits(section: Section, title: str) -> tuple[bool, int | None]:
    """Whether a sheet or heading is this section, and which number of it."""
    if not section.repeats:
        return key(title) == key(section.title), None
    word, number = numbered(title)
    return word == key(section.title) and number is not None, number


def section_named(form: Form, title: str) -> Found:
    for section in form.sections:
        is_it, number = fits(section, title)
        if is_it:
            return section, number
    return None, None


def names_in(section: Section, sheet: Sheet) -> set[str]:
    """The names of fields and tables, and of columns, that stand in a sheet where a form has them."""
    labels = [part.label for part in section.parts]
    columns = [column.label for part in section.parts if isinstance(part, Table) for column in part.columns]
    found: set[str] = set()
    for row in sheet.rows:
        first = row.cells[1] if row.is_paragraph else row.cells[0]
        if label := matching(first.text, labels):
            found.add(label)
        elif len(section.parts) == 1 and len(row.filled) > _ENOUGH:  # a long table: its head is all that it has
            found |= {label for _, cell in row.filled if (label := matching(cell.text, columns))}
    return found


def by_content(form: Form, sheet: Sheet, others: Sequence[Found], place: int) -> Found:
    """The section that a sheet of another name must be: its first cell still says so, or it has names of no other one.

    `others` are the sections of all sheets, this one's at `place`; one that stands alone is not looked for again. Without a
    number of its own, a sheet gets the first free one behind that of the sheet before it.
    """
    there = {section.title for section, _ in others if section is not None and not section.repeats}
    numbers = {number for section, number in others if section is not None and section.repeats}
    open_ones = [section for section in form.sections if section.title not in there]
    first = next((cell.text for row in sheet.rows[:1] for _, cell in row.filled[:1]), "")
    for section in open_ones:
        is_it, number = fits(section, first)
        if is_it and number not in numbers:
            return section, number
    counted = sorted(((len(names_in(section, sheet)), place) for place, section in enumerate(open_ones)), reverse=True)
    if not counted or counted[0][0] < _ENOUGH or (len(counted) > 1 and counted[1][0] == counted[0][0]):
        return None, None
    section = open_ones[counted[0][1]]
    if not section.repeats:
        return section, None
    own = numbered(sheet.title)[1]
    before = next((number for _, number in reversed(others[:place]) if number), 0)
    free = next(number for number in count(before + 1) if number not in numbers)
    return section, own if own and own not in numbers else free
