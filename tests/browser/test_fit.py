"""assets/fit.js and assets/school_profile.js, run as they are: verdicts on courses, and a school read from an address."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from written import PROJECT

from browser.conftest import serving

ASSETS = PROJECT / "site_overrides" / "assets"
TODAY = "2026-11-01"
SERIES: dict[str, Any] = {
    "key": "courses/a/wind", "kind": "系列课程", "until": "2029-08-31", "grades": [3, 4], "gradeWords": "3～4 年级",
    "districts": ["330203", "330206"], "places": "海曙区、北仑区", "terms": ["秋季学期"], "days": ["周二", "周四"],
    "size": [12, 20, 24], "classes": 2, "rooms": ["科学实验室", "创客教室"], "alsoRooms": ["操场"], "equipment": ["投影", "水源"],
    "price": 120, "priceWords": "每生共 120 元", "rural": True,
}  # fmt: skip
VISIT: dict[str, Any] = {
    "key": "bases/b/extension/cloud", "kind": "拓展课程", "grades": [4], "gradeWords": "4 年级", "districts": ["330225"],
    "places": "象山县", "days": ["周三", "周六"], "size": [1, 30, 30], "seasons": ["秋季"], "price": 0, "priceWords": "免费",
}  # fmt: skip


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    folder = tmp_path_factory.mktemp("fit")
    scripts = "".join(f'<script src="{name}.js"></script>' for name in ("fit", "school_profile", "shortlist_store"))
    for name in ("fit", "school_profile", "shortlist_store"):
        shutil.copy(ASSETS / f"{name}.js", folder)
    (folder / "index.html").write_text(f'<!doctype html><meta charset="utf-8"><title>x</title>{scripts}', "utf-8")
    with serving(folder) as address:
        page = browser.new_page()
        page.goto(f"{address}index.html")
        yield page
        page.close()


def judge(page: Page, course: dict[str, Any], school: dict[str, Any]) -> tuple[str, str]:
    found = page.evaluate("([c, s, t]) => courseFit.judge(c, s, t)", [course, school, TODAY])
    return found["verdict"], found["line"]


CASES = [
    ("nothing is told", SERIES, {}, ("fits", "能来，每学期可接 2 个班")),
    (
        "all is at hand",
        SERIES,
        {
            "district": "330206", "rural": True, "grade": 3, "term": "秋季学期", "days": ["周四", "周五"], "size": 24, "classes": 2,
            "rooms": ["普通教室", "创客教室", "操场"], "equipment": ["投影", "水源", "电源"], "budget": 120,
        },
        ("fits", "能来，周四有空，每学期可接 2 个班，适合乡村学校"),
    ),
    ("the class is too big", SERIES, {"size": 38}, ("near", "班额上限 24，你们 38 人")),
    ("the class is too small", SERIES, {"size": 8}, ("near", "至少 12 人成班，你们 8 人")),
    ("another weekday", SERIES, {"days": ["周一"]}, ("near", "只周二、周四能来，你们空周一")),
    ("another term", SERIES, {"term": "暑假"}, ("near", "只在秋季学期开，你们要暑假")),
    ("the next grade", SERIES, {"grade": 5}, ("near", "适合 3～4 年级，你们是五年级")),
    ("a far grade", SERIES, {"grade": 8}, ("no", "适合 3～4 年级，你们是八年级")),
    ("another district", SERIES, {"district": "330225"}, ("no", "只到海曙区、北仑区")),
    ("more classes", SERIES, {"classes": 4}, ("near", "每学期只接 2 个班，你们想开 4 个")),
    ("no such room", SERIES, {"rooms": ["普通教室"]}, ("near", "要科学实验室或创客教室，还要操场")),
    ("a room outside the school is nobody's to have", {**SERIES, "rooms": [], "alsoRooms": ["校外场地"]}, {"rooms": ["普通教室"]}, ("fits", "能来，每学期可接 2 个班")),
    ("no water", SERIES, {"equipment": ["投影"]}, ("near", "缺水源")),
    ("a little too dear", SERIES, {"budget": 100}, ("near", "每生共 120 元，超出预算 20 元")),
    ("far too dear", SERIES, {"budget": 0}, ("no", "每生共 120 元，超出预算 120 元")),
    ("a price that nobody told", {"kind": "系列课程"}, {"budget": 10}, ("fits", "能来，费用没有写明")),
    ("two things are near", SERIES, {"size": 38, "equipment": ["投影"]}, ("near", "班额上限 24，你们 38 人；缺水源")),
    (
        "three things are not",
        SERIES,
        {"size": 38, "equipment": ["投影"], "days": ["周一"]},
        ("no", "只周二、周四能来，你们空周一；班额上限 24，你们 38 人；缺水源"),
    ),
    ("only a zone of the district", {**SERIES, "zones": {"330206": "某新区"}}, {"district": "330206"}, ("fits", "能来，每学期可接 2 个班，本区只到某新区")),
    ("the approval has ended", {**SERIES, "until": "2026-10-31"}, {}, ("no", "评审有效期已过，目前不接受申请")),
    ("a base in another district", VISIT, {"district": "330206", "days": ["周三"], "size": 30}, ("fits", "能接待，周三开放，要去象山县")),
    ("a base that is closed", VISIT, {"days": ["周一"]}, ("near", "基地只周三、周六开放，你们空周一")),
    ("a course on some of the base's days", {**VISIT, "days": ["周三"], "ownDays": True}, {"days": ["周六"]}, ("near", "只周三开课，你们空周六")),
    ("a visit in two parts, away", {**VISIT, "size": [1, 24, 24]}, {"size": 38, "district": "330206"}, ("near", "人数上限 24，你们 38 人，要分 2 批；要去象山县")),
    ("a base in another season", VISIT, {"term": "春季学期"}, ("near", "只在秋季开，你们要春季学期")),
    ("rooms are no matter of a visit", VISIT, {"rooms": ["普通教室"], "equipment": ["电源"]}, ("fits", "能接待")),
    ("offline", {**VISIT, "online": True, "equipment": ["网络"]}, {"equipment": ["投影"]}, ("near", "缺网络")),
    ("online", {**VISIT, "online": True}, {"days": ["周一"], "district": "330206"}, ("fits", "线上就能上")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("course", "school", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_verdict_follows_from_what_both_tell(
    course: dict[str, Any], school: dict[str, Any], expected: tuple[str, str], page: Page
) -> None:
    assert judge(page, course, school) == expected


def test_what_fits_comes_first_and_near_misses_by_how_little_stands_in_the_way(page: Page) -> None:
    courses = [
        {**SERIES, "key": "courses/a/far", "grades": [9], "gradeWords": "9 年级"},
        {**SERIES, "key": "courses/a/two-things", "days": ["周一"], "size": [1, 2, 20]},
        {**SERIES, "key": "courses/a/one-thing", "size": [1, 2, 20]},
        {**SERIES, "key": "courses/a/fits-b", "rural": None},
        {**SERIES, "key": "courses/a/fits-rural"},
        {**SERIES, "key": "courses/a/fits-a", "rural": None},
    ]
    school = {"grade": 3, "size": 24, "days": ["周四"], "rural": True}
    found = page.evaluate(
        "([c, s, t]) => courseFit.order(c, s, t).map((one) => [one.verdict, one.course.key])", [courses, school, TODAY]
    )
    assert found == [
        ["fits", "courses/a/fits-rural"], ["fits", "courses/a/fits-a"], ["fits", "courses/a/fits-b"],
        ["near", "courses/a/one-thing"], ["near", "courses/a/two-things"], ["no", "courses/a/far"],
    ]  # fmt: skip


def read(page: Page, query: str) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("(q) => schoolProfile.read(q, ['330206', '330225'])", query)
    return found


def test_a_school_is_read_from_its_address(page: Page) -> None:
    query = (
        "district=330206&rural=1&grade=4&term=autumn&day=2,4&size=38&classes=2&room=lab,field&kit=projector&budget=0"
    )
    assert read(page, query) == {
        "school": {
            "district": "330206", "rural": True, "grade": 4, "term": "秋季学期", "days": ["周二", "周四"], "size": 38, "classes": 2,
            "rooms": ["科学实验室", "操场"], "equipment": ["投影"], "budget": 0,
        },
        "query": query,
        "dropped": [],
    }  # fmt: skip


def test_what_is_broken_in_the_address_is_dropped_piece_by_piece_and_named(page: Page) -> None:
    found = read(
        page,
        "district=999999&grade=99&day=2,9,constructor&size=-1&room=__proto__&budget=1e9&foo=1&bar=2&term=autumn&kit=",
    )
    assert found == {
        "school": {"term": "秋季学期", "days": ["周二"]},
        "query": "term=autumn&day=2",
        "dropped": ["区县", "年级", "星期", "班额", "场地", "预算", "2 个不认识的参数"],
    }


def test_the_rooms_and_the_equipment_of_the_form_are_those_of_the_schema(page: Page) -> None:
    common = json.loads((PROJECT / "schema/common.schema.json").read_text("utf-8"))
    series = json.loads((PROJECT / "schema/series.schema.json").read_text("utf-8"))["properties"]
    tables = page.evaluate(
        "(names) => names.map((name) => Object.values(schoolProfile[name]))", ["ROOMS", "EQUIPMENT", "TERMS", "DAYS"]
    )
    offer = series["offer"]["properties"]
    assert tables == [
        [room for room in common["$defs"]["venue"]["enum"] if room != "校外场地"],
        series["equipment"]["items"]["enum"],
        offer["terms"]["items"]["enum"],
        offer["weekdays"]["items"]["enum"],
    ]


def test_a_shortlist_holds_each_key_once_and_nothing_else(page: Page) -> None:
    text = "courses/a/wind,,courses/a/wind, bases/b/premium/c ,../x,javascript:alert(1),courses/A/B,<b>"
    assert page.evaluate("(t) => courseShortlist.read(t)", text) == {
        "keys": ["courses/a/wind", "bases/b/premium/c"],
        "strange": 4,
        "tooMany": 0,
    }
    assert page.evaluate("courseShortlist.read('courses/a/b,courses/a/c,courses/a/d', 2)") == {
        "keys": ["courses/a/b", "courses/a/c"],
        "strange": 0,
        "tooMany": 1,
    }
