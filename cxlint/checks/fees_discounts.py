"""Prices, savings and percentages of one offer, held against each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from cxlint.amounts.amount import MONEY, PERCENT
from cxlint.annotate.money_text import words
from cxlint.model.document import Role
from cxlint.model.finding import Related
from cxlint.model.found import Found
from cxlint.project.agreement import shown
from cxlint.project.summary import stated

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxlint.amounts.amount import Amount
    from cxlint.annotate.facts import Facts
    from cxlint.model.document import Block

_OLD = (
    r"was|were|rrp|msrp|srp|list price|regular(?:ly)?(?: price)?|reg\.?|normal(?:ly)?(?: price)?|"
    r"usual(?:ly)?(?: price)?|original(?:ly)?(?: price)?|instead of|retail(?: price)?|compare(?:d)? (?:at|to)|"
    r"full price|old price|before|(?:reduced|down|cut|dropped|marked down) from"
)
_NEW = (
    r"now|only|just|today|sale(?: price)?|our price|offer price|you pay|new price|special price|discounted price|price"
)
_SAVED = r"saves?|saving|savings(?: of)?|you save|discount(?: of)?|you'll save|reduction(?: of)?|less|minus"
_OLD_BEFORE = re.compile(rf"\b(?:{_OLD})(?: (?:at|is|of|only|for))? ?[:=]? ?\(?$")
_REDUCED_BEFORE = re.compile(r"\b(?:reduced|down|cut|dropped|discounted) from $")
_NEW_BEFORE = re.compile(rf"\b(?:{_NEW})(?: (?:at|is|only|just|for))? ?[:=]? ?\(?$")
_SAVED_BEFORE = re.compile(rf"(?:\b(?:{_SAVED})(?: (?:a|an|of|up))? ?[:=]? ?\(?|(?<![\w.])- ?\(?)$")
_SAVED_AFTER = re.compile(r" ?(?:off\b|discount|savings?\b|saved\b|cheaper|reduction|less\b)")
_TO_BEFORE = re.compile(r"\bto (?:just |only )?$")
_ROUGHLY = re.compile(
    r"(?:\b(?:up to|about|nearly|almost|over|around|approximately|roughly|more than|at least|from|an?) (?:\w+ )?|"
    r"[~≈<>] ?)$"
)
_APART = (
    r"extra|additional|further|another|code|coupon|voucher|members?|sign(?:ing)? up|newsletter|app|first (?:order|"
    r"purchase|box|month)|when you|if you|buy \d+|buying|with (?:any|every|each)|when you spend|orders? (?:over|above|"
    r"of)|with card|cashback|deposit|apr|interest|tax|vat|gst|finance"
)
_HEADS = ((_SAVED, "saved"), (_OLD, "old"), (_NEW, "new"))
_YEARLY = r"year|yearly|annual(?:ly)?|annum"
_BESIDE = 40
_CARD = 8
"""More amounts than this under one heading are no single offer."""
_PAIR = 2
_ROUNDING = 0.55
"""Of the last digit shown: half, and a little for the arithmetic."""


class _Part(NamedTuple):
    """An amount and what it is in an offer: old, new, saved (money or a percentage) or plain."""

    role: str
    amount: Amount


def discount_is_wrong(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """FEE041: old price, new price, saving and percentage of one offer do not agree."""
    done: set[int] = set()
    cards: dict[int, list[_Part]] = {}
    rows: dict[tuple[int, int], list[_Part]] = {}
    for block in facts.anchored("money"):
        if block.role == Role.CODE or block.alternative_of >= 0:
            continue
        parts = [_Part(_role(facts, block, one), one) for one in facts.amounts(block)]
        if block.cell is not None:
            rows.setdefault(block.cell[:2], []).extend(parts)
            continue
        over = block.index if block.role == Role.HEADING else block.heading
        cards.setdefault(over, []).extend(parts)
        for group in (*_by_sentence(facts, block, parts), parts):
            yield from _once(_disagreeing(facts, group), done)
    for group in rows.values():
        yield from _once(_disagreeing(facts, group), done)
    for over, group in cards.items():
        if over >= 0 and len(group) <= _CARD:
            yield from _once(_disagreeing(facts, group), done)
    yield from _once(_yearly(facts, [*cards.items()]), done)


def _once(found: Iterable[Found], done: set[int]) -> Iterator[Found]:
    for one in found:
        if one.start not in done:
            done.add(one.start)
            yield one


def _by_sentence(facts: Facts, block: Block, parts: list[_Part]) -> Iterator[list[_Part]]:
    at = 0
    for _, end in facts.scan.sentences(block) if len(parts) > _PAIR else ():
        first = at
        while at < len(parts) and parts[at].amount.start < end:
            at += 1
        yield parts[first:at]


def _role(facts: Facts, block: Block, amount: Amount) -> str:
    """What an amount is in its offer, by the words beside it or the head of its column."""
    folded = facts.scan.folded
    before = folded[max(block.start, amount.start - _BESIDE) : amount.start]
    after = folded[amount.end : min(block.end, amount.end + _BESIDE)]
    if amount.bound == "from" and not amount.slot and _REDUCED_BEFORE.search(before):
        return "old"
    if amount.slot or amount.bound or amount.high != amount.low or _ROUGHLY.search(before):
        return "unclear"
    if _SAVED_AFTER.match(after) or _SAVED_BEFORE.search(before):
        near = before[-20:] + " " + after
        return "unclear" if words(_APART).search(near) else "saved"
    if amount.kind == PERCENT:
        return _by_head(facts, block) if block.cell else "plain"
    if _OLD_BEFORE.search(before):
        return "old"
    if _NEW_BEFORE.search(before) or (_TO_BEFORE.search(before) and "from" in before):
        return "new"
    return _by_head(facts, block) if block.cell else "plain"


def _by_head(facts: Facts, block: Block) -> str:
    cell = block.cell
    first = facts.document.tables[cell.table][0] if cell and cell.table < len(facts.document.tables) else []
    index = first[cell.column] if cell and cell.column < len(first) else -1
    if index < 0 or index == block.index:
        return "plain"
    head = facts.scan.folded[facts.document.blocks[index].start : facts.document.blocks[index].end]
    return next((role for source, role in _HEADS if words(source).search(head)), "plain")


class _Offer(NamedTuple):
    """The parts of an offer that are clear: at most one of each."""

    old: Amount | None
    new: Amount | None
    saved: Amount | None
    share: Amount | None


def _offer(parts: list[_Part]) -> _Offer | None:
    if any(part.role == "unclear" for part in parts):
        return None
    old = [part.amount for part in parts if part.role == "old"]
    new = [part.amount for part in parts if part.role == "new"]
    plain = [part.amount for part in parts if part.role == "plain" and part.amount.kind == MONEY]
    saved = [part.amount for part in parts if part.role == "saved" and part.amount.kind == MONEY]
    share = [part.amount for part in parts if part.role == "saved" and part.amount.kind == PERCENT]
    if not new and old:
        new, plain = plain, []
    elif not new and len(plain) == _PAIR and (saved or share):
        return _struck(sorted(plain, key=lambda one: -one.low), saved, share)
    elif not new and len(plain) == len(saved) == len(share) == 1:
        # the one price may be that before the saving
        if _share_fits(100 * saved[0].low / plain[0].low, share[0], 1.0):
            return None
        new, plain = plain, []
    if any(len(group) > 1 for group in (old, new, saved, share)) or plain:
        return None
    amounts = [*old, *new, *saved]
    if len({one.currency for one in amounts}) > 1 or len({one.period for one in amounts if one.period}) > 1:
        return None
    return _Offer(*(group[0] if group else None for group in (old, new, saved, share)))


def _struck(pair: list[Amount], saved: list[Amount], share: list[Amount]) -> _Offer | None:
    """Two prices without words, one perhaps struck through: only where one claim shows that they belong together."""
    if len(saved) != 1 or len(share) != 1 or len({(one.currency, one.period) for one in pair}) > 1:
        return None
    old, new = pair
    less = old.low - new.low
    if less <= 0 or (abs(less - saved[0].low) > _ROUNDING and not _share_fits(100 * less / old.low, share[0], 1.0)):
        return None
    return _Offer(old, new, saved[0], share[0])


def _disagreeing(facts: Facts, parts: list[_Part]) -> Iterator[Found]:
    """The claim of an offer that its prices do not bear out."""
    if len(parts) < 3:
        return
    offer = _offer(parts)
    if offer is None:
        return
    old, new, saved, share = offer
    if old and new and new.low >= old.low:
        return
    if old and new and saved and not _fits(old.low - new.low, saved, facts, _unit(facts, old), _unit(facts, new)):
        right = (
            f"{shown(_bare(old))} less {shown(_bare(new))} is {shown(saved._replace(low=old.low - new.low, period=''))}"
        )
        yield _found(facts, saved, right, (old, new))
    if share is None:
        return
    base = old.low if old else new.low + saved.low if new and saved else 0.0
    less = old.low - new.low if old and new else saved.low if saved else 0.0
    if base > 0 and less > 0 and base > less:
        actual = 100 * less / base
        if not _share_fits(actual, share, _unit(facts, share)):
            priced = share._replace(kind=MONEY, currency=(old or saved or share).currency, period="")
            right = f"{shown(priced._replace(low=less))} off {shown(priced._replace(low=base))} is {actual:.1f} %"
            yield _found(facts, share, right, tuple(one for one in (old, new, saved) if one))


def _bare(amount: Amount) -> Amount:
    return amount._replace(period="")


def _found(facts: Facts, claim: Amount, right: str, others: tuple[Amount, ...]) -> Found:
    block = facts.document.block_at(claim.start)
    elsewhere = [one for one in others if facts.document.block_at(one.start) is not block]
    related = tuple(Related(stated(facts, one.start, one.end).place, f"{shown(one)} here") for one in elsewhere)
    said = facts.document.text[claim.start : claim.end]
    return Found(claim.start, claim.end, {"claim": said, "sum": right}, related)


def _unit(facts: Facts, amount: Amount) -> float:
    """The worth of the last digit shown."""
    digits = re.search(r"\d[\d,]*(?:\.(\d+))?", facts.document.text[amount.start : amount.end])
    return 10.0 ** -len(digits[1]) if digits and digits[1] else 1.0


def _fits(actual: float, claim: Amount, facts: Facts, *units: float) -> bool:
    return abs(actual - claim.low) <= _ROUNDING * max(_unit(facts, claim), *units)


def _share_fits(actual: float, share: Amount, unit: float) -> bool:
    """Whether a percentage is the actual one, rounded, or rounded down: people then get more than they were told."""
    return -_ROUNDING * unit <= actual - share.low < unit


def _yearly(facts: Facts, cards: list[tuple[int, list[_Part]]]) -> Iterator[Found]:
    """What paying by the year saves, against the price by the month and by the year under the same title."""
    by_title: dict[str, list[list[_Part]]] = {}
    for over, parts in cards:
        by_title.setdefault(_title(facts, over), []).append(parts)
    for groups in by_title.values():
        prices = [(part.amount, group) for group in groups for part in group if _is_price(part)]
        monthly = {one.low: (one, group) for one, group in prices if one.period == "per-month"}
        yearly = {one.low: (one, group) for one, group in prices if one.period == "per-year"}
        if len(monthly) != 1 or len(yearly) != 1 or len({one.currency for one, _ in prices}) > 1:
            continue
        (month, cheap), (year, card) = next(iter(monthly.values())), next(iter(yearly.values()))
        if cheap is not card and any(part.role == "saved" for part in cheap):
            continue  # the month is itself an offer: what the year is compared with is anybody's guess
        claims = [
            part.amount
            for group in groups
            for part in group
            if part.role == "saved" and (_is_yearly(facts, part.amount) or (group is card and group is not cheap))
        ]
        yield from _yearly_claims(facts, month, year, claims)


def _is_price(part: _Part) -> bool:
    return part.role in ("plain", "new") and part.amount.kind == MONEY


def _title(facts: Facts, over: int) -> str:
    """What a card is called: its heading, or the first of the headings before the one that gives the price."""
    blocks = facts.document.blocks
    if over >= 0 and facts.amounts(blocks[over]):
        while over > 0 and blocks[over - 1].role == Role.HEADING and not facts.amounts(blocks[over - 1]):
            over -= 1
    return facts.scan.folded[blocks[over].start : blocks[over].end].strip() if over >= 0 else ""


def _is_yearly(facts: Facts, amount: Amount) -> bool:
    block = facts.document.block_at(amount.start)
    low, high = max(block.start, amount.start - _BESIDE), min(block.end, amount.end + _BESIDE)
    return amount.period == "per-year" or (
        not amount.period and words(_YEARLY).search(facts.scan.folded, low, high) is not None
    )


def _yearly_claims(facts: Facts, month: Amount, year: Amount, claims: list[Amount]) -> Iterator[Found]:
    whole = 12 * month.low
    less = whole - year.low
    # a monthly price "billed yearly" is the yearly one already
    if less <= 12 * _ROUNDING * _unit(facts, month):
        return
    for claim in claims:
        if claim.kind == MONEY and not _fits(less, claim, facts, _unit(facts, year)):
            right = (
                f"12 times {shown(_bare(month))} less {shown(_bare(year))} is {shown(_bare(claim)._replace(low=less))}"
            )
            yield _found(facts, claim, right, (month, year))
        elif claim.kind == PERCENT and not _share_fits(100 * less / whole, claim, _unit(facts, claim)):
            right = f"{shown(_bare(year))} is {100 * less / whole:.1f} % less than 12 times {shown(_bare(month))}"
            yield _found(facts, claim, right, (month, year))
