"""Terms where it matters what is told, and where: papers nobody can open, promises undone below, undated refunds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from cxlint.amounts import periods
from cxlint.amounts.amount import MONEY
from cxlint.annotate.money_text import sentences, trimmed, words
from cxlint.model.document import Role
from cxlint.model.finding import Related, place_of
from cxlint.model.found import Found
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.model.document import Block

# papers that nobody can open ----------------------------------------------------------------------------------------

_PAPER = (
    r"(?:Policy|Policies|Rules|Schedule|Guidelines|Conditions|Code of Conduct|Tariff|Price List|Manual|Handbook|"
    r"By-?laws|House Rules|Fee Table)"
)
_NAMED = rf"\b(?:[Oo]ur|[Tt]he|[Aa]n?|[Ii]ts) ((?:[A-Z][\w&'’-]+ ){{1,4}}{_PAPER})\b"
_BINDS = (
    r"bound by|incorporated|forms? (?:an? )?(?:integral )?part of|part of (?:this|these|the|your)|agree to|agrees to|"
    r"comply with|subject to (?:our|the|\x10)|applies|apply to"
)
_ON_REQUEST = (
    r"(?:available|sent|provided|obtained|supplied|seen|inspected) (?:to you )?(?:up)?on (?:written )?request|"
    r"available (?:for inspection )?at our (?:office|registered office|premises)|on request"
)
_SHOWN = r"attached|below|annex\w*|appendix|exhibit|enclosed|here|link\w*|website|available (?:at|on|in)|e-?mail|posted"
_LAW = (
    r"directive|regulation \(|act|statute|eu|federal|state|government|council|arbitration|aaa|jams|icc|procedure|"
    r"applicable|export|privacy|cookies?"
)


def bound_to_unseen_terms(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """TRM110: people are bound by a paper to be had on request only, or that a page with links does not link."""
    seen: set[str] = set()
    for _, start, end in sentences(facts, *_PAPER_WORDS):
        text = facts.scan.folded[start:end]
        binds = words(_BINDS).search(text)
        for match in compiled(_NAMED).finditer(facts.document.text, start, end):
            name = match[1]
            if name in seen or words(_LAW).search(name.lower()):
                continue
            asked = words(_ON_REQUEST).search(text)
            if asked and not words(r"free of charge|copy|copies|e-?mail").search(text):
                seen.add(name)
                yield Found(*match.span(1), {"document": name})
            elif binds and not asked and not words(_SHOWN).search(text) and _unlinked(facts, name, start, end):
                seen.add(name)
                yield Found(*match.span(1), {"document": name}, confidence="medium")


_PAPER_WORDS = (
    "polic", "rules", "schedule", "guidelines", "conditions", "tariff", "price list", "manual", "handbook",
    "bylaws", "by-laws", "code of conduct", "fee table",
)  # fmt: skip


def _unlinked(facts: Facts, name: str, start: int, end: int) -> bool:
    """Whether a page that links to other things says nothing of where this paper is."""
    document, low = facts.document, name.lower()
    if not document.links or "\x18" in facts.scan.folded[start:end]:
        return False
    if any(start <= link.start < end for link in document.links):
        return False
    last = low.split()[-2:]
    linked = (document.text[link.start : link.end].lower() for link in document.links)
    if any(all(word in text for word in last) or last[0] in text for text in linked):
        return False
    headings = (block for block in document.blocks if block.role == Role.HEADING)
    return not any(last[0] in document.block_text(block).lower() for block in headings)


# promises that are undone further down ------------------------------------------------------------------------------


class _Topic(NamedTuple):
    """A promise (`claim`, with the literal `word`), and what takes it back in another block, about the same `thing`."""

    word: str
    claim: str
    limit: str


_COUNT = r"\d[\d,.]* ?(?:gb|mb|kbps|mbps|tb|%|\w+)|fair[- ]use"
_TOPICS = (
    _Topic(
        "unlimited",
        r"\bunlimited (?:free |monthly |high-speed |mobile )?(?P<thing>data|calls?|texts?|minutes|storage|"
        r"downloads?|uploads?|visits?|classes|lessons|rides|returns|revisions|users|support|internet|bandwidth|messages|access|"
        r"entries|meals)\b",
        rf"\b(?:thing)\b[^.;]{{0,90}}\b(?:above|over|beyond|exceed\w*|more than|up to|at most|capped|cap|slow\w*|"
        rf"throttl\w*|reduc\w*|restrict\w*|limited to|maximum)\b[^.;]{{0,50}}(?:{_COUNT})|"
        r"\b(?:above|over|beyond|exceed\w*|more than|cap of|limit of|maximum of|up to) \d[\d,.]* ?(?:gb|mb|tb)?"
        r"(?: \w+){0,2} (?:thing)\b|\bfair[- ]use\b[^.;]{0,60}\b(?:thing)\b|\b(?:thing)\b[^.;]{0,60}\bfair[- ]use\b",
    ),
    _Topic(
        "question",
        r"\bno[- ]questions(?:[- ]asked)? (?P<thing>returns?|refunds?)\b|\b(?P<thing2>returns?|refunds?|money back)"
        r"[^.;]{0,40}\b(?:no questions asked|without giving a reason|for any reason)",
        r"\b(?:thing)\b[^.;]{0,60}\b(?:need|needs|require|requires|must|only)\b[^.;]{0,60}\b(?:reason|"
        r"reason code|approv\w*|authori[sz]\w*|inspect\w*|receipt|unopened)\b",
    ),
    _Topic(
        "lifetime",
        r"\blifetime (?P<thing>warranty|guarantee|access|membership|licen[cs]e|support|updates)\b",
        r"\blifetime\b[^.;]{0,60}\b(?:means|refers to|is limited|ends|is deemed|shall mean)\b|"
        r"\b(?:thing)\b[^.;]{0,50}\b(?:ends|expires|limited to|lasts)\b[^.;]{0,30}\b(?:years?|months?)\b",
    ),
    _Topic(
        "guaranteed",
        r"\bguaranteed (?P<thing>delivery|results?|returns?|places?|prices?|availability|seats?)\b|"
        r"\b(?P<thing2>delivery|results?|places?|seats?) (?:is |are )?guaranteed\b",
        r"\b(?:thing)\b[^.;]{0,50}\b(?:not guaranteed|cannot be guaranteed|estimate[sd]?|not binding|"
        r"without guarantee)\b|"
        r"\b(?:not|cannot|no) guarantee[^.;]{0,40}\b(?:thing)\b",
    ),
    _Topic(
        "never expire",
        r"\b(?P<thing>credits?|points?|vouchers?|gift cards?|miles|minutes) (?:will )?never expires?\b",
        r"\b(?:thing)\b(?! (?:will )?never)[^.;]{0,40}\b(?:expires?|lapses?|forfeit\w*|are lost|void)\b",
    ),
)
_NEGATED = re.compile(r"\b(?:not|no|never|without|isn't|don't|nor|non)\W(?:\w+ ){0,3}$")
_APART = 2
"""Blocks between a promise and a limit that still stand together."""


def exceptions_swallow_promise(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """TRM218: "unlimited data" in one place, and the limit of it in another."""
    folded = facts.scan.folded
    for topic in _TOPICS:
        if topic.word not in folded:
            continue
        for match in compiled(topic.claim).finditer(folded):
            block = facts.document.block_at(match.start())
            start, end = facts.scan.sentence_at(match.start())
            thing = next((group for group in match.groupdict().values() if group), "").rstrip("s")
            if not thing or block.role == Role.CODE or _NEGATED.search(folded[start : match.start()]):
                continue
            limit = re.compile(topic.limit.replace("(?:thing)", rf"{re.escape(thing)}s?"))
            if limit.search(folded, start, end) or block.markers:
                continue
            undone = _undone(facts, block, limit)
            if undone is not None:
                yield _swallowed(facts, match.span(), undone)
                break


def _undone(facts: Facts, claim: Block, limit: re.Pattern[str]) -> tuple[int, int] | None:
    for match in limit.finditer(facts.scan.folded):
        block = facts.document.block_at(match.start())
        if abs(block.index - claim.index) <= _APART or block.role == Role.CODE:
            continue
        start, end = facts.scan.sentence_at(match.start())
        if not words(r"unlimited|never expire|other|basic|free plan|starter|third part\w+").search(
            facts.scan.folded, start, end
        ):
            return start, end
    return None


def _swallowed(facts: Facts, claim: tuple[int, int], limit: tuple[int, int]) -> Found:
    document = facts.document
    place = place_of(document.source, *document.to_source(*limit))
    said = " ".join(document.text[slice(*limit)].split())
    values = {"promise": document.text[slice(*claim)], "limit": said[:_LONGEST], "line": str(place.line)}
    return Found(*claim, values, (Related(place, "the limit stands here"),))


_LONGEST = 100

# money terms at the bottom ------------------------------------------------------------------------------------------

_KEY_TERMS = (
    ("minimum term", r"\bminimum (?:term|period|contract|commitment|membership|subscription)\b", "duration"),
    ("exit fee", r"\b(?:early termination|exit|early cancellation|disconnection) (?:fee|charge)s?\b", MONEY),
    ("reconnection fee", r"\b(?:reconnection|reactivation|reinstatement) (?:fee|charge)s?\b", MONEY),
    ("inactivity fee", r"\b(?:inactivity|dormancy|dormant account) (?:fee|charge)s?\b", MONEY),
    ("renewal", r"\b(?:renews? automatically|automatically renew\w*|auto-?renew\w*)\b", ""),
)
_STEMS = {
    "minimum term": ("minimum ",),
    "exit fee": ("termination ", "exit ", "cancellation ", "disconnection "),
    "reconnection fee": ("reconnection ", "reactivation ", "reinstatement "),
    "inactivity fee": ("inactivity ", "dorman"),
    "renewal": ("renew",),
}
"""Part of every match of a term: the search of a whole document is dear."""
_NEUTRAL_HEADING = re.compile(
    r"[\W\d]*(?:general|miscellaneous|other|misc|final|various|additional|further|boilerplate)"
    r"(?: (?:terms|provisions|clauses|matters|information|conditions))?\W*"
)


def key_money_term_buried(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:
    """TRM220: what costs people money is first named far down, under a heading that says nothing or in a wall of text.

    Options: `words` a document must have, `share` per cent of it after which a term counts as buried, `block` words of
    a wall of text.
    """
    text, folded = facts.document.text, facts.scan.folded
    if folded.count(" ") < int(options.get("words", 200)):
        return
    for name, pattern, needs in _KEY_TERMS:
        match = compiled(pattern).search(folded) if any(stem in folded for stem in _STEMS[name]) else None
        share = 100 * match.start() / len(text) if match else 0
        if match is None or share < float(options.get("share", 60)):
            continue
        block = facts.document.block_at(match.start())
        trail = facts.document.trail(block)
        vague = bool(trail) and _NEUTRAL_HEADING.fullmatch(folded[trail[-1].start : trail[-1].end]) is not None
        wall = text.count(" ", block.start, block.end) > int(options.get("block", 150))
        if (vague or (wall and not _named_above(facts, block, name))) and _is_stated(facts, match.start(), needs):
            yield Found(*match.span(), {"term": name, "percent": f"{share:.0f} %"})


def _named_above(facts: Facts, block: Block, name: str) -> bool:
    """Whether the heading over a block says that it is about leaving, paying or renewing."""
    headings = " ".join(facts.scan.folded[one.start : one.end] for one in facts.document.trail(block))
    return (
        name in headings
        or words(
            r"fees?|charges?|payments?|pricing|prices?|costs?|billing|cancel\w*|terminat\w*|renew\w*|subscriptions?|terms?|duration|"
            r"plans?|orders?"
        ).search(headings)
        is not None
    )


def _is_stated(facts: Facts, at: int, needs: str) -> bool:
    start, end = facts.scan.sentence_at(at)
    text = facts.scan.folded[start:end]
    if words(r"no|not|never|without|waive\w*|optional|cancel any time").search(text):
        return False
    if needs == MONEY:
        return any(one.kind == MONEY for one in facts.amounts_in(start, end))
    return not needs or bool(periods.durations(facts.document.text, start, end))


# refunds without a day, and too few days for one --------------------------------------------------------------------

_WE = r"(?:\x10+|\b(?:we|the (?:company|seller|shop|provider|hotel|club|operator|organi[sz]er))\b)"
_REFUND = re.compile(
    rf"{_WE}(?:'ll| will| shall)(?: (?:also|then|gladly|only|always|issue|give|process|send|you|an?|the|your|full))* "
    r"(?:refund|reimburse|repay)\b|"
    r"\brefunds? (?:of [^.;]{1,30} )?(?:will be|shall be|is|are|is being|are being) (?:being )?"
    r"(?:processed|issued|made|paid|credited|initiated|sent)\b"
)
_NO_TIME = (
    r"no|not|never|without|cannot|if required|pro-?rat\w*|at once|immediately|instantly|the same day|today|"
    r"right away|may|discretion|already|next (?:bill|invoice|statement|billing)|indemnif\w*|attorney\w*|prevailing|"
    r"expenses|costs|arbitrat\w*|filing|tax|taxes|withholding|applicable law"
)
_WHEN = (
    r"(?:refund\w*|reimburs\w*|repaid|repay\w*|credited|money back|returned to (?:you|your)|processed)[^.;]{0,120}\b"
    r"(?:within|in|up to|takes?|after|by|allow)\b[^.;]{0,20}(?:\d|\bdays?\b|\bweeks?\b|[\ufffc\x12-\x17])|"
    r"\b(?:within|allow|in|up to)\b[^.;]{0,20}\b(?:days?|weeks?|hours?)\b[^.;]{0,90}(?:refund|reimburs|repa[iy]|credit)"
)


_VAGUE = r"in due course|as soon as|reasonable (?:time|period)|shortly|soon|promptly|processed"


def refund_without_deadline(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """TRM207: a refund is promised, and the whole document does not say when it comes; once a document."""
    folded = facts.scan.folded
    if not any(word in folded for word in ("refund", "reimburs")) or compiled(_WHEN).search(folded):
        return
    found: list[tuple[bool, int, int]] = []
    for _, start, end in sentences(facts, "refund", "reimburse", "repay"):
        match = _REFUND.search(folded, start, end)
        text = folded[start:end]
        if match is None or words(_NO_TIME).search(text) or periods.durations(facts.document.text, start, end):
            continue
        if periods.dates(facts.document.text, start, end) or "\x14" in text:
            continue
        vague = words(_VAGUE).search(text)
        found.append((vague is None, *match.span()))
    if found:
        _, start, end = min(found)
        yield Found(*trimmed(facts, start, end), {"refund": facts.document.text[start:end]})


_PERISHABLE = (
    r"perishable|food|flowers?|fresh|groceries|hygiene|meals?|digital|e-?books?|downloads?|trial|games?|cards?|tickets?|"
    r"rental|used|pre-?owned|in-?store"
)
_DAMAGE = re.compile(
    r"\b(?:report|notify|tell|inform|contact|let us know|claim\w*)\b[^.;]{0,70}\b(?:damag\w+|defect\w*|fault\w*|"
    r"missing|incorrect|wrong item|shortage\w*)\b[^.;]{0,60}\b(?:within|in|no later than) (?:the first )?$|"
    r"\b(?:damag\w+|defect\w*|fault\w*|missing items?|shortages?)\b[^.;]{0,60}\b(?:report\w*|notif\w+|inform\w*|"
    r"claim\w*|contact)\b[^.;]{0,40}\b(?:within|in|no later than) (?:the first )?$"
)
_ANSWER = r"inquir\w+|enquir\w+|respond|reply|response"
_OUR_ACT = (
    rf"{_WE}(?:'ll)? (?:will |shall |aim to |usually |always |may )?(?!recommend|ask|request|must|require|only)\w+"
)
_NOT_GOODS = (
    r"passengers?|penalt\w+|security|vulnerab\w*|vehicle|room|apartment|property|premises|insur\w+|account|"
    r"unauthori[sz]ed|rented"
)


def refund_window_too_short(facts: Facts, options: dict[str, Any]) -> Iterator[Found]:
    """TRM208: fewer than `days` to return or withdraw, or fewer than `damage` to report a fault."""
    limit, damage = float(options.get("days", 14)), float(options.get("damage", 7))
    text, folded = facts.document.text, facts.scan.folded
    seen: set[int] = set()
    for one in facts.windows:
        start, end = facts.scan.sentence_at(one.start)
        short = one.topic in ("refund", "withdrawal") and one.days < limit
        if not short or words(_ANSWER).search(folded, start, end) or words(_PERISHABLE).search(folded, start, end):
            continue
        offered = words(r"guarantee|guaranteed|money-back|free|trial").search(folded, start, end)
        seen.add(one.start)
        yield Found(one.start, one.end, {"n": one.words, "least": f"{limit:g}"}, confidence="low" if offered else "")
    for _, start, end in sentences(facts, "damage", "defect", "fault", "missing", "incorrect", "shortage"):
        if words(_NOT_GOODS).search(folded, start, end):
            continue
        for time in periods.durations(text, start, end):
            before = folded[start : time.start]
            if time.days >= damage or time.start in seen or compiled(_OUR_ACT).search(before):
                continue
            if _DAMAGE.search(before):
                yield Found(time.start, time.end, {"n": text[time.start : time.end], "least": f"{damage:g}"})
                break
