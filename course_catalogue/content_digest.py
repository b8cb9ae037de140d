"""What a record said when it was reviewed, pinned as digests: one line a field, one line a session.

The lines stand in the review (`reviewed_content`), which only maintainers write, so a later change of the course
shows without any version history. A digest is 128 bits of SHA-256 over the field's data as JSON with sorted keys:
the order of keys, comments and the way of quoting do not matter.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from course_catalogue.canonical import PARTS, Encoded, encode

Steps = tuple[str | int, ...]

_HARMLESS = frozenset({"format", "status", "updated", "former_ids", "tags", "opening_hours", "closed_days"})
"""Fields that may change without a new look: they say nothing that a reviewer has judged."""
_HARMLESS_INSIDE = {"offer": frozenset({"terms", "weekdays", "from_date", "classes_per_term", "lead_weeks"})}
"""When a course is given changes every term; where, and how to apply, does not."""
_FIRST = (
    "safety", "hazards", "safety_notes", "pupils_per_adult", "staffing", "price", "grades",
    "title", "name", "sessions", "steps", "itinerary", "tasks",
)  # fmt: skip


def digest_lines(data: Mapping[str, Any], encoded: Encoded) -> tuple[str, ...]:
    """`price 3f0c…`, `sessions 2 9ab1…`: in the order of the file. `encoded` is `data` as `encode_fields` gives it."""
    return tuple(_lines(data, encoded))


def changed_fields(now: Iterable[str], reviewed: Iterable[str]) -> tuple[Steps, ...]:
    """Steps to what differs, that which matters most to pupils and parents first; sessions are known by their content.

    A session that moved is no change of its own; steps to `sessions` alone say that one is gone or that their order changed.
    """
    here, there = _by_name(now), _by_name(reviewed)
    names = [name for name in dict.fromkeys((*here, *there)) if here.get(name) != there.get(name)]
    names.sort(key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST))
    return tuple(steps for name in names for steps in _steps(name, here.get(name, ()), there.get(name, ())))


def _lines(data: Mapping[str, Any], encoded: Encoded) -> Iterator[str]:
    for name, value in data.items():
        if name in _HARMLESS:
            continue
        if name not in encoded.fields:
            yield from (f"{name} {number} {_digest(part)}" for number, part in enumerate(encoded.parts, start=1))
        elif name in _HARMLESS_INSIDE and isinstance(value, dict):
            judged = {key: part for key, part in value.items() if key not in _HARMLESS_INSIDE[name]}
            yield f"{name} {_digest(encode(judged))}"
        else:
            yield f"{name} {_digest(encoded.fields[name])}"


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:32]


def _by_name(lines: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for line in lines:
        parts = line.split(" ")
        found.setdefault(parts[0], []).append(parts[-1])
    return {name: tuple(digests) for name, digests in found.items()}


def _steps(name: str, here: tuple[str, ...], there: tuple[str, ...]) -> Iterator[Steps]:
    if name != PARTS:
        yield (name,)
        return
    known = Counter(there)
    new = []
    for index, digest in enumerate(here):
        if known[digest]:
            known[digest] -= 1
        else:
            new.append(index)
    yield from ((name, index) for index in new)
    if not new or len(here) < len(there):
        yield (name,)
