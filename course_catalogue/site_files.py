"""Every file of the site that comes from the catalogue: pages in their frames, search, redirects, sitemap."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from course_catalogue import addresses
from course_catalogue.frames import Frame
from course_catalogue.model import Base, Provider
from course_catalogue.output import OutputFile
from course_catalogue.pages.building import build_pages
from course_catalogue.pages.page import Scene
from course_catalogue.search.index import build_search_files

Frames = dict[tuple[str, int], Frame]
"""By section and depth: a page below the root has its links and the lit tab of its section in the frame."""


def site_files(scene: Scene, frames: Frames, hand_written: list[str]) -> Iterator[OutputFile]:
    """`hand_written` are addresses of pages that MkDocs renders; they only go into the sitemap.

    A page of something suspended, withdrawn or expired is in no sitemap and asks not to be indexed.
    """
    base = scene.identity.url
    listed: list[str] = list(hand_written)
    for page in build_pages(scene):
        html = frames[(page.section, page.depth)].fill(
            title=page.title,
            description=page.description,
            canonical=f"{base}{page.address}" if base else "",
            is_indexed=page.is_current and not scene.identity.is_sample,
            body=page.body,
        )
        if page.is_current:
            listed.append(page.address)
        yield OutputFile(page.address, html.encode())
    yield from build_search_files(scene.catalogue)
    yield from _redirects(scene)
    yield OutputFile("robots.txt", _robots(scene).encode())
    if base:
        yield OutputFile("sitemap.xml", _sitemap(base, sorted(listed)).encode())


def _redirects(scene: Scene) -> Iterator[OutputFile]:
    """A page at each old address that leads to the new one."""
    for record in scene.catalogue.records.values():
        if not scene.catalogue.is_public(record):
            continue
        folder = record.key.rsplit("/", 1)[0]
        for former in record.former_ids:
            yield _redirect(f"{folder}/{former}.html", addresses.page_of(record))
            if isinstance(record, Provider | Base):  # its courses lay below the old name, too
                for course in scene.catalogue.courses_of(record):
                    if scene.catalogue.is_public(course):
                        rest = course.key.removeprefix(record.key)
                        yield _redirect(f"{folder}/{former}{rest}.html", addresses.page_of(course))


def _redirect(old: str, new: str) -> OutputFile:
    target = escape(addresses.relative(new, old))
    html = (
        '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><meta name="robots" content="noindex">'
        f'<meta http-equiv="refresh" content="0; url={target}"><title>已改名</title></head>'
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
