"""What a message offers its reader: somebody to ask, a way to pay, a date, a next step."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from cxlint.annotate.greetings import INSERTS
from cxlint.annotate.lines import path_words, word_set
from cxlint.templates.references import references
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.model.document import Slot

Range = tuple[int, int]

_EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_NOBODY_READS = r"(?:do[ _-]?not|no)[ _-]?reply"
_PHONE = r"(?:\+\d|\(\d{2,4}\)|\b\d{3}[ .-]\d{3})[\d ().-]{5,14}\d|\b\d{3,5} \d{3,4} \d{3,4}\b"
_REPLY = (
    r"(?:\breply(?:ing)? (?:directly )?(?:to|by)|\b(?:just|simply|or|please|can|hit|by) reply\b|"
    r"\breply and\b|\breply (?:here|with)\b|"
    r"\brespond(?:ing)? to this|\banswer(?:ing)? this|\bwrite back)"
)
_REPLY_NOT = rf"(?:(?:do not|don't|not|cannot|can't|no|unable to|never) (?:\w+ )?{_REPLY})"
_HELP_WORDS = word_set(
    "support help contact helpdesk faq chat ticket tickets reply phone telephone hotline appeal question questions"
)
_READER_WORDS = word_set(
    "to user customer recipient member client billing subscriber buyer guest order account email your shipping donor"
)
_OWN_WORDS = word_set(
    "support help contact company shop site store admin from sender reply info host owner settings config office "
    "organizer organiser organization team sales business vendor our"
)
_INVISIBLE = word_set("body content message html text layout main contents emailbody mailbody")

NO_REPLY = (
    r"(?:\b(?:do not|don't|cannot|can't|not able to|unable to|no need to) (?:\w+ )?(?:reply|respond)\b[^.!?;]{0,60}|"
    r"\b(?:un-?monitored|unattended)\b|\bnot (?:being )?(?:monitored|read|checked)\b|"
    r"\b(?:replies|responses|answers) (?:to this [\w -]{2,30}? )?(?:are|will|is|cannot|can't) [^.!?]{0,40}|"
    rf"\b{_NOBODY_READS}@[\w.-]+)"
)
_NO_REPLY_FINE = (
    r"\b(?:reply|respond) (?:with|to (?:them|him|her|anyone)|unless|if|until)\b|"
    r"\bdo not reply with\b|answered (?:with)?in\b|welcome"
)

DUE = (
    r"\b(?:due|payable|owed) (?:on|by|before|until|date|in|within)\b|\bdue:|"
    r"\b(?:by|before|until|within) (?:the )?(?:due|\x14|\x17|\ufffc|\d)|\bdeadline\b|\bnet \d\d\b|\bpayment terms?\b"
)
_DUE_WORDS = word_set("due deadline until expires expiry term terms dunning charge")
PAY = (
    r"\b(?:iban|bic|swift|sort code|routing|account (?:no|number|#)|bank (?:transfer|details|account)|wire|"
    r"direct debit|"
    r"paypal|venmo|cheques?|checks? (?:payable|to)|credit card|debit card|card (?:ending|on file)|qr[ -]code|"
    r"(?:be|was|were|been) (?:\w+ )?(?:charged|debited|collected|taken)|auto(?:matic(?:ally)?|-?pay)|"
    r"payment (?:method|link|slip|instructions?|details|page|info(?:rmation)?))\b"
)
_PAY_LINK = r"(?:\bpay(?:ment|ments|ing|now)?\b|_pay|pay_|checkout|billing|settle|invoice|action_?url|\bcard\b|portal)"
_PAY_WORDS = word_set(
    "pay payment payments checkout billing iban bic bank portal action invoice card method gateway instructions"
)
ASKS = (
    r"\b(?:amount|balance|total|payment|sum)(?: \w+){0,2} (?:due|owed|owing|outstanding|payable)\b|\byou owe\b|"
    r"\bplease (?:pay|remit|settle|transfer|send (?:us )?(?:the )?payment|submit payment|"
    r"make (?:a |the |your )?payment)\b|"
    r"\b(?:is|are|remains|still|now) (?:over ?due|past due|outstanding|unpaid|due|payable)\b|"
    r"\b(?:unpaid|overdue|past[- ]due|outstanding) (?:invoice|balance|bill|payment|amount)s?\b"
)
SETTLED = (
    r"\b(?:already (?:been )?paid|paid in full|no (?:further )?payment (?:is )?(?:due|needed|required)|has been paid|"
    r"(?:was|has been|were|have been) (?:successfully )?(?:charged|paid|debited)|"
    r"(?:received|thank you for|thanks for) your payment|payment (?:was )?(?:received|successful|confirmed)|"
    r"nothing to pay)\b"
)

_SIGNATURE = word_set("signature footer footertext")
"""Values that hold an address more often than not."""

_FROM_ELSEWHERE = INSERTS - {"block"} | {"extends"}


def contacts(facts: Facts) -> tuple[Range, ...]:
    """Where the reader is told how to reach somebody."""
    return tuple(sorted({*_from_text(facts), *_from_slots(facts), *_from_links(facts)}))


def _from_text(facts: Facts) -> Iterator[Range]:
    text = facts.scan.folded
    for match in compiled(_EMAIL).finditer(text):
        if not compiled(_NOBODY_READS).search(match[0]):
            yield match.span()
    yield from (match.span() for match in compiled(_PHONE).finditer(text))
    for match in compiled(_REPLY).finditer(text):
        if not compiled(_REPLY_NOT).search(text, max(0, match.start() - 25), match.end()):
            yield match.span()


def _from_slots(facts: Facts) -> Iterator[Range]:
    for position, slot in facts.document.slot_positions.items():
        words = set(path_words(slot.path))
        own = slot.kind == "contact" and (words & _OWN_WORDS or not words & _READER_WORDS)
        if own or words & _SIGNATURE or (words & _HELP_WORDS and slot.kind in ("", "link", "contact")):
            yield position, position + 1


def _from_links(facts: Facts) -> Iterator[Range]:
    document = facts.document
    for link in document.links:
        target = link.target.lower()
        words = compiled(r"[a-z]+").findall(document.text[link.start : link.end].lower())
        # a sample's links lead to "#" until somebody fills them in
        helps = target and _HELP_WORDS & {*words, *compiled(r"[a-z]+").findall(target)}
        mails = target.startswith("mailto:") and not _reader_mail(target)
        if helps or mails or target.startswith(("tel:", "sms:")):
            yield link.start, link.end


def _reader_mail(target: str) -> bool:
    words = set(compiled(r"[a-z]+").findall(target.removeprefix("mailto")))
    return ("{" in target or "<%" in target) and bool(words & _READER_WORDS) and not words & _OWN_WORDS


def no_reply(facts: Facts) -> tuple[Range, ...]:
    """Where the reader is told not to answer."""
    text = facts.scan.folded
    found = []
    for match in compiled(NO_REPLY).finditer(text):
        start, end = facts.scan.sentence_at(match.start())
        about_mail = compiled(r"reply|replies|respon|mailbox|inbox|address|e-?mail|monitored").search(text, start, end)
        if about_mail and not compiled(_NO_REPLY_FINE).search(text, match.start(), end):
            found.append(match.span())
    return tuple(found)


def unseen(facts: Facts) -> bool:
    """Whether text of other files is put into this one, or this one into another: what is missing may stand there."""
    document = facts.document
    if document.fragment:
        return True
    if document.template is None:
        return False
    tags = document.template.tags
    if any(tag.keyword.lstrip("/") in _FROM_ELSEWHERE for tag in tags):
        return True
    # a block without text of its own is filled by another file
    source = document.source.text
    if any(a.keyword == "block" and not source[a.end : b.start].strip() for a, b in pairwise(tags)):
        return True
    return any(_whole_text(slot) for slot in document.template.slots)


def is_layout(facts: Facts) -> bool:
    """Whether the text of another file is put in where this one has a hole: a layout."""
    template = facts.document.template
    if template is None:
        return False
    tags = template.tags
    if any(tag.keyword in ("yield", "content_for") for tag in tags):
        return True
    source = facts.document.source.text
    child = any(tag.keyword == "extends" for tag in tags)
    if not child and any(a.keyword == "block" and not source[a.end : b.start].strip() for a, b in pairwise(tags)):
        return True
    named = {reference.start for reference in references(template, source)}
    return any(_whole_text(slot) for slot in template.slots if slot.start not in named)


def _whole_text(slot: Slot) -> bool:
    words = path_words(slot.path)
    inserted = compiled(r"\b(?:render|yield|include|partial|content_for|component|slot)\b").search(slot.expression)
    return inserted is not None or bool(words and words[-1] in _INVISIBLE)


def due(facts: Facts) -> bool:
    """Whether a date of payment is named."""
    slots = facts.document.slot_positions.values()
    if any(_DUE_WORDS & set(path_words(slot.path)) and slot.kind in ("date", "count", "") for slot in slots):
        return True
    return compiled(DUE).search(facts.scan.folded) is not None


def way_to_pay(facts: Facts) -> bool:
    """Whether the reader is told how to pay."""
    document = facts.document
    if any(
        _PAY_WORDS & set(path_words(slot.path)) and slot.kind in ("link", "")
        for slot in document.slot_positions.values()
    ):
        return True
    if compiled(PAY).search(facts.scan.folded):
        return True
    return any(
        compiled(_PAY_LINK).search(f"{document.text[link.start : link.end]} {link.target}".lower())
        for link in document.links
    )


def asks_for_money(facts: Facts) -> Range | None:
    """Where the reader is asked to pay; None when nothing is asked, or all is paid."""
    text = facts.scan.folded
    match = compiled(ASKS).search(text)
    if match is None or compiled(SETTLED).search(text):
        return None
    return match.span()
