"""The scan finds what running every pattern on every sentence finds."""

import pytest

from cxlint.annotate.actors import learn
from cxlint.annotate.folding import folded
from cxlint.matching import literals, scan
from cxlint.matching.scan import Matcher
from cxlint.model.source import Source
from cxlint.readers import read
from cxlint.rulebook import examples_of
from cxlint.rulebook.alphabet import Alphabet
from cxlint.selftest import default_path

TERMS = """\
# Terms of the Larchwood tool library

Larchwood Tools ("Larchwood", "we") lends tools; a Borrower ("you") brings them back.

## Money

- We may change these prices whenever we like and without notice. You agree to that by borrowing.
- (a) A late fee may apply. See the [price list](prices.md). A booking fee of $4 is added to every order.
- Larchwood reserves the right to close any account at its sole discretion, with immediate effect.

| What | Amount |
| --- | --- |
| Late fee | $5 per day |
| Cleaning fee | may be charged |

> All sales are final. NO REFUNDS WILL BE GIVEN, whatever happens.

## Trouble

By using the library you agree that we are not liable for any loss. You may stop at any time! Disputes go
to binding arbitration. Do not hesitate to contact us. Failure to pay will result in collection.
"""
MAIL = """\
Subject: FINAL NOTICE of your overdue account

Dear valued customer,

{% if late %}We regret to inform you that a fee of {{ fee.amount }} will be charged.{% endif %} Your payment
has {% if second %}again {% endif %}failed. Failure to pay immediately may result in termination of your service.

We apologise for any inconvenience. Do not reply to this email.

The {{ company }} team
"""
CODE = "# Notes\n\n```\nWe may close any account at any time without notice.\n```\n\nSee above.\n"

DOCUMENTS = [("policies/terms.md", TERMS), ("mail/dunning.txt.j2", MAIL), ("notes.md", CODE), ("empty.md", "")]


def prepared(path, text):
    document = read(Source(path, text))
    return document, folded(document, learn(document.text))


def plainly(ruleset, document, text):
    """Every pattern on every sentence that holds what its rule needs there, without literals and guards."""
    empty = scan.Scan(document, text, Alphabet(*ruleset.alphabet).encoder())

    def has_needs(pattern, start, end):
        needs = ruleset.context[pattern.rule][1].get("sentence", ()) if pattern.rule >= 0 else ()
        return not needs or any(empty.holds(need, start, end) for need in needs)

    return {
        hit
        for block in document.blocks
        if block.role != "code"
        for start, end in empty.sentences(block)
        for pattern in ruleset.patterns
        if has_needs(pattern, start, end)
        for hit in scan._matches(empty, pattern, start, end)
    }


def everything(ruleset):
    return frozenset(range(-len(ruleset.facts), len(ruleset.rules)))


@pytest.mark.parametrize(("path", "text"), DOCUMENTS, ids=[path for path, _ in DOCUMENTS])
def test_a_scan_misses_nothing(ruleset, path, text):
    document, text = prepared(path, text)
    found, hits = Matcher(ruleset).scan(document, text, everything(ruleset))
    facts = [hit for hits_of in found.facts.values() for hit in hits_of]
    assert set(hits) | set(facts) >= plainly(ruleset, document, text)
    assert len(hits) == len([hit for hit in hits if hit.rule >= 0])


def test_a_scan_misses_nothing_in_the_examples(ruleset):
    rules = [examples_of(rule) for rule in ruleset.rules if rule.find or rule.regex]
    bad = [(default_path(rule), example) for rule in rules for example in rule.examples if example.bad]
    text = "\n\n".join(example.text for path, example in bad if example.text and path.endswith(".md"))
    document, text = prepared("policies/all.md", text)
    _, hits = Matcher(ruleset).scan(document, text, frozenset(range(len(ruleset.rules))))
    assert set(hits) >= {hit for hit in plainly(ruleset, document, text) if hit.rule >= 0}


def test_the_documents_wake_many_rules(ruleset):
    """So that the tests above compare something."""
    matcher, woken = Matcher(ruleset), set()
    for path, text in DOCUMENTS:
        _, hits = matcher.scan(*prepared(path, text), everything(ruleset))
        woken |= {hit.rule for hit in hits}
    assert len(woken) >= min(10, len(ruleset.rules) // 3)


def test_the_fallback_scans_the_same(ruleset, monkeypatch):
    document, text = prepared("policies/terms.md", TERMS)
    _, hits = Matcher(ruleset).scan(document, text, everything(ruleset))
    monkeypatch.setattr(literals, "finder", literals.fallback)
    _, same = Matcher(ruleset).scan(document, text, everything(ruleset))
    assert same == hits


def test_only_enabled_rules_are_matched(ruleset):
    document, text = prepared("policies/terms.md", TERMS)
    matcher = Matcher(ruleset)
    _, hits = matcher.scan(document, text, everything(ruleset))
    one = hits[0].rule
    assert matcher.scan(document, text, frozenset([one]))[1] == [hit for hit in hits if hit.rule == one]
    assert matcher.scan(document, text, frozenset())[1] == []


def test_nothing_is_matched_in_code(ruleset):
    document, text = prepared("policies/notes.md", CODE)
    assert Matcher(ruleset).scan(document, text, everything(ruleset))[1] == []


def test_hits_name_their_sentence(ruleset):
    document, text = prepared("policies/terms.md", TERMS)
    _, hits = Matcher(ruleset).scan(document, text, everything(ruleset))
    assert hits
    for hit in hits:
        assert hit.sentence_start <= hit.start < hit.end <= hit.sentence_end
        block = document.block_at(hit.start)
        assert block.start <= hit.sentence_start <= hit.sentence_end <= block.end


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("whenever", "We may change these prices whenever we like and without notice."),
        ("borrowing", "You agree to that by borrowing."),
        ("any time", "You may stop at any time!"),
        ("Cleaning", "Cleaning fee"),
    ],
)
def test_the_sentence_around_a_word(ruleset, words, sentence):
    document, text = prepared("policies/terms.md", TERMS)
    found, _ = Matcher(ruleset).scan(document, text, frozenset())
    start, end = found.sentence_at(document.text.index(words))
    assert document.text[start:end] == sentence


def test_blocks_that_hold_an_anchor(ruleset):
    document, text = prepared("policies/terms.md", TERMS)
    found, _ = Matcher(ruleset).scan(document, text, frozenset())
    blocks = [document.block_text(document.blocks[i]) for i in found.anchored[ruleset.anchors["money"]]]
    assert blocks == [next(b for b in blocks if "booking fee" in b), "$5 per day"]
