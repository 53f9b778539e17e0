"""Which documents belong to which stage of the customer's journey, and who answers for them."""

from __future__ import annotations

import os
from functools import cached_property
from typing import TYPE_CHECKING

from cxlint.config.globs import matches, relative

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pathspec.gitignore import GitIgnoreSpec

    from cxlint.config.model import Stage
    from cxlint.project.summary import Summary

_CODEOWNERS = ("CODEOWNERS", ".github/CODEOWNERS", ".gitlab/CODEOWNERS", "docs/CODEOWNERS")
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
    """Who owns files, as a CODEOWNERS file under `root` says; nobody where there is none."""

    def __init__(self, root: str) -> None:
        self._root = root

    def of(self, path: str) -> tuple[str, ...]:
        """The owners of a file: those of the last pattern that fits."""
        inside = relative(path, self._root)
        return next((owners for spec, owners in self._entries if spec.match_file(inside)), ())

    @cached_property
    def _entries(self) -> list[tuple[GitIgnoreSpec, tuple[str, ...]]]:
        """Patterns and their owners, the last one of the file first."""
        text = next(filter(None, (_text(os.path.join(self._root, name)) for name in _CODEOWNERS)), "")
        if not text:
            return []
        from pathspec.gitignore import GitIgnoreSpec

        entries = []
        for line in text.splitlines():
            pattern, *owners = line.partition(" #")[0].split() or [""]
            # sections of GitLab begin with a bracket
            if pattern and not pattern.startswith(("#", "[", "^[")):
                entries.append((GitIgnoreSpec.from_lines([pattern]), tuple(owners)))
        return entries[::-1]


def _text(path: str) -> str:
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read()
    except OSError:
        return ""
