"""The submission form in a browser: written, kept, opened again, and handed in, under the site's policy."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import pytest
import yaml
from numbered_titles import NUMBERED
from pictures_made import png
from playwright.sync_api import FilePayload, Page, Route, expect
from written import project_rulebook

from browser.conftest import OpenPage
from browser.submissions import (
    COURSE,
    course,
    data_of,
    draft,
    form_site,
    kept_drafts,
    put_draft,
    ready,
    served,
    unfold,
    unfold_all,
)
from browser.test_keyboard import go_to
from course_catalogue.authoring.emitter import written
from course_catalogue.site_identity import SiteIdentity
from course_catalogue.sources import KINDS

FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
HOSTILE = "<img src=x onerror=alert(1)>&amp;"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return form_site(tmp_path_factory.mktemp("form"))


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(folder) as base:
        yield base


def title(page: Page, words: str) -> None:
    page.locator("#f-title").fill(words)


def pasted_titles(page: Page, lines: str) -> None:
    part = unfold(page, "sessions")
    part.get_by_role("button", name="一次贴进几条").last.click()
    page.get_by_label("每行一条课时").fill(lines)
    page.get_by_role("button", name="加进去").click()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_every_form_fits_the_screen_with_all_unfolded(kind: str, width: int, address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}{kind}.html", width))
    unfold_all(page)
    assert page.evaluate(FITS)


def test_a_field_that_is_new_in_the_schema_appears_by_itself(address: str, open_page: OpenPage, folder: Path) -> None:
    text = (folder / "form/model-series.js").read_text("utf-8")
    field = '{"title": "新的一栏", "description": "刚加的。", "x-due": "submitted", "type": "string", "maxLength": 20}'
    page = open_page(f"{address}index.html")
    page.route("**/model-series.js", lambda route: route.fulfill(
        body=f"{text}\ncourseCatalogueForm.models.series.properties.novel = {field};", content_type="text/javascript"
    ))  # fmt: skip
    page.goto(f"{address}series.html")
    ready(page).get_by_label("新的一栏").fill("写了")
    assert data_of(page)["novel"] == "写了"


def test_a_field_is_a_form_of_its_own_and_the_enter_key_sends_nothing(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}series.html"))
    title(page, "小小气象站")
    page.locator("#f-title").press("Enter")
    page.wait_for_timeout(200)
    assert page.evaluate("document.getElementById('f-title').form.elements.length") == 1
    assert page.evaluate("courseForm.state.data.title") == "小小气象站"


def test_a_text_s_field_is_as_tall_as_its_text(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}series.html"))
    summary = page.locator("#f-summary")
    height = "area => area.offsetHeight"
    low = summary.evaluate(height)
    summary.fill("一行\n" * 12)
    assert summary.evaluate(height) > 3 * low
    assert summary.evaluate("area => area.scrollHeight === area.clientHeight")
    summary.fill("一行")
    assert summary.evaluate(height) == low


def test_a_text_is_whole_when_the_phone_is_turned_and_when_letters_grow(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}series.html", 844))
    page.locator("#f-summary").fill("做一个风向标。" * 20)
    pasted_titles(page, "风从哪里来")
    page.evaluate("courseForm.reveal(['sessions', 0, 'assessment'])")
    page.locator("#f-sessions-0-assessment").fill("能说出风从哪里来。" * 20)
    fold = page.locator("#f-sessions-0-item > details > summary")
    fold.click()
    expect(page.locator("#f-sessions-0-assessment")).to_be_hidden()
    whole = "id => { const area = document.getElementById(id); return area.scrollHeight <= area.clientHeight; }"
    page.set_viewport_size({"width": 390, "height": 844})
    page.wait_for_function("innerWidth === 390")
    assert page.evaluate(whole, "f-summary")
    page.evaluate(
        """() => { const large = document.body.appendChild(document.createElement("button")); large.dataset.largeSwitch = "";
        large.addEventListener("click", () => { document.getElementById("f-summary").style.fontSize = "22px"; }); large.click(); }"""
    )
    assert page.evaluate(whole, "f-summary")
    fold.click()
    expect(page.locator("#f-sessions-0-assessment")).to_be_visible()
    assert page.evaluate(whole, "f-sessions-0-assessment")


def test_what_is_due_is_counted_and_each_entry_leads_to_its_field(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}series.html"))
    expect(page.locator("#progress")).to_have_text("还差 9 项即可送评")
    title(page, "小小气象站")
    expect(page.locator("#progress")).to_have_text("还差 8 项即可送评")
    page.locator(".cc-form__progress summary").first.click()
    page.locator(".cc-form__todo").get_by_role("link", name="班额").click()
    expect(page.locator("#f-class_size-min")).to_be_visible()


def test_what_will_be_asked_of_a_submission_is_counted_and_listed_in_the_draft(
    address: str, open_page: OpenPage
) -> None:
    whole = course() | {"status": "draft"}
    whole["class_size"]["min"] = 60
    del whole["sessions"][0]["safety_notes"]
    whole["sessions"][0]["hazards"] = [{"kind": "其他", "degree": "低"}]
    page = open_page(f"{address}index.html")
    put_draft(page, draft("series", whole))
    page.goto(f"{address}series.html?draft=old")
    ready(page)
    submit, left, todo = (
        page.locator(place) for place in ("[data-part=submit-now]", "[data-part=left]", "[data-part=todo]")
    )
    expect(page.locator("#progress")).to_have_text("还差 3 项即可送评")
    expect(submit).to_be_hidden()
    expect(left).to_have_text("还差 3 项：看是哪些，写好了才能改成送评")
    expect(page.locator("#f-class_size-field > summary")).to_contain_text("1 处要改")
    left.click()
    expect(todo.locator("h3")).to_have_text(["送评还差"])
    expect(todo.locator("h3 + ul > li > .cc-form__sign")).to_have_text(["送评前改"] * 3)
    todo.get_by_role("link", name="课时 1 › 危险源 1").click()
    expect(page.locator("#f-sessions-0-hazards-0-item")).to_be_visible()
    page.evaluate(
        """({ class_size, sessions }) => { courseForm.state.set(["class_size"], class_size);
        courseForm.state.set(["sessions"], sessions); courseForm.judge(); }""",
        course(),
    )
    expect(page.locator("#progress")).to_have_text("送评要的都写好了")
    expect(left).to_be_hidden()
    submit.click()
    expect(page.locator("#progress")).to_have_text("送评要的都写好了")
    assert page.evaluate("courseForm.verdict.errors") == []


def test_titles_are_pasted_as_a_list_without_their_numbers(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}series.html"))
    expected: list[str] = []
    for pasted, titles in NUMBERED[:4]:
        pasted_titles(page, "\n".join(pasted))
        expected += titles
        assert [session["title"] for session in data_of(page)["sessions"]] == expected


def test_the_rules_for_numbers_are_those_of_new(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}series.html"))
    pasted_titles(page, "看云")
    items = "([lines]) => courseForm.pastedItems({ items: { properties: {} } }, 'title', lines.join('\\n')).map((item) => item.title)"
    for pasted, titles in NUMBERED:
        assert page.evaluate(items, [list(pasted)]) == list(titles)


def titles_of(page: Page) -> str:
    return "".join(session["title"] for session in data_of(page)["sessions"])


def test_sessions_are_copied_moved_taken_out_and_brought_back(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}series.html", 1280))
    pasted_titles(page, "甲\n乙\n丙")
    page.get_by_role("button", name="调整顺序").click()
    said, undo = page.locator("[data-part=said-words]"), page.locator("[data-part=undo]")
    page.get_by_role("button", name="下移：课时 1 甲").click()
    expect(said).to_have_text("已把课时 1 移到第 2")
    assert titles_of(page) == "乙甲丙"
    page.get_by_role("button", name="复制：课时 3 丙").click()
    expect(said).to_have_text("已复制为课时 4")
    expect(undo).to_have_text("撤销：把课时 1 移到第 2")
    assert titles_of(page) == "乙甲丙丙"
    page.get_by_role("button", name="删去：课时 4 丙").click()
    expect(undo).to_have_text("撤销")
    page.get_by_role("button", name="删去：课时 1 乙").click()
    expect(said).to_have_text("已删去课时 1")
    assert titles_of(page) == "甲丙"
    undo.click()
    expect(said).to_have_text("已撤销：删去课时 1")
    expect(undo).to_have_text("撤销：删去课时 4")
    assert titles_of(page) == "乙甲丙"
    undo.click()
    assert titles_of(page) == "乙甲丙丙"
    undo.click()
    assert titles_of(page) == "甲乙丙丙"
    expect(undo).to_be_hidden()


def take_first_out(page: Page, *objectives: str) -> None:
    """Of two sessions, 甲 and 乙, the second has these objectives, without the first of them in the end."""
    pasted_titles(page, "甲\n乙")
    page.evaluate(
        "(texts) => courseForm.state.set(['sessions', 1, 'objectives'], texts.map((text) => ({ text })))", objectives
    )
    page.evaluate("courseForm.redraw(['sessions']); courseForm.reveal(['sessions', 1, 'objectives', 0])")
    page.get_by_role("button", name=re.compile(f"^删去：.*{objectives[0]}$")).click()
    expect(page.locator("[data-part=said-words]")).to_have_text(re.compile("^已删去.* 1$"))


def test_what_was_taken_out_comes_back_to_its_session_wherever_that_has_moved_to(
    address: str, open_page: OpenPage
) -> None:
    page = ready(open_page(f"{address}series.html", 1280))
    take_first_out(page, "能说出", "会量")
    page.evaluate("courseForm.state.data.sessions.reverse(); courseForm.redraw(['sessions'])")
    page.locator("[data-part=undo]").click()
    assert data_of(page)["sessions"] == [
        {"title": "乙", "objectives": [{"text": "能说出"}, {"text": "会量"}]},
        {"title": "甲"},
    ]
    expect(page.locator("#f-sessions-0-objectives-0-text")).to_be_focused()


def test_what_is_taken_out_alone_comes_back_to_its_session_and_to_no_copy_of_another(
    address: str, open_page: OpenPage
) -> None:
    page = ready(open_page(f"{address}series.html", 1280))
    take_first_out(page, "能说出")
    page.evaluate("courseForm.reveal(['sessions', 0, 'title'])")
    page.get_by_role("button", name="复制：课时 1 甲").click()
    expect(page.locator("[data-part=said-words]")).to_have_text("已复制为课时 2")
    page.locator("[data-part=undo]").click()
    expect(page.locator("[data-part=said-words]")).to_have_text(re.compile("^已撤销"))
    assert data_of(page)["sessions"] == [
        {"title": "甲"}, {"title": "甲"}, {"title": "乙", "objectives": [{"text": "能说出"}]},
    ]  # fmt: skip


def test_what_is_clicked_while_the_first_deed_is_on_its_way_takes_no_other_entry(
    address: str, open_page: OpenPage
) -> None:
    page = ready(open_page(f"{address}series.html", 1280))
    page.evaluate(
        """courseForm.state.set(['sessions'], [...'甲乙丙丁戊'].map((title) => ({ title })));
        courseForm.redraw(['sessions']); courseForm.reveal(['sessions', 0, 'title']); courseForm.reveal(['sessions', 2, 'title'])"""
    )
    held: list[Route] = []
    page.route("**/lists.js", lambda route: held.append(route))
    page.get_by_role("button", name="删去：课时 1 甲").click()
    page.get_by_role("button", name="删去：课时 3 丙").click()
    for route in held:
        route.continue_()
    expect(page.locator("[data-part=said-words]")).to_have_text("已删去课时 1")
    assert titles_of(page) == "乙丙丁戊"
    assert page.locator("#f-sessions-field .cc-form__itemname").all_inner_texts() == ["乙", "丙", "丁", "戊"]


def test_order_is_changed_in_the_list_that_was_asked_wherever_it_moves(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}series.html", 1280))
    page.evaluate(
        """courseForm.state.set(['sessions'], ["甲", "乙"].map((title) => ({ title, objectives: [{ text: `${title}一` }, { text: `${title}二` }] })));
        courseForm.redraw(['sessions']); courseForm.reveal(['sessions', 1, 'objectives', 0]); courseForm.reveal(['sessions', 0, 'objectives', 0])"""
    )
    sorting = "document.querySelector('.cc-form__list[data-list=\"sessions.%d.objectives\"]').classList.contains('is-sorting')"
    page.locator("#f-sessions-0-objectives-field").get_by_role("button", name="调整顺序").click()
    assert (page.evaluate(sorting % 0), page.evaluate(sorting % 1)) == (True, False)
    page.locator(".cc-form__list[data-list=sessions] > .cc-form__row").get_by_role("button", name="调整顺序").click()
    page.get_by_role("button", name="下移：课时 1 甲").click()
    expect(page.locator("[data-part=said-words]")).to_have_text("已把课时 1 移到第 2")
    page.evaluate(
        "courseForm.reveal(['sessions', 0, 'objectives', 0]); courseForm.reveal(['sessions', 1, 'objectives', 0])"
    )
    assert (page.evaluate(sorting % 0), page.evaluate(sorting % 1)) == (False, True)


def test_sessions_are_put_in_order_by_the_keyboard_alone(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}series.html", reduced_motion="reduce"))
    pasted_titles(page, "甲\n乙\n丙")
    order = page.get_by_role("button", name="调整顺序")
    order.focus()
    page.keyboard.press("Enter")
    for _ in range(20):
        page.keyboard.press("Shift+Tab")
        if page.get_by_role("button", name="下移：课时 1 甲").evaluate("one => one === document.activeElement"):
            break
    for place, titles in ((2, "乙甲丙"), (3, "乙丙甲")):
        page.keyboard.press("Enter")
        expect(page.locator("[data-part=said-words]")).to_have_text(f"已把课时 {place - 1} 移到第 {place}")
        expect(page.get_by_role("button", name=f"下移：课时 {place} 甲")).to_be_focused()
        assert titles_of(page) == titles
    page.keyboard.press("Enter")
    expect(page.locator("[data-part=said-words]")).to_have_text("已经在最后面了")
    expect(page.get_by_role("button", name="下移：课时 3 甲")).to_be_focused()
    assert titles_of(page) == "乙丙甲"
    page.locator("[data-part=undo]").click()
    assert titles_of(page) == "乙甲丙"
    expect(order).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("button", name="上移：课时 3 丙")).to_be_visible()
    order.click()
    expect(page.get_by_role("button", name="上移：课时 3 丙")).to_be_hidden()


def test_minutes_add_up_before_ones_eyes(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}series.html"))
    page.locator("[data-part=later] > summary").click()
    page.locator("#f-session_minutes").fill("４０")
    pasted_titles(page, "风从哪里来")
    unfold(page, "sessions", "sessions-0").locator(".cc-form__later > summary").first.click()
    steps = unfold(page, "sessions-0-steps")
    steps.get_by_role("button", name="一次贴进几条").click()
    page.get_by_label("每行一条环节").fill("导入 5分钟\n动手做（20 分钟）\n交流 12'")
    page.get_by_role("button", name="加进去").click()
    expect(page.locator("#f-sessions-0-steps-field .cc-form__sum")).to_have_text(
        "合计 37 分钟，应该是 40 分钟，还差 3 分钟"
    )
    unfold(page, "sessions-0-steps-2")
    page.locator("#f-sessions-0-steps-2-minutes").fill("15")
    expect(page.locator("#f-sessions-0-steps-field .cc-form__sum")).to_have_text("合计 40 分钟，正好 40 分钟")


def test_pasted_exhibits_are_names_and_are_told_by_them(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}base.html"))
    page.locator("[data-part=later] > summary").click()
    exhibits = unfold(page, "exhibits")
    exhibits.get_by_role("button", name="一次贴进几条").click()
    page.get_by_label("每行一条展项").fill("1. 潮汐水槽\n2. 触摸池")
    page.get_by_role("button", name="加进去").click()
    expect(exhibits.locator(".cc-form__itemname")).to_have_text(["潮汐水槽", "触摸池"])
    assert data_of(page)["exhibits"] == [{"name": "潮汐水槽"}, {"name": "触摸池"}]


@pytest.mark.parametrize(("kind", "name"), [("base", "opening_hours"), ("premium", "itinerary"), ("series", "images")])
def test_a_list_told_by_a_time_or_a_file_takes_no_pasted_lines(
    kind: str, name: str, address: str, open_page: OpenPage
) -> None:
    """“08:40 集合” is no time of day: pasted there it stood in a field that could not even show it."""
    page = ready(open_page(f"{address}{kind}.html"))
    unfold_all(page)
    own = page.locator(f'[data-list="{name}"] > .cc-form__row')
    expect(own).to_contain_text("加一条")
    expect(own).not_to_contain_text("一次贴进几条")


def test_targets_are_searched_and_kept_to_the_chosen_grades(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}series.html"))
    page.get_by_label("三年级").check()
    page.locator("[data-part=later] > summary").click()
    unfold(page, "alignments").get_by_role("button", name="从课标里勾选").click()
    page.get_by_label("搜学习内容").fill("金属")
    expect(page.locator(".cc-form__targets")).to_be_empty()
    page.get_by_label("搜学习内容").fill("天气")
    page.get_by_label("10.1 天气和气候").check()
    page.get_by_role("button", name="选好了").click()
    assert data_of(page)["alignments"] == [{"target": "sci22-10.1", "stages": ["S2"]}]


def test_nothing_is_lost_on_reload_even_within_the_first_moment(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}series.html"))
    title(page, "小小气象站")
    page.reload()
    expect(ready(page).locator("#f-title")).to_have_value("小小气象站")
    assert [one["data"]["title"] for one in kept_drafts(page)] == ["小小气象站"]
    page.goto(f"{address}index.html")
    page.get_by_role("link", name="小小气象站", exact=True).click()
    expect(ready(page).locator("#f-title")).to_have_value("小小气象站")


def test_a_draft_goes_to_another_computer_with_its_pictures(address: str, open_page: OpenPage, tmp_path: Path) -> None:
    page = ready(open_page(f"{address}series.html"))
    title(page, "小小气象站")
    page.locator("[data-part=optional] > summary").click()
    picture: FilePayload = {"name": "Rain Gauge.PNG", "mimeType": "image/png", "buffer": png()}
    unfold(page, "images").get_by_label("一次选几张图片").set_input_files([picture])
    page.locator("#f-images-0-alt").fill("雨量筒")
    expect(page.locator("#f-images-0-item img")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="导出草稿").first.click()
    file = tmp_path / "draft.json"
    download.value.save_as(file)

    elsewhere = open_page(f"{address}index.html", 1280)
    elsewhere.set_input_files("#cc-file", file)
    elsewhere.wait_for_url("**/series.html?draft=*")
    ready(elsewhere)
    assert data_of(elsewhere)["images"] == [{"file": "rain-gauge.png", "alt": "雨量筒"}]
    elsewhere.select_option("#cc-owner", "yongjiang-science-society")
    elsewhere.fill("#cc-place", "new-station")
    with elsewhere.expect_download() as download:
        elsewhere.get_by_role("button", name="下载压缩包").click()
    with zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())) as archive:
        assert archive.testzip() is None
        place = "courses/yongjiang-science-society/new-station"
        assert archive.namelist() == [f"{place}/course.yml", f"{place}/rain-gauge.png"]
        assert archive.read(f"{place}/rain-gauge.png") == png()


def chosen_at_once(page: Page, *pictures: FilePayload) -> None:
    page.locator("[data-part=optional] > summary").click()
    unfold(page, "images").get_by_label("一次选几张图片").set_input_files(list(pictures))


def test_of_several_pictures_those_that_failed_are_said_too(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}series.html"))
    rain: FilePayload = {"name": "Rain Gauge.PNG", "mimeType": "image/png", "buffer": png()}
    broken: FilePayload = {"name": "IMG_1.HEIC", "mimeType": "image/heic", "buffer": b"x"}
    chosen_at_once(page, broken, rain)
    said = page.locator("[data-part=said-words]")
    expect(said).to_contain_text("图片已放进草稿，文件名是 rain-gauge.png")
    expect(said).to_contain_text("“IMG_1.HEIC”打不开")
    assert data_of(page)["images"] == [{"file": "rain-gauge.png"}]


def test_a_picture_never_gets_a_name_that_windows_keeps(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}series.html"))
    chosen_at_once(page, {"name": "CON.png", "mimeType": "image/png", "buffer": png()})
    expect(page.locator("[data-part=said-words]")).to_contain_text("文件名是 picture-1.png")


def kept_elsewhere(page: Page, name: str) -> None:
    """Another window keeps the same draft with this title."""
    page.evaluate(
        """(name) => { const { draft, drafts } = courseForm; const key = drafts.PREFIX + draft.id;
        const theirs = JSON.parse(localStorage.getItem(key)); theirs.data.title = name;
        localStorage.setItem(key, JSON.stringify(theirs));
        window.dispatchEvent(new StorageEvent("storage", { key, newValue: localStorage.getItem(key) })); }""",
        name,
    )


def test_writing_on_does_not_overwrite_what_another_window_has_kept(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}series.html"))
    title(page, "甲")
    expect(page.locator("[data-part=saved]")).to_contain_text("已存在")
    kept_elsewhere(page, "乙")
    page.locator("#f-summary").scroll_into_view_if_needed()
    expect(page.locator("[data-part=other]")).to_be_in_viewport()
    title(page, "丙")
    expect(page.locator("[data-part=said-words]")).to_contain_text("这边的内容另存成了一份新草稿")
    expect(page.locator("[data-part=other]")).to_be_hidden()
    assert sorted(one["data"]["title"] for one in kept_drafts(page)) == ["丙", "乙"]
    title(page, "丁")
    page.wait_for_timeout(900)  # a change is kept after half a second of rest
    assert sorted(one["data"]["title"] for one in kept_drafts(page)) == ["丁", "乙"]


def test_a_draft_kept_anew_beside_that_of_another_window_has_its_pictures(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}series.html"))
    title(page, "小小气象站")
    chosen_at_once(page, {"name": "rain-gauge.png", "mimeType": "image/png", "buffer": png()})
    expect(page.locator("#f-images-0-item img")).to_be_visible()
    zipped = page.locator("[data-part=zip]")
    expect(zipped).to_have_text("下载压缩包（文件和 1 张图片）")
    kept_elsewhere(page, "别的名称")
    page.locator("[data-part=other-keep]").click()
    expect(page.locator("[data-part=said-words]")).to_contain_text("这边的内容另存成了一份新草稿")
    page.reload()
    ready(page)
    expect(page.locator("#f-title")).to_have_value("小小气象站")
    expect(page.locator("[data-part=zip]")).to_have_text("下载压缩包（文件和 1 张图片）")
    expect(page.locator("[data-part=gone]")).to_have_text("")


def test_a_picture_that_is_not_in_the_draft_is_named_before_the_zip_is_taken(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}series.html"))
    page.evaluate("courseForm.state.set(['images'], [{ file: 'lost.png', alt: '雨量筒' }])")
    title(page, "小小气象站")
    expect(page.locator("[data-part=gone]")).to_contain_text("图片 lost.png 不在这份草稿里，压缩包里不会有")
    expect(page.locator("[data-part=zip]")).to_have_text("下载压缩包（带文件夹）")


def test_pictures_of_a_draft_that_could_not_be_kept_outlive_the_tidying_of_the_day(
    address: str, open_page: OpenPage
) -> None:
    page = open_page(f"{address}index.html")
    left = """async () => { const { drafts } = courseForm; const picture = { type: "image/png", bytes: new ArrayBuffer(1) };
      const old = (Date.now() - 3 * 86400000).toString(36) + "abc"; const young = drafts.newId();
      await drafts.keepPicture(old, "a.png", picture); await drafts.keepPicture(young, "a.png", picture);
      await drafts.sweep();
      const keys = await new Promise((done) => { const asked = indexedDB.open("cc-form", 1); asked.onsuccess = () => {
        const all = asked.result.transaction("pictures").objectStore("pictures").getAllKeys(); all.onsuccess = () => done(all.result); }; });
      return [keys.includes(`${old}/a.png`), keys.includes(`${young}/a.png`)]; }"""
    assert page.evaluate(left) == [False, True]


def test_lines_of_the_blackboard_keep_their_place(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}series.html"))
    pasted_titles(page, "看云")
    page.evaluate(
        "courseForm.state.set(['sessions', 0, 'board_plan'], ['看云', '　　高云']); courseForm.redraw(['sessions'])"
    )
    page.evaluate("courseForm.reveal(['sessions', 0, 'board_plan'])")
    field = page.locator("#f-sessions-0-board_plan")
    field.fill("看云\n　　高云\n  低云  ")
    assert data_of(page)["sessions"][0]["board_plan"] == ["看云", "　　高云", "低云"]


def test_digits_that_no_number_holds_are_read_as_they_stand(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}provider.html"))
    page.evaluate("courseForm.loadScript(`${courseForm.root}/form/yaml.js`)")
    read = page.evaluate("courseForm.readYaml('name: 茶学会\\ncredit_code: 513302001234567890\\nsize: 40\\n').data")
    assert read == {"name": "茶学会", "credit_code": "513302001234567890", "size": 40}


def test_a_submitted_course_may_become_a_draft_again(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}series.html"))
    page.evaluate("courseForm.state.set(['status'], 'submitted')")
    title(page, "小小气象站")
    page.get_by_role("button", name="改回草稿").click()
    assert data_of(page)["status"] == "draft"
    expect(page.locator("[data-part=back-to-draft]")).to_be_hidden()


def test_a_submitted_course_that_lost_something_is_not_said_to_go_into_review(
    address: str, open_page: OpenPage
) -> None:
    page = open_page(f"{address}index.html")
    put_draft(page, draft("series", course()))
    page.goto(f"{address}series.html?draft=old")
    ready(page)
    status = page.locator("[data-part=status]")
    expect(status).to_contain_text("交上去就进入评审")
    page.locator("#f-summary").fill("")
    expect(status).to_have_text("现在是送评，写齐改好了才收得下；来不及就先改回草稿。")
    page.get_by_role("link", name="还差 1 项：看是哪些").click()
    expect(page.locator("[data-part=todo]")).to_contain_text("简介")


def test_a_draft_of_an_older_schema_keeps_what_the_form_no_longer_has(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}index.html")
    old = {"format": 1, "status": "draft", "title": "旧课", "motto": {"text": "从前的栏目"}, "grades": "三到六", "sessions": [{"title": "一", "song": "歌"}]}  # fmt: skip
    put_draft(page, draft("series", old))
    page.goto(f"{address}series.html?draft=old")
    ready(page)
    expect(page.get_by_text("这一栏表单里已经没有了：motto")).to_be_visible()
    expect(page.locator("#f-grades-field").get_by_text("表单认不出来")).to_be_visible()
    unfold(page, "sessions", "sessions-0")
    expect(page.get_by_text("这一栏表单里已经没有了：song")).to_be_visible()
    title(page, "旧课新写")
    assert data_of(page) == {**old, "title": "旧课新写"}


def test_what_is_pasted_is_text(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}series.html"))
    title(page, HOSTILE)
    page.locator("#f-summary").fill(HOSTILE)
    pasted_titles(page, f"{HOSTILE}\n{HOSTILE}")
    page.locator("[data-part=preview] > summary").click()
    expect(page.locator(".cc-form__preview .cc-form__title")).to_have_text(HOSTILE)
    assert page.locator("#cc-content img").count() == 0


def test_a_paste_of_five_megabytes_is_refused_in_words(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}series.html"))
    title(page, "小小气象站")
    page.evaluate(
        """() => { const data = new DataTransfer(); data.setData("text/plain", "长".repeat(5000000));
        document.getElementById("f-summary").dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true })); }"""
    )
    expect(page.locator("[data-part=said-words]")).to_contain_text("粘贴的文字有 5000000 个字，太长了，没有贴进来")
    assert data_of(page) == {"format": 1, "status": "draft", "title": "小小气象站"}


def test_a_full_store_is_told_and_can_be_got_out_of(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}series.html"))
    page.evaluate(
        "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }"
    )
    title(page, "小小气象站")
    expect(page.get_by_role("alert")).to_contain_text("空间满了，刚才的改动没有存下来")
    with page.expect_download() as download:
        page.get_by_role("alert").get_by_role("button", name="导出草稿").click()
    assert json.loads(Path(download.value.path()).read_text("utf-8"))["data"]["title"] == "小小气象站"


def test_two_windows_do_not_overwrite_each_other_unseen(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}series.html"))
    title(page, "甲")
    expect(page.locator("[data-part=saved]")).to_contain_text("已存在")
    other = page.context.new_page()
    other.goto(page.url)
    ready(other).locator("#f-title").fill("乙")
    expect(page.get_by_role("alert")).to_contain_text("在另一个窗口里也打开着")
    page.get_by_role("button", name="这边的另存一份").click()
    assert sorted(one["data"]["title"] for one in kept_drafts(page)) == ["乙", "甲"]


def test_a_window_in_which_nothing_was_written_is_told_of_the_other_too(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}series.html"))
    title(page, "甲")
    expect(page.locator("[data-part=saved]")).to_contain_text("已存在")
    idle = page.context.new_page()
    idle.route("**/output-page.js", lambda route: route.abort())  # what is loaded later has not come
    idle.goto(page.url)
    ready(idle)
    title(page, "乙")
    expect(idle.get_by_role("alert")).to_contain_text("在另一个窗口里也打开着")
    idle.get_by_role("button", name="这边的另存一份").click()
    expect(idle.locator("[data-part=said-words]")).to_contain_text("另存成了一份新草稿")
    assert sorted(one["data"]["title"] for one in kept_drafts(page)) == ["乙", "甲"]
    title(page, "丙")
    idle.get_by_role("button", name="用那边的").wait_for(state="hidden")  # its draft is another one now


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.yml", "title: a\n  b: [", "读不懂，第 2 行附近写法不对"),
        ("b.yml", "hello: world\n", "这不是课程目录的文件"),
        ("c.yml", "只是一句话\n", "这不是课程文件"),
        ("c2.yml", "title：纸桥\ntheme：桥\nsessions：\n  - title：一\n", "冒号用了全角“：”"),
        ("d.yml", "title: x\nsessions: " + "[" * 60 + "]" * 60, "层次太深"),
        ("e.yml", "sessions: &a [x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\n"
         "d: &d [*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e]\n", "内容太多"),
        ("f.json", '{"title": "x"}', "不是从表单导出的草稿"),
        ("g.docx", "PK", "不能直接打开"),
    ],
)  # fmt: skip
def test_a_file_that_is_not_ours_is_told_in_plain_words(
    name: str, content: str, words: str, address: str, open_page: OpenPage
) -> None:
    page = open_page(f"{address}index.html")
    page.set_input_files("#cc-file", {"name": name, "mimeType": "", "buffer": content.encode()})
    expect(page.locator("[data-part=said]")).to_contain_text(words)
    assert kept_drafts(page) == []


def test_a_file_without_what_the_form_has_no_field_for_can_be_written_to_the_end(
    address: str, open_page: OpenPage
) -> None:
    page = open_page(f"{address}index.html")
    data = {name: value for name, value in course().items() if name not in ("format", "status")}
    text = yaml.safe_dump(data, allow_unicode=True)
    page.set_input_files("#cc-file", {"name": "a.yml", "mimeType": "", "buffer": text.encode()})
    page.wait_for_url("**/series.html?draft=*")
    expect(ready(page).locator("[data-part=headline]")).to_have_text("送评要的都写好了")
    page.get_by_role("button", name="写齐了，改成送评").click()
    assert {name: data_of(page)[name] for name in ("format", "status")} == {"format": 1, "status": "submitted"}


@pytest.mark.parametrize("value", ["14 课时", 14, {"a": 1}, [14]])
def test_a_list_that_is_none_stops_neither_the_preview_nor_the_file(
    value: object, address: str, open_page: OpenPage
) -> None:
    page = open_page(f"{address}index.html")
    put_draft(page, draft("series", {"format": 1, "status": "submitted", "title": "看云", "sessions": value}))
    page.goto(f"{address}series.html?draft=old")
    ready(page)
    page.locator("[data-part=preview] > summary").click()
    expect(page.locator("[data-part=preview-body]")).to_contain_text("看云")
    expect(page.locator("[data-part=status]")).to_contain_text("写齐改好了才收得下")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-be", "gb18030"])
def test_a_file_is_read_in_the_encodings_of_windows(encoding: str, address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}index.html")
    mark = "\ufeff" if encoding == "utf-16-be" else ""
    content = f"{mark}title: 看云识天气\ntheme: 云\nsessions:\n  - title: 看云\n".encode(encoding)
    page.set_input_files("#cc-file", {"name": "a.yml", "mimeType": "", "buffer": content})
    page.wait_for_url("**/series.html?draft=*")
    expect(ready(page).locator("#f-title")).to_have_value("看云识天气")


FOLDER = "courses/yongjiang-science-society/campus-weather-station"


def zip_of(files: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def open_zip(page: Page, content: bytes) -> None:
    page.set_input_files("#cc-file", {"name": "课程.zip", "mimeType": "application/zip", "buffer": content})


def test_the_zip_of_the_form_is_opened_again_with_its_pictures(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}series.html"))
    title(page, "小小气象站")
    chosen_at_once(page, {"name": "rain-gauge.png", "mimeType": "image/png", "buffer": png()})
    expect(page.locator("#f-images-0-item img")).to_be_visible()
    page.select_option("#cc-owner", "yongjiang-science-society")
    page.fill("#cc-place", "new-station")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载压缩包").click()
    written_by_form = Path(download.value.path()).read_bytes()
    with zipfile.ZipFile(io.BytesIO(written_by_form)) as archive:
        again = zip_of(
            {name: archive.read(name) for name in archive.namelist()} | {"__MACOSX/._a": b"", "备注.txt": b"x"}
        )
    for content, note in ((written_by_form, "原文件不会变"), (again, "压缩包里的 备注.txt 没有带过来")):
        elsewhere = open_page(f"{address}index.html")
        open_zip(elsewhere, content)
        elsewhere.wait_for_url("**/series.html?draft=*")
        ready(elsewhere)
        expect(elsewhere.locator("[data-part=said-words]")).to_contain_text(note)
        assert data_of(elsewhere) == data_of(page)
        expect(elsewhere.locator("[data-part=zip]")).to_have_text("下载压缩包（文件和 1 张图片）")
        expect(elsewhere.locator("[data-part=path]")).to_contain_text("yongjiang-science-society/new-station/")
        with elsewhere.expect_download() as download:
            elsewhere.get_by_role("button", name="下载压缩包").click()
        assert Path(download.value.path()).read_bytes() == written_by_form


def lying(content: bytes, size: int) -> bytes:
    """A zip that says that its first file has another size."""
    place = content.index(b"PK\x01\x02") + 24
    return content[:place] + size.to_bytes(4, "little") + content[place + 4 :]


BOMB = zip_of({f"{FOLDER}/course.yml": b"title: a\n" + b" " * 30_000_000})
HOSTILE_ZIPS = {
    "no zip": (b"PK\x03\x04 and nothing behind it", "这个压缩包坏了"),
    "empty": (b"", "这个压缩包坏了"),
    "cut": (zip_of({"course.yml": COURSE.read_bytes()})[:-60], "这个压缩包坏了"),
    "bomb": (BOMB, "太大，不像课程文件"),
    "bomb that says it is small": (lying(BOMB, 900), "这个压缩包坏了"),
    "other content": (zip_of({"course.yml": b"title: a\n"}, zipfile.ZIP_STORED).replace(b"title: a", b"title: b"), "这个压缩包坏了"),
    "path upwards": (zip_of({"../course.yml": b"title: a\n"}), "不该有的文件名（../course.yml）"),
    "path from the root": (zip_of({"/etc/course.yml": b"title: a\n"}), "不该有的文件名"),
    "another way of packing": (zip_of({"course.yml": b"title: a\n" * 99}, zipfile.ZIP_BZIP2), "压缩方法网页不认识"),
    "too many": (zip_of({f"{number}.png": b"" for number in range(300)}), "文件太多"),
    "no course": (zip_of({"教案.docx": b"PK"}), "没有课程文件（.yml）"),
    "two courses": (zip_of({"a/course.yml": b"x", "b/course.yml": b"x"}), "压缩包里有 2 份文件（a/course.yml、b/course.yml）"),
    "another file": (zip_of({"course.yml": b"hello: world\n"}), "这不是课程目录的文件"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE_ZIPS)
def test_a_zip_that_is_not_ours_is_refused_in_plain_words(name: str, address: str, open_page: OpenPage) -> None:
    content, words = HOSTILE_ZIPS[name]
    page = open_page(f"{address}index.html")
    open_zip(page, content)
    expect(page.locator("[data-part=said]")).to_contain_text(words)
    assert kept_drafts(page) == []


def test_a_zip_with_a_password_is_told(address: str, open_page: OpenPage) -> None:
    content = bytearray(zip_of({"course.yml": b"title: a\n"}))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    page = open_page(f"{address}index.html")
    open_zip(page, bytes(content))
    expect(page.locator("[data-part=said]")).to_contain_text("有密码，打不开")


def test_an_existing_course_is_opened_and_written_again_as_it_is(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}index.html")
    page.set_input_files("#cc-file", COURSE)
    page.wait_for_url("**/series.html?draft=*")
    ready(page).select_option("#cc-owner", "yongjiang-science-society")
    page.fill("#cc-place", "campus-weather-station")
    expect(page.locator("[data-part=path]")).to_contain_text("目录里已经有这个编号")
    with page.expect_download() as download:
        page.get_by_role("button", name="只下载文件").click()
    path = PurePosixPath("courses/yongjiang-science-society/campus-weather-station/course.yml")
    assert download.value.suggested_filename == "course.yml"
    assert Path(download.value.path()).read_text("utf-8") == written(
        "series", path, course(), project_rulebook().schemas
    )


def test_the_ways_in_name_the_folder_and_the_file(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}provider.html"))
    expect(page.get_by_role("button", name="下载压缩包")).to_be_disabled()
    page.locator("#f-name").fill("风学会（示例）")
    page.fill("#cc-place", "wind-society")
    expect(page.locator("[data-part=path]")).to_contain_text("文件名 provider.yml，放在文件夹 courses/wind-society/ 里")
    assert page.locator("[data-way=new-file]").get_attribute("href") == (
        "https://github.com/example/courses/new/HEAD?filename=courses%2Fwind-society%2Fprovider.yml"
    )
    assert (page.locator("[data-way=mail]").get_attribute("href") or "").startswith(
        "mailto:courses@example.org?subject="
    )


def test_without_ways_in_the_page_says_so(tmp_path: Path, open_page: OpenPage) -> None:
    with served(form_site(tmp_path / "site", SiteIdentity("目录"))) as base:
        page = ready(open_page(f"{base}series.html"))
        expect(page.get_by_text("这个网站还没有填收稿的邮箱和代码库")).to_be_visible()


def test_what_did_not_come_is_told_and_asked_for_again(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}index.html", tolerate="Failed to load resource")
    page.route("**/form/more_rules.js", lambda route: route.abort())
    page.goto(f"{address}series.html")
    title(ready(page), "看云")
    expect(page.locator("[data-part=hurdles]")).to_contain_text("写文件的功能没有下载下来")
    page.evaluate("courseForm.judge()")  # as soon after as a slow machine judges what was just written
    expect(page.locator("[data-part=hurdles]")).to_contain_text("写文件的功能没有下载下来")
    page.unroute("**/form/more_rules.js")
    title(page, "看云一个月")
    page.select_option("#cc-owner", "yongjiang-science-society")
    page.fill("#cc-place", "watching-clouds")
    expect(page.get_by_role("button", name="下载压缩包")).to_be_enabled()


def test_a_draft_that_is_not_here_is_told_and_nothing_else_is(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}series.html"))
    expect(page.locator("[data-part=said-words]")).to_be_empty()
    page.goto(f"{address}series.html?draft=of-another-browser")
    expect(ready(page).locator("[data-part=said-words]")).to_contain_text("没有找到这份草稿")


def test_without_the_engine_one_can_write_and_is_told(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}index.html", tolerate="Failed to load resource")
    page.route("**/form/engine-*.js", lambda route: route.abort())
    page.goto(f"{address}series.html")
    ready(page)
    title(page, "小小气象站")
    page.locator(".cc-form__progress summary").first.click()
    expect(page.get_by_text("检查功能没有装上")).to_be_visible()
    expect(page.locator("[data-part=saved]")).to_contain_text("已存在这个浏览器里")


def test_a_session_is_written_by_the_keyboard_alone(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}series.html", reduced_motion="reduce"))
    go_to(page, page.locator("#f-title"))
    page.keyboard.type("小小气象站")
    go_to(page, page.locator("#f-sessions-field > summary"))
    page.keyboard.press("Enter")
    go_to(page, page.get_by_role("button", name="加一条课时"))
    page.keyboard.press("Enter")
    expect(page.locator("#f-sessions-0-title")).to_be_focused()
    page.keyboard.type("风从哪里来")
    go_to(page, page.locator("#f-sessions-0-objectives-0-text"))
    page.keyboard.type("能说出风向")
    assert data_of(page)["sessions"] == [{"title": "风从哪里来", "objectives": [{"text": "能说出风向"}]}]


def test_the_form_works_from_a_disk(folder: Path, open_page: OpenPage) -> None:
    page = ready(open_page(f"file://{folder}/submit/series.html"))
    title(page, "小小气象站")
    page.reload()
    assert data_of(ready(page))["title"] == "小小气象站"


@pytest.mark.prove
def test_a_keystroke_draws_nothing_anew_however_much_is_open(address: str, open_page: OpenPage) -> None:
    whole = course()
    whole["sessions"] += whole["sessions"][:2]
    page = open_page(f"{address}index.html")
    put_draft(page, draft("series", whole))
    page.goto(f"{address}series.html?draft=old")
    ready(page)
    unfold_all(page)
    page.evaluate(
        """() => { window.changed = 0; new MutationObserver((all) => { window.changed += all.length; }).observe(
        document.getElementById("cc-form"), { childList: true, subtree: true, attributes: true, characterData: true }); }"""
    )
    page.locator("#f-sessions-15-title").press("End")
    page.locator("#f-sessions-15-title").press("x")
    assert 0 < page.evaluate("window.changed") <= 12


def test_a_finding_is_told_at_its_field_and_mended_by_its_button(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}series.html"))
    unfold(page, "class_size")
    page.locator("#f-class_size-max").fill("30人")
    field = page.locator("#f-class_size-max-field")
    expect(field.locator(".cc-form__found")).to_contain_text("内容的类型不对")
    field.get_by_role("button", name="改成“30”").click()
    expect(field.locator(".cc-form__found")).to_be_hidden()
    expect(page.locator("#f-class_size-max")).to_have_value("30")
    assert data_of(page)["class_size"] == {"max": 30}


def test_a_fix_of_what_has_been_moved_meanwhile_changes_nothing_else(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}series.html"))
    pasted_titles(page, "看云 45分钟\n听雨 50分钟")
    page.evaluate("courseForm.state.set(['sessions', 0, 'minutes'], '40分钟'); courseForm.judge()")
    page.locator("[data-part=todo-fold] > summary").click()
    fix = page.locator("[data-part=todo]").get_by_role("button", name="改成“40”")
    expect(fix).to_be_visible()
    page.evaluate("courseForm.state.data.sessions.reverse(); courseForm.redraw(['sessions'])")  # not judged yet
    fix.click()
    expect(page.locator("[data-part=said-words]")).to_have_text("这一处刚刚变了，请再看一遍")
    assert [one["minutes"] for one in data_of(page)["sessions"]] == [50, "40分钟"]
    fix.click()
    expect(page.locator("[data-part=said-words]")).to_have_text("改好了")
    assert [one["minutes"] for one in data_of(page)["sessions"]] == [50, 40]


def test_findings_name_fields_as_the_form_does(address: str, open_page: OpenPage) -> None:
    whole = course() | {"status": "draft", "price": {"kind": "成本分担", "fee_per_session": 10, "material_fee": 2}}
    page = open_page(f"{address}index.html")
    put_draft(page, draft("series", whole))
    page.goto(f"{address}series.html?draft=old")
    ready(page)
    page.locator(".cc-form__progress summary").first.click()
    todo = page.locator("[data-part=todo]")
    expect(todo).to_contain_text("怎样改：在价格里加上退费办法，写清什么时候退、退多少")
    assert not re.search("price|refund", todo.inner_text())


def test_a_finding_in_the_panel_leads_to_its_field_through_all_folds(address: str, open_page: OpenPage) -> None:
    whole = course()
    whole["sessions"][2]["steps"][1]["teacher_activity"] = "字" * 801
    page = open_page(f"{address}index.html")
    put_draft(page, draft("series", whole))
    page.goto(f"{address}series.html?draft=old")
    ready(page)
    page.locator(".cc-form__progress summary").first.click()
    page.locator(".cc-form__todo").get_by_role("link", name="课时 3 › 环节 2 › 教师活动").click()
    expect(page.locator("#f-sessions-2-steps-1-teacher_activity")).to_be_focused()


def test_characters_that_no_file_may_hold_are_left_out(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}series.html"))
    title(page, "小小\u202e气\u200b象站\u0000 ")
    assert data_of(page)["title"] == "小小气象站"
