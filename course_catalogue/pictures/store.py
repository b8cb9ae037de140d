"""Pictures drawn anew, kept by the content of their sources, so that a preview stays quick."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from course_catalogue.diagnostics import CatalogueError
from course_catalogue.kept_folder import kept_folder, passing_folder
from course_catalogue.pictures.darkroom import CHILD, Developed


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """A picture as it may be shown; width and height in pixels. `digest` names the bytes for pages."""

    width: int
    height: int
    digest: str
    print_format: str
    files: Path

    @property
    def page(self) -> bytes:
        """WebP for pages; a CatalogueError where the cache holds something else under its name."""
        content = self.files.with_suffix(".webp").read_bytes()
        if _digest(content) != self.digest:
            raise CatalogueError(f"存着的图片坏了：删去 {self.files.parent}，再运行一次")
        return content

    @property
    def printed(self) -> bytes:
        """PNG or JPEG (`print_format`) for packs."""
        return self.files.with_suffix(f".{self.print_format}").read_bytes()


class PictureStore:
    """A folder of pictures drawn anew, apart from every checkout (see kept_folder)."""

    @cached_property
    def _folder(self) -> Path:
        folder = (kept_folder() or passing_folder()) / "pictures"
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as fault:
            raise CatalogueError(f"写不了 {folder}（{fault.strerror}）：处理好的图片要存在那里") from fault
        return folder

    @cached_property
    def _method(self) -> bytes:
        """Whatever decides how a picture is drawn anew: our child and its library."""
        from importlib.metadata import version  # it imports half of email

        return CHILD.read_bytes() + version("pillow").encode()

    def find(self, content: bytes) -> StoredPicture | None:
        """The picture that was made of these bytes, if it is here and whole."""
        files = self._files(content)
        try:
            facts = json.loads(files.with_suffix(".json").read_text("utf-8"))
            stored = _stored(facts, files)
            is_whole = _sizes(stored) == [facts["page_bytes"], facts["print_bytes"]]
        except (OSError, ValueError, KeyError):
            return None
        return stored if is_whole else None

    def keep(self, content: bytes, developed: Developed) -> StoredPicture:
        """Write what was made of these bytes; the facts last, so that what is found is whole."""
        files = self._files(content)
        facts = {
            "width": developed.width,
            "height": developed.height,
            "digest": _digest(developed.page),
            "print_format": developed.print_format,
            "page_bytes": len(developed.page),
            "print_bytes": len(developed.printed),
        }
        _write(files.with_suffix(".webp"), developed.page)
        _write(files.with_suffix(f".{developed.print_format}"), developed.printed)
        _write(files.with_suffix(".json"), json.dumps(facts).encode())
        return _stored(facts, files)

    def _files(self, content: bytes) -> Path:
        return self._folder / sha256(self._method + content).hexdigest()


def _stored(facts: dict[str, Any], files: Path) -> StoredPicture:
    return StoredPicture(
        int(facts["width"]), int(facts["height"]), str(facts["digest"]), str(facts["print_format"]), files
    )


def _sizes(stored: StoredPicture) -> list[int]:
    """In bytes, of both files: quick to ask, so that a check reads no picture that it knows."""
    return [stored.files.with_suffix(suffix).stat().st_size for suffix in (".webp", f".{stored.print_format}")]


def _digest(content: bytes) -> str:
    """Part of an address: long enough that nobody finds a second picture for it."""
    return sha256(content).hexdigest()[:32]


def _write(path: Path, content: bytes) -> None:
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    aside.write_bytes(content)
    aside.replace(path)
