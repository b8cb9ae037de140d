"""The records of the catalogue, as authors speak of them: frozen, typed, with their origin.

Field names equal the schema's. Units are the schema's, too: minutes, yuan, millimetres.
A record is made from a Document that has passed its schema; what a status does not yet
demand may be absent and then holds the default given here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from math import ceil
from pathlib import PurePosixPath
from typing import Any

import msgspec
import zstandard

from course_catalogue.canonical import encode_fields
from course_catalogue.content_digest import digest_lines
from course_catalogue.diagnostics import Mark
from course_catalogue.documents import Document
from course_catalogue.likeness import LikeParts, like_parts, signatures_of
from course_catalogue.parts import (
    WEEKDAYS,
    Alignment,
    BackgroundChecks,
    BaseSafety,
    Booking,
    ClassSize,
    CoAuthor,
    Consumable,
    Contact,
    District,
    Exhibit,
    Group,
    Hazard,
    ItineraryItem,
    MaterialUse,
    Objective,
    Offer,
    OpeningHours,
    Phases,
    Picture,
    Recognition,
    RubricRow,
    Safety,
    Score,
    SeriesPrice,
    Session,
    SessionOutline,
    Staff,
    Step,
    Task,
    Tool,
    Verified,
    VisitPrice,
    Waiver,
    hazard_names,
)

Day = date  # a review has a field of the name `date`
DEFAULT_LICENSE = "CC BY-NC-SA 4.0"


class Origin:
    """The file that a record comes from; `name` is its path as text.

    A thousand courses with every place of every value, or with all their sessions, would not fit in
    memory: after `release` both are read again when somebody asks for them.
    """

    __slots__ = ("_document", "_read_again", "_sessions", "kind", "name", "status")

    def __init__(
        self, path: PurePosixPath | str, kind: str, status: str, document: Document | None = None, sessions: bytes = b""
    ) -> None:
        self.name = str(path)
        self.kind = kind
        self.status = status
        self._document = document
        self._sessions: bytes | Callable[[], bytes] = sessions
        self._read_again: Callable[[], Document] | None = None

    @property
    def path(self) -> PurePosixPath:
        return PurePosixPath(self.name)

    @property
    def document(self) -> Document:
        if self._document is not None:
            return self._document
        assert self._read_again is not None
        return self._read_again()

    @property
    def packed_sessions(self) -> bytes:
        """The sessions of a series as `pack_sessions` gives them; empty where there are none."""
        return self._sessions() if callable(self._sessions) else self._sessions

    def sessions(self) -> tuple[Session, ...]:
        """The sessions of a series, made anew at each call."""
        if self._document is not None:
            return msgspec.convert(self._document.data.get("sessions", ()), tuple[Session, ...])
        packed = self.packed_sessions
        return _SESSIONS.decode(_UNPACK(packed)) if packed else ()

    def release(self, read_again: Callable[[], Document], sessions: Callable[[], bytes]) -> None:
        """Let go of the document and the sessions, which can be had again in these ways."""
        self._document = None
        self._read_again = read_again
        self._sessions = sessions

    def mark(self, *steps: str | int) -> Mark:
        """The place of the value at `steps`."""
        return self.document.mark(*steps)

    def part_mark(self, steps: tuple[str | int, ...], start: int, length: int) -> Mark:
        """The place of a part of the text at `steps`."""
        return self.document.part_mark(steps, start, length)

    def key_mark(self, *steps: str | int) -> Mark:
        """The place of the key at `steps`."""
        return self.document.key_mark(*steps)


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, eq=False):
    """Anything with a file of its own. `key` is unique and safe in an address.

    `key` is the folder (`courses/<provider>/<course>`), or for a review the path it mirrors. A record is equal to itself
    alone: what is worked out of it can be kept by it.
    """

    origin: Origin
    key: str

    @property
    def id(self) -> str:
        return self.key.rsplit("/", 1)[-1]


RecordLink = tuple[tuple[str | int, ...], int, str]
"""A link of a text to another record: the steps to the text, where the target stands in it, the target."""


class Published(Record, frozen=True, kw_only=True):
    """What all contributed records share. `digests` is their content as a review pins it, `record_links` are the links
    of its rich texts to other records."""

    status: str
    updated: date | None = None
    license: str = DEFAULT_LICENSE
    former_ids: tuple[str, ...] = ()
    digests: tuple[str, ...] = ()
    record_links: tuple[RecordLink, ...] = ()
    waivers: tuple[Waiver, ...] = ()


class Provider(Published, frozen=True, kw_only=True):
    """学会、协会、研究会、高校、科研院所、企业."""

    name: str
    short_name: str = ""
    kind: str = ""
    level: str = ""
    district: District | None = None
    fields: tuple[str, ...] = ()
    introduction: str = ""
    contact: Contact = Contact()
    credit_code: str = ""
    permit: str = ""
    background_checks: BackgroundChecks | None = None
    logo: Picture | None = None

    @property
    def is_municipal_or_above(self) -> bool:
        """Whether its courses count towards the policy's figures (甬科协〔2021〕86号: 市级以上学会、协会)."""
        return self.level in ("国家级", "省级", "市级")

    @property
    def title(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The name on a card."""
        return self.short_name or self.name


class Base(Published, frozen=True, kw_only=True):
    """科普教育基地. `teaching_area` in square metres."""

    name: str
    short_name: str = ""
    introduction: str = ""
    operator: str = ""
    category: str = ""
    district: District | None = None
    address: str = ""
    opening_hours: tuple[OpeningHours, ...] = ()
    closed_days: str = ""
    booking: Booking = Booking()
    capacity: int | None = None
    teaching_area: float | None = None
    safety: BaseSafety = BaseSafety()
    exhibits: tuple[Exhibit, ...] = ()
    recognitions: tuple[Recognition, ...] = ()
    facilities: tuple[str, ...] = ()
    transport: str = ""
    contact: Contact = Contact()
    images: tuple[Picture, ...] = ()

    @property
    def title(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The name on a card."""
        return self.short_name or self.name

    @property
    def open_days(self) -> tuple[str, ...]:
        """Days of the week on which it is open, from 周一 on."""
        open_on = {day for hours in self.opening_hours for day in hours.days}
        return tuple(day for day in WEEKDAYS if day in open_on)

    def exhibit(self, exhibit_id: str) -> Exhibit | None:
        return next((exhibit for exhibit in self.exhibits if exhibit.id == exhibit_id), None)


class Course(Published, frozen=True, kw_only=True):
    """What series, premium and extension courses share. `owner` is the key of its provider or base.

    `signature` tells how much text two courses have in common (`likeness`).
    """

    owner: str
    title: str
    summary: str = ""
    grades: tuple[int, ...] = ()
    alignments: tuple[Alignment, ...] = ()
    objectives: tuple[Objective, ...] = ()
    tags: tuple[str, ...] = ()
    images: tuple[Picture, ...] = ()
    signature: bytes = b""


class SeriesCourse(Course, frozen=True, kw_only=True):
    """科学素养系列课程: one theme in 12–16 sessions, given at a school (甬科协〔2021〕86号 三（一）2).

    One of `venues` will do; each of `also_venues` is needed besides. `hazards` are the names of what its
    sessions declare, the gravest first; `like_sessions` are pairs of sessions that share text.
    """

    theme: str = ""
    delivery: str = ""
    settings: tuple[str, ...] = ()
    session_minutes: int | None = None
    class_size: ClassSize | None = None
    group_size: int | None = None
    max_groups: int | None = None
    price: SeriesPrice | None = None
    safety: Safety = Safety()
    offer: Offer = Offer()
    staffing: tuple[Staff, ...] = ()
    co_author: CoAuthor | None = None
    venues: tuple[str, ...] = ()
    also_venues: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    consumables: tuple[Consumable, ...] = ()
    tools: tuple[Tool, ...] = ()
    competencies: tuple[str, ...] = ()
    prerequisites: str = ""
    assessment: str = ""
    rubric: tuple[RubricRow, ...] = ()
    suits_rural: bool = False
    session_count: int = 0
    hazards: tuple[str, ...] = ()
    like_sessions: tuple[LikeParts, ...] = ()

    def groups_of(self, pupils: int) -> int:
        """How many groups so many pupils make: quantities.js reckons the same."""
        groups = ceil(pupils / (self.group_size or pupils))
        return min(groups, self.max_groups or groups)

    @property
    def sessions(self) -> tuple[Session, ...]:
        """The sessions: by far the largest part of a course, and needed for one course at a time."""
        return last_sessions(self.origin)

    @property
    def outlines(self) -> tuple[SessionOutline, ...]:
        """The sessions again, for who walks all courses and needs no more of them."""
        packed = self.origin.packed_sessions
        return _OUTLINES.decode(_UNPACK(packed)) if packed else ()

    @property
    def supplies(self) -> tuple[Consumable | Tool, ...]:
        """All materials that sessions refer to by name."""
        return (*self.consumables, *self.tools)

    def minutes_of(self, session: Session) -> int:
        return session.minutes or self.session_minutes or 0

    @property
    def total_minutes(self) -> int:
        return sum(self.minutes_of(session) for session in self.sessions)

    @property
    def total_fee(self) -> float:
        """Yuan a pupil for the whole series, material included, before it is shared out."""
        if self.price is None:
            return 0
        return self.price.fee_per_session * self.session_count + self.price.material_fee

    @property
    def family_fee(self) -> float | None:
        """Yuan that a pupil's family pays of `total_fee`; None where nobody has said who pays."""
        if self.price is None or self.price.is_free or not self.price.payers:
            return None
        share = sum(payer.percent for payer in self.price.payers if payer.payer == "家庭")
        return round(self.total_fee * share / 100, 2)


class PremiumCourse(Course, frozen=True, kw_only=True):
    """精品研学课程 of a base."""

    type: str = ""
    exhibits: tuple[str, ...] = ()
    duration_days: float | None = None
    group: Group | None = None
    pupils_per_adult: int | None = None
    phases: Phases = Phases()
    itinerary: tuple[ItineraryItem, ...] = ()
    tasks: tuple[Task, ...] = ()
    rubric: tuple[RubricRow, ...] = ()
    price: VisitPrice | None = None
    organiser: str = ""
    transport: str = ""
    consent: str = ""
    safety: Safety = Safety()
    rain_plan: str = ""
    seasons: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    hazards: tuple[Hazard, ...] = ()


class ExtensionCourse(Course, frozen=True, kw_only=True):
    """课外拓展课程 of a base."""

    minutes: int | None = None
    mode: str = ""
    capacity: int | None = None
    group_size: int | None = None
    price: VisitPrice | None = None
    steps: tuple[Step, ...] = ()
    exhibits: tuple[str, ...] = ()
    materials: tuple[MaterialUse, ...] = ()
    hazards: tuple[Hazard, ...] = ()
    safety_notes: tuple[str, ...] = ()
    seasons: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()

    @property
    def is_online(self) -> bool:
        """Given to a class at its own school."""
        return self.mode == "线上"


BaseCourse = PremiumCourse | ExtensionCourse
AnyCourse = SeriesCourse | PremiumCourse | ExtensionCourse
AnyPublished = Provider | Base | SeriesCourse | PremiumCourse | ExtensionCourse


class Review(Record, frozen=True, kw_only=True):
    """A maintainers' decision on the record whose key is `reviewed`, which then said `reviewed_content`.

    `listed_since` is the day of the first approval where this is a later one. `note` is for the provider alone;
    `public_reason` is what a suspended page tells schools and parents.
    """

    reviewed: str
    decision: str
    date: Day
    listed_since: Day | None = None
    valid_until: Day | None = None
    level: str = ""
    scores: tuple[Score, ...] = ()
    vetoes: tuple[str, ...] = ()
    verified: Verified = Verified()
    note: str = ""
    public_reason: str = ""
    reviewed_content: tuple[str, ...] = ()


RECORD_CLASSES: dict[str, type[Record]] = {
    "provider": Provider,
    "base": Base,
    "series": SeriesCourse,
    "premium": PremiumCourse,
    "extension": ExtensionCourse,
    "review": Review,
}


_PACK = zstandard.ZstdCompressor(level=1, write_checksum=True).compress
_UNPACK = zstandard.ZstdDecompressor().decompress
_OUTLINES = msgspec.msgpack.Decoder(tuple[SessionOutline, ...])
_SESSIONS = msgspec.msgpack.Decoder(tuple[Session, ...])


@lru_cache(maxsize=1)
def last_sessions(origin: Origin) -> tuple[Session, ...]:
    """The sessions of a series, kept for the last few."""
    return origin.sessions()


def pack_sessions(sessions: list[dict[str, Any]]) -> bytes:
    """Plain data of sessions as compressed MessagePack: a tenth of what they weigh as records."""
    return _PACK(msgspec.msgpack.encode(sessions)) if sessions else b""


def build_record(document: Document, record_links: tuple[RecordLink, ...] = ()) -> Record:
    """The record that a checked document describes; a misfit here is a defect of the schema.

    `record_links` were found in its texts.
    """
    path = document.path
    fields: dict[str, Any] = dict(document.data)
    sessions = b""
    encoded = encode_fields(document.data)
    if document.kind != "review":
        fields["digests"] = digest_lines(document.data, encoded)
    if record_links:
        fields["record_links"] = record_links
    match document.kind:
        case "review":
            fields["key"] = path.with_suffix("").as_posix()
            fields["reviewed"] = path.relative_to("reviews").with_suffix("").as_posix()
        case "premium" | "extension":
            fields["key"] = path.parent.as_posix()
            fields["owner"] = path.parent.parent.parent.as_posix()
            fields["signature"] = signatures_of(encoded).whole
        case "series":
            fields["key"] = path.parent.as_posix()
            fields["owner"] = path.parent.parent.as_posix()
            plain = fields.pop("sessions", [])
            declared = [hazard for session in plain for hazard in session.get("hazards", ())]
            hazards = hazard_names(msgspec.convert(declared, list[Hazard]))
            fields |= {"session_count": len(plain), "hazards": hazards}
            signatures = signatures_of(encoded)
            fields |= {"signature": signatures.whole, "like_sessions": like_parts(signatures.parts)}
            sessions = pack_sessions(plain)
        case _:
            fields["key"] = path.parent.as_posix()
    fields["origin"] = Origin(path, document.kind, document.data.get("status", ""), document, sessions)
    return msgspec.convert(fields, RECORD_CLASSES[document.kind])
