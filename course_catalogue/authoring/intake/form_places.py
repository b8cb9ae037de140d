"""Where a field stands in the Word or Excel form that was mailed: what its sender looks for to fill it in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from course_catalogue.authoring.office import Left, RefusedFile
from course_catalogue.authoring.office.labels import matching, numbered
from course_catalogue.authoring.office.package import opened
from course_catalogue.authoring.office.workbook_file import sheets_of
from course_catalogue.field_names import without_names
from course_catalogue.office_forms.layout import ARROW, Field, Form, Section, Table, form_of
from course_catalogue.schemas import Schemas

_NUMBER = re.compile(r" [0-9、～]+\Z")


@dataclass(frozen=True, slots=True)
class FormPlaces:
    """`cells` are the places of a workbook's cells, by section and label; a document has none."""

    form: Form
    schemas: Schemas
    cells: Mapping[tuple[str, str], str] = field(default_factory=dict)

    def words(self, readable: str) -> str:
        """课时 3 › 环节 2 › 分钟 as “课时 3”里的“教学过程”，环节 2 › 分钟; in a workbook with the cell, where there is one.

        A way that stands nowhere in the form stays as it is, without names of fields of the file format.
        """
        way = without_names(readable)
        words = way.split(ARROW)
        for section in self.form.sections:
            list_of = self.schemas.readable(self.form.kind, section.steps) if section.repeats else ""
            if way in (section.title, without_names(list_of)) and section.repeats:
                return f"“{section.title} 1”起的各份"
        found = self._section(words)
        if found is None:
            return way
        section, title, rest = found
        part, length = self._part(section, rest)
        if part is None:
            return f"“{title}”里“{ARROW.join(rest)}”的各栏"
        whole = isinstance(part, Field) and not part.is_list
        start = length - 1 if _NUMBER.search(rest[length - 1]) else length
        behind = "" if whole else ARROW.join(rest[start:])
        cell = self.cells.get((title, part.label))
        place = f"{cell}（{part.label}）" if cell else f"“{title}”里的“{part.label}”"
        return f"{place}，{behind}" if behind else place

    def holds(self, readable: str, left: Left) -> bool:
        """Whether what was left was written for this field, or in this list: a table's rows, the sessions."""
        if not left.steps:
            place = self.words(readable)
            return place.startswith(f"{left.place}（") or place.replace("里的", " › ") == left.place
        lists = (left.steps[:end] for end, step in enumerate(left.steps) if isinstance(step, int))
        ways = {self.schemas.readable(self.form.kind, steps) for steps in (left.steps, *lists)}
        return without_names(readable) in ways

    def _section(self, words: list[str]) -> tuple[Section, str, list[str]] | None:
        """The section, its title in the file (课时 3), and the way on from there."""
        for section in self.form.sections:
            if section.repeats and _NUMBER.sub("", words[0]) == section.title and words[0] != section.title:
                return (section, words[0], words[1:]) if len(words) > 1 else None
        for section in self.form.sections:
            if not section.repeats and (self._part(section, words)[0] or _has_group(section, words)):
                return section, section.title, words
        return None

    def _part(self, section: Section, words: list[str]) -> tuple[Field | Table | None, int]:
        """The field or table that a way leads to or into, and how many of its words name it."""
        best: tuple[Field | Table | None, int] = (None, 0)
        for part in section.parts:
            if not part.is_asked:
                continue
            label = part.label.split(ARROW)
            item = str(self.schemas.resolve(dict(part.schema.get("items", {}))).get("title", label[-1]))
            named = [_NUMBER.sub("", word) for word in words[: len(label)]]
            if named in (label, [*label[:-1], item]) and len(label) > best[1]:
                best = (part, len(label))
        return best


def _has_group(section: Section, words: list[str]) -> bool:
    return any(part.label.startswith(f"{ARROW.join(words)}{ARROW}") for part in section.parts)


def places_of(kind: str, name: str, content: bytes, schemas: Schemas) -> FormPlaces:
    """The places of a mailed form of `kind`."""
    form = form_of(kind, schemas)
    if not name.lower().endswith(".xlsx"):
        return FormPlaces(form, schemas)
    try:
        sheets, _ = sheets_of(name, opened(name, content), content)
    except RefusedFile:
        return FormPlaces(form, schemas)
    cells: dict[tuple[str, str], str] = {}
    for sheet in sheets:
        word, number = numbered(sheet.title)
        section = next((one for one in form.sections if one.title == (word if one.repeats else sheet.title)), None)
        if section is None:
            continue
        title = f"{section.title} {number}" if section.repeats else section.title
        labels = [part.label for part in section.parts]
        for row in sheet.rows:
            label = matching(row.cells[0].text, labels) if row.cells else None
            part = next((one for one in section.parts if one.label == label), None)
            if part is not None:
                wide = not isinstance(part, Table) and len(row.cells) > 1
                cells.setdefault((title, part.label), row.cells[1 if wide else 0].place)
    return FormPlaces(form, schemas, cells)
