"""How courses match the curriculum standard."""

from __future__ import annotations

from collections.abc import Iterator

from course_catalogue.catalogue import Catalogue
from course_catalogue.diagnostics import Related, Severity
from course_catalogue.rules.rule import Finding, rule
from course_catalogue.vocabulary import stages_of
from course_catalogue.wording import STAGE_LABELS


@rule("stage-without-alignment")
def every_grade_has_an_alignment(catalogue: Catalogue) -> Iterator[Finding]:
    """Each stage (学段) that a course's grades fall into has an alignment at that stage.

    Mend it by adding the stage to an alignment, or by taking the grades out.
    """
    for course in catalogue.courses:
        if not course.alignments:
            continue
        aligned = {stage for alignment in course.alignments for stage in alignment.stages}
        lacking = [stage for stage in stages_of(course.grades) if stage not in aligned]
        if lacking:
            yield Finding(
                course.origin, ("alignments",),
                "课程的年级里有学段没有课标对应",
                found="没有 " + "、".join(f"{stage}（{STAGE_LABELS[stage]}）" for stage in lacking),
                expected="每个年级所在的学段至少一条",
                mend="在课标对应（alignments）里补上这个学段，或从年级（grades）里去掉这些年级",
                at_key=True,
            )  # fmt: skip


@rule("stage-not-taught", Severity.WARNING)
def alignments_name_stages_where_content_is_taught(catalogue: Catalogue) -> Iterator[Finding]:
    """The vocabulary teaches the content at the named stage; what lies above may be offered on purpose."""
    known = catalogue.vocabulary.targets
    for course in catalogue.courses:
        for index, alignment in enumerate(course.alignments):
            target = known.get(alignment.target)
            if target is None or not target.stages:
                continue
            beyond = [stage for stage in alignment.stages if stage not in target.stages]
            if beyond:
                yield Finding(
                    course.origin, ("alignments", index, "stages"),
                    f"“{target.code} {target.name}”在课标词表里不在这个学段",
                    found="、".join(beyond),
                    expected="、".join(target.stages),
                    mend="核对学段；有意提前或加深时可以不改",
                )  # fmt: skip


@rule("alignment-not-covered", Severity.WARNING)
def sessions_cover_the_course_alignments(catalogue: Catalogue) -> Iterator[Finding]:
    """What a series claims to be aligned to is taken up in at least one of its sessions."""
    for course in catalogue.series:
        covered = {target for session in course.sessions for target in session.targets}
        if not covered:
            continue
        for index, alignment in enumerate(course.alignments):
            if alignment.target not in covered and alignment.target in catalogue.vocabulary.targets:
                yield Finding(
                    course.origin, ("alignments", index, "target"),
                    "没有一个课时落实这条课标对应",
                    found=alignment.target,
                    expected="至少一个课时的课标对应（targets）里有它",
                    mend="在相应课时的课标对应（targets）里写上，或删去这一条",
                )  # fmt: skip


@rule("duplicate-alignment")
def every_target_is_aligned_once(catalogue: Catalogue) -> Iterator[Finding]:
    """A course names a target in one alignment only, with all its stages.

    Mend it by putting the right target there, or by merging the two. An unknown one is told by `unknown-target`.
    """
    for course in catalogue.courses:
        first: dict[str, int] = {}
        for index, alignment in enumerate(course.alignments):
            known = first.setdefault(alignment.target, index)
            if known != index and alignment.target in catalogue.vocabulary.targets:
                yield Finding(
                    course.origin, ("alignments", index, "target"),
                    "这条课标对应前面已经有了",
                    found=alignment.target,
                    expected="每条学习内容只写一次",
                    mend="改成本来要写的编号；确实是同一条的，学段合并到前面一条，删去这一条",
                    related=(Related(course.origin.mark("alignments", known, "target"), "第一次写在这里"),),
                )  # fmt: skip


@rule("target-not-in-course")
def session_targets_are_targets_of_the_course(catalogue: Catalogue) -> Iterator[Finding]:
    """What a session takes up is among the alignments of its series.

    Mend it by adding it to the course's alignments, or by correcting the session. While an alignment of the course is
    not in the vocabulary, `unknown-target` says it: the sessions may well have the right spelling. While one stands
    there twice, `duplicate-alignment` says it: the second was meant to be another.
    """
    for course in catalogue.series:
        targets = [alignment.target for alignment in course.alignments]
        if not targets or any(target not in catalogue.vocabulary.targets for target in targets):
            continue
        if len(set(targets)) < len(targets):
            continue
        for number, session in enumerate(course.sessions):
            for index, target in enumerate(session.targets):
                if target not in targets:
                    yield Finding(
                        course.origin, ("sessions", number, "targets", index),
                        "课时的课标对应不在课程的课标对应里",
                        found=target,
                        expected="、".join(targets),
                        mend="在课程的课标对应（alignments）里补上这一条，或改课时的课标对应（targets）",
                    )  # fmt: skip
