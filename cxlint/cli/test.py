"""`cxlint test`: the examples of rules, as tests."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from cxlint.cli import CLEAN, FOUND
from cxlint.config.load import load
from cxlint.errors import UsageError
from cxlint.report import count
from cxlint.resources import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def run_test(paths: Sequence[str]) -> int:
    """Run the examples of rules, report on standard output, and return the exit code.

    `paths` are rule files or folders of them; without any, the project's own rules, or the built-in ones when
    it has none. Raises UsageError, RuleError.
    """
    from cxlint import rulebook, selftest

    missing = [path for path in paths if not os.path.exists(path)]
    if missing:
        raise UsageError(f"there is no such file or folder: {', '.join(missing)}")
    own = load().rules_dirs
    wanted = [os.path.realpath(path) for path in paths or own or (RULES,)]
    ruleset = rulebook.load([*own, *_further(wanted, (RULES, *own))])
    rules = [rule for rule in ruleset.rules if _within(os.path.realpath(rule.path), wanted)]
    if paths and not rules:
        raise UsageError(f"no rules in {', '.join(paths)}", hint="a rule file ends in .yaml and lies outside words/")
    outcome = selftest.run(ruleset, rules)
    for failure in outcome.failures:
        sys.stdout.write(f"{failure.where}: {failure.message}\n")
    ran = f"{count(outcome.examples, 'example')} of {count(len(rules), 'rule')}"
    if outcome.failures:
        sys.stdout.write(f"{count(len(outcome.failures), 'failure')} in {ran}.\n")
        return FOUND
    sys.stdout.write(f"{ran} passed.\n")
    return CLEAN


def _further(wanted: Iterable[str], loaded: Iterable[str]) -> list[str]:
    """The folders of wanted rules that are not loaded anyway."""
    roots = [os.path.realpath(folder) for folder in loaded]
    folders = dict.fromkeys(path if os.path.isdir(path) else os.path.dirname(path) for path in wanted)
    return [folder for folder in folders if not _within(folder, roots)]


def _within(path: str, folders: Iterable[str]) -> bool:
    return any(path == folder or path.startswith(os.path.join(folder, "")) for folder in folders)
