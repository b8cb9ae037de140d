"""Exhibits that a form names, by the ids that their base has given them: a form without ids is read with pinyin in their place.

Names are compared, never their pinyin, which 风洞 and 风洞（一层） share; where a name is not that of exactly one exhibit,
nothing is guessed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from course_catalogue.authoring.id_proposals import proposed_ids
from course_catalogue.authoring.intake.parcels import Parcel
from course_catalogue.authoring.office import Left, SoundId
from course_catalogue.authoring.office.what_follows import exhibits_replaced
from course_catalogue.nearest import folded

_MOST_NAMES = 12


class _Exhibit(NamedTuple):
    id: str
    name: str


def as_before(parcel: Parcel, before: Any) -> Parcel:
    """A base whose form names exhibits, each of a known name with the id that it had; what is new has none of the others' ids.

    `before` is what the file of the base holds as its exhibits, which in a draft may be incomplete.
    """
    if not parcel.sound_ids:
        return parcel
    there = _complete(before)
    names = Counter(folded(exhibit.name) for exhibit in _complete(parcel.data["exhibits"]))
    given = {exhibit.id for exhibit in _complete(parcel.data["exhibits"])} - {one.id for one in parcel.sound_ids}
    taken = given | {exhibit.id for exhibit in there}
    ids: dict[str, str] = {}
    new: list[SoundId] = []
    left: list[Left] = []
    for one in parcel.sound_ids:
        found = _ids_of(one.name, there)
        if len(found) == 1 and found[0] not in given and names[folded(one.name)] == 1:
            ids[one.id] = found[0]
            continue
        own = one.id if one.id not in taken else proposed_ids(one.name, taken)[0]
        ids[one.id] = own
        taken.add(own)
        new.append(replace(one, id=own))
        if found:
            left.append(
                Left(one.place, one.told.found, "叫这个名称的展项不止一个，看不出是原来的哪一个：请填原来的编号")
            )
    exhibits = [{**exhibit, "id": ids.get(exhibit.get("id"), exhibit.get("id"))} for exhibit in parcel.data["exhibits"]]
    data = {**parcel.data, "exhibits": exhibits}
    return replace(parcel, data=data, sound_ids=tuple(new), left=(*parcel.left, *left))


def as_in_base(parcel: Parcel, base: Any) -> Parcel:
    """A course whose form refers to exhibits by their names, with the ids that they have in its base."""
    there = _complete(base)
    ids: dict[str, str | None] = {}
    left: list[Left] = []
    for one in parcel.sound_ids:
        found = _ids_of(one.name, there)
        ids[one.id] = found[0] if len(found) == 1 else None
        if len(found) != 1:
            left.append(Left(one.place, one.told.found, _why(len(found), there)))
    made = {name: exhibits_replaced(name, value, ids) for name, value in parcel.data.items()}
    data = {name: value for name, value in made.items() if value is not None}
    return replace(parcel, data=data, sound_ids=(), left=(*parcel.left, *left))


def _complete(exhibits: Any) -> list[_Exhibit]:
    """Those that have both: what a draft, or a file that was mailed, has besides is told by the gates."""
    return list(_with_both(exhibits)) if isinstance(exhibits, list) else []


def _with_both(exhibits: Sequence[Any]) -> Iterator[_Exhibit]:
    for exhibit in exhibits:
        if isinstance(exhibit, dict):
            own, name = exhibit.get("id"), exhibit.get("name")
            if isinstance(own, str) and isinstance(name, str):
                yield _Exhibit(own, name)


def _ids_of(name: str, exhibits: Sequence[_Exhibit]) -> list[str]:
    """The ids of those with this name; else of those with a name that differs only in width, capital letters or spaces."""
    same = [exhibit.id for exhibit in exhibits if exhibit.name == name]
    return same or [exhibit.id for exhibit in exhibits if folded(exhibit.name) == folded(name)]


def _why(count: int, there: Sequence[_Exhibit]) -> str:
    if count:
        return "基地叫这个名称的展项不止一个，看不出是哪一个：请写展项的编号"
    if not there:
        return "基地的资料里还没有展项：请先填基地的填写表，或和它一起寄"
    names = "、".join(exhibit.name for exhibit in there[:_MOST_NAMES])
    return f"基地没有叫这个名称的展项：请写其中一个的名称（{names}{'……' if len(there) > _MOST_NAMES else ''}），或在基地的填写表里加上它"
