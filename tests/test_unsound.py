"""UNSOUND: whoever looks at it stops; whoever passes it on does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from course_catalogue.model import Provider, SeriesCourse
from course_catalogue.parts import ClassSize, Contact, Offer
from course_catalogue.unsound import UNSOUND, UnsoundRead, in_plain_data, in_record, tree_of

LOOKS: list[Callable[[Any], object]] = [
    str, bool, len, list, hash, int, float, abs,
    lambda value: value == 1, lambda value: value == "免费", lambda value: value != 1, lambda value: value > 1,
    lambda value: value + 1, lambda value: sum([1, value]), lambda value: 2 * value, lambda value: 1 / value,
    lambda value: f"{value}", lambda value: value.minutes, lambda value: value[0], lambda value: 1 in value,
    lambda value: {1, value}, lambda value: max(1, value), lambda value: {1} & value, lambda value: value in (1, 2),
]  # fmt: skip


@pytest.mark.parametrize("look", LOOKS)
def test_every_look_at_it_ends_the_rule(look: Callable[[Any], object]) -> None:
    with pytest.raises(UnsoundRead):
        look(UNSOUND)


def test_plain_data_have_it_at_the_places_also_where_nothing_stands() -> None:
    data = {"a": [1, {"b": 2, "c": 3}], "d": {"e": 4}}
    marked = in_plain_data(data, tree_of([("a", 1, "b"), ("d",), ("d", "e"), ("f",)]))
    assert marked["a"][0] == 1
    assert marked["a"][1]["b"] is UNSOUND
    assert marked["a"][1]["c"] == 3
    assert marked["d"] is UNSOUND
    assert marked["f"] is UNSOUND
    assert data == {"a": [1, {"b": 2, "c": 3}], "d": {"e": 4}}


def test_record_has_it_too_and_shared_defaults_stay_whole() -> None:
    size = in_record(ClassSize(min=1, best=2, max=3), tree_of([("best",), ("unknown",)]))
    assert (size.min, size.max, size.best is UNSOUND) == (1, 3, True)
    offer = in_record(Offer(districts=("海曙区", "镇海区")), tree_of([("districts", 1)]))
    assert offer.districts[0] == "海曙区"
    assert offer.districts[1] is UNSOUND
    provider = Provider(origin=None, key="a", status="draft", name="示例学会")  # type: ignore[arg-type]
    marked = in_record(provider, tree_of([("contact", "phone")]))
    assert marked.contact.phone is UNSOUND
    assert (provider.contact.phone, Contact().phone) == ("", "")
    assert SeriesCourse.__struct_defaults__[0] is not UNSOUND
