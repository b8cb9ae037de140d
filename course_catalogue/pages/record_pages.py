"""A page for every series, premium and extension course, base and provider."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from course_catalogue import addresses, richtext, wording
from course_catalogue.cards import Card, card_of
from course_catalogue.catalogue import Catalogue, State
from course_catalogue.downloads import shelves_of
from course_catalogue.facets import FIELD_IDS
from course_catalogue.facts.files import facts_json
from course_catalogue.model import AnyCourse, AnyPublished, Base, PremiumCourse, Provider, SeriesCourse
from course_catalogue.pages.alignment_table import alignment_table, coverage_strip
from course_catalogue.pages.base_visits import base_offer, listed_courses, visit_facts
from course_catalogue.pages.course_lines import CourseLine, course_line
from course_catalogue.pages.page import Page, Scene, render
from course_catalogue.pages.standing import quota_labels, standing_of, tally
from course_catalogue.pages.surroundings import Figure, PageSurroundings
from course_catalogue.parts import Exhibit, Objective, Picture
from course_catalogue.related_courses import RelatedIndex, related_index
from course_catalogue.shopping import shopping_list

_JUDGED = frozenset({State.LISTED, State.EXPIRED, State.SUSPENDED})
COMPETENCIES = ("科学观念", "科学思维", "探究实践", "态度责任")


def series_courses(scene: Scene) -> Iterator[Page]:
    index = related_index(scene.catalogue)
    for course in scene.catalogue.public_courses:
        if isinstance(course, SeriesCourse):
            yield series_page(scene, course, index)


def series_page(scene: Scene, course: SeriesCourse, index: RelatedIndex) -> Page:
    best = course.class_size.best if course.class_size else 0
    return _course_page(
        scene, course, index, "series.html", "series_course.html",
        shopping=shopping_list(course, best) if best else None,
        tool_notes={tool.name: tool.note for tool in course.tools if tool.note},
        units={item.name: item.unit for item in course.supplies},
        total_fee=course.total_fee,
        family_part=wording.family_part(course),
        plan_page=addresses.PLAN,
    )  # fmt: skip


def base_courses(scene: Scene) -> Iterator[Page]:
    index = related_index(scene.catalogue)
    for course in scene.catalogue.public_courses:
        if not isinstance(course, SeriesCourse):
            template = "premium_course.html" if isinstance(course, PremiumCourse) else "extension_course.html"
            base = scene.catalogue.base_of(course)
            exhibits = [exhibit for name in course.exhibits if (exhibit := base.exhibit(name))]
            names = {exhibit.id: exhibit.name for exhibit in base.exhibits}
            around = PageSurroundings(scene.catalogue, base, addresses.page_of(course))
            yield _course_page(
                scene, course, index, "bases.html", template,
                exhibits=exhibits, exhibit_names=names, exhibit_pictures=exhibit_pictures(around, exhibits),
            )  # fmt: skip


def _course_page(
    scene: Scene, course: AnyCourse, index: RelatedIndex, parent: str, template: str, **context: object
) -> Page:
    catalogue = scene.catalogue
    address = addresses.page_of(course)
    owner = catalogue.owner_of(course)
    if catalogue.state(course) is State.WITHDRAWN:
        return _withdrawn_page(course, owner, parent, address)
    standing = standing_of(catalogue, course)
    around = PageSurroundings(catalogue, course, address)
    share = addresses.share_picture(course) if course.key in scene.shared else ""
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
        review=catalogue.review_of(course),
        standing=standing,
        facts=facts_json(catalogue, course) if standing.is_listed else "",
        awaits_review=standing.is_listed and catalogue.awaits_review(course),
        duration=wording.duration(course),
        price=_price(course),
        objectives=objectives_by_competency(course.objectives),
        alignments=alignment_table(catalogue, course),
        strip=coverage_strip(catalogue, course),
        shelves=shelves_of(scene.downloads.get(course.key, ())),
        related=_related_blocks(index, course),
        identity=scene.identity,
        version=_version(catalogue, course),
        update=addresses.opened_in_form(course) if scene.form else "",
        share=share,
        **context,
    )
    return Page(
        address,
        "series" if isinstance(course, SeriesCourse) else "bases",
        course.title,
        richtext.to_plain(course.summary),
        body,
        is_current=standing.is_listed,
        picture=_first_picture(catalogue, course, course.images) or share,
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
    return Page(address, section, course.title, f"{course.title}：已撤回", body, is_current=False)


def providers(scene: Scene) -> Iterator[Page]:
    for provider in scene.catalogue.public_providers:
        around = PageSurroundings(scene.catalogue, provider, addresses.page_of(provider))
        yield _owner_page(
            scene, provider, around, "provider.html",
            logo=around.figures([provider.logo] if provider.logo else []),
            cards=_cards(scene.catalogue, provider, listed=True),
        )  # fmt: skip


def bases(scene: Scene) -> Iterator[Page]:
    catalogue = scene.catalogue
    for base in catalogue.public_bases:
        listed = listed_courses(catalogue, base)
        premium = [course for course in listed if isinstance(course, PremiumCourse)]
        extension = [course for course in listed if not isinstance(course, PremiumCourse)]
        around = PageSurroundings(catalogue, base, addresses.page_of(base))
        yield _owner_page(
            scene, base, around, "base.html",
            pictures=around.figures(base.images),
            exhibit_pictures=exhibit_pictures(around, base.exhibits),
            visit=visit_facts(base),
            offer=base_offer(catalogue, listed),
            quota=catalogue.quota_of(base),
            policy=catalogue.vocabulary.city.policy,
            labels=quota_labels(catalogue, base),
            premium=[card_of(catalogue, course) for course in premium],
            extension=[card_of(catalogue, course) for course in extension],
            premium_count=tally(catalogue, premium),
            extension_count=tally(catalogue, extension),
        )  # fmt: skip


def _owner_page(
    scene: Scene, owner: Provider | Base, around: PageSurroundings, template: str, **context: object
) -> Page:
    catalogue = scene.catalogue
    address = around.page
    state = catalogue.state(owner)
    body = render(
        template,
        address,
        around=around,
        owner=owner,
        state=state,
        standing=standing_of(catalogue, owner),
        awaits_review=catalogue.awaits_review(owner),
        review=catalogue.review_of(owner) if state in _JUDGED else None,
        version=_version(catalogue, owner),
        update=addresses.opened_in_form(owner) if scene.form else "",
        others=_cards(catalogue, owner, listed=False),
        identity=scene.identity,
        **context,
    )
    description = richtext.to_plain(owner.introduction) or owner.name
    return Page(
        address,
        "bases" if isinstance(owner, Base) else "providers",
        owner.name,
        description,
        body,
        is_current=state not in (State.EXPIRED, State.SUSPENDED),
        picture=_first_picture(catalogue, owner, owner.images if isinstance(owner, Base) else ()),
    )


def _first_picture(catalogue: Catalogue, record: AnyPublished, pictures: Iterable[Picture]) -> str:
    """Its address on the site; "" where there is none."""
    stored = next((found for picture in pictures if (found := catalogue.picture_of(record, picture.file))), None)
    return addresses.picture(stored.digest) if stored else ""


def exhibit_pictures(around: PageSurroundings, exhibits: Iterable[Exhibit]) -> dict[str, list[Figure]]:
    """By the exhibit's id; none for an exhibit without a picture. `around` is that of the base, on any page."""
    return {exhibit.id: around.figures([exhibit.image] if exhibit.image else []) for exhibit in exhibits}


