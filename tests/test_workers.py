"""Worker processes: their answers come in order, and neither a slow job nor a deadly one stops the others."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable

import pytest

from course_catalogue.packs.workers import answers

LIMIT = 8.0  # seconds: a process needs one to start, on a busy machine a few


def start() -> Callable[[str], str]:
    return work


def work(job: str) -> str:
    match job:
        case "hangs":
            time.sleep(600)
        case "dies":
            os._exit(3)
        case "is a defect":
            raise ValueError("broken")
    return f"{job} done"


def failed(job: str, reason: str) -> str:
    return f"{job}: {reason}"


def answered(jobs: Iterable[str], workers: int = 2) -> list[str]:
    return list(answers(jobs, start, failed, workers, LIMIT))


def test_answers_come_in_the_order_of_the_jobs() -> None:
    assert answered(map(str, range(20))) == [f"{number} done" for number in range(20)]


def test_no_jobs_give_no_answers() -> None:
    assert answered([]) == []


def test_job_that_overruns_is_ended_and_the_next_ones_go_on() -> None:
    began = time.monotonic()
    assert answered(["a", "hangs", "b", "c"], workers=1) == ["a done", "hangs: 8 秒没有排完", "b done", "c done"]
    assert time.monotonic() - began < 300


def test_job_that_brings_its_process_down_fails_alone() -> None:
    assert answered(["a", "dies", "b", "dies", "c"]) == [
        "a done",
        "dies: 排版进程崩溃",
        "b done",
        "dies: 排版进程崩溃",
        "c done",
    ]


def test_defect_in_a_job_is_raised_with_where_it_happened() -> None:
    with pytest.raises(ValueError, match="broken") as caught:
        answered(["a", "is a defect"])
    assert "in work" in "".join(caught.value.__notes__)


def no_start() -> Callable[[str], str]:
    raise AssertionError("no process was to be started")


def test_what_is_known_goes_to_no_process_and_keeps_its_turn() -> None:
    def known(job: str) -> str | None:
        return None if job == "b" else f"{job} known"

    assert list(answers("abc", start, failed, 2, LIMIT, known)) == ["a known", "b done", "c known"]
    many = [str(number) for number in range(50)]
    assert list(answers(many, no_start, failed, 2, LIMIT, known)) == [f"{number} known" for number in many]
