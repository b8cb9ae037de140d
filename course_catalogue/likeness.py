"""How much text two courses share, from signatures of half a kilobyte each.

A signature holds the smallest hashes of a text's shingles, runs of five Chinese characters; of a long text only of those
behind one of the commonest characters, so that it costs little. A change here leaves the shingles elsewhere as
they were. Hashes are CRC-32: the same in every process and on every machine. The share of the smallest hashes of two
texts that both have estimates the share of text that they have in common.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import msgspec

from course_catalogue.canonical import Encoded

_EVERY_SHINGLE = "(?=([\u4e00-\u9fff]{5}))"
_SOME_SHINGLES = "[的一不在有了用和出上中个要看](?=([\u4e00-\u9fff]{5}))"
_LONG = 20_000
"""Characters of JSON from which on only some shingles are taken; two texts on either side of it are not compared."""
_HASH = 4
"""Bytes of a hash."""
_SIZE = 128
_SIZE_OF_PART = 48
_FEWEST = 24
_FEWEST_OF_PART = 16
_PROBES = 32
"""So many of the smallest hashes tell which earlier text may be alike: enough to miss none at the thresholds in use."""
_NEIGHBOURS = 3
"""A course is compared with so many of the last ones that hold the same hash: near-linear, whatever all of them share."""


class Pair(msgspec.Struct, frozen=True):
    """Two texts by their keys, the later second, and the share of text that they have in common (0 to 1)."""

    first: str
    second: str
    share: float


class LikeParts(NamedTuple):
    """Two parts of a record by their index, and the share of text that they have in common."""

    first: int
    second: int
    share: float


class Signatures(msgspec.Struct, frozen=True):
    """`whole` is the signature of a record; `parts` are those of its parts, in their order."""

    whole: bytes
    parts: tuple[bytes, ...]


def signatures_of(encoded: Encoded) -> Signatures:
    """The signatures of all texts of a record and of its parts; empty where there is too little text to say anything."""
    texts = [content.decode() for content in (b"\n".join(encoded.fields.values()), *encoded.parts)]
    shingle = _SOME_SHINGLES if sum(map(len, texts)) > _LONG else _EVERY_SHINGLE
    hashes = [{zlib.crc32(found.encode()) for found in set(re.findall(shingle, text))} for text in texts]
    whole: set[int] = set().union(*hashes)
    return Signatures(_packed(whole, _SIZE), tuple(_packed(part, _SIZE_OF_PART) for part in hashes[1:]))


def _packed(hashes: set[int], size: int) -> bytes:
    return array("I", sorted(hashes)[:size]).tobytes()


def share_of(first: bytes, second: bytes) -> float:
    """The estimated share (Jaccard) of the shingles of two texts that both have."""
    one, other = frozenset(memoryview(first).cast("I")), frozenset(memoryview(second).cast("I"))
    if not one or not other:
        return 0.0
    smallest = sorted(one | other)[: max(len(one), len(other))]
    return sum(item in one and item in other for item in smallest) / len(smallest)


def like_pairs(signatures: Iterable[tuple[str, bytes]], threshold: float, fewest: int = _FEWEST) -> Iterator[Pair]:
    """Pairs that share at least `threshold` of their text, each text with the one before it that it is most like.

    Texts with less than `fewest` hashes are too short to be compared.
    """
    texts = [(key, signature) for key, signature in signatures if len(signature) >= fewest * _HASH]
    common = _met_twice(_probes(signature) for _, signature in texts)
    known: dict[str, bytes] = {}
    holders: dict[int, tuple[str, ...]] = {}
    for key, signature in texts:
        probes = _probes(signature)
        asked = common.intersection(probes)
        wanted = threshold * len(probes) / 2  # the estimate is unsure: ask exactly from half of it on
        if len(asked) >= wanted:
            shared = Counter(chain.from_iterable(holders.get(item, ()) for item in asked))
            likely = [other for other, count in shared.items() if count >= wanted]
            best = max(((share_of(known[other], signature), other) for other in likely), default=(0.0, ""))
            if best[0] >= threshold:
                yield Pair(best[1], key, best[0])
        known[key] = signature
        for item in asked:
            holders[item] = (*holders.get(item, ())[1 - _NEIGHBOURS :], key)


def _probes(signature: bytes) -> Sequence[int]:
    return memoryview(signature).cast("I")[:_PROBES]


def _met_twice(probes: Iterable[Sequence[int]]) -> set[int]:
    """The hashes of more than one text: all others, nearly all, tell nothing of two."""
    seen: set[int] = set()
    again: set[int] = set()
    for hashes in probes:
        again |= seen.intersection(hashes)
        seen.update(hashes)
    return again


def like_parts(parts: Sequence[bytes]) -> tuple[LikeParts, ...]:
    """Pairs of parts of one record that share a fifth of their text or more."""
    pairs = like_pairs(((str(index), part) for index, part in enumerate(parts)), 0.2, _FEWEST_OF_PART)
    return tuple(LikeParts(int(pair.first), int(pair.second), round(pair.share, 2)) for pair in pairs)
