"""The data files of a project, and which of their values a template's variable reads."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxlint.project.statements import KeyStated
    from cxlint.project.summary import Summary

_ROOTS = frozenset({"site", "data", "config", "settings"})


class DataFiles:
    """Values of data files by the paths under which templates read them.

    `site.data.fees.late`, `data.fees.late` and `fees.late` read the key `late` of `_data/fees.yml`; `config.fees.late`
    the key `fees.late` of `config.yml`; `fees.late` also a key `fees.late` of any file.
    """

    def __init__(self, summaries: Iterable[Summary]) -> None:
        self._files: dict[str, list[_File]] = {}
        self._keys: dict[str, KeyStated] = {}
        self._of_file: dict[tuple[str, str], KeyStated] = {}
        folders: set[str] = set()
        for summary in summaries:
            if summary.statements.keys:
                parts = _parts(summary.path)
                folders.update(parts[:-1])
                self._files.setdefault(parts[-1], []).append(_File(summary))
                for key in summary.statements.keys:
                    self._of_file.setdefault((parts[-1], key.path), key)
                    if "." in key.path:
                        self._keys.setdefault(key.path, key)
        self._folders = folders

    def __bool__(self) -> bool:
        return bool(self._files)

    def find(self, path: str) -> KeyStated | None:
        """The value that a variable path reads; None when no file has such a key."""
        parts = path.split(".")
        for i, name in enumerate(parts[:-1]):
            key = self._of_file.get((name, ".".join(parts[i + 1 :])))
            if key is not None:
                return key
        for i in range(len(parts) - 1):
            key = self._keys.get(".".join(parts[i:]))
            if key is not None:
                return key
        return None

    def loops_over(self, expression: str) -> bool:
        """Whether a loop ("fee in site.data.fees") goes through a data file."""
        first, *rest = expression.rpartition(" in ")[2].split(".")
        return any(name in self._files for name in rest) if first in _ROOTS else not rest and first in self._files

    def missing(self, path: str) -> tuple[str, str] | None:
        """The data file that a path names (`site.data.fees.lat`) when it has no such key, and the key most like it.

        None when there is such a key, no such file, or a file whose keys are not all known.
        """
        parts = path.split(".")[2:]
        at = next((i for i, part in enumerate(parts[:-1]) if part in self._files), -1)
        if at < 0 or parts[at] in self._folders:
            return None
        files = self._files[parts[at]]
        rest = parts[at + 1 :]
        if not all(file.complete and not file.listed for file in files) or any(file.has(rest) for file in files):
            return None
        return files[0].path, _close(rest[-1], files[0].names())

    def like(self, name: str) -> str:
        """The last part of a key of any file that looks like a name; empty for none."""
        return _close(name, self._names)

    @cached_property
    def _names(self) -> set[str]:
        return {word for files in self._files.values() for file in files for word in file.names()}


class _File:
    """One data file."""

    __slots__ = ("complete", "keys", "listed", "nodes", "path")

    def __init__(self, summary: Summary) -> None:
        self.path = summary.path
        self.complete = summary.statements.complete
        self.keys = {key.path: key for key in summary.statements.keys}
        self.listed = all(path.split(".", 1)[0].isdigit() for path in self.keys)
        self.nodes = {".".join(path.split(".")[:i]) for path in self.keys for i in range(1, path.count(".") + 1)}

    def has(self, rest: list[str]) -> bool:
        """Whether a path leads to a value or a group of values, or asks something of a value (`late.size`)."""
        whole = ".".join(rest)
        known = whole in self.keys or whole in self.nodes
        return known or any(".".join(rest[:i]) in self.keys for i in range(1, len(rest)))

    def names(self) -> set[str]:
        """The last parts of all keys."""
        return {path.rpartition(".")[2] for path in self.keys}


def variable(path: str, key: str) -> str:
    """The variable by which a template reads a key of a data file, as the folder suggests."""
    parts = _parts(path)
    return ".".join((*(("site", "data") if "_data" in parts else ()), parts[-1], key))


def _parts(path: str) -> list[str]:
    """The folders and the name of a file without its suffix; exported trees join them by two underscores."""
    plain = path.replace("\\", "/").rsplit(".", 1)[0]
    return [part for part in plain.replace("___", "/_").replace("__", "/").split("/") if part]


def _close(name: str, known: set[str]) -> str:
    """The known name that differs by a slip of the pen; empty for none."""
    from cxlint.annotate.data_keys import close

    return close(name, frozenset(known))
