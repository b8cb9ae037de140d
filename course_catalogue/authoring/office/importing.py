"""A file that somebody has filled, to data: the way in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from course_catalogue.authoring.numbering import without_own_numbers
from course_catalogue.authoring.office import word_file, workbook_file
from course_catalogue.authoring.office.cells import Cell, Sheet
from course_catalogue.authoring.office.conversion import holds_several
from course_catalogue.authoring.office.field_reading import Notes
from course_catalogue.authoring.office.labels import key
from course_catalogue.authoring.office.package import Package, opened
from course_catalogue.authoring.office.section_reading import read_section
from course_catalogue.authoring.office.sections_found import by_content, fits, names_in, section_named
from course_catalogue.authoring.office.values_read import Imported, Left, RefusedFile, Understood, not_understood
from course_catalogue.authoring.office.what_follows import with_what_follows
from course_catalogue.loading import Rulebook
from course_catalogue.nearest import folded
from course_catalogue.office_forms.instructions import GUIDE, TITLE, title_of
from course_catalogue.office_forms.layout import Form, Section, form_of
from course_catalogue.office_forms.own_words import OwnWords, Use, own_words
from course_catalogue.office_forms.samples import EXAMPLE
from course_catalogue.personal_numbers import masked
from course_catalogue.schemas import Schemas
from course_catalogue.sources import KINDS

_FORMAT = 1
_FEW_REASONS = 3
_LONGEST_LINE = 12
"""Characters of a plain line that may begin a section."""


def imported(name: str, content: bytes, rulebook: Rulebook, exhibits: Iterable[str] = ()) -> Imported:
    """The course in a filled .docx or .xlsx; RefusedFile where the file cannot or may not be read.

    `exhibits` are names that bases have given; only those that hold a comma or the like are asked for.
    """
    package = opened(name, content)
    forms = [form_of(kind, rulebook.schemas, rulebook.vocabulary) for kind in KINDS]
    if package.kind == "excel":
        sheets, left = workbook_file.sheets_of(name, package, content)
    else:
        sheets, left = _of_word(name, package, forms)
    notes = Notes([Understood("整个文件", words, "不影响文字") for words in package.told], list(left))
    notes.names = frozenset(folded(one) for one in exhibits if holds_several(one))
    form = _form(name, sheets, forms, notes)
    own = own_words(form, rulebook.schemas, package.own_words)
    _tell_margins(package, own, notes)
    _tell_comments(sheets, own, notes)
    data = with_what_follows(_data(form, sheets, rulebook.schemas, own, notes), form, rulebook.vocabulary, notes)
    if not data:
        raise RefusedFile(_nothing_read(name, notes))
    is_said_draft = data.get("status") == "draft"
    status = data.pop("status", "draft")
    if status != "draft" and not_understood(notes.left):
        notes.understood.append(
            Understood("整个文件", f"状态 {status}", "先作草稿（draft）：还有没读懂的地方，改好再送评")
        )
        status = "draft"
    return Imported(
        form.kind,
        {"format": _FORMAT, "status": status, **data},
        tuple(Understood(masked(one.place), masked(one.found), masked(one.taken)) for one in notes.understood),
        tuple(
            replace(one, place=masked(one.place), found=masked(one.found), why=masked(one.why)) for one in notes.left
        ),
        package.pictures,
        is_said_draft,
        tuple(notes.sound_ids),
    )


def _tell_margins(package: Package, own: OwnWords, notes: Notes) -> None:
    """What somebody has written into the header or the footer of a document, once each."""
    for place, text in dict.fromkeys(word_file.margins_of(package)):
        if not own.has(text, Use.HINT):
            notes.leave(Cell(None, place), text, f"{place}里的字没有读入：要的话请写到正文里", is_aside=True)


def _tell_comments(sheets: Iterable[Sheet], own: OwnWords, notes: Notes) -> None:
    """What somebody has written beside a cell of a workbook.

    A form has such notes of its own; forms of before these were marked are known by the line of their example.
    """
    for comment in (one for sheet in sheets for one in sheet.comments):
        if not own.has(comment.text, Use.HINT) and EXAMPLE not in comment.text:
            notes.leave(comment, comment.text, "批注没有读入：要的话请写到格子里", is_aside=True)


def _nothing_read(name: str, notes: Notes) -> str:
    if not notes.left:
        return f"{name} 里没有读到填写的内容：请填在网站上的模板里，写着“示例”的行不算"
    reasons = "；".join(f"{one.place}“{masked(one.found)}”{one.why}" for one in notes.left[:_FEW_REASONS])
    more = f"；这样的地方一共 {len(notes.left)} 处" if len(notes.left) > _FEW_REASONS else ""
    return f"{name} 里的内容都没有读进来：{reasons}{more}"


def _of_word(name: str, package: Package, forms: Sequence[Form]) -> tuple[list[Sheet], list[Left]]:
    """The sections of a document: by its headings, and only where none of them is numbered also by plain lines (课时 3).

    A blackboard may say 第二课时, a worksheet 任务一, and begins no section.
    """
    sections = [section for form in forms for section in form.sections]
    by_headings = word_file.sheets_of(
        name, package, lambda text, is_heading: is_heading and any(fits(section, text)[0] for section in sections)
    )
    numbered_ones = [section for section in sections if section.repeats]
    if any(fits(section, sheet.title)[0] for section in numbered_ones for sheet in by_headings[0]):
        return by_headings
    return word_file.sheets_of(
        name,
        package,
        lambda text, is_heading: any(
            fits(section, text)[0] and (is_heading or (section.repeats and len(text) <= _LONGEST_LINE))
            for section in sections
        ),
    )


def _form(name: str, sheets: Sequence[Sheet], forms: Sequence[Form], notes: Notes) -> Form:
    """The form whose title stands in the file; without one, that whose names are found most."""
    texts = [cell.text for sheet in sheets[:2] for row in sheet.rows[:4] for _, cell in row.filled]
    for form in forms:
        if any(key(title_of(form)) in key(text) for text in texts):
            return form
    counts = {form.kind: _known_names(form, sheets) for form in forms}
    best = max(forms, key=lambda form: counts[form.kind])
    if counts[best.kind] < 3:
        raise RefusedFile(f"{name} 看不出是哪一种填写表：请用网站上的模板填写，栏目的名称不要改")
    place = Cell(None, "整个文件")
    notes.understand(place, f"没有“……{TITLE}”这个标题", f"按“{best.title}”读（认出 {counts[best.kind]} 个栏目）")
    return best


def _known_names(form: Form, sheets: Sequence[Sheet]) -> int:
    found = ((section_named(form, sheet.title)[0], sheet) for sheet in sheets)
    return len({(section.title, name) for section, sheet in found if section for name in names_in(section, sheet)})


def _data(form: Form, sheets: Sequence[Sheet], schemas: Schemas, own: OwnWords, notes: Notes) -> dict[str, Any]:
    """What all sections hold."""
    data: dict[str, Any] = {}
    read: set[str] = set()
    numbered_items: dict[tuple[str, ...], list[tuple[int, Sheet, dict[str, Any]]]] = {}
    titled = [section_named(form, sheet.title) for sheet in sheets]
    for place, sheet in enumerate(sheets):
        section, number = titled[place]
        if section is None:
            section, number = by_content(form, sheet, titled, place)
        if section is None:
            _tell_other_sheet(form, sheet, titled, own, notes)
            continue
        inside = Notes(steps=(*section.steps, number - 1) if section.repeats and number else (), names=notes.names)
        found = read_section(section, sheet, schemas, own, inside)
        if sheet.is_hidden:
            if found or inside.left:
                notes.leave(Cell(None, sheet.place), sheet.title, "工作表是隐藏的，没有读入：要的话请取消隐藏")
            continue
        if (found or inside.left) and (section, number) not in titled:
            words = f"按“{section.title}{f' {number}' if number else ''}”读：名称改了，里面的栏目是它的"
            notes.understand(Cell(None, sheet.place), sheet.title, words)
            titled[place] = section, number
        notes.understood += inside.understood
        notes.left += inside.left
        notes.exhibits += inside.exhibits
        if section.repeats and number is not None:
            numbered_items.setdefault(section.steps, []).append((number, sheet, found))
        elif found and section.title in read:
            notes.leave(
                Cell(None, sheet.place), sheet.title, f"“{section.title}”不止一处，只读了前面的：贴重了请删去一份"
            )
        else:
            _merge(data, found)
            read |= {section.title} if found else set()
    for section in form.sections:
        if items := _in_order(section, numbered_items.get(section.steps, []), notes):
            data[section.steps[0]] = items
    order = list(schemas.by_name[form.kind]["properties"])
    return {name: data[name] for name in sorted(data, key=order.index)}


def _merge(into: dict[str, Any], found: dict[str, Any]) -> None:
    for name, value in found.items():
        if isinstance(value, dict) and isinstance(into.get(name), dict):
            _merge(into[name], value)
        else:
            into[name] = value


def _tell_other_sheet(
    form: Form, sheet: Sheet, titled: Sequence[tuple[Section | None, int | None]], own: OwnWords, notes: Notes
) -> None:
    """A sheet or a beginning that is no section, unless it says only what the template says."""
    cells = [cell for row in sheet.rows for _, cell in row.filled if not own.has(cell.text, Use.HINT)]
    if not cells:
        return
    there = {section.title for section, _ in titled if section}
    lacking = "、".join(f"“{section.title}”" for section in form.sections if section.title not in there)
    names = "、".join(f"“{section.title}{' 1' if section.repeats else ''}”" for section in form.sections)
    why = f"没有读入：只读名为{names}的部分（共 {len(cells)} 处内容没有读）"
    why += f"；文件里没有{lacking}，改了名的话请改回来" if lacking and sheet.title else ""
    is_old_guide = not own.is_marked and (key(sheet.title) == key(GUIDE) or all(cell.is_aside for cell in cells))
    is_of_a_program = sheet.is_hidden and not lacking  # such as WpsReserved
    why = f"工作表是隐藏的，{why}" if sheet.is_hidden else why
    notes.leave(Cell(None, sheet.place), cells[0].text, why, is_aside=is_old_guide or is_of_a_program)


def _in_order(
    section: Section, items: Sequence[tuple[int, Sheet, dict[str, Any]]], notes: Notes
) -> list[dict[str, Any]]:
    """The items that are filled in, by their numbers; gaps and doubled numbers are told."""
    filled = sorted((item for item in items if item[2]), key=lambda item: item[0])
    given = [number for number, _, _ in filled]
    place = Cell(None, f"“{section.title}”")
    if doubled := sorted({number for number in given if given.count(number) > 1}):
        words = "、".join(map(str, doubled))
        notes.understand(place, f"编号 {words} 不止一个", "按文件里的先后排，后面的编号顺延")
    if given and sorted(set(given)) != list(range(1, len(set(given)) + 1)):
        missing = [number for number in range(1, max(given)) if number not in given]
        words = "、".join(map(str, missing))
        notes.understand(place, f"{section.title} {words} 空着或没有", f"后面的往前移，一共 {len(filled)} 个")
    _bare_titles(section, [(number, item) for number, _, item in filled if "title" in item], notes)
    return [item for _, _, item in filled]


def _bare_titles(section: Section, titled: Sequence[tuple[int, dict[str, Any]]], notes: Notes) -> None:
    """Take the numbers out of titles, which stand before them wherever they are shown; the numbers of items are the file's."""
    bare = without_own_numbers(item["title"] for _, item in titled)
    for (number, item), title in zip(titled, bare, strict=True):
        if title != item["title"]:
            place = Cell(None, f"“{section.title} {number}”")
            notes.understand(place, item["title"], f"去掉名称前的编号：{title}")
            item["title"] = title
