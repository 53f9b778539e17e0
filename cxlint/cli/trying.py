"""`cxlint try`: from patterns on the command line, or those of a rule file, to what they find in documents."""

from __future__ import annotations

import os
import re
import sys
from typing import TYPE_CHECKING, NamedTuple

from cxlint.cli import CLEAN
from cxlint.config.load import common_folder, load
from cxlint.errors import ReadError, RuleError, UsageError
from cxlint.model.rule import RawPattern, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from cxlint.cli.trial import Trial
    from cxlint.config.model import Config
    from cxlint.rulebook import RuleSet
    from cxlint.rulebook.words import WordSets

_CHEAP = 400_000
"""Characters in which the other rules are looked for without being asked to."""

_BLANK = Rule("", "", "", "", "", "", "", "", "")


class TryOptions(NamedTuple):
    """What the command line says; `overlap` is None where it leaves the choice to the program."""

    pattern: str
    paths: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    regex: bool = False
    limit: int = 20
    silenced: bool = False
    overlap: bool | None = None
    output_format: str = "text"
    config: str | None = None
    isolated: bool = False
    color: str = "auto"


def run_try(options: TryOptions) -> int:
    """Show what the patterns find. Raises UsageError, RuleError."""
    paths = list(options.paths or (".",))
    _must_make_sense(options.pattern, paths)
    config = load(common_folder(paths), file=options.config or "", isolated=options.isolated)

    from cxlint.cli import trial
    from cxlint.cli.trial_report import write
    from cxlint.resources import RULES
    from cxlint.rulebook import words

    rule = _rule(options)
    ruleset = _compiled(rule, words.load([RULES, *config.rules_dirs]))
    found = trial.Trial(rule, ruleset, config.company)
    _read(found, paths, config)
    problem = _compare(found, rule, config, options)
    write(found, rule, options)
    sys.stdout.flush()
    _tell(found, ruleset, problem)
    return CLEAN


def _must_make_sense(pattern: str, paths: list[str]) -> None:
    if os.path.exists(pattern) and not _is_rule_file(pattern):
        raise UsageError(f"{pattern} is a file or folder", hint="the pattern comes first: cxlint try 'PATTERN' FILES")
    missing = [path for path in paths if not os.path.lexists(path)]
    if missing:
        hint = "a pattern of several words stands in quotes: cxlint try 'we may' FILES"
        raise UsageError(f"there is no such file or folder: {', '.join(missing)}", hint=hint)


def _is_rule_file(pattern: str) -> bool:
    return pattern.endswith((".yaml", ".yml")) and os.path.isfile(pattern)


def _rule(options: TryOptions) -> Rule:
    """The patterns as a rule: those of a rule file, be it half written, and those of the command line."""
    rule = _BLANK
    given = (options.pattern, *options.more)
    if _is_rule_file(options.pattern):
        rule, given = _drafted(options.pattern), options.more
    if options.regex:
        rule = rule._replace(regex=(*rule.regex, *(_raw(pattern) for pattern in given)))
    else:
        rule = rule._replace(find=(*rule.find, *(_in_one_line(pattern) for pattern in given)))
    unless, needs = _scoped("unless", options.unless), _scoped("needs", options.needs)
    return rule._replace(unless=_joined(rule.unless, unless), needs=_joined(rule.needs, needs))


def _drafted(path: str) -> Rule:
    from cxlint.rulebook.rulefile import parse_rule

    try:
        with open(path, encoding="utf-8") as file:
            rule = parse_rule(path, file.read(), draft=True)
    except (OSError, UnicodeDecodeError) as error:
        raise RuleError(f"cannot be read: {error}", where=path) from error
    if rule.check:
        raise UsageError(f"{path} looks with code ({rule.check}), not with patterns", hint="run `cxlint check` with it")
    return rule


def _raw(pattern: str) -> RawPattern:
    try:
        re.compile(pattern)
    except re.error as error:
        raise _pointed("regex", pattern, error.pos or 0, f"not a regular expression: {error.msg}") from error
    return RawPattern(pattern, ())


