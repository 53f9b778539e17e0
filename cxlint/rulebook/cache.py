"""The compiled rule set on disk, by content and version.

The file is marshal data in the user's own cache folder, trusted like a .pyc file: it is named by a hash of every rule
file, word list and grammar it was made from, so it never goes stale, and written so that two processes cannot harm
each other.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
import time
from typing import Any

_KEEP_DAYS = 30


def folder() -> str:
    """Where cxlint keeps its cache: $CXLINT_CACHE_DIR, or a folder of the user's cache folder."""
    chosen = os.environ.get("CXLINT_CACHE_DIR")
    if chosen:
        return chosen
    base = os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else os.environ.get("XDG_CACHE_HOME")
    return os.path.join(base or os.path.join(os.path.expanduser("~"), ".cache"), "cxlint")


def read(key: str) -> Any:
    """The value stored under a key, or None."""
    try:
        with open(_path(key), "rb") as file:
            # in one piece: marshal.load asks the file for every single value, which is ten times as slow
            return marshal.loads(file.read())  # noqa: S302 -- our own file, see above
    except (OSError, EOFError, ValueError, TypeError):
        return None


def write(key: str, value: Any) -> None:
    """Store a value; a folder that cannot be written is no error."""
    path = _path(key)
    partial = f"{path}.{os.getpid()}"
    with contextlib.suppress(OSError):
        os.makedirs(folder(), mode=0o700, exist_ok=True)
        with open(partial, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            marshal.dump(value, file)
        os.replace(partial, path)
        _prune()


def _path(key: str) -> str:
    return os.path.join(folder(), f"rules-{key}.bin")


def _prune() -> None:
    oldest = time.time() - _KEEP_DAYS * 86400
    with os.scandir(folder()) as entries:
        for entry in entries:
            if entry.name.startswith("rules-") and entry.stat().st_mtime < oldest:
                with contextlib.suppress(OSError):
                    os.unlink(entry.path)
