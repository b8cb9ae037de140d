"""The form in the browser finds what `build.py check` finds in the file that the form would write: same codes, places, words."""

from __future__ import annotations

import copy
import dataclasses
import json
import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import msgspec
import pytest
from form_scripts import run_form
from mutants import KINDS as FAULT_KINDS
from test_broken import FOLDERS, MADE, _case
from test_mutations import samples
from written import (
    EXAMPLE,
    PATHS,
    PROJECT,
    TODAY,
    changed_example,
    example_on,
    example_text,
    kind_of,
    load_text,
    project_rulebook,
    rulebook_with,
)

from course_catalogue.authoring.emitter import written
from course_catalogue.catalogue import assemble
from course_catalogue.codes import CODES
from course_catalogue.diagnostics import Diagnostic, without_personal_numbers
from course_catalogue.documents import Source
from course_catalogue.field_names import without_names
from course_catalogue.form_data import context_of, model_of
from course_catalogue.hint_words import in_web_words
from course_catalogue.loading import judge, load_catalogue
from course_catalogue.rules.due import check_due
from course_catalogue.rules.waivers import with_waivers
from course_catalogue.sources import KINDS
from course_catalogue.strict_yaml import read_document

BOOK = project_rulebook()
LIST = json.loads((PROJECT / "site_overrides" / "form" / "codes.json").read_text("utf-8"))
JUDGED = frozenset(LIST["judged"])
BY_EAR = frozenset({"not-in-list", "unknown-district", "unknown-material", "unknown-field", "wrong-type"})
"""Codes whose words name what may have been meant: the browser compares spellings, and has no table of pinyin."""
NIGHT_SKY = "courses/example-society/night-sky/course.yml"
BETWEEN_FILES = frozenset({"unknown-exhibit", "former-id-taken", "duplicate-title"})


@dataclass(frozen=True)
class Fixture:
    """A file as the form would hold it."""

    name: str
    path: str
    kind: str
    data: dict[str, Any]

    @property
    def key(self) -> str:
        return str(PurePosixPath(self.path).parent)


Told = tuple[str, str, str]
"""Code, place in words, severity."""


def of_python(fixture: Fixture) -> list[Diagnostic] | None:
    """All gates on the file that the form would write, but those that look at other files.

    None where a value is taken for a habit of writing YAML (a dash without its space), which a form has not.
    """
    path = PurePosixPath(fixture.path)
    text = written(fixture.kind, path, fixture.data, BOOK.schemas)
    verdict = judge(Source(path, fixture.kind, text.encode()), BOOK)
    found = list(verdict.findings)
    if any(CODES[item.code].family in ("bytes", "grammar") for item in found):
        return None
    if verdict.record is not None:
        alone = assemble([verdict.record], BOOK.vocabulary, TODAY)
        found += check_due(alone, {verdict.record.key: verdict.missing})
        found = list(with_waivers(found, alone, BOOK.schemas.readable))
    return [without_personal_numbers(item) for item in found if item.code in JUDGED - BETWEEN_FILES]


def of_browser(fixtures: list[Fixture]) -> list[list[dict[str, Any]]]:
    """What the browser finds; what it tells apart as an error to come is a warning for the command line."""
    return [
        [{**row, "severity": _MILDER.get(row["severity"], row["severity"])} for row in found]
        for found in _checked(fixtures)
    ]


_MILDER = {"soft": "warning"}


def told_by_browser(fixtures: list[Fixture]) -> list[list[Told]]:
    return [[(row["code"], row["field"], row["severity"]) for row in found] for found in _checked(fixtures)]


def _checked(fixtures: list[Fixture]) -> list[list[dict[str, Any]]]:
    return run_form(
        [
            ("check", fixture.kind, fixture.data, {"key": fixture.key, "owners": [], "courses": []})
            for fixture in fixtures
        ]
    )


def places(found: list[Diagnostic] | list[dict[str, Any]]) -> Counter[Told]:
    rows = [item if isinstance(item, dict) else _as_row(item) for item in found]
    return Counter((row["code"], row["field"], row["severity"]) for row in rows)


def _as_row(item: Diagnostic) -> dict[str, Any]:
    row = {name: getattr(item, name) for name in ("code", "field", "message", "found", "expected", "mend")}
    return row | {"severity": item.severity.value, "waiver": item.waiver}


# ---- fixtures ----


def good_files() -> Iterator[Fixture]:
    for sample in samples():
        if sample.kind in KINDS:
            yield Fixture(f"good {sample.path}", sample.path, sample.kind, sample.document.data)


