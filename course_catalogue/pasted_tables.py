"""Tables pasted from Word or Excel: lines with tabs between their cells, where a text was to be.

Taken for indentation, their tabs would become spaces and the rows one paragraph. So they are told as what they are, and
written as our table (`| 甲 | 乙 |`) where the field is rich and the file then reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from course_catalogue.author_habits import KEY
from course_catalogue.diagnostics import Diagnostic, Edit, error
from course_catalogue.documents import Document, Marks, Shape, Source
from course_catalogue.written_lines import Lines, Patch, patched, shorten
from course_catalogue.yaml_builder import build

MOST_COLUMNS, MOST_ROWS = 6, 20
"""As in `richtext`, which reads the tables; the head is no row."""
_LONGEST = 200_000
"""Characters of a file up to which an edit is tried."""
_LONGEST_LINE = 2000
_MOST_TOLD = 9
_LINE = re.compile(rf"(?P<lead>[ \t]*+(?:- ++)?(?:{KEY}:(?=\s)[ \t]*+)?)(?P<body>.*)")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
"""A field's name: a tab behind it stands for the colon."""
_TEXT_ABOVE = re.compile(rf"(?P<key> *+(?:- +)*{KEY}:)(?P<text>(?: [^\s|>\"'&*!%@`\[{{#][^#]*?)?) *")
_BLOCK_ABOVE = re.compile(rf" *+(?:- +)*(?:{KEY}: )?\|[-+]? *")


@dataclass(frozen=True, slots=True)
class PastedTable:
    """`first` and `last` are line numbers; `lead` is what stands before the first row in its line."""

    first: int
    last: int
    lead: str
    rows: tuple[tuple[str, ...], ...]

    @property
    def fits(self) -> bool:
        """Whether it is a table as we have them: as many cells in every row, and nothing that would end a cell."""
        columns = {len(row) for row in self.rows}
        plain = not any("|" in cell for row in self.rows for cell in row)
        return plain and len(columns) == 1 and max(columns) <= MOST_COLUMNS and len(self.rows) <= MOST_ROWS + 1


def pasted_tables(text: str) -> list[PastedTable]:
    """Two lines or more, one after another, with tabs inside their text."""
    found: list[PastedTable] = []
    rows: list[tuple[str, ...]] = []
    lead, first = "", 0
    for number, line in enumerate((*text.split("\n"), ""), start=1):
        match = _LINE.fullmatch(line)
        body = match["body"].rstrip() if match else ""
        goes_on = bool(rows) and match is not None and not match["lead"].strip()
        if not ("\t" in body and goes_on):
            if len(rows) > 1 and not all(_NAME.fullmatch(row[0]) for row in rows):
                found.append(PastedTable(first, number - 1, lead, tuple(rows)))
            rows = []
        if match and "\t" in body:
            if not rows:
                lead, first = match["lead"], number
            rows.append(tuple(cell.strip() for cell in body.split("\t")))
    return found


def told_tables(source: Source, marks: Marks, text: str, shape: Shape | None) -> Iterator[Diagnostic]:
    """A finding for each pasted table, with our way to write it."""
    lines = Lines(text)
    for table in pasted_tables(text)[:_MOST_TOLD]:
        start = lines.start_of(table.first) + len(table.lead)
        end = lines.start_of(table.last) + len(lines.text_of(table.last))
        columns = sorted({len(row) for row in table.rows})
        patch = _as_ours(lines, table) if table.fits and len(text) <= _LONGEST else None
        sure = patch is not None and _is_read_as_rich(source, patched(text, (patch,)), table, shape)
        head = shorten(" | ".join(table.rows[0]), 60)
        yield error(
            "tab", marks.between(start, end), "这里像是从 Word 或 Excel 粘贴来的表格，格子之间是 Tab",
            found=f"{len(table.rows)} 行，{columns[0]} 列" if len(columns) == 1 else f"{len(table.rows)} 行，各行的格数不同", expected=f"每行写成 | {head} |",
            mend="能写表格的字段（如活动、学习单的文字）：冒号后面写 |，换行后每行写成 | 一格 | 一格 |，各行格数相同；"
            "别的字段不能放表格，改成几句话。不要把 Tab 换成空格，那样各行会连成一段",
            edits=(Edit(marks.between(patch.start, patch.end), patch.text),) if patch and sure else (),
        )  # fmt: skip


def _as_ours(lines: Lines, table: PastedTable) -> Patch | None:
    """The replacement that makes a block of our rows; None where what stands above cannot hold one."""
    end = lines.start_of(table.last) + len(lines.text_of(table.last))
    if table.lead.strip():
        depth = len(re.sub(rf"{KEY}:[ \t]*$", "", table.lead)) if ":" in table.lead else len(table.lead) - 2
        return _block(lines.start_of(table.first), end, table.lead.rstrip(), "", " " * (depth + 2), table)
    above = lines.before(table.first)
    if above is None or "\t" in table.lead:
        return None
    opener: int | None = above
    while opener is not None and table.lead and lines.indent(opener) >= len(table.lead):
        opener = lines.before(opener)
    if opener is not None and table.lead and _BLOCK_ABOVE.fullmatch(lines.text_of(opener)):
        rows = "\n".join(f"{table.lead}{row}" for row in _rows(table))
        return Patch(lines.start_of(table.first), end, rows)
    text = lines.text_of(above)
    match = _TEXT_ABOVE.fullmatch(text) if above == table.first - 1 and len(text) <= _LONGEST_LINE else None
    if match is None:
        return None
    depth = lines.content_indent(above) + 2
    return _block(lines.start_of(above), end, match["key"], match["text"].strip(), " " * depth, table)


def _block(start: int, end: int, key: str, text: str, indent: str, table: PastedTable) -> Patch:
    written = [f"{indent}{line}" for line in (*((text,) if text else ()), *_rows(table))]
    return Patch(start, end, "\n".join((f"{key} |", *written)))


def _rows(table: PastedTable) -> list[str]:
    return [f"| {' | '.join(row)} |" for row in table.rows]


def _is_read_as_rich(source: Source, text: str, table: PastedTable, shape: Shape | None) -> bool:
    """Whether the file then reads, and has the rows in a field that shows tables."""
    marks = Marks(source.path.as_posix(), text)
    built = build(source.kind, marks, text, shape)
    if built.data is None or shape is None:
        return False
    document = Document(source.path, source.kind, built.data, marks, built.empty_keys)
    rows = "\n".join(_rows(table))
    places = [steps for steps, value in document.texts() if rows in value]
    return any(shape.at(source.kind, steps).get("x-text") == "rich" for steps in places)
