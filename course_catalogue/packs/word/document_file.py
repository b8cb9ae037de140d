"""A Word file in the making: our template, opened by python-docx, and what becomes of it.

The template is a folder of XML, so that a change of a style is a readable difference; it is packed once a process.
The same content gives the same bytes: no clock, no random ids, and every entry of the zip has the same date.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime, time
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.shared import Mm, Pt

from course_catalogue.packs.word.oxml import Element, clean, field, paragraph, run, tab, w
from course_catalogue.pictures.store import StoredPicture

TEMPLATE = Path(__file__).parent / "template"
TEXT_WIDTH, TEXT_HEIGHT = 160.0, 247.0  # millimetres of an A4 page within its margins
_PARTS = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/styles.xml": "styles.xml",
    "word/numbering.xml": "numbering.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "fonts.xml",
    "word/header1.xml": "header.xml",
    "word/footer1.xml": "footer.xml",
    "docProps/core.xml": "core.xml",
}
# An address that Word takes: other schemes could run or read something, and it opens none that is longer.
_ADDRESS = re.compile(r"(https://|mailto:)[!#-;=?-\[\]_a-z~]{1,2000}")
_LONGEST_MARGINAL = 120  # characters in a header or footer: one that fills the page leaves no room for any text
_LONGEST_PROPERTY = 200  # characters; python-docx refuses more than 255
_PROPERTY_FORM = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"
_PROPERTIES = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"'
    b' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">%s</Properties>'
)


Draw = Callable[[dict[str, Any]], bytes]


class WordFile:
    """One document: things are added in their order, `content` closes it.

    `frame` is as in packs.frame, `kind` what the document calls itself, `day` the date written into it; `pictures` are
    those that the data name, `draw` gives a diagram as PNG.
    """

    def __init__(
        self, frame: Mapping[str, Any], kind: str, day: date, pictures: Mapping[str, StoredPicture], draw: Draw
    ) -> None:
        self._document = Document(BytesIO(_template()))
        self._pictures = pictures
        self._draw = draw
        self._body: list[Element] = []
        self._drawings = 0
        self._describe(frame, kind, day)
        self._frame(frame)

    def add(self, *elements: Element) -> None:
        self._body.extend(elements)

    def set_type(self, style: str, points: float, leading: float = 1.5) -> None:
        """Another size of type for a style of this document."""
        found = self._document.styles[style]
        found.font.size = Pt(points)
        found.paragraph_format.line_spacing = Pt(points * leading)  # keeps its rule, at least

    def target(self, address: str) -> str:
        """The relationship that a hyperlink refers to; empty where the address is none that a document may open."""
        quoted = quote(clean(address), safe="!#$%&'()*+,/:;=?@[]~")
        try:
            is_whole = bool(_ADDRESS.fullmatch(quoted)) and bool(urlsplit(quoted).netloc or quoted[:7] == "mailto:")
        except ValueError:
            return ""
        return self._document.part.relate_to(quoted, RELATIONSHIP_TYPE.HYPERLINK, is_external=True) if is_whole else ""

    def drawing(self, image: bytes | str, alt: str, width: float, height: float) -> Element:
        """A run with a picture: bytes, or the name of one of `pictures`. Sizes in millimetres."""
        content = self._pictures[image].printed if isinstance(image, str) else image
        made = self._document.part.new_pic_inline(BytesIO(content), Mm(width), Mm(height))
        self._drawings += 1
        made.docPr.set("id", str(self._drawings))
        made.docPr.set("name", f"图 {self._drawings}")
        made.docPr.set("descr", clean(alt))
        return w("r", w("drawing", made))

    def diagram(self, part: dict[str, Any], width: float, height: float) -> Element:
        """A run with a diagram of packs.diagram. Sizes in millimetres."""
        return self.drawing(self._draw(part), part["alt"], width, height)

    def new_numbers(self, style: str) -> int:
        """A numbered list that starts at 1; `style` says of which form (ListNumber, TableNumber)."""
        numbering = self._document.part.numbering_part.element
        made = numbering.add_num(4 if style == "TableNumber" else 3)
        made.add_lvlOverride(ilvl=0).add_startOverride(1)
        return int(made.numId)

    def set_properties(self, texts: Mapping[str, str]) -> None:
        """Properties of our own, which other programs keep; names and texts of ASCII letters, digits and hyphens."""
        package = self._document.part.package
        listed = "".join(
            f'<property fmtid="{_PROPERTY_FORM}" pid="{number}" name="{name}"><vt:lpwstr>{text}</vt:lpwstr></property>'
            for number, (name, text) in enumerate(texts.items(), start=2)  # 0 and 1 are reserved
        )
        part = Part(
            PackURI("/docProps/custom.xml"), CONTENT_TYPE.OFC_CUSTOM_PROPERTIES, _PROPERTIES % listed.encode(), package
        )
        package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)

    def content(self) -> bytes:
        """The finished file."""
        body = self._document.element.body
        page = body[-1]  # sectPr, the last one
        body[:] = [*self._body, page]
        package = BytesIO()
        self._document.save(package)
        with ZipFile(package) as loose:
            return _zipped((name, loose.read(name)) for name in loose.namelist())

    def _describe(self, frame: Mapping[str, Any], kind: str, day: date) -> None:
        """The owner is the author, as in the PDF: nothing of the machine that made it."""
        about, moment = self._document.core_properties, datetime.combine(day, time())
        about.title = _property(f"{frame['title']} {kind}")
        about.subject = _property(f"{frame['id']} {frame['edition']}".strip())
        about.author = about.last_modified_by = _property(frame["owner"])
        about.comments = _property(frame["footer"])
        about.keywords = _property("；".join(frame["keywords"]))
        about.created = about.modified = moment

    def _frame(self, frame: Mapping[str, Any]) -> None:
        section = self._document.sections[0]
        head, foot = section.header.paragraphs[0]._p, section.footer.paragraphs[0]._p
        version = "　".join(part for part in (frame["id"], frame["edition"]) if part)
        head.extend([*run(_short(frame["title"])), tab(), *run(_short(version))])
        if frame["notice"]:
            head.addprevious(paragraph("HeaderNotice", *run(_short(frame["notice"]))))
        pages = [*run("第 "), field("PAGE"), *run(" 页　共 "), field("NUMPAGES"), *run(" 页")]
        foot.extend([*run(_short(frame["footer"])), tab(), *pages])


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_MARGINAL else f"{text[: _LONGEST_MARGINAL - 1]}…"


def _property(text: str) -> str:
    return clean(text)[:_LONGEST_PROPERTY]


@cache
def _template() -> bytes:
    return _zipped((name, (TEMPLATE / file).read_bytes()) for name, file in _PARTS.items())


def _zipped(entries: Iterable[tuple[str, bytes]]) -> bytes:
    """The same bytes on every machine: the zip's own date, permissions and system, whatever this one is."""
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for name, content in entries:
            entry = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 3, 0o600 << 16
            archive.writestr(entry, content)
    return packed.getvalue()
