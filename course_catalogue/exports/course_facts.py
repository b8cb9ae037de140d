"""A listed course as plain public facts: what the JSON files, the tables and the linked data are made of.

The types are the contract: `openapi` derives the schemas from them, so that no field is described twice. Nothing here
is for teachers' or maintainers' eyes only: no answers, no notes of reviews, no telephone or mailbox.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from course_catalogue import addresses, richtext, wording
from course_catalogue.cards import mode_of
from course_catalogue.catalogue import Catalogue
from course_catalogue.model import AnyCourse, BaseCourse, ExtensionCourse, PremiumCourse, SeriesCourse
from course_catalogue.parts import hazard_names
from course_catalogue.vocabulary import stages_of

Key = Annotated[str, Meta(description="编号，也是网址的一部分；编号是本站自编的", examples=["courses/机构/课程"])]
TargetId = Annotated[str, Meta(description="课标条目的编号（本站自编），见 vocabulary.json 的 targets")]
Stage = Annotated[str, Meta(description="学段：S1 为 1～2 年级，S2、S3、S4 依次向上，S5 为高中")]
Address = Annotated[str, Meta(description="从网站根目录算起的相对地址")]
Texts = tuple[str, ...]


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """A part of what is published for machines."""


class OwnerLine(Facts, frozen=True, kw_only=True):
    """Who offers a course: a provider or a base."""

    key: Key
    name: Annotated[str, Meta(description="机构或基地的全称")]


class PriceFacts(Facts, frozen=True, kw_only=True):
    """What a pupil's place costs."""

    text: Annotated[str, Meta(description="一句话的费用")]
    free: Annotated[bool, Meta(description="是否免费")]
    total: Annotated[float | None, Meta(description="全程每生共多少元，含材料；未写明为 null")]
    material: Annotated[float, Meta(description="其中材料费，元")]
    refund: Annotated[str, Meta(description="退费办法")]


class SizeFacts(Facts, frozen=True, kw_only=True):
    """How many pupils at once; `best` for series only."""

    min: Annotated[int | None, Meta(description="最少人数")]
    best: Annotated[int | None, Meta(description="最合适人数")]
    max: Annotated[int | None, Meta(description="最多人数")]


class AlignmentFacts(Facts, frozen=True, kw_only=True):
    """One entry of a curriculum standard that a course is aligned to."""

    target: TargetId
    code: Annotated[str, Meta(description="条目的序号")]
    name: Annotated[str, Meta(description="条目的名称")]
    standard: Annotated[str, Meta(description="课程标准的名称和版本")]
    stages: Annotated[tuple[Stage, ...], Meta(description="课程在哪些学段落实它")]
    unsure: Annotated[bool, Meta(description="学段的归属还没有与原文逐条核对（待核）")]
    note: Annotated[str, Meta(description="说明")]


class SessionFacts(Facts, frozen=True, kw_only=True):
    """A 课时 of a series, without its lesson plan."""

    number: Annotated[int, Meta(description="第几课时")]
    title: str
    objectives: Texts


class OfferFacts(Facts, frozen=True, kw_only=True):
    """Where and when a series can be given, and how a school gets it."""

    districts: Annotated[Texts, Meta(description="服务区域，照原文（可以是“全市”或功能区）")]
    terms: Texts
    weekdays: Texts
    from_date: date | None
    classes_per_term: int | None
    lead_weeks: Annotated[int | None, Meta(description="至少提前几周申请")]
    how_to_apply: str


