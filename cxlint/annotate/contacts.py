"""Whom to reach for what: the addresses, numbers and hours that a document binds to one task."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxlint.model.document import Role
from cxlint.text.occurrences import starts
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts


class Route(NamedTuple):
    """One way to reach somebody for a task.

    `task` is what the reader wants done ("cancel subscription"), `channel` e-mail, phone, hours or only (`value` then
    is the one channel allowed), `value` the folded address, the digits of the number or the hours; `scope` the words
    for country, customer or product that limit it.
    """

    start: int
    end: int
    task: str
    channel: str
    value: str
    scope: frozenset[str]


_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_PHONE = r"(?:\+\d{1,3}[ .-]?)?(?:\(0?\d{1,4}\)[ .-]?)?\b\d{3,5}(?:[ .-]\d{3,4}){1,3}\b|\b0\d{2,4} \d{3}\b"
_DIGITS = r"\d[\d .()-]{6,20}\d"
_CALLING = r"\b(?:call|phone|ring|telephone|tel|dial|freephone|hotline|line|helpline|number)\b"
_ONLY = (
    r"\b(?:by|via) (phone|telephone|post|letter|e-?mail|fax) only\b|"
    r"\bonly (?:be \w+ |accepted |possible |cancel\w* )?(?:by|via) (phone|telephone|post|letter|e-?mail|fax)\b"
)
_ASKING = r"\b(?:contact|e-?mail|call|phone|ring|telephone|write|reach|send|notify|tell|message|dial|by|via|at|on|to)\b"
_THINGS = (
    r"(subscription|membership|order|booking|reservation|appointment|account|policy|contract|plan|class|ticket|visit|"
    r"stay|service|trial|course|lesson|delivery)"
)
_TASKS = (
    (
        "cancel",
        (
            rf"\bcancel(?:l?ing|lations?)?\b(?: (?:of )?(?:a|an|the|your|any|this))?(?: \w+)?? {_THINGS}"
            r"|\bcancel(?:l?ing|lations?)?\b"
        ),
    ),
    ("complain", r"\bcomplain(?:ts?|ing)?\b"),
    (
        "ask about a bill",
        (
            r"\b(?:billing|invoice|bill|payment)s? (?:quer|question|enquir|inquir|issue|problem|disput)\w*"
            r"|\b(?:quer\w+|questions?|enquir\w+) (?:about|on|with) (?:this|your|a|the|an) (?:invoice|bill|payment)"
        ),
    ),
    ("make a claim", r"\b(?:mak(?:e|ing)|fil(?:e|ing)|submit(?:ting)?|report(?:ing)?) (?:a|your|the) (?:\w+ )?claim\b"),
    ("ask for a refund", r"\b(?:request|ask for|claim|requesting) (?:a|your|the) (?:full )?refund\b"),
    (
        "have data deleted",
        r"\bdelet\w+ (?:of )?your (?:personal )?(?:data|information)\b|\bdata deletion\b|\berasure request\b",
    ),
    ("see their data", r"\b(?:subject |data )access request\b|\bcopy of your (?:personal )?(?:data|information)\b"),
)
# who and where: another country, customer or product has another address, and that is no conflict
_SCOPE = (
    r"\b(?:uk|u\.k\.|united kingdom|ireland|u\.s\.|usa|united states|canada|australia|new zealand|eu|eea|europe\w*|"
    r"germany|france|spain|italy|netherlands|india|japan|brazil|mexico|california|international\w*|overseas|abroad|"
    r"business(?:es)?|enterprise|corporate|wholesale|trade|press|partners?|groups?|students?|residential|commercial|"
    r"premium|schools?|teachers?|sellers?|hosts?|drivers?|guests?|landlords?|tenants?|weekends?|emergenc\w+|urgent|"
    r"privacy|personal data|data protection|copyright|infring\w+|accessib\w+|content|prepaid|mobile|broadband|"
    r"insurance|app store|google play|dealers?|agents?|third[ -]part\w+)\b"
)
_AUTHORITY = (
    r"\b(?:department|division of|assistance unit|regulator|ombuds\w+|authority|commission(?:er)?|bureau|council)\b"
)
_HOURS = (
    r"\b(?:mon|tues?|wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?s? ?(?:-|to|through|until) ?(?:mon|tues?|"
    r"wed(?:nes)?|thurs?|fri|sat(?:ur)?|sun)(?:day)?s?\b[^.;]{0,40}?\b(\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\.?)?) ?(?:-|"
    r"to|until) ?(\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\.?)?)(?!\w)"
)
_DAY = r"mon|tue|wed|thu|fri|sat|sun"
_FAR = 300
"""A sentence longer than this names more than one task."""


def find(facts: Facts) -> list[Route]:
    """Every way to reach somebody that a sentence binds to one task, in order."""
    found: dict[tuple[int, str], Route] = {}
    for start, end in _places(facts):
        block = facts.document.block_at(start)
        if block.role in (Role.CODE, Role.ATTRIBUTE):
            continue
        low, high = facts.scan.sentence_at(start)
        if high - low > _FAR:
            continue
        for route in _routes(facts, (start, end), (low, high)):
            found.setdefault((route.start, route.channel), route)
    return sorted(found.values())


def _places(facts: Facts) -> Iterator[tuple[int, int]]:
    """Where an address, a number or the one channel allowed stands."""
    # names of the company are blotted out in the folded text, also within addresses
    raw, text = facts.document.text, facts.scan.folded
    at, last = raw.find("@"), 0
    while at >= 0:
        match = compiled(_EMAIL).search(raw, max(last, at - 64), min(len(raw), at + 128))
        if match is not None and match.start() < at < match.end():
            yield match.span()
            last = match.end()
        at = raw.find("@", at + 1)
    for match in compiled(_DIGITS).finditer(text):
        start = match.start() - (text[max(0, match.start() - 1) : match.start()] in ("+", "("))
        if compiled(_PHONE).fullmatch(text, start, match.end()):
            yield start, match.end()
    for at in starts(text, ("only",)):
        match = compiled(_ONLY).search(text, max(0, at - 24), at + 48)
        if match is not None:
            yield match.span()


def _routes(facts: Facts, place: tuple[int, int], sentence: tuple[int, int]) -> Iterator[Route]:
    folded = facts.scan.folded
    start, end = place
    scope = _scope(facts, sentence)
    value = facts.document.text[start:end].lower()
    if "@" not in value and value[-1:].isdigit():
        digits = "".join(sign for sign in value if sign.isdigit())
        if not 8 <= len(digits) <= 15 or not compiled(_CALLING).search(folded, *sentence):
            return
        hours = compiled(_HOURS).search(folded, *sentence)
        if hours:
            yield Route(hours.start(), hours.end(), digits, "hours", _clock(hours), scope)
        channel, value = "phone", digits
    elif "@" in value:
        channel = "e-mail"
    else:
        channel, value = "only", _one_channel(value)
    task = _task(folded, *sentence) or _asked_before(facts, sentence[0])
    if (
        task
        and not compiled(_AUTHORITY).search(folded, *sentence)
        and compiled(_ASKING).search(folded, sentence[0], sentence[1])
    ):
        yield Route(start, end, task, channel, value, scope)


def _asked_before(facts: Facts, start: int) -> str:
    """The task of the question that a sentence answers: "Questions about your bill? Call us"."""
    block = facts.document.block_at(start)
    before = facts.scan.folded[max(block.start, start - 4) : start]
    if not before.rstrip().endswith("?"):
        return ""
    low, high = facts.scan.sentence_at(max(block.start, start - 2))
    return _task(facts.scan.folded, max(low, high - _FAR), high)


def _one_channel(words: str) -> str:
    match = compiled(_ONLY).search(words)
    said = (match[1] or match[2]) if match else ""
    return {"telephone": "phone", "email": "e-mail", "letter": "post"}.get(said, said)


def _clock(hours: re.Match[str]) -> str:
    """Days and hours in one notation: "mon fri 9am 5pm"."""
    days = compiled(_DAY).findall(hours[0])[:2]
    times = [compiled(r"[ .]|:00").sub("", time) for time in hours.groups()]
    return " ".join([*days, *times])


def _task(folded: str, start: int, end: int) -> str:
    """The one task of a sentence; empty for none and for several."""
    found = []
    for task, pattern in _TASKS:
        match = compiled(pattern).search(folded, start, end)
        if match is not None:
            thing = match[1] if match.re.groups and match[1] else ""
            found.append(f"{task} {'a' if thing[0] not in 'aeiou' else 'an'} {thing}" if thing else task)
    return found[0] if len(found) == 1 else ""


def _scope(facts: Facts, sentence: tuple[int, int]) -> frozenset[str]:
    folded = facts.scan.folded
    document = facts.document
    headings = [folded[h.start : h.end] for h in document.trail(document.block_at(sentence[0]))]
    near = " ".join([*headings, folded[sentence[0] : sentence[1]]])
    about = {"privacy"} if "privacy" in document.source.path.lower() else set()
    return frozenset(compiled(_SCOPE).findall(near)) | about
