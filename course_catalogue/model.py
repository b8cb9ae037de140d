"""The records of the catalogue, as authors speak of them: frozen, typed, with their origin.

Field names equal the schema's. Units are the schema's, too: minutes, yuan, millimetres.
A record is made from a Document that has passed its schema; what a status does not yet
demand may be absent and then holds the default given here.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Any

import msgspec

from course_catalogue.diagnostics import Mark
from course_catalogue.documents import Document

Day = date  # a review has a field of the name `date`
DEFAULT_LICENSE = "CC BY-NC-SA 4.0"


class Origin:
    """The file that a record comes from.

    A thousand courses with every place of every value would not fit in memory: after `release`
    the document is read again when a finding asks for a place.
    """

    __slots__ = ("_document", "_read_again", "kind", "path", "status")

    def __init__(self, document: Document, read_again: Callable[[], Document] | None = None) -> None:
        self.path: PurePosixPath = document.path
        self.kind: str = document.kind
        self.status: str = document.data.get("status", "")
        self._document: Document | None = document
        self._read_again = read_again

    @property
    def document(self) -> Document:
        if self._document is not None:
            return self._document
        assert self._read_again is not None
        return self._read_again()

    def release(self) -> None:
        """Let go of the document, where it can be read again."""
        if self._read_again is not None:
            self._document = None

    def mark(self, *steps: str | int) -> Mark:
        """The place of the value at `steps`."""
        return self.document.mark(*steps)

    def key_mark(self, *steps: str | int) -> Mark:
        """The place of the key at `steps`."""
        return self.document.key_mark(*steps)


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Anything with a file of its own. `key` is unique and safe in an address.

    `key` is the folder (`courses/<provider>/<course>`), or for a review the path it mirrors.
    """

    origin: Origin
    key: str

    @property
    def id(self) -> str:
        return self.key.rsplit("/", 1)[-1]


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a record."""


class District(Value, frozen=True, kw_only=True):
    code: str
    name: str


class Contact(Value, frozen=True, kw_only=True):
    phone: str = ""
    email: str = ""
    page: str = ""
    via: str = ""


class Objective(Value, frozen=True, kw_only=True):
    text: str
    competency: str = ""


class Alignment(Value, frozen=True, kw_only=True):
    """`target` is an id of the vocabulary, `stages` are S1 to S5."""

    target: str
    stages: tuple[str, ...]
    note: str = ""


class Step(Value, frozen=True, kw_only=True):
    name: str
    minutes: int
    teacher_activity: str = ""
    pupil_activity: str = ""
    intent: str = ""
    hands_on: bool = False


class MaterialUse(Value, frozen=True, kw_only=True):
    """So much of a material for each pupil (每人), group (每组) or class (每班)."""

    name: str
    quantity: float
    per: str
    unit: str = ""
    note: str = ""


class Consumable(Value, frozen=True, kw_only=True):
    """Used up; `unit_price` in yuan a unit."""

    name: str
    unit: str
    unit_price: float
    supplied_by: str
    source: str = ""


class Tool(Value, frozen=True, kw_only=True):
    """Brought back after use."""

    name: str
    unit: str
    supplied_by: str
    note: str = ""


class Hazard(Value, frozen=True, kw_only=True):
    kind: str
    degree: str
    note: str = ""


class Block(Value, frozen=True, kw_only=True):
    """A piece of a worksheet; `kind` is 问题, 表格, 画图 or 选择. `height` in millimetres."""

    kind: str
    text: str
    lines: int = 2
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    height: int = 50
    options: tuple[str, ...] = ()


class Worksheet(Value, frozen=True, kw_only=True):
    """One side of A4. `answers` are the teacher's and never printed for pupils."""

    question: str
    blocks: tuple[Block, ...]
    self_rating: tuple[str, ...]
    answers: tuple[str, ...]


class RubricRow(Value, frozen=True, kw_only=True):
    criterion: str
    excellent: str
    good: str
    fair: str
    improve: str


class Misconception(Value, frozen=True, kw_only=True):
    belief: str
    correction: str


class Preparation(Value, frozen=True, kw_only=True):
    teacher: tuple[str, ...] = ()
    pupils: tuple[str, ...] = ()


class Differentiation(Value, frozen=True, kw_only=True):
    support: str = ""
    challenge: str = ""


class Contingency(Value, frozen=True, kw_only=True):
    situation: str
    action: str


class ExtensionTask(Value, frozen=True, kw_only=True):
    text: str
    written: bool


