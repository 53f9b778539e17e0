"""Money said where people do not look: in footnotes, small print, far from the price or the button."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from cxlint.annotate.money_text import words
from cxlint.model.document import Prominence, Role
from cxlint.model.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.amounts.amount import Amount
    from cxlint.annotate.facts import Facts
    from cxlint.model.document import Block

_ADDS = (
    r"plus|fees?|charges?|surcharges?|added|applies|deducted|extra|additional|penalt(?:y|ies)|"
    r"on top|deposit|minimum (?:spend|purchase|order|term)"
)
_CLAIM = (
    r"free|no (?:\w+ )?(?:fees?|charges?|cost)|no-fee|unlimited|only|just|from|included|all-inclusive|zero|per month|"
    r"a month|monthly|off"
)
_HARMLESS = (
    r"tax|taxes|vat|gst|(?:prices?|amounts?|fees?) (?:are |shown )?in (?:us|u\.s\.|canadian|australian|euros?|pounds|"
    r"dollars)|save[ds]?|savings|based on|rated?|reviews|example"
)
_HIDDEN = {
    Prominence.SMALL: "small print",
    Prominence.COLLAPSED: "a collapsed section",
    Prominence.TITLE: "a title that shows only under the mouse",
    Prominence.HIDDEN: "hidden text",
    Prominence.FOOTNOTE: "a footnote",
}


def footnote_only(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """FEE006: what raises the price stands only behind an asterisk, in small print or in a tooltip."""
    notes = {block.label: block for block in facts.document.blocks if block.role == Role.FOOTNOTE and block.label}
    marked = {mark for block in facts.document.blocks if _is_claim(facts, block) for mark in block.markers}
    for label, note in notes.items():
        if label in marked:
            yield from _only_there(facts, note, "a footnote", "")
    if facts.document.kind == "policy" or not _has_price(facts):
        return
    for block in facts.document.blocks:
        if block.prominence in (Prominence.SMALL, Prominence.COLLAPSED, Prominence.TITLE) and block.label not in marked:
            yield from _only_there(facts, block, _HIDDEN[block.prominence], "medium")


def _is_claim(facts: Facts, block: Block) -> bool:
    """A price or a promise about the price, in plain sight."""
    if not block.markers or block.role == Role.FOOTNOTE:
        return False
    return bool(facts.amounts(block) or words(_CLAIM).search(facts.scan.folded, block.start, block.end))


def _has_price(facts: Facts) -> bool:
    return any(_plain(block) and facts.amounts(block) for block in facts.anchored("money"))


def _plain(block: Block) -> bool:
    return block.prominence in (Prominence.HEADLINE, Prominence.BODY) and block.role != Role.FOOTNOTE


def _only_there(facts: Facts, note: Block, where: str, confidence: str) -> Iterator[Found]:
    text = facts.scan.folded[note.start : note.end]
    amounts = facts.amounts(note)
    if not amounts or not words(_ADDS).search(text) or words(_HARMLESS).search(text):
        return
    if words(r"no|never|without|waived?").search(text[: amounts[0].start - note.start]):
        return
    elsewhere = [one for block in facts.anchored("money") if _plain(block) for one in facts.amounts(block)]
    hidden = [one for one in amounts if not any(_same(one, other) for other in elsewhere)]
    if hidden:
        fee = facts.document.text[hidden[0].start : hidden[0].end]
        yield Found(note.start, note.end, {"fee": fee, "where": where}, confidence=confidence)


def _same(one: Amount, other: Amount) -> bool:
    return one.kind == other.kind and one.low == other.low


_THINGS = (
    r"deliver(?:y|ies)|shipping|returns?|exchanges?|installations?|set-?up|transfers?|withdrawals?|cancell?ations?|"
    r"registration|membership|support|repairs?|parking|breakfast|wi-?fi|cleaning|upgrades?|accounts?|checking|cards?|"
    r"consultations?|estimates?|quotes?|checks?"
)
_FREE = re.compile(
    rf"\b(?:free|complimentary|no[- ]cost|no[- ]fee|fee-free)(?: (?:and easy|standard|home|online|"
    rf"instant))? ({_THINGS})\b|\b({_THINGS}) (?:is|are) (?:always |completely )?free\b(?! (?:of|to|from)\b)"
)
_CONDITION_SAID = (
    r"if|when|over|above|on orders|for orders|within|until|unless|after|first|up to|for \w+ days|"
    r"members only|minimum|selected|during|with every|at least|spend"
)
_CONDITION = (
    r"minimum|(?:under|below|over|above|less than|more than) [$£€]|only if|unless|carr(?:y|ies)|deducted|is charged|"
    r"are charged|reversed|fee|fees|charge|charges|costs?|billed|deduction|(?:we|\x10) (?:deduct|charge|keep)|(?:you|"
    r"\x11) (?:will )?pay"
)
_FAR = 2


_FREE_WORDS = ("free", "complimentary", "no cost", "no-cost", "no fee", "no-fee", "no charge")


def free_with_condition(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """FEE007: "free returns" in the headline, and the condition far below."""
    claims: dict[str, tuple[Block, re.Match[str]]] = {}
    folded = facts.scan.folded
    for block in facts.document.blocks if any(word in folded for word in _FREE_WORDS) else ():
        if not _plain(block) or block.role in (Role.CODE, Role.CELL):
            continue
        if all(folded.find(word, block.start, block.end) < 0 for word in _FREE_WORDS):
            continue
        for match in _FREE.finditer(facts.scan.folded, block.start, block.end):
            start, end = facts.scan.sentence_at(match.start())
            said = words(_CONDITION_SAID).search(facts.scan.folded, start, end)
            if (
                said is None
                and not block.markers
                and not re.search(r"\b(?:not|no longer|n't|never) $", facts.scan.folded[start : match.start()])
            ):
                claims.setdefault(_stem(match[1] or match[2]), (block, match))
    for thing, (block, match) in claims.items():
        condition = _condition(facts, thing, block)
        if condition is not None:
            values = {
                "claim": facts.document.text[match.start() : match.end()],
                "condition": facts.document.text[slice(*condition)].strip(),
            }
            yield Found(match.start(), match.end(), values)


def _stem(thing: str) -> str:
    """What all forms of a word begin with: "cancellation" and "cancel", "delivery" and "deliver"."""
    if thing.startswith("cancel"):
        return "cancel"
    return thing.replace("-", "").removesuffix("s").removesuffix("ie").removesuffix("y")


def _condition(facts: Facts, thing: str, claim: Block) -> tuple[int, int] | None:
    """The sentence, well after the claim, that makes the free thing cost money."""
    for block in facts.anchored("money"):
        if block.index <= claim.index + _FAR or block.role in (Role.CODE, Role.HEADING):
            continue
        for start, end in facts.scan.sentences(block):
            text = facts.scan.folded[start:end]
            if thing not in text.replace("-", "") or not facts.amounts_in(start, end):
                continue
            if words(_CONDITION).search(text) and not words(
                r"free|complimentary|no (?:fee|charge|cost)|refund\w* (?:you|the|your|in full|of)|full refund|insur\w+|"
                r"premium|pro|plus|paid|business|enterprise|upgrade[ds]?"
            ).search(text):
                return start, end
    return None


_CONSENT = re.compile(
    r"(?:start|begin|get|claim|activate|try|continue|subscribe|join|sign up|unlock|upgrade)\b.{0,40}\b(?:trial|free|"
    r"week|month|premium|plus|pro|subscription|membership|now)\b|(?:subscribe|start (?:my |your )?(?:free )?trial|"
    r"continue to pay|join now)\W*"
)
_RENEWAL = (
    r"then [$£€\ufffc]|thereafter|until (?:you )?cancel\w*|auto-?renews?|renews?|billed (?:monthly|yearly|annually|"
    r"weekly)|after (?:the|your) (?:free )?trial|automatically"
)
_NEAR = 3
_BUTTON = 60
"""Characters of a button."""


def _is_button(facts: Facts, block: Block) -> bool:
    """Whether a block is there to be pressed: a button, or nothing but a link."""
    if block.role in (Role.BUTTON, Role.LINK):
        return True
    links = facts.document.links
    at = bisect_left(links, block.start, key=lambda link: link.start)
    return at < len(links) and links[at].start == block.start and links[at].end >= block.end


def renewal_far_from_button(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """TRM204: the button that buys, and the renewal price in another place."""
    blocks = facts.document.blocks
    terms = [
        block
        for block in blocks
        if block.role not in (Role.BUTTON, Role.CODE)
        and words(_RENEWAL).search(facts.scan.folded, block.start, block.end)
        and facts.amounts(block)
    ]
    if not terms or any(_plain(block) and block.role == Role.HEADING for block in terms):
        return
    for block in blocks:
        text = facts.scan.folded[block.start : block.end].strip(" .!>\u203a\u2192")
        if len(text) > _BUTTON or not _is_button(facts, block) or not _CONSENT.fullmatch(text):
            continue
        if not any(_plain(term) and abs(term.index - block.index) <= _NEAR for term in terms):
            yield Found(block.start, block.end, {"button": facts.document.block_text(block).strip()})
            return
