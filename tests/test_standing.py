"""How records stand, and what their pages must say once approvals have ended after the build."""

from __future__ import annotations

from datetime import date

from written import catalogue_of

from course_catalogue.catalogue import Catalogue
from course_catalogue.pages.standing import Label, Standing, Tally, met_until_of, quota_labels, standing_of, tally_of

BASE = "format: 1\nstatus: submitted\nname: 馆（示例）\n"
COURSE = "format: 1\nstatus: submitted\ntitle: 课\n"


def approved(until: str) -> str:
    return f'format: 1\ndecision: approved\ndate: "2026-08-01"\nvalid_until: "{until}"\n'


def base_with(base_until: str, premium: str, extension: list[str], today: date = date(2026, 10, 1)) -> Catalogue:
    """A base whose approval and courses end on these days."""
    files = {"bases/b/base.yml": BASE, "reviews/bases/b.yml": approved(base_until)}
    for number, until in enumerate([premium, *extension]):
        key = f"bases/b/{'extension' if number else 'premium'}/c{number}"
        files |= {f"{key}/course.yml": COURSE, f"reviews/{key}.yml": approved(until)}
    return catalogue_of(files, today)


def test_a_number_knows_how_much_of_it_ends_on_which_day() -> None:
    assert tally_of([("2029-08-31", 1), ("2028-08-31", 2), ("2029-08-31", 9), ("", 1)]) == Tally(
        13, ":1 2028-08-31:2 2029-08-31:10"
    )
    assert not tally_of([])


def test_a_base_meets_its_quota_until_the_tenth_longest_approval_ends() -> None:
    ends = ["2027-06-30", *["2028-06-30"] * 2, *["2029-06-30"] * 8]
    catalogue = base_with("2029-08-31", "2029-06-30", ends)
    assert met_until_of(catalogue, catalogue.bases[0]) == "2028-06-30"
    assert quota_labels(catalogue, catalogue.bases[0]) == (
        Label("达标", until="2028-06-30"),
        Label("整改中", after="2028-06-30", until="2029-08-31"),
        Label("已过期", after="2029-08-31"),
    )


def test_a_base_that_expires_before_its_courses_turns_from_met_to_expired() -> None:
    catalogue = base_with("2027-08-31", "2029-06-30", ["2029-06-30"] * 10)
    assert quota_labels(catalogue, catalogue.bases[0]) == (
        Label("达标", until="2027-08-31"),
        Label("已过期", after="2027-08-31"),
    )


def test_a_base_short_of_its_quota_is_being_mended_until_it_expires() -> None:
    catalogue = base_with("2027-08-31", "2029-06-30", ["2029-06-30"] * 9)
    assert met_until_of(catalogue, catalogue.bases[0]) == ""
    assert quota_labels(catalogue, catalogue.bases[0]) == (
        Label("整改中", until="2027-08-31"),
        Label("已过期", after="2027-08-31"),
    )


def test_a_base_that_has_expired_or_prepares_has_one_label() -> None:
    expired = base_with("2026-08-31", "2029-06-30", ["2029-06-30"] * 10)
    preparing = catalogue_of({"bases/b/base.yml": BASE})
    assert quota_labels(expired, expired.bases[0]) == (Label("已过期"),)
    assert quota_labels(preparing, preparing.bases[0]) == (Label("筹备中"),)


def test_a_listed_course_carries_what_replaces_its_words_after_its_day() -> None:
    catalogue = base_with("2029-08-31", "2028-08-31", [])
    assert standing_of(catalogue, catalogue.courses[0]) == Standing(
        True,
        "有效期至 2028 年 8 月 31 日",
        until="2028-08-31",
        validity_after="已过期（有效期至 2028 年 8 月 31 日）",
        notice_after="这门课程的评审有效期已过（到 2028 年 8 月 31 日为止），复评通过之前不接受申请。",
    )


def test_an_expired_course_says_since_when() -> None:
    catalogue = base_with("2029-08-31", "2026-08-31", [])
    assert standing_of(catalogue, catalogue.courses[0]) == Standing(
        False,
        "已过期（有效期至 2026 年 8 月 31 日）",
        "这门课程的评审有效期已过（到 2026 年 8 月 31 日为止），复评通过之前不接受申请。",
    )


def test_a_base_that_has_expired_does_not_speak_for_its_courses() -> None:
    catalogue = base_with("2026-08-31", "2029-06-30", [])
    assert (
        standing_of(catalogue, catalogue.bases[0]).notice == "这个基地的评审有效期已过（到 2026 年 8 月 31 日为止）。"
    )
    assert standing_of(catalogue, catalogue.courses[0]).is_listed


SUSPENDED = (
    'format: 1\ndecision: suspended\ndate: "2026-09-05"\nnote: 请换掉松动的护栏，并附照片\npublic_reason: 护栏检修\n'
)


def test_a_suspended_record_gives_its_public_reason_and_never_the_note() -> None:
    catalogue = catalogue_of({"bases/b/base.yml": BASE, "reviews/bases/b.yml": SUSPENDED})
    assert standing_of(catalogue, catalogue.bases[0]) == Standing(
        False, "已暂停", "这个基地已暂停（自 2026 年 9 月 5 日起），恢复之前不接受申请。", "护栏检修"
    )


def test_a_course_that_is_suspended_with_its_base_gives_the_reason_of_the_base() -> None:
    files = {
        "bases/b/base.yml": BASE,
        "reviews/bases/b.yml": SUSPENDED,
        "bases/b/premium/c/course.yml": COURSE,
        "reviews/bases/b/premium/c.yml": approved("2029-08-31"),
    }
    catalogue = catalogue_of(files)
    assert standing_of(catalogue, catalogue.courses[0]) == Standing(
        False, "已暂停", "这门课程已暂停（自 2026 年 9 月 5 日起），恢复之前不接受申请。", "护栏检修"
    )


def test_a_record_that_nobody_has_judged_says_nothing() -> None:
    catalogue = catalogue_of({"bases/b/base.yml": BASE})
    assert standing_of(catalogue, catalogue.bases[0]) == Standing(False)
