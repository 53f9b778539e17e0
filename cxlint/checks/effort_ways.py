"""What a way costs its reader: the phone, a trip, and all that a message asks together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxlint.annotate import readership
from cxlint.model.document import Role
from cxlint.model.found import Found
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.model.document import Block

_CALL = (
    r"\b(?:please |must |should |need to |have to |to \w+,? |by |^)(?:call|phone|telephone|ring|calling|phoning|"
    r"ringing) "
    r"(?:us|our|customer (?:service|services|care|support)|the (?:[\w-]+ ){0,3}(?:office|helpline|hotline|team|number|"
    r"branch|line|"
    r"desk)|\+?\(?\d|\x16|on \d)"
)
_CALL_ONLY = (
    r"\b(?:only|solely|exclusively)\b[^.!?,]{0,40}\b(?:by|over the|via) (?:tele)?phone\b(?! or\b| and\b|,)|"
    r"\bmust (?:be )?\w+(?: \w+)? (?:by|over the|via) (?:tele)?phone\b(?! or\b| and\b|,)|"
    r"\b(?:by|over the|via) (?:tele)?phone only\b"
)
_OTHER_WAY = (
    r"\b(?:reply|replying|e-?mail\w*|on-?line|chat|app|apps|web ?sites?|portal|web ?forms?|forms?|text us|sms|write|"
    r"writing|letter|"
    r"mail|fax|log ?in|sign in|settings|dashboard|click|link|in person|visit|upload|whatsapp)\b|@|[\x15\x18]"
)
_LAWSUIT = r"\b(?:arbitrat\w+|hearings?|courts?|mediat\w+|notices?|arbitrator)\b"
_EMERGENCY = r"\b(?:emergenc\w+|999|911|112|ambulance|police|fire brigade|gas leak|poison|suicid\w+|crisis)\b"
_TRIP = (
    r"\b(?:must|only|have to|has to|need to|needs to|required to|should|please|"
    r"are asked to)\b[^.!?]{0,70}\bin person\b(?! or\b)|"
    r"\bin person only\b|\b(?:please |must |should |need to |have to |by |to \w+,? |^)visit(?:ing)? (?:our|your|a|any|"
    r"the) "
    r"(?:nearest |local )?(?:[\w-]+ )?(?:branch|office|store|counter|shop|service cent(?:er|re))\b"
)
_HOURS = r"\bduring (?:our |the )?(?:normal |regular |usual |standard )?(?:business|office|working|opening) hours\b"
_CLOCK = r"\b\d{1,2}(?::\d\d)? ?(?:am|pm|a\.m|p\.m|h\b|to|-)|\b\d{1,2}:\d\d\b"
_PROSE = frozenset({Role.PARAGRAPH, Role.ITEM, Role.CELL, Role.FOOTNOTE})


def phone_only(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """A phone call is the only way that is offered for something."""
    if not _judged(facts):
        return
    text = facts.scan.folded
    for match in compiled(f"{_CALL_ONLY}|{_CALL}").finditer(text):
        block = facts.document.block_at(match.start())
        start, end = facts.scan.sentence_at(match.start())
        if block.role not in _PROSE or compiled(_EMERGENCY).search(text, *facts.document.paragraph(block)):
            continue
        sure = compiled(_CALL_ONLY).search(text, start, end) is not None
        scope = (start, end) if sure else _scope(facts, block)
        if not compiled(_OTHER_WAY).search(text, *scope) and not _linked(facts, *scope):
            yield Found(*match.span())
            return


def trip_only(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """A trip to an office, or a call in hours that are not named, is the only way that is offered."""
    if not _judged(facts):
        return
    text = facts.scan.folded
    for match in compiled(f"{_TRIP}|{_HOURS}").finditer(text):
        block = facts.document.block_at(match.start())
        if block.role not in _PROSE or compiled(_EMERGENCY).search(text, *facts.document.paragraph(block)):
            continue
        start, end = facts.document.paragraph(block)
        if compiled(_LAWSUIT).search(text, *facts.scan.sentence_at(match.start())):
            continue
        hours = compiled(_HOURS).search(match[0]) is not None
        if hours and (
            compiled(_CLOCK).search(text)
            or not compiled(_ASKED_THEN).search(text, *facts.scan.sentence_at(match.start()))
        ):
            continue
        others = compiled(_OTHER_WAY.replace("in person|visit|", "")).search(text, start, end)
        if not others and not _linked(facts, start, end):
            yield Found(*match.span())
            return


_ASKED_THEN = r"\b(?:call|phone|ring|telephone|contact|visit|collect|pick up|return|come|available|reach|open)\b"


def _judged(facts: Facts) -> bool:
    return (
        facts.english
        and not readership.for_staff(facts)
        and not ("message" in facts.document.kinds and facts.parts.unseen)
    )


def _scope(facts: Facts, block: Block) -> tuple[int, int]:
    """Where another way would stand: anywhere in a message, in the section of a long text."""
    if "message" in facts.document.kinds:
        return 0, len(facts.document.text)
    return facts.document.section(block)


def _linked(facts: Facts, start: int, end: int) -> bool:
    return any(start <= link.start < end and not link.target.startswith("tel:") for link in facts.document.links)


_STEPS = (
    ("visit", 60, r"\bin person\b(?! or\b)|\bvisit (?:our|your|a|any|the) (?:\w+ )?(?:branch|office|store|counter)\b"),
    ("fax", 20, r"\bby fax\b|\bfax (?:it|us|the|your|this)\b"),
    (
        "print and post",
        20,
        r"\bprint\b[^.!?]{0,60}\b(?:sign|return|post|send|mail)\b|\b(?:registered|certified) (?:mail|letter)|by post\b",
    ),
    ("call", 10, r"\b(?:call|phone|ring|telephone) (?:us|our|customer|the|\+?\(?\d|\x16)"),
    ("fill in a form", 5, r"\b(?:fill (?:in|out)|complete) (?:the|this|a|an|our)(?: \w+){0,3} form\b"),
    (
        "find a number",
        3,
        r"\b(?:quote|provide|have|include|state|enter)\b[^.!?]{0,30}\byour (?:\w+ )?(?:number|reference|id)\b",
    ),
    ("log in", 2, r"\b(?:log|sign) ?in(?: to| at| and|,)|\blogin to\b"),
    ("reply", 2, r"\b(?:reply|write back|e-?mail us|contact us)\b"),
    ("follow a link", 1, r"\x15|\x18|\bclick\b"),
)
_NOT_ASKED = (
    r"\b(?:if you (?:have|need|would like|prefer|wish)|or|no need to|do not|don't|not|never|instead of|we(?:'ll|"
    r" will)?) (?:\w+ )?(?:also )?$"
)
_READING = 200
"""Words that people read in a minute."""


def effort_budget(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:
    """A message that takes more than `minutes` to read and to follow; each sort of step counts once."""
    if not _judged(facts) or not facts.parts.words:
        return
    text = facts.scan.folded
    steps: list[tuple[int, str, tuple[int, int]]] = []
    for name, minutes, pattern in _STEPS:
        for match in compiled(pattern).finditer(text):
            if not compiled(_NOT_ASKED).search(text, max(0, match.start() - 40), match.start()):
                steps.append((minutes, name, match.span()))
                break
    reading = facts.parts.words / _READING
    total = round(reading + sum(minutes for minutes, _, _ in steps))
    if steps and total > int(options["minutes"]):
        dearest = max(steps)
        yield Found(
            *dearest[2],
            {
                "minutes": str(total),
                "steps": ", ".join(f"{name} {minutes}" for minutes, name, _ in steps) + f", reading {reading:.0f}",
                "budget": str(options["minutes"]),
                "dearest": dearest[1],
            },
        )
