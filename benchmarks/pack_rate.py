"""Packs of thirty pages a second on two worker processes, and the memory of one: `python -m benchmarks.pack_rate CATALOGUE FONTS`."""

from __future__ import annotations

import resource
import sys
from collections.abc import Iterable
from datetime import date
from functools import partial
from pathlib import Path
from time import monotonic

from benchmarks.typesetters import short_job
from course_catalogue.catalogue import Catalogue
from course_catalogue.loading import load_catalogue
from course_catalogue.model import SeriesCourse
from course_catalogue.packs.building import MEMORY_LIMIT, TIME_LIMIT, PackJob, PackResult, start_printing
from course_catalogue.packs.workers import answers

_WORKERS = 2
_PACKS = 40
_WARM = 4  # packs after which both workers have their fonts


def measure(catalogue: Catalogue, fonts: Path) -> Iterable[str]:
    """One line; the time is that of a clock on the wall, so nothing else should run."""
    courses = [course for course in catalogue.listed if isinstance(course, SeriesCourse)][:_PACKS]
    jobs = [short_job(catalogue, course) for course in courses]  # made beforehand, as a build does while others print
    began, pages = 0.0, 0
    printing = partial(start_printing, fonts)
    for number, result in enumerate(answers(jobs, printing, _failed, _WORKERS, TIME_LIMIT, memory=MEMORY_LIMIT)):
        if number == _WARM:
            began = monotonic()
        pages = result.pages
    rate = (len(jobs) - _WARM - 1) / (monotonic() - began)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    yield (
        f"two workers      {rate:6.1f} packs of {pages} pages a second, {(used.ru_utime + used.ru_stime) / len(jobs):.2f} CPU s each "
        f"with the start, {used.ru_maxrss / 1024:.0f} MB a worker  (target ≥ 7 and ≤ 500 MB)"
    )


def _failed(job: PackJob, reason: str) -> PackResult:
    raise SystemExit(f"{job.name}: {reason}")


if __name__ == "__main__":
    for line in measure(load_catalogue(Path(sys.argv[1]), date(2026, 10, 1)).catalogue, Path(sys.argv[2])):
        print(line)
