"""Pack a PDF's many small objects into compressed streams.

The tags of PDF/UA are thousands of small objects that Typst writes one by one; packed they take a
tenth (object and cross-reference streams: ISO 32000-1, 7.5.7 and 7.5.8; allowed in PDF/A-2). Every
object keeps its number and its bytes, streams are not touched, and so the same input gives the
same bytes. Only for files as Typst writes them: one table of cross-references, no encryption. A PDF
library would do it for any file in five times the time, a sixth of what a pack may cost.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

# A reader unpacks a whole stream for one of its objects, so they stay small.
_OBJECTS_A_STREAM = 400
_TABLE = re.compile(
    rb"xref\n0 (\d+)\n((?:\d{10} \d{5} [nf][ \r\n]{2})+)trailer\n<<(.+)>>\nstartxref\n(\d+)\n%%EOF\s*", re.S
)
_ENTRY = re.compile(rb"(\d{10}) \d{5} ([nf])")
_OBJECT = re.compile(rb"\d+ 0 obj\n(.*)\nendobj\n+", re.S)
_FREE = (0, 0, 65535)

# A row of the new table: kind, place or number of the stream, generation or index in the stream.
_Row = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class _Written:
    """An object as it stands in the file, from `N 0 obj` to the next object."""

    number: int
    content: bytes

    @property
    def is_stream(self) -> bool:
        return b"\nstream\n" in self.content

    @property
    def body(self) -> bytes:
        found = _OBJECT.fullmatch(self.content)
        assert found, f"not an object: {self.content[:40]!r}"
        return found[1]


def packed(content: bytes) -> bytes:
    """The same document in fewer bytes."""
    start = int(content[content.rindex(b"startxref") :].split(maxsplit=2)[1])
    table = _TABLE.fullmatch(content, start)
    assert table, "not a PDF as Typst writes it"
    count, trailer = int(table[1]), re.sub(rb"/Size \d+", b"", table[3])
    objects = _objects(content, table[2], start)
    rows: list[_Row] = [_FREE] * count
    out = bytearray(content[: content.index(objects[0].content)])  # the header
    for item in objects:
        if item.is_stream:
            rows[item.number] = (1, len(out), 0)
            out += item.content
    for stream, members in _object_streams([item for item in objects if not item.is_stream]):
        for index, member in enumerate(members):
            rows[member.number] = (2, len(rows), index)
        rows.append((1, len(out), 0))
        out += _stream(len(rows) - 1, *stream)
    return bytes(out) + _cross_references(rows, trailer, len(out))


def _objects(content: bytes, table: bytes, end: int) -> list[_Written]:
    """All objects in the order of the file."""
    entries = enumerate(_ENTRY.findall(table))
    places = sorted((int(place), number) for number, (place, use) in entries if use == b"n")
    ends = [place for place, _ in places[1:]] + [end]
    return [_Written(number, content[place:stop]) for (place, number), stop in zip(places, ends, strict=True)]


def _object_streams(objects: list[_Written]) -> Iterator[tuple[tuple[bytes, bytes], list[_Written]]]:
    """Keys and content of each stream, and the objects in it."""
    for first in range(0, len(objects), _OBJECTS_A_STREAM):
        members = objects[first : first + _OBJECTS_A_STREAM]
        head, bodies = [], bytearray()
        for member in members:
            head.append(b"%d %d" % (member.number, len(bodies)))
            bodies += member.body + b"\n"
        numbers = b" ".join(head) + b"\n"
        keys = b"/Type/ObjStm/N %d/First %d" % (len(members), len(numbers))
        yield (keys, numbers + bytes(bodies)), members


def _cross_references(rows: list[_Row], trailer: bytes, place: int) -> bytes:
    rows = [*rows, (1, place, 0)]
    content = b"".join(kind.to_bytes(1) + at.to_bytes(4) + index.to_bytes(2) for kind, at, index in rows)
    keys = b"/Type/XRef/Size %d/W[1 4 2]%s" % (len(rows), trailer)
    return _stream(len(rows) - 1, keys, content) + b"startxref\n%d\n%%%%EOF\n" % place


def _stream(number: int, keys: bytes, content: bytes) -> bytes:
    data = zlib.compress(content)
    head = b"%d 0 obj\n<<%s/Filter/FlateDecode/Length %d>>\nstream\n" % (number, keys, len(data))
    return head + data + b"\nendstream\nendobj\n"
