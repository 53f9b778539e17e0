"""Whether a message could have gone to anybody: room for a note, values about this customer, surveys, claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxlint.annotate import consequences, readership
from cxlint.annotate.greetings import COMPANY, INSERTS
from cxlint.annotate.lines import path_words, word_set
from cxlint.model.found import Found
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.model.document import Slot

_NOTES = word_set(
    "note notes message messages memo comment comments remark remarks personal description greeting text body content "
    "customtext terms instructions footer reply answer"
)


def no_personal_note_slot(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """A bill, receipt or reply into which nobody can write a line."""
    document = facts.document
    if document.template is None or not document.template.slots or not readership.whole(facts):
        return
    if any(_NOTES & set(path_words(slot.path)) and not slot.loops for slot in document.template.slots):
        return
    kind = next(iter(sorted(document.kinds - {"message"})), "message")
    yield Found(*facts.parts.place, {"kind": kind.replace("support-reply", "reply")})


_CUSTOMER_GAIN = (
    r"\b(?:you|your|yours|customers?|clients?|people|members?|users?|families|businesses|readers|visitors|guests|"
    r"passengers|"
    r"patients|students|tenants|drivers|riders|subscribers|developers|teams|anyone|everyone)\b[^.!?]{0,80}\b(?:can|"
    r"could|will|gets?|"
    r"pays?|saves?|no longer|now|receives?|needs?|finds?|enjoys?|be able|(?:is|are) able|won't|may|have|free)\b"
)
_MEASURE = (
    r"[$€£]\d|\b\d[\d.,]* ?(?:%|percent|per cent|euros?|dollars?|pounds|days?|hours?|minutes?|seconds?|weeks?|months?|"
    r"shops?|"
    r"stores?|cities|countries|places|times|languages|km|miles|degrees|stations|routes|kg|mb|gb)\b|\bfree of charge\b|"
    r"\bfor free\b"
)
_QUOTE = r"[\"“][^\"”]{20,600}[\"”]"
_LEAD_WORDS = 150


def release_without_customer(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:
    """An announcement whose opening never says what it is to a customer."""
    document, text = facts.document, facts.scan.folded
    if facts.parts.unseen or facts.parts.words < int(options["words"]) or not facts.english:
        return
    if compiled(_NEWS).search(text) is None:
        return
    words = compiled(r"\S+").finditer(text)
    end = next((match.end() for i, match in enumerate(words) if i >= _LEAD_WORDS), len(text))
    # what executives say in quotation marks does not count
    lead = compiled(_QUOTE).sub(lambda match: " " * len(match[0]), document.text[:end]).lower()
    if not compiled(_CUSTOMER_GAIN).search(lead) and not compiled(_MEASURE).search(lead):
        yield Found(*facts.parts.place)


_NEWS = (
    r"\b(?:announce[sd]?|announcing|announcement|launch\w*|unveil\w*|introduc\w+|proud|partnership|acquisition|"
    r"acquires?d?|"
    r"appoint\w*|releas\w+|for immediate release)\b"
)

_SURVEY = (
    r"\b(?:rate (?:us|our|your experience|this)|how (?:did we do|was your experience|would you rate|are we doing)|"
    r"(?:take|complete|fill (?:in|out)|answer) (?:a|our|this|the) (?:\w+ ){0,3}(?:survey|questionnaire)|"
    r"(?:satisfaction|feedback) survey|"
    r"review us|leave (?:us )?(?:a|your) (?:\w+ )?review|(?:five|5)[ -]stars?|how likely are you to recommend|nps|"
    r"tell us how we did|share your feedback|give us (?:your )?feedback)\b"
)
_BAD = (
    r"\b(?:payment|card|charge|renewal) (?:has |was |could |has been |we tried )?(?:\w+ )?(?:failed|declined|rejected|"
    r"unsuccessful|"
    r"not (?:be )?(?:processed|go through|gone through))|\b(?:did(?: not|n't)|could(?: not|n't)) (?:go through|"
    r"be (?:processed|charged|"
    r"collected|delivered|resolved|fixed))|\bwe (?:could(?: not|n't)|were(?: not|n't)? (?:un)?able to|cannot|"
    r"can't) (?:\w+ )?(?:fix|solve|"
    r"resolve|help|repair|find|deliver|refund|process)|\b(?:account|service|access|subscription) (?:has been|was|is|"
    r"will be) "
    r"(?:now )?(?:suspended|terminated|disabled|closed by|blocked)|\b(?:ticket|case) (?:has been|was) closed without\b|"
    r"\bwe (?:have )?cancell?ed your\b|\bwithout (?:a )?(?:solution|resolution)\b|\boverdue\b"
)


def survey_with_bad_news(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """A rating is asked for in the message that brings bad news, in one reading of it."""
    if not readership.customers(facts):
        return
    document, text = facts.document, facts.scan.folded
    survey = compiled(_SURVEY).search(text)
    if survey is None:
        return
    asked = document.block_at(survey.start())
    bad = [match.span() for match in compiled(_BAD).finditer(text)] + list(consequences.refusals(facts))
    for start, _ in sorted(bad):
        block = document.block_at(start)
        if not _exclusive(block.conditions, asked.conditions):
            yield Found(*survey.span())
            return


def _exclusive(ones: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether two readings never meet: one stands under a condition and the other under its contrary."""
    return any(f"not {one}" in others for one in ones) or any(f"not {other}" in ones for other in others)


