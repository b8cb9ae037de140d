"""`build.py receive`: a mail becomes a change that a check accepts and a letter, or only a letter that says why not."""

from __future__ import annotations

import base64
import json
import re
import shutil
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
from docx.oxml import parse_xml
from mails import archive, series_text
from office_files import WordForm, Workbook, with_part
from pictures_made import jpeg, png
from repositories import git
from test_office_older_templates import schemas_of_last_term
from written import EXAMPLE, PROJECT, TODAY, project_rulebook

from course_catalogue.authoring.emitter import written
from course_catalogue.authoring.intake import parcels
from course_catalogue.authoring.office import Imported, Left, Understood
from course_catalogue.cli import main
from course_catalogue.documents import Source
from course_catalogue.loading import load_catalogue
from course_catalogue.office_forms.making import exported
from course_catalogue.strict_yaml import read_document

WATER = "courses/example-society/water-journey/course.yml"
CLOUDS = "courses/example-society/kan-yun/course.yml"
DRAFT = "format: 1\nstatus: draft\ntitle: 看云\ntheme: 看一个月的云\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    shutil.copytree(EXAMPLE, project)
    shutil.copytree(PROJECT / "schema", project / "schema")
    shutil.copy(PROJECT / "mkdocs.yml", project / "mkdocs.yml")
    git(project, "init", "--quiet")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "-m", "start")
    return project


class Desk:
    """A maintainer's desk: what is mailed, what is said to him, the letter, and what has changed."""

    def __init__(self, root: Path, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root, self.folder, self.capsys = root, folder, capsys
        folder.mkdir()

    def receive(self, name: str, content: bytes | str, *options: str) -> tuple[int, str, str]:
        """The exit code, what is said, and the letter ("" where none was written)."""
        (self.folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
        self.capsys.readouterr()
        arguments = [str(self.folder / name), "--root", str(self.root), "--today", TODAY.isoformat(), *options]
        code = main(["receive", *arguments])
        out = self.capsys.readouterr()
        letter = self.folder / f"{name}.回信.txt"
        return code, out.out + out.err, letter.read_text("utf-8") if letter.exists() else ""

    def changes(self) -> list[str]:
        return sorted(git(self.root, "status", "--porcelain", "--untracked-files=all").splitlines())

    def data(self, path: str) -> dict[str, Any]:
        kind = "series" if path.startswith("courses") else PurePosixPath(path).parts[2]
        document = read_document(Source(PurePosixPath(path), kind, (self.root / path).read_bytes())).document
        assert document is not None
        return document.data


@pytest.fixture
def desk(root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Desk]:
    yield Desk(root, tmp_path / "mails", capsys)


def test_a_draft_is_filed_and_its_letter_says_what_is_due(desk: Desk) -> None:
    code, said, letter = desk.receive("看云.yml", DRAFT, "--provider", "example-society")
    assert code == 0
    assert desk.changes() == [f"?? {CLOUDS}"]
    assert (
        (desk.root / CLOUDS)
        .read_text("utf-8")
        .startswith(
            "# yaml-language-server: $schema=../../../schema/series.schema.json\nformat: 1\nstatus: draft\ntitle: 看云\n"
        )
    )
    assert load_catalogue(desk.root, TODAY).is_sound
    assert f"新增 {CLOUDS}" in said
    assert "git switch -c receive/example-society-kan-yun" in said
    assert letter in said
    assert letter.startswith("示例水科学学会：\n    您好！\n\n您寄来的“看云.yml”收到了，谢谢！\n")
    assert "科学素养系列课程《看云》收进了目录（编号 kan-yun），现在是草稿，还没有公开。\n还差 7 项即可送评" in letter
    assert "  1. 简介（summary）\n" in letter
    assert "怎样寄下一版：" in letter
    assert letter.endswith("此致\n敬礼\n\n课程目录维护者\n2026 年 10 月 1 日\n")


def test_a_whole_course_is_filed_as_submitted(desk: Desk) -> None:
    code, _, letter = desk.receive("a.yml", series_text(title="水的另一次旅行"), "--provider", "example-society")
    assert code == 0
    path = "courses/example-society/shui-de-ling-yi-ci-lv-xing/course.yml"
    assert desk.data(path)["status"] == "submitted"
    assert "，已经送评，等待评审。" in letter
    assert "还差" not in letter
    assert load_catalogue(desk.root, TODAY).is_sound


def test_the_zip_of_the_form_is_filed_with_its_pictures(desk: Desk) -> None:
    text = f"{DRAFT}images:\n  - file: cover.png\n    alt: 学生在操场上看云\n"
    files: dict[str, bytes | str] = {
        "courses/example-society/clouds/course.yml": text,
        "courses/example-society/clouds/cover.png": png(),
        "courses/example-society/clouds/other.png": png(),
    }
    code, said, letter = desk.receive("看云.zip", archive(files), "--provider", "example-society")
    assert code == 0
    folder = "courses/example-society/clouds"
    assert desk.changes() == [f"?? {folder}/course.yml", f"?? {folder}/cover.png"]
    assert "写好了 2 个文件" in said
    assert "图片 “other.png” 没有收" in letter
    loaded = load_catalogue(desk.root, TODAY)
    assert loaded.is_sound
    assert "image-unused" not in [item.code for item in loaded.diagnostics]


def test_what_hinders_submission_is_filed_as_a_draft_and_told(desk: Desk) -> None:
    text = series_text(title="看云").replace("  best: 24\n", "  best: 10\n")
    code, _, letter = desk.receive("看云.yml", text, "--provider", "example-society")
    assert code == 0
    assert desk.data(CLOUDS)["status"] == "draft"
    assert (
        "因为下面有几处要改，先存为草稿，还没有公开。\n还不能送评，要先改：\n  1. 班额：班额应当“最少 ≤ 最合适 ≤ 最多”"
        in letter
    )
    assert load_catalogue(desk.root, TODAY).is_sound


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (DRAFT + "summary: 请打 13800138000 找王老师\n", "个人手机号"),
        (DRAFT + "# 13800138000\n", ""),
        (DRAFT + "colour: 蓝\n", "colour"),
        (DRAFT + "summary: <script>alert(1)</script>\n", "简介"),
        (DRAFT.replace("status: draft", "status: approved"), "状态"),
        (DRAFT + "images:\n  - file: cover.png\n    alt: 学生在看云\n", "cover.png"),
        (DRAFT + "sessions: &a []\n", "第 5 行"),
    ],
)
def test_what_the_gates_refuse_is_refused_with_their_reason(desk: Desk, text: str, words: str) -> None:
    code, said, letter = desk.receive("看云.yml", text, "--provider", "example-society")
    if not words:  # a comment is left behind, and with it the number
        assert code == 0
        assert "13800138000" not in (desk.root / CLOUDS).read_text("utf-8")
        return
    assert code == 1
    assert desk.changes() == []
    assert "没有收下，目录没有改动。" in said
    assert "可惜这一次还收不下，目录没有改动。原因是：" in letter
    assert words in letter
    assert "13800138000" not in said + letter


