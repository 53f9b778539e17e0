"""What cancelling costs, and how long before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from cxlint.amounts import periods
from cxlint.amounts.amount import PERCENT
from cxlint.annotate.money_text import sentences, trimmed, words
from cxlint.model.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.model.document import Block

_CANCEL = r"cancel\w*|notice (?:given|received|period)|withdraw\w*|no-shows?"
_BACK = r"refund\w*|you (?:get|receive)|get back|paid back|returned|reimburse\w*"
_NOTHING_BACK = r"(?:no|not|non|without|never|nil|zero|0 ?%)[ -](?:\w+ ){0,3}(?:refund\w*|reimburse\w*)"
_NONE = frozenset({"nothing", "none", "no", "nil", "0", "-"})
_ALL = (
    r"(?:full|entire|whole|total) (?:\w+ ){0,2}(?:price|cost|amount|fees?|value|charges?|tuition|balance|rent|rate|sum|"
    r"invoice)|in full"
)
_TAKEN = (
    r"charged?|charges|due|payable|pays?|paid|owed?|forfeit\w*|lose|liable|retain\w*|keep|kept|cost|costs|penalty|fee|"
    r"invoiced|billed"
)
_EVER = (
    r"(?:any time|anytime|at any (?:time|point|stage)|once (?:you have |you )?(?:booked|registered|enrolled|confirmed)|"
    r"(?:after|upon|following) (?:\w+ )?(?:booking|registration|enrol\w+|confirmation|reservation)|for any reason|"
    r"however early|no matter (?:when|how early))"
)
_AHEAD = (
    r"before|prior|notice|in advance|ahead|days? or (?:less|fewer)|(?:of|to|from) (?:the |your )?(?:\w+ )?(?:arrival|"
    r"departure|start|event|stay|check-in|course|booking date|date|wedding|trip|tour|appointment|class|session|"
    r"retreat|move-in)"
)
_BELOW = re.compile(r"(?:less than|fewer than|under|within|inside|in the last|<) (?:the )?(?:last )?$")
_ABOVE = re.compile(r"(?:more than|over|at least|minimum of|minimum|from|>|≥) $")
_OR_MORE = re.compile(r"^ ?(?:\+|or more|and more|or longer|and above|plus|or over)")
_OTHER = (
    r"deposits?|renew\w*|subscription|membership|trial|term of|auto\w*|minimum term|early termination|contract|lease|"
    r"goods|items?|unused|return(?:s|ed|ing)?|(?:we|organi[sz]ers?|host|company|\x10) (?:will |may |must |shall |"
    r"have to )?cancel\w*"
)
_MOST = 90
_WIDEST = 4000
"""Characters of a heading trail or lead-in that may call a table one of cancellations."""


class _Tier(NamedTuple):
    """What somebody pays who cancels so many days ahead, in percent of the price."""

    share: float
    days: float
    notice: str
    start: int
    end: int


def cancellation_equals_price(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:
    """FEE026: cancelling costs (nearly) the whole price even when `days` or more are left."""
    limit = float(options.get("days", 14))
    for table in facts.document.tables:
        if _about_cancelling(facts, table):
            yield from _longest(facts, [tier for row in table for tier in _row_tiers(facts, table, row)], limit)
    tiers: dict[int, list[_Tier]] = {}
    about: dict[int, bool] = {}
    for block, start, end in sentences(facts, "money", "cancel", "refund"):
        if block.cell is not None or end - start > _WIDEST:
            continue
        if block.index not in about:
            about[block.index] = words(_CANCEL).search(_with_lead(facts, block)) is not None
        text = facts.scan.folded[start:end]
        if words(_OTHER).search(text) or not (about[block.index] or words(_CANCEL).search(text)):
            continue
        if _for_good(text):
            yield Found(*trimmed(facts, start, end), {"percent": "100 %", "time": "right after booking"})
        else:
            tiers.setdefault(block.heading, []).extend(_sentence_tiers(facts, start, end))
    for group in tiers.values():
        yield from _longest(facts, group, limit)


def _for_good(text: str) -> bool:
    """Whether a sentence takes the whole price from everybody who cancels, however early."""
    return (
        all(words(part).search(text) for part in (r"cancel\w*|withdraw\w*", _EVER, _ALL + r"|100 ?%", _TAKEN))
        and words(r"refund\w*|no|not|never|free|invoices?").search(text) is None
    )


def _with_lead(facts: Facts, block: Block) -> str:
    """A block, with the heading over it and the paragraph around it."""
    low, high = facts.document.paragraph(block)
    over = facts.document.trail(block)[-1:]
    heading = facts.scan.folded[over[0].start : over[0].end] if over else ""
    return heading + " " + facts.scan.folded[low : min(high, low + _WIDEST)]


def _longest(facts: Facts, tiers: list[_Tier], limit: float) -> Iterator[Found]:
    """The dear tier that reaches furthest back."""
    dear = [tier for tier in tiers if tier.share >= _MOST and tier.days >= limit]
    if dear:
        worst = max(dear, key=lambda tier: tier.days)
        start, end = trimmed(facts, worst.start, worst.end)
        yield Found(start, end, {"percent": f"{worst.share:g} %", "time": f"{worst.notice} ahead"})


def _about_cancelling(facts: Facts, table: list[list[int]]) -> bool:
    blocks = facts.document.blocks
    first = next((blocks[i] for row in table for i in row if i >= 0), None)
    if first is None:
        return False
    head = " ".join(facts.scan.folded[blocks[i].start : blocks[i].end] for i in table[0] if i >= 0)
    lead = blocks[first.index - 1] if first.index else None
    before = facts.scan.folded[lead.start : min(lead.end, lead.start + _WIDEST)] if lead else ""
    trail = " ".join(facts.scan.folded[b.start : b.end] for b in facts.document.trail(first)[-2:])
    return words(_CANCEL).search(f"{head} {before} {trail}"[:_WIDEST]) is not None


def _row_tiers(facts: Facts, table: list[list[int]], row: list[int]) -> Iterator[_Tier]:
    """The tier of a row: a cell with the time left, a cell with the share."""
    cells = [facts.document.blocks[i] for i in row if i >= 0]
    ahead = next((cell for cell in cells if periods.durations(facts.document.text, cell.start, cell.end)), None)
    if ahead is None or words(_OTHER).search(facts.scan.folded[ahead.start : ahead.end]):
        return
    days, notice = _ahead(facts, ahead.start, ahead.end)
    for cell in cells:
        if cell is ahead or cell.cell is None:
            continue
        share = _share(facts, cell.start, cell.end, _head(facts, table, cell.cell.column))
        if share is not None:
            yield _Tier(share, days, notice, cells[0].start, cells[-1].end)
            return


def _head(facts: Facts, table: list[list[int]], column: int) -> str:
    index = table[0][column] if column < len(table[0]) else -1
    block = facts.document.blocks[index] if index >= 0 else None
    if block is None or block.cell is None or not block.cell.header:
        return ""
    return facts.scan.folded[block.start : block.end]


def _share(facts: Facts, start: int, end: int, head: str) -> float | None:
    """What of the price is lost, in percent; None where the words do not say."""
    text = facts.scan.folded[start:end]
    shares = [one for one in facts.amounts_in(start, end) if one.kind == PERCENT and not one.slot]
    if not shares and (words(_NOTHING_BACK).search(text) or (words(_BACK).search(head) and text.strip(" .") in _NONE)):
        return 100.0
    if not shares:
        full = words(_ALL).search(text) is not None and not words(_BACK).search(f"{head} {text}")
        return 100.0 if full and words(_TAKEN).search(f"{head} {text}") else None
    if len(shares) > 1:
        return None
    back = words(_BACK).search(f"{head} {text}") is not None
    taken = words(_TAKEN).search(f"{head} {text}") is not None
    if back and taken and not head:
        return None
    if words(_BACK).search(head):
        back = True
    elif words(_TAKEN).search(head):
        back = False
    return 100 - shares[0].low if back else shares[0].low


def _ahead(facts: Facts, start: int, end: int) -> tuple[float, str]:
    """How many days before somebody may cancel at most to fall into a tier, and the words for it."""
    durations = periods.durations(facts.document.text, start, end)
    longest = max(durations, key=lambda one: one.days)
    before = facts.scan.folded[max(start, longest.start - 24) : longest.start]
    after = facts.scan.folded[longest.end : min(end, longest.end + 14)]
    notice = facts.document.text[longest.start : longest.end]
    if len(durations) == 1 and (_ABOVE.search(before) or _OR_MORE.search(after)):
        return longest.days, notice
    # "less than 14 days" is 13 at most
    return longest.days - (0.5 if _BELOW.search(before) else 0.0), notice


def _sentence_tiers(facts: Facts, start: int, end: int) -> Iterator[_Tier]:
    text = facts.scan.folded[start:end]
    if not periods.durations(facts.document.text, start, end) or not words(_AHEAD).search(text):
        return
    if len([one for one in facts.amounts_in(start, end) if one.kind == PERCENT]) > 1:
        return
    share = _share(facts, start, end, "")
    if share is not None and not words(r"full refund|fully refund\w*|refund\w* in full|free|waived?").search(text):
        days, notice = _ahead(facts, start, end)
        yield _Tier(share, days, notice, start, end)
