"""Who is who in a document: the names it gives to the company that wrote it and to its customer.

"Who acts" decides more than any phrase: "we may close the account" is a gotcha, "you may close the account" is not.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import NamedTuple

_REACH = 150_000
"""Definitions stand at the front; a statistic over this much text is as good as over all of it."""

_MIN_SUBJECT = 3
"""How often a name must act before it counts as a party."""

_COMPANY_WORDS = frozenset({"we", "us", "our", "ours"})
_CUSTOMER_WORDS = frozenset({"you", "your", "yours"})

_CUSTOMER_NAMES = frozenset(
    "account holder|applicant|borrower|buyer|cardholder|client|clients|consumer|consumers|creator|creators|customer|"
    "customers|end user|guest|guests|hirer|lessee|licensee|member|members|owner|participant|participants|passenger|"
    "patient|player|players|policyholder|purchaser|registrant|renter|resident|residents|shopper|student|subscriber|"
    "subscribers|tenant|tenants|traveler|traveller|user|users|visitor|visitors|parent|parents|cardmember|authorized user".split("|")
)
_COMPANY_NAMES = frozenset(
    "agency|bank|carrier|club|company|creditor|host|hotel|insurer|landlord|lender|lessor|licensor|merchant|operator|"
    "organiser|organizer|provider|school|seller|service provider|studio|supplier|vendor".split("|")
)
# capitalised words that act in sentences without being a party
_NOBODY = frozenset(
    "a all although an and any anyone app applicable arbitration arbitrator article as at because before both but by "
    "changes charges claims class congress content contract court courts data disputes each either every everyone "
    "except failure fees for from government he her here his however i if in information it its law laws license most "
    "my neither no nobody nor not nothing of on one only or other others our parties party payment payments people "
    "persons policy price prices privacy products refunds rights section service services she shipping site sites so "
    "some somebody someone state states such taxes terms that the their then there these they third this those "
    "together trial under unless use users website what when where whether which who why with you your we us "
    "agreement agreements subscription subscriptions software account accounts conditions materials notice nothing "
    "order orders documents rules page support team what's january february march april may june july august "
    "september october november december monday tuesday wednesday thursday friday saturday sunday application "
    "platform submissions feedback intellectual property notwithstanding provided during after upon please also "
    "additional certain cancellation cancellations accordingly furthermore moreover therefore access".split()
)


class Actors(NamedTuple):
    """Names as they stand in the text, the longest first."""

    company: tuple[str, ...]
    customer: tuple[str, ...]

    @property
    def identity(self) -> str:
        """The company's own name in lower case, or an empty string: roles such as "the Provider" name nobody."""
        own = [name for name in self.company if name.lower() not in _COMPANY_NAMES]
        return min(own, key=len).lower() if own else ""


@cache
def _defined() -> re.Pattern[str]:
    name = r"[A-Z][\w.&'’-]*(?:[ ,]+(?:[A-Z][\w.&'’-]*|of|and|the|&)){0,6}"
    return re.compile(rf"({name})?[^().;]{{0,80}}?\(([^()]{{0,160}}[\"“”'‘’][^()]{{1,120}})\)")


@cache
def _quoted() -> re.Pattern[str]:
    return re.compile(r"[\"“'‘]\s*(?:the\s+|The\s+)?([A-Za-z][\w .&-]{0,40}?)[\s,.]*[\"”'’]")


@cache
def _subject() -> re.Pattern[str]:
    acts = (
        "may|reserves|reserve|can|cannot|will|shall|must|is not|are not|does not|do not|has no|assumes no|makes no|"
        "disclaims|agrees|provides|offers|owns|collects|retains"
    )
    return re.compile(rf"(?<![\w’'.])([A-Z][\w&-]*(?:\.com|\.net|\.org|\.io)?(?: [A-Z][\w&-]*){{0,2}}),? (?:{acts})\b")


def learn(text: str, known: tuple[str, ...] = ()) -> Actors:
    """The names that a text defines or uses for the two sides; `known` are company names from the configuration."""
    text = text[:_REACH]
    company: set[str] = set(known)
    customer: set[str] = set()
    for match in _defined().finditer(text):
        _definition(match[1] or "", match[2], company, customer)
    for name, count in Counter(_clean(match[1]) for match in _subject().finditer(text)).items():
        side = _side(name, count)
        if side is not None:
            (company if side else customer).add(name)
    return Actors(_longest_first(company), _longest_first(customer - company))


def _definition(before: str, inside: str, company: set[str], customer: set[str]) -> None:
    terms = [term.strip() for term in _quoted().findall(inside)]
    lowered = {term.lower() for term in terms}
    names = {term for term in terms if term[:1].isupper() and term.lower() not in _NOBODY}
    if lowered & _COMPANY_WORDS or any(name.lower() in _COMPANY_NAMES for name in names):
        company |= {name for name in names if name.lower() not in _CUSTOMER_NAMES}
        own = _clean(before)
        if own and own.lower() not in _NOBODY | _CUSTOMER_NAMES and len(own) > 1:
            company.add(own)
    elif lowered & _CUSTOMER_WORDS or any(name.lower() in _CUSTOMER_NAMES for name in names):
        customer |= {name for name in names if name.lower() not in _COMPANY_NAMES}


def _side(name: str, count: int) -> bool | None:
    """True for the company, False for the customer, None for nobody."""
    lowered = name.lower()
    if not name or lowered in _NOBODY or name.isdigit() or len(name) < 2:
        return None
    if lowered in _CUSTOMER_NAMES:
        return False
    if lowered in _COMPANY_NAMES:
        return True
    if lowered.split()[0] in _NOBODY:
        return None
    return True if count >= _MIN_SUBJECT else None


def _clean(name: str) -> str:
    words = name.strip(" ,.'’").split()
    while words and words[0].lower() in _NOBODY:
        words.pop(0)
    while words and words[-1].lower() in ("of", "and", "the", "&"):
        words.pop()
    return " ".join(words).strip(" ,")


def _longest_first(names: set[str]) -> tuple[str, ...]:
    return tuple(sorted((name for name in names if len(name) > 1), key=lambda name: (-len(name), name)))
