"""What was mailed, taken apart in memory: a file, a folder of attachments, or an archive, within limits and without its tricks.

Everything here is a stranger's. Nothing is written, no name becomes a path, and an archive is judged by its own list
before anything of it is unpacked.
"""

from __future__ import annotations

import io
import os
import re
import stat
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from course_catalogue.authoring.form_draft import SUFFIX
from course_catalogue.authoring.intake.refusal import Refusal
from course_catalogue.authoring.office.other_formats import MACRO_ENDINGS, OTHER_FORMATS
from course_catalogue.diagnostics import CatalogueError
from course_catalogue.file_bytes import MAX_BYTES
from course_catalogue.personal_numbers import masked
from course_catalogue.pictures.gate import OTHER_SUFFIXES, SUFFIXES
from course_catalogue.reporting.visible import visible

MOST_ENTRIES = 300
MOST_BYTES = 64 * 1024 * 1024
"""Of all that a mail holds, unpacked."""
MOST_RATIO = 200
"""How many times larger than packed a file may be once it is larger than _RATIO_FROM: texts reach 20, bombs 1,000."""
_RATIO_FROM = 1024 * 1024
MOST_RECORDS = 20
_MOST_FAULTS = 8
_DEEPEST = 6
_LONGEST_NAME = 200
_EXECUTABLE = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe")

TEXTS = (".yml", ".yaml")
OFFICE = (".docx", ".xlsx")
DRAFTS = (SUFFIX,)
"""What the form on the site exports."""
_RECORDS = (*TEXTS, *OFFICE, *DRAFTS)
_LEFT_ALONE = (".txt", ".md", ".ics")
_JUNK = re.compile(r"(?:.*/)?(?:__MACOSX(?:/.*)?|\._.*|\.DS_Store|Thumbs\.db|desktop\.ini|~\$.*|\.git(?:/.*)?)\Z", re.I)
_RUNS = (
    ".exe", ".com", ".bat", ".cmd", ".scr", ".pif", ".msi", ".dll", ".jar", ".js", ".jse", ".vbs", ".vbe", ".wsf", ".hta", ".ps1",
    ".sh", ".py", ".lnk", ".url", ".reg", ".apk", ".app", ".dmg", ".iso", ".html", ".htm", ".svgz",
)  # fmt: skip
_OTHERS = {
    **OTHER_FORMATS,
    ".rar": "RAR 压缩包，请改用 ZIP，或直接寄里面的文件",
    ".7z": "7z 压缩包，请改用 ZIP，或直接寄里面的文件",
}


@dataclass(frozen=True, slots=True)
class Item:
    """A file of the mail; `name` is where it lay in it, for telling and for guessing only; `archive` is the zip's own name."""

    name: str
    content: bytes
    archive: str = field(default="", compare=False)

    @property
    def suffix(self) -> str:
        return PurePosixPath(self.name).suffix.lower()

    @property
    def short(self) -> str:
        """The file's own name as it may be shown."""
        return shown(self.name.rsplit("/", 1)[-1])


@dataclass(frozen=True, slots=True)
class Mail:
    """`records` may each hold a course, a base or a provider; `unused` are names of files that nobody needs here.

    `doubles` are names of two files each that are the same: of the one that is taken, which lies deepest, and of another.
    """

    name: str
    records: tuple[Item, ...]
    pictures: tuple[Item, ...]
    unused: tuple[str, ...] = ()
    doubles: tuple[tuple[str, str], ...] = ()


def shown(name: str) -> str:
    """A stranger's name of a file, harmless and without personal numbers."""
    return visible(masked(name))


class RefusedParts(Refusal):
    """Parts of a mail are not taken; `records` are its course files that would be."""

    def __init__(self, words: Iterable[str], records: tuple[Item, ...]) -> None:
        super().__init__(*words)
        self.records = records


