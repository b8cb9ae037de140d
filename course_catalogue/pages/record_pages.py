"""A page for every series, premium and extension course, base and provider."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from course_catalogue import addresses, richtext, wording
from course_catalogue.cards import Card, card_of, validity
from course_catalogue.catalogue import Catalogue, State
from course_catalogue.facets import FIELD_IDS
from course_catalogue.model import AnyCourse, AnyPublished, Base, PremiumCourse, Provider, SeriesCourse
from course_catalogue.pages.page import Page, Scene, render
from course_catalogue.pages.surroundings import Figure, PageSurroundings
from course_catalogue.parts import Exhibit, Objective
from course_catalogue.shopping import shopping_list

COMPETENCIES = ("科学观念", "科学思维", "探究实践", "态度责任")
_NOTICES = {
    State.EXPIRED: "这门课程的评审有效期已过，复评通过之前不接受申请。",
    State.SUSPENDED: "这门课程已暂停，恢复之前不接受申请。",
}


@dataclass(frozen=True, slots=True)
class AlignmentRow:
    """One line of the alignment table; `unsure` marks entries of the vocabulary that still need checking."""

    code: str
    name: str
    concept: str
    standard: str
    stages: str
    sessions: str
    unsure: bool


def series_courses(scene: Scene) -> Iterator[Page]:
    for course in scene.catalogue.public_courses:
        if isinstance(course, SeriesCourse):
            yield series_page(scene, course)


def series_page(scene: Scene, course: SeriesCourse) -> Page:
    best = course.class_size.best if course.class_size else 0
    return _course_page(
        scene, course, "series.html", "series_course.html",
        shopping=shopping_list(course, best) if best else None,
        units={item.name: item.unit for item in course.supplies},
        total_fee=course.total_fee,
    )  # fmt: skip


def base_courses(scene: Scene) -> Iterator[Page]:
    for course in scene.catalogue.public_courses:
        if not isinstance(course, SeriesCourse):
            template = "premium_course.html" if isinstance(course, PremiumCourse) else "extension_course.html"
            base = scene.catalogue.base_of(course)
            exhibits = [exhibit for name in course.exhibits if (exhibit := base.exhibit(name))]
            around = PageSurroundings(scene.catalogue, base, addresses.page_of(course))
            yield _course_page(
                scene, course, "bases.html", template,
                exhibits=exhibits, exhibit_pictures=exhibit_pictures(around, exhibits),
            )  # fmt: skip


def _course_page(scene: Scene, course: AnyCourse, parent: str, template: str, **context: object) -> Page:
    catalogue = scene.catalogue
    address = addresses.page_of(course)
    owner = catalogue.owner_of(course)
    review = catalogue.review_of(course)
    state = catalogue.state(course)
    if state is State.WITHDRAWN:
        return _withdrawn_page(course, owner, parent, address)
    around = PageSurroundings(catalogue, course, address)
    body = render(
        template,
        address,
        around=around,
        pictures=around.figures(course.images),
        course=course,
        owner=owner,
        parent=parent,
        card=card_of(catalogue, course),
        fields=[(name, _field_page(catalogue, name)) for name in catalogue.fields_of(course)],
        review=review,
        state=state,
        listed=state is State.LISTED,
        awaits_review=state is State.LISTED and catalogue.awaits_review(course),
        notice=_NOTICES.get(state, ""),
        notice_reason=review.note if review and state is State.SUSPENDED else "",
        validity=validity(catalogue, course),
        until=review.valid_until.isoformat() if review and review.valid_until else "",
        duration=wording.duration(course),
        price=_price(course),
        objectives=objectives_by_competency(course.objectives),
        alignments=alignment_rows(catalogue, course),
        pack=scene.packs.get(addresses.pack_of(course)),
        guide=scene.packs.get(addresses.guide_sheet_of(course)) if isinstance(course, PremiumCourse) else None,
        siblings=_siblings(catalogue, course),
        identity=scene.identity,
        version=_version(catalogue, course),
        **context,
    )
    return Page(
        address,
        "series" if isinstance(course, SeriesCourse) else "bases",
        course.title,
        richtext.to_plain(course.summary),
        body,
    )


def _field_page(catalogue: Catalogue, name: str) -> str:
    """The landing page of a field; "" where no listed course has it, because then there is none."""
    return addresses.facet_page("field", FIELD_IDS[name]) if name in catalogue.listed_fields else ""


def _withdrawn_page(course: AnyCourse, owner: Provider | Base, parent: str, address: str) -> Page:
    section = "series" if isinstance(course, SeriesCourse) else "bases"
    label = "系列课程" if isinstance(course, SeriesCourse) else "科普基地"
    body = render(
        "withdrawn_course.html",
        address,
        course=course,
        owner=owner,
        parent=parent,
        parent_label=label,
        kind=wording.kind_name(course),
    )
    return Page(address, section, course.title, f"{course.title}：已撤回", body)


def providers(scene: Scene) -> Iterator[Page]:
    catalogue = scene.catalogue
    for provider in catalogue.public_providers:
        address = addresses.page_of(provider)
        review = catalogue.review_of(provider)
        around = PageSurroundings(catalogue, provider, address)
        body = render(
            "provider.html",
            address,
            around=around,
            logo=around.figures([provider.logo] if provider.logo else []),
            provider=provider,
            state=catalogue.state(provider),
            awaits_review=catalogue.awaits_review(provider),
            checks_verified=bool(review and review.verified.background_checks),
            cards=_cards(catalogue, provider, listed=True),
            others=_cards(catalogue, provider, listed=False),
            identity=scene.identity,
        )
        yield Page(address, "providers", provider.name, richtext.to_plain(provider.introduction) or provider.name, body)


def bases(scene: Scene) -> Iterator[Page]:
    catalogue = scene.catalogue
    for base in catalogue.public_bases:
        address = addresses.page_of(base)
        review = catalogue.review_of(base)
        premium = [
            card_of(catalogue, course) for course in _listed(catalogue, base) if isinstance(course, PremiumCourse)
        ]
        extension = [
            card_of(catalogue, course) for course in _listed(catalogue, base) if not isinstance(course, PremiumCourse)
        ]
        around = PageSurroundings(catalogue, base, address)
        body = render(
            "base.html",
            address,
            around=around,
            pictures=around.figures(base.images),
            exhibit_pictures=exhibit_pictures(around, base.exhibits),
            base=base,
            state=catalogue.state(base),
            awaits_review=catalogue.awaits_review(base),
            quota=catalogue.quota_of(base),
            policy=catalogue.vocabulary.city.policy,
            verified=review.verified.recognitions if review else (),
            premium=premium,
            extension=extension,
            others=_cards(catalogue, base, listed=False),
            identity=scene.identity,
        )
        yield Page(address, "bases", base.name, richtext.to_plain(base.introduction) or base.name, body)


def exhibit_pictures(around: PageSurroundings, exhibits: Iterable[Exhibit]) -> dict[str, list[Figure]]:
    """By the exhibit's id; none for an exhibit without a picture. `around` is that of the base, on any page."""
    return {exhibit.id: around.figures([exhibit.image] if exhibit.image else []) for exhibit in exhibits}


