"""Home and providers: whose courses the policy's figures count, and whose stand apart."""

from __future__ import annotations

import re
from datetime import date

from written import catalogue_of

from course_catalogue.catalogue import Catalogue
from course_catalogue.pages.listing_pages import bases_list, home, providers_list
from course_catalogue.pages.page import Page, Scene
from course_catalogue.site_identity import SiteIdentity

REVIEW = 'format: 1\ndecision: approved\ndate: "2026-08-01"\nvalid_until: "2029-08-31"\n'


def catalogue() -> Catalogue:
    files = {}
    for name, level, sessions in (("city", "市级", 12), ("county", "县级", 14)):
        files[f"courses/{name}/provider.yml"] = (
            f"format: 1\nstatus: submitted\nname: {level}学会（示例）\nkind: 学会\nlevel: {level}\n"
        )
        listed = "".join(f"  - {{title: 课{number}}}\n" for number in range(sessions))
        files[f"courses/{name}/a/course.yml"] = (
            f"format: 1\nstatus: submitted\ntitle: {level}课程\ngrades: [3]\nsessions:\n{listed}"
        )
        files[f"reviews/courses/{name}/a.yml"] = REVIEW
    return catalogue_of(files, date(2026, 11, 1))


def words(page: Page) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.body))


SCENE = Scene(catalogue(), SiteIdentity("目录"), {})


def test_a_county_provider_stands_apart_from_those_that_count() -> None:
    (page,) = providers_list(SCENE)
    text = words(page)
    assert text.index("市级以上机构") < text.index("市级学会") < text.index("县级和其他机构") < text.index("县级学会")
    assert text.count("在册课程 1 门") == 2


def test_the_figures_of_the_home_page_leave_a_county_provider_out_and_say_so() -> None:
    (page,) = home(SCENE)
    text = words(page)
    assert "1 个系列课程 12 课时教案和学习单 0 门基地课程 0 个达标基地" in text
    assert "另有县级和其他机构的系列课程 1 个，不计入上面的数。" in text


def test_nothing_is_said_of_others_where_there_are_none() -> None:
    empty = Scene(catalogue_of({}), SiteIdentity("目录"), {})
    assert "另有" not in words(next(home(empty)))
    assert "还没有机构。" in words(next(providers_list(empty)))
    assert "还没有基地。" in words(next(bases_list(empty)))
