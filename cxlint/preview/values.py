"""One invented customer: what stands in for the values of a template, by the names of its variables."""

from __future__ import annotations

import re

from cxlint.preview.cases import EMPTY, WORST
from cxlint.templates.kinds import kind_of

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")

_SAYS_NOTHING = re.compile(r"(?:\.(?:presence|to_s|html_safe|humanize|titleize|strip|toString|text|value))+\Z")

CURRENCY = "$"

_VALUES: dict[str, tuple[str, str]] = {
    "first": ("Maya", "Wilhelmina-Alexandra"),
    "last": ("Okafor", "Featherstonehaugh-Montgomery"),
    "name": ("Maya Okafor", "Wilhelmina-Alexandra Featherstonehaugh-Montgomery"),
    "agent": ("Jonas Weber", "Jonas Weber"),
    "user": ("maya.okafor", "wilhelmina.alexandra.featherstonehaugh"),
    "money": ("48.50", "0.00"),
    "date": ("14 May 2026", "30 September 2026"),
    "year": ("2026", "2026"),
    "time": ("15:30", "15:30"),
    "email": ("maya.okafor@example.com", "wilhelmina.alexandra.featherstonehaugh@mail.example.com"),
    "desk": ("help@example.com", "help@example.com"),
    "phone": ("+1 202 555 0147", "+1 202 555 0147"),
    "count": ("3", "1"),
    "code": ("A-10482", "A-2026-00000010482"),
    "company": ("Larkspur Books", "Larkspur & Daughters Antiquarian Booksellers"),
    "domain": ("example.com", "customers.larkspur-booksellers.example.com"),
    "city": ("Bristol", "Stratford-upon-Avon"),
    "country": ("United Kingdom", "Saint Vincent and the Grenadines"),
    "street": ("12 Harbour Lane", "Flat 117b, The Old Lighthouse, 1482 Lower Harbour Lane"),
    "postcode": ("BS1 4QD", "BS1 4QD"),
    "item": ("Blue kettle", "Whistling stovetop kettle, cobalt blue, 2.4 litres, with a spare lid"),
    "plan": ("Family plan", "Family plan with two spare kettles, twelve months, paid in advance"),
    "event": ("Pottery for beginners", "Pottery for absolute beginners, with two kilns and a long lunch break"),
    "currency": ("USD", "USD"),
    "percent": ("5", "0"),
    "status": ("open", "waiting for confirmation"),
    "message": ("The kettle arrived with a dent in its lid.", "The kettle arrived with a dent in its lid. " * 3),
}
_BY_WORD = {
    word: role
    for role, words in {
        "year": "year",
        "time": "time hour clock",
        "phone": "phone telephone tel mobile fax hotline",
        "email": "email emails mail",
        "code": "id number no nr code reference ref pk uuid token invoice order ticket sku iban transaction key serial",
        "company": "company organization organisation site shop store sender merchant business team "
        "collective product_name app workspace signature",
        "domain": "domain host hostname",
        "city": "city town",
        "country": "country state region",
        "street": "street address line1 address1 line2 address2",
        "postcode": "postcode zip zipcode postal",
        "item": "product item title description variant",
        "plan": "plan package subscription tier membership service",
        "event": "event course class workshop",
        "currency": "currency",
        "percent": "percent percentage rate",
        "status": "status",
        "message": "message comment note notes reason body content text answer question",
    }.items()
    for word in words.split()
}
_OF_A_COMPANY = frozenset(
    "company organization organisation site shop store support help contact sender from reply merchant "
    "business team service admin host collective project app product".split()
)
_CATALOGUE = frozenset("label lang trans i18n txt msg".split())
"""First words of names that stand for texts of another file: these are there in every case."""
_LISTED = ("line", "lines", "item", "items", "entry", "row", "detail", "details", "article", "order", "invoice")
_TITLED = {role: role for role in ("item", "plan", "event", "company")}
"""What has a title: of anything else nobody knows how it might read."""
_STAFF = frozenset("agent clerk advisor adviser manager signer representative rep driver consultant staff".split())
_FIRST = frozenset("firstname fname first forename given givenname".split())
_LAST = frozenset("lastname lname last surname family familyname".split())
_CALLED = frozenset("login username nickname nick".split())
_TAKES_NO_PART = frozenset("get display formatted the a all is has to value string str full safe current".split())
_PLAIN_NUMBER = {"count": (3, 1), "money": (48.5, 0.0), "percent": (5, 0), "year": (2026, 2026)}


