"""Exhibits that a form names get the ids that their base has given them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from office_files import Workbook, read
from test_intake_filing import CATALOGUE
from written import EXAMPLE, project_rulebook

from course_catalogue.authoring.intake.exhibit_ids import as_before, as_in_base
from course_catalogue.authoring.intake.filing import Filing, filed
from course_catalogue.authoring.intake.mail import Item, Mail
from course_catalogue.authoring.intake.parcels import Parcel, read_mail
from course_catalogue.authoring.office import Imported, imported

TANK = {"id": "tide-tank", "name": "潮汐水槽", "activity": "调水位"}
WALLS = [
    {"id": "sky-wall", "name": "互动墙：天气", "activity": "看"},
    {"id": "sea-wall", "name": "互动墙：海洋", "activity": "看"},
]
TUNNEL = {"id": "feng-dong", "name": "风洞", "activity": "吹"}
BASE = next(record for record in CATALOGUE.bases if record.exhibits)


def parcel(found: Imported, name: str = "a.xlsx") -> Parcel:
    return Parcel(found.kind, dict(found.data), Item(name, b""), left=found.left, sound_ids=found.sound_ids)


def base_form(*rows: tuple[str, str], name: str = "展馆") -> Parcel:
    """With exhibits, each of an id, or of none, and a name."""
    book = Workbook("base.xlsx").put("基地", {"名称": name})
    return parcel(read(book.rows("科技展项", "科技展项", [[*row, "看"] for row in rows]).content))


def course_form(exhibits: str, *of_tasks: str) -> Parcel:
    book = Workbook("premium.xlsx").put("课程", {"课程名称": "看潮", "依托展项": exhibits})
    for number, exhibit in enumerate(of_tasks, start=1):
        book.put(f"任务 {number}", {"任务名称": "看", "展项": exhibit})
    return parcel(read(book.content))


def ids(made: Parcel) -> list[str]:
    return [exhibit["id"] for exhibit in made.data["exhibits"]]


def left(made: Parcel) -> list[tuple[str, str]]:
    return [(entry.found, entry.why) for entry in made.not_understood]


def test_an_exhibit_that_the_base_has_keeps_its_id_and_nothing_is_told_of_its_pinyin() -> None:
    made = as_before(base_form(("", "潮汐水槽"), ("", "触摸池")), [TANK])
    assert ids(made) == ["tide-tank", "chu-mo-chi"]
    assert [one.told.taken for one in made.sound_ids] == ["没有填，用名称的拼音：chu-mo-chi"]
    assert ids(as_before(base_form(("", "潮汐水槽")), None)) == ["chao-xi-shui-cao"]


def test_an_id_that_somebody_has_given_stays() -> None:
    assert ids(as_before(base_form(("tank", "潮汐水槽"), ("", "触摸池")), [TANK])) == ["tank", "chu-mo-chi"]


def test_a_new_exhibit_never_gets_the_id_of_another_whose_name_sounds_like_its_own() -> None:
    assert ids(as_before(base_form(("", "风洞（一层）"), ("", "风洞")), [TUNNEL])) == ["feng-dong-2", "feng-dong"]
    assert ids(as_before(base_form(("", "互动墙：海洋")), WALLS)) == ["sea-wall"]


@pytest.mark.parametrize(
    ("rows", "before"),
    [
        ([("", "潮汐水槽")], [TANK, {**TANK, "id": "tide-tank-b"}]),
        ([("", "潮汐水槽"), ("", "潮汐水槽")], [TANK]),
        ([("tide-tank", "水槽"), ("", "潮汐水槽")], [TANK]),
    ],
)
def test_a_name_of_several_exhibits_is_none_of_them_and_told(
    rows: list[tuple[str, str]], before: list[dict[str, Any]]
) -> None:
    made = as_before(base_form(*rows), before)
    assert "tide-tank" not in [own for own, (given, _) in zip(ids(made), rows, strict=True) if not given]
    assert len(set(ids(made))) == len(rows)
    assert {found for found, _ in left(made)} == {"潮汐水槽"}


def test_a_course_refers_to_the_ids_of_the_base() -> None:
    made = as_in_base(course_form("潮汐水槽、other、互动墙:海洋", "互动墙：天气", "潮汐水槽"), [TANK, *WALLS])
    assert made.data["exhibits"] == ["tide-tank", "other", "sea-wall"]
    assert [task["exhibit"] for task in made.data["tasks"]] == ["sky-wall", "tide-tank"]
    assert (made.sound_ids, left(made)) == ((), [])


def test_a_name_with_a_comma_in_it_is_one_where_a_base_has_it() -> None:
    book = Workbook("premium.xlsx").put(
        "课程", {"课程名称": "看潮", "依托展项": "潮汐水槽、声、光、电，VR / AR 体验、光"}
    )
    content = book.put("任务 1", {"任务名称": "看", "展项": "声、光、电"}).content
    found = parcel(imported("a.xlsx", content, project_rulebook(), ["声、光、电", "VR/AR体验", "潮汐水槽"]))
    names = ["潮汐水槽", "声、光、电", "VR / AR 体验", "光"]
    there = [{"id": f"own-{number}", "name": name} for number, name in enumerate(names)]
    made = as_in_base(found, there)
    assert made.data["exhibits"] == ["own-0", "own-1", "own-2", "own-3"]
    assert made.data["tasks"] == [{"title": "看", "exhibit": "own-1"}]
    assert left(made) == []


def test_the_base_may_come_with_the_course() -> None:
    base = Workbook("base.xlsx").put("基地", {"名称": "展馆"})
    rows = base.rows("科技展项", "科技展项", [["sgd", "声、光、电", "看"], ["guang", "光", "看"]])
    course = Workbook("premium.xlsx").put("课程", {"课程名称": "看", "依托展项": "光、声、光、电"})
    mail = Mail("mail", (Item("课程.xlsx", course.content), Item("基地.xlsx", rows.content)), ())
    made, _ = read_mail(mail, project_rulebook()).parcels
    assert [one.name for one in made.sound_ids] == ["光", "声、光、电"]


def test_a_name_that_the_base_has_not_is_left_and_told_whatever_it_sounds_like() -> None:
    made = as_in_base(course_form("风洞（一层）、潮汐水槽", "互动墙"), [TUNNEL, TANK, *WALLS])
    assert (made.data["exhibits"], made.data["tasks"]) == (["tide-tank"], [{"title": "看"}])
    why = "基地没有叫这个名称的展项：请写其中一个的名称（风洞、潮汐水槽、互动墙：天气、互动墙：海洋），或在基地的填写表里加上它"
    assert left(made) == [("风洞（一层）", why), ("互动墙", why)]


def test_a_name_that_two_have_is_left_and_told() -> None:
    made = as_in_base(course_form("潮汐水槽"), [TANK, {**TANK, "id": "tide-tank-b"}])
    assert "exhibits" not in made.data
    assert left(made) == [("潮汐水槽", "基地叫这个名称的展项不止一个，看不出是哪一个：请写展项的编号")]


@pytest.mark.parametrize(
    "exhibits",
    [None, "潮汐水槽", {"id": "a"}, [None, "潮汐水槽", {}, {"id": "a"}, {"name": "潮汐水槽"}, {"id": 3, "name": "潮汐水槽"}]],
)  # fmt: skip
def test_exhibits_that_are_none_yet_are_passed_over(exhibits: Any) -> None:
    made = as_in_base(course_form("潮汐水槽"), exhibits)
    assert left(made) == [("潮汐水槽", "基地的资料里还没有展项：请先填基地的填写表，或和它一起寄")]
    assert ids(as_before(base_form(("", "潮汐水槽")), exhibits)) == ["chao-xi-shui-cao"]


def test_a_form_of_a_base_is_filed_with_the_ids_that_its_file_has() -> None:
    (filing,) = filings(base_form(("", BASE.exhibits[0].name), name=BASE.name))
    assert (
        ids(filing.parcel)
        == [BASE.exhibits[0].id]
        != [exhibit.id for exhibit in base_form(("", BASE.exhibits[0].name)).sound_ids]
    )


def test_a_course_is_filed_with_the_ids_of_its_base_or_of_that_which_came_with_it() -> None:
    (filing,) = filings(course_form(BASE.exhibits[0].name))
    assert filing.parcel.data["exhibits"] == [BASE.exhibits[0].id]
    base, course = filings(base_form(("wall", "新墙"), name=BASE.name), course_form(f"新墙、{BASE.exhibits[0].name}"))
    assert (ids(base.parcel), course.parcel.data["exhibits"]) == (["wall"], ["wall"])
    assert [found for found, _ in left(course.parcel)] == [BASE.exhibits[0].name]


def filings(*parcels: Parcel) -> tuple[Filing, ...]:
    return filed(Path(EXAMPLE), parcels, BASE.key, CATALOGUE)
