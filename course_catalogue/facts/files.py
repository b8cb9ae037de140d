"""The files of facts, classic scripts that a page loads piece by piece (assets/facts.js).

    facts/head.js            for each of the two sorts the shards: the first key in them and their name
    facts/fit-<digest>.js    facts for fit and comparison (`fit_facts`), SHARDS["fit"] courses in the order of their keys
    facts/print-<digest>.js  the longer texts of the same courses (`print_facts`), in smaller shards

Names are digests of the contents, so that a cache never mixes two catalogues.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256

import msgspec

from course_catalogue.catalogue import Catalogue
from course_catalogue.facts.course_facts import Facts, fit_facts, print_facts
from course_catalogue.model import AnyCourse
from course_catalogue.output import OutputFile

SHARDS = {"fit": 200, "print": 40}
"""Courses in a file."""


def facts_json(catalogue: Catalogue, course: AnyCourse) -> str:
    """The facts of a course for an attribute of its own page."""
    return _json(fit_facts(catalogue, course))


def build_fact_files(catalogue: Catalogue) -> Iterator[OutputFile]:
    """Shards one at a time, then the head that names them."""
    courses = sorted(catalogue.listed, key=lambda course: course.key)
    sorts: dict[str, Callable[[AnyCourse], Facts]] = {
        "fit": lambda course: fit_facts(catalogue, course),
        "print": lambda course: {"key": course.key, **print_facts(course)},
    }
    head: dict[str, list[list[str]]] = {}
    for sort, facts_of in sorts.items():
        head[sort] = []
        for start in range(0, len(courses), SHARDS[sort]):
            shard = courses[start : start + SHARDS[sort]]
            text = _json([facts_of(course) for course in shard])
            name = f"{sort}-{sha256(text.encode()).hexdigest()[:10]}"
            head[sort].append([shard[0].key, name])
            yield _script(name, text)
    yield _script("head", _json(head))


def _json(value: object) -> str:
    text = msgspec.json.encode(value).decode()
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _script(name: str, payload: str) -> OutputFile:
    return OutputFile(f"facts/{name}.js", f'courseFactsReceived("{name}",{payload});\n'.encode())
