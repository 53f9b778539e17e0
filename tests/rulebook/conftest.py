"""Patterns tried on a text as the program would: read, folded, searched."""

from __future__ import annotations

import pytest

from cxlint.annotate.actors import learn
from cxlint.annotate.folding import folded
from cxlint.matching.scan import Matcher
from cxlint.model.rule import Rule
from cxlint.model.source import Source
from cxlint.readers import read
from cxlint.rulebook.ruleset import compile_rules

WORDS = {
    "close": ("close", "closed", "closes", "closing", "shut down", "shuts down", "sign-off"),
    "any-time": ("at any time", "whenever"),
    "fee-noun": ("charge", "charges", "fee", "fees"),
    "company-role": ("landlord",),
    "customer-role": ("tenant", "tenants"),
}


def rule(**given):
    """A rule that has only what a test gives it."""
    plain = dict.fromkeys(("name", "message", "why", "mother", "suggest", "path"), "")
    return Rule(**{"code": "TST001", "severity": "warning", "confidence": "high", **plain, **given})


@pytest.fixture(scope="session")
def matched():
    """The words that a pattern finds in a text, or None."""

    def find(pattern, text, path="terms.txt"):
        ruleset = compile_rules([rule(find=(pattern,))], WORDS, {})
        document = read(Source(path, text))
        _, hits = Matcher(ruleset).scan(document, folded(document, learn(document.text)), frozenset([0]))
        return document.text[hits[0].start : hits[0].end] if hits else None

    return find


@pytest.fixture
def rule_of():
    """Makes a rule from the fields that matter."""
    return rule
