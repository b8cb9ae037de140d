"""Which parts of the repository a change touches: owners' folders, reviews, and the checker itself."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from pathlib import PurePosixPath

from course_catalogue.catalogue import Catalogue
from course_catalogue.git_tree import FileChange
from course_catalogue.model import Base, Provider
from course_catalogue.owners import Owners


class Part(Enum):
    """CHECKER is everything that is not known to be harmless: a new kind of file is looked at, not waved through."""

    CONTENT = "content"
    REVIEWS = "reviews"
    DOCS = "docs"
    CHECKER = "checker"


_DOCS = ("LICENSE", "docs/screenshots/")
_PUBLISHED = "投稿指南.md"
"""A page of the site is made from it, markup and all."""


def part_of(path: str) -> Part:
    """Where a file belongs; names are compared without regard to case, as some disks do."""
    lower = path.casefold()
    if lower.startswith(("courses/", "bases/")):
        return Part.CONTENT
    if lower.startswith("reviews/"):
        return Part.REVIEWS
    is_page = "/" not in lower or lower.startswith("docs/")
    if path.startswith(_DOCS) or (is_page and lower.endswith(".md") and path != _PUBLISHED):
        return Part.DOCS
    return Part.CHECKER


_PROGRAM = (
    "course_catalogue/", "schema/", "site_overrides/", "site_pages/", "tests/", "requirements/", "scripts/", "benchmarks/",
    "docs/", "site/",
)  # fmt: skip
_OFFICE = (
    ".txt", ".md", ".doc", ".docx", ".wps", ".rtf", ".xls", ".xlsx", ".et", ".csv", ".ppt", ".pptx", ".dps", ".pdf", ".zip", ".rar",
    ".7z", ".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".svg", ".heic", ".mp3", ".mp4", ".mov", ".ofd",
)  # fmt: skip
_RECORDS = ("course", "provider", "base")


def is_stray(change: FileChange) -> bool:
    """A new file beside the program that cannot be part of it: what an office writes, or a course in no folder."""
    path = PurePosixPath(change.path.casefold())
    is_record = path.suffix in (".yml", ".yaml") and path.stem in _RECORDS
    hidden = any(part.startswith(".") for part in path.parts)
    known = hidden or f"{path}".startswith(_PROGRAM)
    beside = part_of(change.path) is Part.CHECKER and not known and not change.before
    return beside and (is_record or path.suffix in _OFFICE)


def owner_folders(files: Iterable[FileChange]) -> dict[str, FileChange]:
    """`courses/<provider>` and `bases/<base>` that a change touches, each with its first file."""
    found: dict[str, FileChange] = {}
    for change in files:
        parts = change.path.split("/")
        if part_of(change.path) is Part.CONTENT and len(parts) > 2:
            found.setdefault("/".join(parts[:2]), change)
    return found


def touched_and_beside(files: Iterable[FileChange]) -> frozenset[str] | None:
    """Files that a change touches, or whose standing follows from it: its record, its review and its owner.

    None where the checker changes: then it may tell something new of any file.
    """
    found: set[str] = set()
    for change in files:
        if part_of(change.path) is Part.CHECKER:
            return None
        found.add(change.path)
        path = PurePosixPath(change.path.removeprefix("reviews/"))
        record = path.with_suffix("") if part_of(change.path) is Part.REVIEWS else path.parent
        owner = "/".join(path.parts[:2]).removesuffix(".yml")
        names = ("course.yml", "provider.yml", "base.yml")
        found |= {f"{folder}/{name}" for folder in (record, owner) for name in names}
        found |= {f"reviews/{folder}.yml" for folder in (record, owner)}
    return frozenset(found)


def owner_words(folder: str, catalogues: tuple[Catalogue, ...], owners: Owners) -> str:
    """甬江科学学会（courses/yongjiang，@yongjiang）."""
    record = next((found for catalogue in catalogues if (found := catalogue.records.get(folder))), None)
    name = record.label if isinstance(record, Provider | Base) else ""
    inside = "，".join((folder, "、".join(owners.folders.get(folder, ())))).removesuffix("，")
    return f"{name}（{inside}）" if name else inside


def file_words(paths: list[str], most: int = 8) -> str:
    """schema/rules.yml、course_catalogue/ 的 3 个文件: files, by their first folder where there are many."""
    by_top: dict[str, list[str]] = {}
    for path in paths:
        by_top.setdefault(path.split("/", 1)[0], []).append(path)
    words = [found[0] if len(found) == 1 else f"{top}/ 的 {len(found)} 个文件" for top, found in sorted(by_top.items())]
    return "、".join(words[:most]) + (f"，等 {len(paths)} 个文件" if len(words) > most else "")
