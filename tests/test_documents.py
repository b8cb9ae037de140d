"""The strict reader: plain data, the place of every key and value, and every refusal."""

from __future__ import annotations

import subprocess
import sys
import time
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml
from written import EXAMPLE, PROJECT, load_text, project_rulebook, read_text

from course_catalogue.authoring.edits import apply_edits
from course_catalogue.diagnostics import Edit, Mark
from course_catalogue.documents import Document, Source
from course_catalogue.strict_yaml import read_document
from course_catalogue.yaml_builder import MAX_DEPTH


def part(text: str, mark: Mark) -> str:
    """The characters of a text that a mark covers."""
    lines = text.splitlines(keepends=True)
    if mark.line == mark.end_line:
        return lines[mark.line - 1][mark.column - 1 : mark.end_column - 1]
    between = "".join(lines[mark.line : mark.end_line - 1])
    last = lines[mark.end_line - 1][: mark.end_column - 1] if mark.end_line <= len(lines) else ""
    return lines[mark.line - 1][mark.column - 1 :] + between + last


def place(document: Document, *steps: str | int) -> tuple[int, int, int, int]:
    mark = document.mark(*steps)
    return mark.line, mark.column, mark.end_line, mark.end_column


BLOCK_STYLE = """\
title: 小小气象站：从看云到看天
class_size:
  min: 12
  best: 24
sessions:
  - title: 风从哪里来
    steps:
      - name: 做风向标  # 注释
        minutes: 12
  - title: "雨有多大"
"""


def test_values_are_marked_in_characters_not_in_bytes() -> None:
    document = load_text("series", BLOCK_STYLE)
    assert place(document, "title") == (1, 8, 1, 20)
    assert place(document, "class_size", "best") == (4, 9, 4, 11)
    assert place(document, "sessions", 0, "steps", 0, "name") == (8, 15, 8, 19)
    assert place(document, "sessions", 1, "title") == (10, 12, 10, 18)


@pytest.mark.parametrize(
    ("steps", "value", "key"),
    [
        (("title",), "小小气象站：从看云到看天", "title"),
        (("class_size", "min"), "12", "min"),
        (("sessions", 0, "title"), "风从哪里来", "title"),
        (("sessions", 0, "steps", 0, "minutes"), "12", "minutes"),
        (("sessions", 1, "title"), '"雨有多大"', "title"),
    ],
)
def test_marks_cover_the_value_and_its_key(steps: tuple[str | int, ...], value: str, key: str) -> None:
    document = load_text("series", BLOCK_STYLE)
    assert part(BLOCK_STYLE, document.mark(*steps)) == value
    assert part(BLOCK_STYLE, document.key_mark(*steps)) == key


def test_flow_style_is_marked_like_block_style() -> None:
    text = "consumables:\n  - {name: 吸管（细）, unit: 支, tags: [红, 蓝]}\n"
    document = load_text("series", text)
    assert part(text, document.mark("consumables", 0, "name")) == "吸管（细）"
    assert part(text, document.key_mark("consumables", 0, "unit")) == "unit"
    assert part(text, document.mark("consumables", 0, "tags", 1)) == "蓝"
    assert part(text, document.mark("consumables", 0)) == "{name: 吸管（细）, unit: 支, tags: [红, 蓝]}"


def test_block_text_is_marked_from_its_sign_and_folded_as_yaml_says() -> None:
    text = "background: |\n  潮水每天\n\n  涨落两次。\nsummary: >-\n  一行\n  又一行\ntitle: 完\n"
    document = load_text("premium", text)
    assert document.data == {"background": "潮水每天\n\n涨落两次。\n", "summary": "一行 又一行", "title": "完"}
    assert part(text, document.mark("background")).startswith("|\n  潮水每天\n")
    assert place(document, "summary")[:2] == (5, 10)
    assert part(text, document.mark("title")) == "完"


def test_windows_line_ends_and_a_byte_order_mark_do_not_move_the_marks() -> None:
    plain = load_text("series", BLOCK_STYLE)
    windows = read_text(b"\xef\xbb\xbf" + BLOCK_STYLE.replace("\n", "\r\n").encode()).document
    assert windows is not None
    assert windows.data == plain.data
    for steps in (("title",), ("sessions", 0, "steps", 0, "minutes"), ("sessions", 1, "title")):
        assert windows.mark(*steps) == plain.mark(*steps)
        assert windows.key_mark(*steps) == plain.key_mark(*steps)


