"""What a check says about single sentences: nothing about 200 true ones, and one question about each of those that ask."""

from __future__ import annotations

import copy
from functools import cache
from typing import Any

import pytest
import yaml
from written import PATHS, PROJECT, example_text, findings

FIELDS: dict[str, tuple[str, tuple[str | int, ...]]] = {
    "summary": ("series", ("summary",)),
    "teacher_activity": ("series", ("sessions", 0, "steps", 0, "teacher_activity")),
    "pupil_activity": ("series", ("sessions", 0, "steps", 1, "pupil_activity")),
    "extension_task": ("series", ("sessions", 2, "extension_task", "text")),
    "preparation": ("series", ("sessions", 0, "preparation", "teacher", 0)),
    "question": ("series", ("sessions", 0, "worksheet", "question")),
    "how_to_apply": ("series", ("offer", "how_to_apply")),
    "refund": ("series", ("price", "refund")),
    "qualification": ("series", ("staffing", 0, "qualification")),
    "measure": ("series", ("safety", "measures", 0)),
    "introduction": ("provider", ("introduction",)),
    "exhibit": ("base", ("exhibits", 0, "activity")),
    "rules": ("premium", ("phases", "during", "rules", 0)),
    "itinerary": ("premium", ("itinerary", 0, "activity")),
    "steps": ("extension", ("steps", 0, "pupil_activity")),
    "note": ("review", ("note",)),
}
"""Fields of every kind of file, by a short name."""

# A figure left open is asked about where figures stand; staff and hours are told in their own fields.
TRUE_IN = tuple(name for name in FIELDS if name not in ("qualification",))


def sentences(name: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((PROJECT / "tests" / f"{name}_sentences.yml").read_text("utf-8"))
    return found


TRUE = [sentence for group in sentences("true").values() for sentence in group]
ASKING = [
    (code, field, sentence)
    for code, fields in sentences("asking").items()
    for field, found in fields.items()
    for sentence in found
]


@cache
def example(kind: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(example_text(kind))
    return found


def with_sentence(kind: str, places: list[tuple[str | int, ...]], sentence: str) -> str:
    """The example's file of a kind with the sentence in these places."""
    data = copy.deepcopy(example(kind))
    for *steps, last in places:
        here: Any = data
        for step in steps:
            here = here[step]
        here[last] = sentence
    return yaml.dump(data, Dumper=Quoted, allow_unicode=True, sort_keys=False, width=1000)


class Quoted(yaml.SafeDumper):
    """Writes every text in quotes, as a careful author would write 09:00."""


Quoted.add_representer(str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"'))


def test_there_are_enough_sentences_and_none_twice() -> None:
    assert len(TRUE) >= 200
    assert len(set(TRUE)) == len(TRUE)
    assert len(ASKING) >= 80
    assert len(set(ASKING)) == len(ASKING)


@pytest.mark.parametrize("kind", PATHS)
def test_example_itself_raises_nothing(kind: str) -> None:
    assert findings(kind, with_sentence(kind, [], "")) == []


@pytest.mark.parametrize("sentence", TRUE)
def test_true_sentence_raises_nothing_in_any_field(sentence: str) -> None:
    for kind in PATHS:
        places = [steps for name in TRUE_IN for of_kind, steps in [FIELDS[name]] if of_kind == kind]
        assert [
            (item.code, item.field, item.found) for item in findings(kind, with_sentence(kind, places, sentence))
        ] == []


@pytest.mark.parametrize(("code", "field", "sentence"), ASKING)
def test_sentence_that_asks_raises_its_question_once_and_shows_its_place(code: str, field: str, sentence: str) -> None:
    kind, steps = FIELDS[field]
    text = with_sentence(kind, [steps], sentence)
    found = findings(kind, text)
    assert [item.code for item in found] == [code]
    line = text.split("\n")[found[0].mark.line - 1]
    written = line[found[0].mark.column - 1 : found[0].mark.end_column - 1]
    assert written and written in sentence
    assert found[0].is_error == (code in ("mobile-number", "identity-number"))
