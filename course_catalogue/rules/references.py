"""Every reference leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from course_catalogue.catalogue import Catalogue
from course_catalogue.diagnostics import Related, Severity
from course_catalogue.documents import MAX_FINDINGS
from course_catalogue.model import ExtensionCourse, PremiumCourse, SeriesCourse
from course_catalogue.nearest import nearest
from course_catalogue.redirects import redirects
from course_catalogue.rules.rule import Finding, rule


@rule("owner-missing")
def every_course_has_its_owner(catalogue: Catalogue) -> Iterator[Finding]:
    """A series lies in the folder of a provider with provider.yml, a base course in that of a base with base.yml.

    Mend it by adding that file. It is told once for each folder, at its first course that is no draft: a draft only warns.
    """
    told: set[str] = set()
    for course in sorted(catalogue.courses, key=lambda course: course.status == "draft"):
        if catalogue.is_known(course.owner) or course.owner in told:
            continue
        told.add(course.owner)
        name = "provider.yml" if isinstance(course, SeriesCourse) else "base.yml"
        yield Finding(
            course.origin, (),
            "课程所在的文件夹里没有机构或基地的文件",
            found=f"没有 {course.owner}/{name}",
            expected=f"{course.owner}/{name}",
            mend=f"先写好 {name} 一起提交；或核对文件夹名",
        )  # fmt: skip


@rule("unknown-target")
def every_alignment_target_is_in_the_vocabulary(catalogue: Catalogue) -> Iterator[Finding]:
    """An alignment names an id of `schema/vocabulary/` (domain: standard and edition are part of it)."""
    known = catalogue.vocabulary.targets
    for course in catalogue.courses:
        for index, alignment in enumerate(course.alignments):
            if alignment.target not in known:
                near = nearest(alignment.target, tuple(known))
                yield Finding(
                    course.origin, ("alignments", index, "target"),
                    "课标词表里没有这个编号",
                    found=alignment.target,
                    expected="词表里的编号，如 sci22-10.1（天气和气候）",
                    mend="；".join(f"{key}：{known[key].name}" for key in near) or "查 schema/vocabulary/ 里的编号",
                    suggestions=near,
                )  # fmt: skip


@rule("closed-that-day")
def base_courses_are_given_when_their_base_is_open(catalogue: Catalogue) -> Iterator[Finding]:
    """`weekdays` of a course at a base are among the days on which it is open; online there is no such day."""
    for course in catalogue.base_courses:
        if course.owner not in catalogue.records or (isinstance(course, ExtensionCourse) and course.is_online):
            continue
        open_on = catalogue.base_of(course).open_days
        for index, day in enumerate(course.weekdays if open_on else ()):
            if day not in open_on:
                yield Finding(
                    course.origin, ("weekdays", index),
                    "这一天基地不开放",
                    found=day,
                    expected="、".join(open_on),
                    mend="核对开课日（weekdays）和基地的开放时间（opening_hours）",
                )  # fmt: skip


@rule("unknown-exhibit")
def every_exhibit_stands_in_its_base(catalogue: Catalogue) -> Iterator[Finding]:
    """A base course names exhibits that its base has (甬科协〔2021〕86号: 以基地科技展项为依托).

    Mend it by correcting the id, or by adding the exhibit to base.yml.
    """
    for course in catalogue.base_courses:
        if course.owner not in catalogue.records:
            continue
        base = catalogue.base_of(course)
        ids = tuple(exhibit.id for exhibit in base.exhibits)
        places: list[tuple[tuple[str | int, ...], str]] = [
            (("exhibits", i), name) for i, name in enumerate(course.exhibits)
        ]
        if isinstance(course, PremiumCourse):
            places += [
                (("itinerary", i, "exhibit"), item.exhibit) for i, item in enumerate(course.itinerary) if item.exhibit
            ]
            places += [(("tasks", i, "exhibit"), task.exhibit) for i, task in enumerate(course.tasks) if task.exhibit]
        for steps, exhibit_id in places:
            if exhibit_id not in ids:
                yield Finding(
                    course.origin, steps,
                    f"基地“{base.name}”没有这个展项",
                    found=exhibit_id,
                    expected="、".join(ids) or "base.yml 里的展项编号",
                    mend="改正编号，或在基地文件（base.yml）的科技展项（exhibits）里加上这个展项",
                    suggestions=nearest(exhibit_id, ids),
                )  # fmt: skip


@rule("unknown-link")
def every_link_to_a_record_leads_to_one(catalogue: Catalogue) -> Iterator[Finding]:
    """A link such as [气象站](/courses/<provider>/<course>) in a rich text names a record of the catalogue.

    Mend it by correcting the address. A record without a page of its own (a draft) may be named: its words are shown
    without a link.
    """
    known = tuple(f"/{key}" for key in catalogue.records)
    for record in catalogue.records.values():
        unknown = (link for link in record.record_links if not catalogue.is_known(link[2][1:]))
        for steps, start, target in islice(
            unknown, MAX_FINDINGS
        ):  # a file may hold ten thousand, each compared with all
            yield Finding(
                record.origin, steps,
                "站内链接指的课程、机构或基地不存在",
                found=target,
                expected="/courses/机构/课程、/bases/基地/premium/课程 这样的地址，与文件夹的路径相同",
                mend="改正地址；不是站内的内容写完整的 https:// 网址",
                suggestions=nearest(target, known),
                part=(start, len(target)),
            )  # fmt: skip


@rule("review-of-nothing")
def every_review_is_of_a_record(catalogue: Catalogue) -> Iterator[Finding]:
    """A review mirrors the path of the record it judges; where an owner's file is missing, `owner-missing` says so.

    The review of a record that has another id now is `review-to-rename`.
    """
    owners = {course.owner for course in catalogue.courses}
    renamed = dict(redirects(catalogue))
    for key, review in catalogue.reviews.items():
        if not catalogue.is_known(key) and key not in owners and key not in renamed:
            yield Finding(
                review.origin, (),
                "这份评审对应的课程、机构或基地不存在",
                found=key,
                expected="与被评文件相同的路径",
                mend="核对路径；课程改了名的，把旧编号写进它的 former_ids，评审文件由维护者改名",
                suggestions=nearest(key, tuple(catalogue.records)),
            )  # fmt: skip


@rule("review-to-rename", Severity.WARNING)
def every_review_follows_its_record_to_a_new_id(catalogue: Catalogue) -> Iterator[Finding]:
    """A review lies under the id that its record has now, not under one of its `former_ids`.

    Only a maintainer may touch reviews/: the author of a rename has done all he can with `former_ids`.
    """
    renamed = dict(redirects(catalogue))
    for key, review in catalogue.reviews.items():
        record = renamed.get(key)
        if record is not None and not catalogue.is_known(key):
            yield Finding(
                review.origin, (),
                f"“{record.title}”改了编号，评审还在旧编号下，暂时不起作用",
                found=f"reviews/{key}.yml",
                expected=f"reviews/{record.key}.yml",
                mend="作者不用做什么；维护者把评审文件跟着改名",
            )  # fmt: skip


@rule("duplicate-exhibit")
def exhibit_ids_are_unique(catalogue: Catalogue) -> Iterator[Finding]:
    """Within a base, each exhibit has an id of its own."""
    for base in catalogue.bases:
        seen: dict[str, int] = {}
        for index, exhibit in enumerate(base.exhibits):
            if exhibit.id in seen:
                yield Finding(
                    base.origin, ("exhibits", index, "id"),
                    "两个展项用了同一个编号",
                    found=exhibit.id,
                    expected="每个展项一个编号",
                    mend="给其中一个换编号，并改引用它的课程",
                    related=(Related(base.origin.mark("exhibits", seen[exhibit.id], "id"), "第一次用在这里"),),
                )  # fmt: skip
            seen.setdefault(exhibit.id, index)


@rule("duplicate-material")
def material_names_are_unique(catalogue: Catalogue) -> Iterator[Finding]:
    """Within a course, consumables and tools have names of their own, because sessions refer to them by name."""
    for course in catalogue.series:
        seen: dict[str, tuple[str | int, ...]] = {}
        split = len(course.consumables)
        for number, item in enumerate(course.supplies):
            steps = ("consumables", number, "name") if number < split else ("tools", number - split, "name")
            if item.name in seen:
                yield Finding(
                    course.origin, steps,
                    "两种用品用了同一个名称",
                    found=item.name,
                    expected="每种用品一个名称",
                    mend="合并成一种，或在名称里写出规格",
                    related=(Related(course.origin.mark(*seen[item.name]), "第一次写在这里"),),
                )  # fmt: skip
            seen.setdefault(item.name, steps)


@rule("unit-differs")
def materials_are_counted_in_their_own_unit(catalogue: Catalogue) -> Iterator[Finding]:
    """Quantities of all sessions are added up: 2 粒 of what is listed by the 包 would be bought as 2 包."""
    for course in catalogue.series:
        units = {item.name: item.unit for item in course.supplies}
        for number, session in enumerate(course.sessions):
            for place, use in enumerate(session.materials):
                listed = units.get(use.name, "")
                if use.unit and listed and use.unit != listed:
                    yield Finding(
                        course.origin, ("sessions", number, "materials", place, "unit"),
                        "单位和清单里的不同，合计会算错",
                        found=use.unit,
                        expected=f"{listed}（清单里“{use.name}”的单位）",
                        mend="照清单的单位换算数量，再删去这里的单位（unit）；或把清单里的单位改成这一种",
                    )  # fmt: skip
