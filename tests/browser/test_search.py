"""The catalogue page in Chromium: over http and from a disk, on a phone and on a desk."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from written import PROJECT, catalogue_of

from browser.conftest import OpenPage, serving
from course_catalogue import addresses
from course_catalogue.catalogue import Catalogue
from course_catalogue.content_policy import policy_element
from course_catalogue.output import write_files
from course_catalogue.pages.catalogue_page import catalogue_context
from course_catalogue.pages.page import render
from course_catalogue.search.early import early_data, early_script
from course_catalogue.search.index import build_search_files
from course_catalogue.search.postings import cut_shards

HOSTILE = "<img src=x onerror=alert(1)>&amp;"
REVIEW = 'format: 1\ndecision: approved\ndate: "2026-08-01"\nvalid_until: "2099-08-31"\n'
FRAME = """<!doctype html><html lang="zh"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
{policy}
<title>找课程</title><link rel="icon" href="assets/favicon.svg">
<link rel="stylesheet" href="assets/catalogue.css"><link rel="stylesheet" href="assets/search.css">
{early}<script src="./assets/search-engine.js" async></script></head>
<body dir="ltr" data-md-color-scheme="default"><main class="md-typeset"><div class="cc-page">{body}</div></main></body></html>
"""


def series(
    title: str,
    summary: str = "观察与记录",
    grade: int = 3,
    target: str = "sci22-1.1",
    fee: int = 0,
    sessions: str = "导入",
) -> str:
    price = f"{{kind: 成本分担, fee_per_session: {fee}, refund: 可退}}" if fee else "{kind: 免费}"
    return (
        f'format: 1\nstatus: submitted\ntitle: "{title}"\nsummary: "{summary}"\ngrades: [{grade}]\ndelivery: 送课到校\n'
        f"price: {price}\nalignments: [{{target: {target}, stages: [S2]}}]\nsessions: [{{title: {sessions}, objectives: [{{text: 能说出发现}}]}}]\n"
    )


COURSES = {
    "rocket": series("水火箭的秘密", grade=4, fee=20),
    "decoy": series("消防小课", summary="水火无情，火箭班也要学会逃生", grade=4),
    "late-rocket": series("飞行器", sessions="试射水火箭", grade=5, fee=90),
    "arduino": series("认识 Arduino 与 3D 打印", summary="用ＬＥＤ做灯，量光敏电阻", grade=6, target="sci22-13.1"),
    "seeds": series("种子日记", summary="每天看一看种子，量蚕豆的根", grade=1, target="sci22-5.1"),
    "robot": series("智能机器人编程", summary="让机器人走迷宫，用弹簧测力计量拉力", grade=6),
    "robot-arm": series("机器人手臂", summary="人工智能在身边，接光敏电阻", grade=9),
    "hostile": series(HOSTILE, summary=f"{HOSTILE} 安全测试词", grade=2),
    **{
        f"filler-{number:02}": series(f"填充课程第{number}号", grade=number % 6 + 1, target="sci22-9.1")
        for number in range(38)
    },
}
TOTAL = len(COURSES)


def made_catalogue(courses: dict[str, str], review: str = REVIEW) -> Catalogue:
    files = {"courses/society/provider.yml": "format: 1\nstatus: submitted\nname: 示例学会（示例）\n"}
    for name, text in courses.items():
        files[f"courses/society/{name}/course.yml"] = text
        files[f"reviews/courses/society/{name}.yml"] = review
    return catalogue_of(files, date(2026, 11, 1))


def write_site(folder: Path, catalogue: Catalogue, **limits: int) -> Path:
    """A page of the template alone, with the assets and the index."""
    index = build_search_files(catalogue, **limits)
    body = render("catalogue.html", addresses.CATALOGUE, **catalogue_context(catalogue))
    early = f"{early_data(index[0], '.')}<script>{early_script()}</script>"
    folder.mkdir(parents=True, exist_ok=True)
    page = FRAME.format(policy=policy_element([early_script()]), early=early, body=body)
    (folder / "catalogue.html").write_text(page, "utf-8")
    (folder / "browse.html").write_text(
        '<!doctype html><link rel="icon" href="assets/favicon.svg"><title>分类浏览</title>', "utf-8"
    )
    shutil.copytree(PROJECT / "site_overrides/assets", folder / "assets", dirs_exist_ok=True)
    write_files(folder, index)
    return folder


@dataclass(frozen=True)
class Site:
    folder: Path
    http: str

    @property
    def disk(self) -> str:
        return f"{self.folder.as_uri()}/"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = write_site(tmp_path_factory.mktemp("search") / "site", made_catalogue(COURSES))
    with serving(folder) as address:
        yield Site(folder, address)


Visit = Callable[..., Page]


CROSSED = [pytest.param(name, marks=pytest.mark.prove) for name in ("http-1280", "disk-390")]


@pytest.fixture(params=["http-390", "disk-1280", *CROSSED])
def visit(request: pytest.FixtureRequest, site: Site, open_page: OpenPage) -> Visit:
    """visit("?q=…"): the catalogue page, ready."""
    place, width = request.param.split("-")
    return partial(visit_at, open_page, site.http if place == "http" else site.disk, int(width))


def visit_at(open_page: OpenPage, root: str, width: int, address: str = "") -> Page:
    page = open_page(f"{root}catalogue.html{address}", width)
    expect(page.locator(".cc-search__live")).to_be_visible()
    return page


def status(page: Page) -> str:
    return page.locator("[role=status]").inner_text()


def titles(page: Page) -> list[str]:
    return page.locator(".cc-results .cc-card__title").all_inner_texts()


def search(page: Page, words: str) -> None:
    page.fill("#cc-q", words)
    page.press("#cc-q", "Enter")
    expect(page).to_have_url(re.compile(r"q="))
    settle(page)


def rest(page: Page) -> None:
    """Nothing is asked for any more, as before the server ends: excerpts come last."""
    page.wait_for_load_state("networkidle")


def settle(page: Page) -> None:
    """Until the search that was asked for last is shown."""
    expect(page.locator(".cc-results[aria-busy]")).to_have_count(0)


def shown_box(page: Page, facet: str, value: str) -> Locator:
    """The box of a filter, after its sheet and its group have been opened."""
    box = page.locator(f"input[name={facet}][value='{value}']")
    if not page.locator(".cc-filters").evaluate("panel => panel.open"):
        page.locator(".cc-filters > summary").click()
    group = page.locator(".cc-facet", has=box)
    if not group.evaluate("group => group.open"):
        group.locator("summary").click()
    return box


def filter_by(page: Page, facet: str, value: str) -> None:
    shown_box(page, facet, value).click()
    if page.viewport_size and page.viewport_size["width"] < 960:
        page.keyboard.press("Escape")  # the sheet lies over the results


def count_of(page: Page, facet: str, value: str) -> str | None:
    row = page.locator(".cc-facet__value", has=shown_box(page, facet, value))
    expect(row.locator(".cc-facet__count")).not_to_be_empty()
    return row.locator(".cc-facet__count").text_content()


def query_of(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def test_all_courses_are_shown_in_pages_of_twenty(visit: Visit) -> None:
    page = visit()
    assert status(page) == f"找到 {TOTAL} 门课程，第 1 页，共 3 页"
    assert len(titles(page)) == 20
    page.locator(".cc-pages a", has_text="下一页").click()
    expect(page.locator("[role=status]")).to_have_text(f"找到 {TOTAL} 门课程，第 2 页，共 3 页")
    assert query_of(page) == {"page": ["2"]}


def test_chinese_words_are_found_title_before_summary_before_session(visit: Visit) -> None:
    page = visit()
    search(page, "火箭")
    assert titles(page) == ["水火箭的秘密", "消防小课", "飞行器"]
    assert status(page) == "找到 3 门课程"


def test_three_characters_must_be_neighbours(visit: Visit) -> None:
    page = visit("?q=水火箭")
    assert titles(page) == ["水火箭的秘密", "飞行器"]


def test_excerpt_marks_what_was_found_and_says_where(visit: Visit) -> None:
    page = visit("?q=水火箭")
    card = page.locator(".cc-card", has_text="飞行器")
    expect(card.locator("mark")).to_have_text("水火箭")
    expect(card.locator(".cc-card__excerpt")).to_have_text("第 1 课时试射水火箭：能说出发现")


def test_a_functional_zone_finds_what_its_district_has(tmp_path: Path, open_page: OpenPage) -> None:
    served = {"zone": "[前湾新区]", "district": "[慈溪市]", "city": "[全市]", "other": "[北仑区]"}
    courses = {name: f"{series(name)}offer: {{districts: {districts}}}\n" for name, districts in served.items()}
    with serving(write_site(tmp_path, made_catalogue(courses))) as address:
        page = visit_at(open_page, address, 390, "?q=前湾新区")
        assert set(titles(page)) == {"zone", "district", "city"}
        search(page, "全市")
        assert titles(page) == ["city"]
        rest(page)


def test_latin_words_are_found_by_their_beginning_in_any_width_and_case(visit: Visit) -> None:
    page = visit("?q=ARDU")
    assert titles(page) == ["认识 Arduino 与 3D 打印"]
    search(page, "le")
    expect(page.locator(".cc-results mark")).to_have_text("ＬＥ")
    search(page, "ed")
    expect(page.locator("[role=status]")).to_have_text("找到 0 门课程")


def test_all_words_of_a_query_must_be_there(visit: Visit) -> None:
    page = visit("?q=3d 打印")
    assert titles(page) == ["认识 Arduino 与 3D 打印"]
    search(page, "3d 种子")
    expect(page.locator("[role=status]")).to_have_text("找到 0 门课程")


def test_words_of_facets_count_as_facets_and_are_split_off(visit: Visit) -> None:
    page = visit("?q=四年级 水火箭")
    assert titles(page) == ["水火箭的秘密"]
    search(page, "4年级水火箭")
    expect(page.locator(".cc-found__note")).to_have_text("已按「四年级 水火箭」搜索 · 仍搜「4年级水火箭」")
    assert titles(page) == ["水火箭的秘密"]


NOTES = [
    ("jiqiren", "机器人", 2),
    ("ji qi ren", "机器人", 2),
    ("机气人", "机器人", 2),  # sounds alike
    ("机器入", "机器人", 2),  # one is wrong
    ("机人器", "机器人", 2),  # exchanged
    ("弹簧力计", "弹簧测力计", 1),  # missing: it stands in a text alone
    ("弹簧测测力计", "弹簧测力计", 1),  # extra
    ("弹簧侧力计", "弹簧测力计", 1),
    ("jqr", "机器人", 2),
    ("zhong", "种", 1),  # one whole syllable is the characters of titles that are read so
    ("gmdz", "光敏电阻", 2),  # no title has it
    ("liunianjijiqiren", "六年级 机器人", 1),
    ("九年级机器人", "九年级 机器人", 1),
    ("人工智能手臂", "人工智能 手臂", 1),
    ("ardino", "arduino", 1),
    ("弹簧测力水", "弹簧测力计", 1),  # the last is wrong
    ("蚕豆汤", "蚕豆", 1),  # and not 蚕豆的, which is no word
    ("迷宫拉力", "迷宫 拉力", 1),
    ("迷宫课程", "迷宫", 1),  # and not those that have 课程 as well
    ("蚕豆课", "蚕豆", 1),
]


@pytest.mark.parametrize(("typed", "meant", "count"), NOTES)
def test_a_query_that_finds_little_is_searched_as_what_was_meant_and_says_so(
    site: Site, open_page: OpenPage, typed: str, meant: str, count: int
) -> None:
    page = visit_at(open_page, site.http, 390, f"?q={typed}")
    expect(page.locator(".cc-found__note")).to_have_text(f"已按「{meant}」搜索 · 仍搜「{typed}」")
    assert (status(page), len(titles(page))) == (f"找到 {count} 门课程", count)


def test_what_was_typed_can_still_be_searched_and_the_address_keeps_it(visit: Visit) -> None:
    page = visit("?q=机器入")
    assert len(titles(page)) == 2
    page.get_by_role("button", name="仍搜「机器入」").click()
    expect(page.locator("[role=status]")).to_have_text("找到 0 门课程")
    assert query_of(page) == {"q": ["机器入"], "exact": ["1"]}
    page.reload()
    expect(page.locator(".cc-found__note")).to_have_text("只搜「机器入」 · 也找近似的词")
    page.go_back()
    expect(page.locator("[role=status]")).to_have_text("找到 2 门课程")
    page.go_forward()
    search(page, "机人器")
    assert query_of(page) == {"q": ["机人器"]}


def test_synonyms_are_searched_too_and_marked(visit: Visit) -> None:
    page = visit("?q=AI")
    expect(page.locator(".cc-found__note")).to_have_text("也找了「人工智能」 · 只搜「AI」")
    assert titles(page) == ["机器人手臂"]
    expect(page.locator(".cc-results mark")).to_have_text("人工智能")
    search(page, "三维打印")
    assert titles(page) == ["认识 Arduino 与 3D 打印"]


@pytest.mark.parametrize(
    "typed",
    [
        "九年级",
        "9年级",
        "9 年级",
        "初三",
        "九上",
        "9上",
        "初中",
        "八九年级",
        "8-9年级",
        "8～9 年级",
        "8/9年级",
        "九年级上",
        "9年级下",
        "初三年级",
        "初三上",
        "初3",
        "八年级到九年级",
        "8年级、9年级",
        "八年级和九年级",
    ],
)
def test_grades_are_understood_as_people_write_them(site: Site, open_page: OpenPage, typed: str) -> None:
    page = visit_at(open_page, site.http, 390, f"?q={typed}")
    assert titles(page) == ["机器人手臂"]
    expect(page.locator(".cc-found__note")).to_be_hidden()


def test_grades_up_to_twelve_are_those_that_courses_have(site: Site, open_page: OpenPage) -> None:
    page = visit_at(open_page, site.http, 390, "?q=8-12年级")
    assert titles(page) == ["机器人手臂"]


@pytest.mark.parametrize("typed", ["arduino课程", "Arduino 课", "3D打印课"])
def test_the_word_course_is_not_asked_of_a_course(site: Site, open_page: OpenPage, typed: str) -> None:
    page = visit_at(open_page, site.http, 390, f"?q={typed}")
    assert titles(page) == ["认识 Arduino 与 3D 打印"]
    expect(page.locator(".cc-found__note")).not_to_contain_text("已按")


@pytest.mark.parametrize("typed", ["十年级", "10年级", "11年级", "高二年级", "10-12年级"])
def test_a_grade_of_upper_secondary_school_is_no_other(site: Site, open_page: OpenPage, typed: str) -> None:
    page = visit_at(open_page, site.http, 390, f"?q={typed}")
    expect(page.locator("[role=status]")).to_have_text("找到 0 门课程")
    expect(page.locator(".cc-found__note")).to_be_hidden()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A few courses whose words are asked for in other ways, one of them paused, and a provider without a course."""
    key = "courses/society"
    courses = {
        "seeds": series("小苗", summary="种子变成小苗，小苗变成大树，四周再看一看", sessions="看四周", fee=5),
        "sea": series("海岸", summary="画出潮汐，和海水一起", target="sci22-13.2", fee=61)
        + "session_minutes: 40\noffer: {weekdays: [周四]}\n",
        "lines": series("竖线", summary="量 2、13 和 130.2 米", fee=70),
        "signs": series("天气", summary="看云"),
        "paused": series("水下机器人"),
    }
    files = {f"{key}/{name}/course.yml": text for name, text in courses.items()}
    files |= {f"reviews/{key}/{name}.yml": REVIEW for name in courses}
    files[f"reviews/{key}/paused.yml"] = REVIEW.replace("approved", "suspended")
    files[f"{key}/provider.yml"] = "format: 1\nstatus: submitted\nname: 示例学会（示例）\n"
    files["courses/tides/provider.yml"] = "format: 1\nstatus: submitted\nname: 星潮天文协会（示例）\n"
    catalogue = catalogue_of(files, date(2026, 11, 1))
    with serving(write_site(tmp_path_factory.mktemp("small") / "site", catalogue)) as address:
        yield address


