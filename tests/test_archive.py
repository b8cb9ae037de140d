"""The zip of a course, and the list of what is published beside its files."""

from __future__ import annotations

import zipfile
from hashlib import sha256
from io import BytesIO
from pathlib import Path

from test_packs import REAL, SAMPLE, SERIES, catalogue, series

from course_catalogue.downloads import Download
from course_catalogue.model import SeriesCourse
from course_catalogue.output import write_files
from course_catalogue.packs.archive import course_archive
from course_catalogue.packs.manifest import manifest_of, published_before
from course_catalogue.site_identity import SiteIdentity

KNOWN = catalogue((SERIES, "series", series(1)))
FILES = (
    Download("pack", "整套资料", "老师上课用", "packs/c.pdf", "磁铁十二问-整套资料.pdf", 12, 6, 4, "全部教案"),
    Download("session-01", "第一问", "老师上课用", "packs/c/session-01.pdf", "磁铁十二问-第01课时.pdf", 3, 2, 4, "", 1),
    Download(
        "session-01", "第一问", "老师上课用", "packs/c/session-01.docx", "磁铁十二问-第01课时.docx", 0, 0, 4, "", 1
    ),
    Download("letter", "致家长的信", "给家长", "packs/c/letter.pdf", "磁铁十二问-致家长的信.pdf", 1, 1, 4),
)


def course() -> SeriesCourse:
    found = KNOWN.records[SERIES]
    assert isinstance(found, SeriesCourse)
    return found


def archive(identity: SiteIdentity = SAMPLE) -> tuple[zipfile.ZipFile, Download]:
    file, told = course_archive(KNOWN, identity, course(), FILES, lambda address: address.encode())
    assert file.path == told.address == "packs/courses/society/magnets/all.zip"
    assert told.size == len(file.content)
    return zipfile.ZipFile(BytesIO(file.content)), told


def test_the_zip_holds_a_readme_all_files_but_single_sessions_and_checksums() -> None:
    found, told = archive()
    assert found.namelist() == [
        "说明.txt",
        "老师上课用/磁铁十二问-整套资料.pdf",
        "给家长/磁铁十二问-致家长的信.pdf",
        "校验和-SHA256.txt",
    ]
    assert found.read("给家长/磁铁十二问-致家长的信.pdf") == b"packs/c/letter.pdf"
    assert (told.download_name, told.holds) == ("磁铁十二问-全部资料.zip", "2 个文件，附说明和校验和")


def test_names_are_flagged_as_utf_8_and_nothing_is_compressed_twice() -> None:
    found, _ = archive()
    assert all(entry.flag_bits & 0x800 for entry in found.infolist())
    assert {entry.compress_type for entry in found.infolist()} == {zipfile.ZIP_STORED}
    assert {entry.date_time for entry in found.infolist()} == {(2026, 9, 1, 0, 0, 0)}
    assert all(len(part) <= 80 for name in found.namelist() for part in name.split("/"))


def test_checksums_are_those_of_the_files() -> None:
    found, _ = archive()
    lines = found.read("校验和-SHA256.txt").decode().splitlines()
    assert lines == [f"{sha256(found.read(name)).hexdigest()}  {name}" for name in found.namelist()[:-1]]


def test_the_readme_says_what_is_what_whose_it_is_and_from_when() -> None:
    words = archive()[0].read("说明.txt").decode("utf-8-sig")
    for part in (
        "《磁铁十二问》全部资料",
        "示例数据·非官方",
        "课程编号：courses/society/magnets",
        "版本：2026-09-01",
        "提供：示例学会",
        "审核：有效期至 2029 年 8 月 1 日",
        "许可：CC BY-NC-SA 4.0",
        "【给家长】",
        "磁铁十二问-整套资料.pdf（12 页，6 张纸）",
        "sha256sum -c 校验和-SHA256.txt",
    ):
        assert part in words
    real = archive(REAL)[0].read("说明.txt").decode("utf-8-sig")
    assert "出处：科学课程目录　https://kexue.example.org/courses/society/magnets.html" in real
    assert "示例数据" not in real


def test_the_same_files_give_the_same_bytes() -> None:
    def made() -> bytes:
        return course_archive(KNOWN, SAMPLE, course(), FILES, lambda address: address.encode())[0].content

    assert made() == made()


def test_what_was_published_is_found_again_by_its_address(tmp_path: Path) -> None:
    write_files(tmp_path, [manifest_of(course(), FILES)])
    (tmp_path / "packs/c").mkdir(parents=True)
    (tmp_path / "packs/c/letter.pdf").write_bytes(b"old letter")
    ((file, content),) = published_before(tmp_path, course(), ["packs/c/letter.pdf", "packs/c/notice.pdf"])
    assert (file, content.path, content.content) == (FILES[3], "packs/c/letter.pdf", b"old letter")


def test_nothing_is_found_where_nothing_was_published_or_the_list_is_not_ours(tmp_path: Path) -> None:
    assert published_before(tmp_path, course(), ["packs/c.pdf"]) == []
    listed = tmp_path / manifest_of(course(), FILES).path
    listed.parent.mkdir(parents=True)
    for text in ("[]", "{}", "nonsense", '[{"address": "packs/c.pdf"}]', "[1]"):
        listed.write_text(text)
        assert published_before(tmp_path, course(), ["packs/c.pdf"]) == []
