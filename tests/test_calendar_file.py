"""The calendar of approvals names each thing that is listed on the last day of its approval, and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

from icalendar import Calendar
from written import PROJECT, catalogue_of, project_rulebook

from course_catalogue.catalogue import Catalogue
from course_catalogue.exports.calendar_file import calendar_file
from course_catalogue.loading import load_catalogue
from course_catalogue.site_identity import SiteIdentity

IDENTITY = SiteIdentity(name="某市科学课程")
PROVIDER = "format: 1\nstatus: submitted\nname: 甲学会\nlevel: 市级\n"
COURSE = "format: 1\nstatus: submitted\ntitle: {title}\n"
REVIEW = 'format: 1\ndecision: {decision}\ndate: "2026-08-01"\nvalid_until: "{until}"\nlevel: 入库\n'


def events(catalogue: Catalogue) -> list[tuple[date, str, list[str]]]:
    """(day, summary, lines below the first) of each event, as a reader of calendars gives them."""
    calendar: Any = Calendar.from_ical(calendar_file(catalogue, IDENTITY).content)
    return [
        (event.decoded("dtstart"), str(event["summary"]), str(event["description"]).split("\n")[1:])
        for event in calendar.walk("VEVENT")
    ]


def with_courses(**until: tuple[str, str]) -> Catalogue:
    """Courses by their title, each with the decision on it and the last day of its approval."""
    files = {
        "courses/a/provider.yml": PROVIDER,
        "reviews/courses/a.yml": REVIEW.format(decision="approved", until="2029-06-30"),
    }
    for number, (title, (decision, day)) in enumerate(until.items()):
        files[f"courses/a/c{number}/course.yml"] = COURSE.format(title=title)
        files[f"reviews/courses/a/c{number}.yml"] = REVIEW.format(decision=decision, until=day)
    return catalogue_of(files, date(2026, 11, 1))


def test_a_day_has_one_event_with_all_that_ends_on_it() -> None:
    catalogue = with_courses(
        水=("approved", "2027-08-31"), 风=("approved", "2027-08-31"), 光=("approved", "2028-08-31")
    )
    assert events(catalogue) == [
        (date(2027, 8, 31), "评审到期：2 项", ["系列课程 水（甲学会）", "系列课程 风（甲学会）"]),
        (date(2028, 8, 31), "评审到期：1 项", ["系列课程 光（甲学会）"]),
        (date(2029, 6, 30), "评审到期：1 项", ["机构 甲学会"]),
    ]


def test_what_has_ended_or_is_suspended_is_not_in_it() -> None:
    catalogue = with_courses(水=("approved", "2026-08-31"), 风=("suspended", "2027-08-31"))
    assert [names for _, _, names in events(catalogue)] == [["机构 甲学会"]]


def test_a_day_with_many_names_forty_and_counts_all() -> None:
    catalogue = with_courses(**{f"课{number}": ("approved", "2027-08-31") for number in range(45)})
    (day, *_), _ = events(catalogue)
    summary, names = events(catalogue)[0][1:]
    assert (day, summary, len(names), names[-1]) == (date(2027, 8, 31), "评审到期：45 项", 41, "……共 45 项")


def test_the_calendar_of_the_samples_counts_all_that_is_listed_and_has_an_end() -> None:
    catalogue = load_catalogue(PROJECT, date(2026, 11, 1), project_rulebook()).catalogue
    ends = [
        review.valid_until
        for record in (*catalogue.listed, *catalogue.public_owners)
        if catalogue.state(record).name == "LISTED" and (review := catalogue.review_of(record)) and review.valid_until
    ]
    found = events(catalogue)
    assert [day for day, _, _ in found] == sorted(set(ends))
    assert sum(int(summary.split("：")[1].split()[0]) for _, summary, _ in found) == len(ends) > 20


def test_the_same_catalogue_gives_the_same_bytes() -> None:
    catalogue = with_courses(水=("approved", "2027-08-31"))
    assert calendar_file(catalogue, IDENTITY).content == calendar_file(catalogue, IDENTITY).content
