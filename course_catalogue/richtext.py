"""The small marked-up text of rich fields: parsed once into a whitelisted tree.

Written by contributors, so nothing passes that is not listed here:

    **重点**  *强调*  H~2~O  cm^2^  {汉|hàn}  [文字](https://…)  and lines that start with “- ”

A tilde or caret marks a sub- or superscript only around at most eight letters, digits, + or −
(ranges such as 3~5 stay text). A link goes to https: or mailto:. Anything else, HTML included,
is literal text and is escaped wherever it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from typing import Any

import nh3

LINK_TARGET = re.compile(r"(?:https://|mailto:)[^\s<>\"'`\\]+\Z")
_INLINE = re.compile(
    r"\*\*(?P<strong>[^*\s](?:[^*\n]*[^*\s])?)\*\*"
    r"|\*(?P<emphasis>[^*\s](?:[^*\n]*[^*\s])?)\*"
    r"|~(?P<sub>[0-9A-Za-z+−-]{1,8})~"
    r"|\^(?P<sup>[0-9A-Za-z+−-]{1,8})\^"
    r"|\{(?P<base>[\u3400-\u9fff]{1,8})\|(?P<ruby>[^{}|\n]{1,40})\}"
    r"|\[(?P<text>[^\]\n]+)\]\((?P<href>[^()\s]+)\)"
)


@dataclass(frozen=True, slots=True)
class Inline:
    """A run of text. `kind` is text, strong, emphasis, sub, sup, ruby or link.

    `extra` is the pinyin of a ruby and the address of a link.
    """

    kind: str
    text: str
    extra: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[tuple[Inline, ...], ...]


RichText = tuple[Paragraph | Bullets, ...]


def parse(text: str) -> RichText:
    """Text to blocks: a line that starts with “- ” is a list item, every other line a paragraph."""
    blocks: list[Paragraph | Bullets] = []
    items: list[tuple[Inline, ...]] = []
    for raw in text.splitlines():
        line = raw.strip()
        if line.startswith("- "):
            items.append(_runs(line[2:]))
            continue
        if items:
            blocks.append(Bullets(tuple(items)))
            items = []
        if line:
            blocks.append(Paragraph(_runs(line)))
    if items:
        blocks.append(Bullets(tuple(items)))
    return tuple(blocks)


def _runs(line: str) -> tuple[Inline, ...]:
    runs: list[Inline] = []
    end = 0
    for match in _INLINE.finditer(line):
        run = _run(match)
        if run is None:
            continue
        if match.start() > end:
            runs.append(Inline("text", line[end : match.start()]))
        runs.append(run)
        end = match.end()
    if end < len(line):
        runs.append(Inline("text", line[end:]))
    return tuple(runs)


def _run(match: re.Match[str]) -> Inline | None:
    kind = match.lastgroup or ""
    if kind == "ruby":
        return Inline("ruby", match["base"], match["ruby"])
    if kind == "href":
        return Inline("link", match["text"], match["href"]) if LINK_TARGET.match(match["href"]) else None
    return Inline(kind, match[kind])


def refused_links(text: str) -> list[tuple[int, str]]:
    """Links whose target is not allowed: position in the text and target."""
    return [
        (match.start("href"), match["href"])
        for match in _INLINE.finditer(text)
        if match.lastgroup == "href" and not LINK_TARGET.match(match["href"])
    ]


_TAGS = {"strong": "strong", "emphasis": "em", "sub": "sub", "sup": "sup"}
_SECOND_LOCK = nh3.Cleaner(
    tags={"p", "ul", "li", "strong", "em", "sub", "sup", "ruby", "rt", "rp", "a"},
    attributes={"a": {"href"}},
    url_schemes={"https", "mailto"},
    link_rel="noopener noreferrer nofollow",
)


def to_html(text: str) -> str:
    """Escaped HTML of the tree; a plain sentence becomes one paragraph."""
    if not _is_marked_up(text):
        return f"<p>{escape(text.strip())}</p>"
    html = "".join(_block_html(block) for block in parse(text))
    return _SECOND_LOCK.clean(html)


def to_inline_html(text: str) -> str:
    """Like to_html, for a place that takes no blocks: lines are joined by a space."""
    if not _is_marked_up(text):
        return escape(text.strip())
    html = " ".join(_runs_html(runs) for runs in _lines(parse(text)))
    return _SECOND_LOCK.clean(html)


def to_plain(text: str) -> str:
    """The words alone, on one line."""
    if not _is_marked_up(text):
        return text.strip()
    return " ".join("".join(run.text for run in runs) for runs in _lines(parse(text)))


def to_data(text: str) -> list[dict[str, Any]]:
    """The tree as JSON-ready data for Typst: {"kind": "paragraph", "runs": […]} or {"kind": "bullets", "items": [[…]]}.

    A run is {"kind", "text", "extra"}.
    """
    return [
        {"kind": "paragraph", "runs": _runs_data(block.runs)}
        if isinstance(block, Paragraph)
        else {"kind": "bullets", "items": [_runs_data(item) for item in block.items]}
        for block in parse(text)
    ]


def _is_marked_up(text: str) -> bool:
    return "\n" in text.strip() or any(character in text for character in "*~^{[") or text.startswith("- ")


def _lines(blocks: RichText) -> Iterable[tuple[Inline, ...]]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.runs
        else:
            yield from block.items


def _block_html(block: Paragraph | Bullets) -> str:
    if isinstance(block, Paragraph):
        return f"<p>{_runs_html(block.runs)}</p>"
    return "<ul>" + "".join(f"<li>{_runs_html(item)}</li>" for item in block.items) + "</ul>"


def _runs_html(runs: tuple[Inline, ...]) -> str:
    return "".join(_run_html(run) for run in runs)


def _run_html(run: Inline) -> str:
    text = escape(run.text)
    if run.kind == "text":
        return text
    if run.kind == "ruby":
        return f"<ruby>{text}<rp>（</rp><rt>{escape(run.extra)}</rt><rp>）</rp></ruby>"
    if run.kind == "link":
        return f'<a href="{escape(run.extra)}">{text}</a>'
    tag = _TAGS[run.kind]
    return f"<{tag}>{text}</{tag}>"


def _runs_data(runs: tuple[Inline, ...]) -> list[dict[str, str]]:
    return [{"kind": run.kind, "text": run.text, "extra": run.extra} for run in runs]
