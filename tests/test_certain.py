"""What is told of a file that has errors: all that is certain, in one run, and nothing that hangs on what is wrong."""

from __future__ import annotations

import random
from pathlib import PurePosixPath

import pytest
from mutants import Node, Sample
from test_mutations import new, samples, told
from written import PATHS, example_text, project_rulebook

from course_catalogue.diagnostics import Diagnostic, in_reading_order
from course_catalogue.documents import Source
from course_catalogue.loading import judge


def findings(text: str, kind: str = "series") -> list[tuple[str, int]]:
    """The codes and lines of all that is told of a file and not of its good example, in reading order."""
    known = {(item.code, item.field) for item in verdict(example_text(kind), kind)}
    return [(item.code, item.mark.line) for item in verdict(text, kind) if (item.code, item.field) not in known]


def verdict(text: str, kind: str = "series") -> list[Diagnostic]:
    return in_reading_order(list(_judged(text, kind)))


def _judged(text: str, kind: str) -> tuple[Diagnostic, ...]:
    return judge(Source(PurePosixPath(PATHS[kind]), kind, text.encode()), project_rulebook()).findings


def changed(*changes: tuple[str, str], kind: str = "series") -> str:
    """The good example with the first place of each text replaced."""
    text = example_text(kind)
    for old, made in changes:
        assert old in text, old
        text = text.replace(old, made, 1)
    return text


def line_of(text: str, words: str) -> int:
    return text[: text.index(words)].count("\n") + 1


WRONG_SUM = ("        minutes: 4\n        teacher_activity: 请三组报告水的样子。", "        minutes: 9\n        teacher_activity: 请三组报告水的样子。")  # fmt: skip


def test_wrong_value_and_a_wrong_sum_elsewhere_are_told_at_once() -> None:
    text = changed(("best: 24", "best: 很多"), WRONG_SUM)
    assert findings(text) == [("wrong-type", line_of(text, "best:")), ("step-minutes", line_of(text, "    steps:"))]


@pytest.mark.parametrize("point", ["[]", "很高", "[1]", "{a: 1}"])
def test_a_point_that_is_none_is_told_and_the_rest_is_judged(point: str) -> None:
    drawing = f"""          lines: 2
        - kind: 图
          text: 画出水温的变化。
          diagram:
            kind: 坐标图
            title: 水温的变化
            x: {{label: 时间, unit: 分, from: 0, to: 10, step: 2}}
            y: {{label: 温度, unit: ℃, from: 20, to: 60, step: 5}}
            lines:
              - points: [[0, 20], {point}]
"""
    text = changed(("          lines: 2\n", drawing), WRONG_SUM)
    codes = [code for code, _ in findings(text)]
    assert "step-minutes" in codes
    assert len(codes) == 2


def test_rule_on_an_axis_is_silent_while_an_end_of_it_is_wrong() -> None:
    drawing = """          lines: 2
        - kind: 图
          text: 画出水温的变化。
          diagram:
            kind: 坐标图
            title: 水温的变化
            x: {label: 时间, unit: 分, from: 5, to: 很久, step: 2}
            y: {label: 温度, unit: ℃, from: 20, to: 60, step: 5}
"""
    assert [code for code, _ in findings(changed(("          lines: 2\n", drawing)))] == ["wrong-type"]


def test_sum_with_a_wrong_value_in_it_is_silent() -> None:
    text = changed(("        minutes: 8\n", "        minutes: 很久\n"), WRONG_SUM)
    assert findings(text) == [("wrong-type", line_of(text, "很久"))]


def test_sum_with_a_value_that_is_missing_is_silent() -> None:
    text = changed(("        minutes: 8\n", ""), WRONG_SUM)
    assert [code for code, _ in findings(text)] == ["missing-field"]


def test_value_that_can_only_mean_one_thing_is_added_up() -> None:
    text = changed(("        minutes: 8\n", "        minutes: 8分钟\n"), WRONG_SUM)
    assert findings(text) == [("step-minutes", line_of(text, "    steps:")), ("wrong-type", line_of(text, "8分钟"))]


def test_field_that_may_be_the_missing_one_keeps_its_rule_silent() -> None:
    text = changed(("  refund: ", "  money_back: "))
    assert findings(text) == [("unknown-field", line_of(text, "money_back"))]


def test_unknown_field_elsewhere_does_not_keep_it_silent() -> None:
    text = changed(("  refund: 开课前全额退；中途退出按未上课时退课时费。\n", ""), ("settings:", "places_of_ours:"))
    assert findings(text) == [("unknown-field", line_of(text, "places_of_ours")), ("refund-missing", line_of(text, "price:"))]  # fmt: skip


