"""Records as verdicts keep them: of a series only what rules between records ask is at hand, the rest when it is asked for.

A check of one change meets a thousand records; to decode all that they say at length was a fifth of its time.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import msgspec

from course_catalogue.model import RECORD_CLASSES, Origin, Record, SeriesCourse

AT_LENGTH = (
    "alignments", "assessment", "co_author", "competencies", "consumables", "images", "objectives", "offer",
    "prerequisites", "price", "rubric", "safety", "staffing", "summary", "tags", "tools",
)  # fmt: skip
"""Fields of a series that no rule between records asks for."""


class KeptOrigin(Origin):
    """The origin of a record that was kept; `load` gives all of a series as MessagePack."""

    __slots__ = ("_whole", "load")

    def __init__(self, name: str, kind: str, status: str) -> None:
        super().__init__(name, kind, status)
        self.load: Callable[[], bytes] | None = None
        self._whole: SeriesCourse | None = None

    @property
    def whole(self) -> SeriesCourse:
        """All of a series, decoded once."""
        if self._whole is None:
            assert self.load is not None
            self._whole = _whole_decoder().decode(self.load())
        return self._whole


class KeptSeries(SeriesCourse, frozen=True, kw_only=True):
    """A series whose fields AT_LENGTH are properties: what they hold is decoded when somebody asks."""

    origin: KeptOrigin


def _at_length(name: str) -> Any:
    return property(lambda series: getattr(series.origin.whole, name))


for _name in AT_LENGTH:
    setattr(KeptSeries, _name, _at_length(_name))


def encode_whole(record: Record) -> bytes:
    return _ENCODER.encode(record)


def encode_kept(record: Record) -> bytes:
    """The record as it is kept to be decoded in every check."""
    return _ENCODER.encode(msgspec.structs.replace(record, **_NOTHING) if isinstance(record, SeriesCourse) else record)


def _plain(value: object) -> tuple[str, str, str]:
    assert isinstance(value, Origin)
    return value.name, value.kind, value.status


def _origin(_: type, value: Any) -> KeptOrigin:
    return KeptOrigin(*value)


_NOTHING = {
    name: default
    for name, default in zip(
        reversed(SeriesCourse.__struct_fields__), reversed(SeriesCourse.__struct_defaults__), strict=False
    )
    if name in AT_LENGTH
}
_ENCODER = msgspec.msgpack.Encoder(enc_hook=_plain)


@cache
def kept_decoder(kind: str) -> msgspec.msgpack.Decoder[Record]:
    """What reads a kept record of a kind."""
    return msgspec.msgpack.Decoder(KeptSeries if kind == "series" else RECORD_CLASSES[kind], dec_hook=_origin)


@cache
def _whole_decoder() -> msgspec.msgpack.Decoder[SeriesCourse]:
    return msgspec.msgpack.Decoder(SeriesCourse, dec_hook=_origin)
