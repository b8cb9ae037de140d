"""The tree as words alone, and as data for print."""

from __future__ import annotations

import re
from typing import Any

from course_catalogue.richtext.parsing import parse
from course_catalogue.richtext.tree import Block, ListBlock, Paragraph, PictureBlock, Runs

_MARK = re.compile(r"[*~^{\[]")


def is_marked_up(text: str) -> bool:
    """Whether a text may be more than one plain sentence; most fields are not, and cost nothing."""
    stripped = text.strip()
    return "\n" in stripped or _MARK.search(stripped) is not None or stripped.startswith(("- ", "1"))


def to_plain(text: str) -> str:
    """The words alone, on one line. A picture is left out: what it shows is no part of the sentence."""
    if not is_marked_up(text):
        return text.strip()
    return " ".join(line for block in parse(text) if (line := _block_words(block)))


def _block_words(block: Block) -> str:
    match block:
        case Paragraph():
            return _words(block.runs)
        case ListBlock():
            return " ".join(
                f"{number}. {_words(item)}" if block.numbered else _words(item)
                for number, item in enumerate(block.items, 1)
            )
        case PictureBlock():
            return ""
        case _:
            return "；".join("，".join(_words(cell) for cell in row) for row in (block.head, *block.rows))


def _words(runs: Runs) -> str:
    return "".join(run.text for run in runs)


def to_data(text: str) -> list[dict[str, Any]]:
    """The tree as JSON-ready data for Typst; `kind` is paragraph (runs), bullets or numbers (items), table (head, rows) or
    picture (file, alt). A run is {"kind", "text", "extra"}.
    """
    return [_block_data(block) for block in parse(text)]


def _block_data(block: Block) -> dict[str, Any]:
    match block:
        case Paragraph():
            return {"kind": "paragraph", "runs": _data(block.runs)}
        case ListBlock():
            return {"kind": "numbers" if block.numbered else "bullets", "items": [_data(item) for item in block.items]}
        case PictureBlock():
            return {"kind": "picture", "file": block.file, "alt": block.alt}
        case _:
            rows = [[_data(cell) for cell in row] for row in block.rows]
            return {"kind": "table", "head": [_data(cell) for cell in block.head], "rows": rows}


def _data(runs: Runs) -> list[dict[str, str]]:
    return [{"kind": run.kind, "text": run.text, "extra": run.extra} for run in runs]
