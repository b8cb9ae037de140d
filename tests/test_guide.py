"""投稿指南.md says what the schema and the thresholds say; `--accept` puts their words into its tables."""

from __future__ import annotations

import re

import pytest
from guide_tables import tables
from written import PROJECT, project_rulebook

from course_catalogue.cli import _parser
from course_catalogue.office_forms.instructions import TITLE

GUIDE = PROJECT / "投稿指南.md"
TABLES = tables(project_rulebook())


@pytest.mark.parametrize("header", TABLES)
def test_a_table_equals_what_the_schema_and_the_thresholds_say(header: str, accept: bool) -> None:
    text = GUIDE.read_text("utf-8")
    found = re.search(rf"(?m)^{re.escape(header)}\n(\|[ |-]*\|)\n((?:\|.*\|\n)*)", text)
    assert found, f"no table {header}"
    rows = "".join(f"{row}\n" for row in TABLES[header])
    if accept:
        GUIDE.write_text(text[: found.start(2)] + rows + text[found.end(2) :], "utf-8")
    else:
        assert found[2] == rows


def test_every_command_that_it_names_is_one() -> None:
    actions = next(action for action in _parser()._actions if action.dest == "command")
    named = set(re.findall(r"build\.py ([a-z]+)", GUIDE.read_text("utf-8")))
    assert named >= {"check", "new", "serve", "effect", "explain"}
    assert named <= set(actions.choices or ())


def test_it_names_the_ways_in_by_what_they_are_called() -> None:
    text = GUIDE.read_text("utf-8")
    assert TITLE in text
    assert "网页上填表" in text
    for kind in ("series", "premium", "extension", "base", "provider"):
        assert f"build.py new {kind}" in text


def test_its_sections_are_numbered_in_order() -> None:
    headings = re.findall(r"(?m)^## ([一二三四五六七八九十]+)、", GUIDE.read_text("utf-8"))
    assert headings == list("一二三四五六七八九十")[: len(headings)]
    assert len(headings) >= 6
