"""The pages a school chooses with, in Chromium: over http and from a disk, under a strict Content-Security-Policy."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from written import PROJECT, catalogue_of

from browser.conftest import OpenPage, serving
from course_catalogue.facts.files import build_fact_files
from course_catalogue.output import write_files
from course_catalogue.pages import choosing_pages, listing_pages, record_pages
from course_catalogue.pages.page import Page as SitePage
from course_catalogue.pages.page import Scene
from course_catalogue.site_identity import SiteIdentity

REVIEW = 'format: 1\ndecision: approved\ndate: "2026-08-01"\nvalid_until: "2099-08-31"\n'
HOSTILE = "<img src=x onerror=alert(1)>&amp;"
FRAME = """<!doctype html><html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:">
<title>课</title><link rel="icon" href="{root}/assets/favicon.svg"><link rel="stylesheet" href="{root}/assets/catalogue.css"></head>
<body dir="ltr" data-md-color-scheme="default"><main class="md-typeset"><div class="cc-page">{body}</div></main></body></html>
"""


def series(title: str, grades: str = "[3, 4]", most: int = 30, safety: str = "不跑", fee: int = 5) -> str:
    return (
        f'format: 1\nstatus: submitted\ntitle: "{title}"\nsummary: 看一看\ngrades: {grades}\ndelivery: 送课到校\nsession_minutes: 40\n'
        f"price: {{kind: 成本分担, fee_per_session: {fee}, refund: 可退}}\nclass_size: {{min: 10, best: 20, max: {most}}}\n"
        "venues: [普通教室]\noffer: {districts: [北仑区], terms: [秋季学期], weekdays: [周四], classes_per_term: 2}\n"
        f"objectives: [{{text: 能测风}}]\nsafety: {{measures: [{safety}]}}\nsessions: [{{title: 一}}, {{title: 二}}]\n"
    )


COURSES = {
    "wind": series("风的课"),
    "small": series("小班课", most=24),
    "old": series("大孩子的课", grades="[8]"),
    "hostile": series(HOSTILE),
    "long": series("很长的课", safety=", ".join(f"第{n}条{'安全要求写得很长' * 22}" for n in range(10))),
}
KEYS = {name: f"courses/society/{name}" for name in COURSES}
SCHOOL = "district=330206&grade=4&day=4&size=28"


@dataclass(frozen=True)
class Site:
    http: str
    disk: str


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("choosing")
    records = {"courses/society/provider.yml": "format: 1\nstatus: submitted\nname: 示例学会（示例）\n"}
    for name, text in COURSES.items():
        records[f"courses/society/{name}/course.yml"] = text
        records[f"reviews/courses/society/{name}.yml"] = REVIEW
    catalogue = catalogue_of(records, date(2026, 11, 1))
    scene = Scene(catalogue, SiteIdentity("示例目录"), {})
    pages = (*choosing_pages.choosing(scene), *record_pages.series_courses(scene), *listing_pages.browse(scene))
    for page in pages:
        _write(folder, page)
    shutil.copytree(PROJECT / "site_overrides/assets", folder / "assets")
    write_files(folder, build_fact_files(catalogue))
    with serving(folder) as address:
        yield Site(address, f"{folder.as_uri()}/")


def _write(folder: Path, page: SitePage) -> None:
    file = folder / page.address
    file.parent.mkdir(parents=True, exist_ok=True)
    root = "/".join([".."] * page.depth) or "."
    file.write_text(FRAME.replace("{root}", root).replace("{body}", page.body), "utf-8")


@pytest.fixture(params=["http-390", "disk-1280"])
def opened(request: pytest.FixtureRequest, site: Site, open_page: OpenPage) -> Page:
    """A page of that site; `go` leads to others."""
    place, width = request.param.split("-")
    return open_page(f"{getattr(site, place)}shortlist.html", width=int(width))


def go(page: Page, address: str) -> None:
    root = re.sub(r"[^/]*$", "", page.url.split("?")[0].split("courses/")[0].split("browse/")[0])
    page.goto(f"{root}{address}")


def fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def verdicts(page: Page, group: int) -> list[str]:
    """Title and words of every course in a group."""
    found: list[str] = (
        page.locator(".cc-verdict-group")
        .nth(group)
        .locator(".cc-verdict")
        .evaluate_all(
            "(all) => all.map((one) => `${one.querySelector('h3').textContent}｜${one.querySelector('.cc-fit span').textContent}`)"
        )
    )
    return found


def test_our_school_sorts_all_courses_and_says_why(opened: Page) -> None:
    go(opened, f"school.html?{SCHOOL}")
    expect(opened.locator(".cc-verdicts__count")).to_have_text("5 门在册课程：合适 3 门，差一点 1 门，不合适 1 门。")
    can = "能来，周四有空，每学期可接 2 个班"
    assert verdicts(opened, 0) == [f"{HOSTILE}｜{can}", f"很长的课｜{can}", f"风的课｜{can}"]
    assert verdicts(opened, 1) == ["小班课｜班额上限 24，你们 28 人"]
    assert verdicts(opened, 2) == ["大孩子的课｜适合 8 年级，你们是四年级"]
    fits(opened)


def test_what_is_changed_in_the_form_stands_in_the_address_and_is_kept(opened: Page) -> None:
    go(opened, "school.html")
    opened.get_by_label("年级").select_option(label="四年级")
    opened.get_by_label("周四").check()
    opened.get_by_label("每班人数").fill("28")
    expect(opened.locator(".cc-verdicts__count")).to_contain_text("合适 3 门")
    assert opened.url.endswith("school.html?grade=4&day=4&size=28")
    go(opened, "school.html")
    expect(opened.get_by_label("每班人数")).to_have_value("28")
    go(opened, f"{KEYS['small']}.html")
    expect(opened.locator(".cc-fit")).to_have_text("对我们学校：差一点班额上限 24，你们 28 人改学校情况")
    go(opened, "school.html")
    opened.get_by_role("button", name="全部清空").click()
    expect(opened.locator(".cc-verdicts__count")).to_contain_text("填上面任意一项")
    go(opened, f"{KEYS['small']}.html")
    expect(opened.locator(".cc-choose")).to_be_visible()
    assert opened.locator(".cc-fit").count() == 0


def test_cards_in_lists_say_whether_the_course_fits(opened: Page) -> None:
    go(opened, "browse/grade/4.html")
    expect(opened.locator(".cc-card")).to_have_count(4)
    assert opened.locator(".cc-fit").count() == 0
    go(opened, f"school.html?{SCHOOL}")
    expect(opened.locator(".cc-verdict-group")).to_have_count(3)
    go(opened, "browse/grade/4.html")
    expect(opened.locator(".cc-card .cc-fit")).to_have_count(4)
    expect(opened.locator(".cc-card").filter(has_text="小班课").locator(".cc-fit")).to_have_text(
        "差一点班额上限 24，你们 28 人"
    )


def test_a_broken_school_address_is_told_in_one_line_and_the_rest_works(opened: Page) -> None:
    go(opened, "school.html?grade=4&district=000000&size=many&nonsense=1")
    expect(opened.locator(".cc-told")).to_have_text(
        "网址里有看不懂的（区县、班额、1 个不认识的参数），已略过，其余照用。"
    )
    expect(opened.locator(".cc-verdicts__count")).to_contain_text("合适 4 门")
    assert opened.url.endswith("school.html?grade=4")


def test_a_stored_school_that_is_not_understood_is_told_once_and_the_rest_works(opened: Page) -> None:
    opened.evaluate("localStorage.setItem('cc-school', 'grade=4&district=000000&{}')")
    go(opened, "school.html")
    told = opened.locator(".cc-told")
    expect(told).to_have_text("上次存下的学校情况里有看不懂的（区县、1 个不认识的参数），已略过，其余照用。")
    expect(opened.locator(".cc-verdicts__count")).to_contain_text("合适 4 门")
    go(opened, "school.html")
    expect(opened.locator(".cc-verdicts__count")).to_contain_text("合适 4 门")
    expect(told).to_be_hidden()


def test_a_stored_list_of_an_older_catalogue_is_told_once_and_takes_no_place(opened: Page) -> None:
    opened.evaluate("keys => localStorage.setItem('cc-shortlist', keys)", f"courses/society/gone,{{}},{KEYS['wind']}")
    go(opened, "shortlist.html")
    expect(opened.locator(".cc-told")).to_have_text("有 1 门课程已经不在册，没有列出。清单里有 1 处看不懂，已略过。")
    expect(opened.locator(".cc-shortlist h3")).to_have_text(["风的课"])
    assert opened.evaluate("localStorage.getItem('cc-shortlist')") == KEYS["wind"]
    go(opened, "shortlist.html")
    expect(opened.locator(".cc-shortlist h3")).to_have_text(["风的课"])
    expect(opened.locator(".cc-told")).to_be_hidden()


def test_a_school_that_somebody_has_sent_takes_the_place_of_ones_own_only_when_changed(opened: Page) -> None:
    go(opened, f"school.html?{SCHOOL}")
    expect(opened.get_by_label("每班人数")).to_have_value("28")
    own = opened.evaluate("localStorage.getItem('cc-school')")
    go(opened, "school.html?grade=8&size=40")
    expect(opened.locator(".cc-told")).to_contain_text("你们自己填的还在")
    expect(opened.get_by_label("每班人数")).to_have_value("40")
    assert opened.evaluate("localStorage.getItem('cc-school')") == own
    opened.get_by_role("button", name="全部清空").click()
    expect(opened.locator(".cc-told")).to_have_text("网址里带来的已经清掉，这是你们自己填的。")
    expect(opened.get_by_label("每班人数")).to_have_value("28")
    assert opened.evaluate("localStorage.getItem('cc-school')") == own
    go(opened, "school.html?grade=8&size=40")
    opened.get_by_label("每班人数").fill("41")
    expect(opened.locator(".cc-told")).to_be_hidden()
    assert opened.evaluate("localStorage.getItem('cc-school')") == "grade=8&size=41"


def test_what_wechat_adds_to_an_address_hides_no_school(opened: Page) -> None:
    go(opened, f"school.html?{SCHOOL}")
    expect(opened.get_by_label("每班人数")).to_have_value("28")
    go(opened, "school.html?large=1&from=singlemessage&isappinstalled=0")
    expect(opened.get_by_label("每班人数")).to_have_value("28")
    expect(opened.locator(".cc-told")).to_be_hidden()


def test_after_a_look_at_a_course_the_shortlist_is_still_ones_own(opened: Page) -> None:
    go(opened, f"{KEYS['wind']}.html")
    opened.get_by_role("button", name="加入备选单").click()
    opened.get_by_role("link", name="看备选单（1 门）").click()
    expect(opened.locator(".cc-shortlist h3")).to_have_text(["风的课"])
    opened.get_by_role("link", name="风的课").click()
    opened.get_by_role("button", name="已在备选单").wait_for()
    go(opened, f"{KEYS['small']}.html")
    opened.get_by_role("button", name="加入备选单").click()
    opened.go_back()
    opened.go_back()
    expect(opened.locator(".cc-shortlist h3")).to_have_text(["风的课", "小班课"])
    expect(opened.locator(".cc-shortlist__take")).to_be_hidden()
    opened.reload()
    expect(opened.locator(".cc-shortlist h3")).to_have_text(["风的课", "小班课"])


def test_two_windows_show_one_shortlist(site: Site, open_page: OpenPage) -> None:
    course = open_page(f"{site.http}{KEYS['wind']}.html")
    course.get_by_role("button", name="加入备选单").click()
    shortlist = course.context.new_page()
    shortlist.goto(f"{site.http}shortlist.html")
    titles = shortlist.locator(".cc-shortlist h3")
    expect(titles).to_have_text(["风的课"])
    go(course, f"{KEYS['small']}.html")
    course.get_by_role("button", name="加入备选单").click()
    expect(titles).to_have_text(["风的课", "小班课"])
    shortlist.get_by_role("button", name="小班课：上移").click()
    assert course.evaluate("localStorage['cc-shortlist']") == f"{KEYS['small']},{KEYS['wind']}"
    shortlist.get_by_role("button", name="移出：小班课").click()
    expect(course.get_by_role("button", name="加入备选单")).to_be_visible()
    go(course, f"{KEYS['wind']}.html")
    course.get_by_role("button", name="已在备选单").click()
    expect(shortlist.locator(".cc-shortlist__empty")).to_be_visible()


def test_a_list_of_somebody_else_stays_in_sight_when_the_own_one_changes_in_another_window(
    site: Site, open_page: OpenPage
) -> None:
    course = open_page(f"{site.http}{KEYS['wind']}.html")
    course.get_by_role("button", name="加入备选单").click()
    sent = course.context.new_page()
    sent.goto(f"{site.http}shortlist.html?c={KEYS['old']}")
    expect(sent.locator(".cc-shortlist__take")).to_be_visible()
    course.get_by_role("button", name="已在备选单").click()
    sent.wait_for_timeout(200)
    expect(sent.locator(".cc-shortlist h3")).to_have_count(1)
    expect(sent.locator(".cc-shortlist__take")).to_be_visible()


def test_two_windows_show_one_school(site: Site, open_page: OpenPage) -> None:
    one = open_page(f"{site.http}school.html?size=38")
    expect(one.locator(".cc-verdict-group").first).to_be_visible()
    other = one.context.new_page()
    other.goto(f"{site.http}school.html")
    other.get_by_label("想开几个班").fill("3")
    expect(one.get_by_label("想开几个班")).to_have_value("3")
    one.get_by_label("年级").select_option("四年级")
    assert one.evaluate("localStorage['cc-school']") == "grade=4&size=38&classes=3"


def test_a_finger_that_taps_twice_means_once(opened: Page) -> None:
    go(opened, f"{KEYS['wind']}.html")
    opened.get_by_role("button", name="加入备选单").dblclick(delay=30)
    expect(opened.get_by_role("link", name="看备选单（1 门）")).to_be_visible()


def test_the_printed_comparison_is_whole(opened: Page) -> None:
    four = ",".join(KEYS[name] for name in ("wind", "small", "old", "hostile"))
    go(opened, f"compare.html?c={four}")
    expect(opened.get_by_role("columnheader")).to_have_count(4)
    opened.emulate_media(media="print")
    opened.set_viewport_size({"width": 650, "height": 900})  # an A4 sheet, less its margins
    box = "(() => { const found = getComputedStyle(document.querySelector('.cc-compare')); return [found.overflowY, found.maxHeight]; })()"
    assert opened.evaluate(box) == ["visible", "none"]


def test_courses_are_put_on_the_shortlist_moved_and_taken_off(opened: Page) -> None:
    for name in ("wind", "small"):
        go(opened, f"{KEYS[name]}.html")
        opened.get_by_role("button", name="加入备选单").click()
    opened.get_by_role("link", name="看备选单（2 门）").click()
    titles = opened.locator(".cc-shortlist h3")
    expect(titles).to_have_text(["风的课", "小班课"])
    assert opened.url.endswith(f"?c={KEYS['wind']},{KEYS['small']}")
    leads_on = opened.get_by_role("link", name="排进学期")
    assert (leads_on.get_attribute("href") or "").startswith(f"plan.html?c={KEYS['wind']},{KEYS['small']}")
    opened.get_by_role("button", name="小班课：上移").click()
    expect(titles).to_have_text(["小班课", "风的课"])
    opened.get_by_role("button", name="移出：风的课").click()
    assert opened.url.endswith(f"?c={KEYS['small']}")
    fits(opened)
    go(opened, "shortlist.html")
    expect(titles).to_have_text(["小班课"])
    go(opened, f"{KEYS['small']}.html")
    opened.get_by_role("button", name="已在备选单").click()
    go(opened, "shortlist.html")
    expect(opened.locator(".cc-shortlist__empty")).to_be_visible()


def test_focus_stays_with_a_course_that_is_moved_and_goes_on_from_one_that_is_taken_off(opened: Page) -> None:
    go(opened, f"shortlist.html?c={KEYS['wind']},{KEYS['small']},{KEYS['old']}")
    opened.get_by_role("button", name="大孩子的课：上移").press("Enter")
    expect(opened.get_by_role("button", name="大孩子的课：上移")).to_be_focused()
    opened.keyboard.press("Enter")
    expect(opened.locator(".cc-shortlist h3")).to_have_text(["大孩子的课", "风的课", "小班课"])
    expect(opened.get_by_role("button", name="大孩子的课：下移")).to_be_focused()
    for title in ("风的课", "小班课", "大孩子的课"):
        opened.get_by_role("button", name=f"移出：{title}").press("Enter")
        if title != "大孩子的课":
            left = "小班课" if title == "风的课" else "大孩子的课"
            expect(opened.get_by_role("button", name=f"移出：{left}")).to_be_focused()
    expect(opened.get_by_role("link", name="去找课程")).to_be_focused()


def test_the_address_of_our_school_can_be_copied(site: Site, open_page: OpenPage) -> None:
    page = open_page(f"{site.http}school.html?{SCHOOL}", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="复制网址给同事").click()
    expect(page.get_by_text("网址已复制")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{site.http}school.html?{SCHOOL}"


def test_a_shared_list_of_an_older_catalogue_is_read_piece_by_piece(opened: Page) -> None:
    address = f"shortlist.html?c={KEYS['wind']},courses/society/gone,%3Cb%3E,{KEYS['hostile']}"
    go(opened, address)
    expect(opened.locator(".cc-told")).to_have_text("有 1 门课程已经不在册，没有列出。清单里有 1 处看不懂，已略过。")
    expect(opened.locator(".cc-shortlist h3")).to_have_text(["风的课", HOSTILE])
    assert opened.evaluate("localStorage.getItem('cc-shortlist')") is None
    opened.get_by_role("button", name="放进我的备选单").click()
    expect(opened.locator(".cc-shortlist__take")).to_be_hidden()
    assert opened.evaluate("localStorage.getItem('cc-shortlist')") == f"{KEYS['wind']},{KEYS['hostile']}"


def test_what_no_longer_fits_into_ones_own_list_is_told(opened: Page) -> None:
    twenty = [KEYS["hostile"], *(f"courses/society/gone-{number}" for number in range(19))]
    opened.evaluate("keys => localStorage.setItem('cc-shortlist', keys)", ",".join(twenty))
    go(opened, f"shortlist.html?c={KEYS['wind']}")
    opened.get_by_role("button", name="放进我的备选单").click()
    expect(opened.locator(".cc-told")).to_contain_text("最多放 20 门，后面的 1 门没有列出。")
    expect(opened.locator(".cc-shortlist h3")).to_have_text([HOSTILE])


def test_who_cannot_keep_a_list_is_told_so(opened: Page) -> None:
    go(opened, f"shortlist.html?c={KEYS['wind']}")
    opened.evaluate("() => { Storage.prototype.setItem = () => { throw new Error('full'); }; }")
    opened.get_by_role("button", name="放进我的备选单").click()
    expect(opened.locator(".cc-told")).to_have_text("这个浏览器不让网页保存内容，请收藏这一页的网址。")


def test_the_qr_code_leads_to_the_address(site: Site, open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(f"{site.http}shortlist.html?c={','.join(KEYS.values())}", width=390)
    code = page.locator(".cc-qr__code svg")
    expect(code).to_be_visible()
    code.screenshot(path=tmp_path / "code.png")
    assert _decoded(tmp_path / "code.png") == page.url


def test_no_qr_code_leads_to_a_disk(site: Site, open_page: OpenPage) -> None:
    page = open_page(f"{site.disk}shortlist.html?c={KEYS['wind']}")
    expect(page.locator(".cc-shortlist h3")).to_have_count(1)
    expect(page.locator(".cc-qr")).to_be_hidden()


@pytest.mark.parametrize("length", [1, 17, 18, 106, 230, 271, 461, 718, 1273])
def test_a_qr_code_of_any_length_is_read_again(length: int, site: Site, open_page: OpenPage, tmp_path: Path) -> None:
    page = open_page(f"{site.http}shortlist.html")
    text = ("https://example.com/shortlist.html?c=" + "a1-/" * 400)[:length]
    rows = page.evaluate("(text) => qrCode.modules(text)", text)
    scale, quiet = 3, 4
    side = (len(rows) + 2 * quiet) * scale
    blank = [False] * quiet
    padded = [[False] * (len(rows) + 2 * quiet)] * quiet
    lines = [*padded, *([*blank, *row, *blank] for row in rows), *padded]
    pixels = "\n".join(
        " ".join(str(int(dark)) for dark in row for _ in range(scale)) for row in lines for _ in range(scale)
    )
    (tmp_path / "code.pbm").write_text(f"P1\n{side} {side}\n{pixels}\n")
    assert _decoded(tmp_path / "code.pbm") == text


def test_a_text_too_long_for_a_code_has_none(site: Site, open_page: OpenPage) -> None:
    assert open_page(f"{site.http}shortlist.html").evaluate("qrCode.modules('a'.repeat(1274))") is None


def _decoded(picture: Path) -> str:
    return subprocess.run(
        ["zbarimg", "-q", "--raw", str(picture)], capture_output=True, text=True, check=True
    ).stdout.rstrip("\n")


def test_courses_stand_side_by_side_and_differences_are_marked_in_words(opened: Page) -> None:
    five = ",".join(KEYS[name] for name in ("wind", "small", "old", "hostile", "long"))
    go(opened, f"compare.html?c={five}")
    expect(opened.locator(".cc-told")).to_have_text("最多放 4 门，后面的 1 门没有列出。")
    table = opened.get_by_role("table", name="课程对比")
    expect(table.get_by_role("columnheader")).to_have_count(4)
    grades = table.get_by_role("row").filter(has=opened.get_by_role("rowheader", name="年级 不同"))
    expect(grades.get_by_role("cell")).to_have_text(["3～4 年级", "3～4 年级", "8 年级", "3～4 年级"])
    same = table.get_by_role("row").filter(has=opened.get_by_role("rowheader", name="类别", exact=True))
    expect(same.get_by_role("cell").first).to_have_text("系列课程")
    opened.get_by_label("只看不同的").check()
    expect(same).to_have_count(0)
    expect(grades).to_be_visible()
    fits(opened)
    opened.get_by_role("link", name="去掉：大孩子的课").click()
    expect(opened.get_by_role("columnheader")).to_have_count(3)


def test_the_handbook_has_a_cover_a_page_a_course_and_a_slip_and_keeps_nothing(
    site: Site, open_page: OpenPage, tmp_path: Path
) -> None:
    page = open_page(f"{site.http}handbook.html?c={KEYS['wind']},{KEYS['long']},{KEYS['hostile']}", width=1280)
    expect(page.locator(".cc-sheet")).to_have_count(5)
    page.get_by_label("学校名称").fill("某某小学")
    page.get_by_label("回执哪天前交").fill("9 月 12 日")
    page.pdf(path=tmp_path / "handbook.pdf", prefer_css_page_size=True)
    pages = _text_of(tmp_path / "handbook.pdf")
    assert [re.search(r"(封面|第 \d 门，共 \d 门|家长回执)$", text.strip()) is not None for text in pages] == [True] * 5
    assert "某某小学" in pages[0]
    assert "9 月 12 日前交回" in re.sub(r"\s*\n\s*", "", pages[4])
    shared = "courseRows.familyPrice({ price: 117.9, family: 23.58, priceWords: '每生共 117.9 元' })"
    assert page.evaluate(shared) == "家庭付 23.58 元"
    assert "风的课" in pages[1] and "能测风" in pages[1] and "可退" in pages[1] and "不跑" in pages[1]
    assert re.search(r"另有 \d 条安全要求见网站课程页", pages[2])
    assert HOSTILE in pages[3]
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.get_by_label("附致家长的信和选课回执").uncheck()
    expect(page.locator(".cc-sheet")).to_have_count(4)


def test_the_handbook_fits_a_phone(site: Site, open_page: OpenPage) -> None:
    page = open_page(f"{site.http}handbook.html?c={KEYS['wind']}", width=390)
    expect(page.locator(".cc-sheet")).to_have_count(3)
    fits(page)


def _text_of(pdf: Path) -> list[str]:
    text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], capture_output=True, text=True, check=True).stdout
    return text.rstrip("\f").split("\f")
