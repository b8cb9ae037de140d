"""Digests of what was reviewed, and what differs from them."""

from __future__ import annotations

from typing import Any

from written import load_text

from course_catalogue.canonical import encode_fields
from course_catalogue.content_digest import changed_fields, digest_lines

COURSE: dict[str, Any] = {
    "format": 1,
    "status": "submitted",
    "title": "水的旅行",
    "grades": [3, 4],
    "price": {"kind": "分担", "fee_per_session": 20},
    "offer": {"districts": ["全市"], "terms": ["秋季"]},
    "sessions": [{"title": "一"}, {"title": "二"}, {"title": "三"}],
    "tags": ["水"],
}


def digests_of(data: dict[str, Any]) -> tuple[str, ...]:
    return digest_lines(data, encode_fields(data))


def changes(**fields: Any) -> tuple[tuple[str | int, ...], ...]:
    changed = {name: value for name, value in {**COURSE, **fields}.items() if value is not None}
    return changed_fields(digests_of(changed), digests_of(COURSE))


def test_the_same_content_has_no_changes() -> None:
    assert changes() == ()


def test_layout_comments_quotes_and_the_order_of_keys_do_not_matter() -> None:
    one = load_text(
        "provider", 'format: 1\nstatus: draft\nname: "甲"\ncontact:\n  phone: "1"\n  email: a@example.com\n'
    )
    two = load_text(
        "provider", "# 甲\ncontact: {email: a@example.com, phone: '1'}\nname: 甲  # 乙\nformat: 1\nstatus: draft\n"
    )
    assert set(digests_of(one.data)) == set(digests_of(two.data))
    assert changed_fields(digests_of(one.data), digests_of(two.data)) == ()


def test_what_no_reviewer_judges_may_change() -> None:
    assert changes(status="withdrawn", updated="2026-01-01", tags=["冰"], former_ids=["a"]) == ()
    assert changes(offer={"districts": ["全市"], "terms": ["春季"], "from_date": "2027-03-01"}) == ()


def test_where_a_course_is_given_is_content() -> None:
    assert changes(offer={"districts": ["海曙区"], "terms": ["秋季"]}) == (("offer",),)


def test_safety_price_and_grades_come_first() -> None:
    assert changes(title="冰", grades=[1], price={"kind": "免费"}, safety={"measures": ["a"]}) == (
        ("safety",), ("price",), ("grades",), ("title",),
    )  # fmt: skip


def test_an_added_and_a_removed_field_are_changes() -> None:
    assert changes(price=None, theme="水") == (("price",), ("theme",))


def test_a_changed_session_is_named_by_its_number() -> None:
    assert changes(sessions=[{"title": "一"}, {"title": "2"}, {"title": "三"}]) == (("sessions", 1),)


def test_an_inserted_session_does_not_change_the_others() -> None:
    assert changes(sessions=[{"title": "一"}, {"title": "新"}, {"title": "二"}, {"title": "三"}]) == (("sessions", 1),)


def test_a_removed_session_and_a_new_order_are_changes_of_the_list() -> None:
    assert changes(sessions=[{"title": "一"}, {"title": "三"}]) == (("sessions",),)
    assert changes(sessions=[{"title": "二"}, {"title": "一"}, {"title": "三"}]) == (("sessions",),)


def test_a_digest_cannot_be_met_by_trying() -> None:
    assert all(len(line.rsplit(" ", 1)[1]) == 32 for line in digests_of(COURSE))
