"""`cxlint baseline`: accept what is there today, drop what is gone, and say how much is left."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NamedTuple

from cxlint import baseline
from cxlint.baseline.entries import Entry, entry_of, inside
from cxlint.cli import CLEAN, FAILED
from cxlint.cli.adoption import default_file, held_against, root_of
from cxlint.cli.jobs import processes
from cxlint.cli.options import CheckOptions
from cxlint.cli.setup import merged
from cxlint.config.load import common_folder, load, shown
from cxlint.config.select import check_selectors, settled
from cxlint.errors import UsageError

if TYPE_CHECKING:
    from cxlint.baseline import Matched
    from cxlint.config.model import Config
    from cxlint.model.rule import Rule
    from cxlint.runner import RunResult

CREATE, UPDATE, PRUNE = "create", "update", "prune"
_MOST_NAMED = 10


class BaselineOptions(NamedTuple):
    """What the command line says."""

    paths: tuple[str, ...] = ()
    baseline: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    preset: str | None = None
    config: str | None = None
    reason: str = ""
    force: bool = False
    dry_run: bool = False
    no_cache: bool = False
    quiet: bool = False


class _Change(NamedTuple):
    """What becomes of a baseline."""

    entries: list[Entry]
    added: list[Entry]
    removed: list[Entry]
    moved: list[tuple[Entry, Entry]]
    renamed: dict[str, str]


def run_baseline(action: str, options: BaselineOptions) -> int:
    """Create, update or prune the baseline, say what changed, and return the exit code.

    Raises UsageError or ConfigError.
    """
    missing = [path for path in options.paths if not os.path.lexists(path)]
    if missing:
        raise UsageError(f"there is no such file or folder: {', '.join(missing)}")
    start = common_folder(options.paths or ["."])
    checking = CheckOptions(select=options.select, ignore=options.ignore, preset=options.preset)
    config = merged(load(start, file=options.config or ""), checking)
    file = options.baseline or default_file(config)
    known = _known(action, file, options)
    result, rules = _run(list(options.paths) or [_from_here(config.root)], config, options)
    if result.failures:
        sys.stderr.writelines(f"error: {failure}\n" for failure in result.failures)
        sys.stderr.write("hint: the baseline was left as it is: nobody knows what that rule would have found\n")
        return FAILED
    root = root_of(file, config)
    matched = held_against(known, result, rules, file, config, refresh=True)
    added = [] if action == PRUNE else _fresh(matched, rules, config, root, options.reason)
    entries = [*matched.kept, *(new for _, new in matched.moved), *added]
    change = _Change(entries, added, matched.stale, matched.moved, matched.renamed)
    if not options.dry_run:
        baseline.write(file, entries)
    _tell(action, change, shown(file), options)
    return CLEAN


def _known(action: str, file: str, options: BaselineOptions) -> list[Entry]:
    """The entries there are."""
    if action != CREATE:
        return baseline.read(file, merging=True)
    if os.path.lexists(file) and not options.force:
        hint = "`cxlint baseline update` adds what is new and drops what is gone; --force begins anew"
        raise UsageError("there is a baseline already", where=shown(file), hint=hint)
    return []


def _from_here(path: str) -> str:
    try:
        return os.path.relpath(path)
    except ValueError:  # another drive
        return path


def _run(paths: list[str], config: Config, options: BaselineOptions) -> tuple[RunResult, dict[str, Rule]]:
    from cxlint import rulebook, runner

    ruleset = rulebook.load(config.rules_dirs, use_cache=not options.no_cache)
    rules = ruleset.by_code
    check_selectors(config, rules)
    result = runner.run(paths, config, ruleset, use_cache=not options.no_cache, needs_project=False, jobs=processes())
    return result, rules


def _fresh(matched: Matched, rules: dict[str, Rule], config: Config, root: str, reason: str) -> list[Entry]:
    """Entries for the findings that are in no baseline yet."""
    found = settled((finding for finding in matched.findings if finding.status == "open"), rules, config)
    sides = baseline.Sides(root)
    return [entry_of(finding, inside(finding.place.path, root), sides.of(finding), reason) for finding in found]


def _tell(action: str, change: _Change, file: str, options: BaselineOptions) -> None:
    """What was done, and what to do next."""
    if options.quiet:
        return
    out = sys.stdout
    left = f"{_findings(len(change.entries))} in {_files(len({entry.path for entry in change.entries}))}"
    if action == CREATE:
        would = "would accept" if options.dry_run else "accepts"
        out.write(f"{file} {would} {left} for now.\n")
        if not options.dry_run:
            out.write("Commit it: from now on `cxlint check` reports what is new.\n")
        return
    for verb, entries in (("add", change.added), ("remove", change.removed)):
        if entries:
            out.write(f"{_past(verb, options)} {_findings(len(entries))}:\n")
            out.writelines(f"  {entry.shown}\n" for entry in sorted(entries)[:_MOST_NAMED])
            if len(entries) > _MOST_NAMED:
                out.write(f"  and {len(entries) - _MOST_NAMED:,} more\n")
    if change.renamed:
        out.write(f"{_past('rename', options)} {_files(len(change.renamed))}:\n")
        out.writelines(f"  {old} is now {new}\n" for old, new in sorted(change.renamed.items()))
    if not (change.added or change.removed or change.moved):
        out.write(f"{file} is up to date: it accepts {left}.\n")
    else:
        out.write(f"{file} {'would accept' if options.dry_run else 'accepts'} {left}.\n")


def _past(verb: str, options: BaselineOptions) -> str:
    if options.dry_run:
        return f"Would {verb}"
    return f"{verb}d".capitalize() if verb.endswith("e") else f"{verb}ed".capitalize()


def _findings(number: int) -> str:
    return f"{number:,} finding{'' if number == 1 else 's'}"


def _files(number: int) -> str:
    return f"{number:,} file{'' if number == 1 else 's'}"
