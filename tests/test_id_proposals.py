"""Ids proposed for new folders can be used as they are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from written import EXAMPLE, TODAY, example_on

from course_catalogue.authoring.id_proposals import id_fault, proposed_ids, taken_ids


@pytest.mark.parametrize(
    ("name", "ids"),
    [
        ("小小气象站：从看云到看天", ("xiao-xiao-qi-xiang-zhan", "xiaoxiao-qixiang-zhan", "xiao-xiao-qi-xiang")),
        ("看月亮（示例草稿）", ("kan-yue-liang", "kanyue-liang")),
        ("AI 与绿色家园", ("ai-yu-lv-se-jia-yuan", "aiyu-lvse-jiayuan", "ai-yu-lv-se")),
        ("3D 打印", ("no-3d-da-yin", "no3d-dayin")),
        ("（示例）", ("new",)),
        ("😀", ("new",)),
    ],
)
def test_a_name_is_spelt_in_pinyin_up_to_its_pause(name: str, ids: tuple[str, ...]) -> None:
    assert proposed_ids(name, ()) == ids


def test_a_taken_id_and_a_look_alike_get_a_number() -> None:
    assert proposed_ids("水", {"shui", "shui-2"}) == ("shui-3",)
    assert proposed_ids("雨量", {"yulaing"}) == ("yu-liang", "yuliang-2")


@pytest.mark.parametrize(
    ("word", "fault"),
    [
        ("water", ""),
        ("Water", "小写"),
        ("水", "小写"),
        ("con", "小写"),
        ("a" * 61, "60"),
        ("../x", "小写"),
        ("rain-gauge", "已经有了"),
        ("rain-guage", "太像"),
    ],
)
def test_what_is_wrong_with_an_id_is_said(word: str, fault: str) -> None:
    found = id_fault(word, {"rain-gauge"})
    assert (fault in found) if fault else found == ""


def test_folders_and_old_ids_are_taken(tmp_path: Path) -> None:
    catalogue = example_on(TODAY).catalogue
    assert taken_ids(EXAMPLE, "courses/example-society", catalogue) >= {"night-sky", "water-journey", "provider.yml"}
    (tmp_path / "courses" / "Half-Written").mkdir(parents=True)
    assert taken_ids(tmp_path, "courses", catalogue) == {"half-written", "example-society"}
    assert taken_ids(tmp_path, "bases/none/extension", catalogue) == frozenset()


@given(st.text(max_size=60), st.sets(st.sampled_from(["shui", "new", "kan-yue", "ai"]), max_size=4))
@settings(max_examples=100, deadline=None)
def test_whatever_the_name_every_proposal_can_be_used(name: str, taken: set[str]) -> None:
    found = proposed_ids(name, taken)
    assert 1 <= len(found) <= 3
    assert [id_fault(word, taken) for word in found] == [""] * len(found)
