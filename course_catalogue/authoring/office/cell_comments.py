"""The comments on the cells of a sheet (Excel's 批注 and 备注): openpyxl, reading row by row, passes over them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from itertools import islice
from pathlib import PurePosixPath

from defusedxml.ElementTree import fromstring

from course_catalogue.authoring.office.cells import Cell

MOST_COMMENTS = 200
"""Of a sheet; a form has fewer of its own."""
_RELATIONS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_THREAD = re.compile(r"\[[^\]\n]+\][^\n]*\n+(?:[^\n]*\n+)?(?:Comment|注释|批注)[:：]\s*")
"""What Excel writes above a comment that is answered in a thread, for programs that know none."""


def comments_of(path: str, place: str, parts: Mapping[str, bytes]) -> Iterator[Cell]:
    """The text of each comment, at the cell that it is on; `path` is the part of the sheet."""
    comments = (
        comment for part in _parts_of(path, parts) for comment in fromstring(part).iter() if _is(comment, "comment")
    )
    for comment in islice(comments, MOST_COMMENTS):
        runs = (one.text or "" for one in comment.iter() if _is(one, "t"))
        text = _THREAD.sub("", "".join(runs).replace("\r\n", "\n"), count=1).strip()
        if text:
            yield Cell(text, f"{place}{comment.get('ref', '')}")


def _parts_of(path: str, parts: Mapping[str, bytes]) -> Iterator[bytes]:
    sheet = PurePosixPath(path)
    relations = parts.get(f"{sheet.parent}/_rels/{sheet.name}.rels")
    for relation in fromstring(relations).iter(_RELATIONS) if relations else ():
        target = posixpath.normpath(posixpath.join("/", str(sheet.parent), relation.get("Target", ""))).lstrip("/")
        if relation.get("Type", "").endswith("/comments") and target in parts:
            yield parts[target]


def _is(element: object, name: str) -> bool:
    return str(getattr(element, "tag", "")).rsplit("}", 1)[-1] == name