def opened(path: Path) -> Mail:
    """The mail at `path`; RefusedParts with all of it that is not taken, CatalogueError where there is no such file."""
    if not os.path.lexists(path):
        raise CatalogueError(f"没有 {path} 这个文件或文件夹")
    is_folder = path.is_dir() and not path.is_symlink()
    items = list(_within_limits(_of_folder(path) if is_folder else [_of_file(path, path.name)]))
    faults: list[str] = []
    parts = list(_within_limits(_parts(items, faults)))
    faults += [words for item in parts if (words := _fault(item))]
    if faults:
        more = [f"这样的地方一共 {len(faults)} 处。"] if len(faults) > _MOST_FAULTS else []
        records = [item for item in parts if item.suffix in _RECORDS and not _fault(item)]
        raise RefusedParts([*faults[:_MOST_FAULTS], *more], tuple(records[:MOST_RECORDS]))
    return _sorted(path.name, parts)


def _parts(items: list[Item], faults: list[str]) -> Iterator[Item]:
    """The files, with those of archives in their place, each unpacked as it is asked for; `faults` gets what is wrong with archives."""
    for item in items:
        try:
            yield from _unpacked(item) if item.suffix == ".zip" else (item,)
        except Refusal as refusal:
            faults += refusal.words


def _within_limits(items: Iterable[Item]) -> Iterator[Item]:
    """The same files; a Refusal as soon as they are too many or too large, before the next one is asked for."""
    entries = size = 0
    for item in items:
        entries, size = entries + 1, size + len(item.content)
        if entries > MOST_ENTRIES or size > MOST_BYTES:
            raise Refusal(_TOO_MUCH)
        yield item


def _of_folder(folder: Path) -> Iterator[Item]:
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if _JUNK.match(name) or (path.is_dir() and not path.is_symlink()):
            continue
        if name.count("/") > _DEEPEST:
            raise Refusal(_TOO_MUCH)
        yield _of_file(path, name)


_TOO_MUCH = (
    f"文件太多、太大或文件夹太深：一次至多 {MOST_ENTRIES} 个文件、一共 {MOST_BYTES >> 20} MB，请分几次寄，照片先缩小。"
)


def _of_file(path: Path, name: str) -> Item:
    if not stat.S_ISREG(path.lstat().st_mode):
        raise Refusal(f"“{shown(name)}”是链接或特殊文件，不是普通文件。")
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Refusal(_TOO_MUCH)
    return Item(name, content)


def _unpacked(item: Item) -> Iterator[Item]:
    """The files of an archive of the sender's or the form's, one by one."""
    with _archive(item) as archive:
        for entry in _judged_entries(archive, item.short):
            name = _entry_name(entry)
            if name.endswith("/") or _JUNK.match(name):
                continue
            _refuse_odd_name(name, item.short)
            yield Item(name, _content(archive, entry, item.short), item.short)


def _archive(item: Item) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(item.content))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        raise Refusal(f"压缩包“{item.short}”打不开，可能没有传完整，请重新压缩再寄。") from None


def _judged_entries(archive: zipfile.ZipFile, name: str) -> list[zipfile.ZipInfo]:
    """The list of an archive, by which alone too much, a bomb, a link or a password is seen; a Refusal then."""
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES * 2 or sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise Refusal(f"“{name}”展开以后太多或太大。{_TOO_MUCH}")
    for entry in entries:
        if entry.file_size > _RATIO_FROM and entry.file_size > MOST_RATIO * max(entry.compress_size, 1):
            raise Refusal(f"“{name}”不像正常的文件（展开以后大得反常），没有打开。")
        if entry.flag_bits & 0x1:
            raise Refusal(f"“{name}”有密码，打不开，请去掉密码再寄。")
        kind = stat.S_IFMT(entry.external_attr >> 16)
        if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
            raise Refusal(f"“{name}”里有链接或特殊文件，没有打开。")
    return entries


def _entry_name(entry: zipfile.ZipInfo) -> str:
    """The name as the sender saw it: without saying so, Windows packs Chinese names in GBK and a Mac in UTF-8."""
    name = entry.filename
    if not entry.flag_bits & 0x800:
        packed = name.encode("cp437")
        for encoding in ("utf-8", "gb18030"):
            try:
                found = packed.decode(encoding)
            except UnicodeError:
                continue
            if encoding == "utf-8" and re.search("[\x80-\u07ff]", found):
                continue  # two bytes each: rather a Chinese character of GBK, as 图 and 一 are, than a letter with an accent
            name = found
            break
    return name.replace("\\", "/")


