"""Two versions of plain data, field by field."""

from __future__ import annotations

import random
from typing import Any

from course_catalogue.field_changes import FieldChange, Kind, field_changes


def changes(before: dict[str, Any], after: dict[str, Any]) -> list[FieldChange]:
    return list(field_changes(before, after))


def test_equal_data_have_no_changes() -> None:
    assert changes({"a": [{"title": "x", "n": 1}], "b": "t"}, {"b": "t", "a": [{"n": 1, "title": "x"}]}) == []


def test_added_changed_and_removed_fields() -> None:
    assert changes({"a": 1, "b": {"c": 1, "d": 2}}, {"b": {"c": 3}, "e": "x"}) == [
        FieldChange(Kind.CHANGED, ("b", "c"), 1, 3),
        FieldChange(Kind.REMOVED, ("b", "d"), before=2),
        FieldChange(Kind.ADDED, ("e",), after="x"),
        FieldChange(Kind.REMOVED, ("a",), before=1),
    ]


def test_an_inserted_session_is_one_addition() -> None:
    before = [{"title": f"第 {number} 课", "minutes": 40} for number in range(12)]
    after = [*before[:3], {"title": "新课", "minutes": 45}, *before[3:]]
    assert changes({"sessions": before}, {"sessions": after}) == [
        FieldChange(Kind.ADDED, ("sessions", 3), after={"title": "新课", "minutes": 45})
    ]


def test_a_session_that_moved_is_moved_and_the_others_are_not() -> None:
    before = [{"title": name} for name in "abcde"]
    after = [{"title": name} for name in "bcdea"]
    assert changes({"sessions": before}, {"sessions": after}) == [
        FieldChange(Kind.MOVED, ("sessions", 4), {"title": "a"}, {"title": "a"}, 1, 5)
    ]


def test_a_session_with_a_new_title_is_the_same_session() -> None:
    before = [{"title": "甲", "minutes": 40, "assessment": "看", "visit": 1}]
    after = [{"title": "乙", "minutes": 40, "assessment": "看", "visit": 1}]
    assert changes({"sessions": before}, {"sessions": after}) == [
        FieldChange(Kind.CHANGED, ("sessions", 0, "title"), "甲", "乙")
    ]


def test_a_removed_item_is_told_at_its_old_place() -> None:
    before = [{"title": "甲", "n": 1}, {"title": "乙", "n": 2}]
    assert changes({"sessions": before}, {"sessions": before[1:]}) == [
        FieldChange(Kind.REMOVED, ("sessions", 0), before={"title": "甲", "n": 1})
    ]


def test_items_of_simple_lists_are_told_at_the_list() -> None:
    assert changes({"grades": [3, 4]}, {"grades": [4, 5]}) == [
        FieldChange(Kind.ADDED, ("grades",), after=5),
        FieldChange(Kind.REMOVED, ("grades",), before=3),
    ]


def test_a_reworded_text_of_a_list_is_one_change() -> None:
    before = ["用沙石过滤一杯泥水", "记录水变清用的时间"]
    after = ["用沙石过滤两杯泥水", "记录水变清用的时间"]
    assert changes({"measures": before}, {"measures": after}) == [
        FieldChange(Kind.CHANGED, ("measures", 0), before[0], after[0])
    ]


def test_true_and_1_are_not_the_same() -> None:
    assert changes({"a": True}, {"a": 1}) == [FieldChange(Kind.CHANGED, ("a",), True, 1)]


def test_any_two_lists_are_told_so_that_the_new_one_follows_from_the_old() -> None:
    draw = random.Random(7)  # noqa: S311  a seed, not a secret
    for _ in range(300):
        before = [{"title": draw.choice("abcdefg"), "n": draw.randrange(2)} for _ in range(draw.randrange(7))]
        after = [{"title": draw.choice("abcdefg"), "n": draw.randrange(2)} for _ in range(draw.randrange(7))]
        found = changes({"items": before}, {"items": after})
        added = sum(change.kind is Kind.ADDED for change in found)
        removed = sum(change.kind is Kind.REMOVED for change in found)
        assert len(before) + added - removed == len(after)
        assert (found == []) == (before == after)
