"""Pages that list courses, bases and providers: home, catalogue, browse and its landing pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from course_catalogue import addresses
from course_catalogue.cards import Card, card_of
from course_catalogue.catalogue import Catalogue, Quota, State
from course_catalogue.facets import Facet, FacetValue, facets_of
from course_catalogue.model import AnyCourse, Base, Course, ExtensionCourse, PremiumCourse, Provider, SeriesCourse
from course_catalogue.pages.base_visits import BaseOffer, VisitFacts, base_offer, listed_courses, visit_facts
from course_catalogue.pages.catalogue_page import catalogue_context, used_values
from course_catalogue.pages.district_pages import bases_in, district_view
from course_catalogue.pages.page import Page, Scene, render
from course_catalogue.pages.standing import Label, Tally, met_until_of, quota_labels, tally, tally_of, until_of

GROUPS: tuple[tuple[str, type], ...] = (
    ("系列课程", SeriesCourse),
    ("精品研学课程", PremiumCourse),
    ("课外拓展课程", ExtensionCourse),
)


def home(scene: Scene) -> Iterator[Page]:
    catalogue = scene.catalogue
    facets = {facet.id: used_values(facet, catalogue) for facet in facets_of(catalogue) if facet.landing}
    body = render(
        "home.html",
        addresses.HOME,
        identity=scene.identity,
        facets=facets,
        figures=_figures(catalogue),
        apart=tally(catalogue, [course for course in _listed_series(catalogue) if not _is_counted(catalogue, course)]),
        featured=[card_of(catalogue, course) for course in _featured(catalogue)],
        bases=_base_lines(catalogue),
        has_form=bool(scene.form),
    )
    yield Page(
        addresses.HOME, "index", scene.identity.name, "按年级、领域、区县和形式找科学课，附可打印的教案和学习单", body
    )


def search_page(scene: Scene) -> Page:
    context = catalogue_context(scene.catalogue)
    body = render("catalogue.html", addresses.CATALOGUE, **context)
    return Page(
        addresses.CATALOGUE,
        "catalogue",
        "找课程",
        "搜索和筛选全部在册课程",
        body,
        engine="assets/search-engine.js",
        engine_loads=("search/head.js",),
    )


def browse(scene: Scene) -> Iterator[Page]:
    """The index of landing pages, and a landing page for each value that has courses."""
    catalogue = scene.catalogue
    facets = [facet for facet in facets_of(catalogue) if facet.landing]
    used = [(facet, used_values(facet, catalogue)) for facet in facets]
    body = render("browse.html", addresses.BROWSE, facets=used, owners=_owners(catalogue))
    yield Page(addresses.BROWSE, "browse", "分类浏览", "按年级、领域、核心概念、形式、区县和机构浏览", body)
    cards = {course.key: card_of(catalogue, course) for course in catalogue.listed}
    for facet, values in used:
        for value, count in values:
            if count or (facet.id == "district" and bases_in(catalogue, value.id)):
                yield _landing(catalogue, cards, facet, value, values)


def _landing(
    catalogue: Catalogue,
    cards: Mapping[str, Card],
    facet: Facet,
    value: FacetValue,
    values: list[tuple[FacetValue, Tally]],
) -> Page:
    """`cards` of all listed courses by their key: each stands on thirty such pages."""
    address = addresses.facet_page(facet.id, value.id)
    courses = [course for course in catalogue.listed if value.id in facet.of(course)]
    groups = _grouped(cards, courses)
    body = render(
        "landing.html",
        address,
        facet=facet,
        value=value,
        groups=groups,
        cards=[cards[course.key] for course in courses],
        total=tally(catalogue, courses),
        district=district_view(catalogue, value.id, courses) if facet.id == "district" else None,
        siblings=[(other, addresses.facet_page(facet.id, other.id), count) for other, count in values if count],
    )
    return Page(
        address,
        "browse",
        f"{value.label}的科学课程",
        f"{facet.label}：{value.label}的在册课程",
        body,
    )


def series_list(scene: Scene) -> Iterator[Page]:
    catalogue = scene.catalogue
    limits = catalogue.vocabulary.thresholds
    body = render(
        "series.html",
        "series.html",
        limits=limits,
        cards=[card_of(catalogue, course) for course in _listed_series(catalogue)],
        withdrawn=[
            card_of(catalogue, course)
            for course in catalogue.public_courses
            if course not in catalogue.listed and isinstance(course, SeriesCourse)
        ],
    )
    description = f"学（协）会送进学校的 {limits.sessions_min}～{limits.sessions_max} 课时系列课程"
    yield Page("series.html", "series", "科学素养系列课程", description, body)


def bases_list(scene: Scene) -> Iterator[Page]:
    catalogue = scene.catalogue
    limits = catalogue.vocabulary.thresholds
    body = render("bases.html", "bases.html", bases=_base_lines(catalogue), limits=limits)
    yield Page("bases.html", "bases", "科普教育基地", "开展研学的科普教育基地和它们的课程", body)


def providers_list(scene: Scene) -> Iterator[Page]:
    """Municipal and higher ones first; the others are welcome, listed apart and not counted (policy: 市级以上)."""
    catalogue = scene.catalogue
    lines = [(provider, _listed_tally(catalogue, provider)) for provider in catalogue.public_providers]
    body = render(
        "providers.html",
        "providers.html",
        counted=[line for line in lines if line[0].is_municipal_or_above],
        apart=[line for line in lines if not line[0].is_municipal_or_above],
    )
    yield Page("providers.html", "providers", "课程机构", "开设科学素养系列课程的学会、协会和其他机构", body)


@dataclass(frozen=True, slots=True)
class _BaseLine:
    """What lists say of a base; `visit` and `offer` are for the table of bases."""

    base: Base
    quota: Quota
    labels: tuple[Label, ...]
    premium: Tally
    extension: Tally
    visit: VisitFacts
    offer: BaseOffer


def _base_lines(catalogue: Catalogue) -> list[_BaseLine]:
    return [
        _BaseLine(
            base,
            catalogue.quota_of(base),
            quota_labels(catalogue, base),
            _listed_tally(catalogue, base, PremiumCourse),
            _listed_tally(catalogue, base, ExtensionCourse),
            visit_facts(base),
            base_offer(catalogue, listed_courses(catalogue, base)),
        )
        for base in catalogue.public_bases
    ]


def _listed_tally(catalogue: Catalogue, owner: Provider | Base, kind: type = Course) -> Tally:
    courses = [course for course in catalogue.courses_of(owner) if isinstance(course, kind)]
    return tally(catalogue, [course for course in courses if catalogue.state(course) is State.LISTED])


def _listed_series(catalogue: Catalogue) -> list[SeriesCourse]:
    return [course for course in catalogue.listed if isinstance(course, SeriesCourse)]


def _is_counted(catalogue: Catalogue, course: SeriesCourse) -> bool:
    """Whether the policy's figure of series courses counts it."""
    return catalogue.provider_of(course).is_municipal_or_above


