"""The bytes of a file as text: its encoding, its line ends, and the characters that no file may hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from course_catalogue.diagnostics import Diagnostic, Edit, Mark, error
from course_catalogue.documents import Marks

MAX_BYTES = 1024 * 1024
BOM = b"\xef\xbb\xbf"
_MOST_CHARACTERS = 9

# Invisible or direction-changing characters that could make a reviewer see another text than
# a reader, and control characters that no font prints. U+FE0F only asks for a symbol in colour.
_SYMBOLS = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u27bf\u2900-\u297f\u2b00-\u2bff\u3030\u303d"
    "\u3297\u3299\U0001f000-\U0001faff"
)
_ALWAYS_FORBIDDEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f"
    "\u2028-\u202e\u2060-\u2069\u3164\ufdd0-\ufdef\ufe00-\ufe0e\ufeff\uffa0\ufff0-\uffff"
    "\ud800-\udfff\U000e0000-\U000e0fff"
)
FORBIDDEN = re.compile(f"[{_ALWAYS_FORBIDDEN}]|(?<![{_SYMBOLS}])\ufe0f(?!\u20e3)")
_MAY_BE_FORBIDDEN = re.compile(f"[{_ALWAYS_FORBIDDEN}\ufe0f]")
"""One class of characters is searched for six times as fast; most texts hold none of them."""
_HAN = "[\u4e00-\u9fff]"
_OFFICE_FILES = (
    (b"PK\x03\x04", "Word、Excel 或压缩文件"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "旧版 Word 或 Excel 文件"),
    (b"%PDF", "PDF 文件"),
)
"""The first bytes of what authors have instead of a text, and what to call it; %PDF can begin no YAML file."""


def decode(path: str, content: bytes) -> str | Diagnostic:
    """The text with \\n as its only line end, or why there is none."""
    for first, name in _OFFICE_FILES:
        if content.startswith(first):
            return error(
                "not-utf-8", Mark(path), "这是 Word、Excel 或 PDF 文件，不是文本",
                found=name, expected="UTF-8 编码的文本",
                mend="把内容抄进课程文件，或照投稿指南复制一份示例来改；只改文件名不会变成文本",
            )  # fmt: skip
    if len(content) > MAX_BYTES:
        return error(
            "file-too-large", Mark(path), "文件太大",
            found="超过 1 MiB", expected="不超过 1 MiB",
            mend="一个文件只写一门课程；图片不要写进 YAML 里",
        )  # fmt: skip
    try:
        text = content.removeprefix(BOM).decode("utf-8")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        return _not_utf8(Mark(path, line, 1, line, 1), content)
    return one_line_end(text)


def readable_text(content: bytes) -> str:
    """What can be read of a file, whatever is wrong with its bytes."""
    try:
        text = content.removeprefix(BOM).decode("utf-8")
    except UnicodeDecodeError:
        text = decode_foreign(content) or content.removeprefix(BOM).decode("utf-8", "replace")
    return one_line_end(text)


def one_line_end(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def decode_foreign(content: bytes) -> str | None:
    """The text of a file in UTF-16 or GBK, where it surely is one; None where it is something else or damaged."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "gb18030"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    if encoding == "gb18030" and _is_damaged_utf8(content):
        return None
    return text if re.search("[\u4e00-\u9fff]{2}", text) and not FORBIDDEN.search(text) else None


def _is_damaged_utf8(content: bytes) -> bool:
    """Chinese text in UTF-8 with a few bad bytes: most of what is not ASCII still reads as Chinese."""
    beyond_ascii = sum(byte > 0x7F for byte in content)
    return len(re.findall(_HAN, content.decode("utf-8", "ignore"))) * 3 > beyond_ascii / 2


def _not_utf8(mark: Mark, content: bytes) -> Diagnostic:
    mend = "用记事本打开，选“另存为”，编码选 UTF-8，再提交"
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        found = "UTF-16 编码"
    elif _is_damaged_utf8(content):
        found, mend = "不完整的字", "这一行有字在保存或传送时坏了：重新输入这一行"
    else:
        found = "GBK（ANSI）编码" if decode_foreign(content) is not None else "不是文本编码"
    can_be_mended = decode_foreign(content) is not None
    return error(
        "not-utf-8", mark, "文件编码不是 UTF-8",
        found=found, expected="UTF-8", mend=mend,
        # Nothing is put in: a file that is written again is written in UTF-8.
        edits=(Edit(Mark(mark.path), ""),) if can_be_mended else (),
    )  # fmt: skip


def forbidden_characters(marks: Marks, text: str) -> Iterator[Diagnostic]:
    """Each forbidden character, the first of many."""
    for number, match in enumerate(FORBIDDEN.finditer(text) if _MAY_BE_FORBIDDEN.search(text) else ()):
        if number == _MOST_CHARACTERS:
            return
        yield forbidden(marks.between(match.start(), match.end()), match.group())


def tabs_outside(marks: Marks, text: str, tables: Iterable[tuple[int, int]]) -> Iterator[Diagnostic]:
    """All tabs together, but those in the lines of `tables`, from the first of each to its last."""
    rows = {line for first, last in tables for line in range(first, last + 1)}
    found = [match.start() for match in re.finditer("\t", text)]
    tabs = [tab for tab in found if not rows or marks.between(tab, tab).line not in rows]
    if tabs:
        edits = tuple(Edit(marks.between(tab, tab + 1), "  ") for tab in tabs[:1000])
        yield error(
            "tab", edits[0].mark, "文件里有制表符（Tab）",
            found="Tab" if len(tabs) == 1 else f"Tab，共 {len(tabs)} 处", expected="空格",
            mend="把 Tab 换成空格；每一级缩进 2 个空格", edits=edits,
        )  # fmt: skip


def forbidden(mark: Mark, character: str) -> Diagnostic:
    return error(
        "forbidden-character", mark, "有看不见的或不能打印的字符",
        found=f"U+{ord(character):04X}", expected="普通文字",
        mend="删去这个字符；从 Word 或网页粘贴时选“只粘贴文本”", edits=(Edit(mark, ""),),
    )  # fmt: skip
