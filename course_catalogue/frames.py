"""Frames: the finished HTML around a page, rendered once by MkDocs and cut at its slots.

MkDocs renders one sentinel page for every section and depth; each page of that kind is then
frame + body. That gives the same HTML as Material's own rendering at a tenth of its cost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from course_catalogue.early_files import MARKER, EarlyFile, early_files, early_links

SLOTS = {
    "CC-SLOT-TITLE": "title",
    "CC-SLOT-DESCRIPTION": "description",
    MARKER: "early",
    "<!--CC-SLOT-HEAD-->": "head",
    "CC-SLOT-BODY": "body",
}
_SPLIT = re.compile("(" + "|".join(map(re.escape, SLOTS)) + ")")
FRONT_MATTER = """---
title: CC-SLOT-TITLE
description: CC-SLOT-DESCRIPTION
frame: true
hide: [navigation, toc]
---

# 正文 {#cc-content}
"""


@dataclass(frozen=True, slots=True)
class Frame:
    """`parts` alternate between HTML (even) and names of slots (odd); `files` are what the frame itself loads."""

    parts: tuple[str, ...]
    files: tuple[EarlyFile, ...]

    def fill(self, *, title: str, description: str, head: str, body: str, wanted: Sequence[str] = ()) -> str:
        """The whole page; title and description are escaped here, head and body are HTML.

        `wanted` are files, as named from the page, that scripts in its head ask for at once.
        """
        values = {
            "title": escape(title),
            "description": escape(description),
            "early": early_links(
                (*early_files(head), *(EarlyFile(1, href) for href in wanted), *self.files, *early_files(body))
            ),
            "head": head,
            "body": body,
        }
        return "".join(values[part] if index % 2 else part for index, part in enumerate(self.parts))


def cut_frame(html: str) -> Frame:
    """Cut a rendered sentinel page; a slot that is missing or doubled is a defect of the theme's override."""
    pieces = _SPLIT.split(html)
    parts = tuple(SLOTS[piece] if index % 2 else piece for index, piece in enumerate(pieces))
    names = parts[1::2]
    if (
        names.count("body") != 1
        or names.count("description") < 1
        or names.count("early") > 1  # a theme without it is only slower
        or names.count("head") != 1
        or names.count("title") < 1
    ):
        raise AssertionError(f"frame has slots {sorted(names)}: site_overrides/main.html and Material no longer fit")
    return Frame(parts, tuple(early_files(html)))
