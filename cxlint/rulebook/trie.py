"""Many phrases as one regular expression that reads each character once.

Python's regular expressions try the branches of an alternation one after the other; sharing beginnings makes a set of
a hundred words as cheap as a dozen.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SEPARATOR = r"[ ,\"'()\[\]*:;/-]+"
"""What may stand between two words of a phrase: a space, with the punctuation of lists, quotes and brackets around it."""

_HYPHEN = "[ -]?"

Node = dict[str, "Node"]
_END = ""


def heads(phrases: Iterable[str]) -> tuple[str, ...]:
    """Alternatives that together match the phrases, each beginning with another literal character.

    A space in a phrase matches a separator, a hyphen matches itself, a space or nothing. Where one phrase begins
    another, the longer one is tried first.
    """
    root: Node = {}
    for phrase in phrases:
        node = root
        for atom in _atoms(phrase):
            node = node.setdefault(atom, {})
        node[_END] = {}
    root.pop(_END, None)
    return tuple(atom + _regex(node) for atom, node in sorted(root.items()))


def regex(phrases: Iterable[str]) -> str:
    """One regular expression for the phrases: see heads."""
    found = heads(phrases)
    return found[0] if len(found) == 1 else f"(?:{'|'.join(found)})"


def _atoms(phrase: str) -> list[str]:
    marks = {" ": SEPARATOR, "-": _HYPHEN}
    return [marks.get(char) or re.escape(char) for char in phrase]


def _regex(node: Node) -> str:
    branches = [atom + _regex(child) for atom, child in sorted(node.items()) if atom != _END]
    if not branches:
        return ""
    ends_here = _END in node
    if len(branches) == 1 and not ends_here:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if ends_here else ''}"
