"""Terms about money where a number decides: how early to cancel, how long to question a bill."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cxlint.amounts import periods
from cxlint.annotate.money_text import around, trimmed, words
from cxlint.model.document import Role
from cxlint.model.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.amounts.periods import Duration
    from cxlint.annotate.facts import Facts
    from cxlint.model.document import Block

_RENEWAL = (
    r"auto-?renew\w*|renew(?:s|ed|al|ing)?|non-?renewal|rolls? over|successive|anniversary|extended automatically|"
    r"automatically extended"
)
_STOP = r"cancel\w*|terminat\w*|unless|notice|not to renew|non-?renewal|stop|opt out|give|write|inform|notify"
_BEFORE = re.compile(r"^'? ?(?:\W|\w+ ){0,3}(?:before|prior|in advance|notice|ahead of)\b")
_COMPANY_TELLS = re.compile(
    r"(?:\bwe|\x10|\bcompany|\bprovider) (?:will |shall |must )?(?:notify|remind|e-?mail|inform|tell|give you|send you|"
    r"let you know)\b"
)


def renewal_deadline(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:
    """TRM109: people must say that they leave more than a month before it renews."""
    limit = float(options.get("days", 31))
    for _, start, end in _sentences(
        facts, ("renew", "roll over", "rolls over", "successive", "anniversary", "extended")
    ):
        text = facts.scan.folded[start:end]
        if not words(_RENEWAL).search(text) or not words(_STOP).search(text) or _COMPANY_TELLS.search(text):
            continue
        early = [
            one
            for one in periods.durations(facts.document.text, start, end)
            if one.days >= limit and _is_before(facts, one)
        ]
        if early and not words(r"price|fees? (?:will|may)|landlord must").search(text):
            longest = max(early, key=lambda one: one.days)
            yield Found(longest.start, longest.end, {"n": facts.document.text[longest.start : longest.end]})


def _is_before(facts: Facts, duration: Duration) -> bool:
    return _BEFORE.search(facts.scan.folded[duration.end : duration.end + 50]) is not None


_QUESTION = (
    r"disput(?:e|es|ed|ing)|quer(?:y|ies|ied)|object(?:s|ed|ion|ions)?|challenge[ds]?|contest(?:ed)?|questioned|"
    r"errors?|discrepanc(?:y|ies)|complain\w*|billing (?:problem|mistake|issue)s?|inaccura\w+"
)
_BILL = r"invoices?|bills?|billing|charges?|charged|statements?|fees?|debits?|payments?"
_QUESTIONED = rf"(?:{_QUESTION})(?: \S+){{0,6}}? (?:{_BILL})|(?:{_BILL})(?: \S+){{0,6}}? (?:{_QUESTION})"
_LOST = (
    r"deemed|waives?|waived|waiver|accepted|final|conclusive|barred|forfeit(?:s|ed)?|lose|undisputed|correct|binding|"
    r"no longer|agree not to"
)
_WITHIN = re.compile(
    r"(?:within|no later than|not later than|inside|in|after|more than|fail\w* to .{0,30})(?: \w+){0,2} ?$"
)
_NOT_A_DISPUTE = (
    r"arbitrat\w+|chargeback|mediation|informal\w*|good faith|negotiat\w+|we will|we shall|resolve\w*|resolution"
)


def bill_dispute_cutoff(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:
    """TRM212: a bill that nobody may question after a few days."""
    limit = float(options.get("days", 60))
    for block, start, end in _sentences(
        facts, ("disput", "quer", "object", "challeng", "contest", "error", "discrepanc", "inaccura", "billing")
    ):
        text = facts.scan.folded[start:end]
        if not words(_QUESTIONED).search(text) or words(_NOT_A_DISPUTE).search(text):
            continue
        short = [
            one
            for one in periods.durations(facts.document.text, start, end)
            if one.days < limit and _is_within(facts, start, one)
        ]
        if not short:
            continue
        lost = words(_LOST).search(text) or words(_LOST).search(around(facts, block, start))
        values = {"n": facts.document.text[short[0].start : short[0].end]}
        yield Found(*trimmed(facts, start, end), values, confidence="" if lost else "medium")


def _is_within(facts: Facts, start: int, duration: Duration) -> bool:
    return _WITHIN.search(facts.scan.folded[max(start, duration.start - 45) : duration.start]) is not None


def _sentences(facts: Facts, stems: tuple[str, ...]) -> Iterator[tuple[Block, int, int]]:
    """The sentences of prose blocks that hold one of the stems."""
    folded = facts.scan.folded
    holding = {block.index: block for stem in stems for block in facts.scan.blocks_with(stem)}
    for _, block in sorted(holding.items()):
        if block.role in (Role.CODE, Role.HEADING, Role.LINK, Role.BUTTON):
            continue
        for start, end in facts.scan.sentences(block):
            text = folded[start:end]
            if any(stem in text for stem in stems):
                yield block, start, end
