"""Follows the tags of a template from top to bottom: who stands under which condition, in which loop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxlint.model.document import Tag
from cxlint.templates.parsed import Branch, Conditional, Loop, negate
from cxlint.templates.roles import (
    CASE,
    ELIF,
    ELSE,
    END,
    IF,
    LOOP,
    OPEN,
    PLAIN,
    PLURAL,
    TRANS,
    UNLESS,
    WHEN,
    Statement,
)

if TYPE_CHECKING:
    from cxlint.templates.tokens import Token

_DEEPEST = 64
"""Conditions nested deeper than this are not told apart; no template that people wrote gets there."""


class _Frame:
    """A block that is open: the branches it has so far, and the one that is being read."""

    __slots__ = (
        "asked",
        "begin",
        "branches",
        "children",
        "condition",
        "exhaustive",
        "loop",
        "name",
        "role",
        "start",
        "subject",
    )

    def __init__(self, role: str, name: str, token: Token) -> None:
        self.role = role
        self.name = name
        self.start = token.start
        self.begin = token.end
        self.condition = ""
        self.loop = ""
        self.subject = ""
        self.asked: list[str] = []
        self.exhaustive = False
        self.branches: list[Branch] = []
        self.children: list[Conditional] = []

    def split(self, token: Token, condition: str) -> None:
        """End the branch being read and begin the next."""
        self.branches.append(Branch(self.begin, token.start, self.condition, tuple(self.children)))
        self.begin = token.end
        self.condition = condition
        self.children = []


class Nesting:
    """The open blocks at one point of a template, and the conditionals found so far."""

    __slots__ = ("conditions", "found", "loops", "overflow", "repeated", "stack", "tags")

    def __init__(self) -> None:
        self.stack: list[_Frame] = []
        self.found: list[Conditional] = []
        self.tags: list[Tag] = []
        self.repeated: list[Loop] = []
        self.overflow = 0
        self.conditions: tuple[str, ...] = ()
        self.loops: tuple[str, ...] = ()

    def here(self) -> list[Conditional]:
        """Where a conditional that begins now is recorded."""
        return self.stack[-1].children if self.stack else self.found

    def follow(self, statement: Statement, token: Token) -> None:
        """Take note of a tag that prints nothing."""
        if statement.keyword:
            self.tags.append(Tag(token.start, token.end, statement.keyword, statement.argument))
        role = statement.role
        if role == PLAIN:
            return
        if role == END:
            self._close(statement, token)
        elif role in {ELIF, WHEN}:
            self._other(statement, token)
        elif role == ELSE or (role == PLURAL and self.stack and self.stack[-1].role == TRANS):
            self._else(token)
        elif role != PLURAL:
            self._open(statement, token)
        self.conditions = tuple(frame.condition for frame in self.stack if frame.condition)
        self.loops = tuple(frame.loop for frame in self.stack if frame.loop)

    def finish(self) -> tuple[Conditional, ...]:
        """All conditionals; what was never closed is no conditional, what stands inside it is."""
        while self.stack:
            self._give_up()
        return tuple(self.found)

    def _give_up(self) -> None:
        frame = self.stack.pop()
        target = self.here()
        for branch in frame.branches:
            target.extend(branch.children)
        target.extend(frame.children)

    def _open(self, statement: Statement, token: Token) -> None:
        if len(self.stack) >= _DEEPEST:
            self.overflow += 1
            return
        frame = _Frame(statement.role, statement.keyword, token)
        if statement.role == LOOP:
            frame.loop = statement.argument
        elif statement.role in {IF, UNLESS}:
            frame.asked = [statement.argument if statement.role == IF else negate(statement.argument)]
            frame.condition = frame.asked[0]
        elif statement.role == CASE:
            frame.subject = statement.argument
        self.stack.append(frame)

    def _other(self, statement: Statement, token: Token) -> None:
        frame = self._innermost({IF, UNLESS, CASE})
        if frame is None:
            return
        condition = statement.argument
        if frame.role == CASE:
            condition = f"{frame.subject} == {statement.argument}"
            if not frame.asked:
                frame.begin, frame.condition = token.end, condition
                frame.asked.append(condition)
                return
        frame.split(token, condition)
        frame.asked.append(condition)

    def _else(self, token: Token) -> None:
        frame = self._innermost({IF, UNLESS, CASE, LOOP, TRANS})
        if frame is None or frame.exhaustive:
            return
        frame.exhaustive = True
        if frame.role == LOOP:
            self.repeated.append(Loop(frame.begin, token.start, frame.loop))
            frame.condition, frame.loop = frame.loop, ""
            frame.asked = [frame.condition]
        elif frame.role == TRANS:
            frame.condition = "singular"
            frame.asked = ["singular"]
        frame.split(token, negate(*frame.asked) if frame.asked else "")

    def _close(self, statement: Statement, token: Token) -> None:
        if self.overflow:
            self.overflow -= 1
            return
        at = len(self.stack) - 1
        if statement.argument:
            while at >= 0 and self.stack[at].name != statement.argument:
                at -= 1
        if at < 0:
            return
        while len(self.stack) > at + 1:
            self._give_up()
        frame = self.stack[-1]
        if frame.role == LOOP and not frame.branches:
            self.repeated.append(Loop(frame.begin, token.start, frame.loop))
        if frame.role in {OPEN, TRANS, LOOP, CASE} and not frame.branches and not (frame.role == CASE and frame.asked):
            self._give_up()
            return
        self.stack.pop()
        frame.split(token, "")
        if not frame.exhaustive:
            frame.branches.append(Branch(token.end, token.end, negate(*frame.asked)))
        self.here().append(Conditional(frame.start, token.end, tuple(frame.branches)))

    def _innermost(self, roles: set[str]) -> _Frame | None:
        """Find the innermost block that a middle tag can belong to; give up blocks left open inside it."""
        for at in range(len(self.stack) - 1, -1, -1):
            if self.stack[at].role in roles:
                while len(self.stack) > at + 1:
                    self._give_up()
                return self.stack[at]
        return None
