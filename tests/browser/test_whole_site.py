"""A teacher on the finished site: search, filter, open a course, take its pack, on a phone and at a desk."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.conftest import OpenPage
from browser.page_types import opened

WIDTHS = (390, 1280)


def fits(page: Page) -> None:
    """Nothing is wider than the screen."""
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("width", WIDTHS)
def test_a_teacher_searches_filters_opens_a_course_and_takes_its_pack(
    width: int, address: str, open_page: OpenPage, tmp_path: Path
) -> None:
    page = open_page(f"{address}index.html", width=width)
    fits(page)
    page.get_by_label("搜课程").fill("天气")
    page.get_by_role("button", name="搜索").click()
    page.wait_for_url(re.compile(r"catalogue\.html\?q="))
    cards = page.locator(".cc-card").filter(visible=True)
    expect(cards.filter(has_text="校园气象站")).to_have_count(1)
    fits(page)
    page.goto(f"{address}catalogue.html?q=气象站&grade=5&form=to-school")
    expect(cards).to_have_count(1)
    cards.first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("校园气象站")
    fits(page)
    page.locator("details.cc-session").nth(2).locator("summary").click()
    expect(page.locator("details.cc-session").nth(2).get_by_text("教学过程")).to_be_visible()
    fits(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="下载整套教案和学习单").click()
    file = tmp_path / "pack.pdf"
    download.value.save_as(file)
    text = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, text=True, check=True).stdout
    assert "校园气象站" in text
    assert "学习单" in text


PAGES = (
    "index.html", "catalogue.html", "browse.html", "series.html", "bases.html", "providers.html", "guide.html", "submit.html", "about.html",
    "courses/siming-nature-society.html", "courses/siming-nature-society/seed-diary.html", "bases/xiangshan-ocean-hall.html",
    "bases/xiangshan-ocean-hall/premium/one-day-intertidal.html", "bases/xiangshan-ocean-hall/extension/rov-pilot.html", "browse/grade/4.html",
    "plan.html?c=courses/siming-nature-society/seed-diary&start=2026-09-07",
    "school.html", "shortlist.html", "compare.html", "handbook.html",
)  # fmt: skip


@pytest.mark.parametrize("width", WIDTHS)
def test_every_kind_of_page_is_silent_fits_and_stays_on_its_origin(
    width: int, address: str, open_page: OpenPage
) -> None:
    page = open_page(f"{address}{PAGES[0]}", width=width)
    for path in PAGES:
        page.goto(f"{address}{path}")
        fits(page)
        assert page.locator("h1").count() == 1, path


def test_the_site_works_from_a_disk(site: Path, browser) -> None:  # type: ignore[no-untyped-def]
    page = browser.new_page(viewport={"width": 390, "height": 844})
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith("file:") else faults.append(request.url))
    page.goto(f"{site.as_uri()}/catalogue.html?q=种子")
    expect(page.locator(".cc-card").filter(has_text="种子日记", visible=True)).to_have_count(1)
    page.locator(".cc-card").filter(has_text="种子日记", visible=True).get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("种子日记")
    assert faults == []
    page.context.close()


CLOCK = """{ const Real = Date; const shift = new Real("DAYT09:00:00").getTime() - Real.now();
  window.Date = class extends Real {
    constructor(...parts) { if (parts.length) super(...parts); else super(Real.now() + shift); }
    static now() { return Real.now() + shift; } }; }"""


def at(page: Page, day: str, address: str) -> Page:
    """The page on another day; the clock runs on, because the theme's timers do not bear a stopped one."""
    page.add_init_script(CLOCK.replace("DAY", day))
    page.goto(address)
    return page


def numbers(page: Page, selector: str) -> list[int]:
    return [int(text) for text in page.locator(selector).all_inner_texts()]


def test_on_the_last_day_of_an_approval_everything_still_stands(address: str, open_page: OpenPage) -> None:
    page = at(
        open_page(f"{address}about.html"), "2029-08-31", f"{address}courses/siming-nature-society/seed-diary.html"
    )
    expect(page.get_by_text("评审有效期已过")).to_be_hidden()
    expect(page.get_by_text("至少提前")).to_be_visible()
    expect(page.get_by_role("link", name="下载整套教案和学习单")).to_be_visible()


@pytest.mark.parametrize(
    "path",
    ["courses/siming-nature-society/seed-diary.html", "bases/xiangshan-ocean-hall/premium/one-day-intertidal.html"],
)
def test_a_course_whose_approval_has_ended_since_the_build_says_so_everywhere(
    path: str, address: str, open_page: OpenPage
) -> None:
    page = at(open_page(f"{address}about.html"), "2031-01-01", f"{address}{path}")
    expect(page.get_by_text("评审有效期已过（到 2029 年 8 月 31 日为止），复评通过之前不接受申请。")).to_be_visible()
    expect(page.get_by_text("已过期（有效期至 2029 年 8 月 31 日）").filter(visible=True)).to_have_count(2)
    expect(page.get_by_text("有效期至 2029 年 8 月 31 日", exact=True).filter(visible=True)).to_have_count(0)
    next_step = page.locator(".cc-panel--next")
    expect(next_step.get_by_text("目前不接受申请。")).to_be_visible()
    expect(next_step.locator("ol")).to_be_hidden()
    expect(next_step.get_by_text("0574-00000000")).to_be_visible()
    expect(page.get_by_role("link", name=re.compile("下载"))).to_have_count(0)
    expect(page.get_by_text("不在册的课程不提供打印包。")).to_be_visible()
    expect(page.locator(".cc-level").filter(visible=True)).to_have_count(0)
    expect(page.locator(".cc-card").filter(visible=True)).to_have_count(0)


