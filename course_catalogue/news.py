"""What is new in the catalogue and what has changed, told by the dates of the reviews and of the records themselves.

No list of news is kept: a date that stands in a file is all that is told, so that the same files give the same news.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from course_catalogue.catalogue import Catalogue, State
from course_catalogue.model import AnyPublished

NEW, CHANGED, SUSPENDED, EXPIRED, RENEWED = "新在册", "内容更新", "暂停", "过期", "续评通过"
_ORDER = (NEW, CHANGED, SUSPENDED, EXPIRED, RENEWED)


@dataclass(frozen=True, slots=True)
class News:
    """One thing that happened to a public record on a day; `awaits_review` of a change that nobody has looked at yet."""

    day: date
    kind: str
    record: AnyPublished
    awaits_review: bool = False

    @property
    def id(self) -> str:
        """Names it for good: the same event is the same news in every build."""
        return f"{self.record.key}#{_ORDER.index(self.kind)}-{self.day.isoformat()}"


def news_of(catalogue: Catalogue, most: int) -> tuple[News, ...]:
    """The latest `most`, the newest first; nothing of a day that is still to come."""
    found = [
        news
        for record in catalogue.records.values()
        if catalogue.is_public(record)
        for news in _news(catalogue, record)
        if news.day <= catalogue.today
    ]
    found.sort(key=lambda news: (-news.day.toordinal(), _ORDER.index(news.kind), news.record.key))
    return tuple(found[:most])


def _news(catalogue: Catalogue, record: AnyPublished) -> Iterator[News]:
    review = catalogue.review_of(record)
    if review is None:
        return
    match catalogue.state(record):
        case State.LISTED:
            first = review.listed_since or review.date
            yield News(first, NEW, record)
            if first < review.date:
                yield News(review.date, RENEWED, record)
            if record.updated and record.updated > review.date:
                yield News(record.updated, CHANGED, record, catalogue.awaits_review(record))
        case State.SUSPENDED if review.decision == "suspended":  # else it is its owner's news
            yield News(review.date, SUSPENDED, record)
        case State.EXPIRED:
            assert review.valid_until is not None
            yield News(review.valid_until + timedelta(days=1), EXPIRED, record)
