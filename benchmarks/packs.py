"""CPU seconds of one pack in a warm worker: `python -m benchmarks.packs CATALOGUE FONTS`.

As a worker does it: the data of the course, Typst, packing; after a first pack that loads the fonts.
Every pack is of another course, so that nothing is found in Typst's memory. A full pack has the pages of
the 14-session sample, a short one those of its first five sessions.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median
from time import process_time

from course_catalogue.catalogue import Catalogue
from course_catalogue.loading import load_catalogue
from course_catalogue.model import SeriesCourse
from course_catalogue.packs.building import PackResult, pack_job, start_printing
from course_catalogue.site_identity import SiteIdentity

_PACKS = 8  # of each kind; the least of their times is the one that other processes disturbed least


def measure(catalogue: Catalogue, fonts: Path) -> Iterable[str]:
    """One line for each kind of pack."""
    courses = [course for course in catalogue.listed if isinstance(course, SeriesCourse)][: _PACKS + 1]
    printing = start_printing(fonts)

    def timed(course: SeriesCourse, sessions: int) -> tuple[float, PackResult]:
        began = process_time()
        job = pack_job(catalogue, SiteIdentity("示例"), course)
        kept = {part: job.data[part][:sessions] for part in ("sessions", "lessons", "worksheets")}
        short = replace(job.view, data=job.data | kept, pages=range(1, 999), lessons=())
        result = printing(replace(job, view=short, documents={}))  # benchmarks.word has the Word documents
        return process_time() - began, result

    timed(courses[0], 16)
    for name, sessions, target in (("a pack", 16, "≤ 0.5 and ≤ 1 MB"), ("a short pack", 5, "≤ 0.25")):
        runs = [timed(course, sessions) for course in courses[1:]]
        files = [result.file for _, result in runs if result.file]
        size = max(len(file.content) for file in files) / 1e6
        seconds = [cpu for cpu, _ in runs]
        yield (
            f"{name:16} {min(seconds):6.2f} CPU s warm, median {median(seconds):.2f}; {runs[-1][1].pages} pages, "
            f"{size:.2f} MB at most  (target {target})"
        )


if __name__ == "__main__":
    for line in measure(load_catalogue(Path(sys.argv[1]), date(2026, 10, 1)).catalogue, Path(sys.argv[2])):
        print(line)
