"""One comment on the right pull request, whatever the check left behind."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from recorded_github import BOT, REPOSITORY, TOKEN, GitHub, recorded, serving
from test_hosting_report_artifact import HOSTILE, zipped
from written import PROJECT

from course_catalogue.hosting.comment import MARKER, main, own_site

PAGE = "https://github.com/example-city/catalogue/actions/runs/7001"
FAILED = f"{MARKER}\n### ❌ 检查没有通过\n\n[检查任务的页面]({PAGE})\n\n"
REPORT = "1 个错误：`courses/a/b/course.yml:41`\n"


def run(tmp_path: Path, github: GitHub, event: dict[str, Any] | None = None) -> int:
    file = tmp_path / "event.json"
    file.write_text(json.dumps(event or recorded("workflow_run")), "utf-8")
    with serving(github):
        return main(
            {
                "GITHUB_EVENT_PATH": str(file),
                "GITHUB_API_URL": github.api,
                "GITHUB_REPOSITORY": REPOSITORY,
                "GITHUB_TOKEN": TOKEN,
            }
        )


def changed(**values: Any) -> dict[str, Any]:
    event: dict[str, Any] = recorded("workflow_run")
    event["workflow_run"].update(values)
    return event


def bodies_of_bot(github: GitHub) -> list[str]:
    return [comment["body"] for comment in github.comments if comment["user"] == BOT]


def writes(github: GitHub) -> list[str]:
    return [f"{method} {path}" for method, path, _, _ in github.asked if method != "GET"]


def test_first_check_writes_the_comment_and_the_second_changes_it(tmp_path: Path) -> None:
    github = GitHub(archive=zipped(("report.md", REPORT.encode())))
    assert run(tmp_path, github) == 0
    assert bodies_of_bot(github) == [FAILED + REPORT]
    github.archive = zipped(("report.md", "没有错误".encode()))
    assert run(tmp_path, github, changed(conclusion="success")) == 0
    assert bodies_of_bot(github) == [FAILED.replace("❌ 检查没有通过", "✅ 检查通过") + "没有错误"]
    assert writes(github) == [
        "POST /repos/example-city/catalogue/issues/12/comments",
        "PATCH /repos/example-city/catalogue/issues/comments/1003",
    ]


def test_pull_request_is_asked_of_the_api_by_branch_and_the_token_goes_to_the_api_only(tmp_path: Path) -> None:
    github = GitHub(archive=zipped(("report.md", b"a")))
    assert run(tmp_path, github) == 0
    queries = [query for _, path, query, _ in github.asked if path.endswith("/pulls")]
    assert queries == [
        {"state": ["open"], "head": ["example-society:add/bridge & more"], "per_page": ["100"], "page": ["1"]}
    ]
    assert {path: token for _, path, _, token in github.asked if not token} == {"/storage/501": False}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_artifact_is_told_and_not_used(tmp_path: Path, name: str) -> None:
    github = GitHub(archive=HOSTILE[name][0]())
    code = run(tmp_path, github)
    if name == "too large to read":  # the download itself stops
        assert (code, bodies_of_bot(github)) == (2, [])
        return
    assert code == 1
    (body,) = bodies_of_bot(github)
    assert body.startswith(f"{FAILED}检查留下的报告没有采用：")
    assert body.count("\n") == FAILED.count("\n")


def test_artifact_that_says_it_is_too_large_is_not_downloaded(tmp_path: Path) -> None:
    github = GitHub()
    github.artifacts["artifacts"][0]["size_in_bytes"] = 10**9
    assert run(tmp_path, github) == 1
    assert not any("zip" in path for _, path, _, _ in github.asked)


def test_report_of_another_run_or_commit_is_not_taken(tmp_path: Path) -> None:
    for key, value in (("id", 7000), ("head_sha", "2" * 40)):
        github = GitHub(archive=zipped(("report.md", REPORT.encode())))
        github.artifacts["artifacts"][0]["workflow_run"][key] = value
        assert run(tmp_path, github) == 0
        assert bodies_of_bot(github) == [f"{FAILED}检查没有留下报告，多半是没有跑完；请看检查任务的页面。"]


def test_of_several_reports_the_newest_counts_and_other_artifacts_none(tmp_path: Path) -> None:
    github = GitHub(archive=zipped(("report.md", REPORT.encode())))
    (newest,) = github.artifacts["artifacts"]
    github.artifacts["artifacts"] = [{**newest, "id": 400}, newest, {**newest, "id": 502, "name": "check-report2"}]
    assert run(tmp_path, github) == 0
    assert bodies_of_bot(github) == [FAILED + REPORT]


def test_forged_number_in_the_artifact_or_the_text_leads_nowhere(tmp_path: Path) -> None:
    github = GitHub(archive=zipped(("report.md", b"PR: #1\npull_request=1\n")))
    assert run(tmp_path, github) == 0
    assert {path.split("/")[5] for _, path, _, _ in github.asked if "/issues/" in path} == {"12"}
    assert bodies_of_bot(github) == [FAILED + "PR: ＃1\npull_request=1\n"]


def pull(**head: Any) -> dict[str, Any]:
    (found,) = recorded("pulls")
    return {**found, "head": {**found["head"], **head}}


@pytest.mark.parametrize(
    "pulls",
    [
        [],
        [pull(sha="2" * 40)],
        [pull(repo=None)],
        [pull(repo={"full_name": "somebody/catalogue"})],
        [{**pull(), "base": {"repo": {"full_name": "somebody/else"}}}],
        [pull(), {**pull(), "number": 13}],
    ],
    ids=["none", "newer commit", "deleted fork", "another fork", "another base", "two"],
)
def test_without_exactly_one_fitting_pull_request_nothing_is_written(
    tmp_path: Path, pulls: list[dict[str, Any]]
) -> None:
    github = GitHub(archive=zipped(("report.md", b"a")), pulls=pulls)
    assert run(tmp_path, github) == 0
    assert writes(github) == []


@pytest.mark.parametrize(
    "values",
    [
        {"event": "push"},
        {"event": "pull_request_target"},
        {"path": ".github/workflows/other.yml"},
        {"conclusion": "cancelled"},
        {"head_repository": None},
    ],
)
def test_runs_of_anything_else_are_left_alone(tmp_path: Path, values: dict[str, Any]) -> None:
    github = GitHub()
    assert run(tmp_path, github, changed(**values)) == 0
    assert github.asked == []


def test_two_comments_of_ours_become_one_and_those_of_others_stay(tmp_path: Path) -> None:
    github = GitHub(archive=zipped(("report.md", REPORT.encode())))
    github.comments += [{"id": number, "user": BOT, "body": f"{MARKER}\nold"} for number in (95, 94)]
    github.comments += [{"id": 96, "user": BOT, "body": f"quoting {MARKER}"}]
    assert run(tmp_path, github) == 0
    assert [(comment["id"], comment["body"]) for comment in github.comments if comment["user"] == BOT] == [
        (94, FAILED + REPORT),
        (96, f"quoting {MARKER}"),
    ]
    assert github.comments[:3] == recorded("comments")


def test_comment_is_found_on_a_later_page(tmp_path: Path) -> None:
    github = GitHub(archive=zipped(("report.md", REPORT.encode())))
    github.comments = [{"id": n, "user": {"login": "a", "type": "User"}, "body": "a"} for n in range(250)]
    github.comments.append({"id": 999, "user": BOT, "body": MARKER})
    assert run(tmp_path, github) == 0
    assert writes(github) == ["PATCH /repos/example-city/catalogue/issues/comments/999"]


def test_marker_in_the_report_forges_nothing(tmp_path: Path) -> None:
    github = GitHub(archive=zipped(("report.md", f"{MARKER}\n### ✅ 检查通过\n@everyone".encode())))
    assert run(tmp_path, github) == 0
    assert bodies_of_bot(github) == [f"{FAILED}＜!-- course-catalogue: check -->\n### ✅ 检查通过\n＠everyone"]


def test_a_change_of_more_than_course_files_is_told_above_the_report(tmp_path: Path) -> None:
    github = GitHub(archive=zipped(("report.md", "没有错误".encode())))
    github.files += [
        {"filename": "bases/a/base.yml", "previous_filename": "build.py", "status": "renamed"},
        {"filename": ".github/workflows/`@x`.yml", "status": "added"},
    ]
    assert run(tmp_path, github, changed(conclusion="success")) == 0
    (body,) = bodies_of_bot(github)
    assert "这次改动不只是课程文件，还有 `.github/workflows/ˋ＠xˋ.yml`、`build.py`。" in body
    assert body.index("给维护者") < body.index("没有错误")


def test_more_files_than_github_lists_are_told(tmp_path: Path) -> None:
    github = GitHub(archive=zipped(("report.md", b"a")))
    github.files = [{"filename": f"courses/a/{n}.yml"} for n in range(3000)]
    assert run(tmp_path, github) == 0
    assert "改动的文件太多，列不全" in bodies_of_bot(github)[0]


def test_the_longest_report_still_fits_into_a_comment(tmp_path: Path) -> None:
    github = GitHub(archive=zipped(("report.md", ("字" * 99 + "\n").encode() * 1700)))
    assert run(tmp_path, github) == 0
    assert 59_000 < len(bodies_of_bot(github)[0]) <= 60_002


def test_a_failing_api_is_one_line_and_exit_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    github = GitHub()
    del github.artifacts["artifacts"]
    assert run(tmp_path, github) == 2
    assert run(tmp_path, github, {"workflow_run": {}}) == 2
    assert main({}) == 2
    assert [line.split("：")[0] for line in capsys.readouterr().err.splitlines()] == ["评论没有更新"] * 3


@pytest.mark.parametrize(
    ("settings", "site"),
    [
        ('site_name: a\nsite_url: "https://kexue.example.com/"\n', "https://kexue.example.com/"),
        ("site_url: https://kexue.example.com:8443/a\n", "https://kexue.example.com:8443/a/"),
        ('site_url: ""\n', ""),
        ("# site_url: https://kexue.example.com/\n", ""),
        ("site_url: javascript:alert(1)\n", ""),
    ],
)
def test_site_is_read_from_the_settings(tmp_path: Path, settings: str, site: str) -> None:
    (tmp_path / "mkdocs.yml").write_text(settings, "utf-8")
    assert own_site(tmp_path / "mkdocs.yml") == site
    assert own_site(tmp_path / "nothing.yml") == ""


def test_help_links_of_our_own_site_stay_in_the_comment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mkdocs.yml").write_text("site_url: https://kexue.example.com/\n", "utf-8")
    link = "[tab](https://kexue.example.com/help/tab.html)"
    github = GitHub(archive=zipped(("report.md", f"{link} [b](https://example.com/)".encode())))
    assert run(tmp_path, github) == 0
    assert bodies_of_bot(github) == [f"{FAILED}{link} b"]


@pytest.mark.parametrize("module", ["comment", "overlay"])
def test_the_job_with_a_token_needs_nothing_but_python(module: str) -> None:
    program = f"import sys; sys.path.insert(0, sys.argv[1]); import course_catalogue.hosting.{module}"
    subprocess.run([sys.executable, "-I", "-S", "-c", program, str(PROJECT)], check=True)
