"""What `cxlint init` sees in a folder: which texts there are, and where they lie."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from cxlint.cli.jobs import processes
from cxlint.model.source import file_name

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxlint.config.model import Config
    from cxlint.model.finding import Finding
    from cxlint.rulebook import RuleSet

NOT_WRITTEN_HERE = {
    "others' texts": ("third_party", "third-party", "thirdparty", "bower_components", "jspm_packages", "Pods"),
    "made by a program": ("_build", "_site", "htmlcov", "coverage", "storybook-static", "generated"),
    "data of tests": ("fixtures", "__fixtures__", "testdata", "test_data", "test-data", "__snapshots__", "golden"),
}
"""Folders whose texts no customer reads, by the reason; those that `exclude` leaves out anyway are not among them."""

_RULES = "rules"
_CODE = re.compile(r"^code:[ \t]*[\"']?[A-Z]{2,6}[0-9]{3}\b", re.MULTILINE)
_SHARE = 0.9
_SPECIAL = re.compile(r"[][{}*?]")


class Seen(NamedTuple):
    """What is in a folder.

    `files` are all files that were read; `kinds` maps a kind of document or message to its files, `companies` are the
    names by which the texts call their company. `rules` are folders with rules of the project. `left_out` maps folders
    to the reason and how many files they hold. `findings` are what a check reports today.
    """

    files: list[str]
    kinds: dict[str, list[str]]
    companies: list[str]
    left_out: dict[str, tuple[str, int]]
    findings: list[Finding]
    rules: tuple[str, ...] = ()


def own_rules() -> tuple[str, ...]:
    """The folder of the project's own rules, where `cxlint new rule` puts them, if it is there and holds no others."""
    from cxlint.rulebook.rulefile import rule_files

    files = rule_files(_RULES)
    return (_RULES,) if files and all(map(_is_rule, files)) else ()


def _is_rule(path: str) -> bool:
    """Whether a YAML file is one of our rules: other programs have folders of this name, too."""
    try:
        with open(path, encoding="utf-8") as file:
            return _CODE.search(file.read()) is not None
    except (OSError, UnicodeDecodeError):
        return False


def survey(config: Config, ruleset: RuleSet) -> Seen:
    """Read everything in the current folder."""
    from cxlint import runner
    from cxlint.config.select import settled
    from cxlint.runner.discover import walk

    left_out = _left_out(walk(".", config))
    config = config._replace(extend_exclude=tuple(f"/{_escaped(folder)}/" for folder in left_out))
    result = runner.run(["."], config, ruleset, jobs=processes())
    kinds: dict[str, list[str]] = {}
    companies: dict[str, list[str]] = {}
    asked = {_slashed(path) for path in result.checked}
    for summary in (summary for group in result.project.groups() for summary in group):
        path = _slashed(summary.path)
        if path in asked:
            for kind in {summary.kind, *summary.kinds}:
                kinds.setdefault(kind, []).append(path)
            if summary.company:
                companies.setdefault(summary.company, []).append(summary.path)
    findings = [one for one in settled(result.findings, ruleset.by_code, config) if one.status == "open"]
    ranked = sorted(companies, key=lambda name: (-len(companies[name]), name))
    names = [name for company in ranked[:3] if (name := _as_written(company, companies[company][0]))]
    return Seen(
        sorted(asked),
        {kind: sorted(paths) for kind, paths in kinds.items()},
        names,
        left_out,
        findings,
        config.rules_dirs,
    )


def globs(wanted: Iterable[str], files: Iterable[str]) -> list[str]:
    """Globs that cover the wanted files and few others of a folder: one a folder tree and extension where they fit.

    Paths are relative, with forward slashes.
    """
    left = set(wanted)
    files = list(files)
    chosen: list[str] = []
    for folder, suffix, deep in _candidates(left):
        under = [path for path in files if path.endswith(suffix) and _within(path, folder, deep=deep)]
        mine = left.intersection(under)
        spread = len({os.path.dirname(path) for path in mine}) > 1
        if len(mine) > 1 and spread == deep and len(left.intersection(under)) >= _SHARE * len(under):
            chosen.append(f"{_escaped(folder)}/{'**/' if deep else ''}*{suffix}")
            left -= mine
    return sorted([*chosen, *(path if "/" in path else f"./{path}" for path in map(_escaped, left))])


def _candidates(wanted: set[str]) -> list[tuple[str, str, bool]]:
    """Folders and extensions to try, the widest first: a tree, then a folder alone."""
    found = set()
    for path in wanted:
        suffix = "." + file_name(path).partition(".")[2]
        folder = os.path.dirname(path)
        if folder and suffix != ".":
            found.add((folder, suffix, False))
        while folder and suffix != ".":
            found.add((folder, suffix, True))
            folder = os.path.dirname(folder)
    return sorted(found, key=lambda one: (not one[2], one[0].count("/"), one))


def _within(path: str, folder: str, *, deep: bool) -> bool:
    return path.startswith(folder + "/") if deep else os.path.dirname(path) == folder


def _left_out(paths: Iterable[str]) -> dict[str, tuple[str, int]]:
    """Folders of texts that nobody here writes to customers."""
    reasons = {name: reason for reason, names in NOT_WRITTEN_HERE.items() for name in names}
    found: dict[str, tuple[str, int]] = {}
    for path in paths:
        folders = _slashed(path).split("/")[:-1]
        at = next((i for i, name in enumerate(folders) if name in reasons), None)
        if at is not None:
            folder = "/".join(folders[: at + 1])
            found[folder] = reasons[folders[at]], found.get(folder, ("", 0))[1] + 1
    return dict(sorted(found.items()))


def _as_written(company: str, path: str) -> str:
    """The name of a company with its capitals; empty where the file does not have it in one piece."""
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            match = re.search(rf"\b{re.escape(company)}\b", file.read(), re.IGNORECASE)
    except OSError:
        return ""
    return match[0] if match else ""


def _slashed(path: str) -> str:
    return os.path.normpath(path).replace(os.sep, "/")


def _escaped(path: str) -> str:
    """A path as a glob for itself: `?` stands for a character that globs read otherwise."""
    return _SPECIAL.sub("?", path)
