"""Text for the templates: always a list of blocks, so that they never tell plain from rich text.

A block is {"kind": "paragraph", "runs": […]} or {"kind": "bullets", "items": [[…]]}; a run is
{"kind", "text", "extra"} as in course_catalogue.richtext.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from course_catalogue import richtext

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
    """Characters in all."""
    lines = (line for block in blocks for line in (block.get("items") or [block["runs"]]))
    return sum(len(item["text"]) for line in lines for item in line)


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
    """Rich text of contributors as data for Typst."""

    def rich(self, text: str) -> Blocks:
        return richtext.to_data(text)

    def list(self, items: Iterable[str]) -> Blocks:
        """One list of rich sentences; an item of several lines becomes several items."""
        lines: list[list[Run]] = []
        for item in items:
            for block in self.rich(item):
                lines.extend(block["items"] if block["kind"] == "bullets" else [block["runs"]])
        return [{"kind": "bullets", "items": lines}] if lines else []
