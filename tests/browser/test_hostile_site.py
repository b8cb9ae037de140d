"""A site whose every free text is hostile, in a real browser: nothing runs, nothing leaves, titles are titles."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Dialog, expect
from test_sinks import Built, built

from browser.conftest import OpenPage, serving


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built(tmp_path_factory.mktemp("hostile") / "p", 0, harmless=False)


@pytest.fixture(scope="module")
def address(hostile_site: Built) -> Iterator[str]:
    with serving(hostile_site.site) as base:
        yield base


def test_no_page_of_a_hostile_site_runs_asks_or_says_anything(
    hostile_site: Built, address: str, open_page: OpenPage
) -> None:
    page = open_page(f"{address}index.html")
    asked: list[str] = []

    def refuse(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", refuse)
    for file in sorted(hostile_site.site.rglob("*.html")):
        path = file.relative_to(hostile_site.site).as_posix()
        if not path.startswith("help/"):
            page.goto(f"{address}{path}")
            assert page.evaluate("document.querySelectorAll('[onclick],[onload],[onerror],[onfocus]').length") == 0, (
                path
            )
    assert asked == []


def test_hostile_titles_are_the_text_of_tab_page_and_results(
    hostile_site: Built, address: str, open_page: OpenPage
) -> None:
    public = [record for record in hostile_site.catalogue.records.values() if hostile_site.catalogue.is_public(record)]
    page = open_page(f"{address}index.html")
    for record in public:
        page.goto(f"{address}{record.key}.html")
        data = hostile_site.documents[record.origin.path.as_posix()]
        title = data.get("title") or data["name"]
        assert page.evaluate("document.title").split(" - ")[0] == " ".join(title.split()), record.key
    page.goto(f"{address}catalogue.html")
    expect(page.locator(".cc-search__live")).to_be_visible()
    shown = page.locator(".cc-results .cc-card__title").all_inner_texts()
    listed = {" ".join(course.title.split()) for course in hostile_site.catalogue.listed}
    assert len(shown) > 5
    assert set(shown) <= listed
    page.goto(f'{address}catalogue.html?q=<script>alert(1)</script>&grade="><img src=x onerror=alert(1)>')
    expect(page.locator(".cc-search__live")).to_be_visible()
    assert page.locator(".cc-results img[src=x]").count() == 0
