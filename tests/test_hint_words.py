"""What the schema says of YAML, said of a form."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from course_catalogue.hint_words import in_office_words, in_web_words

_OF_YAML = re.compile(r'\b(?:true|false|null)\b|\[\]|""|yml')


def _descriptions(schema: Any) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from (text for text in (schema.get("description"),) if isinstance(text, str))
    for part in schema.values() if isinstance(schema, dict) else schema if isinstance(schema, list) else ():
        yield from _descriptions(part)


@pytest.mark.parametrize("said", [in_office_words, in_web_words])
@pytest.mark.parametrize("kind", ["common", "series", "premium", "extension", "base", "provider"])
def test_no_hint_of_a_form_speaks_of_yaml(said: Callable[[str], str], kind: str) -> None:
    schema = json.loads(Path(f"schema/{kind}.schema.json").read_text(encoding="utf-8"))
    texts = [said(text) for name, part in schema.items() if name != "description" for text in _descriptions(part)]
    assert [text for text in texts if _OF_YAML.search(text)] == []


def test_what_no_answer_means_is_said_as_it_is_chosen() -> None:
    assert in_office_words("不写为 true；散点写 false。") == "不写即为是；散点写“否”。"
    assert in_web_words("不写为 true；散点写 false。") == "不写即为是；散点选“否”。"
    assert "不写即为是" in Path("site_overrides/form/page/fields.js").read_text(encoding="utf-8"), (
        "yes and no are asked"
    )
