"""What the plan of a term loads: a script for each listed series, and the holidays."""

from __future__ import annotations

import gzip
import json
from datetime import date
from typing import Any

from written import PROJECT, catalogue_of, project_rulebook

from course_catalogue.loading import load_catalogue
from course_catalogue.model import SeriesCourse
from course_catalogue.output import OutputFile
from course_catalogue.plan_files import course_for_plan, holidays_file, plan_file

COURSE = """\
format: 1
status: submitted
title: 水的旅行
session_minutes: 40
class_size: {min: 12, best: 20, max: 24}
group_size: 4
max_groups: 5
price: {kind: 成本分担, fee_per_session: 8, material_fee: 2.5, payers: [{payer: 家庭, percent: 50}, {payer: 学校, percent: 50}], refund: 可退}
offer: {districts: [全市], terms: [秋季学期, 暑假], weekdays: [周二, 周日], from_date: "2026-09-15", lead_weeks: 3, classes_per_term: 2, how_to_apply: 发邮件}
consumables:
  - {name: 吸管, unit: 支, unit_price: 0.05, supplied_by: 课程机构}
tools:
  - {name: 尺, unit: 把, supplied_by: 学校}
sessions:
  - title: 一
    visit: 1
    objectives: [{text: 能量一量}]
    materials:
      - {name: 吸管, quantity: 0.5, per: 每人}
      - {name: 尺, quantity: 1, per: 每组}
  - title: 二
    minutes: 60
    visit: 2
    wait_days: 8
    materials:
      - {name: 树叶, quantity: 3, per: 每人, unit: 片}
"""
REVIEW = 'format: 1\ndecision: approved\ndate: "2026-08-01"\nvalid_until: "2029-08-31"\n'


def files(text: str, review: str = REVIEW) -> dict[str, str]:
    return {
        "courses/society/provider.yml": "format: 1\nstatus: submitted\nname: 水学会（示例）\nshort_name: 水学会\n",
        "courses/society/water/course.yml": text,
        "reviews/courses/society/water.yml": review,
    }


def payload(file: OutputFile) -> Any:
    text = file.content.decode()
    name, data = text.removeprefix("courseCataloguePlan(").removesuffix(");\n").split(",", 1)
    assert f"plan/{json.loads(name)}.js" == file.path
    return json.loads(data)


def test_a_course_tells_all_that_a_plan_asks_for() -> None:
    catalogue = catalogue_of(files(COURSE), date(2026, 10, 1))
    (course,) = catalogue.series
    assert course_for_plan(catalogue, course) == {
        "title": "水的旅行",
        "by": "水学会",
        "minutes": 40,
        "size": [12, 20, 24],
        "group": 4,
        "groups": 5,
        "days": [2, 7],
        "terms": ["秋季学期", "暑假"],
        "from": "2026-09-15",
        "lead": 3,
        "classes": 2,
        "apply": "发邮件",
        "until": "2029-08-31",
        "price": [8, 2.5, [["家庭", 50], ["学校", 50]]],
        "sessions": [
            ["一", 0, 1, ["能量一量"], ["吸管 每人0.5支", "尺 每组1把"], 0],
            ["二", 60, 2, [], ["树叶 每人3片"], 8],
        ],
        "items": [
            ["吸管", "支", "课程机构", "0.5 0 0", 0.05, [1]],
            ["尺", "把", "学校", "0 0 0|0 1 0", None, [1]],
            ["树叶", "片", "学校或学生自备", "0 0 0|3 0 0", None, [2]],
        ],
    }


def test_what_a_course_does_not_say_is_left_out() -> None:
    catalogue = catalogue_of(
        files("format: 1\nstatus: submitted\ntitle: 水\nsessions: [{title: 一}]\n"), date(2026, 10, 1)
    )
    (course,) = catalogue.series
    assert course_for_plan(catalogue, course) == {
        "title": "水",
        "by": "水学会",
        "until": "2029-08-31",
        "sessions": [["一", 0, 0, [], [], 0]],
    }


def test_holidays_say_which_year_has_its_notice() -> None:
    years = {year["year"]: year for year in payload(holidays_file(catalogue_of({})))["years"]}
    assert (years[2026]["arranged"], years[2027]["arranged"]) == (True, False)
    assert ["国庆节", "2026-10-01", "2026-10-07"] in years[2026]["off"]
    assert (years[2026]["madeUp"][-1], years[2027]["madeUp"]) == ("2026-10-10", [])


def test_a_hostile_title_is_a_string_in_the_script() -> None:
    hostile = "</script><img src=x>\"\\');alert(1)//"
    catalogue = catalogue_of(files(COURSE.replace("水的旅行", json.dumps(hostile))), date(2026, 10, 1))
    (course,) = catalogue.listed
    assert isinstance(course, SeriesCourse)
    assert payload(plan_file(catalogue, course))["title"] == hostile


def test_the_scripts_are_small_and_the_same_each_time() -> None:
    catalogue = load_catalogue(PROJECT, date(2026, 11, 1), project_rulebook()).catalogue
    series = [course for course in catalogue.listed if isinstance(course, SeriesCourse)]
    made = [plan_file(catalogue, course) for course in series]
    assert made == [plan_file(catalogue, course) for course in series]
    assert len(made) > 5
    assert {file.path for file in made if len(gzip.compress(file.content, mtime=0)) > 6 * 1024} == set()
