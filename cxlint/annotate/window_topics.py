"""What a length of time is about: read from the words on either side of it, never from the sentence at large.

All patterns run on folded text, on at most `NEAR` characters before and after the duration.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

NEAR = 180
"""Characters on either side that can bind a duration."""

_WE = r"(?:\x10+|\b(?:we|us|the company|the landlord|the provider|the bank)\b)"
_YOU = (
    r"(?:\x11+|\b(?:you|your|(?:the |an? |all )?(?:tenant|member|customer|client|guest|subscriber|user|buyer|student|"
    r"resident|purchaser)s?)\b)"
)
_BOTH = r"\b(?:either (?:of us|party|side)|both (?:of us|parties)|you or we|we or you|each party)\b"
_AT_LEAST = r"(?:(?:at least|not less than|no less than|a minimum of|minimum|the|a|of|with|on|upon|by|is|:) ){0,3}"
_WITHIN = (
    r"(?:within|for|up to|inside|in|until|during|before|not later than|no later than)"
    r"(?: (?:a period of|the first|the next|of))? $"
)

# time that somebody has to put a breach right, or that a court or an arbitrator counts
_OTHER = (
    r"\b(?:cure[sd]?|curing|remed(?:y|ied)|rectif\w+|arbitrat\w*|injunction|limitation|lawsuit|legal action|"
    r"counter-?notice|takedown|infring\w+|subpoena|chargebacks?|bankrupt\w*|insolven\w*|force majeure|"
    r"commence|set aside|even if|not (?:be )?(?:eligible|entitled|refund)|non-?refundable|no refunds?|"
    r"(?:fails?|failure|failed) to return|(?:does|do) not return|late return)\b|\bcontinues? (?:for|more)"
)

_BOUGHT = (
    r"(?:buy|bought|purchas|order|pay(?:ing|ment)|sign(?:ing|ed|-| up|up)|subscri|enrol|transaction|conclu|book|join)"
)
_GOT = r"(?:receiv|receipt|deliver|arriv|getting)"
_ANCHOR = (
    r"^(?:'s?)?,? ?(?:of|from|after|following|since)(?: (?:the|your|our|its|any|such|an?|initial|original|first|date|"
    r"day|time|moment|on|of|when|you|each|which|that))* (\w+)"
)
_STARTS = (
    ("bill", r"(?:bill|invoice|statement)"),
    ("purchase", _BOUGHT),
    ("receipt", _GOT),
    ("end", r"(?:cancel|terminat|disconnect|clos|expir|end|delet|deactiv|leaving|withdraw)"),
)

_REFUND_NOUN = (
    r"\b(?:refund\w*|returns?|returned|returnable|money[ -]back|(?:send|bring) \w+ (?:\w+ )?back|exchanged?)\b"
)
_GUARANTEE = (
    r"^[ -](?:\w+ )?(?:(?:full |free |no-questions-asked |unconditional )*(?:money[ -]back|refunds?|returns?)"
    r"(?: (?:window|period|policy|guarantee|promise))?|guarantee)\b"
)
_TO_RETURN = (
    r"^ (?:(?:\w+ ){0,6}?to |you (?:can|may) )(?:return|send|bring|ask for|request|claim|get|change your mind|"
    r"apply for|decide|exchange)\b"
)
_RETURN_ACT = (
    rf"(?:\b(?:return\w*|(?:send|bring|ship|mail)\w* \w+ (?:\w+ )?back|refund\w*|money back|"
    rf"exchange\w*)\b)[^.;:]{{0,90}}\b{_WITHIN}"
)
_CHANGE_OF_MIND = r"(?:\bnot (?:happy|satisfied|right|delighted)|unhappy|change your mind|dissatisfied)\b"
_WE_PAY = (
    rf"{_WE}(?:'ll)?(?: (?:will|shall|must|can|may|aim to|try to|always|usually|then|also|agree to|endeavou?r to))*"
    r" (?:process|refund|issue|pay|credit|return|reimburse|provide|send|give|make|transfer|initiate|complete|reply|"
    r"answer)"
    r"(?:(?!\byou (?:return|send|cancel|ask|tell|request|change)\b)[^.;]){0,110}$"
)
_MONEY_MOVES = (
    r"\b(?:refunds?|returns?|money|amounts?|payments?|credits?|deposits?|balance|sum)\b[^.;]{0,40}\b(?:will|would|"
    r"shall|are|is|can|may|should|must|takes?|taking)\b(?: \w+){0,3} ?(?:process\w*|issued|credited|paid|made|"
    r"provided|completed|takes?|appear|reach|arrive|initiated|sent|transferred|show|returned to (?:you|your)|"
    r"refunded to (?:you|your))[^.;]{0,60}$"
)
_PAID_BACK = r"(?:may|shall|will|must|discretion|obligation\)?|then),? refund\b[^.;]{0,110}$"
_TAKES = r"\b(?:reach(?:es)?|arrives?|appears?|lands?|shows? up|takes?|taking|allow|wait|expect)\b[^.;]{0,30}$"
_MOVES_AFTER = (
    r"^[^.;]{0,25}\b(?:to (?:process|reach|appear|arrive|be (?:processed|credited|refunded)|receive (?:your|"
    r"the) refund|post)|for (?:your|the) refund|processing)\b"
)
_NO_REFUND_OBJECT = (
    r"\b(?:equipment|kit|hardware|modem|router|keys?|vehicle|rental|library|deposit|loan|tax|premises|property|units?|"
    r"customer data|information|documents?|calls?|calling|label|test transaction|outage|interrupt\w*)\b"
)

_WITHDRAW = (
    rf"\b(?:withdraw\w*|cancel\w*|cooling[- ]off)\b[^.;]{{0,110}}\b{_WITHIN}|"
    r"\b(?:withdrawal|cancellation|cooling[- ]off) period (?:is|of|lasts)(?: \w+)? $"
)
_WITHDRAW_AFTER = (
    r"^[ -](?:\w+ )?(?:cooling[- ]off|withdrawal|cancellation|right of withdrawal|right to (?:cancel|withdraw))\b|"
    r"^ (?:(?:in which|during which) )?(?:you (?:can|may) |to )(?:cancel|withdraw)\b"
)
_NO_REASON = r"\bwithout (?:giving |stating |having to give )?(?:us )?(?:any |a )?reasons?\b"

_NOTICE_AFTER = (
    r"^'?s?'? ?(?:(?:prior|advance|advanced|written|previous|express|reasonable|calendar|clear|full|in|of|e-?mail|"
    r"formal|and|or),? ){0,4}(?:notice|notification|warning)\b(?! of (?:your |the |our )?(?:cancell?ation|"
    r"termination) of (?:an? )?order)"
)
_NOTICE_BEFORE = rf"\b(?:notice|notice period|notification)\b,?(?: period)? {_AT_LEAST}$"
_TELL = (
    r"\b(?:notice|notif(?:y|ies|ied|ying)|inform(?:ed|ing|s)?|tell(?:ing)?|told|let (?:you|us) know|e-?mail(?:ed|ing)?|"
    r"writ(?:e|ing) to|warn(?:ed|ing)?|announce\w*|advis(?:e|ed|ing)|remind(?:ed|ing)?)\b"
)
_WE_TELL = (
    rf"{_WE}(?:'ll)?(?: (?:will|shall|must|may|can|always))* (?:give|provide|notify|inform|send|tell|e-?mail|let)\b"
)
_AHEAD = r"^(?: in advance|,? beforehand| ahead| before| prior to| in advance of)\b"
_PRICE = (
    r"\b(?:pric(?:e|es|ing)|fees?|rates?|charges?|rent|dues)\b.{0,60}\b(?:chang|increas|rais|adjust|go up)|"
    r"\b(?:chang|increas|rais|adjust)\w*\b.{0,40}\b(?:pric(?:e|es|ing)|fees?|rates?|charges|rent|dues)\b"
)
_TERMS = (
    r"\b(?:chang|amend|modif|updat|revis)\w*\b.{0,50}\b(?:terms|agreement|"
    r"(?<!payment )(?<!billing )(?<!pricing )(?:policy|policies)|conditions)\b|\b(?:terms|agreement|"
    r"(?<!payment )(?<!billing )(?<!pricing )(?:policy|policies)|conditions)\b.{0,50}\b(?:chang|amend|modif|updat|"
    r"revis)"
)
_END = r"(?:terminat\w*|cancel\w*|clos(?:e|es|ing)|suspend\w*|discontinu\w*|end(?:s|ing)?|evict\w*|withdraw)"
_CUSTOMER_ENDS = (
    rf"{_YOU}(?: (?:may|can|could|must|shall|should|will|are free to|have the right to|has the right to|wish to|"
    rf"want to|decide to|need to|also|only|each|at any time|to|membership|subscription|contract|tenancy|account|"
    rf"plan)){{0,4}} ?,?(?:{_END}|leave|move out|vacate|give (?:us )?|quit)|\b(?:give|giving|provide) us\b|"
    rf"\bto cancel\b|\bcancel your\b|\bterminat\w* your (?:own|tenancy|lease)\b|\b(?:please|must|should|can|"
    rf"may) (?:cancel|give)\b|\bmove out\b|\byou (?:must )?give\b|^cancel\b"
)
_COMPANY_ENDS = (
    rf"{_WE}(?: (?:may|can|could|shall|will|reserve|have|has|the|right|to|also|only|at any time|for any reason|decide|"
    rf"immediately|terminate|suspend|or)|,){{0,6}} ?{_END}|\b(?:terminat\w*|suspend\w*|clos\w*) (?:of )?your "
    rf"(?:account|access)"
)

_DISPUTED = (
    r"\b(?:disput\w*|billing (?:error|question|inquir\w+)s?|discrepanc\w+|incorrect(?:ly)? (?:charge|bill)\w*|"
    r"object(?:ion)? to|contest|query|queries|errors? (?:in|on))\b"
)
_BILLED = r"\b(?:bills?|billing|billed|invoices?|statements?|charges?|charged|payments?|fees)\b"

_GRACE_AFTER = r"^(?:'s?'?|-|,)? ?(?:of |payment |late |calendar )*grace\b"
_GRACE_BEFORE = r"\bgrace(?: period| days| time)?(?: (?:is|of|lasts?|for|allows?|gives?|you|:|have|a|are))*[ :]+$"
_NO_FEE = (
    r"\b(?:no|without(?: an?)?|never an?|free of) (?:\w+ ){0,2}?(?:fees?|charges?|interest|"
    r"penalt(?:y|ies))\b[^.;]{0,60}\b(?:in|during|for|within|until|if[^.;]{0,40} within)(?: the first| the)? $"
)
FIRST_WEEK = (
    r"\b(?:no|without(?: an?)?|never an?) (?:\w+ ){0,2}?(?:fees?|charges?|interest|"
    r"penalt(?:y|ies))\b[^.;]{0,40}\b(?:in|during|for|within) (?:the |your )?(first (week|fortnight|month))\b"
)
"""Days of grace without a number."""

_LATE_FEE = r"\b(?:late|overdue|default|arrears|penalty)\b"
_AFTER_DUE = (
    r"^ (?:or more )?(?:after|past|from|following|of) (?:its |the |your |an? |each )?(?:payment |invoice |rent |"
    r"bill )?(?:due|deadline|date (?:it|payment|rent)[^.;]{0,12} due|payment (?:was|is) due|it (?:was|is|falls) due)|"
    r"^ (?:late|overdue|past due)\b"
)
_AFTER_LEAD = (
    r"\b(?:after|from|more than|over|within|beyond|once|for|is|are|appl(?:y|ies)|added|charged|due|starts?) $|^$|"
    r"\bmade $|\bpaid $|\bunpaid $"
)

_DELETED = r"\b(?:delet\w+|eras\w+|destroy\w*|purg\w+|remov\w+|wip\w+)\b"
_KEPT = r"\b(?:keep|kept|retain\w*|stor(?:e|ed)|stays?|remains?|preserv\w+|hold)\b"
_DATA = r"\b(?:data|content|contents|files|uploads|documents|photos)\b"
_CLOSED = (
    r"\b(?:cancel\w*|terminat\w*|clos(?:e|es|ed|ing|ure)|delet\w+ your account|end of (?:your|the) (?:contract|"
    r"subscription|agreement)|leave|inaccessible)\b"
)


class Topic(NamedTuple):
    """What a duration is about, and what it counts from: bill, purchase, receipt, or empty."""

    name: str
    anchor: str = ""


def topics(before: str, after: str, lead: str = "") -> Iterator[Topic]:
    """The topics of a duration between two stretches of one sentence; `lead` is what stands before the sentence."""
    if compiled(_OTHER).search(before) or compiled(_OTHER).search(after[:60]):
        return
    anchor = _anchor(after)
    if _is_grace(before, after):
        yield Topic("grace")
    elif _is_dispute(before, after):
        yield Topic("dispute", anchor)
    elif _is_notice(before, after):
        yield from _notices(before + "\x00" + after)
    elif _is_retention(before, after, lead):
        yield Topic("retention")
    elif _is_withdrawal(before, after, anchor):
        yield Topic("withdrawal", anchor)
    elif _is_refund(before, after, anchor):
        yield Topic("refund", anchor)


def _anchor(after: str) -> str:
    match = compiled(_ANCHOR).match(after)
    if match is None:
        return ""
    word = after[match.start(1) : match.start(1) + 24]
    return next((name for name, pattern in _STARTS if compiled(pattern).match(word)), "other")


def _is_refund(before: str, after: str, anchor: str) -> bool:
    if anchor not in ("", "purchase", "receipt") or compiled(_AHEAD).match(after):
        return False
    moves = (compiled(pattern).search(before) for pattern in (_MONEY_MOVES, _TAKES, _PAID_BACK))
    if compiled(_MOVES_AFTER).match(after) or (any(moves) and anchor != "purchase"):
        return False
    if compiled(_WE_PAY).search(before) and anchor != "purchase":
        return False
    if compiled(_NO_REFUND_OBJECT).search(before) or compiled(_NO_REFUND_OBJECT).search(after[:60]):
        return False
    if compiled(_GUARANTEE).match(after) or compiled(_RETURN_ACT).search(before):
        return True
    spoken = compiled(_REFUND_NOUN).search(after) or compiled(_REFUND_NOUN).search(before)
    if spoken and compiled(_TO_RETURN).match(after):
        return True
    bound = compiled(rf"\b{_WITHIN}").search(before) is not None
    return bool(bound and spoken and (anchor or compiled(_CHANGE_OF_MIND).search(before)))


def _is_withdrawal(before: str, after: str, anchor: str) -> bool:
    if anchor not in ("", "purchase", "receipt") or compiled(_AHEAD).match(after) or "trial" in after[:12]:
        return False
    if compiled(_WITHDRAW_AFTER).match(after):
        return True
    if compiled(_WITHDRAW).search(before) is None or compiled(_WE_PAY).search(before):
        return False
    return anchor in ("purchase", "receipt") or compiled(_NO_REASON).search(before + after) is not None


def _is_notice(before: str, after: str) -> bool:
    if compiled(_NOTICE_AFTER).match(after) or compiled(_NOTICE_BEFORE).search(before):
        return compiled(r"\b(?:within|following|after) (?:the )?$").search(before) is None
    return compiled(_AHEAD).match(after) is not None and compiled(_TELL).search(before + after) is not None


def _notices(text: str) -> Iterator[Topic]:
    found = [
        name for name, pattern in (("price-notice", _PRICE), ("terms-notice", _TERMS)) if compiled(pattern).search(text)
    ]
    if found:
        yield from map(Topic, found)
        return
    ends = compiled(rf"\b(?:{_END}|leave|move out|vacate|moving out)\b").search(text) is not None
    if compiled(_BOTH).search(text):
        if ends:
            yield Topic("cancel-notice")
            yield Topic("termination-notice")
    elif compiled(_COMPANY_ENDS).search(text):
        yield Topic("termination-notice")
    elif ends and compiled(_CUSTOMER_ENDS).search(text) and not compiled(_WE_TELL).search(text):
        yield Topic("cancel-notice")


def _is_dispute(before: str, after: str) -> bool:
    bound = compiled(rf"\b{_WITHIN}").search(before) is not None and compiled(_AHEAD).match(after) is None
    if (
        not bound
        or compiled(_DISPUTED).search(before + after) is None
        or compiled(_BILLED).search(before + after) is None
    ):
        return False
    ours = compiled(rf"{_WE}(?:'ll)? (?:will|shall|may|aim to|try to) [^.;]{{0,60}}$").search(before)
    return ours is None


def _is_grace(before: str, after: str) -> bool:
    if (
        compiled(_GRACE_AFTER).match(after)
        or compiled(_GRACE_BEFORE).search(before)
        or compiled(_NO_FEE).search(before)
    ):
        return True
    if not compiled(_AFTER_DUE).match(after) or not compiled(_AFTER_LEAD).search(before[-12:]):
        return False
    text = before + after
    late_fee = compiled(_LATE_FEE).search(text) is not None and compiled(r"\b(?:fees?|charges?|interest)\b").search(
        text
    )
    return (
        bool(late_fee) and compiled(r"\b(?:suspen|terminat|collect|disconnect|per |each |every )").search(text) is None
    )


def _is_retention(before: str, after: str, lead: str) -> bool:
    text = before + after
    act = compiled(_DELETED).search(text) or compiled(_KEPT).search(before)
    return bool(act and compiled(_DATA).search(text) and compiled(_CLOSED).search(lead + text))
