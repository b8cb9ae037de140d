"""Exhibits that a form names get the ids that their base has given them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from test_intake_filing import CATALOGUE
from written import EXAMPLE

from course_catalogue.authoring.intake.exhibit_ids import as_before, as_in_base
from course_catalogue.authoring.intake.filing import filed
from course_catalogue.authoring.intake.mail import Item
from course_catalogue.authoring.intake.parcels import Parcel

TANK = {"id": "tide-tank", "name": "潮汐水槽", "activity": "调水位"}


def test_an_exhibit_that_the_base_has_keeps_its_id() -> None:
    named = {"id": "chao-xi-shui-cao", "name": "潮汐水槽", "activity": "看"}
    assert as_before([named], [TANK]) == [{**named, "id": "tide-tank"}]
    assert as_before([named], []) == [named]


def test_an_id_that_somebody_has_given_stays() -> None:
    given = {**TANK, "id": "tank"}
    assert as_before([given], [TANK]) == [given]


def test_a_course_refers_to_the_ids_of_the_base() -> None:
    data = {
        "exhibits": ["chao-xi-shui-cao", "other"],
        "itinerary": [{"exhibit": "chao-xi-shui-cao", "place": "chao-xi-shui-cao"}],
    }
    assert as_in_base(data, [TANK]) == {
        "exhibits": ["tide-tank", "other"],
        "itinerary": [{"exhibit": "tide-tank", "place": "chao-xi-shui-cao"}],
    }


def test_only_what_was_filled_in_a_form_is_led_to_other_ids() -> None:
    base = next(record for record in CATALOGUE.bases if record.exhibits)
    sound = {"name": base.exhibits[0].name, "activity": "看"}
    for name, found in (("a.xlsx", base.exhibits[0].id), ("a.yml", "other")):
        exhibits: list[dict[str, Any]] = [{"id": _pinyin(sound["name"]) if name == "a.xlsx" else "other", **sound}]
        sent = Parcel("base", {"name": base.name, "exhibits": exhibits}, Item(name, b""))
        (filing,) = filed(Path(EXAMPLE), (sent,), base.key, CATALOGUE)
        assert filing.parcel.data["exhibits"][0]["id"] == found


def _pinyin(name: str) -> str:
    from course_catalogue.authoring.id_proposals import proposed_ids

    return proposed_ids(name, ())[0]