def test_mark_of_what_is_not_there_is_that_of_its_nearest_ancestor() -> None:
    document = load_text("series", BLOCK_STYLE)
    assert document.mark("class_size", "max") == document.mark("class_size")
    assert document.key_mark("class_size", "max", "more") == document.key_mark("class_size")
    assert document.value("class_size", "max") is None


def test_keys_left_empty_are_absent_and_do_not_move_the_marks_behind_them() -> None:
    text = "title:\ntheme: 风\nprice:\n  refund:\n  kind: 免费\n"
    document = load_text("series", text)
    assert document.data == {"theme": "风", "price": {"kind": "免费"}}
    assert part(text, document.mark("price", "kind")) == "免费"


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("12", 12),
        ("-3", -3),
        ("0", 0),
        ("0.05", 0.05),
        ("20.0", 20),
        ("true", True),
        ("false", False),
        ("2026-09-01", "2026-09-01"),
        ("2026-02-30", "2026-02-30"),
        ('"12"', "12"),
        ("'是''否'", "是'否"),
        ('"第一行\\n第二行"', "第一行\n第二行"),
        ("3~5 人", "3~5 人"),
        ("10.1 天气", "10.1 天气"),
        ("-20～50 ℃", "-20～50 ℃"),
        ("yes吗", "yes吗"),
        ("=2 份", "=2 份"),
        ("#", None),
    ],
)
def test_plain_scalars_mean_what_they_look_like(written: str, value: object) -> None:
    found = load_text("series", f"title: {written}\n").value("title")
    assert (found, type(found)) == (value, type(value))


@pytest.mark.parametrize(
    "written",
    [
        "yes", "No", "on", "OFF", "y", "N", "True", "FALSE", "null", "Null", "~",
        "0123", "007", "0x1F", "0o17", "0b11", "1_000", "9:30", "09:00", "1:20:30", "190:20:30.15",
        "+5", ".5", "5.", "1e3", "1.5E-3", ".inf", "-.INF", ".nan", "=", "12345678901234567890",
    ],
)  # fmt: skip
def test_scalars_that_yaml_readers_read_differently_are_refused_where_they_stand(written: str) -> None:
    text = f"title: {written}\n"
    reading = read_text(text)
    assert reading.document is None
    (found,) = reading.diagnostics
    assert (found.code, part(text, found.mark), found.found) == ("ambiguous-scalar", written, written)


def test_ambiguous_text_is_mended_by_quoting_it() -> None:
    (found,) = read_text("opens: 9:30\n").diagnostics
    assert found.edits == (Edit(found.mark, '"9:30"'),)


@pytest.mark.parametrize(
    ("text", "code", "shown"),
    [
        ("title: 水\n\ttheme: 风\n", "tab", "\t"),
        ("title: 水\u200b\n", "forbidden-character", "\u200b"),
        ('title: "水\\u202e"\n', "forbidden-character", '"水\\u202e"'),
        ("title: 水\u0007\n", "forbidden-character", "\u0007"),
        ("title: 水\ntitle: 风\n", "duplicate-key", "title"),
        ('title: 水\n"title": 风\n', "duplicate-key", '"titl'),
        ("title: &a 水\n", "refused-yaml", "&a 水"),
        ("title: *a\n", "refused-yaml", "*a"),
        ("title: !!str 水\n", "refused-yaml", "!!str 水"),
        ("title: !水 水\n", "needs-quotes", "!水 水"),
        ("price:\n  <<: {kind: 免费}\n", "refused-yaml", "<<"),
        ('"<<": 水\nprice:\n  <<: {kind: 免费}\n', "refused-yaml", "<<"),
        ("? [a]\n: b\n", "refused-yaml", "["),
        ("? {a: b}\n: c\n", "refused-yaml", "{"),
        ("title: 水\n---\ntitle: 风\n", "refused-yaml", "---"),
        ("%YAML 1.2\n---\ntitle: 水\n", "refused-yaml", None),
        ("- a\n- b\n", "not-a-mapping", ""),
        ("水\n", "not-a-mapping", ""),
        ("~\n", "not-a-mapping", ""),
        ("", "not-a-mapping", None),
        ("# 只有注释\n", "not-a-mapping", ""),
        ("grades:\n  - 1\n  -\n", "empty-item", "-"),
        ("grades: [1, ~]\n", "ambiguous-scalar", "~"),
        ("　title: 水\n", "fullwidth-indent", "　"),
        ("price:\n　　kind: 免费\n", "fullwidth-indent", "　　"),
        ("title: 水\ntheme：风\n", "fullwidth-colon", "："),
        ("grades:\n  - 1\n  － 2\n", "fullwidth-dash", "－"),
        ("title: 水\ntheme:风\nprice:\n  kind: 免费\n", "missing-space", ":"),
        ("theme: {{风}}\n", "refused-yaml", None),
        ("theme: @风\n", "needs-quotes", "@风"),
        ("theme: `风`\n", "needs-quotes", "`风`"),
        ("theme: %风\n", "needs-quotes", "%风"),
        ("theme: |风\n", "needs-quotes", "|风"),
        ("theme: **风**和雨\n", "needs-quotes", "**风**和雨"),
        ("theme: [风\ntitle: 雨\n", "yaml-grammar", "[风"),
        ('theme: "风\ntitle: 雨\n', "yaml-grammar", '"风'),
        ("theme: 风: 雨\n", "needs-quotes", "风: 雨"),
        ("a: " + "[" * 30 + "]" * 30 + "\n", "too-deep", "["),
    ],
)
def test_refusal_points_at_its_fault(text: str, code: str, shown: str | None) -> None:
    reading = read_text(text)
    assert reading.document is None
    (found,) = reading.diagnostics
    assert found.code == code
    if shown is not None:
        assert part(text, found.mark) == shown
    assert found.mend or code == "yaml-grammar"


