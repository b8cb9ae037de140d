"""What has to be bought or brought for a class of a given size.

Quantities are stated once, in the session where they are used. Consumables add up over the
sessions; of a tool, the session that needs most decides, because it is brought back.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil

from course_catalogue.model import SeriesCourse
from course_catalogue.parts import Consumable, MaterialUse, Tool


@dataclass(frozen=True, slots=True)
class ShoppingItem:
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


@dataclass(frozen=True, slots=True)
class ShoppingList:
    """`extras` are materials that one session alone needs, brought by school or pupils."""

    pupils: int
    groups: int
    consumables: tuple[ShoppingItem, ...]
    tools: tuple[ShoppingItem, ...]
    extras: tuple[ShoppingItem, ...]

    @property
    def provider_cost(self) -> float:
        """Yuan that the provider lays out for the class: what the material fee should pay for."""
        return round(sum(item.cost for item in self.consumables if item.supplied_by == "课程机构"), 2)


def shopping_list(course: SeriesCourse, pupils: int) -> ShoppingList:
    """Everything the whole series needs for one class of `pupils`."""
    groups = ceil(pupils / (course.group_size or pupils))
    uses: dict[str, list[tuple[int, float, MaterialUse]]] = {}
    for number, session in enumerate(course.sessions, start=1):
        for use in session.materials:
            uses.setdefault(use.name, []).append((number, amount(use, pupils, groups), use))
    named = {item.name for item in course.supplies}
    return ShoppingList(
        pupils=pupils,
        groups=groups,
        consumables=tuple(_summed(item, uses[item.name]) for item in course.consumables if item.name in uses),
        tools=tuple(_greatest(item, uses[item.name]) for item in course.tools if item.name in uses),
        extras=tuple(_extra(name, found) for name, found in uses.items() if name not in named),
    )


def amount(use: MaterialUse, pupils: int, groups: int) -> float:
    """How much one session takes for a class of `pupils` in `groups`."""
    times = {"每人": pupils, "每组": groups, "每班": 1}[use.per]
    return round(use.quantity * times, 3)


def _summed(item: Consumable, found: list[tuple[int, float, MaterialUse]]) -> ShoppingItem:
    return ShoppingItem(
        name=item.name,
        unit=item.unit,
        quantity=round(sum(quantity for _, quantity, _ in found), 3),
        supplied_by=item.supplied_by,
        sessions=_sessions(found),
        unit_price=item.unit_price,
        source=item.source,
    )


def _greatest(item: Tool, found: list[tuple[int, float, MaterialUse]]) -> ShoppingItem:
    return ShoppingItem(
        name=item.name,
        unit=item.unit,
        quantity=max(quantity for _, quantity, _ in found),
        supplied_by=item.supplied_by,
        sessions=_sessions(found),
    )


def _extra(name: str, found: list[tuple[int, float, MaterialUse]]) -> ShoppingItem:
    return ShoppingItem(
        name=name,
        unit=found[0][2].unit,
        quantity=round(sum(quantity for _, quantity, _ in found), 3),
        supplied_by="学校或学生自备",
        sessions=_sessions(found),
    )


def _sessions(found: list[tuple[int, float, MaterialUse]]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(number for number, _, _ in found))
