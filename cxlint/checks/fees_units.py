"""Amounts without a unit: no currency, no period, or a dollar sign that may be any dollar."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cxlint.amounts.amount import MONEY
from cxlint.annotate.money_text import words
from cxlint.model.document import SLOT, Role
from cxlint.model.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.amounts.amount import Amount
    from cxlint.annotate.facts import Facts
    from cxlint.model.document import Block

_PRICE_HEAD = re.compile(
    r"(?:(?:the |your |our |total |unit |list |net |gross |fee |base )?(?:fees?|charges?|surcharges?|amounts?|prices?|"
    r"costs?|tariffs?)(?: amount| each)?)(?: \([a-z ]{1,20}\))?"
)
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})*(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?")
_CURRENCY = (
    r"currenc(?:y|ies)|[a-z]{0,3}[$£€¥₹¢]|usd|eur|gbp|aud|cad|nzd|chf|sek|nok|dkk|inr|jpy|sgd|hkd|zar|pln|czk|huf|"
    r"rs\.?|dollars?|euros?|pounds?|sterling|pence|cents?|rupees?|francs?|kron\w+|yen|rand|points?|credits?|tokens?|"
    r"miles"
)
_UNITLESS = r"%|percent|per cent|rate|share|score|count|quantity|qty|number|hours?|days?|minutes?"
_FEWEST = 2
_FEE_NAMES = r"fees?|charges?|surcharges?|deposits?|penalt(?:y|ies)|price|rental|hire|storage|licen[cs]es?|subscription"
_RECURS = (
    r"(?:seat|user|site|software|device|agent|host|server)s? licen[cs]es?|licen[cs]es? (?:per seat|per user)|seats?|"
    r"(?:per |each |additional |extra )?(?:user|seat) (?:fee|price|charge)|subscriptions?|membership(?: fee)?|(?:web |"
    r"cloud |managed )?hosting|(?:cloud |self |data |backup )?storage|(?:line|equipment|router|modem|locker) rental|"
    r"maintenance plan|support plan|care plan|service plan|rent|retainer"
)
_PERIOD = (
    r"per|each|every|annum|monthly|yearly|annual(?:ly)?|weekly|daily|nightly|hourly|quarterly|months?|years?|weeks?|"
    r"days?|nights?|hours?|one-time|one-off|once|lifetime|perpetual|pcm|p\.?[amw]\.?|/ ?(?:mo|yr|mth|wk|hr|m|y)|mo|yr|"
    r"term|season|semester|period|frequency|billing|billed|deposits?"
)
_REACH = 600
_OTHER_DOLLARS = {"CAD": "Canadian", "AUD": "Australian", "NZD": "New Zealand", "SGD": "Singapore", "HKD": "Hong Kong"}
_WHOSE = re.compile(r"\b(?:us|u\.s\.|ca|can|c|au|a|nz|hk|s|usd|cad|aud|nzd|hkd|sgd) ?$")
_WHOSE_AFTER = re.compile(r" ?(?:usd?|cad|aud|nzd|hkd|sgd|u\.s)\b")
_STATED = (
    r"(?:in|are|shown in|quoted in|stated in|all) (?:\w+ ){0,3}(?:us|u\.s\.?|american|canadian|australian|new zealand|"
    r"singapore|hong kong) dollars?|(?:in|all \w+(?: are)?(?: in)?|currency:?) (?:usd|cad|aud|nzd|sgd|hkd)|"
    r"\$ (?:means|refers|stands|is)|dollars? (?:means|refers)|otherwise (?:stated|noted|specified|indicated)"
)


def amount_without_unit(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """FEE036: an amount that leaves open per what, how often or in which currency."""
    bare = [found for table in facts.document.tables for found in _bare_column(facts, table)]
    if bare and not _names_a_currency(facts):
        yield from bare
    for table in facts.document.tables:
        yield from _without_period(facts, table)
    yield from _which_dollar(facts)


def _names_a_currency(facts: Facts) -> bool:
    """Whether anything in the document, its name or its front matter says which currency it means."""
    path = facts.document.source.path.lower().rsplit("/", 1)[-1].replace("_", " ").replace("-", " ")
    front = " ".join(f"{key} {value}" for key, value in facts.document.front_matter.items()).lower()
    if words(_CURRENCY).search(path + " " + front[:2000]) or facts.document.template is not None:
        return True
    said = _anywhere(_CURRENCY)
    return any(
        any(one.kind == MONEY for one in facts.amounts(block)) or said.search(facts.scan.folded, block.start, block.end)
        for block in facts.document.blocks
    )


def _anywhere(source: str) -> re.Pattern[str]:
    # a currency sign begins no word
    return re.compile(rf"(?<![a-z])(?:{source})(?![a-z])")


def _bare_column(facts: Facts, table: list[list[int]]) -> Iterator[Found]:
    """The first bare figure of a column of fees."""
    heads = [_text(facts, index) for index in table[0]] if table else []
    if words("unit|units|per unit|quantity|qty|points").search(" ".join(heads)):
        return
    for column, head in enumerate(heads):
        if column == 0 or not _PRICE_HEAD.fullmatch(head) or words(_UNITLESS).search(head):
            continue
        cells = [row[column] for row in table[1:] if column < len(row) and row[column] >= 0]
        bare = [i for i in cells if _FIGURE.fullmatch(_text(facts, i)) and not _is_year(_text(facts, i))]
        labels = " ".join(_text(facts, row[0]) for row in table[1:] if row)
        if len(bare) == len(cells) and bare and (_fees(facts, head, labels) or len(bare) >= _FEWEST):
            block = facts.document.blocks[bare[0]]
            amount = f"{facts.document.block_text(block).strip()} ({_first_label(facts, table, bare[0])})"
            yield Found(block.start, block.end, {"amount": amount, "missing": "currency"})
            return


def _fees(facts: Facts, head: str, labels: str) -> bool:
    return words(_FEE_NAMES).search(labels) is not None or "fee" in head or facts.document.kind == "schedule"


def _first_label(facts: Facts, table: list[list[int]], index: int) -> str:
    row = next(row for row in table if index in row)
    return facts.document.block_text(facts.document.blocks[next(i for i in row if i >= 0)]).strip()[:40]


def _is_year(text: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", text) is not None


def _text(facts: Facts, index: int) -> str:
    if index < 0:
        return ""
    block = facts.document.blocks[index]
    return facts.scan.folded[block.start : block.end].strip(" *_:")


def _without_period(facts: Facts, table: list[list[int]]) -> Iterator[Found]:
    """Rows that name something one keeps paying for, in a table that never says how often."""
    around: bool | None = None
    for row in table:
        cells = [facts.document.blocks[i] for i in row if i >= 0]
        if len(cells) < 2 or not words(_RECURS).fullmatch(_text(facts, cells[0].index)):
            continue
        amounts = [(cell, one) for cell in cells[1:] for one in facts.amounts(cell)]
        if len(amounts) != 1 or amounts[0][1].kind != MONEY or amounts[0][1].slot or amounts[0][1].low <= 0:
            continue
        if around is None:
            around = _period_near(facts, table)
        if not around:
            one = amounts[0][1]
            label = facts.document.block_text(cells[0]).strip()
            values = {"amount": f"{facts.document.text[one.start : one.end]} ({label})", "missing": "period"}
            yield Found(one.start, one.end, values)


def _period_near(facts: Facts, table: list[list[int]]) -> bool:
    """Whether the table, the headings over it or the text around it says how often something is paid."""
    blocks = facts.document.blocks
    inside = [blocks[i] for row in table for i in row if i >= 0]
    low, high = inside[0].start, inside[-1].end
    section = facts.document.section(inside[0])
    low, high = max(section[0], low - _REACH), min(section[1], high + _REACH)
    trail = " ".join(facts.scan.folded[b.start : b.end] for b in facts.document.trail(inside[0]))
    return _anywhere(_PERIOD).search(facts.scan.folded, low, high) is not None or bool(_anywhere(_PERIOD).search(trail))


def _which_dollar(facts: Facts) -> Iterator[Found]:
    """The first plain dollar sign of a document that elsewhere counts in another dollar."""
    others: set[str] = set()
    plain: list[tuple[Block, Amount]] = []
    for block in facts.anchored("money"):
        amounts = [one for one in facts.amounts(block) if one.kind == MONEY and not one.slot]
        named = {one.currency for one in amounts if one.currency in _OTHER_DOLLARS}
        others |= {currency for currency in named if currency}
        # "$20 (CA$27)" tells one from the other
        if block.role != Role.CODE and not named and not words(r"us|u\.s|usd").search(_text(facts, block.index)):
            plain += [(block, one) for one in amounts if one.low > 0 and _is_plain(facts, one)]
    if not others or len(plain) < _FEWEST or words(_STATED).search(facts.scan.folded):
        return
    block, one = plain[0]
    if SLOT not in facts.document.block_text(block):
        names = " or ".join(["US", *sorted(_OTHER_DOLLARS[currency] for currency in others)])
        values = {"amount": facts.document.text[one.start : one.end], "missing": f"country: {names} dollars"}
        yield Found(one.start, one.end, values)


def _is_plain(facts: Facts, amount: Amount) -> bool:
    """Whether an amount has a dollar sign and no word on whose dollar it is."""
    before = facts.scan.folded[max(0, amount.start - 5) : amount.start]
    after = facts.scan.folded[amount.end : amount.end + 5]
    return facts.document.text[amount.start] == "$" and not _WHOSE.search(before) and not _WHOSE_AFTER.match(after)
