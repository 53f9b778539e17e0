"""The template files of a project, as neighbours are looked up in them: on disk, or in memory for examples."""

from __future__ import annotations

import os
from hashlib import blake2b
from typing import TYPE_CHECKING, Protocol

from cxlint.errors import ReadError
from cxlint.runner.discover import walk

if TYPE_CHECKING:
    from cxlint.config.model import Config
    from cxlint.model.source import Source

_SUFFIXES = (
    "html", "htm", "txt", "text", "mjml", "j2", "jinja", "jinja2", "njk", "twig", "liquid", "hbs", "handlebars",
    "mustache", "erb", "ftl", "ftlh", "tpl", "gotmpl", "gohtml", "tmpl", "tt", "tt2", "php", "phtml",
)  # fmt: skip
_LARGEST = 500_000
"""Bytes; a larger file is no template that somebody wrote."""

_MOST = 4_000
"""Of more files than this the first are searched for who includes whom."""

_HEIGHT = 4
"""Outside of a project, how many folders up a template root is looked for."""

_ROOTS = frozenset("templates views emails email mails mail mailers messages notifications layouts".split())


class TemplateFiles(Protocol):
    """Where templates lie. Paths have slashes and are what `key` made of them."""

    def key(self, path: str) -> str:
        """The one name of a file, however its path is written."""

    def shown(self, key: str) -> str:
        """The path of a file for people."""

    def root(self, key: str) -> str:
        """The folder that names of templates are looked up in, at most."""

    def names(self, folder: str) -> frozenset[str]:
        """The names of the files in a folder."""

    def source(self, key: str) -> Source | None:
        """The text of a file; None when it cannot be read."""

    def fingerprint(self, key: str) -> str:
        """A hash of the bytes of a file; empty when it cannot be read."""

    def everything(self, root: str) -> list[str]:
        """All template files under a root, in order."""


class DiskFiles:
    """Templates on disk, each folder listed once a run."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._project = os.path.abspath(config.root) if config.path or os.path.exists(_git(config.root)) else ""
        self._names: dict[str, frozenset[str]] = {}
        self._fingerprints: dict[str, str] = {}
        self._everything: dict[str, list[str]] = {}

    def key(self, path: str) -> str:
        """The absolute path."""
        return os.path.abspath(path).replace(os.sep, "/")

    def shown(self, key: str) -> str:
        """The path as seen from the current folder."""
        return _from_here(key)

    def root(self, key: str) -> str:
        """The project's folder, or around a file outside of one the highest folder named like one of templates."""
        project = self._project.replace(os.sep, "/")
        if project and key.startswith(project.rstrip("/") + "/"):
            return project
        folders = key.split("/")[:-1]
        lowest = max(1, len(folders) - _HEIGHT)
        high = next((i for i in range(lowest, len(folders)) if folders[i].lower() in _ROOTS), len(folders) - 1)
        return "/".join(folders[: high + 1]) or "/"

    def names(self, folder: str) -> frozenset[str]:
        """The names of the files in a folder; none where there is no such folder."""
        known = self._names.get(folder)
        if known is None:
            try:
                with os.scandir(folder) as entries:
                    known = frozenset(entry.name for entry in entries if entry.is_file())
            except OSError:
                known = frozenset()
            self._names[folder] = known
        return known

    def source(self, key: str) -> Source | None:
        """The text of a file, under its path as seen from here."""
        try:
            if os.path.getsize(key) > _LARGEST:
                return None
            with open(key, "rb") as file:
                data = file.read()
            from cxlint.readers import load

            # of what is read here: a file may change during a run
            self._fingerprints.setdefault(key, blake2b(data, digest_size=16).hexdigest())
            return load(_from_here(key), data)
        except (OSError, ReadError):
            return None

    def fingerprint(self, key: str) -> str:
        """A hash of the bytes of a file, worked out once a run; empty when it cannot be read."""
        known = self._fingerprints.get(key)
        if known is None:
            try:
                with open(key, "rb") as file:
                    known = blake2b(file.read(), digest_size=16).hexdigest()
            except OSError:
                known = ""
            self._fingerprints[key] = known
        return known

    def everything(self, root: str) -> list[str]:
        """All template files under a root that the configuration does not exclude."""
        known = self._everything.get(root)
        if known is not None:
            return known
        include = tuple(f"*.{suffix}" for suffix in _SUFFIXES)
        config = self._config._replace(include=include)
        found = self._everything[root] = []
        for path in walk(root, config):
            found.append(self.key(path))
            if len(found) >= _MOST:
                break
        return found


class MemoryFiles:
    """Templates by name, for examples of rules and for tests."""

    def __init__(self, sources: dict[str, Source]) -> None:
        self._sources = sources

    def key(self, path: str) -> str:
        """The path with a root in front."""
        return "/" + path.replace("\\", "/").lstrip("/")

    def shown(self, key: str) -> str:
        """The path as it was given."""
        return key[1:]

    def root(self, key: str) -> str:  # noqa: ARG002 -- there is but one
        """The root."""
        return "/"

    def names(self, folder: str) -> frozenset[str]:
        """The names of the files in a folder."""
        keys = (self.key(path) for path in self._sources)
        return frozenset(key.rpartition("/")[2] for key in keys if key.rpartition("/")[0] == folder.rstrip("/"))

    def source(self, key: str) -> Source | None:
        """The text of a file."""
        return next((source for path, source in self._sources.items() if self.key(path) == key), None)

    def fingerprint(self, key: str) -> str:
        """The key itself: what is in memory does not change."""
        return key

    def everything(self, root: str) -> list[str]:  # noqa: ARG002
        """All files."""
        return sorted(self.key(path) for path in self._sources)


def _git(root: str) -> str:
    return os.path.join(root, ".git")


def _from_here(key: str) -> str:
    try:
        return os.path.relpath(key)
    except ValueError:  # another drive
        return key
