"""Text for the templates: always a list of blocks, so that they never tell plain from rich text.

A block is as in course_catalogue.richtext.to_data: {"kind": "paragraph", "runs": […]}, {"kind": "bullets" or
"numbers", "items": [[…]]}, {"kind": "table", "head", "rows"}; a picture is {"kind": "picture", "name", "alt",
"credit", "width", "height"}, where `name` finds its bytes and the sizes are pixels. A run is {"kind", "text", "extra"}.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from course_catalogue import addresses, richtext
from course_catalogue.catalogue import Catalogue
from course_catalogue.model import AnyPublished
from course_catalogue.parts import Picture

Run = dict[str, str]
Blocks = list[dict[str, Any]]
Fact = dict[str, Any]

# Characters up to which a row stays on one page: a third of it.
KEPT_WHOLE = 400
_ON_ANY_PAPER = ("https://", "mailto:")


def run(text: str, kind: str = "text") -> Run:
    return {"kind": kind, "text": text, "extra": ""}


def plain(text: str) -> Blocks:
    """One paragraph, nothing marked up; no text, no block."""
    return [{"kind": "paragraph", "runs": [run(text.strip())]}] if text.strip() else []


def bullets(items: Iterable[str]) -> Blocks:
    """A list of plain sentences."""
    lines = [[run(item)] for item in items]
    return [{"kind": "bullets", "items": lines}] if lines else []


def led(items: Iterable[tuple[str, str]]) -> Blocks:
    """A list whose items open with bold words."""
    lines = [[run(lead, "strong"), run(text)] for lead, text in items]
    return [{"kind": "bullets", "items": lines}] if lines else []


def length(blocks: Blocks) -> int:
    """Characters in all; a picture takes the room of some 250."""
    words = sum(len(item["text"]) for block in blocks for line in _lines(block) for item in line)
    pictures = [block for block in blocks if block["kind"] == "picture"]
    return words + 250 * len(pictures)


def _lines(block: dict[str, Any]) -> list[list[Run]]:
    match block["kind"]:
        case "paragraph":
            return [block["runs"]]
        case "table":
            return [cell for row in (block["head"], *block["rows"]) for cell in row]
        case "picture":
            return []
        case _:
            items: list[list[Run]] = block["items"]
            return items


def fact(label: str, blocks: Blocks) -> Fact:
    """A row of a sheet: a label at the left and text at the right. Only a long one may run over a page's end."""
    return {"label": label, "kind": "text", "blocks": blocks, "may_break": length(blocks) > KEPT_WHOLE}


def told(facts: Iterable[Fact]) -> list[Fact]:
    """The facts that say something: an empty row tells a reader nothing."""
    return [
        item
        for item in facts
        if any(value for name, value in item.items() if name not in ("label", "kind", "may_break"))
    ]


class Prose:
    """Rich text of a record as data for Typst, with its pictures and its links.

    `url` is the address of the site: a link to another record is printed with its full address; without one
    (sample data) only its words are.
    """

    def __init__(self, catalogue: Catalogue, record: AnyPublished, url: str = "") -> None:
        self._catalogue = catalogue
        self._record = record
        self.url = url

    def rich(self, text: str) -> Blocks:
        return [shown for block in richtext.to_data(text) if (shown := self._shown(block))]

    def list(self, items: Iterable[str]) -> Blocks:
        """One list of rich sentences; an item of several lines becomes several items, tables and pictures stand between."""
        blocks: Blocks = []
        for item in items:
            for block in self.rich(item):
                if block["kind"] in ("table", "picture"):
                    blocks.append(block)
                    continue
                if not blocks or blocks[-1]["kind"] != "bullets":
                    blocks.append({"kind": "bullets", "items": []})
                blocks[-1]["items"].extend(_lines(block))
        return blocks

    def picture(self, picture: Picture | None) -> dict[str, Any] | None:
        """A picture of the record's own fields; None where there is none to show."""
        return self._picture(picture.file, picture.alt, picture.credit) if picture else None

    def _shown(self, block: dict[str, Any]) -> dict[str, Any] | None:
        if block["kind"] == "picture":
            return self._picture(block["file"], block["alt"])
        for line in _lines(block):
            for item in line:
                if item["extra"].startswith("/"):
                    item.update(self._link(item["extra"]))
        return block

    def _link(self, target: str) -> Run:
        record = self._catalogue.records.get(target[1:])
        if not self.url or record is None or not self._catalogue.is_public(record):
            return {"kind": "text", "extra": ""}
        return {"extra": f"{self.url}{addresses.page_of(record)}"}

    def _picture(self, file: str, alt: str, credit: str = "") -> dict[str, Any] | None:
        stored = self._catalogue.picture_of(self._record, file)
        if stored is None:
            return None
        size = {"width": stored.width, "height": stored.height}
        return {"kind": "picture", "name": stored.digest, "alt": alt, "credit": credit, **size}


def picture_names(data: Any) -> frozenset[str]:
    """The names of all pictures that the data of a pack refer to."""
    if isinstance(data, dict):
        own = {data["name"]} if data.get("kind") == "picture" else set()
        return frozenset(own).union(*map(picture_names, data.values()))
    if isinstance(data, list):
        return frozenset().union(*map(picture_names, data))
    return frozenset()
