"""The page of a term's plan before its scripts run."""

from __future__ import annotations

import re
from datetime import date

import pytest
from test_plan_files import COURSE, files
from written import catalogue_of

from course_catalogue.pages import plan_page
from course_catalogue.pages.page import Page, Scene
from course_catalogue.site_identity import SiteIdentity


def made(identity: SiteIdentity) -> Page:
    (page,) = plan_page.plan(Scene(catalogue_of(files(COURSE), date(2026, 10, 1)), identity, {}))
    return page


def test_listed_series_can_be_chosen_until_their_approval_ends() -> None:
    assert (
        '<option value="courses/society/water" data-until="2029-08-31">水的旅行（水学会）</option>'
        in made(SiteIdentity("目录")).body
    )


def test_a_long_list_gives_way_to_the_courses_own_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plan_page, "MOST_CHOICES", 0)
    body = made(SiteIdentity("目录")).body
    assert "cc-add" not in body
    assert "打开一门" in body


def test_without_a_script_the_page_says_so_and_shows_nothing_that_does_nothing() -> None:
    body = made(SiteIdentity("目录")).body
    assert "这个浏览器没有运行脚本，不能排课。" in body
    assert '<div id="cc-plan" class="cc-plan" data-root="." hidden>' in body


def test_sources_of_holidays_stand_on_the_page() -> None:
    text = re.sub(r"<[^>]+>", "", made(SiteIdentity("目录")).body)
    assert "《国务院办公厅关于2026年部分节假日安排的通知》（2025年11月4日）" in text
    assert "2027、2028 年的放假安排还没有公布（或本站还没有收录）" in text


def test_a_sheet_of_a_sample_says_what_it_is() -> None:
    real = SiteIdentity("目录", "https://a.example/", "科协", "0574-00000001")
    assert "示例数据·非官方网站" in made(SiteIdentity("目录")).body
    assert "示例数据" not in made(real).body