class CourseLine(Facts, frozen=True, kw_only=True):
    """A course in a list."""

    key: Key
    kind: Annotated[Literal["series", "premium", "extension"], Meta(description="系列课程、精品研学课程、课外拓展课程")]
    title: str
    owner: OwnerLine
    summary: Annotated[str, Meta(description="简介，纯文字")]
    grades: Annotated[tuple[int, ...], Meta(description="年级，1～12")]
    stages: tuple[Stage, ...]
    fields: Annotated[Texts, Meta(description="领域，主要的在前")]
    concepts: Annotated[Texts, Meta(description="核心概念的编号（本站自编），见 vocabulary.json")]
    targets: tuple[TargetId, ...]
    districts: Annotated[Texts, Meta(description="能上课的区县（市）的行政区划代码")]
    form: Annotated[str, Meta(description="授课形式：送课到校、双师课堂、在基地……")]
    mode: Annotated[str, Meta(description="授课形式或类型，照原文")]
    duration: Annotated[str, Meta(description="一句话的时长")]
    session_count: Annotated[int | None, Meta(description="课时数，只有系列课程有")]
    minutes: Annotated[int | None, Meta(description="一课时或一次活动的分钟数")]
    size: SizeFacts
    price: PriceFacts
    hazards: Annotated[Texts, Meta(description="要留意的危险源，重的在前")]
    suits_rural: Annotated[bool, Meta(description="适合乡村学校")]
    tags: Texts
    level: Annotated[str, Meta(description="评审等级：精品、入库，或空")]
    valid_until: Annotated[date | None, Meta(description="评审有效期的最后一天；过了这一天就不再在册")]
    awaits_review: Annotated[bool, Meta(description="通过评审后内容有改动，等待复核")]
    updated: date | None
    license: Annotated[str, Meta(description="许可协议")]
    page: Address
    data: Address


class CourseFacts(CourseLine, frozen=True, kw_only=True):
    """All that is published of a course for machines; what its kind does not have is empty."""

    theme: str
    competencies: Texts
    objectives: Texts
    alignments: tuple[AlignmentFacts, ...]
    sessions: tuple[SessionFacts, ...]
    settings: Annotated[Texts, Meta(description="用在课后服务、社团还是拓展性课程")]
    venues: Annotated[Texts, Meta(description="场地，有一处就行")]
    also_venues: Annotated[Texts, Meta(description="另外还要的场地")]
    equipment: Texts
    offer: OfferFacts | None
    prerequisites: str
    assessment: str
    exhibits: Annotated[Texts, Meta(description="依托的展项，见 bases.json")]
    seasons: Texts
    weekdays: Annotated[Texts, Meta(description="基地课程只在这几天开；空的是基地开放的日子都开")]


def course_facts(catalogue: Catalogue, course: AnyCourse) -> CourseFacts:
    """Of a listed course; cheap where its sessions are at hand, as they are after its page was made."""
    return CourseFacts(
        **_line(catalogue, course),
        **(_of_series(course) if isinstance(course, SeriesCourse) else _of_visit(course)),
        objectives=tuple(objective.text for objective in course.objectives),
        alignments=_alignments(catalogue, course),
    )


def _of_series(course: SeriesCourse) -> dict[str, Any]:
    return {
        "theme": course.theme,
        "competencies": course.competencies,
        "sessions": _sessions(course),
        "settings": course.settings,
        "venues": course.venues,
        "also_venues": course.also_venues,
        "equipment": course.equipment,
        "offer": _offer(course),
        "prerequisites": course.prerequisites,
        "assessment": course.assessment,
        "exhibits": (),
        "seasons": (),
        "weekdays": (),
    }


def _of_visit(course: BaseCourse) -> dict[str, Any]:
    nothing = dict.fromkeys(("competencies", "sessions", "settings", "venues", "also_venues", "equipment"), ())
    words = dict.fromkeys(("theme", "prerequisites", "assessment"), "")
    own = {"exhibits": course.exhibits, "seasons": course.seasons, "weekdays": course.weekdays}
    return {**nothing, **words, **own, "offer": None}


def line_of(facts: CourseFacts) -> CourseLine:
    """The same course as a line of a list."""
    return CourseLine(**{name: getattr(facts, name) for name in _LINE})


_LINE = CourseLine.__struct_fields__


