"""What a loop goes over and which names it binds, in whichever language it is written."""

from __future__ import annotations

import re
from typing import NamedTuple

_NAME = r"[$@.\w][\w.>\[\]'\"$-]*"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"\(?(?P<names>[$\w]+(?:\s*,\s*[$\w]+)*)\)?\s+(?:in|IN)\s+(?P<path>{_NAME})",
        rf"\(?\s*(?P<path>{_NAME})\s+as\s+\|?(?P<names>[$\w]+(?:\s*(?:,|=>|\s)\s*[$\w]+)*)",
        rf"(?P<names>\$\w+(?:\s*,\s*\$\w+)?)\s*:=\s*(?P<path>{_NAME})",
        r"(?P<path>[@\w.]+?)\.(?:each\w*|map|times|find_each)\b.*?\|(?P<names>[^|]*)\|",
        r".*?\bfrom=(?P<path>[$\w.]+).*?\bitem=[\"']?(?P<names>\w+)",
        r".*?\bitem=[\"']?(?P<names>\w+).*?\bfrom=(?P<path>[$\w.]+)",
        rf"(?P<names>\w+)\s*=\s*(?P<path>{_NAME})",
        rf"(?P<path>{_NAME})(?P<names>)",
    )
)
_LONGEST = 300
_WORD = re.compile(r"\w+")
_ITERATING = re.compile(r"\.(?:items|values|all|iteritems|entries|each|pairs)\Z")


class Bound(NamedTuple):
    """The path of what a loop goes over, and the variables that stand for a member of it."""

    path: str
    variables: tuple[str, ...]


def read_loop(expression: str) -> Bound:
    """Read a loop as it is written: `line in order.lines`, `$lines as $line`, `@lines.each do |line|`."""
    for form in _FORMS:
        match = form.match(expression, 0, _LONGEST)
        if match is not None:
            path = _ITERATING.sub("", match["path"].lstrip("$@."))
            return Bound(path, tuple(_WORD.findall(match["names"])) or ("this", "."))
    return Bound(expression, ())
