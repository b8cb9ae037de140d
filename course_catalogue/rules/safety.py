"""Safety that follows from declared facts; words in the text are never judged here."""

from __future__ import annotations

from collections.abc import Iterator

from course_catalogue import wording
from course_catalogue.catalogue import Catalogue
from course_catalogue.diagnostics import Severity
from course_catalogue.model import SeriesCourse
from course_catalogue.parts import Hazard
from course_catalogue.rules.rule import Finding, Steps, rule

FORBIDDEN_FOR_THE_YOUNGEST = frozenset({"明火", "酸碱", "市电"})


@rule("hazard-for-the-youngest")
def grades_1_and_2_meet_no_fire_acid_or_mains(catalogue: Catalogue) -> Iterator[Finding]:
    """No open flame, acid or alkali, or mains voltage is declared in a course for grades 1 or 2."""
    for course in catalogue.courses:
        if not {1, 2} & set(course.grades):
            continue
        for steps, hazard in _hazards(course):
            if hazard.kind in FORBIDDEN_FOR_THE_YOUNGEST:
                yield Finding(
                    course.origin, (*steps, "kind"),
                    "1～2 年级的课程不能有明火、酸碱、市电",
                    found=hazard.kind,
                    expected="换成没有这类危险的做法",
                    mend="改用别的实验；或把 1、2 年级从年级（grades）里去掉",
                )  # fmt: skip


def _hazards(course: object) -> Iterator[tuple[Steps, Hazard]]:
    if isinstance(course, SeriesCourse):
        for number, session in enumerate(course.sessions):
            for index, hazard in enumerate(session.hazards):
                yield ("sessions", number, "hazards", index), hazard
        return
    for index, hazard in enumerate(getattr(course, "hazards", ())):
        yield ("hazards", index), hazard


@rule("written-homework", Severity.WARNING)
def grades_1_and_2_have_no_written_homework(catalogue: Catalogue) -> Iterator[Finding]:
    """No extension task of a course for grades 1 or 2 is declared as written (“双减”: 小学一二年级不布置书面家庭作业)."""
    for course in catalogue.series:
        if not {1, 2} & set(course.grades):
            continue
        for index, session in enumerate(course.sessions):
            if session.extension_task and session.extension_task.written:
                yield Finding(
                    course.origin, ("sessions", index, "extension_task", "written"),
                    "1～2 年级不布置书面作业",
                    found="书面：是",
                    expected="书面（written）：否（false）",
                    mend="改成看一看、说一说、做一做",
                )  # fmt: skip


@rule("crowded-base", Severity.WARNING)
def bases_have_room_for_their_pupils(catalogue: Catalogue) -> Iterator[Finding]:
    """The teaching area gives each pupil of the capacity at least 3 square metres."""
    limit = catalogue.vocabulary.thresholds.area_per_pupil
    for base in catalogue.bases:
        if base.teaching_area and base.capacity and base.teaching_area / base.capacity < limit:
            yield Finding(
                base.origin, ("capacity",),
                "人均教学面积偏小",
                found=f"{wording.number(base.teaching_area / base.capacity)} 平方米/人",
                expected=f"不少于 {wording.number(limit)} 平方米/人",
                mend="减少同时接待人数，或核对教学面积",
            )  # fmt: skip
