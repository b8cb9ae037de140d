"""Every text of a document with the steps to it: walked once, searched as one."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import accumulate
from typing import Any

from course_catalogue.documents import Document

Steps = tuple[str | int, ...]
Text = tuple[Steps, str]
Search = Callable[[str], Iterable[int]]
"""Gives the places in a text at which something is found."""


def places_of(pattern: re.Pattern[str]) -> Search:
    """The search for a pattern."""
    return lambda text: (match.start() for match in pattern.finditer(text))


class Texts:
    """The texts of one document, in the order of the file; `joined` is all of them, one a line or more."""

    __slots__ = ("_found", "_starts", "joined")

    def __init__(self, document: Document) -> None:
        self._found: list[tuple[Steps, str | int, str]] = []
        _collect(document.data, (), self._found)
        values = [text for _, _, text in self._found]
        self.joined = "\n".join(values)
        self._starts = list(accumulate((len(value) + 1 for value in values), initial=0))

    def holding(self, search: Search) -> list[Text]:
        """The texts in which something is found: one search through all of them, for most hold nothing."""
        places = {bisect_right(self._starts, place) - 1: None for place in search(self.joined)}
        return [((*steps, step), text) for steps, step, text in map(self._found.__getitem__, places)]


def texts_below(document: Document, *keys: str) -> Iterator[Text]:
    """The texts of some fields at the top of a document."""
    found: list[tuple[Steps, str | int, str]] = []
    _collect({key: document.data[key] for key in keys if key in document.data}, (), found)
    return (((*steps, step), text) for steps, step, text in found)


def _collect(value: Any, steps: Steps, found: list[tuple[Steps, str | int, str]]) -> None:
    for step, item in value.items() if type(value) is dict else enumerate(value):
        kind = type(item)
        if kind is str:
            found.append((steps, step, item))
        elif kind is dict or kind is list:
            _collect(item, (*steps, step), found)
