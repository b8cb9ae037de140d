"""The rules across files: each speaks in tests/broken/<code>/ and is silent on the near misses below."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from test_broken import FOLDERS
from written import (
    Change,
    catalogue_of,
    changed_example,
    example_on,
    example_text,
    load_changed,
    load_text,
    new_findings,
    project_rulebook,
)

from course_catalogue.canonical import encode_fields
from course_catalogue.content_digest import digest_lines
from course_catalogue.diagnostics import Diagnostic, Severity
from course_catalogue.loading import load_catalogue
from course_catalogue.nearest import nearest
from course_catalogue.rules import CATALOGUE_RULES, RECORD_RULES, RULES
from course_catalogue.rules.identifiers import check_character
from course_catalogue.rules.teaching import hands_on_share

SERIES = "courses/example-society/water-journey/course.yml"
DRAFT = "courses/example-society/night-sky/course.yml"
PROVIDER = "courses/example-society/provider.yml"
HALL = "bases/example-hall/base.yml"
FARM = "bases/example-farm/base.yml"
GAUGE = "bases/example-hall/extension/rain-gauge/course.yml"
PREMIUM = "bases/example-hall/premium/river-day/course.yml"
SERIES_REVIEW = "reviews/courses/example-society/water-journey.yml"
GAUGE_REVIEW = "reviews/bases/example-hall/extension/rain-gauge.yml"
HALL_REVIEW = "reviews/bases/example-hall.yml"


def r(file: str, old: str, new: str) -> Change:
    return {"file": file, "replace": old, "with": new}


def every(file: str, old: str, new: str) -> Change:
    return {"file": file, "replace": old, "with": new, "every": True}


def _pinned_gauge() -> str:
    """The review of the rain gauge, with what the course says now."""
    data = load_text("extension", example_text("extension")).data
    lines = "".join(f"  - {line}\n" for line in digest_lines(data, encode_fields(data)))
    return f'format: 1\ndecision: approved\ndate: "2026-08-20"\nvalid_until: "2028-08-31"\nlevel: 入库\nreviewed_content:\n{lines}'


DIAGRAM_PLACE = "          text: 水装进圆杯和方盒，形状一样吗？\n          lines: 2\n"
AXES = """        - kind: 图
          text: 画出水温的变化。
          diagram:
            kind: 坐标图
            title: 水温的变化
            x: {label: 时间, unit: 分, from: 0, to: 10, step: 2}
            y: {label: 温度, unit: ℃, from: 20, to: 60, step: 5}
"""
CIRCUIT = """        - kind: 图
          text: 哪个灯亮？
          diagram:
            kind: 电路图
            title: 两条支路
            circuit:
              - part: 电池
              - part: 并联
                branches: [[{part: 灯泡}, {part: 开关（断开）}], [{part: 待接}]]
