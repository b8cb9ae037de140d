"""The report: its words, its caret, and that no text can forge a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

from course_catalogue.diagnostics import Diagnostic, Edit, Mark, Related, Severity, in_reading_order
from course_catalogue.reporting.human import report
from course_catalogue.reporting.lines import ReadLine, line_reader
from course_catalogue.reporting.report import Report, summary
from course_catalogue.reporting.visible import visible, width


def lines_are(*lines: str) -> ReadLine:
    """Every file has these lines; the last one goes on for ever."""
    return lambda _path, number: lines[min(number, len(lines)) - 1]


def nothing(_path: str, _number: int) -> str | None:
    return None


def finding(mark: Mark, **words: str) -> Diagnostic:
    return Diagnostic("a-code", Severity.ERROR, mark, words.pop("message", "不对"), **words)  # type: ignore[arg-type]


def shown(line: str, column: int, end_column: int) -> list[str]:
    mark = Mark("a.yml", 7, column, 7, end_column)
    return report([finding(mark)], lines_are(line)).splitlines()[2:4]


def test_report_has_place_line_caret_and_what_to_do() -> None:
    mark = Mark("courses/a/b/course.yml", 41, 5, 41, 10)
    other = Mark("courses/a/b/course.yml", 3, 1, 3, 6)
    item = Diagnostic(
        "step-minutes",
        Severity.WARNING,
        mark,
        "加起来不对",
        "课时 2 › 教学过程",
        "38 分钟",
        "40 分钟",
        "调整",
        (Related(other, "在这里"),),
    )
    assert report([item, item], lines_are("", "", "title: 水", *[""] * 37, "    steps:")) == "\n".join([
        "提醒 step-minutes  courses/a/b/course.yml:41:5  课时 2 › 教学过程",
        "  加起来不对",
        "     41 |     steps:",
        "        |     ^^^^^",
        "  写的是：38 分钟",
        "  应该是：40 分钟",
        "  怎样改：调整",
        "  另一处：courses/a/b/course.yml:3:1 在这里",
        "      3 | title: 水",
        "        | ^^^^^",
        "",
    ] * 2)  # fmt: skip


@pytest.mark.parametrize(
    ("line", "column", "end", "caret"),
    [
        ("title: 小小气象站", 8, 13, "       ^^^^^^^^^^"),
        ("名：值", 3, 4, "    ^^"),
        ("a: ｈａ", 4, 5, "   ^^"),
        ("e\u0301a: 水", 6, 7, "    ^^"),
        ("水水水", 4, 4, "      ^"),
        ("abc", 2, 9, " ^^"),
    ],
)
def test_caret_stands_under_fullwidth_text(line: str, column: int, end: int, caret: str) -> None:
    assert shown(line, column, end)[1] == "        | " + caret


def snippet(mark: Mark, *lines: str) -> list[str]:
    read = dict(enumerate(lines, start=1)).get
    return report([finding(mark)], lambda _path, number: read(number)).splitlines()[2:]


def test_range_over_several_lines_shows_the_first_and_the_last() -> None:
    assert snippet(Mark("a.yml", 2, 3, 5, 6), "x", "a: |", "  水", "  火", "  土木金") == [
        "      2 | a: |",
        "        |   ^^",
        "     … |",
        "      5 |   土木金",
        "        |   ^^^^^^",
    ]


def test_range_over_two_lines_has_no_gap() -> None:
    assert snippet(Mark("a.yml", 2, 4, 3, 4), "x", "a: [水,", "  火]") == [
        "      2 | a: [水,",
        "        |    ^^^^",
        "      3 |   火]",
        "        |   ^^",
    ]


def test_range_that_ends_where_the_next_line_begins_ends_on_the_last_line_with_words() -> None:
    assert snippet(Mark("a.yml", 2, 1, 5, 1), "x", "a:", "  - 水", "", "b: 1")[2:] == [
        "      3 |   - 水",
        "        |   ^^^^",
    ]
    assert snippet(Mark("a.yml", 2, 1, 3, 1), "x", "a: |", "b: 1") == ["      2 | a: |", "        | ^^^^"]


def test_a_file_as_a_whole_is_shown_by_its_first_line() -> None:
    assert snippet(Mark("a.yml", 1, 1, 3, 2), "a: 1", "b: 1", "c") == ["      1 | a: 1", "        | ^^^^"]


def suggested(edits: tuple[Edit, ...], *lines: str) -> list[str]:
    read = dict(enumerate(lines, start=1)).get
    item = Diagnostic("a-code", Severity.ERROR, Mark("a.yml", 9), "不对", edits=edits)
    return report([item], lambda _path, number: read(number)).splitlines()[2:]


def test_edits_are_shown_as_the_lines_they_make() -> None:
    two = (Edit(Mark("a.yml", 1, 4, 1, 5), "火"), Edit(Mark("a.yml", 1, 1, 1, 2), "名"))
    assert suggested(two, "a: 水") == ["  改成：", "      1 | 名: 火"]
    new_line = (Edit(Mark("a.yml", 1, 5, 1, 5), "\nb: 1"),)
    assert suggested(new_line, "a: 水") == ["  改成：", "      1 | a: 水", "      2 | b: 1"]
    joined = (Edit(Mark("a.yml", 1, 3, 2, 3), " "),)
    assert suggested(joined, "a:", "  水") == ["  改成：", "      1 | a: 水"]
    apart = (Edit(Mark("a.yml", 1, 1, 1, 2), "b"), Edit(Mark("b.yml", 2, 1, 2, 2), "c"))
    assert suggested(apart, "a", "a") == ["  改成：", "      1 | b", "  改成：b.yml", "      2 | c"]


def test_edits_of_lines_that_cannot_be_read_are_left_to_the_words() -> None:
    assert suggested((Edit(Mark("a.yml", 2, 1, 2, 1), "x"),), "a") == []


@pytest.mark.parametrize("place", [1, 50, 100, 150, 200])
def test_long_line_is_windowed_around_its_caret(place: int) -> None:
    line = "".join(chr(ord("a") + number % 26) for number in range(200))
    text, caret = shown(line, place, place + 1)
    assert len(text) < 105
    assert text[caret.index("^")] == line[place - 1]
    assert ("…" in text[:12]) is (place > 21)


def test_long_line_of_fullwidth_text_keeps_caret_and_text_together() -> None:
    line = "水" * 150 + "火" + "水" * 150
    text, caret = shown(line, 151, 152)
    assert caret.endswith("^^")
    assert width(text[: text.index("火")]) == len(caret) - 2


@pytest.mark.parametrize("place", [1, 170, 180, 500_000, 999_990])
def test_very_long_line_is_windowed_like_a_long_one(place: int) -> None:
    line = "a" * (place - 1) + "b" + "a" * (1_000_000 - place)
    text, caret = shown(line, place, place + 1)
    assert len(text) < 105
    assert text[caret.index("^")] == "b"
    assert ("…" in text[:12], text.endswith("…")) == (place > 21, place < 999_900)


@pytest.mark.parametrize(
    ("text", "harmless"),
    [
        ("\x1b[2J", "<U+001B>[2J"),
        ("a\nb\rc\td", "a<U+000A>b<U+000D>c<U+0009>d"),
        ("\u202e文字", "<U+202E>文字"),
        ("\u200b", "<U+200B>"),
        ("\U000e0041", "<U+E0041>"),
        ("a ##[error]b ##vso[task]", "a #<U+0023>[error]b #<U+0023>vso[task]"),
        ("## 标题 # [1]", "## 标题 # [1]"),
        ("全角：　", "全角：<U+3000>"),
        ("普通文字 abc 123", "普通文字 abc 123"),
    ],
)
def test_control_characters_are_made_visible(text: str, harmless: str) -> None:
    assert visible(text) == harmless


def test_endless_text_is_cut_and_its_length_told() -> None:
    assert visible("水" * 1000) == "水" * 1000
    assert visible("水" * 300_000) == "水" * 1000 + "…（共 300000 个字符）"


def test_no_field_of_a_finding_can_break_the_report() -> None:
    evil = "x\n错误 forged\x1b[2J::error::"
    item = Diagnostic(
        "a-code", Severity.ERROR, Mark("a.yml"), evil, evil, evil, evil, evil, (Related(Mark("a.yml"), evil),)
    )
    text = report([item], nothing)
    assert "\x1b" not in text
    assert [line for line in text.splitlines() if line.startswith("错误")] == [text.splitlines()[0]]


def test_line_that_cannot_be_read_is_left_out() -> None:
    assert report([finding(Mark("a.yml", 2))], nothing) == "错误 a-code  a.yml:2:1\n  不对\n"


def counted(*items: Diagnostic, elsewhere: int = 0) -> str:
    return summary(Report(items, 3, nothing, lambda _code: "", elsewhere))


def test_summary_counts() -> None:
    wrong = finding(Mark("a.yml"))
    asked = Diagnostic("a-code", Severity.WARNING, Mark("a.yml"), "不对")
    waived = Diagnostic("a-code", Severity.WARNING, Mark("a.yml"), "不对", waiver="有意这样")
    edit = (Edit(Mark("courses/a.yml"), ""),)
    mended = Diagnostic("a-code", Severity.ERROR, Mark("courses/a.yml"), "不对", edits=edit)
    reviewed = Diagnostic("a-code", Severity.ERROR, Mark("reviews/a.yml"), "不对", edits=edit)
    assert counted() == "检查了 3 个文件：没有错误"
    assert counted(asked, asked) == "检查了 3 个文件：没有错误，2 条提醒"
    assert counted(waived) == "检查了 3 个文件：没有错误，1 条提醒作者已说明理由"
    assert counted(wrong, wrong, asked) == "检查了 3 个文件：2 个错误，1 条提醒"
    assert counted(elsewhere=4) == "检查了 3 个文件：没有错误（别的文件里还有 4 处，没有列出）"
    assert counted(reviewed) == "检查了 3 个文件：1 个错误"
    assert counted(mended, wrong) == (
        "检查了 3 个文件：2 个错误\n其中 1 处可以自动改：运行 python build.py check --fix"
    )


def test_findings_are_in_order_of_file_and_place() -> None:
    first, second, third = finding(Mark("a.yml", 2)), finding(Mark("a.yml", 10)), finding(Mark("b.yml", 1))
    assert in_reading_order([third, second, first]) == [first, second, third]


def test_lines_are_numbered_as_the_reader_counts_them(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_bytes("\ufeff一\r\n二\r三\n四".encode())
    read = line_reader(tmp_path)
    assert [read("a.yml", number) for number in range(1, 6)] == ["一", "二", "三", "四", None]


def test_lines_outside_the_tree_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("x")
    (tmp_path / "link.yml").symlink_to(tmp_path / "secret")
    read = line_reader(tmp_path)
    assert read("link.yml", 1) is None
    assert read("missing.yml", 1) is None
    assert read(".", 1) is None


@pytest.mark.parametrize("before", ["\u202e", "\t", "\x1b[31m", "\u3000\u3000"])
def test_characters_that_take_room_when_shown_do_not_move_the_caret_away(before: str) -> None:
    line = f"{before}title: 水"
    text, caret = shown(line, len(before) + 1, len(before) + 6)
    start = width(text[: text.index("title")])
    assert caret == caret[:10] + " " * (start - 10) + "^^^^^"


def test_path_with_strange_characters_is_made_visible() -> None:
    item = finding(Mark("courses/a\x1b[2J\nb/course.yml"))
    assert "\x1b" not in report([item], nothing)
    assert len(report([item], nothing).splitlines()) == 2
