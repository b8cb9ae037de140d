"""What a PDF is to an eye, a telephone's camera and a screen reader: pages as pictures, words with places, tags."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image

_POINTS_TO_THE_INCH = 72
_WORD = re.compile(r'<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>')
_SHOWN = {"Tj", "TJ", "'", '"', "f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "Do", "sh", "EI"}


@dataclass(frozen=True, slots=True)
class Word:
    """`box` is left, top, right, bottom in points from the left upper corner of its page."""

    text: str
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Element:
    """Of the tree of tags. `marks` are page and number of what it marks itself."""

    tag: str
    depth: int
    parent: int
    alt: str
    scope: str
    marks: tuple[tuple[int, int], ...]


def grey_pages(content: bytes, dpi: int) -> Iterator[Image.Image]:
    """Every page as a printer without colour would see it."""
    with tempfile.TemporaryDirectory() as folder:
        _run("pdftoppm", "-gray", "-r", str(dpi), "-", f"{folder}/page", content=content)
        for path in sorted(Path(folder).iterdir()):
            with Image.open(path) as page:
                page.load()
                yield page


def margins(page: Image.Image, dpi: int) -> tuple[float, float, float, float] | None:
    """Millimetres without ink at the left, top, right and bottom; None for a page without ink."""
    box = page.point([255 if grey < 230 else 0 for grey in range(256)]).getbbox()
    if box is None:
        return None
    left, top, right, bottom = box
    size = 25.4 / dpi  # of a pixel
    return left * size, top * size, (page.width - right) * size, (page.height - bottom) * size


def contrast(page: Image.Image, word: Word, dpi: int) -> float:
    """Of the darkest ink of a word against the ground around it (WCAG 2.2, contrast ratio)."""
    left, top, right, bottom = (place * dpi / _POINTS_TO_THE_INCH for place in word.box)
    more = dpi // 36  # 2 points round about: within a dense character there is more ink than ground
    box = (int(left) - more, int(top) - more, int(right) + more, int(bottom) + more)
    counts = page.crop(box).histogram()
    darkest, ground = next(grey for grey in range(256) if counts[grey]), counts.index(max(counts))
    light = [_luminance(grey) + 0.05 for grey in (darkest, ground)]
    return max(light) / min(light)


def _luminance(grey: int) -> float:
    share = grey / 255
    return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)


def words_of_pages(content: bytes) -> list[list[Word]]:
    """As poppler reads them from their places on each page."""
    told = _run("pdftotext", "-bbox", "-", "-", content=content).decode()
    return [
        [
            Word(unescape(text), (float(left), float(top), float(right), float(bottom)))
            for left, top, right, bottom, text in _WORD.findall(page)
        ]
        for page in told.split("<page ")[1:]
    ]


def codes(content: bytes, pages: set[int]) -> list[str]:
    """The words of each QR code on these pages, counted from 0, decoded from their pictures."""
    found = list[str]()
    for page in (page for number, page in enumerate(grey_pages(content, 150)) if number in pages):
        with tempfile.NamedTemporaryFile(suffix=".png") as file:
            page.save(file.name)
            found += codes_on(Path(file.name))
    return found


def codes_on(picture: Path) -> list[str]:
    """The words of each QR code on a picture."""
    asked = ["zbarimg", "--nodbus", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", str(picture)]
    run = subprocess.run(asked, capture_output=True, check=False, text=True)
    assert run.returncode in (0, 4), run.stderr  # 4: there is none
    return run.stdout.splitlines()


def spoken(content: bytes) -> str:
    """All words in the order of the tags, as a screen reader says them, without white space.

    Poppler's time grows with the square of the pages: for small documents.
    """
    told = _run("pdfinfo", "-struct-text", "-", content=content).decode(errors="replace")
    return re.sub(r"\s", "", "".join(line.strip()[1:-1] for line in told.splitlines() if re.match(r' *".*"$', line)))


def seen(content: bytes) -> tuple[str, list[tuple[int, float]]]:
    """All words without white space, and for each character its page and how far down it stands, in points."""
    text, places = list[str](), list[tuple[int, float]]()
    for number, words in enumerate(words_of_pages(content)):
        for word in words:
            text.append(word.text)
            places += [(number, word.box[3])] * len(word.text)
    return "".join(text), places


@cache
def elements(content: bytes) -> tuple[Element, ...]:
    """The tree of tags, in its order."""
    with pikepdf.open(BytesIO(content)) as pdf:
        numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
        found: list[Element] = []
        _walk(pdf.Root.StructTreeRoot, -1, numbers, found)
        return tuple(found)


def _walk(node: Any, parent: int, numbers: dict[Any, int], found: list[Element]) -> None:
    for child in _many(node.get("/K")):
        if not isinstance(child, pikepdf.Dictionary) or "/S" not in child:
            continue
        scopes = [str(part["/Scope"]) for part in _many(child.get("/A")) if "/Scope" in part]
        marks = tuple(_marks(child, numbers))
        depth = found[parent].depth + 1 if parent >= 0 else 0
        found.append(
            Element(str(child.S), depth, parent, str(child.get("/Alt", "")), scopes[0] if scopes else "", marks)
        )
        _walk(child, len(found) - 1, numbers, found)


def _marks(node: Any, numbers: dict[Any, int]) -> Iterator[tuple[int, int]]:
    for child in _many(node.get("/K")):
        if isinstance(child, int):
            yield numbers[node.Pg.objgen], child
        elif isinstance(child, pikepdf.Dictionary) and "/MCID" in child:
            yield numbers[child.get("/Pg", node.get("/Pg")).objgen], int(child["/MCID"])


def _many(value: Any) -> list[Any]:
    return [] if value is None else list(value) if isinstance(value, pikepdf.Array) else [value]


def marked(content: bytes) -> tuple[set[tuple[int, int]], int]:
    """Page and number of each marked run of a page, and how many things are painted that are neither that nor an artifact."""
    numbers, bare = set[tuple[int, int]](), 0
    with pikepdf.open(BytesIO(content)) as pdf:
        for number, page in enumerate(pdf.pages):
            open_marks: list[bool] = []
            instructions: Any = pikepdf.parse_content_stream(page)
            for operands, operator in instructions:
                name = str(operator)
                if name in ("BDC", "BMC"):
                    facts: Any = operands[1] if len(operands) > 1 else None
                    known = isinstance(facts, pikepdf.Dictionary) and "/MCID" in facts
                    if known:
                        numbers.add((number, int(facts["/MCID"])))
                    open_marks.append(known or str(operands[0]) == "/Artifact")
                elif name == "EMC":
                    open_marks.pop()
                elif name in _SHOWN and not any(open_marks):
                    bare += 1
    return numbers, bare


def _run(*command: str, content: bytes) -> bytes:
    return subprocess.run(command, input=content, capture_output=True, check=True).stdout
