"""What a result rests on besides the file itself: what was asked about the project's other files, and the answers.

A result is still good when every question has the same answer now. Questions are small ("which files mention this
name?", "what is in that file?"), so that an edit of one template leaves most results alone.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable


class Question(NamedTuple):
    """`about` is names (of the files in a folder), content (of a file), or mentions, defines, stems (within a root)."""

    about: str
    path: str
    name: str = ""


class Tracer:
    """Collects the questions of one result at a time; each has one answer in a run."""

    def __init__(self) -> None:
        self._open: list[set[Question]] = []
        self._questions: dict[Question, Question] = {}
        self.answers: dict[Question, bytes] = {}
        """Digests of the answers so far."""

    def begin(self) -> None:
        """Start a trace; traces may stand within one another."""
        self._open.append(set())

    def end(self) -> frozenset[Question]:
        """The trace begun last, which also belongs to the one around it."""
        trace = frozenset(self._open.pop())
        self.include(trace)
        return trace

    def note(self, about: str, path: str, name: str, answer: Iterable[str]) -> None:
        """Note a question and its answer, whose order does not matter."""
        if self._open:
            question = Question(about, path, name)
            # kept once: the results of a project ask much the same
            self._open[-1].add(self._questions.setdefault(question, question))
            if question not in self.answers:
                self.answers[question] = digest(answer)

    def include(self, trace: frozenset[Question]) -> None:
        """Add what an answer that is remembered rests on."""
        if self._open:
            self._open[-1] |= trace


def digest(parts: Iterable[str]) -> bytes:
    """A short hash of some strings, whatever their order."""
    return blake2b("\0".join(sorted(parts)).encode("utf-8", "surrogatepass"), digest_size=12).digest()
