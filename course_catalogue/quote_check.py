"""Gate 2, names: quotes around the whole of a title or name, as an office puts them around a title in a sentence.

A name is set off by its place on the page; its quotes would stand in every list, heading and file name. In running text
quotes belong to the sentence, so only names are asked about, and as a person may mean them, it only asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from course_catalogue.diagnostics import Diagnostic, Edit, Severity
from course_catalogue.documents import MAX_FINDINGS, Document
from course_catalogue.scalars import quoted
from course_catalogue.schema_check import Schemas
from course_catalogue.texts import Texts

_NAMES = ("title", "name", "short_name", "theme", "operator", "address", "place", "role", "school", "unit")
_QUOTES = '“”"「『‘'
_OPENING = re.compile(f"\n[{_QUOTES}]")
_QUOTED = re.compile(f'[{_QUOTES}]([^“”"「」『』‘’\n]+)[“”"」』’]')
_PLAIN = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fffA-Za-z0-9（）·、]*")


def _lines_that_open(text: str) -> Iterator[int]:
    """Where a line begins with a quote: a search for line ends is many times faster than one for their beginnings."""
    if text[:1] in tuple(_QUOTES):
        yield 0
    yield from (match.end() - 1 for match in _OPENING.finditer(text))


def check_quotes(document: Document, texts: Texts, schemas: Schemas) -> Iterator[Diagnostic]:
    """A question for each name that is quotes and what they embrace, at most MAX_FINDINGS."""
    found = (
        (steps, match.group(1))
        for steps, text in texts.holding(_lines_that_open)
        if steps[-1] in _NAMES and steps[0] != "waivers" and (match := _QUOTED.fullmatch(text))
    )
    for steps, inner in islice(found, MAX_FINDINGS):
        mark = document.mark(*steps)
        yield Diagnostic(
            code="name-in-quotes",
            severity=Severity.WARNING,
            mark=mark,
            message="整个名称用引号括起来了，引号会一起印出来",
            field=schemas.readable(document.kind, steps),
            found=str(document.value(*steps)),
            expected=inner,
            mend="去掉两边的引号；名称里的一个词要用引号，只括那个词。有意这样的，在已说明的提醒（waivers）里写明提醒代码（code）和理由（reason）",
            edits=(Edit(mark, inner if _PLAIN.fullmatch(inner) else quoted(inner)),),
        )
