"""A stranger's .docx or .xlsx as its parts, after a look at all of them: the gate before any parser of documents.

Both are zips of XML. Limits are on what is unpacked, and kept while unpacking, because a zip may lie about its sizes.
No part may declare a document type (entities), none is nested deep. Macros are refused; what would be loaded from
elsewhere is neither followed nor handed on, only told.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring, iterparse

from course_catalogue.authoring.office.other_formats import MACRO_ENDINGS, OTHER_FORMATS
from course_catalogue.authoring.office.values_read import Picture, RefusedFile
from course_catalogue.office_forms.own_words import PROPERTY

MOST_BYTES = 20 << 20
_MOST_ENTRIES = 1000
_MOST_UNPACKED = 120 << 20
_MOST_XML = 16 << 20
"""Bytes: of the file, of all that is in it, of one part of XML."""
_MOST_ELEMENTS = 1_000_000
"""Of all parts together; a workbook of sixteen full sessions has a tenth of that."""
_MOST_RATIO = 300
"""How many times smaller than its content a part above a mebibyte may be packed; empty rows of a sheet are below 100."""
_DEEPEST = 120
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_XML = re.compile(r"\.(?:xml|rels|vml)\Z", re.IGNORECASE)
_PICTURE = re.compile(r"(?:word|xl)/media/[^/]+\.(?:png|jpe?g|webp)\Z", re.IGNORECASE)
_OWN_WORDS = re.compile(rf"{PROPERTY}-([0-9]{{1,3}})")
_STORED = re.compile(r"(?:word|xl)/(?:media|embeddings)/", re.IGNORECASE)
_MARKUP = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a document by their names; `told` says in Chinese what is in it and is not used."""

    kind: str
    parts: Mapping[str, bytes]
    told: tuple[str, ...]

    @property
    def own_words(self) -> tuple[str, ...]:
        """The marks that a form carries of its own words, piece by piece."""
        properties = self.parts.get("docProps/custom.xml")
        found = [
            (int(match[1]), "".join(one.itertext()).strip())
            for one in (fromstring(properties) if properties else ())
            if (match := _OWN_WORDS.fullmatch(one.get("name", "")))
        ]
        return tuple(text for _, text in sorted(found))

    @property
    def pictures(self) -> tuple[Picture, ...]:
        return tuple(
            Picture(PurePosixPath(name).name, content) for name, content in self.parts.items() if _PICTURE.match(name)
        )


def opened(name: str, content: bytes) -> Package:
    """The parts of a file; RefusedFile where it is none that may be read. `kind` is word or excel."""
    _refuse_other_forms(name, content)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = dict(_unpacked(name, archive))
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        NotImplementedError,
        RuntimeError,
        EOFError,
        ValueError,
        OSError,
    ) as fault:
        raise RefusedFile(
            f"{name} 打不开，可能没有传完或已经损坏：请用 Word、Excel 或 WPS 打开，另存一份再试"
        ) from fault
    kind = "word" if "word/document.xml" in parts else "excel" if "xl/workbook.xml" in parts else ""
    if not kind:
        raise RefusedFile(f"{name} 不是 Word 或 Excel 文件：请用网站上的模板填写，存成 .docx 或 .xlsx")
    if any("vbaproject" in part.lower() for part in parts):
        raise RefusedFile(_macro_words(name, ".docx" if kind == "word" else ".xlsx"))
    counted = count()
    told = [
        line for part, xml in parts.items() if _is_xml(part, xml) for line in _looked_over(name, part, xml, counted)
    ]
    told += _embedded(parts)
    return Package(kind, parts, tuple(dict.fromkeys(told)))


def _refuse_other_forms(name: str, content: bytes) -> None:
    """What is no .docx or .xlsx at all, each in the words that help."""
    ending = PurePosixPath(name.lower()).suffix
    if len(content) > MOST_BYTES:
        raise RefusedFile(
            f"{name} 有 {len(content) >> 20} MB，超过 {MOST_BYTES >> 20} MB：多半是图片太大，请把图片另存成文件，从文档里删去"
        )
    if ending in MACRO_ENDINGS:
        raise RefusedFile(_macro_words(name, MACRO_ENDINGS[ending]))
    if content.startswith(_OLE) and _ENCRYPTED in content:
        raise RefusedFile(f"{name} 加了密码，读不了：请用 Word、Excel 或 WPS 打开，去掉密码，另存一份")
    if ending in OTHER_FORMATS:
        raise RefusedFile(f"{name} 读不了：{OTHER_FORMATS[ending]}")
    if content.startswith(_OLE):
        raise RefusedFile(
            f"{name} 是旧格式的文件，读不了：请用 Word、Excel 或 WPS 打开，点“文件”里的“另存为”，文件类型选 .docx 或 .xlsx，再寄另存的那一份"
        )
    if not content.startswith(b"PK"):
        renamed = "改文件名的后缀不能改变格式，请用 Word、Excel 或 WPS 另存为 .docx 或 .xlsx"
        raise RefusedFile(
            f"{name} 不是 Word 或 Excel 文件：{renamed if ending in ('.docx', '.xlsx') else '这里只读 .docx 和 .xlsx'}"
        )


