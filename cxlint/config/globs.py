"""Globs over paths, as people know them from .gitignore: `*` stays in a folder, `**` crosses folders."""

from __future__ import annotations

import os
import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Matcher = Callable[[str], re.Match[str] | None]

_TOKEN = re.compile(r"\*\*/|/\*\*$|\*+|\?|\[[!^]?\]?[^\]/]*\]|\{[^{}/]*\}|[^*?\[{]+|.", re.DOTALL)
_WILD = {"**/": "(?:.*/)?", "/**": "/.*", "*": "[^/]*", "?": "[^/]"}


def matches(path: str, patterns: Iterable[str]) -> bool:
    """Whether one of the globs covers a path (relative, with forward slashes).

    A glob without a slash inside matches at any depth; a glob that names a folder covers everything in it.
    """
    return any(compiled(pattern)(path) is not None for pattern in patterns)


def relative(path: str, root: str) -> str:
    """A path as globs see it: relative to `root` with forward slashes, or as given where it lies outside."""
    try:
        inside = os.path.relpath(path, root)
    except ValueError:  # another drive
        inside = path
    if inside.startswith(os.pardir):
        inside = path
    inside = inside.replace(os.sep, "/")
    while inside.startswith(("./", "../")):
        inside = inside.partition("/")[2]
    return inside


@lru_cache(maxsize=512)
def compiled(pattern: str) -> Matcher:
    """The match method of the regular expression that a glob stands for."""
    folder = pattern.endswith("/")
    body = pattern.strip("/").removeprefix("./")
    anchored = "/" in pattern.rstrip("/")
    head = "" if anchored else "(?:.*/)?"
    # a file can only be covered by `name/` through the folder above it
    tail = "/.*" if folder else "(?:/.*)?"
    return re.compile(f"{head}{_translate(body)}{tail}\\Z", re.DOTALL).match


def _translate(glob: str) -> str:
    return "".join(map(_part, _TOKEN.findall(glob)))


def _part(part: str) -> str:
    if part in _WILD:
        return _WILD[part]
    if part[0] == "*":
        return ".*"
    if part[0] == "[" and len(part) > 2:
        return _character_class(part[1:-1])
    if part[0] == "{" and len(part) > 2:
        return "(?:" + "|".join(map(_translate, part[1:-1].split(","))) + ")"
    return re.escape(part)


def _character_class(inner: str) -> str:
    negated = inner[0] in "!^"
    members = inner[1:] if negated else inner
    for special in "\\[]^&~|":
        members = members.replace(special, "\\" + special)
    try:
        re.compile(f"[{members}]")
    except re.error:
        return re.escape(f"[{inner}]")
    return f"[^/{members}]" if negated else f"[{members}]"
