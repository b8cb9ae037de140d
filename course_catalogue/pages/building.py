"""All pages of the site, from a tuple of builders. To add a kind of page: a function, its template, a line here.

Two are made when other files are (site_files): that of the data tells their sizes, that of the search looks into the index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from course_catalogue.pages import (
    choosing_pages,
    curriculum_map_pages,
    district_pages,
    help_pages,
    listing_pages,
    news_page,
    plan_page,
    record_pages,
    submission_pages,
)
from course_catalogue.pages.page import Page, Scene

BUILDERS: tuple[Callable[[Scene], Iterator[Page]], ...] = (
    listing_pages.home,
    listing_pages.browse,
    curriculum_map_pages.curriculum_maps,
    district_pages.districts,
    listing_pages.series_list,
    listing_pages.bases_list,
    listing_pages.providers_list,
    record_pages.series_courses,
    record_pages.base_courses,
    record_pages.bases,
    record_pages.providers,
    plan_page.plan,
    choosing_pages.choosing,
    news_page.news,
    help_pages.help_index,
    help_pages.help_pages,
    submission_pages.submission,
)


def build_pages(scene: Scene) -> Iterator[Page]:
    """One at a time, so that a thousand bodies are never in memory together."""
    for builder in BUILDERS:
        yield from builder(scene)
