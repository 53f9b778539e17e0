"""What makes a fee due, in canonical words: "late-payment", "no-show", "card-payment".

One vocabulary for rows, keys and sentences, so that a fee that is due for one thing is never held against one that is
due for another.
"""

from __future__ import annotations

import re
from functools import cache

# By name: parts of words, one of which stands in every match, so that most sentences need not compile most patterns;
# and the pattern. The first that fits wins: the special before the general.
_TRIGGERS = {
    "no-show": (
        "show attend appear arrive appointment",
        (
            r"no[- ]?shows?|fail(?:ure|s)? to (?:attend|show|appear|arrive)|missed appointments?|"
            r"did not attend"
        ),
    ),
    "returned-payment": (
        "nsf return bounce dishono decline reject fail unpaid insufficient",
        (
            r"nsf|(?:returned|bounced|dishonou?red|declined|rejected|failed|unpaid) (?:\w+ )?(?:payments?|"
            r"cheques?|checks?|items?|direct debits?|transactions?)|insufficient funds|payment dishonou?r|"
            r"dishonou?rs?"
        ),
    ),
    "late-return": (
        "late overdue",
        r"late (?:return|check-?out|drop-?off)|returned? late|overdue (?:items?|books?|returns?)",
    ),
    "late-payment": (
        "late overdue due arrears default delinquen",
        (
            r"late (?:fees?|charges?|payments?|rent|penalt\w+|interest)|(?:paid|pay|payment is|"
            r"payments?) late|overdue|past[- ]due|arrears|default interest|after the due date|"
            r"delinquen\w+|\Alate\b(?![^.]{0,40}\b(?:cancel|return|check|arriv))"
        ),
    ),
    "missed-payment": (
        "miss payment pay default",
        (
            r"missed (?:payments?|instal?ments?)|non-?payment|fail(?:ure|s)? to pay|skipped payments?|"
            r"default(?:ed)?"
        ),
    ),
    "early-exit": (
        "early before prior break exit terminat prepay surrender buy",
        (
            r"early (?:termination|exit|closure|cancellation|repayment|settlement|disconnection|"
            r"withdrawal|redemption)|(?:before|prior to) the end of (?:the |your )?(?:\w+ )?(?:term|"
            r"contract|period)|break (?:fees?|costs?)|exit (?:fees?|charges?)|terminat\w+|prepayment|"
            r"surrender|buy-?out"
        ),
    ),
    "reconnection": (
        "connect activat reinstat restor unsuspend resum",
        r"re-?connect\w*|re-?activat\w*|reinstat\w*|restor(?:e|al|ation)\b|unsuspend\w*|resum\w+",
    ),
    "replacement-lost": (
        "replac lost stolen lock duplicate issue",
        r"replac\w+|lost|stolen|lock-?outs?|duplicate (?:cards?|keys?)|re-?issue of (?:cards?|keys?)",
    ),
    "change": (
        "book amend reschedul change modif issu",
        r"re-?book\w*|amend\w*|reschedul\w*|name change|changes?(?! of)|modif\w+|re-?issu\w*",
    ),
    "cancellation": (
        "cancel withdraw notice",
        r"cancel\w*|withdrawal from|short notice",
    ),
    "return": (
        "stock return refurbish open-box send",
        r"re-?stock\w*|returns?(?! (?:payment|date|of rent))|refurbish\w*|open-box|send(?:ing)? back",
    ),
    "foreign-use": (
        "foreign cross-border overseas international currency non-sterling abroad roaming",
        (
            r"foreign (?:transactions?|currency|exchange|purchases?|use|atm)|cross-border|overseas|"
            r"international (?:transactions?|payments?|purchases?|transfers?|use|service)|"
            r"currency conversion|non-sterling|abroad|roaming"
        ),
    ),
    "cash": (
        "cash atm withdraw",
        r"cash(?! ?back)|atm|withdrawals?",
    ),
    "card-payment": (
        "card",
        (
            r"(?:by|with|via|using)(?: an?| your)?(?: (?:credit|debit|credit or debit|bank))? cards?|"
            r"(?:(?:credit|debit) )?card (?:payments?|surcharges?|processing|fees?|charges?|transactions?)"
        ),
    ),
    "phone-payment": (
        "phone agent",
        r"(?:by|over the|via) (?:tele)?phone|(?:tele)?phone payments?|agent[- ]assisted|pay-by-phone",
    ),
    "online-payment": (
        "online payment web",
        r"online (?:payments?|bookings?|orders?)|e-?payments?|paid? online|web payments?",
    ),
    "paper": (
        "paper print mail post statement",
        (
            r"paper|printed|mailed|by (?:post|mail)|duplicate statements?|statement copies|"
            r"copies of statements?"
        ),
    ),
    "inactivity": (
        "inactiv dorman use idle activity",
        r"inactiv\w+|dormant|dormancy|non-?use|not used|unused|idle|no activity",
    ),
    "low-balance": (
        "balance",
        (
            r"(?:minimum|low|min\.?|average) (?:\w+ )?(?:\w+ )?balance|balance (?:is |falls |drops |"
            r"of )?(?:below|under|less)"
        ),
    ),
    "overdraft": (
        "overdraft overdrawn limit unarranged courtesy",
        r"overdraft|overdrawn|over-?limit|unarranged borrowing|courtesy pay",
    ),
    "overuse": (
        "over excess exceed additional",
        (
            r"over-?use|overage|excess|exceed\w*|additional (?:data|mileage|kilometres|kilometers|miles|"
            r"usage)"
        ),
    ),
    "damage": (
        "damag repair breakage smoking",
        r"damag\w+|repairs?|breakages?|smoking",
    ),
    "cleaning": (
        "clean housekeeping linen laundry",
        r"clean\w+|housekeeping|linen|laundry",
    ),
    "collection": (
        "collection recovery tracing enforcement demand reminder dunning",
        r"(?:debt )?collection|debt recovery|tracing|enforcement|demand letters?|reminders?|dunning",
    ),
    "storage": (
        "storage demurrage warehous impound holding",
        r"storage|demurrage|warehous\w+|impound\w*|holding",
    ),
    "activation": (
        (
            "activat set joining enrol registration onboarding installation connection initiation sign application "
            "opening start"
        ),
        (
            r"activat\w+|set-?up|joining|enrol\w*|registration|onboarding|installation|connection|"
            r"initiation|sign-?up|application|account opening|start-?up"
        ),
    ),
    "express": (
        "express rush expedit priority day urgent fast overnight instant",
        (
            r"express|rush|expedit\w+|priority|same[- ]day|next[- ]day|urgent|fast[- ]track|overnight|"
            r"instant"
        ),
    ),
    "delivery": (
        "deliver shipping postage carriage freight courier dispatch",
        r"deliver\w*|shipping|postage|carriage|freight|courier|dispatch",
    ),
    "booking": (
        "booking reservation ticket",
        r"booking|reservations?|ticketing|per ticket",
    ),
    "stay": (
        "resort destination amenity tourist tax",
        r"resort|destination|amenity|tourist|city tax",
    ),
    "transfer": (
        "transfer wire remittance",
        r"transfers?|wires?|remittances?",
    ),
    "service": (
        "service call diagnostic visit technician",
        r"service calls?|call-?outs?|diagnostic|site visits?|technician",
    ),
}


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_TRIGGERS[name][1]})(?![\w-])")


@cache
def _stems() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((name, tuple(stems.split())) for name, (stems, _) in _TRIGGERS.items())


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
