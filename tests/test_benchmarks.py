"""The synthetic catalogues that the benchmarks measure are sound and full-sized, and memory stays in bounds."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from written import PROJECT

from benchmarks.plain_mkdocs import write_markdown
from benchmarks.synthetic import SAMPLE, write_catalogue
from course_catalogue.loading import load_catalogue

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
