"""What a document says far from where people look: the limit of a promise, a money term at the bottom."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from cxlint.amounts import periods
from cxlint.amounts.amount import MONEY
from cxlint.annotate.money_text import words
from cxlint.model.document import Role
from cxlint.model.finding import Related, place_of
from cxlint.model.found import Found
from cxlint.text.occurrences import matches
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.model.document import Block


class _Topic(NamedTuple):
    """A promise (`claim`, with the literal `word`), and what takes it back in another block, about the same `thing`."""

    word: str
    begins: tuple[str, ...]
    claim: str
    limit: str


_COUNT = r"\d[\d,.]* ?(?:gb|mb|kbps|mbps|tb|%|\w+)|fair[- ]use"
_TOPICS = (
    _Topic(
        "unlimited",
        ("unlimited ",),
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
        ("no question", "no-question", "return", "refund", "money back"),
        r"\bno[- ]questions(?:[- ]asked)? (?P<thing>returns?|refunds?)\b|\b(?P<thing2>returns?|refunds?|money back)"
        r"[^.;]{0,40}\b(?:no questions asked|without giving a reason|for any reason)",
        r"\b(?:thing)\b[^.;]{0,60}\b(?:need|needs|require|requires|must|only)\b[^.;]{0,60}\b(?:reason|"
        r"reason code|approv\w*|authori[sz]\w*|inspect\w*|receipt|unopened)\b",
    ),
    _Topic(
        "lifetime",
        ("lifetime ",),
        r"\blifetime (?P<thing>warranty|guarantee|access|membership|licen[cs]e|support|updates)\b",
        r"\blifetime\b[^.;]{0,60}\b(?:means|refers to|is limited|ends|is deemed|shall mean)\b|"
        r"\b(?:thing)\b[^.;]{0,50}\b(?:ends|expires|limited to|lasts)\b[^.;]{0,30}\b(?:years?|months?)\b",
    ),
    _Topic(
        "guaranteed",
        ("guaranteed ", "delivery ", "result", "place", "seat"),
        r"\bguaranteed (?P<thing>delivery|results?|returns?|places?|prices?|availability|seats?)\b|"
        r"\b(?P<thing2>delivery|results?|places?|seats?) (?:is |are )?guaranteed\b",
        r"\b(?:thing)\b[^.;]{0,50}\b(?:not guaranteed|cannot be guaranteed|estimate[sd]?|not binding|"
        r"without guarantee)\b|"
        r"\b(?:not|cannot|no) guarantee[^.;]{0,40}\b(?:thing)\b",
    ),
    _Topic(
        "never expire",
        ("credit", "point", "voucher", "gift card", "miles ", "minutes "),
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
        for match in matches(compiled(topic.claim), folded, topic.begins):
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


_KEY_TERMS = (
    ("minimum term", r"\bminimum (?:term|period|contract|commitment|membership|subscription)\b", "duration"),
    ("exit fee", r"\b(?:early termination|exit|early cancellation|disconnection) (?:fee|charge)s?\b", MONEY),
    ("reconnection fee", r"\b(?:reconnection|reactivation|reinstatement) (?:fee|charge)s?\b", MONEY),
    ("inactivity fee", r"\b(?:inactivity|dormancy|dormant account) (?:fee|charge)s?\b", MONEY),
    ("renewal", r"\b(?:renews? automatically|automatically renew\w*|auto-?renew\w*)\b", ""),
)
_BEGINNINGS = {
    "minimum term": ("minimum ",),
    "exit fee": ("early termination ", "exit ", "early cancellation ", "disconnection "),
    "reconnection fee": ("reconnection ", "reactivation ", "reinstatement "),
    "inactivity fee": ("inactivity ", "dormancy ", "dormant account "),
    "renewal": ("renew", "automatically renew", "auto-renew", "autorenew"),
}
"""How every match of a term begins: to search a whole document for the expression is dear."""
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
        match = next(matches(compiled(pattern), folded, _BEGINNINGS[name]), None)
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