def test_rule_over_all_sessions_is_silent_while_one_step_is_wrong() -> None:
    lectures = example_text("series").replace("        hands_on: true\n", "")
    assert "hands-on-too-little" in [code for code, _ in findings(lectures)]
    text = lectures.replace("        minutes: 8\n", "        minutes: 很久\n", 1)
    assert [code for code, _ in findings(text)] == ["wrong-type"]


def test_rule_on_the_record_speaks_where_what_it_reads_is_sound() -> None:
    text = changed(("best: 24", "best: 很多"), ("target: sci22-10.2", "target: sci22-99.9"))
    told_now = findings(text)
    assert told_now == [("wrong-type", line_of(text, "best:")), ("unknown-target", line_of(text, "sci22-99.9"))]


def test_text_and_word_checks_speak_too_but_not_on_what_is_wrong_itself() -> None:
    text = changed(
        ("best: 24", "best: 很多"), ("theme: 用小实验", "theme: <b>用小实验"), ("summary:", "summery_of_all: <b>水</b>\nsummary:")
    )  # fmt: skip
    assert findings(text) == [
        ("html-in-text", line_of(text, "theme:")),
        ("unknown-field", line_of(text, "summery_of_all")),
        ("wrong-type", line_of(text, "best:")),
    ]


def test_hazards_that_are_wrong_raise_no_question_of_undeclared_ones() -> None:
    text = changed(("pupil_activity: 先看、再闻，说出两处不同。", "pupil_activity: 点燃酒精灯，加热烧杯里的水。"))
    asked = [code for code, _ in findings(text)]
    assert "undeclared-hazard" in asked
    wrong = text.replace("    visit: 1\n", "    visit: 1\n    hazards: 明火\n", 1)
    assert "undeclared-hazard" not in [code for code, _ in findings(wrong)]


def test_while_the_status_is_wrong_rules_only_warn() -> None:
    text = changed(("status: submitted", "status: 提交啦"), WRONG_SUM)
    severities = [(item.code, item.is_error) for item in verdict(text) if item.code in ("not-in-list", "step-minutes")]  # fmt: skip
    assert severities == [("not-in-list", True), ("step-minutes", False)]


def test_nearest_option_is_offered_but_not_judged_by() -> None:
    text = changed(("kind: 成本分担", "kind: 免废"))
    assert findings(text) == [("not-in-list", line_of(text, "免废"))]


def test_grammar_shape_and_rule_are_told_at_once_at_the_authors_lines() -> None:
    text = changed(
        ("theme: 用小", "theme：用小"), ("title: 小水", "title: 小水滴 \ntitle: 小水"),
        ("best: 24", "best: 很多"), WRONG_SUM,
    )  # fmt: skip
    text = text.replace("title: 小水滴 \n", "")
    assert findings(text) == [
        ("fullwidth-colon", line_of(text, "theme：")),
        ("wrong-type", line_of(text, "best:")),
        ("step-minutes", line_of(text, "    steps:")),
    ]


def test_lines_below_a_line_that_an_edit_takes_out_keep_their_numbers() -> None:
    text = changed(("delivery: 送课到校\n", "delivery: 送课到校\ndelivery: 送课到校\n"), WRONG_SUM)
    assert findings(text) == [("duplicate-key", line_of(text, "delivery") + 1), ("step-minutes", line_of(text, "    steps:"))]  # fmt: skip


@pytest.mark.parametrize(
    "again", ["session_minutes: 45\n", "theme: 水的三态\n", "class_size:\n  min: 3\n  best: 4\n  max: 5\n"]
)
def test_of_a_file_in_which_a_field_stands_twice_the_rest_is_told_at_once(again: str) -> None:
    text = changed(("delivery: ", f"{again}delivery: "), ("grades: [2, 3]", "grades: [2, 33]"))
    told_now = [item.code for item in verdict(text) if item.is_error]
    assert sorted(told_now) == ["duplicate-key", "out-of-range"]


def test_also_where_it_stands_in_an_item_of_a_list() -> None:
    text = changed(("    visit: 1\n", "    visit: 1\n    visit: 2\n"), ("grades: [2, 3]", "grades: [2, 33]"))
    assert [item.code for item in verdict(text) if item.is_error] == ["out-of-range", "duplicate-key"]


