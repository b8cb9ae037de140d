"""The schemas themselves: complete for authors, inside the common subset, and read alike by two engines."""

from __future__ import annotations

import copy
import json
import random
import re
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from referencing import Registry, Resource
from written import EXAMPLE, PROJECT, load_text, project_rulebook

from course_catalogue.schema_check import DUE_STEPS, KINDS
from course_catalogue.sources import find_sources

NAMES = (*KINDS, "common")
KEYWORDS = {
    "$schema", "$ref", "$defs", "title", "description", "examples", "type", "properties", "required", "additionalProperties",
    "items", "enum", "const", "pattern", "format", "minLength", "maxLength", "minItems", "maxItems", "uniqueItems",
    "minProperties", "minimum", "maximum", "multipleOf", "allOf", "if", "then", "x-due", "x-text",
}  # fmt: skip
# Fields that a course may do without for ever; everything else is due at some step.
OPTIONAL = {
    "provider": {"short_name", "introduction", "credit_code", "permit", "background_checks", "logo", "updated", "license", "former_ids", "waivers"},
    "series": {
        "max_groups", "also_venues", "co_author", "prerequisites", "suits_rural", "tags", "images", "updated", "license", "former_ids", "waivers",
        "price.refund", "price.note", "safety.first_aid", "safety.insurance",
        "sessions.minutes", "sessions.visit", "sessions.wait_days", "sessions.starting_point", "sessions.misconceptions", "sessions.preparation.pupils", "sessions.differentiation",
        "sessions.differentiation.support", "sessions.differentiation.challenge", "sessions.plan_b", "sessions.board_plan", "sessions.diagrams",
        "sessions.extension_task", "sessions.hazards", "sessions.safety_notes", "sessions.targets",
    },
    "base": {
        "short_name", "introduction", "teaching_area", "recognitions", "facilities", "transport", "contact", "images", "exhibits.image", "updated", "license", "former_ids", "waivers",
    },
    "premium": {
        "rain_plan", "seasons", "weekdays", "hazards", "tags", "images", "updated", "license", "former_ids", "waivers", "safety.first_aid",
        "itinerary.exhibit", "tasks.exhibit",
    },
    "extension": {
        "group_size", "exhibits", "materials", "hazards", "safety_notes", "seasons", "weekdays", "tags", "images", "updated", "license", "former_ids", "waivers",
    },
    "review": {
        "listed_since", "valid_until", "level", "scores", "vetoes", "verified", "note", "public_reason", "reviewed_content",
        "verified.recognitions", "verified.evidence", "verified.awards", "verified.background_checks",
    },
    "common": {
        "contact.phone", "contact.email", "contact.page", "contact.via", "alignment.note", "step.intent", "step.hands_on",
        "waivers.at", "material_use.unit", "material_use.supplied_by", "material_use.consumed", "material_use.note", "consumable.source", "tool.note", "hazard.note",
        "picture.credit", "block.lines", "block.columns", "block.rows", "block.height", "block.options", "block.diagram",
        "diagram.x", "diagram.y", "diagram.lines", "diagram.names", "diagram.values", "diagram.steps", "diagram.cycle", "diagram.circuit", "diagram.boxes", "diagram.columns", "diagram.height",
        "diagram.x.unit", "diagram.y.unit", "diagram.lines.name", "diagram.lines.joined", "diagram.circuit.label", "diagram.circuit.branches", "diagram.circuit.branches.label", "diagram.columns.title", "visit_price.refund",
    },
}  # fmt: skip


def schema(name: str) -> dict[str, Any]:
    return project_rulebook().schemas.by_name[name]


def fields(name: str) -> Iterator[tuple[str, dict[str, Any], bool]]:
    """Every field with its path, its schema and whether its group requires it."""
    if name == "common":
        for key, part in schema(name)["$defs"].items():
            yield from _fields(part, (key,))
        return
    yield from _fields(schema(name), ())


def _fields(part: dict[str, Any], path: tuple[str, ...]) -> Iterator[tuple[str, dict[str, Any], bool]]:
    if "items" in part:
        yield from _fields(part["items"], path)
    for key, inner in part.get("properties", {}).items():
        yield ".".join((*path, key)), inner, key in part.get("required", ())
        yield from _fields(inner, (*path, key))


