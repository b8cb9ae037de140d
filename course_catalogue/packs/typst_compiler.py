"""The only door to Typst: data and one of our templates in, a PDF out.

PDF/A-2a and PDF/UA-1 by Typst's own checks. Contributors' text travels as JSON and is only ever
shown as text; the root holds our templates and nothing else; no packages, no system fonts, no
clock, so that the same data gives the same bytes on every machine.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

import typst

from course_catalogue.packs.glyphs import REDRAWN, describe, missing_glyphs
from course_catalogue.packs.pdf_streams import packed
from course_catalogue.pictures.store import StoredPicture

TEMPLATES = Path(__file__).parent / "typst"
# Compilations after which Typst drops what it remembers of an earlier one (a constant of its binding).
_MEMORY = 10
# Pages of small documents that may be remembered together: as much as one pack.
_PAGES_REMEMBERED = 40
# How JSON writes control characters (a backslash before them would be one that is written itself).
_ESCAPED = re.compile(r"\\(\\|u[0-9a-f]{4}|[bf])")
# Sharp enough for lines and letters, and light enough to send a lesson plan by mail.
_PIXELS_TO_THE_INCH = 138.0
_LONG_WORD = re.compile(r"[^\s\u2e80-\u9fff\uff00-\uffef]{36}")


class PackFault(Exception):
    """One pack cannot be printed; the message is Chinese and says why."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A finished PDF. `overflowing` are numbers of worksheets that took more than one side.

    `outline` are level and words of its bookmarks, `links` are the addresses that it leads to.
    """

    content: bytes
    pages: int
    overflowing: tuple[int, ...]
    remarks: tuple[str, ...]
    outline: tuple[tuple[int, str], ...] = ()
    links: tuple[str, ...] = ()


class Printer:
    """A Typst compiler with its fonts loaded once; make one a process."""

    def __init__(self, fonts: Path) -> None:
        self._fonts = fonts
        book = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(fonts)],
        )
        self._compiler = typst.Compiler(root=str(TEMPLATES), font_paths=book, ignore_system_fonts=True)
        self._remembered = 0

    def print(
        self, template: str, data: dict[str, Any], day: date, pictures: Mapping[str, StoredPicture] | None = None
    ) -> Printed:
        """`template` is a file name such as series.typ; `day` is the creation date written into the PDF.

        `pictures` are those that the data name; only what we drew anew goes in, as bytes and never as a path.
        """
        text = json.dumps(data, ensure_ascii=False)
        absent = missing_glyphs(self._fonts, text + _controls(text))
        if absent:
            raise PackFault(f"字体里没有这些字符，印不出来：{describe(absent)}")
        switches = {"long-words": bool(_LONG_WORD.search(text)), "small-digits": any(sign in text for sign in REDRAWN)}
        inputs = {"data": text, **{name: "yes" if found else "no" for name, found in switches.items()}}
        inputs["pictures"] = _as_input(pictures or {})
        if self._remembered > _PAGES_REMEMBERED:
            self._forget()
        content, warnings = self._typeset(template, inputs, day, pdf_standards=["a-2a", "ua-1"])
        facts = json.loads(self._compiler.query("<printed>", field="value", one=True))
        self._remembered += facts["pages"]
        return Printed(
            content=packed(content),
            pages=facts["pages"],
            overflowing=tuple(facts["overflowing"]),
            remarks=tuple(warning.message for warning in warnings),
            outline=tuple((level, words) for level, words in facts["outline"]),
            links=tuple(facts["links"]),
        )

    def impose(self, booklet: Printed, title: str, day: date) -> bytes:
        """An A5 booklet of a multiple of four pages on A4 sheets to print, fold and staple.

        The sheets are for paper only: pictures of pages in another order than one reads them have no tags, and
        claim neither PDF/A nor PDF/UA.
        """
        inputs = {"booklet": json.dumps(list(booklet.content)), "pages": str(booklet.pages), "title": title}
        content, _ = self._typeset("imposed.typ", inputs, day, pdf_tags=False)
        return content

    def drawing(self, part: dict[str, Any]) -> bytes:
        """A diagram (see packs.diagram) as PNG, its ground transparent."""
        inputs = {"data": json.dumps(part, ensure_ascii=False)}
        content = self._compiler.compile(
            str(TEMPLATES / "drawing.typ"), format="png", ppi=_PIXELS_TO_THE_INCH, sys_inputs=inputs
        )
        if not isinstance(content, bytes):
            raise PackFault("Typst 没有画出图")
        return content

    def _typeset(
        self, template: str, inputs: dict[str, str], day: date, **form: Any
    ) -> tuple[bytes, list[typst.TypstWarning]]:
        try:
            content, warnings = self._compiler.compile_with_warnings(
                str(TEMPLATES / template),
                format="pdf",
                sys_inputs=inputs,
                timestamp=datetime.combine(day, time(), UTC),
                **form,
            )
        except typst.TypstError as error:
            raise PackFault(f"Typst 排不出来：{error.message}") from error
        except BaseException as error:
            # a panic of the compiler comes as a BaseException of its own: a fault of one pack, not of the build
            if type(error).__name__ != "PanicException":
                raise
            raise PackFault(f"Typst 崩溃：{error}") from error
        if not isinstance(content, bytes):
            raise PackFault("Typst 没有给出 PDF")
        return content, warnings

    def _forget(self) -> None:
        """Typst keeps what it laid out for ten compilations, 90 MB a pack; no pack shares it with the next."""
        for _ in range(_MEMORY + 1):
            self._compiler.compile(b"")
        self._remembered = 0


def _controls(text: str) -> str:
    """The control characters of a JSON text that it writes as escapes, except those that part words."""
    return "".join(json.loads(f'"\\{code}"') for code in set(_ESCAPED.findall(text)) if code != "\\")


def _as_input(pictures: Mapping[str, StoredPicture]) -> str:
    """Bytes as numbers: inputs are text, and Typst reads no other form of bytes in text."""
    return json.dumps(
        {name: {"format": picture.print_format, "bytes": list(picture.printed)} for name, picture in pictures.items()}
    )
