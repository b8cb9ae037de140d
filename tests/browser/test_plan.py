"""A term laid on the page, under a policy that lets only the site's own files run: over http and from a disk."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import icalendar
import pytest
from playwright.sync_api import Page, expect
from written import PROJECT, catalogue_of

from browser.conftest import OpenPage, serving
from course_catalogue import addresses
from course_catalogue.model import SeriesCourse
from course_catalogue.output import write_files
from course_catalogue.pages.page import Scene
from course_catalogue.pages.plan_page import plan
from course_catalogue.plan_files import holidays_file, plan_file
from course_catalogue.site_identity import SiteIdentity

FRAME = """<!doctype html><html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:">
<title>排一个学期</title><link rel="icon" href="assets/favicon.svg"><link rel="stylesheet" href="assets/catalogue.css"></head>
<body dir="ltr" data-md-color-scheme="default"><main class="md-typeset"><div class="cc-page">{body}</div></main></body></html>
"""
WORDS = "每周 1 课时，第 3 课时按天气调。"
HOSTILE = "<img src=x onerror=alert(1)>&amp;"
REVIEW = 'format: 1\ndecision: approved\ndate: "2026-08-01"\nvalid_until: "2099-08-31"\n'
WATER, WIND = "courses/society/water", "courses/society/wind"


def series(title: str, weekday: str, sessions: int = 4, offer: str = "", visits: bool = False) -> str:
    listed = "".join(
        f"  - {{title: {title}{number}, {f'visit: {number}, ' if visits else ''}objectives: [{{text: 能做第{number}件事}}], materials: [{{name: 吸管, quantity: 2, per: 每人}}]}}\n"
        for number in range(1, sessions + 1)
    )
    return (
        f"format: 1\nstatus: submitted\ntitle: {title}\nsession_minutes: 40\nclass_size: {{min: 10, best: 20, max: 24}}\n"
        f"offer: {{weekdays: [{weekday}]{offer}}}\n"
        "price: {kind: 成本分担, fee_per_session: 5, material_fee: 2, payers: [{payer: 学校, percent: 100}], refund: 可退}\n"
        f"consumables: [{{name: 吸管, unit: 支, unit_price: 0.1, supplied_by: 学校}}]\nsessions:\n{listed}"
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    courses = {
        "water": series("水课", "周三"),
        "wind": series("风课", "周五", offer=f", how_to_apply: {WORDS}", visits=True),
        "evil": series(f'"{HOSTILE}"', "周二", 1),
    }
    courses["evil"] = courses["evil"].replace(f'title: "{HOSTILE}"1', "title: 课")
    files = {"courses/society/provider.yml": "format: 1\nstatus: submitted\nname: 示例学会（示例）\n"}
    for name, text in courses.items():
        files[f"courses/society/{name}/course.yml"] = text
        files[f"reviews/courses/society/{name}.yml"] = REVIEW
    catalogue = catalogue_of(files, date(2026, 8, 20))
    site = tmp_path_factory.mktemp("plan") / "site"
    (page,) = plan(Scene(catalogue, SiteIdentity("目录"), {}))
    shutil.copytree(PROJECT / "site_overrides/assets", site / "assets")
    (site / addresses.PLAN).write_text(FRAME.format(body=page.body), "utf-8")
    listed = [course for course in catalogue.listed if isinstance(course, SeriesCourse)]
    write_files(site, [holidays_file(catalogue), *(plan_file(catalogue, course) for course in listed)])
    return site


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with serving(folder) as base:
        yield f"{base}plan.html"


TERM = "start=2026-09-07&end=2027-01-22"


def ready(page: Page) -> Page:
    expect(page.locator("#cc-plan")).to_be_visible()
    return page


def lessons(page: Page) -> list[str]:
    """Day and lessons of each cell that has some."""
    cells = page.locator(".cc-month td:has(.cc-lesson)").all_text_contents()
    return [" ".join(re.findall(r"[A-L](?:\d+(?:–\d+)?)|^\d+", text)) for text in cells]


def without_name(address: str) -> str:
    """An address or a kept plan without the name that chance has given it."""
    rest, found = re.subn(r"&plan=[0-9a-f]{10}$", "", address)
    assert found == 1, address
    return rest


def named(text: str) -> re.Pattern[str]:
    """An address with a name for its plan."""
    return re.compile(f"^{re.escape(text)}&plan=[0-9a-f]{{10}}$")


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("width", [390, 1280])
def test_two_courses_stand_on_a_calendar(width: int, address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}?c={WATER},{WIND}&{TERM}", width))
    assert lessons(page) == ["9 A1", "11 B1", "16 A2", "18 B2", "23 A3", "30 A4", "9 B3", "16 B4"]
    assert page.locator(".cc-month caption").all_inner_texts() == ["2026 年 9 月", "2026 年 10 月"]
    expect(page.locator(".cc-plan__span").nth(1)).to_have_text(
        "9 月 11 日—10 月 16 日，共 4 次；跳过 9 月 25 日（中秋节）、10 月 2 日（国庆节）。"
    )
    expect(page.locator(".cc-plan__notes")).to_be_hidden()
    fits(page)


def test_what_is_chosen_stands_in_the_address_and_comes_back(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}?c={WATER}&{TERM}"))
    page.get_by_label("星期").select_option("周四（不来）")
    page.get_by_label("几点开始").fill("14:05")
    page.get_by_label("学生人数").fill("30")
    page.get_by_label("每次").select_option("每次 2 课时")
    page.get_by_label("学生人数").blur()
    expect(page).to_have_url(named(f"{address}?c={WATER}&e=4.1405.2.30&{TERM}"))
    texts = page.locator(".cc-plan__list li").all_inner_texts()
    assert texts == [
        "星期A《水课》：机构只在周三来，现在排在周四。",
        "人数A《水课》：班额上限 24 人，现在 30 人，请分成几个班。",
    ]
    expect(page.locator(".cc-plan__found")).to_have_text("有 2 处。")
    before = lessons(page)
    assert before == ["10 A1–2", "17 A3–4"]
    page.reload()
    assert lessons(ready(page)) == before
    page.goto(address)  # without anything: what the browser kept
    assert lessons(ready(page)) == before
    expect(page.get_by_label("学生人数")).to_have_value("30")


def test_a_course_that_is_sent_here_joins_what_was_kept(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}?c={WATER}&e=4.1405.0.15&{TERM}"))
    page.goto(f"{address}?c={WIND}")
    expect(page.locator(".cc-plan__notes")).to_have_text("已加到上次排的课里。")
    expect(page).to_have_url(named(f"{address}?c={WATER},{WIND}&e=4.1405.0.15,5.1530.0.20&{TERM}"))


def test_what_an_older_page_kept_is_taken_as_far_as_it_makes_sense(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}?{TERM}", tolerate="404"))
    for junk in ("{not: a plan", "c=%ff&e=%e0%a4&start=\u0000"):
        page.evaluate("text => localStorage.setItem('cc-plan', text)", junk)
        page.goto(address)
        expect(ready(page).locator(".cc-plan__none")).to_be_visible()
    page.evaluate(f"localStorage.setItem('cc-plan', 'c=courses/society/gone,{WATER}&e=,3.1530.0.20&{TERM}')")
    page.goto(address)
    expect(ready(page).locator(".cc-plan__notes")).to_have_text("gone不在目录里了，已去掉。")
    assert lessons(page) == ["9 A1", "16 A2", "23 A3", "30 A4"]


def test_a_plan_that_is_sent_takes_the_place_of_the_own_one_only_when_it_is_changed(
    address: str, open_page: OpenPage
) -> None:
    page = ready(open_page(f"{address}?c={WATER}&e=4.1405.0.15&{TERM}"))
    own = page.evaluate("localStorage.getItem('cc-plan')")
    page.goto(f"{address}?c={WIND}&e=5.1530.0.20&{TERM}")
    expect(ready(page).locator(".cc-plan__notes")).to_have_text(
        "网址里的安排和你上次排的不同，改动以后才会代替上次的。"
    )
    assert page.evaluate("localStorage.getItem('cc-plan')") == own
    page.get_by_label("星期").select_option("周一（不来）")
    assert without_name(page.evaluate("localStorage.getItem('cc-plan')")) == f"c={WIND}&e=1.1530.0.20&{TERM}"


def name_of(page: Page) -> str:
    found = re.search(r"&plan=([0-9a-f]{10})$", page.url)
    assert found, page.url
    return found[1]


def test_a_plan_keeps_its_name_and_a_changed_one_of_somebody_else_gets_another(
    address: str, open_page: OpenPage
) -> None:
    page = ready(open_page(f"{address}?c={WATER}&e=3.1530.0.15&{TERM}"))  # as an older page has written it
    own = name_of(page)
    page.get_by_label("星期").select_option("周四（不来）")
    page.goto(address)
    assert name_of(ready(page)) == own
    page.goto(f"{address}?c={WIND}&e=5.1530.0.20&{TERM}&plan=0123456789")
    assert name_of(ready(page)) == "0123456789"  # unchanged it is theirs: its file updates the same lessons
    page.get_by_label("星期").select_option("周一（不来）")
    changed = name_of(page)
    assert changed not in (own, "0123456789")
    page.goto(f"{address}?c={WIND}&e=2.1530.0.20&{TERM}&plan={changed}")  # corrected by a colleague and sent back
    ready(page).get_by_label("学生人数").fill("21")
    page.get_by_label("学生人数").blur()
    assert name_of(page) == changed


def test_two_browsers_give_their_plans_different_names(address: str, open_page: OpenPage) -> None:
    first, second = (name_of(ready(open_page(f"{address}?c={WATER}&{TERM}"))) for _ in range(2))
    assert first != second


def test_one_wrong_setting_in_the_address_leaves_the_others(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}?c={WATER}&e=4.2350.2.0&{TERM}"))
    expect(page.locator(".cc-plan__notes")).to_have_text("看不懂 “2350”（几点开始）、“0”（学生人数），已略过。")
    expect(page).to_have_url(named(f"{address}?c={WATER}&e=4.1530.2.20&{TERM}"))


def test_words_of_the_provider_and_a_broken_timetable_are_at_hand(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}?c={WATER},{WIND}&e=,5.1530.2.20&{TERM}"))
    expect(page.locator(".cc-plan__words")).to_have_count(1)
    page.get_by_text("机构对申请和排课的说明").click()
    expect(page.locator(".cc-plan__class").nth(1).get_by_text(WORDS)).to_be_visible()
    expect(page.locator(".cc-plan__sheet")).not_to_contain_text(WORDS)
    assert page.locator(".cc-plan__list li").all_inner_texts() == [
        "连堂B《风课》：课程分两次到校的第 1 与 2、第 3 与 4 课时连在一起了。“每次”的第一项是课程自己的安排。"
    ]
    fits(page)


def test_going_back_shows_the_own_plan_as_it_is_now(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}?c={WATER}&e=4.1405.0.15&{TERM}"))
    page.goto(f"{address}?c={WIND}")
    expect(ready(page).locator(".cc-plan__class")).to_have_count(2)
    page.go_back()
    expect(ready(page).locator(".cc-plan__class")).to_have_count(2)
    expect(page.locator(".cc-plan__notes")).to_be_hidden()
    page.reload()
    expect(ready(page).locator(".cc-plan__class")).to_have_count(2)


def test_going_back_to_the_own_plan_shows_it_though_another_has_taken_its_place(
    address: str, open_page: OpenPage
) -> None:
    page = ready(open_page(f"{address}?c={WATER}&e=4.1405.0.15&{TERM}"))
    page.goto(f"{address}?c={WIND}&e=5.1530.0.20&{TERM}")
    notes = ready(page).locator(".cc-plan__notes")
    expect(notes).to_contain_text("改动以后才会代替上次的")
    page.get_by_label("星期").select_option("周一（不来）")
    expect(notes).to_be_hidden()
    page.go_back()
    expect(ready(page).locator(".cc-plan__class legend")).to_contain_text("水课")
    expect(notes).to_contain_text("网址里的安排和你上次排的不同")


def test_going_back_to_a_plan_of_somebody_else_shows_theirs(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}?c={WATER}&e=4.1405.0.15&{TERM}"))
    page.goto(f"{address}?c={WIND}&e=5.1530.0.20&{TERM}")
    expect(ready(page).locator(".cc-plan__notes")).to_be_visible()
    page.goto(f"{address}?c={WIND}")
    expect(ready(page).locator(".cc-plan__class")).to_have_count(2)  # the own one and what was sent now
    page.go_back()
    expect(ready(page).locator(".cc-plan__notes")).to_contain_text("网址里的安排和你上次排的不同")
    expect(page.locator(".cc-plan__class")).to_have_count(1)


@pytest.mark.parametrize("file", ["plan/courses/society/wind.js", "plan/holidays.js"])
def test_a_file_that_the_network_loses_takes_no_course_out_of_the_plan(
    file: str, address: str, open_page: OpenPage
) -> None:
    page = ready(open_page(f"{address}?c={WATER},{WIND}&{TERM}", tolerate="Failed to load resource"))
    kept = page.evaluate("localStorage['cc-plan']")
    page.route(f"**/{file}", lambda route: route.abort())
    page.goto(address)
    expect(page.locator(".cc-plan__failed")).to_have_text(
        "课程资料没有读到，请检查网络，再刷新这一页。排好的内容还在。"
    )
    expect(page.locator("#cc-plan")).to_be_hidden()
    assert page.evaluate("localStorage['cc-plan']") == kept
    page.unroute(f"**/{file}")
    page.reload()
    expect(ready(page).locator(".cc-plan__class")).to_have_count(2)
    expect(page.locator(".cc-plan__failed")).to_be_hidden()


def test_a_course_added_in_another_window_is_not_lost_when_this_one_is_changed(
    address: str, open_page: OpenPage
) -> None:
    page = ready(open_page(f"{address}?c={WATER}&{TERM}"))
    other = page.context.new_page()
    other.goto(f"{address}?c={WIND}")
    expect(ready(other).locator(".cc-plan__class")).to_have_count(2)
    expect(page.locator(".cc-plan__class")).to_have_count(2)
    page.locator("#cc-end").fill("2027-01-15")
    assert f"c={WATER},{WIND}&" in page.evaluate("localStorage['cc-plan']")
    expect(other.locator("#cc-end")).to_have_value("2027-01-15")


def test_a_plan_of_somebody_else_stays_in_sight_when_the_own_one_changes_in_another_window(
    address: str, open_page: OpenPage
) -> None:
    page = ready(open_page(f"{address}?c={WATER}&{TERM}"))
    sent = page.context.new_page()
    sent.goto(f"{address}?c={WIND}&e=5.1530.0.20&{TERM}")
    expect(ready(sent).locator(".cc-plan__notes")).to_contain_text("改动以后才会代替上次的")
    page.locator("#cc-end").fill("2027-01-15")
    sent.wait_for_timeout(200)
    expect(ready(sent).locator(".cc-plan__class legend")).to_contain_text("风课")


def test_junk_in_the_address_is_told_in_one_line_and_the_rest_works(address: str, open_page: OpenPage) -> None:
    junk = f"{address}?c=courses/society/gone,bases/hall/premium/day,%3Cscript%3E,{WATER}&e=,,,9&start=2026-09-07&end=x"
    page = ready(open_page(junk, tolerate="404"))
    expect(page.locator(".cc-plan__notes")).to_have_text(
        "看不懂 “x”、“<script>”、“9”（星期），已略过；1 门基地课程不按周上课，没有排进来；gone不在目录里了，已去掉。"
    )
    assert lessons(page) == ["9 A1", "16 A2", "23 A3", "30 A4"]


def test_days_off_of_the_school_and_made_up_days_are_taken_in(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}?c={WATER}&start=2026-09-14&end=2026-12-31"))
    page.locator(".cc-plan__skips summary").click()
    page.get_by_label("从", exact=True).fill("2026-09-16")
    page.get_by_role("button", name="加上").click()
    assert lessons(page) == ["23 A1", "30 A2", "14 A3", "21 A4"]
    page.locator(".cc-plan__made-up summary").click()
    page.get_by_label("10 月 10 日（周六补班）").select_option("上周三的课")
    assert lessons(page) == ["23 A1", "30 A2", "10 A3", "14 A4"]
    expect(page).to_have_url(re.compile(r"&skip=2026-09-16&on=2026-10-10\.3&plan="))
    page.get_by_role("button", name="去掉停课 9 月 16 日").click()
    assert lessons(page) == ["16 A1", "23 A2", "30 A3", "10 A4"]
    page.get_by_label("遇到放假顺延到下一周").uncheck()
    expect(page).to_have_url(re.compile("keep=1"))


def test_classes_are_added_and_taken_away(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}?{TERM}"))
    expect(page.locator(".cc-plan__none")).to_be_visible()
    expect(page.locator(".cc-plan__results")).to_be_hidden()
    page.get_by_label("加一门课程").select_option(WATER)
    page.get_by_role("button", name="《水课》再排一个班").click()
    expect(page.locator(".cc-plan__mark")).to_have_text(["撞课"])
    expect(page.locator(".cc-plan__total")).to_contain_text(
        "课程费用合计 880 元：学校 880 元。另外要自己买的：学校 32 元"
    )
    page.locator(".cc-plan__shopping summary").click()
    expect(page.locator(".cc-plan__shopping details tbody tr")).to_have_text(["吸管320 支0.1 元32 元学校A、B"])
    page.get_by_role("button", name="去掉《水课》").first.click()
    expect(page.locator(".cc-plan__total")).to_contain_text("课程费用合计 440 元")
    page.get_by_role("button", name="去掉《水课》").click()
    expect(page.locator(".cc-plan__none")).to_be_visible()
    expect(page).to_have_url(re.compile(r"plan\.html\?start="))


def test_focus_goes_to_a_class_that_is_added_and_on_from_one_that_is_taken_away(
    address: str, open_page: OpenPage
) -> None:
    page = ready(open_page(f"{address}?c={WIND},{WATER}&{TERM}"))
    weekdays = page.locator(".cc-plan__class").get_by_label("星期")
    page.get_by_role("button", name="《风课》再排一个班").press("Enter")
    expect(weekdays.nth(1)).to_be_focused()
    page.get_by_role("button", name="去掉《风课》").first.press("Enter")
    expect(page.get_by_role("button", name="去掉《风课》")).to_be_focused()
    page.get_by_role("button", name="去掉《水课》").press("Enter")
    expect(page.get_by_role("button", name="去掉《风课》")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_label("加一门课程")).to_be_focused()


def test_a_full_plan_says_so_and_loses_no_class(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}?c={','.join([WATER] * 11 + [WIND])}&{TERM}"))
    page.get_by_role("button", name="《水课》再排一个班").first.click()
    expect(page.locator(".cc-plan__notes")).to_have_text("最多排 12 个班。")
    expect(page.locator(".cc-plan__class")).to_have_count(12)
    expect(page.locator(".cc-plan__class legend").last).to_contain_text("风课")
    page.goto(f"{address}?c={','.join([WATER] * 12)}&{TERM}")
    page.get_by_label("学生人数").first.fill("15")
    page.get_by_label("学生人数").first.blur()
    page.goto(f"{address}?c={WIND}")
    expect(ready(page).locator(".cc-plan__notes")).to_have_text("最多排 12 个班，多出的没有排。")


def test_a_course_that_is_gone_is_named_once_for_all_its_classes(address: str, open_page: OpenPage) -> None:
    gone = ",".join(["courses/society/gone"] * 3)
    page = ready(open_page(f"{address}?c={gone},{WATER}&{TERM}", tolerate="404"))
    expect(page.locator(".cc-plan__notes")).to_have_text("gone不在目录里了，已去掉。")


def test_the_calendar_file_has_the_days_of_the_page(address: str, open_page: OpenPage, tmp_path: Path) -> None:
    page = ready(open_page(f"{address}?c={WATER},{WIND}&{TERM}"))
    with page.expect_download() as download:
        page.get_by_role("button", name="下载日历文件").click()
    assert download.value.suggested_filename == "科学课-2026-09-07.ics"
    file = tmp_path / "term.ics"
    download.value.save_as(file)
    events: list[Any] = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    starts = [event["DTSTART"].dt.strftime("%m-%d %H:%M") for event in events]
    assert starts == [
        "09-09 15:30", "09-16 15:30", "09-23 15:30", "09-30 15:30", "09-11 15:30", "09-18 15:30", "10-09 15:30", "10-16 15:30",
    ]  # fmt: skip
    assert events[0]["DESCRIPTION"] == "第 1 课时 水课1\n目标：\n· 能做第1件事\n材料：\n· 吸管 每人2支"
    assert events[0]["SUMMARY"] == "《水课》第 1 课时 水课1"
    assert events[4]["DESCRIPTION"].endswith(WORDS)
    assert events[0]["UID"].startswith(f"{name_of(page)}.2026-autumn.courses.society.water.class-1.")
    assert abs((events[0]["DTSTAMP"].dt - datetime.now(UTC)).total_seconds()) < 60
    assert events[0]["URL"] == address.replace("plan.html", f"{WATER}.html")


def test_a_dark_screen_prints_on_light_paper(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}?c={WATER}&{TERM}", color_scheme="dark"))
    page.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    page.emulate_media(media="print")
    inks, papers = (
        set(
            page.locator(".cc-plan__sheet *, .cc-plan__shopping *").evaluate_all(
                f"all => all.map((e) => getComputedStyle(e).{name})"
            )
        )
        for name in ("color", "backgroundColor")
    )
    assert inks <= {"rgb(0, 0, 0)", "rgb(68, 68, 68)", "rgb(122, 51, 8)"}
    assert papers <= {"rgba(0, 0, 0, 0)", "rgb(255, 255, 255)", "rgb(232, 232, 232)"}


@pytest.mark.parametrize("folded", [True, False])
def test_the_wall_sheet_is_one_page_of_a4_across(
    folded: bool, address: str, open_page: OpenPage, tmp_path: Path
) -> None:
    page = ready(open_page(f"{address}?c={WATER},{WIND}&{TERM}", 390 if folded else 1280))
    page.evaluate("window.print = () => {}")  # the button marks what is wanted; the printing itself is done below
    page.get_by_role("button", name="打印课表").click()
    file = tmp_path / "sheet.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    told = subprocess.run(["pdfinfo", str(file)], capture_output=True, text=True, check=True).stdout
    assert re.search(r"Pages: +1\n", told)
    width, height = re.search(r"Page size: +([\d.]+) x ([\d.]+)", told).groups()  # type: ignore[union-attr]
    assert (round(float(width)), round(float(height))) == (842, 595)
    text = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout
    for words in ("科学课学期安排", "示例数据·非官方网站", "2026 年 10 月", "10 月 16 日", "4 风课4"):
        assert words in text
    assert "采购清单" not in text


def test_twelve_classes_on_one_day_leave_the_months_on_the_first_page(
    address: str, open_page: OpenPage, tmp_path: Path
) -> None:
    classes = ",".join([WATER] * 12)
    page = ready(open_page(f"{address}?c={classes}&{TERM}", 1280))
    page.evaluate("document.documentElement.dataset.print = 'sheet'")
    file = tmp_path / "sheet.pdf"
    page.pdf(path=file, prefer_css_page_size=True)
    first = subprocess.run(
        ["pdftotext", "-l", "1", "-layout", str(file), "-"], capture_output=True, text=True, check=True
    ).stdout
    for words in ("科学课学期安排", "2026 年 9 月", "9 月 9 日"):
        assert words in first


def test_a_year_without_notice_is_told(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}?c={WATER}&start=2028-03-01&end=2028-06-30"))
    expect(page.locator(".cc-plan__list li")).to_contain_text("2028 年的放假安排还没有公布")


def test_a_hostile_title_is_text_everywhere(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}?c=courses/society/evil&{TERM}"))
    expect(page.locator(".cc-plan__class a")).to_have_text(HOSTILE)
    assert page.locator(".cc-plan img").count() == 0


def test_the_page_works_from_a_disk(folder: Path, open_page: OpenPage) -> None:
    page = ready(open_page(f"{folder.as_uri()}/plan.html?c={WATER}&{TERM}"))
    assert lessons(page) == ["9 A1", "16 A2", "23 A3", "30 A4"]
