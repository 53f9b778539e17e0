"""How many processes may read files."""

from __future__ import annotations

import os

from cxlint.errors import UsageError

_MOST = 61
"""Windows can wait for no more processes."""


def processes(given: str | None = None) -> int:
    """The number asked for, on the command line or else by CXLINT_JOBS; 0 leaves it to the work. Raises UsageError."""
    wanted = given if given is not None else os.environ.get("CXLINT_JOBS") or None
    if wanted is None:
        return 0
    if not (wanted.isascii() and wanted.isdecimal() and 0 < int(wanted) <= _MOST):
        raise UsageError(f"--jobs is no number of processes: {wanted}", hint=f"1 to {_MOST}")
    return int(wanted)
