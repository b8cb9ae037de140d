"""What git is asked, on repositories that want to do harm."""

from __future__ import annotations

import ast
import os
from pathlib import Path

import pytest
from repositories import COMMIT_OF_NOTHING_HERE, add_submodule, commit_all, git
from written import PROJECT

from course_catalogue.diagnostics import CatalogueError
from course_catalogue.git_tree import FileChange, ask, changes_since, merge_base, read_objects

HOSTILE_NAMES = (
    'courses/a/"; touch pwned; ".yml',
    "courses/a/line\nbreak.yml",
    "courses/a/$(touch pwned)",
    "-rf",
    "--output=pwned",
    ":(top)magic",
    "courses/a/零\u200b宽.yml",
)


def write(root: Path, path: str, text: str = "a\n") -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(text.encode())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    write(folder, "courses/a/provider.yml", "name: 甲\n")
    write(folder, "courses/b/provider.yml", "name: 乙\n")
    commit_all(folder)
    return folder


def since(root: Path, revision: str = "HEAD") -> dict[str, FileChange]:
    return {change.path: change for change in changes_since(root, merge_base(root, revision))}


def test_nothing_changed_is_no_change(root: Path) -> None:
    assert since(root) == {}


def test_changed_new_and_deleted_files_of_the_working_tree(root: Path) -> None:
    write(root, "courses/a/provider.yml", "name: 丙\n")
    write(root, "courses/c/provider.yml")
    (root / "courses/b/provider.yml").unlink()
    before = git(root, "rev-parse", "HEAD:courses/a/provider.yml")
    gone = git(root, "rev-parse", "HEAD:courses/b/provider.yml")
    assert since(root) == {
        "courses/a/provider.yml": FileChange("courses/a/provider.yml", before, "100644", "100644"),
        "courses/b/provider.yml": FileChange("courses/b/provider.yml", gone, "100644", ""),
        "courses/c/provider.yml": FileChange("courses/c/provider.yml", "", "", "100644"),
    }
    assert read_objects(root, [before]) == {before: "name: 甲\n".encode()}


def test_a_touched_file_with_the_same_text_and_other_line_ends_are_no_change(root: Path) -> None:
    os.utime(root / "courses/a/provider.yml", (1, 1))
    write(root, "courses/b/provider.yml", "name: 乙\r\n")
    assert since(root) == {}


def test_ignored_files_are_no_part_of_a_change(root: Path) -> None:
    write(root, ".gitignore", "*.tmp\n")
    write(root, "courses/a/x.tmp")
    assert sorted(since(root)) == [".gitignore"]


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_hostile_names_are_names(name: str, root: Path) -> None:
    write(root, name)
    assert sorted(since(root)) == [name]
    commit_all(root, "hostile")
    (root / name).unlink()
    assert [(change.path, change.mode_after) for change in since(root).values()] == [(name, "")]
    assert not (root / "pwned").exists()


@pytest.mark.parametrize(
    "revision",
    ["-h", "--output=pwned", "--upload-pack=touch pwned", "", "HEAD..HEAD", "HEAD:courses", "a b", "a\nb", "HEAD\0"],
)
def test_a_revision_that_is_none_is_refused_before_git_sees_it(revision: str, root: Path) -> None:
    with pytest.raises(CatalogueError, match="这不是一个版本的名字"):
        merge_base(root, revision)
    assert not (root / "pwned").exists()


def test_an_unknown_revision_is_one_line_that_says_what_to_fetch(root: Path) -> None:
    with pytest.raises(CatalogueError, match=r"版本库里没有 origin/main；.*git fetch"):
        merge_base(root, "origin/main")


def test_the_change_counts_from_where_the_branches_went_apart(root: Path) -> None:
    git(root, "checkout", "-q", "-b", "course")
    write(root, "courses/a/provider.yml", "name: 丁\n")
    commit_all(root, "course")
    git(root, "checkout", "-q", "main")
    write(root, "courses/b/provider.yml", "name: 戊\n")
    commit_all(root, "main goes on")
    git(root, "checkout", "-q", "course")
    assert sorted(since(root, "main")) == ["courses/a/provider.yml"]


