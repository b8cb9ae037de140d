"""What a class of a given size needs, added up over the sessions."""

from __future__ import annotations

import pytest
from javascript import run_javascript
from written import PATHS, PROJECT, TODAY, catalogue_of, example_on, example_text, project_rulebook

from course_catalogue.loading import load_catalogue
from course_catalogue.model import SeriesCourse
from course_catalogue.parts import MaterialUse
from course_catalogue.shopping import ShoppingItem, ShoppingList, amount, shopping_list


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
    assert lines(found.consumables) == [
        ("吸管", "支", 23, "课程机构", (1, 2)),
        ("报纸", "张", 5, "学生自备", (2,)),
        ("蜡纸", "张", 5, "学校", (3,)),
    ]
    assert [(item.unit_price, item.source) for item in found.consumables] == [(0.05, "超市"), (0, ""), (1, "")]
    assert lines(found.tools) == [("尺", "把", 10, "学校", (1, 2))]
    assert lines(found.extras) == [("树叶", "片", 30, "学校或学生自备", (1, 2))]


Line = tuple[str, str, float, str, tuple[int, ...]]


def lines(items: tuple[ShoppingItem, ...]) -> list[Line]:
    return [(item.name, item.unit, item.quantity, item.supplied_by, item.sessions) for item in items]


def with_materials(*sessions: str) -> SeriesCourse:
    """A course whose sessions name these materials, one after the other."""
    head = SMALL[: SMALL.index("sessions:")]
    bodies = [f"  - title: 课{number}\n    materials:\n{lines}" for number, lines in enumerate(sessions, start=1)]
    return course(head + "sessions:\n" + "".join(bodies))


def test_what_is_used_up_adds_up_though_it_is_on_no_list() -> None:
    leaf = "      - {name: 树叶, quantity: 2, per: 每人, unit: 片, supplied_by: 学生自备, consumed: true}\n"
    assert lines(shopping_list(with_materials(leaf, leaf), 10).extras) == [("树叶", "片", 40, "学生自备", (1, 2))]


def test_uses_in_one_session_add_up_before_sessions_are_compared() -> None:
    both = "      - {name: 尺, quantity: 1, per: 每组}\n      - {name: 尺, quantity: 2, per: 每班}\n"
    one = "      - {name: 尺, quantity: 4, per: 每班}\n"
    assert lines(shopping_list(with_materials(both, one), 10).tools) == [("尺", "把", 5, "学校", (1, 2))]


def test_what_an_earlier_session_made_is_on_no_list() -> None:
    made = "      - {name: 昨天的船, quantity: 1, per: 每人, unit: 只, supplied_by: 前课做成}\n"
    tool = "      - {name: 尺, quantity: 1, per: 每组}\n"
    text = with_materials(made + tool)
    assert shopping_list(text, 10).extras == ()
    own_tool = SMALL.replace("unit: 把, supplied_by: 学校", "unit: 把, supplied_by: 前课做成")
    assert shopping_list(course(own_tool), 10).tools == ()


def test_each_who_brings_a_thing_is_a_line_of_its_own() -> None:
    school = "      - {name: 书, quantity: 1, per: 每班, unit: 本, supplied_by: 学校}\n"
    pupils = "      - {name: 书, quantity: 1, per: 每人, unit: 本, supplied_by: 学生自备}\n"
    assert lines(shopping_list(with_materials(school, pupils), 10).extras) == [
        ("书", "本", 1, "学校", (1,)),
        ("书", "本", 10, "学生自备", (2,)),
    ]


def test_families_are_asked_for_what_pupils_bring_and_for_nothing_else() -> None:
    pupils = "      - {name: 书, quantity: 1, per: 每人, unit: 本, supplied_by: 学生自备}\n"
    rest = "      - {name: 报纸, quantity: 5, per: 每班}\n      - {name: 尺, quantity: 1, per: 每组}\n"
    assert shopping_list(with_materials(pupils + rest), 10).brought_by_pupils == ("报纸", "书")


def test_only_what_the_provider_buys_counts_as_its_cost() -> None:
    found = shopping_list(course(SMALL), 10)
    assert [item.cost for item in found.consumables] == [1.15, 0, 5]
    assert found.provider_cost == 1.15


@pytest.mark.parametrize(("pupils", "groups"), [(1, 1), (4, 1), (5, 2), (24, 6), (25, 7)])
def test_last_group_may_be_smaller(pupils: int, groups: int) -> None:
    assert shopping_list(course(SMALL), pupils).groups == groups


@pytest.mark.parametrize(("pupils", "groups"), [(20, 5), (24, 6), (30, 6)])
def test_a_class_makes_no_more_groups_than_there_are_sets(pupils: int, groups: int) -> None:
    limited = course(SMALL.replace("group_size: 4\n", "group_size: 4\nmax_groups: 6\n"))
    assert shopping_list(limited, pupils).groups == groups
    arguments = [pupils, limited.group_size, limited.max_groups]
    assert run_javascript(("quantities",), "courseQuantities.groupsOf(...given)", arguments) == groups


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


def everything(found: ShoppingList) -> tuple[ShoppingItem, ...]:
    return (*found.consumables, *found.tools, *found.extras)


def test_the_formula_tells_what_is_used_up_and_what_each_session_needs_again() -> None:
    assert {item.name: item.formula for item in everything(shopping_list(course(SMALL), 1))} == {
        "吸管": "2 1 0",
        "报纸": "0 0 5",
        "蜡纸": "0.5 0 0",
        "尺": "0 0 0|0 1 0|1 0 0",
        "树叶": "0 0 0|3 0 0|0 1 0",
    }


def reckoned(formula: str, pupils: int, groups: int) -> float:
    """As assets/quantities.js does."""
    parts = [[float(share) for share in part.split()] for part in formula.split("|")]
    used_up, *kept = [pupil * pupils + group * groups + each for pupil, group, each in parts]
    return used_up + max(kept, default=0)


def test_the_formula_gives_the_quantities_of_every_class_size() -> None:
    for series in load_catalogue(PROJECT, TODAY, project_rulebook()).catalogue.series:
        for pupils in (1, 7, 24, 45):
            found = shopping_list(series, pupils)
            for item in everything(found):
                assert reckoned(item.formula, pupils, found.groups) == pytest.approx(item.quantity), item
