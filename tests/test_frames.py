"""Frames: cut once, filled for every page."""

from __future__ import annotations

import pytest

from course_catalogue.frames import cut_frame

HTML = (
    '<!--CC-EARLY--><title>CC-SLOT-TITLE - 站</title><meta content="CC-SLOT-DESCRIPTION"><!--CC-SLOT-HEAD-->'
    "<main>CC-SLOT-BODY</main>"
)


def test_slots_are_filled_and_texts_escaped() -> None:
    page = cut_frame(HTML).fill(title="A<B", description='"x"', head='<link rel="next">', body="<p>y</p>")
    assert page == ('<title>A&lt;B - 站</title><meta content="&quot;x&quot;"><link rel="next"><main><p>y</p></main>')


def test_a_slot_in_a_filled_text_is_only_text() -> None:
    page = cut_frame(HTML).fill(title="CC-SLOT-BODY", description="", head="", body="CC-SLOT-TITLE")
    assert page == '<title>CC-SLOT-BODY - 站</title><meta content=""><main>CC-SLOT-TITLE</main>'


@pytest.mark.parametrize(
    "wrong",
    [
        HTML.replace("CC-SLOT-BODY", ""),
        HTML + "CC-SLOT-BODY",
        HTML.replace("<!--CC-SLOT-HEAD-->", ""),
        HTML + "<!--CC-EARLY-->",
    ],
)
def test_a_missing_or_doubled_slot_is_a_defect(wrong: str) -> None:
    with pytest.raises(AssertionError, match=r"site_overrides/main\.html"):
        cut_frame(wrong)
