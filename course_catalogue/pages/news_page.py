"""What is new and what has changed, by month; the feed tells the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from course_catalogue import addresses, wording
from course_catalogue.model import Base, Course, Provider
from course_catalogue.news import News, news_of
from course_catalogue.pages.page import Page, Scene, render

MOST = 100


@dataclass(frozen=True, slots=True)
class _Line:
    news: News
    address: str
    what: str


def news(scene: Scene) -> Iterator[Page]:
    lines = [_line(scene, item) for item in news_of(scene.catalogue, MOST)]
    days = ((day, list(group)) for day, group in groupby(lines, key=lambda line: line.news.day))
    months = [
        (f"{year} 年 {month} 月", list(group))
        for (year, month), group in groupby(days, key=lambda item: (item[0].year, item[0].month))
    ]
    body = render("news.html", addresses.NEWS, months=months, most=MOST, is_full=len(lines) == MOST)
    yield Page(addresses.NEWS, "catalogue", "新课和改动", "新近在册的课程和基地，以及内容更新、暂停和过期", body)


def _line(scene: Scene, item: News) -> _Line:
    record = item.record
    if isinstance(record, Base | Provider):
        what = "科普教育基地" if isinstance(record, Base) else record.kind or "课程机构"
    else:
        assert isinstance(record, Course)
        facts = (wording.kind_name(record), scene.catalogue.owner_of(record).label, wording.grades(record.grades))
        what = " · ".join(fact for fact in facts if fact)
    return _Line(item, addresses.page_of(record), what)
