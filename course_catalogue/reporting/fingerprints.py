"""An id of a finding that stays the same when lines above it come or go, for hosts that compare two runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from course_catalogue.reporting.report import Report


def fingerprints(report: Report) -> Iterator[str]:
    """One for each finding, in order: of its code, file, words and line; equal ones are numbered."""
    seen: Counter[str] = Counter()
    for item in report.diagnostics:
        line = (report.read_line(item.mark.path, item.mark.line) or "").strip()[:500]
        parts = "\0".join((item.code, item.mark.path, item.message, item.found, line))
        seen[parts] += 1
        yield sha256(f"{parts}\0{seen[parts]}".encode(errors="surrogatepass")).hexdigest()
