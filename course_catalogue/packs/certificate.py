"""The certificate (结课证书): names, dates and the number are left blank, because nobody is named in a course file."""

from __future__ import annotations

from typing import Any

from course_catalogue import wording
from course_catalogue.catalogue import Catalogue
from course_catalogue.model import SeriesCourse


def certificate_data(catalogue: Catalogue, course: SeriesCourse) -> dict[str, Any]:
    return {
        "heading": "结课证书",
        "course": course.title,
        "length": wording.duration(course),
        "verdict": "完成全部学习任务，准予结课。",
        "closing": "特发此证，以资鼓励。",
        "seals": [{"label": "学校", "name": ""}, {"label": "课程机构", "name": catalogue.provider_of(course).name}],
    }
