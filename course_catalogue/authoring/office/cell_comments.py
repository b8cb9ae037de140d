"""The comments on the cells of a sheet (Excel's 批注 and 备注): openpyxl, reading row by row, passes over them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from course_catalogue.authoring.office.cells import Cell
from course_catalogue.authoring.office.package import RELATIONSHIP

_MOST_COMMENTS = 500
"""Of a sheet; a form has about a hundred of its own."""
_THREAD = re.compile(r"\[[^\]\n]+\][^\n]*\n+(?:[^\n]*\n+)?(?:Comment|注释|批注)[:：]\s*")
"""What Excel writes above a comment that is answered in a thread, for programs that know none."""


def comments_of(path: str, place: str, parts: Mapping[str, bytes]) -> Iterator[Cell]:
    """The text of each comment, at the cell that it is on, and how many are too many; `path` is the part of the sheet."""
    comments = [one for part in _parts_of(path, parts) for one in fromstring(part).iter() if _name(one) == "comment"]
    for comment in comments[:_MOST_COMMENTS]:
        runs = (one.text or "" for one in comment.iter() if _name(one) == "t")
        text = _THREAD.sub("", "".join(runs).replace("\r\n", "\n"), count=1).strip()
        if text:
            yield Cell(text, f"{place}{comment.get('ref', '')}")
    if len(comments) > _MOST_COMMENTS:
        yield Cell(f"另外 {len(comments) - _MOST_COMMENTS} 条批注", place)


def _parts_of(path: str, parts: Mapping[str, bytes]) -> Iterator[bytes]:
    sheet = PurePosixPath(path)
    relations = parts.get(f"{sheet.parent}/_rels/{sheet.name}.rels")
    for relation in fromstring(relations).iter(RELATIONSHIP) if relations else ():
        target = posixpath.normpath(posixpath.join("/", str(sheet.parent), relation.get("Target", ""))).lstrip("/")
        if relation.get("Type", "").endswith("/comments") and target in parts:
            yield parts[target]


def _name(element: Element) -> str:
    return element.tag.rsplit("}", 1)[-1]