def test_a_merge_commit_is_judged_by_what_it_brings_to_the_base(root: Path) -> None:
    git(root, "checkout", "-q", "-b", "course")
    write(root, "courses/a/provider.yml", "name: 丁\n")
    commit_all(root, "course")
    git(root, "checkout", "-q", "main")
    write(root, "courses/b/provider.yml", "name: 戊\n")
    commit_all(root, "main goes on")
    git(root, "checkout", "-q", "--detach")
    git(root, "merge", "-q", "--no-ff", "-m", "as GitHub merges a pull request", "course")
    assert sorted(since(root, "main")) == ["courses/a/provider.yml"]


def test_a_shallow_clone_without_the_fork_says_how_to_fetch_it(root: Path, tmp_path: Path) -> None:
    git(root, "checkout", "-q", "-b", "course")
    for number in (1, 2):
        write(root, "courses/a/provider.yml", f"name: {number}\n")
        commit_all(root, str(number))
    git(root, "checkout", "-q", "main")
    write(root, "courses/b/provider.yml", "name: 戊\n")
    commit_all(root, "main goes on")
    git(tmp_path, "clone", "-q", "--depth", "1", "--no-single-branch", root.as_uri(), "clone")
    git(tmp_path / "clone", "checkout", "-q", "course")
    with pytest.raises(CatalogueError, match=r"git fetch --unshallow.*fetch-depth: 0"):
        merge_base(tmp_path / "clone", "origin/main")


def test_a_partial_clone_is_refused_and_nothing_is_fetched(root: Path, tmp_path: Path) -> None:
    git(root, "config", "uploadpack.allowFilter", "true")
    write(root, "courses/a/provider.yml", "name: 丙\n")
    commit_all(root, "second")
    git(tmp_path, "clone", "-q", "--filter=blob:none", root.as_uri(), "clone")
    write(tmp_path / "clone", "courses/a/provider.yml", "name: 丁\n")
    base = merge_base(tmp_path / "clone", "HEAD~1")
    with pytest.raises(CatalogueError, match="只取了一部分的克隆"):
        changes_since(tmp_path / "clone", base)


def test_branches_without_common_history_cannot_be_compared(root: Path) -> None:
    git(root, "checkout", "-q", "--orphan", "other")
    commit_all(root, "other")
    with pytest.raises(CatalogueError, match="没有共同的历史"):
        merge_base(root, "main")


def test_without_history_or_commit_there_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="没有 git 的版本历史"):
        merge_base(tmp_path, "HEAD")
    git(tmp_path, "init", "-q")
    with pytest.raises(CatalogueError, match="还没有提交"):
        merge_base(tmp_path, "HEAD")


