"""What is sound of a document that does not fit its schema: data and a record in which all that is wrong is UNSOUND."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

import msgspec

from course_catalogue.documents import MAX_FINDINGS, Document
from course_catalogue.field_names import meant
from course_catalogue.model import Origin, Record, SeriesCourse, build_record
from course_catalogue.parts import Session
from course_catalogue.schema_check import Schemas, is_soft
from course_catalogue.unsound import UNSOUND, Places, Steps, in_plain_data, in_record, tree_of


@dataclass(frozen=True, slots=True)
class PartialDocument(Document):
    """A document whose data differ from what the file says; places are those of the file, `whole`."""

    whole: Document | None = None

    def _find(self, steps: Steps) -> tuple[int, str | int | None]:
        assert self.whole is not None
        return self.whole._find(steps)


class _PartialOrigin(Origin):
    """The origin of a record whose sessions are not all sound."""

    __slots__ = ("_partial",)

    def __init__(self, document: Document, sessions: tuple[Session, ...]) -> None:
        super().__init__(document.path, document.kind, document.data.get("status", ""), document)
        self._partial = sessions

    def sessions(self) -> tuple[Session, ...]:
        return self._partial


@dataclass(frozen=True, slots=True)
class SoundParts:
    """A document to run rows and text checks on, and its record for the rules."""

    document: Document
    record: Record


def sound_parts(document: Document, schemas: Schemas) -> SoundParts | None:
    """The sound parts; None where too much is wrong to know all that is."""
    misfits = list(islice(schemas.errors(document.kind, document.data), MAX_FINDINGS))
    if len(misfits) == MAX_FINDINGS:
        return None
    tree = tree_of(_unsound_places(document, schemas, misfits))
    marked = in_plain_data(document.data, tree)
    if "status" in tree:
        marked["status"] = "draft"  # rules only warn then, which is true of any status
        del tree["status"]
    filled = _filled(schemas, document.kind, marked, ())
    record = build_record(_with_data(document, filled))
    return SoundParts(_with_data(document, marked), _partial_record(record, tree))


def _with_data(document: Document, data: dict[str, Any]) -> Document:
    return PartialDocument(document.path, document.kind, data, document.marks, document.empty_keys, document)


def _unsound_places(document: Document, schemas: Schemas, misfits: list[Any]) -> Iterator[Steps]:
    for misfit in misfits:
        steps = tuple(misfit.instance_path)
        match misfit.kind.name:
            case "required":
                yield (*steps, misfit.kind.property)
            case "additionalProperties":
                for name in misfit.kind.unexpected:
                    yield from _misplaced(document, schemas, steps, name)
            case _ if not is_soft(document, schemas, misfit):
                yield steps
    for key in schemas.empty_unknown(document):
        yield from _misplaced(document, schemas, key.steps[:-1], str(key.steps[-1]))


def _misplaced(document: Document, schemas: Schemas, steps: Steps, name: str) -> Iterator[Steps]:
    """A name that the schema does not have here, and every field that was left out and may be the one meant."""
    yield (*steps, name)
    group = document.value(*steps) or {}
    for other in schemas.at(document.kind, steps).get("properties", {}):
        if other not in group:
            yield (*steps, other)
    for path in meant(schemas, document.kind, steps, name, document.value(*steps, name)).belongs:
        for place in _groups_at(document.data, path, steps, ()):
            if document.value(*place, name) is None:
                yield (*place, name)


def _groups_at(value: Any, path: tuple[str, ...], near: Steps, here: Steps) -> Iterator[Steps]:
    """Every group at a path without list numbers; of a list that leads to `near` only the item on the way."""
    if isinstance(value, list):
        on_the_way = near[: len(here)] == here and len(near) > len(here)
        for number in [near[len(here)]] if on_the_way else range(len(value)):
            yield from _groups_at(value[int(number)], path, near, (*here, number))
    elif isinstance(value, dict):
        if not path:
            yield here
        elif path[0] in value:
            yield from _groups_at(value[path[0]], path[1:], near, (*here, path[0]))


def _filled(schemas: Schemas, kind: str, value: Any, steps: Steps) -> Any:
    """Data that a record can be made of: UNSOUND gives way to something of its type, or to nothing."""
    if value is UNSOUND:
        return _of_type(schemas, schemas.at(kind, steps))
    if isinstance(value, list):
        return [_filled(schemas, kind, item, (*steps, number)) for number, item in enumerate(value)]
    if not isinstance(value, dict):
        return value
    schema = schemas.at(kind, steps)
    needed, known = schema.get("required", ()), schema.get("properties", {})
    return {
        name: _filled(schemas, kind, item, (*steps, name))
        for name, item in value.items()
        if name in known and (item is not UNSOUND or name in needed)
    }


def _of_type(schemas: Schemas, schema: dict[str, Any]) -> Any:
    """A value of the type of a field."""
    if "examples" in schema or "enum" in schema:
        return (schema.get("examples") or schema["enum"])[0]
    match schema.get("type"):
        case "object":
            parts = schema.get("properties", {})
            return {name: _of_type(schemas, schemas.resolve(parts[name])) for name in schema.get("required", ())}
        case "array":
            length = schema.get("minItems", 0)
            is_of_fixed_length = length == schema.get("maxItems")  # a point is a pair of numbers
            return [_of_type(schemas, schemas.resolve(schema["items"]))] * length if is_of_fixed_length else []
        case "boolean":
            return False
        case "integer" | "number":
            return 1
        case _:
            return schema.get("const", "")


_FROM_SESSIONS = ("hazards", "session_count", "like_sessions")
"""Fields of a series that are made from its sessions."""


def _partial_record(record: Record, tree: Places) -> Record:
    if isinstance(record, SeriesCourse):
        document = record.origin.document
        origin = _PartialOrigin(document, in_record(record.origin.sessions(), tree.get("sessions", {})))
        made = _FROM_SESSIONS if "sessions" in tree else ()
        record = msgspec.structs.replace(record, origin=origin)
        return in_record(record, tree | dict.fromkeys(made, UNSOUND))  # type: ignore[no-any-return]
    return in_record(record, tree)  # type: ignore[no-any-return]
