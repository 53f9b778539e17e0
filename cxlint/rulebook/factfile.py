"""Facts that patterns find: `rules/facts/*.yaml` map a fact's name to the patterns that state it."""

from __future__ import annotations

import os

from cxlint.errors import RuleError
from cxlint.rulebook.located import Located
from cxlint.rulebook.ruleset import FactPatterns


def fact_files(folder: str) -> list[str]:
    """The fact files of a rule folder, sorted."""
    facts = os.path.join(folder, "facts")
    if not os.path.isdir(facts):
        return []
    return [os.path.join(facts, name) for name in sorted(os.listdir(facts)) if name.endswith((".yaml", ".yml"))]


def load(path: str) -> list[FactPatterns]:
    """Read one fact file. Raises RuleError."""
    with open(path, encoding="utf-8") as file:
        located = Located(path, file.read())
    data = located.value
    if not isinstance(data, dict):
        raise RuleError("a fact file maps names to lists of patterns", where=located.where(()))
    facts = []
    for name, patterns in data.items():
        if not isinstance(patterns, list) or not all(isinstance(pattern, str) for pattern in patterns):
            raise RuleError(f"fact '{name}' needs a list of patterns", where=located.where((name,)))
        facts.append(FactPatterns(name, path, tuple(patterns)))
    return facts
