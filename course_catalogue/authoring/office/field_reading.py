"""The cells of one field, to its value; and the notes of a whole file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from course_catalogue.authoring.numbering import COUNTED, without_bullet
from course_catalogue.authoring.office import conversion
from course_catalogue.authoring.office.cells import Cell
from course_catalogue.authoring.office.conversion import Untaken
from course_catalogue.authoring.office.counts import count_in
from course_catalogue.authoring.office.numbering import BULLET
from course_catalogue.authoring.office.outlines import read_outline
from course_catalogue.authoring.office.values_read import Left, SoundId, Understood, shortened
from course_catalogue.hint_words import NOTHING
from course_catalogue.office_forms.layout import Field, Shape
from course_catalogue.schemas import Schemas
from course_catalogue.value_mends import numbered_texts

_NOTHINGS = (NOTHING, "没有", "不用", "不需要", "无。", "/", "—", "——", "-")
_ORDER = re.compile(rf"(?:[(（]?([0-9]{{1,2}})[)）、.．](?![0-9])|([①-⑳])(?!\s*{COUNTED}))\s*")
HIDDEN = "在隐藏（或被筛选掉）的行或列里，没有读入：要的话请取消隐藏"
_OF_SAFETY = ("safety_notes", "measures")
"""The names of fields that hold 安全要求."""
_NAMES = ("title", "name")
_LINE_ENDS = re.compile(r"(?P<latin>(?<=[A-Za-z0-9])[ \u3000]*\n\s*(?=[A-Za-z0-9]))|[ \u3000]*\n\s*")
_OF_EXHIBITS = ("exhibit", "exhibits")
"""The names of fields that refer to exhibits of a base. That of a base itself is a table."""


class ExhibitMeant(NamedTuple):
    place: str
    label: str
    text: str


@dataclass(slots=True)
class Notes:
    """What is to be told of a file. `steps` lead to what is being read. `exhibits` are those that it refers to, as it has them: by name or by id.

    `names` are those of exhibits that a comma or the like does not part, as `folded` has them.
    """

    understood: list[Understood] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    steps: tuple[str | int, ...] = ()
    exhibits: list[ExhibitMeant] = field(default_factory=list)
    sound_ids: list[SoundId] = field(default_factory=list)
    names: frozenset[str] = frozenset()

    def understand(self, cell: Cell, found: str, taken: str) -> None:
        self.understood.append(Understood(cell.place, shortened(found), taken))

    def leave(self, cell: Cell, found: str, why: str, *, is_aside: bool = False) -> None:
        self.left.append(Left(cell.place, shortened(found), why, is_aside, self.steps))


def read_field(part: Field, cells: Sequence[Cell], schemas: Schemas, notes: Notes) -> Any:
    """The value of a field from its cells, in their order; None where nothing is filled in."""
    cells = seen(cells, notes)
    filled = [cell for cell in cells if not cell.is_empty]
    if not filled:
        return None
    for cell in filled:
        if cell.told:
            notes.understand(cell, cell.text, cell.told)
    if part.is_list:
        return _list(part, filled, schemas, notes)
    if is_joined(part):
        return _in_one_line(part, filled[0], _text(part, _without_clocks(part, cells, notes), notes), notes) or None
    for cell in filled[1:]:
        notes.leave(cell, cell.text, f"“{part.label}”只能有一个，已经读了前面的")
    return read_cell(part, filled[0], schemas, notes)


def is_joined(part: Field) -> bool:
    """Whether a field may stand in several cells, one below the other: as a text may, and one value may not."""
    return part.shape is Shape.ONE and part.schema["type"] == "string" and not {"enum", "pattern"} & set(part.schema)


def seen(cells: Sequence[Cell], notes: Notes) -> list[Cell]:
    """The cells that somebody who opens the workbook sees; what stands in others is left and told, once for those of a call."""
    hidden = [cell for cell in cells if cell.is_hidden and not cell.is_empty]
    if hidden:
        notes.leave(hidden[0], "；".join(cell.text for cell in hidden), HIDDEN)
    return [cell for cell in cells if not cell.is_hidden]


def read_cell(part: Field, cell: Cell, schemas: Schemas, notes: Notes) -> Any:
    """The value of a field that stands in one cell; None where it is left out."""
    if part.shape in (Shape.TEXTS, Shape.GRID) and not _without_clocks(part, [cell], notes):
        return None
    if part.steps[-1] in _OF_EXHIBITS:
        return _exhibits(part, cell, notes)
    match part.shape:
        case Shape.SHORT_LIST:
            return _short_list(part, cell, notes)
        case Shape.TEXTS:
            return _items(
                [line.strip() for line in conversion.text_of(cell).split("\n") if line.strip()], cell, part, notes
            )
        case Shape.GRID:
            return [_grid_row(line) for line in conversion.text_of(cell).split("\n") if line.strip()]
        case Shape.OUTLINE:
            group, untaken = read_outline(part.schema, cell, schemas)
            _leave(part, cell, untaken, notes)
            return group or None
    result = conversion.one(part.schema, cell)
    if isinstance(result, Untaken) and (count := _count(part, cell)) is not None:
        notes.understand(cell, cell.text, f"{part.label}：{count}")
        return count
    if isinstance(result, Untaken):
        _leave(part, cell, [result], notes)
        return None
    if result.told:
        notes.understand(cell, cell.text, f"{part.label}：{result.told}")
    return _in_one_line(part, cell, result.value, notes)


def _in_one_line(part: Field, cell: Cell, value: Any, notes: Notes) -> Any:
    """A name that somebody has broken into lines, so that it fits its cell: others refer to it, and it is known by it."""
    if part.steps[-1] not in _NAMES or not isinstance(value, str) or "\n" not in value:
        return value
    line = _LINE_ENDS.sub(lambda found: " " if found["latin"] else "", value)
    notes.understand(cell, value, f"{part.label}：接成一行“{line}”")
    return line


def _count(part: Field, cell: Cell) -> int | None:
    is_text = part.schema["type"] in ("integer", "number") and isinstance(cell.value, str)
    return count_in(part.steps[-1], conversion.text_of(cell)) if is_text else None


def _exhibits(part: Field, cell: Cell, notes: Notes) -> Any:
    """Exhibits by their ids, or by their names, which get ids when the file has been read (`what_follows`)."""
    if is_nothing(conversion.text_of(cell)):
        return _nothing(part.schema, part.label, cell, notes)
    texts = list(dict.fromkeys(conversion.names_of(conversion.text_of(cell), notes.names)))
    if part.shape is not Shape.SHORT_LIST and len(texts) > 1:
        why = f"“{part.label}”只能有一个，已经读了前面的“{shortened(texts[0])}”"
        notes.leave(cell, "、".join(texts[1:]), why)
        texts = texts[:1]
    notes.exhibits += [ExhibitMeant(cell.place, part.label, text) for text in texts]
    return texts if part.shape is Shape.SHORT_LIST else texts[0] if texts else None


def _without_clocks(part: Field, cells: Sequence[Cell], notes: Notes) -> list[Cell]:
    """The cells of a text: what Excel has made a date or a time of is left, what it has made a number of is told."""
    for cell in cells:
        if conversion.is_clock(cell):
            _leave(part, cell, [Untaken(conversion.CLOCK)], notes)
        elif not (cell.is_empty or isinstance(cell.value, str)):
            notes.understand(cell, cell.text, f"{part.label}：文字“{conversion.text_of(cell)}”")
    return [cell for cell in cells if not conversion.is_clock(cell)]


def _leave(part: Field, cell: Cell, untaken: Sequence[Untaken], notes: Notes) -> None:
    is_named = cell.place.endswith(f"“{part.label}”")
    for one in untaken:
        notes.leave(cell, cell.text, one.why if is_named else f"{part.label}：{one.why}")


def _text(part: Field, cells: Sequence[Cell], notes: Notes) -> str:
    """Paragraphs as lines. Numbers that Word sets itself are written out; other marks only where a text has lists."""
    rich = part.schema.get("x-text") == "rich" and sum(bool(cell.mark) for cell in cells) > 1
    lines: list[str] = []
    written: list[Cell] = []
    for cell in cells:
        text = conversion.text_of(cell)
        is_number = cell.mark not in ("", BULLET)
        written += [cell] if is_number and not cell.is_empty else []
        lines.append(f"{cell.mark} {text}" if text and (is_number or (rich and cell.mark)) else text)
    if written:
        notes.understand(written[0], written[0].text, f"{part.label}：自动编号写成文字，从“{written[0].mark}”起")
    elif not rich and (dropped := [cell for cell in cells if cell.mark and not cell.is_empty]):
        notes.understand(dropped[0], dropped[0].text, f"{part.label}：项目符号没有读入，一段一行")
    return "\n".join(lines).strip("\n")


def _short_list(part: Field, cell: Cell, notes: Notes) -> list[Any] | None:
    if conversion.text_of(cell) in _NOTHINGS:
        return _nothing(part.schema, part.label, cell, notes)
    values, untaken, told = conversion.several(part.item, cell)
    if (chosen := [one for value in values for one in _chosen(part, value)]) != values:
        values = list(dict.fromkeys(chosen))
        told = "、".join(values)
    _leave(part, cell, untaken, notes)
    if told:
        notes.understand(cell, cell.text, f"{part.label}：{told}")
    return values or None


def _chosen(part: Field, value: Any) -> list[Any]:
    """海曙及江北 as the two of them, where both can be chosen."""
    names = [_choice(part, name) for name in conversion.AND.split(value)] if part.choices else []
    return names if len(names) > 1 and set(names) <= set(part.choices) else [_choice(part, value)]


def _choice(part: Field, value: Any) -> Any:
    """北仑 as 北仑区, where no other one is called so."""
    found = [one for one in part.choices if one[:-1] == value and len(value) > 1]
    return found[0] if len(found) == 1 and value not in part.choices else value


def _nothing(schema: Mapping[str, Any], label: str, cell: Cell, notes: Notes) -> list[Any] | None:
    """无 as an empty list where the schema knows one."""
    if schema["type"] == "array" and schema.get("minItems", 0) == 0:
        return []
    notes.understand(cell, cell.text, f"{label}：没有填")
    return None


def _grid_row(line: str) -> list[str]:
    bare = line.strip()
    inner = bare[1:-1] if len(bare) > 1 and bare[0] == bare[-1] == "|" else bare
    return [part.strip() for part in inner.split("|")]


def _list(part: Field, cells: Sequence[Cell], schemas: Schemas, notes: Notes) -> list[Any] | None:
    if len(cells) == 1 and conversion.text_of(cells[0]) in _NOTHINGS:
        return _nothing(part.schema, part.label, cells[0], notes)
    if part.shape is Shape.OUTLINES:
        groups = []
        for cell in cells:
            group, untaken = read_outline(part.item, cell, schemas)
            _leave(part, cell, untaken, notes)
            groups += [group] if group else []
        return groups or None
    cells = _without_clocks(part, cells, notes)
    texts = [conversion.lines_of(cell) if isinstance(cell.value, str) else conversion.text_of(cell) for cell in cells]
    if len(texts) == 1 and (lines := _lines_of_items(texts[0], is_rich=part.item.get("x-text") == "rich")):
        texts = lines
        way = "一行一条" if "\n" in cells[0].text.strip() else "按编号分开"
        notes.understand(cells[0], cells[0].text, f"{part.label}：{way}，共 {len(texts)} 条")
    if any(cell.mark not in ("", BULLET) for cell in cells):
        notes.understand(cells[0], cells[0].text, f"{part.label}：自动编号没有读入，一段一条，共 {len(texts)} 条")
    return _items(texts, cells[0], part, notes) or None if cells else None


def _items(texts: list[str], cell: Cell, part: Field, notes: Notes) -> list[str]:
    """The items of a list without the numbers, or the hyphens, that stand before all of them."""
    numbers = [_order(_ORDER.match(text)) for text in texts]
    if len(texts) > 1 and numbers == list(range(1, len(texts) + 1)):
        notes.understand(cell, cell.text, f"{part.label}：去掉条目前的编号，共 {len(texts)} 条")
        return [_ORDER.sub("", text, count=1) for text in texts]
    if len(texts) > 1 and all(text.startswith(f"{BULLET} ") for text in texts):
        notes.understand(cell, cell.text, f"{part.label}：去掉条目前的“{BULLET}”，共 {len(texts)} 条")
        return [text.removeprefix(f"{BULLET} ") for text in texts]
    return _safety_items(texts, cell, part, notes) if part.steps[-1] in _OF_SAFETY else texts


def _safety_items(texts: list[str], cell: Cell, part: Field, notes: Notes) -> list[str]:
    """Rules for safety have no order of their own: 1、 or ● before any of them is a mark; ② may be the name of a cup."""
    bare = [_without_mark(text) or text for text in texts]
    if bare != texts:
        notes.understand(cell, cell.text, f"{part.label}：去掉条目前的编号和符号，共 {len(bare)} 条")
    return bare


def _without_mark(text: str) -> str:
    line = without_bullet(text)
    match = _ORDER.match(line) if line[:1].isdecimal() else None
    return line[match.end() :].strip() if match else line


def _lines_of_items(text: str, *, is_rich: bool) -> list[str]:
    """The items in one cell, a line each, or 1、甲；2、乙 in one line; a rich text may have lines itself, unless they are numbered so."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) == 1:
        return numbered_texts(lines[0])
    numbers = [_order(_ORDER.match(line)) for line in lines]
    is_numbered = numbers == list(range(1, len(lines) + 1)) and not any(re.match("[0-9]+[.] ", line) for line in lines)
    return lines if len(lines) > 1 and (is_numbered or not is_rich) else []


def _order(match: re.Match[str] | None) -> int:
    if match is None:
        return 0
    return int(match.group(1)) if match.group(1) else ord(match.group(2)) - ord("①") + 1


def is_nothing(text: str) -> bool:
    return text.strip() in _NOTHINGS
