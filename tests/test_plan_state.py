"""A plan as an address and as what the browser keeps: whole there and back, and junk dropped piece by piece."""

from __future__ import annotations

from typing import Any

import pytest
from javascript import run_javascript

MODULES = ("term", "plan-state")
SEEDS, WATER = "courses/society/seeds", "courses/society/water"
NOTHING = {"start": "", "end": "", "keep": False, "skip": [], "follow": {}, "entries": [], "id": ""}
READ = """given.map((text) => {
  const { plan, notes } = coursePlanState.read(text);
  const iso = courseTerm.isoOf;
  return [{
    start: iso(plan.start), end: iso(plan.end), keep: plan.keep, skip: plan.skip.map((span) => span.map(iso)),
    follow: Object.fromEntries(Object.entries(plan.follow).map(([day, weekday]) => [iso(Number(day)), weekday])),
    entries: plan.entries.map((entry) => ({ ...entry, start: iso(entry.start) })), id: plan.id,
  }, notes, coursePlanState.write(plan)];
})"""


def read(text: str) -> tuple[dict[str, Any], list[str], str]:
    ((plan, notes, written),) = run_javascript(MODULES, READ, [text])
    return {name: value for name, value in plan.items() if value != NOTHING[name]}, notes, written


def entry(
    key: str, weekday: int = 0, time: int = 0, together: int = 0, pupils: int = 0, start: str = ""
) -> dict[str, Any]:
    return {"key": key, "weekday": weekday, "time": time, "together": together, "pupils": pupils, "start": start}


def test_a_whole_plan_comes_back_as_it_was_written() -> None:
    text = (
        f"c={SEEDS},{WATER},{SEEDS}&e=3.1530.1.24,,5.0805.2.200.20261012&start=2026-09-07&end=2027-01-22&keep=1"
        "&skip=2026-10-14,2026-11-11~2026-11-13&on=2026-10-10.3"
    )
    plan, notes, written = read(text)
    assert plan == {
        "start": "2026-09-07",
        "end": "2027-01-22",
        "keep": True,
        "skip": [["2026-10-14", "2026-10-14"], ["2026-11-11", "2026-11-13"]],
        "follow": {"2026-10-10": 3},
        "entries": [
            entry(SEEDS, 3, 930, 1, 24),
            entry(WATER),
            entry(SEEDS, 5, 485, 2, 200, "2026-10-12"),
        ],
    }
    assert (notes, written) == ([], text)


def test_a_shortlist_is_a_plan_without_its_days() -> None:
    assert read(f"?c={SEEDS}%2C{WATER}") == ({"entries": [entry(SEEDS), entry(WATER)]}, [], f"c={SEEDS},{WATER}")


@pytest.mark.parametrize("text", ["", "?", "c=", "c=,,", "from=timeline&isappinstalled=0&utm_source=x&large=1"])
def test_nothing_and_names_of_others_are_silent(text: str) -> None:
    assert read(text) == ({}, [], "")


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("c=../../evil", "../../evil"),
        ("c=https://example.com/x.js", "https://example.com/x.js"),
        ("c=courses/Society/water", "courses/Society/water"),
        ("c=courses/society/water/..", "courses/society/water/.."),
        ("start=2026-02-30", "2026-02-30"),
        ("end=morgen", "morgen"),
        ("skip=2026-11-13~2026-11-11", "2026-11-13~2026-11-11"),
        ("skip=2026-11-11~2026-11-12~2026-11-13", "2026-11-11~2026-11-12~2026-11-13"),
        ("on=2026-10-10.8", "2026-10-10.8"),
        ("on=2026-10-10", "2026-10-10"),
        ("start=%3Cscript%3E", "<script>"),
        (f"start={'x' * 99}", f"{'x' * 40}…"),
    ],
)
def test_a_piece_that_makes_no_sense_is_dropped_and_named(text: str, piece: str) -> None:
    assert read(text) == ({}, [f"看不懂 “{piece}”，已略过"], "")


