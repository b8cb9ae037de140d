"""What has to be bought or brought for a class of a given size.

Quantities are stated once, in the session where they are used. What is used up adds up over the
sessions; of everything else the session that needs most decides, because it is there again. What an
earlier session made is on no list.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from course_catalogue.model import SeriesCourse
from course_catalogue.parts import OWN_PRODUCT, MaterialUse

SCHOOL_OR_PUPILS = "学校或学生自备"
"""Who brings what a session names without saying who brings it."""

PER = ("每人", "每组", "每班")
_PLACE = {per: place for place, per in enumerate(PER)}

Shares = tuple[float, float, float]
"""For each pupil, each group and the class."""


class Need(msgspec.Struct, frozen=True):
    """What the whole series takes of one material, for a class of any size; `unit_price` in yuan (0: nothing is paid).

    `shares` are what is used up in all sessions, then what each session needs of that which is there again.
    """

    name: str
    unit: str
    supplied_by: str
    sessions: tuple[int, ...]
    shares: tuple[Shares, ...]
    unit_price: float = 0
    source: str = ""

    @property
    def formula(self) -> str:
        """The quantity for any class, as assets/quantities.js reckons it: the shares (“10 0 2|0 1 0|0 2 0”)."""
        return "|".join(map(_written, self.shares))

    def of(self, pupils: int, groups: int) -> ShoppingItem:
        """The line of one class: what is used up, and the need of the session that needs most."""
        used_up, *kept = [pupil * pupils + group * groups + once for pupil, group, once in self.shares]
        quantity = round(used_up + max(kept, default=0), 3)
        return ShoppingItem(
            self.name, self.unit, self.supplied_by, self.sessions, self.shares, self.unit_price, self.source, quantity
        )


class ShoppingItem(Need, frozen=True):
    """One line of the list of a class; `quantity` in `unit`, `cost` in yuan."""

    quantity: float = 0

    @property
    def cost(self) -> float:
        return round(self.quantity * self.unit_price, 2)


@lru_cache(maxsize=4096)  # most needs of most courses are one for each group, or a few
def _written(shares: Shares) -> str:
    return " ".join(f"{round(share, 3):g}" for share in shares)


class Needs(msgspec.Struct, frozen=True):
    """`extras` are what sessions name themselves, outside the course's lists of consumables and tools."""

    consumables: tuple[Need, ...]
    tools: tuple[Need, ...]
    extras: tuple[Need, ...]


class ShoppingList(msgspec.Struct, frozen=True):
    """What one class needs; its parts are those of `Needs`."""

    pupils: int
    groups: int
    consumables: tuple[ShoppingItem, ...]
    tools: tuple[ShoppingItem, ...]
    extras: tuple[ShoppingItem, ...]

    @property
    def brought_by_pupils(self) -> tuple[str, ...]:
        """Names of what each family is asked for."""
        items = (*self.tools, *self.consumables, *self.extras)
        return tuple(dict.fromkeys(item.name for item in items if item.supplied_by == "学生自备"))

    @property
    def provider_cost(self) -> float:
        """Yuan that the provider lays out for the class: what the material fee should pay for."""
        return round(sum(item.cost for item in self.consumables if item.supplied_by == "课程机构"), 2)


class _Sum:
    """What the sessions take of one material, in the order of the sessions."""

    __slots__ = ("kept", "sessions", "used_up")

    def __init__(self) -> None:
        self.used_up = [0.0, 0.0, 0.0]
        self.kept: dict[int, list[float]] = {}
        self.sessions: list[int] = []

    def add(self, session: int, use: MaterialUse, *, is_used_up: bool) -> None:
        shares = self.used_up if is_used_up else self.kept.setdefault(session, [0.0, 0.0, 0.0])
        shares[_PLACE[use.per]] += use.quantity
        if not self.sessions or self.sessions[-1] != session:
            self.sessions.append(session)

    def need(self, name: str, unit: str, supplied_by: str, unit_price: float = 0, source: str = "") -> Need:
        shares = tuple([(pupil, group, once) for pupil, group, once in (self.used_up, *self.kept.values())])
        return Need(name, unit, supplied_by, tuple(self.sessions), shares, unit_price, source)


def shopping_list(course: SeriesCourse, pupils: int) -> ShoppingList:
    """Everything the whole series needs for one class of `pupils`."""
    groups = course.groups_of(pupils)
    needs = needs_of(course)
    consumables, tools, extras = (
        tuple([need.of(pupils, groups) for need in part]) for part in (needs.consumables, needs.tools, needs.extras)
    )
    return ShoppingList(pupils, groups, consumables, tools, extras)


@lru_cache(maxsize=1)  # the page of a course and its plan ask one after the other
def needs_of(course: SeriesCourse) -> Needs:
    """Everything the whole series needs, in the order of the course's lists and then of its sessions.

    A consumable is used up, whoever says so or not.
    """
    consumables, tools = course.consumables, course.tools
    bought, again = {item.name for item in consumables}, {item.name for item in tools}
    listed: dict[str, _Sum] = {}
    extras: dict[tuple[str, str, str], _Sum] = {}
    for number, session in enumerate(course.sessions, start=1):
        for use in session.materials:
            name = use.name
            if name in bought or name in again:
                found = listed.get(name) or listed.setdefault(name, _Sum())
            elif use.supplied_by != OWN_PRODUCT:
                key = (name, use.unit, use.supplied_by or SCHOOL_OR_PUPILS)
                found = extras.get(key) or extras.setdefault(key, _Sum())
            else:
                continue
            found.add(number, use, is_used_up=use.consumed or name in bought)
    return Needs(
        consumables=tuple(
            listed[item.name].need(item.name, item.unit, item.supplied_by, item.unit_price, item.source)
            for item in consumables
            if item.name in listed
        ),
        tools=tuple(
            listed[item.name].need(item.name, item.unit, item.supplied_by)
            for item in tools
            if item.name in listed and item.supplied_by != OWN_PRODUCT
        ),
        extras=tuple(found.need(*key) for key, found in extras.items()),
    )


def amount(use: MaterialUse, pupils: int, groups: int) -> float:
    """How much one session takes for a class of `pupils` in `groups`."""
    return round(use.quantity * (pupils, groups, 1)[_PLACE[use.per]], 3)
