"""Courses and sessions that say the same again."""

from __future__ import annotations

from collections.abc import Iterator

from course_catalogue.catalogue import Catalogue
from course_catalogue.diagnostics import Related, Severity
from course_catalogue.rules.rule import Finding, rule


@rule("near-duplicate", Severity.WARNING)
def courses_have_texts_of_their_own(catalogue: Catalogue) -> Iterator[Finding]:
    """No course shares most of its text with another one, of the same or another owner (`near_duplicate_share`).

    Figures count the two as one. Mend it by rewriting what is the same, or by withdrawing one of the two. Of two with
    one title and one owner `duplicate-title` says it.
    """
    for key, pair in catalogue.repeated_courses.items():
        course, other = catalogue.records[key], catalogue.records[pair.first]
        if (_folder(key), course.title) == (_folder(pair.first), other.title):
            continue
        yield Finding(
            course.origin, ("title",),
            "和另一门课程的文字大半相同，统计时两门只算一门",
            found=f"约 {pair.share:.0%} 与“{other.title}”相同",
            expected="各有各的内容",
            mend="改写相同的部分；本来是同一门的，撤回其中一门",
            related=(Related(other.origin.mark("title"), f"另一门：{pair.first}"),),
        )  # fmt: skip


def _folder(key: str) -> str:
    """Where the owner lies: `courses/example-society`, `bases/example-hall`."""
    return "/".join(key.split("/")[:2])


@rule("repeated-session", Severity.WARNING)
def sessions_have_texts_of_their_own(catalogue: Catalogue) -> Iterator[Finding]:
    """No session shares most of its text with an earlier one of its series (`repeated_session_share`).

    Figures count the two as one. Mend it by writing what pupils do in this session, or by leaving it out.
    """
    for course in catalogue.series:
        for first, index, share in catalogue.repeated_sessions(course):
            yield Finding(
                course.origin, ("sessions", index, "title"),
                f"和课时 {first + 1} 的文字大半相同，统计时两课时只算一课时",
                found=f"约 {share:.0%} 相同",
                expected="每课时有自己的内容",
                mend="写这一课时学生做什么；重复的课时删去",
                related=(Related(course.origin.mark("sessions", first, "title"), f"课时 {first + 1} 在这里"),),
            )  # fmt: skip
