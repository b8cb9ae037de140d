"""What a class of a given size needs, added up over the sessions."""

from __future__ import annotations

import pytest
from written import PATHS, TODAY, catalogue_of, example_on, example_text

from course_catalogue.model import SeriesCourse
from course_catalogue.parts import MaterialUse
from course_catalogue.shopping import ShoppingItem, amount, shopping_list


def course(text: str) -> SeriesCourse:
    (found,) = catalogue_of({PATHS["provider"]: example_text("provider"), PATHS["series"]: text}).series
    return found


SMALL = """\
format: 1
status: draft
title: 水
group_size: 4
consumables:
  - {name: 吸管, unit: 支, unit_price: 0.05, supplied_by: 课程机构, source: 超市}
  - {name: 报纸, unit: 张, unit_price: 0, supplied_by: 学生自备}
  - {name: 蜡纸, unit: 张, unit_price: 1, supplied_by: 学校}
  - {name: 没用到的, unit: 个, unit_price: 9, supplied_by: 课程机构}
tools:
  - {name: 尺, unit: 把, supplied_by: 学校}
sessions:
  - title: 一
    materials:
      - {name: 吸管, quantity: 2, per: 每人}
      - {name: 尺, quantity: 1, per: 每组}
      - {name: 树叶, quantity: 3, per: 每人, unit: 片}
  - title: 二
    materials:
      - {name: 吸管, quantity: 1, per: 每组}
      - {name: 尺, quantity: 1, per: 每人}
      - {name: 报纸, quantity: 5, per: 每班}
      - {name: 树叶, quantity: 1, per: 每组, unit: 片}
  - title: 三
    materials:
      - {name: 蜡纸, quantity: 0.5, per: 每人}
"""


def test_consumables_add_up_and_of_tools_the_greatest_need_counts() -> None:
    found = shopping_list(course(SMALL), 10)
    assert (found.pupils, found.groups) == (10, 3)
    assert found.consumables == (
        ShoppingItem("吸管", "支", 23, "课程机构", (1, 2), 0.05, "超市"),
        ShoppingItem("报纸", "张", 5, "学生自备", (2,)),
        ShoppingItem("蜡纸", "张", 5, "学校", (3,), 1),
    )
    assert found.tools == (ShoppingItem("尺", "把", 10, "学校", (1, 2)),)
    assert found.extras == (ShoppingItem("树叶", "片", 33, "学校或学生自备", (1, 2)),)


def test_only_what_the_provider_buys_counts_as_its_cost() -> None:
    found = shopping_list(course(SMALL), 10)
    assert [item.cost for item in found.consumables] == [1.15, 0, 5]
    assert found.provider_cost == 1.15


@pytest.mark.parametrize(("pupils", "groups"), [(1, 1), (4, 1), (5, 2), (24, 6), (25, 7)])
def test_last_group_may_be_smaller(pupils: int, groups: int) -> None:
    assert shopping_list(course(SMALL), pupils).groups == groups


def test_course_without_groups_is_one_group() -> None:
    assert shopping_list(course(SMALL.replace("group_size: 4\n", "")), 30).groups == 1


@pytest.mark.parametrize(("per", "expected"), [("每人", 2.4), ("每组", 0.6), ("每班", 0.1)])
def test_amount_of_one_session_has_no_binary_dust(per: str, expected: float) -> None:
    assert amount(MaterialUse(name="盐", quantity=0.1, per=per), 24, 6) == expected


def test_series_of_the_example_costs_what_its_fee_says() -> None:
    (found,) = example_on(TODAY).catalogue.series[1:]
    bought = shopping_list(found, 24)
    assert bought.provider_cost == 57
    assert [(item.name, item.quantity) for item in bought.consumables] == [
        ("观察册", 24),
        ("厨房纸", 18),
        ("白糖", 180),
        ("食盐", 60),
        ("自封袋", 24),
    ]
    assert [(item.name, item.quantity) for item in bought.tools] == [("透明杯", 12), ("滴管", 12)]
    assert [(item.name, item.quantity, item.unit) for item in bought.extras] == [("牙签", 6, "根")]
