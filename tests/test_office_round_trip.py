"""A course in a form, read again, is the same course: every sample, in both formats; the same input gives the same bytes."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
import pytest
from written import PROJECT, project_rulebook

from course_catalogue.authoring.office import imported
from course_catalogue.office_forms.making import ENDINGS, exported, templates
from course_catalogue.sources import KINDS, find_sources, read_source
from course_catalogue.strict_yaml import read_document

BOOK = project_rulebook()


@cache
def samples() -> dict[str, tuple[str, Any]]:
    found = {}
    for place in find_sources(PROJECT).places:
        if place.kind != "review":
            document = read_document(read_source(PROJECT, place)).document
            assert document is not None, place.name
            found[place.name] = (place.kind, document.data)
    return found


def without_last_line_ends(value: Any) -> Any:
    """A cell has no line end behind its last line, as `|` in YAML has."""
    if isinstance(value, dict):
        return {name: without_last_line_ends(part) for name, part in value.items()}
    if isinstance(value, list):
        return [without_last_line_ends(part) for part in value]
    return value.rstrip("\n") if isinstance(value, str) else value


SERIES = sorted(name for name, (kind, _) in samples().items() if kind == "series")
OTHERS = sorted(name for name, (kind, _) in samples().items() if kind != "series")
FIRST_OF_KIND = list({samples()[name][0]: name for name in reversed(OTHERS)}.values())


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.prove if number else ()) for number, name in enumerate(SERIES)]
)
def test_every_sample_series_comes_back_as_it_was_without_a_word(name: str, ending: str) -> None:
    kind, data = samples()[name]
    read = imported(f"课程{ending}", exported(kind, data, ending, BOOK.schemas, BOOK.vocabulary), BOOK)
    assert (read.kind, read.data) == (kind, without_last_line_ends(data))
    assert (read.understood, read.left) == ((), ())


def comes_back(name: str) -> None:
    kind, data = samples()[name]
    for ending in ENDINGS:
        read = imported(f"文件{ending}", exported(kind, data, ending, BOOK.schemas, BOOK.vocabulary), BOOK)
        assert (read.kind, read.data) == (kind, without_last_line_ends(data)), (name, ending)
        assert (read.understood, read.left) == ((), ()), (name, ending)


@pytest.mark.parametrize("name", FIRST_OF_KIND)
def test_a_sample_of_every_other_kind_comes_back_as_it_was_without_a_word(name: str) -> None:
    comes_back(name)


def test_every_other_kind_has_a_sample() -> None:
    assert {samples()[name][0] for name in FIRST_OF_KIND} == set(KINDS) - {"series"}


@pytest.mark.prove
@pytest.mark.parametrize("name", sorted(set(OTHERS) - set(FIRST_OF_KIND)))
def test_every_other_sample_comes_back_as_it_was_without_a_word(name: str) -> None:
    comes_back(name)


def test_the_same_schema_gives_the_same_bytes_and_they_are_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from course_catalogue.office_forms import making

    book = project_rulebook()
    vocabulary = book.vocabulary
    first = list(templates(book.schemas, vocabulary))
    assert list(templates(book.schemas, vocabulary)) == first
    assert [file.path for file in first] == [f"templates/{kind}{ending}" for kind in KINDS for ending in ENDINGS]
    monkeypatch.setattr(making, "kept_folder", lambda: tmp_path)
    assert making.kept_templates(book.schemas, vocabulary) == first
    monkeypatch.setattr(making, "templates", lambda *_: pytest.fail("made again"))
    assert making.kept_templates(book.schemas, vocabulary) == first
    more_sessions = replace(vocabulary, thresholds=msgspec.structs.replace(vocabulary.thresholds, sessions_max=20))
    with pytest.raises(pytest.fail.Exception, match="made again"):  # another policy has another number of sessions
        making.kept_templates(book.schemas, more_sessions)
