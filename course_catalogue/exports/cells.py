"""Values as cells of a table: what a spreadsheet would take for a formula is told apart from what a person wrote.

A cell that begins like one of _TRIGGERS may be worked out when a CSV file is opened (OWASP, “CSV Injection”); Chinese
editions take the full-width signs as well. Texts are put on one line first, so that no tab or line break can begin one.
"""

from __future__ import annotations

from datetime import date

Cell = str | int | float | bool | date | None
Plain = str | int | float | date

_TRIGGERS = frozenset("=+-@＝＋－＠\t\r\n")


def one_line(text: str) -> str:
    """Without line breaks, tabs and characters that no table can hold."""
    if text.isprintable():
        return text if text[:1] != " " else text.lstrip(" ")
    return " ".join("".join(character if character.isprintable() else " " for character in text).split())


def as_cell(value: Cell) -> Plain:
    """A value as both forms of a table hold it: a text on one line, a number, or a day."""
    if type(value) is str:
        return one_line(value)
    if value is None:
        return ""
    if type(value) is bool:
        return "是" if value else "否"
    return value


def looks_like_formula(text: str) -> bool:
    return text[:1] in _TRIGGERS


def csv_text(cell: Plain) -> str:
    """What looks like a formula gets an apostrophe in front, which spreadsheets read as “this is text”."""
    if type(cell) is str:
        return f"'{cell}" if cell[:1] in _TRIGGERS else cell
    return cell.isoformat() if isinstance(cell, date) else str(cell).removesuffix(".0")
