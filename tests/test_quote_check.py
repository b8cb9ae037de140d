"""Quotes around a whole name are asked about; quotes in names and around sentences are not."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from written import PATHS, example_text, project_rulebook

from course_catalogue.authoring.edits import apply_edits
from course_catalogue.documents import Source
from course_catalogue.loading import judge


def told(old: str, new: str) -> list[tuple[str, bytes]]:
    """What was found, and the file as mended."""
    text = example_text("series")
    assert text.count(old) == 1
    content = text.replace(old, new).encode()
    found = judge(Source(PurePosixPath(PATHS["series"]), "series", content), project_rulebook()).findings
    return [
        (item.found, apply_edits(content, list(item.edits)) or b"") for item in found if item.code == "name-in-quotes"
    ]


@pytest.mark.parametrize(
    "written", ["“水珠为什么圆”", '"“水珠为什么圆”"', "「水珠为什么圆」", "'\"水珠为什么圆\"'", "”水珠为什么圆”"]
)
def test_whole_name_in_quotes_is_asked_about_and_freed_of_them(written: str) -> None:
    ((_, mended),) = told("- title: 水珠为什么圆\n", f"- title: {written}\n")
    assert mended == example_text("series").encode()


def test_what_yaml_would_read_otherwise_keeps_its_own_quotes() -> None:
    ((found, mended),) = told("- title: 水珠为什么圆\n", "- title: “2026”\n")
    assert (found, '- title: "2026"\n' in mended.decode()) == ("“2026”", True)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- title: 水珠为什么圆\n", "- title: “水珠”为什么“圆”\n"),
        ("- title: 水珠为什么圆\n", "- title: 《水珠为什么圆》\n"),
        ("        pupil_activity: 用“水会……”说一句话。", "        pupil_activity: “水会……”"),
        ("      question: 水有固定的形状吗？", "      question: “水有固定的形状吗？”"),
        ("    - 不尝实验用的糖、盐和水；地上有水马上擦干。", "    - “不尝、不闻、不泼”"),
    ],
)
def test_quotes_in_a_name_and_around_a_sentence_are_fine(old: str, new: str) -> None:
    assert told(old, new) == []
