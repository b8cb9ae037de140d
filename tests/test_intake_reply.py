"""The letter is in plain words, in those of its sender, and whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePosixPath

import pytest
from written import TODAY, example_on, project_rulebook

from course_catalogue.authoring.intake.filing import Filing
from course_catalogue.authoring.intake.form_places import places_of
from course_catalogue.authoring.intake.mail import Item
from course_catalogue.authoring.intake.parcels import Parcel
from course_catalogue.authoring.intake.reply import Sender, due_words, finding_words, refusals, refused
from course_catalogue.authoring.intake.trial import Trial, Tried
from course_catalogue.authoring.office import Left
from course_catalogue.diagnostics import Diagnostic, Mark, Severity

BOOK = project_rulebook()
NOBODY = Sender("", "", "", "")
PATH = PurePosixPath("courses/a/b/course.yml")
BY_HAND = Parcel("series", {"title": "水"}, Item("水.yml", b""))
BY_WORD = Parcel(
    "series", {"title": "水"}, Item("水.docx", b""), places=places_of("series", "水.docx", b"", BOOK.schemas)
)
REFUND = Diagnostic(
    "refund-missing", Severity.ERROR, Mark("x"), "收费的课程要写明退费办法", "价格", "没有 refund", "refund: 退费办法", "在 price 下面加一行 refund"
)  # fmt: skip
MINUTES = Diagnostic(
    "step-minutes", Severity.ERROR, Mark("x"), "分钟数加起来不等于本课时的分钟数", "课时 2 › 教学过程", "合计 38 分钟", "40 分钟", "调整某个环节的分钟数"
)  # fmt: skip


def test_a_finding_names_place_fact_and_mend() -> None:
    assert finding_words(MINUTES, BY_WORD) == (
        "“课时 2”里的“教学过程”：分钟数加起来不等于本课时的分钟数（写的是“合计 38 分钟”，应该是：40 分钟）。调整某个环节的分钟数。"
    )
    assert finding_words(replace(MINUTES, mend="是不是 40？", found="", expected=""), BY_HAND) == (
        "课时 2 › 教学过程：分钟数加起来不等于本课时的分钟数。是不是 40？"
    )


def test_whoever_wrote_in_word_meets_no_word_of_the_file_format() -> None:
    assert finding_words(REFUND, BY_WORD) == "“课程”里“价格”的各栏：收费的课程要写明退费办法。"
    assert finding_words(REFUND, BY_HAND) == (
        "价格：收费的课程要写明退费办法（写的是“没有 refund”，应该是：refund: 退费办法）。在 price 下面加一行 refund。"
    )
    names = ("年级（grades）", "课时 1～3 › 教学过程（steps）")
    assert due_words(names, BY_WORD) == ["“课程”里的“年级”", "“课时 1～3”里的“教学过程”"]
    assert due_words(names, BY_HAND) == list(names)


def test_numbers_of_persons_and_commands_to_a_terminal_do_not_get_into_the_letter() -> None:
    words = finding_words(replace(MINUTES, found="13800138000 \x1b[2J\u202e"), BY_HAND)
    assert "13800138000" not in words
    assert "\x1b" not in words
    assert "\u202e" not in words


def test_a_refusal_is_a_whole_letter() -> None:
    assert refused("教案.doc", ["“教案.doc”是旧版 Word 文件。"], NOBODY, "2026 年 10 月 1 日") == (
        "您好！\n\n您寄来的“教案.doc”收到了，谢谢！可惜这一次还收不下，目录没有改动。原因是：\n\n"
        "  1. “教案.doc”是旧版 Word 文件。\n\n"
        "请照上面的意思改好，再寄给我们；看不明白的，回信问就行。\n\n"
        "此致\n敬礼\n\n课程目录维护者\n2026 年 10 月 1 日\n"
    )


@pytest.mark.parametrize(("count", "names"), [(1, False), (2, True)])
def test_of_several_courses_each_reason_names_its_own(count: int, names: bool) -> None:
    tried = tuple(Tried(Filing(BY_HAND, PATH), {}, b"", (MINUTES,)) for _ in range(count))
    words = list(refusals(Trial(tried, example_on(TODAY))))
    assert len(words) == count
    assert all(sentence.startswith("《水》课时 2" if names else "课时 2") for sentence in words)


def test_a_flood_of_reasons_is_cut() -> None:
    letter = refused("a.yml", [f"第 {number} 处。" for number in range(100)], NOBODY, "x")
    assert "  30. 第 29 处。\n  ……一共 100 处，先改好这些\n" in letter
    assert "第 30 处" not in letter


def test_a_field_that_is_missing_because_it_was_not_understood_is_told_once() -> None:
    missing = Diagnostic(
        "missing-field", Severity.ERROR, Mark("x"), "缺少“收费方式”", "价格 › 收费方式", expected='kind: "免费"'
    )
    left = Left("“课程” › “价格 › 收费方式”", "成本分摊", "不在可选的内容里", steps=("price", "kind"))
    parcel = replace(BY_WORD, left=(left,))
    tried = Tried(Filing(parcel, PATH), {}, b"", (missing,))
    assert list(refusals(Trial((tried,), example_on(TODAY)))) == [
        "“课程” › “价格 › 收费方式”：“成本分摊”，不在可选的内容里"
    ]
    assert finding_words(missing, BY_WORD) == "“课程”里的“价格 › 收费方式”：缺少“收费方式”。"


def _missing(field: str) -> Diagnostic:
    return Diagnostic("missing-field", Severity.ERROR, Mark("x"), f"缺少“{field.split(' › ')[-1]}”", field)


@pytest.mark.parametrize(
    ("found", "left"),
    [
        (_missing("课时 2 › 环节 1 › 分钟"), Left("x", "一会儿", "分钟：应为整数", steps=("sessions", 1, "steps", 0, "minutes"))),
        (_missing("课时 2 › 教学过程"), Left("x", "导入", "要填在它的表格里", steps=("sessions", 1, "steps"))),
        (_missing("课时 2 › 教学过程"), Left("“课时 2” › “教学过程”", "文本框", "文本框里的字没有读入")),
        (MINUTES, Left("x", "一会儿", "分钟：应为整数", steps=("sessions", 1, "steps", 2, "minutes"))),
        (MINUTES, Left("x", "一节课", "应为整数", steps=("session_minutes",))),
        (replace(MINUTES, code="material-fee", field="价格 › 材料费（元/生）"), Left("x", "几块", "单价", steps=("consumables", 0, "unit_price"))),
    ],
)  # fmt: skip
def test_what_follows_from_what_was_not_understood_is_not_told_again(found: Diagnostic, left: Left) -> None:
    tried = Tried(Filing(replace(BY_WORD, left=(left,)), PATH), {}, b"", (found,))
    assert len(list(refusals(Trial((tried,), example_on(TODAY))))) == 1


@pytest.mark.parametrize(
    ("found", "left"),
    [
        (_missing("课时 2 › 环节 1 › 分钟"), Left("x", "一会儿", "分钟：应为整数", steps=("sessions", 0, "steps", 0, "minutes"))),
        (_missing("课时 2 › 环节 1 › 分钟"), Left("x", "一会儿", "分钟：应为整数", steps=("sessions", 1, "steps", 1, "minutes"))),
        (_missing("课时 2 › 课时名称"), Left("“课时 1” › “课时名称”", "文本框", "文本框里的字没有读入")),
        (_missing("价格 › 收费方式"), Left("x", "一千", "应为数：价格 › 收费方式写免费的写 0", steps=("price", "material_fee"))),
        (_missing("名称"), Left("“课程”", "甲：乙", "里的名称不认识：一行写一项，如“名称：内容”")),
        (MINUTES, Left("x", "一会儿", "分钟：应为整数", steps=("sessions", 0, "steps", 2, "minutes"))),
        (REFUND, Left("x", "免", "不在可选的内容里", steps=("price", "kind"))),
    ],
)  # fmt: skip
def test_what_has_nothing_to_do_with_it_is_told(found: Diagnostic, left: Left) -> None:
    tried = Tried(Filing(replace(BY_WORD, left=(left,)), PATH), {}, b"", (found,))
    assert len(list(refusals(Trial((tried,), example_on(TODAY))))) == 2