@pytest.mark.parametrize(
    ("typed", "note", "found"),
    [
        ("编程", "要找的是不是「变成」？", []),  # may well be a word, and 变成 is what no course is about
        ("周四", "", ["海岸"]),
        ("礼拜四", "", ["海岸"]),
        ("周二", "", []),  # and not 四周
        ("40分钟", "", ["海岸"]),
        ("不要钱", "", ["天气"]),
        ("潮夕", "要找的是不是「潮汐」？", []),  # stands only once, but 汐 nowhere else
        ("天汽", "已按「天气」搜索 · 仍搜「天汽」", ["天气"]),
        ("水下机器人", "另有页面：水下机器人（已暂停的课程）", []),
        ("天文协会", "另有页面：星潮天文协会（示例）（机构）", []),
        ("1元", "已按「每生 1 元以内」搜索 · 仍搜「1元」", ["天气"]),
        ("6元左右", "已按「每生 6 元以内」搜索 · 仍搜「6元左右」", ["小苗", "天气"]),
        ("6块钱", "已按「每生 6 元以内」搜索 · 仍搜「6块钱」", ["小苗", "天气"]),
        ("每人6块以内", "已按「每生 6 元以内」搜索 · 仍搜「每人6块以内」", ["小苗", "天气"]),
        ("60元以内 海", "已按「每生 60 元以内 海」搜索 · 仍搜「60元以内 海」", []),
        ("500-720 元 海岸", "已按「每生 720 元以内 海岸」搜索 · 仍搜「500-720 元 海岸」", ["海岸"]),
        ("50元—720元 海岸", "已按「每生 720 元以内 海岸」搜索 · 仍搜「50元—720元 海岸」", ["海岸"]),
        ("1,000元 海岸", "已按「每生 1000 元以内 海岸」搜索 · 仍搜「1,000元 海岸」", ["海岸"]),
        ("每人不到 6.5 元", "已按「每生 6.5 元以内」搜索 · 仍搜「每人不到 6.5 元」", ["小苗", "天气"]),
        ("大于60元", "", []),
        ("60元起", "", []),
        ("13.2", "", ["海岸"]),
        ("3.2", "", []),
        ("🌦", "「🌦」里没有可以搜的字，没有按它找。", ["竖线", "海岸", "小苗", "天气"]),
    ],
)
def test_what_is_said_of_a_query_that_finds_little(
    small: str, open_page: OpenPage, typed: str, note: str, found: list[str]
) -> None:
    page = visit_at(open_page, small, 390, f"?q={typed}")
    settle(page)
    assert (page.locator(".cc-found__note").text_content(), titles(page)) == (note, found)


