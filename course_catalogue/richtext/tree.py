"""The whitelisted tree: blocks of runs. What has no place here cannot be shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Inline:
    """A run of text. `kind` is text, strong, emphasis, sub, sup, ruby or link.

    `extra` is the pinyin of a ruby and the address of a link: https:…, mailto:…, or the page of another record
    as /courses/<provider>/<course>.
    """

    kind: str
    text: str
    extra: str = ""


Runs = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: Runs


@dataclass(frozen=True, slots=True)
class ListBlock:
    """Items of one level; `numbered` from 1."""

    items: tuple[Runs, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Every row has as many cells as the head."""

    head: tuple[Runs, ...]
    rows: tuple[tuple[Runs, ...], ...]


@dataclass(frozen=True, slots=True)
class PictureBlock:
    """A picture file of the record's own folder, and what it shows in words."""

    file: str
    alt: str


Block = Paragraph | ListBlock | Table | PictureBlock
RichText = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a text speaks of something else: `kind` is record or picture, `start` the target's place in the text."""

    kind: str
    target: str
    start: int
