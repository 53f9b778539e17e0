"""The files that a run reads unasked: the schedules and policies that the checked files must agree with."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from cxlint.config.globs import matches, relative
from cxlint.model.source import WORKBOOKS
from cxlint.runner.discover import walk

if TYPE_CHECKING:
    from cxlint.config.model import Config

_LIMIT = 400
"""A folder with more candidates than this has to say in its configuration which count."""

_LARGEST = 1_000_000
"""Bytes; a larger file is no schedule that somebody wrote by hand."""

_LARGEST_PACKED = 200_000
"""The same for a workbook, which is packed."""

_TELLING = re.compile(
    r"(?<![a-z])(?:fees?|charges?|pricing|prices?|rates?|tariffs?|plans?|polic(?:y|ies)|terms|refunds?|returns?|"
    r"cancellation|conditions|legal)(?![a-z])"
)


def evidence(checked: list[str], config: Config) -> list[str]:
    """Files of the project that hold schedules or policies and are not checked themselves.

    With `schedules`, `policies` or `templates` in the configuration these globs decide. Without, and inside a
    repository, files whose path speaks of fees, prices or terms are taken. Paths are relative to the current folder.
    """
    globs = config.schedules + config.policies + config.templates
    if not globs and not (config.path or os.path.exists(os.path.join(config.root, ".git"))):
        return []
    known = {os.path.abspath(path) for path in checked}
    found = []
    for path in walk(config.root, config):
        if os.path.abspath(path) in known:
            continue
        inside = relative(os.path.abspath(path), config.root)
        wanted = matches(inside, globs) if globs else bool(_TELLING.search(inside.lower().replace("_", " ")))
        largest = _LARGEST_PACKED if inside.lower().endswith(WORKBOOKS) else _LARGEST
        if wanted and os.path.getsize(path) <= largest:
            found.append(_from_here(path))
        if len(found) > _LIMIT:
            return []
    return found


def _from_here(path: str) -> str:
    try:
        return os.path.relpath(path)
    except ValueError:  # another drive
        return path