def test_the_link_to_a_page_that_no_list_has_leads_there(small: str, open_page: OpenPage) -> None:
    page = visit_at(open_page, small, 390, "?q=水下机器人")
    link = page.locator(".cc-found__note a")
    assert str(link.evaluate("link => link.href")).endswith("/courses/society/paused.html")


def test_a_word_that_two_courses_have_is_no_slip(visit: Visit) -> None:
    page = visit("?q=水火箭")
    expect(page.locator(".cc-found__note")).to_be_hidden()
    assert titles(page) == ["水火箭的秘密", "飞行器"]


def test_markup_in_a_course_stays_text(visit: Visit) -> None:
    page = visit("?q=安全测试词")
    assert titles(page) == [HOSTILE]
    expect(page.locator(".cc-results mark")).to_have_text("安全测试词")
    assert page.locator(".cc-results img").count() == 0


def test_facets_are_or_within_and_and_across(visit: Visit) -> None:
    page = visit()
    filter_by(page, "grade", "4")
    filter_by(page, "grade", "5")
    both = sum("grades: [4]" in text or "grades: [5]" in text for text in COURSES.values())
    expect(page.locator("[role=status]")).to_have_text(f"找到 {both} 门课程")
    filter_by(page, "cost", "free")
    expect(page.locator("[role=status]")).to_have_text(f"找到 {both - 2} 门课程")
    assert query_of(page) == {"grade": ["4,5"], "cost": ["free"]}
    assert "grade=4,5&" in page.url


