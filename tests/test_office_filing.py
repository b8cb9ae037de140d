"""`build.py import` and `build.py templates`, as somebody runs them."""

from __future__ import annotations

from pathlib import Path

import pytest
from office_files import WordForm, Workbook
from sites import project_copy
from written import PROJECT

from course_catalogue.cli import main

NOTES = """\
纸桥.xlsx：科学素养系列课程“纸桥”，1 个课时

下面 1 处写法和格式不一样，这样理解，请核对：
  工作表“课程”B{grades}  三年级、四年级
      → 年级：3、4

下面 1 处没有读懂，没有写进课程，请改好再读一次：
  工作表“课程”B{minutes}  一节课
      课时长度（分钟）：应为整数，只写数字

还差 7 项即可送评：主题（theme）、简介（summary）、班额（class_size）、价格（price）、安全（safety）、开课安排（offer）、课时 1 › 学习目标（objectives）
"""
YAML = """\
# yaml-language-server: $schema=../../../schema/series.schema.json
format: 1
status: draft
title: 纸桥
grades: [3, 4]
sessions:
  - title: 一张纸
"""


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    book = Workbook().put("课程", {"课程名称": "纸桥", "年级": "三年级、四年级", "课时长度（分钟）": "一节课"})
    path = tmp_path / "纸桥.xlsx"
    path.write_bytes(book.put("课时 1", {"课时名称": "一张纸"}).content)
    return path


def notes() -> str:
    book = Workbook()
    return NOTES.format(grades=book.row("课程", "年级"), minutes=book.row("课程", "课时长度（分钟）"))


def run(*arguments: object) -> int:
    return main([*map(str, arguments), "--root", str(PROJECT)])


def test_import_shows_the_file_and_tells_how_it_understood_the_form(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", filled) == 0
    out, err = capsys.readouterr()
    assert out == YAML
    assert err == f"{notes()}\n"


def test_import_writes_into_a_folder_and_the_notes_into_a_file(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("import", filled, "--out", tmp_path / "new", "--notes", tmp_path / "notes.txt") == 0
    assert (tmp_path / "new" / "course.yml").read_text("utf-8") == YAML
    assert (tmp_path / "notes.txt").read_text("utf-8") == notes()
    assert f"写好了 {tmp_path / 'new' / 'course.yml'}" in capsys.readouterr().out


def test_several_files_get_a_folder_each(filled: Path, tmp_path: Path) -> None:
    word = tmp_path / "机构.docx"
    word.write_bytes(WordForm("provider.docx").put({"名称": "学会（示例）"}).content)
    assert run("import", filled, word, "--out", tmp_path / "new") == 0
    made = sorted(path.relative_to(tmp_path / "new").as_posix() for path in (tmp_path / "new").rglob("*.yml"))
    assert made == ["机构/provider.yml", "纸桥/course.yml"]


def test_import_knows_the_exhibits_of_the_bases(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = project_copy(tmp_path / "project", PROJECT)
    base = root / "bases" / "xiangshan-ocean-hall" / "base.yml"
    base.write_text(base.read_text("utf-8").replace("name: 触摸池", "name: 声、光、电"), "utf-8")
    form = Workbook("extension.xlsx").put("课程", {"课程名称": "纸桥", "依托展项": "声、光、电、潮汐水槽"})
    (tmp_path / "纸桥.xlsx").write_bytes(form.content)
    assert main(["import", str(tmp_path / "纸桥.xlsx"), "--root", str(root)]) == 0
    assert "exhibits: [sheng-guang-dian, chao-xi-shui-cao]" in capsys.readouterr().out


def test_nothing_is_written_when_a_file_is_refused(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "旧.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    options = ("--out", tmp_path / "new", "--notes", tmp_path / "notes.txt")
    assert run("import", filled, tmp_path / "旧.doc", *options) == 1
    assert "没有读：旧.doc 读不了：旧版 Word 文件，请用 Word 或 WPS 打开" in capsys.readouterr().err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["旧.doc", "纸桥.xlsx"]


def test_a_file_that_is_there_is_never_written_over(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "course.yml").write_text("mine", "utf-8")
    assert run("import", filled, "--out", tmp_path, "--notes", tmp_path / "notes.txt") == 2
    assert "已经有了，什么都没有写" in capsys.readouterr().err
    assert (tmp_path / "course.yml").read_text("utf-8") == "mine"
    assert not (tmp_path / "notes.txt").exists()


def test_templates_writes_the_empty_forms(tmp_path: Path) -> None:
    assert run("templates", "--out", tmp_path / "forms") == 0
    assert sorted(path.name for path in (tmp_path / "forms").iterdir()) == sorted(
        f"{kind}{ending}"
        for kind in ("series", "premium", "extension", "base", "provider")
        for ending in (".docx", ".xlsx")
    )


def test_templates_fills_in_what_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    key = "courses/siming-nature-society/night-sky-sounds"
    assert run("templates", key, "--out", tmp_path) == 0
    assert run("import", tmp_path / "night-sky-sounds.docx") == 0
    assert "title: 夜晚的天空和声音\n" in capsys.readouterr().out
    assert run("templates", "courses/no/such", "--out", tmp_path) == 2
    assert "没有 courses/no/such 这个编号" in capsys.readouterr().err
