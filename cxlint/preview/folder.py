"""The files of the project that a template may include: found by name, and never outside the project."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cxlint.errors import ReadError

if TYPE_CHECKING:
    from cxlint.model.source import Source

_LARGEST = 1_000_000
_MOST_FOLDERS = 2_000
_USUAL = ("", "templates", "layouts", "partials", "snippets", "emails", "includes", "views")
_SKIPPED = frozenset({"node_modules", "__pycache__", "venv", "site-packages"})


class Folder:
    """The project: `root` is its folder, an empty string where nothing may be included."""

    def __init__(self, root: str) -> None:
        self.root = os.path.realpath(root) if root else ""
        self._folders: list[str] | None = None
        self._found: dict[tuple[str, str], Source | None] = {}

    def find(self, name: str, origin: str) -> Source | None:
        """The file that a template at `origin` means by a name, or None.

        Looked for beside the template, in the folders above it, then in the folder of the project that is nearest.
        """
        wanted = name.replace("\\", "/").strip().lstrip("/").removeprefix("./")
        if not self.root or not wanted or "\0" in wanted:
            return None
        key = wanted, os.path.dirname(os.path.abspath(origin))
        if key not in self._found:
            self._found[key] = self._look(wanted, key[1], os.path.basename(origin))
        return self._found[key]

    def _look(self, wanted: str, beside: str, like: str) -> Source | None:
        names = _spellings(wanted, like)
        suffix = os.path.splitext(like)[1].lower()
        folder = os.path.realpath(beside)
        while self._inside(folder):
            for usual in _USUAL:
                for name in names:
                    source = self._read(os.path.join(folder, usual, name), suffix)
                    if source is not None:
                        return source
            if folder == self.root:
                break
            folder = os.path.dirname(folder)
        if "." not in wanted and "/" not in wanted:
            # a word alone says too little to look for it everywhere
            return None
        for folder in self._nearest(os.path.realpath(beside)):
            for name in names:
                source = self._read(os.path.join(folder, name), suffix)
                if source is not None:
                    return source
        return None

    def _inside(self, path: str) -> bool:
        return path == self.root or path.startswith(self.root.rstrip(os.sep) + os.sep)

    def _read(self, path: str, suffix: str) -> Source | None:
        real = os.path.realpath(path)
        if not self._inside(real) or not os.path.isfile(real):
            return None
        from cxlint.config.load import shown
        from cxlint.model.source import decode
        from cxlint.readers import can_read

        # secrets and settings are no parts of a message
        hidden = any(part.startswith(".") for part in os.path.relpath(real, self.root).split(os.sep))
        if hidden or not (can_read(real) or os.path.splitext(real)[1].lower() == suffix):
            return None
        try:
            if os.path.getsize(real) > _LARGEST:
                return None
            with open(real, "rb") as file:
                return decode(shown(real), file.read())
        except (OSError, ReadError):
            return None

    def _nearest(self, beside: str) -> list[str]:
        """Folders of the project that may hold templates, those that share most of their path first."""
        if self._folders is None:
            self._folders = []
            for folder, below, _ in os.walk(self.root):
                below[:] = sorted(name for name in below if name not in _SKIPPED and not name.startswith("."))
                self._folders.append(folder)
                if len(self._folders) >= _MOST_FOLDERS:
                    break
        return sorted(self._folders, key=lambda folder: (-len(os.path.commonpath([folder, beside])), len(folder)))


def _spellings(wanted: str, like: str) -> list[str]:
    """The names under which a file may stand: partials leave out their suffix and an underscore."""
    folder, base = os.path.split(wanted)
    suffixes = ["." + end for end in (like.split(".", 1)[1:] or [""]) if end]
    if "." in like:
        suffixes.append("." + like.rsplit(".", 1)[1])
    found = [wanted, *(wanted + suffix for suffix in suffixes)]
    return [*found, *(os.path.join(folder, "_" + base + suffix) for suffix in ["", *suffixes])]
