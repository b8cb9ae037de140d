"""Publishing: all of the new site or all of the old one, whatever happens."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from written import PROJECT

from course_catalogue import output
from course_catalogue.diagnostics import CatalogueError
from course_catalogue.output import (
    MARKER,
    OutputFile,
    add_files,
    append_text,
    publishing,
    replace_file,
    write_files,
    write_new_files,
)

OLD = {"index.html": b"old", "courses/a.html": "旧".encode()}
NEW = {"index.html": b"new", "bases/b.html": "新".encode()}


def files_of(folder: Path) -> dict[str, bytes]:
    """All files but the marker."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != MARKER
    }


def publish(site: Path, files: dict[str, bytes]) -> None:
    with publishing(site) as staging:
        write_files(staging, [OutputFile(path, content) for path, content in files.items()])


@pytest.fixture
def site(tmp_path: Path) -> Path:
    publish(tmp_path / "site", OLD)
    return tmp_path / "site"


def left_over(site: Path) -> list[str]:
    return sorted(path.name for path in site.parent.iterdir() if path != site)


def test_new_site_takes_the_place_of_the_old_one_and_leaves_nothing_behind(site: Path) -> None:
    assert files_of(site) == OLD
    publish(site, NEW)
    assert files_of(site) == NEW
    assert left_over(site) == []


def test_first_site_makes_its_parent_folder(tmp_path: Path) -> None:
    publish(tmp_path / "a" / "b" / "site", NEW)
    assert files_of(tmp_path / "a" / "b" / "site") == NEW


def test_failure_leaves_the_old_site_byte_for_byte(site: Path) -> None:
    with pytest.raises(ZeroDivisionError), publishing(site) as staging:
        write_files(staging, [OutputFile("index.html", b"half")])
        raise ZeroDivisionError
    assert files_of(site) == OLD
    assert left_over(site) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no limits of a process's files (resource.setrlimit)")
def test_a_file_that_is_only_written_in_part_is_a_failure(site: Path) -> None:
    """The system takes what has room and says how much: here the limit of a file stands for a full disk."""
    import resource

    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100, usual[1]))
    try:
        with pytest.raises(OSError, match=r"No space left|too large"):
            publish(site, {"index.html": b"new" * 1000})
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert files_of(site) == OLD


def test_readers_meet_the_old_site_until_the_new_one_is_whole(site: Path) -> None:
    with publishing(site) as staging:
        write_files(staging, [OutputFile("index.html", b"new")])
        assert files_of(site) == OLD
        assert staging.parent == site.parent
    assert files_of(site) == {"index.html": b"new"}


def test_site_that_a_killed_run_had_moved_away_is_put_back(site: Path) -> None:
    site.rename(site.with_name(".site-old"))
    with pytest.raises(ZeroDivisionError), publishing(site):
        assert files_of(site) == OLD
        raise ZeroDivisionError
    assert files_of(site) == OLD
    assert left_over(site) == []


def test_what_killed_runs_left_is_cleared_away(site: Path) -> None:
    (site.parent / ".site-new-abc").mkdir()
    (site.parent / ".site-old").mkdir()
    (site.parent / ".site-old" / "index.html").write_bytes(b"older")
    publish(site, NEW)
    assert files_of(site) == NEW
    assert left_over(site) == []


def test_second_run_at_the_same_time_is_turned_away(site: Path) -> None:
    with publishing(site), pytest.raises(CatalogueError, match=r"另一次构建正在写 site/"), publishing(site):
        pass
    assert left_over(site) == []


@pytest.mark.parametrize("written", ["", "nonsense", "1", "our own"])
def test_lock_file_that_nobody_holds_does_not_hold(site: Path, written: str) -> None:
    (site.parent / ".site.lock").write_text(str(os.getpid()) if written == "our own" else written)
    publish(site, NEW)
    assert files_of(site) == NEW
    assert left_over(site) == []


def test_folder_that_is_not_a_site_of_ours_is_never_replaced(tmp_path: Path) -> None:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "thesis.txt").write_bytes(b"years of work")
    with pytest.raises(CatalogueError, match="不是本程序生成的文件"):
        publish(folder, NEW)
    assert files_of(folder) == {"thesis.txt": b"years of work"}
    assert left_over(folder) == []


