"""What follows from what was filled in, so that a form need not ask for it: the code of a district, the ids of exhibits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from course_catalogue.authoring.id_proposals import proposed_ids
from course_catalogue.authoring.office.cells import Cell
from course_catalogue.authoring.office.field_reading import Notes
from course_catalogue.authoring.office.values_read import SoundId
from course_catalogue.nearest import nearest
from course_catalogue.office_forms.layout import DISTRICT_NAME, Form
from course_catalogue.sources import is_id
from course_catalogue.vocabulary import City, Vocabulary


def with_what_follows(data: dict[str, Any], form: Form, vocabulary: Vocabulary, notes: Notes) -> dict[str, Any]:
    """The data of a form with it. Nothing that was written is changed; a district that nobody knows is left and told."""
    made = dict(data)
    district = made.get("district")
    if isinstance(district, dict) and "name" not in district and district.get("code") in vocabulary.districts:
        made["district"] = {**district, "name": vocabulary.districts[district["code"]]}
    elif isinstance(district, dict) and "name" in district and "code" not in district:
        section = next(one for one in form.sections if any(part.steps == DISTRICT_NAME for part in one.parts))
        place = Cell(None, f"“{section.title}” › “所在区县（市）”")
        found = _district(district["name"], vocabulary, place, notes)
        made |= {"district": found} if found else {}
        if not found:
            del made["district"]
    if form.kind == "base" and "exhibits" in made:
        made["exhibits"] = _with_ids(made["exhibits"], notes)
    ids = _ids_of_names(notes)
    return {name: exhibits_replaced(name, value, ids) for name, value in made.items()} if ids else made


def _district(name: str, vocabulary: Vocabulary, place: Cell, notes: Notes) -> Mapping[str, str] | None:
    known = [*vocabulary.districts.values(), *vocabulary.district_aliases]
    wanted = "".join(name.split())
    wanted = vocabulary.districts.get(wanted, wanted)  # who writes 330212
    bare = _without_city(wanted, vocabulary.city)
    found = [one for one in known if one == wanted] or [
        one for one in known if one == bare or (len(bare) > 1 and one[:-1] == bare)
    ]
    district = vocabulary.district_aliases.get(found[0], found[0]) if len(found) == 1 else None
    code = vocabulary.district_code(district) if district else None
    if district is None or code is None:
        notes.steps = ("district",)
        near = nearest(wanted, known)
        like = f"；像是“{near[0]}”，请自己选定" if near else ""
        notes.leave(place, name, f"没有这个区县（市）{like}。可以写：{'、'.join(vocabulary.districts.values())}")
        return None
    if district != name:
        notes.understand(place, name, f"所在区县（市）：{district}")
    return {"code": code, "name": district}


def _without_city(name: str, city: City) -> str:
    """浙江省宁波市北仑区 and 宁波北仑 without province and city, if they are the own ones: 杭州市高新区 is another's."""
    for around in filter(None, (city.province, city.name)):
        start = next((form for form in (around, around.rstrip("省市")) if name.startswith(form)), "")
        name = name.removeprefix(start)
    return name


def _with_ids(exhibits: Sequence[Mapping[str, Any]], notes: Notes) -> list[dict[str, Any]]:
    taken = {exhibit["id"] for exhibit in exhibits if "id" in exhibit}
    made: list[dict[str, Any]] = []
    for exhibit in exhibits:
        if "id" in exhibit or not exhibit.get("name"):
            made.append(dict(exhibit))
            continue
        found = proposed_ids(exhibit["name"], taken)[0]
        taken.add(found)
        notes.sound_ids.append(SoundId("“科技展项” › “编号”", "", exhibit["name"], found))
        made.append({"id": found, **exhibit})
    return made


def _ids_of_names(notes: Notes) -> dict[str, str]:
    """An id for each name by which the file refers to an exhibit; two names never share one, nor has one an id that is written out."""
    taken = {one.text for one in notes.exhibits if is_id(one.text)}
    ids: dict[str, str] = {}
    for place, label, text in notes.exhibits:
        if is_id(text):
            continue
        if text not in ids:
            ids[text] = proposed_ids(text, taken)[0]
            taken.add(ids[text])
        notes.sound_ids.append(SoundId(place, label, text, ids[text]))
    return ids


def exhibits_replaced(name: str, value: Any, ids: Mapping[str, str | None]) -> Any:
    """The value of a field in which what refers to an exhibit is another; None leaves it out."""
    if isinstance(value, dict):
        made = {key: exhibits_replaced(key, part, ids) for key, part in value.items()}
        return {key: part for key, part in made.items() if part is not None}
    if isinstance(value, list) and name == "exhibits":
        found = (exhibits_replaced("exhibit", part, ids) for part in value)
        return list(dict.fromkeys(part for part in found if part is not None)) or None
    if isinstance(value, list):
        return [exhibits_replaced(name, part, ids) for part in value]
    return ids.get(value, value) if name == "exhibit" and isinstance(value, str) else value
