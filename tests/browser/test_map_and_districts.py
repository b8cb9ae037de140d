"""Planning by the standard and by place: the map, its cells, the districts and the bases, on a phone, at a desk, on paper."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

import pikepdf
import pytest
from playwright.sync_api import Page, expect
from sites import project_copy
from written import PROJECT

from browser.conftest import OpenPage, serving
from course_catalogue.cli import main

WIDTHS = (390, 1280)
PAGES = (
    "map.html", "browse/map/sci22-c10-s2.html", "districts.html", "browse/district/330225.html", "bases.html",
    "bases/xiangshan-ocean-hall.html", "bases/xiangshan-ocean-hall/extension/tide-talk.html",
    "courses/siming-nature-society/seed-diary.html",
)  # fmt: skip


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The repository's own catalogue without packs, served."""
    root = project_copy(tmp_path_factory.mktemp("map"), PROJECT)
    assert main(["build", "--no-packs", "--root", str(root), "--today", "2026-11-01"]) == 0
    with serving(root / "site") as base:
        yield base


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((fold) => { fold.open = true; })")


@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_is_wider_than_the_screen_even_unfolded(width: int, address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}{PAGES[0]}", width=width)
    for name in PAGES:
        page.goto(f"{address}{name}")
        unfold(page)
        width_used = page.evaluate("document.documentElement.scrollWidth")
        assert width_used <= width, name
        scrolling = page.evaluate(
            "[...document.querySelectorAll('.cc-map, .cc-strip, .cc-week, .cc-districts, .cc-table-wrap')]"
            ".filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => one.className)"
        )
        assert scrolling == [], name


@pytest.mark.parametrize("width", WIDTHS)
def test_a_number_leads_to_its_courses_and_on_to_the_filtered_catalogue(
    width: int, address: str, open_page: OpenPage
) -> None:
    page = open_page(f"{address}map.html", width=width)
    row = page.locator("tr.cc-map__concept", has_text="10. 地球系统")
    link = row.get_by_role("link").first
    count = int(link.locator("strong").inner_text())
    link.click()
    page.wait_for_url(re.compile(r"browse/map/sci22-c10-s1\.html"))
    titles = set(page.locator(".cc-map__courses a").all_inner_texts())
    assert len(titles) == count
    page.get_by_role("link", name="在目录里按同一概念和年级筛选").click()
    page.wait_for_url(re.compile(r"catalogue\.html\?concept=sci22-c10&grade=1,2"))
    cards = page.locator("#cc-results .cc-card__title")
    expect(cards.first).to_be_visible()
    assert titles <= set(cards.all_inner_texts())


def test_a_concept_on_the_map_of_a_district_leads_to_as_many_courses_as_it_says(
    address: str, open_page: OpenPage
) -> None:
    page = open_page(f"{address}browse/district/330225.html", width=390)
    lead = page.get_by_role("link", name=re.compile("在目录里看这")).first
    assert re.match(r"在目录里看这 \d+ 门课", lead.inner_text())  # the spaces can be seen, too
    count = int(lead.locator("[data-counts]").inner_text())
    lead.click()
    page.wait_for_url(re.compile(r"catalogue\.html\?concept=sci22-c\d+&district=330225"))
    expect(page.locator(".cc-found [role=status]")).to_have_text(re.compile(f"^找到 {count} 门课程"))


def test_the_map_is_one_sheet_of_a4(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}map.html", width=1280)
    with pikepdf.open(io.BytesIO(page.pdf(format="A4"))) as sheets:
        assert len(sheets.pages) == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_a_tile_leads_to_the_district_and_its_count_is_that_of_the_page(
    width: int, address: str, open_page: OpenPage
) -> None:
    page = open_page(f"{address}districts.html", width=width)
    expect(page.get_by_text("示意图，非地图")).to_be_visible()
    tile = page.get_by_role("link", name="象山县")
    box = tile.bounding_box()
    assert box
    assert box["height"] >= 60
    count = int(tile.locator("[data-counts]").inner_text())
    tile.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"{count} 门在册课程")
    assert page.locator(".cc-card").count() == count


def test_tiles_lie_where_the_vocabulary_puts_them(address: str, open_page: OpenPage) -> None:
    page = open_page(f"{address}districts.html", width=390)

    def place(name: str) -> tuple[float, float]:
        box = page.get_by_role("link", name=name).bounding_box()
        assert box
        return box["x"], box["y"]

    assert place("余姚市")[0] < place("海曙区")[0] < place("鄞州区")[0] < place("北仑区")[0]
    assert place("慈溪市")[1] < place("镇海区")[1] < place("奉化区")[1] < place("宁海县")[1] == place("象山县")[1]
