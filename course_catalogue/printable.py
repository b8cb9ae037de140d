"""Gate 2, text: characters that the packs' fonts cannot print, told while their author can still replace them.

The table beside this module is made from the fonts by scripts/printable_characters.py, so that checking
needs no fonts; a test holds the two to be the same.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from course_catalogue.diagnostics import Diagnostic, Severity
from course_catalogue.documents import Document
from course_catalogue.schema_check import Schemas
from course_catalogue.texts import Texts, places_of

_TABLE = Path(__file__).with_name("printable_characters.txt")


@cache
def unprintable() -> re.Pattern[str]:
    """Finds every character that cannot be printed: a class alone is searched for faster than a set is made of a text."""
    ranges = (line.split("-") for line in _TABLE.read_text("ascii").split())
    return re.compile(f"[^{''.join(f'{_written(first)}-{_written(last)}' for first, last in ranges)}]")


def _written(code: str) -> str:
    return re.escape(chr(int(code, 16)))


def check_printable(document: Document, texts: Texts, schemas: Schemas) -> Iterator[Diagnostic]:
    """A Diagnostic for the first place of each character that cannot be printed.

    Reviews are never printed.
    """
    if document.kind == "review":
        return
    for character in sorted(set(unprintable().findall(texts.joined))):
        steps, words = texts.holding(places_of(re.compile(re.escape(character))))[0]
        yield Diagnostic(
            code="unprintable-character",
            severity=Severity.WARNING if document.data.get("status") == "draft" else Severity.ERROR,
            mark=document.part_mark(steps, words.index(character), 1),
            message="打印字体里没有这个字",
            field=schemas.readable(document.kind, steps),
            found=f"{character}（U+{ord(character):04X}）",
            expected="常用汉字和标点；表情符号、生僻字印不出来",
            mend=_mend(character),
        )


def _mend(character: str) -> str:
    match unicodedata.decomposition(character).split():
        case ["<super>", code]:
            return f"上标前后写 ^，例如 10{character} 写成 10^{chr(int(code, 16))}^"
        case ["<sub>", code]:
            return f"下标前后写 ~，例如 C{character} 写成 C~{chr(int(code, 16))}~"
        case _:
            return "换成文字，例如 🌱 写成“发芽”；生僻字写出读音或换一个说法"
