"""Terms where the two sides are held against each other: who may leave, how long each may take, what a slip costs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from cxlint.amounts import periods
from cxlint.amounts.amount import MONEY, PERCENT
from cxlint.annotate.money_text import sentences, trimmed, words
from cxlint.model.finding import Related, place_of
from cxlint.model.found import Found
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cxlint.amounts.amount import Amount
    from cxlint.annotate.facts import Facts
    from cxlint.annotate.windows import Window

_WE = r"(?:\x10+|\b(?:we|the (?:company|provider|operator|landlord|club|bank|supplier|seller|school|gym))\b)"
_YOU = (
    r"(?:\x11+|\b(?:you|(?:the |an? |each |every )?(?:customer|client|member|tenant|subscriber|guest|user|buyer|"
    r"student|hirer)s?)\b)"
)
_FAULT = (
    r"breach\w*|fail\w*|not pay|not paid|non-?payment|unpaid|overdue|default\w*|material\w*|fraud\w*|violat\w*|"
    r"insolven\w*|bankrupt\w*|illegal|unlawful|misuse|cause|serious|arrears|infring\w*|security|if you|if the"
)

# how to leave -------------------------------------------------------------------------------------------------------

_OTHER_EXIT = (
    r"appointments?|lessons?|class|classes|orders?|bookings?|reservations?|trial|renew\w*|events?|tickets?|trips?|"
    r"sessions?|price|prices|fees|features?|apis?|beta|terms|withdrawal|cooling"
)
_BOUND = re.compile(
    rf"{_YOU} (?:is|are) (?:bound|committed|tied)[^.;]{{0,30}}\bfor\b|"
    rf"{_YOU} (?:may not|cannot|can not|must not|has no right to|have no right to) (?:cancel|terminate|end|leave)\b"
    r"[^.;]{0,60}\b(?:before|until|during|within|for the|in the first)\b"
)
_AT_WILL = re.compile(
    rf"{_WE}(?:,? (?:also|may|can|shall|will|has|have|the|right|to|is|are|entitled|free|reserves?|at any time|,))*"
    r" (?:terminate|end|cancel) (?:this |the |your |its |any )?(?:\w+ ){0,4}?"
    r"(?:at any time|at will|for any reason|without (?:cause|notice|any reason|giving (?:a )?reasons?)|whenever)"
)


def one_sided_exit(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:
    """TRM107: the company may leave at once or at short notice, the customer may not."""
    if not any(stem in facts.scan.folded for stem in ("terminat", "cancel", "leave", "end ")):
        return
    ours = [one for one in _exits(facts, "termination-notice") if not _has(facts, one, _FAULT)]
    theirs = _exits(facts, "cancel-notice")
    # a sentence for both sides, or one that the windows read both ways, compares nothing
    both = {one.start for one in ours} & {one.start for one in theirs}
    ours = [one for one in ours if one.start not in both]
    theirs = [one for one in theirs if one.start not in both]
    if ours and theirs and not both:
        short, long = max(ours, key=_days), min(theirs, key=_days)
        if long.days >= short.days * float(options.get("ratio", 2)) and long.days - short.days >= _WEEK:
            yield _exit(facts, (long.start, long.end), short.start, f"with {short.words}", f"only with {long.words}")
        return
    bound = _sentence(facts, _BOUND, _OTHER_EXIT)
    at_will = _sentence(facts, _AT_WILL, rf"{_FAULT}|{_OTHER_EXIT}|either|both") if bound else None
    if bound and at_will:
        yield _exit(facts, bound, at_will[0], "at will", "not")


_WEEK = 7


def _days(window: Window) -> float:
    return window.days


def _exit(facts: Facts, at: tuple[int, int], other: int, ours: str, theirs: str) -> Found:
    place = place_of(facts.document.source, *facts.document.to_source(other, other + 1))
    return Found(*at, {"ours": ours, "theirs": theirs}, (Related(place, "you may end it here"),))


def _exits(facts: Facts, topic: str) -> list[Window]:
    return [one for one in facts.windows if one.topic == topic and not _has(facts, one, _OTHER_EXIT)]


def _has(facts: Facts, window: Window, pattern: str) -> bool:
    start, end = facts.scan.sentence_at(window.start)
    return words(pattern).search(facts.scan.folded, start, end) is not None


def _sentence(facts: Facts, pattern: re.Pattern[str], unless: str) -> tuple[int, int] | None:
    if not pattern.search(facts.scan.folded):
        return None
    for _, start, end in sentences(facts, "terminat", "cancel", "leave", "end ", "bound", "tied", "committed"):
        match = pattern.search(facts.scan.folded, start, end)
        if match and not words(unless).search(facts.scan.folded, start, end):
            return match.span()
    return None


# how long it may take -----------------------------------------------------------------------------------------------


_WITHIN = r"[^.;:]{0,70}\b(?:within|in|inside|no later than|not later than|take|takes|up to)\b[^.;:]{0,14}$"
_MUST = r"(?:must |shall |have to |has to |need to |needs to )"
_THEY_PAY = (
    rf"(?:{_YOU} {_MUST}?pay\b|(?:payments?|invoices?|bills?) (?:is|are|must be) (?:due|paid|payable|settled)|"
    rf"\bpayable){_WITHIN}"
)
_WE_REFUND = (
    rf"(?:{_WE} (?:will |shall |may |must )?(?:refund|repay|reimburse|return (?:the|your) (?:deposit|money))|"
    rf"\brefunds? (?:take|takes|is|are|may take|can take|will be|may be)\b){_WITHIN}"
)
_THEY_ANSWER = (
    rf"{_YOU} {_MUST}(?:answer|reply|respond|report|notify us|tell us|inform us|object|let us know){_WITHIN}|"
    rf"^\W*(?:answer|reply to|respond to|write to|tell) us{_WITHIN}"
)
_WE_ANSWER = (
    rf"{_WE} (?:will |shall |aim to |try to |may |have |usually |endeavou?r to )?"
    rf"(?:answer|reply|respond|get back|decide|take|need){_WITHIN}"
)
_ACTS = ((_THEY_PAY, _WE_REFUND), (_THEY_ANSWER, _WE_ANSWER))
"""Steps of one sort: what the customer must do in time, and what the company does."""

_TIMED = re.compile(r"\b(?:pay|payable|payments?|invoices?|bills?|refund\w*|answer|reply|respond|repay|reimburse)\b")
_NOT_A_STEP = (
    r"copyright\w*|infring\w*|counter-?notice|arbitrat\w*|court|personal data|gdpr|privacy|data protection|breach|"
    r"vulnerab\w*|takedown|after cancell?ation|chargebacks?|dispute\w*|ask for|request(?:ed|s)? a refund|eligible|"
    r"entitled|unauthori[sz]ed|stolen|change\w* to"
)


class _Term(NamedTuple):
    """A length of time, and the folded words of its sentence before it."""

    start: int
    end: int
    days: float
    words: str
    before: str

    def says(self, pattern: str) -> bool:
        """Whether the words before it tell an act."""
        return compiled(pattern).search(self.before) is not None


def deadline_asymmetry(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:
    """TRM213: for the same sort of step the customer gets less than half of the time that the company takes."""
    ratio = float(options.get("ratio", 2))
    terms = list(_terms(facts))
    for theirs, ours in _ACTS:
        short = min((one for one in terms if one.says(theirs)), key=_length, default=None)
        long = max((one for one in terms if one.says(ours)), key=_length, default=None)
        if short is None or long is None or long.days <= short.days * ratio or long.days - short.days < _WEEK:
            continue
        place = place_of(facts.document.source, *facts.document.to_source(short.start, short.end))
        values = {"theirs": short.words, "ours": long.words}
        yield Found(long.start, long.end, values, (Related(place, f"{short.words} for the customer here"),))


def _length(term: _Term) -> float:
    return term.days


def _terms(facts: Facts) -> Iterator[_Term]:
    text, folded = facts.document.text, facts.scan.folded
    for _, start, end in sentences(facts, " day", " week", " month", " hour", "-day"):
        if not _TIMED.search(folded, start, end) or words(_NOT_A_STEP).search(folded, start, end):
            continue
        for one in periods.durations(text, start, end):
            yield _Term(one.start, one.end, one.days, text[one.start : one.end], folded[start : one.start])


# what a slip costs --------------------------------------------------------------------------------------------------

_A_YEAR = {"per-day": 365, "per-week": 52, "per-month": 12, "per-quarter": 4, "per-year": 1}
_LATE = (
    r"late|overdue|past[ -]due|unpaid|arrears|delinquen\w+|default|outstanding|not paid|not (?:been )?received|"
    r"fail\w* to pay"
)
_NO_PENALTY = (
    r"no|not|never|without|waived?|we (?:will |shall )?pay|pay you|savings|deposits?|apr|loan|discount|refund\w*|"
    r"cash advances?|purchases"
)
_FIXED = r"liquidated damages|contractual penalty|penalty|fine|fined|pay a sum|flat sum"
_BROKEN = r"breach\w*|violat\w*|contraven\w*|infring\w*|breaks?|broken|non-?compliance|disregard\w*"
_STATE = (
    r"law|laws|authorit\w+|court|civil|criminal|perjury|gdpr|statut\w*|regulat\w*|government|police|act|"
    r"we (?:will|shall) pay|usc|cfr|fcc|per violation|third part\w+"
)


def disproportionate_penalty(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:
    """TRM106: interest, a fixed penalty or a late fee out of proportion to what is owed.

    Options: `interest` per cent a year, `fixed` the sum from which a penalty for any breach is reported.
    """
    yield from _interest(facts, float(options.get("interest", 24)))
    yield from _fixed(facts, float(options.get("fixed", 250)))
    yield from _above_price(facts)


def _interest(facts: Facts, limit: float) -> Iterator[Found]:
    for _, start, end in sentences(facts, "interest", "late", "overdue", "arrears"):
        text = facts.scan.folded[start:end]
        if not words(_LATE).search(text) or words(_NO_PENALTY).search(text):
            continue
        for one in facts.amounts_in(start, end):
            yearly = one.low * _A_YEAR.get(one.period, 0) if one.kind == PERCENT and not one.slot else 0
            if yearly >= limit and one.bound != "up-to":
                shown = facts.document.text[one.start : one.end]
                per = one.period.replace("per-", "a ")
                yield _penalty(one, f"{shown} {per} on what is late", f"comes to {yearly:g}% a year")
                break


def _penalty(one: Amount, penalty: str, much: str) -> Found:
    return Found(one.start, one.end, {"penalty": penalty, "much": much})


def _fixed(facts: Facts, least: float) -> Iterator[Found]:
    for _, start, end in sentences(facts, "penalty", "liquidated", "fine"):
        text = facts.scan.folded[start:end]
        if not words(_FIXED).search(text) or not words(_BROKEN).search(text) or words(_STATE).search(text):
            continue
        if words(r"no|not|never|without").search(text):
            continue
        sums = [one for one in facts.amounts_in(start, end) if one.kind == MONEY and not one.slot and one.low >= least]
        if sums:
            shown = facts.document.text[sums[0].start : sums[0].end]
            yield _penalty(sums[0], f"the {shown} for a breach", "is the same however small the harm")


def _above_price(facts: Facts) -> Iterator[Found]:
    """A late fee that is higher than the dearest plan: more than anybody can owe."""
    late = [fee for fee in facts.fees if fee.name in ("late", "returned-payment") and not fee.negated and fee.amounts]
    if not late:
        return
    known: Callable[[Amount], bool] = lambda one: one.kind == MONEY and not one.slot and one.bound == ""  # noqa: E731
    prices = [price.amount for price in facts.prices if known(price.amount)]
    for fee in late:
        one = fee.amounts[0]
        same = [price.low for price in prices if price.currency == one.currency]
        if known(one) and same and one.low > max(same) > 0:
            shown = facts.document.text[one.start : one.end]
            yield Found(
                *trimmed(facts, one.start, one.end),
                {"penalty": f"the {shown} late fee", "much": f"is {one.low / max(same):.1f} times the dearest price"},
            )
            return
