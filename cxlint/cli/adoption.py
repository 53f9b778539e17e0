"""What a run hides because it was there before: the baseline, and what did not change."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from cxlint.baseline import DEFAULT, Matched
from cxlint.config.load import common_folder, shown
from cxlint.config.select import settled
from cxlint.errors import ConfigError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from cxlint.baseline import Entry
    from cxlint.changes import Changed
    from cxlint.cli.options import CheckOptions
    from cxlint.config.model import Config
    from cxlint.model.finding import Finding
    from cxlint.model.rule import Rule
    from cxlint.runner import RunResult

_MOST_NAMED = 5
_UNREADABLE = "CX001"


class Adopted(NamedTuple):
    """The findings to report, those of the baseline marked; the notes to tell; how many entries are stale.

    `changes_only` says that findings are left out because nothing changed where they stand.
    """

    findings: list[Finding]
    notes: list[str]
    stale: int = 0
    changes_only: bool = False


class Adoption:
    """What the options ask to hide, found out before anything is checked, so that a mistake costs no time.

    Raises UsageError or ConfigError.
    """

    def __init__(self, options: CheckOptions, config: Config, paths: list[str]) -> None:
        self._scope = options.changed or "paragraphs"
        self._changed = _changed(options, paths, config)
        self._file = _baseline_file(options, config)
        self._entries: list[Entry] = []
        if self._file:
            from cxlint.baseline import read

            self._entries = read(self._file)

    def apply(
        self, result: RunResult, rules: dict[str, Rule], config: Config, stdin: tuple[str, bytes] | None = None
    ) -> Adopted:
        """The findings to report: those of the baseline marked, less what the changes do not concern."""
        findings, notes, stale = result.findings, [], 0
        if self._file:
            given = dict([stdin]) if stdin else {}
            matched = held_against(self._entries, result, rules, self._file, config, given=given)
            findings, stale = matched.findings, len(matched.stale)
            notes += _notes(matched, shown(self._file))
        # after the baseline: an unsure finding that is not reported is no stale entry
        findings = settled(findings, rules, config)
        if self._changed is not None:
            from cxlint.changes import Reach

            before = sum(finding.status == "open" for finding in findings)
            findings = Reach(self._changed, self._scope, dict([stdin]) if stdin else {}).select(findings)
            hidden = before - sum(finding.status == "open" for finding in findings)
            if hidden:
                things = "finding is" if hidden == 1 else "findings are"
                notes.append(f"{hidden:,} {things} not shown: nothing changed there since {self._changed.since}")
        return Adopted(findings, notes, stale, self._changed is not None)


def held_against(
    entries: list[Entry],
    result: RunResult,
    rules: Mapping[str, Rule],
    file: str,
    config: Config,
    *,
    given: Mapping[str, bytes] | None = None,
    refresh: bool = False,
) -> Matched:
    """A run held against the entries of a baseline; `given` are texts that are not on disk, `refresh` as in `match`."""
    from cxlint.baseline import Sides, match

    root = root_of(file, config)
    if root != os.path.abspath(config.root):
        # the run was over all of a folder, and the baseline is that of a wider one
        result = result._replace(whole=False)
    judged = _judged(result, rules, root)
    return match(entries, result.findings, root, judged, Sides(root, given), refresh=refresh)


def root_of(file: str, config: Config) -> str:
    """The folder that the paths of a baseline relate to: the project's, or that of the file where there is no project.

    Without a configuration and a repository, the root is only the folder that a run was asked for.
    """
    root = os.path.abspath(config.root)
    project = config.path or os.path.exists(os.path.join(root, ".git"))
    folder = os.path.dirname(os.path.abspath(file))
    return root if project or _holds(root, folder) else folder


def _holds(folder: str, inner: str) -> bool:
    return os.path.join(inner, "").startswith(os.path.join(folder, ""))


def default_file(config: Config) -> str:
    """Where the baseline of a project lies, whether or not it is there."""
    if config.baseline:
        return config.baseline
    path, here = os.path.join(config.root, DEFAULT), os.path.abspath(DEFAULT)
    if not os.path.isfile(path) and os.path.isfile(here) and _holds(os.getcwd(), os.path.abspath(config.root)):
        return here
    return path


def _baseline_file(options: CheckOptions, config: Config) -> str:
    """The baseline to use, or an empty string."""
    if options.no_baseline:
        if options.baseline or options.fail_on_stale:
            given = "--baseline" if options.baseline else "--fail-on-stale"
            raise UsageError(f"--no-baseline and {given} contradict each other")
        return ""
    if options.baseline:
        return options.baseline
    path = "" if options.isolated else default_file(config)
    if os.path.isfile(path):
        return path
    if config.baseline:
        message = f"`baseline` names a file that is not there: {shown(config.baseline)}"
        raise ConfigError(message, where=config.path, hint="`cxlint baseline create` makes it")
    if options.fail_on_stale:
        raise UsageError("there is no baseline that could be stale", hint="`cxlint baseline create` makes one")
    return ""


def _judged(result: RunResult, rules: Mapping[str, Rule], root: str) -> Callable[[Entry], bool]:
    """Whether a run looked for what an entry accepts, so that not finding it means that it is gone."""
    from cxlint.baseline.entries import inside
    from cxlint.checks import PROJECT

    checked = {inside(path, root) for path in result.checked}
    unread = {inside(finding.place.path, root) for finding in result.findings if finding.code == _UNREADABLE}

    def judged(entry: Entry) -> bool:
        if result.failures or entry.path in unread:
            return False
        if entry.path not in checked:
            # it is there, but no longer among the files that are checked
            return result.whole
        rule = rules.get(entry.rule)
        if rule is None:
            return entry.rule != "CX002" or "CX002" in result.ran
        # what two files disagree about is only found where both are read
        return rule.code in result.ran and (result.whole or rule.check not in PROJECT)

    return judged


def _notes(matched: Matched, file: str) -> list[str]:
    """What to tell about the entries of a baseline."""
    notes = []
    if matched.stale:
        number = len(matched.stale)
        things = "entry of the baseline is" if number == 1 else "entries of the baseline are"
        notes.append(f"{number:,} {things} no longer found: `cxlint baseline prune` removes what is gone from {file}")
        notes += [f"  {entry.shown}" for entry in matched.stale[:_MOST_NAMED]]
        if number > _MOST_NAMED:
            notes.append(f"  and {number - _MOST_NAMED:,} more")
    if matched.renamed:
        number = len(matched.renamed)
        things = "file of the baseline has another name" if number == 1 else "files of the baseline have other names"
        notes.append(f"{number:,} {things} now: `cxlint baseline prune` writes it down")
    return notes


def _changed(options: CheckOptions, paths: list[str], config: Config) -> Changed | None:
    """What the options say has changed; None when they do not ask."""
    asked = {
        "--new-from": options.new_from,
        "--new-from-merge-base": options.new_from_merge_base,
        "--diff-file": options.diff_file,
    }
    given = [name for name, value in asked.items() if value]
    if len(given) > 1:
        raise UsageError(f"{' and '.join(given)} each say what counts as new: give one of them")
    if not given:
        if options.changed:
            raise UsageError("--changed needs to know since when", hint="give --new-from-merge-base main, for example")
        return None
    if options.diff_file:
        from cxlint.changes.files import changed_in

        if options.diff_file == "-" and "-" in options.paths:
            raise UsageError("standard input cannot be both the diff and a text to check")
        return changed_in(options.diff_file, config.root)
    from cxlint.changes.git import changed_since

    revision = options.new_from or options.new_from_merge_base or ""
    return changed_since(revision, common_folder(paths or ["."]), merge_base=not options.new_from)