class Session(Value, frozen=True, kw_only=True):
    """One 课时. `minutes` None means the course's `session_minutes`."""

    title: str
    minutes: int | None = None
    visit: int | None = None
    objectives: tuple[Objective, ...] = ()
    key_point: str = ""
    difficult_point: str = ""
    misconceptions: tuple[Misconception, ...] = ()
    preparation: Preparation = Preparation()
    materials: tuple[MaterialUse, ...] = ()
    steps: tuple[Step, ...] = ()
    differentiation: Differentiation = Differentiation()
    plan_b: tuple[Contingency, ...] = ()
    worksheet: Worksheet | None = None
    board_plan: tuple[str, ...] = ()
    assessment: str = ""
    extension_task: ExtensionTask | None = None
    hazards: tuple[Hazard, ...] = ()
    safety_notes: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()


class BackgroundChecks(Value, frozen=True, kw_only=True):
    declared_on: date


class Safety(Value, frozen=True, kw_only=True):
    measures: tuple[str, ...] = ()
    emergency: str = ""
    first_aid: str = ""
    insurance: str = ""
    route: str = ""


class ClassSize(Value, frozen=True, kw_only=True):
    min: int
    best: int
    max: int


class Payer(Value, frozen=True, kw_only=True):
    payer: str
    percent: float


class SeriesPrice(Value, frozen=True, kw_only=True):
    """Yuan: `fee_per_session` a pupil and session, `material_fee` a pupil and series."""

    kind: str
    fee_per_session: float = 0
    material_fee: float = 0
    payers: tuple[Payer, ...] = ()
    refund: str = ""
    note: str = ""

    @property
    def is_free(self) -> bool:
        return self.kind == "免费"


class VisitPrice(Value, frozen=True, kw_only=True):
    """Yuan a pupil and visit."""

    kind: str
    fee_per_pupil: float = 0
    material_fee: float = 0
    refund: str = ""

    @property
    def is_free(self) -> bool:
        return self.kind == "免费"

    @property
    def total(self) -> float:
        return self.fee_per_pupil + self.material_fee


class Offer(Value, frozen=True, kw_only=True):
    """Where and when a series can be given, and how a school gets it."""

    districts: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    weekdays: tuple[str, ...] = ()
    from_date: date | None = None
    classes_per_term: int | None = None
    lead_weeks: int | None = None
    how_to_apply: str = ""


class Staff(Value, frozen=True, kw_only=True):
    role: str
    count: int
    qualification: str
    supplied_by: str


class CoAuthor(Value, frozen=True, kw_only=True):
    role: str
    school: str


