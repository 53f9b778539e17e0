"""Offers: extras that are switched on, and first prices that do not say what comes after."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Any

from cxlint.amounts.amount import MONEY, PERCENT
from cxlint.annotate.money_text import sentences, trimmed, words
from cxlint.model.document import CHOSEN, LINE, TICKED, Prominence, Role
from cxlint.model.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.amounts.amount import Amount
    from cxlint.annotate.facts import Facts
    from cxlint.model.document import Block

_EXTRA = (
    r"insur\w+|protection|protect|warrant(?:y|ies)|guarantee|donat\w+|tips?|gratuit(?:y|ies)|gift[ -]?wrap\w*|priority|"
    r"express|carbon\w*|offset\w*|add-?ons?|extras?|upgrades?|subscription|membership|cover|support plan|care plan|"
    r"assistance|luggage|baggage|seat selection|charity|magazine|newsletter|sms|surcharge"
)
_AGREED = (
    r"agree|accept|understand|consent|authori[sz]e|confirm|acknowledge|remember|remind|free|no (?:extra )?(?:cost|"
    r"charge)|included|save|discount|off|over 18|terms|total|balance"
)
_BOX = re.compile(rf"[{TICKED}{CHOSEN}]|(?<!\w)\[x\](?= )")
_SURCHARGE = re.compile(r"(?:\+|\b(?:plus|add|adds|extra)) ?$|^yes\b|^\W{0,2}add\b")
_LABEL = 200
"""Characters of a label that are read."""
_UNLESS = (
    r"unless (?:\S+ ){1,3}(?:un-?(?:tick|check|select)|de-?select|remove|opt[ -]out|decline|switch (?:it |this )?off|"
    r"turn (?:it |this )?off|say (?:no|otherwise)|tell us (?:not|otherwise))\w*|(?:pre-?(?:ticked|selected|checked)|"
    r"(?:ticked|selected|checked|switched on|turned on|added|included) by default)|automatically (?:added|"
    r"included) (?:to|in) (?:your|the|each|every|all) (?:basket|cart|order|booking|bill|purchase|invoice)s?"
)
_ADDED = r"adds?|added|adding|includ(?:e|es|ed|ing)|charged?|billed|bought|applies|applied|selected|ticked|checked|on"
_NOT = r"no|not|never|without|nor|n't|don't|won't|doesn't|isn't|aren't|free|nothing"
_SET = re.compile(
    r"(?:\w+\.)*(\w*(?:insurance|protection|donation|gratuity|warranty|gift_?wrap|carbon|add_?on)\w*|tip|tip_amount)"
    r"""\s*=\s*['"]?(\d+(?:\.\d+)?)['"]?"""
)