def test_counts_leave_out_the_facets_own_selection(visit: Visit) -> None:
    page = visit("?grade=4&q=火箭")
    assert [count_of(page, "grade", grade) for grade in "345"] == ["0", "2", "1"]
    assert page.locator("[name=grade][value='3']").is_disabled()
    assert count_of(page, "cost", "free") == "1"  # of the two in grade 4


def test_chips_take_a_filter_off_and_pass_the_focus_on(visit: Visit) -> None:
    page = visit("?grade=4,5&cost=free")
    chips = page.locator(".cc-chips button")
    assert chips.all_text_contents() == ["年级：四年级×", "年级：五年级×", "每生费用：免费×", "清除全部筛选"]
    chips.nth(1).click()
    expect(chips).to_have_count(3)
    assert query_of(page) == {"grade": ["4"], "cost": ["free"]}
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "去掉筛选 每生费用：免费"
    page.locator(".cc-chip-clear").click()
    expect(page.locator("[role=status]")).to_contain_text(f"找到 {TOTAL} 门课程")
    assert page.evaluate("document.activeElement.id") == "cc-found-title"


def test_unknown_values_of_the_address_are_dropped_and_told(visit: Visit) -> None:
    page = visit("?grade=4,99,x&nonsense=1&sort=colour&page=-3&field=none")
    assert page.locator(".cc-chips button").all_text_contents() == ["年级：四年级×"]
    assert page.locator("#cc-sort").input_value() == "relevance"
    note = page.locator(".cc-found__note")
    expect(note).to_have_text("网址里有认不出的条件，没有用：年级、领域。")
    search(page, "火箭")
    expect(note).to_be_hidden()


