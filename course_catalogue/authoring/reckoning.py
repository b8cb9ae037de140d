"""What a change does, reckoned from the catalogue before it and the catalogue after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from course_catalogue import addresses, wording
from course_catalogue.authoring.effect import (
    FORMAT,
    AddressEffect,
    BaseProgress,
    Deed,
    Effect,
    Figure,
    Pack,
    Recheck,
    RecordEffect,
)
from course_catalogue.authoring.field_words import FieldWords, field_words
from course_catalogue.catalogue import Catalogue, State, assemble
from course_catalogue.changes.comparison import Comparison
from course_catalogue.changes.recheck import rechecks
from course_catalogue.changes.renames import successors
from course_catalogue.changes.touched import Part, is_stray, part_of
from course_catalogue.field_changes import FieldChange, Kind, field_changes
from course_catalogue.model import AnyPublished, Base, Course, Provider, Review
from course_catalogue.packs.building import packed_courses
from course_catalogue.personal_numbers import masked
from course_catalogue.policy_targets import PolicyTarget
from course_catalogue.programme import COUNTED, Count, bases_meeting
from course_catalogue.redirects import redirects
from course_catalogue.schema_check import Schemas
from course_catalogue.sources import place_of


def effect_of(comparison: Comparison, schemas: Schemas, targets: tuple[PolicyTarget, ...]) -> Effect:
    """What the change from `comparison.before` to `comparison.after` does; an unread file counts as it was before."""
    comparison = _with_unread_as_they_were(comparison)
    counted = [target for target in targets if target.id in COUNTED]
    return Effect(
        format=FORMAT,
        base=comparison.commit,
        today=comparison.after.today,
        records=tuple(_records(comparison, schemas)),
        figures=tuple(_figures(comparison, counted)),
        bases=tuple(_bases(comparison)),
        not_counted=tuple(_not_counted(targets)),
        addresses=tuple(_addresses(comparison)),
        packs=tuple(_packs(comparison)),
        rechecks=tuple(
            Recheck(masked(item.record.key), masked(item.record.title), item.fields)
            for item in rechecks(comparison, schemas)
        ),
        rechecked=tuple(_rechecked(comparison, schemas)),
        other_files=tuple(
            masked(change.path)
            for change in comparison.files
            if (part_of(change.path) is Part.CONTENT and place_of(change.path) is None) or is_stray(change)
        ),
        checker=tuple(
            masked(change.path)
            for change in comparison.files
            if part_of(change.path) is Part.CHECKER and not is_stray(change)
        ),
        unread=tuple(map(masked, comparison.unread)),
    )


def _with_unread_as_they_were(comparison: Comparison) -> Comparison:
    """A slip of the keyboard takes no course off the site: it never gets there."""
    before, after, unread = comparison.before, comparison.after, set(comparison.unread)
    now = (*after.records.values(), *after.reviews.values())
    known = {record.origin.path for record in now}
    kept = [
        record
        for record in (*before.records.values(), *before.reviews.values())
        if record.origin.name in unread and record.origin.path not in known
    ]
    if not kept:
        return comparison
    whole = assemble((*now, *kept), after.vocabulary, after.today, after.unreadable, after.pictures)
    files = tuple(change for change in comparison.files if change.path not in unread or place_of(change.path) is None)
    return replace(comparison, files=files, after=whole)


def _records(comparison: Comparison, schemas: Schemas) -> Iterator[RecordEffect]:
    before, after = comparison.before, comparison.after
    heirs = successors(before, after)
    former = {heir.key: key for key, heir in heirs.items()}
    for key, new in after.records.items():
        old = before.records.get(former.get(key, key))
        found = _record(comparison, schemas, old, new)
        if found:
            yield found
    for key, old in before.records.items():
        if not after.is_known(key) and key not in heirs:
            yield _effect(Deed.DELETED, old, "", before.state(old).value, "", (), ())


def _record(
    comparison: Comparison, schemas: Schemas, old: AnyPublished | None, new: AnyPublished
) -> RecordEffect | None:
    before, after = comparison.before, comparison.after
    fields = comparison.fields(old, new) if old else ()
    words = tuple(field_words(fields, new.origin.kind, schemas))
    review = _review(before.reviews.get(old.key) if old else None, after.reviews.get(new.key), schemas)
    states = (before.state(old).value if old else "", after.state(new).value)
    if old is None:
        return _effect(Deed.ADDED, new, "", *states, (), review)
    if old.key != new.key:
        return _effect(Deed.RENAMED, new, old.key, *states, words, review)
    if not words and not review and states[0] == states[1]:
        return None
    withdrawn = after.state(new) is State.WITHDRAWN and before.state(old) is not State.WITHDRAWN
    return _effect(Deed.WITHDRAWN if withdrawn else Deed.CHANGED, new, "", *states, words, review)


def _effect(
    deed: Deed,
    record: AnyPublished,
    former: str,
    state_before: str,
    state_after: str,
    fields: tuple[FieldWords, ...],
    review: tuple[FieldWords, ...],
) -> RecordEffect:
    return RecordEffect(
        deed,
        masked(record.key),
        masked(former),
        _kind(record),
        masked(record.title),
        state_before,
        state_after,
        fields,
        review,
    )


def _kind(record: AnyPublished) -> str:
    if isinstance(record, Course):
        return wording.kind_name(record)
    return "机构" if isinstance(record, Provider) else "基地"


def _review(old: Review | None, new: Review | None, schemas: Schemas) -> tuple[FieldWords, ...]:
    """What it says anew; of a review that is gone only its decision."""
    if old is new:
        return ()
    if old and not new:
        gone = FieldChange(Kind.REMOVED, ("decision",), before=old.decision)
        return tuple(field_words((gone,), "review", schemas))
    return tuple(field_words(field_changes(_said(old), _said(new)), "review", schemas))


def _said(review: Review | None) -> dict[str, Any]:
    """The digests that a review pins say nothing to a reader."""
    data = review.origin.document.data if review else {}
    return {name: value for name, value in data.items() if name not in ("reviewed_content", "format")}


def _figures(comparison: Comparison, targets: list[PolicyTarget]) -> Iterator[Figure]:
    for target in targets:
        count = COUNTED[target.id]
        per_entity = target.period == "per_entity"
        measure = f"{target.measure}，达到要求的" if per_entity else target.measure
        goal = target.target if isinstance(target.target, float | int) and not per_entity else 0
        yield _figure(target.id, measure, target.unit if not per_entity else "个", goal, comparison, count)
    limits = comparison.after.vocabulary.thresholds
    measure = f"达到 {limits.base_premium}+{limits.base_extension} 的基地"
    yield _figure("bases-meeting", measure, "个", 0, comparison, bases_meeting)


def _not_counted(targets: tuple[PolicyTarget, ...]) -> list[str]:
    """Measures without data; those of the courses' own programmes first."""
    ours = {target.programme for target in targets if target.id in COUNTED}
    rest = [target for target in targets if target.id not in COUNTED]
    return [target.measure for target in sorted(rest, key=lambda target: target.programme not in ours)]


