"""Literals that must occur in every match."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxlint.annotate.actors import learn
from cxlint.annotate.folding import folded
from cxlint.matching.scan import Scan
from cxlint.matching.scan import _matches as matches
from cxlint.model.source import Source
from cxlint.readers import read
from cxlint.rulebook import examples_of, factors
from cxlint.rulebook.alphabet import Alphabet
from cxlint.rulebook.pattern import Compiler
from cxlint.selftest import default_path

WORDS = {"close": ("close", "closing", "shut down"), "fee-noun": ("fee", "fees", "charge"), "power": ("may", "can")}


def sets(*factor_sets):
    return [frozenset(literals.split()) for literals in factor_sets]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("overdue deposit", sets("overdue", "deposit")),
        ("at any time", sets("time")),
        ("of the", []),
        ("go up", sets("go")),
        ("auto-renewal", [frozenset(["auto-renewal", "auto renewal", "autorenewal"])]),
        ("terminat* it", sets("terminat")),
        ("(late|overdue) it", sets("late overdue")),
        ("(late|of)", []),
        ("(late|later)", sets("late")),
        ("[late] payment", sets("payment")),
        ("deposit ... not(late) overdue", sets("deposit", "overdue")),
        ("<close>", sets("close closing shut")),
        ("<power> renew", sets("renew")),
        ("{fee}", sets("fee charge")),
        ("{money}", []),
        ("{company} renew", sets("renew")),
        ("^ renew $", sets("renew")),
        ("deposits kept|overdue rent", sets("deposits overdue")),
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
def test_minimal_keeps_one_beginning_of_each(literals):
    kept = factors.minimal(literals)
    assert kept <= literals
    assert all(literal.startswith(tuple(kept)) for literal in literals)
    assert not any(a != b and b.startswith(a) for a in kept for b in kept)


def test_a_large_set_filters_nothing():
    assert factors.of_phrases(f"word{i}" for i in range(1000, 1000 + factors.MAX_LITERALS)) != []
    assert factors.of_phrases(f"word{i}" for i in range(1000, 1001 + factors.MAX_LITERALS)) == []


def test_every_match_in_an_example_holds_its_factors(ruleset):
    encoder = Alphabet(*ruleset.alphabet).encoder()
    literals = {}
    for literal, numbers in zip(ruleset.literals, ruleset.literal_factors, strict=True):
        for number in numbers:
            literals.setdefault(number, []).append(literal)
    silent = []
    for index, rule in enumerate(ruleset.rules):
        patterns = [pattern for pattern in ruleset.patterns if pattern.rule == index]
        hits = 0
        for document, text in bad_examples(rule) if patterns else ():
            scan = Scan(document, text, encoder)
            for sentence in (s for block in document.blocks for s in scan.sentences(block)):
                for pattern in patterns:
                    for hit in matches(scan, pattern, *sentence):
                        hits += 1
                        for factor in pattern.factors:
                            words = text[hit.start : hit.end]
                            held = any(literal in words for literal in literals[factor])
                            assert held, f"{rule.code}: '{words}' holds none of {literals[factor]}"
        silent += [rule.code] if patterns and not hits else []
    assert silent == []


def bad_examples(rule):
    """The documents of a rule's bad examples with their folded texts."""
    for example in examples_of(rule).examples:
        if example.bad:
            for path, text in example.files or ((example.path or default_path(rule), example.text),):
                document = read(Source(path, text))
                yield document, folded(document, learn(document.text))
