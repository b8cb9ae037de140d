"""What a reader can fetch of a course, told before he does: for whom it is, what it holds, how much paper it takes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import ceil

TEACHING, PUPILS, FAMILIES, OFFICE = "老师上课用", "给学生", "给家长", "教务存档"
AUDIENCES = (TEACHING, PUPILS, FAMILIES, OFFICE)
"""For whom a file is, in the order of the page."""

WHOLE = "pack"
"""The kind of the file that holds everything printed of a course."""

ARCHIVE = "archive"
"""The kind of the zip with all files of a course."""

_FORMS = {".pdf": "PDF", ".docx": "Word", ".zip": "ZIP"}
# What Windows forbids in names, as characters that look alike.
_INSTEAD = str.maketrans('<>:"/\\|?*', "＜＞：＂／＼｜？＊")
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Download:
    """One file of a course. `address` is relative to the site, `download_name` is what a browser saves it as.

    `pages` and `sheets` (printed on both sides) are 0 where nobody counted them; `size` in bytes. `holds` says in a few
    words what is in it. Files of one `kind` are one thing in several forms. A session that can be printed alone has its
    number in `session`.
    """

    kind: str
    title: str
    audience: str
    address: str
    download_name: str
    pages: int
    sheets: int
    size: int
    holds: str = ""
    session: int = 0

    @property
    def form(self) -> str:
        """PDF, Word or ZIP."""
        return _FORMS[f".{self.address.rsplit('.', 1)[-1]}"]

    @property
    def weight(self) -> str:
        """“150 KB” or “1.2 MB”."""
        kilobytes = ceil(self.size / 1024)
        return f"{kilobytes} KB" if kilobytes < 1000 else f"{kilobytes / 1024:.1f} MB"

    @property
    def paper(self) -> str:
        """“4 页，2 张纸”; "" where nobody counted."""
        return f"{self.pages} 页，{self.sheets} 张纸" if self.pages else ""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing in all its forms, PDF first: a row of the page's table."""

    files: tuple[Download, ...]

    @property
    def first(self) -> Download:
        return self.files[0]

    @property
    def paper(self) -> str:
        return next((file.paper for file in self.files if file.paper), "")


@dataclass(frozen=True, slots=True)
class Shelves:
    """The downloads of a course as its page shows them; empty where nothing was printed."""

    whole: Item | None
    archive: Download | None
    sessions: tuple[Item, ...]
    groups: tuple[tuple[str, tuple[Item, ...]], ...]

    @property
    def is_empty(self) -> bool:
        return not (self.whole or self.sessions or self.groups)

    def session(self, number: int) -> Item | None:
        return next((item for item in self.sessions if item.first.session == number), None)


def sheets_of_paper(pages: int) -> int:
    """Printed on both sides."""
    return ceil(pages / 2)


def download_name(title: str, what: str, suffix: str) -> str:
    """“课程名-教案.pdf”: a name that Windows, macOS and Linux take, at most 80 characters with its suffix (“.pdf”)."""
    tail = f"-{what}{suffix}"
    visible = "".join(character if character.isprintable() else " " for character in title)
    safe = " ".join(visible.translate(_INSTEAD).split())
    # a name may neither start nor end with a dot or a blank; with what follows it is never CON or AUX
    return f"{safe[: _LONGEST_NAME - len(tail)].strip('. ') or '课程'}{tail}"


def shelves_of(downloads: Iterable[Download]) -> Shelves:
    """Sorted for the page: by audience, in the order given, all forms of one kind together."""
    kinds: dict[str, list[Download]] = {}
    for download in downloads:
        kinds.setdefault(download.kind, []).append(download)
    archive = kinds.pop(ARCHIVE, None)
    items = [Item(tuple(sorted(files, key=lambda file: file.form))) for files in kinds.values()]
    whole = next((item for item in items if item.first.kind == WHOLE), None)
    single = tuple(item for item in items if item.first.session)
    rest = [item for item in items if item is not whole and not item.first.session]
    grouped = ((name, tuple(item for item in rest if item.first.audience == name)) for name in AUDIENCES)
    return Shelves(
        whole=whole,
        archive=archive[0] if archive else None,
        sessions=single,
        groups=tuple((name, found) for name, found in grouped if found),
    )