def _owners(catalogue: Catalogue) -> list[tuple[str, str, Tally]]:
    """(name, address, number of listed courses) of every public provider and base."""
    return [
        (owner.name, addresses.page_of(owner), _listed_tally(catalogue, owner)) for owner in catalogue.public_owners
    ]


def _grouped(cards: Mapping[str, Card], courses: list[AnyCourse]) -> list[tuple[str, list[Card]]]:
    groups = [(label, [cards[course.key] for course in courses if isinstance(course, kind)]) for label, kind in GROUPS]
    return [(label, own) for label, own in groups if own]


def _featured(catalogue: Catalogue) -> list[AnyCourse]:
    """Up to six courses: the ones judged 精品 first, then the newest approvals."""

    def rank(course: AnyCourse) -> tuple[bool, bool, int, str]:
        review = catalogue.reviews[course.key]
        return (not isinstance(course, SeriesCourse), review.level != "精品", -review.date.toordinal(), course.key)

    return sorted(catalogue.listed, key=rank)[:6]


def _figures(catalogue: Catalogue) -> list[tuple[Tally, str]]:
    """Figures of the policy's programmes: a county-level provider's series and preparing bases are not in them."""
    series = [course for course in _listed_series(catalogue) if _is_counted(catalogue, course)]
    sessions = [(until_of(catalogue, course), course.session_count) for course in series]
    visits = [course for course in catalogue.listed if not isinstance(course, SeriesCourse)]
    met = [until for base in catalogue.bases if (until := met_until_of(catalogue, base))]
    return [
        (tally(catalogue, series), "个系列课程"),
        (tally_of(sessions), "课时教案和学习单"),
        (tally(catalogue, visits), "门基地课程"),
        (tally_of((until, 1) for until in met), "个达标基地"),
    ]
