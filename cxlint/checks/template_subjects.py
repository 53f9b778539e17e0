"""The first things a reader sees: the subject, the top line, and the number to quote."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from cxlint.annotate import readership, told
from cxlint.annotate.lines import path_words, word_set
from cxlint.annotate.readings import Reading
from cxlint.model.document import Role
from cxlint.model.found import Found
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.annotate.lines import Line

_SLOT = "[\ufffc\x12-\x17]"
_TRIMMED = rf"\[[^\[\]]*\]|\x10+|{_SLOT}|\b(?:re|fwd?):"
_EMPTY_WORDS = (
    r"(?:(?:an? |new |important |your |urgent )*(?:notification|notice|update|information|info|message|announcement|"
    r"alert|invoice|receipt|ticket|payment|order|statement|bill|account|e ?mail|letter|reminder)"
    r"(?: (?:notification|notice|update|information|alert|message))?"
    r"(?: (?:from|about|regarding|concerning|for|on|to)(?: (?:your|our|the))?(?: (?:account|profile|services?|us))?)?|"
    r"no subject|untitled|hello|hi)"
)
_ID = word_set("id ids number no num nr ref reference ticket uuid code")
_COMPANY = word_set("site company shop store app brand product organization organisation team")
_EARLY = 5
_OPEN, _CLOSED = ("<title", "<mj-title"), ("</title", "</mj-title")
_SUBJECT_FILE = r"(?:^|[/_.-])subject(?:\.[a-z0-9]+){1,3}$"


def subject_says_nothing(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """TPL021: a subject that any message could have, or that is nothing but a number."""
    if not facts.english:
        return
    for start, end in _subjects(facts):
        text = facts.scan.folded[start:end]
        plain = compiled(r"\W+").sub(" ", compiled(_TRIMMED).sub(" ", text)).strip()
        empty = compiled(_EMPTY_WORDS).fullmatch(plain) is not None and not _tells(facts, start, end)
        if empty or _only_number(facts, start, end):
            yield Found(start, end)


def _subjects(facts: Facts) -> Iterator[tuple[int, int]]:
    document = facts.document
    for start, end in dict.fromkeys(facts.parts.subjects):
        at, _ = document.to_source(start, end)
        before = document.source.text[:at].lower()
        # the title of a page is not what a mail program shows
        if max(before.rfind(tag) for tag in _OPEN) <= max(before.rfind(tag) for tag in _CLOSED):
            yield start, end
    yield from _in_blocks(facts)
    if compiled(_SUBJECT_FILE).search(document.source.path.lower()) and len(document.blocks) == 1:
        yield document.blocks[0].start, document.blocks[0].end


def _in_blocks(facts: Facts) -> Iterator[tuple[int, int]]:
    """What stands in a block that the template calls "subject"."""
    document = facts.document
    tags = document.template.tags if document.template else ()
    for tag, after in pairwise(tags):
        if tag.keyword == "block" and tag.argument.strip("'\" ") == "subject":
            for block in document.blocks[:_EARLY]:
                start, end = document.to_source(block.start, block.end)
                if tag.end <= start and end <= after.start and block.role != Role.SUBJECT:
                    yield block.start, block.end


def _tells(facts: Facts, start: int, end: int) -> bool:
    """Whether a value in a subject says more than who sends it."""
    slots = facts.document.slots_between(start, end)
    return any(not _COMPANY & set(path_words(slot.path)) for _, slot in slots)


def _only_number(facts: Facts, start: int, end: int) -> bool:
    words = compiled(r"[a-z]{2,}").findall(facts.scan.folded[start:end])
    slots = [slot for _, slot in facts.document.slots_between(start, end)]
    numbers = [slot for slot in slots if _ID & set(path_words(slot.path)[-1:])]
    return bool(numbers) and len(numbers) == len(slots) and not set(words) - {"re", "fwd", "no", "ticket", "id"}


_THING = (
    r"\b(?:your|this|the|an) (?:\w+ ){0,2}(?:invoice|order|ticket|case|claim|bill|support request|enquiry|inquiry|"
    r"complaint)\b(?! (?:export|list|history|page|settings|details|number|address|data|status)\b)"
)
_HERE = r"\b(?:attach\w*|enclos\w*)\b"


def no_reference(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """TPL022: an invoice, an order or a case without a number to quote.

    The number may stand in a subject that the file does not have: then it is left to a person.
    """
    if not readership.whole(facts):
        return
    reading = Reading(facts)
    thing = reading.search(_THING)
    if thing is not None and not told.reference(reading) and reading.search(_HERE) is None:
        yield Found(*thing, confidence="" if any(True for _ in _subjects(facts)) else "low")


_MARKER = (
    r"^[\W_]*(?:please )?(?:type|write|enter|add|reply)\b[^.]{0,40}\b(?:above|below) this line|"
    r"^[#=-]{2,}.{0,60}[#=-]{2,}$"
)
_MACHINE = (
    r"^\W*(?:\*+ ?)?(?:please )?do(?: not|n't) (?:reply|respond)\b|"
    r"^\W*this (?:is an|e-?mail (?:is|was|has been)|message (?:is|was|has been)) (?:auto\w*|system|computer)"
)
_BROWSER = r"\b(?:view|open|read|see)\b[^.]{0,30}\b(?:in|with) (?:your |a |the )?(?:web ?)?browser\b|\bview online\b"
_LABEL = r"^\W*[A-Z][\w /#-]{1,24}: ?\S.{0,60}$"
_BLOCK = 3
"""Lines of a label and a value that make a block of data."""


def machine_first(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """TPL039: the top line is for a machine: a mark for replies, a block of ticket data, "do not reply"."""
    lines = [line for line in facts.parts.lines if line.block.role not in (Role.SUBJECT, Role.PREHEADER, Role.HEADING)]
    if not lines or facts.document.fragment:
        return
    first = lines[0]
    text = facts.scan.folded[first.start : first.end]
    if compiled(_MARKER).search(text) or compiled(_MACHINE).search(text):
        yield Found(first.start, first.end)
    elif compiled(_BROWSER).search(text) and first.size < 16:
        yield Found(first.start, first.end, confidence="low")
    elif (last := _data(lines)) is not None and any(one.start > last.start for one in facts.parts.greetings):
        yield Found(first.start, last.end)


def _data(lines: list[Line]) -> Line | None:
    """The last line of a block of data at the top; None when there is no such block."""
    count = 0
    while count < len(lines) and lines[count].block.cell is None and compiled(_LABEL).match(lines[count].text):
        count += 1
    return lines[count - 1] if count >= _BLOCK else None