def test_page_beyond_the_last_shows_the_last(visit: Visit) -> None:
    assert status(visit("?page=99")) == f"找到 {TOTAL} 门课程，第 3 页，共 3 页"


def test_reload_back_and_forward_restore_the_state(visit: Visit) -> None:
    page = visit()
    search(page, "火箭")
    filter_by(page, "grade", "4")
    expect(page.locator("[role=status]")).to_have_text("找到 2 门课程")
    page.locator("#cc-sort").select_option("price")
    expect(page).to_have_url(re.compile("sort=price"))
    assert titles(page) == ["消防小课", "水火箭的秘密"]
    page.reload()
    expect(page.locator("[role=status]")).to_have_text("找到 2 门课程")
    assert (page.input_value("#cc-q"), page.input_value("#cc-sort"), titles(page)) == (
        "火箭",
        "price",
        ["消防小课", "水火箭的秘密"],
    )
    page.go_back()
    page.go_back()
    expect(page.locator("[role=status]")).to_have_text("找到 3 门课程")
    assert not page.locator("input[name=grade][value='4']").is_checked()
    page.go_back()
    expect(page.locator("[role=status]")).to_contain_text(f"找到 {TOTAL} 门课程")
    assert page.input_value("#cc-q") == ""
    page.go_forward()
    expect(page.locator("[role=status]")).to_have_text("找到 3 门课程")


def test_letters_typed_one_after_another_are_one_step_of_the_history(visit: Visit) -> None:
    page = visit()
    before = page.evaluate("history.length")
    page.locator("#cc-q").press_sequentially("ardu", delay=180)
    expect(page).to_have_url(re.compile("q=ardu$"))
    assert page.evaluate("history.length") == before + 1