def test_empty_folder_may_become_the_site(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    publish(tmp_path / "site", NEW)
    assert files_of(tmp_path / "site") == NEW


def test_failed_second_rename_puts_the_old_site_back(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename = Path.rename

    def held(path: Path, target: Path) -> Path:
        if "-new-" in path.name:
            raise PermissionError(13, "in use")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", held)
    monkeypatch.setattr("time.sleep", lambda _: None)
    with pytest.raises(CatalogueError, match="换不上新的网站，旧的还在：in use"):
        publish(site, NEW)
    assert files_of(site) == OLD
    assert left_over(site) == []


@pytest.fixture
def renames(monkeypatch: pytest.MonkeyPatch) -> dict[str, int]:
    """Renames that are to fail: the start of the name that is moved, and how often."""
    failing: dict[str, int] = {}
    rename = Path.rename

    def renaming(path: Path, target: Path) -> Path:
        for start, times in failing.items():
            if path.name.startswith(start) and times:
                failing[start] = times - 1
                raise PermissionError(13, "in use")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", renaming)
    monkeypatch.setattr("time.sleep", lambda _: None)
    return failing


def test_failed_first_rename_leaves_the_old_site(site: Path, renames: dict[str, int]) -> None:
    renames["site"] = 1000
    with pytest.raises(CatalogueError, match="换不上新的网站，旧的还在：in use"):
        publish(site, NEW)
    assert files_of(site) == OLD
    assert left_over(site) == []


@pytest.mark.parametrize("moved", ["site", ".site-new-"])
def test_rename_that_fails_for_a_moment_is_tried_again(site: Path, renames: dict[str, int], moved: str) -> None:
    renames[moved] = 2
    publish(site, NEW)
    assert files_of(site) == NEW
    assert left_over(site) == []


def test_failed_first_site_does_not_speak_of_an_old_one(tmp_path: Path, renames: dict[str, int]) -> None:
    renames[".site-new-"] = 1000
    with pytest.raises(CatalogueError, match="换不上新的网站：in use"):
        publish(tmp_path / "site", NEW)


def test_old_site_that_cannot_be_put_back_is_named_and_comes_back_with_the_next_run(
    site: Path, renames: dict[str, int]
) -> None:
    renames |= {".site-new-": 1000, ".site-old": 1000}
    with pytest.raises(CatalogueError, match=r"旧的在 \.site-old"):
        publish(site, NEW)
    renames.clear()
    with pytest.raises(ZeroDivisionError), publishing(site):
        raise ZeroDivisionError
    assert files_of(site) == OLD


def test_lock_holds_against_another_process_and_goes_with_it(site: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from course_catalogue.output import publishing\n"
        "with publishing(Path(sys.argv[1])): print('in', flush=True); sys.stdin.read()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(site)], cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as run:
        assert run.stdout is not None
        assert run.stdout.readline().strip() == b"in"
        with pytest.raises(CatalogueError, match="另一次构建正在写 site/"):
            publish(site, NEW)
        run.kill()
    publish(site, NEW)
    assert files_of(site) == NEW
    assert left_over(site) == []


def test_place_without_locks_does_not_speak_of_another_run(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(_: object) -> None:
        raise OSError(37, "No locks available")

    monkeypatch.setattr("course_catalogue.output._lock_file", no_locks)
    with pytest.raises(OSError, match="No locks"):
        publish(site, NEW)


def test_site_can_be_read_by_a_web_server_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        publish(tmp_path / "site", NEW)
    finally:
        os.umask(before)
    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "site").rglob("*") if path.is_file()}
    assert modes == {0o644}
    assert (tmp_path / "site" / "bases").stat().st_mode & 0o777 == 0o755


@pytest.mark.parametrize("path", ["../index.html", "/etc/passwd", "a/../../b.html", "a/../b.html"])
def test_path_that_leads_out_of_the_site_is_a_defect(tmp_path: Path, path: str) -> None:
    with pytest.raises(AssertionError, match="leads out of the site"):
        write_files(tmp_path / "site", [OutputFile(path, b"")])
    assert list(tmp_path.iterdir()) == []


def test_killed_run_never_leaves_half_a_site(site: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from course_catalogue.output import MARKER, OutputFile, add_files, append_text, publishing, replace_file, write_files\n"
        "site = Path(sys.argv[1])\n"
        "while True:\n"
        "    with publishing(site) as staging:\n"
        "        write_files(staging, [OutputFile(f'{n}.html', b'new') for n in range(20)])\n"
    )
    whole = {f"{n}.html": b"new" for n in range(20)}
    for number in range(8):
        run = subprocess.Popen([sys.executable, "-c", program, str(site)], cwd=PROJECT, stderr=subprocess.DEVNULL)
        time.sleep(0.12 + number * 0.011)
        run.send_signal(signal.SIGKILL)
        run.wait()
        with pytest.raises(ZeroDivisionError), publishing(site):
            raise ZeroDivisionError  # a next run, which fails: it only puts right what the killed one left
        assert files_of(site) in (OLD, whole)
        assert left_over(site) in ([], [".site-old"])
    publish(site, NEW)
    assert (files_of(site), left_over(site)) == (NEW, [])


def test_one_file_is_replaced_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "report.json"
    replace_file(file, b"old")
    replace_file(file, b"new")
    assert files_of(tmp_path) == {"report.json": b"new"}
    assert file.stat().st_mode & 0o777 == 0o644

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(PermissionError):
        replace_file(file, b"newer")
    assert files_of(tmp_path) == {"report.json": b"new"}


def test_new_files_are_all_there_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [OutputFile("a/one.yml", b"1"), OutputFile("two.yml", b"2")]
    write_new_files(tmp_path / "out", files)
    assert (tmp_path / "out/a/one.yml").read_bytes() + (tmp_path / "out/two.yml").read_bytes() == b"12"
    real = output.replace_file

    def full(path: Path, content: bytes) -> None:
        if path.name == "two.yml":
            raise OSError(errno.ENOSPC, "no space")
        real(path, content)

    monkeypatch.setattr(output, "replace_file", full)
    with pytest.raises(OSError, match="no space"):
        write_new_files(tmp_path / "full", files)
    assert [path for path in (tmp_path / "full").rglob("*") if path.is_file()] == []


def test_the_place_that_was_wanted_is_named_where_nothing_can_be_written(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file") as found:
        replace_file(tmp_path / "nowhere" / "letter.txt", b"")
    assert found.value.filename == str(tmp_path / "nowhere" / "letter.txt")


def test_text_is_added_behind_what_others_wrote(tmp_path: Path) -> None:
    page = tmp_path / "summary.md"
    page.write_bytes(b"theirs\n")
    append_text(page, "我们的\n")
    assert page.read_text("utf-8") == "theirs\n我们的\n"


def filed(root: Path, files: dict[str, bytes], before: dict[str, bytes] | None = None) -> None:
    add_files(root, [OutputFile(path, content) for path, content in files.items()], before or {})


def test_files_are_added_in_new_folders_and_in_those_that_are_there(tmp_path: Path) -> None:
    (tmp_path / "courses" / "a").mkdir(parents=True)
    new = {
        "courses/a/b/course.yml": b"1",
        "courses/a/b/x.png": b"2",
        "courses/a/provider.yml": b"3",
        "bases/c/d/e.yml": b"4",
    }
    filed(tmp_path, new)
    assert files_of(tmp_path) == new
    assert (tmp_path / "courses/a/b").stat().st_mode & 0o777 == 0o755


def test_a_file_that_is_there_is_replaced_only_over_the_bytes_that_were_seen(tmp_path: Path) -> None:
    filed(tmp_path, {"courses/a/course.yml": b"old"})
    with pytest.raises(CatalogueError, match=r"已经有 courses/a/course\.yml"):
        filed(tmp_path, {"courses/b/course.yml": b"new", "courses/a/course.yml": b"new"})
    with pytest.raises(CatalogueError, match="被改动了"):
        filed(tmp_path, {"courses/b/x.yml": b"new", "courses/a/course.yml": b"new"}, {"courses/a/course.yml": b"other"})
    assert files_of(tmp_path) == {"courses/a/course.yml": b"old"}
    filed(tmp_path, {"courses/a/course.yml": b"new"}, {"courses/a/course.yml": b"old"})
    assert files_of(tmp_path) == {"courses/a/course.yml": b"new"}


def test_nothing_is_added_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "courses").mkdir()
    (tmp_path / "courses" / "a").write_bytes(b"a file")
    with pytest.raises(CatalogueError, match="courses/a 是文件"):
        filed(tmp_path, {"courses/a/course.yml": b"new"})
    with pytest.raises(AssertionError):
        filed(tmp_path, {"courses/b/../../../evil.yml": b"new"})
    assert not (tmp_path / "evil.yml").exists()
    assert not (tmp_path.parent / "evil.yml").exists()


_FILING = """
import itertools, sys
from pathlib import Path
from course_catalogue.output import OutputFile, add_files
root = Path(sys.argv[1])
for number in itertools.count():
    folder = f"courses/a/{number}"
    add_files(root, [OutputFile(f"{folder}/{name}.png", b"x" * 50_000) for name in range(20)] + [OutputFile(f"{folder}/course.yml", b"y")], {})
    print(number, flush=True)
"""


def test_killed_run_never_leaves_half_a_folder(tmp_path: Path) -> None:
    for wait in (0.0, 0.001, 0.002, 0.004, 0.008):
        root = tmp_path / f"{wait}"
        (root / "courses" / "a").mkdir(parents=True)
        run = subprocess.Popen([sys.executable, "-c", _FILING, str(root)], cwd=PROJECT, stdout=subprocess.PIPE)
        assert run.stdout is not None
        run.stdout.readline()
        time.sleep(wait)
        run.send_signal(signal.SIGKILL)
        run.wait()
        run.stdout.close()
        assert {len(list(folder.iterdir())) for folder in (root / "courses" / "a").iterdir()} == {21}
        filed(root, {"bases/x/base.yml": b"z"})
        assert [path.name for path in root.iterdir() if path.name.startswith(".courses-new-")] == []
