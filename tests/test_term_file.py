"""The calendar file of a plan, read by a library and looked at byte by byte (RFC 5545)."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
from javascript import run_javascript

MODULES = ("term", "term-file")
SHANGHAI = ZoneInfo("Asia/Shanghai")
KEY = "courses/society/water"
HOSTILE = "水；火, a\\b;c\r\nEND:VEVENT\nBEGIN:VALARM\u0007😀"
FILE = """(() => {
  const one = (entry) => ({ entry, course: given.courses[entry.key] || given.course, meetings: entry.meetings.map(([iso, start, places]) => (
    { day: courseTerm.dayOf(iso), start, end: start + 40 * places.length, places })) });
  const { id, now, address } = given;
  return courseTermFile(given.entries.map(one), { id, start: courseTerm.dayOf(given.start), now: Date.parse(now), address });
})()"""


def session(title: str = "课", objectives: tuple[str, ...] = (), materials: tuple[str, ...] = ()) -> list[Any]:
    return [title, 0, 0, list(objectives), list(materials)]


COURSE = {
    "title": "水的旅行",
    "sessions": [
        session("看水", ("能说出水的样子", "能记下来"), ("透明杯 每组2个", "滴管 每组1支")),
        session("听水"),
        session("😀" * 40 + "长标题" * 30),
    ],
}
WIND = "courses/society/wind"
WIND_COURSE = {"title": "风", "sessions": [session("看风"), session(), session()]}
MEETINGS = [["2026-09-09", 930, [0, 1]], ["2026-09-16", 930, [2]]]


def file_of(*classes: list[Any], course: Any = None, keys: tuple[str, ...] = (), **more: Any) -> str:
    """The file of classes of one course, or of the courses of `keys`; `more` is what else the module is told."""
    listed = classes or (MEETINGS,)
    entries = [{"key": keys[place] if keys else KEY, "meetings": meetings} for place, meetings in enumerate(listed)]
    plan = {"id": "0f1e2d3c4b", "start": "2026-09-07", "now": "2026-08-20T06:07:08.9Z", "address": ""} | more
    text = run_javascript(
        MODULES, FILE, {"course": course or COURSE, "courses": {WIND: WIND_COURSE}, "entries": entries} | plan
    )
    assert isinstance(text, str)
    return text


def events(text: str) -> list[Any]:
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def test_the_library_reads_what_was_planned() -> None:
    text = file_of(address="https://example.com/site/")
    calendar: Any = icalendar.Calendar.from_ical(text)
    assert calendar.errors == []
    assert (calendar["VERSION"], calendar["CALSCALE"]) == ("2.0", "GREGORIAN")
    (zone,) = calendar.walk("VTIMEZONE")
    assert zone["TZID"] == "Asia/Shanghai"
    first, second = events(text)
    assert first["DTSTART"].params["TZID"] == "Asia/Shanghai"
    assert first["DTSTART"].dt == datetime(2026, 9, 9, 15, 30, tzinfo=SHANGHAI)
    assert first["DTEND"].dt == datetime(2026, 9, 9, 16, 50, tzinfo=SHANGHAI)
    assert second["DTSTART"].dt == datetime(2026, 9, 16, 15, 30, tzinfo=SHANGHAI)
    assert first["SUMMARY"] == "《水的旅行》第 1、2 课时 看水；听水"
    assert first["URL"] == f"https://example.com/site/{KEY}.html"


def test_events_carry_objectives_and_materials() -> None:
    first, second = events(file_of())
    assert first["DESCRIPTION"] == (
        "第 1 课时 看水\n目标：\n· 能说出水的样子\n· 能记下来\n材料：\n· 透明杯 每组2个\n· 滴管 每组1支\n\n第 2 课时 听水"
    )
    assert second["DESCRIPTION"].startswith("第 3 课时 😀")
    assert "URL" not in first


def test_lines_end_with_crlf_and_have_at_most_75_octets_of_whole_characters() -> None:
    text = file_of()
    assert text.endswith("END:VCALENDAR\r\n")
    assert re.findall(r"(?<!\r)\n|\r(?!\n)", text) == []
    lines = text.encode().split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert any(line.startswith(b" ") for line in lines)
    for line in lines:
        line.decode()  # a cut character would not decode
    assert "".join(text.replace("\r\n ", "")).count("😀" * 40) == 2


def test_text_of_a_course_stays_text() -> None:
    hostile = {"title": HOSTILE, "sessions": [session(HOSTILE, (HOSTILE,), (HOSTILE,))]}
    text = file_of([["2026-09-09", 930, [0]]], course=hostile)
    calendar: Any = icalendar.Calendar.from_ical(text)
    assert [component.name for component in calendar.walk()] == [
        "VCALENDAR", "VTIMEZONE", "STANDARD", "VEVENT",
    ]  # fmt: skip
    (event,) = calendar.walk("VEVENT")
    shown = "水；火, a\\b;c\nEND:VEVENT\nBEGIN:VALARM 😀"
    assert event["SUMMARY"] == f"《{shown}》第 1 课时 {shown}"
    assert f"材料：\n· {shown}" in event["DESCRIPTION"]


def test_classes_of_one_course_are_told_apart_by_the_letters_of_the_page() -> None:
    one = [["2026-09-09", 930, [0]]]
    titles = [event["SUMMARY"] for event in events(file_of(one, one, one, keys=(KEY, WIND, KEY)))]
    assert titles == [
        "《水的旅行》A 班 第 1 课时 看水",
        "《风》第 1 课时 看风",
        "《水的旅行》C 班 第 1 课时 看水",
    ]


def test_words_of_the_provider_stand_in_the_first_event_and_short_ones_in_each() -> None:
    long = "第 5 课时按农历调，第 3、第 6 课时按天气调。" * 5
    first, second = events(file_of(course={**COURSE, "apply": long}))
    assert first["DESCRIPTION"].endswith(f"\n\n机构对申请和排课的说明：\n{long}")
    assert "机构对" not in second["DESCRIPTION"]
    for event in events(file_of(course={**COURSE, "apply": "每周 1 课时。"})):
        assert event["DESCRIPTION"].endswith("\n\n机构对申请和排课的说明：\n每周 1 课时。")


def uids(text: str) -> list[str]:
    return [str(event["UID"]) for event in events(text)]


def test_an_event_keeps_its_name_when_it_is_moved_and_no_two_share_one() -> None:
    moved = [["2026-09-10", 840, [0, 1]], ["2026-09-17", 840, [2]]]
    names = uids(file_of(MEETINGS, MEETINGS))
    assert names == [
        "0f1e2d3c4b.2026-autumn.courses.society.water.class-1.session-1",
        "0f1e2d3c4b.2026-autumn.courses.society.water.class-1.session-3",
        "0f1e2d3c4b.2026-autumn.courses.society.water.class-2.session-1",
        "0f1e2d3c4b.2026-autumn.courses.society.water.class-2.session-3",
    ]
    assert uids(file_of(moved)) == names[:2]
    assert uids(file_of(moved, start="2026-08-31", now="2026-09-01T00:00:00Z")) == names[:2]


def test_events_of_another_term_or_of_another_plan_have_other_names() -> None:
    autumn, again, january, spring, next_autumn = (
        set(uids(file_of(start=start)))
        for start in ("2026-09-01", "2026-12-31", "2027-01-04", "2027-02-22", "2027-09-01")
    )
    assert autumn == again == january
    assert not autumn & spring
    assert not autumn & next_autumn
    assert not autumn & set(uids(file_of(id="b4c3d2e1f0")))


def test_an_event_is_stamped_with_the_time_of_the_file_and_a_later_file_is_a_later_revision() -> None:
    earlier = events(file_of())
    moved_ahead = events(file_of([["2026-09-02", 930, [0, 1]]], now="2026-08-20T06:09:00Z"))
    for event in earlier:
        assert event["DTSTAMP"].dt.isoformat() == event["LAST-MODIFIED"].dt.isoformat() == "2026-08-20T06:07:08+00:00"
    assert moved_ahead[0]["UID"] == earlier[0]["UID"]
    assert moved_ahead[0]["DTSTAMP"].dt > earlier[0]["DTSTAMP"].dt
    assert moved_ahead[0]["SEQUENCE"] == earlier[0]["SEQUENCE"] + 2
    assert moved_ahead[0]["SEQUENCE"] < 2**31  # what clients have room for


def test_the_same_plan_at_the_same_time_gives_the_same_bytes() -> None:
    assert file_of() == file_of()