def test_a_picture_that_is_none_refuses_the_mail(desk: Desk) -> None:
    text = f"{DRAFT}images:\n  - file: cover.png\n    alt: 学生在操场上看云\n"
    code, _, letter = desk.receive(
        "a.zip", archive({"course.yml": text, "cover.png": b"no picture"}), "--provider", "example-society"
    )
    assert code == 1
    assert "cover.png" in letter or "图片" in letter
    assert desk.changes() == []


def test_of_several_courses_all_are_filed_or_none(desk: Desk) -> None:
    good, bad = DRAFT, DRAFT.replace("看云", "看风") + "colour: 蓝\n"
    code, _, letter = desk.receive("a.zip", archive({"1.yml": good, "2.yml": bad}), "--provider", "example-society")
    assert code == 1
    assert desk.changes() == []
    assert "《看风》" in letter
    code, _, letter = desk.receive(
        "b.zip", archive({"1.yml": good, "2.yml": good.replace("看云", "看风")}), "--provider", "example-society"
    )
    assert code == 0
    assert desk.changes() == [f"?? courses/example-society/{name}/course.yml" for name in ("kan-feng", "kan-yun")]
    assert letter.count("收进了目录") == 2


def test_a_new_provider_comes_with_its_course(desk: Desk) -> None:
    provider = "format: 1\nstatus: draft\nname: 气象学会（示例）\n"
    code, _, letter = desk.receive("a.zip", archive({"provider.yml": provider, "course.yml": DRAFT}))
    assert code == 0
    assert desk.changes() == [
        "?? courses/qi-xiang-xue-hui/kan-yun/course.yml",
        "?? courses/qi-xiang-xue-hui/provider.yml",
    ]
    assert letter.startswith("气象学会（示例）：")
    assert load_catalogue(desk.root, TODAY).is_sound


def test_an_update_is_shown_first_and_written_only_when_that_is_said(desk: Desk) -> None:
    text = series_text(theme="用小实验认识水").replace(
        "    - 不尝实验用的糖、盐和水；地上有水马上擦干。\n", "    - 不尝。\n"
    )
    code, said, letter = desk.receive("a.yml", text, "--provider", "example-society")
    assert (code, letter) == (1, "")
    assert desk.changes() == []
    assert f"更新 {WATER}" in said
    assert "主题：" in said
    assert "变为待复核" in said
    assert "加上 --update" in said
    code, _, letter = desk.receive("a.yml", text, "--provider", "example-society", "--update")
    assert code == 0
    assert desk.changes() == [f" M {WATER}".strip()] or desk.changes() == [f"M {WATER}"]
    assert desk.data(WATER)["theme"] == "用小实验认识水"
    assert "已照寄来的更新（编号 water-journey），仍然在册；改过的地方我们会再看一遍。\n这次改了" in letter
    assert "主题：用小实验认识水的样子、溶解和循环 → 用小实验认识水\n" in letter


