"""One file of a run: read, checked or only surveyed, and what that came to."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING, NamedTuple

from cxlint.config.notices import NOTICES
from cxlint.config.select import enabled, given_for, selected
from cxlint.engine import Engine
from cxlint.errors import ReadError
from cxlint.readers import load, read
from cxlint.runner.discover import CHECKED, GUESSED, SURVEYED
from cxlint.runner.neighbours import Neighbours
from cxlint.runner.template_files import DiskFiles
from cxlint.runner.troubles import malformed, unreadable
from cxlint.suppress import parse

if TYPE_CHECKING:
    from cxlint.config.model import Config
    from cxlint.model.finding import Finding
    from cxlint.model.source import Source
    from cxlint.project.summary import Summary
    from cxlint.rulebook import RuleSet
    from cxlint.runner.traces import Question
    from cxlint.suppress import Suppressions


_OWN = re.compile(rb'\s*<!doctype html>\s*<html lang="en">.{0,2000}<meta name="generator" content="cxlint ', re.DOTALL)
"""What tells the pages that cxlint writes from the texts that it reads."""


class Outcome(NamedTuple):
    """All that a run needs of one file.

    `summary` is None for a file that could not be read. `skipped` says why a file, or a part of it, was left out;
    `rejected` that it was left out altogether. `failures` name rules that crashed. `content` is a hash of the bytes
    that were read, empty where there are none; `answers` is what was asked about other files (see `traces`).
    """

    findings: tuple[Finding, ...] = ()
    summary: Summary | None = None
    skipped: str = ""
    rejected: bool = False
    failures: tuple[str, ...] = ()
    suppressions: Suppressions | None = None
    content: bytes = b""
    answers: dict[Question, bytes] = {}  # noqa: RUF012 -- a default that nobody writes to


class Linter:
    """Reads files as one run does; `translated` as in Engine."""

    def __init__(
        self, config: Config, ruleset: RuleSet, disk: DiskFiles | None = None, *, translated: bool = True
    ) -> None:
        self._made_of = config, ruleset, translated
        self._config = config
        codes = {rule.code for rule in selected(ruleset.by_code, config)}
        self.engine = Engine(ruleset, codes, config.company)
        self.engine.translated = translated
        self.neighbours = Neighbours(self.engine, disk or DiskFiles(config))
        self.engine.neighbours = self.neighbours
        self._reports_rows = enabled(NOTICES["CX002"], config)

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return _made, self._made_of

    def outcome_of(self, path: str, why: str) -> Outcome:
        """What a file on disk comes to."""
        try:
            with open(path, "rb") as file:
                data = file.read()
        except OSError as error:
            return unopened(path, error, why)
        return self.outcome(path, data, why)

    def outcome(self, path: str, data: bytes, why: str = CHECKED) -> Outcome:
        """What the bytes of a file come to."""
        if path.lower().endswith(".html") and _OWN.match(data):
            return Outcome(skipped="a report of cxlint", rejected=True, content=content_of(data))
        tracer = self.neighbours.tracer
        tracer.begin()
        try:
            found = self._survey(path, data) if why == SURVEYED else self._check(path, data, why)
        except ReadError as error:
            if why == SURVEYED:
                found = Outcome()
            elif why == GUESSED:
                found = Outcome(skipped="neither a message catalogue nor a list of prices", rejected=True)
            else:
                found = Outcome((unreadable(path, error),))
        finally:
            trace = tracer.end()
        return found._replace(content=content_of(data), answers={one: tracer.answers[one] for one in trace})

    def _survey(self, path: str, data: bytes) -> Outcome:
        source = load(path, data)
        given = parse(source).given.over(given_for(path, self._config))
        return Outcome(summary=self.engine.survey(read(source), given)._replace(asked=False))

    def _check(self, path: str, data: bytes, why: str) -> Outcome:
        return self.check(load(path, data), why)

    def check(self, source: Source, why: str = CHECKED) -> Outcome:
        """What a text comes to. Raises ReadError."""
        path = source.path
        suppressions = parse(source)
        document = read(source)
        if why == GUESSED and not document.catalogue:
            raise ReadError("is no message catalogue")
        linted = self.engine.lint(document, suppressions.given.over(given_for(path, self._config)))
        return Outcome(
            (*linted.findings, *(malformed(document) if self._reports_rows else ())),
            linted.summary,
            document.skipped,
            failures=tuple(linted.failures),
            suppressions=suppressions if suppressions.entries or suppressions.problems else None,
        )


def content_of(data: bytes) -> bytes:
    """A hash of the bytes of a file."""
    return blake2b(data, digest_size=16).digest()


def _made(config: Config, ruleset: RuleSet, translated: bool) -> Linter:
    return Linter(config, ruleset, translated=translated)


def unopened(path: str, error: OSError, why: str) -> Outcome:
    """What a file comes to that cannot be opened."""
    if why == SURVEYED:
        return Outcome()
    return Outcome((unreadable(path, ReadError(f"cannot be opened: {error.strerror or error}")),))
