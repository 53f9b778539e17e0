r"""Regular expressions of amounts and times, for use inside larger patterns over folded text.

All are sources with non-capturing groups only. They say where something that looks right stands; `find`,
`durations` and `dates` of the sibling modules say what it is worth. The larger pattern knows what stands
before and after: a source that ends in a word ends at its boundary, none looks at what precedes it.
"""

from __future__ import annotations

from cxlint.amounts.dates import MONTH
from cxlint.amounts.numbers import WORD, WORDS

_DIGITS = r"\d+(?:[.,']\d+| \d{3}\b)*"
_CODE = r"(?:usd|eur|gbp|cad|aud|nzd|chf|inr|sek|nok|dkk|jpy|pln|zar|brl|sgd|hkd|aed|kr)"
_IN_WORDS = rf"(?:{WORD}[ -](?:and )?(?:a )?(?:half )?)+"
"""Number words up to the unit, the space before it included."""

NUMBER = rf"(?:\d+(?:[.,]\d+)*|{WORDS}\b)"
"""A number in figures or in words."""

MONEY = (
    rf"(?:(?:(?:us|au?|ca?|nz|hk|r|{_CODE} ?)?[$£€¥₹]|rs[. ]|{_CODE} ?(?=[\d\ufffc])) ?"
    rf"(?:\ufffc|\.\d+|{_DIGITS}(?:[km]\b| [mb]illion\b)?)(?: ?- ?[$£€¥₹]?{_DIGITS})?"
    rf"|(?:(?:{_DIGITS}|\ufffc)[ -]?|{_IN_WORDS})(?:[€£¢$](?!\d)|{_CODE}\b|p\b"
    r"|(?:u\.?s\.? |canadian |australian )?(?:dollars?|euros?|pounds?|cents?|pence|yen|rupees?"
    r"|francs?|kron(?:or|er))\b))"
)
"""A sum of money; a template slot beside a currency counts."""

PERCENT = rf"(?:(?:\d+(?:[.,]\d+)?(?:(?: ?- ?| to )\d+(?:[.,]\d+)?)? ?|\ufffc ?|{_IN_WORDS})(?:%|per ?cent\b))"
"""A percentage."""

AMOUNT = rf"(?:{MONEY}|{PERCENT})"
"""Money or a percentage."""

DURATION = (
    rf"(?:(?:\d+(?:[.,]\d+)?(?:(?: ?- ?| to )\d+)?[ -]|an? |{_IN_WORDS})(?:\([\w -]{{1,24}}\) ?)?"
    r"(?:(?:business|working|calendar|banking|consecutive|full)[ -])?(?:minute|hour|day|week|month"
    r"|year)(?:\(s\)|s)?(?!\w))"
)
"""A length of time; "a month" counts."""

DATE = (
    rf"(?:\d{{4}}-\d\d-\d\d|\d\d?[/.]\d\d?[/.]\d{{2,4}}|\d\d?(?:st|nd|rd"
    rf"|th)?(?: of)? {MONTH}\b(?:,? \d{{4}})?"
    rf"|{MONTH}\b\.? (?:\d{{4}}|\d\d?(?:st|nd|rd|th)?\b(?:,? \d{{4}})?))"
)
"""An absolute date."""
