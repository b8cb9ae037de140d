"""A record of the catalogue, opened in its form by an address; and ids that the form proposes for new ones."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, expect
from written import PROJECT

from browser.conftest import OpenPage
from browser.submissions import COURSE, data_of, form_site, kept_drafts, ready, served, unfold
from course_catalogue.nearest import pinyin, readings
from course_catalogue.search.sounds import common_characters

SERIES = "courses/yongjiang-science-society/campus-weather-station"
ILLUSTRATED = "courses/yongjiang-science-society/bridge-engineering"
PREMIUM = "bases/xiangshan-ocean-hall/premium/one-day-intertidal"
RECORDS = {
    "series": (SERIES, "yongjiang-science-society", "campus-weather-station", "course.yml"),
    "premium": (PREMIUM, "xiangshan-ocean-hall", "one-day-intertidal", "course.yml"),
    "extension": ("bases/xiangshan-ocean-hall/extension/tide-talk", "xiangshan-ocean-hall", "tide-talk", "course.yml"),
    "base": ("bases/xiangshan-ocean-hall", "", "xiangshan-ocean-hall", "base.yml"),
    "provider": ("courses/yongjiang-science-society", "", "yongjiang-science-society", "provider.yml"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return form_site(tmp_path_factory.mktemp("form"))


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    with served(folder) as base:
        yield base


def said(page: Page) -> str:
    return page.locator("[data-part=said-words]").inner_text()


@pytest.mark.parametrize("kind", RECORDS)
def test_a_record_is_opened_whole_with_its_place_and_its_owner(kind: str, address: str, open_page: OpenPage) -> None:
    key, owner, place, file = RECORDS[kind]
    page = ready(open_page(f"{address}{kind}.html?open={key}"))
    assert data_of(page) == yaml.safe_load((PROJECT / key / file).read_text("utf-8"))
    assert page.evaluate("[courseForm.draft.owner, courseForm.draft.place]") == [owner, place]
    assert page.locator("#cc-place").input_value() == place
    expect(page.locator("[data-part=path]")).to_contain_text(f"{key}/ 里。交上去会更新目录里的这一份")
    assert said(page).startswith("已打开目录里的“")


def test_it_is_opened_from_a_folder_on_a_disk(folder: Path, open_page: OpenPage) -> None:
    page = ready(open_page(f"{(folder / 'submit/series.html').as_uri()}?open={SERIES}"))
    assert data_of(page)["title"] == yaml.safe_load(COURSE.read_text("utf-8"))["title"]


def test_a_draft_is_made_only_when_something_is_changed(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}series.html?open={SERIES}"))
    page.locator("[data-part=later] > summary").click()
    page.wait_for_timeout(900)
    assert kept_drafts(page) == []
    assert page.url.endswith(f"?open={SERIES}")
    page.locator("#f-title").fill("换了名称的气象站")
    page.wait_for_url(re.compile(r"\?draft=\w+$"))
    page.wait_for_timeout(900)
    assert len(kept_drafts(page)) == 1
    page.reload()
    ready(page)
    assert data_of(page)["title"] == "换了名称的气象站"
    page.goto(f"{address}series.html?open={SERIES}")
    ready(page)
    assert re.search(r"您 .+ 改过一份，在“看所有草稿”里。$", said(page))


def test_a_picture_that_stands_in_the_catalogue_is_kept_by_its_name(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}series.html?open={ILLUSTRATED}"))
    names = page.evaluate("courseForm.draft.standing")
    assert names
    page.evaluate("courseForm.reveal(['images', 0, 'file'])")
    expect(page.get_by_text(f"{names[0]} 在目录里已经有了，不用再选。").first).to_be_visible()
    expect(page.locator("[data-part=zip]")).to_have_text("下载压缩包（带文件夹）")
    with page.expect_download() as download:
        page.locator("[data-part=zip]").click()
    members = zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes())).namelist()
    assert members == [f"{ILLUSTRATED}/course.yml"]


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("courses/siming-nature-society/night-sky-sounds", "没有找到“courses/siming-nature-society/night-sky-sounds”"),
        ("courses/nobody/nothing", "没有找到“courses/nobody/nothing”：可能改了编号、已经撤回，或还没有公开。"),
        ("bases/xiangshan-ocean-hall", "网址里的“bases/xiangshan-ocean-hall”不是系列课程的编号"),
        ("../../context", "网址里的“../../context”不是系列课程的编号"),
        ("//example.org/a", "网址里的“//example.org/a”不是系列课程的编号"),
    ],
)
def test_a_key_that_cannot_be_opened_is_told_in_one_line(
    key: str, words: str, address: str, open_page: OpenPage
) -> None:
    page = ready(open_page(f"{address}series.html?open={key}", tolerate="404"))
    assert said(page).startswith(words)
    assert "\n" not in said(page)
    assert data_of(page) == {"format": 1, "status": "draft"}


def test_an_id_is_proposed_from_the_pinyin_of_the_name_and_put_in_only_by_a_click(
    address: str, open_page: OpenPage
) -> None:
    page = ready(open_page(f"{address}series.html"))
    page.locator("#hand-in").scroll_into_view_if_needed()  # the rest of the form is loaded when it comes near
    page.locator("#cc-place").focus()
    expect(page.locator("#cc-place ~ .cc-form__ids")).to_have_text("先写名称，这里就按拼音提一个编号。")
    page.locator("#f-title").fill("校园气象（示例）：从 AI 看天")
    page.locator("#cc-place").focus()
    expect(page.locator(".cc-form__ids button")).to_have_text(["用 xiaoyuan-qixiang", "用 xiao-yuan-qi-xiang"])
    assert page.locator("#cc-place").input_value() == ""
    page.get_by_role("button", name="用 xiaoyuan-qixiang").click()
    expect(page.locator("#cc-place")).to_have_value("xiaoyuan-qixiang")
    expect(page.locator("#cc-place")).to_be_focused()


def test_an_id_that_is_taken_is_not_proposed(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}series.html"))
    page.locator("#hand-in").scroll_into_view_if_needed()  # the rest of the form is loaded when it comes near
    page.locator("#cc-place").focus()
    page.locator("#cc-place ~ .cc-form__ids").get_by_text("先写名称").wait_for()
    ids = "['3 种声音', '音乐与生长', 'a', '——'].map((name) => courseForm.idsFor(name, (id) => id === 'a'))"
    assert page.evaluate(ids) == [
        ["no3-zhongsheng-yin", "no-3-zhong-sheng-yin"],
        ["yinyue-yusheng-zhang", "yin-yue-yu-sheng-zhang"],
        ["a-2"],
        [],
    ]


def test_an_id_leaves_out_no_character_of_a_name_from_here(address: str, open_page: OpenPage) -> None:
    """鄞 and 甬 stand in many names of the city, and in no list of the commonest characters."""
    page = ready(open_page(f"{address}provider.html"))
    page.locator("#f-name").fill("鄞州蜻蜓学会")
    page.locator("#hand-in").scroll_into_view_if_needed()
    page.locator("#cc-place").focus()
    expect(page.locator(".cc-form__ids button")).to_have_text(
        ["用 yinzhou-qingting-xuehui", "用 yin-zhou-qing-ting-xue-hui"]
    )


def test_an_exhibit_is_proposed_an_id_that_no_other_has(address: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{address}base.html"))
    page.locator("#f-name").fill("海洋馆（示例）")
    page.evaluate("courseForm.reveal(['exhibits'])")
    unfold(page, "exhibits")
    for place in range(2):
        page.get_by_role("button", name=re.compile("加一条.*展项")).click()
        page.locator(f"#f-exhibits-{place}-name").fill("潮汐水槽")
        page.locator(f"#f-exhibits-{place}-id").focus()
        proposed = page.locator(f"#f-exhibits-{place}-id ~ .cc-form__ids button").first
        proposed.click()
        expect(page.locator(f"#f-exhibits-{place}-id")).to_be_focused()
        expect(proposed).to_be_hidden()
        page.locator(f"#f-exhibits-{place}-item summary").first.click()  # what is folded has an id, too
    assert [one["id"] for one in data_of(page)["exhibits"]] == ["chaoxi-shuicao", "chaoxi-shuicao-2"]


def test_the_rarer_sounds_are_those_of_the_command_line() -> None:
    text = (PROJECT / "site_overrides/form/page/pinyin.js").read_text("utf-8")
    rarer = re.search(r'RARER =\s+"([^"]*)"', text)
    assert rarer
    for entry in rarer[1].split():
        assert pinyin(entry[0]) == (entry[1:],)


def test_the_table_of_sounds_is_that_of_gb_2312() -> None:
    text = (PROJECT / "site_overrides/form/page/pinyin.js").read_text("utf-8")
    table = re.search(r"RUNS = `([^`]*)`", text)
    assert table
    runs = [re.fullmatch("([a-z]+)([0-9]+)", run) for run in table[1].split()]
    sounds = [run[1] for run in runs if run for _ in range(int(run[2]))]
    characters = list(common_characters())
    assert len(sounds) == len(characters)
    wrong = [(c, s) for c, s in zip(characters, sounds, strict=True) if s not in readings(c)]
    assert wrong == []
