"""All records and the look-ups between them, on one build date."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec

from course_catalogue.content_digest import Steps, changed_fields
from course_catalogue.likeness import LikeParts, Pair, like_pairs
from course_catalogue.model import (
    AnyCourse,
    AnyPublished,
    Base,
    BaseCourse,
    Course,
    ExtensionCourse,
    PremiumCourse,
    Provider,
    Record,
    Review,
    SeriesCourse,
)
from course_catalogue.vocabulary import Vocabulary

if TYPE_CHECKING:
    from course_catalogue.pictures.store import StoredPicture


class State(Enum):
    """What the public may know of a record on the build date; the value is its Chinese label."""

    DRAFT = "草稿"
    SUBMITTED = "待评审"
    RETURNED = "已退回"
    LISTED = "在册"
    EXPIRED = "已过期"
    SUSPENDED = "已暂停"
    WITHDRAWN = "已撤回"


PUBLIC_COURSE_STATES = frozenset({State.LISTED, State.EXPIRED, State.SUSPENDED})
APPROVED_STATES = PUBLIC_COURSE_STATES
"""States that an approving review can lead to, in time and with its owner."""


class Quota(msgspec.Struct, frozen=True):
    """How far a base is with its courses (甬科协〔2021〕86号 三（二）1: 1 premium, 10 extension).

    `*_on_file` counts courses with an approving review, expired or suspended ones included;
    `*_listed` counts those in force today; these two decide `label`. `*_waiting` are submitted, not yet reviewed.
    """

    premium_on_file: int
    extension_on_file: int
    premium_listed: int
    extension_listed: int
    premium_waiting: int
    extension_waiting: int
    premium_due: int
    extension_due: int
    state: State

    @property
    def on_file(self) -> bool:
        return self.premium_on_file >= self.premium_due and self.extension_on_file >= self.extension_due

    @property
    def met(self) -> bool:
        return (
            self.state is State.LISTED
            and self.premium_listed >= self.premium_due
            and self.extension_listed >= self.extension_due
        )

    @property
    def label(self) -> str:
        if self.state in (State.EXPIRED, State.SUSPENDED):
            return str(self.state.value)
        if self.state is not State.LISTED:
            return "筹备中"
        return "达标" if self.met else "整改中"


@dataclass(frozen=True)
class Catalogue:
    """Records by key, sorted; `today` is the build date that decides what has expired.

    `unreadable` are keys of records whose file has errors; a catalogue that is built has none.
    `pictures` are the pictures beside the records, drawn anew, by their path.
    """

    records: dict[str, AnyPublished]
    reviews: dict[str, Review]
    vocabulary: Vocabulary
    today: date
    unreadable: frozenset[str] = frozenset()
    pictures: Mapping[str, StoredPicture] = field(default_factory=dict)

    def picture_of(self, record: Record, file: str) -> StoredPicture | None:
        """The picture `file` beside a record; None where the gates have refused it."""
        return self.pictures.get(f"{record.key}/{file}")

    def is_known(self, key: str) -> bool:
        """Whether a record exists, be it in a file or folder that could not be read: that is told once, there.

        A folder that was not entered stands in `unreadable` with a slash at its end.
        """
        if key in self.records or key in self.unreadable:
            return True
        return any(folder.endswith("/") and key.startswith(folder) for folder in self.unreadable)

    @cached_property
    def providers(self) -> tuple[Provider, ...]:
        return tuple(record for record in self.records.values() if isinstance(record, Provider))

    @cached_property
    def bases(self) -> tuple[Base, ...]:
        return tuple(record for record in self.records.values() if isinstance(record, Base))

    @cached_property
    def courses(self) -> tuple[AnyCourse, ...]:
        return tuple(record for record in self.records.values() if isinstance(record, Course))

    @cached_property
    def series(self) -> tuple[SeriesCourse, ...]:
        return tuple(course for course in self.courses if isinstance(course, SeriesCourse))

    @cached_property
    def base_courses(self) -> tuple[BaseCourse, ...]:
        return tuple(course for course in self.courses if isinstance(course, PremiumCourse | ExtensionCourse))

    @cached_property
    def listed(self) -> tuple[AnyCourse, ...]:
        """Courses that are approved and valid on the build date, of a public owner: all that lists and figures count."""
        return tuple(course for course in self.courses if self.state(course) is State.LISTED and self.is_public(course))

    @cached_property
    def listed_fields(self) -> frozenset[str]:
        """Fields that have a listed course, and so a landing page."""
        return frozenset(field for course in self.listed for field in self.fields_of(course))

    @cached_property
    def public_courses(self) -> tuple[AnyCourse, ...]:
        """Courses that have a page: the listed ones, and those that say they are expired or suspended."""
        return tuple(course for course in self.courses if self.is_public(course))

    @cached_property
    def public_bases(self) -> tuple[Base, ...]:
        return tuple(base for base in self.bases if self.is_public(base))

    @cached_property
    def public_providers(self) -> tuple[Provider, ...]:
        return tuple(provider for provider in self.providers if self.is_public(provider))

    @cached_property
    def owners(self) -> tuple[Provider | Base, ...]:
        """All providers and bases."""
        return (*self.providers, *self.bases)

    @cached_property
    def public_owners(self) -> tuple[Provider | Base, ...]:
        return (*self.public_providers, *self.public_bases)

    @cached_property
    def ends(self) -> dict[str, str]:
        """The ISO day on which the approval of a record ends, by key."""
        return {key: review.valid_until.isoformat() for key, review in self.reviews.items() if review.valid_until}

    def review_of(self, record: Record) -> Review | None:
        return self.reviews.get(record.key)

    def state(self, record: AnyPublished) -> State:
        """Withdrawal is the author's word, a draft stays one, and the review decides the rest.

        A review counts from its date on; a course of a suspended provider or base is suspended with it.
        """
        if record.status == "withdrawn":
            return State.WITHDRAWN
        if record.status == "draft":
            return State.DRAFT
        review = self.review_of(record)
        if review is None or review.date > self.today:
            return State.SUBMITTED
        if review.decision == "returned":
            return State.RETURNED
        if review.decision == "suspended":
            return State.SUSPENDED
        if isinstance(record, Course) and self._is_owner_suspended(record):
            return State.SUSPENDED
        expired = review.valid_until is not None and review.valid_until < self.today
        return State.EXPIRED if expired else State.LISTED

    def changes_since_review(self, record: AnyPublished) -> tuple[Steps, ...]:
        """Steps to what changed after the approval pinned it; what was not pinned cannot be told.

        A record in this case is 待复核: it stays listed and counted, with a mark, until a maintainer decides.
        """
        review = self.review_of(record)
        if review is None or review.decision != "approved" or not review.reviewed_content:
            return ()
        if record.digests == review.reviewed_content:  # nearly always
            return ()
        if self.state(record) not in APPROVED_STATES:
            return ()
        return changed_fields(record.digests, review.reviewed_content)

    def awaits_review(self, record: AnyPublished) -> bool:
        return bool(self.changes_since_review(record))

    def _is_owner_suspended(self, course: Course) -> bool:
        owner = self.records.get(course.owner)
        return owner is not None and self.state(owner) is State.SUSPENDED

    def is_public(self, record: AnyPublished) -> bool:
        """Whether the record has a page of its own.

        A withdrawn course that had been approved keeps its page, which says so; an unreviewed
        base is shown as 筹备中; a provider is public as soon as it is submitted.
        """
        state = self.state(record)
        if isinstance(record, Course):
            owner = self.records.get(record.owner)
            if owner is None or not self.is_public(owner):
                return False
            if state is State.WITHDRAWN:
                review = self.review_of(record)
                return review is not None and review.decision != "returned"
            return state in PUBLIC_COURSE_STATES
        return state not in (State.DRAFT, State.WITHDRAWN, State.RETURNED)

    def owner_of(self, course: AnyCourse) -> Provider | Base:
        owner = self.records[course.owner]
        assert isinstance(owner, Provider | Base)
        return owner

    def provider_of(self, course: SeriesCourse) -> Provider:
        owner = self.records[course.owner]
        assert isinstance(owner, Provider)
        return owner

    def base_of(self, course: BaseCourse) -> Base:
        owner = self.records[course.owner]
        assert isinstance(owner, Base)
        return owner

    def courses_of(self, owner: Provider | Base) -> tuple[AnyCourse, ...]:
        return self._courses_by_owner.get(owner.key, ())

    @cached_property
    def _courses_by_owner(self) -> dict[str, tuple[AnyCourse, ...]]:
        grouped: dict[str, list[AnyCourse]] = {}
        for course in self.courses:
            grouped.setdefault(course.owner, []).append(course)
        return {key: tuple(courses) for key, courses in grouped.items()}

    @cached_property
    def repeated_courses(self) -> dict[str, Pair]:
        """Courses that share most of their text with another one, by their keys: figures count the two as one."""
        standing = (course for course in self.courses if course.status != "withdrawn")
        listed_first = sorted(standing, key=lambda course: self.state(course) is not State.LISTED)
        compared = ((course.key, course.signature) for course in listed_first)
        pairs = like_pairs(compared, self.vocabulary.thresholds.near_duplicate_share)
        return {pair.second: pair for pair in pairs}

    def repeated_sessions(self, course: SeriesCourse) -> tuple[LikeParts, ...]:
        """Sessions that share most of their text with an earlier one: figures count the two as one."""
        limit = self.vocabulary.thresholds.repeated_session_share
        return tuple(pair for pair in course.like_sessions if pair.share >= limit)

    def distinct_session_count(self, course: SeriesCourse) -> int:
        """How many sessions figures count: those that repeat another one not."""
        return course.session_count - len(self.repeated_sessions(course))

    def quota_of(self, base: Base) -> Quota:
        courses = self.courses_of(base)
        approved = [course for course in courses if self._was_approved(course)]
        listed = [course for course in courses if self.state(course) is State.LISTED]
        waiting = [course for course in courses if self.state(course) is State.SUBMITTED]
        thresholds = self.vocabulary.thresholds
        return Quota(
            premium_on_file=_count(approved, PremiumCourse),
            extension_on_file=_count(approved, ExtensionCourse),
            premium_listed=_count(listed, PremiumCourse),
            extension_listed=_count(listed, ExtensionCourse),
            premium_waiting=_count(waiting, PremiumCourse),
            extension_waiting=_count(waiting, ExtensionCourse),
            premium_due=thresholds.base_premium,
            extension_due=thresholds.base_extension,
            state=self.state(base),
        )

    def _was_approved(self, course: AnyCourse) -> bool:
        """Approved once: in force, expired or suspended, but not withdrawn."""
        return self.state(course) in PUBLIC_COURSE_STATES

    def fields_of(self, course: AnyCourse) -> tuple[str, ...]:
        """Fields (领域) that the course's alignments belong to, in the order of its alignments: the main one first."""
        return tuple(dict.fromkeys(self.vocabulary.targets[alignment.target].field for alignment in course.alignments))

    def concepts_of(self, course: AnyCourse) -> tuple[str, ...]:
        """Ids of the core concepts that the course is aligned to."""
        found = {self.vocabulary.targets[alignment.target].concept for alignment in course.alignments}
        return tuple(concept for concept in self.vocabulary.concepts if concept in found)

    def districts_of(self, course: AnyCourse) -> tuple[str, ...]:
        """Codes of the districts where the course is given; a base's courses are given at the base, or everywhere online."""
        if isinstance(course, ExtensionCourse) and course.is_online:
            return tuple(self.vocabulary.districts)
        if not isinstance(course, SeriesCourse):
            base = self.base_of(course)
            return (base.district.code,) if base.district else ()
        if "全市" in course.offer.districts:
            return tuple(self.vocabulary.districts)
        codes = {self.vocabulary.district_code(name) for name in course.offer.districts}
        return tuple(code for code in self.vocabulary.districts if code in codes)


def _count(courses: Iterable[AnyCourse], kind: type[PremiumCourse] | type[ExtensionCourse]) -> int:
    return sum(isinstance(course, kind) for course in courses)


def assemble(
    records: Iterable[Record],
    vocabulary: Vocabulary,
    today: date,
    unreadable: frozenset[str] = frozenset(),
    pictures: Mapping[str, StoredPicture] | None = None,
) -> Catalogue:
    """Sort records by key into a Catalogue; `today` is the build date."""
    in_order = sorted(records, key=lambda record: record.key)
    return Catalogue(
        records={record.key: record for record in in_order if not isinstance(record, Review)},  # type: ignore[misc]
        reviews={record.reviewed: record for record in in_order if isinstance(record, Review)},
        vocabulary=vocabulary,
        today=today,
        unreadable=unreadable,
        pictures=pictures or {},
    )
