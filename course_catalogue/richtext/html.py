"""The tree as HTML: every text escaped, every address ours or checked, then nh3 as the second lock."""

from __future__ import annotations

from functools import cache
from html import escape
from typing import TYPE_CHECKING, Protocol

import msgspec

from course_catalogue.richtext.parsing import parse
from course_catalogue.richtext.tree import Block, Inline, ListBlock, Paragraph, PictureBlock, RichText, Runs, Table
from course_catalogue.richtext.words import is_marked_up

if TYPE_CHECKING:
    import nh3


class ShownPicture(msgspec.Struct, frozen=True):
    """Where a picture lies, as seen from the page; width and height in pixels."""

    address: str
    width: int
    height: int


class Surroundings(Protocol):
    """What a text needs from the page it stands on."""

    def link(self, record: str) -> str:
        """The address of the page of /courses/…; "" where it has none: then only the words are shown."""
        ...

    def picture(self, file: str) -> ShownPicture | None:
        """A picture of the record's own folder; None where it cannot be shown."""
        ...


class _Nowhere:
    def link(self, record: str) -> str:  # noqa: ARG002
        return ""

    def picture(self, file: str) -> ShownPicture | None:  # noqa: ARG002
        return None


NOWHERE: Surroundings = _Nowhere()
"""For a text that stands on no page."""

_TAGS = {"strong": "strong", "emphasis": "em", "sub": "sub", "sup": "sup"}


@cache
def _second_lock() -> nh3.Cleaner:
    import nh3  # a check shows no HTML

    return nh3.Cleaner(
        tags={
            "p", "ul", "ol", "li", "strong", "em", "sub", "sup", "ruby", "rt", "rp", "a",
            "table", "thead", "tbody", "tr", "th", "td", "figure", "img",
        },
        attributes={"a": {"href"}, "th": {"scope"}, "img": {"src", "alt", "width", "height", "loading"}},
        url_schemes={"https", "mailto"},
        link_rel="noopener noreferrer nofollow",
    )  # fmt: skip


def to_html(text: str, surroundings: Surroundings = NOWHERE) -> str:
    """Escaped HTML of the tree; a plain sentence becomes one paragraph."""
    if not is_marked_up(text):
        return f"<p>{escape(text.strip())}</p>"
    return _blocks_html(parse(text), surroundings)


def to_inline_html(text: str, surroundings: Surroundings = NOWHERE) -> str:
    """Like to_html, for an item of a list: a single paragraph is not wrapped."""
    if not is_marked_up(text):
        return escape(text.strip())
    blocks = parse(text)
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return _second_lock().clean(_runs_html(blocks[0].runs, surroundings))
    return _blocks_html(blocks, surroundings)


def _blocks_html(blocks: RichText, surroundings: Surroundings) -> str:
    return _second_lock().clean("".join(_block_html(block, surroundings) for block in blocks))


def _block_html(block: Block, around: Surroundings) -> str:
    match block:
        case Paragraph():
            return f"<p>{_runs_html(block.runs, around)}</p>"
        case ListBlock():
            tag = "ol" if block.numbered else "ul"
            return f"<{tag}>" + "".join(f"<li>{_runs_html(item, around)}</li>" for item in block.items) + f"</{tag}>"
        case PictureBlock():
            return _picture_html(block, around)
        case _:
            return _table_html(block, around)


def _picture_html(block: PictureBlock, around: Surroundings) -> str:
    shown = around.picture(block.file)
    if shown is None:
        return ""
    return (
        f'<figure><img src="{escape(shown.address)}" alt="{escape(block.alt)}" '
        f'width="{shown.width}" height="{shown.height}" loading="lazy"></figure>'
    )


def _table_html(table: Table, around: Surroundings) -> str:
    head = "".join(f'<th scope="col">{_runs_html(cell, around)}</th>' for cell in table.head)
    rows = ("".join(f"<td>{_runs_html(cell, around)}</td>" for cell in row) for row in table.rows)
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _runs_html(runs: Runs, around: Surroundings) -> str:
    return "".join(_run_html(run, around) for run in runs)


def _run_html(run: Inline, around: Surroundings) -> str:
    text = escape(run.text)
    if run.kind == "text":
        return text
    if run.kind == "ruby":
        return f"<ruby>{text}<rp>（</rp><rt>{escape(run.extra)}</rt><rp>）</rp></ruby>"
    if run.kind == "link":
        address = around.link(run.extra) if run.extra.startswith("/") else run.extra
        return f'<a href="{escape(address)}">{text}</a>' if address else text
    tag = _TAGS[run.kind]
    return f"<{tag}>{text}</{tag}>"