def _refuse_odd_name(name: str, archive: str) -> None:
    parts = name.split("/")
    if name.startswith("/") or ".." in parts or ":" in name or not name.isprintable():
        raise Refusal(
            f"压缩包“{archive}”里有名字古怪的文件（{shown(name)}），没有打开，请用电脑自带的压缩功能重新压缩。"
        )
    if len(name) > _LONGEST_NAME or len(parts) > _DEEPEST + 1:
        raise Refusal(f"压缩包“{archive}”里的文件夹太深或名字太长，请把文件直接放进来。")


def _content(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str) -> bytes:
    try:
        with archive.open(entry) as file:
            return file.read(entry.file_size + 1)
    except Exception:  # zlib, lzma and zipfile each have errors of their own for a damaged entry
        raise Refusal(f"压缩包“{name}”里有坏掉的文件，请重新压缩再寄。") from None


def _sorted(name: str, items: list[Item]) -> Mail:
    """What can be used of the files; a Refusal where there is no course, or too many."""
    records, doubles = _once_each([item for item in items if item.suffix in _RECORDS])
    pictures = tuple(item for item in items if item.suffix in SUFFIXES)
    if not records:
        found = f"只看到 {'、'.join(item.short for item in items[:6])}" if items else "里面是空的"
        raise Refusal(f"没有找到课程文件（Word、Excel、网上填写后下载的文件）：{found}。")
    if len(records) > MOST_RECORDS:
        raise Refusal(f"一次寄来 {len(records)} 份课程文件，太多了：一次至多 {MOST_RECORDS} 份。")
    unused = tuple(item.short for item in items if item.suffix in _LEFT_ALONE)
    return Mail(name, records, pictures, unused, doubles)


def _once_each(items: list[Item]) -> tuple[tuple[Item, ...], tuple[tuple[str, str], ...]]:
    """The files, of those that are the same only the deepest, which says best where it belongs; and the names of the others."""
    by_content: dict[tuple[str, bytes], Item] = {}
    for item in sorted(items, key=lambda one: -one.name.count("/")):
        by_content.setdefault((item.suffix, item.content), item)
    taken = {id(item) for item in by_content.values()}
    doubles = ((by_content[item.suffix, item.content].short, item.short) for item in items if id(item) not in taken)
    return tuple(item for item in items if id(item) in taken), tuple(doubles)


def _fault(item: Item) -> str:
    """Why a file is not taken, "" where it is."""
    name, suffix = item.short, item.suffix
    if suffix == ".zip":
        return f"压缩包“{item.archive}”里又有压缩包（{name}），请把里面的文件直接放进来。"
    if masked(item.name) != item.name:
        return f"文件名“{name}”里有个人手机号或身份证号，请改名以后再寄。"
    if suffix in _RUNS or item.content.startswith(_EXECUTABLE):
        return f"“{name}”是程序或网页，不收。"
    if suffix in MACRO_ENDINGS:
        return f"“{name}”是带宏（里面的程序）的文件，不收：请另存为不带宏的 {MACRO_ENDINGS[suffix]} 再寄。"
    if suffix in _OTHERS:
        return f"“{name}”收不了：{_OTHERS[suffix]}。"
    if suffix in OTHER_SUFFIXES:
        return f"图片“{name}”的格式不收，请用画图或看图软件另存为 JPEG 或 PNG 再寄。"
    if suffix in TEXTS and len(item.content) > MAX_BYTES:
        return f"“{name}”太大（超过 {MAX_BYTES >> 20} MB）：一个文件只写一门课程，图片不要写在里面。"
    return "" if suffix in (*_RECORDS, *SUFFIXES, *_LEFT_ALONE) else f"“{name}”不是认识的文件，不收。"