@pytest.mark.parametrize(
    ("settings", "kept", "told"),
    [
        ("8.1530.1.24", (0, 930, 1, 24), "“8”（星期）"),
        ("3.0559.1.24", (3, 0, 1, 24), "“0559”（几点开始）"),
        ("3.2100.1.24", (3, 0, 1, 24), "“2100”（几点开始）"),
        ("3.1560.1.24", (3, 0, 1, 24), "“1560”（几点开始）"),
        ("3.1530.3.24", (3, 930, 0, 24), "“3”（每次几课时）"),
        ("3.1530.1.0", (3, 930, 1, 0), "“0”（学生人数）"),
        ("3.1530.1.201", (3, 930, 1, 0), "“201”（学生人数）"),
        ("3.1530.1.24.20260230", (3, 930, 1, 24), "“20260230”（从哪天起）"),
        ("3.1530.1.24.20261012.7.8", (3, 930, 1, 24, "2026-10-12"), "“7.8”"),
        ("4.2350.2.0", (4, 0, 2, 0), "“2350”（几点开始）、“0”（学生人数）"),
    ],
)
def test_one_wrong_setting_leaves_the_others_of_its_class(settings: str, kept: Any, told: str) -> None:
    plan, notes, written = read(f"c={SEEDS}&e={settings}")
    assert plan == {"entries": [entry(SEEDS, *kept)]}
    assert notes == [f"看不懂 {told}，已略过"]
    assert read(written)[::2] == (plan, written)
    assert read(written)[1] == []


def test_settings_that_stop_early_are_taken_as_far_as_they_go() -> None:
    assert read(f"c={SEEDS}&e=3")[:2] == ({"entries": [entry(SEEDS, 3)]}, [])
    assert read(f"c={SEEDS}&e=3.1530")[:2] == ({"entries": [entry(SEEDS, 3, 930)]}, [])


def test_a_plan_has_a_name_of_its_own_that_older_plans_lack() -> None:
    text = f"c={SEEDS}&e=3.1530.1.24&start=2026-09-07&plan=0f1e2d3c4b"
    plan, notes, written = read(text)
    assert (plan["id"], notes, written) == ("0f1e2d3c4b", [], text)
    assert "id" not in read(f"c={SEEDS}&start=2026-09-07")[0]
    assert read("plan=<b>") == ({}, ["看不懂 “<b>”，已略过"], "")


def test_plans_are_compared_without_their_names() -> None:
    texts = [f"c={SEEDS}&plan=0f1e2d3c4b", f"c={SEEDS}", f"c={WATER}&plan=0f1e2d3c4b"]
    same = "given.map((text) => coursePlanState.isSame(coursePlanState.read(given[0]).plan, coursePlanState.read(text).plan))"
    assert run_javascript(MODULES, same, texts) == [True, True, False]


def test_one_wrong_piece_leaves_the_others() -> None:
    plan, notes, _ = read(f"c=x,{SEEDS},y,{WATER}&e=,3.1530.1.24,,q&start=z&end=2027-01-22")
    assert plan == {"end": "2027-01-22", "entries": [entry(SEEDS, 3, 930, 1, 24), entry(WATER)]}
    assert notes == ["看不懂 “z”、“x”、“y”等 4 处，已略过"]


def test_courses_of_a_base_are_told_apart() -> None:
    plan, notes, _ = read(f"c=bases/hall/premium/day,{SEEDS},bases/hall/extension/rain")
    assert plan == {"entries": [entry(SEEDS)]}
    assert notes == ["2 门基地课程不按周上课，没有排进来"]


def test_more_classes_than_can_be_drawn_are_told_once() -> None:
    plan, notes, _ = read("c=" + ",".join([SEEDS] * 15))
    assert len(plan["entries"]) == 12
    assert notes == ["最多排 12 个班，多出的没有排"]


def test_an_address_that_names_courses_adds_them_to_what_is_kept() -> None:
    joined = run_javascript(
        MODULES,
        "coursePlanState.write(coursePlanState.joined(coursePlanState.read(given[0]).plan, coursePlanState.read(given[1]).plan))",
        [f"c={SEEDS}&e=3.1530.1.24&start=2026-09-07", f"c={SEEDS},{WATER}"],
    )
    assert joined == f"c={SEEDS},{WATER}&e=3.1530.1.24,&start=2026-09-07"
    wholes = ["?c=x", "", "?c=x&e=1", "?start=2026-09-07", "?from=timeline"]
    assert run_javascript(MODULES, "given.map(coursePlanState.isWhole)", wholes) == [False, False, True, True, False]


def test_more_days_than_the_page_can_hold_and_a_timetable_that_it_cannot_show_are_told() -> None:
    days = [f"2026-{month:02}-{day:02}" for month in (9, 10) for day in range(1, 23)]
    plan, notes, _ = read(f"c={SEEDS}&skip={','.join(days)}&on=2026-10-10.6,2026-09-20.5")
    assert len(plan["skip"]) == 40
    assert plan["follow"] == {"2026-09-20": 5}
    assert notes == ["看不懂 “2026-10-19,2026-10-20,2026-10-21,2026-10…”、“2026-10-10.6”，已略过"]
