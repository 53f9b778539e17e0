"""Literals that must occur in every match."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlint.annotate.actors import learn
from cxlint.annotate.folding import folded
from cxlint.model.source import Source
from cxlint.readers import read
from cxlint.rulebook import examples_of, factors
from cxlint.rulebook.pattern import Compiler
from cxlint.selftest import default_path
from cxlint.text.sentences import split

WORDS = {"close": ("close", "closing", "shut down"), "fee-noun": ("fee", "fees", "charge"), "power": ("may", "can")}


def sets(*factor_sets):
    return [frozenset(literals.split()) for literals in factor_sets]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("late payment", sets("late", "payment")),
        ("at any time", sets("time")),
        ("of the", []),
        ("go up", []),
        ("auto-renewal", sets("renewal")),
        ("terminat* it", sets("terminat")),
        ("(late|overdue) it", sets("late overdue")),
        ("(late|of)", []),
        ("(late|later)", sets("late")),
        ("[late] payment", sets("payment")),
        ("payment ... not(late) overdue", sets("payment", "overdue")),
        ("<close>", sets("close closing shut")),
        ("<power> renew", sets("renew")),
        ("{fee} renew", sets("fee charge", "renew")),
        ("{money}", []),
        ("{company} renew", sets("renew")),
        ("^ renew $", sets("renew")),
        ("late payment|overdue bill", sets("late overdue")),
        ("late late", sets("late")),
    ],
)
def test_factors_of_a_pattern(pattern, expected):
    found = Compiler(WORDS).compile(pattern).factors
    assert sorted(map(sorted, found)) == sorted(map(sorted, expected))


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"arbitration"}, {"fee"}),
        ({"overdue"}, {"overdue", "late"}),
        ({"arbitrate"}, {"customers"}),
        ({"late"}, {"without"}),
    ],
)
def test_more_selective_factors_come_first(better, worse):
    assert factors.factor_score(frozenset(better)) > factors.factor_score(frozenset(worse))


@given(st.sets(st.text("ab", min_size=1, max_size=4)))
def test_minimal_keeps_one_inside_each(literals):
    kept = factors.minimal(literals)
    assert kept <= literals
    assert all(any(short in literal for short in kept) for literal in literals)
    assert not any(a != b and a in b for a in kept for b in kept)


def test_a_large_set_filters_nothing():
    assert factors.of_phrases(f"word{i}" for i in range(1000, 1000 + factors.MAX_LITERALS)) != []
    assert factors.of_phrases(f"word{i}" for i in range(1000, 1001 + factors.MAX_LITERALS)) == []


def test_every_match_in_an_example_holds_its_factors(ruleset):
    literals = {}
    for literal, numbers in zip(ruleset.literals, ruleset.literal_factors, strict=True):
        for number in numbers:
            literals.setdefault(number, []).append(literal)
    matches = 0
    for index, rule in enumerate(ruleset.rules):
        patterns = [pattern for pattern in ruleset.patterns if pattern.rule == index]
        for text in sentences(rule) if patterns else ():
            for pattern in patterns:
                for match in re.finditer(pattern.regex, text):
                    matches += 1
                    for factor in pattern.factors:
                        held = any(literal in match[0] for literal in literals[factor])
                        assert held, f"{rule.code}: '{match[0]}' holds none of {literals[factor]}"
    assert matches >= sum(bool(rule.find or rule.regex) for rule in ruleset.rules)


def sentences(rule):
    """The folded sentences of a rule's bad examples."""
    for example in examples_of(rule).examples:
        if example.bad:
            for path, text in example.files or ((example.path or default_path(rule), example.text),):
                document = read(Source(path, text))
                whole = folded(document, learn(document.text))
                for block in document.blocks:
                    for start, end in split(document.text, block.start, block.end):
                        yield whole[start:end]
