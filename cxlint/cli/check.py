"""`cxlint check`: from options to findings, a report and an exit code."""

from __future__ import annotations

import os
import sys
from contextlib import redirect_stdout
from typing import TYPE_CHECKING, NamedTuple

from cxlint.cli import CLEAN, FAILED, FOUND, INTERRUPTED
from cxlint.cli.adoption import Adoption
from cxlint.cli.outputs import as_globs, outputs, prepare, top_of_repository, write_all
from cxlint.cli.progress import Progress, wants_progress
from cxlint.config.load import common_folder, load
from cxlint.config.select import check_selectors
from cxlint.errors import UsageError
from cxlint.model.finding import SEVERITIES
from cxlint.report import ReportOptions, summary

if TYPE_CHECKING:
    from cxlint.cli.adoption import Adopted
    from cxlint.cli.options import CheckOptions
    from cxlint.cli.outputs import Output
    from cxlint.config.model import Config
    from cxlint.model.finding import Finding
    from cxlint.model.rule import Rule
    from cxlint.model.source import Source
    from cxlint.rulebook import RuleSet
    from cxlint.runner import RunResult

_STDIN = "-"
_MOST_JOBS = 61
"""Windows can wait for no more processes."""


def run_check(options: CheckOptions) -> int:
    """Check what the options name, report on standard output, and return the exit code."""
    if options.interactive:
        from cxlint.cli import interactive

        interactive.must_be_possible(options)
    elif options.unsafe_fixes and not (options.fix or options.diff):
        raise UsageError("--unsafe-fixes says nothing alone", hint="add --fix, or --diff to see what would change")
    paths = [path for path in options.paths or (".",) if path != _STDIN]
    _must_exist(paths)
    stdin = _standard_input(options) if _STDIN in options.paths else None
    config = _configured(options, paths, stdin)
    adoption = Adoption(options, config, paths)
    chosen = outputs(options.output_format, config.output_format, statistics=options.statistics)
    if options.interactive:
        chosen = interactive.reports(chosen, options)
    prepare(chosen)
    config = config._replace(extend_exclude=config.extend_exclude + as_globs(chosen, config.root))

    from cxlint import rulebook

    ruleset = rulebook.load(config.rules_dirs, use_cache=not options.no_cache)
    check_selectors(config, ruleset.by_code)
    check = _Check(options, paths, config, ruleset, chosen, adoption)
    if options.interactive:
        return _ask(check)
    result, adopted = check.lint(stdin)
    if options.fix or options.diff:
        return _fix(check, result, adopted, stdin)
    return check.finish(result, adopted, stdin)


class _Check(NamedTuple):
    """One call of the command: how it finds, and how it reports."""

    options: CheckOptions
    paths: list[str]
    config: Config
    ruleset: RuleSet
    chosen: list[Output]
    adoption: Adoption

    def lint(self, stdin: tuple[str, bytes] | None) -> tuple[RunResult, Adopted]:
        """What there is to report, and what the adoption says about it."""
        from cxlint import runner

        options = self.options
        shown = wants_progress(sys.stderr, quiet=options.quiet or options.no_progress)
        with Progress(sys.stderr, shown=shown) as advance:
            found = runner.run(
                self.paths,
                self.config,
                self.ruleset,
                stdin=stdin,
                use_cache=not options.no_cache,
                # the page for people holds the ledger of the fees, which is made of what the files state
                needs_project=any(output.format == "html" for output in self.chosen),
                jobs=_jobs(options.jobs),
                advance=advance,
            )
        found = found._replace(findings=_suppressed(found.findings, options))
        adopted = self.adoption.apply(found, self.ruleset.by_code, self.config, stdin)
        return found._replace(findings=adopted.findings), adopted

    def finish(self, result: RunResult, adopted: Adopted, stdin: tuple[str, bytes] | None) -> int:
        """Report, and give the exit code."""
        shown = self.report_options(result, stdin)
        write_all(self.chosen, result, shown, statistics=self.options.statistics)
        _tell(self.chosen, result, self.config, self.options, adopted.notes)
        if result.failures:
            return FAILED
        failed = _fails(result.findings, self.config.threshold) or (self.options.fail_on_stale and adopted.stale)
        return FOUND if failed and not self.options.exit_zero else CLEAN

    def anew(self) -> _Check:
        """The same call after files were written: what git says of them is no longer what it said."""
        if not (self.options.new_from or self.options.new_from_merge_base):
            return self
        return self._replace(adoption=Adoption(self.options, self.config, self.paths))

    def report_options(self, result: RunResult, stdin: tuple[str, bytes] | None) -> ReportOptions:
        """How to write reports on standard output."""
        return _report_options(result, self.ruleset.by_code, self.config, self.options, stdin)


