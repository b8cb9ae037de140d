"""A mended text leads back to the lines that its author sees."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from course_catalogue.diagnostics import Diagnostic, Edit, Mark, error
from course_catalogue.documents import Marks
from course_catalogue.mended_text import MendedText, mended_by

TEXT = "format: 1\nstatus：draft\ntitle: 水\ntitle: 水\nminutes: 8分钟\nsum: 9\n"


def faulty(line: int, column: int, end_line: int, end_column: int, text: str) -> Diagnostic:
    mark = Mark("a.yml", line, column, end_line, end_column)
    return error("tab", mark, "坏了", edits=(Edit(mark, text),))


def mended() -> MendedText:
    return mended_by(
        Marks("a.yml", TEXT),
        [faulty(2, 7, 2, 8, ": "), faulty(4, 1, 5, 1, ""), faulty(5, 10, 5, 13, "8"), faulty(5, 10, 5, 13, "9")],
    )


def test_edits_are_put_in_and_of_two_on_one_line_the_first() -> None:
    assert mended().marks.text == "format: 1\nstatus: draft\ntitle: 水\nminutes: 8\nsum: 9\n"


def test_finding_on_the_mended_text_stands_at_the_authors_line() -> None:
    told = mended().told(faulty(5, 6, 5, 7, "8"))
    assert told.mark == Mark("a.yml", 6, 6, 6, 7)
    assert told.edits == (Edit(Mark("a.yml", 6, 6, 6, 7), "8"),)


def test_value_that_was_mended_is_shown_as_it_was_written_and_offers_no_second_edit() -> None:
    told = mended().told(faulty(4, 10, 4, 11, "7"))
    assert told.mark == Mark("a.yml", 5, 10, 5, 13)
    assert told.edits == ()


@given(
    st.lists(st.tuples(st.integers(1, 12), st.integers(0, 4), st.sampled_from(["", "x", "x\ny", "长长的"])), max_size=5)
)
def test_every_character_that_was_not_mended_leads_back_to_itself(changes: list[tuple[int, int, str]]) -> None:
    text = "".join(f"第{number}行abcdef\n" for number in range(1, 13))
    layer = mended_by(
        Marks("a.yml", text), [faulty(line, column + 1, line, column + 3, new) for line, column, new in changes]
    )
    marks = layer.marks
    for index, character in enumerate(marks.text):
        if character in "abcdef第行" and not any(start <= index < end for start, end, _ in layer._placed()):
            back = layer.told(error("tab", marks.between(index, index + 1), "坏了")).mark
            start = layer.author.index(back.line, back.column)
            assert layer.author.text[start] == character
