"""One pack by Typst, by WeasyPrint and by Chromium, in one run: `python -m benchmarks.typesetters CATALOGUE FONTS`.

From the data of packs with some thirty pages to PDFs with tags. Each typesetter is warm: a first pack, which is not
counted, loads its fonts. Chromium's CPU seconds are those of all its processes, by the account of Linux.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from statistics import median
from time import process_time

from playwright.sync_api import sync_playwright
from pypdf import PdfReader

from benchmarks.html_twin import html_of
from course_catalogue.catalogue import Catalogue
from course_catalogue.loading import load_catalogue
from course_catalogue.model import SeriesCourse
from course_catalogue.packs.building import PackJob, pack_job, start_printing
from course_catalogue.site_identity import SiteIdentity
from scripts.install_test_tools import browser

THIRTY_PAGES = 5  # sessions of the synthetic catalogue
_PACKS = 3  # the least of their times is the one that other processes disturbed least
_ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")

Typesetter = Callable[[PackJob], bytes]
Clock = Callable[[], float]
"""CPU seconds of a typesetter since it began."""


def short_job(catalogue: Catalogue, course: SeriesCourse) -> PackJob:
    """The pack of a course's first sessions, without its Word documents."""
    job = pack_job(catalogue, SiteIdentity("示例"), course)
    kept = {part: job.data[part][:THIRTY_PAGES] for part in ("sessions", "lessons", "worksheets")}
    view = replace(job.view, data=job.data | kept, pages=range(1, 999), lessons=())
    return replace(job, view=view, documents={})


def measure(catalogue: Catalogue, fonts: Path) -> Iterable[str]:
    """A line for each typesetter, then the ratios."""
    courses = [course for course in catalogue.listed if isinstance(course, SeriesCourse)][: _PACKS + 1]
    jobs = [short_job(catalogue, course) for course in courses]
    least: dict[str, float] = {}
    pages: dict[str, int] = {}
    for title, ready in (("Typst", _typst), ("WeasyPrint", _weasyprint), ("Chromium", _chromium)):
        seconds, files = _timed(ready(fonts), jobs)
        least[title] = min(seconds)
        pages[title] = len(PdfReader(BytesIO(files[-1])).pages)
        yield (
            f"{title:16} {min(seconds):6.2f} CPU s warm, median {median(seconds):.2f}; "
            f"{pages[title]} pages, {max(map(len, files)) / 1e6:.2f} MB at most"
        )
    for title in ("WeasyPrint", "Chromium"):
        ratio = least["Typst"] / least[title]
        each = ratio * pages[title] / pages["Typst"]
        yield f"{'Typst/' + title:16} {ratio:6.3f} of the CPU seconds for the same content, {each:.3f} for a page"


def _timed(
    ready: AbstractContextManager[tuple[Typesetter, Clock]], jobs: list[PackJob]
) -> tuple[list[float], list[bytes]]:
    seconds, files = list[float](), list[bytes]()
    with ready as (typeset, clock):
        for job in jobs:
            began = clock()
            files.append(typeset(job))
            seconds.append(clock() - began)
    return seconds[1:], files[1:]


@contextmanager
def _typst(fonts: Path) -> Iterator[tuple[Typesetter, Clock]]:
    printing = start_printing(fonts)

    def typeset(job: PackJob) -> bytes:
        result = printing(job)
        if result.file is None:
            raise SystemExit(result.fault)
        return result.file.content

    yield typeset, process_time


@contextmanager
def _weasyprint(fonts: Path) -> Iterator[tuple[Typesetter, Clock]]:
    try:
        from weasyprint import HTML  # only `make bench` installs it
    except OSError as missing:
        packages = "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"
        raise SystemExit(f"WeasyPrint finds no Pango: apt-get install {packages}\n{missing}") from missing

    def typeset(job: PackJob) -> bytes:
        content = HTML(string=html_of(job.data, fonts)).write_pdf(pdf_tags=True)
        assert isinstance(content, bytes)
        return content

    yield typeset, process_time


@contextmanager
def _chromium(fonts: Path) -> Iterator[tuple[Typesetter, Clock]]:
    program = browser()
    with tempfile.TemporaryDirectory(prefix="twin-") as folder, sync_playwright() as playwright:
        before = {process for process, _ in _processes()}  # Playwright's own is no part of it
        running = playwright.chromium.launch(executable_path=program, args=list(_ARGUMENTS))
        page = running.new_page()
        file = Path(folder, "twin.html")

        def typeset(job: PackJob) -> bytes:
            file.write_text(html_of(job.data, fonts), "utf-8")
            page.goto(file.as_uri())
            return page.pdf(prefer_css_page_size=True, tagged=True, outline=True)

        yield typeset, lambda: sum(cpu for process, cpu in _processes() if process not in before)
        running.close()


def _processes() -> Iterator[tuple[int, float]]:
    """All that this process has started, and what they have: number and CPU seconds, with those of children that ended."""
    known: dict[int, tuple[int, float]] = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            told = path.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue  # it has ended
        known[int(path.parent.name)] = int(told[1]), sum(map(int, told[11:15])) / os.sysconf("SC_CLK_TCK")
    for process, (parent, cpu) in known.items():
        while parent in known and parent != os.getpid():
            parent = known[parent][0]
        if parent == os.getpid():
            yield process, cpu


if __name__ == "__main__":
    for line in measure(load_catalogue(Path(sys.argv[1]), date(2026, 10, 1)).catalogue, Path(sys.argv[2])):
        print(line, flush=True)
