"""The parts of records: sessions, steps, prices, places …; frozen and typed like the records themselves.

Field names and units equal the schema's.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import msgspec


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a record."""


class Picture(Value, frozen=True, kw_only=True):
    """A picture file beside the record, what it shows in words, and who made it."""

    file: str
    alt: str
    credit: str = ""


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
    """So much of a material for each pupil (每人), group (每组) or class (每班).

    `unit`, `supplied_by` and `consumed` are for what is on none of the course's two lists.
    """

    name: str
    quantity: float
    per: str
    unit: str = ""
    supplied_by: str = ""
    consumed: bool = False
    note: str = ""


class Consumable(Value, frozen=True, kw_only=True):
    """Used up; `unit_price` in yuan a unit."""

    name: str
    unit: str
    unit_price: float
    supplied_by: str
    source: str = ""


OWN_PRODUCT = "前课做成"
"""What pupils (or their teacher) made in an earlier session: nobody buys or brings it."""


class Tool(Value, frozen=True, kw_only=True):
    """Brought back after use."""

    name: str
    unit: str
    supplied_by: str
    note: str = ""


class Hazard(Value, frozen=True, kw_only=True):
    """`degree` 低, 中 (an adult beside) or 高 (adults only)."""

    kind: str
    degree: str
    note: str = ""

    @property
    def name(self) -> str:
        """What readers are told to mind: 其他 alone would tell them nothing."""
        return (self.note or "其他危险源") if self.kind == "其他" else self.kind

    @property
    def remark(self) -> str:
        """The note, where it is not the name already."""
        return "" if self.kind == "其他" else self.note


def hazard_names(hazards: Iterable[Hazard]) -> tuple[str, ...]:
    """Each name once, the gravest first."""
    return tuple(
        dict.fromkeys(hazard.name for hazard in sorted(hazards, key=lambda hazard: "高中低".index(hazard.degree)))
    )


class Axis(Value, frozen=True, kw_only=True, rename={"start": "from", "stop": "to"}):
    """From `start` to `stop`, a square each `step`, all in `unit`."""

    label: str
    unit: str = ""
    start: float
    stop: float
    step: float


class Curve(Value, frozen=True, kw_only=True):
    """Points in the units of the axes, joined by a line or not."""

    name: str = ""
    points: tuple[tuple[float, float], ...]
    joined: bool = True


class CircuitPart(Value, frozen=True, kw_only=True):
    """A part of a circuit; of the kind 并联 it has branches instead of a symbol."""

    part: str
    label: str = ""
    branches: tuple[tuple[CircuitPart, ...], ...] = ()


class BoardColumn(Value, frozen=True, kw_only=True):
    title: str = ""
    lines: tuple[str, ...] = ()


class Diagram(Value, frozen=True, kw_only=True):
    """A simple drawing that is declared, not drawn; which fields it has follows from `kind`. `height` in millimetres."""

    kind: str
    title: str
    x: Axis | None = None
    y: Axis | None = None
    lines: tuple[Curve, ...] = ()
    names: tuple[str, ...] = ()
    values: tuple[float, ...] = ()
    steps: tuple[str, ...] = ()
    cycle: bool = False
    circuit: tuple[CircuitPart, ...] = ()
    boxes: tuple[str, ...] = ()
    columns: tuple[BoardColumn, ...] = ()
    height: int = 0


class Block(Value, frozen=True, kw_only=True):
    """A piece of a worksheet; `kind` is 问题, 表格, 画图, 选择 or 图. `height` in millimetres."""

    kind: str
    text: str
    lines: int = 2
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    height: int = 50
    options: tuple[str, ...] = ()
    diagram: Diagram | None = None


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
    """One 课时. `minutes` None means the course's `session_minutes`; `wait_days` is from the session before to this one."""

    title: str
    minutes: int | None = None
    visit: int | None = None
    wait_days: int | None = None
    objectives: tuple[Objective, ...] = ()
    starting_point: str = ""
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
    diagrams: tuple[Diagram, ...] = ()
    assessment: str = ""
    extension_task: ExtensionTask | None = None
    hazards: tuple[Hazard, ...] = ()
    safety_notes: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()


class SessionOutline(Value, frozen=True, kw_only=True):
    """What a list of sessions tells: a Session read without the rest of it."""

    title: str
    objectives: tuple[Objective, ...] = ()


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
        return self.kind == "免费" or not (self.fee_per_session or self.material_fee)


class VisitPrice(Value, frozen=True, kw_only=True):
    """Yuan a pupil and visit."""

    kind: str
    fee_per_pupil: float = 0
    material_fee: float = 0
    refund: str = ""

    @property
    def is_free(self) -> bool:
        return self.kind == "免费" or not self.total

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


WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")


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
    image: Picture | None = None


class Recognition(Value, frozen=True, kw_only=True):
    title: str
    issuer: str
    year: int


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
    record: tuple[Block, ...] = ()
    answers: tuple[str, ...] = ()
    exhibit: str = ""


class Group(Value, frozen=True, kw_only=True):
    min: int
    max: int


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


class Waiver(Value, frozen=True, kw_only=True):
    """Why the author keeps what a warning of that code asks about, in the whole file or below the readable path `at`."""

    code: str
    reason: str
    at: str = ""
