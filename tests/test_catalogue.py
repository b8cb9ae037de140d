"""The catalogue on a build date: states, what is public, quotas, facets."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from written import EXAMPLE, PATHS, TODAY, Change, catalogue_of, example_on, example_text, load_changed

from course_catalogue import programme
from course_catalogue.catalogue import Catalogue, Quota, State
from course_catalogue.facets import facets_of
from course_catalogue.loading import load_catalogue
from course_catalogue.model import Base

PROVIDER, SERIES, HALL, REVIEW = PATHS["provider"], PATHS["series"], PATHS["base"], PATHS["review"]
HALL_REVIEW = "reviews/bases/example-hall.yml"
KEY = "courses/example-society/water-journey"
APPROVED = 'format: 1\ndecision: approved\ndate: "2026-08-20"\nvalid_until: "2028-08-31"\n'
RETURNED = 'format: 1\ndecision: returned\ndate: "2026-08-20"\nnote: 请补充。\n'
SUSPENDED = 'format: 1\ndecision: suspended\ndate: "2026-08-20"\nnote: 暂停。\n'


def with_series(status: str, review: str | None, today: date = TODAY) -> Catalogue:
    files = {PROVIDER: example_text("provider"), SERIES: f"format: 1\nstatus: {status}\ntitle: 水\n"}
    return catalogue_of(files | ({REVIEW: review} if review else {}), today)


@pytest.mark.parametrize(
    ("status", "review", "state", "public"),
    [
        ("draft", None, State.DRAFT, False),
        ("draft", APPROVED, State.DRAFT, False),
        ("submitted", None, State.SUBMITTED, False),
        ("submitted", RETURNED, State.RETURNED, False),
        ("submitted", APPROVED, State.LISTED, True),
        ("submitted", SUSPENDED, State.SUSPENDED, True),
        ("withdrawn", None, State.WITHDRAWN, False),
        ("withdrawn", APPROVED, State.WITHDRAWN, True),
        ("withdrawn", SUSPENDED, State.WITHDRAWN, True),
    ],
)
def test_state_is_the_authors_word_and_the_reviews(status: str, review: str | None, state: State, public: bool) -> None:
    catalogue = with_series(status, review)
    (course,) = catalogue.courses
    assert (catalogue.state(course), catalogue.is_public(course)) == (state, public)
    assert catalogue.listed == ((course,) if state is State.LISTED else ())
    assert catalogue.public_courses == ((course,) if public else ())


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (date(2026, 8, 20), State.LISTED),
        (date(2028, 8, 31), State.LISTED),
        (date(2028, 9, 1), State.EXPIRED),
        (date(2040, 1, 1), State.EXPIRED),
    ],
)
def test_approval_is_valid_through_its_last_day(today: date, state: State) -> None:
    catalogue = with_series("submitted", APPROVED, today)
    (course,) = catalogue.courses
    assert catalogue.state(course) is state
    assert catalogue.is_public(course)


def test_course_is_only_public_with_its_provider() -> None:
    files = {
        PROVIDER: example_text("provider").replace("submitted", "withdrawn"),
        SERIES: example_text("series"),
        REVIEW: APPROVED,
    }
    catalogue = catalogue_of(files)
    (course,) = catalogue.courses
    assert catalogue.state(course) is State.LISTED
    assert not catalogue.is_public(course)
    del files[PROVIDER]
    assert not catalogue_of(files).is_public(course)


@pytest.mark.parametrize(
    ("status", "review", "public"),
    [
        ("draft", None, False),
        ("submitted", None, True),
        ("submitted", RETURNED, False),
        ("submitted", SUSPENDED, True),
        ("withdrawn", APPROVED, False),
    ],
)
def test_unreviewed_base_is_public_and_a_returned_one_is_not(status: str, review: str | None, public: bool) -> None:
    files = {HALL: example_text("base").replace("submitted", status)} | ({HALL_REVIEW: review} if review else {})
    catalogue = catalogue_of(files)
    assert catalogue.is_public(catalogue.bases[0]) is public


def test_every_file_of_the_example_is_a_record_in_order_of_its_key() -> None:
    catalogue = example_on(TODAY).catalogue
    assert list(catalogue.records) == sorted(catalogue.records)
    assert (len(catalogue.providers), len(catalogue.bases), len(catalogue.series), len(catalogue.base_courses)) == (
        1,
        2,
        2,
        11,
    )
    assert len(catalogue.listed) == 12
    assert example_on(TODAY).files == len(list(EXAMPLE.rglob("*.yml"))) == 29


def hall(catalogue: Catalogue) -> Base:
    return next(base for base in catalogue.bases if base.id == "example-hall")


def r(file: str, old: str, new: str) -> Change:
    return {"file": file, "replace": old, "with": new}


def extension(name: str) -> str:
    return f"bases/example-hall/extension/{name}/course.yml"


def review_of(name: str) -> str:
    return f"reviews/bases/example-hall/extension/{name}.yml"


@pytest.mark.parametrize(
    ("changes", "figures", "label"),
    [
        ([], (1, 10, 1, 10), "达标"),
        ([r(review_of("ice-salt"), "2028-08-31", "2026-09-30")], (1, 10, 1, 9), "整改中"),
        ([r(review_of("ice-salt"), "decision: approved", "decision: suspended\nnote: 修。")], (1, 10, 1, 9), "整改中"),
        ([r(review_of("ice-salt"), "decision: approved", "decision: returned\nnote: 修。")], (1, 9, 1, 9), "整改中"),
        ([r(extension("ice-salt"), "status: submitted", "status: withdrawn")], (1, 9, 1, 9), "整改中"),
        (
            [r("bases/example-hall/premium/river-day/course.yml", "status: submitted", "status: draft")],
            (0, 10, 0, 10),
            "整改中",
        ),
        ([{"delete": HALL_REVIEW}], (1, 10, 1, 10), "筹备中"),
        ([r(HALL_REVIEW, "decision: approved", "decision: suspended\nnote: 修。")], (1, 10, 0, 0), "已暂停"),
    ],
)
def test_quota_counts_what_is_on_file_apart_from_what_is_in_force(
    changes: list[Change], figures: tuple[int, ...], label: str, tmp_path: Path
) -> None:
    catalogue = load_changed(tmp_path, changes).catalogue
    quota = catalogue.quota_of(hall(catalogue))
    assert (quota.premium_on_file, quota.extension_on_file, quota.premium_listed, quota.extension_listed) == figures
    assert quota.label == label
    assert quota.met is (label == "达标")


def test_base_without_courses_is_being_prepared() -> None:
    catalogue = example_on(TODAY).catalogue
    farm = next(base for base in catalogue.bases if base.id == "example-farm")
    assert catalogue.quota_of(farm) == Quota(
        premium_on_file=0, extension_on_file=0, premium_listed=0, extension_listed=0, premium_waiting=0, extension_waiting=0,
        premium_due=1, extension_due=10, state=State.SUBMITTED,
    )  # fmt: skip
    assert catalogue.quota_of(farm).label == "筹备中"


def test_everything_expires_in_the_course_of_time_and_nothing_breaks(rulebook: object) -> None:
    loaded = load_catalogue(EXAMPLE, date(2035, 1, 1), rulebook)  # type: ignore[arg-type]
    assert loaded.errors == ()
    assert loaded.catalogue.listed == ()
    assert {item.code for item in loaded.warnings} == {"expired", "due-for-next-step"}
    assert len([item for item in loaded.warnings if item.code == "expired"]) == 13


def test_facets_count_the_listed_courses() -> None:
    catalogue = example_on(TODAY).catalogue
    counts: dict[str, dict[str, int]] = {}
    for facet in facets_of(catalogue):
        values = [value for course in catalogue.listed for value in facet.of(course)]
        assert set(values) <= {value.id for value in facet.values}
        counts[facet.id] = {value.id: values.count(value.id) for value in facet.values if value.id in values}
    assert counts["grade"] == {"2": 1, "3": 9, "4": 9, "5": 3, "6": 2}
    assert counts["kind"] == {"series": 1, "premium": 1, "extension": 10}
    assert counts["form"] == {"to-school": 1, "at-base": 11}
    assert counts["district"] == {"330203": 1, "330212": 1, "330225": 11}
    assert counts["cost"] == {"free": 10, "to-50": 1, "to-150": 1}
    assert counts["season"] == {"spring": 11, "summer": 11, "autumn": 12, "winter": 11}
    assert counts["room"] == {"classroom": 1, "no-network": 1, "at-base": 11}
    assert counts["mark"] == {"rural": 1, "top-level": 1, "award": 1}


def test_fields_come_with_the_strongest_first_and_concepts_in_their_order() -> None:
    catalogue = example_on(TODAY).catalogue
    course = next(course for course in catalogue.series if course.id == "water-journey")
    assert catalogue.fields_of(course) == ("物质科学", "地球与宇宙科学")
    assert catalogue.concepts_of(course) == ("sci22-c01", "sci22-c02", "sci22-c10")


def test_functional_zones_count_for_their_district_and_the_whole_city_for_all() -> None:
    text = example_text("series")
    catalogue = catalogue_of({PROVIDER: example_text("provider"), SERIES: text})
    assert catalogue.districts_of(catalogue.courses[0]) == ("330203", "330212")
    catalogue = catalogue_of({PROVIDER: example_text("provider"), SERIES: text.replace("[海曙区, 高新区]", "[全市]")})
    assert catalogue.districts_of(catalogue.courses[0]) == tuple(catalogue.vocabulary.districts)


def test_loading_takes_no_heed_of_the_order_of_files(tmp_path: Path) -> None:
    assert load_changed(tmp_path, []).catalogue.listed[0].key == example_on(TODAY).catalogue.listed[0].key
    assert load_changed(tmp_path / "again", []).diagnostics == example_on(TODAY).diagnostics


def test_figures_count_courses_and_sessions_that_repeat_others_once(tmp_path: Path) -> None:
    series, copied = "courses/example-society/water-journey/course.yml", "courses/example-society/drop-story/course.yml"
    review = "reviews/courses/example-society/water-journey.yml"
    changes: list[Change] = [
        {"copy": series, "to": copied},
        {"copy": review, "to": "reviews/courses/example-society/drop-story.yml"},
        {"file": copied, "replace": "title: 小水滴的旅行（示例）", "with": "title: 小水滴的故事（示例）"},
    ]
    catalogue = load_changed(tmp_path, changes).catalogue
    assert [(pair.first, pair.second) for pair in catalogue.repeated_courses.values()] == [
        ("courses/example-society/drop-story", "courses/example-society/water-journey")
    ]
    assert len(catalogue.listed) == len(example_on(TODAY).catalogue.listed) + 1
    assert programme.series(catalogue) == programme.series(example_on(TODAY).catalogue) == programme.Count(1)
    assert [catalogue.distinct_session_count(course) for course in catalogue.series if course.sessions] == [12, 12]