def test_lists_counts_and_figures_forget_what_has_expired_since_the_build(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}index.html")
    at(page, "2026-11-02", f"{address}index.html")
    assert numbers(page, ".cc-figures strong") == [9, 114, 22, 2]
    at(page, "2031-01-01", f"{address}index.html")
    assert numbers(page, ".cc-figures strong") == [0, 0, 0, 0]
    assert set(numbers(page, ".cc-grades [data-counts], .cc-fields [data-counts], .cc-rows [data-counts]")) == {0}
    expect(page.locator(".cc-card").filter(visible=True)).to_have_count(0)
    expect(page.get_by_text("还没有在册课程。")).to_be_visible()
    expect(page.locator(".cc-rows").get_by_text("达标").filter(visible=True)).to_have_count(0)
    expect(page.locator(".cc-rows").get_by_text("已过期").filter(visible=True)).to_have_count(2)
    for path in (
        "browse/grade/4.html",
        "series.html",
        "bases/xiangshan-ocean-hall.html",
        "courses/siming-nature-society.html",
    ):
        at(page, "2031-01-01", f"{address}{path}")
        cards = page.locator(".cc-card").filter(visible=True)
        assert [text for text in cards.all_inner_texts() if "已过期" not in text and "已暂停" not in text] == [], path
        expect(page.locator(".cc-empty").filter(visible=True).first).to_be_visible()
        assert set(numbers(page, "[data-counts]")) <= {0}, path
    for path in ("browse.html", "catalogue.html", "providers.html", "bases.html"):
        at(page, "2031-01-01", f"{address}{path}")
        assert set(numbers(page, "[data-counts]")) == {0}, path


def test_the_policys_figures_of_a_base_hold_until_the_last_day_and_no_longer(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}about.html")
    seen = []
    for day in ("2026-11-02", "2029-08-31", "2029-09-01"):
        at(page, day, f"{address}bases/xiangshan-ocean-hall.html")
        labels = page.locator(".cc-head .cc-level").filter(visible=True).all_inner_texts()
        seen.append((numbers(page, ".cc-quota [data-counts]"), labels))
    assert seen == [([1, 10], ["达标"]), ([1, 10], ["达标"]), ([0, 0], ["已过期"])]


PRINTED = (
    ("courses/yongjiang-science-society/campus-weather-station.html", 8),
    ("bases/xiangshan-ocean-hall/premium/one-day-intertidal.html", 8),
)


@pytest.mark.parametrize(("path", "most_pages"), PRINTED)
def test_a_course_page_prints_as_an_overview_with_whom_to_ask(
    path: str, most_pages: int, address: str, open_page: OpenPage, tmp_path: Path
) -> None:
    page = open_page(f"{address}{path}", width=1280)
    file = tmp_path / "page.pdf"
    page.pdf(path=file, format="A4", margin={"top": "15mm", "bottom": "15mm", "left": "15mm", "right": "15mm"})
    text = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout
    assert text.count("\f") <= most_pages
    assert "0574-00000000" in text
    assert "示例数据·非官方网站" in text  # paper leaves the site
    assert "下载打印" not in text
    assert "教师活动" not in text


CONTRAST = """() => {
  const light = (color) => color.match(/[\\d.]+/g).slice(0, 3).map((part) => {
    const share = part / 255; return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }).reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
  return Array.from(document.querySelectorAll(".md-footer-meta p")).map((line) => {
    const [ink, paper] = [getComputedStyle(line).color, getComputedStyle(line.closest(".md-footer-meta")).backgroundColor].map(light);
    return (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
  }); }"""


INK = """() => Array.from(document.querySelectorAll("body, main *"), (part) => {
  const { color, backgroundColor, borderBottomColor } = getComputedStyle(part);
  return [part.tagName, color, backgroundColor, borderBottomColor];
})"""


