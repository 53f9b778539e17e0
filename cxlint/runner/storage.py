"""What earlier runs left in the user's cache folder: one file a project and configuration, replaced in one piece.

A file is pickled, so it is trusted only when it belongs to the user and nobody else may write it, and it is sealed as
that of the rules is (`rulebook.cache`). Old files go, and so do the oldest when they get many.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import time
from typing import Any

from cxlint.rulebook import cache

_PREFIXES = ("files-", "runs-")
_KEEP_DAYS = 30
_LARGEST = 64_000_000
"""Bytes of one file; of a larger project nothing is kept."""

_MOST = 256_000_000
"""Bytes of all files together."""

_STALE_PARTIAL = 3600


def read(name: str) -> Any:
    """The value stored under a name, or None."""
    body = cache.sealed(_path(name))
    if body is None:
        return None
    try:
        return pickle.loads(body)  # noqa: S301 -- our own file, see above
    except Exception:  # noqa: BLE001 -- whatever an old or foreign pickle raises, it is as good as none
        return None


def write(name: str, value: Any) -> None:
    """Store a value; a folder that cannot be written is no error."""
    body = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    if len(body) > _LARGEST:
        return
    with contextlib.suppress(OSError):
        cache.seal(_path(name), body)
        _prune()


def used(name: str) -> None:
    """Note that a file is still of use."""
    path = _path(name)
    with contextlib.suppress(OSError):
        if os.stat(path).st_mtime < time.time() - 86400:
            os.utime(path)


def clear() -> tuple[int, int]:
    """Delete all that cxlint keeps in its cache folder; how many files that were, and their bytes."""
    count = size = 0
    with contextlib.suppress(OSError), os.scandir(cache.folder()) as entries:
        for entry in entries:
            if entry.name.startswith((*_PREFIXES, "rules-")):
                with contextlib.suppress(OSError):
                    taken = entry.stat().st_size
                    os.unlink(entry.path)
                    count, size = count + 1, size + taken
    return count, size


def _path(name: str) -> str:
    return os.path.join(cache.folder(), f"{name}.bin")


def _prune() -> None:
    """Delete what is old, what a killed run left half-written, and the oldest of what is too much."""
    now = time.time()
    found = []
    with os.scandir(cache.folder()) as entries:
        for entry in entries:
            if entry.name.startswith(_PREFIXES):
                with contextlib.suppress(OSError):
                    status = entry.stat()
                    partial = not entry.name.endswith(".bin")
                    found.append((partial, status.st_mtime, status.st_size, entry.path))
    total = 0
    for partial, written, size, path in sorted(found, key=lambda one: -one[1]):
        total += size
        age = now - written
        if age > _KEEP_DAYS * 86400 or total > _MOST or (partial and age > _STALE_PARTIAL):
            with contextlib.suppress(OSError):
                os.unlink(path)
