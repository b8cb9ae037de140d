"""A course in the words of schema.org, as JSON-LD: for reuse by other catalogues, not for ranking.

Types: Course, CourseInstance, Syllabus, AlignmentObject, LearningResource. The standards have no machine codes, so every
identifier is ours, and its propertyID says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from course_catalogue.content_policy import json_in_html
from course_catalogue.downloads import WHOLE, Download
from course_catalogue.exports.course_facts import AlignmentFacts, CourseFacts
from course_catalogue.site_identity import SiteIdentity

CONTEXT = "https://schema.org"
OUR_ID = "本站自编的编号"
_MODES = {"送课到校": "onsite", "双师课堂": "blended", "混合": "blended", "在基地": "onsite", "线上": "online"}
_LICENSES = {
    "CC BY-NC-SA 4.0": "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    "CC BY-SA 4.0": "https://creativecommons.org/licenses/by-sa/4.0/",
    "CC BY-NC 4.0": "https://creativecommons.org/licenses/by-nc/4.0/",
    "CC BY 4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}
_ENCODER = msgspec.json.Encoder()


def linked_data(
    identity: SiteIdentity, course: CourseFacts, downloads: Iterable[Download] = (), *, brief: bool = False
) -> bytes:
    """JSON that may stand in a script element as it is: no text can end the element, see `json_in_html`.

    `brief` leaves out what the page says itself at length: objectives of sessions, notes of alignments.
    """
    page = identity.url + course.page
    node = {
        "@context": CONTEXT,
        "@type": "Course",
        "@id": f"{page}#course",
        "name": course.title,
        "description": course.summary,
        "identifier": _identifier(course.key),
        "courseCode": course.key,
        "inLanguage": "zh-CN",
        "license": _LICENSES.get(course.license, course.license),
        "isAccessibleForFree": course.price.free,
        "educationalLevel": [f"{grade} 年级" for grade in course.grades],
        "audience": {"@type": "EducationalAudience", "educationalRole": "student"},
        "about": list(course.fields),
        "keywords": list(course.tags),
        "teaches": list(course.objectives),
        "coursePrerequisites": course.prerequisites,
        "provider": _owner(identity, course),
        "educationalAlignment": [_alignment(item, brief=brief) for item in course.alignments],
        "hasCourseInstance": _instance(course),
        "syllabusSections": [
            {"@type": "Syllabus", "position": session.number, "name": session.title}
            | ({} if brief else {"teaches": list(session.objectives)})
            for session in course.sessions
        ],
        "hasPart": [_pack(identity, course, download) for download in downloads if download.kind == WHOLE],
        "dateModified": course.updated.isoformat() if course.updated else "",
        "url": page if identity.url else "",
    }
    return json_in_html(_ENCODER.encode({name: value for name, value in node.items() if value not in ("", [], None)}))


def script_of(data: bytes) -> str:
    """A data block: browsers neither run it nor ask the Content-Security-Policy about it."""
    return f'<script type="application/ld+json">{data.decode()}</script>'


def _identifier(value: str) -> dict[str, Any]:
    return {"@type": "PropertyValue", "propertyID": OUR_ID, "value": value}


def _owner(identity: SiteIdentity, course: CourseFacts) -> dict[str, Any]:
    owner = {"@type": "Organization", "name": course.owner.name, "identifier": _identifier(course.owner.key)}
    return owner | ({"url": f"{identity.url}{course.owner.key}.html"} if identity.url else {})


def _alignment(item: AlignmentFacts, *, brief: bool) -> dict[str, Any]:
    node = {
        "@type": "AlignmentObject",
        "alignmentType": "teaches",
        "educationalFramework": item.standard,
        "targetName": f"{item.code} {item.name}",
        "identifier": _identifier(item.target),
    }
    return node | ({"targetDescription": item.note} if item.note and not brief else {})


def _instance(course: CourseFacts) -> dict[str, Any]:
    """How it is given; a series has no dates of its own, a visit has its place."""
    node: dict[str, Any] = {"@type": "CourseInstance", "courseMode": _MODES.get(course.form, "onsite")}
    node["description"] = f"{course.form}，{course.duration}"
    if course.size.max:
        node["maximumAttendeeCapacity"] = course.size.max
    if course.offer and course.offer.from_date:
        node["startDate"] = course.offer.from_date.isoformat()
    if course.kind != "series" and course.form != "线上":
        node["location"] = {"@type": "Place", "name": course.owner.name}
    return node


def _pack(identity: SiteIdentity, course: CourseFacts, download: Download) -> dict[str, Any]:
    node: dict[str, Any] = {
        "@type": "LearningResource",
        "name": f"{course.title}：{download.title}",
        "learningResourceType": download.title,
        "encodingFormat": _MEDIA.get(download.address.rsplit(".", 1)[-1], ""),
    }
    return node | ({"url": identity.url + download.address} if identity.url else {})


_MEDIA = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
