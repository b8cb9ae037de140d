"""The commands as a user calls them."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from sites import project_copy
from written import PROJECT

from course_catalogue.cli import main

EXAMPLE = PROJECT / "tests" / "example"
ON = ("--today", "2026-10-01")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_copy(tmp_path, EXAMPLE)


def broken(project: Path) -> Path:
    """One fault: a title that is a number."""
    file = next(iter(sorted(project.glob("courses/*/provider.yml"))))
    lines = file.read_text("utf-8").splitlines()
    file.write_text("\n".join("name: 12" if line.startswith("name:") else line for line in lines), "utf-8")
    return file


def test_check_of_a_sound_catalogue_exits_0(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(project), *ON]) == 0
    assert "没有错误" in capsys.readouterr().out.splitlines()[-1]


def test_check_of_a_fault_exits_1_and_names_file_line_and_column(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = broken(project)
    assert main(["check", "--root", str(project), *ON]) == 1
    out = capsys.readouterr().out
    assert f"错误 wrong-type  {file.relative_to(project).as_posix()}:" in out
    assert "给它加上英文双引号" in out


def test_a_folder_that_is_no_project_exits_2_with_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--root", str(tmp_path)]) == 2
    err = capsys.readouterr().err
    assert err.startswith("出错了：")
    assert len(err.splitlines()) == 1


def test_an_unknown_command_exits_2() -> None:
    with pytest.raises(SystemExit) as stop:
        main(["publish"])
    assert stop.value.code == 2


def test_build_publishes_and_says_what_it_made(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--no-packs", "--root", str(project), *ON]) == 0
    out = capsys.readouterr().out
    pages = sum(1 for _ in (project / "site").rglob("*.html"))
    assert f"{pages} 个网页" in out
    assert str(project / "site" / "index.html") in out
    assert "build.py init" in out


def test_build_of_a_fault_exits_1_and_keeps_the_last_site(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "--no-packs", "--root", str(project), *ON]) == 0
    before = {path: path.read_bytes() for path in (project / "site").rglob("*") if path.is_file()}
    broken(project)
    capsys.readouterr()
    assert main(["build", "--no-packs", "--root", str(project), *ON]) == 1
    assert "上一次的网站没有改动" in capsys.readouterr().out
    assert {path: path.read_bytes() for path in (project / "site").rglob("*") if path.is_file()} == before


def test_explain_knows_every_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain"]) == 0
    codes = [line.split()[0] for line in capsys.readouterr().out.splitlines() if line.startswith("  ")]
    assert len(codes) > 80
    for code in codes:
        assert main(["explain", code]) == 0
        assert capsys.readouterr().out.startswith(f"{code}（")
    assert main(["explain", "no-such-code"]) == 2


def test_check_does_not_import_mkdocs_or_typst() -> None:
    script = "import sys; from course_catalogue.cli import main; main(['check']); sys.exit(any(name in sys.modules for name in ('mkdocs', 'typst', 'jinja2')))"
    assert subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, check=False).returncode == 0


def test_check_imports_what_words_and_mends_only_with_a_fault() -> None:
    code = (
        "import sys, course_catalogue.cli\n"
        "late = 'misfits value_mends field_names grammar glued_lines git_tree output pictures.store'.split()\n"
        "print([name for name in late if f'course_catalogue.{name}' in sys.modules], 'nh3' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[] False\n"


def test_progress_is_silent_where_stderr_is_no_terminal(project: Path) -> None:
    run = subprocess.run(
        [sys.executable, "build.py", "build", "--no-packs", "--root", str(project), *ON],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout
    assert run.stderr == ""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no signal to a group of processes")
def test_ctrl_c_ends_a_command_without_a_word(project: Path) -> None:
    """Also where another Python has begun it in .venv; both get the signal, as from a terminal."""
    python = os.path.realpath(sys.executable)  # outside .venv
    command = [python, "build.py", "new", "provider", "--root", str(project)]
    pipe = subprocess.PIPE
    ours, theirs = os.openpty()  # questions are asked at a terminal only
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # what a shell runs in the background ignores it
    try:
        with subprocess.Popen(
            command, cwd=PROJECT, start_new_session=True, stdin=theirs, stdout=pipe, stderr=pipe
        ) as run:
            assert run.stdout is not None
            run.stdout.read(1)  # it asks
            told = b""
            for _ in range(30):  # as somebody presses it again where a busy machine has not heard it
                os.killpg(run.pid, signal.SIGINT)
                with suppress(subprocess.TimeoutExpired):
                    _, told = run.communicate(timeout=2)
                    break
            else:
                os.killpg(run.pid, signal.SIGKILL)  # else it is waited for without end
    finally:
        signal.signal(signal.SIGINT, before)
    os.close(ours)
    os.close(theirs)
    assert (run.returncode, told) == (130, b"")


@pytest.mark.parametrize("where", [".", "..", "courses/site", "schema"])
def test_a_site_over_the_project_is_refused(where: str, project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = sorted(path.relative_to(project) for path in project.rglob("*"))
    assert main(["build", "--no-packs", "--root", str(project), "--site-dir", str(project / where), *ON]) == 2
    assert "那里是项目本身" in capsys.readouterr().err
    assert sorted(path.relative_to(project) for path in project.rglob("*")) == before


def test_a_wrong_call_is_told_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["check", "--today", "2026-13-01"])
    assert stop.value.code == 2
    assert "没有 2026-13-01 这一天" in capsys.readouterr().err


def test_broken_settings_are_one_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "mkdocs.yml").write_text("site_name: [", "utf-8")
    assert main(["build", "--no-packs", "--root", str(project), *ON]) == 2
    err = capsys.readouterr().err
    assert err.startswith("出错了：mkdocs.yml 读不了")
    assert len(err.splitlines()) == 1


def test_what_cannot_be_written_is_one_line(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "file").write_text("x", "utf-8")
    assert main(["build", "--no-packs", "--root", str(project), "--site-dir", str(project / "file" / "site"), *ON]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_a_folder_of_others_is_refused_before_any_work(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    (other / "letter.txt").write_text("mine", "utf-8")
    assert main(["build", "--no-packs", "--root", str(project), "--site-dir", str(other), *ON]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "不是本程序生成的文件" in captured.err
    assert (other / "letter.txt").read_text("utf-8") == "mine"


def test_a_fault_of_the_machine_is_told_in_chinese(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> str:
        raise OSError(errno.ENOSPC, "No space left on device", "/srv/site")

    monkeypatch.setattr("course_catalogue.output.tempfile.mkdtemp", full)
    assert main(["build", "--no-packs", "--root", str(project), *ON]) == 2
    assert capsys.readouterr().err == "出错了：读写不了 /srv/site（磁盘满了）\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["check", "--today"], "--today 后面要跟一个值"),
        (["check", "--today", "x"], "--today：没有 x 这一天"),
        (["publish"], "没有 publish 这个命令"),
        ([], "还缺少 命令"),
        (["check", "--no-such"], "不认识 --no-such"),
        (["serve", "--port", "x"], "--port 应为整数：x"),
        (["build", "--no-packs=1"], "--no-packs 后面不跟值：1"),
        (["init", "--site", "x"], "--site 没有写全"),
        (["check", "--format", "xml"], "--format 不能是 xml，可以是 'human'"),
        (["check", "--a\n::error::b"], "不认识 --a<U+000A>::error::b"),
    ],
)
def test_every_wrong_call_is_told_in_chinese(
    arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(arguments)
    assert f"命令写得不对（{words}" in capsys.readouterr().err


@pytest.mark.parametrize(
    "settings", ["- a\n", "", "site_name: a\nplugins: [none-such]\n", "site_name: a\nplugins: []\n"]
)
def test_settings_that_mkdocs_refuses_are_one_line_of_a_real_run(project: Path, settings: str) -> None:
    (project / "mkdocs.yml").write_text(settings, "utf-8")
    script = "import sys; from course_catalogue.cli import main; sys.exit(main(sys.argv[1:]))"
    run = subprocess.run(
        [sys.executable, "-c", script, "build", "--no-packs", "--root", str(project), *ON],
        cwd=PROJECT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == 2
    assert run.stderr.startswith("出错了：mkdocs.yml")
    assert len(run.stderr.splitlines()) == 1
