"""A view: one document of a course, cut from the same data as all its others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class View:
    """`kind` names it in addresses, `title` and `holds` tell a reader what it is, `audience` is one of downloads.AUDIENCES.

    `file_word` is its part of a file's name. `pages` are the numbers of pages it may have; `for_pupils` says that no
    answer may stand in it, `one_side` that a second page is worth a reminder. `lessons` are the bookmarks that its lesson plans must have.
    """

    kind: str
    title: str
    audience: str
    holds: str
    template: str
    data: dict[str, Any]
    pages: range
    file_word: str = ""
    for_pupils: bool = False
    one_side: bool = False
    session: int = 0
    lessons: tuple[str, ...] = ()


def called(data: dict[str, Any], kind: str) -> dict[str, Any]:
    """The frame of a pack's data for a document that calls itself `kind`."""
    frame: dict[str, Any] = data["frame"]
    return {"frame": frame | {"kind": kind, "keywords": [kind, *frame["keywords"][1:]]}}


def exactly(pages: list[Any]) -> range:
    """For a document whose data say what stands on each page."""
    return range(len(pages), len(pages) + 1)
