"""Forms, hooks and pipelines in the words and places that their hosts read."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml
from written import PROJECT

FORMS = sorted(path for path in (PROJECT / ".github" / "ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config")
# https://docs.github.com/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-githubs-form-schema
ATTRIBUTES = {
    "markdown": {"value"},
    "input": {"label", "description", "placeholder", "value"},
    "textarea": {"label", "description", "placeholder", "value", "render"},
    "dropdown": {"label", "description", "multiple", "options", "default"},
    "checkboxes": {"label", "description", "options"},
}


def read(path: str | Path) -> Any:
    return yaml.safe_load((PROJECT / path).read_text("utf-8"))


def test_there_is_a_form_for_each_purpose() -> None:
    assert {path.stem: read(path)["name"] for path in FORMS} == {
        "submit-course": "提交课程",
        "content-error": "报告课程内容的错误",
        "program-problem": "程序的问题",
    }


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.stem)
def test_form_uses_only_keys_that_the_host_knows(path: Path) -> None:
    form = read(path)
    assert set(form) <= {"name", "description", "title", "labels", "assignees", "projects", "type", "body"}
    assert form["name"] and form["description"] and form["body"]
    ids, labels = [], []
    for part in form["body"]:
        kind, attributes = part["type"], part["attributes"]
        assert set(part) <= (
            {"type", "attributes"} if kind == "markdown" else {"type", "id", "attributes", "validations"}
        )
        assert set(attributes) <= ATTRIBUTES[kind]
        assert set(part.get("validations", {})) <= {"required"}
        if kind == "markdown":
            assert attributes["value"].strip()
            continue
        assert re.fullmatch(r"[A-Za-z0-9_-]+", part["id"])
        ids.append(part["id"])
        labels.append(attributes["label"])
        if kind == "dropdown":
            assert len(set(attributes["options"])) == len(attributes["options"]) >= 2
            assert all(isinstance(option, str) and option for option in attributes["options"])
        if kind == "checkboxes":
            assert all(set(option) <= {"label", "required"} for option in attributes["options"])
    assert len(set(ids)) == len(ids) > 0
    assert len(set(labels)) == len(labels)


def test_forms_speak_chinese() -> None:
    for path in FORMS:
        for part in read(path)["body"]:
            for key in ("label", "description", "value"):
                text = part["attributes"].get(key)
                assert text is None or re.search(r"[\u4e00-\u9fff]", text), text


def test_gitee_has_the_same_forms_where_it_reads_them() -> None:
    here, there = PROJECT / ".github", PROJECT / ".gitee"
    names = [path.relative_to(here) for path in here.rglob("*") if path.is_file() and path.parent.name != "workflows"]
    assert sorted(names) == sorted(path.relative_to(there) for path in there.rglob("*") if path.is_file())
    assert [name for name in names if (here / name).read_bytes() != (there / name).read_bytes()] == []


def test_checklist_is_short() -> None:
    text = (PROJECT / ".github" / "PULL_REQUEST_TEMPLATE.md").read_text("utf-8")
    assert 3 <= text.count("- [ ]") <= 5
    assert "<script" not in text


@pytest.mark.parametrize(("good", "code"), [(True, 0), (False, 1)])
def test_hook_checks_the_repository_that_is_being_committed(tmp_path: Path, good: bool, code: int) -> None:
    """As pre-commit runs a script: the entry lies in the hook's checkout, the working folder is the author's."""
    (hook,) = read(".pre-commit-hooks.yaml")
    assert set(hook) == {"id", "name", "description", "language", "entry", "files", "pass_filenames", "require_serial"}
    assert (hook["language"], hook["pass_filenames"]) == ("script", False)
    own = tmp_path / "own"
    provider = own / "courses" / "example-society" / "provider.yml"
    provider.parent.mkdir(parents=True)
    (own / "schema").symlink_to(PROJECT / "schema", target_is_directory=True)
    provider.write_text("format: 1\nstatus: draft\nname: 示例学会\n" if good else "format: 1\n", "utf-8")
    entry, *arguments = shlex.split(hook["entry"])
    assert os.access(PROJECT / entry, os.X_OK)
    ran = subprocess.run(
        [str(PROJECT / entry), *arguments], cwd=own, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert ran.returncode == code, ran.stdout + ran.stderr
    assert "检查了 1 个文件" in ran.stdout


def test_own_hook_and_offered_hook_look_at_the_same_files() -> None:
    (offered,), config = read(".pre-commit-hooks.yaml"), read(".pre-commit-config.yaml")
    (own,) = config["repos"][0]["hooks"]
    same = ("id", "name", "files", "pass_filenames", "require_serial")
    assert {key: own[key] for key in same} == {key: offered[key] for key in same}
    assert own["entry"] == f"python3 {offered['entry']}"


def test_gitlab_judges_with_the_target_branch_and_reports_code_quality() -> None:
    pipeline = read(".gitlab-ci.yml")
    check = pipeline["check"]
    assert check["rules"] == [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}]
    assert check["artifacts"]["reports"] == {"codequality": "gl-code-quality-report.json"}
    builds = [line for line in check["script"] if "build.py" in line]
    assert check["script"].index('cd "$rules"') < check["script"].index(builds[0])
    assert all('--root "$CI_PROJECT_DIR" --schema "$rules"' in line for line in builds[1:])
