"""Publishing: all of the new site or all of the old one, whatever happens."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from written import PROJECT

from course_catalogue.diagnostics import CatalogueError
from course_catalogue.output import OutputFile, publishing, write_files

OLD = {"index.html": b"old", "courses/a.html": "旧".encode()}
NEW = {"index.html": b"new", "bases/b.html": "新".encode()}


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


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


def test_lock_of_a_process_that_is_gone_does_not_hold(site: Path) -> None:
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    (site.parent / ".site.lock").write_text(str(gone.pid))
    publish(site, NEW)
    assert files_of(site) == NEW


@pytest.mark.parametrize("written", ["", "nonsense", "0", "-1", "our own"])
def test_lock_that_may_still_be_held_holds(site: Path, written: str) -> None:
    (site.parent / ".site.lock").write_text(str(os.getpid()) if written == "our own" else written)
    with pytest.raises(CatalogueError, match=r"请删去 \.site\.lock"):
        publish(site, NEW)
    assert files_of(site) == OLD
    assert left_over(site) == [".site.lock"]


@pytest.mark.parametrize("path", ["../index.html", "/etc/passwd", "a/../../b.html", "a/../b.html"])
def test_path_that_leads_out_of_the_site_is_a_defect(tmp_path: Path, path: str) -> None:
    with pytest.raises(AssertionError, match="leads out of the site"):
        write_files(tmp_path / "site", [OutputFile(path, b"")])
    assert list(tmp_path.iterdir()) == []


def test_killed_run_never_leaves_half_a_site(site: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from course_catalogue.output import OutputFile, publishing, write_files\n"
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
