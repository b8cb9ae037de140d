"""A base for visitors: opening week, lead time, and what it offers by season, stage and on a rainy day."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from written import PROJECT, catalogue_of, project_rulebook

from course_catalogue.catalogue import Catalogue
from course_catalogue.loading import load_catalogue
from course_catalogue.model import Base
from course_catalogue.pages.base_visits import (
    RAIN_ASK,
    RAIN_NOTHING,
    RAIN_PLANNED,
    base_offer,
    listed_courses,
    rain_words,
    visit_facts,
)
from course_catalogue.pages.listing_pages import bases_list
from course_catalogue.pages.page import Scene
from course_catalogue.pages.record_pages import bases
from course_catalogue.site_identity import SiteIdentity
from course_catalogue.vocabulary import STAGE_OF_GRADE
from course_catalogue.wording import STAGE_LABELS


def base_with(fields: str) -> Base:
    return catalogue_of({"bases/a/base.yml": f"format: 1\nstatus: submitted\nname: 甲馆\n{fields}"}).bases[0]


def hours(*spans: tuple[str, str, str]) -> str:
    rows = "".join(f'  - {{days: [{days}], opens: "{opens}", closes: "{closes}"}}\n' for days, opens, closes in spans)
    return f"opening_hours:\n{rows}"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ([("周二, 周三, 周四", "08:30", "16:30")], "周二～周四 08:30～16:30"),
        ([("周六, 周日", "09:00", "17:00")], "周六、周日 09:00～17:00"),
        ([("周三, 周一", "08:00", "16:00")], "周一 08:00～16:00，周三 08:00～16:00"),
        ([("周一", "13:00", "16:00"), ("周一", "08:00", "11:00")], "周一 08:00～11:00、13:00～16:00"),
        ([("周一, 周二, 周三, 周四, 周五, 周六, 周日", "08:00", "16:00")], "每天 08:00～16:00"),
    ],
)
def test_opening_hours_are_joined_in_the_order_of_the_week(written: list[tuple[str, str, str]], told: str) -> None:
    assert visit_facts(base_with(hours(*written))).opening == told


def test_the_week_has_seven_days_and_says_where_it_is_closed() -> None:
    week = visit_facts(base_with(hours(("周六", "09:00", "12:00")))).week
    assert week == (
        ("周一", ()), ("周二", ()), ("周三", ()), ("周四", ()), ("周五", ()), ("周六", ("09:00～12:00",)), ("周日", ()),
    )  # fmt: skip


def test_what_nobody_has_said_is_not_made_up() -> None:
    facts = visit_facts(base_with(""))
    assert (facts.week, facts.opening, facts.lead, facts.channel, facts.route) == ((), "", "", "", "")


@pytest.mark.parametrize(("days", "told"), [(10, "至少提前 10 天预约"), (0, "当天可以预约")])
def test_the_lead_time_is_said_as_a_visitor_needs_it(days: int, told: str) -> None:
    assert visit_facts(base_with(f"booking: {{lead_days: {days}}}\n")).lead == told


@pytest.mark.parametrize(
    ("kind", "fields", "told"),
    [
        ("premium", "rain_plan: 改在室内。\nhazards: [{kind: 户外天气, degree: 低}]\n", RAIN_PLANNED),
        ("premium", "hazards: [{kind: 户外天气, degree: 低}]\n", RAIN_ASK),
        ("extension", "hazards: [{kind: 户外天气, degree: 低}]\n", RAIN_ASK),
        ("extension", "summary: 到户外走走。\nhazards: [{kind: 水域, degree: 低}]\n", RAIN_NOTHING),
    ],
)
def test_rain_is_told_from_declared_facts_only(kind: str, fields: str, told: str) -> None:
    text = f"format: 1\nstatus: submitted\ntitle: 课\n{fields}"
    catalogue = catalogue_of(
        {"bases/a/base.yml": "format: 1\nstatus: submitted\nname: 甲\n", f"bases/a/{kind}/c/course.yml": text}
    )
    assert rain_words(catalogue.base_courses[0]) == told


@pytest.fixture(scope="module")
def samples() -> Catalogue:
    return load_catalogue(PROJECT, date(2026, 11, 1), project_rulebook()).catalogue


def words(html: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))).strip()


def test_counts_by_season_and_stage_equal_the_data(samples: Catalogue) -> None:
    for base in samples.public_bases:
        listed = [course for course in samples.base_courses if course in samples.listed and course.owner == base.key]
        offer = base_offer(samples, listed_courses(samples, base))
        assert [line.title for line in offer.lines] == [course.title for course in listed]
        assert {season: count.number for season, count in offer.by_season} == {
            season: sum(not course.seasons or season in course.seasons for course in listed)
            for season in ("春季", "夏季", "秋季", "冬季")
        }
        by_stage = {
            label: sum(any(STAGE_OF_GRADE[grade] == stage for grade in course.grades) for course in listed)
            for stage, label in STAGE_LABELS.items()
        }
        assert {label: count.number for label, count in offer.by_stage} == {k: v for k, v in by_stage.items() if v}
        assert offer.rainy.number == sum(rain_words(course) != RAIN_ASK for course in listed)


def test_the_page_of_a_base_has_its_week_its_way_and_a_row_for_every_course(samples: Catalogue) -> None:
    pages = {page.address: page.body for page in bases(Scene(samples, SiteIdentity("目录"), {}))}
    body = pages["bases/xiangshan-ocean-hall.html"]
    week = re.search(r'<table class="cc-week">.*?</table>', body, re.DOTALL)
    assert week
    assert words(week[0]).endswith("闭 闭 08:30～16:30 08:30～16:30 08:30～16:30 09:00～17:00 09:00～17:00")
    assert "预约 至少提前 10 天预约 学校把年级" in words(body)
    assert "怎么到 大巴从示例路东门进" in words(body)
    offer = body.split('id="offer"')[1].split("</section>")[0]
    assert "盐沼观鸟 拓展课程 3～4 年级 春秋冬季 有户外环节，先问基地 120 分钟" in words(offer)
    base = next(base for base in samples.bases if base.id == "xiangshan-ocean-hall")
    assert offer.count('<th scope="row">') == len(listed_courses(samples, base))


def test_the_table_of_bases_says_when_how_early_and_for_whom(samples: Catalogue) -> None:
    (page,) = bases_list(Scene(samples, SiteIdentity("目录"), {}))
    row = next(row for row in re.findall(r"<tr>.*?</tr>", page.body, re.DOTALL) if "海洋科技馆" in row)
    text = words(row)
    assert "周三～周五 08:30～16:30，周六、周日 09:00～17:00 至少提前 10 天预约" in text
    assert "春季 11 夏季 9 秋季 11 冬季 9" in text
    assert 'href="browse/district/330225.html"' in row


def test_a_base_without_listed_courses_offers_nothing(samples: Catalogue) -> None:
    pages = {page.address: page.body for page in bases(Scene(samples, SiteIdentity("目录"), {}))}
    assert 'id="offer"' not in pages["bases/yuyao-water-farm.html"]
