"""What makes a fee due, in canonical words: "late-payment", "no-show", "card-payment".

One vocabulary for rows, keys and sentences, so that a fee that is due for one thing is never held against one that is
due for another.
"""

from __future__ import annotations

import re
from functools import cache

# The first that fits wins: the special before the general.
_TRIGGERS = {
    "no-show": r"no[- ]?shows?|fail(?:ure|s)? to (?:attend|show|appear|arrive)|missed appointments?|did not attend",
    "returned-payment": (
        r"nsf|(?:returned|bounced|dishonou?red|declined|rejected|failed|unpaid) (?:\w+ )?(?:payments?|cheques?|"
        r"checks?|items?|direct debits?|transactions?)|insufficient funds|payment dishonou?r|dishonou?rs?"
    ),
    "late-return": r"late (?:return|check-?out|drop-?off)|returned? late|overdue (?:items?|books?|returns?)",
    "late-payment": (
        r"late (?:fees?|charges?|payments?|rent|penalt\w+|interest)|(?:paid|pay|payment is|payments?) late|"
        r"overdue|past[- ]due|arrears|default interest|after the due date|delinquen\w+|"
        r"\Alate\b(?![^.]{0,40}\b(?:cancel|return|check|arriv))"
    ),
    "missed-payment": (
        r"missed (?:payments?|instal?ments?)|non-?payment|fail(?:ure|s)? to pay|skipped payments?|default(?:ed)?"
    ),
    "early-exit": (
        r"early (?:termination|exit|closure|cancellation|repayment|settlement|disconnection|withdrawal|"
        r"redemption)|(?:before|prior to) the end of (?:the |your )?(?:\w+ )?(?:term|contract|period)|"
        r"break (?:fees?|costs?)|exit (?:fees?|charges?)|terminat\w+|prepayment|surrender|buy-?out"
    ),
    "reconnection": r"re-?connect\w*|re-?activat\w*|reinstat\w*|restor(?:e|al|ation)\b|unsuspend\w*|resum\w+",
    "replacement-lost": (r"replac\w+|lost|stolen|lock-?outs?|duplicate (?:cards?|keys?)|re-?issue of (?:cards?|keys?)"),
    "change": r"re-?book\w*|amend\w*|reschedul\w*|name change|changes?(?! of)|modif\w+|re-?issu\w*",
    "cancellation": r"cancel\w*|withdrawal from|short notice",
    "return": r"re-?stock\w*|returns?(?! (?:payment|date|of rent))|refurbish\w*|open-box|send(?:ing)? back",
    "foreign-use": (
        r"foreign (?:transactions?|currency|exchange|purchases?|use|atm)|cross-border|overseas|"
        r"international (?:transactions?|payments?|purchases?|transfers?|use|service)|currency conversion|"
        r"non-sterling|abroad|roaming"
    ),
    "cash": r"cash(?! ?back)|atm|withdrawals?",
    "card-payment": (
        r"(?:by|with|via|using)(?: an?| your)?(?: (?:credit|debit|credit or debit|bank))? cards?|"
        r"(?:(?:credit|debit) )?card (?:payments?|surcharges?|processing|fees?|charges?|transactions?)"
    ),
    "phone-payment": r"(?:by|over the|via) (?:tele)?phone|(?:tele)?phone payments?|agent[- ]assisted|pay-by-phone",
    "online-payment": r"online (?:payments?|bookings?|orders?)|e-?payments?|paid? online|web payments?",
    "paper": r"paper|printed|mailed|by (?:post|mail)|duplicate statements?|statement copies|copies of statements?",
    "inactivity": r"inactiv\w+|dormant|dormancy|non-?use|not used|unused|idle|no activity",
    "low-balance": (
        r"(?:minimum|low|min\.?|average) (?:\w+ )?(?:\w+ )?balance|balance (?:is |falls |drops |"
        r"of )?(?:below|under|less)"
    ),
    "overdraft": r"overdraft|overdrawn|over-?limit|unarranged borrowing|courtesy pay",
    "overuse": r"over-?use|overage|excess|exceed\w*|additional (?:data|mileage|kilometres|kilometers|miles|usage)",
    "damage": r"damag\w+|repairs?|breakages?|smoking",
    "cleaning": r"clean\w+|housekeeping|linen|laundry",
    "collection": r"(?:debt )?collection|debt recovery|tracing|enforcement|demand letters?|reminders?|dunning",
    "storage": r"storage|demurrage|warehous\w+|impound\w*|holding",
    "activation": (
        r"activat\w+|set-?up|joining|enrol\w*|registration|onboarding|installation|connection|initiation|"
        r"sign-?up|application|account opening|start-?up"
    ),
    "express": r"express|rush|expedit\w+|priority|same[- ]day|next[- ]day|urgent|fast[- ]track|overnight|instant",
    "delivery": r"deliver\w*|shipping|postage|carriage|freight|courier|dispatch",
    "booking": r"booking|reservations?|ticketing|per ticket",
    "stay": r"resort|destination|amenity|tourist|city tax",
    "transfer": r"transfers?|wires?|remittances?",
    "service": r"service calls?|call-?outs?|diagnostic|site visits?|technician",
}


