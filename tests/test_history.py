"""The default of `updated`, and the build date."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest
from written import PROJECT

from course_catalogue.clock import build_date
from course_catalogue.diagnostics import CatalogueError
from course_catalogue.history import last_changes
from course_catalogue.loading import load_catalogue, load_rulebook


def git(folder: Path, day: str, *arguments: str) -> None:
    stamp = f"{day}T12:00:00+0800"
    environment = {
        "PATH": "/usr/bin:/bin:/usr/local/bin", "HOME": str(folder), "GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp,
        "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.com", "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.com",
    }  # fmt: skip
    subprocess.run(["git", *arguments], cwd=folder, env=environment, check=True, capture_output=True)


def test_updated_defaults_to_the_last_commit_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "courses" / "society" / "provider.yml"
    file.parent.mkdir(parents=True)
    file.write_text("format: 1\nstatus: draft\nname: 甲\n", "utf-8")
    git(tmp_path, "2026-01-02", "init", "-q")
    git(tmp_path, "2026-01-02", "add", ".")
    git(tmp_path, "2026-01-02", "commit", "-qm", "a")
    file.write_text("format: 1\nstatus: draft\nname: 乙\n", "utf-8")
    git(tmp_path, "2026-03-04", "commit", "-qam", "b")
    changes = last_changes(tmp_path)
    assert changes == {"courses/society/provider.yml": date(2026, 3, 4)}
    loaded = load_catalogue(tmp_path, date(2026, 10, 1), load_rulebook(PROJECT), changes)
    assert loaded.catalogue.providers[0].updated == date(2026, 3, 4)
    file.write_text('format: 1\nstatus: draft\nname: 乙\nupdated: "2026-05-06"\n', "utf-8")
    assert load_catalogue(tmp_path, date(2026, 10, 1), load_rulebook(PROJECT), changes).catalogue.providers[
        0
    ].updated == date(2026, 5, 6)


def test_a_shallow_clone_knows_no_dates(tmp_path: Path) -> None:
    full = tmp_path / "full"
    (full / "courses" / "a").mkdir(parents=True)
    for day in ("2026-01-02", "2026-01-03"):
        (full / "courses" / "a" / "provider.yml").write_text(f"name: {day}\n", "utf-8")
        if day == "2026-01-02":
            git(full, day, "init", "-q")
        git(full, day, "add", ".")
        git(full, day, "commit", "-qm", day)
    git(tmp_path, "2026-01-04", "clone", "-q", "--depth", "1", full.as_uri(), "clone")
    assert last_changes(full) == {"courses/a/provider.yml": date(2026, 1, 3)}
    assert last_changes(tmp_path / "clone") == {}
    git(tmp_path / "clone", "2026-01-04", "worktree", "add", "-q", str(tmp_path / "tree"))
    assert last_changes(tmp_path / "tree") == {}


def test_without_history_there_is_no_date(tmp_path: Path) -> None:
    assert last_changes(tmp_path) == {}


def test_the_build_date_follows_source_date_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    assert build_date() == date(1970, 1, 2)
    for wrong in ("gestern", "²", "9" * 14, "9" * 5000):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", wrong)
        with pytest.raises(CatalogueError, match=r"SOURCE_DATE_EPOCH.{0,60}\Z"):
            build_date()
