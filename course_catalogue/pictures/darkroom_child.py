"""The child process that decodes pictures of strangers: `python -m course_catalogue.pictures.darkroom_child`.

Reads one picture after another from stdin and answers on stdout, each message a length of four bytes, then
that many bytes (see `Darkroom`). Whatever a picture does to Pillow, it does it here: with little memory, little
time, no files to write, and nothing to read but what it was given. The only module that imports Pillow.
"""

from __future__ import annotations

import json
import struct
import sys
import warnings
from io import BytesIO
from typing import Any, BinaryIO

MAX_SIDE = 4096
PAGE_SIDE = 1600
PRINT_SIDE = 1200
MEMORY = 1024 * 1024 * 1024
SECONDS = 20
_FORMATS = ("PNG", "JPEG", "WEBP")


def main() -> int:
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # nobody else writes between the answers
    _import_pillow()
    _limit()
    while (content := read_message(requests)) is not None:
        _start_clock()
        for part in _develop(content):
            write_message(answers, part)
        answers.flush()
    return 0


def read_message(stream: BinaryIO) -> bytes | None:
    """The next message; None at the end of the stream."""
    head = stream.read(4)
    if len(head) < 4:
        return None
    length: int = struct.unpack(">I", head)[0]
    content = stream.read(length)
    return content if len(content) == length else None


def write_message(stream: BinaryIO, content: bytes) -> None:
    stream.write(struct.pack(">I", len(content)))
    stream.write(content)


def _import_pillow() -> None:
    """Before the limits, which forbid opening files: its decoders are shared libraries."""
    from PIL import Image, ImageOps, JpegImagePlugin, MpoImagePlugin, PngImagePlugin, WebPImagePlugin  # noqa: F401

    Image.preinit()
    Image.MAX_IMAGE_PIXELS = MAX_SIDE * MAX_SIDE


def _limit() -> None:
    """Where the system has limits (not on Windows), take on all of them."""
    try:
        import resource
    except ImportError:
        return
    for kind, limit in (("RLIMIT_AS", MEMORY), ("RLIMIT_FSIZE", 0), ("RLIMIT_CORE", 0), ("RLIMIT_NOFILE", 3)):
        if hasattr(resource, kind):
            try:
                resource.setrlimit(getattr(resource, kind), (limit, limit))
            except (OSError, ValueError):  # macOS refuses some; the time limit of the parent holds everywhere
                continue


def _start_clock() -> None:
    """So many seconds of this processor for the next picture, whatever else the machine does."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + SECONDS
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    if hard in (-1, resource.RLIM_INFINITY) or limit <= hard:
        resource.setrlimit(resource.RLIMIT_CPU, (limit, hard))


def _develop(content: bytes) -> tuple[bytes, bytes, bytes]:
    """Facts as JSON, the picture for pages, the picture for print; the last two are empty where there is a fault."""
    try:
        facts, page, print_ = _drawn_anew(content)
    except _Refused as refused:
        facts, page, print_ = {"fault": refused.fault, "detail": refused.detail}, b"", b""
    except MemoryError:
        facts, page, print_ = {"fault": "memory", "detail": ""}, b"", b""
    except Exception as fault:  # whatever a decoder raises says that the picture cannot be read
        facts, page, print_ = {"fault": "broken", "detail": f"{type(fault).__name__}"}, b"", b""
    return json.dumps(facts).encode(), page, print_


class _Refused(Exception):
    def __init__(self, fault: str, detail: str = "") -> None:
        self.fault = fault
        self.detail = detail


def _drawn_anew(content: bytes) -> tuple[dict[str, Any], bytes, bytes]:
    from PIL import Image, ImageOps

    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        picture = Image.open(BytesIO(content), formats=_FORMATS)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _Refused("dimensions") from None
    if max(picture.size) > MAX_SIDE:
        raise _Refused("dimensions", f"{picture.width}×{picture.height}")
    # A phone's JPEG may carry a second picture (depth, brightness) beside the one that is seen: that one is taken.
    if picture.format != "MPO" and getattr(picture, "n_frames", 1) > 1:
        raise _Refused("frames", str(getattr(picture, "n_frames", "")))
    picture.load()
    plain = _on_white(ImageOps.exif_transpose(picture))
    page = _fitted(plain, PAGE_SIDE)
    small = _fitted(plain, PRINT_SIDE)
    drawing = _webp(page, lossless=True) if picture.format not in ("JPEG", "MPO") else b""
    photo = _webp(page, lossless=False)
    is_drawing = bool(drawing) and len(drawing) <= len(photo)
    facts = {"width": page.width, "height": page.height, "print_format": "png" if is_drawing else "jpg"}
    return facts, drawing if is_drawing else photo, _for_print(small, is_drawing=is_drawing)


def _on_white(picture: Any) -> Any:
    """Plain colours without transparency, palette, profile or 16 bits: as paper shows them."""
    from PIL import Image

    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    if picture.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        paper = Image.new("RGBA", picture.size, "white")
        paper.alpha_composite(picture)
        picture = paper
    plain = Image.new("RGB", picture.size)  # a new one carries no EXIF, profile or comment over
    plain.paste(picture.convert("RGB"))
    return plain


def _fitted(picture: Any, side: int) -> Any:
    from PIL import Image

    if max(picture.size) <= side:
        return picture
    scale = side / max(picture.size)
    size = (max(round(picture.width * scale), 1), max(round(picture.height * scale), 1))
    return picture.resize(size, Image.Resampling.LANCZOS)


def _webp(picture: Any, *, lossless: bool) -> bytes:
    out = BytesIO()
    picture.save(out, "WEBP", lossless=lossless, quality=80, method=4, exif=b"", icc_profile=b"", xmp=b"")
    return out.getvalue()


def _for_print(picture: Any, *, is_drawing: bool) -> bytes:
    out = BytesIO()
    if is_drawing:
        colours = picture.getcolors(256)
        drawn = picture.quantize(256, dither=0) if colours else picture
        drawn.save(out, "PNG", optimize=True)
    else:
        picture.save(out, "JPEG", quality=78, optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    raise SystemExit(main())
