"""The stand-in for a value that is wrong itself: a rule that reads it ends there, because what it would say is not certain.

So rules run on all the rest of a file that has errors, and none need know of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn

import msgspec

Steps = tuple[str | int, ...]
Places = dict[str | int, Any]
"""Unsound places as a tree: steps down to UNSOUND."""


class UnsoundRead(Exception):
    """A rule has read a value that is wrong itself."""


class _Unsound:
    """It can be passed on, but not looked at."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "UNSOUND"


def _refuse(*_: object, **__: object) -> NoReturn:
    raise UnsoundRead


_LOOKS = (
    "str format bool len iter contains getitem getattr hash eq ne lt le gt ge int float index round abs neg call "
    "add radd sub rsub mul rmul truediv rtruediv floordiv rfloordiv mod rmod and rand or ror xor rxor"
)
for _look in _LOOKS.split():
    setattr(_Unsound, f"__{_look}__", _refuse)

UNSOUND: Any = _Unsound()


def tree_of(places: Iterable[Steps]) -> Places:
    """Unsound places as a tree; what lies below one of them belongs to it."""
    tree: Places = {}
    for steps in sorted(set(places), key=len):
        here = tree
        for step in steps[:-1]:
            here = here.setdefault(step, {})
            if here is UNSOUND:
                break
        else:
            here[steps[-1]] = UNSOUND
    return tree


def in_plain_data(value: Any, tree: Places) -> Any:
    """A copy of plain data with UNSOUND at the places, also at those where nothing stands."""
    if tree is UNSOUND:
        return UNSOUND
    if isinstance(value, list):
        return [in_plain_data(item, tree[number]) if number in tree else item for number, item in enumerate(value)]
    if not isinstance(value, dict):
        return UNSOUND
    copy = {name: in_plain_data(item, tree[name]) if name in tree else item for name, item in value.items()}
    return copy | {name: UNSOUND for name in tree if name not in value}


def in_record(value: Any, tree: Places) -> Any:
    """The same for a record or a part of one: what its class does not have is left out."""
    if tree is UNSOUND:
        return UNSOUND
    if isinstance(value, tuple):
        return tuple(in_record(item, tree[number]) if number in tree else item for number, item in enumerate(value))
    if not isinstance(value, msgspec.Struct):
        return UNSOUND
    written = zip(value.__struct_encode_fields__, value.__struct_fields__, strict=True)  # `to` of an axis is its `stop`
    names = {own: tree[name] for name, own in written if name in tree}
    return msgspec.structs.replace(value, **{own: in_record(getattr(value, own), part) for own, part in names.items()})
