"""The page on which a school lays a term: what stands in it before its scripts run, and without them."""

from __future__ import annotations

from collections.abc import Iterator

from course_catalogue import addresses
from course_catalogue.model import SeriesCourse
from course_catalogue.pages.page import Page, Scene, render
from course_catalogue.pages.standing import until_of

MOST_CHOICES = 200
"""A longer list is no help in a select; then courses are added from their own pages alone."""


def plan(scene: Scene) -> Iterator[Page]:
    """plan.html; assets/plan.js fills it in the browser."""
    catalogue = scene.catalogue
    series = [course for course in catalogue.listed if isinstance(course, SeriesCourse)]
    choices = [
        (course.key, course.title, catalogue.provider_of(course).label, until_of(catalogue, course))
        for course in (series if len(series) <= MOST_CHOICES else ())
    ]
    years = catalogue.vocabulary.holidays.years
    body = render(
        "plan.html",
        addresses.PLAN,
        choices=choices,
        holidays=addresses.plan_script("holidays"),
        arranged=[year for year in years if year.is_arranged],
        by_law=[year for year in years if not year.is_arranged],
        is_sample=scene.identity.is_sample,
    )
    description = "把系列课程排进一个学期：避开放假，排出课表、采购清单和日历文件"
    yield Page(addresses.PLAN, "catalogue", "排一个学期", description, body)
