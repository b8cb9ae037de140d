"""The gate for picture files: type by content, bounds, and whether they can be decoded at all."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import msgspec

from course_catalogue.diagnostics import Diagnostic, Mark, error

if TYPE_CHECKING:
    from course_catalogue.pictures.darkroom import Darkroom, Spoiled
    from course_catalogue.pictures.store import PictureStore, StoredPicture

MAX_BYTES = 2 * 1024 * 1024
MAX_SIDE = 4096
SUFFIXES = {".webp": "WebP", ".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
PICTURE_FILE = re.compile(rf"[a-z0-9]+(?:-[a-z0-9]+)*\.(?:{'|'.join(suffix[1:] for suffix in SUFFIXES)})\Z")
"""The name of a picture beside a course file, as common.schema.json has it; `sources` also has how long it may be."""
OTHER_SUFFIXES = (
    ".svg", ".svgz", ".gif", ".bmp", ".tif", ".tiff", ".heic", ".heif", ".avif", ".jfif", ".ico", ".psd", ".wmf", ".emf",
)  # fmt: skip
_TYPES = (
    ("PNG", rb"\x89PNG\r\n\x1a\n"),
    ("JPEG", rb"\xff\xd8\xff"),
    ("WebP", rb"(?s)RIFF....WEBP"),
    ("GIF", rb"GIF8[79]a"),
    ("SVG", rb"(?s)(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?(?:<!DOCTYPE[^>]*>\s*)?<svg"),
    ("BMP", rb"BM"),
    ("TIFF", rb"II\*\x00|MM\x00\*"),
    ("HEIC 或 AVIF", rb"(?s)....ftyp(?:heic|heix|hevc|mif1|msf1|avif|avis)"),
    ("PDF", rb"%PDF"),
    ("网页（HTML）", rb"(?i)\s*<(?:!doctype|html|head|body|script)"),
)
_EXPECTED = "WebP、PNG 或 JPEG 图片"
_EXPORT = "用画图或看图软件打开，另存为 PNG 或 JPEG（照片）再提交"
SVG_WORDS = "SVG 里可以藏程序，也可以引用别处的文件，不能收；请在画图软件里导出为 PNG 或 WebP"


class Developing(msgspec.Struct, frozen=True):
    """What the gate let through, by path, and what it has to say."""

    pictures: Mapping[str, StoredPicture]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def paths(self) -> tuple[PurePosixPath, ...]:
        return tuple(map(PurePosixPath, self.pictures))


def develop_pictures(root: Path, paths: Sequence[PurePosixPath]) -> Developing:
    """Draw every picture anew, or say why not. Without pictures it costs nothing: no process, no Pillow, no cache."""
    if not paths:
        return Developing({}, ())
    from course_catalogue.pictures.darkroom import Darkroom
    from course_catalogue.pictures.store import PictureStore

    pictures: dict[str, StoredPicture] = {}
    diagnostics: list[Diagnostic] = []
    store = PictureStore()
    with Darkroom() as darkroom:
        for path in paths:
            with (root / path).open("rb") as file:
                content = file.read(MAX_BYTES + 1)
                size = os.fstat(file.fileno()).st_size
            result = refused(path, content, size) or _developed(path, content, store, darkroom)
            if isinstance(result, Diagnostic):
                diagnostics.append(result)
            else:
                pictures[path.as_posix()] = result
    return Developing(pictures, tuple(diagnostics))


def refused(path: PurePosixPath, content: bytes, size: int) -> Diagnostic | None:
    """What can be said of a file of `size` bytes without decoding it; `content` may be its beginning only."""
    mark = Mark(path.as_posix())
    if len(content) > MAX_BYTES:
        return error(
            "image-too-large", mark, "图片文件太大",
            found=f"{math.ceil(size / MAX_BYTES * 20) / 10:g} MiB", expected="不超过 2 MiB（手机上看一页，几百 KB 足够）",
            mend="用看图软件把宽度缩到 1600 像素左右，或降低 JPEG 的质量，再另存",
        )  # fmt: skip
    kind = content_type(content)
    if kind == "SVG":
        return unusable(path, "SVG 图", SVG_WORDS)
    if kind not in SUFFIXES.values():
        found = kind or ("空文件" if not content else "认不出的内容")
        return unusable(path, found, "重新导出这张图片再提交" if not content else _EXPORT)
    if SUFFIXES[path.suffix] != kind:
        right = {"WebP": "webp", "PNG": "png", "JPEG": "jpg"}[kind]
        return error(
            "image-extension", mark, "图片的扩展名和内容不符",
            found=f"内容是 {kind}，扩展名是 {path.suffix}", expected=f".{right}",
            mend=f"把文件改名为 {path.stem}.{right}，引用它的地方跟着改",
        )  # fmt: skip
    return None


def content_type(content: bytes) -> str:
    """What a file is by its first bytes, whatever its name; "" where they tell nothing."""
    return next((name for name, pattern in _TYPES if re.match(pattern, content[:1024])), "")


def unusable(path: PurePosixPath, found: str, mend: str) -> Diagnostic:
    return error(
        "image-type", Mark(path.as_posix()), "不是能用的图片", found=found, expected=_EXPECTED, mend=mend
    )  # fmt: skip


def other_type(path: PurePosixPath) -> Diagnostic:
    """A picture in a form that is not taken, known by its name alone."""
    if path.suffix.lower() in (".svg", ".svgz"):
        return unusable(path, "SVG 图", SVG_WORDS)
    return unusable(path, f"{path.suffix} 文件", _EXPORT)


def _developed(
    path: PurePosixPath, content: bytes, store: PictureStore, darkroom: Darkroom
) -> StoredPicture | Diagnostic:
    stored = store.find(content)
    if stored:
        return stored
    from course_catalogue.pictures.darkroom import Spoiled

    developed = darkroom.develop(content)
    return _spoiled(path, developed) if isinstance(developed, Spoiled) else store.keep(content, developed)


def _spoiled(path: PurePosixPath, spoiled: Spoiled) -> Diagnostic:
    mark = Mark(path.as_posix())
    if spoiled.fault == "dimensions":
        return error(
            "image-dimensions", mark, "图片的像素太多",
            found=(spoiled.detail and f"{spoiled.detail} 像素") or f"超过 {MAX_SIDE}×{MAX_SIDE} 像素",
            expected=f"每边不超过 {MAX_SIDE} 像素", mend="用看图软件把宽度缩到 1600 像素左右，再另存",
        )  # fmt: skip
    if spoiled.fault == "frames":
        return error(
            "image-animated", mark, "会动的图片不能用",
            found="多于一帧", expected="只有一帧的图片", mend="印出来只有一帧：把要用的那一帧另存为 PNG，或在文字里附视频的网址",
        )  # fmt: skip
    found = {"memory": "读它要用的内存太多", "stopped": "读它的程序停了（太费时间或内存，或文件有意做坏）"}
    return error(
        "image-broken", mark, "图片读不出来",
        found=found.get(spoiled.fault, "文件不完整或损坏"), expected="能完整打开的图片",
        mend="用看图软件打开看看；能打开就另存一份再提交，打不开就换一张",
    )  # fmt: skip
