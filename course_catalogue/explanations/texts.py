"""Reading the explanations: the words of `codes.py` joined with those of the family's data file.

`codes.py` stays cheap to import, because every check does; the rest is read only where it is shown.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path, PurePosixPath
from typing import Literal

import msgspec

from course_catalogue.codes import CODES, FAMILIES, CodeText
from course_catalogue.documents import Source
from course_catalogue.personal_numbers import masked
from course_catalogue.strict_yaml import read_document

_FOLDER = Path(__file__).parent


class Example(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An entry of a data file; the comment at the top of each says what its fields hold."""

    what: str
    mend: str
    bad: str
    good: str
    severity: Literal["error", "warning"] = "error"
    file: str = ""
    instead_of: str = ""
    told_at: str = ""


class Explanation(msgspec.Struct, frozen=True):
    """All that is said of a code. `bad` and `good` are lines of `example.file`, or words where that is empty."""

    code: str
    text: CodeText
    example: Example

    @property
    def family(self) -> str:
        return FAMILIES[self.text.family]

    @property
    def label(self) -> str:
        return "错误" if self.example.severity == "error" else "提醒"

    @property
    def heads(self) -> tuple[str, str]:
        """What stands above the bad and the good example."""
        return ("这样不对", "这样对") if self.example.severity == "error" else ("这样会提醒", "这样不提醒")

    @property
    def bad_lines(self) -> list[tuple[str, bool]]:
        """The lines of the bad example, without the indent that both share, each with whether the good one lacks it.

        Personal numbers are masked, as in the report of a check: the pages are public.
        """
        return self._compared(self.example.bad, self.example.good)

    @property
    def good_lines(self) -> list[tuple[str, bool]]:
        return self._compared(self.example.good, self.example.bad)

    def _compared(self, text: str, other: str) -> list[tuple[str, bool]]:
        both = f"{text}\n{other}".split("\n")
        indent = min(len(line) - len(line.lstrip(" ")) for line in both)
        known = set(other.split("\n"))
        return [(masked(line[indent:]), line not in known) for line in text.split("\n")]


@cache
def explanations() -> dict[str, Explanation]:
    """Every code that has its words and its example, in the order of the table. A file of ours that is wrong is a defect."""
    examples = {code: example for family in FAMILIES for code, example in _examples(family).items()}
    return {code: Explanation(code, text, examples[code]) for code, text in CODES.items() if code in examples}


def _examples(family: str) -> dict[str, Example]:
    path = _FOLDER / f"{family}.yml"
    if not path.exists():
        return {}
    reading = read_document(Source(PurePosixPath(path.name), "explanations", path.read_bytes()))
    assert reading.document is not None, reading.diagnostics
    return msgspec.convert(reading.document.data, dict[str, Example])
