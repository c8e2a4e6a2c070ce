"""Many files, several at once: processes that check, and the order of the files kept."""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from reviewer.batch.results import Results, key_of
from reviewer.batch.stored import pack, unpack
from reviewer.checks import all_checks
from reviewer.core.files import read_input
from reviewer.core.review import Review
from reviewer.engine.checker import Checker
from reviewer.glossary.glossary import Glossary

_AHEAD: Final = 4
"""Files for each process that are read before their turn: enough to keep it busy, and no more than a few in memory."""

_SMALL: Final = 200_000
"""Bytes; so much is checked before a second process has started."""


@dataclass(frozen=True, slots=True)
class Task:
    """A file to check: how it is read, and with which glossaries (over the shipped ones) and checks.

    ``name`` is its path in reports, another where ``path`` is ``-``, standard input. ``format`` is that of the extension where it is
    None. ``signature`` tells states of the glossaries from one another.
    """

    path: str
    name: str
    format: str | None
    encoding: str | None
    glossaries: tuple[Path, ...]
    signature: str
    checks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be checked; ``why`` is one line and names it."""

    why: str


class Jobs:
    """Checks files in ``processes`` processes, and does not check again what ``results`` has.

    No more than a few files are in memory at a time, however many there are.
    """

    def __init__(self, processes: int, results: Results | None) -> None:
        self._processes = processes
        self._results = results
        self._pool: ProcessPoolExecutor | None = None
        self._seen = 0

    def reviews(self, tasks: Iterable[Task]) -> Iterator[Review | Failure]:
        """What became of each of ``tasks``, in their order. What is under way when the caller stops is stopped."""
        waiting: deque[_Waiting] = deque()
        try:
            for task in tasks:
                waiting.append(self._begin(task))
                while waiting and (len(waiting) > _AHEAD * self._processes or waiting[0].ready):
                    yield self._end(waiting.popleft(), waiting)
            while waiting:
                yield self._end(waiting.popleft(), waiting)
        finally:
            self._stop()

    def _begin(self, task: Task) -> _Waiting:
        try:
            data = read_input(task.path)
        except OSError as error:
            return _Waiting(task, b"", "", Failure(f"{task.name}: {error.strerror}"))
        key = (
            key_of(data, task.format or Path(task.name).suffix, task.encoding or "", task.signature, *task.checks) if self._results else ""
        )
        if self._results and (kept := self._results.get(key)) is not None:
            try:
                return _Waiting(task, b"", "", unpack(kept, task.name, data))
            except ValueError:  # damaged; checked again, and replaced
                pass
        self._seen += len(data)
        if self._processes == 1 or (self._pool is None and self._seen < _SMALL):
            return _Waiting(task, b"", "", self._kept(key, data, outcome_of(task, data)))
        return _Waiting(task, data, key, self._submitted(task, data))

    def _end(self, first: _Waiting, others: deque[_Waiting]) -> Review | Failure:
        if not isinstance(first.outcome, Future):
            return first.outcome
        try:
            return self._kept(first.key, first.data, first.outcome.result())
        except BrokenProcessPool:
            # A process died, and took the files of all others with it: each goes into a process of its own to find the one.
            self._stop()
            for number, other in enumerate(others):
                if isinstance(other.outcome, Future):
                    others[number] = _Waiting(other.task, b"", "", self._kept(other.key, other.data, self._alone(other)))
            return self._kept(first.key, first.data, self._alone(first))

    def _submitted(self, task: Task, data: bytes) -> Future[Review | Failure]:
        if self._pool is None:
            _checker(task.glossaries, task.signature, task.checks)  # compiled once, and inherited by the processes that are forked
            self._pool = _pool(self._processes)
        try:
            return self._pool.submit(outcome_of, task, data)
        except BrokenProcessPool as error:  # known before the first of its files is asked for
            broken: Future[Review | Failure] = Future()
            broken.set_exception(error)
            return broken

    def _alone(self, waiting: _Waiting) -> Review | Failure:
        with _pool(1) as pool:
            try:
                return pool.submit(outcome_of, waiting.task, waiting.data).result()
            except BrokenProcessPool:
                return Failure(f"{waiting.task.name}: the process that checked it was ended")

    def _kept(self, key: str, data: bytes, outcome: Review | Failure) -> Review | Failure:
        if self._results and isinstance(outcome, Review):
            self._results.put(key, pack(outcome, data))
        return outcome

    def _stop(self) -> None:
        pool, self._pool = self._pool, None
        if pool:
            processes = list((pool._processes or {}).values())
            pool.shutdown(wait=False, cancel_futures=True)
            for process in processes:
                process.terminate()
            for process in processes:
                process.join()


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A file on its way; ``data`` as long as it may have to be checked again."""

    task: Task
    data: bytes
    key: str
    outcome: Review | Failure | Future[Review | Failure]

    @property
    def ready(self) -> bool:
        return not isinstance(self.outcome, Future) or self.outcome.done()


def outcome_of(task: Task, data: bytes) -> Review | Failure:
    """The review of ``data``, or why there is none; whatever is wrong with a file, the others go on."""
    from reviewer import formats

    try:
        document = formats.read(task.name, data, encoding=task.encoding, format=task.format)
        return _checker(task.glossaries, task.signature, task.checks).review(document)
    except formats.FormatError as error:
        return Failure(str(error))
    except Exception as error:
        return Failure(f"{task.name}: the checker failed on it ({type(error).__name__}: {' '.join(str(error).split())}); please report it")


@cache
def _checker(glossaries: tuple[Path, ...], signature: str, checks: tuple[str, ...]) -> Checker:
    return Checker(Glossary.load(glossaries), tuple(check for id_, check in all_checks().items() if id_ in checks))


def _pool(processes: int) -> ProcessPoolExecutor:
    # A forked process has the term base at once. Elsewhere forking is not safe, and the term base comes from its cache.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    return ProcessPoolExecutor(processes, mp_context=context, initializer=_leave_interrupts_to_the_parent)


def _leave_interrupts_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
