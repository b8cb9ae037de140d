"""The artifact of a check is hostile until it is one bounded text."""

from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Callable

import pytest

from course_catalogue.hosting.refusal import Refused
from course_catalogue.hosting.report_artifact import MAX_ARCHIVE, MAX_REPORT, report_in

TEXT = "# 检查结果\n\n没有错误\n"


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # two members of one name are what is wanted
        for name, content in members:
            archive.writestr(name, content)
    return target.getvalue()


def test_report_is_read_from_its_one_member() -> None:
    assert report_in(zipped(("report.md", TEXT.encode()))) == TEXT


def test_stored_report_is_read_too() -> None:
    assert report_in(zipped(("report.md", TEXT.encode()), method=zipfile.ZIP_STORED)) == TEXT


def link() -> bytes:
    member = zipfile.ZipInfo("report.md")
    member.create_system = 3
    member.external_attr = 0o120777 << 16
    return zipped((member, b"/etc/passwd"))


def lying_bomb() -> bytes:
    """A member that unpacks to 8 MiB and says, in both headers, that it has 100 bytes."""
    content = zipped(("report.md", b"a" * (8 * 1024 * 1024)))
    true, lie = struct.pack("<L", 8 * 1024 * 1024), struct.pack("<L", 100)
    assert content.count(true) == 2
    return content.replace(true, lie)


def encrypted() -> bytes:
    content = bytearray(zipped(("report.md", TEXT.encode())))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(signature) + offset] |= 1
    return bytes(content)


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "no archive": (lambda: b"# not a zip", "打不开"),
    "empty": (lambda: b"", "打不开"),
    "no member": (lambda: zipped(), "只有 report.md"),
    "too large to read": (lambda: b"P" * (MAX_ARCHIVE + 1), "压缩包太大"),
    "bomb": (lambda: zipped(("report.md", b"a" * (MAX_REPORT + 1))), "报告太大"),
    "bomb that lies about its size": (lying_bomb, "打不开"),
    "nested path": (lambda: zipped(("x/report.md", b"a")), "不叫 report.md"),
    "climbing path": (lambda: zipped(("../report.md", b"a")), "不叫 report.md"),
    "absolute path": (lambda: zipped(("/report.md", b"a")), "不叫 report.md"),
    "zero byte in the name": (lambda: zipped(("report.mdX.sh", b"a")).replace(b"mdX", b"md\0"), "不叫 report.md"),
    "two of one name": (lambda: zipped(("report.md", b"a"), ("report.md", b"b")), "只有 report.md"),
    "a second file": (lambda: zipped(("report.md", b"a"), ("pr-number", b"7")), "只有 report.md"),
    "many members": (lambda: zipped(*((f"{n}.md", b"") for n in range(5000))), "只有 report.md"),
    "symbolic link": (link, "不是普通文件"),
    "folder": (lambda: zipped(("report.md/", b"")), "不叫 report.md"),
    "encrypted": (encrypted, "压缩方式不认识"),
    "unusual compression": (lambda: zipped(("report.md", b"a"), method=zipfile.ZIP_LZMA), "压缩方式不认识"),
    "GBK": (lambda: zipped(("report.md", "检查".encode("gbk"))), "不是 UTF-8"),
    "UTF-16": (lambda: zipped(("report.md", "检查".encode("utf-16"))), "不是 UTF-8"),
    "broken stream": (lambda: zipped(("report.md", TEXT.encode() * 9))[:60] + b"PK", "打不开"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_anything_else_is_refused_with_its_reason(name: str) -> None:
    make, reason = HOSTILE[name]
    with pytest.raises(Refused, match=reason):
        report_in(make())
