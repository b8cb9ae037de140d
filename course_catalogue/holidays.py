"""Public holidays and the weekend days worked for them, as the State Council's yearly notice arranges them.

Before a year's notice is out, only the days that the law gives are known; `is_arranged` tells which it is.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import msgspec

Day = date  # clearer beside the fields


class DaysOff(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A holiday from `first` to `last`, both off; weekends in it are off in any case."""

    name: str
    first: Day
    last: Day


class HolidayYear(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`made_up` are weekend days on which people work; None while the year's notice is not out."""

    year: int
    source: str
    off: tuple[DaysOff, ...]
    made_up: tuple[Day, ...] | None = None

    def __post_init__(self) -> None:
        """A ValueError, worded for who keeps the file, where days are not in order or lie in another year."""
        days = [day for span in self.off for day in (span.first, span.last)]
        if any(before > after for before, after in pairwise(days)):
            raise ValueError(f"{self.year} 年的放假日期没有按先后排列，或一段的 last 早于 first")
        for day in (*days, *(self.made_up or ())):
            if day.year != self.year:
                raise ValueError(f"{day} 不在 {self.year} 年里")
        for day in self.made_up or ():
            if day.weekday() < 5 or any(span.first <= day <= span.last for span in self.off):
                raise ValueError(f"补班日 {day} 不是周末，或在放假日期里")

    @property
    def is_arranged(self) -> bool:
        """Whether the year's notice is out."""
        return self.made_up is not None


class Holidays(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is known, year by year."""

    years: tuple[HolidayYear, ...]
