"""Paths to findings: discover, read, lint, compare, suppress."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from cxlint import checks
from cxlint.config.notices import NOTICES
from cxlint.config.select import enabled, selected, silenced
from cxlint.model.finding import Finding
from cxlint.runner.discover import CHECKED, GUESSED, SURVEYED, covers_project, discover, may_hold_messages
from cxlint.runner.evidence import evidence
from cxlint.runner.results import Results
from cxlint.suppress.accepted import accept

if TYPE_CHECKING:
    from collections.abc import Callable

    from cxlint.config.model import Config
    from cxlint.model.rule import Rule
    from cxlint.project.summary import Project
    from cxlint.rulebook import RuleSet


class RunResult(NamedTuple):
    """What a run found.

    `findings` are in order of file and place, suppressed ones included. `files` counts the files checked, `skipped`
    names those left out and why, `failures` the rules that crashed. `project` holds what the files state. `checked` are
    the paths of the files checked, `ran` the codes that were looked for; `whole` says that the run was asked for all of
    the project, so that what it did not find is not there.
    """

    findings: list[Finding]
    files: int
    skipped: list[tuple[str, str]]
    failures: list[str]
    project: Project
    checked: tuple[str, ...] = ()
    ran: frozenset[str] = frozenset()
    whole: bool = False


def run(
    paths: list[str],
    config: Config,
    ruleset: RuleSet,
    *,
    stdin: tuple[str, bytes] | None = None,
    use_cache: bool = False,
    needs_project: bool = True,
    jobs: int = 1,
    advance: Callable[[int, int], None] | None = None,
) -> RunResult:
    """Check files and folders; `stdin` is a name and the bytes to check under it.

    With `use_cache` files whose result is known are not read again. The `project` of a run over nothing but
    such files is empty, unless it `needs_project`. At most `jobs` processes share long work, 0 for as many as
    pay (see `pool`). `advance` is told how many of how many files are done.
    """
    found = discover(paths, config)
    rules = ruleset.by_code
    codes = frozenset(rule.code for rule in selected(rules, config))
    ran = codes | {"CX002"} if enabled(NOTICES["CX002"], config) else codes
    asked = [*found.paths, *([stdin[0]] if stdin else [])]
    compares = any(_compares(rules[code]) for code in codes)
    unasked = evidence(asked, config) if compares else []
    files = _reasons(found.paths, paths, config) + [(path, SURVEYED) for path in unasked]
    whole = covers_project(paths, config)
    results = Results(config, ruleset) if use_cache and ruleset.key else None
    known = results.known_run(files, whole=whole) if results and stdin is None and not needs_project else None
    if known is not None:
        done = _Done(*known)
    else:
        # what two files disagree about is only missed where both are read
        judged = ran if whole else frozenset(code for code in ran if code not in rules or not _compares(rules[code]))
        done = _lint(files, stdin, config, ruleset, judged=judged, results=results, jobs=jobs, advance=advance)
        if results is not None and stdin is None and not done.failures:
            results.save_run(files, (done.findings, done.skipped), whole=whole)
    findings = accept(done.findings, config, rules, ran, whole=whole)
    quiet = {code for code, notice in NOTICES.items() if code > "CX1" and silenced(notice, config)}
    findings = sorted((finding for finding in findings if finding.code not in quiet), key=Finding.sort_key)
    skipped = {path for path, _ in done.skipped}
    project = done.project if done.project is not None else _empty()
    checked = tuple(path for path in asked if path not in skipped)
    return RunResult(
        findings, len(checked), found.skipped + done.skipped, [*done.failures], project, checked, ran, whole
    )


class _Done(NamedTuple):
    """What reading and comparing the files came to; `project` is None where that is not known."""

    findings: list[Finding]
    skipped: list[tuple[str, str]]
    failures: tuple[str, ...] = ()
    project: Project | None = None


def _lint(
    files: list[tuple[str, str]],
    stdin: tuple[str, bytes] | None,
    config: Config,
    ruleset: RuleSet,
    *,
    judged: frozenset[str],
    results: Results | None,
    jobs: int,
    advance: Callable[[int, int], None] | None,
) -> _Done:
    """Read the files and hold them against each other; of the rules `judged`, a suppression may be unused."""
    # imported when there is work to do: it takes longer than to find out that there is none
    from cxlint.runner.session import Session

    paths = [path for path, _ in files] + ([stdin[0]] if stdin else [])
    session = Session(config, ruleset, paths, judged, results.files if results else None)
    session.take(files, stdin, jobs=jobs, advance=advance)
    findings = session.finish()
    return _Done(findings, session.skipped, tuple(session.failures), session.project)


def _compares(rule: Rule) -> bool:
    return rule.check in checks.PROJECT


def _empty() -> Project:
    from cxlint.project.summary import Project

    return Project()


def _reasons(found: list[str], named: list[str], config: Config) -> list[tuple[str, str]]:
    """Why each file is read."""
    sure = {os.path.abspath(path) for path in named}
    return [
        (path, GUESSED if may_hold_messages(path, config) and os.path.abspath(path) not in sure else CHECKED)
        for path in found
    ]
