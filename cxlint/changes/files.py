"""A diff that something else made, from a file or from standard input."""

from __future__ import annotations

import os
import sys

from cxlint.changes.diff import FileDiff, decode, parse
from cxlint.changes.touched import Changed, Touched, key
from cxlint.errors import UsageError

_STDIN = "-"


def changed_in(path: str, root: str) -> Changed:
    """What a diff says has changed; `path` may be `-`, and `root` is the folder that git's diffs relate to.

    Raises UsageError when it cannot be read, or is no diff.
    """
    shown = "standard input" if path == _STDIN else path
    files: dict[str, Touched] = {}
    try:
        for part in parse(decode(_bytes(path))):
            if part.new:
                files[key(_found(part, root))] = part.touched
    except UsageError as error:
        raise UsageError(error.message, where=shown, hint=error.hint) from error
    return Changed(files, f"before {shown}")


def _bytes(path: str) -> bytes:
    if path == _STDIN:
        return sys.stdin.buffer.read()
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise UsageError(f"cannot be read: {error.strerror or error}") from error


def _found(part: FileDiff, root: str) -> str:
    """Where the file of a part lies: with or without the prefix, seen from the root or from here."""
    bare = part.new.partition("/")[2]
    names = (bare, part.new) if part.from_git or part.new.startswith("b/") else (part.new, bare)
    candidates = [os.path.join(base, name) for name in names if name for base in (root, os.getcwd())]
    return next((path for path in candidates if os.path.lexists(path)), candidates[0])
