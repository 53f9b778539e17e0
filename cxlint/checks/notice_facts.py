"""What a message of its kind has to tell: the price and the day of a renewal, the reason for a suspension."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxlint.annotate import readership, required, told
from cxlint.annotate.folding import WE
from cxlint.annotate.readings import Reading, around
from cxlint.model.found import Found
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts


def missing_facts(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """DOC019: a notice of a renewal, a new price, a debt, a payment or a suspension that leaves out what it is for."""
    found = required.gap(facts)
    if found is not None:
        confidence = "high" if len(found.missing) > 1 and found.severity == "error" else ""
        values = {"kind": found.called, "missing": told.listed(found.missing, "or")}
        yield Found(*facts.parts.place, values, severity=found.severity, confidence=confidence)


_RUNNING = (
    r"\bthank(?:s| you) for (?:subscribing|starting|your subscription|renewing|joining|signing up)\b|"
    r"\bwelcome to your\b[^.!?]{0,30}\b(?:trial|plan|membership|subscription)\b|"
    r"\b(?:your|the) (?:[\w'-]+ ){0,3}(?:trial|subscription|membership|"
    r"plan)\b[^.!?]{0,25}?\b(?:has (?:now )?(?:started|"
    r"begun)|starts|begins|(?:is|has been|was) (?:now )?(?:active|activated|started|confirmed|renewed|set up|live|"
    r"upgraded))\b|\b(?:subscription|membership) (?:confirmation|receipt|confirmed)\b"
)
_LETTERS = r"\b(?:newsletter|mailing list|blog|posts?|alerts?|notifications?|comments?|updates|digest|thread|feed)\b"
_PAID = r"\b(?:charged?|charges|price|paid|payments?|bill(?:ed|ing)?|invoices?|trial|receipt|plan)\b|\x13|[$\xa3\u20ac]"
_ENDS_BY_ITSELF = (
    r"\b(?:one-?off|one-?time|nothing renews|(?:not|never|won't) (?:be )?(?:auto\w* )?renew\w*|(?:no|"
    r"without (?:a )?) ?(?:credit |debit )?card|"
    r"free plan|free forever|lifetime|(?:no|not|won't)\b[^.!?]{0,20}\b(?:payment|be charged|charge))\b"
)


def next_charge_missing(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """TPL032: a subscription starts, and its reader does not learn when the next charge comes, how much or how to stop.

    What DOC019 says already is not said again.
    """
    if not readership.whole(facts):
        return
    for span in Reading(facts).find(_RUNNING):
        reading = around(facts, span[0])
        start, end = facts.scan.sentence_at(span[0])
        if compiled(_LETTERS).search(facts.scan.folded, start, end) or not _costs(reading):
            continue
        if _told_already(facts, "trial", "renewal"):
            return
        missing = []
        if not told.says_when(reading):
            missing.append("the day of the next charge")
        if not told.amounts(reading) and not told.opaque(reading):
            missing.append("how much it will be")
        if not required.exits(reading):
            missing.append("how to stop it")
        if missing:
            confidence = "" if len(missing) > 1 else "low"
            yield Found(*span, {"missing": told.listed(missing)}, confidence=confidence)
        return


_MEMBERSHIP = r"\bmembership\b"
_BY_ITSELF = r"\b(?:charged?|billed|automatic\w*|auto-?renew\w*|per month|a month|monthly|trial|subscri\w+)\b"


def _costs(reading: Reading) -> bool:
    """Whether what starts is paid for, again and again; the dues of a club are often paid by hand."""
    if reading.search(_MEMBERSHIP) and reading.search(_BY_ITSELF) is None:
        return False
    return reading.search(_PAID) is not None and reading.search(_ENDS_BY_ITSELF) is None


def _told_already(facts: Facts, *sorts: str) -> bool:
    gap = required.gap(facts)
    return gap is not None and gap.sort in sorts


_PRICES = r"(?:prices|pricing|rates|fees|tariffs?|charges|rent|premiums?|price list|price|rate|monthly fee)"
_NEW_PRICE = (
    rf"\b(?:new|revised|updated|adjusted) (?:\w+ )?{_PRICES}\b[^.!?]{{0,30}}?\b(?:apply|applies|take effect|"
    rf"takes effect|"
    rf"come into|comes into|start|in force|valid)|"
    rf"\b(?:align|adjust|review|revis|chang|increas|updat|rais|simplif|moderni[sz]|harmoni[sz])\w* (?:to )?(?:our|your|"
    rf"the|its) (?:\w+ ){{0,2}}{_PRICES}\b|"
    rf"\b(?:our|your|the) (?:\w+ ){{0,2}}{_PRICES}\b[^.!?]{{0,30}}?\b(?:will|are going to|"
    rf"is going to) (?:be )?(?:chang|"
    rf"increas|ris|go up|adjust|updat)\w*"
)
_NO_NEWS = (
    r"\b(?:if|may|might|could|never|not|won't|without|lower|drop\w*|cheaper|decreas\w*|reduc\w*|alert|wish ?list|stock|"
    r"exchange rates?|interest rates?|you (?:can|changed|asked|updated)|room rates?)\b"
)


def price_change_incomplete(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """TPL035: a new price, in whatever words, without the old one, the new one, the day or how to say no.

    What DOC019 says of the same message is not said again.
    """
    if not readership.whole(facts):
        return
    for span in Reading(facts).find(_NEW_PRICE):
        if compiled(_NO_NEWS).search(facts.scan.folded, *facts.scan.sentence_at(span[0])):
            continue
        if _told_already(facts, "price"):
            return
        reading = around(facts, span[0])
        missing = []
        count = 2 if told.opaque(reading) else len(told.amounts(reading))
        if count < 2:
            missing += ["the old price", "the new price"] if count == 0 else ["the old price or the new one"]
        if not told.says_when(reading):
            missing.append("the day")
        if not required.exits(reading):
            missing.append("how to say no")
        if missing:
            confidence = "" if len(missing) > 1 else "low"
            yield Found(*span, {"missing": told.listed(missing)}, confidence=confidence)
        return


_OURS = (
    r"(?:account|service|site|website|access|line|project|organi[sz]ation|subscription|membership|card|store|shop|"
    r"workspace|hosting|domain|app|profile|server|database|licen[cs]e)s?"
)
_STOPPED = r"(?:suspended|paused|disabled|deactivated|locked|disconnected|archived|restricted|blocked|taken offline)"
_STOP = (
    rf"{WE}(?:'ve| have)? (?:had to )?(?:temporarily |now |automatically )?{_STOPPED} (?:your|this|"
    rf"access to your) (?:[\w'-]+ ){{0,2}}{_OURS}\b|"
    rf"\b(?:your|this) (?:[\w'-]+ |"
    rf"[\ufffc\x12-\x17] ){{0,4}}{_OURS}\b(?: [\ufffc\x12-\x17])?[^.!?,]{{0,25}}?\b(?:has been|"
    rf"have been|was|were|is|are) (?:now |temporarily |automatically )?{_STOPPED}\b|"
    rf"\b{_OURS} [\ufffc\x12-\x17] (?:has been|was|is) (?:now |temporarily )?{_STOPPED}\b"
)
_MAY_STOP = (
    r"\b(?:if|unless|until|when|while|may|might|could|can|will|would|before|avoid|not|no longer|"
    r"you (?:have |'ve )?(?:asked|requested|paused|disabled|chose\w*)|(?:as|at) (?:your )?request\w*)\b"
)
_SAFE = (
    r"\b(?:safe|kept|keep|stored?|retain\w*|delet\w+|eras\w+|lost?|los(?:e|ing)|data|backups?|still (?:\w+ )?work\w*)\b"
)


def suspension_without_way_back(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """TPL036: something of the reader's was stopped, and no word on why or how to get it back.

    What DOC019 says of the same message is not said again.
    """
    if not readership.whole(facts):
        return
    for span in Reading(facts).find(_STOP):
        start, _ = facts.scan.sentence_at(span[0])
        if compiled(_MAY_STOP).search(facts.scan.folded, start, span[1]):
            continue
        if _told_already(facts, "suspension"):
            return
        reading = around(facts, span[0])
        missing = []
        if not required.reasons(reading):
            missing.append("why")
        if not required.ways_back(reading):
            missing.append("how to get it back")
        if missing:
            if reading.search(_SAFE) is None:
                missing.append("what becomes of the data")
            yield Found(*span, {"missing": told.listed(missing)})
        return
