"""`cxlint check`: from options to findings, a report and an exit code."""

from __future__ import annotations

import os
import sys
from contextlib import redirect_stdout
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cxlint.cli import CLEAN, FAILED, FOUND
from cxlint.cli.adoption import Adoption
from cxlint.cli.jobs import processes
from cxlint.cli.outputs import as_globs, outputs, prepare, top_of_repository, write_all
from cxlint.cli.progress import Progress, wants_progress
from cxlint.config.load import common_folder, load, unused
from cxlint.config.select import check_selectors
from cxlint.errors import UsageError
from cxlint.model.finding import SEVERITIES
from cxlint.report import ReportOptions, summary

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxlint.cli.adoption import Adopted
    from cxlint.cli.options import CheckOptions
    from cxlint.cli.outputs import Output
    from cxlint.config.model import Config
    from cxlint.journey.overview import Overview
    from cxlint.model.finding import Finding
    from cxlint.model.rule import Rule
    from cxlint.model.source import Source
    from cxlint.rulebook import RuleSet
    from cxlint.runner import RunResult
    from cxlint.runner.neighbours import Neighbours

    _Stdin = tuple[str, bytes] | None

_STDIN = "-"
_MOST_NAMED = 3


def run_check(options: CheckOptions) -> int:
    """Check what the options name, report on standard output, and return the exit code."""
    fixes = options.fix or options.fix_only
    if options.unsafe_fixes and not (fixes or options.diff):
        raise UsageError("--unsafe-fixes says nothing alone", hint="add --fix, or --diff to see what would change")
    paths = [path for path in options.paths or (".",) if path != _STDIN]
    must_exist(paths)
    stdin = _standard_input(options) if _STDIN in options.paths else None
    config = configured(options, paths, stdin)
    if options.show_files:
        return _show_files(paths, config, options)
    adoption = Adoption(options, config, paths)
    chosen = outputs(options.output_format, config.output_format, statistics=options.statistics)
    prepare(chosen)
    config = config._replace(extend_exclude=config.extend_exclude + as_globs(chosen, config.root))

    from cxlint import rulebook, runner

    use_cache = not options.no_cache
    ruleset = rulebook.load(config.rules_dirs, use_cache=use_cache)
    rules = ruleset.by_code
    check_selectors(config, rules)

    jobs = processes(options.jobs)
    shown = wants_progress(sys.stderr, quiet=options.quiet or options.no_progress)
    # the page for people holds the ledger of the fees, which is made of what the files state
    ledger = any(output.format == "html" for output in chosen)

    def lint(stdin: tuple[str, bytes] | None) -> tuple[RunResult, Adopted]:
        with Progress(sys.stderr, shown=shown) as advance:
            found = runner.run(
                paths,
                config,
                ruleset,
                stdin=stdin,
                use_cache=use_cache,
                needs_project=ledger,
                jobs=jobs,
                advance=advance,
            )
        found = found._replace(findings=_suppressed(found.findings, options))
        adopted = adoption.apply(found, rules, config, stdin)
        return found._replace(findings=adopted.findings), adopted

    report = _Report(chosen, ruleset, config, options)
    if fixes or options.diff:
        return _fix(lint, report, ruleset, stdin)
    return report.finish(*lint(stdin), stdin)


def _fix(lint: Callable[[_Stdin], tuple[RunResult, Adopted]], report: _Report, ruleset: RuleSet, stdin: _Stdin) -> int:
    """Make the fixes, or show them, and report what is left; the exit code."""
    from cxlint.cli import fixing
    from cxlint.runner.fixing import repair

    options = report.options
    result, adopted = lint(stdin)
    repaired = list(repair(result.findings, report.config, ruleset, unsafe=options.unsafe_fixes, stdin=stdin))
    if options.diff:
        return FAILED if result.failures else fixing.show(repaired, result.findings, options)
    wrote_all = fixing.write(repaired, options, stdin)
    if options.fix_only:
        return CLEAN if wrote_all and not result.failures else FAILED
    if repaired:
        stdin = fixing.after(repaired, stdin)
        result, adopted = lint(stdin)
    with redirect_stdout(sys.stderr if stdin else sys.stdout):
        code = report.finish(result, adopted, stdin)
    return code if wrote_all else FAILED


def _show_files(paths: list[str], config: Config, options: CheckOptions) -> int:
    """Print what a run would read of the files and folders, one a line."""
    from cxlint.runner.discover import discover

    found = discover(paths, config)
    sys.stdout.writelines(f"{path}\n" for path in found.paths)
    if options.verbose:
        sys.stderr.writelines(f"skipped {path}: {reason}\n" for path, reason in found.skipped)
    return CLEAN


class _Report(NamedTuple):
    """How a run reports."""

    chosen: list[Output]
    ruleset: RuleSet
    config: Config
    options: CheckOptions

    def finish(self, result: RunResult, adopted: Adopted, stdin: tuple[str, bytes] | None) -> int:
        """Report, and give the exit code."""
        shown = report_options(result, self.ruleset.by_code, self.config, self.options, stdin)
        if any(output.format == "html" for output in self.chosen) and not adopted.changes_only:
            shown = shown._replace(overview=overview_of(result, self.ruleset, self.config))
        write_all(self.chosen, result, shown, statistics=self.options.statistics)
        _tell(self.chosen, result, self.config, self.options, adopted.notes)
        if result.failures:
            return FAILED
        failed = _fails(result.findings, self.config.threshold) or (self.options.fail_on_stale and adopted.stale)
        return FOUND if failed and not self.options.exit_zero else CLEAN


def overview_of(result: RunResult, ruleset: RuleSet, config: Config) -> Overview:
    """What a lead needs to know of a run."""
    from cxlint.journey.overview import build

    @cache
    def neighbours() -> Neighbours:
        from cxlint.runner.linting import Linter

        return Linter(config, ruleset).neighbours

    def reach(path: str) -> int:
        return neighbours().reach(path)

    return build(result.project, result.findings, ruleset.by_code, config, reach)


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


def configured(options: CheckOptions, paths: list[str], stdin: tuple[str, bytes] | None = None) -> Config:
    """The configuration for some paths. Raises ConfigError."""
    named = [stdin[0]] if stdin and options.stdin_filename else []
    start = common_folder([*paths, *named] or ["."])
    return merged(load(start, file=options.config or "", isolated=options.isolated), options)


def must_exist(paths: list[str]) -> None:
    """Raise UsageError where there is nothing under a path."""
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


def report_options(
    result: RunResult,
    rules: dict[str, Rule],
    config: Config,
    options: CheckOptions,
    stdin: tuple[str, bytes] | None,
) -> ReportOptions:
    """How to write reports on standard output."""
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
    if not options.verbose:
        _tell_unread(result, options.paths)
    if not (options.config or options.isolated):
        for path in unused(result.checked, config)[:_MOST_NAMED]:
            instead = f"that is {config.path}" if config.path else "there is none above all that is checked"
            err.write(f"note: {path} was not used: a run has one configuration, and {instead}\n")
    err.writelines(note + "\n" if note.startswith(" ") else f"note: {note}\n" for note in notes)
    if all(output.path for output in chosen):
        err.write(summary(result) + "\n")
    err.writelines(f"wrote {output.path}\n" for output in chosen if output.path)