def test_an_update_with_an_error_never_makes_a_submitted_course_a_draft(desk: Desk) -> None:
    text = series_text().replace("  best: 24\n", "  best: 10\n")
    code, _, letter = desk.receive("a.yml", text, "--provider", "example-society", "--update")
    assert code == 1
    assert "班额" in letter
    assert desk.changes() == []


def test_changes_that_nobody_has_committed_are_never_overwritten(desk: Desk) -> None:
    ours = (desk.root / WATER).read_text("utf-8").replace("lead_weeks: 3", "lead_weeks: 4")
    (desk.root / WATER).write_text(ours, "utf-8")
    code, said, letter = desk.receive("a.yml", series_text(theme="水"), "--provider", "example-society", "--update")
    assert (code, letter) == (2, "")
    assert "还没有提交的改动" in said
    assert (desk.root / WATER).read_text("utf-8") == ours


def test_while_a_course_of_the_owner_cannot_be_read_nothing_is_filed(desk: Desk) -> None:
    (desk.root / WATER).write_text("title: [\n", "utf-8")
    code, said, letter = desk.receive("a.yml", DRAFT, "--provider", "example-society")
    assert (code, letter) == (2, "")
    assert "water-journey 现在读不了" in said


def test_the_same_again_changes_nothing(desk: Desk) -> None:
    desk.receive("a.yml", DRAFT, "--provider", "example-society")
    git(desk.root, "add", ".")
    git(desk.root, "commit", "--quiet", "-m", "clouds")
    code, said, letter = desk.receive("b.yml", DRAFT, "--provider", "example-society")
    assert code == 0
    assert "没有要改的" in said
    assert "《看云》和目录里的一样，没有改动（编号 " in letter
    assert desk.changes() == []


