"""What is asked of every PDF before it is published, at no real cost: the printer has told all facts already.

A glyph that is missing stops the printing itself (typst_compiler).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote, urlsplit

from course_catalogue.catalogue import Catalogue
from course_catalogue.model import PremiumCourse, SeriesCourse
from course_catalogue.packs.typst_compiler import Printed
from course_catalogue.packs.views import View

# A shorter answer (“能”, “铁钉”) may stand in a question by chance.
_TELLING = 6
_BLANKS_AND_MARKS = re.compile(r"[\s\u3000*_~^]")


@dataclass(frozen=True, slots=True)
class Places:
    """Where a link may lead: `pages` are the keys of the records that have one, `site` is the site's own address."""

    pages: frozenset[str]
    site: str

    def has(self, address: str) -> bool:
        if self.site and address.startswith(self.site):
            return unquote(address[len(self.site) :]).removesuffix(".html") in self.pages
        parts = urlsplit(address)
        return parts.scheme == "mailto" or (parts.scheme in ("http", "https") and bool(parts.netloc))


NO_PLACES = Places(frozenset(), "")


def places_of(catalogue: Catalogue, site: str) -> Places:
    pages = (key for key, record in catalogue.records.items() if catalogue.is_public(record))
    return Places(frozenset(pages), site)


def pupils_secrets(course: SeriesCourse | PremiumCourse) -> tuple[str, ...]:
    """The answers that no page for pupils may show: those whose author has not put them into the tasks himself."""
    if isinstance(course, SeriesCourse):
        sheets = [(session.title, session.worksheet) for session in course.sessions if session.worksheet]
        answers = [answer for _, sheet in sheets for answer in sheet.answers]
        shown: Any = [(title, sheet.question, sheet.blocks, sheet.self_rating) for title, sheet in sheets]
    else:
        answers = [answer for task in course.tasks for answer in task.answers]
        tasks = [(task.title, task.instructions, task.record) for task in course.tasks]
        shown = (tasks, course.phases, course.itinerary, course.objectives, course.safety, course.rain_plan)
    told = _run_together(shown)
    return tuple(answer for answer in answers if len(answer) >= _TELLING and _run_together(answer) not in told)


def faults_of(view: View, printed: Printed, secrets: tuple[str, ...], places: Places) -> Iterator[str]:
    """What is wrong with a finished document, in Chinese."""
    if printed.pages not in view.pages:
        least, most = view.pages[0], view.pages[-1]
        yield f"排出来 {printed.pages} 页，应为 {least if least == most else f'{least}～{most}'} 页"
    bookmarks = {_run_together(words) for _, words in printed.outline}
    absent = [lesson for lesson in view.lessons if _run_together(lesson) not in bookmarks]
    if absent:
        yield f"书签里少了“{absent[0]}”"
    if view.for_pupils:
        text = _run_together(view.data)
        if any(_run_together(secret) in text for secret in secrets):
            yield "给学生的页里有参考答案"
    frame = view.data["frame"]
    for address in (*printed.links, *([frame["address"]] if frame["address"] else [])):
        if not places.has(address):
            yield f"链接“{address}”打不开"
    if bool(frame["qr"]) != bool(frame["address"]):
        yield "二维码和网址对不上"


def _run_together(value: Any) -> str:
    """All words of a value, without marks and the blanks that lines and cells set as they like."""
    return _BLANKS_AND_MARKS.sub("", "".join(_words(value)))


def _words(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _words(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _words(item)
    elif hasattr(value, "__struct_fields__"):
        for name in value.__struct_fields__:
            yield from _words(getattr(value, name))
