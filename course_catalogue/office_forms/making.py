"""The forms as files: empty ones for the site, and one with a course in it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from course_catalogue import addresses
from course_catalogue.office_forms.layout import form_of
from course_catalogue.office_forms.word_form import word_form
from course_catalogue.office_forms.workbook import workbook
from course_catalogue.output import OutputFile
from course_catalogue.schemas import Schemas
from course_catalogue.vocabulary import Thresholds

KINDS = ("series", "premium", "extension", "base", "provider")
_MAKERS: Mapping[str, Callable[..., bytes]] = {".docx": word_form, ".xlsx": workbook}
ENDINGS = tuple(_MAKERS)
_FEW = 4
"""Copies of a section of which there may be any number."""


def templates(schemas: Schemas, thresholds: Thresholds) -> Iterator[OutputFile]:
    """Every empty form, as it stands on the site."""
    written = json.dumps(schemas.by_name, ensure_ascii=False)
    for kind in KINDS:
        for ending in ENDINGS:
            copies = _copies(kind, ending, thresholds)
            yield OutputFile(addresses.template_of(kind, ending), _empty(written, kind, ending, copies))


def exported(kind: str, data: Mapping[str, Any], ending: str, schemas: Schemas) -> bytes:
    """A form with what a file of this kind holds: authoring.office.imported gives it back."""
    return _MAKERS[ending](form_of(kind, schemas), schemas, _FEW, data)


def _copies(kind: str, ending: str, thresholds: Thresholds) -> int:
    """A sheet for each session that there may be; on paper, those that there must be."""
    if kind != "series":
        return _FEW
    return thresholds.sessions_max if ending == ".xlsx" else thresholds.sessions_min


@lru_cache(maxsize=len(KINDS) * len(ENDINGS))  # a preview builds again and again
def _empty(written: str, kind: str, ending: str, copies: int) -> bytes:
    """`written` are the schemas as JSON: two forms of the same schemas are the same."""
    schemas = Schemas(json.loads(written))
    return _MAKERS[ending](form_of(kind, schemas), schemas, copies)
