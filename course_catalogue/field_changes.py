"""What differs between two versions of a record's plain data, field by field.

Items of a list are known by their name, not by their place, so that an inserted session is one addition and not
a change of all that follow.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from typing import Any

Steps = tuple[str | int, ...]
_NAMES = ("id", "title", "name", "target", "criterion", "payer", "role", "belief", "situation", "start", "text", "kind")
_ALIKE = 0.5
_MOST_PAIRS = 2_500


class Kind(Enum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """`steps` lead into the new data, of what was removed into the old; of a simple list's item to the list itself.

    `place_before` and `place` are the places (from 1) of an item that moved.
    """

    kind: Kind
    steps: Steps
    before: Any = None
    after: Any = None
    place_before: int = 0
    place: int = 0


def field_changes(before: dict[str, Any], after: dict[str, Any], steps: Steps = ()) -> Iterator[FieldChange]:
    """In the order of the new data; what is gone comes last."""
    for name, value in after.items():
        if name not in before:
            yield FieldChange(Kind.ADDED, (*steps, name), after=value)
        else:
            yield from _value(before[name], value, (*steps, name))
    for name, value in before.items():
        if name not in after:
            yield FieldChange(Kind.REMOVED, (*steps, name), before=value)


def _value(before: Any, after: Any, steps: Steps) -> Iterator[FieldChange]:
    if isinstance(before, dict) and isinstance(after, dict):
        yield from field_changes(before, after, steps)
    elif isinstance(before, list) and isinstance(after, list):
        yield from _items(before, after, steps)
    elif before != after or isinstance(before, bool) is not isinstance(after, bool):
        yield FieldChange(Kind.CHANGED, steps, before, after)


def _items(before: list[Any], after: list[Any], steps: Steps) -> Iterator[FieldChange]:
    pairs = _paired(before, after)
    kept = dict(pairs)
    in_order = _longest_rise([kept[index] for index in sorted(kept)])
    partners = {new: old for old, new in pairs}
    for new, item in enumerate(after):
        groups = isinstance(item, dict | list)
        here = (*steps, new) if groups else steps
        old = partners.get(new)
        if old is None:
            yield FieldChange(Kind.ADDED, here, after=item)
            continue
        if new not in in_order:
            yield FieldChange(Kind.MOVED, here, item, item, old + 1, new + 1)
        yield from _value(before[old], item, (*steps, new))
    for old, item in enumerate(before):
        if old not in kept:
            yield FieldChange(Kind.REMOVED, (*steps, old) if isinstance(item, dict | list) else steps, before=item)


def _paired(before: list[Any], after: list[Any]) -> list[tuple[int, int]]:
    """(old place, new place) of items that are the same one: of equal name, else alike."""
    named = {name: place for place, name in enumerate(_names(before))}
    pairs = []
    free_after = []
    for new, name in enumerate(_names(after)):
        old = named.pop(name, None)
        if old is None:
            free_after.append(new)
        else:
            pairs.append((old, new))
    free_before = sorted(named.values())
    if len(free_before) * len(free_after) <= _MOST_PAIRS:
        pairs.extend(_alike(before, after, free_before, free_after))
    return sorted(pairs)


def _names(items: Sequence[Any]) -> list[tuple[Any, int]]:
    """What each item is called, and how many before it are called the same."""
    seen: dict[Any, int] = {}
    names = []
    for item in items:
        name = _name(item)
        seen[name] = seen.get(name, -1) + 1
        names.append((name, seen[name]))
    return names


def _name(item: Any) -> str:
    if isinstance(item, dict):
        return next((f"{key}={item[key]!r}" for key in _NAMES if key in item), "")
    return repr(item)


def _alike(before: list[Any], after: list[Any], olds: list[int], news: list[int]) -> Iterator[tuple[int, int]]:
    rest = list(olds)
    for new in news:
        best = max(rest, key=lambda old: likeness(before[old], after[new]), default=None)
        if best is not None and likeness(before[best], after[new]) >= _ALIKE:
            rest.remove(best)
            yield best, new


def likeness(one: Any, other: Any) -> float:
    """0 for nothing in common, 1 for the same: the share of equal fields, or of equal letters."""
    if isinstance(one, dict) and isinstance(other, dict):
        keys = {**one, **other}
        equal = [key for key in keys if one.get(key) == other.get(key)]
        return len(equal) / max(len(keys), 1)
    if isinstance(one, str) and isinstance(other, str):
        return SequenceMatcher(None, one[:500], other[:500], autojunk=False).ratio()
    return 1.0 if one == other else 0.0


def _longest_rise(places: list[int]) -> set[int]:
    """The longest part of a sequence of distinct numbers that rises: items that did not move."""
    tails: list[int] = []
    tail_at: list[int] = []
    previous: list[int] = []
    for number, place in enumerate(places):
        length = bisect_left(tails, place)
        previous.append(tail_at[length - 1] if length else -1)
        tails[length:] = [place] if length == len(tails) else [place, *tails[length + 1 :]]
        tail_at[length:] = [number] if length == len(tail_at) else [number, *tail_at[length + 1 :]]
    found = set()
    here = tail_at[-1] if tail_at else -1
    while here >= 0:
        found.add(places[here])
        here = previous[here]
    return found
