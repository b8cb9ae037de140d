"""Share pictures of all listed courses, drawn in worker processes; what was drawn before is taken from the store.

A site that does not know its own address has none: the QR code would lead nowhere. A picture that cannot be drawn is
told; its page then has no link to it.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from pathlib import Path

from course_catalogue import addresses
from course_catalogue.cards import card_of
from course_catalogue.catalogue import Catalogue
from course_catalogue.model import AnyCourse
from course_catalogue.output import OutputFile
from course_catalogue.packs.print_store import PrintStore
from course_catalogue.packs.share_layout import ShareText
from course_catalogue.packs.typst_compiler import Printed
from course_catalogue.packs.workers import answers
from course_catalogue.site_identity import SiteIdentity

_LABELS = ("年级", "形式", "费用", "安全", "评审")
# Seconds for one picture, which takes a twentieth of one.
_TIME_LIMIT = 60
_MEMORY_LIMIT = 768 * 2**20
# With fewer pictures for each core, starting a process takes longer than it saves.
_PICTURES_WORTH_A_PROCESS = 20
_TEMPLATE = "share"  # under which the store keeps them


@dataclass(frozen=True, slots=True)
class SharePicture:
    """The picture of one course, or a `fault` in Chinese."""

    course_key: str
    file: OutputFile | None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class _Job:
    course_key: str
    path: str
    text: ShareText


def share_pictures(
    catalogue: Catalogue, identity: SiteIdentity, fonts: Path, store: PrintStore | None = None
) -> Iterator[SharePicture]:
    """In the order of the listed courses; nothing for a sample."""
    if identity.is_sample:
        return
    courses = catalogue.listed
    jobs = (
        _Job(course.key, addresses.share_picture(course), share_text(catalogue, identity, course)) for course in courses
    )
    yield from answers(
        jobs,
        start=partial(_start, fonts, store),
        failed=_failed,
        workers=max(1, min(os.cpu_count() or 1, len(courses) // _PICTURES_WORTH_A_PROCESS)),
        limit=_TIME_LIMIT,
        known=partial(_kept, store),
        memory=_MEMORY_LIMIT,
    )


def share_text(catalogue: Catalogue, identity: SiteIdentity, course: AnyCourse) -> ShareText:
    """The words of its card, and the address of its page."""
    card = card_of(catalogue, course)
    return ShareText(
        title=card.title,
        kind=card.kind,
        field=card.field,
        by=card.by,
        facts=tuple(zip(_LABELS, card.facts, strict=True)),
        site=identity.name,
        publisher=identity.publisher,
        address=f"{identity.url}{addresses.page_of(course)}",
    )


def _start(fonts: Path, store: PrintStore | None) -> Callable[[_Job], SharePicture]:
    """What a worker does first; Pillow is imported in workers only."""
    from course_catalogue.packs.share_drawing import Letters, share_picture

    letters = Letters(fonts)

    def draw(job: _Job) -> SharePicture:
        content = share_picture(job.text, letters)
        if store:
            store.keep(_name(store, job), Printed(content, pages=1, overflowing=(), remarks=()), {})
        return SharePicture(job.course_key, OutputFile(job.path, content))

    return draw


def _kept(store: PrintStore | None, job: _Job) -> SharePicture | None:
    found = store.find(_name(store, job)) if store else None
    return SharePicture(job.course_key, OutputFile(job.path, found[0].content)) if found else None


def _name(store: PrintStore, job: _Job) -> str:
    return store.name(_TEMPLATE, asdict(job.text), date.min, {})


def _failed(job: _Job, reason: str) -> SharePicture:
    return SharePicture(job.course_key, None, f"“{job.text.title}”的分享图画不出来：{reason}")
