"""Pictures for tests, made by code: true ones, and those that strangers might send."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from io import BytesIO

from PIL import Image, ImageDraw


def drawing(width: int = 320, height: int = 200) -> Image.Image:
    """Lines on white, different in all four corners."""
    image = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, width // 4, height // 4), fill="black")
    pen.line((0, height, width, 0), fill="#1b4f72", width=3)
    return image


def saved(image: Image.Image, form: str, **options: object) -> bytes:
    out = BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def png() -> bytes:
    return saved(drawing(), "PNG")


def jpeg() -> bytes:
    return saved(drawing(), "JPEG")


def webp() -> bytes:
    return saved(drawing(), "WEBP", lossless=True)


def jpeg_with_place() -> bytes:
    """EXIF with a place on the map, a serial number and the camera turned; a comment; a profile."""
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned by 90 degrees
    exif[0x010F] = "SECRET-CAMERA"
    place = exif.get_ifd(0x8825)
    place[1], place[2] = "N", (29.0, 52.0, 31.0)
    return saved(drawing(), "JPEG", exif=exif, comment=b"SECRET-COMMENT", icc_profile=b"SECRET-PROFILE" * 20)


def phone_jpeg() -> bytes:
    """A second picture beside the one that is seen, as phones store depth or brightness."""
    first, second = _frames()
    return saved(first, "MPO", save_all=True, append_images=[second])


def cmyk_jpeg() -> bytes:
    return saved(drawing().convert("CMYK"), "JPEG")


def deep_png() -> bytes:
    """16 bits of grey."""
    return saved(Image.new("I;16", (40, 30), 32768), "PNG")


def palette_png() -> bytes:
    """Few colours, the first of them transparent."""
    image = Image.new("P", (40, 30), 0)
    image.putpalette([255, 0, 0, 0, 0, 255] + [0] * 750)
    image.paste(1, (20, 0, 40, 30))
    return saved(image, "PNG", transparency=0)


def transparent_webp() -> bytes:
    return saved(Image.new("RGBA", (40, 30), (0, 0, 0, 0)), "WEBP", lossless=True)


def large_png() -> bytes:
    """More than 2 MiB."""
    return png() + b"\0" * (2 * 1024 * 1024)


def long_png() -> bytes:
    """5000 pixels long, and small as a file."""
    return saved(Image.new("1", (5000, 8)), "PNG")


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def bomb_png(width: int = 60_000, height: int = 60_000) -> bytes:
    """Ten gigabytes of pixels in a few hundred kilobytes."""
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + _chunk(b"IDAT", zlib.compress(b"\0" * 300_000)) + _chunk(b"IEND", b"")


def lying_png() -> bytes:
    """Small by its head, gigabytes by its pixels."""
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", 10, 10, 8, 2, 0, 0, 0))
    flood = zlib.compress(b"\0" * 60_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + head + _chunk(b"IDAT", flood) + _chunk(b"IEND", b"")


def flooded_png() -> bytes:
    """A compressed comment of 200 MB."""
    whole = png()
    return whole[:33] + _chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"\0" * 200_000_000, 9)) + whole[33:]


def cut_png() -> bytes:
    return png()[:200]


def cut_jpeg() -> bytes:
    return jpeg()[:700]


def _frames() -> list[Image.Image]:
    return [drawing(), drawing().rotate(180)]


def animated_webp() -> bytes:
    first, second = _frames()
    return saved(first, "WEBP", save_all=True, append_images=[second], duration=100)


def animated_png() -> bytes:
    first, second = _frames()
    return saved(first, "PNG", save_all=True, append_images=[second], duration=100)


def gif() -> bytes:
    return saved(drawing().convert("P"), "GIF")


def svg() -> bytes:
    return b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def html() -> bytes:
    return b"<!DOCTYPE html><script>alert(1)</script>"


def jpeg_with_page() -> bytes:
    """A picture to one reader, a page to another."""
    page = b"<html><script>alert(1)</script></html>"
    whole = jpeg()
    comment = b"\xff\xfe" + struct.pack(">H", len(page) + 2) + page
    return whole[:2] + comment + whole[2:] + page


def nothing() -> bytes:
    return b""


MADE: dict[str, Callable[[], bytes]] = {
    made.__name__: made
    for made in (
        png, jpeg, webp, jpeg_with_place, phone_jpeg, cmyk_jpeg, deep_png, palette_png, transparent_webp, large_png, long_png, bomb_png,
        lying_png, flooded_png, cut_png, cut_jpeg, animated_webp, animated_png, gif, svg, html, jpeg_with_page, nothing,
    )
}  # fmt: skip
