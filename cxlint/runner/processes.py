"""Other processes that read files, and how many of them there is room for."""

from __future__ import annotations

import gc
import math
import os
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import ProcessPoolExecutor

    from cxlint.runner.linting import Linter, Outcome

    File = tuple[str, str]

COPIES = sys.platform == "linux"
"""Whether a new process is a copy of this one, with all that it has compiled and indexed; elsewhere it begins from
nothing."""

_QUOTAS = (
    ("/sys/fs/cgroup/cpu.max",),
    ("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "/sys/fs/cgroup/cpu/cpu.cfs_period_us"),
)
"""Where Linux says how much of its processors a container may use: a quota and a period."""

_own: list[Linter] = []
"""In a process of the pool: its linter."""


def processors() -> int:
    """How many processors this process may use."""
    number = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    for paths in _QUOTAS:
        with suppress(OSError, ValueError):
            quota, period = map(int, " ".join(map(_read, paths)).split())
            if quota > 0:
                return min(number, max(1, math.floor(quota / period)))
    return number


def idle_seconds() -> float | None:
    """How long the processors of this machine have had nothing to do, all together; None where nobody says."""
    with suppress(OSError, ValueError, IndexError):
        return float(_read("/proc/uptime").split()[1])
    return None


@contextmanager
def pool(linter: Linter, number: int) -> Iterator[ProcessPoolExecutor]:
    """So many processes that can `read` as a linter does. When leaving early, what they do is dropped."""
    # imported when there is much work: it takes a tenth of a small run
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import active_children, get_context

    others = set(active_children())
    executor = ProcessPoolExecutor(number, get_context("fork" if COPIES else "spawn"), _begin, (linter,))
    # a collection would write to all that the copies share, and so copy it
    gc.freeze()
    try:
        yield executor
    except BaseException:
        own = set(active_children()) - others
        for process in own:
            process.terminate()
        for process in own:
            process.join()
        raise
    finally:
        executor.shutdown()
        gc.unfreeze()


def read(files: list[File]) -> list[Outcome]:
    """In a process of the pool: what some files come to."""
    return [_own[0].outcome_of(path, why) for path, why in files]


def _begin(linter: Linter) -> None:
    import signal
    from threading import Thread

    # the process that was interrupted says so, and ends this one
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()
    _own[:] = [linter]


def _end_with_parent() -> None:
    """Wait for the end of the process that began this one: killed, it leaves nobody to tell."""
    from multiprocessing import connection, parent_process

    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _read(path: str) -> str:
    with open(path, encoding="ascii") as file:
        return file.read()
