"""Which rules are on, where, and how serious."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cxlint.config.globs import matches, relative
from cxlint.config.model import ALL, Config, Override
from cxlint.config.notices import NOTICES
from cxlint.errors import ConfigError
from cxlint.model.finding import CONFIDENCES, SEVERITIES
from cxlint.model.given import Given

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cxlint.model.finding import Finding
    from cxlint.model.rule import Rule

_EXACT = 1000
_TAG = "tag:"
_SORTS: dict[type, str] = {bool: "true or false", int: "a number", float: "a number", str: "a text", list: "a list"}


def selected(rules: Mapping[str, Rule], config: Config) -> list[Rule]:
    """The rules that are on, in order of code, as the configuration changes them."""
    return [adjusted(rules[code], config) for code in sorted(rules) if enabled(rules[code], config)]


def enabled(rule: Rule, config: Config) -> bool:
    """Whether a rule is on.

    The most specific selector decides: a code or name before a prefix (a longer one first), before a tag,
    before ALL; where both sides are equally specific, ignoring wins. The preset holds back what is not sure
    or not stable, unless the rule was selected by its code or name.
    """
    rule = adjusted(rule, config)
    chosen = _weight(rule, config.select + config.extend_select)
    if chosen < 0 or _weight(rule, config.ignore) >= chosen:
        return False
    if SEVERITIES.index(rule.severity) < SEVERITIES.index(config.min_severity):
        return False
    if config.min_confidence and _less_sure(rule.confidence, config.min_confidence):
        return False
    if chosen == _EXACT or config.preset == "review":
        return True
    return rule.status == "stable" and not _less_sure(rule.confidence, "medium")


def settled(findings: Iterable[Finding], rules: Mapping[str, Rule], config: Config) -> list[Finding]:
    """The findings to report, with the severity and confidence that the configuration gives their rules.

    A finding may be less sure than its rule, so the limits are applied to it once more.
    """
    limits: dict[str, tuple[dict[str, Any], int]] = {}
    least_severe = SEVERITIES.index(config.min_severity)
    result = []
    for finding in findings:
        if finding.code not in limits:
            rule = rules.get(finding.code) or NOTICES.get(finding.code)
            limits[finding.code] = (settings_of(rule, config), _least_sure(rule, config)) if rule else ({}, 0)
        given, least_sure = limits[finding.code]
        if config.overrides and (here := _overridden(finding, rules, config)):
            given = {**given, **here}
        if given:
            finding = _restated(finding, rules.get(finding.code), given)
        if SEVERITIES.index(finding.severity) >= least_severe and CONFIDENCES.index(finding.confidence) >= least_sure:
            result.append(finding)
    return result


def _overridden(finding: Finding, rules: Mapping[str, Rule], config: Config) -> dict[str, Any]:
    """What `[[overrides]]` say about a finding where it stands; the last table that fits wins."""
    rule = rules.get(finding.code) or NOTICES.get(finding.code)
    given: dict[str, Any] = {}
    for override in config.overrides:
        said = {**override.rules.get(rule.code, {}), **override.rules.get(rule.name, {})} if rule else {}
        if said and matches(relative(finding.place.path, config.root), override.paths):
            given |= said
    return given


def _restated(finding: Finding, rule: Rule | None, given: dict[str, Any]) -> Finding:
    severity = given.get("severity", finding.severity)
    # a finding that the check itself made less sure than its rule stays so
    own = rule is None or finding.confidence == rule.confidence
    return finding._replace(
        severity=severity,
        confidence=given.get("confidence", finding.confidence) if own else finding.confidence,
    )


def _least_sure(rule: Rule, config: Config) -> int:
    if config.min_confidence:
        return CONFIDENCES.index(config.min_confidence)
    exact = _weight(rule, config.select + config.extend_select) == _EXACT
    return 0 if exact or config.preset == "review" else CONFIDENCES.index("medium")


def adjusted(rule: Rule, config: Config) -> Rule:
    """The rule with what the configuration says about it: severity, confidence and its own options."""
    given = settings_of(rule, config)
    if not given:
        return rule
    options = {key: value for key, value in given.items() if key not in ("severity", "confidence")}
    return rule._replace(
        severity=given.get("severity", rule.severity),
        confidence=given.get("confidence", rule.confidence),
        options={**rule.options, **options} if options else rule.options,
    )


def settings_of(rule: Rule, config: Config) -> dict[str, Any]:
    """What the configuration says about a rule under its code or its name."""
    return {**config.rules.get(rule.code, {}), **config.rules.get(rule.name, {})}


def ignored_in(path: str, rule: Rule | None, config: Config) -> bool:
    """Whether `per-file-ignores` or `[[overrides]]` switch a rule off in a file."""
    if rule is None or not (config.per_file_ignores or config.overrides):
        return False
    inside = relative(path, config.root)
    ignores = [Override((glob,), selectors) for glob, selectors in config.per_file_ignores.items()]
    return any(matches(inside, one.paths) and _weight(rule, one.ignore) >= 0 for one in (*ignores, *config.overrides))


def means(selector: str, rule: Rule) -> bool:
    """Whether a selector covers a rule."""
    return _specificity(rule, selector) >= 0


def silenced(rule: Rule, config: Config) -> bool:
    """Whether a notice is left out: unlike a rule it need not be selected, but it can be ignored."""
    ignored = _weight(rule, config.ignore)
    return ignored >= 0 and ignored >= _weight(rule, config.select + config.extend_select)


def given_for(path: str, config: Config) -> Given:
    """What the configuration says a file is; of each table the last glob that fits wins."""
    tables = (config.kinds, config.stages, config.polarities, config.audiences)
    if not any(tables):
        return Given()
    inside = relative(path, config.root)
    return Given(
        *(next((said for glob, said in reversed(table.items()) if matches(inside, (glob,))), "") for table in tables)
    )


def check_selectors(config: Config, rules: Mapping[str, Rule]) -> None:
    """Raise ConfigError when a selector or a `[rules.X]` table names no rule, or the table no option of the rule.

    Its hint is the nearest one.
    """
    if config == _untouched(config):
        return
    known = [*rules.values(), *NOTICES.values()]
    uses = [("select", config.select), ("ignore", config.ignore), ("extend-select", config.extend_select)]
    uses += [("per-file-ignores", selectors) for selectors in config.per_file_ignores.values()]
    uses += [("overrides", (*override.ignore, *override.rules)) for override in config.overrides]
    for key, selectors in uses:
        for selector in selectors:
            if not any(_specificity(rule, selector) >= 0 for rule in known):
                raise _unknown(config, key, selector, known)
    for one in config.accepted:
        if not any(_specificity(rule, one.rule) >= 0 for rule in known):
            raise _unknown(config, "ignore", one.rule, known, (one.line, one.column))
    for name in config.rules:
        if not any(name in (rule.code, rule.name) for rule in known):
            raise _unknown(config, "rules", name, known)
    _check_options(config, rules)


def suggestion(word: str, rules: Iterable[Rule]) -> str:
    """A hint that names the rule most like an unknown code, name, prefix or tag; empty when none is near."""
    names = [ALL]
    for rule in rules:
        names += [rule.code, rule.name, rule.family, *(_TAG + tag for tag in rule.tags)]
    return _nearest(word, names)


def _untouched(config: Config) -> Config:
    return config._replace(
        select=(ALL,), ignore=(), extend_select=(), per_file_ignores={}, rules={}, overrides=(), accepted=()
    )


def _unknown(
    config: Config, key: str, selector: str, known: list[Rule], at: tuple[int, int] | None = None
) -> ConfigError:
    hint = suggestion(selector, known) or "`cxlint rules` lists them all"
    message = f"`{key}` names a rule that does not exist: {selector}"
    path, value = ((key, selector), None) if key == "rules" else ((key,), selector)
    return _placed(config, message, hint, path, value=value, at=at)


def _placed(
    config: Config,
    message: str,
    hint: str,
    path: tuple[str, ...],
    *,
    value: str | None = None,
    at: tuple[int, int] | None = None,
) -> ConfigError:
    """An error with the place of a key, or of a string in its value, if it stands in the file at all."""
    if config.path and os.path.isfile(config.path):
        with open(config.path, encoding="utf-8-sig") as stream:
            text = stream.read()
        if (value or path[-1]) in text:
            from cxlint.config.locate import excerpt, position

            prefix = ("tool", "cxlint") if os.path.basename(config.path) == "pyproject.toml" else ()
            line, column, length = (*at, 2) if at else position(text, prefix + path, value)
            place = f"{config.path}:{line}:{column}"
            return ConfigError(f"{message}\n{excerpt(text, line, column, length)}", where=place, hint=hint)
    return ConfigError(message, hint=hint)


def _check_options(config: Config, rules: Mapping[str, Rule]) -> None:
    """Raise ConfigError for an option that no rule with the same check has, or a value of another sort."""
    for name, given in config.rules.items():
        rule = next((rule for rule in rules.values() if name in (rule.code, rule.name)), None)
        if rule is None:
            continue
        alike = [other.options for other in rules.values() if other.check == rule.check]
        known = {option: value for options in (*alike, rule.options) for option, value in options.items()}
        for option, value in given.items():
            if option in ("severity", "confidence"):
                continue
            here = ("rules", name, option)
            if option not in known:
                own = ", ".join(f"`{key}`" for key in known) or "none: only `severity` and `confidence`"
                hint = _nearest(option, (*known, "severity", "confidence")) or f"its options are {own}"
                raise _placed(config, f"rule {rule.code} has no option `{option}`", hint, here)
            if not _is_alike(value, known[option]):
                import json

                message = f"`{'.'.join(here)}` must be {_SORTS.get(type(known[option]), 'of another sort')}"
                raise _placed(config, message, f"such as {json.dumps(known[option])}", here)


def _is_alike(value: object, known: object) -> bool:
    """Whether a value is of the sort of another; a whole number will do for any number."""
    if isinstance(value, bool) or isinstance(known, bool):
        return isinstance(value, bool) and isinstance(known, bool)
    number = isinstance(value, (int, float)) and isinstance(known, (int, float))
    return number or isinstance(value, type(known))


def _nearest(word: str, known: Iterable[str]) -> str:
    from cxlint.config.schema import nearest

    return nearest(word, known)


def _less_sure(confidence: str, least: str) -> bool:
    return CONFIDENCES.index(confidence) < CONFIDENCES.index(least)


def _weight(rule: Rule, selectors: tuple[str, ...]) -> int:
    return max((_specificity(rule, selector) for selector in selectors), default=-1)


def _specificity(rule: Rule, selector: str) -> int:
    """How precisely a selector means a rule: -1 not at all, 0 ALL, 1 a tag, 2 up a prefix, _EXACT itself."""
    if selector in (rule.code, rule.name):
        return _EXACT
    if selector == ALL:
        return 0
    if selector.startswith(_TAG):
        return 1 if selector[len(_TAG) :] in rule.tags else -1
    if _is_prefix(selector) and rule.code.startswith(selector) and len(selector) >= len(rule.family):
        return 1 + len(selector)
    return -1


@lru_cache(maxsize=1024)
def _is_prefix(selector: str) -> bool:
    return selector.isascii() and selector.isalnum() and selector.isupper()
