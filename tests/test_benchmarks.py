"""The synthetic catalogues that the benchmarks measure are sound and full-sized, and memory stays in bounds."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from test_packs import fonts, series, series_data
from written import PROJECT

from benchmarks.html_twin import html_of
from benchmarks.plain_mkdocs import write_markdown
from benchmarks.search_corpus import Author
from benchmarks.search_queries import corpus_of, queries_of
from benchmarks.synthetic import SAMPLE, write_catalogue
from course_catalogue.loading import load_catalogue
from course_catalogue.vocabulary import load_vocabulary

DAY = date(2026, 10, 1)


def test_a_synthetic_catalogue_is_sound_repeatable_and_weighs_what_the_sample_does(tmp_path: Path) -> None:
    size = write_catalogue(tmp_path / "a", 3)
    assert write_catalogue(tmp_path / "b", 3) == size
    file = "courses/provider-0000/course-00001/course.yml"
    assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()
    sample = (PROJECT / SAMPLE / "course.yml").stat().st_size
    assert size / 3 > 0.8 * sample
    loaded = load_catalogue(tmp_path / "a", DAY)
    assert [item.code for item in loaded.errors] == []
    assert len(loaded.catalogue.listed) == 3
    spoken = [
        step.teacher_activity
        for course in loaded.catalogue.series
        for session in course.sessions
        for step in session.steps
    ]
    assert len(set(spoken)) == len(spoken) > 150


def test_the_yardstick_has_the_words_of_every_course(tmp_path: Path) -> None:
    write_catalogue(tmp_path / "a", 2)
    write_markdown(tmp_path / "a", tmp_path / "plain")
    for course in load_catalogue(tmp_path / "a", DAY).catalogue.series:
        text = (tmp_path / "plain" / "docs" / f"{course.key}.md").read_text("utf-8")
        assert course.title in text
        for session in course.sessions:
            assert session.title in text
            assert all(step.teacher_activity.split("\n")[0] in text for step in session.steps)


def test_the_html_twin_of_a_pack_has_its_words_and_tables() -> None:
    pack = series_data(series(2))
    html = html_of(pack, fonts())
    told = re.sub(r"<.*?>|\s", "", unescape(html))
    names = (
        "cover",
        "overview",
        "alignment",
        "sessions",
        "shopping",
        "lessons",
        "worksheets",
        "rubric",
        "safety",
        "letter",
    )
    assert [words for name in names for words in _texts(pack[name]) if re.sub(r"\s", "", words) not in told] == []
    steps = [session["steps"] for session in pack["lessons"]]
    assert html.count("<tr>") > sum(map(len, steps)) + 30
    assert html.count('class="line"') == 2 * 2


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from () if name in ("kind", "extra") else _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


@pytest.mark.prove
def test_a_thousand_full_size_courses_build_within_300_mb(tmp_path: Path) -> None:
    write_catalogue(tmp_path, 1000)
    script = (
        "import resource, sys; from course_catalogue.cli import main; "
        f"code = main(['build', '--no-packs', '--root', {str(tmp_path)!r}, '--today', '2026-10-01']); "
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr); sys.exit(code)"
    )
    run = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-2000:]
    assert int(run.stderr.split()[-1]) <= 300


WORDS = ["榫卯", "青瓷釉", "甲骨文", "指纹锁", "皮影戏", "活字印刷", "珊瑚礁", "候鸟"]


def test_queries_are_repeatable_and_their_unseen_half_has_words_of_its_own() -> None:
    corpus = corpus_of(Author(load_vocabulary(PROJECT), 60, WORDS))
    queries = list(queries_of(corpus, 2))
    assert queries == list(queries_of(corpus_of(Author(load_vocabulary(PROJECT), 60, WORDS)), 2))
    seen, unseen = (
        {query.text for query in queries if query.kind == "word" and query.is_unseen is half} for half in (False, True)
    )
    assert seen and unseen and not seen & unseen
    assert all(query.text in corpus.texts[key] for query in queries if query.kind == "part" for key in query.relevant)
