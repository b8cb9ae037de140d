"""What has to be bought or brought for a class of a given size.

Quantities are stated once, in the session where they are used. What is used up adds up over the
sessions; of everything else the session that needs most decides, because it is there again. What an
earlier session made is on no list.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import ceil

import msgspec

from course_catalogue.model import Origin, SeriesCourse, last_sessions
from course_catalogue.parts import OWN_PRODUCT, MaterialUse

SCHOOL_OR_PUPILS = "学校或学生自备"
"""Who brings what a session names without saying who brings it."""

PER = ("每人", "每组", "每班")

Shares = tuple[float, float, float]
"""For each pupil, each group and the class."""


class ShoppingItem(msgspec.Struct, frozen=True):
    """One line of the list; `quantity` in `unit`, `cost` in yuan (0 where nothing is paid).

    `shares` are what is used up in all sessions, then what each session needs of that which is there again.
    """

    name: str
    unit: str
    quantity: float
    supplied_by: str
    sessions: tuple[int, ...]
    shares: tuple[Shares, ...]
    unit_price: float = 0
    source: str = ""

    @property
    def cost(self) -> float:
        return round(self.quantity * self.unit_price, 2)

    @property
    def formula(self) -> str:
        """The quantity for any class, as assets/quantities.js reckons it: the shares (“10 0 2|0 1 0|0 2 0”)."""
        return "|".join(map(_written, self.shares))


@lru_cache(maxsize=4096)  # most needs of most courses are one for each group, or a few
def _written(shares: Shares) -> str:
    return " ".join(f"{round(share, 3):g}" for share in shares)


class ShoppingList(msgspec.Struct, frozen=True):
    """`extras` are what sessions name themselves, outside the course's lists of consumables and tools."""

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


class _Needs:
    """What the sessions take of one material, in the order of the sessions."""

    __slots__ = ("kept", "sessions", "used_up")

    def __init__(self) -> None:
        self.used_up = [0.0, 0.0, 0.0]
        self.kept: dict[int, list[float]] = {}
        self.sessions: list[int] = []

    def add(self, session: int, use: MaterialUse, *, is_used_up: bool) -> None:
        shares = self.used_up if is_used_up else self.kept.setdefault(session, [0.0, 0.0, 0.0])
        shares[PER.index(use.per)] += use.quantity
        if session not in self.sessions:
            self.sessions.append(session)

    def shares(self) -> tuple[Shares, ...]:
        return tuple((pupil, group, once) for pupil, group, once in (self.used_up, *self.kept.values()))


_Key = tuple[str, str, str]
"""Name, unit and who brings it."""


def shopping_list(course: SeriesCourse, pupils: int) -> ShoppingList:
    """Everything the whole series needs for one class of `pupils`."""
    groups = ceil(pupils / (course.group_size or pupils))
    consumables, tools = (tuple(item.name for item in items) for items in (course.consumables, course.tools))
    listed, extras = _gathered(course.origin, consumables, tools)

    def line(key: _Key, needs: _Needs, unit_price: float = 0, source: str = "") -> ShoppingItem:
        name, unit, supplied_by = key
        shares = needs.shares()
        quantity = _quantity(shares, pupils, groups)
        return ShoppingItem(name, unit, quantity, supplied_by, tuple(needs.sessions), shares, unit_price, source)

    return ShoppingList(
        pupils=pupils,
        groups=groups,
        consumables=tuple(
            line((item.name, item.unit, item.supplied_by), listed[item.name], item.unit_price, item.source)
            for item in course.consumables
            if item.name in listed
        ),
        tools=tuple(
            line((item.name, item.unit, item.supplied_by), listed[item.name])
            for item in course.tools
            if item.name in listed and item.supplied_by != OWN_PRODUCT
        ),
        extras=tuple(line(key, needs) for key, needs in extras.items()),
    )


@lru_cache(maxsize=4)  # the page of a course and its plan ask one after the other
def _gathered(
    origin: Origin, consumables: tuple[str, ...], tools: tuple[str, ...]
) -> tuple[Mapping[str, _Needs], Mapping[_Key, _Needs]]:
    """What sessions need of the course's lists, by name, and besides. A consumable is used up, whoever says so or not."""
    listed: dict[str, _Needs] = {}
    extras: dict[_Key, _Needs] = {}
    for number, session in enumerate(last_sessions(origin), start=1):
        for use in session.materials:
            name = use.name
            is_consumable = name in consumables
            if is_consumable or name in tools:
                needs = listed.get(name) or listed.setdefault(name, _Needs())
            elif use.supplied_by != OWN_PRODUCT:
                key = (name, use.unit, use.supplied_by or SCHOOL_OR_PUPILS)
                needs = extras.get(key) or extras.setdefault(key, _Needs())
            else:
                continue
            needs.add(number, use, is_used_up=is_consumable or use.consumed)
    return listed, extras


def _quantity(shares: tuple[Shares, ...], pupils: int, groups: int) -> float:
    """What is used up, and the need of the session that needs most."""
    used_up, *kept = [pupil * pupils + group * groups + once for pupil, group, once in shares]
    return round(used_up + max(kept, default=0), 3)


def amount(use: MaterialUse, pupils: int, groups: int) -> float:
    """How much one session takes for a class of `pupils` in `groups`."""
    return round(use.quantity * (pupils, groups, 1)[PER.index(use.per)], 3)
