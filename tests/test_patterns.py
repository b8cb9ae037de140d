"""Patterns mean the same under every Python that the product supports (3.11 and newer)."""

from __future__ import annotations

import re

from written import PROJECT

_POSSESSIVE_GROUP = re.compile(r"\)[*+?]\+(?![,/])")


def test_no_pattern_repeats_a_group_possessively() -> None:
    """Python before 3.11.5 matches `(?:- +)*+` wrongly (CPython issue 106052): what a check says would depend on it."""
    sources = sorted((PROJECT / "course_catalogue").rglob("*.py"))
    assert len(sources) > 200
    found = [
        f"{path.name}:{number}"
        for path in sources
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if _POSSESSIVE_GROUP.search(line)
    ]
    assert found == []