def test_what_hangs_on_which_of_the_two_is_meant_is_not_told() -> None:
    text = changed(("delivery: ", "session_minutes: 45\ndelivery: "))
    assert "step-minutes" in [code for code, _ in findings(changed(("session_minutes: 40", "session_minutes: 45")))]
    assert [item.code for item in verdict(text) if item.is_error] == ["duplicate-key"]


def test_the_second_field_of_an_item_may_be_that_of_another_item_and_hides_the_rest() -> None:
    text = changed(("    - payer: 学校\n      percent: 60\n", "    - payer: 学校\n      percent: 60\n      percent: 40\n"), ("grades: [2, 3]", "grades: [2, 33]"))  # fmt: skip
    assert [item.code for item in verdict(text) if item.is_error] == ["duplicate-key"]


def test_grammar_that_can_be_mended_in_two_ways_hides_the_rules() -> None:
    text = changed(("theme: 用小实验认识水的样子、溶解和循环\n", "theme: 用小实验 #认识水的样子\n"), WRONG_SUM)
    assert findings(text) == [("needs-quotes", line_of(text, "theme:"))]


def test_warning_that_is_kept_with_a_reason_stays_kept_beside_an_error() -> None:
    waivers = "waivers:\n  - {code: commercial-words, reason: 这是国家级奖项的全称，不是推销}\n"
    text = changed(("theme: 用小实验", "theme: 现在报班立享八折优惠，用小实验"), ("best: 24", "best: 很多"))
    asked = [item for item in verdict(text) if item.code == "commercial-words"]
    kept = [item for item in verdict(waivers + text) if item.code == "commercial-words"]
    broken = waivers.replace("reason", "because")
    silent = [item for item in verdict(broken + text) if item.code == "commercial-words"]
    assert [item.waiver for item in asked] == [""]
    assert [item.waiver for item in kept] == ["这是国家级奖项的全称，不是推销"]
    assert silent == []


def test_number_in_a_broken_file_is_one_finding() -> None:
    text = example_text("provider")
    broken = text.replace("name: ", "name：", 1).replace("phone: 0574-00000000", 'phone: "13805740000"')
    assert [code for code, _ in findings(broken, "provider")] == ["fullwidth-colon", "mobile-number"]


def test_submission_is_told_what_it_lacks_beside_its_errors_but_not_what_is_wrong_or_may_be_meant() -> None:
    text = changed(("best: 24", "best: 很多"), ("grades: [2, 3]\n", ""), ("delivery: ", "delivery_of_ours: "))
    due = [(item.mark.line, item.message, item.mend) for item in verdict(text) if item.code == "incomplete"]
    assert due == []  # the unknown field may be the grades
    text = changed(("best: 24", "best: 很多"), ("grades: [2, 3]\n", ""))
    due = [
        (item.mark.line, item.message, item.mend.split("。")[0]) for item in verdict(text) if item.code == "incomplete"
    ]
    assert due == [(2, "送评（submitted）的内容还缺 1 项", "补上：年级（grades）")]


def with_wrong_type(sample: Sample, node: Node) -> str:
    """The file with the value at a node made a group of fields, or a group a number."""
    wrong = "7" if isinstance(node.value, dict | list) else "[[乱]]"
    gap = " " if sample.text[node.start - 1] == "\n" or sample.text[node.start - 1] == " " else ""
    return (
        sample.text[: node.start]
        + gap
        + wrong
        + ("\n" if "\n" in sample.text[node.start : node.end] else "")
        + sample.text[node.end :]
    )


def lines_of(sample: Sample) -> list[Node]:
    return [node for node in sample.fields if node.schema.get("type") != "array"]


def test_value_of_a_wrong_type_is_one_finding_whatever_field_it_is() -> None:
    chance = random.Random(2026)  # noqa: S311
    for sample in chance.sample(samples(), 6):
        _one_finding_each(sample, chance.sample(lines_of(sample), min(8, len(lines_of(sample)))))


@pytest.mark.prove
def test_value_of_a_wrong_type_is_one_finding_in_every_field_of_every_sample() -> None:
    for sample in samples():
        _one_finding_each(sample, lines_of(sample)[::3])


def _one_finding_each(sample: Sample, nodes: list[Node]) -> None:
    for node in nodes:
        found = new(sample, told(sample, with_wrong_type(sample, node).encode()))
        assert [(item.code, item.mark.line) for item in found] == [("wrong-type", sample.line_at(node.start))], (sample.path, node.steps)  # fmt: skip
