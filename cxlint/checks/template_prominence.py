"""What is big and what is small in a message: footers, small print, buried sums, words that are only a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxlint.annotate import images, readership, told
from cxlint.annotate.readings import Reading
from cxlint.model.document import Prominence, Role
from cxlint.model.found import Found
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.annotate.lines import Line
    from cxlint.model.document import Block

_LEGAL = (
    r"\bconfidential\w*\b|\bprivileged\b|\bintended (?:solely|only|recipient)|\bregistered (?:in|office|company|number|"
    r"trademark)|\ball rights reserved\b|\bcopyright\b|\u00a9|\bunsubscribe\b|\bdisclaimer\b|"
    r"\bnot (?:be )?(?:held )?liable\b|"
    r"\bliability\b|\bviruse?s?\b|\bdisclos\w+|\b(?:you (?:are )?receiv\w+|this e-?mail (?:was|is|and)|"
    r"sent to you because)\b|\bprivacy (?:policy|notice)\b|\bterms (?:of|and)\b|\bwithout notice\b|"
    r"\bauthori[sz]ed (?:and|by)\b"
)
_SMALL = frozenset({Prominence.SMALL, Prominence.FOOTNOTE})


def footer_outweighs(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:
    """TPL027: more small print than message. Options: `words` of a footer that count, `share` per cent of all words."""
    parts = facts.parts
    if parts.unseen or not facts.english or not (parts.greetings or parts.closings or parts.subjects):
        return
    lines = [line for line in facts.parts.lines if line.block.alternative_of < 0 and line.block.role != Role.SUBJECT]
    signed = max((closing.signer_end for closing in facts.parts.closings), default=len(facts.document.text))
    footer = [line for line in lines if _is_footer(facts, line, signed)]
    small, total = sum(line.size for line in footer), sum(line.size for line in lines)
    if footer and small >= options["words"] and small * 100 > total * options["share"] and total > small:
        values = {"pct": str(round(100 * small / total)), "n": str(total - small)}
        yield Found(footer[0].start, footer[0].end, values)


def _is_footer(facts: Facts, line: Line, signed: int) -> bool:
    if line.block.prominence in _SMALL or line.start > signed:
        return True
    return compiled(_LEGAL).search(facts.scan.folded, line.start, line.end) is not None


_CATCHES = (
    r"\b(?:auto-?)?renew(?:s|al|ed)?\b",
    r"\bnon-?refundable\b",
    r"\bminimum (?:term|contract|commitment)\b",
    r"\b(?:fees?|charges?|penalt(?:y|ies)|surcharges?|deposit)\b",
    r"\b(?:will be|are|is|be) (?:automatically )?(?:charged|billed|debited)\b",
)
_FEE = 3
_VALUE = (
    r"[\x13\x14\x17]|[$\u00a3\u20ac] ?\d|\b\d+(?:[.,]\d+)? ?(?:%|dollars|euros?|pounds|days?|months?|weeks?|years?|"
    r"usd|eur|gbp)"
)
_HARMLESS = (
    r"\b(?:no|not|never|without|free|see above|as above|incl\w*|waived?|protect\w*|registered|copyright|may|taxes|"
    r"unsubscribe)\b"
)


def money_in_small_print(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """TPL028: a charge, a renewal or a deadline with its figure in small print only.

    What raises a price that stands in plain sight is FEE006.
    """
    text = facts.scan.folded
    priced = any(_plain(block) and facts.amounts(block) for block in facts.anchored("money"))
    said = _said_plainly(facts) if any(block.prominence in _SMALL for block in facts.document.blocks) else frozenset()
    for block in facts.document.blocks:
        if block.prominence not in _SMALL or block.role in (Role.CODE, Role.ATTRIBUTE) or block.markers:
            continue
        for start, end in facts.scan.sentences(block):
            catch = next((i for i, one in enumerate(_CATCHES) if compiled(one).search(text, start, end)), -1)
            if (
                catch < 0
                or not compiled(_VALUE).search(text, start, end)
                or compiled(_HARMLESS).search(text, start, end)
            ):
                continue
            if not (priced and catch >= _FEE and facts.amounts(block)) and catch not in said:
                style = "a footnote" if block.prominence == Prominence.FOOTNOTE else "small print"
                yield Found(start, end, {"style": style})
                break


def _plain(block: Block) -> bool:
    return block.prominence in (Prominence.HEADLINE, Prominence.BODY) and block.role not in (
        Role.FOOTNOTE,
        Role.CODE,
        Role.ATTRIBUTE,
    )


def _said_plainly(facts: Facts) -> frozenset[int]:
    """The catches that stand at body size with a figure, by their place among _CATCHES."""
    text = facts.scan.folded
    found = set()
    for i, catch in enumerate(_CATCHES):
        for start, _ in Reading(facts).find(catch):
            if _plain(facts.document.block_at(start)) and compiled(_VALUE).search(text, *facts.scan.sentence_at(start)):
                found.add(i)
                break
    return frozenset(found)


_UP_FRONT = frozenset({Role.SUBJECT, Role.HEADING, Role.PREHEADER})


def sum_buried(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:
    """TPL029: the sum or the day is first named far down. Options: `words` of a message, `share` per cent of it."""
    asks = facts.parts.asks
    if asks is None or not readership.whole(facts) or facts.document.tables:
        return
    reading = Reading(facts)
    sums, days = told.amounts(reading), told.dates(reading)
    lines = [line for line in reading.lines if line.block.alternative_of < 0]
    total = sum(line.size for line in lines if line.block.role not in _UP_FRONT)
    if not sums or not days or total < options["words"]:
        return
    if any(facts.document.block_at(at).role in _UP_FRONT for at in (*sums, *days)):
        return
    first = min(sums[0], days[0])
    before = sum(line.size for line in lines if line.end <= first and line.block.role not in _UP_FRONT)
    if before * 100 > total * options["share"]:
        values = {"what": "the sum and the day", "pct": str(round(100 * before / total))}
        yield Found(first, first + 1, values)


_ACTION = (
    r"pay|checkout|confirm|verif|activat|reset|login|log_in|sign_?in|order|invoice|track|download|book|renew|reply|"
    r"button|btn|cta|accept|review"
)
_FEW_WORDS = 20
_MAIL = r"(?i)(?:^|[/_. -])(?:e?mails?|[a-z]*mailer|newsletters?|campaigns?)(?:[/_. -]|$)"


def only_an_image(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """TPL040: a button or a whole message that is a picture without words."""
    parts = facts.parts
    if not (parts.greetings or parts.closings or parts.subjects or compiled(_MAIL).search(facts.document.source.path)):
        return
    found = [image for image in images.find(facts) if not image.told]
    for image in found:
        if image.alone and image.target:
            if "logo" in facts.document.source.text[image.start : image.end].lower():
                continue
            leads_on = compiled(_ACTION).search(image.target.lower()) is not None
            values = {"what": "A link of this message"}
            yield Found(0, 0, values, origin=(image.start, image.end), confidence="" if leads_on else "low")
    alone = [image for image in found if not (image.alone and image.target) and not image.decorative]
    if alone and len(found) == len(images.find(facts)) and facts.parts.words < _FEW_WORDS and not facts.parts.unseen:
        yield Found(0, 0, {"what": "Nearly all of this message"}, origin=(alone[0].start, alone[0].end))
