"""Rules for `cxlint explain` and `cxlint rules`: found by code or name, listed as table or JSON."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from cxlint.cli import CLEAN
from cxlint.config.load import load
from cxlint.config.notices import NOTICES
from cxlint.config.select import check_selectors, selected, suggestion
from cxlint.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cxlint.model.rule import Rule

_COLUMNS = ("code", "name", "severity", "confidence", "check", "since")


def all_rules() -> dict[str, Rule]:
    """Every rule by code: built in, of the project's own folders, and the program's own notices."""
    from cxlint import rulebook

    return {**rulebook.load(load().rules_dirs).by_code, **NOTICES}


def find(word: str, rules: dict[str, Rule]) -> Rule:
    """The rule with a code (in any case) or a name. Raises UsageError with the nearest."""
    wanted = word.strip()
    if wanted.upper() in rules:
        return rules[wanted.upper()]
    for rule in rules.values():
        if rule.name == wanted.lower():
            return rule
    hint = suggestion(wanted, rules.values()) or "`cxlint rules` lists them all"
    raise UsageError(f"there is no rule {word}", hint=hint)


def run_rules(selectors: tuple[str, ...], family: str | None, preset: str | None, format_name: str) -> int:
    """List the rules that match, on standard output."""
    rules = all_rules()
    config = load(isolated=True)._replace(preset=preset or "review")
    if selectors:
        config = config._replace(select=selectors)
        check_selectors(config, rules)
    shown = [rule for rule in selected(rules, config) if family is None or rule.family == family.upper()]
    if family and not shown and not any(rule.family == family.upper() for rule in rules.values()):
        known = ", ".join(sorted({rule.family for rule in rules.values()}))
        raise UsageError(f"there is no family {family}", hint=f"families: {known}")
    if format_name == "json":
        import json

        sys.stdout.write(json.dumps([as_dict(rule) for rule in shown], ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(_table(_row(rule) for rule in shown))
    return CLEAN


def as_dict(rule: Rule) -> dict[str, Any]:
    """The JSON object of a rule, without its patterns and examples."""
    return {
        "code": rule.code,
        "name": rule.name,
        "family": rule.family,
        "severity": rule.severity,
        "confidence": rule.confidence,
        "message": rule.message,
        "why": rule.why,
        "mother": rule.mother,
        "suggest": rule.suggest,
        "fine_when": rule.fine_when,
        "applies_to": sorted(rule.applies_to),
        "tags": list(rule.tags),
        "effort": list(rule.effort),
        "quality": list(rule.quality),
        "check": rule.check,
        "fix": {"safe": rule.fix.safe, "replace": dict(rule.fix.replace)} if rule.fix else None,
        "references": list(rule.references),
        "since": rule.since,
        "status": rule.status,
    }


def _row(rule: Rule) -> tuple[str, ...]:
    looks = rule.check or ("the program" if rule.family == "CX" else "pattern")
    return rule.code, rule.name, rule.severity, rule.confidence, looks, rule.since


def _table(rows: Iterable[tuple[str, ...]]) -> str:
    table = [_COLUMNS, *rows]
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return "".join(
        "  ".join(f"{cell:{width}}" for cell, width in zip(row, widths, strict=True)).rstrip() + "\n" for row in table
    )
