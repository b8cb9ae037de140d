"""Signatures: stable, small, and near the share of text that two courses have in common."""

from __future__ import annotations

import random
import subprocess
import sys

from course_catalogue.canonical import encode_fields
from course_catalogue.likeness import Pair, like_pairs, share_of, signatures_of

CHARACTERS = "天地水火风雨山川日月星云草木鸟虫鱼石土金一不在有了用和出上中个要看的光声电热力气"


def text_of(seed: int, length: int) -> str:
    chance = random.Random(seed)  # noqa: S311  the same text every time
    return "".join(chance.choices(CHARACTERS, k=length))


def signature(text: str) -> bytes:
    return signatures_of(encode_fields({"text": text})).whole


def test_same_text_is_shared_wholly_and_another_text_not_at_all() -> None:
    assert share_of(signature(text_of(1, 900)), signature(text_of(1, 900))) == 1.0
    assert share_of(signature(text_of(1, 900)), signature(text_of(2, 900))) == 0.0


def test_share_estimates_how_much_of_two_texts_is_the_same() -> None:
    for length in (1_000, 60_000):  # every shingle, and some of them
        half = text_of(1, length)
        share = share_of(signature(half + text_of(2, length)), signature(half + text_of(3, length)))
        assert 0.2 < share < 0.47  # a third of the shingles of both together


def test_text_without_enough_chinese_says_nothing() -> None:
    assert signature("a course in English, 12 sessions") == b""
    assert share_of(b"", signature(text_of(1, 900))) == 0.0


def test_signature_is_half_a_kilobyte_and_that_of_a_part_less() -> None:
    signatures = signatures_of(
        encode_fields({"title": "水", "sessions": [{"text": text_of(1, 9_000)}, {"text": text_of(2, 9_000)}]})
    )
    assert len(signatures.whole) == 512
    assert [len(part) for part in signatures.parts] == [192, 192]


def test_signature_is_the_same_in_another_process() -> None:
    program = (
        "from course_catalogue.canonical import encode_fields\n"
        "from course_catalogue.likeness import signatures_of\n"
        "print(signatures_of(encode_fields({'text': '水往低处流，坡越陡流得越快'})).whole.hex())"
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", program], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2")
    }
    assert runs == {signature("水往低处流，坡越陡流得越快").hex() + "\n"}


def test_each_copy_is_paired_once_and_short_texts_are_not_compared() -> None:
    copied = signature(text_of(1, 900))
    known = [
        ("a", copied),
        ("b", signature(text_of(2, 900))),
        ("c", copied),
        ("d", copied),
        ("e", signature("水往低处流动")),
        ("f", signature("水往低处流动")),
    ]
    assert [(pair.second, pair.share) for pair in like_pairs(known, 0.5, 24)] == [("c", 1.0), ("d", 1.0)]
    assert next(like_pairs(known, 0.5, 24)) == Pair("a", "c", 1.0)


def test_a_thousand_courses_that_share_their_set_phrases_cost_a_thousand_times_one() -> None:
    phrases = text_of(0, 40)
    known = [(str(number), signature(phrases + text_of(number, 400))) for number in range(1, 1001)]
    asked: list[int] = []
    pairs = like_pairs(((key, asked.append(1) or found) for key, found in known), 0.5, 24)  # type: ignore[func-returns-value]
    assert list(pairs) == []
    assert len(asked) == 1000
