"""Gate 2, second half: each operator of rules.yml, once speaking and once silent."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from written import EXAMPLE, PROJECT, findings, load_text, project_rulebook

from course_catalogue.diagnostics import CatalogueError, Diagnostic, Mark, Severity, at_most
from course_catalogue.documents import Document
from course_catalogue.file_rules import Row, check_rows, in_words_of, load_rows
from course_catalogue.schema_check import KINDS

BASE = {
    "code": "a-code",
    "kinds": ["series"],
    "severity": "error",
    "message": "说明",
    "mend": "改法",
    "expected": "{wanted}",
    "found": "{found}",
}


def row(**fields: object) -> Row:
    return msgspec.convert({**BASE, **fields}, Row)


def speak(text: str, **fields: object) -> list[tuple[str, str, str, int, int]]:
    """field, found, expected, line and column of what one row says about one document."""
    return [
        (item.field, item.found, item.expected, item.mark.line, item.mark.column)
        for item in run(load_text("series", text), row(**fields))
    ]


def run(document: Document, *rows: Row) -> list:  # type: ignore[type-arg]
    book = project_rulebook()
    return check_rows(document, rows, book.vocabulary.thresholds, book.schemas.readable)


def test_sum_compares_the_total_with_a_path_from_the_scope_or_from_the_top() -> None:
    fields = {
        "op": "sum",
        "for": "sessions[]",
        "of": "steps[].minutes",
        "equals": "minutes | /session_minutes",
        "at": "steps",
    }
    text = "session_minutes: 40\nsessions:\n  - steps: [{minutes: 30}, {minutes: 8}]\n  - minutes: 30\n    steps: [{minutes: 30}]\n"
    assert speak(text, **fields) == [("课时 1 › 教学过程", "38", "40", 3, 5)]
    assert speak(text.replace("8", "10"), **fields) == []


def test_sum_of_decimals_allows_for_their_rounding() -> None:
    fields = {"op": "sum", "of": "price.payers[].percent", "equals": 100}
    assert speak("price:\n  payers: [{percent: 33.3}, {percent: 33.3}, {percent: 33.4}]\n", **fields) == []
    assert len(speak("price:\n  payers: [{percent: 33.3}, {percent: 33.3}, {percent: 33.3}]\n", **fields)) == 1


def test_sum_is_silent_where_there_is_nothing_to_equal() -> None:
    assert (
        speak(
            "sessions:\n  - steps: [{minutes: 30}]\n",
            **{"op": "sum", "for": "sessions[]", "of": "steps[].minutes", "equals": "minutes"},
        )
        == []
    )


@pytest.mark.parametrize(
    ("limit", "silent", "loud", "wanted"),
    [
        ({"at_most": 30}, 30, 31, "30"),
        ({"at_least": 12}, 12, 11, "12"),
        ({"equals": 0}, 0, 1, "0"),
        ({"at_most": "class_max_warn"}, 30, 31, "30"),
    ],
)
def test_compare_speaks_beyond_its_limit_and_not_at_it(
    limit: dict[str, object], silent: int, loud: int, wanted: str
) -> None:
    fields = {"op": "compare", "of": "class_size.max", **limit}
    assert speak(f"class_size: {{max: {silent}}}\n", **fields) == []
    assert speak(f"class_size: {{max: {loud}}}\n", **fields) == [("班额 › 最多", str(loud), wanted, 1, 19)]
    assert speak("title: 水\n", **fields) == []


def test_compare_leaves_the_word_to_a_stricter_row() -> None:
    fields = {"op": "compare", "of": "class_size.max", "at_most": 30, "unless_above": "class_max_error"}
    assert len(speak("class_size: {max: 50}\n", **fields)) == 1
    assert speak("class_size: {max: 51}\n", **fields) == []


def test_count_speaks_below_its_least_and_above_its_most() -> None:
    fields = {"op": "count", "of": "grades[]", "min": 2, "max": 3, "at": "grades"}
    assert speak("grades: [1]\n", **fields) == [("年级", "1", "2", 1, 1)]
    assert speak("grades: [1, 2, 3, 4]\n", **fields) == [("年级", "4", "3", 1, 1)]
    assert speak("grades: [1, 2]\n", **fields) == []
    assert speak("grades: [1, 2, 3]\n", **fields) == []


def test_order_allows_equals_unless_it_is_strict() -> None:
    fields = {"op": "order", "of": ["class_size.min", "class_size.best"], "at": "class_size"}
    assert speak("class_size: {min: 5, best: 4}\n", **fields) == [("班额", "5、4", "", 1, 1)]
    assert speak("class_size: {min: 4, best: 4}\n", **fields) == []
    assert len(speak("class_size: {min: 4, best: 4}\n", **fields, strictly=True)) == 1
    assert speak("class_size: {min: 5}\n", **fields) == []


def test_member_takes_paths_and_thresholds_and_spares_the_neighbour_it_names() -> None:
    fields = {"op": "member", "for": "sessions[].materials[]", "of": "name", "in": ["/tools[].name"], "unless": "unit"}
    text = "tools: [{name: 尺}]\nsessions:\n  - materials: [{name: 尺}, {name: 纸, unit: 张}, {name: 笔}]\n"
    assert speak(text, **fields) == [("课时 1 › 用品 3 › 名称", "笔", "尺", 3, 55)]
    assert speak("session_minutes: 45\n", op="member", of="session_minutes", **{"in": ["usual_session_minutes"]}) == []
    assert (
        len(speak("session_minutes: 50\n", op="member", of="session_minutes", **{"in": ["usual_session_minutes"]})) == 1
    )


def test_member_waits_for_its_lists_but_not_for_their_items() -> None:
    fields = {
        "op": "member",
        "for": "sessions[].materials[]",
        "of": "name",
        "in": ["/tools[].name", "/consumables[].name"],
    }
    text = "sessions:\n  - materials: [{name: 笔}]\n"
    assert speak(text, **fields) == []
    assert [found for _, found, *_ in speak(f"consumables: []\n{text}", **fields)] == ["笔"]


def test_required_if_speaks_when_its_condition_holds_and_the_field_is_absent_or_empty() -> None:
    fields = {"op": "required-if", "when": {"price.kind": ["成本分担"]}, "field": "price.refund", "at": "price"}
    assert speak("price: {kind: 成本分担}\n", **fields) == [("价格", "", "", 1, 1)]
    assert len(speak("price: {kind: 成本分担, refund: ''}\n", **fields)) == 1
    assert speak("price: {kind: 成本分担, refund: 全退}\n", **fields) == []
    assert speak("price: {kind: 免费}\n", **fields) == []


def test_condition_true_means_given_and_not_empty() -> None:
    fields = {
        "op": "required-if",
        "when": {"hazards": True},
        "for": "sessions[]",
        "field": "safety_notes",
        "at": "hazards",
    }
    assert len(speak("sessions: [{hazards: [{kind: 高温}]}]\n", **fields)) == 1
    assert speak("sessions: [{hazards: []}]\n", **fields) == []
    assert speak("sessions: [{title: 水}]\n", **fields) == []


def test_row_only_looks_at_its_kinds() -> None:
    assert run(load_text("base", "title: 水\n"), row(op="required-if", field="theme")) == []


@pytest.mark.parametrize(
    ("status", "severity"), [("draft", Severity.WARNING), ("submitted", Severity.ERROR), ("withdrawn", Severity.ERROR)]
)
def test_error_is_only_a_warning_in_a_draft(status: str, severity: Severity) -> None:
    (item,) = run(load_text("series", f"status: {status}\n"), row(op="required-if", field="theme"))
    assert item.severity is severity


def test_warning_stays_one() -> None:
    (item,) = run(load_text("series", "status: submitted\n"), row(op="required-if", field="theme", severity="warning"))
    assert item.severity is Severity.WARNING


def test_braces_in_the_authors_text_are_not_blanks() -> None:
    fields = {"op": "member", "of": "theme", "in": ["/title"]}
    assert speak("title: 水\ntheme: '{wanted} {0.__class__}'\n", **fields) == [
        ("主题", "{wanted} {0.__class__}", "水", 2, 8)
    ]


@pytest.mark.parametrize(
    ("rules", "words"),
    [
        ("op: guess", "op 不认识：guess"),
        ("op: [", "schema/rules.yml:"),
        ("op: sum\n    colour: red", "schema/rules.yml"),
        ("op: sum\n    severity: fatal", "schema/rules.yml"),
    ],
)
def test_fault_in_the_rules_is_a_fault_of_the_maintainers(tmp_path: Path, rules: str, words: str) -> None:
    (tmp_path / "schema").mkdir()
    head = "rules:\n  - code: a-code\n    message: 说明\n    found: ''\n    expected: ''\n    mend: ''\n"
    rest = "".join(
        f"    {line}\n" for line in ("kinds: [series]", "severity: error") if line.split(":")[0] + ":" not in rules
    )
    (tmp_path / "schema" / "rules.yml").write_text(f"{head}{rest}    {rules}\n", "utf-8")
    with pytest.raises(CatalogueError, match=words):
        load_rows(tmp_path)


def test_missing_rules_are_a_fault_of_the_maintainers(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match=r"schema/rules\.yml"):
        load_rows(tmp_path)


def test_every_row_names_fields_that_the_schema_has() -> None:
    book = project_rulebook()
    for one in book.rows:
        assert set(one.kinds) <= set(KINDS)
        paths = [one.of] if isinstance(one.of, str) else list(one.of)
        paths += [one.field, one.unless, *one.when]
        for kind in one.kinds:
            scope = _steps(one.scope)
            for path in filter(None, paths):
                assert book.schemas.at(kind, (*scope, *_steps(path))), (one.code, kind, path)
            for path in [
                part
                for limit in (one.equals, one.at_most, one.at_least)
                if isinstance(limit, str)
                for part in limit.split(" | ")
            ]:
                if not hasattr(book.vocabulary.thresholds, path):
                    top = path.startswith("/")
                    assert book.schemas.at(kind, (*(() if top else scope), *_steps(path.lstrip("/")))), (
                        one.code,
                        kind,
                        path,
                    )
            for path in one.allowed:
                if not hasattr(book.vocabulary.thresholds, path):
                    assert book.schemas.at(kind, _steps(path.lstrip("/"))), (one.code, kind, path)
            assert book.schemas.at(kind, (*scope, *one.at.split("."))) if one.at else True, (one.code, one.at)


def _steps(path: str) -> tuple[str | int, ...]:
    return tuple(0 if step == "[]" else step for step in path.replace("[]", ".[]").split(".") if step)


def test_rows_are_silent_about_every_file_of_the_example() -> None:
    for kind, path in (
        ("provider", "courses/example-society/provider.yml"),
        ("series", "courses/example-society/water-journey/course.yml"),
        ("base", "bases/example-hall/base.yml"),
        ("premium", "bases/example-hall/premium/river-day/course.yml"),
        ("extension", "bases/example-hall/extension/ice-salt/course.yml"),
        ("review", "reviews/bases/example-hall/premium/river-day.yml"),
    ):
        assert findings(kind, (EXAMPLE / path).read_text("utf-8")) == []


def test_rows_of_the_project_are_read() -> None:
    book = project_rulebook()
    assert in_words_of(load_rows(PROJECT), book.vocabulary.blanks) == book.rows
    assert len(project_rulebook().rows) > 20


def test_words_of_the_city_fill_their_blanks_and_what_the_fault_fills_stays() -> None:
    (filled,) = in_words_of(
        (row(op="sum", message="见{policy}", expected="{wanted} 或 {usual}"),), {"policy": "某文件"}
    )
    assert (filled.message, filled.expected, filled.found) == ("见某文件", "{wanted} 或 {usual}", "{found}")


def test_no_row_has_a_blank_that_nothing_fills() -> None:
    for each in project_rulebook().rows:
        text = f"{each.message}{each.found}{each.expected}{each.mend}".replace("{{", "").replace("}}", "")
        assert set(re.findall(r"\{(\w*)\}", text)) <= {"found", "wanted"}, each.code
        assert "{" not in each.message + each.mend


def test_too_many_sessions_are_an_error_in_a_draft_and_too_few_a_warning() -> None:
    def said(count: int) -> list[tuple[str, Severity, str]]:
        sessions = "".join(f"  - title: 第 {number} 次\n" for number in range(count))
        found = findings("series", f"format: 1\nstatus: draft\ntitle: 看月亮\nsessions:\n{sessions}")
        return [(item.code, item.severity, item.found) for item in found]

    assert said(17) == [("session-count", Severity.ERROR, "17 课时")]
    assert said(11) == [("session-count", Severity.WARNING, "11 课时")]
    assert said(16) == said(12) == []


SUM = {"op": "sum", "for": "sessions[]", "of": "steps[].minutes", "equals": "minutes | /session_minutes", "at": "steps"}


def test_one_value_that_many_sessions_contradict_is_one_finding_at_that_value() -> None:
    sessions = "".join(f"  - title: 第{number}课\n    steps: [{{minutes: 40}}]\n" for number in range(5))
    (item,) = run(load_text("series", f"session_minutes: 45\nsessions:\n{sessions}"), row(**SUM))
    assert (item.mark.line, item.mark.column, item.field) == (1, 18, "课时长度（分钟）")
    assert item.found == "40（5 处都是：课时 1、课时 2、课时 3、课时 4……）"
    assert [other.message for other in item.related] == ["课时 1 › 教学过程", "课时 2 › 教学过程", "课时 3 › 教学过程"]


def test_sessions_with_different_sums_are_findings_of_their_own() -> None:
    sessions = "".join(f"  - title: 第{number}课\n    steps: [{{minutes: {30 + number}}}]\n" for number in range(5))
    found = run(load_text("series", f"session_minutes: 45\nsessions:\n{sessions}"), row(**SUM))
    assert [item.mark.line for item in found] == [4, 6, 8, 10, 12]


def test_the_same_unknown_word_is_told_once_with_its_other_places() -> None:
    fields = {"op": "member", "for": "sessions[].materials[]", "of": "name", "in": ["/consumables[].name"]}
    text = (
        "consumables: [{name: 糖}]\nsessions:\n  - materials: [{name: 盐}]\n  - materials: [{name: 盐}, {name: 醋}]\n"
    )
    found = run(load_text("series", text), row(**fields))
    assert [(item.found, item.mark.line, [other.mark.line for other in item.related]) for item in found] == [
        ("盐", 3, [4]),
        ("醋", 4, []),
    ]


def test_findings_beyond_the_hundredth_are_counted_and_errors_come_first() -> None:
    warnings = [Diagnostic("tab", Severity.WARNING, Mark("a.yml", number), "提醒") for number in range(1, 121)]
    fault = Diagnostic("tab", Severity.ERROR, Mark("a.yml", 200), "错误")
    kept = at_most([*warnings, fault], 100)
    assert (len(kept), kept[0]) == (100, fault)
    assert kept[-1].message == "提醒（这个文件里还有 21 处没有列出，改好这些再检查）"
    assert at_most(warnings[:100], 100) == warnings[:100]


def test_misspelt_word_is_mended_in_all_its_places() -> None:
    fields = {"op": "member", "for": "sessions[].materials[]", "of": "name", "in": ["/consumables[].name"]}
    text = "consumables: [{name: 厨房纸}, {name: 白糖}]\nsessions:\n  - materials: [{name: 厨房只}]\n  - materials: [{name: 厨房只}]\n"
    (item,) = run(load_text("series", text), row(**fields))
    assert item.mend == "是不是 厨房纸？改法"
    assert [(edit.mark.line, edit.text) for edit in item.edits] == [(3, "厨房纸"), (4, "厨房纸")]


@pytest.mark.parametrize(("sums", "places"), [((40, 40), ["session_minutes"]), ((40, 38), [0, 1]), ((40, 45), [0])])
def test_two_sessions_that_agree_with_each_other_contradict_the_course_once(
    sums: tuple[int, int], places: list[str | int]
) -> None:
    sessions = "".join(f"  - title: 课\n    steps:\n      - {{name: 做, minutes: {total}}}\n" for total in sums)
    text = f"format: 1\nstatus: draft\ntitle: 水\nsession_minutes: 45\nsessions:\n{sessions}"
    book = project_rulebook()
    document = load_text("series", text)
    found = check_rows(document, book.rows, book.vocabulary.thresholds, book.schemas.readable)
    told = [item for item in found if item.code == "step-minutes"]
    steps = [("session_minutes",) if place == "session_minutes" else ("sessions", place, "steps") for place in places]
    assert [item.mark.line for item in told] == [document.key_mark(*step).line for step in steps]
    assert [len(item.related) for item in told] == [2 if place == "session_minutes" else 0 for place in places]


def test_at_most_counts_what_was_left_out_before() -> None:
    many = [Diagnostic("a-code", Severity.ERROR, Mark("a.yml", line), "不对") for line in range(1, 13)]
    once = at_most(many[:10], 5)
    twice = at_most([*once, *many[10:]], 5)
    assert twice[-1].message == "不对（这个文件里还有 7 处没有列出，改好这些再检查）"
    assert [item.message for item in twice[:-1]] == ["不对"] * 4
