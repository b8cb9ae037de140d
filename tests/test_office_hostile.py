"""Hostile and broken files are refused in plain words, before any parser of documents; nothing outside them is touched."""

from __future__ import annotations

import struct
import zipfile
from io import BytesIO

import pytest
from office_files import WordForm, Workbook, part_of, read, understood, with_part

from course_catalogue.authoring.office import RefusedFile
from course_catalogue.authoring.office.package import opened

WORKBOOK = Workbook().put("课程", {"课程名称": "纸桥"}).content
DOCUMENT = WordForm().put({"课程名称": "纸桥"}).content
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def refusal(content: bytes, name: str = "课程.xlsx") -> str:
    with pytest.raises(RefusedFile) as caught:
        read(content, name)
    return str(caught.value)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("课程.xlsm", WORKBOOK, "课程.xlsm 带有宏（里面的程序），不能收：请用 Word、Excel 或 WPS 打开，另存为不带宏的 .xlsx"),
        ("教案.docm", DOCUMENT, "教案.docm 带有宏（里面的程序），不能收：请用 Word、Excel 或 WPS 打开，另存为不带宏的 .docx"),
        ("课程.xlsx", with_part(WORKBOOK, "xl/vbaProject.bin", OLE), "课程.xlsx 带有宏（里面的程序），不能收：请用 Word、Excel 或 WPS 打开，另存为不带宏的 .xlsx"),
        ("教案.doc", OLE, "教案.doc 读不了：旧版 Word 文件，请用 Word 或 WPS 打开，点“文件”里的“另存为”，文件类型选 .docx，再寄另存的那一份"),
        ("教案.wps", OLE, "教案.wps 读不了：WPS 文字文件，请用 Word 或 WPS 打开，点“文件”里的“另存为”，文件类型选 .docx，再寄另存的那一份"),
        ("课程.et", OLE, "课程.et 读不了：WPS 表格文件，请用 Excel 或 WPS 打开，点“文件”里的“另存为”，文件类型选 .xlsx，再寄另存的那一份"),
        ("课程.xlsx", OLE, "课程.xlsx 是旧格式的文件，读不了：请用 Word、Excel 或 WPS 打开，点“文件”里的“另存为”，文件类型选 .docx 或 .xlsx，再寄另存的那一份"),
        ("课程.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "课程.xlsx 加了密码，读不了：请用 Word、Excel 或 WPS 打开，去掉密码，另存一份"),
        ("课程.xlsx", b"<html><table></table></html>", "课程.xlsx 不是 Word 或 Excel 文件：改文件名的后缀不能改变格式，请用 Word、Excel 或 WPS 另存为 .docx 或 .xlsx"),
        ("照片.jpg", b"\xff\xd8\xff\xe0", "照片.jpg 不是 Word 或 Excel 文件：这里只读 .docx 和 .xlsx"),
        ("课程.xlsx", WORKBOOK[:5000], "课程.xlsx 打不开，可能没有传完或已经损坏：请用 Word、Excel 或 WPS 打开，另存一份再试"),
        ("课程.xlsx", b"", "课程.xlsx 不是 Word 或 Excel 文件：改文件名的后缀不能改变格式，请用 Word、Excel 或 WPS 另存为 .docx 或 .xlsx"),
    ],
)  # fmt: skip
def test_what_is_no_plain_word_or_excel_file_is_refused_with_what_to_do(name: str, content: bytes, words: str) -> None:
    assert refusal(content, name) == words


def zipped(entries: dict[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def test_another_zip_is_refused() -> None:
    assert refusal(zipped({"a.txt": b"a"})) == (
        "课程.xlsx 不是 Word 或 Excel 文件：请用网站上的模板填写，存成 .docx 或 .xlsx"
    )


@pytest.mark.parametrize(
    "bomb",
    [
        pytest.param(lambda: with_part(WORKBOOK, "xl/media/a.bin", bytes(64 << 20)), id="ratio"),
        pytest.param(lambda: with_part(DOCUMENT, "word/document.xml", b"<a>" + b" " * (17 << 20) + b"</a>"), id="xml"),
        pytest.param(lambda: with_part(WORKBOOK, "xl/a.dat", b"<a>" + b"<b/>" * 1_100_000 + b"</a>"), id="elements"),
        pytest.param(lambda: zipped({f"xl/media/{n}.bin": bytes(1 << 20) for n in range(130)}), id="total"),
    ],
)
def test_what_unpacks_to_too_much_is_refused(bomb: object) -> None:
    assert callable(bomb)
    assert refusal(bomb()) == ("课程.xlsx 解开以后太大，没有打开：请把用不着的工作表、图片和空行删去，另存一份再试")


def test_a_zip_that_lies_about_its_sizes_is_refused() -> None:
    content = bytearray(zipped({"xl/workbook.xml": b"<a/>", "xl/media/a.bin": bytes(40 << 20)}))
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = content.rindex(signature)
        content[place + offset : place + offset + 4] = struct.pack("<I", 100)
    with pytest.raises(RefusedFile):
        opened("课程.xlsx", bytes(content))


def test_many_parts_and_parts_outside_are_refused() -> None:
    assert "里面有 1001 个部分" in refusal(zipped({f"a/{n}": b"" for n in range(1001)}))
    assert "里面的结构不正常" in refusal(zipped({"../a.xml": b"<a/>"}))
    assert "里面的结构不正常" in refusal(zipped({"xl/workbook.xml": b"<a/>", "XL/Workbook.xml": b"<a/>"}))


ENTITIES = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "aaaa"><!ENTITY y "&x;&x;">]><a>&y;</a>'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(
    ("content", "part"),
    [(WORKBOOK, "xl/sharedStrings.xml"), (WORKBOOK, "xl/_rels/workbook.xml.rels"), (DOCUMENT, "word/document.xml")],
)
def test_entities_are_refused_in_any_part_and_encoding(content: bytes, part: str, encoding: str) -> None:
    text = ENTITIES.replace('"1.0"', f'"1.0" encoding="{encoding}"')
    assert refusal(with_part(content, part, text.encode(encoding))) == (
        "课程.xlsx 里面有实体声明，可能有害，没有打开：请用 Word、Excel 或 WPS 打开，另存一份再试"
    )


