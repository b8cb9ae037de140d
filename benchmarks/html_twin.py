"""The content of a pack as HTML with a style sheet for paper, for typesetters that read HTML.

Made of the same data as the pack: all its words, a table for each of its tables, a page for each worksheet, the same
paper, fonts and size of type, header and footer with numbers of pages. Plainer than the pack and with a box for each
drawing, in favour of the others.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from course_catalogue.packs.fonts import SANS, SERIF

_PARTS = (
    "overview",
    "alignment",
    "sessions",
    "shopping",
    "lessons",
    "worksheets",
    "rubric",
    "sign_in",
    "safety",
    "letter",
)
_MARKS = {"strong": "b", "emphasis": "i", "sub": "sub", "sup": "sup"}
_BLOCKS = ("paragraph", "bullets", "numbers", "table")
_DRAWN = ("diagram", "diagrams", "picture")
_BOX = '<div style="height: 40mm; border: 0.6pt solid #777"></div>'
_NO_WORDS = ("kind", "extra", "lines", "height")
_STYLE = """
@font-face { font-family: Serif; src: url(%(serif)s); }
@font-face { font-family: Sans; src: url(%(sans)s); }
@page { size: A4; margin: 25mm; @top-left { content: "%(title)s"; font: 8pt Sans; }
  @bottom-right { content: "第 " counter(page) " 页　共 " counter(pages) " 页"; font: 8pt Sans; } }
body { font: 10.5pt/1.6 Serif; text-align: justify; margin: 0; }
h1, h2, h3, th { font-family: Sans; text-align: left; } h1 { font-size: 18pt; } h2 { font-size: 14pt; } h3 { font-size: 11pt; }
.page { break-before: page; } p { margin: 0 0 1mm; } h1, h2, h3 { margin: 2mm 0; }
ul, ol { padding-left: 1.2em; margin: 0; } .facts td:first-child { width: 5.4em; }
table { width: 100%%; border-collapse: collapse; font-size: 9.4pt; line-height: 1.5; margin-bottom: 2mm; text-align: left; }
td p { margin: 0; } td table { margin: 0; }
th { background: #f0f0f0; } th, td { border-bottom: 0.4pt solid #888; padding: 1.2mm; vertical-align: top; }
tr, th { break-inside: avoid; } .line { height: 9mm; border-bottom: 0.5pt solid #777; }
"""


def html_of(pack: dict[str, Any], fonts: Path) -> str:
    """A whole document."""
    title = escape(pack["frame"]["title"])
    style = _STYLE % {
        "serif": (fonts / SERIF).resolve().as_uri(),
        "sans": (fonts / SANS).resolve().as_uri(),
        "title": title,
    }
    body = "".join(_part(name, pack[name]) for name in _PARTS)
    cover = _value({"frame": pack["frame"], "cover": pack["cover"]}, 2)
    return (
        f'<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><title>{title}</title><style>{style}</style>'
        f"<h1>{title}</h1>{cover}{body}</html>"
    )


def _part(name: str, value: Any) -> str:
    if name == "sign_in":
        return "".join(_roll(value["sessions"], numbers) for numbers in value["pages"]) + _value(value["hint"], 2)
    if name in ("lessons", "worksheets"):
        return "".join(f'<div class="page"><h2>{escape(item["title"])}</h2>{_value(item, 3)}</div>' for item in value)
    return f'<div class="page"><h1>{name}</h1>{_value(value, 2)}</div>'


def _roll(sessions: list[str], numbers: list[int]) -> str:
    """A row for each pupil, a column for each session."""
    rows = [[str(number), *("" for _ in sessions)] for number in numbers]
    return f'<div class="page">{_table(["", *sessions], rows)}</div>'


def _value(value: Any, level: int) -> str:
    if isinstance(value, dict) and value.get("kind") in _DRAWN:
        return _BOX
    if isinstance(value, bool) or value is None:
        return ""
    if isinstance(value, str | int | float):
        return f"<p>{escape(str(value))}</p>"
    if isinstance(value, dict):
        return "".join(_fields(value, level))
    if not value:
        return ""
    if all(isinstance(item, dict) and item.get("kind") in _BLOCKS for item in value):
        return "".join(map(_block, value))
    if all(isinstance(item, list) for item in value):
        return _table([], [[_value(cell, 4) for cell in row] for row in value])
    if all(isinstance(item, dict) for item in value):
        return _records(value, level)
    return f"<p>{'　'.join(escape(str(item)) for item in value)}</p>"  # run on, as choices do in the pack


def _fields(record: dict[str, Any], level: int) -> Iterator[str]:
    for name, value in record.items():
        if name == "lines":
            yield '<div class="line"></div>' * (value if isinstance(value, int) else 0)
        elif name in _DRAWN:
            yield _BOX * (1 if value else 0)
        elif name == "height":
            yield f'<div style="height: {value}mm"></div>'
        elif name not in _NO_WORDS:
            below = _value(value, level + 1)
            nested = below and isinstance(value, list | dict) and level < 4
            yield f"<h{level}>{name}</h{level}>{below}" if nested else below


def _records(records: list[dict[str, Any]], level: int) -> str:
    """A table: with a head where all have the same fields, else of labels and what stands beside them."""
    names = [name for name in records[0] if name not in _NO_WORDS and not isinstance(records[0][name], bool)]
    if any(item.get("kind") for item in records) and "label" not in names:
        return "".join(_value(item, level) for item in records)
    if "label" in names:
        rows = [
            [_value(item["label"], 4), "".join(_fields({k: v for k, v in item.items() if k != "label"}, 4))]
            for item in records
        ]
        return _table([], rows, "facts")
    return _table(names, [[_value(item.get(name), 4) for name in names] for item in records])


def _block(block: dict[str, Any]) -> str:
    if block["kind"] == "paragraph":
        return f"<p>{_runs(block['runs'])}</p>"
    if block["kind"] == "table":
        return _table([_runs(cell) for cell in block["head"]], [[_runs(cell) for cell in row] for row in block["rows"]])
    tag = "ol" if block["kind"] == "numbers" else "ul"
    return f"<{tag}>" + "".join(f"<li>{_runs(item)}</li>" for item in block["items"]) + f"</{tag}>"


def _runs(runs: list[dict[str, str]]) -> str:
    return "".join(
        f"<{mark}>{escape(run['text'])}</{mark}>" if (mark := _MARKS.get(run["kind"])) else escape(run["text"])
        for run in runs
    )


def _table(head: list[str], rows: list[list[str]], look: str = "") -> str:
    top = "<thead><tr>" + "".join(f"<th>{cell}</th>" for cell in head) + "</tr></thead>" if head else ""
    return (
        f'<table class="{look}">{top}'
        + "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
        + "</table>"
    )
