"""What a template prints: names that may be missing, raw values, and samples that were typed in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from cxlint.amounts.dates import MONTH, dates
from cxlint.annotate.lines import path_words, slots_in, word_set
from cxlint.model.document import SLOT, Role
from cxlint.model.found import Found
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.annotate.greetings import Greeting
    from cxlint.model.document import Block, Slot

_NOT_PROSE = frozenset({Role.CODE, Role.ATTRIBUTE, Role.LINK, Role.BUTTON, Role.VALUE})


def name_without_fallback(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:
    """A greeting that prints nothing where the name should be; `empty: true` looks for empty fallbacks instead."""
    empty = bool(options.get("empty"))
    greetings = facts.parts.greetings
    for greeting in greetings:
        if greeting.identifiers or not (greeting.names or greeting.typed):
            continue
        if not greeting.names:
            typed = "" if empty or not greeting.typed.startswith("{") else greeting.typed.strip("{}")
            if "name" in typed.lower():
                yield Found(greeting.start, greeting.end, {"expr": typed})
            continue
        if any(_guarded(slot, greeting, greetings) or slot.fallback for slot in greeting.names):
            continue
        blank = all(slot.fallback == "" for slot in greeting.names)
        if blank == empty:
            at = _position(facts, greeting, greeting.names[0])
            values = {"expr": greeting.names[0].path or greeting.names[0].expression}
            sure = any(slot.kind == "name" or path_words(slot.path)[-1:] == ("name",) for slot in greeting.names)
            yield Found(at, at + 1, values, confidence="" if sure or empty else "medium")


def _position(facts: Facts, greeting: Greeting, slot: Slot) -> int:
    slots = slots_in(facts.document, greeting.start, greeting.end)
    return next((at for at, found in slots if found == slot), greeting.start)


def _guarded(slot: Slot, greeting: Greeting, greetings: tuple[Greeting, ...]) -> bool:
    """Whether a condition sees to it that the value is there, or another reading greets without it."""
    last = slot.path.rsplit(".", 1)[-1].lower()
    root = slot.path.split(".", 1)[0].lower()
    for condition in slot.conditions:
        lowered = condition.lower()
        if not lowered.startswith("not ") and ((last and last in lowered) or lowered.strip("@$. ") == root):
            return True
    if not slot.conditions:
        return False
    return any(not other.named and other.conditions != greeting.conditions for other in greetings)


def greeting_by_identifier(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """A greeting that calls the reader by a number, a login or an address."""
    for greeting in facts.parts.greetings:
        for slot in greeting.identifiers:
            if not greeting.names:
                at = _position(facts, greeting, slot)
                user = path_words(slot.path)[-1] in ("name", "username", "login", "handle")
                yield Found(at, at + 1, {"variable": slot.path}, confidence="low" if user else "")


_READABLE = word_set(
    "label title display name text description humanize translated message readable humanized friendly"
)


def raw_value(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:
    """A value meant for machines, printed as it is; `words` are the last words of its name."""
    words = word_set(options["words"])
    document = facts.document
    for position, slot in sorted(document.slot_positions.items()):
        name = path_words(slot.path)
        if not name or slot.filters or slot.fallback is not None or _READABLE & set(name[1:]):
            continue
        if not (name[-1] in words or "_".join(name[-2:]) in words):
            continue
        block = document.block_at(position)
        if block.role in _NOT_PROSE or _translated(slot):
            continue
        if facts.document.block_text(block).strip() == SLOT and block.role != Role.SUBJECT:
            continue
        if _reference(facts, position, block):
            continue
        sample = _compared(facts, slot)
        values = {"expr": slot.path, "sample": sample or _SAMPLES.get(name[-1], "PENDING_2")}
        yield Found(position, position + 1, values, confidence="" if sample or options.get("sure") else "low")


_SAMPLES = {"type": "card_present", "code": "ERR_51", "exception": "NullPointerException", "errno": "111"}


def _compared(facts: Facts, slot: Slot) -> str:
    """A constant such as 'partly_paid' that the template compares the value with; empty when there is none."""
    name = re.escape(slot.path.rsplit(".", 1)[-1])
    pattern = rf"{name}\b\W*(?:===?|!==?|eq|is|in)?[\s(\[]*[\"']([A-Z]+(?:_[A-Z0-9]+)*|[a-z]+(?:_[a-z0-9]+)+)[\"']"
    conditions = {condition for other in facts.document.slot_positions.values() for condition in other.conditions}
    arguments = (tag.argument for tag in facts.document.template.tags) if facts.document.template else ()
    found = (compiled(pattern).search(text) for text in (*sorted(conditions), *arguments))
    return next((match[1] for match in found if match is not None), "")


def _translated(slot: Slot) -> bool:
    return (
        compiled(r"\b(?:t|__?|trans|translate|lang|gettext|I18n|humanize|ucfirst|label)\b ?[(.]|_display|\[").search(
            slot.expression
        )
        is not None
    )


def _reference(facts: Facts, position: int, block: Block) -> bool:
    """Whether the value is given for the reader to quote, after words that explain."""
    before = facts.scan.folded[max(block.start, position - 40) : position]
    return compiled(r"\b(?:reference|quote|ref\.?|code for support|support code)\W{0,3}$").search(before) is not None


_RAW_ERROR = (
    r"\b0x[0-9a-f]{4,}\b|\berr(?:or)?_[a-z0-9_]{2,}\b|\berror (?:code )?#?-?\d{2,5}\b|\bhttp (?:error )?[45]\d\d\b|"
    r"\b(?:nullpointer|runtime|io)exception\b|\btraceback\b|\bundefined index\b|\bnan\b(?= ?[.,%$€£])"
)


def raw_error(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:
    """An error code where the reader needs words."""
    yield from raw_value(facts, options)
    for match in compiled(_RAW_ERROR).finditer(facts.scan.folded):
        block = facts.document.block_at(match.start())
        if block.role not in _NOT_PROSE and not _reference(facts, match.start(), block):
            yield Found(match.start(), match.end(), {"expr": facts.document.text[match.start() : match.end()]})


_TEMPLATE_PATH = (
    r"(?i)(?:^|[/_.-])(?:e?mail[-_ ]?)?templates?(?:[/_.-]|$)|(?:^|/)e?mails?/|(?:^|/)mailers?/|\.(?:mjml|hbs|"
    r"j2|tpl)\b"
)
_YEAR = r"\b(?:19|20)\d\d\b"
_COPYRIGHT = (
    rf"(?i)(?:©|\(c\)|copyright)[^\ufffc\n]{{0,60}}?({_YEAR}(?: ?[-–] ?{_YEAR})?)"
    rf"|({_YEAR})(?=[^\ufffc\n]{{0,30}}all rights reserved)"
)
_ONCE = r"(?i)(?:^|[/_. -])(?:campaigns?|broadcasts?|newsletters?|press[-_ ]?releases?|20\d\d)(?:[/_. -]|$)"
_DATE_CUE = r"\b(?:due|by|until|before|from|on|since|expires?|after|deadline)\W*$"
_HISTORY = (
    r"\b(?:since|founded|established|version|updated|revised|registered|act|regulation|directive|"
    r"incorporated)\b"
)
_RATE_CUE = (
    r"\b(?:fees?|charges?|prices?|deposit|minimum|refund\w*|interest|discounts?|off|vat|tax|gst|surcharge|commission|"
    r"rate|save|penalty|late|apr)\b"
)


def _is_template(facts: Facts) -> bool:
    document = facts.document
    if document.template is not None and document.template.slots:
        return True
    return compiled(_TEMPLATE_PATH).search(document.source.path.replace("\\", "/")) is not None


def typed_in(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:
    """A value typed into a template that is sent again and again; `what` is year, date or amount."""
    path = facts.document.source.path
    if not _is_template(facts) or (options["what"] != "year" and compiled(_ONCE).search(path)):
        return
    find = {"year": _years, "date": _dates, "amount": _amounts}[options["what"]]
    for block in facts.document.blocks:
        if block.role not in (Role.CODE, Role.ATTRIBUTE):
            yield from find(facts, block)


def _years(facts: Facts, block: Block) -> Iterator[Found]:
    for match in compiled(_COPYRIGHT).finditer(facts.document.text, block.start, block.end):
        group = 1 if match[1] else 2
        after = facts.document.text[match.end(group) : match.end(group) + 4]
        if SLOT not in after:
            yield Found(match.start(group), match.end(group))


def _dates(facts: Facts, block: Block) -> Iterator[Found]:
    text = facts.scan.folded
    for date in dates(text, block.start, block.end):
        before = text[max(block.start, date.start - 40) : date.start]
        if compiled(_HISTORY).search(before) or compiled(r"©|\(c\)|copyright|[/=_-]$").search(before):
            continue
        whole = date.year is not None and (date.month is not None or date.ambiguous)
        if whole or (date.day is not None and compiled(_DATE_CUE).search(before)):
            yield Found(date.start, date.end)
    yield from _alone_years(facts, block)
    month = compiled(r"(?:january|february|april|june|july|august|september|october|november|december)[.,:]?")
    if block.role == Role.CELL and not block.conditions and month.fullmatch(text, block.start, block.end):
        yield Found(block.start, block.end)


def _alone_years(facts: Facts, block: Block) -> Iterator[Found]:
    """Years such as in "in 2020", without a day or a month, also after the "in" of other languages."""
    text = facts.scan.folded
    pattern = (
        r"\b(?:in|for|during|throughout|of|until|by|season|year|en|im|nel) ((?:19|20)\d\d)\b(?![-/.:,]?\d| ?[a-z]+s\b)"
    )
    for match in compiled(pattern).finditer(text, block.start, block.end):
        before = text[max(block.start, match.start() - 40) : match.start(1)]
        if not compiled(_HISTORY).search(before) and not compiled(rf"{MONTH} \w+ $").search(before):
            yield Found(match.start(1), match.end(1))


def _amounts(facts: Facts, block: Block) -> Iterator[Found]:
    seen = -1
    for amount in facts.amounts(block):
        if amount.slot or amount.low == 0 or amount.start < seen:
            continue
        start, end = facts.scan.sentence_at(amount.start)
        if amount.kind == "percent":
            alone = len(facts.document.block_text(block).split()) <= 2
            if not alone and not compiled(_RATE_CUE).search(facts.scan.folded, start, end):
                continue
        seen = end
        yield Found(amount.start, amount.end)


_BRACKET = (
    r"(?i)\[(?:(?:your|our|the|company|product|customer|sender|recipient|client|insert|business|brand|app|"
    r"service|first|"
    r"last|full|user|support|email|phone|date|due date|amount|address|invoice|order|website|link|url|city|job|"
    r"project)"
    r"\b[^\]\n\ufffc]{0,40}|name|x|xx+|\.\.\.)\](?!\()"
)
_SAMPLE = (
    r"(?i)\blorem ipsum\b|\bdolor sit amet\b|\b(?:TODO|FIXME|TBD)\b(?=[.:!,)\s]|$)|\b(?:john|jane|jon) (?:q\. "
    r")?(?:doe|smith)\b|"
    r"\b(?:your )?awesome (?:team|company|inc|co)\b|"
    r"\(?\b123\)?[ .-]456[ .-]7890|\b555-?(?:01\d\d|1234)\b|\b(?:123|1234) (?:fake|main|street|any|example)\w* ?\w+|"
    r"\b[\w.]+@example\.(?:com|org|net)\b|\byour (?:company|name|address|logo) here\b|"
    r"(?<![\w{#])(?:invoice|order|receipt|customer|booking|ticket|account)(?: (?:no|number|id))?[.:]? ?#?\d{4,}\b"
)


def leftover_placeholder(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """What was to be replaced before sending: fill-in marks, blind text, sample people and numbers."""
    if not _is_template(facts):
        return
    document = facts.document
    marks = []
    seen: set[str] = set()
    for block in document.blocks:
        if block.role in (Role.CODE, Role.ATTRIBUTE):
            continue
        marks += [match.span() for match in compiled(_BRACKET).finditer(document.text, block.start, block.end)]
        for match in compiled(_SAMPLE).finditer(document.text, block.start, block.end):
            kind = match[0].lower()
            if kind not in seen and not (kind in ("todo", "tbd", "fixme") and not match[0].isupper()):
                seen |= {kind, "dolor sit amet"} if kind == "lorem ipsum" else {kind}
                yield Found(*match.span())
    if marks:
        # a kit full of fill-in marks has a step that fills them in; one or two were forgotten
        yield Found(*marks[0], confidence="low" if len(marks) >= 3 else "")


_PLURAL = (
    r"[\d\ufffc\x12-\x17] (?:[a-z-]+ ){0,2}[a-z]{2,}\((?:s|es|ren)\)|"
    r"[\d\ufffc\x12-\x17] (?:[a-z-]+ )?([a-z]{3,})/\1s\b"
)


def plural_hack(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:  # noqa: ARG001
    """A number, and a noun that may be one or many: "3 day(s)"."""
    text = facts.scan.folded
    if "s)" in text or "n)" in text or "/" in text:
        yield from (Found(*match.span()) for match in compiled(_PLURAL).finditer(text))
