"""What the submission form knows: the model of each kind of file and what is public of the catalogue, as classic scripts.

    form/model-<kind>.js   the schema of a kind with its references put in, and the rows of rules.yml for it
    form/context.js        thresholds, vocabulary, words, and the public records: what rules compare a file with

A model is the schema itself: title, description, examples, type, limits, x-due and x-text of each field, in its order.
What a description says of YAML is said of a form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from course_catalogue.catalogue import Catalogue
from course_catalogue.codes import CODES
from course_catalogue.file_rules import Row
from course_catalogue.hint_words import in_web_words
from course_catalogue.model import AnyCourse, Base, Provider
from course_catalogue.output import OutputFile
from course_catalogue.redirects import redirects
from course_catalogue.schemas import Schemas
from course_catalogue.sources import KINDS
from course_catalogue.value_mends import own_unit
from course_catalogue.words import WordList, Words

FOLDER = "form"
_GLOBAL = "window.courseCatalogueForm"


def data_files(catalogue: Catalogue, schemas: Schemas, rows: tuple[Row, ...]) -> Iterator[OutputFile]:
    """Every script that holds data; `rows` are those of rules.yml, in the city's words."""
    for kind in KINDS:
        own = [_row(row) for row in rows if kind in row.kinds]
        yield _script(
            f"model-{kind}",
            f"form.models[{kind!r}] = {_json(model_of(schemas, kind))};\nform.rows[{kind!r}] = {_json(own)};\n",
        )
    yield _script("context", f"form.context = {_json(context_of(catalogue))};\n")


def model_of(schemas: Schemas, kind: str) -> dict[str, Any]:
    """The schema of a kind of file without a single reference."""
    model = _whole(schemas, schemas.by_name[kind])
    return {key: value for key, value in model.items() if key != "$schema"}


def _whole(schemas: Schemas, schema: dict[str, Any]) -> dict[str, Any]:
    whole = dict(schemas.resolve(schema))
    if whole.get("type") in ("integer", "number") and (unit := own_unit(whole)):
        whole["unit"] = unit
    if "description" in whole:
        whole["description"] = in_web_words(whole["description"])
    if "properties" in whole:
        whole["properties"] = {name: _whole(schemas, part) for name, part in whole["properties"].items()}
    if "items" in whole:
        whole["items"] = _whole(schemas, whole["items"])
    return whole


def _row(row: Row) -> dict[str, Any]:
    """A row as rules.yml has it, without what is not given."""
    written: dict[str, Any] = msgspec.to_builtins(row)
    defaults: dict[str, Any] = msgspec.to_builtins(_bare_row())
    return {key: value for key, value in written.items() if key != "kinds" and value != defaults[key]}


@cache
def _bare_row() -> Row:
    return Row(code="", kinds=(), op="", severity="error", message="", found="", expected="", mend="")


def context_of(catalogue: Catalogue) -> dict[str, Any]:
    """What a file is compared with: nothing of a record that has no page."""
    vocabulary = catalogue.vocabulary
    return {
        "thresholds": vocabulary.thresholds,
        "targets": [
            {
                "id": target.id, "code": target.code, "name": target.name, "standard": target.standard,
                "field": target.field, "concept": target.concept, "stages": target.stages,
            }
            for target in vocabulary.targets.values()
        ],
        "concepts": [
            {"id": concept.id, "code": concept.code, "name": concept.name, "field": concept.field}
            for concept in vocabulary.concepts.values()
        ],
        "districts": [{"code": code, "name": name} for code, name in vocabulary.districts.items()],
        "zones": vocabulary.district_aliases,
        "owners": [_owner(owner) for owner in catalogue.public_owners],
        "courses": [_course(course) for course in catalogue.public_courses],
        "former": sorted({former for former, record in redirects(catalogue) if catalogue.is_public(record)}),
        "codes": {code: {"title": text.title, "waivable": text.waivable} for code, text in CODES.items()},
        "words": _words(vocabulary.words),
        "printable": (Path(__file__).with_name("printable_characters.txt")).read_text("ascii").split(),
    }  # fmt: skip


def _owner(owner: Provider | Base) -> dict[str, Any]:
    facts: dict[str, Any] = {"key": owner.key, "kind": "provider", "name": owner.name}
    if isinstance(owner, Base):
        facts |= {"kind": "base", "exhibits": [{"id": exhibit.id, "name": exhibit.name} for exhibit in owner.exhibits]}
    return facts


def _course(course: AnyCourse) -> dict[str, Any]:
    return {"key": course.key, "owner": course.owner, "title": course.title}


def _words(words: Words) -> dict[str, Any]:
    return {
        "before": words.before,
        "after": words.after,
        "telling": words.telling,
        "hazards": {"fields": sorted(words.hazards.fields), "kinds": list(map(_word_list, words.hazards.kinds))},
        "commercial": list(map(_word_list, words.commercial)),
        "tutoring": list(map(_word_list, words.tutoring)),
        "wishful": list(map(_word_list, words.wishful)),
        "personal": words.personal,
    }


def _word_list(words: WordList) -> dict[str, Any]:
    return {
        "words": words.words,
        "unless": words.unless,
        "fields": sorted(words.fields),
        "kind": words.kind,
    }


def _json(value: object) -> str:
    """JSON that a script may hold."""
    text = msgspec.json.encode(value).decode()
    return re.sub("[\u2028\u2029]", lambda found: f"\\u{ord(found.group()):x}", text)


def _script(name: str, statements: str) -> OutputFile:
    """The global is made by whichever script is loaded first (site_overrides/form/src/form.js)."""
    opening = f"const form = {_GLOBAL} || ({_GLOBAL} = {{}});\n"
    parts = "for (const part of ['engines', 'models', 'rows']) form[part] = form[part] || {};\n"
    return OutputFile(
        f"{FOLDER}/{name}.js", f'(function () {{\n"use strict";\n{opening}{parts}{statements}}})();\n'.encode()
    )
