"""What the classes of a plan need together: one class as course_catalogue/shopping.py reckons it, several by their times."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from javascript import run_javascript
from written import PROJECT, project_rulebook

from course_catalogue.loading import load_catalogue
from course_catalogue.model import SeriesCourse
from course_catalogue.plan_files import course_for_plan
from course_catalogue.shopping import shopping_list

MODULES = ("quantities", "plan-shopping")
COURSE = {
    "title": "水",
    "by": "水学会",
    "group": 4,
    "sessions": [["一", 0, 0, [], []], ["二", 0, 0, [], []]],
    "price": [10, 5, [["家庭", 60], ["学校", 40]]],
    "items": [
        ["吸管", "支", "课程机构", "2 1 0", 0.05, [1]],
        ["报纸", "张", "学校", "0 0 5", 1, [1]],
        ["尺", "把", "学校", "0 0 0|0 1 0|1 0 0", None, [1, 2]],
        ["水泵", "台", "课程机构", "0 0 0|0 1 0", None, [1]],
    ],
}


def reckoned(classes: list[tuple[Any, int]], clashes: tuple[tuple[int, int], ...] = ()) -> Any:
    given = {
        "classes": [{"course": course, "entry": {"pupils": pupils}} for course, pupils in classes],
        "clashes": [{"one": one, "other": other} for one, other in clashes],
    }
    return run_javascript(MODULES, "coursePlanShopping(given.classes, given.clashes)", given)


def quantities(found: Any) -> list[tuple[str, str, float]]:
    return [(row["name"], row["giver"], row["quantity"]) for row in (*found["consumables"], *found["others"])]


def test_one_class_needs_what_its_course_page_says() -> None:
    catalogue = load_catalogue(PROJECT, date(2026, 11, 1), project_rulebook()).catalogue
    series = [course for course in catalogue.listed if isinstance(course, SeriesCourse)]
    assert len(series) > 5
    for course in series:
        (rows, bought) = _both(course_for_plan(catalogue, course), 27)
        page = shopping_list(course, 27)
        items = (*page.consumables, *page.tools, *page.extras)
        assert rows == {(item.name, item.unit, item.supplied_by): pytest.approx(item.quantity) for item in items}
        assert bought.get("课程机构", 0) == pytest.approx(page.provider_cost)


def _both(course: dict[str, Any], pupils: int) -> tuple[dict[tuple[str, str, str], float], dict[str, float]]:
    found = reckoned([(course, pupils)])
    rows = (*found["consumables"], *found["others"])
    return {(row["name"], row["unit"], row["who"]): row["quantity"] for row in rows}, dict(found["bought"])


def test_what_is_used_up_adds_up_and_tools_go_round_between_classes_that_meet_apart() -> None:
    found = reckoned([(COURSE, 10), (COURSE, 20)])
    assert quantities(found) == [
        ("报纸", "", 10),
        ("吸管", "水学会", 68),
        ("尺", "", 20),
        ("水泵", "水学会", 5),
    ]
    assert [row["classes"] for row in found["consumables"]] == [[0, 1], [0, 1]]


def test_classes_at_the_same_time_need_their_tools_side_by_side() -> None:
    found = reckoned([(COURSE, 10), (COURSE, 20), (COURSE, 8)], clashes=((0, 1),))
    assert quantities(found)[2:] == [("尺", "", 30), ("水泵", "水学会", 8)]


def test_a_providers_things_are_its_own() -> None:
    found = reckoned([(COURSE, 10), ({**COURSE, "by": "火学会"}, 20)])
    assert quantities(found) == [
        ("报纸", "", 10),
        ("吸管", "水学会", 23),
        ("吸管", "火学会", 45),
        ("尺", "", 20),
        ("水泵", "水学会", 3),
        ("水泵", "火学会", 5),
    ]


def test_fees_are_shared_out_and_totalled() -> None:
    found = reckoned([(COURSE, 10), (COURSE, 20)])
    assert found["fees"][0] == {
        "known": True,
        "teaching": 200,
        "material": 50,
        "total": 250,
        "payers": [["家庭", 150], ["学校", 100]],
    }
    assert (found["total"], found["payers"]) == (750, [["家庭", 450], ["学校", 300]])
    assert found["bought"] == [["学校", 10], ["课程机构", 3.4]]


@pytest.mark.parametrize("pupils", [1, 7, 37, 45])
def test_the_shares_of_an_odd_sum_add_up_to_it(pupils: int) -> None:
    shared = {**COURSE, "price": [3.93, 0.01, [["家庭", 40], ["学校", 25], ["社区", 20], ["企业", 15]]]}
    (fee,) = reckoned([(shared, pupils)])["fees"]
    assert round(sum(yuan for _, yuan in fee["payers"]), 2) == fee["total"]


def test_a_course_without_price_is_not_taken_for_free() -> None:
    unpriced = {name: value for name, value in COURSE.items() if name != "price"}
    found = reckoned([(unpriced, 10)])
    assert (found["fees"][0]["known"], found["total"], found["payers"]) == (False, 0, [])
