"""What a message of its kind has to tell: the price and the day of a renewal, the reason for a suspension."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxlint.amounts import periods
from cxlint.annotate.audience import STAFF
from cxlint.annotate.lines import path_words
from cxlint.annotate.told import leads, words_of_slots
from cxlint.model.document import Role
from cxlint.model.source import file_name
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.annotate.readings import Reading

_LEAST_WORDS = 4
_OPENING = 400

_RENEWAL = (
    r"\b(?:will|is about to|is set to|is due to|going to)(?: be)?(?: automatically| auto)?[ -]renew|"
    r"\brenews? (?:on|in|automatically|soon|tomorrow|shortly)\b|\bautomatic(?:ally)?[ -]renew|\bupcoming renewal\b"
)
_TRIAL = (
    r"\btrial\b[^.!?]{0,40}\b(?:end(?:s|ing|ed)?|expir\w+|(?:almost |nearly )?over|finish\w*|convert\w*|"
    r"run(?:s|ning)? out|last day)\b|\b(?:end|last day) of your (?:\w+ )?trial\b"
)
_PRICE_CHANGE = (
    r"\b(?:pric(?:e|es|ing)|rates|fees|cost of your \w+)\b[^.!?]{0,30}\b(?:chang\w+|increas\w+|updat\w+|"
    r"go(?:es|ing)? up|ris(?:e|es|ing))\b|\b(?:chang\w+|increas\w+|updat\w+|rais\w+)\b[^.!?]{0,25}\b(?:pric(?:e|es|"
    r"ing)|rates|fees)\b|\bnew pric(?:es|ing)\b"
)
_SUSPENDED = (
    r"\b(?:account|service|subscription|membership|access|plan)s?\b[^.!?]{0,30}\b(?:has been|have been|was|were|"
    r"will be|is|is now|are) (?:temporarily |permanently |immediately |now )?(?:suspended|terminated|closed|disabled|"
    r"deactivated|restricted|blocked|cut off)\b"
)
_NO_CHARGE = (
    r"\b(?:upgrade|choose a plan|pick a plan|select a plan|subscribe|add (?:a|your) (?:card|payment)|"
    r"enter your (?:card|payment)|payment (?:details|method|information)|not be charged|no charge|won't (?:be charged|"
    r"charge)|free plan|to continue|to keep)\b"
)
_CANCEL = (
    r"\b(?:cancel\w*|turn(?:ing)? (?:it )?off|switch(?:ing)? (?:it )?off|stop (?:the|your|it)|opt out|downgrade|"
    r"end your|leave|manage (?:your )?(?:subscription|plan|billing|membership|account)|(?:account|billing|"
    r"subscription) (?:settings|page|portal)|disable auto\w*|do not (?:want|wish)|don't (?:want|wish)|rather not)\b"
)
_CANCEL_LINK = r"cancel|manage|billing|subscription|portal|settings|account|unsubscribe"
_REASON = (
    r"\b(?:because|due to|as (?:you|your|we|a result|requested)|since|reason|overdue|unpaid|past due|violat\w+|"
    r"breach\w*|(?:did not|didn't|not been able to|could not|couldn't|unable to|failed|declined)|you (?:asked|"
    r"requested|cancelled|canceled)|your request|expired|inactiv\w*|security|fraud|non-?payment|missed|after|"
    r"for (?:the following|not)|following)\b"
)
_WHAT_NEXT = (
    r"\b(?:contact|call|reply|write|e-?mail|appeal|reactivat\w*|restor\w*|re-?enabl\w*|renew|update|pay|log ?in|"
    r"sign ?in|visit|click|if you (?:think|believe|have|want|wish|would)|to (?:continue|resume|use)|resolve|"
    r"get in touch|questions?|reach)\b"
)
_SOON = r"\b(?:today|tomorrow|tonight|this (?:week|month)|next (?:week|month|year)|immediately)\b"
_MONEY_WORDS = frozenset("price amount total cost fee charge sum balance rate due subtotal".split())
_DATE_WORDS = frozenset("date day days at on until expires expiry ends end deadline renewal period time".split())


class _Kind(NamedTuple):
    """A sort of message: how the reader calls it, how bad a gap is, and what it must tell."""

    called: str
    severity: str
    needs: tuple[tuple[str, Callable[[Facts], bool]], ...]


class Gap(NamedTuple):
    """What a notice leaves out: its sort ("price"), how the reader calls it, how bad that is, and what is missing."""

    sort: str
    called: str
    severity: str
    missing: tuple[str, ...]


def gap(facts: Facts) -> Gap | None:
    """What a whole message leaves out that a notice of its sort is for; None when nothing is missing for sure."""
    parts = facts.parts
    if facts.document.fragment or parts.words < _LEAST_WORDS or facts.document.audience == STAFF:
        return None
    sort = _sort(facts)
    if not sort:
        return None
    kind = _kinds()[sort]
    lacking = [(what, told) for what, told in kind.needs if not told(facts)]
    whole = parts.whole if lacking else None
    missing = tuple(what for what, told in lacking if whole is not None and not whole.any(told))
    return Gap(sort, kind.called, kind.severity, missing) if missing else None


def _sort(facts: Facts) -> str:
    opening = _opening(facts)
    name = file_name(facts.document.source.path).lower().replace("_", " ").replace("-", " ")
    for key, pattern in (
        ("trial", _TRIAL),
        ("renewal", _RENEWAL),
        ("price", _PRICE_CHANGE),
        ("suspension", _SUSPENDED),
    ):
        if compiled(pattern).search(f"{opening} \x00 {name}"):
            return key
    kinds = facts.document.kinds
    if "dunning" in kinds and facts.parts.asks is not None:
        return "reminder"
    return "receipt" if "receipt" in kinds and _PAID_NAME & set(name.split()) else ""


_PAID_NAME = frozenset({"receipt", "paid", "payment"})


def _opening(facts: Facts) -> str:
    """What tells a message's kind: the subject, the headings, the first words."""
    folded = facts.scan.folded
    told = [block for block in facts.document.blocks if block.role in (Role.SUBJECT, Role.PREHEADER, Role.HEADING)]
    text = " \x00 ".join(folded[block.start : block.end] for block in told)
    return f"{text} \x00 {folded[:_OPENING]}"


