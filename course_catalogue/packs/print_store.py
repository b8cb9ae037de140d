"""What was printed, kept by all that decides how it looks, so that an unchanged pack is not compiled again.

It lies in the virtual environment, never in a checkout, which may be a stranger's (see kept_folder). What is damaged
or cannot be kept is printed again.
"""

from __future__ import annotations

import contextlib
import json
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import file_digest, sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

from course_catalogue.kept_folder import kept_folder
from course_catalogue.packs import typst_compiler
from course_catalogue.packs.typst_compiler import Printed
from course_catalogue.pictures.store import StoredPicture

# Days after which what nobody has asked for is removed.
_KEPT_DAYS = 14


Beside = Mapping[str, bytes]
"""Files that come with a document, by their addresses: Word documents, a handbook on A4 sheets."""


@dataclass(frozen=True)
class PrintStore:
    """PDFs below `folder`, printed with the fonts in `fonts`."""

    folder: Path
    fonts: Path

    @cached_property
    def method(self) -> bytes:
        """Whatever decides how data look on paper or as a share picture: templates, this package, libraries and the fonts."""
        made = sha256(" ".join(map(version, ("typst", "python-docx", "pillow", "segno"))).encode())
        here = Path(__file__).parent
        for folder, pattern in (
            (typst_compiler.TEMPLATES, "*.typ"),
            (here, "**/*.py"),
            (here / "word", "template/**/*.*"),
        ):
            for path in sorted(folder.glob(pattern)):
                made.update(path.name.encode() + b"\0" + path.read_bytes())
        for path in sorted(self.fonts.glob("*.ttf")):
            with path.open("rb") as file:
                made.update(file_digest(file, "sha256").digest())
        return made.digest()

    def name(
        self, template: str, data: dict[str, Any], day: date, pictures: Mapping[str, StoredPicture], extra: str = ""
    ) -> str:
        """Of a document's file; `extra` is what else was asked for."""
        asked = [template, day.isoformat(), sorted(picture.files.name for picture in pictures.values()), extra, data]
        return sha256(self.method + json.dumps(asked, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()

    def find(self, name: str) -> tuple[Printed, Beside] | None:
        """What was kept under `name`, the document and the files beside it, if it is here and whole."""
        path = self.folder / name
        try:
            head, body = path.read_bytes().split(b"\n", 1)
            facts = json.loads(head)
            if facts.pop("digest") != sha256(body).hexdigest():
                return None
            parts = iter(_cut(body, facts["sizes"]))
            printed = Printed(
                content=next(parts),
                pages=facts["pages"],
                overflowing=tuple(facts["overflowing"]),
                remarks=tuple(facts["remarks"]),
                outline=tuple((level, words) for level, words in facts["outline"]),
                links=tuple(facts["links"]),
            )
            beside = dict(zip(facts["beside"], parts, strict=True))
        except (OSError, ValueError, KeyError, TypeError):
            return None
        with contextlib.suppress(OSError):
            os.utime(path)  # it was asked for
        return printed, beside

    def keep(self, name: str, printed: Printed, beside: Beside) -> None:
        parts = (printed.content, *beside.values())
        body = b"".join(parts)
        facts = {
            "pages": printed.pages,
            "overflowing": printed.overflowing,
            "remarks": printed.remarks,
            "outline": printed.outline,
            "links": printed.links,
            "beside": list(beside),
            "sizes": [len(part) for part in parts],
            "digest": sha256(body).hexdigest(),
        }
        aside = self.folder / f"{name}.{os.getpid()}"
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(json.dumps(facts, ensure_ascii=False).encode() + b"\n" + body)
            aside.replace(self.folder / name)

    def tidy(self) -> None:
        """Remove what nobody has asked for in a fortnight."""
        oldest = time.time() - _KEPT_DAYS * 86_400
        with contextlib.suppress(OSError):
            for path in self.folder.iterdir():
                if path.stat().st_mtime < oldest:
                    path.unlink(missing_ok=True)


def _cut(body: bytes, sizes: list[int]) -> Iterator[bytes]:
    start = 0
    for size in sizes:
        yield body[start : start + size]
        start += size


def usual_store(fonts: Path) -> PrintStore | None:
    """Where this program keeps what it prints; None where it can keep nothing."""
    folder = kept_folder()
    return PrintStore(folder / "prints", fonts) if folder else None
