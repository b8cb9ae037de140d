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
  const one = (entry) => ({ entry, course: given.course, meetings: entry.meetings.map(([iso, start, places]) => (
    { day: courseTerm.dayOf(iso), start, end: start + 40 * places.length, places })) });
  return courseTermFile(given.entries.map(one), given.address);
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
MEETINGS = [["2026-09-09", 930, [0, 1]], ["2026-09-16", 930, [2]]]


def file_of(*classes: list[Any], course: Any = None, address: str = "") -> str:
    given = {
        "course": course or COURSE,
        "entries": [{"key": KEY, "meetings": meetings} for meetings in classes or (MEETINGS,)],
        "address": address,
    }
    text = run_javascript(MODULES, FILE, given)
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


def test_an_event_keeps_its_name_when_it_is_moved_and_no_two_share_one() -> None:
    moved = [["2026-09-10", 840, [0, 1]], ["2026-09-17", 840, [2]]]
    names = [event["UID"] for event in events(file_of(MEETINGS, MEETINGS))]
    assert names == [
        "courses.society.water.class-1.session-1@course-catalogue",
        "courses.society.water.class-1.session-3@course-catalogue",
        "courses.society.water.class-2.session-1@course-catalogue",
        "courses.society.water.class-2.session-3@course-catalogue",
    ]
    assert [event["UID"] for event in events(file_of(moved))] == names[:2]


def test_the_same_plan_gives_the_same_bytes() -> None:
    assert file_of() == file_of()
    assert [event["DTSTAMP"].dt.isoformat() for event in events(file_of())] == [
        "2026-09-09T00:00:00+00:00",
        "2026-09-16T00:00:00+00:00",
    ]
