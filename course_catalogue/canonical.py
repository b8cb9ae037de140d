"""Plain data of a record as canonical JSON (sorted keys): encoded once for all that is worked out of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

PARTS = "sessions"
"""The field whose items count one by one, where it is a list."""


class Encoded(NamedTuple):
    """The fields in the order of the file, but for the one whose items are `parts`."""

    fields: dict[str, bytes]
    parts: tuple[bytes, ...]


def encode(value: Any) -> bytes:
    """The same bytes for the same data, whatever the order of keys."""
    return msgspec.json.encode(value, order="sorted")


def encode_fields(data: Mapping[str, Any]) -> Encoded:
    """Every field of a record's plain data, those that nobody reviews included."""
    parts = data.get(PARTS)
    if not isinstance(parts, list):
        return Encoded({name: encode(value) for name, value in data.items()}, ())
    fields = {name: encode(value) for name, value in data.items() if name != PARTS}
    return Encoded(fields, tuple(map(encode, parts)))
