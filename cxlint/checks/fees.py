"""Fees that are not said in full: no trigger, no base, no limit, no exception."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cxlint.amounts import periods
from cxlint.amounts.amount import PERCENT
from cxlint.annotate.money_text import around, section, sentence_of, sentences, words
from cxlint.model.document import Role
from cxlint.model.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.amounts.amount import Amount
    from cxlint.annotate.facts import Facts
    from cxlint.annotate.fees import Fee

_LATE = (
    r"late (?:payments?|fees?|charges?|penalt(?:y|ies)|rent|interest)|overdue|past[ -]due|unpaid|in arrears|arrears|"
    r"delinquen\w+|(?:not|n't) (?:been )?(?:paid|settled|received)|fail(?:s|ed|ure)? to (?:pay|"
    r"make (?:a |any )?payment)|non-?payment|paid late|payment is late|missed (?:a )?payments?|after the due date|"
    r"by the due date|when due|default interest|delayed payments?|outstanding (?:amounts?|sums?|balances?)"
)
_LATE_CHARGE = r"(?:an? |incurs? |the )(?:\S+ ){0,3}(?:fee|charge|surcharge|penalty|fine|penalties)"
_LATE_FEE = (
    r"(?:late|late payment|late rent|default|delinquency|reminder) (?:fees?|charges?|penalt(?:y|"
    r"ies)|surcharges?|interest|fines?)"
)
_INTEREST = (
    r"(?:bears?|accrues?|charge[ds]?|pay|pays|owe|incurs?|attracts?|carr(?:y|ies)|add|demand|claim|subject to|"
    r"entitled to|assess(?:es|ed)?|collect|applies|apply) (?:\S+ ){0,5}interest|interest (?:\S+ ){0,6}(?:accrues?|"
    r"charged|due|payable|applies|apply|added|on (?:the |any |all )?(?:late|overdue|unpaid|outstanding))"
)
_CHARGED = (
    r"charged?|charging|add|adds|added|appl(?:y|ies|ied)|incurs?|incurred|pay|pays|payable|attracts?|bears?|accrues?|"
    r"subject to|assess(?:ed)?|billed|impose[ds]?|levied|levy|carr(?:y|ies)|due|liable|owe|costs?|entitled to"
)
_NO_CHARGE = (
    r"no (?:late (?:fee|charge)|interest|fee|charge|penalty)|not (?:be )?(?:charged?|add|apply|incur|accrue|bear|pay)|"
    r"without (?:interest|penalty|fee)|waived?|never|interest in|interests? of|conflict of interest|late (?:cancel\w*|"
    r"arriv\w*|check|return)|we (?:will |shall )?pay|pay you|legitimate interest|best interest|indemnif\w+|arbitrat\w+|"
    r"court|means|tax authorit(?:y|ies)|surviv\w+"
)
_PENALTY_ADDED = (
    r"(?:penalt(?:y|ies)|late interest|surcharges?) (?:\S+ ){0,14}(?:be )?(?:(?:automatically|also) )?(?:applied|"
    r"charged|added|imposed|levied|due|payable|accrue\w*)"
)
_GRACE = (
    r"grace|remind(?:s|ed|er|ers)?|first time|(?:after|more than|at least|within|for|over|"
    r"exceeding) (?:\w+ ){0,3}(?:days?|weeks?|months?)|days? (?:late|after|past|overdue|have passed|from (?:the |"
    r"our )?(?:date of )?(?:the )?(?:notice|reminder))"
)
_CAP = (
    r"maximum|max|capped|cap|no more than|not more than|never more|at most|up to|not exceed\w*|"
    r"limit(?:ed)?|in total|once only|only once|ceiling"
)
_LEGAL_CAP = re.compile(
    r"(?:at |or |, )?(?:the )?(?:maximum|highest)(?: \w+){0,4} (?:permitted|allowed|permissible|legal|by law|"
    r"by applicable law)|up to the maximum"
)


_LATE_CHARGES = (_LATE_FEE, _PENALTY_ADDED, _INTEREST, _LATE_CHARGE, _LATE)


def late_without_grace(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """FEE013: a late fee, or interest on a late payment, from the first day."""
    for block, start, end in sentences(facts, "fee", "money", "interest"):
        text = facts.scan.folded[start:end]
        charge = _late_charge(text)
        if not charge or (charge == _IF_PRICED and not facts.amounts_in(start, end)):
            continue
        if not words(_GRACE).search(_without_due_time(around(facts, block, start))):
            named = next(match for pattern in _LATE_CHARGES if (match := words(pattern).search(text)))
            yield Found(start + named.start(), start + named.end())


_SAID = "said"
_IF_PRICED = "if priced"


def _late_charge(text: str) -> str:
    """Whether a sentence charges a late fee or interest on what is late (_SAID), or perhaps an amount (_IF_PRICED)."""
    if words(_NO_CHARGE).search(text):
        return ""
    if words(_LATE_FEE).search(text):
        return _SAID if words(_CHARGED).search(words(_LATE_FEE).sub(" ", text)) else ""
    if words(_LATE).search(text) is None:
        return ""
    if words(_INTEREST).search(text) or words(_PENALTY_ADDED).search(text):
        return _SAID
    return _IF_PRICED if words(_LATE_CHARGE).search(text) else ""


_DUE_TIME = re.compile(
    r"(?:due|payable|paid|pay|invoices?) (?:\w+ ){0,4}within (?:\w+ ){0,3}(?:\(\w+\) )?(?:days?|weeks?|months?)"
)


def _without_due_time(text: str) -> str:
    """The text without the time people have to pay at all: that is no grace."""
    return _DUE_TIME.sub(" ", text)


_REPEATING = (
    r"(?:per|each|every) (?:\w+ )?(?:day|week|month|letter|reminder|notice|e-?mail|visit|call|"
    r"attempt)|daily|weekly|monthly|compound(?:ed|ing)?|a (?:day|week|month)"
)
_PUNISHED = (
    r"fines?|fined|penalt(?:y|ies)|late fees?|late charges?|reminder (?:letter|fee)s?|overdue|"
    r"past[ -]due|arrears|late payments?|interest"
)
_NO_PENALTY = (
    r"credit card|penalty of perjury|savings|deposit account|earn\w*|receive interest|cancel (?:free|without)|"
    r"without penalty|no penalty"
)


def late_without_cap(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """FEE014: a penalty that repeats with no limit."""
    for block, start, end in sentences(facts, "money"):
        text = facts.scan.folded[start:end]
        amounts = facts.amounts_in(start, end)
        if not amounts or not words(_PUNISHED).search(text) or words(_NO_CHARGE + "|" + _NO_PENALTY).search(text):
            continue
        repeat = words(_REPEATING).search(text)
        if repeat is None or words(_CAP).search(_LEGAL_CAP.sub(" ", around(facts, block, start))):
            continue
        nearest = min(amounts, key=lambda amount: abs(amount.start - start - repeat.start()))
        named = min(words(_PUNISHED).finditer(text), key=lambda match: abs(start + match.start() - nearest.start))
        low = min(nearest.start, start + repeat.start(), start + named.start())
        high = max(nearest.end, start + repeat.end(), start + named.end())
        yield Found(low, high, {"period": repeat[0]})


_UP_TO = r"(?:up to|as much as|as high as)(?: an?| another)?(?: maximum of)? $"
_TAKEN = (
    r"charged?|charges|deduct(?:ed|s)?|fees?|penalt(?:y|ies)|withhold|withheld|retain(?:ed)?|fined?|billed|costs?|"
    r"forfeit(?:ed)?|surcharges?"
)
_GIVEN = (
    r"save|saving|refund(?:s|ed)?|credit(?:s|ed)?|discount\w*|earn\w*|win|receive|reimburse\w*|cashback|off|insur\w+|"
    r"cover(?:s|ed|age)?|compensat\w+|donate\w*|liab\w+|we (?:will |shall )?pay|free|waived?|limit(?:ed)?|loans?|"
    r"borrow|damages|indemnif\w+|imprison\w*|statutory|by law"
)


def up_to_without_basis(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """FEE010: a charge of "up to" an amount, and nothing that says what decides it."""
    for block, start, end in sentences(facts, "money"):
        amounts = facts.amounts_in(start, end)
        if len(amounts) != 1 or amounts[0].bound != "up-to" or len(facts.amounts(block)) > 1:
            continue
        amount = amounts[0]
        text = facts.scan.folded[start:end]
        lead = re.search(_UP_TO, facts.scan.folded[start : amount.start])
        if lead is None or not words(_TAKEN).search(text) or words(_GIVEN).search(text):
            continue
        if words(
            r"depend\w*|according to|based on|see|table|schedule|actual|for each|per|attorneys?|"
            r"legal|lawyers?|arbitrat\w+"
        ).search(text):
            continue
        yield Found(start + lead.start(), amount.end, {"amount": facts.document.text[amount.start : amount.end]})


_BASE_NEAR = (
    r"(?:of|on|from|to|off) (?:the|your|all|any|each|every|its|their|overdue|unpaid|outstanding|"
    r"late|such|amounts?|sums?|invoices?|orders?|total|purchases?)"
)
_BASE_IN_NAME = (
    r"transaction|card|payment|exchange|conversion|commission|withdrawal|transfer|sales?|tax|vat|"
    r"gst|discount|deposit|apr|interest|cash|markup|payout|royalty"
)
_RATE_PERIOD = (
    r"per|annum|annual(?:ly|i[sz]ed)?|monthly|yearly|month|year|day|daily|apr|base rate|above|statutory|legal rate"
)


def percentage_without_base(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """FEE009: a percentage without what it is a share of, interest without its period."""
    for block, start, end in sentences(facts, "fee"):
        shares = [one for one in facts.amounts_in(start, end) if one.kind == PERCENT and not one.base and not one.slot]
        text = facts.scan.folded[start:end]
        if not shares or block.cell is not None or not words(_CHARGED).search(text):
            continue
        if words(_BASE_NEAR).search(text) or words(_LATE).search(text):
            continue
        if words(
            r"discount|save|off|refund\w*|approximately|tax|vat|gst|apr|exchange|cashback|transactions?|sales|revenue|"
            r"commission\w*"
        ).search(text):
            continue
        if words(r"no|not|never|waived?").search(text):
            continue
        yield _share(facts, shares[0])
    yield from _interest_without_period(facts)
    yield from _rows_without_base(facts)


def _share(facts: Facts, amount: Amount) -> Found:
    return Found(amount.start, amount.end, {"percent": facts.document.text[amount.start : amount.end]})


def _interest_without_period(facts: Facts) -> Iterator[Found]:
    for _, start, end in sentences(facts, "money"):
        text = facts.scan.folded[start:end]
        shares = [one for one in facts.amounts_in(start, end) if one.kind == PERCENT and not one.period]
        if (
            len(shares) == 1
            and words(r"interest (?:of|at|charge of)|interest rate of").search(text)
            and words(_LATE).search(text)
            and not words(_RATE_PERIOD).search(text)
        ):
            yield _share(facts, shares[0])


def _rows_without_base(facts: Facts) -> Iterator[Found]:
    """Rows such as "platform fee | 3%" where no cell of the table says what the share is of."""
    for fee in facts.fees:
        if fee.terms.role != "fee":
            continue
        if fee.source not in ("table", "data") or len(fee.amounts) != 1 or fee.amounts[0].kind != PERCENT:
            continue
        amount = fee.amounts[0]
        block = facts.document.block_at(fee.start)
        row = around(facts, block, fee.start)
        column = _header_over(facts, facts.document.block_at(amount.start).index)
        if amount.base or words(_BASE_IN_NAME).search(row) or words("of|on|per|base|basis").search(f"{row} {column}"):
            continue
        yield _share(facts, amount)


def _header_over(facts: Facts, index: int) -> str:
    cell = facts.document.blocks[index].cell
    if cell is None:
        return ""
    first = facts.document.tables[cell.table][0]
    top = first[cell.column] if cell.column < len(first) else -1
    if top < 0:
        return ""
    block = facts.document.blocks[top]
    return facts.scan.folded[block.start : block.end]


_DORMANT = (
    r"inactiv(?:e|ity)|dorman(?:t|cy)|non-use|idle|unused for|not (?:been )?used for|no activity|"
    r"without (?:use|activity)"
)
_DORMANT_COST = r"fees?|charged?|charges|deduct(?:ed|s)?|forfeit(?:ed)?|billed|debit(?:ed)?"
_DORMANT_NEAR = (
    rf"(?:{_DORMANT})(?: \S+){{0,8}}? (?:{_DORMANT_COST})|(?:{_DORMANT_COST})(?: \S+){{0,8}}? (?:{_DORMANT})"
    r"(?: (?:account )?(?:fees?|charges?))?"
)
_DORMANT_NOTICE = r"notice|notify|notified|e-?mails?|write to you|remind\w*|let you know|tell you|contact you|warn\w*"
_DORMANT_STOP = (
    r"zero|no further|nothing left|below|until the (?:balance|money)|stops?|at most|no more than|maximum|used up|"
    r"capped|reach(?:es)? (?:[$£€]|usd |eur |gbp )?0(?:\.00)?"
)
_YEAR = 360


def dormancy_fee(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """FEE022: a fee on an account nobody uses, unless there are a year, a notice and a stop."""
    seen: set[int] = set()
    for block, start, end in sentences(facts, "fee", "money"):
        text = facts.scan.folded[start:end]
        near = words(_DORMANT_NEAR).search(text)
        if near is None or block.heading in seen:
            continue
        if words(
            r"(?:no|not|never|without|waived?) (?:\w+ ){0,3}(?:fees?|charged?|charges)|free of charge|person in charge|"
            r"logged out|as defined"
        ).search(text):
            continue
        missing = _dormancy_missing(facts, around(facts, block, start), block.start)
        if missing:
            seen.add(block.heading if block.heading >= 0 else -1 - block.index)
            yield Found(start + near.start(), start + near.end(), {"missing": ", ".join(missing)})


def _dormancy_missing(facts: Facts, text: str, start: int) -> list[str]:
    low, high = facts.document.paragraph(facts.document.block_at(start))
    durations = periods.durations(facts.document.text, low, high)
    missing = [] if any(one.days >= _YEAR for one in durations) else ["a year without use before it starts"]
    if not words(_DORMANT_NOTICE).search(text):
        missing.append("a notice before it")
    if not words(_DORMANT_STOP).search(text):
        missing.append("a stop at zero")
    return missing


_RESTOCKING = r"re-?stock\w*|return(?:s|ed)? (?:\w+ )?(?:fees?|charges?)|re-?shelving|open-box|refurbish\w*|repack\w*"
_FAULT = (
    r"faulty|fault|defect\w*|damaged|wrong|incorrect|(?:our|my|the seller's) (?:mistake|error|"
    r"fault)|not as described|we (?:made|sent)|misdescribed|recall\w*"
)


def restocking_without_exception(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """FEE024: a restocking fee that is due even when the goods are faulty or wrong."""
    seen: set[int] = set()
    for fee in facts.fees:
        block = facts.document.block_at(fee.start)
        if (
            fee.name != "restocking"
            or fee.negated
            or fee.foreign
            or not (fee.owed or fee.amounts)
            or block.role == Role.HEADING
        ):
            continue
        text = facts.scan.folded[fee.start : fee.end] + " " + sentence_of(facts, fee)
        if not words(_RESTOCKING).search(text) or block.heading in seen or words(_FAULT).search(section(facts, block)):
            continue
        seen.add(block.heading)
        yield Found(fee.start, fee.end, {"fee": fee.label})


_OPAQUE = frozenset({"service", "administration", "processing", "maintenance", "convenience", "regulatory"})
_WHEN = r"when|trigger|conditions?|applies|charged|frequency|per|event"
_HOW_OFTEN = (
    r"each|every|per|monthly|annual(?:ly)?|yearly|one-time|once|weekly|daily|on each|a (?:month|year|week|night)"
)


def fee_without_trigger(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """FEE004: an amount, and nothing that says what causes it."""
    for fee in facts.fees:
        if fee.name not in _OPAQUE or not fee.amounts or fee.negated or fee.foreign:
            continue
        values = {"fee": fee.label, "amount": facts.document.text[fee.amounts[0].start : fee.amounts[0].end]}
        if fee.source in ("table", "data"):
            if _empty_when(facts, fee):
                yield Found(fee.start, fee.end, values)
        elif fee.reach == "sentence" and fee.owed and not _has_trigger(facts, fee):
            yield Found(fee.start, fee.end, values, confidence="low")


def _has_trigger(facts: Facts, fee: Fee) -> bool:
    text = sentence_of(facts, fee)
    return fee.trigger or any(amount.period for amount in fee.amounts) or words(_HOW_OFTEN).search(text) is not None


def _empty_when(facts: Facts, fee: Fee) -> bool:
    """Whether the table has a column for the trigger that this row leaves empty."""
    cell = facts.document.block_at(fee.start).cell
    if cell is None or cell.row == 0:
        return False
    table = facts.document.tables[cell.table]
    for column, index in enumerate(table[0]):
        header = facts.document.blocks[index] if index >= 0 else None
        if header is None or not words(_WHEN).fullmatch(facts.scan.folded[header.start : header.end].strip()):
            continue
        row = table[cell.row]
        at = row[column] if column < len(row) else -1
        return at < 0 or not facts.document.block_text(facts.document.blocks[at]).strip(" -\u2013")
    return False