@pytest.mark.parametrize("kind", ["series course", "our school", "curriculum map", "catalogue with results"])
def test_what_is_printed_from_a_dark_screen_looks_as_from_a_light_one(
    kind: str, page_addresses: dict[str, str], open_page: OpenPage
) -> None:
    inks = []
    for scheme in ("light", "dark"):
        page = opened(
            open_page(page_addresses[kind], color_scheme=scheme, reduced_motion="reduce"), page_addresses[kind]
        )
        page.emulate_media(media="print", color_scheme=scheme)
        inks.append(str(page.evaluate(INK)).replace("rgba(0, 0, 0, 0.87)", "rgb(30, 42, 44)"))  # the theme's black
    assert inks[0] == inks[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_footer_can_be_read(scheme: str, address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}index.html", color_scheme=scheme)
    ratios = page.evaluate(CONTRAST)
    assert len(ratios) >= 2
    assert min(ratios) >= 4.5


def test_a_material_list_is_folded_and_two_lines_an_item_on_a_phone(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}courses/yongjiang-science-society/campus-weather-station.html")
    assert page.evaluate("document.documentElement.scrollHeight") < 11_500
    folds = page.locator("#materials ~ details")
    expect(folds).to_have_count(3)
    folds.first.locator("summary").click()
    heights = folds.first.locator("tbody tr").evaluate_all(
        "rows => rows.map((row) => row.getBoundingClientRect().height)"
    )
    assert len(heights) > 20
    assert sorted(heights)[len(heights) // 2] <= 90
    fits(page)


def test_the_choice_of_dark_is_kept(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}index.html", color_scheme="light")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    page.locator('label[title="切换到深色"]').click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.goto(f"{address}browse.html")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.parametrize("width", WIDTHS)
def test_pictures_come_from_the_site_and_fit_the_screen(width: int, address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}courses/yongjiang-science-society/bridge-engineering.html", width=width)
    cover = page.get_by_alt_text("一片桁架的受力图", exact=False)
    cover.scroll_into_view_if_needed()
    expect(cover).to_have_js_property("complete", True)
    assert cover.evaluate("picture => [picture.naturalWidth, picture.naturalHeight]") == [1200, 660]
    fits(page)


SEEDS = "courses/siming-nature-society/seed-diary.html"
WECHAT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/126.0 Mobile Safari/537.36 MicroMessenger/8.0.50"


def test_wechat_is_told_to_open_a_browser_and_no_other_browser_is(address: str, open_page: OpenPage) -> None:
    told = "请在浏览器打开"
    expect(open_page(f"{address}{SEEDS}", user_agent=WECHAT).get_by_text(told)).to_be_visible()
    expect(open_page(f"{address}{SEEDS}").get_by_text(told)).to_be_hidden()


@pytest.mark.parametrize("name", ["handbook", "compare"])
def test_wechat_is_told_that_it_cannot_print(name: str, address: str, open_page: OpenPage) -> None:
    chosen = f"{address}{name}.html?c={SEEDS.removesuffix('.html')},courses/xuedou-forestry-society/tree-register"
    told = "微信里不能打印"
    expect(open_page(chosen, user_agent=WECHAT).get_by_text(told)).to_be_visible()
    expect(open_page(chosen).get_by_text(told)).to_be_hidden()


def test_the_handbook_says_where_a_visit_goes(address: str, open_page: OpenPage) -> None:
    visit = "bases/xiangshan-ocean-hall/premium/one-day-intertidal"
    page = open_page(f"{address}handbook.html?c={visit},{SEEDS.removesuffix('.html')}", width=1280)
    place = page.locator(".cc-sheet__facts div").filter(has_text="去哪里")
    expect(place).to_have_count(1)  # a series comes to the school
    expect(place).to_contain_text("象山县，")


def test_a_teacher_prints_only_one_session_and_gets_a_file_with_a_chinese_name(
    address: str, open_page: OpenPage
) -> None:
    page = open_page(f"{address}{SEEDS}")
    page.locator("#session-3 summary").click()
    with page.expect_download() as download:
        page.locator("#session-3").get_by_role("link", name="打印这一课").click()
    assert download.value.suggested_filename == "种子日记：从一粒种子到一棵小苗-第03课时.pdf"


def test_what_can_be_printed_alone_is_folded_on_a_phone_and_open_where_there_is_room(
    address: str, open_page: OpenPage
) -> None:
    phone, desk = open_page(f"{address}{SEEDS}"), open_page(f"{address}{SEEDS}", width=1280)
    expect(phone.get_by_text("贴在公告栏")).to_be_hidden()
    phone.locator(".cc-files summary").filter(has_text="教务存档").click()
    expect(phone.get_by_text("贴在公告栏")).to_be_visible()
    expect(desk.get_by_text("贴在公告栏")).to_be_visible()
    fits(phone)
    fits(desk)


def test_the_material_is_reckoned_for_any_number_of_pupils(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}{SEEDS}")
    page.locator("#materials ~ details summary").first.click()
    beans = page.locator("#materials ~ details tr").filter(has_text="绿豆").first
    expect(page.locator("[data-groups]")).to_have_text("6")
    before = beans.inner_text()
    page.get_by_label("一个班的人数").fill("28")
    expect(page.locator("[data-groups]")).to_have_text("7")
    assert beans.inner_text() != before
    page.get_by_label("一个班的人数").fill("24")
    assert beans.inner_text() == before
    expect(page.get_by_text("超过了每班 28 人")).to_be_hidden()
    page.get_by_label("一个班的人数").fill("29")
    expect(page.get_by_text("超过了每班 28 人")).to_be_visible()
