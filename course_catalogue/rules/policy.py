"""What 甬科协〔2021〕86号 asks of a base, and what time and withdrawal do to it."""

from __future__ import annotations

from collections.abc import Iterator

from course_catalogue.catalogue import Catalogue, State
from course_catalogue.diagnostics import Severity
from course_catalogue.model import Base
from course_catalogue.rules.rule import Finding, rule


@rule("base-quota")
def approved_bases_have_their_courses_on_file(catalogue: Catalogue) -> Iterator[Finding]:
    """An approved base has at least 1 premium and 10 extension courses on file with an approving review.

    三（二）1: 每个科普教育基地要具备1个以上精品研学课程和10个以上课外拓展课程. Mend it by adding the
    courses with their reviews, or by leaving the base unreviewed (筹备中) until they are there.
    """
    for base in catalogue.bases:
        if catalogue.state(base) not in (State.LISTED, State.EXPIRED) or _has_faults_of_their_own(catalogue, base):
            continue
        quota = catalogue.quota_of(base)
        if not quota.on_file:
            yield Finding(
                base.origin, ("name",),
                "已通过评审的基地，课程数没有达到政策要求",
                found=f"精品研学 {quota.premium_on_file} 门、课外拓展 {quota.extension_on_file} 门（通过评审的）",
                expected=f"精品研学至少 {quota.premium_due} 门、课外拓展至少 {quota.extension_due} 门",
                mend="补齐通过评审的课程；还在准备时先不写基地的评审，基地显示为筹备中",
            )  # fmt: skip


@rule("base-in-rectification", Severity.WARNING)
def approved_bases_have_their_courses_in_force(catalogue: Catalogue) -> Iterator[Finding]:
    """A base whose courses are on file but partly expired or suspended is 整改中 and not counted as meeting."""
    for base in catalogue.bases:
        quota = catalogue.quota_of(base)
        if catalogue.state(base) is State.LISTED and quota.on_file and not quota.met:
            yield Finding(
                base.origin, ("name",),
                "基地有课程过期或暂停，在册数不够，显示为整改中",
                found=f"在册：精品研学 {quota.premium_listed} 门、课外拓展 {quota.extension_listed} 门",
                expected=f"精品研学至少 {quota.premium_due} 门、课外拓展至少 {quota.extension_due} 门",
                mend="复评过期的课程，或补充新课程",
            )  # fmt: skip


def _has_faults_of_their_own(catalogue: Catalogue, base: Base) -> bool:
    """Whether courses or reviews of the base cannot be read, or a review has lost its course: told once, there."""
    below = (f"{base.key}/", f"reviews/{base.key}/")
    return any(key.startswith(below) for key in catalogue.unreadable) or any(
        key.startswith(below[0]) and not catalogue.is_known(key) for key in catalogue.reviews
    )


@rule("owner-hides-courses", Severity.WARNING)
def owners_of_listed_courses_are_public(catalogue: Catalogue) -> Iterator[Finding]:
    """A provider or base that is a draft, withdrawn or returned takes its approved courses off the site.

    Mend it by setting the owner's status to submitted, or by withdrawing the courses, too.
    """
    for owner in catalogue.owners:
        if catalogue.is_public(owner):
            continue
        hidden = [course for course in catalogue.courses_of(owner) if catalogue.state(course) is State.LISTED]
        if hidden:
            yield Finding(
                owner.origin,
                ("status",),
                f"{len(hidden)} 门通过评审的课程会从网站消失",
                found=f"{owner.name}：{catalogue.state(owner).value}",
                expected="机构和基地的状态（status）为 submitted",
                mend="把状态（status）改回 submitted；确实不办了，就把课程也撤回",
            )
