"""Packed PDFs, read back by another library (pikepdf) and compared object by object with what Typst wrote."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
import typst

from course_catalogue.packs.pdf_streams import packed

# Tables have tags, headings bookmarks; 400 cells make more objects than one stream takes.
SOURCE = b"""
#set document(title: "stream", author: "endobj")
= One
#table(columns: 4, ..range(400).map(number => [#number]))
#link("https://example.org/")[stream endstream endobj]
"""


@pytest.fixture(scope="module")
def written() -> bytes:
    content = typst.compile(SOURCE, format="pdf", pdf_standards=["a-2a"])
    assert isinstance(content, bytes)
    return content


def objects(content: bytes) -> dict[int, tuple[bytes, bytes]]:
    """Number to value, and bytes of a stream, of all objects but the streams that hold others."""
    found: dict[int, tuple[bytes, bytes]] = {}
    with pikepdf.open(BytesIO(content)) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Stream):
                if item.get("/Type") not in ("/ObjStm", "/XRef"):
                    found[item.objgen[0]] = item.stream_dict.unparse(resolved=True), item.read_raw_bytes()
            elif isinstance(item, pikepdf.Object):
                found[item.objgen[0]] = item.unparse(resolved=True), b""
    return found


def test_every_object_keeps_its_number_and_its_value(written: bytes) -> None:
    assert objects(packed(written)) == objects(written)
    assert len(objects(written)) > 500


def test_another_reader_finds_no_fault_in_it(written: bytes) -> None:
    with pikepdf.open(BytesIO(packed(written))) as document:
        assert document.check_pdf_syntax() == []
        assert len(document.pages) > 1


def test_trailer_keeps_catalogue_information_and_id(written: bytes) -> None:
    with pikepdf.open(BytesIO(packed(written))) as after, pikepdf.open(BytesIO(written)) as before:
        for key in ("/Root", "/Info", "/ID"):
            assert after.trailer[key].unparse() == before.trailer[key].unparse()


def test_it_takes_much_less_room(written: bytes) -> None:
    assert len(packed(written)) < len(written) / 2


def test_file_that_typst_did_not_write_is_refused(written: bytes) -> None:
    with pytest.raises(AssertionError, match="not a PDF as Typst writes it"):
        packed(packed(written))
