"""Gate 2, first half: the words for each misfit, readable paths, and what is due when."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from written import example_text, findings, load_text, project_rulebook

from course_catalogue.diagnostics import CatalogueError, Diagnostic, Edit, Severity
from course_catalogue.schema_check import KINDS, Schemas, check_shape, load_schemas

HEAD = "format: 1\nstatus: draft\ntitle: 水\n"


def only(kind: str, text: str) -> Diagnostic:
    (found,) = findings(kind, text)
    return found


def words(item: Diagnostic) -> tuple[str, str, str, str, str]:
    return item.code, item.field, item.message, item.found, item.expected


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("series", "format: 1\nstatus: draft\n", ("missing-field", "课程名称", "缺少“课程名称”", "", 'title: "小小气象站：从看云到看天"')),
        ("series", HEAD + "colour: 红\n", ("unknown-field", "colour", "没有“colour”这个字段", "colour", None)),
        ("series", HEAD + "theme: 12\n", ("wrong-type", "主题", "内容的类型不对", "12", "文字")),
        ("series", HEAD + "theme: true\n", ("wrong-type", "主题", "内容的类型不对", "true", "文字")),
        ("series", HEAD + "group_size: 四\n", ("wrong-type", "每组人数", "内容的类型不对", "四", "整数")),
        ("series", HEAD + "group_size: 4.5\n", ("wrong-type", "每组人数", "内容的类型不对", "4.5", "整数")),
        ("series", HEAD + "suits_rural: 是\n", ("wrong-type", "适合乡村学校", "内容的类型不对", "是", "true 或 false")),
        ("series", HEAD + "price: 免费\n", ("wrong-type", "价格", "内容的类型不对", "免费", "一组字段")),
        ("series", HEAD + "grades: {a: 1}\n", ("wrong-type", "年级", "内容的类型不对", "一组字段", "列表")),
        ("series", HEAD + "delivery: 到校\n", ("not-in-list", "授课形式", "不是可选的内容", "到校", "送课到校、双师课堂、混合")),
        ("series", "format: 2\nstatus: draft\ntitle: 水\n", ("not-in-list", "格式版本", "不是可选的内容", "2", "1")),
        ("series", HEAD + 'updated: "2026-02-30"\n', ("no-such-date", "更新日期", "没有这一天", "2026-02-30", '真实存在的日期，写作 "2026-09-01"')),
        ("series", HEAD + "updated: 2026-9-1\n", ("wrong-format", "更新日期", "写法不对", "2026-9-1", '像 "2026-09-01" 这样')),
        ("series", HEAD + "updated: 2026年9月1日\n", ("wrong-format", "更新日期", "写法不对", "2026年9月1日", '像 "2026-09-01" 这样')),
        ("series", HEAD + "settings: [课后服务, 社团, 拓展性课程, 社团]\n", None),
        ("series", HEAD + "tags: [一, 二, 三, 四, 五, 六, 七, 八, 九]\n", ("too-many-items", "标签", "标签太多", "9 项", "不超过 8 项")),
        ("series", HEAD + "tags: []\n", ("too-few-items", "标签", "标签太少", "0 项", "至少 1 项")),
        ("provider", "format: 1\nstatus: submitted\nname: 会\ncontact: {}\n", ("too-few-items", "联系方式", "联系方式太少", "0 项", "至少 1 项")),
        ("series", HEAD + "grades: [3, 4, 3]\n", ("repeated-item", "年级 3", "这一项前面已经有了", "3", "每项只写一次")),
        ("series", HEAD + 'theme: ""\n', ("empty-text", "主题", "内容是空的", '""', "文字")),
        ("series", HEAD + "waivers: [{code: class-large, reason: 不用}]\n", ("text-too-short", "说明 1 › 理由", "理由太短", "2 个字", "至少 8 个字")),
        ("series", HEAD + "waivers: [{code: class-large, reason: ''}]\n", ("empty-text", "说明 1 › 理由", "内容是空的", '""', "文字")),
        ("series", HEAD + f"theme: {'水' * 41}\n", ("text-too-long", "主题", "主题太长", "41 个字", "不超过 40 个字")),
        ("series", HEAD + "group_size: 0\n", ("out-of-range", "每组人数", "每组人数超出范围", "0", "1～12")),
        ("series", HEAD + "group_size: 13\n", ("out-of-range", "每组人数", "每组人数超出范围", "13", "1～12")),
        ("premium", HEAD + "duration_days: 0.7\n", ("out-of-range", "时长（天）", "时长（天）超出范围", "0.7", "0.5～3，是 0.5 的倍数")),
    ],
)  # fmt: skip
def test_each_kind_of_misfit_has_its_words(kind: str, text: str, expected: tuple[str | None, ...] | None) -> None:
    found = findings(kind, text)
    if expected is None:
        assert {item.code for item in found} == {"too-many-items", "repeated-item"}
        return
    (item,) = found
    assert (
        tuple(word if want is not None else None for word, want in zip(words(item), expected, strict=True)) == expected
    )


def test_no_finding_shows_the_validators_english() -> None:
    text = HEAD + "theme: 12\ngrades: [0]\nprice: {kind: 送}\nsessions: [{minutes: 5}]\n"
    for item in findings("series", text):
        shown = item.message + item.found + item.expected
        assert not any(word in shown for word in ("is not", "required", "expected", "enum", "property"))


def test_readable_path_counts_items_and_uses_titles() -> None:
    readable = project_rulebook().schemas.readable
    assert readable("series", ("sessions", 2, "steps", 1, "minutes")) == "课时 3 › 环节 2 › 分钟"
    assert (
        readable("series", ("sessions", 0, "worksheet", "blocks", 3, "rows", 1))
        == "课时 1 › 学习单 › 学习单内容 4 › 行 2"
    )
    assert readable("premium", ("phases", "before", "packing", 0)) == "行前—行中—行后 › 行前 › 携带物品 1"
    assert readable("review", ("scores", 1, "points", "safety")) == "一份评分 2 › 得分 › 安全"
    assert readable("series", ("nonsense", 3, "more")) == "nonsense 4 › more"
    assert readable("series", ()) == ""


def test_unknown_field_offers_the_nearest_name_and_puts_it_in_when_free() -> None:
    item = only("series", HEAD + "sumary: 学生做实验。\n")
    assert (item.expected, item.mend, item.edits) == ("summary", "是不是 summary？", (Edit(item.mark, "summary"),))
    taken = only("series", HEAD + "summary: 学生做实验。\nsumary: 学生做实验。\n")
    assert (taken.expected, taken.edits) == ("summary", ())


def test_unknown_field_by_its_chinese_title_is_recognised() -> None:
    item = only("series", HEAD + "每组人数: 4\n")
    assert (item.expected, item.edits) == ("group_size", (Edit(item.mark, "group_size"),))


def test_required_field_under_a_wrong_name_is_one_finding() -> None:
    assert words(only("series", "format: 1\nstatus: draft\ntitel: 水\n"))[:2] == ("unknown-field", "titel")
    assert [item.code for item in findings("series", "format: 1\nstatus: draft\ncolour: 水\n")] == [
        "missing-field",
        "unknown-field",
    ]


def test_unknown_field_without_a_value_is_told_like_any_other() -> None:
    item = only("series", HEAD + "sumary:\n")
    assert (item.code, item.expected, item.edits) == ("unknown-field", "summary", (Edit(item.mark, "summary"),))
    assert (item.mark.line, item.mark.column, item.mark.end_column) == (4, 1, 7)
    nested = only("series", HEAD + "price:\n  kind: 免费\n  kidn:\n")
    assert (nested.code, nested.mark.line) == ("unknown-field", 6)
    assert words(only("series", "format: 1\nstatus: draft\ntitel:\n"))[:2] == ("unknown-field", "titel")
    assert findings("series", HEAD + "summary:\nprice:\n  kind: 免费\n  refund:\n") == []


def test_warnings_never_crowd_out_an_error() -> None:
    sessions = "".join("  - {title: 一, steps: []}\n" for _ in range(300))
    found = check_shape(load_text("series", f"{HEAD}zzz: 1\nsessions:\n{sessions}"), project_rulebook().schemas)
    assert len(found) <= 100
    assert any(item.code == "unknown-field" for item in found)


def test_two_unknown_fields_are_two_findings() -> None:
    assert [item.found for item in findings("series", HEAD + "colour: 红\nweight: 3\n")] == ["colour", "weight"]


def test_number_where_text_is_wanted_is_mended_by_quotes() -> None:
    item = only("series", HEAD + "theme: 2026\n")
    assert item.edits == (Edit(item.mark, '"2026"'),)


def test_line_end_at_the_end_of_a_time_is_refused() -> None:
    hours = 'opening_hours:\n  - {days: [周三], opens: "09:00\\n", closes: "16:30"}\n'
    assert [item.code for item in findings("base", f"format: 1\nstatus: draft\nname: 馆\n{hours}")] == ["wrong-format"]


def test_fullwidth_digits_are_mended_by_halfwidth_ones() -> None:
    item = only("series", HEAD + "updated: ２０２６－０９－０１\n")
    assert (item.code, item.edits) == ("wrong-format", (Edit(item.mark, '"2026-09-01"'),))


def test_one_word_for_a_list_shows_how_a_list_is_written() -> None:
    item = only("series", HEAD + "venues: 普通教室\n")
    assert item.mend == "列表写在方括号里，或每项一行、前面加短横，例如 [普通教室]"


@pytest.mark.parametrize(
    ("written", "code", "column"),
    [
        ("  kind：免费", "fullwidth-colon", 7),
        ("  kind:免费", "missing-space", 7),
        ("  免费的", "wrong-type", 3),
    ],
)
def test_group_of_fields_that_became_one_text_points_at_the_colon(written: str, code: str, column: int) -> None:
    item = only("series", f"{HEAD}price:\n{written}\n")
    assert (item.code, item.mark.line, item.mark.column) == (code, 5, column)


def test_list_that_became_one_text_points_at_the_dash() -> None:
    item = only("series", f"{HEAD}venues:\n  － 普通教室\n  － 操场\n")
    assert (item.code, item.mark.line, item.mark.column) == ("fullwidth-dash", 5, 3)


def test_likely_option_is_put_in_and_a_mere_guess_only_asked() -> None:
    sure = only("series", HEAD + "delivery: 双师\n")
    assert (sure.mend, sure.edits) == ("是不是 双师课堂？", (Edit(sure.mark, "双师课堂"),))
    guess = only("series", HEAD + "offer:\n  weekdays: [三]\n")
    assert (guess.mend, guess.edits) == ("是不是 周三？", ())


def test_contributor_who_writes_approved_is_told_who_approves() -> None:
    item = only("series", "format: 1\nstatus: approved\ntitle: 水\n")
    assert (item.code, item.severity) == ("not-in-list", Severity.ERROR)
    assert "是否通过由评审写在 reviews/ 里" in item.mend


def test_too_few_items_only_warn_in_a_draft() -> None:
    steps = "minutes: 30\nsteps:\n  - {name: 看, minutes: 30}\n"
    assert only("extension", HEAD + steps).severity is Severity.WARNING
    submitted = findings("extension", HEAD.replace("draft", "submitted") + steps)
    assert [(item.code, item.severity) for item in submitted] == [("too-few-items", Severity.ERROR)]


@pytest.mark.parametrize("point", ["[5]", "[]"])
def test_half_a_pair_of_numbers_is_an_error_even_in_a_draft(point: str) -> None:
    lines = "sessions:\n  - title: 水\n    diagrams:\n      - kind: 坐标图\n        title: 图\n        lines:\n          - name: 甲\n"
    found = findings("series", f"{HEAD}{lines}            points: [[0, 1], {point}]\n")
    assert [item.severity for item in found if item.field.endswith("点 2")] == [Severity.ERROR]


def test_condition_in_the_schema_names_the_field_that_it_asks_for() -> None:
    item = only("review", 'format: 1\ndecision: returned\ndate: "2026-08-20"\n')
    assert (item.code, item.field) == ("missing-field", "给机构的话")
    item = only("review", 'format: 1\ndecision: approved\ndate: "2026-08-20"\n')
    assert (item.code, item.field) == ("missing-field", "有效期至")


def test_draft_lacks_what_a_secretary_needs_to_submit() -> None:
    schemas = project_rulebook().schemas
    document = load_text(
        "series",
        HEAD
        + "price: {kind: 免费}\nsessions:\n  - title: 一\n  - title: 二\n    objectives: [{text: 能看}]\n  - title: 三\n",
    )
    assert schemas.due("series", document.data, "draft") == []
    assert schemas.due("series", document.data, "submitted") == [
        "主题（theme）", "简介（summary）", "年级（grades）", "班额（class_size）", "价格 › 课时费（元/生·课时）（fee_per_session）",
        "价格 › 材料费（元/生）（material_fee）", "安全（safety）", "开课安排（offer）", "课时 1、3 › 学习目标（objectives）",
    ]  # fmt: skip


def test_due_list_counts_neighbouring_items_as_a_span() -> None:
    schemas = project_rulebook().schemas
    sessions = [{"title": str(number)} for number in range(5)]
    sessions[3]["key_point"] = "重点"
    missing = schemas.due("series", {"sessions": sessions}, "approved")
    assert "课时 1～5 › 教学过程（steps）" in missing
    assert "课时 1、2、3、5 › 教学重点（key_point）" in missing


@pytest.mark.parametrize("kind", KINDS)
def test_example_lacks_nothing_for_approval(kind: str) -> None:
    document = load_text(kind, example_text(kind))
    assert project_rulebook().schemas.due(kind, document.data, "approved") == []
    assert check_shape(document, project_rulebook().schemas) == []


def test_broken_schema_folder_is_a_fault_of_the_machine(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="读不了 schema/"):
        load_schemas(tmp_path)


def test_keyword_without_words_is_a_defect_not_a_silence() -> None:
    schemas = project_rulebook().schemas
    by_name = json.loads(json.dumps(schemas.by_name))
    by_name["series"]["propertyNames"] = {"maxLength": 3}
    with pytest.raises(AssertionError, match="without words"):
        check_shape(load_text("series", HEAD), Schemas(by_name))


def test_a_hundred_warnings_of_a_draft_do_not_hide_an_error() -> None:
    lists = "objectives: [], misconceptions: [], materials: [], steps: [], plan_b: [], hazards: [], safety_notes: [], targets: []"
    sessions = "\n".join(f"  - {{title: 课{number}, {lists}}}" for number in range(16))
    found = findings("series", f"format: 1\nstatus: draft\ntitle: 水\nsessions:\n{sessions}\ntitel:\n")
    assert len(found) == 100
    assert [item.code for item in found if item.is_error] == ["unknown-field"]
