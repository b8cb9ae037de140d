"""Every code is shown by a folder in tests/broken: one fault, one finding, word for word.

`pytest tests/test_broken.py --accept` rewrites expected.txt; a person reads the difference.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pictures_made
import pytest
import yaml
from repositories import commit_all, judge
from written import (
    PROJECT,
    TODAY,
    apply_changes,
    changed_example,
    example_copy,
    example_on,
    new_findings,
    project_rulebook,
    rulebook_with,
)

from course_catalogue.authoring.edits import apply_edits
from course_catalogue.codes import CODES, FAMILIES
from course_catalogue.diagnostics import Diagnostic, Severity, with_public_paths
from course_catalogue.loading import Rulebook, load_catalogue
from course_catalogue.reporting import human
from course_catalogue.reporting.lines import line_reader
from course_catalogue.rules import RULES

BROKEN = PROJECT / "tests" / "broken"
FOLDERS = sorted(folder.name for folder in BROKEN.iterdir() if folder.is_dir())
# Shown in tests/test_check_report.py: no file of a course brings it about.
SHOWN_ELSEWHERE = {"internal-error"}


def _five_megabytes() -> bytes:
    return b"format: 1\nstatus: draft\ntitle: \xe6\xb0\xb4\n" + b"# filler\n" * 600_000


def _many_brackets() -> bytes:
    return b"title: " + b"[" * 100_000


def _many_values() -> bytes:
    return b"format: 1\nstatus: draft\ntags: [" + b"[a], " * 30_000 + b"a]\n"


def _word_file() -> bytes:
    return b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00word/document.xml"


def _pdf_file() -> bytes:
    return b"%PDF-1.7\n%\xb5\xb5\xb5\xb5\n" + "小水滴的旅行".encode("gbk")


MADE: dict[str, Callable[[], bytes]] = {
    "five_megabytes": _five_megabytes,
    "many_brackets": _many_brackets,
    "many_values": _many_values,
    "word_file": _word_file,
    "pdf_file": _pdf_file,
    **pictures_made.MADE,
}


def _case(folder: str) -> tuple[list[dict[str, Any]], date, str, Rulebook]:
    """Its changes, the build date, who judges them as a change (`by: author` or `by: maintainer`), if anybody, and by which `thresholds`."""
    case = yaml.safe_load((BROKEN / folder / "case.yml").read_text("utf-8"))
    today, by, book = case.pop("today", TODAY), case.pop("by", ""), rulebook_with(case.pop("thresholds", {}))
    return case.get("changes", [case]), today, by, book


def _changed(folder: str, tmp_path: Path) -> tuple[Path, date]:
    changes, today, by, _ = _case(folder)
    if by:
        commit_all(example_copy(tmp_path))
        apply_changes(tmp_path / "example", changes, MADE)
        return tmp_path / "example", today
    return changed_example(tmp_path, changes, MADE), today


def _found(folder: str, root: Path, today: date) -> list[Diagnostic]:
    """What the untouched example does not have; of a change, what is said about it as a change."""
    _, _, by, book = _case(folder)
    loaded = load_catalogue(root, today, book)
    if not by:
        return new_findings(loaded, today)
    whole = judge(root, loaded, project_rulebook(), maintainer=by == "maintainer")
    return [item for item in whole.diagnostics if CODES[item.code].family == "change"]


@pytest.mark.parametrize("folder", FOLDERS)
def test_fault_is_reported_once_and_in_these_words(folder: str, tmp_path: Path, accept: bool) -> None:
    root, today = _changed(folder, tmp_path)
    found = _found(folder, root, today)
    text = human.report(list(map(with_public_paths, found)), line_reader(root))
    expected = BROKEN / folder / "expected.txt"
    if accept:
        expected.write_text(text, "utf-8")
    assert [item.code for item in found] == [folder.split("--")[0]]
    assert text == expected.read_text("utf-8")


@pytest.mark.parametrize("folder", FOLDERS)
def test_offered_edits_mend_the_fault_and_make_no_new_one(folder: str, tmp_path: Path) -> None:
    root, today = _changed(folder, tmp_path)
    found = _found(folder, root, today)
    for path in {edit.mark.path for item in found for edit in item.edits}:
        edits = [edit for item in found for edit in item.edits if edit.mark.path == path]
        mended = apply_edits((root / path).read_bytes(), edits)
        assert mended is not None
        (root / path).write_bytes(mended)
    after = _found(folder, root, today)
    assert not any(item.edits for item in found) or [item.code for item in after] == STILL_TO_DO.get(folder, [])


# What the fault hid, or what is to be filled in. A record that got its old id back is a rename that a maintainer
# looks at; a waiver's code is right now, and of no use here.
STILL_TO_DO = {
    "bad-indentation--block": ["due-for-next-step"],
    "fullwidth-colon--chinese-name": ["unknown-field"],
    "fullwidth-colon--whole-file": ["due-for-next-step"],
    "missing-space--whole-file": ["due-for-next-step"],
    "former-id-missing": ["renamed-record"],
    "unknown-waiver-code": ["unused-waiver"],
}


def test_example_has_no_error_and_only_its_draft_is_told_what_is_due() -> None:
    loaded = example_on(TODAY)
    assert [(item.code, item.mark.path) for item in loaded.diagnostics] == [
        ("due-for-next-step", "courses/example-society/night-sky/course.yml")
    ]
    assert loaded.is_sound


def test_every_code_has_a_folder_and_every_folder_a_code() -> None:
    assert {folder.split("--")[0] for folder in FOLDERS} | SHOWN_ELSEWHERE == set(CODES)


def test_every_code_that_the_program_emits_is_in_the_table() -> None:
    assert _codes_in_source() | {row.code for row in project_rulebook().rows} | {
        rule.code for rule in RULES
    } | SHOWN_ELSEWHERE == set(CODES)


def test_every_code_has_a_family_and_words() -> None:
    assert {text.family for text in CODES.values()} == set(FAMILIES)
    for code, text in CODES.items():
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code)
        assert text.title
        assert text.why.endswith("。")


def test_severity_of_a_code_does_not_change_between_its_rules() -> None:
    severities: dict[str, set[Severity]] = {}
    for row in project_rulebook().rows:
        severities.setdefault(row.code, set()).add(Severity(row.severity))
    for rule in RULES:
        severities.setdefault(rule.code, set()).add(rule.severity)
    assert [code for code, found in severities.items() if len(found) > 1] == []


def _codes_in_source() -> set[str]:
    """Strings given as the code of a Diagnostic, a rule or a helper that makes one."""
    found: set[str] = set()
    for path in (PROJECT / "course_catalogue").rglob("*.py"):
        if path.name == "codes.py":
            continue
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in _MAKERS:
                given = [*node.args[:1], *(word.value for word in node.keywords if word.arg == "code")]
                found |= {
                    part.value for part in given if isinstance(part, ast.Constant) and isinstance(part.value, str)
                }
    return found


_MAKERS = {"Diagnostic", "error", "_fault", "say", "_say", "_refuse", "Habit", "Words", "rule"}


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
