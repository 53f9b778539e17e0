"""The parts that tags play, and which word plays which part in which dialect."""

from __future__ import annotations

from typing import NamedTuple

PRINT = "print"
IF = "if"
UNLESS = "unless"
ELIF = "elif"
ELSE = "else"
CASE = "case"
WHEN = "when"
LOOP = "loop"
END = "end"
TRANS = "trans"
PLURAL = "plural"
OPEN = "open"
"""A block that is neither condition nor loop, recorded where a bare `end` may close it."""
PLAIN = ""


class Statement(NamedTuple):
    """A tag understood: its role, its keyword, the rest of it, and for PRINT the range of the expression.

    The argument of a condition is the condition as written, that of END the keyword it closes (empty: any).
    """

    role: str
    keyword: str = ""
    argument: str = ""
    lo: int = 0
    hi: int = 0


def _roles(groups: dict[str, str]) -> dict[str, str]:
    return {word: role for role, words in groups.items() for word in words.split()}


_SHARED = _roles(
    {
        IF: "if ifchanged ifequal ifnotequal",
        ELIF: "elif elsif elseif",
        ELSE: "else",
        UNLESS: "unless",
        LOOP: "for foreach",
    }
)

ROLES: dict[str, dict[str, str]] = {
    "jinja": _SHARED | _roles({TRANS: "trans", PLURAL: "pluralize", PRINT: "print"}),
    "django": _SHARED
    | _roles({TRANS: "blocktrans blocktranslate", PLURAL: "plural", PRINT: "trans translate", ELSE: "else empty"}),
    "twig": _SHARED | _roles({TRANS: "trans", PLURAL: "plural"}),
    "liquid": _SHARED | _roles({CASE: "case", WHEN: "when", LOOP: "tablerow", PRINT: "echo"}),
    "smarty": _SHARED | _roles({LOOP: "section while", ELSE: "foreachelse sectionelse forelse"}),
    "freemarker": _SHARED | _roles({LOOP: "list items", CASE: "switch", WHEN: "case", ELSE: "default"}),
    "blade": _SHARED
    | _roles(
        {
            IF: "isset auth can production env error hasSection session",
            UNLESS: "empty guest cannot",
            LOOP: "forelse while",
            CASE: "switch",
            WHEN: "case",
            ELSE: "default",
            PRINT: "lang choice",
        }
    ),
    "tt": _SHARED | _roles({LOOP: "while", CASE: "switch", WHEN: "case", OPEN: "block wrapper filter try macro view"}),
    "go": _SHARED | _roles({IF: "if with", LOOP: "range", OPEN: "block define"}),
    "erb": _SHARED | _roles({CASE: "case", WHEN: "when", LOOP: "while until", OPEN: "begin"}),
    "php": _SHARED | _roles({LOOP: "while", CASE: "switch", WHEN: "case", ELSE: "default"}),
}
"""Role by keyword, for each dialect that has keywords."""