def pre_selected_extra(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """FEE029: an extra with a price that the customer has to switch off."""
    if any(mark in facts.document.text for mark in (TICKED, CHOSEN, "[x] ")):
        for block in facts.document.blocks:
            if block.role != Role.CODE:
                yield from _boxes(facts, block)
    yield from _added_unless(facts)
    yield from _assigned(facts)


def _boxes(facts: Facts, block: Block) -> Iterator[Found]:
    text = facts.document.text
    marks = list(_BOX.finditer(text, block.start, block.end))
    for i, mark in enumerate(marks):
        end = marks[i + 1].start() if i + 1 < len(marks) else block.end
        start, end = _label(facts, block, mark, min(end, mark.end() + _LABEL))
        amounts = [one for one in facts.amounts_in(start, end) if one.kind == MONEY and (one.slot or one.low > 0)]
        words_said = facts.scan.folded[start:end]
        if not amounts or words(_AGREED).search(words_said):
            continue
        on_top = _SURCHARGE.search(facts.scan.folded[start : amounts[0].start].lstrip(" (")) is not None
        # one of several buttons has to be chosen; only what costs more on top is an extra
        if mark[0] == CHOSEN and not on_top:
            continue
        if on_top or amounts[0].low > 0 or words(_EXTRA).search(words_said):
            yield _extra(facts, start, end, amounts[0])


def _label(facts: Facts, block: Block, mark: re.Match[str], end: int) -> tuple[int, int]:
    """The words of a box: after it up to the end of the line, else before it, else in the next block."""
    stop = facts.document.text.find(LINE, mark.end(), end)
    after = trimmed(facts, mark.end(), stop if stop > mark.end() + 1 else end)
    if after[0] < after[1]:
        return after
    before = trimmed(facts, max(block.start, mark.start() - _LABEL), mark.start())
    if before[0] < before[1]:
        return before
    following = facts.document.blocks[block.index + 1 : block.index + 2]
    return (following[0].start, min(following[0].end, following[0].start + _LABEL)) if following else (end, end)


def _extra(facts: Facts, start: int, end: int, amount: Amount) -> Found:
    text = facts.document.text
    said = text[amount.start : amount.end]
    label = " ".join(text[start : amount.start].split()).rstrip(" (+:,-") or " ".join(text[amount.end : end].split())
    return Found(start, end, {"extra": label, "amount": "" if amount.slot else said})


def _added_unless(facts: Facts) -> Iterator[Found]:
    """Sentences: "a donation of £3 is included unless you untick it"."""
    for _, start, end in sentences(facts, "money", "unless", "pre-", "default", "automatically"):
        text = facts.scan.folded[start:end]
        unless = words(_UNLESS).search(text)
        if unless is None or not words(_ADDED).search(text) or words(_NOT).search(text[: unless.end()]):
            continue
        amounts = [one for one in facts.amounts_in(start, end) if one.kind == MONEY and one.low != 0]
        extra = words(_EXTRA).search(text)
        if extra and (amounts or words(r"donat\w+|charges?|charged|fees?|tips?").search(text)):
            amount = facts.document.text[amounts[0].start : amounts[0].end] if amounts else ""
            yield Found(*trimmed(facts, start, end), {"extra": extra[0], "amount": amount})


def _assigned(facts: Facts) -> Iterator[Found]:
    """Templates that put an extra into the basket themselves: `{% assign insurance = 5.99 %}`."""
    document = facts.document
    for tag in document.template.tags if document.template else ():
        match = _SET.fullmatch(tag.argument.strip()) if tag.keyword in ("assign", "set") else None
        if match and float(match[2]) > 0:
            at = bisect_left(document.origin.origins, tag.start)
            position = document.origin.starts[min(at, len(document.origin.starts) - 1)] if at else 0
            block = document.block_at(position)
            yield Found(position, block.end, {"extra": match[1].replace("_", " "), "amount": match[2]})


_COUNT = r"(?:\d{1,2}|two|three|four|five|six|nine|ten|twelve|eighteen|couple of|few)"
_FIRST = (
    rf"(?:your |the )?first (?:{_COUNT} (?:months?|weeks?|years?|boxes|deliveries|bills?|payments|instal?ments|issues|"
    rf"orders|meals)|month|year|quarter)|introductory (?:price|rate|offer|apr|fee|discount|period)|intro (?:price|"
    rf"offer|rate)|promotional (?:price|rate|apr)|(?:for|during) (?:the first )?{_COUNT} (?:months|weeks|years)"
)
_OFFER = (
    r"only|just|offer|introductory|intro|promo\w*|deal|special|save|discount\w*|off|first|today|half price|half-price"
)
_AFTERWARDS = (
    r"then|thereafter|afterwards?|after (?:that|which|this|the|your|\d+|\w+ months?|introductory)|subsequent\w*|"
    r"renew(?:s|ed|al|als|ing)?|revert(?:s|ing)?|returns? to|goes (?:up )?to|go (?:up )?to|(?:rises?|increases?|"
    r"changes?) to|(?:regular|standard|usual|normal|full|original|list|ongoing)(?:ly)? (?:\w+ )?(?:price|rate|fee|"
    r"apr)|normally|usually|regularly|was [$£€\d]|rrp|instead of|variable|no commitment|ends? (?:automatically|"
    r"by itself)|(?:not|never) renew|(?:month|year|box|payment) (?:2|two|3|three|4|13)\b|from (?:the )?(?:second|"
    r"third|fourth|month|year)|one-off|one-time|once|no contract|nothing renews"
)
_OTHER_DEAL = (
    r"cancel\w*|terminat\w*|refund\w*|returns?|warrant\w+|guarantee\w*|penalt\w+|late|interest-free|instal?ments?|loan|"
    r"financ\w+|lease|tenan\w+|salary|wages?|commission|raise[ds]?|earn\w*|revenue|growth|valid|expires?|notice|"
    r"(?:within|in|before|after|until|over) (?:the |your )?first|rent|split|spread|paid in|payments of|trial"
)
_WINDOW = 700
"""Characters before and after an offer in which its later price may stand."""


def intro_price(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """FEE032: a price for the first months, and not a word on what follows."""
    notes = [block for block in facts.document.blocks if block.role == Role.FOOTNOTE]
    for block, start, end in _offers(facts):
        text = facts.scan.folded[start:end]
        first = words(_FIRST).search(text)
        if first is None or not words(_OFFER).search(text) or words(_OTHER_DEAL).search(text):
            continue
        price = _first_price(facts, start, end)
        if price is None or _says_what_follows(facts, block, start, price):
            continue
        if block.markers and any(words(_AFTERWARDS).search(facts.scan.folded, note.start, note.end) for note in notes):
            continue
        shown = facts.document.text[price.start : price.end]
        yield Found(*trimmed(facts, start, end), {"price": shown, "period": first[0]})


def _offers(facts: Facts) -> Iterator[tuple[Block, int, int]]:
    """The sentences with money, those of headings and buttons too."""
    for block in facts.anchored("money"):
        if block.role not in (Role.CODE, Role.QUOTE) and block.prominence != Prominence.HIDDEN:
            yield from ((block, start, end) for start, end in facts.scan.sentences(block))


def _first_price(facts: Facts, start: int, end: int) -> Amount | None:
    found = [one for one in facts.amounts_in(start, end) if not one.slot and one.bound in ("", "from")]
    reduced = re.search(r"\boff\b|\bdiscount", facts.scan.folded[start:end]) is not None
    priced = [one for one in found if one.kind == MONEY and one.low > 0 and not reduced]
    rates = [one for one in found if one.kind == PERCENT or reduced]
    return next(iter([*priced, *rates]), None)


def _says_what_follows(facts: Facts, block: Block, at: int, price: Amount) -> bool:
    """Whether words near an offer, or a dearer price beside it, tell how it goes on."""
    folded = facts.scan.folded
    low, high = facts.document.section(block)
    low, high = max(low, at - _WINDOW), min(high, at + _WINDOW)
    if words(_AFTERWARDS).search(folded, low, high):
        return True
    others = [
        one
        for other in _blocks(facts, low, high)
        for one in facts.amounts_in(max(low, other.start), min(high, other.end))
        if one.kind == MONEY
    ]
    return any(
        one.start != price.start and (one.slot or price.kind == PERCENT or one.low > price.low or one.period)
        for one in others
    )


def _blocks(facts: Facts, low: int, high: int) -> Iterator[Block]:
    index = facts.document.block_at(low).index
    while index < len(facts.document.blocks) and facts.document.blocks[index].start < high:
        yield facts.document.blocks[index]
        index += 1
