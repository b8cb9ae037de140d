"""A part of a text is found where it stands, however the text is written."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from written import PATHS, read_text

from course_catalogue.diagnostics import Mark
from course_catalogue.documents import Document
from course_catalogue.scalar_places import part_of_scalar

FEW = settings(max_examples=150, derandomize=True, deadline=None, database=None)
MANY = settings(max_examples=4000, deadline=None, database=None)

PATH = PATHS["series"]
SIGN = "☆"
TEXTS = st.text(st.sampled_from("水雨量ab \n\n\\\"'#:-|>*0é𠮷"), max_size=60)
# What stands behind `title: `, in all the ways that people and programs write.
WRITTEN = st.tuples(
    st.sampled_from(['"', "'", "", "|\n", "|-\n", ">\n", ">-\n", ">+\n", "|2\n", ">2-\n", "| # 说明\n"]),
    st.lists(
        st.sampled_from(
            ["水", "ab", " ", "  ", "\n", "\n  ", "\n    ", "\n\n  ", "''", "\\n", "\\\n  ", "\\\\", '\\"', "\\x41",
             "\\u6c34", "\\U00020bb7", "\\t", " #", "☆", "-", "|", ": "]
        ),
        max_size=24,
    ).map("".join),
)  # fmt: skip


def document(text: str) -> Document:
    read = read_text(text).document
    assert read
    return read


def place(text: str, part: str) -> Mark:
    read = document(text)
    return read.part_mark(("title",), read.data["title"].index(part), len(part))


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("title: 测雨量\n", (1, 9, 1, 11)),
        ('title: "测雨量"\n', (1, 10, 1, 12)),
        ("title: '测''雨量'\n", (1, 12, 1, 14)),
        ('title: "\\u6c34\\n测\\"雨量"\n', (1, 20, 1, 22)),
        ("title: 测\n  水和\n  雨量\n", (3, 3, 3, 5)),
        ("title: |\n  测\n\n    雨量多少\n  水\n", (4, 5, 4, 7)),
        ("title: >-\n  测\n  水\n\n  的雨量多少\n", (5, 4, 5, 6)),
        ("title: |2\n    雨量\n", (2, 5, 2, 7)),
        ('title: "测\\\n   的雨量"\n', (2, 5, 2, 7)),
    ],
)  # fmt: skip
def test_part_stands_where_it_is_written(text: str, mark: tuple[int, int, int, int]) -> None:
    assert place(text, "雨量") == Mark(PATH, *mark)


def test_part_over_a_folded_line_ends_where_it_is_written() -> None:
    assert place("title: 测\n   雨\n   量\n", "雨 量") == Mark(PATH, 2, 4, 3, 5)


def test_part_of_what_is_no_text_is_the_whole() -> None:
    read = document("title: {a: 1}\n")
    assert read.part_mark(("title",), 0, 1) == read.mark("title")


def test_part_of_an_escape_covers_the_whole_escape() -> None:
    assert place('title: "a\\x41b"\n', "A") == Mark(PATH, 1, 10, 1, 14)


def test_no_characters_stand_between_two() -> None:
    assert [part_of_scalar("水量", "水量", at, 0) for at in (0, 1, 2)] == [(0, 0), (1, 1), (2, 2)]


def test_value_of_another_scalar_has_no_place() -> None:
    assert part_of_scalar('"水"', "火", 0, 1) is None
    assert part_of_scalar('"水"', "水", 0, 2) is None


def told(text: str, style: str | None, width: int) -> None:
    written = yaml.dump({"title": text}, default_style=style, allow_unicode=True, width=width)
    read = read_text(written).document
    if read is None or not isinstance(read.data.get("title"), str) or read.data["title"] != text:
        return
    mark = read.part_mark(("title",), text.index(SIGN), 1)
    line = written.split("\n")[mark.line - 1]
    assert (mark.end_line, line[mark.column - 1 : mark.end_column - 1]) == (mark.line, SIGN)


def followed(head: str, pieces: str) -> None:
    opening = f"{head}  " if head.endswith("\n") else head
    closing = head if head in ('"', "'") else ""
    written = f"title: {opening}{pieces}{closing}\nformat: 1\n"
    read = read_text(written).document
    value = read.data.get("title") if read else None
    if not isinstance(value, str) or not value.strip():  # in a block of nothing but spaces there is nothing to show
        return
    assert read
    places = [read.part_mark(("title",), at, 1) for at in range(len(value))]
    whole = read.mark("title")
    assert len(value) < 2 or whole not in places
    lines = written.split("\n")
    for character, mark in zip(value, places, strict=True):
        if character == SIGN:
            assert lines[mark.line - 1][mark.column - 1 : mark.end_column - 1] == SIGN
    assert [mark.line for mark in places] == sorted(mark.line for mark in places)


STYLES = st.sampled_from([None, '"', "'", "|", ">"])


@FEW
@given(before=TEXTS, after=TEXTS, style=STYLES, width=st.sampled_from([10, 80]))
def test_sign_is_found_however_a_program_writes_it(before: str, after: str, style: str | None, width: int) -> None:
    told(before + SIGN + after, style, width)


@FEW
@given(written=WRITTEN)
def test_every_character_is_found_however_a_person_writes_it(written: tuple[str, str]) -> None:
    followed(*written)


@pytest.mark.prove
@MANY
@given(before=TEXTS, after=TEXTS, style=STYLES, width=st.sampled_from([10, 80]))
def test_sign_is_found_in_many_texts(before: str, after: str, style: str | None, width: int) -> None:
    told(before + SIGN + after, style, width)


@pytest.mark.prove
@MANY
@given(written=WRITTEN)
def test_every_character_is_found_in_many_texts(written: tuple[str, str]) -> None:
    followed(*written)