def test_links_of_the_base_are_not_followed_and_not_read(root: Path, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret", "utf-8")
    (root / "courses/a/link").symlink_to(tmp_path / "secret")
    (root / "courses/c").symlink_to(tmp_path)
    commit_all(root, "links")
    (root / "courses/a/link").unlink()
    write(root, "courses/a/link", "now a file\n")
    (root / "courses/c").unlink()
    changes = since(root)
    assert [(change.path, change.was_file, change.mode_after) for change in changes.values()] == [
        ("courses/a/link", False, "100644"),
        ("courses/c", False, ""),
    ]


def test_a_submodule_is_told_as_one(root: Path) -> None:
    add_submodule(root, "courses/films")
    assert [(change.path, change.is_submodule) for change in since(root).values()] == [("courses/films", True)]
    assert COMMIT_OF_NOTHING_HERE not in read_objects(root, [])


def test_binary_and_huge_files_are_compared_and_a_huge_one_is_not_read(root: Path) -> None:
    (root / "courses/a/x.bin").write_bytes(bytes(range(256)) * 4)
    (root / "courses/a/big.yml").write_bytes(b"a" * 5_000_000)
    commit_all(root, "binary")
    held = {name: git(root, "rev-parse", f"HEAD:courses/a/{name}") for name in ("x.bin", "big.yml")}
    assert read_objects(root, held.values()) == {held["x.bin"]: bytes(range(256)) * 4}
    (root / "courses/a/x.bin").write_bytes(b"\0\n")
    assert sorted(since(root)) == ["courses/a/x.bin"]


def test_no_hook_filter_diff_driver_or_monitor_runs(root: Path) -> None:
    tool = root / "tool.sh"
    tool.write_text(f"#!/bin/sh\ntouch {root}/pwned\ncat\n", "utf-8")
    tool.chmod(0o755)
    for name in ("post-index-change", "pre-commit", "reference-transaction"):
        hook = root / ".git" / "hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(tool.read_text("utf-8"), "utf-8")
        hook.chmod(0o755)
    settings = {
        "core.fsmonitor": str(tool), "core.hooksPath": str(root / ".git" / "hooks"), "core.pager": str(tool),
        "filter.evil.clean": str(tool), "filter.evil.smudge": str(tool), "filter.evil.process": str(tool),
        "diff.evil.textconv": str(tool), "diff.evil.command": str(tool), "diff.external": str(tool),
        "core.sshCommand": str(tool), "gpg.program": str(tool), "log.showSignature": "true",
    }  # fmt: skip
    with (root / ".git" / "config").open("a", encoding="utf-8") as config:
        for name, value in settings.items():
            *section, key = name.split(".")
            heading = f'[{section[0]} "{section[1]}"]' if len(section) > 1 else f"[{section[0]}]"
            config.write(f"{heading}\n\t{key} = {value}\n")
    write(root, ".gitattributes", "*.yml filter=evil diff=evil\n")
    write(root, "courses/a/provider.yml", "name: 丙\n")
    os.utime(root / "courses/b/provider.yml", (1, 1))
    assert sorted(since(root)) == [".gitattributes", "courses/a/provider.yml", "tool.sh"]
    ask(root, "log", "-1", "--format=%H")
    assert not (root / "pwned").exists()


def test_the_environment_cannot_point_git_elsewhere(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    write(other, "x")
    commit_all(other)
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other / ".git" / "index"))
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", "touch pwned")
    assert since(root) == {}


def test_a_folder_of_another_user_is_refused_in_words(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "course_catalogue.git_tree._ENVIRONMENT", {"GIT_TEST_ASSUME_DIFFERENT_OWNER": "1", "LC_ALL": "C"}
    )
    with pytest.raises(CatalogueError, match=r"属于另一个用户.*safe\.directory"):
        merge_base(root, "HEAD")


def test_a_git_that_lies_in_the_project_is_not_run(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "git").write_text("#!/bin/sh\ntouch pwned\n", "utf-8")
    (root / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f"{root}{os.pathsep}{os.environ['PATH']}")
    with pytest.raises(CatalogueError, match="不运行项目文件夹里的 git"):
        merge_base(root, "HEAD")
    monkeypatch.setenv("PATH", "")
    with pytest.raises(CatalogueError, match="没有装 git"):
        merge_base(root, "HEAD")


def test_a_project_below_the_top_of_its_repository_sees_its_own_files_only(root: Path) -> None:
    write(root, "site/courses/a/provider.yml")
    commit_all(root, "inner")
    write(root, "site/courses/a/provider.yml", "b\n")
    write(root, "outside.txt")
    assert sorted(since(root / "site")) == ["courses/a/provider.yml"]


def test_no_other_module_asks_git() -> None:
    asking = []
    for path in sorted((PROJECT / "course_catalogue").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and node.value == "git":
                asking.append(path.name)
    assert asking == ["git_tree.py"]
