"""Reports: what a run found, in the formats that people and programs read.

A format is one module with `write(result, out, options)`. Those for programs print nothing but their payload. Formats
that can say so (`status`, `suppressions`) hold the suppressed findings too; all others show what is open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TextIO

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cxlint.journey.overview import Overview
    from cxlint.journey.record import Trend
    from cxlint.model.finding import Finding
    from cxlint.model.rule import Rule
    from cxlint.model.source import Source
    from cxlint.project.summary import Project

FORMATS = {
    "full": "cxlint.report.full",
    "concise": "cxlint.report.concise",
    "grouped": "cxlint.report.grouped",
    "markdown": "cxlint.report.markdown",
    "html": "cxlint.report.html",
    "json": "cxlint.report.json",
    "jsonl": "cxlint.report.jsonl",
    "csv": "cxlint.report.csv",
    "sarif": "cxlint.report.sarif",
    "github": "cxlint.report.github",
    "gitlab": "cxlint.report.gitlab",
    "azure": "cxlint.report.azure",
    "junit": "cxlint.report.junit",
    "checkstyle": "cxlint.report.checkstyle",
    "rdjson": "cxlint.report.reviewdog.rdjson",
    "rdjsonl": "cxlint.report.reviewdog.rdjsonl",
}
"""Module of each format."""

FOR_PEOPLE = frozenset({"full", "concise", "grouped"})
"""Formats in the encoding of the terminal; all others are read by programs, and are UTF-8 everywhere."""

COMMENT_LIMIT = 65_000
"""Bytes of a comment on GitHub, which holds 65,536 characters; the rest is for a line of whoever posts it."""

SUMMARY_LIMIT = 1_048_576
"""Bytes of the summary of a step on GitHub."""


_FORMULAS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""How a cell begins that is worked out when the file is opened."""


class Result(Protocol):
    """What a report needs of a run: its findings in order, how many files were read, and which rules failed."""

    @property
    def findings(self) -> Sequence[Finding]:
        """All findings, suppressed ones included, in order of place."""

    @property
    def files(self) -> int:
        """How many files were checked."""

    @property
    def failures(self) -> Sequence[str]:
        """What crashed, in a sentence each."""


class ReportOptions(NamedTuple):
    """How to write a report.

    `width` is that of the terminal in cells. `rules` by code give the reasons that a full report prints.
    `sources` are the texts that cannot be read from disk again, by path. `quiet` leaves out the summary. `root` is the
    folder that a code host calls the top of the repository; formats for such hosts give paths as seen from there,
    unless it is empty. `limit` is the most bytes that a page for such a host may take. `preset` and `config` (a path,
    empty: none) say how the run was set up, `skipped` what it left out and why, `project` what its files state,
    `overview` what a lead needs to know of them, and `trend` how that has changed.
    """

    color: bool = False
    width: int = 100
    quiet: bool = False
    rules: Mapping[str, Rule] = {}
    sources: Mapping[str, Source] = {}
    root: str = ""
    limit: int = COMMENT_LIMIT
    preset: str = "default"
    config: str = ""
    skipped: Sequence[tuple[str, str]] = ()
    project: Project | None = None
    overview: Overview | None = None
    trend: Trend | None = None


def write(format_name: str, result: Result, out: TextIO, options: ReportOptions) -> None:
    """Write a report in one of `FORMATS`."""
    from importlib import import_module

    import_module(FORMATS[format_name]).write(result, out, options)


def open_findings(result: Result) -> list[Finding]:
    """The findings that nobody has accepted yet."""
    return [finding for finding in result.findings if finding.status == "open"]


def lead(finding: Finding) -> str:
    """The message, after the name of its place where lines mean nothing: "Rates!B7: ..."."""
    label = finding.place.label
    return f"{label}: {finding.message}" if label else finding.message


def remarks(finding: Finding) -> list[str]:
    """What there is to say besides the message, in sentences: what limits the finding, and what to do."""
    context = finding.context
    limits = [f"{context[0].upper()}{context[1:].rstrip('.')}."] if context else []
    return limits + ([f"Suggestion: {finding.suggestion}"] if finding.suggestion else [])


