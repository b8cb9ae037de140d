"""What was mailed is taken apart within limits; what is not taken is refused in words, before anything is unpacked."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import Any

import pytest
from mails import archive, encrypted

from course_catalogue.authoring.intake import mail as mail_module
from course_catalogue.authoring.intake.mail import MOST_ENTRIES, Item, opened
from course_catalogue.authoring.intake.refusal import Refusal
from course_catalogue.diagnostics import CatalogueError

TEXT = b"format: 1\n"


def refusal(path: Path) -> str:
    with pytest.raises(Refusal) as found:
        opened(path)
    return "".join(found.value.words)


def sent(folder: Path, name: str, content: bytes) -> Path:
    (folder / name).write_bytes(content)
    return folder / name


def test_an_archive_gives_its_records_and_pictures_and_leaves_junk(tmp_path: Path) -> None:
    files: dict[str, bytes | str] = {
        "课程/course.yml": TEXT,
        "课程/photo.JPG": b"\xff\xd8\xff",
        "__MACOSX/课程/._course.yml": b"x",
        "课程/.DS_Store": b"x",
        "课程/~$教案.docx": b"x",
        "说明.txt": b"x",
    }
    found = opened(sent(tmp_path, "mail.zip", archive(files)))
    assert found.records == (Item("课程/course.yml", TEXT),)
    assert found.pictures == (Item("课程/photo.JPG", b"\xff\xd8\xff"),)
    assert found.unused == ("说明.txt",)


@pytest.mark.parametrize(
    ("name", "encoding"),
    [
        *(
            (name, encoding)
            for name in ("教案.yml", "图一.yml", "水课课程/课程.yml")
            for encoding in ("gb18030", "utf-8")
        ),
        ("lesson-2.yml", "gb18030"),
        ("é 课.yml", "gb18030"),  # in UTF-8 two bytes, which are rather a Chinese character of GBK
    ],
)
def test_names_are_read_as_windows_and_macs_pack_them_without_saying_how(
    tmp_path: Path, name: str, encoding: str
) -> None:
    found = opened(sent(tmp_path, "mail.zip", archive({name: TEXT}, encoding=encoding, is_said=False)))
    assert found.records == (Item(name, TEXT),)


def test_a_folder_of_attachments_is_taken_with_its_archives(tmp_path: Path) -> None:
    (tmp_path / "mail").mkdir()
    sent(tmp_path / "mail", "one.yml", TEXT)
    sent(tmp_path / "mail", "form.zip", archive({"two.yml": b"format: 2\n", "a.png": b"x"}))
    found = opened(tmp_path / "mail")
    assert [item.name for item in found.records] == ["two.yml", "one.yml"]
    assert [item.name for item in found.pictures] == ["a.png"]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.zip", archive({"../../evil.yml": TEXT}), "名字古怪"),
        ("a.zip", archive({"/etc/evil.yml": TEXT}), "名字古怪"),
        ("a.zip", archive({"C:\\evil.yml": TEXT}), "名字古怪"),
        ("a.zip", archive({"..\\evil.yml": TEXT}), "名字古怪"),
        ("a.zip", archive({"a\u202eyml.exe.yml": TEXT}), "名字古怪"),
        ("a.zip", archive({"a/b/c/d/e/f/g/h.yml": TEXT}), "太深"),
        ("a.zip", archive({"a.yml": "/etc/passwd"}, mode=0o120777), "链接"),
        ("a.zip", archive({"a.yml": TEXT}, mode=0o020644), "特殊文件"),
        ("a.zip", archive({"in.zip": archive({"a.yml": TEXT})}), "又有压缩包"),
        ("a.zip", archive({"a.yml": b"0" * 3_000_000}), "大得反常"),
        ("a.zip", archive({f"{number}.txt": b"" for number in range(2 * MOST_ENTRIES + 1)}), "太多"),
        ("a.zip", encrypted(archive({"a.yml": TEXT})), "密码"),
        ("a.zip", b"PK\x03\x04 broken", "打不开"),
        ("a.zip", archive({}), "里面是空的"),
        ("a.zip", archive({"a.yml": TEXT, "setup.exe": b"MZ"}), "“setup.exe”是程序"),
        ("a.zip", archive({"a.yml": TEXT, "photo.png": b"MZ\x90\x00"}), "“photo.png”是程序"),
        ("a.zip", archive({"a.yml": TEXT, "page.html": b"<script>"}), "是程序或网页"),
        ("a.zip", archive({"photo.jpg": b"\xff\xd8\xff"}), "没有找到课程文件"),
        ("a.zip", archive({f"{number}.yml": f"format: {number}\n" for number in range(21)}), "一次至多 20 份"),
        ("13800138000.yml", TEXT, "个人手机号"),
        ("教案.doc", b"\xd0\xcf", "文件类型选 .docx"),
        ("教案.wps", b"\xd0\xcf", "文件类型选 .docx"),
        ("课表.xls", b"\xd0\xcf", "文件类型选 .xlsx"),
        ("教案.odt", b"PK", "文件类型选 .docx"),
        ("课表.ods", b"PK", "文件类型选 .xlsx"),
        ("教案.pages", b"PK", "导出的 .docx"),
        ("教案.pdf", b"%PDF", "Word 或 Excel 原件"),
        ("教案.docm", b"PK\x03\x04", "带宏"),
        ("photo.heic", b"x", "另存为 JPEG"),
        ("thing", b"x", "不是认识的文件"),
        ("large.yml", b"#" * (1024 * 1024 + 1), "太大"),
    ],
)  # fmt: skip
def test_what_is_not_taken_is_refused_in_words(tmp_path: Path, name: str, content: bytes, words: str) -> None:
    assert words in refusal(sent(tmp_path, name, content))


def test_every_file_that_is_not_taken_is_named_up_to_a_limit(tmp_path: Path) -> None:
    files: dict[str, bytes | str] = {f"{number}.exe": b"MZ" for number in range(12)}
    words = refusal(sent(tmp_path, "a.zip", archive(files)))
    assert words.count("是程序") == 8
    assert "一共 12 处" in words


def test_a_size_that_lies_is_found_out(tmp_path: Path) -> None:
    content = bytearray(archive({"a.yml": b"0" * 100_000}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = content.index(signature) + offset
        content[place : place + 4] = (10).to_bytes(4, "little")
    assert "坏掉" in refusal(sent(tmp_path, "a.zip", bytes(content)))


def test_links_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    secret = sent(tmp_path, "secret.yml", b"title: x\n")
    (tmp_path / "mail").mkdir()
    (tmp_path / "mail" / "a.yml").symlink_to(secret)
    assert "链接" in refusal(tmp_path / "mail")
    (tmp_path / "mail" / "a.yml").unlink()
    (tmp_path / "mail" / "folder").symlink_to(tmp_path, target_is_directory=True)
    assert "链接" in refusal(tmp_path / "mail")


def test_a_mail_may_be_only_so_large_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail_module, "MOST_BYTES", 1000)
    assert "太大" in refusal(sent(tmp_path, "a.yml", b"#" * 1001))
    (tmp_path / "mail").mkdir()
    for name in ("a.yml", "b.yml"):
        sent(tmp_path / "mail", name, b"#" * 600)
    assert "太大" in refusal(tmp_path / "mail")
    assert "太大" in refusal(sent(tmp_path, "a.zip", archive({"a.yml": b"ab" * 501})))


def test_an_archive_is_judged_before_any_of_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unpacked(*_: object, **__: object) -> None:
        raise AssertionError("something was unpacked")

    path = sent(tmp_path, "a.zip", archive({"a.yml": TEXT, "b.yml": b"0" * 3_000_000}))
    monkeypatch.setattr(zipfile.ZipFile, "open", unpacked)
    assert "大得反常" in refusal(path)


@pytest.mark.parametrize(("limit", "most"), [("MOST_BYTES", 3000), ("MOST_ENTRIES", 6)])
def test_no_more_archives_are_unpacked_once_it_is_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, most: int
) -> None:
    asked: list[object] = []
    unpacked = zipfile.ZipFile.open

    def counted(self: zipfile.ZipFile, *way: Any, **more: Any) -> Any:
        asked.append(way)
        return unpacked(self, *way, **more)

    (tmp_path / "mail").mkdir()
    for number in range(6):
        content = archive({f"{number}-{part}.yml": b"0" * 1000 for part in range(3)})
        sent(tmp_path / "mail", f"{number}.zip", content)
    monkeypatch.setattr(mail_module, limit, most)
    monkeypatch.setattr(zipfile.ZipFile, "open", counted)
    assert "太大" in refusal(tmp_path / "mail")
    assert len(asked) == (4 if limit == "MOST_BYTES" else 7)


def test_a_file_that_is_not_there_is_the_callers_fault(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="没有"):
        opened(tmp_path / "none.zip")


def test_an_archive_packed_again_on_windows_is_read_and_its_folders_are_no_files(tmp_path: Path) -> None:
    files: dict[str, bytes | str] = {
        "看云（二稿）\\courses\\": b"",
        "看云（二稿）\\courses\\a\\看云\\course.yml": TEXT,
        "看云（二稿）\\courses\\a\\看云\\封面.png": b"x",
        "看云（二稿）\\Thumbs.db": b"x",
        "__MACOSX\\看云（二稿）\\._course.yml": b"x",
    }
    found = opened(sent(tmp_path, "mail.zip", archive(files, encoding="gb18030")))
    assert [item.name for item in found.records] == ["看云（二稿）/courses/a/看云/course.yml"]
    assert [item.name for item in found.pictures] == ["看云（二稿）/courses/a/看云/封面.png"]
    assert found.unused == ()


def test_all_that_is_not_taken_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "mail").mkdir()
    inside: dict[str, bytes | str] = {"old.zip": archive({"a.yml": TEXT}), "照片.heic": b"x", "a.yml": TEXT}
    sent(tmp_path / "mail", "a.zip", archive(inside))
    sent(tmp_path / "mail", "b.zip", encrypted(archive({"b.yml": TEXT})))
    sent(tmp_path / "mail", "教案.doc", b"\xd0\xcf")
    words = refusal(tmp_path / "mail")
    assert [name for name in ("（old.zip）", "“照片.heic”", "“b.zip”有密码", "“教案.doc”") if name not in words] == []