def _fix(check: _Check, result: RunResult, adopted: Adopted, stdin: tuple[str, bytes] | None) -> int:
    """Make the fixes, or show what they would change."""
    from cxlint.cli import fixing
    from cxlint.runner.fixing import repair

    options = check.options
    unsafe = options.unsafe_fixes
    repaired = list(repair(result.findings, check.config, check.ruleset, unsafe=unsafe, stdin=stdin))
    if options.diff:
        return FAILED if result.failures else fixing.show(repaired, result.findings, options)
    wrote_all = fixing.write(repaired, options, stdin)
    if repaired:
        stdin = fixing.after(repaired, stdin)
        check = check.anew()
        result, adopted = check.lint(stdin)
    with redirect_stdout(sys.stderr if stdin else sys.stdout):
        code = check.finish(result, adopted, stdin)
    return code if wrote_all else FAILED


def _ask(check: _Check) -> int:
    """Ask about each fix, and report what is left."""
    from cxlint.cli import interactive

    options = check.options
    result, adopted = check.lint(None)
    ask = interactive.at_terminal(check.report_options(result, None))
    session = interactive.run(result.findings, check.config, check.ruleset, options, ask)
    if session.interrupted:
        return INTERRUPTED
    if session.written:
        check = check.anew()
        result, adopted = check.lint(None)
    code = check.finish(result, adopted, None)
    if not options.quiet and all(output.path for output in check.chosen):
        interactive.tell_left(result.findings)
    return code if session.wrote_all else FAILED


def _jobs(given: str | None) -> int:
    """The number of processes asked for; one, unless said otherwise."""
    if given is None:
        return 1
    if not (given.isascii() and given.isdecimal() and 0 < int(given) <= _MOST_JOBS):
        raise UsageError(f"--jobs is no number of processes: {given}", hint=f"1 to {_MOST_JOBS}")
    return int(given)


def merged(config: Config, options: CheckOptions) -> Config:
    """The configuration with what the command line says over it.

    `--select` takes the place of all that the file selects, and wins over a rule the file ignores by the same
    word.
    """
    changes: dict[str, object] = {}
    for field in ("preset", "min_severity", "min_confidence", "fail_on"):
        if value := getattr(options, field):
            changes[field] = value
    ignore = config.ignore
    if options.select:
        changes["select"] = options.select
        ignore = tuple(selector for selector in ignore if selector not in options.select)
    extended = options.extend_select if options.select else config.extend_select + options.extend_select
    changes["extend_select"] = extended
    changes["ignore"] = ignore + options.ignore
    changes["force_exclude"] = config.force_exclude or options.force_exclude
    return config._replace(**changes)  # type: ignore[arg-type]


def _configured(options: CheckOptions, paths: list[str], stdin: tuple[str, bytes] | None) -> Config:
    named = [stdin[0]] if stdin and options.stdin_filename else []
    start = common_folder([*paths, *named] or ["."])
    return merged(load(start, file=options.config or "", isolated=options.isolated), options)


def _must_exist(paths: list[str]) -> None:
    missing = [path for path in paths if not os.path.lexists(path)]
    if missing:
        raise UsageError(f"there is no such file or folder: {', '.join(missing)}")


def _standard_input(options: CheckOptions) -> tuple[str, bytes]:
    return options.stdin_filename or "<stdin>", sys.stdin.buffer.read()


def _suppressed(findings: list[Finding], options: CheckOptions) -> list[Finding]:
    """The findings; with --no-suppressions, as if nothing were suppressed."""
    if not options.no_suppressions:
        return findings
    return [
        finding._replace(status="open", reason="") if finding.status == "suppressed" else finding
        for finding in findings
        if not finding.code.startswith("CX1")
    ]


def _fails(findings: list[Finding], threshold: str) -> bool:
    if threshold == "never":
        return False
    severe = SEVERITIES[SEVERITIES.index(threshold) :]
    return any(finding.status == "open" and finding.severity in severe for finding in findings)


def _report_options(
    result: RunResult,
    rules: dict[str, Rule],
    config: Config,
    options: CheckOptions,
    stdin: tuple[str, bytes] | None,
) -> ReportOptions:
    from cxlint.cli.terminal import wants_color, width

    out = sys.stdout
    return ReportOptions(
        color=wants_color(options.color or "auto", out),
        width=width(out),
        quiet=options.quiet,
        rules=rules,
        sources=_sources(stdin),
        root=top_of_repository(),
        preset=config.preset,
        config=config.path,
        skipped=result.skipped,
        project=result.project,
    )


def _sources(stdin: tuple[str, bytes] | None) -> dict[str, Source]:
    from cxlint.errors import ReadError
    from cxlint.readers import load

    if stdin is None:
        return {}
    try:
        return {stdin[0]: load(*stdin)}
    except ReadError:
        return {}


def _tell(chosen: list[Output], result: RunResult, config: Config, options: CheckOptions, notes: list[str]) -> None:
    """What is not a finding, on standard error."""
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
    err.writelines(note + "\n" if note.startswith(" ") else f"note: {note}\n" for note in notes)
    if all(output.path for output in chosen):
        err.write(summary(result) + "\n")
    err.writelines(f"wrote {output.path}\n" for output in chosen if output.path)
