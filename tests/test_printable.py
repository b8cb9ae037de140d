"""What the fonts cannot print is told at its place, and the table of what they can is made from them."""

from __future__ import annotations

import sys

import pytest
from written import PROJECT, example_text, load_text, project_rulebook

from course_catalogue.diagnostics import Diagnostic
from course_catalogue.packs.fonts import find_fonts
from course_catalogue.packs.glyphs import printable_characters as read_from_fonts
from course_catalogue.printable import check_printable, unprintable
from course_catalogue.texts import Texts


def test_table_is_what_the_fonts_can_print() -> None:
    fonts = find_fonts(PROJECT)
    assert fonts is not None, "run: python build.py fonts"
    every = range(sys.maxunicode + 1)
    told = set(map(ord, unprintable().findall("".join(map(chr, every)))))
    assert set(every) - told == read_from_fonts(fonts)


def _findings(kind: str, text: str) -> list[Diagnostic]:
    document = load_text(kind, text)
    return list(check_printable(document, Texts(document), project_rulebook().schemas))


def _places(kind: str, text: str) -> list[tuple[str, int, int]]:
    return [(item.found, item.mark.line, item.mark.column) for item in _findings(kind, text)]


def test_each_character_is_told_at_its_first_place() -> None:
    text = example_text("provider").replace("name: ", "name: 🌱𠮷🌱", 1)
    (line,) = (number for number, words in enumerate(text.split("\n"), 1) if words.startswith("name: "))
    assert _places("provider", text) == [("🌱（U+1F331）", line, 7), ("𠮷（U+20BB7）", line, 8)]


@pytest.mark.parametrize("words", ["H₂O、10⁴、℃、Ω、①、½、≈、→、“引号”、——、……、é ǎ ü", "嵊州、鄞州、奉化、岙、堇、槎"])
def test_signs_of_science_and_names_of_places_can_be_printed(words: str) -> None:
    assert unprintable().findall(words) == []


def test_small_signs_are_told_how_to_be_marked_up() -> None:
    text = example_text("provider").replace("name: ", "name: 10⁻⁴ₓ", 1)
    assert [item.mend for item in _findings("provider", text)] == [
        "上标前后写 ^，例如 10⁻ 写成 10^−^",
        "下标前后写 ~，例如 Cₓ 写成 C~x~",
    ]


def test_comments_and_reviews_may_hold_anything() -> None:
    assert _places("provider", example_text("provider") + "# 🌱\n") == []
    assert _places("review", example_text("review") + "# 🌱\n") == []
