"""How far a long run has come, in one line of the terminal that vanishes when it is done."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Self, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

_PATIENCE = 1.0
"""Seconds before a run counts as long."""

_PAUSE = 0.1
"""Seconds between two changes of the line: more often nobody can read it."""


def wants_progress(stream: TextIO, *, quiet: bool) -> bool:
    """Whether somebody sits before a stream who can see a line change: no file, no CI, no dumb terminal."""
    dumb = os.environ.get("TERM") == "dumb" or os.environ.get("CI", "") not in ("", "0", "false")
    return not quiet and not dumb and stream.isatty()


class Progress:
    """A line on a stream, from entering to leaving; without `shown` nothing is ever written."""

    def __init__(
        self, stream: TextIO, *, shown: bool, verb: str = "checked", clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._stream = stream
        self._shown = shown
        self._verb = verb
        self._clock = clock
        self._next = 0.0
        self._width = 0

    def __enter__(self) -> Self:
        self._next = self._clock() + _PATIENCE
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._width:
            self._write("")
            self._stream.write("\r")
            self._stream.flush()

    def __call__(self, done: int, total: int) -> None:
        """Say that so many of so many files are done."""
        if self._shown and (now := self._clock()) >= self._next:
            self._next = now + _PAUSE
            self._write(f"{self._verb} {done:,} of {total:,} files")

    def _write(self, text: str) -> None:
        # spaces erase in every terminal, escape sequences do not
        self._stream.write("\r" + text.ljust(self._width))
        self._stream.flush()
        self._width = len(text)
