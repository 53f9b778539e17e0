"""Paths to findings: discover, read, lint, compare, suppress."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from cxlint.annotate.values import version
from cxlint.config.notices import NOTICES
from cxlint.config.select import enabled, given_for, ignored_in, selected, silenced
from cxlint.engine import Engine
from cxlint.errors import ReadError
from cxlint.model.finding import Finding
from cxlint.model.source import GETTEXT
from cxlint.project.summary import Project
from cxlint.readers import load, read
from cxlint.runner.discover import covers_project, discover, may_hold_messages
from cxlint.runner.evidence import evidence
from cxlint.runner.neighbours import Neighbours
from cxlint.runner.template_files import DiskFiles
from cxlint.runner.troubles import malformed, unreadable
from cxlint.suppress import accept, parse

if TYPE_CHECKING:
    from cxlint.config.model import Config
    from cxlint.model.rule import Rule
    from cxlint.model.source import Source
    from cxlint.project.summary import Summary
    from cxlint.rulebook import RuleSet
    from cxlint.suppress import Suppressions


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


def run(paths: list[str], config: Config, ruleset: RuleSet, *, stdin: tuple[str, bytes] | None = None) -> RunResult:
    """Check files and folders; `stdin` is a name and the bytes to check under it."""
    found = discover(paths, config)
    asked = [*found.paths, *([stdin[0]] if stdin else [])]
    session = _Session(config, ruleset)
    unasked = evidence(asked, config) if session.compares else []
    session.expect(asked + unasked)
    named = {os.path.abspath(path) for path in paths}
    session.guesses = {
        path for path in found.paths if may_hold_messages(path, config) and os.path.abspath(path) not in named
    }
    for path in found.paths:
        session.check(path)
    if stdin is not None:
        session.check_bytes(*stdin)
    session.learn_from(unasked)
    whole = covers_project(paths, config)
    findings = session.finish(whole=whole)
    skipped = {path for path, _ in session.skipped}
    checked = tuple(path for path in asked if path not in skipped)
    return RunResult(
        findings,
        len(checked),
        found.skipped + session.skipped,
        session.failures,
        session.project,
        checked,
        frozenset(session.ran),
        whole,
    )


class Checker:
    """Checks texts one by one, each as if it were alone, with the suppressions in it."""

    def __init__(self, config: Config, ruleset: RuleSet) -> None:
        self.config = config
        self.rules = ruleset.by_code
        self._session = _Session(config, ruleset)

    def check(self, source: Source) -> list[Finding]:
        """The findings of a text, suppressed ones included. Raises ReadError."""
        return self._session.alone(source)


class _Session:
    """One run: the findings and summaries of the files seen so far."""

    def __init__(self, config: Config, ruleset: RuleSet) -> None:
        self._config = config
        self._rules = ruleset.by_code
        codes = {rule.code for rule in selected(self._rules, config)}
        self._engine = Engine(ruleset, codes, config.company)
        self._engine.neighbours = Neighbours(self._engine, DiskFiles(config))
        self._reports_rows = enabled(NOTICES["CX002"], config)
        self.ran = codes | {"CX002"} if self._reports_rows else codes
        self.project = Project()
        self._findings: dict[str, list[Finding]] = {}
        self._suppressions: dict[str, Suppressions] = {}
        self.failures: list[str] = []
        self.skipped: list[tuple[str, str]] = []
        self.guesses: set[str] = set()
        """Files that are checked only if they turn out to be message catalogues."""
        self._said: dict[tuple[str, str], str] = {}

    def check(self, path: str) -> None:
        """Check a file."""
        try:
            with open(path, "rb") as file:
                data = file.read()
        except OSError as error:
            reason = error.strerror or str(error)
            self._findings[path] = [unreadable(path, ReadError(f"cannot be opened: {reason}"))]
            return
        self.check_bytes(path, data)

    def check_bytes(self, path: str, data: bytes) -> None:
        """Check the bytes of a file."""
        try:
            findings, summary = self._lint(load(path, data))
        except ReadError as error:
            if path in self.guesses:
                self.skipped.append((path, "neither a message catalogue nor a list of prices"))
                return
            self._findings[path] = [unreadable(path, error)]
            return
        self._findings[path] = findings
        self.project.add(summary)

    @property
    def compares(self) -> bool:
        """Whether any rule of this run holds files against each other."""
        return self._engine.compares

    def expect(self, paths: list[str]) -> None:
        """Tell the session which files it will meet."""
        self._engine.translated = any(version(path).language for path in paths)

    def learn_from(self, paths: list[str]) -> None:
        """Read files for what they state, without reporting on them."""
        for path in paths:
            try:
                with open(path, "rb") as file:
                    source = load(path, file.read())
                summary = self._engine.survey(read(source), parse(source).given.over(given_for(path, self._config)))
            except (OSError, ReadError):
                continue
            self.project.add(summary._replace(asked=False))

    def finish(self, *, whole: bool) -> list[Finding]:
        """All findings, after the files have been held against each other; `whole`: these are all of the project's."""
        for finding in self._engine.compare(self.project, self.failures):
            if finding.place.path in self._findings:
                self._findings[finding.place.path].append(finding)
        found = (self._kept(path, findings) for path, findings in self._findings.items())
        result = accept(
            [one for findings in found for one in findings], self._config, self._rules, self.ran, whole=whole
        )
        quiet = {code for code, notice in NOTICES.items() if code > "CX1" and silenced(notice, self._config)}
        return sorted((finding for finding in result if finding.code not in quiet), key=Finding.sort_key)

    def alone(self, source: Source) -> list[Finding]:
        """The findings of a text that need no other file. Raises ReadError."""
        self._suppressions.pop(source.path, None)
        return self._kept(source.path, self._lint(source)[0])

    def _kept(self, path: str, findings: list[Finding]) -> list[Finding]:
        """The findings that the configuration lets through, with what comments say about them."""
        kept = self._permitted(path, findings)
        suppressions = self._suppressions.get(path)
        return suppressions.apply(kept, self._rules, self.ran) if suppressions else kept

    def _lint(self, source: Source) -> tuple[list[Finding], Summary]:
        path = source.path
        suppressions = parse(source)
        document = read(source)
        if path in self.guesses and not document.catalogue:
            raise ReadError("is no message catalogue")
        if document.skipped:
            self.skipped.append((path, document.skipped))
        linted = self._engine.lint(document, suppressions.given.over(given_for(path, self._config)))
        if source.suffix in GETTEXT:
            linted.findings[:] = [finding for finding in linted.findings if self._is_new(finding)]
        linted.findings.extend(malformed(document) if self._reports_rows else ())
        self.failures += linted.failures
        if suppressions.entries or suppressions.problems:
            self._suppressions[path] = suppressions
        return linted.findings, linted.summary

    def _is_new(self, finding: Finding) -> bool:
        """Whether no other gettext catalogue of the run has the same text: each holds a copy of every message."""
        said = finding.code, finding.excerpt
        return self._said.setdefault(said, finding.place.path) == finding.place.path

    def _permitted(self, path: str, findings: list[Finding]) -> list[Finding]:
        if not (self._config.per_file_ignores or self._config.overrides):
            return findings
        return [finding for finding in findings if not ignored_in(path, self._rule(finding.code), self._config)]

    def _rule(self, code: str) -> Rule | None:
        return self._rules.get(code) or NOTICES.get(code)