def test_an_outside_entity_is_not_fetched() -> None:
    text = '<?xml version="1.0"?><!DOCTYPE a SYSTEM "file:///etc/hostname"><a/>'
    assert "实体声明" in refusal(with_part(DOCUMENT, "word/document.xml", text.encode()), "教案.docx")


def test_deep_nesting_is_refused() -> None:
    deep = b"<a>" * 100_000 + b"</a>" * 100_000
    assert refusal(with_part(DOCUMENT, "word/document.xml", deep), "教案.docx") == (
        "教案.docx 里面一层套一层，不是正常的文件，没有打开"
    )


def test_broken_xml_is_refused_with_the_part() -> None:
    assert refusal(with_part(WORKBOOK, "xl/styles.xml", b"<a>")) == (
        "课程.xlsx 里的 xl/styles.xml 坏了，读不了：请用 Word、Excel 或 WPS 打开，另存一份再试"
    )


def test_a_workbook_whose_parts_make_no_sense_is_refused() -> None:
    assert refusal(with_part(WORKBOOK, "xl/styles.xml", b"<a/>")) == (
        "课程.xlsx 读不了，里面的结构不正常：请用 Excel 或 WPS 打开，另存一份再试"
    )


def test_too_many_sheets_are_refused_and_rows_beyond_the_limit_told() -> None:
    many = Workbook().put("课程", {"课程名称": "纸桥"})
    many.book["课程"]["B1048576"] = "在很下面"
    many.book["课程"]["XFD3"] = "在很右边"
    result = read(many.content)
    assert result.data["title"] == "纸桥"
    assert [one.why for one in result.left] == ["一个工作表只读前 2000 行、前 40 列"]
    for number in range(60):
        many.book.create_sheet(f"表 {number}")
    assert "个工作表，超过 60 个" in refusal(many.content)


REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def with_relationship(content: bytes, part: str, kind: str, target: str) -> bytes:
    xml = part_of(content, part).decode()
    more = f'<Relationship Id="rIdX" Type="{REL}/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    return with_part(content, part, xml.replace("</Relationships>", more).encode())


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("attachedTemplate", "文档连着别处的模板，没有去取"),
        ("hyperlink", "链接只留下文字，网址没有读入"),
        ("image", "有的图片不在文件里，而在别处，没有去取"),
        ("oleObject", "文件里有指向别处的内容，没有去取"),
    ],
)
def test_what_lies_elsewhere_is_told_and_not_fetched(kind: str, words: str) -> None:
    content = with_relationship(DOCUMENT, "word/_rels/document.xml.rels", kind, "http://127.0.0.1:9/a")
    result = read(content, "教案.docx")
    assert result.data["title"] == "纸桥"
    assert [(one.place, one.found) for one in result.understood] == [("整个文件", words)]


def test_fields_and_links_to_other_programs_are_told_and_not_obeyed() -> None:
    xml = part_of(DOCUMENT, "word/document.xml").decode()
    field = '<w:p><w:r><w:instrText>DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"</w:instrText></w:r></w:p>'
    result = read(
        with_part(DOCUMENT, "word/document.xml", xml.replace("<w:sectPr", f"{field}<w:sectPr", 1).encode()), "教案.docx"
    )
    assert [found for _, found, _ in understood(result)] == ["文档里有会取用别处内容的域（DDE、链接等），没有理会"]
    dde = b'<externalLink xmlns="x"><ddeLink ddeService="cmd" ddeTopic="/c calc"/></externalLink>'
    result = read(with_part(WORKBOOK, "xl/externalLinks/externalLink1.xml", dde))
    assert [found for _, found, _ in understood(result)] == ["工作簿里有连到别的程序的链接（DDE），没有理会"]


def test_a_formula_that_calls_something_is_neither_run_nor_kept() -> None:
    book = Workbook().put("课程", {"课程名称": "纸桥", "主题": '=cmd|"/c calc"!A1'})
    result = read(book.content)
    assert "theme" not in result.data
    assert [one.why for one in result.left] == ["是公式，没有存下算出来的值：请直接写上结果"]


def test_pasted_html_stays_text() -> None:
    result = read(Workbook().put("课程", {"课程名称": "<script>alert(1)</script>"}).content)
    assert result.data["title"] == "<script>alert(1)</script>"


def test_characters_that_no_file_may_hold_are_left_out() -> None:
    result = read(WordForm().put({"课程名称": "纸\u200b桥\u202e"}).content, "教案.docx")
    assert result.data["title"] == "纸桥"
