"""`build.py init`: the publisher in, the samples out."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from repositories import commit_all
from sites import broken_links, project_copy
from written import PROJECT

from course_catalogue.authoring.init import Publisher, set_publisher
from course_catalogue.cli import main
from course_catalogue.diagnostics import CatalogueError

ANSWERS = [
    "--site-name", "宁波科学课程目录", "--site-url", "https://kexue.example.com", "--publisher", '甬"科协\\', "--contact", "0574-00000000",
    "--icp-number", "浙ICP备00000000号", "--police-number", "", "--yes",
]  # fmt: skip


def test_init_sets_the_publisher_keeps_comments_and_removes_samples(tmp_path: Path) -> None:
    root = project_copy(tmp_path, PROJECT)
    own = root / "courses" / "own-society"
    own.mkdir()
    (own / "provider.yml").write_text("format: 1\nstatus: draft\nname: 自己的学会\n", "utf-8")
    assert main(["init", "--root", str(root), *ANSWERS]) == 0
    text = (root / "mkdocs.yml").read_text("utf-8")
    settings = yaml.safe_load(text)
    assert settings["site_name"] == "宁波科学课程目录"
    assert settings["site_url"] == "https://kexue.example.com/"
    assert settings["extra"]["publisher"] == {
        "name": '甬"科协\\',
        "contact": "0574-00000000",
        "icp_number": "浙ICP备00000000号",
        "police_number": "",
    }
    assert "# no request leaves the origin" in text
    assert sorted(path.name for path in (root / "courses").iterdir()) == [".gitkeep", "own-society"]
    assert list((root / "bases").glob("*/")) == []
    assert list((root / "reviews").rglob("*.yml")) == []
    assert main(["build", "--no-packs", "--root", str(root)]) == 0
    site = root / "site"
    html = (site / "index.html").read_text("utf-8")
    assert "示例数据" not in html
    assert "noindex" not in html
    assert "浙ICP备00000000号" in html
    assert broken_links(site) == []


def test_init_without_answers_and_terminal_says_what_is_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = project_copy(tmp_path, PROJECT / "tests" / "example")
    before = (root / "mkdocs.yml").read_text("utf-8")
    assert main(["init", "--root", str(root)]) == 2
    assert "--site-name" in capsys.readouterr().err
    assert (root / "mkdocs.yml").read_text("utf-8") == before


def test_samples_go_only_when_that_is_confirmed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = project_copy(tmp_path, PROJECT / "tests" / "example")
    before = (root / "mkdocs.yml").read_text("utf-8")
    assert main(["init", "--root", str(root), *[answer for answer in ANSWERS if answer != "--yes"]]) == 2
    assert "--keep-samples" in capsys.readouterr().err
    assert (root / "mkdocs.yml").read_text("utf-8") == before
    assert list((root / "courses").glob("*/provider.yml"))


@pytest.mark.parametrize("scheme", ["javascript:", "http://", "//"])
def test_an_address_that_is_none_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], scheme: str
) -> None:
    root = project_copy(tmp_path, PROJECT / "tests" / "example")
    before = (root / "mkdocs.yml").read_text("utf-8")
    answers = [answer.replace("https://", scheme) for answer in ANSWERS]
    assert main(["init", "--root", str(root), *answers]) == 2
    assert (root / "mkdocs.yml").read_text("utf-8") == before
    assert "https://" in capsys.readouterr().err


def test_settings_without_the_expected_lines_are_refused() -> None:
    with pytest.raises(CatalogueError, match="site_url"):
        set_publisher("site_name: x\n", Publisher("a", "https://a/", "b", "c"))


def files_of(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.mark.parametrize(
    "place", ["courses", "courses/example-society", "reviews", "reviews/courses", "reviews/courses/example-society"]
)
def test_a_linked_folder_is_found_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], place: str
) -> None:
    root = project_copy(tmp_path / "project", PROJECT / "tests" / "example")
    real = tmp_path / "real"
    (root / place).rename(real)
    (root / place).symlink_to(real, target_is_directory=True)
    before = (files_of(root), files_of(real))
    assert main(["init", "--root", str(root), *ANSWERS]) == 2
    assert f"{place} 是符号链接" in capsys.readouterr().err
    assert (files_of(root), files_of(real)) == before


@pytest.mark.parametrize("settings", [None, b"\xff\xfe", b"site_name: x\n"])
def test_settings_that_cannot_be_set_change_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], settings: bytes | None
) -> None:
    root = project_copy(tmp_path, PROJECT / "tests" / "example")
    (root / "mkdocs.yml").unlink()
    if settings is not None:
        (root / "mkdocs.yml").write_bytes(settings)
    before = files_of(root)
    assert main(["init", "--root", str(root), *ANSWERS]) == 2
    err = capsys.readouterr().err
    assert "mkdocs.yml" in err
    assert len(err.splitlines()) == 1
    assert files_of(root) == before


@pytest.mark.parametrize("answer", ["yes", "no", "", None])
def test_on_a_terminal_samples_go_only_after_yes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, answer: str | None
) -> None:
    root = project_copy(tmp_path, PROJECT / "tests" / "example")
    before = files_of(root)
    asked: list[str] = []

    def answered(question: str) -> str:
        asked.append(question)
        if answer is None:
            raise EOFError
        return answer

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", answered)
    code = main(["init", "--root", str(root), *ANSWERS[:-1]])
    assert "courses/example-society" in asked[0]
    if answer == "yes":
        assert code == 0
        assert not (root / "courses" / "example-society").exists()
    else:
        assert code == 2
        assert "什么都没有改" in capsys.readouterr().err
        assert files_of(root) == before


def test_an_owner_with_a_dot_in_its_name_takes_no_other_review_along(tmp_path: Path) -> None:
    root = project_copy(tmp_path, PROJECT / "tests" / "example")
    (root / "courses" / "example-society").rename(root / "courses" / "own.old")
    other = root / "reviews" / "courses" / "own.yml"
    other.write_text("format: 1\n", "utf-8")
    assert main(["init", "--root", str(root), *ANSWERS]) == 0
    assert other.exists()


def test_own_work_in_a_folder_of_the_samples_is_not_removed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = project_copy(tmp_path, PROJECT / "tests" / "example")
    commit_all(root)
    own = root / "courses/example-society/my-own/course.yml"
    own.parent.mkdir()
    own.write_text("format: 1\nstatus: draft\ntitle: 我的课\n", "utf-8")
    before = files_of(root)
    assert main(["init", "--root", str(root), *ANSWERS]) == 2
    said = capsys.readouterr().err
    assert "还没有提交的改动：courses/example-society/my-own/course.yml；" in said
    assert "--keep-samples" in said
    assert files_of(root) == before
    commit_all(root)
    assert main(["init", "--root", str(root), *ANSWERS]) == 0
    assert not own.exists()


def test_settings_are_written_whole_and_before_anything_is_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = project_copy(tmp_path, PROJECT / "tests" / "example")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    before = files_of(root)
    monkeypatch.setattr("course_catalogue.authoring.init.rewrite_file", full)
    assert main(["init", "--root", str(root), *ANSWERS]) == 2
    assert files_of(root) == before


def test_line_ends_of_the_settings_stay(tmp_path: Path) -> None:
    root = project_copy(tmp_path, PROJECT / "tests" / "example")
    settings = root / "mkdocs.yml"
    settings.write_bytes(settings.read_bytes().replace(b"\n", b"\r\n"))
    lines = settings.read_bytes().count(b"\n")
    assert main(["init", "--root", str(root), *ANSWERS]) == 0
    assert settings.read_bytes().count(b"\r\n") == settings.read_bytes().count(b"\n") == lines


@pytest.mark.parametrize("name", ["宁波　科协😀", 'a"b\\c', "\x85\u2028\x7f\ufeff", "#: {a}, 'b'"])
def test_any_name_of_a_publisher_is_read_as_it_was_given(name: str) -> None:
    text = set_publisher((PROJECT / "mkdocs.yml").read_text("utf-8"), Publisher(name, "https://a/", name, "c"))
    settings = yaml.safe_load(text)
    assert (settings["site_name"], settings["extra"]["publisher"]["name"]) == (name, name)


@pytest.mark.parametrize(
    ("option", "value", "words"),
    [
        ("--publisher", " ", "还没有填主办单位"),
        ("--contact", "13812345678", "联系方式（办公电话或邮箱）里有个人手机号"),
    ],
)
def test_what_nobody_should_publish_is_not_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], option: str, value: str, words: str
) -> None:
    root = project_copy(tmp_path, PROJECT / "tests" / "example")
    answers = [*ANSWERS]
    answers[answers.index(option) + 1] = value
    assert main(["init", "--root", str(root), *answers]) == 2
    assert words in capsys.readouterr().err


def test_on_a_terminal_each_answer_is_judged_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = project_copy(tmp_path, PROJECT / "tests" / "example")
    answers = iter(
        ["", "科学课程目录", "http://x", "https://kexue.example.com", "科协", "0574-00000000", "", "", "yes"]
    )
    asked: list[str] = []

    def answered(question: str) -> str:
        asked.append(question)
        return next(answers)

    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    monkeypatch.setattr("builtins.input", answered)
    assert main(["init", "--root", str(root)]) == 0
    assert asked[1].startswith("还没有填网站名称。\n")
    assert asked[3].startswith("网址应以 https:// 开头")
    assert "、其中的 13 门课程和它们的评审，输入 yes 确认" in asked[-1]
