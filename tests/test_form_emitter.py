"""What the form in the browser writes is, byte for byte, what `new`, `import` and `receive` write."""

from __future__ import annotations

from typing import Any

import pytest
from form_scripts import run_form
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from test_emitter import VALUES
from written import PROJECT, project_rulebook

from course_catalogue.authoring.emitter import cleaned, written
from course_catalogue.documents import Source
from course_catalogue.sources import KINDS, find_sources, read_source
from course_catalogue.strict_yaml import read_document

SCHEMAS = project_rulebook().schemas


def differences(documents: list[tuple[Source, dict[str, Any]]]) -> list[tuple[str, str]]:
    """Texts that the two write of one document and that are not the same."""
    ours = [written(source.kind, source.path, data, SCHEMAS) for source, data in documents]
    theirs = run_form([("write", source.kind, source.path.as_posix(), data) for source, data in documents])
    return [(one, other) for one, other in zip(ours, theirs, strict=True) if one != other]


def test_every_file_of_the_samples_is_written_the_same() -> None:
    documents = []
    for place in find_sources(PROJECT).places:
        source = read_source(PROJECT, place)
        document = read_document(source).document
        assert document is not None
        if source.kind in KINDS:
            documents.append((source, document.data))
    assert len(documents) > 40
    assert differences(documents) == []


def fuzzed(count: int) -> list[dict[str, Any]]:
    """So many documents of any content in fields of a series, the same for the same count."""
    fields = st.sampled_from(["title", "summary", "grades", "sessions", "offer", "objectives", "safety", "tags"])
    found: list[dict[str, Any]] = []

    @settings(
        max_examples=count,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.dictionaries(fields, VALUES, min_size=1, max_size=5))
    def draw(data: dict[str, Any]) -> None:
        found.append(data)

    draw()
    return found


def has_number_for_a_name(value: Any) -> bool:
    """JavaScript moves such names to the front; no field is called so."""
    if isinstance(value, dict):
        return any((name.isascii() and name.isdigit()) or has_number_for_a_name(part) for name, part in value.items())
    return isinstance(value, list) and any(map(has_number_for_a_name, value))


def check_fuzzed(count: int) -> None:
    source = read_source(PROJECT, next(place for place in find_sources(PROJECT).places if place.kind == "series"))
    documents = [data for data in fuzzed(count) if not has_number_for_a_name(data)]
    assert len(documents) >= count * 0.9
    assert differences([(source, data) for data in documents]) == []


def test_fuzzed_documents_are_written_the_same() -> None:
    check_fuzzed(200)


@pytest.mark.prove
def test_three_thousand_fuzzed_documents_are_written_the_same() -> None:
    check_fuzzed(3400)


def test_texts_are_cleaned_the_same() -> None:
    texts: list[str] = ["水\u200b\t冰\r\n\x00雪\u2028", "☀\ufe0f水\ufe0f1\ufe0f\u20e3🌱\ufe0f", "a\rb\r\n\nc\ufeff"]

    @settings(max_examples=300, deadline=None, derandomize=True, database=None, phases=[Phase.generate])
    @given(st.text(max_size=30))
    def draw(text: str) -> None:
        texts.append(text)

    draw()
    assert run_form([("clean", text) for text in texts]) == [cleaned(text) for text in texts]
