"""The pictures of the README, from the built site: `make screenshots`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageOps
from playwright.sync_api import Browser, sync_playwright

from benchmarks.browsers import browser_with_our_fonts

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"
OUT = ROOT / "docs" / "screenshots"
SERIES = "courses/yongjiang-science-society/campus-weather-station"
_NARROW = 600
"""Pixels: what is narrower is a phone, without a mouse."""


def main() -> int:
    OUT.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        browser = browser_with_our_fonts(playwright, folder)
        phone = [
            _shot(browser, folder / f"{i}.png", address, 390, 844, dark=i == 2)
            for i, address in enumerate(("index.html", "catalogue.html?q=天气", f"{SERIES}.html"))
        ]
        _row(phone, OUT / "phone.png")
        _save(_shot(browser, folder / "course.png", f"{SERIES}.html", 1280, 900), OUT / "course.png")
        browser.close()
        _row(_pack_pages(folder), OUT / "pack.png")
    return 0


def _shot(browser: Browser, target: Path, address: str, width: int, height: int, *, dark: bool = False) -> Image.Image:
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        has_touch=width < _NARROW,
        is_mobile=width < _NARROW,
    )
    page = context.new_page()
    page.goto(f"{SITE.as_uri()}/{address}")
    page.wait_for_timeout(800)
    page.screenshot(path=target)
    context.close()
    return Image.open(target)


def _pack_pages(folder: Path) -> list[Image.Image]:
    """Cover, a lesson plan and a worksheet of the series pack."""
    pack = SITE / "packs" / f"{SERIES}.pdf"
    subprocess.run(["pdftoppm", "-r", "60", "-png", str(pack), str(folder / "page")], check=True)
    pages = sorted(folder.glob("page-*.png"))
    text = [
        subprocess.run(
            ["pdftotext", "-f", str(i), "-l", str(i), str(pack), "-"], capture_output=True, text=True, check=True
        ).stdout
        for i in range(1, len(pages) + 1)
    ]
    plan = next(index for index, words in enumerate(text) if "教学过程" in words)
    sheet = next(index for index, words in enumerate(text) if "学习单" in words and "姓名" in words)
    return [Image.open(pages[index]) for index in (0, plan, sheet)]


def _row(images: list[Image.Image], target: Path) -> None:
    framed = [ImageOps.expand(image.convert("RGB"), 1, "#c8c2b4") for image in images]
    height = max(image.height for image in framed)
    row = Image.new("RGB", (sum(image.width + 24 for image in framed) - 24, height), "white")
    left = 0
    for image in framed:
        row.paste(image, (left, 0))
        left += image.width + 24
    _save(row, target)


def _save(image: Image.Image, target: Path) -> None:
    """Few colours keep the repository small."""
    image.convert("RGB").quantize(96, dither=Image.Dither.NONE).save(target, optimize=True)


if __name__ == "__main__":
    sys.exit(main())
