"""One run: the outcomes of its files put together, the files held against each other, suppressions applied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxlint.annotate.values import version
from cxlint.config.notices import NOTICES
from cxlint.config.select import ignored_in
from cxlint.model.source import GETTEXT
from cxlint.project.summary import Project
from cxlint.runner.linting import Linter
from cxlint.runner.pool import outcomes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from cxlint.config.model import Config
    from cxlint.model.finding import Finding
    from cxlint.model.rule import Rule
    from cxlint.model.source import Source
    from cxlint.rulebook import RuleSet
    from cxlint.runner.linting import Outcome
    from cxlint.runner.results import FileResults
    from cxlint.suppress import Suppressions


class Session:
    """The findings and summaries of the files seen so far; `paths` are all that the run will read."""

    def __init__(
        self, config: Config, ruleset: RuleSet, paths: Iterable[str], ran: frozenset[str], results: FileResults | None
    ) -> None:
        self._config = config
        self._rules = ruleset.by_code
        self._ran = ran
        self._results = results
        translated = any(version(path).language for path in paths)
        if results is not None:
            results.translated = translated
        self._linter = Linter(config, ruleset, results.disk if results else None, translated=translated)
        self.project = Project()
        self._findings: dict[str, list[Finding]] = {}
        self._suppressions: dict[str, Suppressions] = {}
        self.failures: list[str] = []
        self.skipped: list[tuple[str, str]] = []
        self._said: dict[tuple[str, str], str] = {}

    def take(
        self,
        files: list[tuple[str, str]],
        stdin: tuple[str, bytes] | None = None,
        *,
        jobs: int = 1,
        advance: Callable[[int, int], None] | None = None,
    ) -> None:
        """Read files, each with the reason why (see `discover`), and standard input under its name.

        At most `jobs` processes do so, 0 for what the processors and the work are good for. `advance` is told how many
        of how many files are done.
        """
        for path, outcome in self._outcomes(files, jobs, advance or (lambda *_: None)):
            self._add(path, outcome)
        if stdin is not None:
            self._add(stdin[0], self._linter.outcome(*stdin))

    def finish(self) -> list[Finding]:
        """All findings, after the files have been held against each other."""
        for finding in self._linter.engine.compare(self.project, self.failures):
            if finding.place.path in self._findings:
                self._findings[finding.place.path].append(finding)
        result: list[Finding] = []
        for path, findings in self._findings.items():
            result += self._kept(path, findings)
        if self._results is not None:
            self._results.save()
        return result

    def alone(self, source: Source) -> list[Finding]:
        """The findings of a text that need no other file, suppressed ones included. Raises ReadError."""
        outcome = self._linter.check(source)
        self._suppressions.pop(source.path, None)
        if outcome.suppressions is not None:
            self._suppressions[source.path] = outcome.suppressions
        return self._kept(source.path, [*outcome.findings])

    def _kept(self, path: str, findings: list[Finding]) -> list[Finding]:
        """The findings that the configuration lets through, with what comments say about them."""
        kept = self._permitted(path, findings)
        suppressions = self._suppressions.get(path)
        return suppressions.apply(kept, self._rules, self._ran) if suppressions else kept

    def _outcomes(
        self, files: list[tuple[str, str]], jobs: int, advance: Callable[[int, int], None]
    ) -> Iterator[tuple[str, Outcome]]:
        """What each file comes to, in their order: as it is known, or worked out."""
        results = self._results
        if results is None:
            fresh = outcomes(self._linter, files, jobs, worked=lambda done: advance(done, len(files)))
            yield from zip((path for path, _ in files), fresh, strict=True)
            return
        known = {file: results.find(*file, self._linter.neighbours) for file in files}
        unknown = [file for file in files if known[file] is None]
        fresh = outcomes(
            self._linter,
            unknown,
            jobs,
            worked=lambda done: advance(len(files) - len(unknown) + done, len(files)),
            look_around=lambda: results.look_around([path for path, _ in unknown]),
        )
        for file in files:
            outcome = known.pop(file)
            if outcome is None:
                outcome = next(fresh)
                results.add(*file, outcome)
            yield file[0], outcome

    def _add(self, path: str, outcome: Outcome) -> None:
        if outcome.skipped:
            self.skipped.append((path, outcome.skipped))
        self.failures += outcome.failures
        if outcome.summary is not None:
            self.project.add(outcome.summary)
            if not outcome.summary.asked:
                return
        elif outcome.rejected or not outcome.findings:
            return
        self._findings[path] = [*outcome.findings]
        if path.lower().endswith(tuple(GETTEXT)):
            self._findings[path] = [one for one in outcome.findings if one.code == "CX002" or self._is_new(one)]
        if outcome.suppressions is not None:
            self._suppressions[path] = outcome.suppressions

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
