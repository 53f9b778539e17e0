"""`cxlint check`: from options to findings, a report and an exit code."""

from __future__ import annotations

import sys
from contextlib import redirect_stdout
from typing import TYPE_CHECKING, NamedTuple

from cxlint.cli import CLEAN, FAILED, FOUND, INTERRUPTED
from cxlint.cli.adoption import Adoption
from cxlint.cli.jobs import processes
from cxlint.cli.notes import tell
from cxlint.cli.outputs import as_globs, outputs, prepare, write_all
from cxlint.cli.progress import Progress, wants_progress
from cxlint.cli.setup import configured, must_exist, overview_of, report_options
from cxlint.config.select import check_selectors
from cxlint.errors import UsageError
from cxlint.model.finding import SEVERITIES

if TYPE_CHECKING:
    from cxlint.cli.adoption import Adopted
    from cxlint.cli.options import CheckOptions
    from cxlint.cli.outputs import Output
    from cxlint.config.model import Config
    from cxlint.model.finding import Finding
    from cxlint.report import ReportOptions
    from cxlint.rulebook import RuleSet
    from cxlint.runner import RunResult

    _Stdin = tuple[str, bytes] | None

_STDIN = "-"


def run_check(options: CheckOptions) -> int:
    """Check what the options name, report on standard output, and return the exit code."""
    fixes = options.fix or options.fix_only
    if options.interactive:
        from cxlint.cli import interactive

        interactive.must_be_possible(options)
    elif options.unsafe_fixes and not (fixes or options.diff):
        raise UsageError("--unsafe-fixes says nothing alone", hint="add --fix, or --diff to see what would change")
    paths = [path for path in options.paths or (".",) if path != _STDIN]
    must_exist(paths)
    stdin = _standard_input(options) if _STDIN in options.paths else None
    config = configured(options, paths, stdin)
    if options.show_files:
        return _show_files(paths, config, options)
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
    if fixes or options.diff:
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
                jobs=processes(options.jobs),
                advance=advance,
            )
        found = found._replace(findings=_suppressed(found.findings, options))
        adopted = self.adoption.apply(found, self.ruleset.by_code, self.config, stdin)
        return found._replace(findings=adopted.findings), adopted

    def finish(self, result: RunResult, adopted: Adopted, stdin: tuple[str, bytes] | None) -> int:
        """Report, and give the exit code."""
        shown = self.report_options(result, stdin)
        if any(output.format == "html" for output in self.chosen) and not adopted.changes_only:
            shown = shown._replace(overview=overview_of(result, self.ruleset, self.config))
        write_all(self.chosen, result, shown, statistics=self.options.statistics)
        tell(self.chosen, result, self.config, self.options, adopted.notes)
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
        return report_options(result, self.ruleset.by_code, self.config, self.options, stdin)


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
    if options.fix_only:
        return CLEAN if wrote_all and not result.failures else FAILED
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


def _show_files(paths: list[str], config: Config, options: CheckOptions) -> int:
    """Print what a run would read of the files and folders, one a line."""
    from cxlint.runner.discover import discover

    found = discover(paths, config)
    sys.stdout.writelines(f"{path}\n" for path in found.paths)
    if options.verbose:
        sys.stderr.writelines(f"skipped {path}: {reason}\n" for path, reason in found.skipped)
    return CLEAN


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
