"""Which documents belong to which stage of the customer's journey, and who answers for them."""

from __future__ import annotations

import os
import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from cxlint.config.globs import matches, relative

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pathspec.gitignore import GitIgnoreSpec

    from cxlint.config.model import Stage
    from cxlint.project.summary import Summary

_CODEOWNERS = (".github/CODEOWNERS", ".gitlab/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS")
"""Where GitHub and GitLab look for owners."""


def stage_of(summary: Summary, stages: Sequence[Stage], root: str) -> Stage | None:
    """The stage at which a customer meets a document: by its path, the last glob that fits, else by its kind."""
    inside = relative(summary.path, root)
    for stage in reversed(stages):
        if stage.paths and matches(inside, stage.paths):
            return stage
    # the kind of a message tells more than that it is one
    for kind in (summary.nature.message, summary.kind):
        for stage in stages:
            if kind and kind in stage.kinds:
                return stage
    return None


class Owners:
    """Who owns files, as a CODEOWNERS file of the repository says; nobody where there is none.

    The file is looked for in `root` and above it, up to the top of the repository.
    """

    def __init__(self, root: str) -> None:
        self._root = os.path.abspath(root)

    def of(self, path: str) -> tuple[str, ...]:
        """The owners of a file: those of the last pattern that fits."""
        top, entries = self._found
        inside = relative(path, top)
        return next((entry.owners for entry in entries if entry.covers(inside)), ())

    @cached_property
    def _found(self) -> tuple[str, list[_Entry]]:
        """The folder that patterns relate to, and the entries, the last one of the file first."""
        folder = self._root
        while True:
            for name in _CODEOWNERS:
                if text := _text(os.path.join(folder, name)):
                    return folder, [*map(_entry, text.splitlines()[::-1])]
            parent = os.path.dirname(folder)
            if parent == folder or os.path.exists(os.path.join(folder, ".git")):
                return folder, []
            folder = parent


class _Entry(NamedTuple):
    """A pattern and its owners; `depth` is the number of folders over a file where that matters, else -1."""

    spec: GitIgnoreSpec | None = None
    owners: tuple[str, ...] = ()
    depth: int = -1

    def covers(self, path: str) -> bool:
        return (
            self.spec is not None and self.spec.match_file(path) and (self.depth < 0 or path.count("/") == self.depth)
        )


def _entry(line: str) -> _Entry:
    from pathspec.gitignore import GitIgnoreSpec

    pattern, *owners = re.split(r"(?<!\\)\s+", line.partition(" #")[0].strip())
    # sections of GitLab begin with a bracket
    if not pattern or pattern.startswith(("#", "[", "^[", "!")):
        return _Entry()
    # unlike in .gitignore, `docs/*` covers no file further down
    depth = pattern.strip("/").count("/") if pattern.endswith("/*") else -1
    try:
        return _Entry(GitIgnoreSpec.from_lines([pattern]), tuple(owners), depth)
    except ValueError:  # no pattern at all
        return _Entry()


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""
