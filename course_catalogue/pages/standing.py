"""How a record stands on the build date, and what its pages must say once its approval has ended since.

A page may be older than the approval it shows. Whatever depends on an approval therefore carries the day
on which that ends; site_overrides/assets/catalogue.js hides `data-until` after it, shows `data-after`, and
counts `data-counts` anew, so that lists, numbers, labels and panels agree on any day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from course_catalogue import cards, wording
from course_catalogue.cards import Card
from course_catalogue.catalogue import Catalogue, State
from course_catalogue.model import AnyCourse, AnyPublished, Base, Course, PremiumCourse, Provider, Review

_NEVER = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Standing:
    """`until` is the ISO day on which the approval ends, "" where it has ended or there is none.

    `notice` and its `reason` stand at the top of the page; `validity_after` and `notice_after` replace
    `validity` and the empty notice after `until`.
    """

    is_listed: bool
    validity: str = ""
    notice: str = ""
    reason: str = ""
    until: str = ""
    validity_after: str = ""
    notice_after: str = ""


def standing_of(catalogue: Catalogue, record: AnyPublished) -> Standing:
    state = catalogue.state(record)
    review = catalogue.review_of(record)
    if state is State.SUSPENDED:
        decisive = _suspending_review(catalogue, record)
        notice = f"{_this(record)}已暂停（自 {wording.chinese_date(decisive.date)}起），恢复之前不接受申请。"
        return Standing(False, cards.validity(catalogue, record), notice, decisive.public_reason)
    if review is None or review.valid_until is None or state not in (State.LISTED, State.EXPIRED):
        return Standing(state is State.LISTED)
    day = review.valid_until
    closed = "，复评通过之前不接受申请" if isinstance(record, Course) else ""  # courses of an owner have their own day
    ended = f"{_this(record)}的评审有效期已过（到 {wording.chinese_date(day)}为止）{closed}。"
    if state is State.EXPIRED:
        return Standing(False, cards.expired(day), ended)
    return Standing(
        True,
        cards.validity(catalogue, record),
        until=day.isoformat(),
        validity_after=cards.expired(day),
        notice_after=ended,
    )


def _suspending_review(catalogue: Catalogue, record: AnyPublished) -> Review:
    """The record's own, or that of the owner it is suspended with."""
    own = catalogue.review_of(record)
    if own is not None and own.decision == "suspended":
        return own
    assert isinstance(record, Course)
    return catalogue.reviews[record.owner]


def _this(record: AnyPublished) -> str:
    match record:
        case Provider():
            return "这家机构"
        case Base():
            return "这个基地"
        case _:
            return "这门课程"


@dataclass(frozen=True, slots=True)
class Tally:
    """A number that shrinks when approvals end. `counts` is “day:how many” for every such day."""

    number: int
    counts: str

    def __bool__(self) -> bool:
        return self.number > 0


def tally(catalogue: Catalogue, courses: Iterable[AnyCourse]) -> Tally:
    """The number of courses, all of them listed."""
    return tally_of((until_of(catalogue, course), 1) for course in courses)


def tally_of(parts: Iterable[tuple[str, int]]) -> Tally:
    """The sum of (ISO day or "", how many)."""
    sums: dict[str, int] = {}
    for day, count in parts:
        sums[day] = sums.get(day, 0) + count
    return Tally(sum(sums.values()), " ".join(f"{day}:{sums[day]}" for day in sorted(sums)))


def until_of(catalogue: Catalogue, record: AnyPublished) -> str:
    """The ISO day on which a listed record's approval ends; "" for none."""
    return catalogue.ends.get(record.key, "")


def last_until(shown: Iterable[Card]) -> str:
    """The day after which none of the cards is shown any more; "" for never."""
    days = [card.until for card in shown]
    return max(days, default="") if all(days) else ""


@dataclass(frozen=True, slots=True)
class Label:
    """What a base is called after one day and until another; "" for no such day."""

    text: str
    after: str = ""
    until: str = ""


def quota_labels(catalogue: Catalogue, base: Base) -> tuple[Label, ...]:
    """The base's label today, and the ones that take its place as approvals end."""
    quota = catalogue.quota_of(base)
    if catalogue.state(base) is not State.LISTED:
        return (Label(quota.label),)
    end = until_of(catalogue, base) or _NEVER
    met_until = met_until_of(catalogue, base)
    turns = [("达标", met_until)] if met_until else []
    if not met_until or met_until < end:
        turns.append(("整改中", end))
    turns.append((State.EXPIRED.value, ""))
    starts = ["", *(day for _, day in turns)]
    return tuple(
        Label(text, start, "" if day == _NEVER else day)
        for start, (text, day) in zip(starts, turns, strict=False)
        if start != _NEVER
    )


def met_until_of(catalogue: Catalogue, base: Base) -> str:
    """The last ISO day on which the base, if nothing is renewed, has its 1 + 10; "" where it has not even today."""
    quota = catalogue.quota_of(base)
    if not quota.met:
        return ""
    listed = [course for course in catalogue.courses_of(base) if catalogue.state(course) is State.LISTED]
    premium = [course for course in listed if isinstance(course, PremiumCourse)]
    extension = [course for course in listed if not isinstance(course, PremiumCourse)]
    return min(
        until_of(catalogue, base) or _NEVER,
        _enough_until(catalogue, premium, quota.premium_due),
        _enough_until(catalogue, extension, quota.extension_due),
    )


def _enough_until(catalogue: Catalogue, courses: Iterable[AnyCourse], due: int) -> str:
    """The last day on which `due` of the courses are in force: the due-th latest end."""
    days = sorted((until_of(catalogue, course) or _NEVER for course in courses), reverse=True)
    return days[due - 1] if due else _NEVER
