"""Which texts hold no forbidden character, and that the quick answer is the right one."""

from __future__ import annotations

import sys

import pytest

from course_catalogue import file_bytes
from course_catalogue.documents import Marks


def test_every_forbidden_character_is_found_by_the_quick_search() -> None:
    every = map(chr, range(sys.maxunicode + 1))
    forbidden = [character for character in every if file_bytes.FORBIDDEN.match(character)]
    assert [character for character in forbidden if not file_bytes._MAY_BE_FORBIDDEN.match(character)] == []


@pytest.mark.parametrize("character", ["\u200b", "\u202e", "\u3164", "\x07", "\ufeff"])
def test_forbidden_character_is_found_among_plain_ones(character: str) -> None:
    text = f"title: 水{character}循环\n"
    (found,) = file_bytes.forbidden_characters(Marks("a.yml", text), text)
    assert (found.code, found.mark.line, found.mark.column) == ("forbidden-character", 1, 9)


def test_tab_is_told_in_a_text_of_plain_characters() -> None:
    text = "title:\t水\n"
    assert [item.code for item in file_bytes.tabs_outside(Marks("a.yml", text), text, [])] == ["tab"]
    assert list(file_bytes.tabs_outside(Marks("a.yml", text), text, [(1, 1)])) == []