def subschemas(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield part
    for key in ("items", "if", "then"):
        if key in part:
            yield from subschemas(part[key])
    for key in ("properties", "$defs"):
        for inner in part.get(key, {}).values():
            yield from subschemas(inner)
    for inner in part.get("allOf", ()):
        yield from subschemas(inner)


def registry() -> Registry[Any]:
    pairs = [(f"{name}.schema.json", Resource.from_contents(schema(name))) for name in NAMES]
    return Registry().with_resources(pairs)


def oracle(kind: str) -> jsonschema.Draft202012Validator:
    """The Python validator, which judges the fast one."""
    whole = {"$ref": f"{kind}.schema.json"}
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    return jsonschema.Draft202012Validator(whole, registry=registry(), format_checker=checker)


@pytest.mark.parametrize("name", NAMES)
def test_schema_is_valid_under_the_2020_12_metaschema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize("name", NAMES)
def test_schema_keeps_to_the_keywords_that_four_engines_share(name: str) -> None:
    for part in subschemas(schema(name)):
        assert set(part) <= KEYWORDS, part
        pattern = part.get("pattern", "")
        assert not re.search(r"\\[pPdDwWsSbB]|\(\?", pattern), pattern
        assert not pattern or (pattern[0], pattern[-1]) == ("^", "$"), pattern


@pytest.mark.parametrize("name", NAMES)
def test_groups_of_fields_are_closed(name: str) -> None:
    for part in subschemas(schema(name)):
        if part.get("type") == "object":
            assert part["additionalProperties"] is False, part.get("title")


@pytest.mark.parametrize("name", NAMES)
def test_every_field_has_a_chinese_title_a_description_and_a_limit(name: str) -> None:
    for path, part, _ in fields(name):
        full = project_rulebook().schemas.resolve(part)
        assert re.search("[\u4e00-\u9fff]", full["title"]), path
        assert re.search("[\u4e00-\u9fff].*(。|……)$", full["description"]), path
        if full["type"] == "array":
            assert "maxItems" in full, path
        if full["type"] == "string":
            assert "maxLength" in full or "enum" in full or "pattern" in full, path
        if full["type"] in ("integer", "number") and "const" not in full:
            assert {"minimum", "maximum"} <= set(full), path


@pytest.mark.parametrize("name", NAMES)
def test_every_field_has_an_example_that_fits_it(name: str) -> None:
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    parts = [*fields(name)] + (
        [(key, part, True) for key, part in schema("common")["$defs"].items()] if name == "common" else []
    )
    for path, part, _ in parts:
        full = project_rulebook().schemas.resolve(part)
        assert full["examples"], path
        whole = {
            key: value for key, value in full.items() if key not in ("minItems",)
        }  # one item shows what an item is
        validator = jsonschema.Draft202012Validator(whole, registry=registry(), format_checker=checker)
        for example in full["examples"]:
            assert [error.message for error in validator.iter_errors(example)] == [], path


@pytest.mark.parametrize("name", NAMES)
def test_every_field_says_when_it_is_due_or_is_optional_on_purpose(name: str) -> None:
    undated = {
        path
        for path, part, required in fields(name)
        if "x-due" not in project_rulebook().schemas.resolve(part) and not required
    }
    assert undated == OPTIONAL[name]
    for path, part, _ in fields(name):
        assert project_rulebook().schemas.resolve(part).get("x-due", "draft") in DUE_STEPS, path


@pytest.mark.parametrize("name", NAMES)
def test_what_a_group_requires_is_one_of_its_fields(name: str) -> None:
    for part in subschemas(schema(name)):
        if "properties" in part and "title" in part:
            assert set(part.get("required", ())) <= set(part["properties"]), part["title"]


def test_references_lead_to_definitions_and_all_definitions_are_used() -> None:
    used = {part["$ref"] for name in NAMES for part in subschemas(schema(name)) if "$ref" in part}
    assert used == {f"common.schema.json#/$defs/{name}" for name in schema("common")["$defs"]}


def test_points_of_the_rubric_add_up_to_100() -> None:
    points = schema("review")["properties"]["scores"]["items"]["properties"]["points"]["properties"]
    assert sum(part["maximum"] for part in points.values()) == 100
    assert all(part["description"] == f"满分 {part['maximum']} 分。" for part in points.values())


def documents() -> list[tuple[str, str, dict[str, Any]]]:
    found = []
    for root in (EXAMPLE, PROJECT):
        for place in find_sources(root).places:
            found.append(
                (place.kind, place.path.as_posix(), load_text("series", (root / place.path).read_text("utf-8")).data)
            )
    return found


def fast_verdict(kind: str, data: Any) -> set[tuple[tuple[str | int, ...], str]]:
    return {(tuple(error.instance_path), error.kind.name) for error in project_rulebook().schemas.errors(kind, data)}


def oracle_verdict(kind: str, data: Any) -> set[tuple[tuple[str | int, ...], str]]:
    return {(tuple(error.absolute_path), str(error.validator)) for error in ORACLES[kind].iter_errors(data)}


ORACLES = {kind: oracle(kind) for kind in KINDS}


def test_both_validators_accept_every_file_of_the_example_and_the_samples() -> None:
    found = documents()
    assert {kind for kind, _, _ in found} == set(KINDS)
    for kind, path, data in found:
        assert fast_verdict(kind, data) == set(), path
        assert oracle_verdict(kind, data) == set(), path


def mutated(data: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """The document with one or two places changed."""
    result = copy.deepcopy(data)
    for _ in range(chance.choice((1, 1, 2))):
        holders = [holder for holder in _holders(result) if holder]
        holder = chance.choice(holders)
        key = chance.choice(list(holder) if isinstance(holder, dict) else range(len(holder)))
        _mutate(holder, key, chance)
    return result


def _mutate(holder: Any, key: Any, chance: random.Random) -> None:
    value = holder[key]
    match chance.randrange(8):
        case 0:
            del holder[key]
        case 1:
            holder[key] = chance.choice(STRANGE)
        case 2 if isinstance(value, list):
            value.extend(copy.deepcopy(value) * 3)
        case 3 if isinstance(value, str):
            holder[key] = value * 40
        case 4 if isinstance(value, str):
            holder[key] = ""
        case 5 if isinstance(value, int | float) and not isinstance(value, bool):
            holder[key] = value * chance.choice((-1, 0, 1000, 0.37))
        case 6 if isinstance(holder, dict):
            holder["novel_field"] = chance.choice(STRANGE)
        case _:
            holder[key] = [value] if chance.random() < 0.5 else {"text": value}


STRANGE: tuple[Any, ...] = (
    "", "水", 0, -1, 3.5, 1.0, True, [], {}, ["水", "水"], [1, 1.0], {"kind": "表格", "text": "无列"}, "2026-02-30", "2026-13-01",
    "１２:００", 10**17, "a" * 61, "𠮷" * 30, "e\u0301" * 20, None,
)  # fmt: skip


def _holders(value: Any) -> Iterator[Any]:
    if isinstance(value, dict | list):
        yield value
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _holders(inner)


def test_both_validators_find_the_same_places_and_keywords_in_400_mutated_documents() -> None:
    chance = random.Random(20211108)  # noqa: S311  the same documents every time
    pool = [(kind, path, data) for kind, path, data in documents() if len(json.dumps(data)) < 40_000]
    rejected = 0
    for number in range(400):
        kind, path, data = chance.choice(pool)
        changed = mutated(data, chance)
        fast = fast_verdict(kind, changed)
        assert fast == oracle_verdict(kind, changed), f"number {number}, {path}"
        rejected += bool(fast)
    assert rejected > 200


def test_every_course_file_names_its_schema_for_editors() -> None:
    files = [path for tree in ("courses", "bases", "reviews") for path in sorted((PROJECT / tree).rglob("*.yml"))]
    assert len(files) > 30
    for path in files:
        first = path.read_text("utf-8").splitlines()[0]
        match = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
        assert match, path
        assert (path.parent / match[1]).resolve().parent == PROJECT / "schema", path
        assert (path.parent / match[1]).exists(), path
