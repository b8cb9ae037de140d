"""Write course_catalogue/printable_characters.txt: what the pack fonts can print, as ranges of code points.

Run after the fonts change: .venv/bin/python scripts/printable_characters.py
"""

from __future__ import annotations

from pathlib import Path

from course_catalogue.packs.fonts import FOLDER
from course_catalogue.packs.glyphs import printable_characters

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "course_catalogue" / "printable_characters.txt"


def ranges(codes: frozenset[int]) -> list[str]:
    """`4E00-9FA5` for neighbours, one line each, in code order."""
    lines: list[list[int]] = []
    for code in sorted(codes):
        if lines and lines[-1][1] == code - 1:
            lines[-1][1] = code
        else:
            lines.append([code, code])
    return [f"{first:04X}-{last:04X}" for first, last in lines]


if __name__ == "__main__":
    TARGET.write_text("\n".join(ranges(printable_characters(ROOT / FOLDER))) + "\n", "ascii")
