"""The nearest names: by spelling, by containment, by sound, and when one may be put in."""

from __future__ import annotations

import subprocess
import sys

import pytest

from course_catalogue.nearest import Nearest, look_up, nearest, snake

FIELDS = ("session_minutes", "sessions", "settings", "summary", "title", "theme", "objectives")
DISTRICTS = (
    "海曙区",
    "江北区",
    "北仑区",
    "镇海区",
    "鄞州区",
    "象山县",
    "宁海县",
    "余姚市",
    "慈溪市",
    "高新区",
    "前湾新区",
)
ROOMS = ("普通教室", "科学实验室", "创客教室", "计算机教室")


@pytest.mark.parametrize(
    ("word", "known", "sure"),
    [
        ("sesions", FIELDS, "sessions"),
        ("sessoins", FIELDS, "sessions"),
        ("titel", FIELDS, "title"),
        ("Session-Minutes", FIELDS, "session_minutes"),
        ("sessionMinutes", FIELDS, "session_minutes"),
        ("ＴＩＴＬＥ", FIELDS, "title"),
        ("北伦区", DISTRICTS, "北仑区"),
        ("beilunqu", DISTRICTS, "北仑区"),
        ("前弯新区", DISTRICTS, "前湾新区"),
        ("普通教是", ROOMS, "普通教室"),
        ("创客叫是", ROOMS, "创客教室"),
        ("双师", ("送课到校", "双师课堂", "混合"), "双师课堂"),
        ("雪会", ("学会", "协会", "研究会"), "学会"),
        ("yinzouqu", DISTRICTS, "鄞州区"),
    ],
)
def test_one_word_that_can_be_meant_is_sure(word: str, known: tuple[str, ...], sure: str) -> None:
    assert look_up(word, known) == Nearest((sure,), sure)


@pytest.mark.parametrize(
    ("word", "known", "words"),
    [
        ("rain-rom", ("rain-rod", "rain-room"), ("rain-rod", "rain-room")),
        ("sci22-10.9", ("sci22-10.1", "sci22-10.2"), ("sci22-10.1", "sci22-10.2")),
        ("sci22-12", ("sci22-1", "other"), ("sci22-1",)),
        ("教室", ROOMS, ("普通教室", "创客教室", "计算机教室")),
        ("星期三", ("周一", "周三"), ("周三",)),
    ],
)
def test_words_that_are_only_likely_are_asked_after(word: str, known: tuple[str, ...], words: tuple[str, ...]) -> None:
    assert look_up(word, known) == Nearest(words, None)


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("收费", ("免费", "成本分担")),
        ("自费", ("免费", "成本分担")),
        ("不免费", ("免费", "成本分担")),
        ("学生", ("家庭", "学校", "教育部门", "科协", "课程机构", "社会捐赠")),
        ("低温", ("明火", "高温", "酸碱")),
        ("无明火", ("明火", "高温", "酸碱")),
        ("白醋", ("白糖", "食盐")),
    ],
)
def test_a_word_that_means_something_else_has_no_neighbour(word: str, known: tuple[str, ...]) -> None:
    assert nearest(word, known) == ()


@pytest.mark.parametrize(
    ("word", "known"), [("室外活动场地", ("室内活动场地", "餐厅")), ("红墨水", ("蓝墨水", "胶水"))]
)
def test_another_character_of_another_sound_is_only_asked_after(word: str, known: tuple[str, ...]) -> None:
    assert look_up(word, known) == Nearest(known[:1], None)


@pytest.mark.parametrize("word", ["", " ", "水", "zzzz", "x" * 101, "甲乙丙"])
def test_words_like_nothing_have_no_neighbour(word: str) -> None:
    assert nearest(word, (*FIELDS, *DISTRICTS)) == ()


def test_names_of_every_style_become_one() -> None:
    assert [snake(name) for name in ("sessionMinutes", "Session-Minutes", "session minutes", " SESSION_MINUTES ")] == [
        "session_minutes"
    ] * 4


def test_pinyin_is_loaded_only_when_a_word_needs_it() -> None:
    program = "import sys, course_catalogue.loading, course_catalogue.nearest as n; n.nearest('titel', ['title']); sys.exit('pypinyin' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
