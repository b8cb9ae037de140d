"""Word's XML as small functions.

Every element is made, none is parsed from text, so that no words of a contributor can become markup or a field.
The order of properties is the schema's: Word calls a file damaged where it is another.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, TypeAlias

from lxml import etree

Element: TypeAlias = Any
"""An element of lxml, which has no types of its own."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NAMESPACES = {"w": W[1:-1]}

# What XML 1.0 forbids (it makes a file that nothing opens), and what turns the direction of the text around it.
_FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
# The fonts of schools lack the small digits of H₂O: they are set as what they are.
_SMALL_DIGITS = re.compile("([₀-₉]+|[⁰⁴-⁹]+)")
_LOWERED, _RAISED = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789"), str.maketrans("⁰⁴⁵⁶⁷⁸⁹", "0456789")
# Signs that Word takes from the Latin font, half as wide as Chinese writes them, unless it is told otherwise.
_AMBIGUOUS = re.compile("[“”‘’…—·×÷°±→①-⑳□☆★℃]")
_KEPT = frozenset(
    ("Title", "Subtitle", "Heading1", "Heading2", "Heading3", "TableHead", "SheetHead", "SheetQuestion", "Notice")
)
"""The styles of the template that keep their lines together or with the next paragraph."""
_LONGEST_KEPT, _LONGEST_RUBY = 300, 40  # characters
_LATIN_QUOTE = re.compile("[A-Za-z]’[A-Za-z]")


def w(name: str, *content: Element, **values: str | int) -> Element:
    """An element of WordprocessingML with its attributes; None among the content is left out."""
    made = etree.Element(W + name, {W + key: str(value) for key, value in values.items()}, _NAMESPACES)
    for part in content:
        if part is not None:
            made.append(part)
    return made


def keep_with_next(element: Element) -> None:
    """Every paragraph below an element stays on the page of the next one, unless they are too long for it."""
    if _length(element) > _LONGEST_KEPT:
        return
    for look in element.iter(f"{W}pPr"):
        if look.find(f"{W}keepNext") is None:
            look.insert(1, w("keepNext"))  # after pStyle, where the schema has it


def twips(millimetres: float) -> int:
    """Twentieths of a point: 56.7 a millimetre."""
    return round(millimetres * 1440 / 25.4)


def clean(text: str) -> str:
    """Text that any XML may hold; what may not stand there becomes �."""
    return _FORBIDDEN.sub("\ufffd", text)


def run(text: str, style: str = "", align: str = "") -> list[Element]:
    """Runs with these words; `align` is subscript or superscript. A line break in the text is one in the document."""
    parts = _SMALL_DIGITS.split(clean(text))
    return [
        _run(part, style, align) if index % 2 == 0 else _small(part, style) for index, part in enumerate(parts) if part
    ]


def _small(digits: str, style: str) -> Element:
    if digits[0] in "₀₁₂₃₄₅₆₇₈₉":
        return _run(digits.translate(_LOWERED), style, "subscript")
    return _run(digits.translate(_RAISED), style, "superscript")


def _run(text: str, style: str, align: str) -> Element:
    chinese = _AMBIGUOUS.search(text) and not _LATIN_QUOTE.search(text)
    look = [
        w("rStyle", val=style) if style else None,
        w("rFonts", hint="eastAsia") if chinese else None,
        w("vertAlign", val=align) if align else None,
    ]
    made = w("r", w("rPr", *look) if any(part is not None for part in look) else None)
    for index, line in enumerate(text.replace("\r", "").split("\n")):
        if index:
            made.append(w("br"))
        if line:
            words = w("t")
            words.text = line.replace("\t", " ")
            words.set(_SPACE, "preserve")
            made.append(words)
    return made


def tab() -> Element:
    return w("r", w("tab"))


def field(instruction: str) -> Element:
    """A field that Word fills in, such as PAGE."""
    return w("fldSimple", *run("1"), instr=f" {instruction} ")


def link(relationship: str, runs: Iterable[Element]) -> Element:
    """A hyperlink to the target of a relationship."""
    made = w("hyperlink", *runs)
    made.set(f"{_R}id", relationship)
    return made


def ruby(base: str, reading: str, size: int) -> list[Element]:
    """`reading` above `base`; `size` of the base in half points. No line can break in it: a long one is in brackets."""
    if len(base) + len(reading) > _LONGEST_RUBY:
        return run(f"{base}（{reading}）")
    half = size // 2
    look = w(
        "rubyPr",
        w("rubyAlign", val="center"),
        w("hps", val=half),
        w("hpsRaise", val=size - 2),
        w("hpsBaseText", val=size),
        w("lid", val="zh-CN"),
    )
    above = w("r", w("rPr", w("sz", val=half), w("szCs", val=half)), *_words(reading))
    return [w("r", w("ruby", look, w("rt", above), w("rubyBase", w("r", *_words(base)))))]


def _length(content: Iterable[Element]) -> int:
    return sum(len(words.text or "") for part in content for words in part.iter(f"{W}t"))


def _words(text: str) -> list[Element]:
    words = w("t")
    words.text = clean(text).replace("\n", " ")
    words.set(_SPACE, "preserve")
    return [words]


def paragraph(
    style: str,
    *content: Element,
    keep: bool = False,
    new_page: bool = False,
    number: int = 0,
    tabs: Iterable[tuple[str, str, float]] = (),
    before: float | None = None,
    line: float | None = None,
    align: str = "",
) -> Element:
    """`keep` with the next paragraph; `number` is a list's (numId); `tabs` are (kind, leader, millimetres).

    `before` and `line` (exact) are millimetres that differ from the style's. Nothing keeps together what is longer than
    a heading may be: pages on end that must not be parted hang LibreOffice.
    """
    loose = (keep or style in _KEPT) and _length(content) > _LONGEST_KEPT
    stops = [w("tab", val=kind, leader=leader, pos=twips(place)) for kind, leader, place in tabs]
    distances: dict[str, str | int] = {} if before is None else {"before": twips(before)}
    distances |= {} if line is None else {"line": twips(line), "lineRule": "exact"}
    look = w(
        "pPr",
        w("pStyle", val=style),
        w("keepNext", val=0) if loose else w("keepNext") if keep else None,
        w("keepLines", val=0) if loose else None,
        w("pageBreakBefore") if new_page else None,
        w("numPr", w("ilvl", val=0), w("numId", val=number)) if number else None,
        w("tabs", *stops) if stops else None,
        w("spacing", **distances) if distances else None,
        w("jc", val=align) if align else None,
    )
    return w("p", look, *content)