def _scoped(key: str, given: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Patterns by scope, from `SCOPE=PATTERN`; without a scope, the sentence."""
    from cxlint.rulebook.fields import SCOPES

    found: dict[str, tuple[str, ...]] = {}
    for text in given:
        scope, equals, pattern = text.partition("=")
        if not equals:
            scope, pattern = "sentence", text
        if scope not in SCOPES:
            from cxlint.config.schema import nearest

            hint = nearest(scope, SCOPES) or f"one of {', '.join(SCOPES)}"
            raise UsageError(f"--{key}: there is no scope '{scope}'", hint=hint)
        found[scope] = (*found.get(scope, ()), _in_one_line(pattern))
    return found


def _joined(first: dict[str, tuple[str, ...]], second: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {scope: first.get(scope, ()) + second.get(scope, ()) for scope in {**first, **second}}


def _in_one_line(pattern: str) -> str:
    return re.sub(r"\s", " ", pattern)


def _compiled(rule: Rule, words: WordSets) -> RuleSet:
    from cxlint.cli.trial import one_by_one
    from cxlint.rulebook.ruleset import compile_rules

    check_patterns(_patterns(rule), words)
    ruleset = compile_rules(one_by_one(rule), words, {})
    # what a rule needs in the sentence narrows the search; here all that lack it are counted
    ruleset.patterns = [pattern._replace(also=-1) for pattern in ruleset.patterns]
    return ruleset


def _patterns(rule: Rule) -> Iterator[tuple[str, str]]:
    """Every pattern with the name of its place."""
    for number, pattern in enumerate(rule.find, 1):
        yield ("pattern" if len(rule.find) == 1 else f"pattern {number}"), pattern
    for key, scopes in (("unless", rule.unless), ("needs", rule.needs)):
        for scope, patterns in scopes.items():
            yield from ((f"{key} {scope}", pattern) for pattern in patterns)


def check_patterns(patterns: Iterable[tuple[str, str]], words: WordSets) -> None:
    """Raise RuleError for the first pattern that is not written right, with a caret under the place."""
    from cxlint.rulebook.pattern import Compiler, PatternError

    compiler = Compiler(words)
    for name, pattern in patterns:
        try:
            compiler.compile(pattern)
        except PatternError as error:
            raise _pointed(name, pattern, error.offset, error.message, error.hint) from error


def _pointed(name: str, pattern: str, offset: int, message: str, hint: str = "") -> RuleError:
    from cxlint.config.locate import excerpt

    shown = excerpt(pattern or " ", 1, offset + 1, 1)
    return RuleError(f"{message}\n{shown}", where=f"{name}, column {offset + 1}", hint=hint)


def _read(found: Trial, paths: list[str], config: Config) -> None:
    from cxlint.config.select import given_for
    from cxlint.readers import load as load_source
    from cxlint.readers import read
    from cxlint.runner.discover import discover
    from cxlint.suppress import parse

    discovered = discover(paths, config)
    for path, reason in discovered.skipped:
        sys.stderr.write(f"note: {path} is left out: {reason}\n")
    for path in discovered.paths:
        try:
            with open(path, "rb") as file:
                source = load_source(path, file.read())
            found.read(read(source), parse(source).given.over(given_for(path, config)))
        except (OSError, ReadError) as error:
            sys.stderr.write(f"note: {path} cannot be read: {error}\n")


def _compare(found: Trial, rule: Rule, config: Config, options: TryOptions) -> str:
    """Look for the other rules; what kept it from being done, in a sentence, or an empty string."""
    if not found.matches or options.overlap is False:
        return ""
    if options.overlap is None and found.searched > _CHEAP:
        return "other rules were not looked for in so much text: --overlap does"
    from cxlint import rulebook
    from cxlint.checks import PROJECT

    try:
        ruleset = rulebook.load(config.rules_dirs)
    except RuleError as error:
        return f"other rules could not be looked for: {str(error).splitlines()[0]}"
    found.compare(ruleset, [r.code for r in ruleset.rules if r.check not in PROJECT and r.code != rule.code])
    return ""


def _tell(found: Trial, ruleset: RuleSet, problem: str) -> None:
    """What is not the result, on standard error."""
    if not found.documents:
        sys.stderr.write("warning: no files to read\n")
    if any(pattern.primary < 0 and not pattern.raw for pattern in ruleset.patterns):
        sys.stderr.write("note: no word of the pattern is rare enough to search by; a rule would be slow with it\n")
    if problem:
        sys.stderr.write(f"note: {problem}\n")
