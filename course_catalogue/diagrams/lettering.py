"""How wide text is and where it breaks, reckoned without a font: Chinese characters are square."""

from __future__ import annotations

from unicodedata import east_asian_width

_NEVER_FIRST = frozenset("，。、；：？！）》」』】〉”’…—～·％℃,.;:?!)]}%")
_NEVER_LAST = frozenset("（《「『【〈“‘([{")


def text_width(text: str) -> float:
    """In widths of a Chinese character; Latin letters and digits take about half."""
    return sum(1.0 if east_asian_width(character) in "WFA" else 0.55 for character in text)


def wrapped(text: str, limit: float) -> list[str]:
    """Lines of about `limit` character widths.

    No line begins with a closing or ends with an opening mark (避头尾), and no Latin word is cut
    that would fit a line.
    """
    limit += 1e-6  # it is often a quotient
    lines = [""]
    for piece in _pieces(text, limit):
        if lines[-1] and text_width(lines[-1] + piece) > limit:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [shown for line in lines if (shown := line.rstrip())]


def _pieces(text: str, limit: float) -> list[str]:
    """What may not be parted: a character with the marks around it, a Latin word or number."""
    pieces: list[str] = []
    for character in text:
        if pieces and _stays(pieces[-1], character) and text_width(pieces[-1] + character) <= limit:
            pieces[-1] += character
        else:
            pieces.append(character)
    return pieces


def _stays(before: str, character: str) -> bool:
    if character in _NEVER_FIRST or before[-1] in _NEVER_LAST:
        return True
    return _is_latin(before[-1]) and _is_latin(character)


def _is_latin(character: str) -> bool:
    return character.isalnum() and east_asian_width(character) not in "WFA"
