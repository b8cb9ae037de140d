"""Jobs to worker processes, with a time limit that holds on every system and a limit of memory where there are any.

Native code cannot be interrupted, so a job that overruns is ended with its process, and a new one
takes its place; the jobs of the others go on. Nothing here knows what a job is.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator
from multiprocessing import connection, get_context
from time import monotonic
from traceback import format_exc
from typing import Any, TypeVar

Job = TypeVar("Job")
Answer = TypeVar("Answer")

# Finished answers that wait for a slow one before them, for each worker: each may hold a megabyte.
_WAITING_FOR_THEIR_TURN = 4
# With which a process ends that has no memory left: it could not send a message.
_OUT_OF_MEMORY = 77


def answers(
    jobs: Iterable[Job],
    start: Callable[[], Callable[[Job], Answer]],
    failed: Callable[[Job, str], Answer],
    workers: int,
    limit: float,
    known: Callable[[Job], Answer | None] = lambda _: None,
    memory: int = 0,
) -> Iterator[Answer]:
    """The answers in the order of `jobs`.

    A process calls `start` once and what that returns for each of its jobs; both must be picklable.
    A job that takes more than `limit` seconds, wants more than `memory` bytes of address space (0: no
    limit) or brings its process down is answered by `failed` with the reason in Chinese. An exception
    in a job is a defect: it is raised here. What `known` answers at once goes to no process; they are
    started as they are needed.
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
                    busy.append(idle.pop() if idle else _Worker(start, memory))
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

    def __init__(self, start: Callable[[], Callable[[Any], Any]], memory: int) -> None:
        # spawn, because a fork of a process with threads (the compiler has some) may hang
        context = get_context("spawn")
        self.line, far_end = context.Pipe()
        self._process = context.Process(target=_serve, args=(far_end, start, memory), daemon=True)
        self._memory = memory
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
            reason = self._end_of_the_line()
        if isinstance(answer, Exception):
            raise answer
        if reason:
            self.end()
        return answer, reason

    def _end_of_the_line(self) -> str:
        self._process.join(timeout=5)
        most = f"最多 {self._memory // 2**20} MB"
        if self._process.exitcode == _OUT_OF_MEMORY:
            return f"内容太多，内存不够排（{most}）"
        # Native code that gets no memory aborts, as it does for other reasons.
        return f"排版进程崩溃，可能是内容太多、内存不够（{most}）" if self._memory else "排版进程崩溃"

    def end(self) -> None:
        self._process.kill()
        self._process.join()
        self.line.close()


def _serve(line: Any, start: Callable[[], Callable[[Any], Any]], memory: int) -> None:
    """The life of a worker process: one job after the other until the line ends."""
    if memory:
        _limit(memory)
    work = start()
    while True:
        try:
            job = line.recv()
        except (EOFError, KeyboardInterrupt):
            return
        try:
            line.send(work(job))
        except MemoryError:
            os._exit(_OUT_OF_MEMORY)
        except Exception as error:
            error.add_note(format_exc())
            line.send(error)


def _limit(memory: int) -> None:
    """No more address space than `memory` bytes, and no picture of the process on the disk when it ends by that."""
    try:
        import resource
    except ImportError:  # Windows has none
        return
    for kind, limit in (("RLIMIT_AS", memory), ("RLIMIT_CORE", 0)):
        with contextlib.suppress(AttributeError, OSError, ValueError):  # macOS refuses some; another limit may be lower
            resource.setrlimit(getattr(resource, kind), (limit, limit))