def broken_folders(folder: Path) -> Iterator[Fixture]:
    """Every file that a case of tests/broken changes, where it can be read and holds what a form could."""
    for name in FOLDERS:
        if CODES[name.split("--")[0]].family == "change":
            continue
        changes, *_ = _case(name)
        root = changed_example(folder / name, changes, MADE)
        for path in sorted({*_paths(root)}):
            if (EXAMPLE / path).is_file() and (EXAMPLE / path).read_bytes() == (root / path).read_bytes():
                continue
            document = read_document(
                Source(PurePosixPath(path), kind_of(path), (root / path).read_bytes()), BOOK.schemas
            ).document
            if document is not None and kind_of(path) in KINDS and not document.empty_keys:
                yield Fixture(f"broken {name}", path, kind_of(path), document.data)


def _paths(root: Path) -> Iterator[str]:
    for pattern in ("courses/*/provider.yml", "courses/*/*/course.yml", "bases/*/base.yml", "bases/*/*/*/course.yml"):
        yield from (path.relative_to(root).as_posix() for path in root.glob(pattern) if path.is_file())


def mutated_files(rounds: int, seed: int) -> Iterator[Fixture]:
    """Faults as authors make them (tests/mutants.py), where they leave a file that can be read."""
    chance = random.Random(seed)  # noqa: S311  the same faults for the same seed
    files = [sample for sample in samples() if sample.kind in KINDS]
    for _ in range(rounds):
        for kind in FAULT_KINDS:
            sample = chance.choice(files)
            mutant = kind.make(sample, chance)
            if mutant is None or not kind.codes or kind.name in _WITH_PINYIN:
                continue
            document = read_document(
                Source(PurePosixPath(sample.path), sample.kind, mutant.content), BOOK.schemas
            ).document
            if document is not None and not document.empty_keys and document.data != sample.document.data:
                yield Fixture(f"mutant {kind.name} {sample.path}", sample.path, sample.kind, document.data)


_WITH_PINYIN = ("name_in_pinyin",)


def changed_values(count: int, seed: int) -> Iterator[Fixture]:
    """Values as a form lets them be: too long, too many, out of range, another option, left out, written twice."""
    chance = random.Random(seed)  # noqa: S311  the same faults for the same seed
    files = [sample for sample in samples() if sample.kind in KINDS]
    for number in range(count):
        sample = chance.choice(files)
        data = copy.deepcopy(sample.document.data)
        for _ in range(chance.choice((1, 1, 1, 2, 3))):
            _change(data, chance.choice(_steps(data)), chance)
        yield Fixture(f"changed {number} {sample.path}", sample.path, sample.kind, data)


