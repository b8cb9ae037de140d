"""Runs the scripts of action.yml as a GitHub runner would: each step in its folder, with its environment, until one fails."""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Step:
    """`code` is the exit code of a script, 0 for an upload whose file is there."""

    name: str
    code: int
    output: str


def run_action(action: Path, workspace: Path, temp: Path, inputs: dict[str, str]) -> list[Step]:
    """The steps that ran, in order; after a failing one none runs, as without `if: always()`."""
    definition = yaml.safe_load((action / "action.yml").read_text("utf-8"))
    given = {name: inputs.get(name, entry["default"]) for name, entry in definition["inputs"].items()}
    values = {
        "github.action_path": str(action),
        "github.workspace": str(workspace),
        "runner.temp": str(temp),
        **{f"inputs.{name}": value for name, value in given.items()},
    }
    steps: list[Step] = []
    for step in definition["runs"]["steps"]:
        condition = re.fullmatch(r"inputs\.(\w+) == '(\w+)'", step.get("if", "inputs.preview == 'true'"))
        assert condition, step["if"]
        if "if" in step and given[condition[1]] != condition[2]:
            continue
        steps.append(_run(step, values, temp) if "run" in step else _upload(step, values))
        if steps[-1].code:
            break
    return steps


def _filled(text: str, values: dict[str, str]) -> str:
    return re.sub(r"\$\{\{ ([\w.]+) \}\}", lambda found: values[found[1]], text)


def _run(step: dict[str, Any], values: dict[str, str], temp: Path) -> Step:
    assert step["shell"] == "bash"
    script = temp / "step.sh"
    script.write_text(step["run"], "utf-8")
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(temp),
        "LANG": "C.UTF-8",
        "CI": "true",
        "RUNNER_TEMP": str(temp),
        "GITHUB_STEP_SUMMARY": str(temp / "summary.md"),
        **{name: _filled(value, values) for name, value in step.get("env", {}).items()},
    }
    ran = subprocess.run(
        ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", str(script)],
        cwd=_filled(step["working-directory"], values),
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    return Step(step["name"], ran.returncode, ran.stdout)


def _upload(step: dict[str, Any], values: dict[str, str]) -> Step:
    path = Path(_filled(step["with"]["path"], values))
    return Step(step["name"], 0 if path.is_file() or any(path.iterdir()) else 1, str(path))
