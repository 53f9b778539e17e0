"""Values that a template prints as a machine would write them: bare numbers for money, raw dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxlint.annotate.lines import path_words, word_set
from cxlint.model.document import Role
from cxlint.model.found import Found
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.model.document import Document, Slot

_UNREAD = frozenset({Role.CODE, Role.ATTRIBUTE, Role.VALUE})
_SIGN = (
    r"[$\u00a3\u20ac\u00a5\u20b9\u20bd]|\b(?:usd|eur|gbp|chf|sek|nok|dkk|pln|czk|inr|jpy|cad|aud|nzd|dollars?|euros?|"
    r"pounds?|cents?|credits?|points?|bitcoin|btc|kr|rs)\b|%"
)
_NEAR = 14
"""Characters around a value in which its currency is looked for."""

_ALL_IN = r"\b(?:all )?(?:amounts|prices|sums|figures|totals) (?:are |shown |quoted )*in\b"
_SHAPED = word_set("formatted format display currency symbol html text label string localized pretty with money words")
_CENTS = word_set("cents pence minor")
_NO_MONEY = word_set(
    "rate percent percentage count counts number id ratio type status name url method tax vat taxes form quantity "
    "stock used pagination pages member members membership users"
)

_TYPED = frozenset({"jinja", "django", "twig", "erb", "blade", "php", "liquid", "freemarker", "tt", "go"})
"""Dialects that get numbers; others are filled in with text that is formatted already, more often than not."""


def amount_without_currency(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """TPL011: a sum without a currency: sure for cents and beside sums that have one, else once a file, unsure."""
    document = facts.document
    if document.template is None or compiled(_ALL_IN).search(facts.scan.folded):
        return
    bare: dict[str, tuple[int, Slot]] = {}
    bound = _bound(document)
    dressed = False
    for position, slot in sorted(document.slot_positions.items()):
        if slot.kind != "money" or document.block_at(position).role in _UNREAD:
            continue
        if _is_dressed(facts, position, slot):
            dressed = True
        elif slot.path and slot.path not in bound and not _is_no_money(facts, position, slot):
            bare.setdefault(slot.path, (position, slot))
    unsure = ""
    for path, (position, _) in bare.items():
        if _CENTS & set(path_words(path)[-2:]):
            yield Found(position, position + 1, {"expr": path}, severity="error")
        elif dressed:
            sure = not document.fragment and not path.endswith(("item.amount", "line.amount"))
            yield Found(position, position + 1, {"expr": path}, confidence="" if sure else "low")
        elif not unsure and document.template.dialect in _TYPED:
            unsure = path
            yield Found(position, position + 1, {"expr": path}, confidence="low")


def _bound(document: Document) -> frozenset[str]:
    """The names that a tag gives to a value, as in `blocktrans with total=order.total|money`: they may be formatted."""
    tags = document.template.tags if document.template else ()
    names = (compiled(r"\b(\w+) ?:?=(?!=)|\bas (\w+)").findall(tag.argument) for tag in tags)
    return frozenset(name for found in names for pair in found for name in pair if name)


_COUNTED = r" ?[\xd7x](?![\w])| (?!is\b|was\b|has\b|plus\b|this\b)[a-z]+s\b"


def _is_no_money(facts: Facts, position: int, slot: Slot) -> bool:
    """Whether a value with the name of a sum is a share, a number of things, or the last of several steps."""
    if _NO_MONEY & set(path_words(slot.path)) or "qty" in slot.path:
        return True
    text = facts.scan.folded
    before = text[max(0, position - 5) : position]
    return compiled(_COUNTED).match(text, position + 1) is not None or before.endswith(("\x17 of ", "/ ", "/"))


def _is_dressed(facts: Facts, position: int, slot: Slot) -> bool:
    """Whether a sum is formatted, or a currency stands beside it."""
    if slot.filters or "(" in slot.expression or _SHAPED & set(path_words(slot.path)):
        return True
    block = facts.document.block_at(position)
    low, high = max(block.start, position - _NEAR), min(block.end, position + 1 + _NEAR)
    if compiled(_SIGN).search(facts.scan.folded, low, high):
        return True
    near = facts.document.slots_between(low, high)
    return any({"currency", "symbol", "cur"} & set(path_words(other.path)) for at, other in near if at != position)


_NUMERIC = (
    r"['\"][^'\"]{0,12}?(?:%-?[md]/%-?[md]|%D\b|%x\b|\b(?:M{1,2}/D{1,2}|D{1,2}/M{1,2}|M{1,2}/d{1,2}|"
    r"d{1,2}/M{1,2})/y{2,4}|"
    r"\b(?:M{1,2}/D{1,2}|D{1,2}/M{1,2})/Y{2,4}|\b[mn]/[dj]/[yY]\b|\b[dj]/[mn]/[yY]\b)"
)
_MACHINE = (
    r"\.iso8601\b|\.toISOString\b|\bxmlschema\b|['\"](?:%Y-%m-%d|Y-m-d|YYYY-MM-DD|yyyy-MM-dd)"
    r"(?:['\"]?T['\"]?| ?\\T)|\bdate:? ?\(?['\"](?:c|U|r)['\"]|strftime\([^()]{0,9}%s|\b(?:to_i|timestamp\(\))|"
    r"\bgetTime\b"
)
_WEEKDAY = r"%A|%a|\bEEEE?\b|\bdddd?\b|['\"][lD][ ,]"
_DATED = r"strftime|date|format|iso|time|%"
_GLUED = frozenset("\"'=-_/#")
"""What stands right before a value in an address, an identifier or an attribute."""

_CLOCKS = word_set("at timestamp datetime")
_SURE = frozenset({"erb", "blade"})
_LIKELY = frozenset({"jinja", "twig", "liquid"})
"""Dialects that print a point in time as 2025-05-04 09:30:00; others format it by themselves, or get text."""


def raw_date(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """TPL012: a date in figures that are read one way here and another way there, or as a machine writes it."""
    document = facts.document
    if document.template is None:
        return
    seen: set[str] = set()
    for position, slot in sorted(document.slot_positions.items()):
        if document.block_at(position).role in _UNREAD or slot.expression in seen:
            continue
        if document.text[max(0, position - 1) : position] in _GLUED:
            continue
        shown, confidence = _shown(slot, document.template.dialect)
        if shown:
            seen.add(slot.expression)
            yield Found(position, position + 1, {"expr": _name(slot), "render": shown}, confidence=confidence)


def _name(slot: Slot) -> str:
    return compiled(r"\.(?:strftime|iso8601|format|isoformat|xmlschema|to_i)$").sub("", slot.path) or slot.expression


def _shown(slot: Slot, dialect: str) -> tuple[str, str]:
    """What the reader gets to see of a date, and how sure that is; empty when it is fit to read."""
    expression = slot.expression
    if compiled(_DATED).search(expression.lower()):
        # the day of the week tells the reader which number is the day
        if compiled(_NUMERIC).search(expression) and not compiled(_WEEKDAY).search(expression):
            return "figures such as 04/05/25", ""
        if compiled(r"\bisoformat\b").search(expression):
            return "figures such as 2025-05-04", "low"
        if compiled(_MACHINE).search(expression):
            return "figures such as 2025-05-04T09:30:00Z", ""
    words = path_words(slot.path)
    if slot.filters or slot.fallback is not None or len(words) < 2 or words[-1] not in _CLOCKS or "(" in expression:
        return "", ""
    if dialect in _SURE and "." in slot.path:
        return "figures such as 2025-05-04 09:30:00 UTC", ""
    return ("figures such as 2025-05-04 09:30:00", "low") if dialect in _LIKELY else ("", "")
