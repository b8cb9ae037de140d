"""The dates of a term, in the module that the page uses."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from javascript import run_javascript
from written import project_rulebook

from course_catalogue.plan_files import holidays_for_plan

HOLIDAYS = holidays_for_plan(project_rulebook().vocabulary.holidays)
ARRANGE = """(() => {
  const day = courseTerm.dayOf;
  const plan = given.plan;
  const days = (entry) => ({ ...entry, start: day(entry.start) });
  const read = {
    start: day(plan.start), end: day(plan.end), keep: Boolean(plan.keep), entries: plan.entries.map(days),
    skip: (plan.skip || []).map((span) => span.map(day)),
    follow: Object.fromEntries((plan.follow || []).map(([iso, weekday]) => [day(iso), weekday])),
  };
  const found = courseTerm.arrange(read, given.courses, given.holidays, day(given.today));
  return {
    meetings: found.classes.map((one) => one.meetings.map((meeting) => [
      courseTerm.isoOf(meeting.day), courseTerm.timeWords(meeting.start), courseTerm.timeWords(meeting.end), meeting.places])),
    passed: found.classes.map((one) => one.passed.map(({ day, why }) => [courseTerm.isoOf(day), why])),
    findings: found.findings.map(({ kind, text }) => [kind, text]),
    months: courseTerm.monthsOf(found.classes),
  };
})()"""


def course(sessions: int = 4, visits: tuple[int, ...] = (), **more: Any) -> dict[str, Any]:
    listed = [[f"课{number + 1}", 0, visits[number] if visits else 0, [], []] for number in range(sessions)]
    return {"title": "水", "by": "学会", "minutes": 40, "sessions": listed} | more


def entry(weekday: int = 3, time: int = 930, **more: Any) -> dict[str, Any]:
    return {"key": "k", "weekday": weekday, "time": time, "together": 0, "pupils": 24, "start": "", **more}


def arranged(
    *entries: dict[str, Any], courses: dict[str, Any] | None = None, today: str = "2026-06-01", **plan: Any
) -> Any:
    given = {
        "plan": {"start": "2026-09-07", "end": "", "entries": entries or [entry()], **plan},
        "courses": courses or {"k": course()},
        "holidays": HOLIDAYS,
        "today": today,
    }
    return run_javascript(("term",), ARRANGE, given)


def days(found: Any, place: int = 0) -> list[str]:
    return [meeting[0] for meeting in found["meetings"][place]]


def test_days_are_those_of_the_calendar_in_every_year() -> None:
    isos = [(date(2026, 1, 1) + timedelta(number)).isoformat() for number in range(0, 9000, 7)]
    isos += [f"20{year:02}-02-29" for year in range(24, 60, 4)]
    found = run_javascript(
        ("term",), "given.map((iso) => [courseTerm.isoOf(courseTerm.dayOf(iso)), courseTerm.weekdayOf(courseTerm.dayOf(iso))])", isos
    )  # fmt: skip
    assert found == [[iso, date.fromisoformat(iso).isoweekday()] for iso in isos]


def test_what_is_no_day_is_none() -> None:
    wrong = ["", "2026-02-29", "2026-13-01", "2026-9-7", "20260907", "1999-01-01", "2026-09-07T00:00", "x"]
    assert run_javascript(("term",), "given.map(courseTerm.dayOf)", wrong) == [0] * len(wrong)


def test_sessions_follow_each_other_week_by_week() -> None:
    found = arranged()
    assert found["meetings"] == [
        [[f"2026-09-{day:02}", "15:30", "16:10", [place]] for place, day in enumerate((9, 16, 23, 30))]
    ]
    assert (found["passed"], found["findings"]) == ([[]], [])


def test_a_holiday_is_passed_over_and_told() -> None:
    found = arranged(start="2026-09-24")
    assert days(found) == ["2026-09-30", "2026-10-14", "2026-10-21", "2026-10-28"]
    assert found["passed"] == [[["2026-10-07", "国庆节"]]]


def test_a_session_stays_on_a_holiday_where_that_is_wanted_and_is_told() -> None:
    found = arranged(start="2026-09-24", keep=True)
    assert days(found) == ["2026-09-30", "2026-10-07", "2026-10-14", "2026-10-21"]
    assert found["findings"] == [["holiday", "A《水》：10 月 7 日是国庆节，那天有课。"]]


def test_days_without_lessons_are_passed_over_even_where_holidays_are_kept() -> None:
    found = arranged(skip=[["2026-09-16", "2026-09-16"], ["2026-09-28", "2026-10-05"]], keep=True)
    assert days(found) == ["2026-09-09", "2026-09-23", "2026-10-07", "2026-10-14"]
    assert found["passed"] == [[["2026-09-16", "停课"], ["2026-09-30", "停课"]]]


def test_a_made_up_day_follows_the_timetable_that_is_said_and_else_none() -> None:
    saturday = entry(weekday=6)
    assert days(arranged(saturday, start="2026-10-08")) == ["2026-10-17", "2026-10-24", "2026-10-31", "2026-11-07"]
    assert arranged(saturday, start="2026-10-08")["passed"] == [[["2026-10-10", "补班日"]]]
    followed = arranged(start="2026-10-08", follow=[["2026-10-10", 3]])
    assert days(followed) == ["2026-10-10", "2026-10-14", "2026-10-21", "2026-10-28"]


def test_a_day_that_is_not_made_up_follows_its_own_timetable_whatever_is_said() -> None:
    assert days(arranged(follow=[["2026-09-10", 3]])) == days(arranged())


def test_double_lessons_share_a_day() -> None:
    found = arranged(entry(together=2), courses={"k": course(5)})
    assert found["meetings"] == [
        [
            ["2026-09-09", "15:30", "16:50", [0, 1]],
            ["2026-09-16", "15:30", "16:50", [2, 3]],
            ["2026-09-23", "15:30", "16:10", [4]],
        ]
    ]


def test_a_lesson_ends_on_its_own_day() -> None:
    found = arranged(entry(time=1259), courses={"k": course(3, visits=(1, 1, 1), minutes=90)})
    assert found["meetings"] == [[["2026-09-09", "20:59", "23:59", [0, 1, 2]]]]


def test_a_session_that_must_wait_is_neither_joined_to_the_one_before_nor_held_too_early() -> None:
    waiting = course(5)
    waiting["sessions"][2].append(14)  # the third session, two weeks after the second
    waiting["sessions"][4].append(1)
    found = arranged(courses={"k": waiting})
    assert days(found) == ["2026-09-09", "2026-09-16", "2026-09-30", "2026-10-14", "2026-10-21"]
    assert found["passed"][0][0] == ["2026-09-23", "第 3 课时要隔 14 天"]
    assert found["findings"] == []
    doubled = arranged(entry(together=2), courses={"k": waiting})
    assert [meeting[3] for meeting in doubled["meetings"][0]] == [[0, 1], [2, 3], [4]]
    assert days(doubled) == ["2026-09-09", "2026-09-23", "2026-09-30"]
    assert doubled["findings"] == []  # the third would not have been joined to the second anyway


def test_a_wait_is_told_only_where_it_kept_two_sessions_apart() -> None:
    waiting = course(6)
    waiting["sessions"][1].append(14)
    waiting["sessions"][5].append(3)
    doubled = arranged(entry(together=2), courses={"k": waiting})
    assert [meeting[3] for meeting in doubled["meetings"][0]] == [[0], [1, 2], [3, 4], [5]]
    assert doubled["findings"] == [["wait", "A《水》：第 1 与 2 课时之间要隔几天，没有连上。"]]
    assert arranged(entry(together=1), courses={"k": waiting})["findings"] == []


def test_a_timetable_of_the_course_that_is_broken_is_told() -> None:
    weather = course(14, visits=(1, 2, 3, 4, 4, 5, 6, 6, 7, 8, 9, 10, 11, 12))
    own, single, double = (
        arranged(entry(together=together), courses={"k": weather})["findings"] for together in (0, 1, 2)
    )
    assert own == []
    hint = "“每次”的第一项是课程自己的安排。"
    assert single == [["visit", f"A《水》：课程要连堂的第 4 与 5、第 7 与 8 课时分开了。{hint}"]]
    assert double == [
        [
            "visit",
            "A《水》：课程要连堂的第 4 与 5 课时分开了。"
            f"课程分两次到校的第 1 与 2、第 3 与 4、第 5 与 6 课时等 6 处连在一起了。{hint}",
        ]
    ]


def test_a_course_without_visits_of_its_own_has_no_timetable_to_break() -> None:
    half = course(4, visits=(1, 0, 2, 0))
    for courses in ({"k": course()}, {"k": half}):
        assert arranged(entry(together=2), courses=courses)["findings"] == []


def test_the_course_says_which_sessions_belong_together() -> None:
    courses = {"k": course(5, visits=(1, 1, 2, 3, 3))}
    assert [meeting[3] for meeting in arranged(courses=courses)["meetings"][0]] == [[0, 1], [2], [3, 4]]
    single = arranged(entry(together=1), courses=courses)["meetings"][0]
    assert [meeting[3] for meeting in single] == [[0], [1], [2], [3], [4]]


def test_a_class_may_begin_later_than_the_term_but_not_earlier() -> None:
    assert days(arranged(entry(start="2026-09-20")))[0] == "2026-09-23"
    assert days(arranged(entry(start="2026-01-01")))[0] == "2026-09-09"


def test_what_the_term_has_no_room_for_is_counted() -> None:
    found = arranged(end="2026-09-20")
    assert found["findings"] == [
        [
            "late",
            "A《水》：学期 9 月 20 日结束，还有 2 课时排不下，排到了 9 月 30 日。可以早些开始、连上两课时，或加一个班。",
        ]
    ]


def test_two_courses_at_the_same_time_are_told_once() -> None:
    other = {**course(), "title": "火"}
    found = arranged(entry(), entry(key="o", time=960), courses={"k": course(), "o": other})
    assert found["findings"] == [
        ["clash", "A《水》和B《火》在 9 月 9 日等 4 天时间重叠。如果是不同的班，各有教室和老师，可以不改。"]
    ]
    apart = arranged(entry(), entry(key="o", time=970), courses={"k": course(), "o": other})
    assert apart["findings"] == []


@pytest.mark.parametrize(
    ("more", "changed", "words"),
    [
        ({"days": [2, 4]}, {}, ["weekday", "A《水》：机构只在周二、周四来，现在排在周三。"]),
        ({"size": [12, 20, 23]}, {}, ["size", "A《水》：班额上限 23 人，现在 24 人，请分成几个班。"]),
        ({"size": [25, 26, 30]}, {}, ["size", "A《水》：至少 25 人开班，现在 24 人。"]),
        ({"from": "2026-09-15"}, {}, ["early", "A《水》：机构从 9 月 15 日起才开这门课，现在 9 月 9 日就开始。"]),
        ({"until": "2026-09-29"}, {}, ["until", "A《水》：评审有效期到 9 月 29 日，最后一课排在 9 月 30 日。"]),
        (
            {"lead": 3},
            {"today": "2026-08-20"},
            ["lead", "A《水》：要提前 3 周申请，9 月 9 日开始已经来不及，最早 9 月 10 日。"],
        ),
        ({}, {"end": "2026-09-01"}, ["term", "学期结束的日期早于开始的日期。"]),
    ],
)
def test_what_the_provider_cannot_do_is_told(more: Any, changed: Any, words: list[str]) -> None:
    assert words in arranged(courses={"k": course(**more)}, **changed)["findings"]


def test_what_the_provider_can_do_is_not_told() -> None:
    fits = {**course(days=[3], size=[20, 24, 24], lead=3, classes=1, until="2026-09-30"), "from": "2026-09-09"}
    assert arranged(courses={"k": fits}, today="2026-08-19")["findings"] == []


def test_more_classes_than_a_term_takes_are_told_once() -> None:
    found = arranged(entry(), entry(weekday=4), courses={"k": course(classes=1)})
    assert found["findings"] == [["classes", "A《水》：这门课每学期最多接 1 个班，现在排了 2 个。"]]


def test_a_year_without_notice_is_told_and_its_days_of_law_are_passed_over() -> None:
    found = arranged(entry(weekday=1), start="2027-03-22")
    assert days(found) == ["2027-03-22", "2027-03-29", "2027-04-12", "2027-04-19"]
    (finding,) = found["findings"]
    assert finding[0] == "year"
    assert finding[1].startswith("2027 年的放假安排还没有公布（或本站还没有收录）：只避开了法定节日当天")


def test_a_year_of_which_nothing_is_known_is_told() -> None:
    found = arranged(start="2040-03-01")
    assert found["findings"] == [
        ["year", "本站没有收录 2040 年的放假安排和节日：这一年的课没有避开任何节日，请自己查日历。"]
    ]


def test_a_year_long_past_is_not_told_as_one_without_notice() -> None:
    assert "还没有公布" not in arranged(start="2024-03-01")["findings"][0][1]


@pytest.mark.parametrize(
    ("terms", "start", "words"),
    [
        (["秋季学期"], "2026-03-02", "A《水》：机构只在秋季学期开这门课，现在 3 月 4 日开始。"),
        (["春季学期", "暑假"], "2026-09-07", "A《水》：机构只在春季学期、暑假开这门课，现在 9 月 9 日开始。"),
        (["春季学期"], "2026-02-23", ""),
        (["寒假"], "2026-02-02", ""),
        (["秋季学期"], "2026-08-31", ""),
        (["暑假"], "2026-07-06", ""),
        (["春季学期"], "2026-01-05", "A《水》：机构只在春季学期开这门课，现在 1 月 7 日开始。"),
    ],
)
def test_a_course_of_another_term_is_told(terms: list[str], start: str, words: str) -> None:
    found = arranged(courses={"k": course(terms=terms)}, start=start, today="2026-01-01")["findings"]
    assert [text for kind, text in found if kind == "season"] == ([words] if words else [])


def test_a_term_over_new_year_names_the_other_year() -> None:
    found = arranged(start="2026-12-20", end="2026-12-31")
    assert found["findings"][0][1].endswith("排到了 2027 年 1 月 13 日。可以早些开始、连上两课时，或加一个班。")


def test_days_that_never_come_end_the_search() -> None:
    found = arranged(skip=[["2026-09-01", "2090-01-01"]])
    assert found["meetings"] == [[]]
    assert found["findings"] == [["late", "A《水》：有 4 课时在一年半里找不到日子。"]]
    assert found["months"] == []


def test_months_are_whole_and_begin_on_monday() -> None:
    found = arranged(start="2026-12-28")
    assert [(month["year"], month["month"]) for month in found["months"]] == [(2026, 12), (2027, 1)]
    for month in found["months"]:
        shown = [day for week in month["weeks"] for day in week if day]
        first = date(month["year"], month["month"], 1)
        after = date(month["year"] + month["month"] // 12, month["month"] % 12 + 1, 1)
        assert len(shown) == (after - first).days
        assert month["weeks"][0].index(shown[0]) == first.weekday()
        assert {len(week) for week in month["weeks"]} == {7}
