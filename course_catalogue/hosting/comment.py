"""The one comment on a pull request, kept up to date: run by .github/workflows/comment.yml after every check.

It runs with a token that may write comments, on the default branch's code. What check.yml left behind may
come from a workflow that the pull request itself rewrote, so nothing is taken from it but one bounded text,
made inert. Which pull request is meant is asked of GitHub, never of the artifact.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course_catalogue.diagnostics import CatalogueError
from course_catalogue.hosting.github_api import Repository
from course_catalogue.hosting.inert_markdown import inert, shortened
from course_catalogue.hosting.refusal import Refused
from course_catalogue.hosting.report_artifact import MAX_ARCHIVE, report_in

MARKER = "<!-- course-catalogue: check -->"
WORKFLOW = ".github/workflows/check.yml"
ARTIFACT = "check-report"
_SITE = re.compile(r"""(?m)^site_url:[ ]*["']?(https://[A-Za-z0-9.-]+(?::[0-9]+)?(?:/[A-Za-z0-9._~/-]*)?)["']?[ ]*$""")
_BOT = "github-actions[bot]"
_COURSE_FILES = ("courses/", "bases/")
_LONGEST = 60_000  # characters; GitHub takes 65,536
_MOST_FILES = 3_000  # of a pull request; GitHub lists no more


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run of check.yml, as GitHub's event tells it; `branch` is the author's word."""

    id: int
    passed: bool
    head_sha: str
    head_repository: str
    head_owner: str
    branch: str


def main(environment: Mapping[str, str] | None = None) -> int:
    """Update the comment of the run in GITHUB_EVENT_PATH. 0: done or nothing to do; 1: artifact refused; 2: machine."""
    env = os.environ if environment is None else environment
    try:
        event = json.loads(Path(env["GITHUB_EVENT_PATH"]).read_text("utf-8"))
        api = env.get("GITHUB_API_URL", "https://api.github.com")
        repository = Repository(api, env["GITHUB_REPOSITORY"], env["GITHUB_TOKEN"])
        server = env.get("GITHUB_SERVER_URL", "https://github.com")
        words, code = update_comment(repository, event, server, own_site(Path("mkdocs.yml")))
    except (CatalogueError, KeyError, OSError, ValueError) as fault:
        sys.stderr.write(f"评论没有更新：{_log_line(str(fault))}\n")
        return 2
    sys.stdout.write(f"{_log_line(words)}\n")
    return code


def own_site(settings: Path) -> str:
    """The site's address in the default branch's mkdocs.yml; empty where none is set. (This job has no YAML reader.)"""
    found = _SITE.search(settings.read_text("utf-8")) if settings.is_file() else None
    return found[1].rstrip("/") + "/" if found else ""


def update_comment(repository: Repository, event: Mapping[str, Any], server: str, site: str) -> tuple[str, int]:
    """What was done, in a line, and the exit code."""
    run = run_of(event)
    if run is None:
        return "不是课程检查的运行，不写评论", 0
    number = pull_request_of(repository, run)
    if number is None:
        return "没有唯一对应的、仍在这个提交上的合并请求，不写评论", 0
    code, refusal, report = 0, "", ""
    try:
        report = _report(repository, run)
    except Refused as fault:
        code, refusal = 1, str(fault)
    page = f"{server}/{repository.name}/actions/runs/{run.id}"
    report = inert(report, site)
    body = comment_body(run.passed, report, refusal, other_files(repository, number), page)
    put_comment(repository, number, body)
    return f"合并请求 {number} 的评论已更新" + (f"（报告没有采用：{refusal}）" if refusal else ""), code


def run_of(event: Mapping[str, Any]) -> Run | None:
    """The run that the event tells of; None where it is not a finished check of a pull request."""
    run = event["workflow_run"]
    if run["event"] != "pull_request" or run["path"].split("@")[0] != WORKFLOW:
        return None
    if run["conclusion"] not in ("success", "failure") or run["head_repository"] is None:
        return None
    head = run["head_repository"]
    return Run(
        id=int(run["id"]),
        passed=run["conclusion"] == "success",
        head_sha=str(run["head_sha"]),
        head_repository=str(head["full_name"]),
        head_owner=str(head["owner"]["login"]),
        branch=str(run["head_branch"]),
    )


def pull_request_of(repository: Repository, run: Run) -> int | None:
    """The one open pull request from that branch whose newest commit is the one that was checked."""
    found = [
        int(pull["number"])
        for pull in repository.pages("pulls", state="open", head=f"{run.head_owner}:{run.branch}")
        if pull["head"]["sha"] == run.head_sha
        and pull["head"]["repo"] is not None
        and pull["head"]["repo"]["full_name"] == run.head_repository
        and pull["base"]["repo"]["full_name"] == repository.name
    ]
    return found[0] if len(found) == 1 else None


def other_files(repository: Repository, number: int) -> tuple[str, ...] | None:
    """Files of the pull request outside courses/ and bases/; None where GitHub cannot list them all."""
    names: set[str] = set()
    count = 0
    for file in repository.pages(f"pulls/{number}/files"):
        count += 1
        names |= {str(file["filename"]), str(file.get("previous_filename") or file["filename"])}
    if count >= _MOST_FILES:
        return None
    return tuple(sorted(name for name in names if not name.startswith(_COURSE_FILES)))


def comment_body(passed: bool, report: str, refusal: str, others: tuple[str, ...] | None, page: str) -> str:
    """The whole comment, of an inert report: our own words first, so that nothing in the report can hide them."""
    verdict = "✅ 检查通过" if passed else "❌ 检查没有通过"
    parts = [f"{MARKER}\n### {verdict}", f"[检查任务的页面]({page})", *_warning(others)]
    if refusal:
        parts.append(f"检查留下的报告没有采用：{refusal}。")
    elif not report:
        parts.append("检查没有留下报告，多半是没有跑完；请看检查任务的页面。")
    head = "\n\n".join(parts)
    return f"{head}\n\n{shortened(report, _LONGEST - len(head))}" if report else head


def _warning(others: tuple[str, ...] | None) -> list[str]:
    if others is None:
        return ["> **给维护者**：改动的文件太多，列不全；请当作程序改动审阅。"]
    if not others:
        return []
    names = "、".join(f"`{inert(name).replace('`', 'ˋ')}`" for name in others[:10])
    rest = f" 等 {len(others)} 个文件" if len(others) > 10 else ""
    return [
        f"> **给维护者**：这次改动不只是课程文件，还有 {names}{rest}。"
        "改动检查流程的请求可以伪造下面的报告；请当作程序改动审阅。"
    ]


def put_comment(repository: Repository, number: int, body: str) -> None:
    """Change our comment, or write it; should there be two, the older stays."""
    own = sorted(
        int(comment["id"]) for comment in repository.pages(f"issues/{number}/comments") if _is_ours(comment)
    )  # fmt: skip
    if not own:
        repository.send("POST", f"issues/{number}/comments", {"body": body})
        return
    repository.send("PATCH", f"issues/comments/{own[0]}", {"body": body})
    for extra in own[1:]:
        repository.send("DELETE", f"issues/comments/{extra}", None)


def _is_ours(comment: Mapping[str, Any]) -> bool:
    """Anybody can write the marker; only the bot is the bot."""
    user = comment["user"] or {}
    return (
        user.get("login") == _BOT and user.get("type") == "Bot" and str(comment["body"] or "").startswith(MARKER)
    )  # fmt: skip


def _report(repository: Repository, run: Run) -> str:
    """The text of the newest report of this run, empty where there is none; Refused where it is not as it should be."""
    listed = repository.get(f"actions/runs/{run.id}/artifacts", name=ARTIFACT, per_page=100)["artifacts"]
    fitting = [
        artifact
        for artifact in listed
        if artifact["name"] == ARTIFACT
        and not artifact["expired"]
        and artifact["workflow_run"]["id"] == run.id
        and artifact["workflow_run"]["head_sha"] == run.head_sha
    ]
    if not fitting:
        return ""
    newest = max(fitting, key=lambda artifact: int(artifact["id"]))
    if int(newest["size_in_bytes"]) > MAX_ARCHIVE:
        raise Refused("报告的压缩包太大")
    return report_in(repository.download(f"actions/artifacts/{int(newest['id'])}/zip", MAX_ARCHIVE))


def _log_line(text: str) -> str:
    """One line that is no workflow command."""
    return "".join(c if c.isprintable() else "\ufffd" for c in text).replace("::", "：：")


if __name__ == "__main__":
    sys.exit(main())