def test_a_word_file_is_answered_in_the_words_of_its_headings(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    data = {
        "title": "看云",
        "theme": "看云",
        "grades": [3],
        "price": {"kind": "成本分担", "fee_per_session": 5},
        "sessions": [{"title": "云"}],
    }
    found = Imported(
        "series",
        data,
        (Understood("每课时长度", "40分钟", "40"),),
        (Left("课时 1 › 教学过程", "约半节课", "写分钟数，如 20"),),
    )
    monkeypatch.setattr(parcels, "imported", lambda *_: found)
    code, _, letter = desk.receive("看云.docx", archive({"word/document.xml": "x"}), "--provider", "example-society")
    assert code == 0
    assert desk.data(CLOUDS)["status"] == "draft"
    assert (
        "还差 8 项即可送评：要补 6 项，要改 2 项。\n送评前要补（都写在“看云.docx”里）：\n  1. “课程”里的“简介”\n  2. “课程”里“班额”的各栏\n"
        in letter
    )
    assert "课时 1 › 教学过程：“约半节课”，写分钟数，如 20" in letter
    assert "每课时长度：“40分钟”，当作“40”" in letter
    assert "refund" not in letter
    assert "summary" not in letter


@pytest.mark.parametrize(
    ("ending", "places"),
    [
        (".docx", ["“课程”里的“简介”", "“课时 1、2”里的“学习目标”", "“课时 2”里的“教学过程”：各环节的分钟数"]),
        (".xlsx", ["工作表“课程”B4（简介）", "“课时 1、2”里的“学习目标”", "工作表“课时 2”A"]),
    ],
)
def test_a_form_filled_in_word_or_excel_is_filed_and_answered_by_its_places(
    desk: Desk, ending: str, places: list[str]
) -> None:
    steps = [{"name": "看", "minutes": 10}, {"name": "记", "minutes": 20}, {"name": "说", "minutes": 5}]
    data = {
        "format": 1,
        "status": "draft",
        "title": "看云",
        "theme": "看一个月的云",
        "grades": [3, 4],
        "session_minutes": 40,
        "price": {"kind": "成本分担", "fee_per_session": 5, "material_fee": 0},
        "sessions": [{"title": "云"}, {"title": "风", "steps": steps}],
    }
    content = exported("series", data, ending, project_rulebook().schemas)
    code, said, letter = desk.receive(f"看云{ending}", content, "--provider", "example-society")
    assert code == 0, said
    assert desk.data(CLOUDS) == data
    assert [place for place in places if place not in letter] == []
    assert "summary" not in letter
    assert "refund" not in letter
    assert load_catalogue(desk.root, TODAY).is_sound


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
def test_a_whole_course_in_a_form_is_filed_as_the_same_course(desk: Desk, ending: str) -> None:
    data = desk.data(WATER) | {"theme": "水"}
    content = exported("series", data, ending, project_rulebook().schemas)
    code, said, _ = desk.receive(f"水{ending}", content, "--provider", "example-society", "--update")
    assert code == 0, said
    assert desk.data(WATER) == data


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_form_that_comes_back_untouched_changes_nothing(desk: Desk, ending: str, line_end: str) -> None:
    file = desk.root / WATER
    text = file.read_text("utf-8").replace("\ntitle:", "\n# a note of ours\ntitle:", 1)
    file.write_bytes(text.replace("\n", line_end).encode())
    git(desk.root, "commit", "--quiet", "-am", "note")
    content = exported("series", desk.data(WATER), ending, project_rulebook().schemas)
    code, said, letter = desk.receive(f"水{ending}", content, "--provider", "example-society", "--update")
    assert (code, desk.changes()) == (0, []), said
    assert "和目录里的一样，没有改动" in letter


def test_line_ends_at_the_end_of_a_text_are_no_change(desk: Desk) -> None:
    file = desk.root / WATER
    text = re.sub(r"(?m)^summary: (.*)$", r"summary: |\n  \1", file.read_text("utf-8"), count=1)
    file.write_text(text, "utf-8")
    git(desk.root, "commit", "--quiet", "-am", "a block")
    assert desk.data(WATER)["summary"].endswith("\n")
    content = exported("series", desk.data(WATER), ".docx", project_rulebook().schemas)
    _, _, letter = desk.receive("水.docx", content, "--provider", "example-society", "--update")
    assert desk.changes() == []
    assert "没有改动" in letter


def test_pictures_are_sent_under_the_names_that_they_have(desk: Desk) -> None:
    form = Workbook().put("课程", {"课程名称": "看云"})
    form.rows("课程", "图片", [["水车照片.jpg", "学生在看水车"], ["IMG_1234.JPG", "学生在记录"]])
    mail = archive({"看云.xlsx": form.content, "水车照片.jpg": jpeg(), "IMG_1234.JPG": jpeg()})
    code, said, letter = desk.receive("mail.zip", mail, "--provider", "example-society")
    assert code == 0, said
    assert "没有收" not in letter
    (course,) = [line for line in desk.changes() if line.endswith("course.yml")]
    assert desk.data(course.removeprefix("?? "))["images"] == [
        {"file": "shui-che-zhao-pian.jpg", "alt": "学生在看水车"},
        {"file": "img-1234.jpg", "alt": "学生在记录"},
    ]


def test_what_was_not_understood_never_takes_the_place_of_what_was_submitted(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = desk.data(WATER) | {"theme": "水", "status": "draft"}
    found = Imported("series", data, left=(Left("“课时 1”", "约半节课", "写分钟数，如 20"),))
    monkeypatch.setattr(parcels, "imported", lambda *_: found)
    code, _, letter = desk.receive("a.docx", archive({"x.xml": "x"}), "--provider", "example-society", "--update")
    assert (code, desk.changes()) == (1, [])
    assert "“课时 1”：“约半节课”，写分钟数，如 20" in letter


def test_an_update_by_word_keeps_what_word_has_no_place_for(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    data = desk.data(WATER) | {"theme": "水"}
    (desk.root / WATER).write_text(
        (desk.root / WATER).read_text("utf-8") + "former_ids: [old-water]\nlicense: CC BY 4.0\n", "utf-8"
    )
    git(desk.root, "commit", "--quiet", "-am", "license")
    monkeypatch.setattr(parcels, "imported", lambda *_: Imported("series", data))
    code, said, _ = desk.receive("a.docx", archive({"x.xml": "x"}), "--provider", "example-society", "--update")
    assert code == 0, said
    assert desk.data(WATER) == data | {"former_ids": ["old-water"], "license": "CC BY 4.0"}


def test_an_owner_that_only_the_file_names_is_pointed_out(desk: Desk) -> None:
    files: dict[str, bytes | str] = {"courses/example-society/clouds/course.yml": DRAFT}
    code, said, _ = desk.receive("a.zip", archive(files))
    assert code == 0
    assert "请核对寄信人" in said


def test_without_an_owner_nothing_happens(desk: Desk) -> None:
    code, said, letter = desk.receive("a.yml", DRAFT)
    assert (code, letter, desk.changes()) == (2, "", [])
    assert "--provider" in said


def test_the_letter_goes_where_it_is_wanted_and_is_signed_by_the_publisher(desk: Desk, tmp_path: Path) -> None:
    main([
        "init", "--root", str(desk.root), "--site-name", "x", "--site-url", "https://kexue.example.com", "--publisher", "宁波市科协（示例）",
        "--contact", "0574-00000000", "--keep-samples",
    ])  # fmt: skip
    _, said, _ = desk.receive("a.yml", DRAFT, "--provider", "example-society", "--reply", str(tmp_path / "letter.txt"))
    letter = (tmp_path / "letter.txt").read_text("utf-8")
    assert "投稿指南：https://kexue.example.com/submit.html" in letter
    assert letter.endswith("宁波市科协（示例）\n0574-00000000\n2026 年 10 月 1 日\n")
    assert str(tmp_path / "letter.txt") in said


def test_a_letter_that_cannot_be_written_is_still_to_be_read(desk: Desk, tmp_path: Path) -> None:
    wanted = tmp_path / "nowhere" / "letter.txt"
    code, said, _ = desk.receive("a.yml", DRAFT, "--provider", "example-society", "--reply", str(wanted))
    assert code == 2
    assert "收进了目录" in said
    assert f"读写不了 {wanted}（没有这个文件或文件夹）" in said


def test_a_file_that_was_not_read_is_named_in_the_letter(desk: Desk) -> None:
    mail = archive({"a.yml": DRAFT, "第二课.md": "# 看风\n"})
    code, _, letter = desk.receive("mail.zip", mail, "--provider", "example-society")
    assert code == 0
    assert "“第二课.md” 没有读：我们只收 Word、Excel 和网上填写后下载的文件。" in letter


def test_numbers_of_a_list_that_nobody_has_seen_name_no_owner(desk: Desk) -> None:
    code, said, letter = desk.receive("a.yml", DRAFT, "--provider", "1")
    assert (code, letter, desk.changes()) == (2, "", [])
    assert "没有“1”这个机构或基地" in said


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "去掉密码"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧格式"),
        (archive({"word/document.xml": b"<a/>" + b" " * 3_000_000}), "太大"),
        (b"hello", "改文件名的后缀不能改变格式"),
    ],
)
def test_an_office_file_is_refused_in_the_words_of_its_own_gate(desk: Desk, content: bytes, words: str) -> None:
    code, _, letter = desk.receive("教案.docx", content, "--provider", "example-society")
    assert (code, desk.changes()) == (1, [])
    assert words in letter


def test_what_a_stranger_wrote_reaches_letter_and_terminal_harmless(desk: Desk) -> None:
    text = DRAFT.replace("看云", '看云\\e[31m::error::x"').replace("title: ", 'title: "')
    _, said, letter = desk.receive("a.yml", text, "--provider", "example-society")
    assert "\x1b" not in said + letter
    assert not any(line.startswith("::") for line in said.splitlines())


IN_GROUPS = {
    "format": 1,
    "status": "draft",
    "title": "看云",
    "theme": "看一个月的云",
    "price": {"kind": "有时免费", "fee_per_session": 5, "material_fee": 0},
    "sessions": [
        {"title": "云"},
        {"title": "风", "materials": [{"name": "纸", "quantity": 2, "per": "每个人一", "unit": "张"}]},
    ],
}


@pytest.mark.parametrize(
    ("ending", "told"),
    [
        (
            ".docx",
            [
                "“课程” › “价格 › 收费方式”：“有时免费”，不在可选的内容里；像是“免费”，请自己选定。可以写：免费、成本分担",
                "“课时 2” › “用品”表格第 2 行第 4 格：“每个人一”，按：不在可选的内容里；像是“每人”，请自己选定",
                "“课程”里“价格”的各栏：少了“收费方式”，这一组先都没有收进去。",
                "“课时 2”里的“用品”，用品 1：少了“按”，这一行先都没有收进去。",
            ],
        ),
        (
            ".xlsx",
            [
                "工作表“课程”B14：“有时免费”，价格 › 收费方式：不在可选的内容里；像是“免费”，请自己选定。可以写：免费、成本分担",
                "工作表“课时 2”D36：“每个人一”，按：不在可选的内容里；像是“每人”，请自己选定",
                "“课程”里“价格”的各栏：少了“收费方式”，这一组先都没有收进去。",
                "工作表“课时 2”A34（用品），用品 1：少了“按”，这一行先都没有收进去。",
            ],
        ),
        (
            ".yml",
            [
                "价格 › 收费方式：不是可选的内容（写的是“有时免费”，应该是：免费、成本分担）。是不是 免费？",
                "课时 2 › 用品 1 › 按：不是可选的内容（写的是“每个人一”，应该是：每人、每组、每班）。是不是 每人？",
                "价格：少了“收费方式”，这一组先都没有收进去。",
                "课时 2 › 用品 1：少了“按”，这一行先都没有收进去。",
            ],
        ),
    ],
)
def test_a_wrong_choice_inside_a_group_is_told_and_the_rest_is_filed_as_a_draft(
    desk: Desk, ending: str, told: list[str]
) -> None:
    schemas = project_rulebook().schemas
    text = written("series", PurePosixPath(CLOUDS), IN_GROUPS, schemas).encode()
    content = text if ending == ".yml" else exported("series", IN_GROUPS, ending, schemas)
    code, said, letter = desk.receive(f"看云{ending}", content, "--provider", "example-society")
    assert code == 0, said
    rest = {name: value for name, value in IN_GROUPS.items() if name != "price"}
    assert desk.data(CLOUDS) == rest | {"sessions": [{"title": "云"}, {"title": "风"}]}
    assert [words for words in told if words not in letter] == []
    assert "送评要的内容已经齐了" not in letter
    assert load_catalogue(desk.root, TODAY).is_sound


def test_rows_behind_one_that_was_left_out_keep_the_numbers_of_what_was_mailed(desk: Desk) -> None:
    whole = {"minutes": 5, "teacher_activity": "讲", "pupil_activity": "听"}
    bare = {"minutes": 5}
    steps = [
        {"name": "导入"} | whole,
        {"name": "看"} | bare,
        {"name": "想", "minutes": "很久"},
        {"name": "记"} | bare,
        {"name": "说"} | whole,
    ]
    mailed = {"format": 1, "status": "draft", "title": "水的课", "steps": steps}
    path = PurePosixPath("bases/example-hall/extension/water/course.yml")
    text = written("extension", path, mailed, project_rulebook().schemas)
    code, said, letter = desk.receive("水.yml", text, "--provider", "example-hall")
    assert code == 0, said
    assert "环节 3：少了“分钟”" in letter
    assert "环节 2、4 › 教师活动" in letter


def test_a_wrong_value_in_what_was_submitted_before_refuses_the_new_version(desk: Desk) -> None:
    text = (
        series_text()
        .replace("  kind: 成本分担\n", "  kind: 有时免费\n")
        .replace("  kind: 免费\n", "  kind: 有时免费\n")
    )
    code, _, letter = desk.receive("a.yml", text, "--provider", "example-society", "--update")
    assert (code, desk.changes()) == (1, [])
    assert "价格 › 收费方式" in letter


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_zip_that_was_packed_again_on_windows_is_filed_with_its_pictures(desk: Desk, encoding: str) -> None:
    top, folder = "看云（第二稿）", "courses\\example-society\\clouds"
    files: dict[str, bytes | str] = {
        f"{top}\\courses\\": b"",
        f"{top}\\{folder}\\course.yml": f"{DRAFT}images:\n  - file: 封面 1.png\n    alt: 学生在操场上看云\n",
        f"{top}\\{folder}\\封面 1.PNG": png(),
        f"{top}\\Thumbs.db": b"x",
        f"__MACOSX\\{top}\\._course.yml": b"x",
    }
    code, said, _ = desk.receive("看云.zip", archive(files, encoding=encoding), "--provider", "example-society")
    assert code == 0, said
    clouds = "courses/example-society/clouds"
    assert desk.changes() == [f"?? {clouds}/course.yml", f"?? {clouds}/feng-mian-1.png"]
    assert desk.data(f"{clouds}/course.yml")["images"] == [{"file": "feng-mian-1.png", "alt": "学生在操场上看云"}]
    assert load_catalogue(desk.root, TODAY).is_sound


def _form_draft(**others: Any) -> str:
    data = {"format": 1, "status": "draft", "title": "看云", "theme": "看一个月的云"}
    data["images"] = [{"file": "cover.png", "alt": "学生在操场上看云"}]
    pictures = {"cover.png": {"type": "image/png", "base64": base64.b64encode(png()).decode()}}
    head = {"format": "course-catalogue-draft", "version": 1, "id": "m1", "kind": "series", "created": "", "saved": ""}
    place = {"owner": "example-society", "place": "clouds"}
    return json.dumps({**head, **place, "data": data, "pictures": pictures, **others}, ensure_ascii=False, indent=1)


def test_a_draft_that_the_form_has_exported_is_filed_with_its_pictures(desk: Desk) -> None:
    code, said, letter = desk.receive("草稿-看云.json", _form_draft())
    assert code == 0, said
    folder = "courses/example-society/clouds"
    assert desk.changes() == [f"?? {folder}/course.yml", f"?? {folder}/cover.png"]
    assert (desk.root / folder / "course.yml").read_text("utf-8") == (
        "# yaml-language-server: $schema=../../../schema/series.schema.json\n"
        "format: 1\nstatus: draft\ntitle: 看云\ntheme: 看一个月的云\nimages:\n  - file: cover.png\n    alt: 学生在操场上看云\n"
    )
    assert "《看云》收进了目录（编号 clouds），现在是草稿，还没有公开。" in letter
    assert "简介" in letter
    assert "summary" not in letter


def test_a_draft_without_an_id_gets_one_from_its_title(desk: Desk) -> None:
    code, said, _ = desk.receive("草稿.json", _form_draft(place=""))
    assert code == 0, said
    assert desk.changes()[0] == "?? courses/example-society/kan-yun/course.yml"


def test_a_draft_may_come_in_an_archive_with_others(desk: Desk) -> None:
    files: dict[str, bytes | str] = {"草稿.json": _form_draft(), "看风.yml": DRAFT.replace("看云", "看风")}
    code, said, letter = desk.receive("两门.zip", archive(files), "--provider", "example-society")
    assert code == 0, said
    assert "《看云》" in letter
    assert "《看风》" in letter


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{}", "草稿.json 不是从网上表单导出的草稿"),
        (_form_draft(pictures={"cover.png": {"type": "image/png", "base64": "eA=="}}), "不是能用的图片"),
    ],
)
def test_a_draft_that_is_none_is_refused(desk: Desk, text: str, words: str) -> None:
    code, _, letter = desk.receive("草稿.json", text, "--provider", "example-society")
    assert (code, desk.changes()) == (1, [])
    assert words in letter