def _figure(
    name: str, measure: str, unit: str, goal: float, comparison: Comparison, count: Callable[[Catalogue], Count]
) -> Figure:
    before, after = count(comparison.before), count(comparison.after)
    return Figure(
        name, measure, unit, goal, before.value, after.value, before.of, after.of, before.waiting, after.waiting
    )  # fmt: skip


def _bases(comparison: Comparison) -> Iterator[BaseProgress]:
    """Bases whose count of courses, or whose standing, changes."""
    for base in comparison.after.bases:
        old = comparison.before.records.get(base.key)
        now = comparison.after.quota_of(base)
        was = comparison.before.quota_of(old) if isinstance(old, Base) else None
        if was == now:
            continue
        yield BaseProgress(
            masked(base.key), masked(base.name),
            was.premium_listed if was else 0, now.premium_listed, now.premium_due,
            was.extension_listed if was else 0, now.extension_listed, now.extension_due,
            now.premium_waiting, now.extension_waiting,
            was.label if was else "", now.label,
        )  # fmt: skip


def _addresses(comparison: Comparison) -> Iterator[AddressEffect]:
    old, new = _pages(comparison.before), _pages(comparison.after)
    led = {former: record for former, record in redirects(comparison.after) if record.key in new}
    for key, record in old.items():
        if key not in new:
            heir = led.get(key)
            yield _address(record, addresses.page_of(record), addresses.page_of(heir) if heir else "")
    arrived = {heir.key for key, heir in led.items() if key in old}
    for key, record in new.items():
        if key not in old and key not in arrived:
            yield _address(record, "", addresses.page_of(record))


def _address(record: AnyPublished, before: str, after: str) -> AddressEffect:
    """Comments are public: a number in a name is masked, be it that of a page that is gone."""
    return AddressEffect(masked(record.title), masked(before), masked(after))


def _pages(catalogue: Catalogue) -> dict[str, AnyPublished]:
    return {key: record for key, record in catalogue.records.items() if catalogue.is_public(record)}


def _rechecked(comparison: Comparison, schemas: Schemas) -> Iterator[Recheck]:
    """Records whose review pins what it did not pin before, with the fields that had changed since it did."""
    before, after = comparison.before, comparison.after
    for key, new in after.records.items():
        old, review = before.records.get(key), after.reviews.get(key)
        known = before.reviews.get(key)
        if not (old and review and known) or review.reviewed_content == known.reviewed_content:
            continue
        if not after.awaits_review(new):
            fields = tuple(schemas.readable(old.origin.kind, steps) for steps in before.changes_since_review(old))
            yield Recheck(masked(key), masked(new.title), fields)


def _packs(comparison: Comparison) -> Iterator[Pack]:
    """A pack shows its course, its owner, its review and pictures beside them: a change of any of them makes it anew."""
    old = {course.key: course for course in packed_courses(comparison.before)}
    new = {course.key: course for course in packed_courses(comparison.after)}
    touched = {change.path for change in comparison.files}
    beside = {path.rpartition("/")[0] for path in touched if place_of(path) is None}
    for key, course in new.items():
        owner = comparison.after.owner_of(course)
        review = comparison.after.reviews[key]
        sources = {str(part.origin.path) for part in (course, owner, review)}
        if key not in old or sources & touched or beside & {course.key, owner.key}:
            yield from (
                Pack(masked(address), masked(course.title), gone=False) for address in addresses.printed_of(course)
            )
    for key, course in old.items():
        if key not in new:
            yield from (
                Pack(masked(address), masked(course.title), gone=True) for address in addresses.printed_of(course)
            )
