"""Where reports go: standard output, files, and what the surroundings of a run make of them."""

from __future__ import annotations

import os
import re
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, TextIO

from cxlint.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Literal

    from cxlint.report import ReportOptions, Result

_DEFAULT = "full"
_COUNTED = ("full", "concise", "grouped", "json", "jsonl")
"""Formats that `--statistics` has."""

_TOPS = ("GITHUB_WORKSPACE", "CI_PROJECT_DIR", "BUILD_SOURCESDIRECTORY")
"""Variables that name the top of the repository, on GitHub, GitLab and Azure."""


class Output(NamedTuple):
    """A format, and the file it goes to; empty for standard output."""

    format: str
    path: str = ""


def outputs(asked: Sequence[str], configured: str, *, statistics: bool = False) -> list[Output]:
    """The reports to write: those asked for, else the configured one, else what suits the surroundings.

    Of those for standard output the last one counts. Raises UsageError.
    """
    chosen: list[Output] = []
    shown = ""
    for text in asked:
        name, _, path = text.partition(":")
        if path in ("", "-"):
            shown = name
        else:
            chosen.append(Output(name, path))
    if not asked:
        shown = configured or ("github" if _on_github() else _DEFAULT)
        shown = shown if not statistics or shown in _COUNTED else _DEFAULT
    if shown:
        chosen.append(Output(shown))
    _must_fit(chosen, statistics=statistics)
    return chosen


def _on_github() -> bool:
    return os.environ.get("GITHUB_ACTIONS") == "true"


def _must_fit(chosen: list[Output], *, statistics: bool) -> None:
    for output in chosen:
        if statistics and output.format not in _COUNTED:
            raise UsageError(f"--statistics has no format {output.format}", hint=f"one of {', '.join(_COUNTED)}")
    must_differ(chosen)


def must_differ(chosen: Sequence[Output]) -> None:
    """Raise UsageError where two reports go to one place."""
    seen: set[str] = set()
    for output in chosen:
        path = os.path.abspath(output.path) if output.path else ""
        if path in seen:
            raise UsageError(f"two reports cannot go to one file: {output.path}", hint="give each a file of its own")
        seen.add(path)


def prepare(chosen: list[Output]) -> None:
    """Make the folders that the files of some reports go to. Raises UsageError, before anything is read."""
    for output in chosen:
        if os.path.isdir(output.path):
            raise UsageError(f"cannot write {output.path}: it is a folder", hint=f"name a file in {output.path}")
        if folder := os.path.dirname(output.path):
            try:
                os.makedirs(folder, exist_ok=True)
            except OSError as error:
                raise UsageError(f"cannot make the folder {folder}: {error.strerror or error}") from error


def as_globs(chosen: list[Output], root: str) -> tuple[str, ...]:
    """Globs, relative to `root`, of the files of some reports: a report of the last run is no text to check."""
    from cxlint.config.globs import relative

    top = os.path.join(os.path.abspath(root), "")
    files = (os.path.abspath(output.path) for output in chosen if output.path)
    inside = (relative(file, root) for file in files if file.startswith(top))
    return tuple("/" + re.sub(r"([*?\[{])", r"[\1]", path) for path in inside)


def write_all(chosen: list[Output], result: Result, options: ReportOptions, *, statistics: bool = False) -> None:
    """Write the reports. Raises UsageError for a file that cannot be written.

    `options` are those for standard output; a file gets no colour.
    """
    for output in chosen:
        if not output.path:
            with writing(output, plain=_is_plain(output.format)) as out:
                _write(output.format, result, out, options, statistics=statistics)
            continue
        plain = options._replace(color=False, width=100, limit=_limit(output.path))
        with writing(output) as out:
            _write(output.format, result, out, plain, statistics=statistics)


@contextmanager
def writing(output: Output, *, plain: bool = False) -> Iterator[TextIO]:
    """A stream to write a report to; standard output in UTF-8, unless it is `plain` text for a terminal.

    Raises UsageError for a file that cannot be written.
    """
    if not output.path:
        if not plain:
            from cxlint.cli.terminal import in_utf8

            in_utf8(sys.stdout)
        yield sys.stdout
        sys.stdout.flush()
        return
    mode: Literal["a", "w"] = "a" if _is_summary(output.path) else "w"
    # without its mark, a spreadsheet takes the file for another encoding and spoils every pound sign
    encoding = "utf-8-sig" if output.format == "csv" else "utf-8"
    try:
        with open(output.path, mode, encoding=encoding, errors="backslashreplace", newline="\n") as out:
            yield out
    except OSError as error:
        raise UsageError(f"cannot write {output.path}: {error.strerror or error}") from error


def _is_plain(format_name: str) -> bool:
    from cxlint.report import FOR_PEOPLE

    return format_name in FOR_PEOPLE


def _write(format_name: str, result: Result, out: TextIO, options: ReportOptions, *, statistics: bool) -> None:
    from cxlint import report

    if statistics:
        from cxlint.report import statistics as counts

        counts.write(result, out, options, format_name)
    else:
        report.write(format_name, result, out, options)


def _limit(path: str) -> int:
    """The most bytes that GitHub takes: of a step summary what is left of it, else those of a comment."""
    from cxlint.report import COMMENT_LIMIT, SUMMARY_LIMIT

    if not _is_summary(path):
        return COMMENT_LIMIT
    return SUMMARY_LIMIT - (os.path.getsize(path) if os.path.exists(path) else 0)


def _is_summary(path: str) -> bool:
    """Whether a file is the summary of a GitHub step, to which all its commands add."""
    summary = os.environ.get("GITHUB_STEP_SUMMARY", "")
    return bool(summary) and os.path.abspath(path) == os.path.abspath(summary)


def top_of_repository() -> str:
    """The absolute folder that a code host calls the top: as CI says, else the one of git, else this one."""
    for name in _TOPS:
        folder = os.environ.get(name)
        if folder and os.path.isdir(folder):
            return os.path.abspath(folder)
    folder = here = os.getcwd()
    while not os.path.exists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return here
        folder = parent
    return folder
