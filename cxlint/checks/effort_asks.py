"""What a message asks its reader to do or to find: too much at once, what we know, where the page is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxlint.annotate import readership
from cxlint.annotate.lines import path_words, word_set
from cxlint.model.document import Role
from cxlint.model.found import Found
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.model.document import Slot

_OBJECTS = word_set(
    "account order invoice customer client policy booking reservation ticket contract membership case claim "
    "subscription domain"
)
_NUMBERS = word_set("number no num nr id ref reference code")
_ASK = (
    r"\b(?P<verb>quote|provide|include|state|enter|send us|confirm|mention|give us|tell us|reply with|"
    r"have)(?: \w+){0,2}? (?P<item>your "
    r"(?:(?P<object>account|order|invoice|customer|client|policy|booking|reservation|ticket|contract|membership|case|"
    r"claim) )?"
    r"(?:(?P<number>number|id|no|reference|ref)|(?P<mail>e-?mail(?: address)?)|(?P<name>(?:full |first |"
    r"last )?name)))\b"
)
_STILL_NEEDED = (
    r"\b(?:new|changed?|correct|updated?|alternative|different|transfer|bank|wire|deposit|cheque|check|"
    r"standing order|never|do not|don't)\b"
)

_NEAR = 120
"""How far around a request its own words stand."""


def asks_for_what_we_know(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """Asks the reader for a number, name or address that the template has at hand and does not print there."""
    document, text = facts.document, facts.scan.folded
    if document.template is None or not readership.customers(facts):
        return
    for match in compiled(_ASK).finditer(text):
        start, end = document.paragraph(document.block_at(match.start()))
        near = {slot.path for _, slot in document.slots_between(start, end)}
        if compiled(_STILL_NEEDED).search(text, max(start, match.start() - _NEAR), min(end, match.end() + _NEAR)):
            continue
        if match["verb"] == "have" and "ready" not in text[match.end() : match.end() + 30]:
            continue
        if match["verb"] in ("confirm", "enter") and not match["number"]:
            continue  # to see that an address works is another thing
        known = next(
            (slot.path for slot in document.template.slots if _holds(slot, match["object"], match.groupdict())), ""
        )
        if known and known not in near:
            yield Found(*match.span("item"), {"item": match["item"], "variable": known})
            return


def _holds(slot: Slot, thing: str | None, groups: dict[str, str | None]) -> bool:
    """Whether a value is what is asked for."""
    words = path_words(slot.path)
    if not words:
        return False
    if groups["number"]:
        about = thing or next((word for word in words if word in _OBJECTS), "")
        return bool(about) and about in words and (words[-1] in _NUMBERS or words[-1] == about)
    reader = set(words) & {"customer", "user", "client", "recipient", "member", "order"}
    if groups["mail"]:
        return bool(reader) and "email" in words and not set(words) & {"support", "company", "shop"}
    return slot.kind == "name" and bool(reader)


_VERBS = (
    "call|phone|click|log in|sign in|download|install|fill in|fill "
    "out|print|sign|send|upload|pay|visit|update|check|confirm|complete|"
    "rate|review|follow|invite|share|join|subscribe|register|verify|enter|choose|select|watch|read|try|explore|discover|"
    "refer|create|set up|add|post|mail|return|bring|attach|open|save|buy|shop|book|order|upgrade|renew|activate|"
    "schedule|submit|like"
)
_IMPERATIVE = (
    rf"(?:^|[.!?:;,\u2028] |\band |\bthen |\bplease (?:also )?)(?P<verb>{_VERBS})\b(?! (?:is|are|was|has|will|can|"
    rf"may|of|by|date|number|no|id|total)\b)"
)


def too_many_asks(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:
    """More than `asks` different things asked in running text, or more than `buttons` buttons."""
    document, text = facts.document, facts.scan.folded
    if not readership.customers(facts):
        return
    verbs: dict[str, tuple[int, int]] = {}
    for block in document.blocks:
        if block.role != Role.PARAGRAPH or block.alternative_of >= 0 or _is_footer(text, block.start, block.end):
            continue
        for start, end in facts.scan.sentences(block):
            if compiled(r"^(?:if|when|once|to|in order|for|should|you|we)\b|\bif you (?:like|want|wish|prefer)").search(
                text[start:end]
            ):
                continue
            for match in compiled(_IMPERATIVE).finditer(text[start:end]):
                verbs.setdefault(match["verb"], (start + match.start("verb"), start + match.end()))
    buttons = {document.block_text(block).lower(): block for block in document.blocks if block.role == Role.BUTTON}
    if len(verbs) > int(options["asks"]):
        yield Found(*next(iter(verbs.values())), {"count": str(len(verbs)), "things": ", ".join(verbs)})
    elif len(buttons) > int(options["buttons"]):
        first = next(iter(buttons.values()))
        yield Found(first.start, first.end, {"count": str(len(buttons)), "things": ", ".join(buttons)[:80]})


def _is_footer(text: str, start: int, end: int) -> bool:
    return compiled(r"unsubscribe|copyright|©|all rights reserved|privacy policy").search(text, start, end) is not None


_LANDING = (
    r"\b(?:log|sign) ?in to (?:your|the|our) (?:\w+ ){0,2}(?:account|area|portal|dashboard|panel|site|website)\b|"
    r"\blog ?in to (?:your|the|our) (?:\w+ ){0,2}(?:account|area|portal|dashboard|panel|website)\b|"
    r"\b(?:visit|go to|check|see|head to|refer to) (?:our|the|your) (?:\w+ )?(?:web ?site|portal|dashboard|account|"
    r"client area|"
    r"customer area|members? area|user panel)\b"
)
_GENERIC_URL = word_set(
    "site base url link uri href home homepage login signin index app web website frontend root domain host client "
    "area portal "
    "dashboard account company shop store system whmcs my unsubscribe logo image img privacy terms support contact "
    "help faq preferences "
    "settings social facebook twitter instagram linkedin"
)


def generic_landing_link(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """Sends the reader to a front door although the message is about one thing that has a number."""
    document, text = facts.document, facts.scan.folded
    if document.template is None or not readership.whole(facts):
        return
    slots = document.template.slots
    about = next((slot.path for slot in slots if _is_object_number(slot)), "")
    if not about or any(slot.kind == "link" and not set(path_words(slot.path)) <= _GENERIC_URL for slot in slots):
        return
    inside = (
        *(link.target.lower() for link in document.links),
        *compiled(r"https?://\S+").findall(document.source.text.lower()),
    )
    if any(_leads_deep(target) for target in inside):
        return
    match = compiled(_LANDING).search(text)
    if match is not None and document.block_at(match.start()).role not in (Role.SUBJECT, Role.PREHEADER):
        yield Found(*match.span(), {"variable": about})


def _is_object_number(slot: Slot) -> bool:
    words = path_words(slot.path)
    things = set(words) & (_OBJECTS - {"account", "customer", "client", "membership"})
    return bool(things) and bool(words) and (words[-1] in _NUMBERS or words[-1] in things)


def _leads_deep(target: str) -> bool:
    """Whether an address names one thing: it holds a value that is more than the address of a site."""
    values = compiled(r"\{\{?[^{}]+\}?\}|<%[^%]+%>|\$\{[^}]+\}|%\w+%").findall(target)
    return any(not set(compiled(r"[a-z]+").findall(value)) <= _GENERIC_URL for value in values)
