"""`cxlint init`: a configuration to start from, made of what is there."""

from __future__ import annotations

import os
import sys
from collections import Counter
from shlex import quote
from typing import TYPE_CHECKING, NamedTuple

from cxlint.cli import CLEAN
from cxlint.cli.init_survey import globs, own_rules, survey
from cxlint.cli.init_text import KEYS, text
from cxlint.config.load import FILES, load
from cxlint.config.model import Config
from cxlint.errors import ConfigError, UsageError

if TYPE_CHECKING:
    from typing import TextIO

    from cxlint.cli.init_survey import Seen

_OWN, _, _PYPROJECT = FILES
_TABLE = "tool.cxlint"
_MOST_GLOBS = 4
_WIDEST = 44
"""Cells for a command in the list of what to do next; a longer one pushes its reason to the right."""


class InitOptions(NamedTuple):
    """What the command line says."""

    pyproject: bool = False
    force: bool = False
    dry_run: bool = False
    no_cache: bool = False


def run_init(options: InitOptions) -> int:
    """Write the configuration, say what was seen and what to do next, and return the exit code.

    Raises UsageError where that would overwrite something.
    """
    target = _PYPROJECT if options.pyproject else _OWN
    if not options.dry_run:
        _must_be_free(options)
    from cxlint import rulebook

    rules = own_rules()
    ruleset = rulebook.load(rules, use_cache=not options.no_cache)
    seen = survey(Config(root=os.getcwd(), rules_dirs=rules), ruleset)
    proposed = text(seen, _TABLE if options.pyproject else "")
    if options.dry_run:
        sys.stdout.write(proposed)
        _tell(seen, "", sys.stderr)
        return CLEAN
    _write(target, proposed, append=options.pyproject)
    _tell(seen, target, sys.stdout)
    return CLEAN


def _must_be_free(options: InitOptions) -> None:
    """Raise UsageError where there is a configuration already."""
    if options.pyproject and not os.path.isfile(_PYPROJECT):
        hint = f"`cxlint init` writes {_OWN}, which needs none"
        raise UsageError(f"there is no {_PYPROJECT} in this folder", hint=hint)
    for name in FILES:
        if not os.path.isfile(name) or (name == _PYPROJECT and not _has_table(name)):
            continue
        if options.pyproject or name != _OWN:
            what = f"{name} has a table [{_TABLE}]" if name == _PYPROJECT else f"there is a {name}"
            raise UsageError(f"{what} already", hint="`cxlint init --dry-run` prints what it would propose")
        if not options.force:
            raise UsageError(f"there is a {name} already", hint="--force overwrites it, --dry-run only prints")


def _has_table(name: str) -> bool:
    """Whether a pyproject.toml configures cxlint, well or badly."""
    try:
        load(".", file=name)
    except ConfigError as error:
        return "has no table" not in error.message
    return True


def _write(target: str, proposed: str, *, append: bool) -> None:
    try:
        with open(target, "a" if append else "w", encoding="utf-8", newline="\n") as file:
            file.write(f"\n{proposed}" if append else proposed)
    except OSError as error:
        raise UsageError(f"cannot write {target}: {error.strerror or error}") from error


def _tell(seen: Seen, target: str, out: TextIO) -> None:
    """What was seen, and what to run next."""
    if target:
        out.write(f"Added [{_TABLE}] to {target}.\n\n" if target == _PYPROJECT else f"Wrote {target}.\n\n")
    out.write(f"cxlint read {_count(len(seen.files), 'file')}:\n")
    for name, kind, _ in KEYS:
        paths = seen.kinds.get(kind, [])
        patterns = globs(paths, seen.files)
        more = ", ..." if len(patterns) > _MOST_GLOBS else ""
        out.write(f"  {len(paths):5,}  {name:10} {', '.join(patterns[:_MOST_GLOBS])}{more}".rstrip() + "\n")
    others = [f"{len(seen.kinds[kind]):,} {kind}" for kind in ("page", "data") if seen.kinds.get(kind)]
    if others:
        out.write(f"         others:    {', '.join(others)}\n")
    if seen.rules:
        out.write(f"           own rules: {', '.join(seen.rules)}\n")
    out.writelines(
        f"  left out: {folder}/ ({reason}, {_count(number, 'file')})\n"
        for folder, (reason, number) in seen.left_out.items()
    )
    out.write(_findings(seen))
    out.write("\nNext:\n")
    steps = []
    if seen.findings:
        worst = Counter(finding.place.path for finding in seen.findings).most_common(1)[0][0]
        steps.append((f"cxlint check {quote(worst)}", "read what it finds in one file"))
        steps.append(("cxlint baseline create", "accept the rest for now; only new findings show"))
    elif seen.files:
        steps.append(("cxlint check --preset review", "see what a person might look at"))
    else:
        steps.append(("cxlint check --verbose", "once there are texts: what is read, and what is not"))
    steps.append(("cxlint check --new-from-merge-base main", "in a pull request: only what it changed"))
    width = min(max(len(command) for command, _ in steps), _WIDEST)
    out.writelines(f"  {command:{width}}  {why}\n" for command, why in steps)


def _findings(seen: Seen) -> str:
    if not seen.findings:
        return "Nothing to report today.\n"
    files = {finding.place.path for finding in seen.findings}
    return f"Today it reports {_count(len(seen.findings), 'finding')} in {_count(len(files), 'file')}.\n"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
