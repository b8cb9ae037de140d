"""Catalogue files as a test writes them: one file as text, or tests/example with a few changes."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec
from repositories import add_submodule

from course_catalogue.catalogue import Catalogue, assemble
from course_catalogue.diagnostics import Diagnostic
from course_catalogue.documents import Document, Reading, Source
from course_catalogue.file_rules import check_rows
from course_catalogue.loading import Loaded, Rulebook, load_catalogue, load_rulebook
from course_catalogue.model import Record, build_record
from course_catalogue.privacy_check import check_numbers, check_persons
from course_catalogue.schema_check import check_shape
from course_catalogue.strict_yaml import read_document
from course_catalogue.text_check import check_text
from course_catalogue.texts import Texts
from course_catalogue.word_check import check_words

PROJECT = Path(__file__).resolve().parent.parent
EXAMPLE = PROJECT / "tests" / "example"
TODAY = date(2026, 10, 1)
PATHS = {
    "provider": "courses/example-society/provider.yml",
    "series": "courses/example-society/water-journey/course.yml",
    "base": "bases/example-hall/base.yml",
    "premium": "bases/example-hall/premium/river-day/course.yml",
    "extension": "bases/example-hall/extension/rain-gauge/course.yml",
    "review": "reviews/courses/example-society/water-journey.yml",
}

Change = dict[str, Any]


@cache
def project_rulebook() -> Rulebook:
    return load_rulebook(PROJECT)


def rulebook_with(thresholds: dict[str, Any]) -> Rulebook:
    """The project's rulebook, in which a publisher has set some thresholds."""
    book = project_rulebook()
    set_by_publisher = msgspec.structs.replace(book.vocabulary.thresholds, **thresholds)
    return replace(book, vocabulary=replace(book.vocabulary, thresholds=set_by_publisher))


def read_text(text: str | bytes, kind: str = "series") -> Reading:
    """Gate 1 on a file written in a test."""
    content = text if isinstance(text, bytes) else text.encode()
    return read_document(Source(PurePosixPath(PATHS[kind]), kind, content))


def load_text(kind: str, text: str) -> Document:
    """The document of a file of `kind`; the text must be readable."""
    reading = read_text(text, kind)
    assert reading.document is not None, reading.diagnostics
    return reading.document


def findings(kind: str, text: str | bytes) -> list[Diagnostic]:
    """What the first two gates say about one file, in their order."""
    book = project_rulebook()
    content = text if isinstance(text, bytes) else text.encode()
    reading = read_document(Source(PurePosixPath(PATHS[kind]), kind, content), book.schemas)
    if reading.document is None:
        return list(reading.diagnostics)
    found = [*reading.diagnostics, *check_shape(reading.document, book.schemas)]
    texts, words = Texts(reading.document), book.vocabulary.words
    found += check_numbers(reading.document, texts, book.schemas, [item.mark for item in found])
    if any(item.is_error for item in found):
        return found
    rows = check_rows(reading.document, book.rows, book.vocabulary.thresholds, book.schemas.readable)
    asked = check_words(reading.document, texts, book.schemas, words)
    persons = check_persons(reading.document, texts, book.schemas, words.persons)
    return [*found, *rows, *check_text(reading.document, texts, book.schemas), *asked, *persons]


def catalogue_of(files: dict[str, str], today: date = TODAY) -> Catalogue:
    """A catalogue of files as written, by path; only gate 1 is asked."""
    return assemble([_record(path, text) for path, text in files.items()], project_rulebook().vocabulary, today)


def _record(path: str, text: str) -> Record:
    reading = read_document(Source(PurePosixPath(path), kind_of(path), text.encode()))
    assert reading.document is not None, reading.diagnostics
    return build_record(reading.document)


def kind_of(path: str) -> str:
    if path.startswith("reviews/"):
        return "review"
    name = PurePosixPath(path).name
    if name != "course.yml":
        return name.removesuffix(".yml")
    return "series" if path.startswith("courses/") else PurePosixPath(path).parts[2]


def example_text(kind: str) -> str:
    return (EXAMPLE / PATHS[kind]).read_text("utf-8")


def changed_example(
    folder: Path, changes: Iterable[Change], made: dict[str, Callable[[], bytes]] | None = None
) -> Path:
    """A copy of tests/example in `folder` with the changes that a case.yml describes."""
    root = example_copy(folder)
    apply_changes(root, changes, made or {})
    return root


def example_copy(folder: Path) -> Path:
    return Path(shutil.copytree(EXAMPLE, folder / "example"))


def apply_changes(root: Path, changes: Iterable[Change], made: dict[str, Callable[[], bytes]]) -> None:
    for change in changes:
        _apply(root, change, made)


def _apply(root: Path, change: Change, made: dict[str, Callable[[], bytes]]) -> None:
    match change:
        case {"file": file, "replace": old, "with": new, **rest}:
            text = (root / file).read_text("utf-8")
            count = text.count(old)
            assert count == 1 or (count > 1 and rest == {"every": True}), f"{file}: {count} times {old!r}"
            (root / file).write_text(text.replace(old, new), "utf-8")
        case {"file": file, "cut_from": start, "cut_to": end}:
            text = (root / file).read_text("utf-8")
            head, tail = text.index(start), text.index(end, text.index(start))
            (root / file).write_text(text[:head] + text[tail:], "utf-8")
        case {"file": file, "encode": encoding}:
            (root / file).write_bytes((root / file).read_text("utf-8").encode(encoding))
        case {"write": file, "content": content}:
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            (root / file).write_text(content, "utf-8")
        case {"write": file, "made_by": name}:
            (root / file).parent.mkdir(parents=True, exist_ok=True)
            (root / file).write_bytes(made[name]())
        case {"move": old, "to": new}:
            (root / new).parent.mkdir(parents=True, exist_ok=True)
            (root / old).rename(root / new)
        case {"submodule": path}:
            add_submodule(root, path)
        case {"copy": file, "to": target}:
            (root / target).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(root / file, root / target)
        case {"delete": file}:
            (root / file).unlink()
        case {"link": file, "to": target}:
            (root / file).symlink_to(target)
        case _:
            raise AssertionError(f"not a change: {change}")


def load_changed(folder: Path, changes: Iterable[Change], today: date = TODAY) -> Loaded:
    return load_catalogue(changed_example(folder, changes), today, project_rulebook())


@cache
def example_on(today: date) -> Loaded:
    return load_catalogue(EXAMPLE, today, project_rulebook())


def new_findings(loaded: Loaded, today: date = TODAY) -> list[Diagnostic]:
    """What the untouched example does not have."""
    known = Counter(example_on(today).diagnostics)
    return [item for item in loaded.diagnostics if not _take(known, item)]


def _take(known: Counter[Diagnostic], item: Diagnostic) -> bool:
    known[item] -= 1
    return known[item] >= 0
