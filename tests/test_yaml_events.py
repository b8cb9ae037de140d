"""The parser's events are our structs, with all that PyYAML's own have; its loaders do not notice."""

from __future__ import annotations

import yaml

from course_catalogue import yaml_events

TEXT = 'a: &x "1"\nb: [c, {d: *x}]\n'


def test_events_of_the_c_parser_are_structs_with_what_pyyamls_have() -> None:
    loader = yaml.CLoader(TEXT)
    made = list(iter(loader.get_event, None))
    plain = list(yaml.parse(TEXT, Loader=yaml.Loader))  # PyYAML's own parser, in Python
    assert [type(event).__name__.removesuffix("Event") for event in made] == [
        type(event).__name__.removesuffix("Event") for event in plain
    ]
    for ours, other in zip(made, plain, strict=True):
        for name in ("anchor", "tag", "value", "implicit"):
            assert getattr(ours, name, None) == getattr(other, name, None), other
        for name in ("start_mark", "end_mark"):
            assert getattr(ours, name).index == getattr(other, name).index, other
    kinds = {type(event) for event in made}
    assert {
        yaml_events.Scalar, yaml_events.MappingStart, yaml_events.MappingEnd, yaml_events.SequenceStart, yaml_events.SequenceEnd,
    } <= kinds  # fmt: skip


def test_loaders_do_not_use_them() -> None:
    assert yaml.load(TEXT, Loader=yaml.CSafeLoader) == {"a": "1", "b": ["c", {"d": "1"}]}
    assert yaml.safe_load(TEXT) == {"a": "1", "b": ["c", {"d": "1"}]}
