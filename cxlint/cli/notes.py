"""What a check says besides its findings, on standard error."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from cxlint.config.load import unused
from cxlint.report import summary

if TYPE_CHECKING:
    from cxlint.cli.options import CheckOptions
    from cxlint.cli.outputs import Output
    from cxlint.config.model import Config
    from cxlint.runner import RunResult

_MOST_NAMED = 3


def _tell_unread(result: RunResult, named: tuple[str, ...]) -> None:
    """Files that the user named and that were not read: whoever names one takes it for checked."""
    unread = [(path, reason) for path, reason in result.skipped if path in named]
    if not unread:
        return
    from cxlint.runner.discover import EXCLUDED

    unread = [(path, reason) for path, reason in unread if reason != EXCLUDED]
    sys.stderr.writelines(f"note: {path} was not read: {reason}\n" for path, reason in unread[:_MOST_NAMED])
    if (more := len(unread) - _MOST_NAMED) > 0:
        sys.stderr.write(f"note: {more:,} more {'was' if more == 1 else 'were'} not read; --verbose lists them\n")


def tell(chosen: list[Output], result: RunResult, config: Config, options: CheckOptions, notes: list[str]) -> None:
    """Say what failed, what was left out, and what was written; `notes` are those of the adoption."""
    err = sys.stderr
    for failure in result.failures:
        err.write(f"error: {failure}\n")
    if result.failures:
        err.write("hint: the other rules went on; CXLINT_DEBUG=1 shows where it failed\n")
    if options.verbose:
        err.write(f"configuration: {config.path or 'none'}\n")
        err.writelines(f"skipped {path}: {reason}\n" for path, reason in result.skipped)
    if options.quiet:
        return
    if not result.files:
        err.write("warning: no files to check\n")
    if not options.verbose:
        _tell_unread(result, options.paths)
    if not (options.isolated or (options.config and os.path.isfile(options.config))):
        for path in unused(result.checked, config)[:_MOST_NAMED]:
            instead = f"that is {config.path}" if config.path else "there is none above all that is checked"
            err.write(f"note: {path} was not used: a run has one configuration, and {instead}\n")
    err.writelines(note + "\n" if note.startswith(" ") else f"note: {note}\n" for note in notes)
    if all(output.path for output in chosen):
        err.write(summary(result) + "\n")
    err.writelines(f"wrote {output.path}\n" for output in chosen if output.path)
