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

import msgspec

Steps = tuple[str | int, ...]

_HARMLESS = frozenset({"format", "status", "updated", "former_ids", "tags", "opening_hours", "closed_days"})
"""Fields that may change without a new look: they say nothing that a reviewer has judged."""
_HARMLESS_INSIDE = {"offer": frozenset({"terms", "weekdays", "from_date", "classes_per_term", "lead_weeks"})}
"""When a course is given changes every term; where, and how to apply, does not."""
_IN_PARTS = "sessions"
_FIRST = (
    "safety", "hazards", "safety_notes", "pupils_per_adult", "staffing", "price", "grades",
    "title", "name", "sessions", "steps", "itinerary", "tasks",
)  # fmt: skip


def digest_lines(data: Mapping[str, Any]) -> tuple[str, ...]:
    """`price 3f0c…`, `sessions 2 9ab1…`: in the order of the file."""
    return tuple(_lines(data))


def changed_fields(now: Iterable[str], reviewed: Iterable[str]) -> tuple[Steps, ...]:
    """Steps to what differs, that which matters most to pupils and parents first; sessions are known by their content.

    A session that moved is no change of its own; steps to `sessions` alone say that one is gone or that their order changed.
    """
    here, there = _by_name(now), _by_name(reviewed)
    names = [name for name in dict.fromkeys((*here, *there)) if here.get(name) != there.get(name)]
    names.sort(key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST))
    return tuple(steps for name in names for steps in _steps(name, here.get(name, ()), there.get(name, ())))


def _lines(data: Mapping[str, Any]) -> Iterator[str]:
    for name, value in data.items():
        if name in _HARMLESS:
            continue
        if name == _IN_PARTS and isinstance(value, list):
            yield from (f"{name} {number} {_digest(item)}" for number, item in enumerate(value, start=1))
        else:
            hidden = _HARMLESS_INSIDE.get(name, frozenset())
            if hidden and isinstance(value, dict):
                value = {key: part for key, part in value.items() if key not in hidden}
            yield f"{name} {_digest(value)}"


def _digest(value: Any) -> str:
    return hashlib.sha256(msgspec.json.encode(value, order="sorted")).hexdigest()[:32]


def _by_name(lines: Iterable[str]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for line in lines:
        parts = line.split(" ")
        found.setdefault(parts[0], []).append(parts[-1])
    return {name: tuple(digests) for name, digests in found.items()}


def _steps(name: str, here: tuple[str, ...], there: tuple[str, ...]) -> Iterator[Steps]:
    if name != _IN_PARTS:
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