"""


# What stands at a rule's limit, or only looks like its fault.
NEAR_MISSES: dict[str, list[Change]] = {
    "unknown-target": [r(GAUGE, "target: sci22-10.1", "target: labor22-8")],
    "closed-that-day": [r(GAUGE, "exhibits: [rain-room]\n", "exhibits: [rain-room]\nweekdays: [周三, 周五]\n")],
    "unknown-exhibit": [r(GAUGE, "exhibits: [rain-room]\n", "")],
    "owner-missing": [r(PROVIDER, "name: 示例水科学学会", "name: &a 示例水科学学会")],
    "unknown-link": [r(SERIES, "最后讲一个小水滴的故事。", "接着上[看星星](/courses/example-society/night-sky)和[场馆](/bases/example-hall)。")],
    "review-of-nothing": [{"write": "reviews/courses/example-society.yml", "content": 'format: 1\ndecision: approved\ndate: "2026-08-20"\nvalid_until: "2028-08-31"\n'}],
    "review-to-rename": [r(SERIES, 'updated: "2026-08-10"', 'updated: "2026-08-10"\nformer_ids: [drop-trip]')],
    "duplicate-exhibit": [r(FARM, "id: paddy", "id: flow-table")],
    "unit-differs": [r(SERIES, "{name: 滴管, quantity: 2, per: 每组}", "{name: 滴管, quantity: 2, per: 每组, unit: 支}")],
    "duplicate-material": [r(SERIES, "{name: 厨房纸, quantity: 1, per: 每组}", "{name: 牙签, quantity: 1, per: 每组, unit: 根}")],
    "former-id-taken": [r(SERIES, 'updated: "2026-08-10"', 'updated: "2026-08-10"\nformer_ids: [drop-trip]')],
    "credit-code": [r(PROVIDER, 'credit_code: "51000000MJ0000000B"\n', "")],
    "duplicate-title": [r(GAUGE, "title: 自制雨量筒", "title: 小水滴的旅行（示例）")],
    "district-mismatch": [r(PROVIDER, 'code: "330203"\n  name: 海曙区', 'code: "330206"\n  name: 北仑区')],
    "unknown-district": [r(SERIES, "districts: [海曙区, 高新区]", "districts: [前湾新区, 慈溪市]")],
    "stage-without-alignment": [r(SERIES, "grades: [2, 3]", "grades: [1, 2, 3, 4]")],
    "stage-not-taught": [r(GAUGE, "target: sci22-10.1\n    stages: [S2]", "target: labor22-8\n    stages: [S2, S1]")],
    "alignment-not-covered": [every(SERIES, f"    targets: [sci22-{code}]\n", "") for code in ("1.2", "2.2", "2.1", "10.2")],
    "base-quota": [r(GAUGE_REVIEW, "2028-08-31", "2026-09-30")],
    "base-in-rectification": [r(HALL_REVIEW, "decision: approved", "decision: suspended\nnote: 整修。")],
    "duplicate-alignment": [r(GAUGE, "  - target: sci22-10.1\n    stages: [S2]\n", "  - target: sci22-10.1\n    stages: [S2]\n  - target: labor22-8\n    stages: [S2]\n")],
    "target-not-in-course": [r(SERIES, "  - target: sci22-10.2", "  - target: sci22-10.9")],
    "owner-hides-courses": [r("bases/example-farm/base.yml", "status: submitted", "status: draft")],
    "approved-without-level": [r(SERIES_REVIEW, "level: 精品\n", ""), r(SERIES_REVIEW, "decision: approved", "decision: returned\nnote: 请改。")],
    "review-of-draft": [{"write": "reviews/courses/example-society/night-sky.yml", "content": 'format: 1\ndecision: returned\ndate: "2026-08-20"\nnote: 请写齐。\n'}],
    "review-in-the-future": [r(SERIES_REVIEW, 'date: "2026-08-20"', 'date: "2026-10-01"')],
    "review-level": [r(SERIES_REVIEW, "correctness: 19", "correctness: 14"), r(SERIES_REVIEW, "correctness: 18", "correctness: 14")],
    "review-third-scorer": [r(SERIES_REVIEW, "correctness: 18", "correctness: 4"), r(SERIES_REVIEW, "level: 精品", "level: 入库")],
    "expired": [r(SERIES_REVIEW, "2028-08-31", "2026-10-01")],
    "unclaimed-recognition": [r(HALL_REVIEW, "  recognitions:\n    - 市级科普教育基地（示例）\n", "")],
    "visit-order": [r(SERIES, "    visit: 2\n", "    visit: 1\n")],
    "wait-within-visit": [r(SERIES, "wait_days: 1", "wait_days: 60")],
    "groups-too-few": [r(SERIES, "max_groups: 8", "max_groups: 6")],
    "itinerary-overlap": [r(PREMIUM, 'start: "10:10"', 'start: "10:00"'), r(PREMIUM, '  - day: 1\n    start: "13:00"', '  - day: 2\n    start: "08:00"')],
    "table-row-cells": [r(SERIES, "          columns: [时间（分）, 高度（厘米）]", "          columns: [时间（分）, 高度]")],
    "diagram-field": [r(SERIES, DIAGRAM_PLACE, DIAGRAM_PLACE + AXES)],
    "diagram-scale": [r(SERIES, DIAGRAM_PLACE, DIAGRAM_PLACE + AXES.replace("to: 10, step: 2", "to: 1, step: 0.1"))],
    "diagram-value": [r(SERIES, DIAGRAM_PLACE, DIAGRAM_PLACE + AXES + "            lines:\n              - points: [[0, 20], [10, 60]]\n")],
    "diagram-crowded": [r(SERIES, DIAGRAM_PLACE, DIAGRAM_PLACE + CIRCUIT + "              - {part: 灯泡}\n" * 3)],
    "diagram-short-circuit": [r(SERIES, DIAGRAM_PLACE, DIAGRAM_PLACE + CIRCUIT)],
    "material-fee": [r(SERIES, "material_fee: 2.5", "material_fee: 3.37")],
    "hazard-for-the-youngest": [r(SERIES, "grades: [2, 3]", "grades: [3, 4]"), r(SERIES, "kind: 高温", "kind: 明火")],
    "written-homework": [r(SERIES, "grades: [2, 3]", "grades: [3, 4]"), r(SERIES, "written: false", "written: true")],
    "changed-after-approval": [{"write": GAUGE_REVIEW, "content": _pinned_gauge()}, r(GAUGE, "title: 自制雨量筒", "tags: [雨]  # 标签\ntitle: '自制雨量筒'")],
    "crowded-base": [r(HALL, "teaching_area: 400", "teaching_area: 300")],
    "fee-above-cap": [r(SERIES, "fee_per_session: 5", "fee_per_session: 1000")],  # no cap is set
    "repeated-session": [r(SERIES, "teacher_activity: 示范轻捏滴管，一次一滴。", "teacher_activity: 请各组把水倒进不同的容器。")],
    "near-duplicate": [{"copy": SERIES, "to": "courses/example-society/drop-story/course.yml"}, r("courses/example-society/drop-story/course.yml", "status: submitted\ntitle: 小水滴的旅行（示例）", "status: withdrawn\ntitle: 小水滴的故事（示例）")],
    "look-alike-id": [{"copy": DRAFT, "to": "courses/example-society/night-skies/course.yml"}, {"copy": DRAFT, "to": "courses/example-society/night-12/course.yml"}, {"copy": DRAFT, "to": "courses/example-society/night-21/course.yml"}],
    "unknown-waiver-code": [r(SERIES, "  max: 30", "  max: 30\nwaivers:\n  - {code: class-large, reason: 科学教室有三十六个工位}")],
    "refused-waiver": [r(SERIES, "  max: 30", "  max: 36\nwaivers:\n  - {code: class-large, reason: 科学教室有三十六个工位}")],
}  # fmt: skip
BY_SHARE = {"hands-on-too-little", "hands-on-little"}  # tested on small courses below


def test_every_rule_has_a_case_in_which_it_speaks_and_one_in_which_it_is_silent() -> None:
    codes = {rule.code for rule in RULES}
    assert codes - {folder.split("--")[0] for folder in FOLDERS} == set()
    assert set(NEAR_MISSES) | BY_SHARE == codes


@pytest.mark.parametrize("code", NEAR_MISSES)
def test_rule_is_silent_about_what_stands_at_its_limit(code: str, tmp_path: Path) -> None:
    found = new_findings(load_changed(tmp_path, NEAR_MISSES[code]))
    assert [item for item in found if item.code == code] == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.find.__name__)
def test_rule_is_silent_about_the_example(rule: object) -> None:
    catalogue = example_on(date(2026, 10, 1)).catalogue
    readable = project_rulebook().schemas.readable
    assert list(rule.check(catalogue, readable)) == []  # type: ignore[attr-defined]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.find.__name__)
def test_rule_has_its_manual_and_an_affirmative_name(rule: object) -> None:
    find = rule.find  # type: ignore[attr-defined]
    assert find.__doc__ and len(find.__doc__) > 40
    assert not find.__name__.startswith(("check", "validate"))


def test_rules_that_look_at_one_record_say_the_same_on_the_whole_catalogue(tmp_path: Path) -> None:
    changes = [
        r(PROVIDER, '"330203"', '"330204"'),
        r(HALL, "teaching_area: 400", "teaching_area: 200"),
        r(SERIES, "grades: [2, 3]", "grades: [2, 3, 5]"),
        r(SERIES, "material_fee: 2.5", "material_fee: 25"),
        r(SERIES_REVIEW, "level: 精品", "level: 入库"),
    ]
    loaded = load_changed(tmp_path, changes)
    readable = project_rulebook().schemas.readable
    whole = {item for rule in RECORD_RULES for item in rule.check(loaded.catalogue, readable)}
    assert whole == set(new_findings(loaded))
    assert len(whole) == 5


def test_no_rule_is_listed_twice() -> None:
    assert len({rule.find.__name__ for rule in RULES}) == len(RULES) == len(RECORD_RULES) + len(CATALOGUE_RULES)


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("material-fee", [r(SERIES, "material_fee: 2.5", "material_fee: 3.4")]),
        ("material-fee", [r(SERIES, "material_fee: 2.5", "material_fee: 0")]),
        ("crowded-base", [r(HALL, "teaching_area: 400", "teaching_area: 299")]),
        ("expired", [r(SERIES_REVIEW, "2028-08-31", "2026-09-30")]),
        ("review-level", [r(SERIES_REVIEW, "correctness: 19", "correctness: 14"), r(SERIES_REVIEW, "correctness: 18", "correctness: 13")]),
        ("review-third-scorer", [r(SERIES_REVIEW, "correctness: 18", "correctness: 3"), r(SERIES_REVIEW, "level: 精品", "level: 入库")]),
        ("closed-that-day", [r(GAUGE, "exhibits: [rain-room]\n", "exhibits: [rain-room]\nweekdays: [周五, 周六]\n")]),
        ("unit-differs", [r(SERIES, "{name: 滴管, quantity: 2, per: 每组}", "{name: 滴管, quantity: 2, per: 每组, unit: 盒}")]),
        ("wait-within-visit", [r(SERIES, "    visit: 2\n", "    visit: 1\n")]),
        ("groups-too-few", [r(SERIES, "max_groups: 8", "max_groups: 5")]),
        ("itinerary-overlap", [r(PREMIUM, '  - day: 1\n    start: "09:00"', '  - day: 2\n    start: "09:00"')]),
        ("former-id-taken", [r(SERIES, 'updated: "2026-08-10"', 'updated: "2026-08-10"\nformer_ids: [water-journey]')]),
        ("hazard-for-the-youngest", [r("bases/example-hall/extension/ice-salt/course.yml", "kind: 其他", "kind: 市电"), r("bases/example-hall/extension/ice-salt/course.yml", "grades: [3, 4]", "grades: [2, 3, 4]"), r("bases/example-hall/extension/ice-salt/course.yml", "stages: [S2]", "stages: [S1, S2]")]),
    ],
)  # fmt: skip
def test_rule_speaks_just_beyond_its_limit(code: str, changes: list[Change], tmp_path: Path) -> None:
    assert code in [item.code for item in new_findings(load_changed(tmp_path, changes))]


def test_errors_in_a_draft_are_warnings(tmp_path: Path) -> None:
    changes = [
        {
            "write": DRAFT,
            "content": "format: 1\nstatus: draft\ntitle: 看月亮\ngrades: [5]\nalignments:\n  - {target: sci22-9.4, stages: [S2]}\n",
        }
    ]
    found = [item for item in new_findings(load_changed(tmp_path, changes)) if item.code == "stage-without-alignment"]
    assert [item.severity for item in found] == [Severity.WARNING]


def test_one_broken_file_neither_hides_nor_makes_up_findings_elsewhere(tmp_path: Path) -> None:
    changes = [
        r(HALL, "title: 市级", "titel: 市级"),
        r(PROVIDER, "kind: 学会", "kind: 小组"),
        r(PREMIUM, "pupils_per_adult: 10", "pupils_per_adult: 30"),
    ]
    found = [(item.code, item.mark.path) for item in new_findings(load_changed(tmp_path, changes))]
    assert found == [
        ("unknown-field", HALL), ("too-many-pupils-per-adult", PREMIUM), ("not-in-list", PROVIDER),
    ]  # fmt: skip


def test_file_that_is_left_out_of_an_approved_base_is_not_counted_as_missing(tmp_path: Path) -> None:
    found = new_findings(load_changed(tmp_path, [r(GAUGE, "minutes: 60", "minutes: 600")]))
    assert [item.code for item in found] == ["out-of-range"]


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (r(GAUGE_REVIEW, "decision: approved", "decision: aproved"), ["not-in-list"]),
        (r(GAUGE_REVIEW, "format: 1", "format：1"), ["fullwidth-colon"]),
        (r(HALL_REVIEW, 'date: "2026-08-20"', 'date: "2026-08-32"'), ["wrong-format"]),
        (r(HALL, "name: 示例水科技馆", "name:示例水科技馆"), ["missing-space"]),
        ({"file": SERIES, "cut_from": "sessions:", "cut_to": "suits_rural"}, ["incomplete"]),
        ({"file": SERIES, "cut_from": "price:", "cut_to": "safety:"}, ["incomplete"]),
        (
            {"file": SERIES, "cut_from": "alignments:", "cut_to": "competencies:"},
            ["incomplete"],
        ),
        (r(SERIES, "status: submitted", "status: 送评"), ["not-in-list"]),
        (r(SERIES, "grades: [2, 3]\n", ""), ["incomplete"]),
    ],
)
def test_one_fault_makes_no_findings_elsewhere(change: Change, codes: list[str], tmp_path: Path) -> None:
    assert [item.code for item in new_findings(load_changed(tmp_path, [change]))] == codes


def test_findings_of_released_documents_point_into_the_file(tmp_path: Path) -> None:
    root = changed_example(tmp_path, [r(GAUGE, "exhibits: [rain-room]", "exhibits: [wind-room]")])
    (found,) = new_findings(load_catalogue(root, date(2026, 10, 1), project_rulebook()))
    assert (found.mark.path, found.mark.line, found.mark.column) == (GAUGE, 34, 12)


def share_of(*steps: tuple[int, bool]) -> list[Diagnostic]:
    written = "".join(
        f"      - {{name: 做, minutes: {minutes}, hands_on: {str(hands_on).lower()}}}\n" for minutes, hands_on in steps
    )
    text = f"format: 1\nstatus: submitted\ntitle: 水\nsessions:\n  - title: 一\n    steps:\n{written}"
    catalogue = catalogue_of({PROVIDER: example_text("provider"), SERIES: text})
    readable = project_rulebook().schemas.readable
    return [item for rule in RULES if rule.code in BY_SHARE for item in rule.check(catalogue, readable)]


@pytest.mark.parametrize(
    ("hands_on", "rest", "codes"),
    [
        (40, 0, []),
        (20, 10, []),
        (19, 11, ["hands-on-little"]),
        (10, 20, ["hands-on-little"]),
        (9, 21, ["hands-on-too-little"]),
        (0, 30, ["hands-on-too-little"]),
    ],
)
def test_exactly_two_thirds_hands_on_is_enough_and_exactly_one_third_is_not_rejected(
    hands_on: int, rest: int, codes: list[str]
) -> None:
    steps = [(minutes, flag) for minutes, flag in ((hands_on, True), (rest, False)) if minutes]
    assert [item.code for item in share_of(*steps)] == codes


def test_share_of_a_course_without_steps_is_not_judged() -> None:
    assert share_of() == []
    (course,) = catalogue_of({PROVIDER: example_text("provider"), SERIES: example_text("series")}).series
    assert hands_on_share(course) == 0.7


# GB 32100-2015: the weights of the 17 places, and the alphabet without I, O, S, V and Z.
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.mark.parametrize(
    "code",
    ["51000000MJ0000000B", "91000000MA0000001R", "52000000500000000D", "120000004000000019", "91000000MAYXWUTRQY"],
)
def test_check_character_of_synthetic_codes_is_right(code: str) -> None:
    total = sum(ALPHABET.index(letter) * weight for letter, weight in zip(code[:17], WEIGHTS, strict=True))
    assert code[2:8] == "000000"
    assert check_character(code[:17]) == code[17] == ALPHABET[(31 - total % 31) % 31]


def test_check_character_tells_neighbouring_digits_that_changed_places() -> None:
    assert check_character("51000000MJ0000012") != check_character("51000000MJ0000021")


def test_nearest_offers_at_most_three() -> None:
    assert nearest("rain-rom", ("rain-room", "rain-roof", "rain-rod", "rain-robe")) == (
        "rain-room",
        "rain-rod",
        "rain-roof",
    )
    assert nearest("水", ("rain-room",)) == ()
