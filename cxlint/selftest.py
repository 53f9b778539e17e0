"""Runs the examples of rules: what must be found, what must stay silent."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxlint.engine import Engine
from cxlint.errors import ReadError
from cxlint.fixes.draft import settle
from cxlint.model.given import MESSAGE_KINDS
from cxlint.model.source import Source
from cxlint.project.summary import Project
from cxlint.readers import read
from cxlint.rulebook import examples_of
from cxlint.rulebook.fields import MIN_EXAMPLES
from cxlint.runner.neighbours import Neighbours
from cxlint.runner.template_files import MemoryFiles

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxlint.model.finding import Finding
    from cxlint.model.rule import Example, Rule
    from cxlint.rulebook import RuleSet


class Failure(NamedTuple):
    """An example that did not do what it says; `where` is path:line of the example."""

    where: str
    message: str


class Outcome(NamedTuple):
    """How many examples ran, and which failed."""

    examples: int
    failures: list[Failure]


def run(ruleset: RuleSet, rules: Iterable[Rule]) -> Outcome:
    """Run all examples of some rules of a rule set."""
    examples = 0
    failures: list[Failure] = []
    for rule in rules:
        complete = examples_of(rule)
        failures += _counted(complete)
        engine = Engine(ruleset, [rule.code])
        for example in complete.examples:
            examples += 1
            failures += _run_example(engine, complete, example)
    return Outcome(examples, failures)


def _counted(rule: Rule) -> Iterator[Failure]:
    for kind, bad in (("bad", True), ("good", False)):
        count = sum(example.bad is bad for example in rule.examples)
        if count < MIN_EXAMPLES:
            yield Failure(rule.path, f"{rule.code} has {count} {kind} examples; {MIN_EXAMPLES} are needed")


def _run_example(engine: Engine, rule: Rule, example: Example) -> Iterator[Failure]:
    where = f"{rule.path}:{example.line}"
    try:
        findings, texts, failures = lint_files(engine, files_of(rule, example))
    except ReadError as error:
        yield Failure(where, f"{rule.code}: the example cannot be read: {error}")
        return
    yield from (Failure(where, failure) for failure in failures)
    shown = example.text or "; ".join(f"{name}: {text.strip()}" for name, text in example.files)
    if example.bad and not findings:
        yield Failure(where, f"{rule.code} does not find: {shown.strip()}")
    if not example.bad and findings:
        yield Failure(where, f"{rule.code} finds '{_marked(texts, findings[0])}' in the good text: {shown.strip()}")
    for mark in example.marks if findings else ():
        marked = [_marked(texts, finding) for finding in findings]
        if mark not in marked:
            yield Failure(where, f"{rule.code} marks {marked}, not '{mark}'")
    if example.fixed is not None:
        name = example.path or default_path(rule)
        after, _ = settle(example.text, lambda text: engine.lint(read(Source(name, text))).findings)
        if after != example.fixed:
            yield Failure(where, f"{rule.code} fixes the text to '{after.strip()}', not to '{example.fixed.strip()}'")


def files_of(rule: Rule, example: Example) -> tuple[tuple[str, str], ...]:
    """The texts of an example, each with the name under which it is read."""
    return example.files or ((example.path or default_path(rule), example.text),)


def default_path(rule: Rule) -> str:
    """The file name under which an example is read when it has none: of the first kind that the rule is for."""
    kinds = rule.applies_to
    messages = [kind for kind in MESSAGE_KINDS if kind in kinds]
    if not kinds or "policy" in kinds:
        return "policies/terms.md"
    if messages:
        return f"emails/{messages[0]}.txt.j2"
    return {"message": "emails/message.txt.j2", "schedule": "fee-schedule.md"}.get(min(kinds), "pages/page.md")


def lint_files(engine: Engine, files: Iterable[tuple[str, str]]) -> tuple[list[Finding], dict[str, Source], list[str]]:
    """Lint texts by name as one project. Raises ReadError."""
    sources = {name: Source(name, text) for name, text in files}
    findings: list[Finding] = []
    failures: list[str] = []
    project = Project()
    engine.neighbours = Neighbours(engine, MemoryFiles(sources)) if len(sources) > 1 else None
    for source in sources.values():
        linted = engine.lint(read(source))
        findings += linted.findings
        failures += linted.failures
        project.add(linted.summary)
    findings += engine.compare(project, failures)
    return findings, sources, failures


def _marked(sources: dict[str, Source], finding: Finding) -> str:
    place = finding.place
    source = sources[place.path]
    starts = source.line_starts()
    start = starts[place.line - 1] + place.column - 1
    end = starts[place.end_line - 1] + place.end_column - 1
    return " ".join(source.text[start:end].split())