@pytest.mark.parametrize(
    ("text", "code", "shown"),
    [
        ("price: {kind: 免费, fee_per_session:0}\n", "missing-space", ":"),
        ("price: {kind: 免费, fee_per_session：0}\n", "fullwidth-colon", "："),
    ],
)
def test_key_that_swallowed_its_value_is_told_and_mended(text: str, code: str, shown: str) -> None:
    (found,) = read_text(text).diagnostics
    assert (found.code, part(text, found.mark)) == (code, shown)
    (edit,) = found.edits
    mended = text[: edit.mark.column - 1] + edit.text + text[edit.mark.end_column - 1 :]
    assert load_text("series", mended).data == {"price": {"kind": "免费", "fee_per_session": 0}}


def test_names_of_keys_left_empty_are_kept_with_their_places() -> None:
    text = 'title:\nsessions:\n  - theme: 风\n  - {theme: 雨, "shrt:":}\n'
    document = load_text("series", text)
    assert [(key.steps, part(text, key.mark)) for key in document.empty_keys] == [
        (("title",), "title"),
        (("sessions", 1, "shrt:"), '"shrt:"'),
    ]


@pytest.mark.parametrize("symbol", ["☀", "❤", "⚠", "🌡", "©"])
def test_sign_that_asks_for_a_coloured_symbol_is_harmless(symbol: str) -> None:
    assert load_text("series", f"title: {symbol}\ufe0f 晴\n").value("title") == f"{symbol}\ufe0f 晴"
    assert load_text("series", "title: 1\ufe0f\u20e3 晴\n").value("title") == "1\ufe0f\u20e3 晴"


@pytest.mark.parametrize("text", ["水\ufe0f", "a\ufe0f", "☀\ufe0e", "☀\ufe0f\ufe0f"])
def test_other_signs_for_variants_are_invisible_text(text: str) -> None:
    assert [item.code for item in read_text(f"title: {text}\n").diagnostics] == ["forbidden-character"]


def test_all_faults_inside_values_are_told_at_once() -> None:
    text = "title: yes\nopens: 9:30\ntitle: 水\ngrades:\n  -\n"
    assert [(item.code, item.mark.line) for item in read_text(text).diagnostics] == [
        ("ambiguous-scalar", 1),
        ("ambiguous-scalar", 2),
        ("duplicate-key", 3),
        ("empty-item", 5),
    ]


