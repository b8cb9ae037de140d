"""What was open in the form stays open when a part is drawn anew, and the focus is where it was."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from browser.conftest import OpenPage
from browser.submissions import course, data_of, draft, form_site, put_draft, ready, served, unfold

SESSION = "sessions-1"
OPEN = """(ids) => ids.map((id) => { const part = document.getElementById(id);
  return part && (part.matches("details") ? part : part.querySelector("details")).open; })"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(form_site(tmp_path_factory.mktemp("form"))) as base:
        yield base


def with_course(address: str, open_page: OpenPage, **changes: object):  # type: ignore[no-untyped-def]
    page = open_page(f"{address}index.html")
    data = course()
    data["sessions"][1].update(changes)
    put_draft(page, draft("series", data))
    page.goto(f"{address}series.html?draft=old")
    return ready(page)


def test_folds_deep_inside_stay_open_after_a_fix_and_the_focus_is_in_the_field(
    address: str, open_page: OpenPage
) -> None:
    page = with_course(address, open_page)
    page.evaluate("courseForm.reveal(['sessions', 1, 'steps', 0, 'minutes'])")
    page.evaluate("courseForm.reveal(['sessions', 2, 'materials', 0, 'name'])")
    page.evaluate("courseForm.reveal(['sessions', 1, 'worksheet', 'question'])")
    folds = [f"f-{SESSION}-item", f"f-{SESSION}-steps-field", f"f-{SESSION}-steps-0-item",
             "f-sessions-2-item", "f-sessions-2-materials-field", f"f-{SESSION}-worksheet-field"]  # fmt: skip
    assert page.evaluate(OPEN, folds) == [True] * len(folds)
    page.wait_for_timeout(100)  # `toggle` comes after a fold has opened
    page.locator(f"#f-{SESSION}-steps-0-minutes").focus()
    page.evaluate("courseForm.redraw(['sessions', 1])")
    assert page.evaluate(OPEN, folds) == [True] * len(folds)
    expect(page.locator(f"#f-{SESSION}-steps-0-minutes")).to_be_focused()


def test_folds_stay_with_their_item_when_one_before_it_is_taken_out_and_brought_back(
    address: str, open_page: OpenPage
) -> None:
    page = with_course(address, open_page)
    page.evaluate("courseForm.reveal(['sessions', 1, 'worksheet', 'question'])")
    page.wait_for_timeout(100)
    page.locator("[data-list=sessions] > .cc-form__row").get_by_role("button", name="调整顺序").click()
    page.get_by_role("button", name=re.compile("^删去：课时 1 ")).click()
    expect(page.locator("[data-part=said-words]")).to_have_text("已删去课时 1")
    moved = ["f-sessions-0-item", "f-sessions-0-worksheet-field"]
    assert page.evaluate(OPEN, moved) == [True, True]
    assert page.evaluate(OPEN, [f"f-{SESSION}-item"]) == [False]
    page.get_by_role("button", name="撤销").click()
    assert page.evaluate(OPEN, [f"f-{SESSION}-item", f"f-{SESSION}-worksheet-field"]) == [True, True]
    assert page.evaluate("document.activeElement.closest('[data-item]').id") == "f-sessions-0-item"
    assert len(data_of(page)["sessions"]) == 14


def test_a_fold_that_was_closed_stays_closed(address: str, open_page: OpenPage) -> None:
    page = with_course(address, open_page)
    unfold(page, "sessions", "sessions-1")
    page.locator(f"#f-{SESSION}-item > details > summary").click()
    page.wait_for_timeout(100)
    page.evaluate("courseForm.redraw(['sessions'])")
    assert page.evaluate(OPEN, [f"f-{SESSION}-item"]) == [False]


def test_taking_out_a_field_that_the_form_has_not_can_be_taken_back_where_it_stood(
    address: str, open_page: OpenPage
) -> None:
    page = with_course(address, open_page, old_field="旧的一栏")
    page.evaluate("courseForm.reveal(['sessions', 1, 'old_field'])")
    page.locator(f"#f-{SESSION}-old_field-field").get_by_role("button", name="不要了").click()
    page.get_by_role("button", name="撤销").click()
    assert data_of(page)["sessions"][1]["old_field"] == "旧的一栏"
    expect(page.locator(f"#f-{SESSION}-old_field-field")).to_be_visible()
    assert page.evaluate("document.activeElement.textContent") == "不要了"
