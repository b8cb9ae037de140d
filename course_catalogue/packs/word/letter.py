"""The letter to parents with the slip that comes back to the school (知情同意回执)."""

from __future__ import annotations

from typing import Any

from course_catalogue.packs.word.document_file import TEXT_WIDTH, WordFile
from course_catalogue.packs.word.facts import sheet
from course_catalogue.packs.word.oxml import Element, paragraph, run, tab
from course_catalogue.packs.word.writing import TICK, blanks, lines


def add_letter(word: WordFile, letter: dict[str, Any], *, new_page: bool = False) -> None:
    word.add(
        paragraph("Heading1", *run("致家长的信"), new_page=new_page),
        paragraph("Normal", *run(letter["salutation"])),
        paragraph("NormalIndent", *run(letter["opening"])),
        sheet(word, letter["facts"]),
        paragraph("NormalIndent", *run(letter["liability"]), before=2),
        *_slip(letter),
    )


def _slip(letter: dict[str, Any]) -> list[Element]:
    """Every paragraph but the last is kept with the next: a slip that is cut in two comes back in halves."""
    choices = "　　　".join(f"{TICK} {words}" for words in letter["choices"])
    stops = [("center", "hyphen", TEXT_WIDTH / 2), ("right", "hyphen", TEXT_WIDTH)]
    return [
        paragraph("Note", tab(), *run(f" {letter['cut']} "), tab(), tabs=stops, keep=True, before=4),
        paragraph("Heading2", *run(letter["slip_title"]), align="center"),
        paragraph("Normal", *run(letter["slip"]), keep=True),
        paragraph("Normal", *run(choices), keep=True, before=1),
        blanks(letter["fields"], keep=True),
        paragraph("Normal", *run(letter["health"]), keep=True, before=1),
        *lines(1, 9, keep=True),
        blanks(letter["signatures"], (1, 1.2, 0.9)),
    ]
