"""A filled form as sheets of rows of cells: what a workbook and a Word document have in common."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

PAGE_NUMBER = re.compile(r"(?i:page|of)|[\s0-9第页共总，,/／.\-–—~]")
"""What a header or footer may hold that nobody has written there."""

Value = str | int | float | bool | date | datetime | time | None


@dataclass(frozen=True, slots=True)
class Cell:
    """`place` says where, in Chinese. `told` is how a value came about that is not simply written there (a formula)."""

    value: Value
    place: str
    told: str = ""
    is_percent: bool = False
    is_aside: bool = False
    """Where a form has its notes on a field, beside the place to fill in."""
    is_hidden: bool = False
    """In a row or column that whoever opens the workbook does not see."""
    mark: str = ""
    """What Word sets before a paragraph itself: its number, or numbering.BULLET."""
    spread: Cell | None = None
    """The first cell of the merged ones that this empty one belongs to, where that stands in a row above."""

    @property
    def text(self) -> str:
        """As somebody sees it."""
        return "" if self.value is None else str(self.value)

    @property
    def is_empty(self) -> bool:
        return self.value is None or self.text.strip() == ""


@dataclass(frozen=True, slots=True)
class Row:
    """`is_heading` and `is_paragraph` are of Word; a paragraph's text stands in its second cell. `table` numbers Word's tables from 1."""

    cells: tuple[Cell, ...]
    is_heading: bool = False
    is_paragraph: bool = False
    table: int = 0

    @property
    def filled(self) -> list[tuple[int, Cell]]:
        return [(column, cell) for column, cell in enumerate(self.cells) if not cell.is_empty]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`title` as its tab or its heading says; `place` is how it is called in a message; `is_hidden`: its tab is not shown."""

    title: str
    place: str
    rows: Sequence[Row]
    is_hidden: bool = False
    comments: tuple[Cell, ...] = ()
    """What is written beside cells of a workbook."""
