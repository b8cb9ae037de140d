"""What a change does: records field by field, the programme's figures, addresses, packs and reviews.

Values only: `reckoning` finds them, `effect_words` says them in Chinese, `effect_report` prints that.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from course_catalogue.authoring.field_words import FieldWords

FORMAT = 1
"""The version of the JSON form; it changes when a reader of the old one would go wrong."""


class Deed(Enum):
    ADDED = "added"
    CHANGED = "changed"
    RENAMED = "renamed"
    WITHDRAWN = "withdrawn"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class RecordEffect:
    """What happens to one record. States are Chinese, empty where there is no record; `review` is what its review says anew."""

    deed: Deed
    key: str
    former_key: str
    kind: str
    title: str
    state_before: str
    state_after: str
    fields: tuple[FieldWords, ...]
    review: tuple[FieldWords, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A target that can be counted. `of_*` is out of how many, 0 where that says nothing; `met` is for the state after."""

    id: str
    measure: str
    unit: str
    goal: float
    before: int
    after: int
    of_before: int
    of_after: int
    waiting_before: int
    waiting_after: int

    @property
    def changes(self) -> bool:
        return (self.before, self.of_before, self.waiting_before) != (self.after, self.of_after, self.waiting_after)


@dataclass(frozen=True, slots=True)
class BaseProgress:
    """A base on its way to 1 + 10, in force; `waiting_*` are after the change. Labels: 达标, 整改中, 筹备中 …"""

    key: str
    name: str
    premium_before: int
    premium_after: int
    premium_due: int
    extension_before: int
    extension_after: int
    extension_due: int
    premium_waiting: int
    extension_waiting: int
    label_before: str
    label_after: str


@dataclass(frozen=True, slots=True)
class AddressEffect:
    """`before` and `after` are addresses of the site; an empty one is a page that is new, or gone for good."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Recheck:
    """A record that becomes 待复核, or is it no longer, and the fields that a reviewer has not seen, or now has."""

    key: str
    title: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """A pack that is made anew, or (`gone`) no more."""

    address: str
    title: str
    gone: bool


@dataclass(frozen=True, slots=True)
class Effect:
    """Everything that a change does, on one build date. `not_counted` are measures without data.

    `other_files` (pictures beside the courses), `checker` and `unread` are paths.
    """

    format: int
    base: str
    today: date
    records: tuple[RecordEffect, ...]
    figures: tuple[Figure, ...]
    bases: tuple[BaseProgress, ...]
    not_counted: tuple[str, ...]
    addresses: tuple[AddressEffect, ...]
    packs: tuple[Pack, ...]
    rechecks: tuple[Recheck, ...]
    rechecked: tuple[Recheck, ...]
    other_files: tuple[str, ...]
    checker: tuple[str, ...]
    unread: tuple[str, ...]

    @property
    def is_nothing(self) -> bool:
        return not (self.records or self.packs or self.rechecked or self.other_files or self.checker or self.unread)
