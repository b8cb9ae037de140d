"""The docs are complete and true."""

from __future__ import annotations

import json
import re
from pathlib import Path

from written import PROJECT

from course_catalogue.cli import _parser
from course_catalogue.codes import CODES, FAMILIES
from course_catalogue.rules import RULES

DOCS = ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "SECURITY.md", "CHANGELOG.md", "投稿指南.md", "LICENSE")


DESCRIPTIONS = (
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    "README.md",
    "投稿指南.md",
    "docs/hosting.md",
    "docs/maintaining.md",
    "docs/publishing.md",
)


def words(name: str) -> str:
    return (PROJECT / name).read_text("utf-8")


def test_every_doc_is_there() -> None:
    assert [name for name in DOCS if not (PROJECT / name).is_file()] == []


def test_every_command_stands_in_the_readme_and_has_help() -> None:
    actions = next(action for action in _parser()._actions if action.dest == "command")
    commands = {action.dest: action.help for action in actions._choices_actions}  # type: ignore[attr-defined]
    assert [
        name
        for name in commands
        if f"`{name}`" not in words("README.md") and f"build.py {name}" not in words("README.md")
    ] == []
    assert [name for name, text in commands.items() if not text] == []


def test_every_make_target_of_the_docs_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", words("Makefile"), re.MULTILINE))
    named = {name for doc in DOCS for name in re.findall(r"`?make ([a-z]+)`?", words(doc)) if name not in ("and", "is")}
    assert named <= targets
    assert {"site", "test", "prove", "check", "serve", "bench"} <= targets


def test_every_path_that_the_docs_name_exists() -> None:
    missing = []
    for doc in DESCRIPTIONS:
        for path in re.findall(r"`([a-z_]+(?:/[a-z0-9_.*-]+)+/?)`", words(doc)):
            if (
                "*" not in path
                and not path.startswith("site/")
                and not _code(path)
                and not any((root / path).exists() for root in (PROJECT, PROJECT / "course_catalogue"))
            ):
                missing.append(f"{doc}: {path}")
        shown = re.sub(r"(?m)`[^`\n]*`|^ {4}.*$", "", words(doc))  # what stands in code shows how to write one
        for path in re.findall(r"!\[[^\]]*\]\(([^)]+)\)", shown):
            if not (PROJECT / path).is_file():
                missing.append(f"{doc}: {path}")
    assert missing == []


def test_every_module_that_architecture_and_security_name_exists() -> None:
    there = {path.name for path in (PROJECT / "course_catalogue").rglob("*.*")} | {"build.py", "__init__.py"}
    named = {
        name
        for doc in ("ARCHITECTURE.md", "SECURITY.md", "CONTRIBUTING.md")
        for name in re.findall(r"(?<![\w/])([a-z_]+\.py)\b", words(doc))
    }
    assert named - there == set()
    assert len(named) > 30


def test_every_function_of_the_flow_exists() -> None:
    code = "\n".join(path.read_text("utf-8") for path in (PROJECT / "course_catalogue").rglob("*.py"))
    flow = re.findall(r"(?m)^ {4,6}(?:Verdicts\.)?([a-z_]+)\(", words("ARCHITECTURE.md"))
    assert [name for name in flow if f"def {name}(" not in code] == []
    assert len(flow) > 15


def test_no_row_of_a_table_says_what_another_says() -> None:
    for doc in DESCRIPTIONS:
        firsts = [row.split(" | ")[0] for row in words(doc).splitlines() if row.startswith("| ") and " | " in row]
        assert [row for row in set(firsts) if firsts.count(row) > 1 and "---" not in row] == [], doc


def _code(path: str) -> bool:
    """Modules are named without their ending."""
    return (PROJECT / "course_catalogue" / f"{path}.py").exists()


def test_every_rule_has_its_manual_and_its_code_a_row() -> None:
    assert [rule.code for rule in RULES if not (rule.find.__doc__ or "").strip()] == []
    assert [rule.code for rule in RULES if rule.code not in CODES] == []
    assert {text.family for text in CODES.values()} == set(FAMILIES)


def test_locks_record_hashes_and_no_address() -> None:
    for lock in sorted((PROJECT / "requirements").glob("*.txt")):
        text = lock.read_text("utf-8")
        assert "--hash=sha256:" in text
        assert "http" not in text
    for path in (
        "package-lock.json",
        "tests/tools/package-lock.json",
        "benchmarks/tools/package-lock.json",
        "benchmarks/tools/forms/package-lock.json",
    ):
        packages = json.loads(words(path))["packages"]
        assert [name for name, entry in packages.items() if "resolved" in entry] == []
        assert all("integrity" in entry for name, entry in packages.items() if name)


def test_the_guide_for_associations_names_what_is_due_for_submission() -> None:
    schema = json.loads((PROJECT / "schema" / "series.schema.json").read_text("utf-8"))
    due = {name for name, field in schema["properties"].items() if field.get("x-due") == "submitted"}
    assert due == {"theme", "summary", "grades", "class_size", "price", "safety", "offer", "sessions"}
    guide = words("投稿指南.md")
    for word in ("主题", "简介", "年级", "12～16 课时", "班额", "价格", "安全", "怎样申请"):
        assert word in guide


def test_the_repository_names_no_path_of_a_machine() -> None:
    for path in (Path("README.md"), Path("Makefile"), Path("mkdocs.yml"), Path("pyproject.toml")):
        assert "/root" not in words(str(path))
