"""From the empty form to a file that `build.py check` accepts, in Chromium."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from pictures_made import png
from playwright.sync_api import FilePayload, Page, expect
from pypdf import PdfReader
from sites import project_copy
from written import PROJECT, project_rulebook

from browser.conftest import OpenPage
from browser.form_filling import Filler
from browser.submissions import course, form_site, ready, served, unfold
from course_catalogue.authoring.emitter import written
from course_catalogue.cli import main

OWNER, PLACE = "yongjiang-science-society", "campus-weather-station"
FILE = PurePosixPath("courses", OWNER, PLACE, "course.yml")
TO_SUBMIT = ("title", "theme", "summary", "grades", "class_size", "price", "safety", "offer")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(form_site(tmp_path_factory.mktemp("submission"))) as base:
        yield base


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The project with its catalogue, but for the course that is written in the form."""
    root = project_copy(tmp_path / "project", PROJECT)
    shutil.rmtree(root / FILE.parent)
    (root / "reviews" / f"{FILE.parent}.yml").unlink()
    return root


def hand_in(page: Page, root: Path) -> str:
    """Download the zip, unpack it in the project, and give the text of the file."""
    page.select_option("#cc-owner", OWNER)
    page.fill("#cc-place", PLACE)
    with page.expect_download() as download:
        page.get_by_role("button", name="下载压缩包").click()
    with zipfile.ZipFile(download.value.path()) as archive:
        archive.extractall(root)
    return (root / FILE).read_text("utf-8")


def text_of(data: dict[str, Any]) -> str:
    return written("series", FILE, data, project_rulebook().schemas)


def test_an_hours_worth_with_three_sessions_is_a_draft_that_the_check_accepts(
    address: str, open_page: OpenPage, root: Path
) -> None:
    whole = course()
    data = {name: whole[name] for name in TO_SUBMIT}
    data["sessions"] = [
        {"title": one["title"], "objectives": [{"text": one["objectives"][0]["text"]}]} for one in whole["sessions"][:3]
    ]
    page = ready(open_page(f"{address}series.html"))
    Filler(page, "series", project_rulebook().schemas).fill(data)
    expect(page.locator("#progress")).to_have_text("还差 1 项即可送评")
    expect(page.locator("[data-part=todo] h3 + ul")).to_contain_text("课时：一个系列要有")
    expect(page.get_by_role("button", name="写齐了，改成送评")).to_be_hidden()
    assert hand_in(page, root) == text_of({"format": 1, "status": "draft", **data})
    assert main(["check", "--root", str(root), "--today", "2026-11-01"]) == 0


def test_the_zip_of_the_form_is_received_with_its_picture(
    address: str, open_page: OpenPage, root: Path, tmp_path: Path
) -> None:
    page = ready(open_page(f"{address}series.html"))
    Filler(page, "series", project_rulebook().schemas).fill({"title": "看云", "grades": [3, 4]})
    page.locator("[data-part=optional] > summary").click()
    picture: FilePayload = {"name": "Rain Gauge.PNG", "mimeType": "image/png", "buffer": png()}
    unfold(page, "images").get_by_label("一次选几张图片").set_input_files([picture])
    page.locator("#f-images-0-alt").fill("雨量筒")
    page.select_option("#cc-owner", OWNER)
    page.fill("#cc-place", "watching-clouds")
    with page.expect_download() as download:
        page.get_by_role("button", name="下载压缩包").click()
    mail = tmp_path / download.value.suggested_filename
    download.value.save_as(mail)
    assert main(["receive", str(mail), "--root", str(root), "--today", "2026-11-01"]) == 0
    folder = root / "courses" / OWNER / "watching-clouds"
    data = {"title": "看云", "grades": [3, 4], "images": [{"file": "rain-gauge.png", "alt": "雨量筒"}]}
    file = PurePosixPath("courses", OWNER, "watching-clouds", "course.yml")
    schemas = project_rulebook().schemas
    assert (root / file).read_text("utf-8") == written(
        "series", file, {"format": 1, "status": "draft", **data}, schemas
    )
    assert (folder / "rain-gauge.png").is_file()
    assert "看云" in mail.with_name(f"{mail.name}.回信.txt").read_text("utf-8")
    assert main(["check", "--root", str(root), "--today", "2026-11-01"]) == 0


def test_the_summary_is_printed_alone_also_where_printing_does_not_wait(
    address: str, open_page: OpenPage, tmp_path: Path
) -> None:
    page = ready(open_page(f"{address}series.html"))
    page.locator("#f-title").fill("看云的课")
    page.select_option("#cc-owner", OWNER)  # comes with the ways to hand in
    page.evaluate("window.print = () => undefined")  # as a phone does
    page.get_by_role("button", name="打印摘要").dispatch_event("click")
    page.pdf(path=tmp_path / "summary.pdf")
    text = "".join(part.extract_text() for part in PdfReader(tmp_path / "summary.pdf").pages)
    assert "系列课程：看云的课" in text
    assert "打印摘要" not in text and "下载压缩包" not in text
    page.keyboard.press("Tab")
    page.pdf(path=tmp_path / "page.pdf")
    assert len(PdfReader(tmp_path / "page.pdf").pages) > 1


def test_links_in_the_ways_to_hand_in_are_told_from_the_text_around_them(address: str, open_page: OpenPage) -> None:
    """By more than their colour (WCAG 1.4.1)."""
    page = ready(open_page(f"{address}series.html"))
    lines = page.locator(".cc-fold li a").evaluate_all(
        "links => links.map((link) => getComputedStyle(link).textDecorationLine)"
    )
    assert len(lines) >= 4 and set(lines) == {"underline"}


@pytest.mark.prove
def test_fourteen_sessions_are_written_and_submitted(address: str, open_page: OpenPage, root: Path) -> None:
    data = course()
    targets = [alignment["target"] for alignment in data["alignments"]]
    for session in data["sessions"]:
        session.get("targets", []).sort(key=targets.index)  # ticks have the order of their list
    page = ready(open_page(f"{address}series.html"))
    Filler(page, "series", project_rulebook().schemas).fill(data)
    expect(page.locator("#progress")).to_have_text("送评要的都写好了")
    page.get_by_role("button", name="写齐了，改成送评").click()
    assert hand_in(page, root) == text_of(data)
    shutil.copy(
        PROJECT / FILE.parent / "rain-gauge.png", root / FILE.parent
    )  # a picture of its text, in the folder already
    assert main(["check", "--root", str(root), "--today", "2026-11-01"]) == 0
