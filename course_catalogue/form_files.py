"""What the browser's form reads, as classic scripts, because a copy of the site on a disk cannot fetch() anything.

    form/model-<kind>.js   the fields of a kind (`form_model`), handed to courseCatalogueFormModel(kind, model)
    form/words.js          what is chosen from, handed to courseCatalogueFormWords: targets of the curriculum,
                           districts, and the providers and bases that the public may see
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from course_catalogue.catalogue import Catalogue
from course_catalogue.file_rules import Row
from course_catalogue.form_model import FORM_KINDS, form_model
from course_catalogue.output import OutputFile
from course_catalogue.schemas import Schemas
from course_catalogue.wording import STAGE_LABELS


def form_files(schemas: Schemas, rows: Iterable[Row], catalogue: Catalogue) -> Iterator[OutputFile]:
    rows = tuple(rows)
    for kind in FORM_KINDS:
        yield _script(f"model-{kind}", f'courseCatalogueFormModel("{kind}",{_json(form_model(kind, schemas, rows))});')
    yield _script("words", f"courseCatalogueFormWords({_json(form_words(catalogue))});")


def form_words(catalogue: Catalogue) -> dict[str, Any]:
    """`targets`: [id, code, name, standard, concept or field, [stage …]] each; exhibits as [id, name]."""
    vocabulary = catalogue.vocabulary
    return {
        "stages": STAGE_LABELS,
        "targets": [
            [
                target.id,
                target.code,
                target.name,
                target.standard,
                vocabulary.concepts[target.concept].name if target.concept else target.field,
                list(target.stages),
            ]
            for target in vocabulary.targets.values()
        ],
        "districts": list(vocabulary.districts.items()),
        "zones": list(vocabulary.district_aliases),
        "providers": [[item.key, item.name] for item in catalogue.providers if catalogue.is_public(item)],
        "bases": [
            [item.key, item.name, [[exhibit.id, exhibit.name] for exhibit in item.exhibits]]
            for item in catalogue.bases
            if catalogue.is_public(item)
        ],
        "courses": [course.key for course in catalogue.public_courses],
    }


def _json(value: object) -> str:
    text = msgspec.json.encode(value).decode()
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _script(name: str, text: str) -> OutputFile:
    return OutputFile(f"form/{name}.js", f"{text}\n".encode())
