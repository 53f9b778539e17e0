"""`cxlint check --fix` and `--diff`: fixes written, or shown, and summed up on standard error."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from cxlint.cli import CLEAN, FOUND
from cxlint.report import count
from cxlint.text.excerpt import harmless

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxlint.cli.options import CheckOptions
    from cxlint.model.finding import Finding
    from cxlint.runner.fixing import Repaired


def write(repaired: Sequence[Repaired], options: CheckOptions, stdin: tuple[str, bytes] | None) -> bool:
    """Write the files in place and print standard input as it is now; False when a file could not be written."""
    from cxlint.runner.fixing import save

    wrote = []
    for file in repaired:
        try:
            if not stdin or file.path != stdin[0]:
                save(file)
            wrote.append(file)
        except OSError as error:
            sys.stderr.write(f"error: cannot write {file.path}: {error.strerror or error}\n")
    fixed_stdin = after(repaired, stdin)
    if fixed_stdin:
        sys.stdout.buffer.write(fixed_stdin[1])
        sys.stdout.buffer.flush()
    if not options.quiet:
        sum_up("Fixed", wrote)
    return len(wrote) == len(repaired)


def after(repaired: Sequence[Repaired], stdin: tuple[str, bytes] | None) -> tuple[str, bytes] | None:
    """Standard input as it is after the fixes."""
    return stdin and next(((file.path, file.data) for file in repaired if file.path == stdin[0]), stdin)


def show(repaired: Sequence[Repaired], findings: Sequence[Finding], options: CheckOptions) -> int:
    """Print what would change, as a unified diff, and give the exit code."""
    for file in repaired:
        sys.stdout.writelines(_diff(file))
    if not options.quiet:
        unsafe = sum(f.status == "open" and f.fix is not None and f.fix.applicability == "unsafe" for f in findings)
        more = f" ({unsafe:,} more with `--unsafe-fixes`)" if unsafe and not options.unsafe_fixes else ""
        sum_up("Would fix", repaired, more)
    return FOUND if repaired and not options.exit_zero else CLEAN


def _diff(file: Repaired) -> Iterator[str]:
    from difflib import unified_diff

    for row in unified_diff(_lines(file.before), _lines(file.after), file.path, file.path):
        yield row if row.endswith("\n") else f"{row}\n\\ No newline at end of file\n"


def _lines(text: str) -> list[str]:
    """The lines with their ends; unlike str.splitlines, a diff knows no other end than a line feed."""
    lines = [line + "\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] else lines[:-1]


def sum_up(verb: str, repaired: Sequence[Repaired], more: str = "") -> None:
    """Say on standard error what was fixed, or would be."""
    err = sys.stderr
    fixed = sum(len(file.fixed) for file in repaired)
    if not fixed:
        err.write(f"Nothing to fix{more}.\n")
        return
    err.write(f"{verb} {count(fixed, 'finding')} in {count(len(repaired), 'file')}{more}:\n")
    for file in repaired:
        tally: dict[str, int] = {}
        for finding in file.fixed:
            rule = f"{finding.code} {finding.name}"
            tally[rule] = tally.get(rule, 0) + 1
        counted = ", ".join(f"{number} × {rule}" for rule, number in sorted(tally.items()))
        err.write(harmless(f"  {file.path}: {counted}") + "\n")