def test_nothing_happens_while_an_input_method_composes(visit: Visit) -> None:
    page = visit()
    before = page.url
    page.focus("#cc-q")
    input_method = page.context.new_cdp_session(page)
    for text in ("z", "zhong", "zhong'zi"):
        input_method.send(
            "Input.imeSetComposition", {"text": text, "selectionStart": len(text), "selectionEnd": len(text)}
        )
    page.wait_for_timeout(400)
    assert (page.url, page.input_value("#cc-q")) == (before, "zhong'zi")
    input_method.send("Input.insertText", {"text": "种子"})
    expect(page.locator("[role=status]")).to_have_text("找到 1 门课程")
    assert (titles(page), query_of(page)) == (["种子日记"], {"q": ["种子"]})


def test_enter_and_escape_belong_to_the_input_method_while_it_composes(visit: Visit) -> None:
    page = visit("?q=种子")
    keys = """() => { const box = document.getElementById("cc-q"); box.focus();
      box.dispatchEvent(new CompositionEvent("compositionstart"));
      box.value = "shui";
      box.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape", isComposing: true, bubbles: true}));
      box.form.requestSubmit(); }"""
    page.evaluate(keys)
    page.wait_for_timeout(300)
    assert (page.input_value("#cc-q"), titles(page)) == ("shui", ["种子日记"])


def test_slash_goes_to_the_box_and_escape_clears_it(visit: Visit) -> None:
    page = visit("?q=种子")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "cc-q"
    page.keyboard.press("Escape")
    expect(page.locator("[role=status]")).to_contain_text(f"找到 {TOTAL} 门课程")
    assert query_of(page) == {}
    page.keyboard.type("a/b")
    assert page.input_value("#cc-q") == "a/b"


def test_the_shortcut_can_be_turned_off_and_stays_off(visit: Visit) -> None:
    page = visit("?q=种子")
    page.get_by_label("到搜索框").uncheck()
    page.locator("#cc-found-title").focus()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "cc-found-title"
    page.reload()
    expect(page.get_by_label("到搜索框")).not_to_be_checked()
    page.get_by_label("到搜索框").check()
    page.locator("#cc-found-title").focus()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "cc-q"


def test_empty_result_offers_the_filter_that_is_in_the_way(visit: Visit) -> None:
    page = visit("?q=水火箭&grade=1&cost=free")
    empty = page.locator(".cc-results .cc-empty")
    expect(empty).to_contain_text("没有含“水火箭”、又符合这些条件的课程")
    assert empty.locator("button").all_inner_texts() == ["清除全部筛选（2 门）", "不搜“水火箭”，只用筛选（8 门）"]
    empty.locator("button").first.click()
    expect(page.locator("[role=status]")).to_have_text("找到 2 门课程")


def test_initials_of_what_stands_only_once_are_told_what_works(visit: Visit) -> None:
    page = visit("?q=xqzw")
    expect(page.locator(".cc-empty")).to_contain_text("请打全拼（如 jiqiren）或汉字")
    for words in ("没有的词", "spike"):  # i, u and v begin no syllable
        search(page, words)
        expect(page.locator(".cc-empty")).to_contain_text(words)
        expect(page.locator(".cc-empty")).not_to_contain_text("全拼")


def test_no_course_with_all_words_offers_each_word_less_with_its_count(visit: Visit) -> None:
    page = visit("?q=3d 水火箭 编程")
    empty = page.locator(".cc-results .cc-empty")
    expect(empty).to_contain_text("没有含“3d 水火箭 编程”的课程。换个说法，或少写几个字试试。")
    search(page, "机器人 水火箭")
    buttons = empty.locator("button")
    assert buttons.all_inner_texts() == ["只搜“水火箭”（2 门）", "只搜“机器人”（2 门）"]
    buttons.first.click()
    expect(page.locator("[role=status]")).to_have_text("找到 2 门课程")
    assert (page.input_value("#cc-q"), query_of(page)) == ("水火箭", {"q": ["水火箭"]})


@pytest.mark.parametrize(
    ("typed", "offers"),
    [
        ("九年级无人机", ["只搜“九年级”（1 门）"]),
        ("种子小实验", ["只搜“种子”（1 门）"]),
        ("九年级水火箭", ["只搜“水火箭”（2 门）", "只搜“九年级”（1 门）"]),
    ],
)
def test_words_typed_without_a_space_are_offered_apart(
    site: Site, open_page: OpenPage, typed: str, offers: list[str]
) -> None:
    page = visit_at(open_page, site.http, 390, f"?q={typed}")
    settle(page)
    assert page.locator(".cc-empty button").all_inner_texts() == offers


