"""Every listed series and premium course to its PDF, in worker processes.

A pack that cannot be printed is a result with a fault that names its course; it does not stop
the others, and neither does one that brings its process down (a time limit included).
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from course_catalogue import addresses
from course_catalogue.catalogue import Catalogue
from course_catalogue.model import PremiumCourse, SeriesCourse
from course_catalogue.output import OutputFile
from course_catalogue.packs.guide_sheet import guide_sheet_data
from course_catalogue.packs.handbook import handbook_data
from course_catalogue.packs.series_pack import series_pack_data
from course_catalogue.packs.typst_compiler import PackFault, Printer
from course_catalogue.site_identity import SiteIdentity

# Seconds for one pack in a worker; a usual one takes half a second.
TIME_LIMIT = 120
# Fewer packs than this for each core are printed sooner without starting processes.
PACKS_WORTH_A_PROCESS = 4


@dataclass(frozen=True, slots=True)
class PackResult:
    """One PDF of a course: `file` and `pages`, or a `fault` in Chinese. `warnings` are for the author to look at."""

    course_key: str
    title: str
    file: OutputFile | None
    pages: int = 0
    fault: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Job:
    course_key: str
    title: str
    template: str
    data: dict[str, Any]
    path: str
    day: date


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
    half a second to start, as long as a pack. With one process the packs are printed in this one.
    """
    courses = packed_courses(catalogue) if courses is None else courses
    usual = min(os.cpu_count() or 1, len(courses) // PACKS_WORTH_A_PROCESS)
    workers = min(jobs or usual, len(courses))
    work = (job for course in courses for job in _jobs(catalogue, identity, course))
    results = _in_turn(work, fonts) if workers < 2 else _in_workers(work, fonts, workers)
    yield from results


def _jobs(catalogue: Catalogue, identity: SiteIdentity, course: SeriesCourse | PremiumCourse) -> Iterator[_Job]:
    """One for each of `addresses.printed_of`."""
    if isinstance(course, SeriesCourse):
        data = series_pack_data(catalogue, identity, course)
        yield _Job(course.key, course.title, "series.typ", data, addresses.pack_of(course), catalogue.today)
        return
    data = handbook_data(catalogue, identity, course)
    yield _Job(course.key, course.title, "handbook.typ", data, addresses.pack_of(course), catalogue.today)
    data = guide_sheet_data(catalogue, identity, course)
    yield _Job(course.key, course.title, "guide.typ", data, addresses.guide_sheet_of(course), catalogue.today)


def _in_turn(work: Iterable[_Job], fonts: Path) -> Iterator[PackResult]:
    printer: Printer | None = None
    for job in work:
        printer = printer or Printer(fonts)
        yield _print(printer, job)


def _in_workers(work: Iterable[_Job], fonts: Path, workers: int) -> Iterator[PackResult]:
    """In order, with few packs waiting at a time: a thousand of them would fill the memory."""
    waiting: deque[tuple[_Job, Future[PackResult]]] = deque()
    pool = _pool(fonts, workers)
    try:
        for job in work:
            try:
                waiting.append((job, pool.submit(_print_in_worker, job)))
            except BrokenProcessPool:
                pool.shutdown(wait=False)
                pool = _pool(fonts, workers)
                waiting.append((job, pool.submit(_print_in_worker, job)))
            if len(waiting) > 3 * workers:
                yield _outcome(*waiting.popleft(), fonts)
        while waiting:
            yield _outcome(*waiting.popleft(), fonts)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _outcome(job: _Job, future: Future[PackResult], fonts: Path) -> PackResult:
    """A worker that dies takes the waiting packs with it: each of them is tried again alone."""
    try:
        return future.result()
    except BrokenProcessPool:
        pass
    with _pool(fonts, 1) as alone:
        try:
            return alone.submit(_print_in_worker, job).result()
        except BrokenProcessPool:
            return _failed(job, f"排版进程崩溃，或 {TIME_LIMIT} 秒没有排完")


def _pool(fonts: Path, workers: int) -> ProcessPoolExecutor:
    # spawn, because a fork of a process with threads (the compiler has some) may hang
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_start_worker, initargs=(fonts,))


class _Worker:
    """What a worker process keeps between its packs."""

    printer: Printer


def _start_worker(fonts: Path) -> None:
    _Worker.printer = Printer(fonts)


def _print_in_worker(job: _Job) -> PackResult:
    if not hasattr(signal, "alarm"):  # Windows
        return _print(_Worker.printer, job)
    signal.alarm(TIME_LIMIT)  # ends this process: native code cannot be interrupted in any other way
    try:
        return _print(_Worker.printer, job)
    finally:
        signal.alarm(0)


def _print(printer: Printer, job: _Job) -> PackResult:
    try:
        printed = printer.print(job.template, job.data, job.day)
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
    )


def _failed(job: _Job, reason: str) -> PackResult:
    return PackResult(job.course_key, job.title, None, fault=f"“{job.title}”印不出来：{reason}")
