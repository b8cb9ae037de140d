"""Tables pasted from an office program are told as tables, and written as ours where that is certain."""

from __future__ import annotations

import pytest
from written import example_text, findings

from course_catalogue import pasted_tables as module
from course_catalogue.authoring.edits import apply_edits
from course_catalogue.pasted_tables import PastedTable, pasted_tables
from course_catalogue.richtext import parsing

RICH = "        pupil_activity: 先看、再闻，说出两处不同。"
PASTED = "序号\t水温\n1\t20\n2\t30"
OURS = "          | 序号 | 水温 |\n          | 1 | 20 |\n          | 2 | 30 |"


def written(old: str, new: str) -> str:
    text = example_text("series")
    assert text.count(old) == 1
    return text.replace(old, new)


@pytest.mark.parametrize(
    ("pasted", "mended"),
    [
        (f"        pupil_activity: {PASTED}", f"        pupil_activity: |\n{OURS}"),
        (f"        pupil_activity: 记下来\n{PASTED}", f"        pupil_activity: |\n          记下来\n{OURS}"),
        (f"        pupil_activity:\n{PASTED}", f"        pupil_activity: |\n{OURS}"),
        (
            "        pupil_activity: |-\n          记下来\n          序号\t水温\n          1\t20\n          2\t30",
            f"        pupil_activity: |-\n          记下来\n{OURS}",
        ),
    ],
)
def test_table_in_a_rich_field_becomes_ours(pasted: str, mended: str) -> None:
    text = written(RICH, pasted)
    (found,) = findings("series", text)
    assert (found.code, found.found) == ("tab", "3 行，2 列")
    assert apply_edits(text.encode(), list(found.edits)) == written(RICH, mended).encode()


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (RICH, "        pupil_activity: 记下来\n序号\t水温\n1\n2\t30\t4\n3\t5", "2 行，各行的格数不同"),
        (RICH, "        pupil_activity: 记下来\n序号\t水|温\n1\t20", "2 行，2 列"),
        (RICH, '        pupil_activity: "记下来\n          序号\t水温\n          1\t20"', "2 行，2 列"),
        ("theme: 用小实验认识水的样子、溶解和循环", "theme: 样子\t溶解\n流动\t糖水", "2 行，2 列"),
    ],
)
def test_table_that_cannot_surely_become_ours_is_told_and_left(old: str, new: str, found: str) -> None:
    told = [item for item in findings("series", written(old, new)) if "表格" in item.message]
    assert [(item.found, item.edits) for item in told] == [(found, ())]


@pytest.mark.parametrize(
    "text", ["a:\t1\nb:\t2\n", "a\t1\nb\t2\n", "a: x\ty\nb: x\ty\n", "\tx: 1\n\ty: 2\n", "a: 水\t冰\n"]
)
def test_tabs_that_are_no_table(text: str) -> None:
    assert pasted_tables(text) == []


def test_limits_are_those_of_rich_text() -> None:
    assert (module.MOST_COLUMNS, module.MOST_ROWS) == (parsing.MOST_COLUMNS, parsing.MOST_ROWS)


def test_rows_go_on_as_long_as_lines_have_tabs_and_no_key() -> None:
    assert pasted_tables("a: 1\t2\n3\t4\nb: 5\t6\n7\t8\n") == [
        PastedTable(1, 2, "a: ", (("1", "2"), ("3", "4"))),
        PastedTable(3, 4, "b: ", (("5", "6"), ("7", "8"))),
    ]
