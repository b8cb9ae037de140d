"""The whitelisted tree: blocks of runs. What has no place here cannot be shown."""

from __future__ import annotations

import msgspec


class Inline(msgspec.Struct, frozen=True):
    """A run of text. `kind` is text, strong, emphasis, sub, sup, ruby or link.

    `extra` is the pinyin of a ruby and the address of a link: https:…, mailto:…, or the page of another record
    as /courses/<provider>/<course>.
    """

    kind: str
    text: str
    extra: str = ""


Runs = tuple[Inline, ...]


class Paragraph(msgspec.Struct, frozen=True):
    runs: Runs


class ListBlock(msgspec.Struct, frozen=True):
    """Items of one level; `numbered` from 1."""

    items: tuple[Runs, ...]
    numbered: bool = False


class Table(msgspec.Struct, frozen=True):
    """Every row has as many cells as the head."""

    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]


class PictureBlock(msgspec.Struct, frozen=True):
    """A picture file of the record's own folder, and what it shows in words."""

    file: str
    alt: str


Block = Paragraph | ListBlock | Table | PictureBlock
RichText = tuple[Block, ...]


class Mention(msgspec.Struct, frozen=True):
    """Where a text speaks of something else: `kind` is record or picture, `start` the target's place in the text."""

    kind: str
    target: str
    start: int
