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


def test_its_pictures_are_those_that_the_script_takes_each_small_and_told_in_words() -> None:
    told = re.findall(r"(?m)^!\[([^\]\n]*)\]\((.*)\)$", GUIDE.read_text("utf-8"))
    pictures = sorted((PROJECT / "docs" / "guide").iterdir())
    assert [PROJECT / path for _, path in told] == pictures
    assert all(len(words) >= 20 for words, _ in told)
    assert max(picture.stat().st_size for picture in pictures) <= 60 * 1024
    names = re.findall(r'yield \(?\s*"([a-z-]+)"', (PROJECT / "scripts/guide_pictures.py").read_text("utf-8"))
    assert [picture.name for picture in pictures] == [f"{number}-{name}.webp" for number, name in enumerate(names, 1)]


def test_it_calls_buttons_and_parts_of_the_form_what_they_are_called_there() -> None:
    form = PROJECT / "site_overrides/form/page"
    there = "".join(path.read_text("utf-8") for path in form.glob("*.js"))
    templates = PROJECT / "course_catalogue/pages/templates"
    there += "".join((templates / name).read_text("utf-8") for name in ("submit_form.html", "parts.html"))
    for words in (
        "送评要写的", "以后再写的", "导出草稿", "一次贴进几条", "加进去", "调整顺序", "撤销", "看看还要写什么、改什么", "交上来",
        "写齐了，改成送评", "复制文件内容", "新建文件页", "复制代码库的网页", "版本与许可", "提醒", "要改",
    ):  # fmt: skip
        assert words in GUIDE.read_text("utf-8")
        assert words in there
