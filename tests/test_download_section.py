"""What a course page tells of its files, before anybody fetches one."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest
from written import PROJECT, project_rulebook

from course_catalogue.catalogue import Catalogue
from course_catalogue.downloads import Download
from course_catalogue.loading import load_catalogue
from course_catalogue.model import PremiumCourse, SeriesCourse
from course_catalogue.pages.page import Page, Scene
from course_catalogue.pages.record_pages import base_courses, series_courses
from course_catalogue.site_identity import SiteIdentity

SERIES = "courses/siming-nature-society/seed-diary"
PREMIUM = "bases/xiangshan-ocean-hall/premium/one-day-intertidal"


def file(kind: str, audience: str, suffix: str = "pdf", session: int = 0, title: str = "") -> Download:
    name = f"种子日记-{title or kind}.{suffix}"
    pages = 3 if suffix == "pdf" else 0
    return Download(
        kind,
        title or kind,
        audience,
        f"packs/x/{kind}.{suffix}",
        name,
        pages,
        (pages + 1) // 2,
        51_200,
        f"{kind}的内容",
        session,
    )


FILES = (
    file("pack", "老师上课用", title="整套资料"),
    file("session-02", "老师上课用", session=2, title="豆子喝水"),
    file("card", "老师上课用", title="助教卡"),
    file("letter", "给家长", title="致家长的信"),
    file("letter", "给家长", "docx", title="致家长的信"),
    file("notice", "教务存档", title="公示"),
    file("archive", "教务存档", "zip", title="全部资料"),
)


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """The repository's own samples."""
    return load_catalogue(PROJECT, date(2026, 11, 1), project_rulebook()).catalogue


def page(catalogue: Catalogue, key: str, files: tuple[Download, ...] = FILES) -> Page:
    scene = Scene(catalogue, SiteIdentity("目录"), {key: files})
    made = (*series_courses(scene), *base_courses(scene))
    return next(found for found in made if found.address == f"{key}.html")


def section(page: Page, name: str) -> str:
    found = re.search(rf'<section[^>]*aria-labelledby="{name}".*?</section>', page.body, re.DOTALL)
    assert found, name
    return found[0]


def words(html: str) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html)))


def test_the_whole_pack_comes_first_with_its_paper_and_weight(catalogue: Catalogue) -> None:
    panel = words(section(page(catalogue, SERIES), "downloads"))
    assert "下载整套教案和学习单 PDF，3 页，2 张纸（双面），50 KB：pack的内容。" in panel
    assert "下载全部资料 ZIP，archive的内容，50 KB" in panel
    assert "只打印其中一份 单课、助教卡、致家长的信、公示" in panel


def test_what_is_printed_alone_stands_by_audience_in_all_its_forms(catalogue: Catalogue) -> None:
    table = words(section(page(catalogue, SERIES), "files"))
    assert re.sub(r"\s+", " ", table).strip() == (
        "分开打印 只打印一课 1 课，每课一份session-02的内容 2 豆子喝水 3 页，2 张纸 PDF 50 KB "
        "老师上课用 助教卡 资料 双面打印 下载 助教卡 card的内容 3 页，2 张纸 PDF 50 KB "
        "给家长 致家长的信 资料 双面打印 下载 致家长的信 letter的内容 3 页，2 张纸 PDF 50 KB Word 50 KB "
        "教务存档 公示 资料 双面打印 下载 公示 notice的内容 3 页，2 张纸 PDF 50 KB"
    )


def test_every_download_is_saved_under_a_chinese_name(catalogue: Catalogue) -> None:
    body = page(catalogue, SERIES).body
    links = dict(re.findall(r'href="([^"]*packs/x/[^"]*)" download="([^"]*)"', body))
    assert links == {f"../../{one.address}": one.download_name for one in FILES}


def test_a_session_is_printed_from_its_own_heading(catalogue: Catalogue) -> None:
    sessions = re.findall(r'<details class="cc-session".*?</details>', page(catalogue, SERIES).body, re.DOTALL)
    assert ["打印这一课" in session for session in sessions[:3]] == [False, True, False]
    assert "打印这一课 session-02的内容，3 页，2 张纸，PDF 50 KB" in words(sessions[1])


def test_wechat_is_told_to_open_a_browser_by_a_script_of_the_site(catalogue: Catalogue) -> None:
    panel = section(page(catalogue, SERIES), "downloads")
    assert re.search(r'<div class="cc-notice" role="note" data-wechat hidden><strong>请在浏览器打开', panel)
    script = (PROJECT / "site_overrides" / "assets" / "catalogue.js").read_text("utf-8")
    assert "MicroMessenger" in script
    assert "[data-wechat]" in script


def test_a_premium_course_has_its_handbook_first(catalogue: Catalogue) -> None:
    assert "下载研学手册 PDF" in words(section(page(catalogue, PREMIUM), "downloads"))


def test_a_page_without_files_says_so_and_offers_none(catalogue: Catalogue) -> None:
    bare = page(catalogue, SERIES, ())
    assert "这次构建没有生成打印包" in words(section(bare, "downloads"))
    assert 'id="files"' not in bare.body
    assert "打印这一课" not in bare.body


def test_what_is_not_listed_offers_no_file() -> None:
    ended = load_catalogue(PROJECT, date(2040, 1, 1), project_rulebook()).catalogue
    for course in ended.public_courses:
        if isinstance(course, SeriesCourse | PremiumCourse):
            assert "packs/x/" not in page(ended, course.key).body
