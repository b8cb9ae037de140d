"""Every listed series and premium course to its PDF, in worker processes.

A pack that cannot be printed is a result with a fault that names its course; it does not stop
the others, and neither does one that brings its process down (a time limit included).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from course_catalogue import addresses
from course_catalogue.catalogue import Catalogue
from course_catalogue.model import PremiumCourse, SeriesCourse
from course_catalogue.output import OutputFile
from course_catalogue.packs.guide_sheet import guide_sheet_data
from course_catalogue.packs.handbook import handbook_data
from course_catalogue.packs.prose import picture_names
from course_catalogue.packs.series_pack import series_pack_data
from course_catalogue.packs.typst_compiler import PackFault, Printer
from course_catalogue.packs.word.documents import document_kinds, word_documents
from course_catalogue.packs.workers import answers
from course_catalogue.pictures.store import StoredPicture
from course_catalogue.site_identity import SiteIdentity

# Seconds for one pack in a worker; a usual one takes half a second.
TIME_LIMIT = 120
# With fewer packs for each core, starting a process takes longer than it saves.
PACKS_WORTH_A_PROCESS = 4


@dataclass(frozen=True, slots=True)
class PackResult:
    """One PDF of a course: `file` and `pages`, or a `fault` in Chinese. `warnings` are for the author to look at.

    `sheets` is the booklet on A4 sheets; only a handbook has it. `documents` are the Word documents of the course,
    beside its pack.
    """

    course_key: str
    title: str
    file: OutputFile | None
    pages: int = 0
    fault: str = ""
    warnings: tuple[str, ...] = ()
    sheets: OutputFile | None = None
    documents: tuple[OutputFile, ...] = ()


@dataclass(frozen=True, slots=True)
class PackJob:
    course_key: str
    title: str
    template: str
    data: dict[str, Any]
    path: str
    day: date
    pictures: dict[str, StoredPicture]
    sheets_path: str = ""
    documents: Mapping[str, str] = field(default_factory=dict)  # addresses of the Word documents to make, by kind


def packed_courses(catalogue: Catalogue) -> tuple[SeriesCourse | PremiumCourse, ...]:
    """The courses that have a pack: the listed series and premium courses."""
    return tuple(course for course in catalogue.listed if isinstance(course, SeriesCourse | PremiumCourse))


def build_packs(
    catalogue: Catalogue,
    identity: SiteIdentity,
    fonts: Path,
    courses: Sequence[SeriesCourse | PremiumCourse] | None = None,
    jobs: int = 0,
) -> Iterator[PackResult]:
    """Results in the order of `courses`, which are all packed ones unless given; a premium course has two.

    `jobs` 0 means one process a core, as long as each has a few packs to print: a process takes
    half a second to start, as long as a pack. There is always one, because only a process can be ended.
    """
    courses = packed_courses(catalogue) if courses is None else courses
    if not courses:
        return
    usual = min(os.cpu_count() or 1, len(courses) // PACKS_WORTH_A_PROCESS)
    workers = max(1, min(jobs or usual, len(courses)))
    work = (job for course in courses for job in pack_jobs(catalogue, identity, course))
    yield from answers(work, partial(start_printing, fonts), _failed, workers, TIME_LIMIT)


def pack_jobs(catalogue: Catalogue, identity: SiteIdentity, course: SeriesCourse | PremiumCourse) -> Iterator[PackJob]:
    """One for each of `addresses.printed_of`."""
    yield pack_job(catalogue, identity, course)
    if isinstance(course, PremiumCourse):
        data = guide_sheet_data(catalogue, identity, course)
        yield _job(catalogue, course, "guide.typ", data, addresses.guide_sheet_of(course))


def pack_job(catalogue: Catalogue, identity: SiteIdentity, course: SeriesCourse | PremiumCourse) -> PackJob:
    """The lesson pack of a series, the handbook of a premium course."""
    if isinstance(course, SeriesCourse):
        template, data, sheets = "series.typ", series_pack_data(catalogue, identity, course), ""
    else:
        template, data = "handbook.typ", handbook_data(catalogue, identity, course)
        sheets = addresses.sheets_of(course)
    job = _job(catalogue, course, template, data, addresses.pack_of(course), sheets)
    return replace(job, documents={kind: addresses.word_of(course, kind) for kind in document_kinds(data)})


def _job(
    catalogue: Catalogue,
    course: SeriesCourse | PremiumCourse,
    template: str,
    data: dict[str, Any],
    path: str,
    sheets: str = "",
) -> PackJob:
    names = picture_names(data) if catalogue.pictures else frozenset()
    pictures = {picture.digest: picture for picture in catalogue.pictures.values() if picture.digest in names}
    return PackJob(course.key, course.title, template, data, path, catalogue.today, pictures, sheets)


def start_printing(fonts: Path) -> Callable[[PackJob], PackResult]:
    """What a worker process does first: it keeps one compiler with its fonts for all its packs."""
    # The processes share the cores already: threads inside them cost a tenth more and win nothing.
    os.environ["RAYON_NUM_THREADS"] = "1"
    return partial(_print, Printer(fonts))


def _print(printer: Printer, job: PackJob) -> PackResult:
    try:
        printed = printer.print(job.template, job.data, job.day, job.pictures)
        sheets = printer.impose(printed, f"{job.title} A4 拼页", job.day) if job.sheets_path else b""
    except PackFault as fault:
        return _failed(job, str(fault))
    overflow = (f"“{job.title}”第 {number} 课时的学习单超过一页，请减少内容或行数" for number in printed.overflowing)
    remarks = (f"“{job.title}”排版提醒：{remark}" for remark in printed.remarks)
    return PackResult(
        course_key=job.course_key,
        title=job.title,
        file=OutputFile(job.path, printed.content),
        pages=printed.pages,
        warnings=(*overflow, *remarks),
        sheets=OutputFile(job.sheets_path, sheets) if sheets else None,
        documents=_documents(job),
    )


def _documents(job: PackJob) -> tuple[OutputFile, ...]:
    """Made of the same data in the same process, which has them in hand."""
    if not job.documents:
        return ()
    made = word_documents(job.data, job.day, job.pictures)
    return tuple(OutputFile(job.documents[kind], content) for kind, content in made)


def _failed(job: PackJob, reason: str) -> PackResult:
    return PackResult(job.course_key, job.title, None, fault=f"“{job.title}”印不出来：{reason}")
