"""What has to be bought or brought for a class of a given size.

Quantities are stated once, in the session where they are used. What is used up adds up over the
sessions; of everything else the session that needs most decides, because it is there again. What an
earlier session made is on no list.
"""

from __future__ import annotations

from math import ceil

import msgspec

from course_catalogue.model import SeriesCourse
from course_catalogue.parts import OWN_PRODUCT, Consumable, MaterialUse

SCHOOL_OR_PUPILS = "学校或学生自备"
"""Who brings what a session names without saying who brings it."""


class ShoppingItem(msgspec.Struct, frozen=True):
    """One line of the list; `quantity` in `unit`, `cost` in yuan (0 where nothing is paid)."""

    name: str
    unit: str
    quantity: float
    supplied_by: str
    sessions: tuple[int, ...]
    unit_price: float = 0
    source: str = ""

    @property
    def cost(self) -> float:
        return round(self.quantity * self.unit_price, 2)


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


class _Need(msgspec.Struct, frozen=True):
    """What one session takes of a material."""

    session: int
    quantity: float
    use: MaterialUse


def shopping_list(course: SeriesCourse, pupils: int) -> ShoppingList:
    """Everything the whole series needs for one class of `pupils`."""
    groups = ceil(pupils / (course.group_size or pupils))
    listed, extras = _gathered(course, pupils, groups)
    return ShoppingList(
        pupils=pupils,
        groups=groups,
        consumables=tuple(_consumable(item, listed[item.name]) for item in course.consumables if item.name in listed),
        tools=tuple(
            _item(item.name, item.unit, item.supplied_by, listed[item.name])
            for item in course.tools
            if item.name in listed and item.supplied_by != OWN_PRODUCT
        ),
        extras=tuple(_item(name, unit, who, needs) for (name, unit, who), needs in extras.items()),
    )


def formulas(course: SeriesCourse) -> dict[tuple[str, str, str], str]:
    """By name, unit and who brings it: the quantity for any class, as assets/shopping.js reckons it.

    What is used up for each pupil, each group and the class, then the same for each session of what is there again,
    of which the greatest counts (“10 0 2|0 1 0|0 2 0”).
    """
    listed, extras = _gathered(course, 1, 1)
    found = {key: _formula(needs) for key, needs in extras.items()}
    for item in course.supplies:
        if item.name in listed:
            is_used_up = isinstance(item, Consumable)
            found[item.name, item.unit, item.supplied_by] = _formula(listed[item.name], all_used_up=is_used_up)
    return found


_Extras = dict[tuple[str, str, str], list[_Need]]
"""By name, unit and who brings it."""


def _gathered(course: SeriesCourse, pupils: int, groups: int) -> tuple[dict[str, list[_Need]], _Extras]:
    """What sessions need of the course's lists, and besides."""
    named = {item.name for item in course.supplies}
    listed: dict[str, list[_Need]] = {}
    extras: _Extras = {}
    for number, session in enumerate(course.sessions, start=1):
        for use in session.materials:
            need = _Need(number, amount(use, pupils, groups), use)
            if use.name in named:
                listed.setdefault(use.name, []).append(need)
            elif use.supplied_by != OWN_PRODUCT:
                who = use.supplied_by or SCHOOL_OR_PUPILS
                extras.setdefault((use.name, use.unit, who), []).append(need)
    return listed, extras


def amount(use: MaterialUse, pupils: int, groups: int) -> float:
    """How much one session takes for a class of `pupils` in `groups`."""
    times = {"每人": pupils, "每组": groups, "每班": 1}[use.per]
    return round(use.quantity * times, 3)


def _consumable(item: Consumable, needs: list[_Need]) -> ShoppingItem:
    return ShoppingItem(
        name=item.name,
        unit=item.unit,
        quantity=_sum(needs),
        supplied_by=item.supplied_by,
        sessions=_sessions(needs),
        unit_price=item.unit_price,
        source=item.source,
    )


def _item(name: str, unit: str, supplied_by: str, needs: list[_Need]) -> ShoppingItem:
    used_up = [need for need in needs if need.use.consumed]
    kept = [need for need in needs if not need.use.consumed]
    return ShoppingItem(
        name=name,
        unit=unit,
        quantity=round(_sum(used_up) + _greatest(kept), 3),
        supplied_by=supplied_by,
        sessions=_sessions(needs),
    )


def _formula(needs: list[_Need], *, all_used_up: bool = False) -> str:
    used_up = [need for need in needs if all_used_up or need.use.consumed]
    kept = [need for need in needs if not (all_used_up or need.use.consumed)]
    by_session = [[need for need in kept if need.session == number] for number in _sessions(kept)]
    return "|".join(_shares(part) for part in (used_up, *by_session))


def _shares(needs: list[_Need]) -> str:
    """Of a pupil, a group and the class."""
    sums = (sum(need.use.quantity for need in needs if need.use.per == per) for per in ("每人", "每组", "每班"))
    return " ".join(f"{round(total, 3):g}" for total in sums)


def _sum(needs: list[_Need]) -> float:
    return round(sum(need.quantity for need in needs), 3)


def _greatest(needs: list[_Need]) -> float:
    """The need of the session that needs most; its own uses (each group's, the class's spares) add up."""
    return max((_sum([need for need in needs if need.session == number]) for number in _sessions(needs)), default=0)


def _sessions(needs: list[_Need]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(need.session for need in needs))
