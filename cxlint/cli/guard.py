"""Everything that can go wrong, as one line for people and an exit code."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from cxlint.cli import CLEAN, FAILED, INTERRUPTED
from cxlint.errors import CxlintError

if TYPE_CHECKING:
    from collections.abc import Callable


def guarded(work: Callable[[], int]) -> int:
    """Run `work` and return its exit code, or the one that stands for how it failed.

    CXLINT_DEBUG=1 lets errors through with their traceback.
    """
    try:
        code = work()
        sys.stdout.flush()
    except KeyboardInterrupt:
        sys.stderr.write("interrupted\n")
        return INTERRUPTED
    except BrokenPipeError:
        # `cxlint check ... | head` has what it wanted
        from cxlint.cli.terminal import abandon_stdout

        abandon_stdout()
        return CLEAN
    except CxlintError as error:
        if os.environ.get("CXLINT_DEBUG"):
            raise
        sys.stderr.write(f"error: {error}\n")
        return FAILED
    except Exception as error:
        if os.environ.get("CXLINT_DEBUG"):
            raise
        if _nowhere():
            sys.stderr.write("error: the current folder is no longer there\n")
            return FAILED
        sys.stderr.write(f"error: cxlint itself failed: {_described(error)}\n")
        sys.stderr.write(
            "hint: this is a bug; please report it with what the same command prints under CXLINT_DEBUG=1\n"
        )
        return FAILED
    return code


def _nowhere() -> bool:
    """Whether the current folder has been deleted."""
    try:
        os.getcwd()
    except FileNotFoundError:
        return True
    return False


def _described(error: Exception) -> str:
    """The error in one line, with the place in the program where it came up."""
    words = " ".join(str(error).split())
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f" ({os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno})" if trace else ""
    return f"{type(error).__name__}{': ' + words if words else ''}{where}"
