"""Pages of courses, bases and providers: every field that a reader looks for, and none that is not for him."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from written import PROJECT, project_rulebook

from course_catalogue import richtext
from course_catalogue.catalogue import Catalogue, State
from course_catalogue.loading import load_catalogue
from course_catalogue.model import PremiumCourse, SeriesCourse
from course_catalogue.pages.building import build_pages
from course_catalogue.pages.page import Page, Scene
from course_catalogue.parts import OWN_PRODUCT
from course_catalogue.site_identity import SiteIdentity

SERIES = "courses/yongjiang-science-society/campus-weather-station.html"
PREMIUM = "bases/xiangshan-ocean-hall/premium/one-day-intertidal.html"
SUSPENDED = "bases/xiangshan-ocean-hall/extension/rov-pilot.html"
BASE = "bases/xiangshan-ocean-hall.html"
PROVIDER = "courses/siming-nature-society.html"


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """The repository's own samples."""
    return load_catalogue(PROJECT, date(2026, 11, 1), project_rulebook()).catalogue


@pytest.fixture(scope="module")
def pages(catalogue: Catalogue) -> dict[str, Page]:
    return {page.address: page for page in build_pages(Scene(catalogue, SiteIdentity("目录"), {}))}


def words(page: Page) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.body)))


def panel(page: Page, name: str) -> str:
    """The words of a section with this id on its heading."""
    found = re.search(rf'<section[^>]*aria-labelledby="{name}".*?</section>', page.body, re.DOTALL)
    assert found, name
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", found[0])))


def test_every_course_page_says_whom_to_ask(catalogue: Catalogue, pages: dict[str, Page]) -> None:
    for course in catalogue.public_courses:
        page = pages[f"{course.key}.html"]
        owner = catalogue.owner_of(course)
        assert owner.contact.phone
        assert f"联系 {owner.name} 电话 {owner.contact.phone}" in panel(page, "next"), page.address
        assert f"按这一页的联系方式告诉{owner.name}。" in panel(page, "provenance"), page.address


def test_mistakes_are_told_to_the_publisher_where_there_is_one(catalogue: Catalogue) -> None:
    identity = SiteIdentity("目录", "https://a.example/", "科协", "0574-00000001")
    page = next(page for page in build_pages(Scene(catalogue, identity, {})) if page.address == PREMIUM)
    assert "发现错误？请写明课程编号和位置，告诉 0574-00000001。" in words(page)


def test_no_page_prints_what_a_review_tells_the_provider(catalogue: Catalogue, pages: dict[str, Page]) -> None:
    notes = [review.note for review in catalogue.reviews.values() if review.note]
    assert len(notes) > 10
    assert [(note, page.address) for note in notes for page in pages.values() if note in unescape(page.body)] == []


def test_a_suspended_page_gives_its_day_and_its_public_reason(pages: dict[str, Page]) -> None:
    text = words(pages[SUSPENDED])
    assert "这门课程已暂停（自 2026 年 10 月 12 日起），恢复之前不接受申请。 水池护栏检修，复核通过后恢复开课" in text
    assert "目前不接受申请。" in panel(pages[SUSPENDED], "next")


def test_a_price_says_what_the_family_pays_and_what_is_material(pages: dict[str, Page]) -> None:
    assert "全程每生共 117.9 元" in words(pages[SERIES])
    assert "家庭付 23.58 元（全程每生）" in words(pages[SERIES])
    assert "每生 50 元 其中材料费 5 元" in words(pages[PREMIUM])


def test_a_series_page_shows_every_field_that_a_teacher_looks_for(catalogue: Catalogue, pages: dict[str, Page]) -> None:
    for course in catalogue.public_courses:
        if not isinstance(course, SeriesCourse) or catalogue.state(course) is State.WITHDRAWN:
            continue
        text = words(pages[f"{course.key}.html"])
        ratings = [item for session in course.sessions if session.worksheet for item in session.worksheet.self_rating]
        shown = [
            f"着重培养的核心素养：{'、'.join(course.competencies)}",
            *(f"怎样对应：{alignment.note}" for alignment in course.alignments if alignment.note),
            *(tool.note for tool in course.tools if tool.note and tool.supplied_by != OWN_PRODUCT),
            *course.tags,
            *ratings,
        ]
        assert len(ratings) > 10
        assert [item for item in shown if item not in text] == []
        tasks = [session.extension_task.written for session in course.sessions if session.extension_task]
        assert (text.count("（要写下来）"), text.count("（不用写下来）")) == (tasks.count(True), tasks.count(False))
        assert "Plan B" not in text


def test_a_premium_page_shows_exhibits_and_reflection_and_keeps_the_answers(
    catalogue: Catalogue, pages: dict[str, Page]
) -> None:
    for course in catalogue.public_courses:
        if not isinstance(course, PremiumCourse):
            continue
        page, base = pages[f"{course.key}.html"], catalogue.base_of(course)
        text = words(page)
        named = [each for each in (*(i.exhibit for i in course.itinerary), *(t.exhibit for t in course.tasks)) if each]
        assert text.count("展项：") == len(named)
        exhibits = {exhibit.id: exhibit.name for exhibit in base.exhibits}
        assert [each for each in named if f"展项：{exhibits[each]}" not in text] == []
        assert [item for item in course.phases.after.reflection if item not in text] == []
        answers = [answer for task in course.tasks for answer in task.answers]
        assert answers
        assert [answer for answer in answers if richtext.to_plain(answer) in text] == []


@pytest.mark.parametrize("address", [BASE, PROVIDER, SERIES])
def test_a_page_says_when_it_was_changed_and_judged_and_under_which_licence(
    address: str, catalogue: Catalogue, pages: dict[str, Page]
) -> None:
    record = catalogue.records[address.removesuffix(".html")]
    text = panel(pages[address], "provenance")
    assert f"许可协议 {record.license}" in text
    assert record.updated
    assert f"更新 {record.updated.year} 年 {record.updated.month} 月 {record.updated.day} 日" in text
    review = catalogue.review_of(record)
    if review:
        assert f"评审 {review.date.year} 年 {review.date.month} 月 {review.date.day} 日通过" in text
        assert "有效期 有效期至 2029 年 8 月 31 日" in text
        assert f"佐证材料 {'；'.join(review.verified.evidence)}" in text


def test_only_what_is_in_force_is_for_search_engines(catalogue: Catalogue, pages: dict[str, Page]) -> None:
    kept = {f"{record.key}.html" for record in (*catalogue.listed, *catalogue.public_owners)}
    records = {address for address in pages if address.startswith(("courses/", "bases/"))}
    assert {address for address in records if pages[address].is_current} == kept
    assert {address for address, page in pages.items() if not page.is_current} == records - kept
    assert records > kept


def test_cards_say_their_level_in_words_that_are_no_kind(pages: dict[str, Page]) -> None:
    assert "精品研学 评审精品 " in words(pages[PREMIUM])


def test_a_listed_series_leads_to_the_plan_of_a_term_and_no_other_course_does(
    catalogue: Catalogue, pages: dict[str, Page]
) -> None:
    # The shortlist leads there too, with all its courses.
    leads = {page.address for page in pages.values() if "排进学期</a>" in page.body} - {"shortlist.html"}
    assert leads == {f"{course.key}.html" for course in catalogue.listed if isinstance(course, SeriesCourse)}
    assert 'href="../../plan.html?c=courses/yongjiang-science-society/campus-weather-station"' in pages[SERIES].body
