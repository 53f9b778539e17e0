"""Which way a condition goes in a case: read as far as prose needs, never executed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cxlint.preview.cases import EMPTY, WORST

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxlint.preview.scene import Scene

_DEEPEST = 30
_TOKEN = re.compile(
    r"""(?P<string>"[^"]*+"|'[^']*+')|(?P<number>\d+(?:\.\d+)?)|(?P<name>[$@.]*[^\W\d][\w?]*(?:(?:\.|->|\?\.|&\.|::)[\w?!]+)*)
      |(?P<mark>===?|!==?|<=|>=|&&|\|\||\?\?|[()<>!,=|\[\]])""",
    re.VERBOSE,
)
_OPERATORS = {
    "==": "==", "===": "==", "=": "==", "eq": "==", "is": "==", "equal": "==", "equals": "==", "!=": "!=", "!==": "!=",
    "ne": "!=", "neq": "!=", "<>": "!=", ">": ">", "gt": ">", ">=": ">=", "gte": ">=", "ge": ">=", "<": "<", "lt": "<",
    "<=": "<=", "lte": "<=", "le": "<=", "in": "in", "contains": "in",
}  # fmt: skip
_COMPARE: dict[str, Callable[[float, float], bool]] = {
    "==": lambda a, b: a == b, "!=": lambda a, b: a != b, ">": lambda a, b: a > b, ">=": lambda a, b: a >= b,
    "<": lambda a, b: a < b, "<=": lambda a, b: a <= b,
}  # fmt: skip
_NOTHING = frozenset("none null nil undefined blank empty".split())
_MISSING = frozenset("blank? nil? empty? none? isEmpty is_null is_empty empty isnull isBlank".split())
_PRESENT = frozenset(
    "present? any? has_content isset isPresent isNotEmpty defined exists size? count length size".split()
)


def holds(condition: str, scene: Scene) -> bool:
    """Whether a condition, as written in the template, is met.

    What is not understood is met where values are there, and is not where they are missing.
    """
    return _Reader(condition, scene).read()


class _Reader:
    def __init__(self, condition: str, scene: Scene) -> None:
        found = list(_TOKEN.finditer(condition[:2_000]))
        self.words = [(match.lastgroup or "", match[0]) for match in found]
        self.starts = [match.start() for match in found]
        self.ends = [match.end() for match in found]
        self.scene = scene
        self.at = 0
        self.depth = 0

    def read(self) -> bool:
        return self._either() if self.words else self.scene.case != EMPTY

    def _peek(self) -> str:
        return self.words[self.at][1] if self.at < len(self.words) else ""

    def _accept(self, *marks: str) -> str:
        word = self._peek()
        if word in marks and self.words[self.at][0] != "string":
            self.at += 1
            return word
        return ""

    def _either(self) -> bool:
        met = self._both()
        while self._accept("or", "||", "??", "OR"):
            met = self._both() or met
        return met

    def _both(self) -> bool:
        met = self._negated()
        while self._accept("and", "&&", "AND"):
            met = self._negated() and met
        return met

    def _negated(self) -> bool:
        negated = False
        while self._accept("not", "!", "NOT"):
            negated = not negated
        return self._compared() != negated

    def _compared(self) -> bool:
        if self._peek() in {"eq", "ne", "gt", "gte", "lt", "lte", "le", "ge", "and", "or", "not"}:
            return self._prefix()
        if self._accept("("):
            self.depth += 1
            met = self._either() if self.depth < _DEEPEST else False
            self.depth -= 1
            self._accept(")")
            return met
        left = self._operand()
        negated = False
        operator = _OPERATORS.get(self._peek(), "") if self.at < len(self.words) else ""
        if self._peek() == "not":
            self.at += 1
            operator, negated = _OPERATORS.get(self._peek(), ""), True
        if not operator:
            return self._truth(left)
        self.at += 1
        while self._accept("not"):
            negated = not negated
        return self._weigh(left, operator, self._operand()) != negated

    def _prefix(self) -> bool:
        """`eq a b`, `and a (gt b 0)`: the function comes first."""
        name = self._peek()
        self.at += 1
        if name in {"and", "or", "not"}:
            parts = []
            while self.at < len(self.words) and self._peek() not in {")", ","}:
                before = self.at
                parts.append(self._compared())
                self.at += self.at == before
            if name == "not":
                return not any(parts)
            return all(parts) if name == "and" else any(parts)
        left = self._operand()
        return self._weigh(left, _OPERATORS[name], self._operand())

    def _operand(self) -> tuple[str, str]:
        """A name, a literal, or a call with its first argument; what follows it in brackets or pipes is left out."""
        if self.at >= len(self.words):
            return "", ""
        kind, word = self.words[self.at]
        self.at += 1
        if kind == "name" and self._peek() in {"(", "["} and self.starts[self.at] == self.ends[self.at - 1]:
            inside = self._bracket()
            if kind == "name" and word.lower() in _MISSING | _PRESENT and inside[0] == "name":
                return "name", f"{inside[1]}.{word.lower()}"
        while self._accept("|"):
            filtered = self._peek()
            self.at += 1
            if filtered in {"length", "count", "size"}:
                word = f"{word}.{filtered}"
        if word == "defined":
            return "name", f"{self._operand()[1]}.exists"
        return kind, word

    def _bracket(self) -> tuple[str, str]:
        """Step over a bracket; its first word."""
        level, first = 0, ("", "")
        while self.at < len(self.words):
            kind, word = self.words[self.at]
            self.at += 1
            if kind == "mark":
                level += (word in "([") - (word in ")]")
                if level <= 0:
                    break
            elif not first[0]:
                first = kind, word
        return first

    def _truth(self, operand: tuple[str, str]) -> bool:
        kind, word = operand
        if kind == "string":
            return len(word) > 2
        if kind == "number":
            return float(word) != 0
        lower = word.lower()
        if lower in {"true", "false"} | _NOTHING:
            return lower == "true"
        path, _, last = word.rpartition(".")
        if path and last in _MISSING:
            return not self.scene.true(path)
        return self.scene.true(path if path and last in _PRESENT else word) if word else self.scene.case != EMPTY

    def _weigh(self, left: tuple[str, str], operator: str, right: tuple[str, str]) -> bool:
        if left[0] in {"string", "number"} and right[0] == "name":
            left, right = right, left
            operator = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}.get(operator, operator)
        kind, word = right
        lower = word.lower()
        if operator == "in":
            return self.scene.true(word if kind == "name" else left[1])
        if lower in _NOTHING or (kind == "string" and len(word) == 2):
            return self._truth(left) != (operator == "==")
        if lower in {"defined", "true", "false", "present"} and operator in ("==", "!="):
            return (self._truth(left) == (lower != "false")) == (operator == "==")
        if kind == "number":
            number = self.scene.number(left[1])
            return _COMPARE[operator](float(left[1]) if left[0] == "number" else number, float(word))
        if operator in ("==", "!=") and kind == "string":
            return self.scene.equals(left[1], word[1:-1]) == (operator == "==")
        if operator in ("==", "!="):
            return (self.scene.case != EMPTY) == (operator == "==")
        # two values that nobody knows: the first is the larger one, except in the worst case
        return (self.scene.case != WORST) == (operator in (">", ">=")) and self.scene.case != EMPTY
