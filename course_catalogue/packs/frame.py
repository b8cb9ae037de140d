"""What every page of a pack carries: header, footer, cover notes, document properties, QR code."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from io import BytesIO
from typing import Any

import segno

from course_catalogue import addresses
from course_catalogue.cards import validity
from course_catalogue.catalogue import Catalogue
from course_catalogue.model import PremiumCourse, SeriesCourse
from course_catalogue.site_identity import SiteIdentity

SAMPLE_NOTICE = "示例数据·非官方"
SAMPLE_DETAIL = "本册由示例数据生成，课程、机构和基地都是虚构的，不能据此报名或开课。"


def frame_data(
    catalogue: Catalogue, identity: SiteIdentity, course: SeriesCourse | PremiumCourse, kind: str
) -> dict[str, Any]:
    """`kind` is what the booklet calls itself, such as 课程资料包."""
    owner = catalogue.owner_of(course)
    address = "" if identity.is_sample else f"{identity.url}{addresses.page_of(course)}"
    notice = SAMPLE_NOTICE if identity.is_sample else ""
    edition = edition_of(catalogue, course)
    return {
        "title": course.title,
        "kind": kind,
        "id": course.key.split("/", 1)[1],
        "edition": f"{edition} 版" if edition else "",
        "owner": owner.title,
        "publisher": identity.publisher or identity.name,
        "site": identity.name,
        "license": course.license,
        "validity": validity(catalogue, course),
        "notice": notice,
        "notice_detail": SAMPLE_DETAIL if identity.is_sample else "",
        "address": address,
        "qr": qr_code(address) if address else "",
        "footer": "　".join(part for part in (notice, course.license, f"出处：{identity.name}") if part),
        "keywords": [kind, *catalogue.fields_of(course), *course.tags],
    }


def edition_of(catalogue: Catalogue, course: SeriesCourse | PremiumCourse) -> str:
    """The date that names this version: of the last change, else of the review, as 2026-09-01."""
    day = _changed(catalogue, course)
    return day.isoformat() if day else ""


def edition_day(catalogue: Catalogue, course: SeriesCourse | PremiumCourse) -> date:
    """The date that a PDF carries: of its edition, so that what has not changed has the same bytes tomorrow."""
    return _changed(catalogue, course) or catalogue.today


def _changed(catalogue: Catalogue, course: SeriesCourse | PremiumCourse) -> date | None:
    review = catalogue.review_of(course)
    return course.updated or (review.date if review else None)


@lru_cache(maxsize=8)
def qr_code(address: str) -> str:
    """An SVG; medium error correction, because paper gets stained."""
    buffer = BytesIO()
    segno.make(address, error="m", micro=False).save(buffer, kind="svg", border=2, xmldecl=False, nl=False)
    return buffer.getvalue().decode("ascii")


def qr_picture(address: str) -> bytes:
    """The same as a PNG, for Word."""
    buffer = BytesIO()
    segno.make(address, error="m", micro=False).save(buffer, kind="png", border=2, scale=8)
    return buffer.getvalue()
