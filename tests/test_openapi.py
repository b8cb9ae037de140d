"""The description of the API is OpenAPI 3.1, and every file that is written is as it says."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from exported import PUBLISHED, SAMPLE, exported, read
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from written import PROJECT, TODAY, project_rulebook

from course_catalogue.loading import Loaded, load_catalogue


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return exported(load_catalogue(PROJECT, TODAY, project_rulebook()).catalogue)


def described(document: dict[str, Any], path: str) -> Any:
    """The schema of the file at `path` below data/; None where no path of the document fits."""
    for pattern, item in document["paths"].items():
        if re.fullmatch(re.sub(r"\\\{\w+\\\}", "[a-z0-9-]+", re.escape(pattern)), f"/{path}"):
            (content,) = item["get"]["responses"]["200"]["content"].values()
            return content["schema"]
    return None


@pytest.mark.parametrize("identity", [SAMPLE, PUBLISHED])
def test_the_document_is_openapi_3_1(example: Loaded, identity: Any) -> None:
    document = read(exported(example.catalogue, identity), "data/openapi.json")
    OpenAPIV31SpecValidator(document).validate()
    assert document["openapi"].startswith("3.1.")


def test_every_file_is_described_and_fits_its_schema(files: dict[str, bytes]) -> None:
    document = read(files, "data/openapi.json")
    checked = 0
    for path, content in files.items():
        if path in ("data/openapi.json", "feed.xml"):
            continue
        schema = described(document, path.removeprefix("data/"))
        assert schema is not None, path
        if path.endswith((".json", ".jsonld")):
            whole = {**schema, "components": document["components"]}
            faults = [error.message for error in Draft202012Validator(whole).iter_errors(json.loads(content))]
            assert faults == [], path
            checked += 1
    assert checked > 60


def test_a_file_that_lacks_a_field_does_not_fit(files: dict[str, bytes]) -> None:
    document = read(files, "data/openapi.json")
    index = read(files, "data/index.json")
    del index["counts"]["bases"]
    whole = {**described(document, "index.json"), "components": document["components"]}
    messages = [error.message for error in Draft202012Validator(whole).iter_errors(index)]
    assert messages == ["'bases' is a required property"]


def test_what_is_described_is_described_in_chinese(files: dict[str, bytes]) -> None:
    def words(value: Any) -> list[str]:
        if isinstance(value, dict):
            own = [value[name] for name in ("description", "summary") if isinstance(value.get(name), str)]
            return own + [text for item in value.values() for text in words(item)]
        return [text for item in value for text in words(item)] if isinstance(value, list) else []

    found = words(read(files, "data/openapi.json"))
    assert len(found) > 60
    assert [text for text in found if not re.search("[\u4e00-\u9fff]", text)] == []