def test_filters_are_a_sheet_on_a_phone_that_escape_a_tap_beside_and_the_button_close(
    open_page: OpenPage, site: Site
) -> None:
    page = visit_at(open_page, site.http, 390)
    sheet = page.locator(".cc-filters")
    summary = sheet.locator("> summary")

    def is_open() -> bool:
        return bool(sheet.evaluate("panel => panel.open"))

    summary.click()
    box = sheet.bounding_box()
    assert box is not None
    assert (round(box["x"]), round(box["width"]), round(box["y"] + box["height"])) == (0, 390, 844)
    assert box["y"] > 100
    assert page.evaluate("getComputedStyle(document.documentElement).overflowY") == "hidden"
    page.keyboard.press("Escape")
    assert (is_open(), page.evaluate("document.activeElement.tagName")) == (False, "SUMMARY")
    summary.click()
    page.mouse.click(200, 20)
    assert not is_open()
    summary.click()
    sheet.locator("input[name=grade][value='4']").click()
    expect(page.get_by_role("button", name=re.compile("看 [0-9]+ 门课程"))).to_be_in_viewport()
    page.locator(".cc-filters__close").click()
    assert (is_open(), page.evaluate("document.activeElement.id")) == (False, "cc-found-title")


def test_script_builds_the_cards_of_the_template(visit: Visit) -> None:
    page = visit("?grade=4&cost=to-50,to-150,above-150")
    expect(page.locator(".cc-results .cc-card")).to_have_count(1)
    same = """() => { const flat = (card) => card.outerHTML.replace(/>\\s+/g, ">").replace(/\\s+</g, "<");
      const href = document.querySelector(".cc-results a").getAttribute("href");
      const twin = document.querySelector(`.cc-search__static a[href="${href}"]`).closest("article");
      return [flat(document.querySelector(".cc-results article")), flat(twin)]; }"""
    made, written = page.evaluate(same)
    assert made == written


def test_nothing_overflows_and_targets_are_large_on_a_phone(open_page: OpenPage, site: Site) -> None:
    page = visit_at(open_page, site.http, 390, "?q=火箭&grade=4")
    page.locator(".cc-filters > summary").click()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    small = """() => Array.from(document.querySelectorAll(".cc-search :is(button, summary, select, input[type=search], label.cc-facet__value, .cc-pages a)"))
      .filter((each) => each.getClientRects().length && (each.getBoundingClientRect().height < 44)).map((each) => each.outerHTML)"""
    assert page.evaluate(small) == []


def test_filters_are_a_closed_panel_on_a_phone_and_open_on_a_desk(open_page: OpenPage, site: Site) -> None:
    assert not visit_at(open_page, site.http, 390).locator(".cc-facet").first.is_visible()
    assert visit_at(open_page, site.http, 1280).locator(".cc-facet").first.is_visible()


def test_every_field_has_a_name(open_page: OpenPage, site: Site) -> None:
    page = visit_at(open_page, site.http, 1280)
    nameless = "Array.from(document.querySelectorAll('.cc-search input, .cc-search select')).filter((each) => !each.labels.length && !each.ariaLabel).length"
    assert page.evaluate(nameless) == 0
    assert page.locator("[role=status]").get_attribute("aria-live") == "polite"
    expect(page.get_by_role("checkbox", name=re.compile("^三年级"))).to_be_visible()
    expect(page.get_by_role("searchbox", name="搜课程名称")).to_be_visible()


def test_keyboard_alone_filters(open_page: OpenPage, site: Site) -> None:
    page = visit_at(open_page, site.http, 390)
    page.focus(".cc-filters > summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")  # to the first facet
    page.keyboard.press("Tab")  # to its first value
    page.keyboard.press("Space")
    expect(page.locator(".cc-chips button")).to_have_text(["年级：一年级×"])
    assert page.evaluate("document.activeElement.value") == "1"


def test_course_that_has_expired_since_the_build_is_left_out(tmp_path: Path, open_page: OpenPage) -> None:
    catalogue = made_catalogue(
        COURSES, 'format: 1\ndecision: approved\ndate: "2026-08-01"\nvalid_until: "2026-11-02"\n'
    )
    with serving(write_site(tmp_path, catalogue)) as address:
        page = open_page(address + "browse.html")
        page.clock.set_fixed_time("2026-11-03T00:00:00")
        page.goto(address + "catalogue.html")
        expect(page.locator("[role=status]")).to_have_text("找到 0 门课程")


def test_without_a_script_there_are_landing_pages_and_all_cards(open_page: OpenPage, site: Site) -> None:
    page = open_page(f"{site.http}catalogue.html", java_script_enabled=False)
    assert not page.locator(".cc-search__form").is_visible()
    assert not page.locator(".cc-search__live").is_visible()
    assert page.locator(".cc-search__static .cc-card").count() == TOTAL
    assert page.locator("a[href='browse/grade/1.html']").inner_text().startswith("一年级")
    assert page.locator("a[href$='courses/society/seeds.html']").count() == 1
    expect(page.locator(".cc-search__noscript")).to_be_visible()


