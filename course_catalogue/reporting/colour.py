"""The terminal's report in colour: only where a terminal reads it, and with words that need no colour."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable

from course_catalogue.reporting.human import Piece

_STYLES = {
    "error": "bold red",
    "warning": "bold yellow",
    "waived": "cyan",
    "code": "bold",
    "place": "cyan",
    "number": "bright_black",
    "head": "bold",
    "new": "green",
    "plain": "",
}


def is_wanted() -> bool:
    """A terminal reads stdout, and NO_COLOR (no-color.org) is not set."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def print_pieces(pieces: Iterable[Piece]) -> None:
    """To stdout, through rich, which knows the colours of this terminal."""
    from rich.console import Console  # half as long to import as a whole check of one file
    from rich.text import Text

    text = Text.assemble(*((words, _STYLES[style]) for words, style in pieces))
    Console(highlight=False, emoji=False).print(text, soft_wrap=True, end="")
