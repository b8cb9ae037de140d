"""The forms as files: empty ones for the site, and one with a course in it."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from course_catalogue import addresses
from course_catalogue.kept_folder import digest_of, kept_folder, put
from course_catalogue.office_forms.layout import form_of
from course_catalogue.office_forms.word_form import word_form
from course_catalogue.office_forms.workbook import workbook
from course_catalogue.output import OutputFile
from course_catalogue.packs.word import document_file
from course_catalogue.schemas import Schemas
from course_catalogue.sources import KINDS
from course_catalogue.vocabulary import Thresholds, Vocabulary

_MAKERS: Mapping[str, Callable[..., bytes]] = {".docx": word_form, ".xlsx": workbook}
ENDINGS = tuple(_MAKERS)
_FORMS = tuple((kind, ending) for kind in KINDS for ending in ENDINGS)
_FEW = 4
"""Copies of a section of which there may be any number."""


def templates(schemas: Schemas, vocabulary: Vocabulary) -> Iterator[OutputFile]:
    """Every empty form, as it stands on the site."""
    for kind, ending in _FORMS:
        form, copies = form_of(kind, schemas, vocabulary), _copies(kind, ending, vocabulary.thresholds)
        yield OutputFile(addresses.template_of(kind, ending), _MAKERS[ending](form, schemas, copies))


def kept_templates(schemas: Schemas, vocabulary: Vocabulary) -> list[OutputFile]:
    """The same, made once for each state of the schemas and of this program, which takes most of a second."""
    kept = kept_folder()
    if kept is None:
        return list(templates(schemas, vocabulary))
    sessions = (vocabulary.thresholds.sessions_min, vocabulary.thresholds.sessions_max)
    districts = (vocabulary.districts, vocabulary.district_aliases)
    written = json.dumps([schemas.by_name, sessions, districts], ensure_ascii=False)
    folder = kept / "office-forms" / sha256((_program() + written).encode()).hexdigest()[:32]
    if not folder.is_dir():
        folder.parent.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as name:
            made = Path(name, "made")
            for file in templates(schemas, vocabulary):
                path = made / file.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(file.content)
            put(made, folder)
    paths = [addresses.template_of(kind, ending) for kind, ending in _FORMS]
    return [OutputFile(path, (folder / path).read_bytes()) for path in paths]


@cache
def _program() -> str:
    """Whatever else decides how a form looks: this package, the parts of a Word file, and the libraries."""
    word = Path(document_file.__file__).parent
    sources = [*Path(__file__).parent.glob("*.py"), *(path for path in word.rglob("*") if path.suffix != ".pyc")]
    versions = " ".join(map(version, ("xlsxwriter", "python-docx")))
    return versions + digest_of(sorted(path for path in sources if path.is_file()))


def exported(
    kind: str, data: Mapping[str, Any], ending: str, schemas: Schemas, vocabulary: Vocabulary | None = None
) -> bytes:
    """A form with what a file of this kind holds: authoring.office.imported gives it back."""
    return _MAKERS[ending](form_of(kind, schemas, vocabulary), schemas, _FEW, data)


def _copies(kind: str, ending: str, thresholds: Thresholds) -> int:
    """A sheet for each session that there may be; on paper, those that there must be."""
    if kind != "series":
        return _FEW
    return thresholds.sessions_max if ending == ".xlsx" else thresholds.sessions_min
