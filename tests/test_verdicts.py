"""An unchanged file is not judged again, and nobody but the program itself can say what a verdict is."""

from __future__ import annotations

import os
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from written import EXAMPLE, PATHS, TODAY, changed_example, project_rulebook

from course_catalogue import loading, verdicts
from course_catalogue.documents import Source
from course_catalogue.kept_records import AT_LENGTH, KeptSeries
from course_catalogue.loading import Loaded, load_catalogue
from course_catalogue.model import SeriesCourse
from course_catalogue.sources import find_sources
from course_catalogue.verdicts import Verdict, memory_of


@pytest.fixture
def judged(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[str]:
    """Paths of the files that are judged; verdicts are kept in a folder of the test."""
    paths: list[str] = []
    real = loading.judge

    def judge(source: Source, book: loading.Rulebook) -> Verdict:
        paths.append(source.path.as_posix())
        return real(source, book)

    monkeypatch.setattr(loading, "judge", judge)
    monkeypatch.setattr(loading, "memory_of", lambda _, digest: tmp_path / f"{digest.hex()[:8]}.sqlite")
    return paths


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A copy of tests/example whose files count as old enough for their stamps to be trusted."""
    monkeypatch.setattr(verdicts, "SETTLED", 0)
    return changed_example(tmp_path, [])


def _load(root: Path, today: date = TODAY) -> Loaded:
    return load_catalogue(root, today, project_rulebook(), remember=True)


def test_second_run_judges_nothing_and_finds_the_same(judged: list[str], settled: Path) -> None:
    first = _load(settled)
    count = len(judged)
    second = _load(settled)
    assert (count, len(judged)) == (first.files, count)
    assert second.diagnostics == first.diagnostics
    assert list(second.catalogue.records) == list(first.catalogue.records)
    assert _course(second).sessions == _course(first).sessions


@pytest.mark.usefixtures("judged")
def test_kept_series_says_at_length_what_was_judged(settled: Path) -> None:
    first, second = _course(_load(settled)), _course(_load(settled))
    assert type(second) is KeptSeries
    fields = SeriesCourse.__struct_fields__
    assert {name: getattr(second, name) for name in fields if name != "origin"} == {
        name: getattr(first, name) for name in fields if name != "origin"
    }
    assert sum(1 for name in AT_LENGTH if getattr(first, name)) > len(AT_LENGTH) / 2


@pytest.mark.usefixtures("judged")
def test_no_rule_between_records_asks_for_what_is_kept_apart(settled: Path) -> None:
    _load(settled)
    kept = [course for course in _load(settled).catalogue.series if isinstance(course, KeptSeries)]
    assert len(kept) == len(_load(settled).catalogue.series)
    assert [course.key for course in kept if course.origin._whole is not None] == []


@pytest.mark.usefixtures("judged")
def test_what_another_run_has_cleared_away_is_read_again(settled: Path, tmp_path: Path) -> None:
    first = _course(_load(settled))
    second = _course(_load(settled))
    with sqlite3.connect(tmp_path / f"{project_rulebook().digest.hex()[:8]}.sqlite") as other:
        other.execute("DELETE FROM verdict")
    assert (second.safety, second.sessions) == (first.safety, first.sessions)


def _course(loaded: Loaded) -> SeriesCourse:
    (course,) = (course for course in loaded.catalogue.series if course.session_count)
    return course


def test_only_the_changed_file_is_judged_again(judged: list[str], settled: Path) -> None:
    _load(settled)
    judged.clear()
    path = settled / PATHS["base"]
    path.write_text(path.read_text("utf-8").replace("capacity: ", "capacity: 9"), "utf-8")
    loaded = _load(settled)
    assert judged == [PATHS["base"]]
    assert [item.mark.path for item in loaded.diagnostics if item.code == "crowded-base"] == [PATHS["base"]]


@pytest.mark.usefixtures("judged")
def test_change_that_keeps_size_and_time_is_seen(tmp_path: Path) -> None:
    settled = changed_example(tmp_path, [])
    path = settled / PATHS["provider"]
    before = path.stat()
    _load(settled)
    path.write_text(path.read_text("utf-8").replace("format: 1", "format: 2"), "utf-8")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert [item.mark.path for item in _load(settled).errors] == [PATHS["provider"]]


def test_same_bytes_with_a_new_time_are_not_judged_again(judged: list[str], settled: Path) -> None:
    _load(settled)
    judged.clear()
    for path in settled.rglob("*.yml"):
        os.utime(path)
    _load(settled)
    assert judged == []


def test_verdict_holds_on_every_day(judged: list[str], settled: Path) -> None:
    _load(settled, date(2026, 10, 1))
    judged.clear()
    assert (
        _load(settled, date(2040, 1, 1)).diagnostics
        == load_catalogue(settled, date(2040, 1, 1), project_rulebook()).diagnostics
    )
    assert judged == [
        place.path.as_posix() for place in find_sources(settled).places
    ]  # by the run that remembers nothing


def test_memory_of_another_rulebook_or_root_is_another(tmp_path: Path) -> None:
    paths = [memory_of(EXAMPLE, b"1"), memory_of(EXAMPLE, b"2"), memory_of(tmp_path, b"1")]
    assert len(set(paths)) == 3
    assert all(path is not None and EXAMPLE not in path.parents for path in paths)


def test_broken_memory_is_thrown_away(judged: list[str], settled: Path, tmp_path: Path) -> None:
    memory = tmp_path / f"{project_rulebook().digest.hex()[:8]}.sqlite"
    memory.write_bytes(b"no database at all" * 1000)
    first = _load(settled)
    assert first.is_sound
    _load(settled)
    judged.clear()
    assert _load(settled).diagnostics == first.diagnostics
    assert judged == []


def test_run_beside_another_that_writes_only_forgets(judged: list[str], settled: Path, tmp_path: Path) -> None:
    first = _load(settled)
    other = sqlite3.connect(tmp_path / f"{project_rulebook().digest.hex()[:8]}.sqlite")
    other.execute("BEGIN EXCLUSIVE")
    judged.clear()
    second = _load(settled)
    assert second.diagnostics == first.diagnostics
    assert _course(second).sessions == _course(first).sessions
    other.close()


@pytest.mark.usefixtures("judged")
def test_files_that_are_gone_are_forgotten(settled: Path, tmp_path: Path) -> None:
    _load(settled)
    (settled / PATHS["extension"]).unlink()
    _load(settled)
    database = sqlite3.connect(tmp_path / f"{project_rulebook().digest.hex()[:8]}.sqlite")
    kept = {row[0] for row in database.execute("SELECT path FROM seen")}
    assert PATHS["extension"] not in kept
    assert database.execute("SELECT count(*) FROM verdict").fetchone() == (len(kept),)
