"""The shopping list (采购清单) of a series for the class sizes that are common: a column for each."""

from __future__ import annotations

from typing import Any

from course_catalogue import wording
from course_catalogue.catalogue import Catalogue
from course_catalogue.model import SeriesCourse
from course_catalogue.packs.series_pack import spans
from course_catalogue.shopping import ShoppingItem, ShoppingList, shopping_list

# A page has room for so many columns of numbers beside name, unit and who brings it.
_MOST_COLUMNS = 6


def shopping_sheet_data(catalogue: Catalogue, course: SeriesCourse) -> dict[str, Any]:
    sizes = class_sizes(catalogue, course)
    lists = [shopping_list(course, size) for size in sizes]
    return {
        "sizes": [f"{found.pupils} 人" for found in lists],
        "groups": [f"{found.groups} 组" for found in lists],
        "hint": _hint(course),
        "tables": [table for table in _tables(lists) if table["rows"]],
        "totals": [
            ["全部消耗材料", *(f"{_cost(found):.2f}" for found in lists)],
            ["其中课程机构准备的", *(f"{found.provider_cost:.2f}" for found in lists)],
            ["全部材料平均每名学生", *(f"{_cost(found) / found.pupils:.2f}" for found in lists)],
        ],
        "notes": [
            "数量是整个系列（全部课时）一个班的用量；循环器材按用量最大的一课准备，用后收回。",
            "人数在两栏之间的，按人数多的一栏备料；单价供估算，以采购时为准。",
        ],
    }


def class_sizes(catalogue: Catalogue, course: SeriesCourse) -> list[int]:
    """The common sizes that the course allows, with its best and its largest; ascending."""
    limits = course.class_size
    common = catalogue.vocabulary.thresholds.common_class_sizes
    if limits is None:
        return list(common)
    allowed = {size for size in common if limits.min <= size <= limits.max} | {limits.best, limits.max}
    return sorted(allowed)[-_MOST_COLUMNS:]


def _cost(found: ShoppingList) -> float:
    """Yuan for everything that is used up."""
    return sum(item.cost for item in found.consumables)


def _hint(course: SeriesCourse) -> str:
    limits = course.class_size
    groups = "".join(f"，{words}" for words in [wording.grouping(course)] if words)
    return (
        f"本课程每班 {limits.min}～{limits.max} 人，以 {limits.best} 人最合适{groups}；人再多请分成两个班。"
        if limits
        else ""
    )


def _tables(lists: list[ShoppingList]) -> list[dict[str, Any]]:
    return [
        {"title": title, "rows": [_row(items) for items in zip(*columns, strict=True)]}
        for title, columns in (
            ("消耗材料", [found.consumables for found in lists]),
            ("循环器材", [found.tools for found in lists]),
            ("个别课时的用品", [found.extras for found in lists]),
        )
    ]


def _row(items: tuple[ShoppingItem, ...]) -> dict[str, Any]:
    """One thing for all class sizes."""
    item = items[0]
    price = f"{wording.number(item.unit_price)} 元／{item.unit}" if item.unit_price else ""
    return {
        "name": item.name,
        "unit": item.unit,
        "note": "；".join(part for part in (price, item.source, f"第 {spans(item.sessions)} 课时") if part),
        "quantities": [wording.number(each.quantity) for each in items],
        "by": item.supplied_by,
    }
