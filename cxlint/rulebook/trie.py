"""Many strings as one regular expression that reads each character once.

Python's regular expressions try the branches of an alternation one after the other; sharing beginnings makes a set of
a hundred phrases as cheap as a dozen.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

Node = dict[str, "Node"]
_END = ""


def regex(strings: Iterable[str]) -> str:
    """A regular expression for any of the strings; where one begins another, the longer one is tried first."""
    root: Node = {}
    for string in strings:
        node = root
        for char in string:
            node = node.setdefault(char, {})
        node[_END] = {}
    return _regex(root)


def _regex(node: Node) -> str:
    leaves = [char for char, child in sorted(node.items()) if char != _END and child.keys() == {_END}]
    branches = [re.escape(char) + _regex(child) for char, child in sorted(node.items()) if child and char not in leaves]
    if leaves:
        branches.append(re.escape(leaves[0]) if len(leaves) == 1 else f"[{''.join(map(re.escape, leaves))}]")
    if not branches:
        return ""
    optional = _END in node
    if len(branches) == 1 and not optional:
        return branches[0]
    return f"(?:{'|'.join(branches)}){'?' if optional else ''}"