def host_path(path: str, options: ReportOptions) -> str:
    """A path with forward slashes, as seen from the root of the repository; absolute where it lies outside."""
    import os

    if options.root and not path.startswith("<"):
        absolute = os.path.abspath(path)
        try:
            inside = os.path.relpath(absolute, options.root)
        except ValueError:  # another drive
            inside = os.pardir
        path = absolute if inside.split(os.sep)[0] == os.pardir else inside
    return path.replace(os.sep, "/").removeprefix("./")


def rule_of(code: str, options: ReportOptions) -> Rule | None:
    """The rule or notice with a code."""
    from cxlint.config.notices import NOTICES

    return options.rules.get(code) or NOTICES.get(code)


def spreadsheet_cell(text: str) -> str:
    """The text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULAS) else text


def count(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: "1 file", "2 files"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def summary(result: Result) -> str:
    """One sentence of how much was found, and in how much."""
    findings = open_findings(result)
    hidden = {"suppressed": 0, "baselined": 0}
    for finding in result.findings:
        if finding.status in hidden:
            hidden[finding.status] += 1
    told = [
        f"{hidden[status]:,} {words}"
        for status, words in (("suppressed", "suppressed"), ("baselined", "in the baseline"))
        if hidden[status]
    ]
    tail = f"; {', '.join(told)}." if told else "."
    if not findings:
        return f"No findings in {count(result.files, 'file')}{tail}"
    by_severity = {"error": 0, "warning": 0, "info": 0}
    for finding in findings:
        by_severity[finding.severity] += 1
    parts = [
        count(number, severity, "info" if severity == "info" else "")
        for severity, number in by_severity.items()
        if number
    ]
    return f"Found {count(len(findings), 'finding')} ({', '.join(parts)}) in {count(result.files, 'file')}{tail}"


def mark(finding: Finding) -> str:
    """What stands behind the code of a finding that `--fix` repairs."""
    return " [*]" if finding.fix and finding.fix.applicability == "safe" else ""


def fixable(result: Result) -> str:
    """How many findings can be fixed; empty when none can."""
    fixes = [finding.fix.applicability for finding in open_findings(result) if finding.fix]
    safe = fixes.count("safe")
    unsafe = len(fixes) - safe
    if not fixes:
        return ""
    if not safe:
        return f"{unsafe:,} fixable with `--fix --unsafe-fixes`."
    return f"[*] {safe:,} fixable with `--fix`{f' ({unsafe:,} more with `--unsafe-fixes`)' if unsafe else ''}."


def advice(result: Result) -> list[str]:
    """The last lines of a report for people: what can be fixed, and what to type next."""
    return [line for line in (fixable(result), hint(result)) if line]


def hint(result: Result) -> str:
    """What to type next, for the rule found most often; empty when nothing was found."""
    findings = open_findings(result)
    if not findings:
        return ""
    tally: dict[str, int] = {}
    for finding in findings:
        tally[finding.code] = tally.get(finding.code, 0) + 1
    code = max(sorted(tally), key=tally.__getitem__)
    return f"Run `cxlint explain {code}` for why it matters, when it is fine, and how to suppress it."


_STYLES = {
    "error": "1;31",
    "warning": "1;33",
    "info": "1;36",
    "bold": "1",
    "dim": "2",
    "mark": "1;34",
    "good": "32",
    "old": "31",
    "old words": "7;31",
    "new": "32",
    "new words": "7;32",
}


def paint(text: str, style: str, options: ReportOptions) -> str:
    """The text in the colour of a severity or part of the report, when colour is wanted."""
    return f"\x1b[{_STYLES[style]}m{text}\x1b[0m" if options.color and text else text


_PLAIN = {
    "✗": "x",
    "✓": "=",
    "≈": "~",
    "–": "-",
    "·": ".",
    "→": ">",
    "▲": "!",
    "■": "#",
    "●": "o",
    "█": "#",
    "░": ".",
    "“": '"',
    "”": '"',
}


def encodable(text: str, out: TextIO) -> str:
    """The text with plain signs where the output knows no others."""
    try:
        "".join(_PLAIN).encode(getattr(out, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        return text.translate({ord(sign): plain for sign, plain in _PLAIN.items()})
    return text