class Published(Record, frozen=True, kw_only=True):
    """What all contributed records share."""

    status: str
    updated: date | None = None
    license: str = DEFAULT_LICENSE
    former_ids: tuple[str, ...] = ()


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

    @property
    def title(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The name on a card."""
        return self.short_name or self.name


class OpeningHours(Value, frozen=True, kw_only=True):
    days: tuple[str, ...]
    opens: str
    closes: str


class Booking(Value, frozen=True, kw_only=True):
    lead_days: int | None = None
    channel: str = ""


class BaseSafety(Value, frozen=True, kw_only=True):
    plan: str = ""
    insurance: str = ""
    first_aid: str = ""
    contact_role: str = ""


class Exhibit(Value, frozen=True, kw_only=True):
    id: str
    name: str
    activity: str


class Recognition(Value, frozen=True, kw_only=True):
    title: str
    issuer: str
    year: int


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

    @property
    def title(self) -> str:
        return self.name

    @property
    def label(self) -> str:
        """The name on a card."""
        return self.short_name or self.name

    def exhibit(self, exhibit_id: str) -> Exhibit | None:
        return next((exhibit for exhibit in self.exhibits if exhibit.id == exhibit_id), None)


class Course(Published, frozen=True, kw_only=True):
    """What series, premium and extension courses share. `owner` is the key of its provider or base."""

    owner: str
    title: str
    summary: str = ""
    grades: tuple[int, ...] = ()
    alignments: tuple[Alignment, ...] = ()
    objectives: tuple[Objective, ...] = ()
    tags: tuple[str, ...] = ()


class SeriesCourse(Course, frozen=True, kw_only=True):
    """科学素养系列课程: one theme in 12–16 sessions, given at a school (甬科协〔2021〕86号 三（一）2).

    `hazards` are the kinds that its sessions declare, in the order of their first session.
    """

    theme: str = ""
    delivery: str = ""
    settings: tuple[str, ...] = ()
    session_minutes: int | None = None
    class_size: ClassSize | None = None
    group_size: int | None = None
    price: SeriesPrice | None = None
    safety: Safety = Safety()
    offer: Offer = Offer()
    staffing: tuple[Staff, ...] = ()
    co_author: CoAuthor | None = None
    venues: tuple[str, ...] = ()
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
    packed_sessions: bytes = b""

    @property
    def sessions(self) -> tuple[Session, ...]:
        """The sessions, unpacked: by far the largest part of a course, and needed for one course at a time."""
        return _unpack_sessions(self.packed_sessions)

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


class Before(Value, frozen=True, kw_only=True):
    background: str = ""
    preparation: tuple[str, ...] = ()
    packing: tuple[str, ...] = ()


class During(Value, frozen=True, kw_only=True):
    rules: tuple[str, ...] = ()


class After(Value, frozen=True, kw_only=True):
    product: str = ""
    activities: tuple[str, ...] = ()
    reflection: tuple[str, ...] = ()


class Phases(Value, frozen=True, kw_only=True):
    before: Before = Before()
    during: During = During()
    after: After = After()


class ItineraryItem(Value, frozen=True, kw_only=True):
    """`start` is hh:mm."""

    day: int
    start: str
    minutes: int
    place: str
    activity: str
    exhibit: str = ""

    @property
    def start_minute(self) -> int:
        """Minutes since midnight."""
        hour, minute = self.start.split(":")
        return int(hour) * 60 + int(minute)

    @property
    def end(self) -> str:
        end = self.start_minute + self.minutes
        return f"{end // 60:02d}:{end % 60:02d}"


class Task(Value, frozen=True, kw_only=True):
    """A study task; its `answers` are the guide's and never printed for pupils."""

    title: str
    instructions: str
    record: tuple[Block, ...]
    answers: tuple[str, ...]
    exhibit: str = ""


class Group(Value, frozen=True, kw_only=True):
    min: int
    max: int


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


BaseCourse = PremiumCourse | ExtensionCourse
AnyCourse = SeriesCourse | PremiumCourse | ExtensionCourse
AnyPublished = Provider | Base | SeriesCourse | PremiumCourse | ExtensionCourse


class Points(Value, frozen=True, kw_only=True):
    """Points under the review rubric; the schema holds each maximum, together 100."""

    theme_objectives: float
    standard_starting_point: float
    correctness: float
    inquiry_practice: float
    assessment: float
    safety: float
    feasibility: float
    distinctiveness: float

    @property
    def total(self) -> float:
        total: float = sum(msgspec.structs.astuple(self))
        return total


class Score(Value, frozen=True, kw_only=True):
    role: str
    points: Points


class Verified(Value, frozen=True, kw_only=True):
    recognitions: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    awards: tuple[str, ...] = ()
    background_checks: bool = False


class Review(Record, frozen=True, kw_only=True):
    """A maintainers' decision on the record whose key is `reviewed`."""

    reviewed: str
    decision: str
    date: Day
    valid_until: Day | None = None
    level: str = ""
    scores: tuple[Score, ...] = ()
    vetoes: tuple[str, ...] = ()
    verified: Verified = Verified()
    note: str = ""


RECORD_CLASSES: dict[str, type[Record]] = {
    "provider": Provider,
    "base": Base,
    "series": SeriesCourse,
    "premium": PremiumCourse,
    "extension": ExtensionCourse,
    "review": Review,
}


_SESSIONS = msgspec.msgpack.Decoder(tuple[Session, ...])


@lru_cache(maxsize=4)
def _unpack_sessions(packed: bytes) -> tuple[Session, ...]:
    return _SESSIONS.decode(packed) if packed else ()


def build_record(
    document: Document, read_again: Callable[[], Document] | None = None, changed: date | None = None
) -> Record:
    """The record that a checked document describes; a misfit here is a defect of the schema.

    `changed` stands in for `updated` where the file does not state it.
    """
    path = document.path
    fields: dict[str, Any] = {"updated": changed, **document.data, "origin": Origin(document, read_again)}
    match document.kind:
        case "review":
            fields["key"] = path.with_suffix("").as_posix()
            fields["reviewed"] = path.relative_to("reviews").with_suffix("").as_posix()
        case "premium" | "extension":
            fields["key"] = path.parent.as_posix()
            fields["owner"] = path.parent.parent.parent.as_posix()
        case "series":
            fields["key"] = path.parent.as_posix()
            fields["owner"] = path.parent.parent.as_posix()
            fields.update(_packed(fields.pop("sessions", [])))
        case _:
            fields["key"] = path.parent.as_posix()
    return msgspec.convert(fields, RECORD_CLASSES[document.kind])


def _packed(sessions: list[dict[str, Any]]) -> dict[str, Any]:
    kinds = (hazard["kind"] for session in sessions for hazard in session.get("hazards", ()))
    return {
        "session_count": len(sessions),
        "hazards": tuple(dict.fromkeys(kinds)),
        "packed_sessions": msgspec.msgpack.encode(sessions) if sessions else b"",
    }
