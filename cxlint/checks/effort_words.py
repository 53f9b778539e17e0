"""What the reader has to work out: short forms that nobody explains, sums that nobody made."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from cxlint.annotate import readership
from cxlint.annotate.lines import path_words, word_set
from cxlint.model.document import Role
from cxlint.model.found import Found
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts

_KNOWN = word_set(
    "VAT PDF ID FAQ FAQS USD EUR GBP AUD CAD CHF NZD INR JPY IBAN PIN SMS URL USA US UK EU UN NYC LA DC AM PM OK TV PC "
    "CD DVD "
    "USB ATM BIC SWIFT CEO CFO HTML HTTP HTTPS GPS WIFI IT HR PR TBD TBA RSVP ASAP FYI PO BOX PS NB CV SIM MMS QR VIP "
    "DIY BBQ "
    "GMT UTC EST PST CST CET CEST EDT PDT BST AND OR NOT THE NO YES NEW FREE TO OF IN ON AT BY IF WE YOU ALL ANY II "
    "III IV VI XI "
    "LLC LTD INC PLC GMBH NASA BBC CSV ZIP JPG JPEG PNG GIF MP3 MP4 MB GB KB TB KG CM MM KM ML AI API SSL DNS WWW IOS "
    "HD LED AC DC "
    "SSN DOB ETA NA TM AKA MR MRS MS DR PHD BA MA MSC USPS UPS DHL FEDEX AA AAA NY CA TX FL WA IL MAC IP ISO MON TUE "
    "WED THU FRI SAT SUN "
    "JAN FEB MAR APR JUN JUL AUG SEP OCT NOV DEC GST HST EFT ACH COVID GDPR CCPA DMCA JAMS COPPA FTC IRS FBI ABN EIN "
    "RSS CSS PHP SQL XML JSON"
)
_ACRONYM = r"(?<![\w.&/@#$%*{\[<(-])[A-Z]{2,5}(?![\w&/@#$%*}\]>)-]|\.[\w])"
_PROSE = frozenset({Role.PARAGRAPH, Role.ITEM})
_NEAR = 30
_TRIED = 40
"""How many short forms of a text are looked up in it: the rest would say no more, and would take its time."""


def unexplained_acronym(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:
    """A short form in capitals that nothing in the text spells out; at most `most` a document."""
    document = facts.document
    if not facts.english:
        return
    text = document.text
    own = {"".join(word[0] for word in name.split()).upper() for name in facts.actors.company} | {
        n.upper() for n in facts.actors.company
    }
    seen: set[str] = set()
    found = 0
    for block in document.blocks:
        if block.role not in _PROSE or block.alternative_of >= 0:
            continue
        for match in compiled(_ACRONYM).finditer(text, block.start, block.end):
            short = match[0]
            if (
                short in _KNOWN
                or short.lower() in facts.common_words
                or short in seen
                or short in own
                or _shouted(text, block.start, block.end, match.start(), match.end())
            ):
                continue
            seen.add(short)
            if not _explained(text, short):
                yield Found(*match.span())
                found += 1
            if found >= int(options["most"]) or len(seen) >= _TRIED:
                return


def _shouted(text: str, low: int, high: int, start: int, end: int) -> bool:
    """Whether the words around are in capitals, too: then it may be a word, or part of a name."""
    before = compiled(r"[A-Z]{2,}[ ,:-]*$").search(text, max(low, start - _NEAR), start)
    after = compiled(r"[ ,:-]*(?:[A-Z]{2,}|\d)").match(text, end, high)
    return before is not None or after is not None


def _explained(text: str, short: str) -> bool:
    """Whether the text says it long anywhere: "Long Form (LF)", "LF means", or a name with these first letters."""
    if compiled(
        rf"\(\s*(?:the |an? )?[\"“']?{short}s?\b|\b{short}[\"”']? (?:\(|means|stands for|is an?\b|is the\b|refers)"
    ).search(text):
        return True
    return short in _initials(text)


@lru_cache(maxsize=4)
def _initials(text: str) -> str:
    """The first letters of names in capital letters, a space where other words come between."""
    found = compiled(
        r"(?P<name>[A-Z])[a-z]+|(?P<small>\b(?:of|and|the|for|to|in|a)\b|[ &-])|(?P<other>\w+|[^\w ])"
    ).finditer(text)
    return "".join(match["name"] or ("" if match["small"] else " ") for match in found)


_EXTRA = r"(?:tax(?:es)?|vat|gst|fees?|delivery|charges?|shipping|postage|carriage)"
_OPEN_SUM = (
    rf"(?:\x13|[$€£]\s?\d[\d.,]*|\d ?(?:euros?|dollars?|pounds))(?: per \w+)?,? (?P<words>\(?(?:plus|excluding|excl\.?|"
    rf"exclusive of|before|not including|\+) "
    rf"(?:any |all )?(?:applicable |relevant |local |additional )?(?:[\w-]+ (?:and |& )?){{0,2}}{_EXTRA}\b)|"
    rf"(?P<share>\b\d[\d.]* ?%[^.!?]{{0,40}}\b(?:is|are|will be|may be) (?:added|applied|charged) (?:to|on) (?:the|"
    rf"your) (?:balance|amount|total|sum|invoice|bill|price))|"
    r"(?P<rate>(?:\x13|[$€£]\s?\d[\d.,]*|\d ?(?:euros?|dollars?|pounds)) (?:per|a|each) day (?:from|since|after|until|"
    r"starting))"
)
_TOTALS = word_set("total totals due payable balance sum grand amountdue")


def reader_does_the_sum(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """A price to which the reader must add something, and no total."""
    if not readership.whole(facts, 5):
        return
    document, text = facts.document, facts.scan.folded
    if any(_TOTALS & set(path_words(slot.path)) for slot in document.slot_positions.values()):
        return
    if compiled(
        r"\b(?:total|in all|altogether|all in|grand total)\b(?! (?:balance|amount) above)[^.!?]{0,30}(?:\x13|[$€£]?\d)"
    ).search(text):
        return
    for match in compiled(_OPEN_SUM).finditer(text):
        group = next(name for name in ("words", "share", "rate") if match[name])
        yield Found(
            *match.span(), {"parts": text[match.start(group) : match.end(group)].strip("( \x13").replace("\x13", "")}
        )
        return
