"""What search knows of a course: its card, its facets, and its text in the order of its weight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from course_catalogue import richtext
from course_catalogue.cards import Card, card_of, mode_of
from course_catalogue.catalogue import Catalogue
from course_catalogue.facets import Facet, facets_of
from course_catalogue.model import AnyCourse, PremiumCourse, SeriesCourse
from course_catalogue.search.encoding import one_line
from course_catalogue.wording import duration

_KINDS = ("series", "premium", "extension")
_SAYS_NOTHING = ("课程", "科学")
"""Ends of most kinds and fields: a search for such a word would find all courses. With its end a label is a facet's word."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A course in the index. `price` is yuan a pupil for the whole course, None where it is not known.

    `facets` holds the ids of its values for every facet, in the order of the facets. `places` are the
    districts as their author wrote them: 全市 and functional zones are in no facet. `lines` are (label, text) of its sessions,
    or of its objectives and tasks, and of what it is aligned to; label is shown before an excerpt and is not searched.
    `labels` are the words of the catalogue under which the course stands (精品研学, 社团, 12 课时, 周三), as its page prints them;
    `label_words` are what is searched of them.
    """

    card: Card
    facets: tuple[tuple[str, ...], ...]
    price: float | None
    places: tuple[str, ...]
    owner: str
    theme: str
    tags: tuple[str, ...]
    summary: str
    lines: tuple[tuple[str, str], ...]
    labels: tuple[str, ...]
    label_words: tuple[str, ...]

    @property
    def fields(self) -> tuple[tuple[str, ...], ...]:
        """What is searched: title, what says whose and about what it is, summary, lines."""
        about = (self.owner, self.card.by, self.theme, *self.tags, *self.places, *self.label_words)
        return (self.card.title,), about, (self.summary,), tuple(text for _, text in self.lines)


def entries_of(catalogue: Catalogue, facets: tuple[Facet, ...] | None = None) -> tuple[Entry, ...]:
    """All listed courses: series first, then premium and extension courses, each kind by key."""
    facets = facets if facets is not None else facets_of(catalogue)
    ordered = sorted(catalogue.listed, key=lambda course: (_KINDS.index(course.origin.kind), course.key))
    return tuple(_entry(catalogue, course, facets) for course in ordered)


def _entry(catalogue: Catalogue, course: AnyCourse, facets: tuple[Facet, ...]) -> Entry:
    card = card_of(catalogue, course)
    broad = (card.kind, *catalogue.fields_of(course))
    level = card.level.removeprefix("评审")
    narrow = tuple(
        filter(None, (mode_of(course), *_settings(course), level, duration(course), *_weekdays(catalogue, course)))
    )
    return Entry(
        card=card,
        facets=tuple(facet.of(course) for facet in facets),
        price=_price(course),
        places=course.offer.districts if isinstance(course, SeriesCourse) else (),
        owner=one_line(catalogue.owner_of(course).name),
        theme=one_line(course.theme) if isinstance(course, SeriesCourse) else "",
        tags=tuple(map(one_line, course.tags)),
        summary=one_line(richtext.to_plain(course.summary)),
        lines=tuple((label, one_line(text)) for label, text in (*_lines(course), *_standards(catalogue, course))),
        labels=(*broad, *narrow),
        label_words=(*map(_telling, broad), *narrow),
    )


def _telling(label: str) -> str:
    return next((label.removesuffix(end) for end in _SAYS_NOTHING if label.endswith(end)), label)


def _weekdays(catalogue: Catalogue, course: AnyCourse) -> tuple[str, ...]:
    if isinstance(course, SeriesCourse):
        return course.offer.weekdays
    return () if mode_of(course) == "线上" else course.weekdays or catalogue.base_of(course).open_days


def _settings(course: AnyCourse) -> tuple[str, ...]:
    return course.settings if isinstance(course, SeriesCourse) else ()


def _price(course: AnyCourse) -> float | None:
    if course.price is None:
        return None
    if course.price.is_free:
        return 0
    return course.total_fee if isinstance(course, SeriesCourse) else course.price.total


def _lines(course: AnyCourse) -> Iterator[tuple[str, str]]:
    if isinstance(course, SeriesCourse):
        for number, session in enumerate(course.outlines, 1):
            aims = "；".join(objective.text for objective in session.objectives)
            yield f"第 {number} 课时", f"{session.title}：{aims}" if aims else session.title
        return
    for objective in course.objectives:
        yield "学习目标", objective.text
    if isinstance(course, PremiumCourse):
        for task in course.tasks:
            yield "研学任务", task.title
    elif course.steps:
        yield "活动过程", "、".join(step.name for step in course.steps)


def _standards(catalogue: Catalogue, course: AnyCourse) -> Iterator[tuple[str, str]]:
    """What it is aligned to, as its page prints it: who asks for 植物 means a course on 植物能制造和获取养分, 5.1, too."""
    targets = (catalogue.vocabulary.targets[alignment.target] for alignment in course.alignments)
    names = dict.fromkeys(f"{target.code} {target.name}" for target in targets)
    if names:
        yield "课程标准", "；".join(names)
