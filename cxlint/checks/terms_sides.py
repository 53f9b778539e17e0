"""Terms where the two sides are held against each other: who may leave, how long each may take."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from cxlint.amounts import periods
from cxlint.annotate.folding import WE, YOU
from cxlint.annotate.money_text import sentences, words
from cxlint.model.finding import Related, place_of
from cxlint.model.found import Found
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.annotate.windows import Window

_FAULT = (
    r"breach\w*|fail\w*|not pay|not paid|non-?payment|unpaid|overdue|default\w*|material\w*|fraud\w*|violat\w*|"
    r"insolven\w*|bankrupt\w*|illegal|unlawful|misuse|cause|serious|arrears|infring\w*|security|if you|if the"
)
_OTHER_EXIT = (
    r"appointments?|lessons?|class|classes|orders?|bookings?|reservations?|trial|renew\w*|events?|tickets?|trips?|"
    r"sessions?|price|prices|fees|features?|apis?|beta|terms|withdrawal|cooling"
)
_BOUND = re.compile(
    rf"{YOU} (?:is|are) (?:bound|committed|tied)[^.;]{{0,30}}\bfor\b|{YOU} (?:may not|cannot|can not|must not|"
    rf"has no right to|have no right to) (?:cancel|terminate|end|leave)\b"
    r"[^.;]{0,60}\b(?:before|until|during|within|for the|in the first)\b"
)
_BOUND_WORDS = tuple(
    f"{lead} {act}"
    for leads, acts in (
        (("is", "are"), ("bound", "committed", "tied")),
        (("not", "right to"), ("cancel", "terminate", "end", "leave")),
    )
    for lead in leads
    for act in acts
)
"""Words of which some stand in every match of _BOUND: the search for it is dear."""

_AT_WILL = re.compile(
    rf"{WE}(?:,? (?:also|may|can|shall|will|has|have|the|right|to|is|are|entitled|free|reserves?|at any time|,))*"
    r" (?:terminate|end|cancel) (?:this |the |your |its |any )?(?:\w+ ){0,4}?(?:at any time|at will|for any reason|"
    r"without (?:cause|notice|any reason|giving (?:a )?reasons?)|whenever)"
)
_AT_WILL_WORDS = ("at any time", "at will", "for any reason", "without ", "whenever")
"""The same of _AT_WILL."""


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
    bound = _sentence(facts, _BOUND, _BOUND_WORDS, _OTHER_EXIT)
    at_will = _sentence(facts, _AT_WILL, _AT_WILL_WORDS, rf"{_FAULT}|{_OTHER_EXIT}|either|both") if bound else None
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


def _sentence(facts: Facts, pattern: re.Pattern[str], needs: tuple[str, ...], unless: str) -> tuple[int, int] | None:
    """The first sentence in which a pattern matches that needs one of some words."""
    folded = facts.scan.folded
    if not any(word in folded for word in needs):
        return None
    for _, start, end in sentences(facts, "terminat", "cancel", "leave", "end ", "bound", "tied", "committed"):
        text = folded[start:end]
        match = pattern.search(folded, start, end) if any(word in text for word in needs) else None
        if match and not words(unless).search(folded, start, end):
            return match.span()
    return None


_WITHIN = r"[^.;:]{0,70}\b(?:within|in|inside|no later than|not later than|take|takes|up to)\b[^.;:]{0,14}$"
_MUST = r"(?:must |shall |have to |has to |need to |needs to )"
_THEY_PAY = (
    rf"(?:{YOU} {_MUST}?pay\b|(?:payments?|invoices?|bills?) (?:is|are|must be) (?:due|paid|payable|settled)|"
    rf"\bpayable){_WITHIN}"
)
_WE_REFUND = (
    rf"(?:{WE} (?:will |shall |may |must )?(?:refund|repay|reimburse|return (?:the|your) (?:deposit|money))|"
    rf"\brefunds? (?:take|takes|is|are|may take|can take|will be|may be)\b){_WITHIN}"
)
_THEY_ANSWER = (
    rf"{YOU} {_MUST}(?:answer|reply|respond|report|notify us|tell us|inform us|object|let us know){_WITHIN}|"
    rf"^\W*(?:answer|reply to|respond to|write to|tell) us{_WITHIN}"
)
_WE_ANSWER = (
    rf"{WE} (?:will |shall |aim to |try to |may |have |usually |endeavou?r to )?(?:answer|reply|respond|get back|"
    rf"decide|take|need){_WITHIN}"
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
