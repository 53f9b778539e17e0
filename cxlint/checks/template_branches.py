"""A template's branches held side by side: reasons that may be missing, a warm yes and a cold no, sales in bad news."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxlint.annotate import bad_news, readership
from cxlint.annotate.branches import Branches, words
from cxlint.annotate.lines import path_words, word_set
from cxlint.annotate.readings import Reading, around
from cxlint.model.document import Role
from cxlint.model.found import Found
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.model.document import Slot
    from cxlint.templates import Branch

_REASONS = word_set("reason reasons message comment comments note notes explanation remark remarks")
_BECAUSE = r"\b(?:because|due to|owing to|since (?:it|you|the|your)|as (?:it|they|you|the|we|your)|the reason)\b"


_MOST = 20
"""Optional reasons looked at in one template."""


def optional_reason(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """TPL023: a refusal whose reason shows only when somebody typed one, and nothing else takes its place."""
    if readership.for_staff(facts):
        return
    branches: Branches | None = None
    seen: set[tuple[object, ...]] = set()
    for position, slot in sorted(facts.document.slot_positions.items()):
        # one value under one condition is one finding
        if (slot.path, slot.conditions) in seen or len(seen) >= _MOST or not _asked_for(slot):
            continue
        seen.add((slot.path, slot.conditions))
        branches = branches or Branches(facts)
        choice = branches.around(slot.start)
        if choice is None or _condition(choice.branches, slot) != slot.conditions[-1] or _has_else(branches, choice):
            continue
        # what everybody sees who may come to the condition
        reading = Reading(facts, slot.conditions[:-1])
        if _refuses(reading, position, sure="reason" in slot.path.lower()) and reading.search(_BECAUSE) is None:
            yield Found(position, position + 1, {"var": slot.path}, confidence="medium" if facts.parts.contacts else "")


def _asked_for(slot: Slot) -> bool:
    """Whether a value is a reason, and stands under the condition that there is one."""
    name = path_words(slot.path)
    if not slot.conditions or not name or not _REASONS & set(name[-2:]):
        return False
    condition = slot.conditions[-1]
    plain = compiled(r"[!=<>]=|[<>]|\bnot\b|\bor\b|\bempty\b.*\?").search(condition) is None
    return plain and name[-1] in path_words(condition)


def _condition(branches: tuple[Branch, ...], slot: Slot) -> str:
    return next((branch.condition for branch in branches if branch.start <= slot.start < branch.end), "")


def _has_else(branches: Branches, choice: Any) -> bool:
    return sum(words(branches.text(branch)) > 0 for branch in choice.branches) > 1


_NEAR = 800
_CLOSE = 300
"""Characters between a refusal and its reason, and a remark that may be one."""


def _refuses(reading: Reading, position: int, *, sure: bool) -> bool:
    """Whether somebody is told no near a position, or in the subject."""
    facts = reading.facts
    maybe = compiled(r"\b(?:if|unless|may|might|can|could)\b")
    for start, end in reading.find(bad_news.REFUSAL):
        sentence, _ = facts.scan.sentence_at(start)
        before = position - start
        near = (
            0 <= before < _CLOSE
            or (sure and abs(before) < _NEAR)
            or facts.document.block_at(start).role == Role.SUBJECT
        )
        if near and maybe.search(facts.scan.folded, sentence, end) is None:
            return True
    return False


_NEGATIVE = (
    r"\b(?:reject|declin|refus|den(?:y|ied)|fail|cancel|suspend|unable|unfortunately|unsuccessful|regret)\w*|"
    r"\b(?:cannot|could not|couldn't)\b|\bnot (?:been )?(?:approved|accepted|successful|confirmed|possible|granted)\b"
)
_POSITIVE = (
    r"\b(?:congrat|welcom|thank|approv|accept|confirm|glad|great|good news|success|happy|delighted|pleas(?:ed|ure)|"
    r"enjoy|look(?:ing)? forward|see you)\w*"
)
_COURTESIES = {
    "the name": None,
    "thanks or a sorry": r"\b(?:thank|sorry|apolog|appreciat|regret)",
    "a reason": r"\b(?:because|due to|since|reason)\b",
    "a next step": r"\b(?:you (?:can|may|could|will)|please|here is how|to (?:start|begin)|next|try|apply|instead)\b",
    "a person": r"\b(?:regards|sincerely|call|reply|contact|ask|yours|cheers)\b",
}
_LEAST_GOOD = 12
_LEAST_BAD = 2


def two_faced(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """TPL024: a yes with name, thanks and a next step, and a no in bare words."""
    template = facts.document.template
    if (
        template is None
        or readership.for_staff(facts)
        or not any(tag.keyword.startswith("else") for tag in template.tags)
    ):
        return
    text = facts.scan.folded
    if compiled(_NEGATIVE).search(text) is None or compiled(_POSITIVE).search(text) is None:
        return
    branches = Branches(facts)
    for choice in branches.all():
        texts = [(branch, text) for branch in choice.branches if words(text := branches.text(branch)) >= _LEAST_BAD]
        if len(texts) != 2 or branches.in_markup(choice.start):
            continue
        bad = [pair for pair in texts if compiled(_NEGATIVE).search(pair[1])]
        good = [pair for pair in texts if pair not in bad and compiled(_POSITIVE).search(pair[1])]
        if len(bad) == 1 and len(good) == 1 and _colder(good[0][1], bad[0][1]):
            values = {"branch": bad[0][0].condition, "n": str(words(bad[0][1]))}
            yield Found(0, 0, values, origin=branches.shown(bad[0][0]))


def _colder(good: str, bad: str) -> bool:
    if words(good) < _LEAST_GOOD:
        return False
    lacks = 0
    for pattern in _COURTESIES.values():
        if pattern is None:
            lacks += "\x01" in good and "\x01" not in bad
        else:
            lacks += bool(compiled(pattern).search(good)) and not compiled(pattern).search(bad)
    return lacks >= 2 or (lacks == 1 and words(bad) * 3 < words(good))


_SALE = (
    r"\bupgrade (?:to|now|today)\b|\brefer (?:a |your )?friends?\b|\b\d{1,2} ?% off\b|\brecommended for you\b|"
    r"\byou (?:may|might|will|'ll) (?:also )?(?:like|love)\b|\bnew arrivals\b|\bfollow us (?:on|for)\b|\bgiveaway\b|"
    r"\bspecial offers?\b|\blimited[- ]time\b|\b(?:discount|promo|coupon) code\b|\buse code\b|\bshop now\b|"
    r"\bbest ?sellers?\b|\bcheck out our (?:new|latest|other)\b|\bwhile you're here\b|\benter to win\b"
)
_HELP = (
    r"\bto (?:continue|restore|keep|resume|unlock|reactivate|avoid|increase|get more)\b|\bsmaller\b|\bcheaper\b|"
    r"\bdowngrade|\bwith friends\b|\binstead\b"
)
_LIMIT = r"\b(?:limit|quota|trial|expired|storage|plan (?:has )?ended)\b"
_SALE_PARTS = r"\b(?:promo\w*|upsell\w*|recommend\w*|marketing|cross_?sell\w*|referral\w*|ads?)\b"


def upsell_in_bad_news(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """TPL037: something is sold to a reader who has just been told no."""
    bad = bad_news.stated(Reading(facts))
    if bad is None:
        return
    reading = around(facts, bad[0])
    text = facts.scan.folded
    values = {"bad_news": text[slice(*bad)].strip()}
    for start, end in reading.find(_SALE):
        low, high = facts.scan.sentence_at(start)
        upgrade = text.startswith("upgrade", start)
        if facts.document.block_at(start).role == Role.CELL or compiled(_HELP).search(text, low, high):
            continue
        if not (upgrade and reading.search(_LIMIT)):
            yield Found(start, end, values)
            return
    tags = facts.document.template.tags if facts.document.template else ()
    parts = [tag for tag in tags if tag.keyword.lstrip("/") in ("include", "render", "import", "partial", "component")]
    for tag in parts:
        named = compiled(r"[_./-]+").sub(" ", tag.argument.lower())
        if compiled(_SALE_PARTS).search(named) and reading.shows(Branches(facts).at(tag.start)):
            yield Found(*bad, {**values, "match": tag.argument.strip("'\" ")}, origin=(tag.start, tag.end))
            return