def test_many_courses_without_a_script_are_reached_by_landing_pages_alone(tmp_path: Path) -> None:
    catalogue = made_catalogue({f"course-{number}": series(f"课程{number}") for number in range(61)})
    html = (write_site(tmp_path, catalogue) / "catalogue.html").read_text("utf-8")
    assert "cc-card" not in html
    assert 'href="browse/grade/3.html"' in html
    assert re.search(r"共有 <span[^>]*>61</span> 门在册课程", html)


def test_page_that_was_open_during_an_update_takes_the_new_index(tmp_path: Path, open_page: OpenPage) -> None:
    folder = write_site(tmp_path, made_catalogue(COURSES))
    with serving(folder) as address:
        page = open_page(f"{address}catalogue.html", tolerate="404")
        expect(page.locator(".cc-search__live")).to_be_visible()
        shutil.rmtree(folder / "search")
        write_files(folder, build_search_files(made_catalogue({**COURSES, "new": series("新来的课程")})))
        search(page, "新来的")
        expect(page.locator("[role=status]")).to_have_text("找到 1 门课程")
        rest(page)


@pytest.mark.parametrize("query", ["火", "程", "机", "火 程"])
def test_one_character_that_stands_in_many_courses_is_one_file(
    query: str, tmp_path: Path, site: Site, open_page: OpenPage
) -> None:
    folder = write_site(tmp_path, made_catalogue(COURSES), often_beyond=0)
    expected = titles(visit_at(open_page, site.http, 1280, f"?q={query}"))
    with serving(folder) as address:
        page = open_page(f"{address}browse.html")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}catalogue.html?q={query}")
        expect(page.locator("[role=status]")).to_contain_text("找到")
        rest(page)
        assert titles(page) == expected
    files = [url.rsplit("/", 1)[1] for url in asked]
    assert sum(name.startswith("often-") for name in files) == len(query.split())
    assert not any(name.startswith("index-") for name in files)


@pytest.mark.parametrize(
    ("query", "most"),
    [
        ("水火箭", 2),
        ("火", 1),
        ("arduino 机器人", 3),
        ("三年级 种子", 4),
        ("量光敏电阻 ＬＥＤ&exact=1", 4),
        ("🌦", 0),
        ("", 0),
    ],
)
def test_the_page_asks_for_the_shards_of_a_query_before_the_engine_has_come(
    query: str, most: int, tmp_path: Path, open_page: OpenPage
) -> None:
    """Each once, and what the engine asks for later is no other."""
    with serving(many_shards(tmp_path)) as address:
        page = open_page(f"{address}browse.html")
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url.rsplit("/", 1)[1]))
        held: list[Route] = []
        page.route("**/search-engine.js", lambda route: held.append(route))
        page.goto(f"{address}catalogue.html?q={query}", wait_until="commit")
        page.locator("#cc-search").wait_for(state="attached")
        page.wait_for_timeout(200)
        early = sorted(name for name in asked if re.match("(index|often)-", name))
        assert (not early) == (not most) and len(early) <= most
        for route in held:
            route.continue_()
        expect(page.locator("[role=status]")).to_contain_text("找到")
        rest(page)
        assert sorted(name for name in asked if re.match("(index|often)-", name)) == early


def many_shards(folder: Path) -> Path:
    """A site whose index is cut into many small shards."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("course_catalogue.search.index.cut_shards", partial(cut_shards, limit=200))
        return write_site(folder, made_catalogue(COURSES))


@pytest.mark.parametrize("late", ["search-engine.js", "search.js", "head.js"])
def test_results_come_whichever_file_comes_last(late: str, site: Site, open_page: OpenPage) -> None:
    page = open_page(f"{site.http}browse.html")

    def later(route: Route) -> None:
        page.wait_for_timeout(400)
        route.continue_()

    page.route(f"**/{late}", later)
    page.goto(f"{site.http}catalogue.html?q=水火箭")
    expect(page.locator("[role=status]")).to_have_text("找到 2 门课程")
    expect(page.locator(".cc-search__static")).to_be_hidden()


def test_missing_data_is_told_and_asked_for_again(tmp_path: Path, open_page: OpenPage) -> None:
    folder = write_site(tmp_path, made_catalogue(COURSES))
    with serving(folder) as address:
        (folder / "search").rename(folder / "away")
        page = open_page(
            f"{address}catalogue.html?page=1", tolerate="404"
        )  # search-engine.js has hidden what shows again at once
        expect(page.locator("[role=status]")).to_have_text("没能取到搜索数据。")
        assert page.locator(".cc-search__static .cc-card").first.is_visible()
        (folder / "away").rename(folder / "search")
        page.get_by_role("button", name="再试一次").click()
        expect(page.locator("[role=status]")).to_contain_text(f"找到 {TOTAL} 门课程")
        rest(page)