# Parts of words, one of which stands in every match: most sentences need not compile most patterns.
_STEMS = {
    "no-show": "show attend appear arrive appointment",
    "returned-payment": "nsf return bounce dishono decline reject fail unpaid insufficient",
    "late-return": "late overdue",
    "late-payment": "late overdue due arrears default delinquen",
    "missed-payment": "miss payment pay default",
    "early-exit": "early before prior break exit terminat prepay surrender buy",
    "reconnection": "connect activat reinstat restor unsuspend resum",
    "replacement-lost": "replac lost stolen lock duplicate issue",
    "change": "book amend reschedul change modif issu",
    "cancellation": "cancel withdraw notice",
    "return": "stock return refurbish open-box send",
    "foreign-use": "foreign cross-border overseas international currency non-sterling abroad roaming",
    "cash": "cash atm withdraw",
    "card-payment": "card",
    "phone-payment": "phone agent",
    "online-payment": "online payment web",
    "paper": "paper print mail post statement",
    "inactivity": "inactiv dorman use idle activity",
    "low-balance": "balance",
    "overdraft": "overdraft overdrawn limit unarranged courtesy",
    "overuse": "over excess exceed additional",
    "damage": "damag repair breakage smoking",
    "cleaning": "clean housekeeping linen laundry",
    "collection": "collection recovery tracing enforcement demand reminder dunning",
    "storage": "storage demurrage warehous impound holding",
    "activation": (
        "activat set joining enrol registration onboarding installation connection initiation sign application "
        "opening start"
    ),
    "express": "express rush expedit priority day urgent fast overnight instant",
    "delivery": "deliver shipping postage carriage freight courier dispatch",
    "booking": "booking reservation ticket",
    "stay": "resort destination amenity tourist tax",
    "transfer": "transfer wire remittance",
    "service": "service call diagnostic visit technician",
}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_TRIGGERS[name]})(?![\w-])")


@cache
def _stems() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, tuple(_STEMS[name].split())) for name in _TRIGGERS)


PENALTIES = frozenset(
    "no-show returned-payment late-return late-payment missed-payment early-exit reconnection replacement-lost "
    "cancellation inactivity overdraft".split()
)
"""Triggers that make any amount beside them a fee: nobody buys a late payment."""


def trigger(words: str) -> str:
    """The canonical trigger that folded words name, or empty.

    Of several the most special counts: "cancellation without notice, or no-show" is a no-show.
    """
    for name, stems in _stems():
        if any(stem in words for stem in stems) and _pattern(name).search(words):
            return name
    return ""
