"""All files of a course in one zip (全部资料), with a readme and checksums; the same files give the same bytes.

Nothing is compressed: PDF and Word are already. Single sessions stay out, because the whole pack and the lesson plans have them.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from hashlib import sha256
from io import BytesIO

from course_catalogue import addresses
from course_catalogue.cards import validity
from course_catalogue.catalogue import Catalogue
from course_catalogue.downloads import ARCHIVE, AUDIENCES, OFFICE, Download, download_name
from course_catalogue.model import PremiumCourse, SeriesCourse
from course_catalogue.output import OutputFile
from course_catalogue.packs.frame import SAMPLE_DETAIL, SAMPLE_NOTICE, edition_day
from course_catalogue.site_identity import SiteIdentity

README = "说明.txt"
CHECKSUMS = "校验和-SHA256.txt"


def course_archive(
    catalogue: Catalogue,
    identity: SiteIdentity,
    course: SeriesCourse | PremiumCourse,
    downloads: Iterable[Download],
    read: Callable[[str], bytes],
) -> tuple[OutputFile, Download]:
    """The zip and what readers are told of it; `read` gives the bytes at an address of the site."""
    chosen = [file for file in downloads if not file.session]
    contents = [(_member(file), read(file.address)) for file in chosen]
    readme = "\r\n".join(_readme(catalogue, identity, course, chosen)).encode("utf-8-sig")  # as Notepad likes it
    contents.insert(0, (README, readme))
    sums = "".join(f"{sha256(content).hexdigest()}  {name}\n" for name, content in contents)
    contents.append((CHECKSUMS, sums.encode()))
    packed = _zipped(contents, edition_day(catalogue, course))
    address = addresses.archive_of(course)
    return OutputFile(address, packed), Download(
        kind=ARCHIVE,
        title="全部资料",
        audience=OFFICE,
        address=address,
        download_name=download_name(course.title, "全部资料", ".zip"),
        pages=0,
        sheets=0,
        size=len(packed),
        holds=f"{len(chosen)} 个文件，附说明和校验和",
    )


def _member(file: Download) -> str:
    """Its place in the zip: a folder for each audience; names are safe on every system (see download_name)."""
    return f"{file.audience}/{file.download_name}"


def _zipped(contents: list[tuple[str, bytes]], day: date) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name, content in contents:
            entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
            entry.create_system = 3  # else it tells which system has built it
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content)
    return buffer.getvalue()


def _readme(
    catalogue: Catalogue, identity: SiteIdentity, course: SeriesCourse | PremiumCourse, files: list[Download]
) -> Iterator[str]:
    yield f"《{course.title}》全部资料"
    yield ""
    if identity.is_sample:
        yield from (f"【{SAMPLE_NOTICE}】{SAMPLE_DETAIL}", "")
    yield f"课程编号：{course.key}"
    yield f"版本：{edition_day(catalogue, course).isoformat()}"
    yield f"提供：{catalogue.owner_of(course).title}"
    yield f"审核：{validity(catalogue, course)}"
    yield f"许可：{course.license}"
    yield f"出处：{identity.name}" + ("" if identity.is_sample else f"　{identity.url}{addresses.page_of(course)}")
    for audience in AUDIENCES:
        own = [file for file in files if file.audience == audience]
        if own:
            yield from ("", f"【{audience}】")
            for file in own:
                paper = f"（{file.paper}）" if file.paper else ""
                yield f"  {file.download_name}{paper}"
                if file.holds:
                    yield f"      {file.holds}"
    yield ""
    if isinstance(course, SeriesCourse):
        yield "单独一课的教案和学习单在整套资料里；课程网页上也可以只下载一课。"
    yield "打印：A4 纸，张数按双面打印计算；黑白打印也看得清。"
    yield f"核对文件：{CHECKSUMS} 是各文件的 SHA-256 值。"
    yield f"  Windows：certutil -hashfile 文件名 SHA256　　macOS、Linux：sha256sum -c {CHECKSUMS}"
    yield ""
