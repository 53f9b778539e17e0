"""The options of `cxlint check`, declared once, for the quick reader and for click."""

from __future__ import annotations

from typing import Any, NamedTuple

from cxlint.config.model import FAIL_ON, FORMATS, PRESETS
from cxlint.model.finding import CONFIDENCES, SEVERITIES

FLAG, VALUE, SELECTORS, OUTPUTS = "flag", "value", "selectors", "outputs"


class Option(NamedTuple):
    """One option.

    `kind` is a flag, one value (the last one counts), selectors (repeatable, by commas), or outputs: FORMAT[:FILE] with
    a format of `choices` (repeatable; in the environment by white space).
    """

    names: tuple[str, ...]
    kind: str
    help: str
    choices: tuple[str, ...] = ()
    metavar: str = ""
    env: str = ""

    @property
    def field(self) -> str:
        """The field of CheckOptions that it sets: its first long name."""
        return next(name for name in self.names if name.startswith("--"))[2:].replace("-", "_")


class CheckOptions(NamedTuple):
    """What the command line says about a check; None or empty where it says nothing."""

    paths: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    preset: str | None = None
    min_severity: str | None = None
    min_confidence: str | None = None
    fail_on: str | None = None
    exit_zero: bool = False
    fix: bool = False
    fix_only: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    interactive: bool = False
    output_format: tuple[str, ...] = ()
    statistics: bool = False
    config: str | None = None
    isolated: bool = False
    stdin_filename: str | None = None
    force_exclude: bool = False
    no_suppressions: bool = False
    baseline: str | None = None
    no_baseline: bool = False
    fail_on_stale: bool = False
    new_from: str | None = None
    new_from_merge_base: str | None = None
    diff_file: str | None = None
    changed: str | None = None
    show_files: bool = False
    no_cache: bool = False
    jobs: str | None = None
    no_progress: bool = False
    color: str | None = None
    quiet: bool = False
    verbose: bool = False


OPTIONS = (
    Option(("--select",), SELECTORS, "Rules to use: codes, names, prefixes, tag:TAG or ALL.", metavar="RULES"),
    Option(("--ignore",), SELECTORS, "Rules to leave out.", metavar="RULES"),
    Option(("--extend-select",), SELECTORS, "Rules to use besides those selected.", metavar="RULES"),
    Option(
        ("--preset",),
        VALUE,
        "default: what is certain; review: all, for a person who decides; strict.",
        PRESETS,
    ),
    Option(("--min-severity",), VALUE, "Report nothing less serious.", SEVERITIES),
    Option(("--min-confidence",), VALUE, "Report nothing less sure.", CONFIDENCES),
    Option(("--fail-on",), VALUE, "Least severity that makes the exit code 1.", FAIL_ON),
    Option(("--exit-zero",), FLAG, "Exit with 0 even when there are findings."),
    Option(("--fix",), FLAG, "Make the safe fixes in the files, and report what is left."),
    Option(("--fix-only",), FLAG, "Make the safe fixes in the files, and report nothing else."),
    Option(("--unsafe-fixes",), FLAG, "With --fix, --fix-only or --diff: fixes that somebody must read again, too."),
    Option(("--diff",), FLAG, "Show what --fix would change, and write nothing; exit with 1 if anything."),
    Option(("--interactive", "-i"), FLAG, "Show each fix, safe or not, and ask whether to make it."),
    Option(
        ("--output-format", "-f"),
        OUTPUTS,
        f"How to report, and into which file (default: standard output); repeatable. FORMAT is {', '.join(FORMATS)}.",
        FORMATS,
        metavar="FORMAT[:FILE]",
        env="CXLINT_OUTPUT_FORMAT",
    ),
    Option(("--statistics",), FLAG, "Count the findings of each rule instead of listing them."),
    Option(
        ("--config",),
        VALUE,
        "Configuration file to use, or the folder to look from.",
        metavar="PATH",
        env="CXLINT_CONFIG",
    ),
    Option(("--isolated",), FLAG, "Ignore all configuration files."),
    Option(("--stdin-filename",), VALUE, "Name to read standard input (-) under.", metavar="PATH"),
    Option(("--force-exclude",), FLAG, "Apply exclusions to files named on the command line too."),
    Option(("--no-suppressions",), FLAG, "Report what comments suppress as well."),
    Option(("--baseline",), VALUE, "Hide the findings that this file accepts.", metavar="FILE"),
    Option(("--no-baseline",), FLAG, "Report what the baseline accepts as well."),
    Option(("--fail-on-stale",), FLAG, "Exit with 1 when the baseline holds entries that nothing needs any more."),
    Option(("--new-from",), VALUE, "Report only what changed since this revision of git.", metavar="REV"),
    Option(
        ("--new-from-merge-base",),
        VALUE,
        "Report only what changed since the branch left this one, as a pull request shows it.",
        metavar="REV",
    ),
    Option(("--diff-file",), VALUE, "Report only what this unified diff changes; - is standard input.", metavar="FILE"),
    Option(
        ("--changed",),
        VALUE,
        "How far a change reaches: its lines, their paragraphs (default), or the files.",
        ("lines", "paragraphs", "files"),
    ),
    Option(("--show-files",), FLAG, "List the files that would be checked, and check none."),
    Option(("--no-cache",), FLAG, "Read nothing from the cache and write nothing to it."),
    Option(
        ("--jobs", "-j"),
        VALUE,
        "Processes that may share long work (default: as many as pay).",
        metavar="N",
        env="CXLINT_JOBS",
    ),
    Option(("--no-progress",), FLAG, "Show no progress."),
    Option(("--color",), VALUE, "When to colour the report.", ("auto", "always", "never")),
    Option(("--quiet", "-q"), FLAG, "Print findings only."),
    Option(("--verbose", "-v"), FLAG, "Say what was read, and what was skipped and why."),
)


def collect(paths: tuple[str, ...], given: dict[str, Any]) -> CheckOptions:
    """Make options of raw values by field: selectors are split at commas, what is absent has its default."""
    values = {name: value for name, value in given.items() if value is not None}
    for option in OPTIONS:
        if option.kind == SELECTORS:
            parts = (part.strip() for text in values.get(option.field, ()) for part in text.split(","))
            values[option.field] = tuple(part for part in parts if part)
        elif option.kind == OUTPUTS:
            values[option.field] = tuple(values.get(option.field, ()))
    return CheckOptions(paths=paths, **values)


def names_output(value: str, formats: tuple[str, ...]) -> bool:
    """Whether a value is FORMAT or FORMAT:FILE."""
    name, colon, path = value.partition(":")
    return name in formats and (not colon or bool(path))
