"""The events of PyYAML's C parser as structs made in C.

PyYAML's own classes run a constructor in Python for each event, of which a course has thousands; checking all
courses shows it (`python -m benchmarks 1000`). The parser looks the classes up by name in its module, so others with
the same arguments can stand there; nobody else asks it for events: loaders work without them.
"""

from __future__ import annotations

from typing import Any

import msgspec
import yaml
from yaml import _yaml

# Any, because events of libyaml have marks, whatever the types of PyYAML say.


class Scalar(msgspec.Struct, gc=False):
    anchor: str | None
    tag: str | None
    implicit: tuple[bool, bool]
    value: str
    start_mark: Any
    end_mark: Any
    style: str


class _Start(msgspec.Struct, gc=False):
    anchor: str | None
    tag: str | None
    implicit: bool
    start_mark: Any
    end_mark: Any
    flow_style: bool


class MappingStart(_Start, gc=False):
    pass


class SequenceStart(_Start, gc=False):
    pass


class _End(msgspec.Struct, gc=False):
    start_mark: Any
    end_mark: Any


class MappingEnd(_End, gc=False):
    pass


class SequenceEnd(_End, gc=False):
    pass


Alias: Any = yaml.AliasEvent
DocumentStart: Any = yaml.DocumentStartEvent
OUTSIDE: Any = (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentEndEvent)
"""What says nothing of a document."""

_MADE = {
    "ScalarEvent": Scalar,
    "MappingStartEvent": MappingStart,
    "SequenceStartEvent": SequenceStart,
    "MappingEndEvent": MappingEnd,
    "SequenceEndEvent": SequenceEnd,
}
for _name, _class in _MADE.items():
    if not hasattr(_yaml, _name):  # the version is pinned
        raise ImportError(f"PyYAML's parser no longer has {_name}")
    setattr(_yaml, _name, _class)
