"""A text as its lines, and replacements in it: what guesses at broken lines are made of."""

from __future__ import annotations

import re
from bisect import bisect_right

import msgspec

_FAR = 400
"""Lines that are looked at above and below a fault."""


class Patch(msgspec.Struct, frozen=True):
    """Replace the characters from `start` to `end` of a text."""

    start: int
    end: int
    text: str


def patched(text: str, patches: tuple[Patch, ...]) -> str:
    """The text with every patch; they may not overlap."""
    for patch in sorted(patches, key=lambda patch: patch.start, reverse=True):
        text = text[: patch.start] + patch.text + text[patch.end :]
    return text


class Lines:
    """The lines of a text by number, from 1; `indent` counts the spaces before the first other sign."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def __len__(self) -> int:
        return len(self._starts)

    def number_at(self, index: int) -> int:
        return bisect_right(self._starts, index)

    def start_of(self, number: int) -> int:
        return self._starts[number - 1]

    def text_of(self, number: int) -> str:
        end = self._starts[number] - 1 if number < len(self._starts) else len(self.text)
        return self.text[self._starts[number - 1] : end]

    def says_nothing(self, number: int) -> bool:
        """Whether a line is blank or a comment."""
        return not self.text_of(number).strip() or self.text_of(number).lstrip().startswith("#")

    def indent(self, number: int) -> int:
        line = self.text_of(number)
        return len(line) - len(line.lstrip(" "))

    def content_indent(self, number: int) -> int:
        """The column of the first sign behind the dashes: `  - title: 水` has 4."""
        match = re.match(r" *(?:- +)*", self.text_of(number))
        return match.end() if match else 0

    def name(self, number: int) -> str:
        """What a line begins with, for a person to find it: its key, else its first words."""
        words = self.text_of(number).strip().removeprefix("- ")
        key = re.match(r"[^\s:：]+(?=[:：])", words)
        return shorten(key.group() if key else words, 12)

    def before(self, number: int) -> int | None:
        """The nearest line above that says something."""
        top = max(0, number - 1 - _FAR)
        return next((line for line in range(number - 1, top, -1) if not self.says_nothing(line)), None)

    def after(self, number: int) -> int | None:
        """The nearest line below that says something."""
        bottom = min(len(self), number + _FAR)
        return next((line for line in range(number + 1, bottom + 1) if not self.says_nothing(line)), None)

    def open_levels(self, number: int) -> dict[int, int]:
        """The indents at which a line could stand by what is above it, each with the line that opened it."""
        levels: dict[int, int] = {}
        least = 1_000_000
        for line in range(number - 1, max(0, number - _FAR), -1):
            if self.says_nothing(line):
                continue
            for depth in (self.content_indent(line), self.indent(line)):
                if depth < least:
                    levels.setdefault(depth, line)
            least = min(least, self.indent(line))
            if least == 0:
                break
        return levels

    def block_below(self, number: int) -> int:
        """The last of the deeper lines right below a line; the line itself where there are none, or too many to move."""
        last = number
        depth = self.indent(number)
        for line in range(number + 1, len(self) + 1):
            if line > number + _FAR:
                return number
            if not self.text_of(line).strip():
                continue
            if self.indent(line) <= depth:
                break
            last = line
        return last


def shorten(text: str, limit: int = 24) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
