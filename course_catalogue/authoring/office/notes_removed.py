"""The cells of a form without what the form says itself, also where somebody has merged a cell with the note beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from course_catalogue.authoring.office.cells import Cell
from course_catalogue.office_forms.own_words import OwnWords, Use

_MOST_LINES = 200
"""Lines above which a cell is left as it is: nobody merges so many with a note."""
_LONGEST_NOTE = 6
"""Lines that a note may have."""


def without_notes(cells: Iterable[Cell], own: OwnWords) -> list[Cell]:
    """A cell that is a note is dropped; one that holds a note below other lines keeps these."""
    found = (_without_note(cell, own) for cell in cells)
    return [cell for cell in found if cell is not None]


def _without_note(cell: Cell, own: OwnWords) -> Cell | None:
    if own.has(cell.text, Use.HINT):
        return None
    lines = cell.text.split("\n") if isinstance(cell.value, str) else []
    if not 1 < len(lines) <= _MOST_LINES:
        return cell
    kept = _kept(lines, own)
    if len(kept) == len(lines):
        return cell
    text = "\n".join(kept).strip("\n ")
    return replace(cell, value=text) if text else None


def _kept(lines: list[str], own: OwnWords) -> list[str]:
    kept: list[str] = []
    place = 0
    while place < len(lines):
        length = _note_at(lines, place, own)
        if not length:
            kept.append(lines[place])
        place += length or 1
    return kept


def _note_at(lines: list[str], place: int, own: OwnWords) -> int:
    """How many lines from `place` on are a note; 0 where none begins there."""
    lengths = range(min(_LONGEST_NOTE, len(lines) - place), 0, -1)
    return next(
        (
            length
            for length in lengths
            if lines[place].strip() and own.has("".join(lines[place : place + length]), Use.HINT)
        ),
        0,
    )
