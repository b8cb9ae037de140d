"""Text made harmless to show: what a character may do to a terminal or a log, and how much room it takes."""

from __future__ import annotations

import re
import unicodedata

_OLD_COMMAND = re.compile(r"##(?=\w*\[)")
"""`##[error]`, `##vso[…]`, `##teamcity[…]`: runners of CI obey them in the middle of a line, too."""


MOST = 1000
"""Characters of one text that are shown: a file may hold a word of a million, and a log is no place for it."""


def visible(text: str) -> str:
    """Control and direction-changing characters shown as U+…, so that no text can forge a terminal's output.

    The second # of a CI command such as `##[error]` is shown in the same way; a text longer than MOST is cut.
    """
    if len(text) > MOST:
        text = f"{text[:MOST]}…（共 {len(text)} 个字符）"
    shown = "".join(c if c.isprintable() else f"<U+{ord(c):04X}>" for c in text)
    return _OLD_COMMAND.sub("#<U+0023>", shown) if "##" in shown else shown


def width(text: str) -> int:
    """Columns that a terminal gives a text: full-width characters take two."""
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