@pytest.mark.parametrize(
    ("content", "found", "line"),
    [
        ("format: 1\ntitle: 小水滴的旅行\n".encode("gbk"), "GBK（ANSI）编码", 2),
        ("title: 小水滴的旅行\n".encode("utf-16"), "UTF-16 编码", 1),
        (b"\x89PNG\r\n\x1a\n\xff\xff\xff", "不是文本编码", 1),
        (b"PK\x03\x04" + b"\x00" * 2_000_000, "Word、Excel 或压缩文件", 1),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00", "旧版 Word 或 Excel 文件", 1),
        (b"%PDF-1.7\n", "PDF 文件", 1),
    ],
)
def test_bytes_that_are_not_utf8_are_named_by_what_they_seem_to_be(content: bytes, found: str, line: int) -> None:
    (item,) = read_text(content).diagnostics
    assert (item.code, item.found, item.mark.line) == ("not-utf-8", found, line)


def _without_empty(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_empty(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_without_empty(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def _files() -> list[Path]:
    return [
        path
        for root in (EXAMPLE, PROJECT)
        for tree in ("courses", "bases", "reviews")
        for path in sorted((root / tree).rglob("*.yml"))
    ]


def test_data_equals_what_safe_load_reads_in_every_file_of_the_example_and_the_samples() -> None:
    files = _files()
    assert len(files) > 40
    for path in files:
        content = path.read_bytes()
        document = read_text(content).document
        assert document is not None, path
        assert document.data == _without_empty(yaml.safe_load(content)), path


def test_every_value_of_the_example_is_marked_by_its_own_text() -> None:
    for path in sorted(EXAMPLE.rglob("*.yml")):
        text = path.read_text("utf-8")
        document = load_text("series", text)
        for steps, value in _scalars(document.data, ()):
            written = part(text, document.mark(*steps))
            assert yaml.safe_load(f"x: {written}")["x"] == value, (path, steps)
            if isinstance(steps[-1], str):
                assert part(text, document.key_mark(*steps)) == steps[-1]


def _scalars(value: Any, steps: tuple[str | int, ...]) -> list[tuple[tuple[str | int, ...], Any]]:
    if isinstance(value, dict):
        return [found for key, item in value.items() for found in _scalars(item, (*steps, key))]
    if isinstance(value, list):
        return [found for index, item in enumerate(value) for found in _scalars(item, (*steps, index))]
    return [(steps, value)]


MERGES = "a0: &a0 {x: 1}\n" + "".join(f"a{i}: &a{i} {{<<: [*a{i - 1}, *a{i - 1}]}}\n" for i in range(1, 400))
NASTY = {
    "brackets": b"[" * 100_000,
    "braces": b"{" * 100_000,
    "brackets after a key": b"a: " + b"[" * 100_000,
    "dashes": b"- " * 50_000,
    "nested keys": b"".join(b" " * i + b"a:\n" for i in range(1_000)),
    "question marks": b"? " * 50_000,
    "merge keys": MERGES.encode(),
    "aliases": b"a: &a [x]\nb: [" + b"*a, " * 50_000 + b"]\n",
    "5 MB": b"title: " + b"x" * 5_000_000,
    "many keys": b"".join(b"k%d: 1\n" % i for i in range(100_000)),
    "one key twice, often": b"k: 1\n" * 100_000,
    "long plain text": "水\n ".encode() * 200_000,
    "quotes": b'a: "' * 100_000,
    "open lines": b'a: "x\nb: 1\n' * 50_000,
    "colons": b"a:b\n" * 200_000,
    "digits": b"a: " + b"1" * 900_000,
    "digits and a letter": b"a: " + b"1" * 900_000 + b"x",
    "long words": b"a: y" + b"e" * 900_000,
    "spaces": b" " * 1_000_000,
    "zeros": b"\0" * 1_000_000,
}


@pytest.mark.parametrize("name", NASTY)
def test_nothing_crashes_the_reader_or_takes_it_more_than_a_second(name: str) -> None:
    program = (
        "import sys, time; from pathlib import PurePosixPath\n"
        "from course_catalogue.documents import Source\nfrom course_catalogue.strict_yaml import read_document\n"
        "content = sys.stdin.buffer.read(); start = time.process_time()\n"
        "reading = read_document(Source(PurePosixPath('a.yml'), 'series', content))\n"
        "print(time.process_time() - start, len(reading.diagnostics), reading.document is None)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], input=NASTY[name], capture_output=True, timeout=60, cwd=PROJECT
    )
    assert run.returncode == 0, run.stderr.decode()[-500:]
    seconds, count, refused = run.stdout.decode().split()
    assert refused == str(int(count) > 0)
    assert float(seconds) < 1


def test_depth_up_to_the_limit_is_read() -> None:
    text = "a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1)
    assert read_text(text).document is not None


def test_a_file_of_a_usual_size_is_read_in_a_blink() -> None:
    content = (EXAMPLE / "courses/example-society/water-journey/course.yml").read_bytes()
    start = time.process_time()
    for _ in range(10):
        read_text(content)
    assert (time.process_time() - start) / 10 < 0.2


def test_a_hundred_faults_end_the_reading() -> None:
    text = "".join(f"title: x\nk{number}: 1\n" for number in range(5000))
    assert len(read_text(text).diagnostics) == 100


def test_faults_of_grammar_do_not_hide_each_other() -> None:
    text = "title：水\nprice:\n   kind: 免费\n  fee: 1\ngrades: [1, 2\ntheme: yes\n"
    found = read_text(text).diagnostics
    assert [(item.code, item.mark.line) for item in found] == [
        ("fullwidth-colon", 1),
        ("bad-indentation", 3),
        ("yaml-grammar", 5),
        ("ambiguous-scalar", 6),
    ]


@pytest.mark.parametrize(
    ("line", "code", "found", "expected", "edit"),
    [
        ("   best: 24", "bad-indentation", "行首 3 个空格", "行首 2 个空格（与第 4 行的 min 对齐）", "  "),
        (" best: 24", "bad-indentation", "行首 1 个空格", "行首 2 个空格（与第 4 行的 min 对齐）", "  "),
        ("     best: 24", "bad-indentation", "行首 5 个空格", "行首 2 个空格（与第 4 行的 min 对齐）", "  "),
    ],
)
def test_line_out_of_line_is_told_with_its_spaces_and_its_neighbour(
    line: str, code: str, found: str, expected: str, edit: str
) -> None:
    (item,) = read_text(f"title: 水\ntheme: 风\nclass_size:\n  min: 12\n{line}\n  max: 30\n").diagnostics
    assert (item.code, item.mark.line, item.found, item.expected) == (code, 5, found, expected)
    assert [change.text for change in item.edits] == [edit]


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "mended"),
    [
        ("tags:\n  - 水\n   - 风\n", "bad-indentation", 3, 4, "tags:\n  - 水\n  - 风\n"),
        ("tags:\n  - 水\n    －风\n", "fullwidth-dash", 3, 5, None),
        ("tags:\n  -水\n  - 风\n", "missing-space", 2, 3, "tags:\n  - 水\n  - 风\n"),
    ],
)
def test_line_that_became_the_rest_of_the_text_above_is_told(
    text: str, code: str, line: int, column: int, mended: str | None
) -> None:
    (item,) = read_text(text).diagnostics
    assert (item.code, item.mark.line, item.mark.column) == (code, line, column)
    after = apply_edits(text.encode(), item.edits)
    assert mended is None or (after is not None and after.decode() == mended)


def test_item_without_its_dash_is_one_finding() -> None:
    text = "steps:\n  - name: 看\n    minutes: 3\n    name: 说\n    minutes: 4\n"
    (item,) = read_text(text).diagnostics
    assert (item.code, item.mark.line, item.expected) == ("duplicate-key", 4, "- name")
    mended = apply_edits(text.encode(), item.edits)
    assert mended == text.replace("    name: 说", "  - name: 说").encode()


def test_line_that_stands_twice_is_taken_out_and_other_words_are_left_to_a_person() -> None:
    (same,) = read_text("title: 水\ntitle: 水\ntheme: 风\n").diagnostics
    assert apply_edits("title: 水\ntitle: 水\ntheme: 风\n".encode(), same.edits) == "title: 水\ntheme: 风\n".encode()
    (other,) = read_text("title: 水\ntitle: 风\ntheme: 风\n").diagnostics
    assert other.edits == ()


@pytest.mark.parametrize(("written", "mended"), [("yes", "suits_rural: true\n"), ("Off", "suits_rural: false\n")])
def test_yes_and_no_become_what_the_field_asks_for(written: str, mended: str) -> None:
    text = f"suits_rural: {written}\n"
    source = Source(PurePosixPath("courses/a/b/course.yml"), "series", text.encode())
    (item,) = read_document(source, project_rulebook().schemas).diagnostics
    assert apply_edits(text.encode(), item.edits) == mended.encode()
    (alone,) = read_text(text).diagnostics
    assert alone.edits == ()
