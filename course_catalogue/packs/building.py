"""Every listed series and premium course to its PDFs, in worker processes.

A PDF that cannot be printed is a result with a fault that names its course; it does not stop
the others, and neither does one that brings its process down (a time limit included).
What was printed before of the same data is not printed again (see print_store).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from course_catalogue import addresses
from course_catalogue.catalogue import Catalogue
from course_catalogue.downloads import WHOLE, Download, download_name, sheets_of_paper
from course_catalogue.model import PremiumCourse, SeriesCourse
from course_catalogue.output import OutputFile
from course_catalogue.packs.frame import edition_day
from course_catalogue.packs.handbook import handbook_data
from course_catalogue.packs.print_checks import NO_PLACES, Places, faults_of, places_of, pupils_secrets
from course_catalogue.packs.print_store import Beside, PrintStore
from course_catalogue.packs.prose import picture_names
from course_catalogue.packs.series_pack import series_pack_data
from course_catalogue.packs.series_views import series_views, whole_series
from course_catalogue.packs.typst_compiler import PackFault, Printed, Printer
from course_catalogue.packs.views import View
from course_catalogue.packs.visit_views import visit_views, whole_visit
from course_catalogue.packs.word.documents import documents_of, word_documents
from course_catalogue.packs.workers import answers
from course_catalogue.pictures.store import StoredPicture
from course_catalogue.site_identity import SiteIdentity

# Seconds for one PDF in a worker; a whole pack takes half a second.
TIME_LIMIT = 120
# With fewer courses for each core, starting a process takes longer than it saves.
COURSES_WORTH_A_PROCESS = 2
# Sides of a sheet that an A5 booklet leaves on A4: two pages each.
_PAGES_A_SHEET = 4


@dataclass(frozen=True, slots=True)
class PackResult:
    """One PDF of a course: `file` and `pages`, or a `fault` in Chinese. `warnings` are for the author to look at.

    `beside` are files that come with it: the Word documents with a whole pack, its A4 sheets with a handbook. `downloads` tell of all of them to readers,
    `paths` are where they go. `reason` is the fault without its name.
    """

    course_key: str
    title: str
    file: OutputFile | None
    pages: int = 0
    fault: str = ""
    warnings: tuple[str, ...] = ()
    beside: tuple[OutputFile, ...] = ()
    downloads: tuple[Download, ...] = ()
    paths: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PackJob:
    """One document to print. `secrets` are the answers that pupils must not find in it."""

    course_key: str
    title: str
    view: View
    path: str
    day: date
    pictures: dict[str, StoredPicture]
    sheets_path: str = ""
    secrets: tuple[str, ...] = ()
    documents: Mapping[str, str] = field(default_factory=dict)  # addresses of the Word documents to make of it, by kind

    @property
    def template(self) -> str:
        return self.view.template

    @property
    def data(self) -> dict[str, Any]:
        return self.view.data

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(path for path in (self.path, self.sheets_path, *self.documents.values()) if path)

    @property
    def name(self) -> str:
        """As faults and reminders call it."""
        return (
            f"“{self.title}”"
            if self.view.kind == WHOLE
            else f"“{self.title}”的{self.view.file_word or self.view.title}"
        )


def packed_courses(catalogue: Catalogue) -> tuple[SeriesCourse | PremiumCourse, ...]:
    """The courses that have a pack: the listed series and premium courses."""
    return tuple(course for course in catalogue.listed if isinstance(course, SeriesCourse | PremiumCourse))


def build_packs(
    catalogue: Catalogue,
    identity: SiteIdentity,
    fonts: Path,
    courses: Sequence[SeriesCourse | PremiumCourse] | None = None,
    jobs: int = 0,
    store: PrintStore | None = None,
) -> Iterator[PackResult]:
    """Results in the order of `courses`, which are all packed ones unless given; the whole pack of each comes first.

    `jobs` 0 means one process a core, as long as each has a few courses to print: a process takes
    half a second to start. There is one at least, because only a process can be ended, and none
    where `store` has everything.
    """
    courses = packed_courses(catalogue) if courses is None else courses
    usual = min(os.cpu_count() or 1, len(courses) // COURSES_WORTH_A_PROCESS)
    work = (job for course in courses for job in pack_jobs(catalogue, identity, course))
    places = places_of(catalogue, identity.url)
    yield from answers(
        work,
        start=partial(start_printing, fonts, store, places),
        failed=_failed,
        workers=max(1, min(jobs or usual, len(courses))),
        limit=TIME_LIMIT,
        known=partial(_kept, store, places),
    )


def pack_jobs(catalogue: Catalogue, identity: SiteIdentity, course: SeriesCourse | PremiumCourse) -> Iterator[PackJob]:
    """Everything that is printed of a course, the whole pack first."""
    secrets = pupils_secrets(course)
    views = (
        series_views(catalogue, identity, course)
        if isinstance(course, SeriesCourse)
        else visit_views(catalogue, identity, course)
    )
    for view in views:
        yield _job(catalogue, course, view, secrets)


def pack_job(catalogue: Catalogue, identity: SiteIdentity, course: SeriesCourse | PremiumCourse) -> PackJob:
    """The lesson pack of a series, the handbook of a premium course."""
    if isinstance(course, SeriesCourse):
        view = whole_series(series_pack_data(catalogue, identity, course))
    else:
        view = whole_visit(handbook_data(catalogue, identity, course))
    return _job(catalogue, course, view, pupils_secrets(course))


def _job(catalogue: Catalogue, course: SeriesCourse | PremiumCourse, view: View, secrets: tuple[str, ...]) -> PackJob:
    names = picture_names(view.data) if catalogue.pictures else frozenset()
    whole = view.kind == WHOLE
    return PackJob(
        course_key=course.key,
        title=course.title,
        view=view,
        path=addresses.pack_of(course) if whole else addresses.view_of(course, view.kind),
        day=edition_day(catalogue, course),
        pictures={picture.digest: picture for picture in catalogue.pictures.values() if picture.digest in names},
        sheets_path=addresses.sheets_of(course) if whole and isinstance(course, PremiumCourse) else "",
        secrets=secrets if view.for_pupils else (),
        documents={item.kind: addresses.word_of(course, item.kind) for item in documents_of(view.data)}
        if whole
        else {},
    )


def _kept(store: PrintStore | None, places: Places, job: PackJob) -> PackResult | None:
    found = store.find(_name(store, job)) if store else None
    return _result(job, *found, places) if found else None


def _name(store: PrintStore, job: PackJob) -> str:
    extra = "".join((job.sheets_path and job.title, *job.documents))
    return store.name(job.template, job.data, job.day, job.pictures, extra)


def start_printing(
    fonts: Path, store: PrintStore | None = None, places: Places = NO_PLACES
) -> Callable[[PackJob], PackResult]:
    """What a worker process does first: it keeps one compiler with its fonts for all its packs."""
    # The processes share the cores already: threads inside them cost a tenth more and win nothing.
    os.environ["RAYON_NUM_THREADS"] = "1"
    return partial(_print, Printer(fonts), store, places)


def _print(printer: Printer, store: PrintStore | None, places: Places, job: PackJob) -> PackResult:
    try:
        printed = printer.print(job.template, job.data, job.day, job.pictures)
        beside = {job.sheets_path: printer.impose(printed, f"{job.title} A4 拼页", job.day)} if job.sheets_path else {}
    except PackFault as fault:
        return _failed(job, str(fault))
    if job.documents:
        beside |= {
            job.documents[kind]: made for kind, made in word_documents(job.data, job.day, job.pictures, printer.drawing)
        }
    if store:
        store.keep(_name(store, job), printed, beside)
    return _result(job, printed, beside, places)


def _result(job: PackJob, printed: Printed, beside: Beside, places: Places) -> PackResult:
    faults = list(faults_of(job.view, printed, job.secrets, places))
    if faults:
        return _failed(job, "；".join(faults))
    overflow = (f"“{job.title}”第 {number} 课时的学习单超过一页，请减少内容或行数" for number in printed.overflowing)
    remarks = [f"{job.name}排版提醒：{remark}" for remark in printed.remarks]
    if job.view.one_side and printed.pages > 1:
        remarks.append(f"{job.name}一页放不下，排了 {printed.pages} 页")
    return PackResult(
        course_key=job.course_key,
        title=job.title,
        file=OutputFile(job.path, printed.content),
        pages=printed.pages,
        warnings=(*(overflow if job.view.kind == WHOLE else ()), *remarks),
        beside=tuple(OutputFile(path, content) for path, content in beside.items()),
        downloads=tuple(_downloads(job, printed, beside)),
        paths=job.paths,
    )


def _downloads(job: PackJob, printed: Printed, beside: Beside) -> Iterator[Download]:
    view = job.view
    word = view.file_word or view.title
    booklet = printed.pages // _PAGES_A_SHEET
    yield Download(
        kind=view.kind,
        title=view.title,
        audience=view.audience,
        address=job.path,
        download_name=download_name(job.title, word, ".pdf"),
        pages=printed.pages,
        sheets=sheets_of_paper(printed.pages),
        size=len(printed.content),
        holds=view.holds,
        session=view.session,
    )
    if job.sheets_path:
        yield Download(
            kind="a4",
            title=f"{view.title} A4 拼页版",
            audience=view.audience,
            address=job.sheets_path,
            download_name=download_name(job.title, f"{word}A4拼页版", ".pdf"),
            pages=2 * booklet,
            sheets=booklet,
            size=len(beside[job.sheets_path]),
            holds="双面打印，选“短边翻转”，整叠对折就是 A5 小册子",
        )
    for document in documents_of(job.data) if job.documents else ():
        address = job.documents[document.kind]
        yield Download(
            kind=document.beside,
            title=document.shown_as,
            audience=document.audience,
            address=address,
            download_name=download_name(job.title, document.file_word, ".docx"),
            pages=0,
            sheets=0,
            size=len(beside[address]),
            holds="可以在 Word 或 WPS 里改",
            session=document.session,
        )


def _failed(job: PackJob, reason: str) -> PackResult:
    fault = f"{job.name}印不出来：{reason}"
    return PackResult(job.course_key, job.title, None, fault=fault, paths=job.paths, reason=reason)
