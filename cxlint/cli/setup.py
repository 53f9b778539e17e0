"""What commands that read texts have in common: their configuration, and how they report."""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import TYPE_CHECKING

from cxlint.cli.outputs import top_of_repository
from cxlint.config.load import common_folder, load
from cxlint.errors import UsageError
from cxlint.report import ReportOptions

if TYPE_CHECKING:
    from cxlint.cli.options import CheckOptions
    from cxlint.config.model import Config
    from cxlint.journey.overview import Overview
    from cxlint.model.rule import Rule
    from cxlint.model.source import Source
    from cxlint.rulebook import RuleSet
    from cxlint.runner import RunResult
    from cxlint.runner.neighbours import Neighbours


def must_exist(paths: list[str]) -> None:
    """Raise UsageError where there is nothing under a path."""
    missing = [path for path in paths if not os.path.lexists(path)]
    if missing:
        raise UsageError(f"there is no such file or folder: {', '.join(missing)}")


def configured(options: CheckOptions, paths: list[str], stdin: tuple[str, bytes] | None = None) -> Config:
    """The configuration for some paths. Raises ConfigError."""
    named = [stdin[0]] if stdin and options.stdin_filename else []
    start = common_folder([*paths, *named] or ["."])
    return merged(load(start, file=options.config or "", isolated=options.isolated), options)


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
