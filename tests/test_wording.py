"""Short phrases that several outputs share."""

from __future__ import annotations

from datetime import date

import pytest
from written import PATHS, catalogue_of, example_text

from course_catalogue import addresses, wording
from course_catalogue.parts import Hazard, SeriesPrice, VisitPrice, hazard_names


@pytest.mark.parametrize(
    ("grades", "words"),
    [
        ((1,), "1 年级"),
        ((1, 2), "1～2 年级"),
        ((3, 1), "1、3 年级"),
        ((1, 2, 4, 5, 6), "1～2、4～6 年级"),
        ((9, 10, 11, 12), "9 年级、高一～高三"),
        ((10,), "高一"),
        ((), ""),
    ],
)
def test_grades_are_runs(grades: tuple[int, ...], words: str) -> None:
    assert wording.grades(grades) == words


def test_numbers_lose_needless_zeros() -> None:
    assert [wording.number(value) for value in (2.0, 2.5, 0.05, 10, 100.0)] == ["2", "2.5", "0.05", "10", "100"]


def test_days_are_halves() -> None:
    assert [wording.days(value) for value in (0.5, 1, 1.5, 3)] == ["半天", "1 天", "1 天半", "3 天"]


def test_dates_are_chinese() -> None:
    assert wording.chinese_date(date(2026, 9, 1)) == "2026 年 9 月 1 日"


def test_prices_say_what_they_are_for() -> None:
    assert wording.series_price(SeriesPrice(kind="免费")) == "免费"
    assert (
        wording.series_price(SeriesPrice(kind="成本分担", fee_per_session=5, material_fee=30.5))
        == "每课时 5 元 + 材料 30.5 元"
    )
    assert wording.series_price(None) == "价格待定"
    assert wording.visit_price(VisitPrice(kind="收费", fee_per_pupil=45, material_fee=5)) == "每生 50 元"


def test_a_visit_price_says_what_of_it_is_material() -> None:
    prices = [
        VisitPrice(kind="成本分担", fee_per_pupil=fee, material_fee=material)
        for fee, material in ((18, 2), (18, 0), (0, 2))
    ]
    assert [wording.material_part(price) for price in (*prices, VisitPrice(kind="免费"), None)] == [
        "其中材料费 2 元",
        "",
        "全是材料费",
        "",
        "",
    ]


def test_session_numbers_are_runs() -> None:
    assert [wording.spans(numbers) for numbers in ((1, 2, 3, 6), (4,), ())] == ["1～3、6", "4", ""]


@pytest.mark.parametrize(
    ("venues", "words"),
    [
        ("venues: [普通教室]", "普通教室"),
        ("venues: [创客教室, 普通教室, 科学实验室]", "创客教室、普通教室或科学实验室"),
        ("venues: [普通教室, 科学实验室]\nalso_venues: [操场, 校园户外]", "普通教室或科学实验室，还要操场、校园户外"),
        ("also_venues: [操场]", "还要操场"),
        ("tags: [水]", ""),
    ],
)
def test_venues_say_which_will_do_and_which_are_needed_besides(venues: str, words: str) -> None:
    text = f"format: 1\nstatus: draft\ntitle: 水\n{venues}\n"
    (course,) = catalogue_of({PATHS["provider"]: example_text("provider"), PATHS["series"]: text}).series
    assert wording.venues(course) == words


def test_hazards_are_named_once() -> None:
    assert wording.hazards(["高温", "强光", "高温"]) == "高温、强光"


def test_of_many_hazards_the_first_are_named_and_all_are_counted() -> None:
    names = ["高温", "强光", "高温", "锐器", "噪声"]
    assert [wording.hazards(names, most) for most in (3, 4)] == ["高温、强光、锐器等 4 项", "高温、强光、锐器、噪声"]


def test_an_other_hazard_is_named_by_its_note_and_the_gravest_come_first() -> None:
    declared = (
        Hazard(kind="强光", degree="低"),
        Hazard(kind="其他", degree="中", note="静电火花"),
        Hazard(kind="强光", degree="高", note="教师演示"),
        Hazard(kind="其他", degree="低"),
    )
    assert hazard_names(declared) == ("强光", "静电火花", "其他危险源")
    assert [hazard.remark for hazard in declared] == ["", "", "教师演示", ""]


def test_links_are_relative_to_their_page() -> None:
    assert addresses.relative("index.html", "index.html") == "index.html"
    assert addresses.relative("index.html", "courses/a/b.html") == "../../index.html"
    assert addresses.relative("courses/a/c.html", "courses/a/b.html") == "c.html"
    assert addresses.root_of("browse/grade/3.html") == "../.."
    assert addresses.root_of("index.html") == "."