def _line(catalogue: Catalogue, course: AnyCourse) -> dict[str, Any]:
    owner = catalogue.owner_of(course)
    review = catalogue.reviews[course.key]
    return {
        "key": course.key,
        "kind": course.origin.kind,
        "title": course.title,
        "owner": OwnerLine(key=owner.key, name=owner.name),
        "summary": richtext.to_plain(course.summary),
        "grades": tuple(sorted(course.grades)),
        "stages": stages_of(course.grades),
        "fields": catalogue.fields_of(course),
        "concepts": catalogue.concepts_of(course),
        "targets": tuple(alignment.target for alignment in course.alignments),
        "districts": catalogue.districts_of(course),
        "form": _form(course),
        "mode": mode_of(course),
        "duration": wording.duration(course),
        "session_count": course.session_count if isinstance(course, SeriesCourse) else None,
        "minutes": _minutes(course),
        "size": _size(course),
        "price": _price(course),
        "hazards": course.hazards if isinstance(course, SeriesCourse) else hazard_names(course.hazards),
        "suits_rural": isinstance(course, SeriesCourse) and course.suits_rural,
        "tags": course.tags,
        "level": review.level,
        "valid_until": review.valid_until,
        "awaits_review": catalogue.awaits_review(course),
        "updated": course.updated or review.date,
        "license": course.license,
        "page": addresses.page_of(course),
        "data": addresses.facts_of(course),
    }


def _form(course: AnyCourse) -> str:
    """As the facet of that name says it."""
    if isinstance(course, SeriesCourse):
        return course.delivery
    return "线上" if isinstance(course, ExtensionCourse) and course.mode == "线上" else "在基地"


def _minutes(course: AnyCourse) -> int | None:
    match course:
        case SeriesCourse():
            return course.session_minutes
        case PremiumCourse():
            return None
        case ExtensionCourse():
            return course.minutes


def _size(course: AnyCourse) -> SizeFacts:
    match course:
        case SeriesCourse(class_size=size) if size:
            return SizeFacts(min=size.min, best=size.best, max=size.max)
        case PremiumCourse(group=group) if group:
            return SizeFacts(min=group.min, best=None, max=group.max)
        case ExtensionCourse(capacity=capacity):
            return SizeFacts(min=None, best=None, max=capacity)
        case _:
            return SizeFacts(min=None, best=None, max=None)


def _price(course: AnyCourse) -> PriceFacts:
    if isinstance(course, SeriesCourse):
        text, total = wording.series_price(course.price), course.total_fee
    else:
        text, total = wording.visit_price(course.price), course.price.total if course.price else 0
    price = course.price
    if price is None:
        return PriceFacts(text=text, free=False, total=None, material=0, refund="")
    return PriceFacts(text=text, free=price.is_free, total=total, material=price.material_fee, refund=price.refund)


def _alignments(catalogue: Catalogue, course: AnyCourse) -> tuple[AlignmentFacts, ...]:
    pairs = ((alignment, catalogue.vocabulary.targets[alignment.target]) for alignment in course.alignments)
    return tuple(
        AlignmentFacts(
            target=target.id,
            code=target.code,
            name=target.name,
            standard=target.standard,
            stages=alignment.stages,
            unsure=target.is_unsure_at(alignment.stages),
            note=alignment.note,
        )
        for alignment, target in pairs
    )


def _sessions(course: SeriesCourse) -> tuple[SessionFacts, ...]:
    return tuple(
        SessionFacts(
            number=number, title=session.title, objectives=tuple(objective.text for objective in session.objectives)
        )
        for number, session in enumerate(course.sessions, 1)
    )


def _offer(course: SeriesCourse) -> OfferFacts:
    offer = course.offer
    return OfferFacts(
        districts=offer.districts,
        terms=offer.terms,
        weekdays=offer.weekdays,
        from_date=offer.from_date,
        classes_per_term=offer.classes_per_term,
        lead_weeks=offer.lead_weeks,
        how_to_apply=offer.how_to_apply,
    )