def test_what_the_form_cannot_have_written_in_a_draft_is_left_and_told_and_the_rest_filed(desk: Desk) -> None:
    data = {"title": "看云", "sessions": [1, {"a": None}], "grades": {"x": []}, "price": "免费"}
    code, said, letter = desk.receive("草稿.json", _form_draft(data=data), "--provider", "example-society")
    assert code == 0, said
    text = (desk.root / "courses/example-society/clouds/course.yml").read_text("utf-8")
    assert text.endswith("format: 1\nstatus: draft\ntitle: 看云\n")
    for words in ("课时 1：“1”，这里应当是一组栏目", "课时 2：“a”", "年级：“一组栏目”", "价格：“免费”"):
        assert words in letter


@pytest.mark.parametrize(("written_status", "status"), [("", "submitted"), ("草稿", "draft"), ("送评", "submitted")])
def test_a_whole_course_in_a_form_is_meant_for_review_unless_it_says_that_it_is_a_draft(
    desk: Desk, written_status: str, status: str
) -> None:
    data = desk.data(WATER) | {"title": "水的另一次旅行（示例）", "status": "draft"}
    form = Workbook(
        content=exported("series", data, ".xlsx", project_rulebook().schemas, project_rulebook().vocabulary)
    )
    if written_status:
        form.add("课程", "状态", written_status)
    code, said, _ = desk.receive("水.xlsx", form.content, "--provider", "example-society")
    assert code == 0, said
    assert desk.data("courses/example-society/shui-de-ling-yi-ci-lv-xing/course.yml")["status"] == status


