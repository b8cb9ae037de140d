"""The gate as a whole: two clones stand for the base branch and a pull request, and the base's word is the verdict."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from composite_action import Step, run_action
from written import EXAMPLE, PROJECT

PROGRAM = ("build.py", "action.yml", "pyproject.toml", "mkdocs.yml", "README.md", "投稿指南.md")
FOLDERS = ("course_catalogue", "requirements", "schema", "site_pages", "site_overrides")
COURSE = "courses/example-society/water-journey/course.yml"


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"]
    ran = subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True, text=True)
    return ran.stdout.strip()


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the program and the example's courses."""
    # The workspaces borrow our environment: were it not up to date, their `build.py setup` would install theirs in it.
    subprocess.run([sys.executable, str(PROJECT / "build.py"), "setup"], check=True)
    root = tmp_path_factory.mktemp("project")
    for name in FOLDERS:
        shutil.copytree(PROJECT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in PROGRAM:
        shutil.copy(PROJECT / name, root / name)
    for tree in ("courses", "bases", "reviews"):
        shutil.copytree(EXAMPLE / tree, root / tree)
    (root / ".gitignore").write_text(".venv\n__pycache__/\n*.pyc\n", "utf-8")
    git(root, "init", "--quiet", "--initial-branch=main")
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--message=base")
    return root


def pull_request(project: Path, workspace: Path, change: Callable[[Path], None]) -> None:
    """`base` and `head` as check.yml checks them out; head is the merge of the change into the base."""
    for name in ("base", "head"):
        git(project, "clone", "--quiet", str(project), str(workspace / name))
    (workspace / "base" / ".venv").symlink_to(PROJECT / ".venv")  # what a first `build.py setup` would make
    head = workspace / "head"
    git(head, "checkout", "--quiet", "-b", "change")
    change(head)
    git(head, "add", "--all", "--force")
    git(head, "commit", "--quiet", "--allow-empty", "--message=change")
    git(head, "checkout", "--quiet", "main")
    git(head, "merge", "--quiet", "--no-ff", "--message=merge", "change")


def judged(project: Path, tmp_path: Path, change: Callable[[Path], None], **inputs: str) -> list[Step]:
    workspace, temp = tmp_path / "workspace", tmp_path / "temp"
    workspace.mkdir()
    temp.mkdir()
    pull_request(project, workspace, change)
    return run_action(workspace / "base", workspace, temp, {"preview": "false", **inputs})


def edit(head: Path, path: str, old: str, new: str) -> None:
    text = (head / path).read_text("utf-8")
    assert old in text
    (head / path).write_text(text.replace(old, new, 1), "utf-8")


def mistake(head: Path) -> None:
    edit(head, COURSE, "status: submitted", "status: approved")


def improvement(head: Path) -> None:
    edit(head, COURSE, "suits_rural: true", "suits_rural: false")


def test_good_change_passes_with_report_effect_and_preview(project: Path, tmp_path: Path) -> None:
    steps = judged(project, tmp_path, improvement, preview="true")
    assert [(step.name, step.code) for step in steps] == [
        ("安装检查程序", 0), ("写报告", 0), ("保存报告", 0), ("检查", 0), ("生成预览", 0), ("保存预览", 0),
    ], steps[-1].output  # fmt: skip
    check, effect, report = (
        (tmp_path / f"temp/check-report/{name}.md").read_text("utf-8") for name in ("check", "effect", "report")
    )
    assert report == f"{check}\n{effect}"
    assert "乡村" in effect  # what the change does, field by field
    assert (tmp_path / "temp/summary.md").read_text("utf-8") == effect + check
    assert "预览·尚未合并" in (tmp_path / "temp/preview-site/index.html").read_text("utf-8")


def test_fault_fails_the_check_after_its_report_is_saved_and_stands_at_its_line(project: Path, tmp_path: Path) -> None:
    steps = judged(project, tmp_path, mistake, preview="true")
    assert [(step.name, step.code) for step in steps] == [
        ("安装检查程序", 0), ("写报告", 0), ("保存报告", 0), ("检查", 1),
    ], steps[-1].output  # fmt: skip
    assert f"::error file={COURSE},line=" in steps[-1].output
    assert "not-in-list" in (tmp_path / "temp/check-report/report.md").read_text("utf-8")


EVIL = 'import pathlib; pathlib.Path(__file__).with_name("executed").touch()\nraise SystemExit(0)\n'


def writes(files: dict[str, str]) -> Callable[[Path], None]:
    def change(head: Path) -> None:
        for name, text in files.items():
            path = head / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")

    return change


def python_everywhere(head: Path) -> None:
    for name in ("sitecustomize", "usercustomize", "conftest", "yaml", "json", "pathlib", "course_catalogue/__init__"):
        (head / f"{name}.py").write_text(EVIL, "utf-8")
    (head / "courses" / "sitecustomize.py").write_text(EVIL, "utf-8")


def laxer_rules(head: Path) -> None:
    (head / "schema" / "rules.yml").write_text("rules: []\n", "utf-8")
    for schema in (head / "schema").glob("*.schema.json"):
        schema.write_text("{}", "utf-8")


def git_settings(head: Path) -> None:
    (head / ".gitattributes").write_text("* filter=evil diff=evil merge=evil -text\n", "utf-8")
    text = '[filter "evil"]\n\tsmudge = touch executed\n\tclean = touch executed\n[diff "evil"]\n\ttextconv = touch executed\n'
    for name in (".gitconfig", ".lfsconfig", "config"):
        (head / name).write_text(text, "utf-8")


def own_environment(head: Path) -> None:
    for name in (".venv/bin/python", ".venv/bin/python3"):
        path = head / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('#!/bin/sh\ntouch "$(dirname "$0")/executed"\n', "utf-8")
        path.chmod(0o755)
    (head / ".env").write_text("BASH_ENV=evil.sh\n", "utf-8")
    (head / "pip.conf").write_text("[global]\nindex-url = https://example.com/\n", "utf-8")


def linked_courses(head: Path) -> None:
    (head / "courses").rename(head / "elsewhere")
    (head / "courses").symlink_to("elsewhere", target_is_directory=True)


HOSTILE: dict[str, Callable[[Path], None]] = {
    "its own build.py": writes({"build.py": EVIL}),
    "its own program": writes({"course_catalogue/cli.py": EVIL, "course_catalogue/hosting/overlay.py": EVIL}),
    "its own action": writes({"action.yml": "runs: {using: composite, steps: []}\n"}),
    "Python in every place that is looked at": python_everywhere,
    "its own rules": laxer_rules,
    "settings that name a hook": writes({"mkdocs.yml": "site_name: a\nhooks: [evil.py]\n", "evil.py": EVIL}),
    "settings of tools": writes({"pyproject.toml": "[build-system]\nbuild-backend = 'evil'\n", "setup.py": EVIL}),
    "settings of git": git_settings,
    "an environment of its own": own_environment,
}


def everything(head: Path) -> None:
    for change in HOSTILE.values():
        change(head)


def test_verdict_is_the_base_branchs_and_nothing_of_the_change_runs(project: Path, tmp_path: Path) -> None:
    refuse(project, tmp_path, everything)


@pytest.mark.prove
@pytest.mark.parametrize("name", HOSTILE)
def test_verdict_is_the_base_branchs_for_each_of_these_alone(project: Path, tmp_path: Path, name: str) -> None:
    refuse(project, tmp_path, HOSTILE[name])


def refuse(project: Path, tmp_path: Path, hostile: Callable[[Path], None]) -> None:
    def change(head: Path) -> None:
        mistake(head)
        hostile(head)

    steps = judged(project, tmp_path, change)
    assert [(step.name, step.code) for step in steps][-1] == ("检查", 1), steps[-1].output
    assert f"::error file={COURSE},line=" in steps[-1].output
    assert list((tmp_path / "workspace").rglob("executed")) == []


def test_a_review_may_be_written_by_a_maintainer_only(project: Path, tmp_path: Path) -> None:
    def change(head: Path) -> None:
        edit(head, "reviews/courses/example-society/water-journey.yml", "level: 精品", "level: 精品\nnote: 很好")

    verdicts = {}
    for name in ("false", "true"):
        folder = tmp_path / name
        folder.mkdir()
        verdicts[name] = judged(project, folder, change, maintainer=name)[-1].code
    assert verdicts == {"false": 1, "true": 0}


def test_linked_folder_is_a_fault_and_not_followed(project: Path, tmp_path: Path) -> None:
    steps = judged(project, tmp_path, linked_courses, preview="true")
    assert [(step.name, step.code) for step in steps][-1] == ("检查", 1), steps[-1].output
    assert "::error file=courses" in steps[-1].output


def test_preview_takes_nothing_but_course_files(project: Path, tmp_path: Path) -> None:
    def change(head: Path) -> None:
        improvement(head)
        for path in ("site_pages/about.md", "site_overrides/main.html", "mkdocs.yml"):
            (head / path).write_text("of the change", "utf-8")

    steps = judged(project, tmp_path, change, preview="true")
    assert steps[-1].name == "保存预览", steps[-1].output
    assert "of the change" not in (tmp_path / "temp/preview-site/about.html").read_text("utf-8")


def test_gitlab_script_gives_the_base_branchs_verdict_and_a_quality_report(project: Path, tmp_path: Path) -> None:
    workspace = tmp_path / "workspace"
    workspace.mkdir()

    def change(head: Path) -> None:
        mistake(head)
        laxer_rules(head)
        (head / "build.py").write_text(EVIL, "utf-8")
        (head / "gl-code-quality-report.json").symlink_to("README.md")

    pull_request(project, workspace, change)
    git(project, "clone", "--quiet", "--bare", str(project), str(tmp_path / "target.git"))
    head = workspace / "head"
    git(head, "checkout", "--quiet", "change")
    script = yaml.safe_load((PROJECT / ".gitlab-ci.yml").read_text("utf-8"))["check"]["script"]
    setup = script.index("python3 build.py setup")
    script[setup:setup] = [f"ln -s '{PROJECT / '.venv'}' .venv"]  # what setup would make
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(tmp_path),
        "TMPDIR": str(tmp_path),
        "CI_PROJECT_DIR": str(head),
        "CI_MERGE_REQUEST_PROJECT_URL": f"file://{tmp_path / 'target'}",
        "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": "main",
        "CI_MERGE_REQUEST_PROJECT_ID": "1",
        "CI_MERGE_REQUEST_SOURCE_PROJECT_ID": "2",
    }
    ran = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", "\n".join(script)],
        cwd=head, env=environment, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "not-in-list" in ran.stdout
    report = head / "gl-code-quality-report.json"
    assert not report.is_symlink()
    assert "not-in-list" in report.read_text("utf-8")
    assert list(tmp_path.rglob("executed")) == []
