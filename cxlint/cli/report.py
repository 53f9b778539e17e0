"""`cxlint report`: from options to an overview, held against an earlier one."""

from __future__ import annotations

import contextlib
import os
import sys
from typing import TYPE_CHECKING, Any, NamedTuple

from cxlint import __version__
from cxlint.cli import CLEAN, FAILED
from cxlint.cli.adoption import Adoption
from cxlint.cli.jobs import processes
from cxlint.cli.options import CheckOptions
from cxlint.cli.outputs import Output, as_globs, must_differ, prepare, writing
from cxlint.cli.progress import Progress, wants_progress
from cxlint.cli.setup import configured, must_exist, overview_of, report_options
from cxlint.config.load import common_folder
from cxlint.config.select import check_selectors
from cxlint.errors import CxlintError, UsageError

if TYPE_CHECKING:
    from cxlint.config.model import Config
    from cxlint.journey.overview import Overview
    from cxlint.journey.record import Before, Trend
    from cxlint.rulebook import RuleSet
    from cxlint.runner import RunResult

_PAGE = "html"


class _Run(NamedTuple):
    """How a project is read."""

    paths: list[str]
    config: Config
    ruleset: RuleSet
    options: CheckOptions

    def overview(self, *, use_cache: bool, what: str = "read") -> tuple[Overview, RunResult]:
        """The overview of the files as they lie there."""
        from cxlint import runner

        adoption = Adoption(self.options, self.config, self.paths)
        shown = wants_progress(sys.stderr, quiet=self.options.quiet)
        with Progress(sys.stderr, shown=shown, verb=what) as advance:
            result = runner.run(
                self.paths,
                self.config,
                self.ruleset,
                use_cache=use_cache,
                jobs=processes(self.options.jobs),
                advance=advance,
            )
        rules = self.ruleset.by_code
        result = result._replace(findings=adoption.apply(result, rules, self.config).findings)
        return overview_of(result, self.ruleset, self.config), result

    def overview_at(self, revision: str) -> Overview:
        """The overview of the same files as a git revision has them. Raises UsageError."""
        from cxlint.changes.git import snapshot

        with snapshot(revision, common_folder(self.paths)) as (top, tree):
            there = [_under(path, top, tree) for path in self.paths]
            config = self.config._replace(root=_under(self.config.root, top, tree), baseline="")
            here = _under(os.getcwd(), top, tree) if _holds(top, os.getcwd()) else tree
            if not os.path.isdir(here):
                os.makedirs(here)
            # paths then read as they do now, and so does what is guessed from them
            with contextlib.chdir(here):
                paths = [os.path.relpath(path) for path in there if os.path.lexists(path)]
                options = self.options._replace(no_baseline=True)
                run = self._replace(paths=paths, config=config, options=options)
                overview, result = run.overview(use_cache=False, what=f"{revision}: read")
        if result.failures:
            hint = "without --since the report can be made"
            raise CxlintError(f"{result.failures[0]}, as {revision} has it", hint=hint)
        return overview


def run_report(paths: tuple[str, ...], since: str | None, given: dict[str, Any]) -> int:
    """Write the reports and return the exit code: 0, or 2 where a rule crashed.

    Raises UsageError or ConfigError.
    """
    options = CheckOptions(paths=paths, **given)
    named = [*paths] or ["."]
    must_exist(named)
    config = configured(options, named)
    chosen = _outputs(options)
    prepare(chosen)
    config = config._replace(extend_exclude=config.extend_exclude + as_globs(chosen, config.root))
    before = _recorded(since) if since and _is_record(since) else None

    from cxlint import rulebook

    use_cache = not options.no_cache
    ruleset = rulebook.load(config.rules_dirs, use_cache=use_cache)
    check_selectors(config, ruleset.by_code)
    run = _Run(named, config, ruleset, options)
    overview, result = run.overview(use_cache=use_cache)
    trend = None
    if since:
        trend = _trend(overview, before or _at(run, since))
    _write(chosen, run, result, overview, trend)
    return _tell(chosen, result, options)


def _outputs(options: CheckOptions) -> list[Output]:
    """Where the reports go: as asked, of those for standard output the last one."""
    asked = [
        Output(name, path if path != "-" else "") for name, _, path in (o.partition(":") for o in options.output_format)
    ]
    files = [output for output in asked if output.path]
    must_differ(files)
    shown = [output for output in asked if not output.path]
    return files + (shown[-1:] if asked else [Output("text")])


def _is_record(since: str) -> bool:
    """Whether somebody means a file, and not a revision of the same name."""
    if since.endswith(".json"):
        return True
    try:
        with open(since, "rb") as file:
            return file.read(64).lstrip().startswith(b"{")
    except OSError:
        return False


def _recorded(path: str) -> Before:
    import json

    from cxlint.journey.record import remembered

    try:
        with open(path, encoding="utf-8-sig") as file:
            data = json.load(file)
    except FileNotFoundError:
        raise UsageError(f"there is no file {path}", hint="`cxlint report -f json:FILE` writes one") from None
    except OSError as error:
        raise UsageError(f"cannot read {path}: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        hint = "--since takes a git revision, or a file that `cxlint report -f json:FILE` wrote"
        raise UsageError(f"{path} is no JSON: {error}", hint=hint) from error
    return remembered(data, path)


def _at(run: _Run, revision: str) -> Before:
    """What the overview of a revision would have said."""
    from cxlint.journey.record import as_dict, remembered

    return remembered(as_dict(run.overview_at(revision), __version__), revision)


def _trend(overview: Overview, before: Before) -> Trend:
    from cxlint.journey.record import trend

    return trend(overview, before)


def _under(path: str, top: str, tree: str) -> str:
    """Where a path of the working tree lies in a copy of it. Raises UsageError for one outside."""
    if not _holds(top, path):
        raise UsageError(f"{path} is not in the repository {top}, so nothing is known of how it was")
    inside = os.path.relpath(os.path.realpath(path), os.path.realpath(top))
    return os.path.normpath(os.path.join(tree, inside))


def _holds(top: str, path: str) -> bool:
    """Whether a path lies in a folder, or is it."""
    return os.path.join(os.path.realpath(path), "").startswith(os.path.join(os.path.realpath(top), ""))


def _write(chosen: list[Output], run: _Run, result: RunResult, overview: Overview, trend: Trend | None) -> None:
    from cxlint import report
    from cxlint.report import overviews

    shown = report_options(result, run.ruleset.by_code, run.config, run.options, None)
    shown = shown._replace(overview=overview, trend=trend)
    for output in chosen:
        with writing(output, plain=output.format == "text") as out:
            fitting = shown if not output.path else shown._replace(color=False, width=100)
            if output.format == _PAGE:
                report.write(_PAGE, result, out, fitting)
            else:
                overviews.write(output.format, overview, trend, out, fitting)


def _tell(chosen: list[Output], result: RunResult, options: CheckOptions) -> int:
    """What is not the report, on standard error; and the exit code."""
    err = sys.stderr
    for failure in result.failures:
        err.write(f"error: {failure}\n")
    if not options.quiet:
        if not result.files:
            err.write("warning: no files to read\n")
        err.writelines(f"wrote {output.path}\n" for output in chosen if output.path)
    return FAILED if result.failures else CLEAN