RUN = '<w:r xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:r>'


def _whole_form(desk: Desk, title: str, *runs: str) -> bytes:
    """The example as a filled form of Word; `runs` are put behind its 简介."""
    book = project_rulebook()
    data = desk.data(WATER) | {"title": title, "status": "draft"}
    form = WordForm(content=exported("series", data, ".docx", book.schemas, book.vocabulary))
    for run in runs:
        place = next(one for one in form.document.paragraphs if one.text == data["summary"])
        place._p.append(parse_xml(RUN.format(run)))
    return form.content


@pytest.mark.parametrize(
    ("run", "told"),
    [
        ('<w:commentReference w:id="1"/>', "批注没有读入"),
        ("<w:rPr><w:strike/></w:rPr><w:t>旧话</w:t>", "是划掉的字，没有读入"),
        ("<w:rPr><w:vanish/></w:rPr><w:t>旧话</w:t>", "是隐藏的字，没有读入"),
    ],
)
@pytest.mark.parametrize("title", ["水的另一次旅行（示例）", "小水滴的旅行（示例）"])
def test_what_is_no_content_is_told_and_holds_nothing_back(desk: Desk, title: str, run: str, told: str) -> None:
    content = _whole_form(desk, title, run)
    code, said, letter = desk.receive("水.docx", content, "--provider", "example-society", "--update")
    assert code == 0, said
    assert "没有看懂" not in letter
    assert "  1. “课程” › “简介”：" in letter
    assert told in letter
    if title != desk.data(WATER)["title"]:
        assert "，已经送评，等待评审。" in letter


