"""CPU seconds and size of Word documents in a warm worker: `python -m benchmarks.word CATALOGUE FONTS`.

Of full-sized series without pictures, as a worker makes them: from the data of the pack, which are there already.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from statistics import median
from time import process_time

from course_catalogue.catalogue import Catalogue
from course_catalogue.loading import load_catalogue
from course_catalogue.model import SeriesCourse
from course_catalogue.packs.series_pack import series_pack_data
from course_catalogue.packs.typst_compiler import Printer
from course_catalogue.packs.word.document_file import Draw
from course_catalogue.packs.word.documents import word_documents
from course_catalogue.site_identity import SiteIdentity

_COURSES = 8  # the least of their times is the one that other processes disturbed least
_SHOWN = ("lesson-plan", "worksheets", "letter", "session-01")


def measure(catalogue: Catalogue, fonts: Path) -> Iterable[str]:
    """One line for each kind, then one for all documents of a course."""
    draw = Printer(fonts).drawing
    courses = [course for course in catalogue.listed if isinstance(course, SeriesCourse)][: _COURSES + 1]
    runs = [_timed(catalogue, course, draw) for course in courses][1:]  # the first loads the library
    for kind in _SHOWN:
        seconds, sizes = zip(*(run[kind] for run in runs), strict=True)
        yield (
            f"word {kind:11} {min(seconds):6.3f} CPU s, median {median(seconds):.3f}; "
            f"{max(sizes) / 1e3:.0f} KB at most  (target ≤ 0.3 and ≤ 80 KB)"
        )
    totals = [sum(seconds for seconds, _ in run.values()) for run in runs]
    yield f"word, a course   {min(totals):6.3f} CPU s for all {len(runs[0])} documents"


def _timed(catalogue: Catalogue, course: SeriesCourse, draw: Draw) -> dict[str, tuple[float, int]]:
    data = series_pack_data(catalogue, SiteIdentity("示例"), course)
    found: dict[str, tuple[float, int]] = {}
    began = process_time()
    for kind, content in word_documents(data, catalogue.today, {}, draw):
        ended = process_time()
        found[kind] = (ended - began, len(content))
        began = ended
    return found


if __name__ == "__main__":
    for line in measure(load_catalogue(Path(sys.argv[1]), date(2026, 10, 1)).catalogue, Path(sys.argv[2])):
        print(line)