def _too_much(name: str) -> str:
    return f"{name} 解开以后太大，没有打开：请把用不着的工作表、图片和空行删去，另存一份再试"


def _macro_words(name: str, new: str) -> str:
    return f"{name} 带有宏（里面的程序），不能收：请用 Word、Excel 或 WPS 打开，另存为不带宏的 {new}"


def _unpacked(name: str, archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    entries = archive.infolist()
    seen: set[str] = set()
    total = 0
    if len(entries) > _MOST_ENTRIES:
        raise RefusedFile(f"{name} 里面有 {len(entries)} 个部分，不是正常的 Word 或 Excel 文件，没有打开")
    for entry in entries:
        if entry.flag_bits & 1:
            raise RefusedFile(f"{name} 加了密码，读不了：请去掉密码，另存一份")
        path = entry.filename.replace("\\", "/").lstrip("/")
        if entry.is_dir():
            continue
        if ".." in path.split("/") or path.casefold() in seen:
            raise RefusedFile(f"{name} 里面的结构不正常，没有打开：请用 Word、Excel 或 WPS 打开，另存一份再试")
        seen.add(path.casefold())
        limit = min(_MOST_UNPACKED if _STORED.match(path) else _MOST_XML, _MOST_UNPACKED - total)
        with archive.open(entry) as part:
            content = part.read(limit + 1)
        total += len(content)
        is_bomb = len(content) > 1 << 20 and len(content) > _MOST_RATIO * max(entry.compress_size, 1)
        if len(content) > limit or is_bomb:
            raise RefusedFile(_too_much(name))
        yield path, content


def _is_xml(part: str, content: bytes) -> bool:
    """Also by its content: a workbook may call its sheets as it likes."""
    return bool(_XML.search(part)) or content.lstrip().startswith(_MARKUP)


def _looked_over(name: str, part: str, xml: bytes, counted: Iterator[int]) -> Iterator[str]:
    """A part is sound XML without entities; gives what it would load or run."""
    depth = 0
    fields: list[str] = []
    try:
        for event, element in iterparse(BytesIO(xml), events=("start", "end"), forbid_dtd=True):
            depth += 1 if event == "start" else -1
            if depth > _DEEPEST:
                raise RefusedFile(f"{name} 里面一层套一层，不是正常的文件，没有打开")
            if event == "end":
                if next(counted) > _MOST_ELEMENTS:
                    raise RefusedFile(_too_much(name))
                yield from _outside(element)
                if element.tag.endswith("}instrText") or element.tag.endswith("}fldSimple"):
                    fields.append("".join([element.text or "", *element.attrib.values()]))
                element.clear()
    except DefusedXmlException as fault:
        raise RefusedFile(
            f"{name} 里面有实体声明，可能有害，没有打开：请用 Word、Excel 或 WPS 打开，另存一份再试"
        ) from fault
    except ParseError as fault:
        raise RefusedFile(f"{name} 里的 {part} 坏了，读不了：请用 Word、Excel 或 WPS 打开，另存一份再试") from fault
    if re.search(r"\b(?:DDE|DDEAUTO|INCLUDE\w*|IMPORT|LINK)\b", "".join(fields), re.IGNORECASE):
        yield "文档里有会取用别处内容的域（DDE、链接等），没有理会"
    if b"ddeLink" in xml or b"oleLink" in xml:
        yield "工作簿里有连到别的程序的链接（DDE），没有理会"


def _outside(element: Element) -> Iterator[str]:
    """What a relationship to something outside the file is."""
    if element.tag != RELATIONSHIP or element.get("TargetMode", "").lower() != "external":
        return
    kind = element.get("Type", "").rsplit("/", 1)[-1]
    words = {
        "hyperlink": "链接只留下文字，网址没有读入",
        "attachedTemplate": "文档连着别处的模板，没有去取",
        "externalLinkPath": "工作簿连着别的工作簿，没有去取；取来的数用的是存盘时的值",
        "image": "有的图片不在文件里，而在别处，没有去取",
    }
    yield words.get(kind, "文件里有指向别处的内容，没有去取")


def _embedded(parts: Mapping[str, bytes]) -> Iterator[str]:
    if any("/embeddings/" in part or "/activeX/" in part for part in parts):
        yield "文件里嵌着别的文件或控件，没有打开"
