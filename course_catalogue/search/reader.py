"""The index read again in Python: what `search-engine.js` does with the files, for tests and benchmarks.

It finds courses for one phrase, without ranking and without words for facets.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Any

from course_catalogue.output import OutputFile
from course_catalogue.search.encoding import ALPHABET, LAST, MORE
from course_catalogue.search.often import FIELDS, MOST_TIMES
from course_catalogue.search.tokens import HAN, fold, sort_key


def payload_of(file: OutputFile) -> Any:
    """What a data script hands to the page."""
    text = file.content.decode()
    return json.loads(text[text.index(",") + 1 : text.rindex(")")])


def decode_numbers(text: str) -> list[int]:
    """What `encoding.encode_numbers` wrote."""
    numbers, high = [], 0
    for character in text:
        digit = ALPHABET.index(character)
        if digit >= LAST:
            high = high * MORE + digit - LAST
            continue
        numbers.append(high * LAST + digit)
        high = 0
    return numbers


def decode_often(text: str) -> dict[int, list[int]]:
    """What `often.often_postings` wrote: course -> positions, as if it stood so many times at the first one."""
    numbers = decode_numbers(text)
    courses = accumulate(numbers[::2])
    return {
        course: [FIELDS[code // MOST_TIMES]] * (code % MOST_TIMES + 1)
        for course, code in zip(courses, numbers[1::2], strict=True)
    }


def decode_column(column: list[str]) -> list[str]:
    """What `encoding.column` wrote."""
    words = column[0].split("\n")
    return [words[number] for number in decode_numbers(column[1])]


class IndexReader:
    """Loads a shard when a query needs it; `loaded` are the files used so far."""

    def __init__(self, files: Iterable[OutputFile]) -> None:
        self._files = {file.path: file for file in files}
        self.loaded: dict[str, OutputFile] = {}
        self.head = self._load("search/head.js")
        self.cards = self._cards()
        self.titles = [card[0] for card in self.cards]
        self.hrefs = [f"{card[1]}.html" for card in self.cards]
        self._firsts = [sort_key(first) for first in self.head["firsts"].split("\n")]

    def find(self, phrase: str) -> dict[int, list[int]]:
        """Course numbers with the positions where the phrase begins; it is one run of characters."""
        phrase = fold(phrase)
        if len(phrase) == 1 or not re.fullmatch(f"[{HAN}]+", phrase):
            return self._starting_with(phrase)
        terms = [(phrase[place : place + 2], place) for place in range(len(phrase) - 1)]
        found = self._exactly(terms[0][0])
        for term, place in terms[1:]:
            others = self._exactly(term)
            found = {
                course: kept
                for course, starts in found.items()
                if (kept := sorted({start for start in starts if start + place in set(others.get(course, ()))}))
            }
        return found

    def _exactly(self, term: str) -> dict[int, list[int]]:
        return next((postings for word, postings in self._lines(term) if word == term), {})

    def _starting_with(self, prefix: str) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {}
        for _, postings in self._lines(prefix):
            for course, positions in postings.items():
                found.setdefault(course, []).extend(positions)
        return {course: sorted(found[course]) for course in sorted(found)}

    def _lines(self, prefix: str) -> Iterator[tuple[str, dict[int, list[int]]]]:
        key = sort_key(prefix)
        start = max(sum(first <= key for first in self._firsts) - 1, 0)
        for number in range(start, len(self._firsts)):
            if number > start and not self._firsts[number].startswith(key):
                return
            for line in self._load(f"search/{self.head['version']}/index-{number}.js").split("\n"):
                word, _, postings = line.partition(" ")
                if word.startswith(prefix):
                    yield word, decode_postings(postings)

    def _cards(self) -> list[list[str]]:
        """The rows of all card files; a browser loads those that it shows."""
        pattern = re.compile(r"search/\w+/cards-(\d+)\.js")
        files = [(int(found[1]), file) for path, file in self._files.items() if (found := pattern.fullmatch(path))]
        return [row for _, file in sorted(files, key=lambda item: item[0]) for row in payload_of(file)]

    def _load(self, path: str) -> Any:
        self.loaded[path] = self._files[path]
        return payload_of(self._files[path])


def decode_postings(text: str) -> dict[int, list[int]]:
    """Course numbers with their positions."""
    numbers = iter(decode_numbers(text))
    found: dict[int, list[int]] = {}
    course = 0
    for step in numbers:
        course += step // 2
        count = next(numbers) + 2 if step % 2 else 1
        position, positions = 0, []
        for _ in range(count):
            position += next(numbers)
            positions.append(position)
        found[course] = positions
    return found
