"""Word documents for tests: made of the small courses of test_packs, read back with python-docx."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO
from typing import Any

from docx import Document
from docx.document import Document as Opened
from docx.oxml.ns import qn
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph
from test_packs import TODAY, premium, premium_data, printer, series, series_data

from course_catalogue.packs.word.documents import word_documents

Data = dict[str, Any]


def made(data: Data) -> dict[str, bytes]:
    """Every document by its kind; without pictures."""
    return dict(word_documents(data, TODAY, {}, printer().drawing))


@cache
def small_series() -> dict[str, bytes]:
    return made(series_data(series(sessions=3)))


@cache
def small_handbook() -> dict[str, bytes]:
    return made(premium_data(premium()))


def opened(content: bytes) -> Opened:
    return Document(BytesIO(content))


def elements(content: bytes, *names: str) -> list[Any]:
    """All elements of these names, such as w:tr, in the order of the document."""
    return list(opened(content).element.iter(*map(qn, names)))


def words(content: bytes) -> str:
    """Everything that is written in the body, a line for each paragraph."""
    return "\n".join(text_of(paragraph) for paragraph in elements(content, "w:p"))


def text_of(element: Any) -> str:
    return "".join(_texts(element))


def _texts(element: Any) -> Iterator[str]:
    for part in element.iter(qn("w:t"), qn("w:br"), qn("w:tab")):
        yield part.text or "" if part.tag == qn("w:t") else "\n" if part.tag == qn("w:br") else "\t"


def value(element: Any, name: str) -> str:
    """An attribute of WordprocessingML."""
    found = element.get(qn(f"w:{name}"))
    return "" if found is None else str(found)


def style_of(paragraph: Paragraph) -> ParagraphStyle:
    assert paragraph.style is not None
    return paragraph.style