def objectives_by_competency(objectives: tuple[Objective, ...]) -> list[tuple[str, list[str]]]:
    """Objectives grouped in the order of the four competencies; those without one come last."""
    groups = [(name, [item.text for item in objectives if item.competency == name]) for name in (*COMPETENCIES, "")]
    return [(name or "目标", texts) for name, texts in groups if texts]


def alignment_rows(catalogue: Catalogue, course: AnyCourse) -> list[AlignmentRow]:
    rows = []
    for alignment in course.alignments:
        target = catalogue.vocabulary.targets[alignment.target]
        concept = catalogue.vocabulary.concepts.get(target.concept)
        covering = [
            str(number)
            for number, session in enumerate(course.sessions if isinstance(course, SeriesCourse) else (), start=1)
            if alignment.target in session.targets
        ]
        rows.append(
            AlignmentRow(
                code=target.code,
                name=target.name,
                concept=f"{concept.code}. {concept.name}" if concept else "",
                standard=target.standard,
                stages="、".join(wording.STAGE_LABELS[stage] for stage in alignment.stages),
                sessions="、".join(covering),
                unsure=target.confidence != "high" and any(stage != "S4" for stage in alignment.stages),
            )
        )
    return rows


def _price(course: AnyCourse) -> str:
    return wording.series_price(course.price) if isinstance(course, SeriesCourse) else wording.visit_price(course.price)


def _version(catalogue: Catalogue, course: AnyCourse) -> str:
    review = catalogue.review_of(course)
    day = course.updated or (review.date if review else None)
    return wording.chinese_date(day) if day else ""


def _listed(catalogue: Catalogue, owner: AnyPublished) -> list[AnyCourse]:
    return [course for course in catalogue.listed if course.owner == owner.key]


def _cards(catalogue: Catalogue, owner: AnyPublished, *, listed: bool) -> list[Card]:
    courses = [course for course in catalogue.public_courses if course.owner == owner.key]
    return [card_of(catalogue, course) for course in courses if (catalogue.state(course) is State.LISTED) is listed]


def _siblings(catalogue: Catalogue, course: AnyCourse) -> list[Card]:
    """Up to three other listed courses of the same provider or base."""
    owner = catalogue.owner_of(course)
    return [card_of(catalogue, other) for other in _listed(catalogue, owner) if other is not course][:3]
