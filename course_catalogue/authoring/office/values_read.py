"""What comes of reading a filled form: the data, how it was understood, what was not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from course_catalogue.diagnostics import CatalogueError
from course_catalogue.personal_numbers import masked

_LONGEST_FOUND = 60


class RefusedFile(CatalogueError):
    """A file that is not read at all; the words say why and what to do, in Chinese."""


@dataclass(frozen=True, slots=True)
class Understood:
    """Something that was not written as the file format has it, and what it was taken for; all in Chinese."""

    place: str
    found: str
    taken: str


@dataclass(frozen=True, slots=True)
class Left:
    """Something that is not in the data; `why` also says what to do.

    `is_aside`: certainly nothing that the course lacks without it (a comment, a struck-out word, a note of the form).
    All else may be content that was not understood, and holds the course back.
    `steps` lead to the field that it was written for, where that is known.
    """

    place: str
    found: str
    why: str
    is_aside: bool = False
    steps: tuple[str | int, ...] = ()


def not_understood(left: Iterable[Left]) -> tuple[Left, ...]:
    """What of it may be content."""
    return tuple(one for one in left if not one.is_aside)


@dataclass(frozen=True, slots=True)
class SoundId:
    """An id that is in the data for the name of an exhibit: its pinyin, until the base says which exhibit is meant.

    `label` is that of the field that refers to the exhibit; "" in the base's own list.
    """

    place: str
    label: str
    name: str
    id: str

    @property
    def told(self) -> Understood:
        of_base = "名称的拼音；基地另有编号的，照基地的"
        taken = f"{self.label}：{self.id}（{of_base}）" if self.label else f"没有填，用名称的拼音：{self.id}"
        return Understood(masked(self.place), shortened(self.name), masked(taken))


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the file, as it is there: bytes of a stranger. `name` is that of the part, such as image1.png."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Imported:
    """`kind` as in schemas.KINDS; `data` is plain, as the strict reader would give it, with `format` and `status`.

    `is_said_draft`: whoever filled it in has written that it is a draft, which nobody asks.
    """

    kind: str
    data: Mapping[str, Any]
    understood: tuple[Understood, ...] = ()
    left: tuple[Left, ...] = ()
    pictures: tuple[Picture, ...] = ()
    is_said_draft: bool = False
    sound_ids: tuple[SoundId, ...] = ()

    @property
    def told(self) -> tuple[Understood, ...]:
        """All that was understood, with the names of exhibits that were."""
        return (*self.understood, *(one.told for one in self.sound_ids))


def shortened(text: str) -> str:
    """What was found, in a line that is read in a letter; masked before half a number is cut away."""
    line = masked(" ".join(text.split()))
    return line if len(line) <= _LONGEST_FOUND else f"{line[: _LONGEST_FOUND - 1]}…"
