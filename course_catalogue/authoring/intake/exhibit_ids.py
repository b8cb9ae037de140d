"""Exhibits that a form names, by the ids that their base has given them: a form without ids is read with pinyin in their place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from course_catalogue.authoring.id_proposals import proposed_ids

Exhibits = Iterable[Mapping[str, Any]]


def as_before(exhibits: Exhibits, before: Exhibits) -> list[dict[str, Any]]:
    """The exhibits of a base, each of a known name with the id that it had; an id that the base has stays."""
    by_name = {exhibit["name"]: exhibit["id"] for exhibit in before}
    known = set(by_name.values())
    return [
        {**exhibit, "id": by_name[exhibit["name"]]}
        if exhibit.get("name") in by_name and exhibit.get("id") not in known and _is_pinyin(exhibit)
        else dict(exhibit)
        for exhibit in exhibits
    ]


def _is_pinyin(exhibit: Mapping[str, Any]) -> bool:
    return str(exhibit.get("id", "")).startswith(proposed_ids(exhibit["name"], ())[0])


def as_in_base(data: Mapping[str, Any], base: Exhibits) -> dict[str, Any]:
    """The data of a course that refers to exhibits by the pinyin of their names, with their ids."""
    exhibits = list(base)
    ids = {exhibit["id"] for exhibit in exhibits}
    by_sound = {proposed_ids(exhibit["name"], ())[0]: exhibit["id"] for exhibit in exhibits}
    return {
        name: _replaced(name, value, {sound: own for sound, own in by_sound.items() if sound not in ids})
        for name, value in data.items()
    }


def _replaced(name: str, value: Any, ids: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {key: _replaced(key, part, ids) for key, part in value.items()}
    if isinstance(value, list):
        return [_replaced("exhibit" if name == "exhibits" else name, part, ids) for part in value]
    return ids.get(value, value) if name == "exhibit" and isinstance(value, str) else value
