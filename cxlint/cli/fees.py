"""`cxlint fees`: from options to the ledger of every fee."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

from cxlint.cli import CLEAN, FAILED
from cxlint.cli.jobs import processes
from cxlint.config.load import common_folder, load
from cxlint.errors import UsageError

if TYPE_CHECKING:
    from cxlint.config.model import Config
    from cxlint.project.ledger import Ledger
    from cxlint.project.summary import Project
    from cxlint.report import ReportOptions
    from cxlint.runner import RunResult

_FAMILIES = ("FEE", "DOC")
_MOST_NAMED = 5


class FeesOptions(NamedTuple):
    """What the command line says; `only` is the file whose fees are shown."""

    paths: tuple[str, ...] = ()
    only: str | None = None
    output_format: str = "text"
    output: str | None = None
    config: str | None = None
    isolated: bool = False
    no_cache: bool = False
    color: str = "auto"
    quiet: bool = False


def run_fees(options: FeesOptions) -> int:
    """Write the ledger of what the options name, and return the exit code: 0, or 2 where a rule crashed.

    Raises UsageError.
    """
    paths = [*(options.paths or (".",)), *([options.only] if options.only else [])]
    missing = [path for path in paths if not os.path.lexists(path)]
    if missing:
        raise UsageError(f"there is no such file or folder: {', '.join(missing)}")
    if options.only and os.path.isdir(options.only):
        raise UsageError(f"{options.only} is a folder", hint="--for takes a file; give a folder as PATHS")
    config = _configured(options, paths)

    from cxlint import rulebook, runner
    from cxlint.project.ledger import build

    ruleset = rulebook.load(config.rules_dirs, use_cache=not options.no_cache)
    result = runner.run(paths, config, ruleset, use_cache=not options.no_cache, jobs=processes())
    only = _path_of(options.only, result) if options.only else ""
    ledger = build(result.project, result.findings, only=only)
    _write(ledger, options, paths)
    _tell(ledger, result, options)
    return FAILED if result.failures else CLEAN


def _configured(options: FeesOptions, paths: list[str]) -> Config:
    """The configuration, with every rule about money and documents on, however sure: the ledger is for a person."""
    config = load(common_folder(paths), file=options.config or "", isolated=options.isolated)
    return config._replace(
        preset="review", select=_FAMILIES, extend_select=(), min_severity="info", min_confidence="", output_format=""
    )


def _path_of(file: str, result: RunResult) -> str:
    """The path under which the run read a file."""
    wanted = os.path.abspath(file)
    for path in _paths(result.project):
        if os.path.abspath(path) == wanted:
            return path
    why = next((reason for path, reason in result.skipped if os.path.abspath(path) == wanted), "")
    raise UsageError(f"{file} could not be read", hint=why)


def _paths(project: Project) -> list[str]:
    return [summary.path for group in project.groups() for summary in group]


def _write(ledger: Ledger, options: FeesOptions, paths: list[str]) -> None:
    from cxlint.cli.terminal import wants_color, width
    from cxlint.report import ReportOptions
    from cxlint.report.ledgers import write

    if options.output is None:
        shown = ReportOptions(wants_color(options.color, sys.stdout), width(sys.stdout), options.quiet)
        if ledger.empty and options.output_format == "text":
            sys.stdout.write(_nothing(ledger, options, paths))
        else:
            write(options.output_format, ledger, sys.stdout, shown)
        sys.stdout.flush()
        return
    _write_file(options.output, ledger, options, ReportOptions(options.color == "always"))


def _write_file(path: str, ledger: Ledger, options: FeesOptions, shown: ReportOptions) -> None:
    from cxlint.report.ledgers import write

    # without its mark, a spreadsheet takes the file for another encoding and spoils every pound sign
    encoding = "utf-8-sig" if options.output_format == "csv" else "utf-8"
    try:
        with open(path, "w", encoding=encoding, newline="\n") as out:
            write(options.output_format, ledger, out, shown)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror or error}") from error


def _nothing(ledger: Ledger, options: FeesOptions, paths: list[str]) -> str:
    """What to say where there are no fees: kindly, and where one would have been found."""
    if options.only:
        return f"{options.only} names no fee that the customer is charged.\n"
    where = ", ".join(paths[:_MOST_NAMED]) + (", ..." if len(paths) > _MOST_NAMED else "")
    number = f"{ledger.read:,} file{'' if ledger.read == 1 else 's'}"
    return (
        f"No fees found. cxlint read {number} in {where} and looked for rows of fee schedules and price lists,\n"
        'sentences such as "a late fee of $15 applies", and fees that templates print.\n'
    )


def _tell(ledger: Ledger, result: RunResult, options: FeesOptions) -> None:
    """What is not the ledger, on standard error."""
    err = sys.stderr
    for failure in result.failures:
        err.write(f"error: {failure}\n")
    if options.quiet:
        return
    if not ledger.read:
        err.write("warning: no files to read\n")
    unread = [finding for finding in result.findings if finding.code == "CX001"]
    for finding in unread[:_MOST_NAMED]:
        err.write(f"note: {finding.place.path} could not be read: {finding.message}\n")
    if options.output:
        err.write(f"wrote {options.output}\n")
