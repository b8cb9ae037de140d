"""Numbers as printable text, columns, and the script file around a payload.

Numbers: an alphabet of 91 printable characters without quote, backslash, space and “<”. A number
below 64 is one character. A greater one is its quotient by 64, written in base 27 with the
27 characters that follow, and then its remainder. Small numbers thus are single symbols, which
gzip codes better than digits with separators, and no separator is needed.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from course_catalogue.output import OutputFile

ALPHABET = "".join(chr(code) for code in range(33, 127) if chr(code) not in '"\\<')
LAST = 64
"""The first so many characters end a number, the others go before."""
MORE = len(ALPHABET) - LAST


@lru_cache(maxsize=65536)
def encode_number(number: int) -> str:
    """A whole number from 0 up."""
    high, low = divmod(number, LAST)
    text = ALPHABET[low]
    while high:
        high, digit = divmod(high, MORE)
        text = ALPHABET[LAST + digit] + text
    return text


def encode_numbers(numbers: Iterable[int]) -> str:
    return "".join(map(encode_number, numbers))


def column(values: Sequence[str]) -> tuple[str, str]:
    """A dictionary, a line for each different value, the most frequent first; and a number for each value."""
    counts = Counter(values)
    words = sorted(counts, key=lambda value: (-counts[value], value))
    places = {word: index for index, word in enumerate(words)}
    return "\n".join(words), encode_numbers(places[value] for value in values)


def one_line(text: str) -> str:
    """Text that can be a line of a column."""
    return " ".join(text.split())


def data_script(name: str, payload: object) -> OutputFile:
    """`search/<name>.js`: a classic script that hands its payload, as JSON, to the page's receiver.

    A script and not JSON, because a copy of the site on a disk cannot fetch() anything.
    """
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return OutputFile(f"search/{name}.js", f'courseCatalogueData("{name}",{text});\n'.encode())
