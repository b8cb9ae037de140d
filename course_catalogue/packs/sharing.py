"""Share pictures of all listed courses and of the site, drawn in worker processes; what was drawn before is taken from the store.

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
    """The picture of one course, or of the site (addresses.WHOLE_SITE), or a `fault` in Chinese."""

    key: str
    file: OutputFile | None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class _Job:
    key: str
    path: str
    text: ShareText


def share_pictures(
    catalogue: Catalogue, identity: SiteIdentity, fonts: Path, store: PrintStore | None = None
) -> Iterator[SharePicture]:
    """In the order of the listed courses, the site's last; nothing for a sample."""
    if identity.is_sample:
        return
    courses = catalogue.listed
    jobs = [
        _Job(course.key, addresses.share_picture(course), share_text(catalogue, identity, course)) for course in courses
    ]
    jobs.append(_Job(addresses.WHOLE_SITE, addresses.SITE_PICTURE, site_text(catalogue, identity)))
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


def site_text(catalogue: Catalogue, identity: SiteIdentity) -> ShareText:
    """What the home page promises. No counts: a picture that was sent stays as it is, counts do not."""
    fields = catalogue.vocabulary.fields
    middle = (len(fields) + 1) // 2  # where they take two lines
    return ShareText(
        title=identity.name,
        kind="",
        field="",
        by="把科学课请进学校，带孩子走进基地",
        facts=(
            ("找课", "按年级、领域、区县和形式，也能搜拼音"),
            ("领域", " · ".join("、".join(part) for part in (fields[:middle], fields[middle:]) if part)),
            ("资料", "教案、学习单和安全须知，打印就能用"),
            ("选课", "合不合我们学校，并排比较，排进学期"),
            ("基地", "几时开放、怎样预约，有哪些研学课程"),
        ),
        site="社会化科技教育课程",
        publisher=identity.publisher,
        address=identity.url,
        invitation="扫码找课程",
    )


def _start(fonts: Path, store: PrintStore | None) -> Callable[[_Job], SharePicture]:
    """What a worker does first; Pillow is imported in workers only."""
    from course_catalogue.packs.share_drawing import Letters, share_picture

    letters = Letters(fonts)

    def draw(job: _Job) -> SharePicture:
        content = share_picture(job.text, letters)
        if store:
            store.keep(_name(store, job), Printed(content, pages=1, overflowing=(), remarks=()), {})
        return SharePicture(job.key, OutputFile(job.path, content))

    return draw


def _kept(store: PrintStore | None, job: _Job) -> SharePicture | None:
    found = store.find(_name(store, job)) if store else None
    return SharePicture(job.key, OutputFile(job.path, found[0].content)) if found else None


def _name(store: PrintStore, job: _Job) -> str:
    return store.name(_TEMPLATE, asdict(job.text), date.min, {})


def _failed(job: _Job, reason: str) -> SharePicture:
    return SharePicture(job.key, None, f"“{job.text.title}”的分享图画不出来：{reason}")