def test_a_footnote_may_be_content_and_holds_the_course_back(desk: Desk) -> None:
    content = _whole_form(desk, "水的另一次旅行（示例）", '<w:footnoteReference w:id="1"/>')
    _, _, letter = desk.receive("水.docx", content, "--provider", "example-society")
    assert "草稿，还没有公开" in letter
    assert "有几处没有看懂，没有收进去，请看一看：\n  1. “课程” › “简介”：“脚注”" in letter


@pytest.mark.parametrize("ending", [".docx", ".xlsx"])
def test_the_notes_of_a_form_without_marks_hold_nothing_back(desk: Desk, ending: str) -> None:
    schemas = schemas_of_last_term()
    data = desk.data(WATER) | {"title": "水的另一次旅行（示例）", "status": "draft"}
    content = with_part(exported("series", data, ending, schemas), "docProps/custom.xml", b"<Properties/>")
    code, said, letter = desk.receive(f"水{ending}", content, "--provider", "example-society")
    assert code == 0, said
    assert "，已经送评，等待评审。" in letter
    assert "没有看懂" not in letter
    assert re.search("“上学期的话：.*”等 [0-9]+ 处，写在模板放说明的地方", letter)


@pytest.mark.parametrize("is_understood", [True, False])
def test_the_first_letter_says_all_that_must_be_changed_before_review(desk: Desk, is_understood: bool) -> None:
    book = project_rulebook()
    data = desk.data(WATER) | {"title": "水的另一次旅行（示例）", "status": "draft"}
    del data["summary"]
    data["offer"] = data["offer"] | {"districts": ["东城/西城"]}
    data["rubric"] = data["rubric"][:1]
    form = Workbook(content=exported("series", data, ".xlsx", book.schemas, book.vocabulary))
    if not is_understood:
        form.put("课程", {"主题": "水", "标签": "水", "价格 › 材料费（元/生）": "看情况"})
    code, said, letter = desk.receive("水.xlsx", form.content, "--provider", "example-society")
    assert code == 0, said
    reasons = "要改" if is_understood else "没有看懂、要改"
    assert f"，因为下面有几处{reasons}，先存为草稿，还没有公开。\n" in letter
    must = letter[letter.index("送评前要改：") :].split("\n有几处")[0].split("\n还有几处")[0]
    assert "服务区域" in must
    assert "评价量表" in must
    need_not = letter[letter.index("不改也可以：") :]
    assert "服务区域" not in need_not
    assert "评价量表" not in need_not
    assert re.search("还差 [0-9]+ 项即可送评：要补 [0-9]+ 项，要改 3 项。", letter)
    due = letter[letter.index("送评前要补") :].split("\n送评前要改")[0]
    assert "材料费" not in due, "it is told with what was not understood"