_CLAIMS = (
    r"\b(?:just for you|only for you|(?:specially|especially|exclusively|personally|carefully) (?:selected|chosen|"
    r"picked|"
    r"curated|prepared|made) for you|hand-?picked (?:\w+ ){0,3}for you|exclusively yours|we thought of you|"
    r"(?:a|your) personal(?:i[sz]ed)? (?:offer|note|message|invitation|selection|deal)|tailored (?:just |"
    r"specially )?(?:for|to) you)\b"
)
_CLAIM_DENIED = r"\b(?:not|never|make it|create|write|add|choose)\b[^.!?]{0,30}$"
_ABOUT_ANYBODY = COMPANY | word_set(
    "name firstname lastname fullname first last url link href unsubscribe logo year date image img src color css "
    "style title "
    "subject preheader lang locale email address now today baseurl base webview browser preferences brand coupon code"
)


def false_personalisation(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """A claim such as "just for you", and no value nearby that is about the reader."""
    document, text = facts.document, facts.scan.folded
    if not readership.customers(facts) or facts.parts.unseen:
        return
    for match in compiled(_CLAIMS).finditer(text):
        block = document.block_at(match.start())
        start, end = document.section(block)
        if compiled(_CLAIM_DENIED).search(text, max(start, match.start() - 60), match.start()):
            continue
        if not any(_about_reader(slot) for _, slot in document.slots_between(start, end)):
            yield Found(*match.span())
            return


def _about_reader(slot: Slot) -> bool:
    words = set(path_words(slot.path))
    return slot.kind not in ("link", "contact", "name") and not words <= _ABOUT_ANYBODY and bool(words)


_EMPTY_VALUES = (
    COMPANY
    | INSERTS
    | word_set(
        "id ids uuid guid number no num nr key slug token url link href path uri host domain logo image img src year "
        "date time "
        "created updated at now today style color css lang locale base static media unsubscribe support email address "
        "mail phone "
        "contact footer header title signature linebreak br nl environment version"
    )
)
_NAMES = word_set(
    "name firstname lastname fullname first last user customer client member recipient greeting salutation username"
)


def nothing_about_customer(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:
    """A message whose values are numbers, dates and links only."""
    document = facts.document
    least = int(options["words"])
    if document.template is None or not document.template.slots or not readership.whole(facts, least):
        return
    slots = document.template.slots
    told = [slot for slot in slots if not set(path_words(slot.path)) <= _EMPTY_VALUES | _NAMES | _OBJECTS]
    if told or any(slot.loops for slot in slots):
        return
    ids = ", ".join(dict.fromkeys(slot.path for slot in slots if slot.path and slot.kind != "name"))
    if ids:
        yield Found(*facts.parts.place, {"ids": ids[:80]})


_OBJECTS = word_set(
    "order invoice ticket case object request account payment receipt document statement data context item self this"
)