def _steps(value: Any, steps: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [*([steps] if steps else []), *(place for step, item in parts for place in _steps(item, (*steps, step)))]


def _change(data: dict[str, Any], steps: tuple[str | int, ...], chance: random.Random) -> None:
    group: Any = data
    for step in steps[:-1]:
        if (isinstance(group, dict) and step not in group) or (isinstance(group, list) and int(step) >= len(group)):
            return
        group = group[step]
    last, value = steps[-1], None
    if (isinstance(group, dict) and last not in group) or (isinstance(group, list) and int(last) >= len(group)):
        return
    value = group[last]
    if isinstance(value, list) and value:
        kept = chance.choice(([*value, copy.deepcopy(value[-1])], value * 4, [], value[:-1], list(reversed(value))))
        group[last] = kept
    elif isinstance(value, str):
        long = value * 30
        group[last] = chance.choice(
            (
                long,
                value[:1],
                "",
                value + "：见 13812345678",
                "<b>" + value,
                value + " 😀",
                "“" + value + "”",
                "别的",
                value + "。" + "**",
            )
        )
    elif isinstance(value, bool):
        group[last] = not value
    elif isinstance(value, int | float):
        group[last] = chance.choice((0, -1, value * 10, value + 1, value + 0.5, 99, f"{value} 分钟", f"约{value}个"))
    elif isinstance(group, dict):
        del group[last]


# ---- claims ----


def compare(fixtures: list[Fixture]) -> tuple[list[str], Counter[str]]:
    """What the two say differently, and how often each code was said by both."""
    differences: list[str] = []
    said: Counter[str] = Counter()
    for fixture, found in zip(fixtures, of_browser(fixtures), strict=True):
        expected = of_python(fixture)
        if expected is None:
            continue
        found = _but_beside_errors(fixture, expected, found)
        ours, theirs = places(expected), places(found)
        said.update(code for code, _, _ in (ours & theirs).elements())
        for row in (ours - theirs).elements():
            differences.append(f"{fixture.name}: only Python {row}")
        for row in (theirs - ours).elements():
            differences.append(f"{fixture.name}: only the browser {row}")
        differences += _other_words(fixture, [_as_row(item) for item in expected], found)
    return differences, said


def _but_beside_errors(
    fixture: Fixture, expected: list[Diagnostic], found: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Without what Python does not tell because its line has an error already: a form has no lines, and tells it."""
    if not any(item.is_error for item in expected):
        return found
    text = written(fixture.kind, PurePosixPath(fixture.path), fixture.data, BOOK.schemas)
    document = read_document(Source(PurePosixPath(fixture.path), fixture.kind, text.encode())).document
    assert document is not None
    lines, told = {item.mark.line for item in expected}, places(expected)
    return [
        row
        for row in found
        if places([row]) <= told or row["code"] == "missing-field" or document.mark(*row["path"]).line not in lines
    ]


def _other_words(fixture: Fixture, expected: list[dict[str, Any]], found: list[dict[str, Any]]) -> Iterator[str]:
    """Sentences of findings that both have, where they are not the same."""
    names = ("code", "field", "message", "found", "expected", "mend")
    ours = Counter(tuple(in_web_words(row[name]) for name in names) for row in expected if row["code"] not in BY_EAR)
    theirs = Counter(tuple(in_web_words(row[name]) for name in names) for row in found if row["code"] not in BY_EAR)
    if places(expected) == places(found):
        yield from (f"{fixture.name}: words of Python {row}" for row in (ours - theirs).elements())
        yield from (f"{fixture.name}: words of the browser {row}" for row in (theirs - ours).elements())


def fixtures_of(folder: Path, rounds: int, changed: int) -> list[Fixture]:
    return [*good_files(), *broken_folders(folder), *mutated_files(rounds, 2026), *changed_values(changed, 2026)]


def test_every_code_is_judged_in_the_browser_or_told_why_not() -> None:
    elsewhere = [code for group in LIST["command line only"] for code in group["codes"]]
    assert all(group["why"] for group in LIST["command line only"])
    assert sorted([*LIST["judged"], *elsewhere]) == sorted(CODES)


def test_both_find_the_same_in_good_and_bad_files(tmp_path: Path) -> None:
    fixtures = fixtures_of(tmp_path, rounds=1, changed=25)
    differences, said = compare(fixtures)
    assert len(fixtures) >= 260
    assert differences == []
    assert JUDGED - BETWEEN_FILES - {"fee-above-cap"} - set(said) == set()


CHANGED: dict[str, tuple[str, dict[str, Any]]] = {
    "unknown-exhibit": ("extension", {"exhibits": ["rain-rooms"]}),
    "duplicate-title": ("series", {"title": "夜空"}),
    "former-id-taken": ("series", {"former_ids": ["night-sky"]}),
}


@pytest.mark.parametrize("code", sorted(BETWEEN_FILES))
def test_what_the_public_catalogue_tells_is_compared_with_it(code: str, tmp_path: Path) -> None:
    """The browser knows public records only, so here all of the example are."""
    kind, change = CHANGED[code]
    path = PATHS[kind]
    document = load_text(kind, example_text(kind))
    if code == "duplicate-title":
        change = {"title": load_text("series", (EXAMPLE / NIGHT_SKY).read_text("utf-8")).data["title"]}
    data = {**document.data, **change}
    root = changed_example(
        tmp_path, [{"write": path, "content": written(kind, PurePosixPath(path), data, BOOK.schemas)}]
    )
    told = [item for item in load_catalogue(root, TODAY, BOOK).diagnostics if item.code == code]
    catalogue = example_on(TODAY).catalogue
    courses = [{"key": course.key, "owner": course.owner, "title": course.title} for course in catalogue.courses]
    context = {**context_of(catalogue), "courses": courses, "key": str(PurePosixPath(path).parent)}
    (found,) = run_form([("check", kind, data, json.loads(msgspec.json.encode(context)))])
    assert [_row(item) for item in found if item["code"] == code] == [_as_row(item) for item in told]


def _row(item: dict[str, Any]) -> dict[str, Any]:
    """A finding of the browser with the names that one of Python has."""
    return {
        name: item.get(name, "")
        for name in ("code", "field", "message", "found", "expected", "mend", "severity", "waiver")
    }


def test_what_will_be_an_error_once_submitted_is_told_apart_in_a_draft(tmp_path: Path) -> None:
    """And nothing else is an error then but what is due."""
    drafts = [
        dataclasses.replace(fixture, data={**fixture.data, "status": "draft"})
        for fixture in [*broken_folders(tmp_path), *changed_values(25, 2026)]
        if fixture.data.get("status") in ("draft", "submitted")
    ]
    submitted = [dataclasses.replace(fixture, data={**fixture.data, "status": "submitted"}) for fixture in drafts]
    soft = 0
    for before, after in zip(told_by_browser(drafts), told_by_browser(submitted), strict=True):
        expected = {row[:2] for row in before if row[2] != "warning"}
        assert {row[:2] for row in after if row[2] == "error" and row[0] != "incomplete"} <= expected
        soft += sum(row[2] == "soft" for row in before)
        assert all(row[2] != "soft" for row in after)
    assert soft >= 30


WITH_NAMES = frozenset({"missing-field", "unknown-field", "wrong-type", "diagram-field", "html-in-text"})
"""Codes that quote what stands in the file, or show the line that it lacks; the form shows no such line."""


def _field_names(schema: dict[str, Any]) -> set[str]:
    properties = schema.get("properties", {})
    parts = [*properties.values(), *([schema["items"]] if "items" in schema else [])]
    return set(properties).union(*map(_field_names, parts))


def test_findings_name_fields_by_their_titles(tmp_path: Path) -> None:
    """The name that stands in the file comes behind the title, in brackets, which form and letter leave out."""
    names = set().union(*(_field_names(model_of(BOOK.schemas, kind)) for kind in KINDS))
    bare = re.compile(rf"(?<![A-Za-z0-9_./“-])({'|'.join(sorted(names, key=len, reverse=True))})(?![A-Za-z0-9_./”-])")
    fixtures = [*broken_folders(tmp_path), *changed_values(25, 2026)]
    said = {
        (finding["code"], without_names(finding[part]))
        for found in _checked(fixtures)
        for finding in found
        for part in ("message", "found", "expected", "mend")
        if finding["code"] not in WITH_NAMES
    }
    said |= {(row.code, without_names(text)) for row in BOOK.rows for text in (row.message, row.expected, row.mend)}
    assert len(said) > 200
    assert [(code, words) for code, words in sorted(said) if bare.search(words)] == []


def test_a_fee_above_the_cap_of_a_district_is_told() -> None:
    data = load_text("series", example_text("series")).data
    book = rulebook_with({"fee_caps": {"全市": 1}})
    path = PurePosixPath(PATHS["series"])
    verdict = judge(Source(path, "series", written("series", path, data, book.schemas).encode()), book)
    told = [_as_row(item) for item in verdict.findings if item.code == "fee-above-cap"]
    context = {"thresholds": json.loads(msgspec.json.encode(book.vocabulary.thresholds)), "key": str(path.parent)}
    (found,) = run_form([("check", "series", data, context)])
    assert len(told) == 1
    assert [_row(item) for item in found if item["code"] == "fee-above-cap"] == told


def test_a_fix_is_a_value_after_which_the_finding_is_gone() -> None:
    data = load_text("series", example_text("series")).data | {
        "session_minutes": "40分钟",
        "updated": "2026年9月1日",
        "settings": "课后服务，社团",
        "tags": "1、雨和雪；2、风",
    }
    (found,) = run_form([("check", "series", data)])
    fixes = {json.dumps(item["path"]): item["fix"] for item in found if "fix" in item}
    assert fixes == {
        '["session_minutes"]': {"path": ["session_minutes"], "value": 40},
        '["settings"]': {"path": ["settings"], "value": ["课后服务", "社团"]},
        '["tags"]': {"path": ["tags"], "value": ["雨和雪", "风"]},
        '["updated"]': {"path": ["updated"], "value": "2026-09-01"},
    }
    for fix in fixes.values():
        data[fix["path"][0]] = fix["value"]
    (left,) = run_form([("check", "series", data)])
    assert [item for item in left if "fix" in item] == []


def test_what_is_missing_leads_to_its_fields() -> None:
    data = load_text("series", example_text("series")).data
    for number in (2, 4):
        del data["sessions"][number]["steps"]
    del data["price"]
    missing, found = run_form([("missing", "series", data, "submitted"), ("check", "series", data)])
    assert missing == [{"words": "价格（price）", "path": ["price"]}]
    assert [item["missing"] for item in found if item["code"] == "incomplete"] == [missing]
    (approved,) = run_form([("missing", "series", data, "approved")])
    assert {"words": "课时 3、5 › 教学过程（steps）", "path": ["sessions", 2, "steps"]} in approved
    assert [row["words"] for row in approved] == BOOK.schemas.due("series", data, "approved")


def test_nothing_that_a_draft_may_hold_stops_the_judge() -> None:
    """Old drafts and pasted JSON: whatever stands somewhere is told, or left out, in whole sentences."""
    chance = random.Random(7)  # noqa: S311  the same drafts for the same seed
    odd: list[Any] = [
        None,
        0,
        -1,
        1.5,
        "",
        "无",
        True,
        [],
        {},
        [None],
        [[1]],
        {"a": 1},
        {"kind": "并联"},
        [{}],
        {"title": None},
    ]
    calls = []
    for fixture in list(good_files()) * 6:
        data = copy.deepcopy(fixture.data)
        for _ in range(3):
            *above, last = chance.choice(_steps(data))
            group: Any = data
            for step in above:
                group = group[step]
            group[last] = copy.deepcopy(chance.choice(odd))
        calls.append(("check", fixture.kind, data, {"key": fixture.key}))
    for found in run_form(calls):
        for item in found:
            sentence = item["field"] + item["message"] + item["found"] + item["expected"] + item["mend"]
            assert not re.search(r"undefined|\[object|NaN", sentence), item


@pytest.mark.parametrize("point", [[5], []])
def test_half_a_point_of_a_drawing_in_a_draft_is_told_by_both(point: list[int]) -> None:
    path = "courses/harbour-engineers/automatic-devices/course.yml"
    data = load_text("series", (PROJECT / path).read_text("utf-8")).data | {"status": "draft"}
    drawing = next(
        drawing for session in data["sessions"] for drawing in session.get("diagrams", []) if "lines" in drawing
    )
    drawing["lines"][0]["points"].append(point)
    differences, said = compare([Fixture("half a point", path, "series", data)])
    assert (differences, said["too-few-items"]) == ([], 1)


def test_items_of_a_wrong_type_are_told_as_that_and_not_as_repeated() -> None:
    data = copy.deepcopy(load_text("series", example_text("series")).data)
    group = {"name": "白糖", "quantity": 20}
    data["sessions"][0]["targets"] = [group, dict(group)]
    data["sessions"][1]["targets"] = [group, *data["sessions"][1]["targets"] * 2]
    differences, said = compare([Fixture("a group twice", PATHS["series"], "series", data)])
    assert (differences, said["wrong-type"], said["repeated-item"]) == ([], 3, 1)


@pytest.mark.parametrize("value", ["收费", "自费", "不免费"])
def test_a_way_to_pay_is_never_mended_into_its_opposite(value: str) -> None:
    data = copy.deepcopy(load_text("series", example_text("series")).data)
    data["price"]["kind"] = value
    fixture = Fixture(value, PATHS["series"], "series", data)
    differences, said = compare([fixture])
    assert (differences, said["not-in-list"]) == ([], 1)
    ((theirs,),) = [[row for row in found if row["code"] == "not-in-list"] for found in _checked([fixture])]
    (ours,) = [item for item in of_python(fixture) or [] if item.code == "not-in-list"]
    assert (ours.edits, "fix" in theirs) == ((), False)
    assert ours.mend == theirs["mend"] == "从上面的选项里选一个"


@pytest.mark.parametrize(
    "value",
    ["10天", "三天", "2周", "两周", "40分钟", "40min", "８元", "5厘米", "30人", "6个", "20%", "第3", "两", "一十"],
)
def test_a_number_with_a_unit_is_mended_where_the_command_mends_it(value: str) -> None:
    data = copy.deepcopy(load_text("series", example_text("series")).data)
    places: tuple[tuple[Any, ...], ...] = (
        ("offer", "lead_weeks"),
        ("session_minutes",),
        ("group_size",),
        ("class_size", "best"),
        ("price", "material_fee"),
        ("sessions", 0, "steps", 0, "minutes"),
        ("consumables", 0, "unit_price"),
    )
    for *above, last in places:
        group: Any = data
        for step in above:
            group = group[step]
        group[last] = value
    fixture = Fixture(value, PATHS["series"], "series", data)
    ours = [item for item in of_python(fixture) or [] if item.code == "wrong-type"]
    ((*theirs,),) = _checked([fixture])
    told = [(item["field"], item["mend"], "fix" in item) for item in theirs if item["code"] == "wrong-type"]
    assert len(ours) == len(places)
    assert sorted(told) == sorted((item.field, item.mend, bool(item.edits)) for item in ours)


@pytest.mark.prove
def test_both_find_the_same_in_thousands_of_files(tmp_path: Path) -> None:
    fixtures = fixtures_of(tmp_path, rounds=20, changed=2500)
    differences, _ = compare(fixtures)
    assert differences == []