def words_of(path: str) -> list[str]:
    """The words of a variable's name, in lower case: `order.firstName` has order, first, name."""
    return [word.lower() for word in _WORD.findall(path)]


def role_of(path: str, kind: str = "") -> str:
    """Which of the invented values a variable gets; an empty string where its name does not tell."""
    words = [word for word in words_of(path) if not word.isdigit()]
    kind = kind or kind_of(_SAYS_NOTHING.sub("", path), ())
    last = words[-1] if words else ""
    if kind == "count" and len(words) > 1 and last in ("num", "number", "n"):
        return "code"
    if kind == "name":
        return _role_of_name(words)
    if kind == "date":
        return last if last in ("year", "time") else "date"
    if kind == "contact":
        return _role_of_contact(words)
    if kind:
        return kind
    return _role_of_words(words)


def _role_of_contact(words: list[str]) -> str:
    if any(_BY_WORD.get(word) == "phone" for word in words):
        return "phone"
    return "desk" if _OF_A_COMPANY.intersection(words) else "email"


def _role_of_words(words: list[str]) -> str:
    last = words[-1] if words else ""
    if last in ("left", "remaining", "counter", "index", "total"):
        return "count"
    useful = [word for word in words if word not in _TAKES_NO_PART]
    if useful and useful[-1] == "name" and len(useful) > 1:
        useful.pop()
        if useful[-1] in _OF_A_COMPANY:
            return "company"
        if useful[-1] in _STAFF:
            return "agent"
    if len(useful) > 1 and useful[-1] in ("title", "description"):
        useful.pop()
        return "item" if useful[-1].endswith(_LISTED) else _TITLED.get(_BY_WORD.get(useful[-1], ""), "")
    return _BY_WORD.get(useful[-1], "") if useful else ""


def _role_of_name(words: list[str]) -> str:
    if _STAFF.intersection(words):
        return "agent"
    if _OF_A_COMPANY.intersection(words[:-1]):
        return "company"
    if _FIRST.intersection(words):
        return "first"
    if _LAST.intersection(words):
        return "last"
    return "user" if words and words[-1] in _CALLED else "name"


def text_of(path: str, kind: str, case: str) -> str:
    """What stands in for a variable in a case; the words of its name in brackets where nothing is known of it."""
    words = words_of(path)
    if len(words) > 1 and words[0] in _CATALOGUE:
        return f"[{' '.join(words)}]"
    if case == EMPTY:
        return ""
    worst = case == WORST
    role = role_of(path, kind)
    if role == "link":
        return _link(path, worst=worst)
    known = _VALUES.get(role)
    if known is not None:
        return (CURRENCY if role == "money" else "") + known[worst].strip()
    return f"[{' '.join(words) or '…'}]"


def _link(path: str, *, worst: bool) -> str:
    words = [word for word in words_of(path) if word not in ("url", "link", "href", "uri", "absolute", "get", "full")]
    page = "-".join(words[-2:]) or "page"
    return f"https://example.com/{page}" + ("?key=7f3a91c05d2e48b6a0f7c9d1" if worst else "")


def number_of(path: str, kind: str, case: str) -> float:
    """The number that a variable stands for in sums and comparisons: 3 of everything, 48.50 of money.

    In the empty case 0; in the worst case 1 of everything and no money at all.
    """
    if case == EMPTY:
        return 0
    role = role_of(path, kind)
    return _PLAIN_NUMBER.get(role, _PLAIN_NUMBER["count"])[case == WORST]


def truth_of(path: str, kind: str, case: str) -> bool:
    """Whether a variable counts as true when a template asks for it alone."""
    if case == EMPTY:
        return False
    return role_of(path, kind) not in ("money", "percent") or bool(number_of(path, kind, case))
