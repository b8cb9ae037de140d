"""The report out of an artifact that whoever opened the pull request may have made.

Nothing is unpacked to the disk and no name in the archive is ever a path: the archive holds one member with
one name, or it is refused.
"""

from __future__ import annotations

import io
import stat
import zipfile
import zlib

from course_catalogue.hosting.refusal import Refused

REPORT = "report.md"
MAX_ARCHIVE = 1024 * 1024
"""Bytes of the archive as downloaded."""
MAX_REPORT = 512 * 1024
"""Bytes of the report when unpacked; GitHub shows at most 64 KiB of it."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 0x1


def report_in(archive: bytes) -> str:
    """The text of `report.md`; Refused where the archive is anything but that one file."""
    if len(archive) > MAX_ARCHIVE:
        raise Refused("报告的压缩包太大")
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            content = _content(opened, _only_member(opened))
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError):
        raise Refused("报告的压缩包打不开") from None
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused("报告不是 UTF-8 文字") from None


def _only_member(opened: zipfile.ZipFile) -> zipfile.ZipInfo:
    members = opened.infolist()
    if len(members) != 1:
        raise Refused(f"报告的压缩包里应当只有 {REPORT} 一个文件")
    member = members[0]
    if member.filename != REPORT or member.orig_filename != REPORT:
        raise Refused(f"报告的压缩包里的文件不叫 {REPORT}")
    mode = member.external_attr >> 16
    if mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode):
        raise Refused("报告不是普通文件")
    if member.flag_bits & _ENCRYPTED or member.compress_type not in _METHODS:
        raise Refused("报告的压缩方式不认识")
    if member.file_size > MAX_REPORT:
        raise Refused("报告太大")
    return member


def _content(opened: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    with opened.open(member) as file:
        content = file.read(MAX_REPORT + 1)  # whatever the archive says of its size
    if len(content) > MAX_REPORT:
        raise Refused("报告太大")
    return content
