"""Files read by several processes, where that pays; the outcomes come in the order of the files.

How long files take is not known beforehand, so the first of them are read here. When what is left would take long,
other processes read it: on Linux they are copies of this one, with all that it has compiled and indexed.
"""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.runner.linting import Linter, Outcome

    File = tuple[str, str]

FIRST = 1.0
"""Seconds that this process works alone."""

_COPIES = sys.platform == "linux"
WORTH = 2.0 if _COPIES else 4.0
"""Seconds to be saved from which more processes pay: each compiles about a second's worth of patterns for itself, and
elsewhere than on Linux has to begin from nothing."""

_CHUNKS = 8
"""For each process: few enough to cost little, many enough that none waits long for the last one."""

_LARGEST_CHUNK = 32

_own: list[Linter] = []
"""In a process of the pool: its linter."""


def outcomes(linter: Linter, files: list[File], jobs: int) -> Iterator[Outcome]:
    """What each file comes to; `jobs` processes at most, 0 for one a processor."""
    most = jobs or processors()
    started = time.monotonic()
    done = 0
    for path, why in files:
        spent = time.monotonic() - started
        if most > 1 and done and spent > FIRST and spent / done * (len(files) - done) * (1 - 1 / most) > WORTH:
            break
        yield linter.outcome_of(path, why)
        done += 1
    left = files[done:]
    if left:
        try:
            for outcome in _shared(linter, left, most):
                yield outcome
                done += 1
        except (BrokenProcessPool, OSError):
            # a process was killed, or the system allows none: slower, and the same
            for path, why in files[done:]:
                yield linter.outcome_of(path, why)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _shared(linter: Linter, files: list[File], jobs: int) -> Iterator[Outcome]:
    size = max(1, min(_LARGEST_CHUNK, len(files) // (jobs * _CHUNKS)))
    chunks = [files[i : i + size] for i in range(0, len(files), size)]
    context = get_context("fork" if _COPIES else "spawn")
    with ProcessPoolExecutor(min(jobs, len(chunks)), context, _begin, (linter,)) as pool:
        try:
            for found in pool.map(_read, chunks):
                yield from found
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _begin(linter: Linter) -> None:
    import signal

    # the process that was interrupted says so
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _own[:] = [linter]


def _read(files: list[File]) -> list[Outcome]:
    return [_own[0].outcome_of(path, why) for path, why in files]
