"""`build.py new`: asked or by options, a file that a check accepts, in a place that was free."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from numbered_titles import NUMBERED
from written import EXAMPLE, PROJECT, TODAY

from course_catalogue import output
from course_catalogue.authoring.numbering import without_numbers
from course_catalogue.cli import main
from course_catalogue.loading import load_catalogue


@pytest.fixture
def root(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    shutil.copytree(EXAMPLE, project)
    shutil.copytree(PROJECT / "schema", project / "schema")
    return project


def new(root: Path, *arguments: str) -> int:
    return main(["new", *arguments, "--root", str(root)])


def files_of(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    ("arguments", "path"),
    [
        (["series", "--title", "小小气象站", "--owner", "example-society"], "courses/example-society/xiao-xiao-qi-xiang-zhan/course.yml"),
        (["series", "--title", "看云", "--owner", "示例水科学学会", "--id", "clouds", "--sessions", "16"], "courses/example-society/clouds/course.yml"),
        (["premium", "--title", "一日研学", "--owner", "bases/example-farm"], "bases/example-farm/premium/yi-ri-yan-xue/course.yml"),
        (["extension", "--title", "水车", "--owner", "example-hall"], "bases/example-hall/extension/shui-che/course.yml"),
        (["base", "--title", "天文台（示例）"], "bases/tian-wen-tai/base.yml"),
        (["provider", "--title", "气象学会（示例）"], "courses/qi-xiang-xue-hui/provider.yml"),
    ],
)  # fmt: skip
def test_every_kind_is_written_and_the_check_accepts_it(
    root: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], path: str
) -> None:
    before = files_of(root)
    assert new(root, *arguments) == 0
    said = capsys.readouterr().out.splitlines()
    assert len(said) == 3
    assert path in said[0]
    assert f"build.py check {path}" in said[2]
    after = files_of(root)
    assert set(after) - set(before) == {path}
    assert {name: after[name] for name in before} == before
    loaded = load_catalogue(root, TODAY)
    assert loaded.is_sound
    assert [item.code for item in loaded.diagnostics if item.mark.path == path] in ([], ["due-for-next-step"])
    assert [entry.name for entry in root.iterdir() if entry.name.startswith(".")] == []


def sessions_of(root: Path, title: str) -> list[str]:
    courses = load_catalogue(root, TODAY).catalogue.series
    return [session.title for course in courses if course.title == title for session in course.sessions]


def test_session_titles_come_from_a_file_without_their_numbers(root: Path, tmp_path: Path) -> None:
    titles = tmp_path / "titles.txt"
    titles.write_bytes("\r\n".join(("1. 风从哪里来", "第2课时：雨量筒", "", "三、云的样子")).encode("gb18030"))
    assert new(root, "series", "--title", "天", "--owner", "example-society", "--titles", str(titles)) == 0
    names = sessions_of(root, "天")
    assert (names[:4], len(names)) == (["风从哪里来", "雨量筒", "云的样子", "待定 4"], 12)


@pytest.mark.parametrize(("pasted", "titles"), NUMBERED)
def test_numbers_in_front_of_titles_are_taken_away_and_nothing_else(
    pasted: tuple[str, ...], titles: tuple[str, ...]
) -> None:
    assert without_numbers(pasted) == titles


def test_more_titles_than_a_series_may_have_are_told_with_what_to_do(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    titles = tmp_path / "titles.txt"
    titles.write_text("\n".join(f"第 {number} 课时：看云 {number}" for number in range(1, 18)), "utf-8")
    assert new(root, "series", "--title", "天", "--owner", "example-society", "--titles", str(titles)) == 2
    assert "题目有 17 个，一个系列至多 16 课时：删去或合并 1 个再运行" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["series", "--owner", "example-society"], "--title"),
        (["series", "--title", "水"], "--owner"),
        (["series", "--title", "水", "--owner", "nobody"], "没有“nobody”这个机构"),
        (["series", "--title", "水" * 31, "--owner", "example-society"], "不能超过 30 个字"),
        (["series", "--title", "水", "--owner", "example-society", "--sessions", "17"], "12～16 课时"),
        (["series", "--title", "水", "--owner", "example-society", "--id", "night-sky"], "已经有了"),
        (["series", "--title", "水", "--owner", "example-society", "--id", "../x"], "小写英文"),
        (["series", "--title", "13800138000", "--owner", "example-society"], "个人手机号"),
        (["series", "--title", "<b>水</b>", "--owner", "example-society"], "什么都没有写"),
        (["premium", "--title", "水", "--owner", "example-society"], "没有“example-society”这个基地"),
    ],
)
def test_what_cannot_be_written_is_said_in_a_line_and_nothing_is(
    root: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    before = files_of(root)
    assert new(root, *arguments) == 2
    said = capsys.readouterr().err
    assert words in said
    assert len(said.splitlines()) == 1
    assert files_of(root) == before


@pytest.mark.parametrize(
    ("kind", "title", "path"),
    [
        ("base", "示例水科技馆", "bases/example-hall/base.yml"),
        ("provider", "示例 水科学学会", "courses/example-society/provider.yml"),
    ],
)
def test_one_that_is_there_by_this_name_is_told_with_its_file(
    root: Path, capsys: pytest.CaptureFixture[str], kind: str, title: str, path: str
) -> None:
    before = files_of(root)
    assert new(root, kind, "--title", title, "--id", "another-one") == 2
    assert f"已经有叫“{title}”的了，在 {path}" in capsys.readouterr().err
    assert files_of(root) == before


def test_a_course_needs_somebody_whose_it_is(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(root / "courses")
    assert new(root, "series", "--title", "水") == 2
    assert "先运行 python build.py new provider" in capsys.readouterr().err


def test_on_a_terminal_it_asks_again_until_the_answer_fits(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["9", "1", "", "小小气象站", "Weather!", "", "1. 看云", "2. 看风", "", "11", "13"])
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    asked: list[str] = []

    def answered(question: str) -> str:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr("builtins.input", answered)
    assert new(root, "series") == 0
    said = "".join(asked)
    assert "  1  示例水科学学会（example-society）" in said
    assert "没有“9”这个机构" in said
    assert "还没有填课程名称" in said
    assert "编号要用小写英文" in said
    assert "一个系列有 12～16 课时，已有题目 2 个" in said
    text = (root / "courses/example-society/xiao-xiao-qi-xiang-zhan/course.yml").read_text("utf-8")
    assert text.count("  - title: ") == 13
    assert "  - title: 看风\n" in text


def test_no_answer_writes_nothing(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files_of(root)

    def closed(_: str) -> str:
        raise EOFError

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", closed)
    assert new(root, "provider") == 2
    assert files_of(root) == before


def test_a_run_that_is_killed_leaves_nothing_and_the_next_one_cleans_up(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_of(root)
    arguments = ("extension", "--title", "水车", "--owner", "example-farm")
    with monkeypatch.context() as patch:
        patch.setattr(output, "_rename", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        patch.setattr("shutil.rmtree", lambda *_, **__: None)
        assert new(root, *arguments) == 130
    assert {name: text for name, text in files_of(root).items() if not name.startswith(".courses-new-")} == before
    assert load_catalogue(root, TODAY).is_sound
    assert new(root, *arguments) == 0
    assert set(files_of(root)) - set(before) == {"bases/example-farm/extension/shui-che/course.yml"}


def test_nothing_is_written_through_a_link(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (root / "bases/example-farm/extension").symlink_to(elsewhere, target_is_directory=True)
    assert new(root, "extension", "--title", "水车", "--owner", "example-farm") == 2
    assert "bases/example-farm/extension 是符号链接" in capsys.readouterr().err
    assert list(elsewhere.iterdir()) == []
