"""Equations, symbols, raised and lowered characters as plain text: ½ as 1/2, 10³, √2, ±, °.

Equations are those of Office Math (ECMA-376 part 1, 22.1); None stands for what plain text cannot say.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element

_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_PLAIN = {"oMath", "oMathPara", "r", "e", "num", "den", "sup", "sub", "deg"}
_SYMBOLS = dict(
    zip(
        "\xb0\xb1\xb4\xb8\xd7\xa3\xb3\xb9\xbb\xa5\xae\xbcabgdlmpqrswDWS",
        "°±×÷·≤≥≠≈∞→…αβγδλμπθρσωΔΩΣ",
        strict=True,
    )
)
"""The font Symbol, by the low byte of a character (Adobe Symbol Encoding)."""


def raised_or_lowered(text: str, kind: str) -> tuple[str, str]:
    """A text of the kind superscript or subscript, else as it is: how it is written, and what is to be told of that."""
    letters = {"superscript": _RAISED, "subscript": _LOWERED}.get(kind)
    if letters is None or not text.strip():
        return text, ""
    small = text.translate(letters)
    if any(character.isalnum() and character.isascii() for character in small):
        return text, f"“{text}”的上下标格式没有读入"
    return small, f"上下标“{text}”写成“{small}”"


def equation(element: Element) -> str | None:
    """The text of an equation (m:oMath and what is in it)."""
    name = element.tag.rsplit("}", 1)[-1]
    if element.tag == f"{_M}t":
        return element.text or ""
    if not element.tag.startswith(_M) or name.endswith("Pr"):
        return ""
    parts = {child.tag.rsplit("}", 1)[-1]: equation(child) for child in element}
    match name:
        case "f" if parts.get("num") and parts.get("den"):
            return f"{_grouped(parts['num'])}/{_grouped(parts['den'])}"
        case "sSup" if parts.get("sup"):
            return _small(parts.get("e"), parts["sup"], _RAISED, "^")
        case "sSub" if parts.get("sub"):
            return _small(parts.get("e"), parts["sub"], _LOWERED, "_")
        case "rad" if not parts.get("deg") and parts.get("e"):
            return f"√{_grouped(parts['e'])}"
        case "d" if not element.findall(f"{_M}dPr/*[@{_M}val]"):
            return _joined(element, "(", ")")
        case _ if name in _PLAIN:
            return _joined(element)
    return None


def _joined(element: Element, before: str = "", after: str = "") -> str | None:
    parts = [equation(child) for child in element]
    return None if None in parts else before + "".join(part or "" for part in parts) + after


def _grouped(text: str | None) -> str:
    words = text or ""
    return words if words.isalnum() or len(words) == 1 else f"({words})"


def _small(base: str | None, small: str | None, letters: dict[int, int], sign: str) -> str | None:
    if base is None or small is None:
        return None
    made = small.translate(letters)
    return base + (made if not set(made) & set(small) else f"{sign}{_grouped(small)}")


def symbol(font: str, code: str) -> str | None:
    """The character of a w:sym: `code` is its number in the font, in sixteens; None where it has none of its own."""
    try:
        number = int(code, 16)
    except ValueError:
        return None
    if font == "Symbol":
        return _SYMBOLS.get(chr(number & 0xFF)) or (chr(number & 0xFF) if 0x20 <= number & 0xFF < 0x40 else None)
    return chr(number) if 0x20 <= number < 0xD800 else None
