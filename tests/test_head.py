"""What the head of a generated page says to programs."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from sites import project_copy
from written import EXAMPLE, TODAY

from course_catalogue.loading import load_catalogue
from course_catalogue.mkdocs_site import build_site, read_identity
from course_catalogue.pages.head import head_of
from course_catalogue.pages.page import Page, Scene
from course_catalogue.site_identity import SiteIdentity

PAGE = Page("courses/a/b.html", "series", "课", "说明", "<p>x</p>")
CITY = SiteIdentity(name="目录", url="https://kexue.example.org/kc/", publisher="科协")
ADDRESS = "https://kexue.example.org/kc/courses/a/b.html"


def test_a_page_of_a_published_site_tells_its_own_address_and_its_first_picture() -> None:
    assert head_of(replace(PAGE, picture="pictures/1.webp"), CITY) == (
        f'<link rel="canonical" href="{ADDRESS}"><meta property="og:url" content="{ADDRESS}">'
        '<meta property="og:image" content="https://kexue.example.org/kc/pictures/1.webp">'
    )


def test_a_page_without_a_picture_of_its_own_has_the_sites() -> None:
    assert head_of(PAGE, CITY, "share/site.png").endswith(
        '<meta property="og:image" content="https://kexue.example.org/kc/share/site.png">'
    )
    assert "site.png" not in head_of(replace(PAGE, picture="pictures/1.webp"), CITY, "share/site.png")
    assert "image" not in head_of(PAGE, CITY)


def test_a_site_that_does_not_know_its_address_tells_none() -> None:
    assert head_of(replace(PAGE, picture="pictures/1.webp"), SiteIdentity(name="目录")) == ""


def test_a_page_that_no_search_engine_shall_list_says_so_and_a_samples_frame_has_said_it() -> None:
    past = replace(PAGE, is_current=False)
    assert head_of(past, CITY).endswith('<meta name="robots" content="noindex">')
    assert head_of(past, SiteIdentity(name="目录")) == ""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """tests/example as a city publishes it; its series and the site have a share picture."""
    root = project_copy(tmp_path_factory.mktemp("head"), EXAMPLE)
    settings = root / "mkdocs.yml"
    text = settings.read_text("utf-8").replace('site_url: ""', f"site_url: {CITY.url}")
    settings.write_text(text.replace('publisher: {name: ""', 'publisher: {name: "科协"'), "utf-8")
    scene = Scene(load_catalogue(root, TODAY).catalogue, read_identity(root), {}, frozenset([SERIES, "site"]))
    build_site(root, scene, root / "site")
    return root / "site"


SERIES = "courses/example-society/water-journey"


def open_graph(page: Path) -> dict[str, str]:
    return dict(re.findall(r'<meta property="og:([a-z_:]+)" content="([^"]*)">', page.read_text("utf-8")))


def test_a_course_tells_title_description_and_picture_to_who_makes_a_card_of_a_link(site: Path) -> None:
    told = open_graph(site / f"{SERIES}.html")
    description = told.pop("description")
    assert told == {
        "type": "website",
        "locale": "zh_CN",
        "site_name": "科学课程目录（示例）",
        "title": "小水滴的旅行（示例）",
        "url": f"{CITY.url}{SERIES}.html",
        "image": f"{CITY.url}share/{SERIES}.png",
    }
    assert f'<meta name="description" content="{description}">' in (site / f"{SERIES}.html").read_text("utf-8")


def test_home_and_hand_written_pages_tell_theirs(site: Path) -> None:
    home, about = open_graph(site / "index.html"), open_graph(site / "about.html")
    assert (home["title"], home["url"]) == ("科学课程目录（示例）", f"{CITY.url}index.html")
    assert (about["title"], about["url"]) == ("关于", f"{CITY.url}about.html")
    assert home["image"] == about["image"] == f"{CITY.url}share/site.png"


def test_only_a_course_with_a_share_picture_links_to_it(site: Path) -> None:
    pages = [*site.glob("courses/*/*.html"), *site.glob("bases/*/*/*.html")]
    assert [page.name for page in pages if "分享图</a>" in page.read_text("utf-8")] == ["water-journey.html"]
    assert 'href="../../share/courses/example-society/water-journey.png">分享图</a>' in (
        site / f"{SERIES}.html"
    ).read_text("utf-8")


def test_an_engine_begins_while_the_page_is_read() -> None:
    page = replace(PAGE, engine="assets/engine.js")
    assert head_of(page, SiteIdentity(name="目录")) == ('<script src="../../assets/engine.js" async></script>')
