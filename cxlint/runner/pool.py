"""Files read by several processes, where that pays; the outcomes come in the order of the files.

How long files take is not known beforehand, so some are read here first: one of each kind, so that most of what others
need is compiled when they begin as copies of this process. When what is left would take long, they help: they take the
largest pieces of work, this process the smallest, and what they fail at is done here.
"""

from __future__ import annotations

import os
import time
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING

from cxlint.runner import processes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from concurrent.futures import Future
    from queue import SimpleQueue

    from cxlint.runner.linting import Linter, Outcome
    from cxlint.runner.processes import File

FIRST = 1.0
"""Seconds that this process works alone before it looks whether others should help, and again if not."""

WORTH = 2.0 if processes.COPIES else 10.0
"""Seconds of work left for each process from which on one more pays: it compiles up to a second's worth of patterns for
itself, and elsewhere than on Linux has to begin from nothing."""

_MOST = 8
"""Processes that begin unasked: each needs memory of its own."""

_CHUNK = 0.2
"""Seconds of work handed over at a time: little next to the whole, much next to the handing over."""

_AHEAD = 2
"""Chunks for each process: one that it reads and one to go on with, while this process is at one of its own."""

_EACH = 2_500
"""Bytes that take as long as what every file takes, however short it is."""

_PATIENCE = 0.5
"""Seconds to wait for other processes before looking whether the user has had enough."""


def outcomes(
    linter: Linter,
    files: list[File],
    jobs: int = 1,
    *,
    worked: Callable[[int], None] | None = None,
    look_around: Callable[[], None] | None = None,
) -> Iterator[Outcome]:
    """What each file comes to; `jobs` processes at most, 0 for what the processors and the work are good for.

    `worked` is told how many files have been read, which may be more than have come out. `look_around` is called before
    other processes begin, for what they should not each find out for themselves.
    """
    most = jobs or min(processes.processors(), _MOST)
    work = _Work(linter, files, worked)
    if most > 1:
        yield from work.first(most, asked=bool(jobs))
        if work.helpers:
            if look_around is not None:
                look_around()
            yield from work.shared()
    yield from work.alone()


class _Work:
    """The files of a run, and the outcomes that wait for their turn."""

    def __init__(self, linter: Linter, files: list[File], worked: Callable[[int], None] | None) -> None:
        self._linter = linter
        self._files = files
        self._worked = worked
        self._done: dict[int, Outcome] = {}
        self._given = 0
        self._sizes: list[int] = []
        self._pace = 0.0
        """Bytes that are read in a second, with `_EACH` for each file."""
        self.helpers = 0
        """How many other processes pay; known after the `first` second."""

    def alone(self) -> Iterator[Outcome]:
        """The outcomes still to come, without other processes."""
        while self._given < len(self._files):
            self._read(self._given)
            yield from self._ready()

    def first(self, most: int, *, asked: bool) -> Iterator[Outcome]:
        """The outcomes of what is read before it is known that others should help.

        Unless they are `asked` for, no more help than there are processors with nothing else to do: on a busy machine
        all that work at once only hinder each other.
        """
        times: list[tuple[int, float]] = []
        since, idle = time.perf_counter(), processes.idle_seconds()
        for number in (*_one_of_each(self._files), *range(len(self._files))):
            before = time.perf_counter()
            if before - since > FIRST and times:
                now = processes.idle_seconds()
                free = most if asked or idle is None or now is None else round((now - idle) / (before - since))
                self.helpers = min(most - 1, free, int(self._seconds_left(times) / WORTH) - 1)
                if self.helpers > 0:
                    return
                since, idle = before, now
            if number >= self._given and self._read(number):
                times.append((number, time.perf_counter() - before))
            yield from self._ready()
        self.helpers = 0

    def shared(self) -> Iterator[Outcome]:
        """The outcomes still to come, but for those that other processes fail at."""
        from queue import SimpleQueue

        # the largest first, so that none is left to wait for at the end
        chunks = deque(sorted(self._chunks(), key=lambda chunk: -sum(self._sizes[number] for number in chunk)))
        waiting: dict[Future[list[Outcome]], list[int]] = {}
        finished: SimpleQueue[Future[list[Outcome]]] = SimpleQueue()
        # no process may begin, or one be killed: then this one goes on alone, and an error of its own comes up again
        with suppress(Exception), processes.pool(self._linter, self.helpers) as executor:
            while chunks or waiting:
                while chunks and len(waiting) < _AHEAD * self.helpers:
                    chunk = chunks.popleft()
                    future = executor.submit(processes.read, [self._files[number] for number in chunk])
                    waiting[future] = chunk
                    future.add_done_callback(finished.put)
                if chunks:
                    for number in chunks.pop():
                        self._read(number)
                        yield from self._ready()
                for future in _of(finished, wait=not chunks):
                    self._take(waiting.pop(future), future)
                yield from self._ready()

    def _read(self, number: int) -> bool:
        """Read a file, unless that has been done."""
        if number in self._done:
            return False
        self._done[number] = self._linter.outcome_of(*self._files[number])
        self._tell()
        return True

    def _take(self, chunk: list[int], future: Future[list[Outcome]]) -> None:
        """The outcomes of a chunk that others read; none when they could not."""
        if future.exception() is None:
            self._done.update(zip(chunk, future.result(), strict=True))
            self._tell()

    def _ready(self) -> Iterator[Outcome]:
        """The outcomes whose turn it is."""
        while self._given in self._done:
            outcome = self._done.pop(self._given)
            self._given += 1
            yield outcome

    def _tell(self) -> None:
        if self._worked is not None:
            self._worked(self._given + len(self._done))

    def _seconds_left(self, times: list[tuple[int, float]]) -> float:
        """How long the files not yet read will take this process, after what some took."""
        if not self._sizes:
            self._sizes = [_size(path) + _EACH for path, _ in self._files]
        # the earlier ones compiled most of the patterns
        late = times[len(times) // 2 :]
        self._pace = sum(self._sizes[number] for number, _ in late) / max(sum(seconds for _, seconds in late), 1e-6)
        return sum(self._sizes[number] for number in self._left()) / self._pace

    def _left(self) -> Iterator[int]:
        return (number for number in range(self._given, len(self._files)) if number not in self._done)

    def _chunks(self) -> Iterator[list[int]]:
        """What is left, in pieces that take about the same time."""
        chunk: list[int] = []
        size = 0
        for number in self._left():
            if chunk and size + self._sizes[number] > _CHUNK * self._pace:
                yield chunk
                chunk, size = [], 0
            chunk.append(number)
            size += self._sizes[number]
        if chunk:
            yield chunk


def _one_of_each(files: list[File]) -> list[int]:
    """The first file of each kind in each folder."""
    found: dict[tuple[str, str, str], int] = {}
    for number, (path, why) in enumerate(files):
        folder, name = os.path.split(path)
        found.setdefault((folder, name.partition(".")[2], why), number)
    return list(found.values())


def _of(finished: SimpleQueue[Future[list[Outcome]]], *, wait: bool) -> Iterator[Future[list[Outcome]]]:
    """What is finished now; `wait` for the first of it, but not forever."""
    from queue import Empty

    with suppress(Empty):
        yield finished.get(wait, _PATIENCE)
        while True:
            yield finished.get_nowait()


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except OSError:
        return 0