def objectives_by_competency(objectives: tuple[Objective, ...]) -> list[tuple[str, list[str]]]:
    """Objectives grouped in the order of the four competencies; those without one come last."""
    groups = [(name, [item.text for item in objectives if item.competency == name]) for name in (*COMPETENCIES, "")]
    return [(name or "目标", texts) for name, texts in groups if texts]


def _price(course: AnyCourse) -> str:
    return wording.series_price(course.price) if isinstance(course, SeriesCourse) else wording.visit_price(course.price)


def _version(catalogue: Catalogue, record: AnyPublished) -> str:
    review = catalogue.review_of(record)
    day = record.updated or (review.date if review else None)
    return wording.chinese_date(day) if day else ""


def _cards(catalogue: Catalogue, owner: AnyPublished, *, listed: bool) -> list[Card]:
    courses = [course for course in catalogue.public_courses if course.owner == owner.key]
    return [card_of(catalogue, course) for course in courses if (catalogue.state(course) is State.LISTED) is listed]


def _related_blocks(index: RelatedIndex, course: AnyCourse) -> list[tuple[str, list[CourseLine]]]:
    """(heading, courses), without those that would be empty."""
    related = index.related_to(course)
    blocks = (("学完可以接着上", related.next_steps), ("相近的课程", related.similar))
    return [
        (heading, [course_line(index.catalogue, one.course, one.reason) for one in items])
        for heading, items in blocks
        if items
    ]
