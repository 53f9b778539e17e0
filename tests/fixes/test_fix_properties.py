"""What holds for the fixes of any text, with the built-in rules."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cxlint.engine import Engine
from cxlint.fixes.apply import apply
from cxlint.fixes.draft import settle
from cxlint.model.source import Source
from cxlint.readers import read
from cxlint.rulebook import load

if TYPE_CHECKING:
    from cxlint.model.finding import Finding

RULES = load()
ENGINE = Engine(RULES, [rule.code for rule in RULES.rules if rule.fix])
PHRASES = sorted({phrase for rule in RULES.rules if rule.fix for phrase, _ in rule.fix.replace})
SAMPLE = random.Random(7).sample(PHRASES, 60)
PIECES = st.sampled_from([
    *SAMPLE, *(phrase.capitalize() for phrase in SAMPLE), "you", "the fee", "pay", "your bill", "ends", "not", "we",
    "If", "Ana", "{{ name }}", "{% if late %}", "{% endif %}", "{{ _('prior to noon') }}", "<b>", "</b>", "<br>",
    "<p>", "</p>", "&nbsp;", "&amp;", "😀", "ß", "İ", "**", "`", "> ", "- ", "\u00a0", "\u00ad",
])  # fmt: skip
JOINTS = st.sampled_from([" ", " ", " ", ", ", ". ", ".", "! ", "\n", "\r\n", "\n\n", "\n  ", "", ": ", "? "])
TEXTS = st.lists(st.tuples(PIECES, JOINTS), max_size=14).map(lambda rows: "".join(a + b for a, b in rows))
PATHS = st.sampled_from(["mails/due.html.twig", "mails/due.txt.twig", "mails/due.md"])


def found(text: str, path: str) -> list[Finding]:
    return ENGINE.lint(read(Source(path, text))).findings


def tags(text: str, path: str) -> list[str]:
    template = read(Source(path, text, None)).template
    if template is None:
        return []
    spans = sorted((tag.start, tag.end) for group in (template.tags, template.slots) for tag in group)
    return [text[start:end] for start, end in spans]


@settings(deadline=None)
@given(TEXTS, PATHS)
def test_fixing_ends_and_keeps_all_tags(text: str, path: str) -> None:
    after, _ = settle(text, lambda now: found(now, path))
    assert not [finding for finding in found(after, path) if finding.fix]
    assert tags(after, path) == tags(text, path)
    for markup in ("{", "}", "<", ">", "&", "\u00ad", "`"):
        assert after.count(markup) == text.count(markup)


@settings(deadline=None)
@given(TEXTS, PATHS)
def test_only_the_words_of_the_edits_change(text: str, path: str) -> None:
    after, fixed = apply(text, found(text, path))
    at = done = 0
    for finding in fixed:
        assert finding.fix
        for edit in finding.fix.edits:
            kept = text[done : edit.start]
            assert after[at : at + len(kept) + len(edit.content)] == kept + edit.content
            place = Source(path, text).place(edit.start)
            assert place == (edit.place.line, edit.place.column)
            assert not set(text[edit.start : edit.end]) & set("{}<>&`\u00ad")
            at += len(kept) + len(edit.content)
            done = edit.end
    assert after[at:] == text[done:]


@pytest.mark.parametrize("rule", [rule for rule in RULES.rules if rule.fix], ids=lambda rule: rule.code)
def test_every_rule_with_a_fix_has_an_example_of_it(rule) -> None:
    from cxlint.rulebook import examples_of

    assert any(example.fixed is not None for example in examples_of(rule).examples)