def test_the_letter_on_the_zip_of_the_form_speaks_of_the_zip_and_of_no_field_names(desk: Desk) -> None:
    text = f"{DRAFT}delivery: 飞过去\nco_author:\n  role: 小学科学教师\n"
    files: dict[str, bytes | str] = {"courses/example-society/clouds/course.yml": text}
    code, said, letter = desk.receive("看云.zip", archive(files), "--provider", "example-society")
    assert code == 0, said
    assert "您寄来的“看云.zip”收到了" in letter
    assert "（都写在“看云.zip”里）" in letter
    assert "授课形式" in letter
    assert re.findall("course[.]yml|[a-z]+_[a-z]+|（[a-z]+）", letter) == []


def test_the_letter_on_an_exported_draft_has_no_field_names(desk: Desk) -> None:
    data = {"format": 1, "status": "draft", "title": "看云", "delivery": "飞过去", "co_author": {"role": "教师"}}
    code, said, letter = desk.receive("草稿-看云.json", _form_draft(data=data, pictures={}))
    assert code == 0, said
    assert "授课形式" in letter
    assert re.findall("[a-z]+_[a-z]+|（[a-z]+）", letter) == []


def _with_images(*names: str) -> str:
    return f"{DRAFT}images:\n" + "".join(f"  - file: {name}\n    alt: 学生在操场上看云\n" for name in names)


def test_of_several_pictures_the_one_that_is_too_large_is_named(desk: Desk) -> None:
    files: dict[str, bytes | str] = {
        "课程.yml": _with_images("云.png", "雨.png"),
        "云.png": png(),
        "雨.png": png() + b"".join(sha256(b"%d" % number).digest() for number in range(1 << 16)),
    }
    code, _, letter = desk.receive("a.zip", archive(files), "--provider", "example-society")
    assert code == 1
    assert "图片“雨.png”：图片文件太大（现在是“2.1 MiB”" in letter
    assert "“云.png”" not in letter


@pytest.mark.parametrize("name", ["b.jpg", "开花的豆苗.jpg"])
def test_a_picture_that_was_not_mailed_is_asked_for(desk: Desk, name: str) -> None:
    files: dict[str, bytes | str] = {"课程.yml": _with_images("a.jpg", name), "a.jpg": jpeg(), "B2.jpg": jpeg()}
    _, _, letter = desk.receive("a.zip", archive(files), "--provider", "example-society")
    assert f"没有收到图片“{name}”。请连同这张图片一起寄来；名称写错了的请改正。\n" in letter
    assert "“B2.jpg”" in letter
    assert "a.jpg" not in letter
    assert "rain-gauge" not in letter


def test_the_same_file_twice_is_one_course(desk: Desk) -> None:
    form = Workbook().put("课程", {"课程名称": "看云"}).content
    mail = archive({"看云.xlsx": form, "看云 (1).xlsx": form})
    code, said, letter = desk.receive("mail.zip", mail, "--provider", "example-society")
    assert code == 0, said
    assert desk.changes() == [f"?? {CLOUDS}"]
    assert "“看云 (1).xlsx”和“看云.xlsx”一模一样，只收了一份。" in letter


def test_a_group_that_is_left_out_for_what_it_lacks_is_not_told_as_missing_too(desk: Desk) -> None:
    form = Workbook().put(
        "课程", {"课程名称": "看云", "班额 › 最少": "20-30人", "班额 › 最多": 45, "每组人数": "4～6人"}
    )
    form.rows("消耗材料", "消耗材料", [["滴管", "支", "几毛钱"]])
    code, said, letter = desk.receive("看云.xlsx", form.content, "--provider", "example-society")
    assert code == 0, said
    assert "“课程”里“班额”的各栏：少了“最少”，这一组先都没有收进去。" in letter
    assert [letter.count(words) for words in ("“班额”的各栏", "（每组人数）", "A1（消耗材料）")] == [1, 0, 1]
    assert "4～6人" in letter


def test_a_picture_that_is_not_taken_does_not_hide_that_the_lesson_plan_cannot_be_read(desk: Desk) -> None:
    mail = archive({"照片.heic": "x", "课程.yml": "title: 水\ntheme: &a 冰\n"})
    _, _, letter = desk.receive("mail.zip", mail, "--provider", "example-society")
    assert "  1. 图片“照片.heic”的格式不收" in letter
    assert "  2. “课程.yml”第 2 行：" in letter
