"""Every file of the site that comes from the catalogue: pages in their frames, exports, search, redirects, sitemap."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from html import escape
from pathlib import Path

from course_catalogue import addresses
from course_catalogue.catalogue import Catalogue, State
from course_catalogue.content_policy import policy_element, with_script
from course_catalogue.exports.building import Exports
from course_catalogue.exports.offline_copy import write_offline_copy
from course_catalogue.facts.files import build_fact_files
from course_catalogue.frames import Frame
from course_catalogue.model import AnyCourse, Course, SeriesCourse
from course_catalogue.output import OutputFile
from course_catalogue.pages.building import build_pages
from course_catalogue.pages.data_page import PUBLISHED, data_page
from course_catalogue.pages.head import head_of
from course_catalogue.pages.listing_pages import search_page
from course_catalogue.pages.page import Page, Scene
from course_catalogue.plan_files import holidays_file, plan_file
from course_catalogue.redirects import redirects
from course_catalogue.search.early import early_data, early_script
from course_catalogue.search.index import build_search_files

Frames = dict[tuple[str, int], Frame]
"""By section and depth: a page below the root has its links and the lit tab of its section in the frame."""


def site_files(scene: Scene, frames: Frames, hand_written: list[str]) -> Iterator[OutputFile]:
    """`hand_written` are addresses of pages that MkDocs renders; they only go into the sitemap.

    A page of something suspended, withdrawn or expired is in no sitemap and asks not to be indexed.
    """
    base = scene.identity.url
    listed: list[str] = [*hand_written, addresses.DATA, addresses.CATALOGUE]
    with closing(Exports(scene.catalogue, scene.identity)) as exports:
        for page in build_pages(scene):
            course = _listed_course(scene.catalogue, page)
            exported = exports.course(course, scene.downloads.get(course.key, ())) if course else None
            if page.is_current:
                listed.append(page.address)
            yield _framed(scene, frames, page, page.body + (exported.script if exported else ""))
            yield from exported.files if exported else ()
            if isinstance(course, SeriesCourse):
                yield plan_file(scene.catalogue, course)
        sizes: dict[str, int] = {}
        for file in exports.rest():
            sizes[file.path] = len(file.content)
            yield file
    yield _data_page(scene, frames, sizes)
    yield from _pictures(scene)
    yield from _search_files(scene, frames)
    yield holidays_file(scene.catalogue)
    yield from build_fact_files(scene.catalogue)
    yield from scene.form
    yield from _redirects(scene)
    yield OutputFile("robots.txt", _robots(scene).encode())
    if base:
        yield OutputFile("sitemap.xml", _sitemap(base, sorted(listed)).encode())


def _search_files(scene: Scene, frames: Frames) -> Iterator[OutputFile]:
    """The index, and the page that searches in it."""
    page, index = search_page(scene), build_search_files(scene.catalogue)
    yield from index
    data = early_data(index[0], addresses.root_of(page.address))
    html = _html(scene, frames, page, page.body, early=f"{data}<script>{early_script()}</script>")
    yield OutputFile(page.address, with_script(html, early_script()).encode())


def _listed_course(catalogue: Catalogue, page: Page) -> AnyCourse | None:
    """The listed course that a page is of: its sessions are at hand now. None for all other pages."""
    course = catalogue.records.get(page.address.removesuffix(".html"))
    return course if isinstance(course, Course) and catalogue.state(course) is State.LISTED else None


def offline_copy(scene: Scene, frames: Frames, site: Path) -> Iterator[OutputFile]:
    """Pack the written site, as it is so far, into a zip in it, and give the page that tells of the zip anew."""
    if scene.offline_copy:
        size = write_offline_copy(site, scene.catalogue, scene.identity)
        sizes = {file.address: (site / file.address).stat().st_size for file in PUBLISHED}
        yield _data_page(scene, frames, {**sizes, addresses.OFFLINE_COPY: size})


def _data_page(scene: Scene, frames: Frames, sizes: Mapping[str, int]) -> OutputFile:
    page = data_page(scene, sizes)
    return _framed(scene, frames, page, page.body)


def _framed(scene: Scene, frames: Frames, page: Page, body: str) -> OutputFile:
    return OutputFile(page.address, _html(scene, frames, page, body).encode())


def _html(scene: Scene, frames: Frames, page: Page, body: str, early: str = "") -> str:
    return frames[(page.section, page.depth)].fill(
        title=page.title,
        description=page.description,
        head=early + head_of(page, scene.identity, scene.site_picture),
        body=body,
        wanted=[f"{addresses.root_of(page.address)}/{file}" for file in page.engine_loads],
    )


def _pictures(scene: Scene) -> Iterator[OutputFile]:
    """The pictures of everything that has a page, each once however often it is used."""
    catalogue = scene.catalogue
    shown: set[str] = set()
    for path, picture in catalogue.pictures.items():
        record = catalogue.records.get(path.rsplit("/", 1)[0])
        if record is not None and catalogue.is_public(record) and picture.digest not in shown:
            shown.add(picture.digest)
            yield OutputFile(addresses.picture(picture.digest), picture.page)


def _redirects(scene: Scene) -> Iterator[OutputFile]:
    """A page at each old address that leads to the new one."""
    for former, record in redirects(scene.catalogue):
        if scene.catalogue.is_public(record):
            yield _redirect(f"{former}.html", addresses.page_of(record), scene.identity.url)


def _redirect(old: str, new: str, base: str) -> OutputFile:
    """No script needed; `base` is the site's address where it has one."""
    target = escape(addresses.relative(new, old))
    canonical = escape(f"{base}{new}") if base else target
    html = (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">'
        f'{policy_element()}<meta name="robots" content="noindex">'
        f'<meta http-equiv="refresh" content="0; url={target}"><link rel="canonical" href="{canonical}"><title>已改名</title></head>'
        f'<body><p>这一页已经改名，<a href="{target}">请到新的网址</a>。</p></body></html>\n'
    )
    return OutputFile(old, html.encode())


def _robots(scene: Scene) -> str:
    if scene.identity.is_sample:
        return "User-agent: *\nDisallow: /\n"
    return f"User-agent: *\nAllow: /\nSitemap: {scene.identity.url}sitemap.xml\n"


def _sitemap(base: str, listed: list[str]) -> str:
    entries = "".join(f"<url><loc>{escape(base + address)}</loc></url>\n" for address in listed)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
