"""Pages that list courses, bases and providers: home, catalogue, browse and its landing pages."""

from __future__ import annotations

from collections.abc import Iterator

from course_catalogue import addresses, wording
from course_catalogue.cards import card_of
from course_catalogue.catalogue import Catalogue
from course_catalogue.facets import Facet, FacetValue, facets_of
from course_catalogue.model import AnyCourse, ExtensionCourse, PremiumCourse, SeriesCourse
from course_catalogue.pages.catalogue_page import catalogue_context
from course_catalogue.pages.page import Page, Scene, render

GROUPS: tuple[tuple[str, type], ...] = (
    ("系列课程", SeriesCourse),
    ("精品研学课程", PremiumCourse),
    ("课外拓展课程", ExtensionCourse),
)


def home(scene: Scene) -> Iterator[Page]:
    catalogue = scene.catalogue
    facets = {facet.id: _used(facet, catalogue) for facet in facets_of(catalogue) if facet.landing}
    body = render(
        "home.html",
        addresses.HOME,
        identity=scene.identity,
        facets=facets,
        figures=_figures(catalogue),
        featured=[card_of(catalogue, course) for course in _featured(catalogue)],
        bases=[(base, catalogue.quota_of(base)) for base in catalogue.public_bases],
    )
    yield Page(
        addresses.HOME, "index", scene.identity.name, "按年级、领域、区县和形式找科学课，附可打印的教案和学习单", body
    )


def catalogue_search(scene: Scene) -> Iterator[Page]:
    context = catalogue_context(scene.catalogue)
    body = render("catalogue.html", addresses.CATALOGUE, **context)
    yield Page(addresses.CATALOGUE, "catalogue", "找课程", "搜索和筛选全部在册课程", body)


def browse(scene: Scene) -> Iterator[Page]:
    """The index of landing pages, and a landing page for each value that has courses."""
    catalogue = scene.catalogue
    facets = [facet for facet in facets_of(catalogue) if facet.landing]
    used = [(facet, _used(facet, catalogue)) for facet in facets]
    body = render("browse.html", addresses.BROWSE, facets=used, owners=_owners(catalogue), today=catalogue.today)
    yield Page(addresses.BROWSE, "browse", "分类浏览", "按年级、领域、核心概念、形式、区县和机构浏览", body)
    for facet, values in used:
        for value, count in values:
            if count:
                yield _landing(scene, facet, value, values)


def _landing(scene: Scene, facet: Facet, value: FacetValue, values: list[tuple[FacetValue, int]]) -> Page:
    catalogue = scene.catalogue
    address = addresses.facet_page(facet.id, value.id)
    courses = [course for course in catalogue.listed if value.id in facet.of(course)]
    body = render(
        "landing.html",
        address,
        facet=facet,
        value=value,
        groups=_grouped(catalogue, courses),
        total=len(courses),
        siblings=[(other, addresses.facet_page(facet.id, other.id), count) for other, count in values if count],
    )
    return Page(
        address,
        "browse",
        f"{value.label}的科学课程",
        f"{facet.label}：{value.label}，共 {len(courses)} 门在册课程",
        body,
    )


def series_list(scene: Scene) -> Iterator[Page]:
    catalogue = scene.catalogue
    limits = catalogue.vocabulary.thresholds
    courses = [course for course in catalogue.listed if isinstance(course, SeriesCourse)]
    body = render(
        "series.html",
        "series.html",
        limits=limits,
        cards=[card_of(catalogue, course) for course in courses],
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
    bases = [(base, catalogue.quota_of(base)) for base in catalogue.public_bases]
    body = render("bases.html", "bases.html", bases=bases, limits=catalogue.vocabulary.thresholds)
    yield Page("bases.html", "bases", "科普教育基地", "开展研学的科普教育基地和它们的课程", body)


def providers_list(scene: Scene) -> Iterator[Page]:
    catalogue = scene.catalogue
    listed = set(map(id, catalogue.listed))
    providers = [
        (provider, sum(id(course) in listed for course in catalogue.courses_of(provider)))
        for provider in catalogue.public_providers
    ]
    body = render("providers.html", "providers.html", providers=providers)
    yield Page("providers.html", "providers", "课程机构", "开设科学素养系列课程的学会、协会和其他机构", body)


def _used(facet: Facet, catalogue: Catalogue) -> list[tuple[FacetValue, int]]:
    """Every value with the number of listed courses that have it."""
    counts: dict[str, int] = {}
    for course in catalogue.listed:
        for value in facet.of(course):
            counts[value] = counts.get(value, 0) + 1
    return [(value, counts.get(value.id, 0)) for value in facet.values]


def _owners(catalogue: Catalogue) -> list[tuple[str, str, int]]:
    """(name, address, number of listed courses) of every public provider and base."""
    listed = set(map(id, catalogue.listed))
    return [
        (owner.name, addresses.page_of(owner), sum(id(course) in listed for course in catalogue.courses_of(owner)))
        for owner in catalogue.public_owners
    ]


def _grouped(catalogue: Catalogue, courses: list[AnyCourse]) -> list[tuple[str, list[object]]]:
    groups = [
        (label, [card_of(catalogue, course) for course in courses if isinstance(course, kind)])
        for label, kind in GROUPS
    ]
    return [(label, list(cards)) for label, cards in groups if cards]


def _featured(catalogue: Catalogue) -> list[AnyCourse]:
    """Up to six courses: the ones judged 精品 first, then the newest approvals."""

    def rank(course: AnyCourse) -> tuple[bool, bool, int, str]:
        review = catalogue.reviews[course.key]
        return (not isinstance(course, SeriesCourse), review.level != "精品", -review.date.toordinal(), course.key)

    return sorted(catalogue.listed, key=rank)[:6]


def _figures(catalogue: Catalogue) -> list[tuple[str, str]]:
    listed = catalogue.listed
    sessions = sum(course.session_count for course in listed if isinstance(course, SeriesCourse))
    bases = sum(catalogue.quota_of(base).met for base in catalogue.bases)
    return [
        (str(sum(isinstance(course, SeriesCourse) for course in listed)), "个系列课程"),
        (str(sessions), "课时教案和学习单"),
        (str(sum(not isinstance(course, SeriesCourse) for course in listed)), "门基地课程"),
        (wording.number(bases), "个达标基地"),
    ]
