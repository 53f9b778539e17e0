"""Who is who in a document: the names it gives to the company that wrote it and to its customer.

"Who acts" decides more than any phrase: "we may close the account" is a gotcha, "you may close the account" is not.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_REACH = 150_000
"""Definitions stand at the front; a statistic over this much text is as good as over all of it."""

_MIN_SUBJECT = 3
"""How often a name must act before it counts as a party."""

_NAME_REACH = 120
_FORMS = frozenset({"inc", "ltd", "llc"})
_QUOTES = frozenset("\"“”'‘’")

_COMPANY_WORDS = frozenset({"we", "us", "our", "ours"})
_CUSTOMER_WORDS = frozenset({"you", "your", "yours"})

_CUSTOMER_NAMES = frozenset(
    "account holder|applicant|borrower|buyer|cardholder|client|clients|consumer|consumers|creator|creators|customer|"
    "customers|end user|guest|guests|hirer|lessee|licensee|member|members|owner|participant|participants|passenger|"
    "patient|player|players|policyholder|purchaser|registrant|renter|resident|residents|shopper|student|subscriber|"
    "subscribers|tenant|tenants|traveler|traveller|user|users|visitor|visitors|parent|parents|cardmember|"
    "authorized user".split("|")
)
_COMPANY_NAMES = frozenset(
    "agency|bank|carrier|club|company|creditor|host|hotel|insurer|landlord|lender|lessor|licensor|merchant|operator|"
    "organiser|organizer|provider|restaurant|school|seller|service provider|studio|supplier|vendor".split("|")
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

# last words of names that are things, not parties, and third parties that every policy mentions
_THINGS = frozenset(
    "brand carrier carriers content dispute disputed eula hosts inc items ltd llc material materials "
    "merchants partners platforms products program resources rewards services statement suppliers "
    "technology time trial website websites works code day days".split()
)
_LONGEST_NAME = 5

# everybody's partners: parties only of their own documents, which name them all the time
_THIRD_PARTIES = frozenset("android apple facebook google mastercard microsoft paypal stripe twitter visa".split())
_OFTEN = 15
_LONGEST_TITLE = 100
"""Characters of a first line that names the document, and so perhaps its company."""


class Actors(NamedTuple):
    """Names as they stand in the text, the longest first; `identity` is the company's own name in lower case.

    An empty identity: the text names its company only by a role, such as "the Provider", or not at all.
    """

    company: tuple[str, ...]
    customer: tuple[str, ...]
    identity: str = ""


@cache
def _bracket() -> re.Pattern[str]:
    return re.compile(r"\(([^()\n]{3,200})\)")


@cache
def _name_before() -> re.Pattern[str]:
    word = r"[A-Z][\w.&'’-]*"
    # "Acme Tools, Inc.", "Acme Tools, a company registered in ... with office at ..." names itself at the start
    return re.compile(rf"(?<![\w’'.])({word}(?:,? (?:{word}|of|and|the|&)){{0,6}})[^.;()]{{0,80}}$")


@cache
def _quoted() -> re.Pattern[str]:
    return re.compile(r"[\"“'‘]\s*(?:the\s+|The\s+)?([A-Za-z][\w .&-]{0,40}?)[\s,.]*[\"”'’]")


@cache
def _acting() -> re.Pattern[str]:
    return re.compile(
        r" (?:may|reserves?|can|cannot|will|shall|must|is not|are not|does not|do not|has no|assumes no|makes no|"
        r"disclaims|agrees|provides|offers|owns|collects|retains)\b"
    )


@cache
def _subject() -> re.Pattern[str]:
    name = r"[A-Z0-9][\w&-]*[A-Za-z](?:\.com|\.net|\.org|\.io)?(?: [A-Z][\w&-]*){0,2}"
    site = r"[a-z][a-z0-9-]+(?:\.co)?\.[a-z]{2,4}"
    return re.compile(rf"(?:^|[^\w’'.])({name}|{site})(?:,? (?:Inc|LLC|Ltd|Limited|GmbH|Corp)\.?)?,?$")


def _subjects(text: str) -> Iterator[str]:
    """The names that stand before a verb of the sort that contracts are made of."""
    for match in _acting().finditer(text):
        at = match.start()
        before = text[max(0, at - _SUBJECT_REACH) : at]
        # nearly always a pronoun or a noun: a name has a capital or a figure in front, or is that of a site
        last = before[before.rfind(" ") + 1 :]
        if last[:1].isupper() or last[:1].isdigit() or "." in last[1:-1]:
            found = _subject().search(before)
            if found:
                yield _clean(found[1])


_SUBJECT_REACH = 60


def learn(text: str, known: tuple[str, ...] = ()) -> Actors:
    """The names that a text defines or uses for the two sides; `known` are company names from the configuration."""
    text = text[:_REACH]
    company: set[str] = set()
    customer: set[str] = set()
    for match in _bracket().finditer(text):
        if _QUOTES.intersection(match[1]):
            before = _name_before().search(text, max(0, match.start() - _NAME_REACH), match.start())
            _definition(before[1] if before else "", match[1], company, customer)
    defined = frozenset(company)
    acting: set[str] = set()
    for name, count in Counter(_subjects(text)).items():
        side = _side(name, count)
        if side is not None:
            (acting if side else customer).add(name)
    company = {name for name in company | acting if _is_party(name, text)} | set(known)
    if any(not _is_role(name) for name in company):
        # a company that goes by its own name calls others "the Supplier", unless it says that it is meant
        company -= {name for name in acting - defined if _is_role(name)}
    names = [name for name in sorted(company) if name.lower() not in _COMPANY_NAMES]
    identity = known[0] if known else max(names, key=text.count, default="")
    return Actors(_longest_first(company), _longest_first(customer - company), identity.lower())


def _is_role(name: str) -> bool:
    return name.lower().split()[-1] in _COMPANY_NAMES


def _is_party(name: str, text: str) -> bool:
    words = name.lower().replace(",", "").split()
    if not 0 < len(words) <= _LONGEST_NAME:
        return False
    if words[-1] in _THIRD_PARTIES:
        return name in _title(text) or text.count(name) >= _OFTEN
    return words[-1] not in _THINGS | _NOBODY or (len(words) > 1 and words[-1] in _FORMS)


def _title(text: str) -> str:
    first = text.partition("\n")[0]
    return first if len(first) <= _LONGEST_TITLE and not first.rstrip().endswith(".") else ""


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
