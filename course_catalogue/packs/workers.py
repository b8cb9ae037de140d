"""Jobs to worker processes, each job with a time limit that holds on every system.

Native code cannot be interrupted, so a job that overruns is ended with its process, and a new one
takes its place; the jobs of the others go on. Nothing here knows what a job is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from multiprocessing import connection, get_context
from time import monotonic
from traceback import format_exc
from typing import Any, TypeVar

Job = TypeVar("Job")
Answer = TypeVar("Answer")

# Finished answers that wait for a slow one before them, for each worker: each may hold a megabyte.
_WAITING_FOR_THEIR_TURN = 4


def answers(
    jobs: Iterable[Job],
    start: Callable[[], Callable[[Job], Answer]],
    failed: Callable[[Job, str], Answer],
    workers: int,
    limit: float,
    known: Callable[[Job], Answer | None] = lambda _: None,
) -> Iterator[Answer]:
    """The answers in the order of `jobs`.

    A process calls `start` once and what that returns for each of its jobs; both must be picklable.
    A job that takes more than `limit` seconds or brings its process down is answered by `failed`
    with the reason in Chinese. An exception in a job is a defect: it is raised here. What `known`
    answers at once goes to no process; they are started as they are needed.
    """
    numbered = enumerate(jobs)
    idle, busy = list[_Worker](), list[_Worker]()
    done: dict[int, Answer] = {}
    turn, more = 0, True
    try:
        while more or busy:
            while more and len(busy) < workers and len(done) < _WAITING_FOR_THEIR_TURN * workers:
                number, job = next(numbered, (turn, None))
                if job is None:
                    more = False
                elif (answer := known(job)) is not None:
                    done[number] = answer
                else:
                    busy.append(idle.pop() if idle else _Worker(start))
                    busy[-1].begin(number, job, limit)
            for worker in _finished(busy) if busy and turn not in done else ():
                answer, reason = worker.answer(limit)
                done[worker.number] = failed(worker.job, reason) if reason else answer
                busy.remove(worker)
                if not reason:
                    idle.append(worker)
            while turn in done:
                yield done.pop(turn)
                turn += 1
    finally:
        for worker in (*idle, *busy):
            worker.end()


def _finished(busy: list[_Worker]) -> list[_Worker]:
    """Waits until a worker has answered, died or overrun."""
    rest = min(worker.deadline for worker in busy) - monotonic()
    ready = connection.wait([worker.line for worker in busy], timeout=max(rest, 0))
    return [worker for worker in busy if worker.line in ready or worker.deadline <= monotonic()]


class _Worker:
    """One process and the job it has in hand."""

    def __init__(self, start: Callable[[], Callable[[Any], Any]]) -> None:
        # spawn, because a fork of a process with threads (the compiler has some) may hang
        context = get_context("spawn")
        self.line, far_end = context.Pipe()
        self._process = context.Process(target=_serve, args=(far_end, start), daemon=True)
        self._process.start()
        far_end.close()  # so that the end of the process is the end of the line
        self.number, self.deadline = -1, 0.0
        self.job: Any = None

    def begin(self, number: int, job: Any, limit: float) -> None:
        self.number, self.job, self.deadline = number, job, monotonic() + limit
        try:
            self.line.send(job)
        except OSError:
            return  # it died at its start: the line has ended, and answer() says so

    def answer(self, limit: float) -> tuple[Any, str]:
        """The answer and an empty reason, or none and the reason; then the process has ended."""
        answer, reason = None, ""
        try:
            if self.line.poll():
                answer = self.line.recv()
            else:
                reason = f"{limit:g} 秒没有排完"
        except (EOFError, OSError):
            reason = "排版进程崩溃"
        if isinstance(answer, Exception):
            raise answer
        if reason:
            self.end()
        return answer, reason

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self.line.close()


def _serve(line: Any, start: Callable[[], Callable[[Any], Any]]) -> None:
    """The life of a worker process: one job after the other until the line ends."""
    work = start()
    while True:
        try:
            job = line.recv()
        except (EOFError, KeyboardInterrupt):
            return
        try:
            line.send(work(job))
        except Exception as error:
            error.add_note(format_exc())
            line.send(error)