def _kinds() -> dict[str, _Kind]:
    amount, date, cancel = ("the price", _has_amount), ("the date", _has_date), ("how to cancel", _has_exit)
    return {
        "renewal": _Kind("notice of a renewal", "error", (amount, date, cancel)),
        "trial": _Kind(
            "notice of a trial's end",
            "error",
            (("what it costs then", _trial_price), date, ("how to cancel", _trial_exit)),
        ),
        "price": _Kind(
            "notice of a price change",
            "error",
            (("the old and the new price", _has_two_amounts), date, ("how to leave", _has_exit)),
        ),
        "reminder": _Kind("reminder", "warning", (("how much is owed", _has_amount),)),
        "receipt": _Kind("receipt", "warning", (("how much was paid", _has_amount),)),
        "suspension": _Kind(
            "notice of a suspension", "warning", (("why", _has_reason), ("what the reader can do", _has_way_back))
        ),
    }


def _slot_words(facts: Facts) -> Iterator[tuple[str, frozenset[str]]]:
    for slot in facts.document.slot_positions.values():
        yield slot.kind, frozenset(path_words(slot.path))


def _amounts(facts: Facts) -> int:
    printed = sum(kind == "money" or bool(words & _MONEY_WORDS) for kind, words in _slot_words(facts))
    return printed + sum(len(facts.amounts(block)) for block in facts.anchored("money"))


def _has_amount(facts: Facts) -> bool:
    return _amounts(facts) > 0 or _opaque(facts)


def _has_two_amounts(facts: Facts) -> bool:
    return _amounts(facts) > 1 or _opaque(facts)


def _opaque(facts: Facts) -> bool:
    """Whether a table of rows, a loop or an attached bill may hold what the words do not."""
    if facts.document.tables or any(slot.loops for slot in facts.document.slot_positions.values()):
        return True
    return (
        compiled(r"\b(?:attach\w*|enclos\w*|invoice (?:below|details)|summary below)\b").search(facts.scan.folded)
        is not None
    )


def _has_date(facts: Facts) -> bool:
    document = facts.document
    if any(kind in ("date", "count") or words & _DATE_WORDS for kind, words in _slot_words(facts)):
        return True
    if compiled(_SOON).search(facts.scan.folded):
        return True
    return any(
        periods.dates(document.text, block.start, block.end) or periods.durations(document.text, block.start, block.end)
        for block in document.blocks
    )


def _has_exit(facts: Facts) -> bool:
    if compiled(_CANCEL).search(facts.scan.folded):
        return True
    if any(compiled(_CANCEL_LINK).search(link.target.lower()) for link in facts.document.links):
        return True
    return any(
        kind == "link" and words & {"cancel", "manage", "billing", "portal"} for kind, words in _slot_words(facts)
    )


def _trial_price(facts: Facts) -> bool:
    return _has_amount(facts) or compiled(_NO_CHARGE).search(facts.scan.folded) is not None


def _trial_exit(facts: Facts) -> bool:
    return _has_exit(facts) or compiled(_NO_CHARGE).search(facts.scan.folded) is not None


def _has_reason(facts: Facts) -> bool:
    if any(words & {"reason", "cause", "why", "explanation", "comment", "message"} for _, words in _slot_words(facts)):
        return True
    return compiled(_REASON).search(facts.scan.folded) is not None


def _has_way_back(facts: Facts) -> bool:
    linked = bool(facts.document.links) or any(kind == "link" for kind, _ in _slot_words(facts))
    return linked or bool(facts.parts.contacts) or compiled(_WHAT_NEXT).search(facts.scan.folded) is not None


def exits(reading: Reading) -> bool:
    """Whether somebody learns how to cancel or to leave."""
    return reading.search(_CANCEL) is not None or leads(reading, r"cancel|manage|billing|portal|settings|unsubscribe")


def reasons(reading: Reading) -> bool:
    """Whether somebody learns why."""
    given = {"reason", "cause", "why", "explanation", "comment", "message"}
    return any(words & given for _, _, words in words_of_slots(reading)) or reading.search(_REASON) is not None


def ways_back(reading: Reading) -> bool:
    """Whether somebody learns what can be done: a link, a contact, words that say so."""
    linked = bool(reading.links) or any(slot.kind == "link" for _, slot in reading.slots)
    return linked or bool(reading.facts.parts.contacts) or reading.search(_WHAT_NEXT) is not None
