"""The holidays are those of the notices: every day is compared with two kept libraries."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import holidays as published
import msgspec
import pytest
from written import project_rulebook

from course_catalogue.holidays import Holidays, HolidayYear

HOLIDAYS = project_rulebook().vocabulary.holidays
ARRANGED = [year for year in HOLIDAYS.years if year.is_arranged]
BY_LAW = [year for year in HOLIDAYS.years if not year.is_arranged]


def days_off(year: HolidayYear) -> set[date]:
    return {span.first + timedelta(days) for span in year.off for days in range((span.last - span.first).days + 1)}


def test_there_are_years_of_both_kinds_one_after_the_other() -> None:
    years = [year.year for year in HOLIDAYS.years]
    assert years == list(range(years[0], years[0] + len(years)))
    assert ARRANGED
    assert BY_LAW


@pytest.mark.parametrize("year", ARRANGED, ids=lambda year: str(year.year))
def test_an_arranged_year_has_every_day_of_its_notice(year: HolidayYear) -> None:
    known = chinese_calendar.constants
    assert days_off(year) == {day for day in known.holidays if day.year == year.year}
    assert set(year.made_up or ()) == {day for day in known.workdays if day.year == year.year}
    assert str(year.year) in year.source


@pytest.mark.parametrize("year", BY_LAW, ids=lambda year: str(year.year))
def test_a_year_without_notice_has_the_days_of_the_law(year: HolidayYear) -> None:
    by_law = published.country_holidays("CN", years=year.year, observed=False)
    assert days_off(year) == {day for day in by_law if day.year == year.year}
    assert "放假办法" in year.source


def test_what_the_libraries_know_of_the_year_after_is_kept_as_well() -> None:
    """Fails when the library has a year whose notice we have not put in."""
    assert max(day.year for day in chinese_calendar.constants.holidays) == ARRANGED[-1].year


@pytest.mark.parametrize(
    ("off", "made_up", "words"),
    [
        (("2026-01-03", "2026-01-01"), [], "先后"),
        (("2025-12-31", "2026-01-01"), [], "2025-12-31 不在 2026 年里"),
        (("2026-01-01", "2026-01-03"), ["2026-01-05"], "补班日 2026-01-05 不是周末"),
        (("2026-01-01", "2026-01-03"), ["2026-01-03"], "或在放假日期里"),
    ],
)
def test_a_slip_of_the_keeper_is_told(off: tuple[str, str], made_up: list[str], words: str) -> None:
    year = {
        "year": 2026,
        "source": "通知",
        "off": [{"name": "元旦", "first": off[0], "last": off[1]}],
        "made_up": made_up,
    }
    with pytest.raises(msgspec.ValidationError, match=words):
        msgspec.convert({"years": [year]}, Holidays)
