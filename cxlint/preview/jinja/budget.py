"""How much a template may do before it is stopped: steps, characters, time."""

from __future__ import annotations

import re
import time

LONGEST = 300_000
"""Characters of a text in the making."""
_MOST_STEPS = 50_000
_SECONDS = 3.0
_LARGEST = 1_000
"""The largest number that a filter or a method gets: a width, an indent, a length."""
_BITS = 4_096
_WIDE = re.compile(r"%[^a-zA-Z%]*(?:\d{4}|\*)|\{[^{}]*(?:\d{4}|\{)")


class StoppedError(Exception):
    """The template does too much, or something that no template for customers needs."""


class Budget:
    """Counts what one rendering does. Its methods raise StoppedError."""

    def __init__(self) -> None:
        self._steps = 0
        self._deadline = 0.0

    def step(self) -> None:
        """Count one step: a turn of a loop, a call, a filter, a value."""
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise StoppedError(f"it goes on after {_MOST_STEPS:,} steps: a loop or a macro without end?")
        # the time that Jinja takes to read a long template does not count
        self._deadline = self._deadline or time.monotonic() + _SECONDS
        if self._steps % 64 == 0 and time.monotonic() > self._deadline:
            raise StoppedError(f"it is not done after {_SECONDS:g} seconds")

    def weigh(self, *values: object) -> None:
        """Refuse texts and lists that grow too long."""
        total = sum(len(value) for value in values if isinstance(value, str | list | tuple | dict))
        if total > LONGEST:
            raise StoppedError(f"it makes a text or a list longer than {LONGEST:,}")

    def small(self, *values: object) -> None:
        """Refuse large numbers as widths and lengths."""
        for value in values:
            if isinstance(value, int | float) and abs(value) > _LARGEST:
                raise StoppedError(f"it asks for a width or a length over {_LARGEST:,}")

    def pattern(self, text: object) -> None:
        """Refuse formats such as `%99999d`."""
        if isinstance(text, str) and _WIDE.search(text):
            raise StoppedError(f"it asks for a width over {_LARGEST:,}, or one that is computed")

    def product(self, text: str, part: object, other: object) -> None:
        """Refuse a replacement that would make the text too long."""
        if isinstance(part, str) and isinstance(other, str) and text.count(part) * len(other) > LONGEST:
            raise StoppedError(f"it makes a text longer than {LONGEST:,}")

    def join(self, separator: object, parts: list[object]) -> None:
        """Refuse a list whose members are too long together."""
        size = sum(len(part) for part in parts if isinstance(part, str))
        if size + len(parts) * (len(separator) if isinstance(separator, str) else 1) > LONGEST:
            raise StoppedError(f"it makes a text longer than {LONGEST:,}")

    def operate(self, operator: str, left: object, right: object) -> None:
        """Refuse operations whose result would be huge."""
        self.step()
        if operator == "%":
            self.pattern(left)
        if operator in ("+", "%"):
            self.weigh(left, right)
        elif operator == "*":
            for many, times in ((left, right), (right, left)):
                if isinstance(many, str | list | tuple) and isinstance(times, int) and len(many) * times > LONGEST:
                    raise StoppedError(f"it makes a text or a list longer than {LONGEST:,}")
            self._bits(left, 1, right)
        elif operator == "**" and isinstance(right, int | float):
            self._bits(left, abs(right), 0)

    def _bits(self, left: object, times: float, right: object) -> None:
        bits = (left.bit_length() if isinstance(left, int) else 0) * times
        if bits + (right.bit_length() if isinstance(right, int) else 0) > _BITS:
            raise StoppedError("it computes a number of more than a thousand digits")
