"""The compiled rule set on disk, by content and version.

The file is marshal data in the user's own cache folder, trusted like a .pyc file: it is named by a hash of every rule
file, word list and grammar it was made from, so it never goes stale, and written so that two processes cannot harm
each other. It is read only when it belongs to the user and nobody else may write it. It begins with a hash of the rest:
one that is cut off or damaged is as good as none.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import sys
import time
from hashlib import blake2b
from typing import Any

_KEEP_DAYS = 30
_CHECKSUM = 16


def folder() -> str:
    """Where cxlint keeps its cache: $CXLINT_CACHE_DIR, or a folder of the user's cache folder."""
    chosen = os.environ.get("CXLINT_CACHE_DIR")
    if chosen:
        return chosen
    base = os.environ.get("LOCALAPPDATA") if sys.platform == "win32" else os.environ.get("XDG_CACHE_HOME")
    return os.path.join(base or os.path.join(os.path.expanduser("~"), ".cache"), "cxlint")


def read(key: str) -> Any:
    """The value stored under a key, or None."""
    body = sealed(_path(key))
    if body is None:
        return None
    try:
        # in one piece: marshal.load asks the file for every single value, which is ten times as slow
        return marshal.loads(body)  # noqa: S302 -- our own file, see above
    except (EOFError, ValueError, TypeError):
        return None


def write(key: str, value: Any) -> None:
    """Store a value; a folder that cannot be written is no error."""
    with contextlib.suppress(OSError):
        seal(_path(key), marshal.dumps(value))
        _prune()


def sealed(path: str) -> memoryview | None:
    """What `seal` wrote; None where it is damaged, somebody else's, or not there."""
    try:
        with open(path, "rb") as file:
            if not _is_own(os.fstat(file.fileno())):
                return None
            data = file.read()
    except OSError:
        return None
    body = memoryview(data)[_CHECKSUM:]
    return body if _checksum(body) == data[:_CHECKSUM] else None


def seal(path: str, body: bytes) -> None:
    """Write a file of the cache, in one piece and for the user alone. Raises OSError."""
    partial = f"{path}.{os.getpid()}"
    os.makedirs(folder(), mode=0o700, exist_ok=True)
    with open(partial, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(_checksum(body))
        file.write(body)
    os.replace(partial, path)


def _checksum(body: bytes | memoryview) -> bytes:
    return blake2b(body, digest_size=_CHECKSUM).digest()


def _is_own(status: os.stat_result) -> bool:
    """Whether a file is the user's own and only they may write it; where there are no such rights, it is."""
    return not hasattr(os, "getuid") or (status.st_uid == os.getuid() and not status.st_mode & 0o022)


def _path(key: str) -> str:
    return os.path.join(folder(), f"rules-{key}.bin")


def _prune() -> None:
    oldest = time.time() - _KEEP_DAYS * 86400
    with os.scandir(folder()) as entries:
        for entry in entries:
            if entry.name.startswith("rules-") and entry.stat().st_mtime < oldest:
                with contextlib.suppress(OSError):
                    os.unlink(entry.path)
