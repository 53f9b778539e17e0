"""Refunds: when they come, and how long one may ask for them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cxlint.amounts import periods
from cxlint.annotate.folding import WE
from cxlint.annotate.money_text import sentences, trimmed, words
from cxlint.model.found import Found
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts

_REFUND = re.compile(
    rf"{WE}(?:'ll| will| shall)(?: (?:also|then|gladly|only|always|issue|give|process|send|you|an?|the|your|full))* "
    r"(?:refund|reimburse|repay)\b|\brefunds? (?:of [^.;]{1,30} )?(?:will be|shall be|is|are|is being|"
    r"are being) (?:being )?(?:processed|issued|made|paid|credited|initiated|sent)\b"
)
_NO_TIME = (
    r"no|not|never|without|cannot|if required|pro-?rat\w*|at once|immediately|instantly|the same day|today|"
    r"right away|may|discretion|already|next (?:bill|invoice|statement|billing)|indemnif\w*|attorney\w*|prevailing|"
    r"expenses|costs|arbitrat\w*|filing|tax|taxes|withholding|applicable law"
)
_WHEN = (
    r"(?:refund\w*|reimburs\w*|repaid|repay\w*|credited|money back|returned to (?:you|your)|processed)[^.;]{0,120}\b"
    r"(?:within|in|up to|takes?|after|by|allow)\b[^.;]{0,20}(?:\d|\bdays?\b|\bweeks?\b|[\ufffc\x12-\x17])|"
    r"\b(?:within|allow|in|up to)\b[^.;]{0,20}\b(?:days?|weeks?|hours?)\b[^.;]{0,90}(?:refund|reimburs|repa[iy]|credit)"
)


_VAGUE = r"in due course|as soon as|reasonable (?:time|period)|shortly|soon|promptly|processed"


def refund_without_deadline(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """TRM207: a refund is promised, and the whole document does not say when it comes; once a document."""
    folded = facts.scan.folded
    if not any(word in folded for word in ("refund", "reimburs")):
        return
    found: list[tuple[bool, int, int]] = []
    for _, start, end in sentences(facts, "refund", "reimburse", "repay"):
        match = _REFUND.search(folded, start, end)
        text = folded[start:end]
        if match is None or words(_NO_TIME).search(text) or periods.durations(facts.document.text, start, end):
            continue
        if periods.dates(facts.document.text, start, end) or "\x14" in text:
            continue
        vague = words(_VAGUE).search(text)
        found.append((vague is None, *match.span()))
    # last, because to search a whole document is dear
    if found and not compiled(_WHEN).search(folded):
        _, start, end = min(found)
        yield Found(*trimmed(facts, start, end), {"refund": facts.document.text[start:end]})


_PERISHABLE = (
    r"perishable|food|flowers?|fresh|groceries|hygiene|meals?|digital|e-?books?|downloads?|trial|games?|cards?|tickets?|"
    r"rental|used|pre-?owned|in-?store"
)
_DAMAGE = re.compile(
    r"\b(?:report|notify|tell|inform|contact|let us know|claim\w*)\b[^.;]{0,70}\b(?:damag\w+|defect\w*|fault\w*|"
    r"missing|incorrect|wrong item|shortage\w*)\b[^.;]{0,60}\b(?:within|in|no later than) (?:the first )?$|"
    r"\b(?:damag\w+|defect\w*|fault\w*|missing items?|shortages?)\b[^.;]{0,60}\b(?:report\w*|notif\w+|inform\w*|"
    r"claim\w*|contact)\b[^.;]{0,40}\b(?:within|in|no later than) (?:the first )?$"
)
_ANSWER = r"inquir\w+|enquir\w+|respond|reply|response"
_OUR_ACT = (
    rf"{WE}(?:'ll)? (?:will |shall |aim to |usually |always |may )?(?!recommend|ask|request|must|require|only)\w+"
)
_NOT_GOODS = (
    r"passengers?|penalt\w+|security|vulnerab\w*|vehicle|room|apartment|property|premises|insur\w+|account|"
    r"unauthori[sz]ed|rented"
)


def refund_window_too_short(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:
    """TRM208: fewer than `days` to return or withdraw, or fewer than `damage` to report a fault."""
    limit, damage = float(options.get("days", 14)), float(options.get("damage", 7))
    text, folded = facts.document.text, facts.scan.folded
    seen: set[int] = set()
    for one in facts.windows:
        start, end = facts.scan.sentence_at(one.start)
        short = one.topic in ("refund", "withdrawal") and one.days < limit
        if not short or words(_ANSWER).search(folded, start, end) or words(_PERISHABLE).search(folded, start, end):
            continue
        offered = words(r"guarantee|guaranteed|money-back|free|trial").search(folded, start, end)
        seen.add(one.start)
        yield Found(one.start, one.end, {"n": one.words, "least": f"{limit:g}"}, confidence="low" if offered else "")
    for _, start, end in sentences(facts, "damage", "defect", "fault", "missing", "incorrect", "shortage"):
        if words(_NOT_GOODS).search(folded, start, end):
            continue
        for time in periods.durations(text, start, end):
            before = folded[start : time.start]
            if time.days >= damage or time.start in seen or compiled(_OUR_ACT).search(before):
                continue
            if _DAMAGE.search(before):
                yield Found(time.start, time.end, {"n": text[time.start : time.end], "least": f"{damage:g}"})
                break
