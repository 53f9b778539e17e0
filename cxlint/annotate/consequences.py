"""What a message does to its reader: a no to what was asked for, what follows if nothing is done; and the ways out.

`cxlint.annotate.bad_news` has the parts that tell good from bad news; here is who loses what, for rules that ask.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxlint.model.document import Role
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts
    from cxlint.model.document import Block

Range = tuple[int, int]

_WORD = r"[\w\ufffc\x10-\x17'-]+"
_UNREAD_ROLES = frozenset({Role.SUBJECT, Role.PREHEADER, Role.CODE, Role.ATTRIBUTE, Role.VALUE, Role.LINK, Role.BUTTON})

_ASKED_FOR = (
    r"(?:requests?|applications?|appeals?|claims?|refunds?|returns?|profiles?|registrations?|memberships?|contracts?|"
    r"submissions?|proposals?|bookings?|reservations?|loans?|accounts?|complaints?|cases?|listings?|posts?|documents?|"
    r"enrolments?|enrollments?|papers?|abstracts?|orders?|articles?|manuscripts?|offers?|transfers?|cancellations?|"
    r"exchanges?|warrant(?:y|ies)|places?|tickets?)"
)
_DENIED = (
    r"(?:denied|refused|rejected|declined|turned down|disapproved|dismissed|not (?:been )?(?:approved|accepted|"
    r"granted|renewed|successful))"
)
_REFUSAL = (
    rf"\b{_ASKED_FOR}(?: (?!which|that|who|if|once|when){_WORD}){{0,7}}? (?:has|have|was|were|is|are|could|can)"
    rf"(?: \w+)?? (?:not )?(?:be )?(?:been )?{_DENIED}\b|"
    rf"\b(?:we|i) (?:have |had |'ve )?(?:\w+ )?(?:denied|refused|rejected|declined|turned down|dismissed) (?:your|the|"
    rf"this) (?:{_WORD} )?{_ASKED_FOR}|"
    rf"\b(?:your|this|the) (?:{_WORD} )?{_ASKED_FOR}(?: #?[\ufffc\x10-\x17\d]+)? (?:cannot|can't|could not|"
    rf"couldn't) be "
    r"(?:processed|completed|accepted|fulfilled|confirmed|honou?red|granted|approved)\b|"
    r"\byou (?:are|were) not eligible\b|\bwe are (?:unable|not able) to (?:help|assist)\b|"
    r"\b(?:we|i) (?:have )?(?:\w+ )?(?:decided|chosen) not to (?:approve|accept|renew|offer|grant|proceed|"
    r"move forward)|"
    r"\b(?:we|i)(?:'re| are|'m| am)? (?:unable|not able) to (?:approve|offer|accept|grant|refund|renew|fulfil\w*|"
    r"honou?r)|"
    r"\b(?:we|i) (?:cannot|can't|can not|could not|couldn't|will not|won't) (?:approve|offer|accept|grant|refund|renew|"
    r"fulfil\w*|honou?r)"
)
_NOT_REFUSED = r"\b(?:if|unless|in case|whether|should|until|once|when|may have been) [^.!?]{0,60}$|\bnot (?:been )?$"
_MONEY_MOVES = r"\b(?:payment|card|charge|transaction|bank|debit|transfer|billing)\b"

_THINGS = (
    r"(?:accounts?|access|services?|subscriptions?|memberships?|supply|lines?|plans?|sites?|websites?|builds?|"
    r"listings?|posts?|profiles?|domains?|servers?|hosting|polic(?:y|ies)|contracts?|cards?|bookings?|reservations?|"
    r"places?|seats?|orders?|products?|projects?|data|files?|content|benefits?|licen[cs]es?|cover(?:age)?|numbers?|"
    r"phones?|connections?|invoices?|bills?|workspaces?|apps?|organi[sz]ations?|collectives?|emails?|mailbox(?:es)?|"
    r"credits?|points)"
)
_STOPPED = (
    r"(?:suspended|disabled|terminated|deactivated|disconnected|restricted|revoked|discontinued|cancell?ed|closed|"
    r"removed|deleted|blocked|cut off|interrupted|limited|frozen|locked|forfeited|downgraded|taken offline|lost)"
)
_STOP = (
    r"(?:suspend|disable|terminate|deactivate|disconnect|restrict|revoke|discontinue|cancel|close|delete|block|"
    r"interrupt|freeze|lock|downgrade|cut off)"
)
_BE = r"(?:will|may|could|shall|might|can|must)(?: \w+){0,2}? be(?: \w+)??"
_CONSEQUENCE = (
    rf"\b(?:your|the|this|all|access to)(?: {_WORD}){{0,4}}? {_BE} {_STOPPED}\b|"
    rf"\b(?:we|i)(?:'ll| will| may| shall| must| have to| (?:are|will be) (?:forced|obliged|required|"
    rf"going) to)(?: \w+){{0,2}}? "
    rf"{_STOP} (?:your|the|this|all)\b|"
    rf"(?:(?m:^)|(?<=[.!?] ))(?:\w+ )?{_THINGS} {_BE} {_STOPPED}\b|"
    rf"\b{_THINGS}[^.!?\n]{{0,60}} (?:is|are|will be|becomes?) subject to (?:\w+ )?(?:suspension|termination|closure|"
    rf"disconnection|"
    r"deletion|cancellation|removal|restriction|late fees?|collections?)\b|"
    rf"\byou (?:will|may|could)(?: \w+)?? lose (?:your|access|all|the)\b|"
    r"\b(?:late (?:fees?|charges?|payment (?:fees?|charges?|interest))|interest|penalt(?:y|ies)|collection (?:fees?|"
    r"costs?)) "
    r"(?:will|may|shall|can|could)(?: \w+)?? (?:be|apply|accrue)\b|"
    r"\b(?:collection agenc(?:y|ies)|debt collect(?:or|ors|ion)|legal (?:action|proceedings|steps|costs)|bailiffs?|"
    r"credit (?:bureau\w*|agenc\w+|reference|rating|file|score))\b"
)
_THING = rf"\b{_THINGS}\b|\b(?:fees?|charges?|interest|penalt\w+|costs?|agenc\w+|collect\w+|legal|bailiffs?|credit)\b"
_NO_CONSEQUENCE = (
    r"\b(?:will not|won't|(?:will|would|shall) never|no longer than|nothing (?:will|else|happens)|not be|not \w+ be|"
    r"cannot be|can't be|(?:do not|don't) worry)\b|"
    r"\b(?:as (?:you )?(?:requested|asked|agreed)|at your (?:own )?request|you (?:have )?(?:asked|requested|chose|"
    r"cancell?ed|wanted|decided)|your (?:deletion|cancellation) request)\b|"
    r"\b(?:link|code|token|password|invitation|cookie|session|url|comment|message|alert|reminder|notification|"
    r"key)s?\b[^.!?]{0,30}\b(?:will|may) be\b|\brefund(?:ed|s)?\b|\breopen"
)
_WAY_OUT = (
    r"\byou can\b|\bplease (?!note|be|find|accept|remember)\w+|\bto (?:avoid|keep|continue|prevent|stop|restore|"
    r"reactivate|retain) |\breply\b|\bcontact\b|\binstal?ments?\b|\bpayment plan\b|\blet us know\b|\bclick\b|\bvisit\b|"
    r"\blog ?in\b|\bcall\b|\bmore time\b|\bget in touch\b|\bupdate your\b|\bhere\b|\bappeal\b|\byou(?:'ll|"
    r" will)? (?:only )?need to\b|"
    r"\byou have until\b|\bsign in\b|\balready paid\b|\bpay (?:now|online|by|at|via|with|your|the|it|in)\b"
)
_PRICE_UP = (
    r"\b(?:prices?|rates?|fees?|cost|subscription|plan|rent|premium|membership)(?: \w+){0,4} (?:will|is|are) (?:\w+ )?"
    r"(?:increas\w+|go(?:ing)? up|ris(?:e|ing)|be (?:raised|increased|higher)|cost (?:\S+ )?more)|"
    r"\b(?:price|rate|fee|rent) (?:increase|rise)\b|\bcosts? (?:\S+ ){0,3}more\b|\bwe(?:'re| are| will be|'ll be)? "
    r"(?:raising|increasing|putting up) (?:our|your|the)"
)
_ENDING = (
    r"\bwe(?:'re| are| will be|'ll be| will|'ve decided to| have decided to) (?:\w+ )?(?:discontinu|shut|clos|end|"
    r"retir|"
    r"sunset|cancel|terminat)\w*\b|\b(?:data|security) breach\b|\bunauthori[sz]ed access\b"
)


class Consequence(NamedTuple):
    """What will be done to the reader, at [start, end)."""

    start: int
    end: int


def refusals(facts: Facts) -> tuple[Range, ...]:
    """Where a message says no to what its reader asked for; a bank's no to a payment is not the sender's."""
    text = facts.scan.folded
    found = []
    for match in compiled(_REFUSAL).finditer(text):
        start, end = facts.scan.sentence_at(match.start())
        if _read(facts, match.start()) and not (
            compiled(_MONEY_MOVES).search(text, match.start(), match.end())
            or compiled(_NOT_REFUSED).search(text, start, match.start())
            or text[start:end].rstrip().endswith("?")
        ):
            found.append(match.span())
    return tuple(found)


def consequences(facts: Facts) -> Iterator[Consequence]:
    """Where a message says what will be done to its reader who does not do as asked."""
    text = facts.scan.folded
    for match in compiled(_CONSEQUENCE).finditer(text):
        start, end = facts.scan.sentence_at(match.start())
        if (
            _read(facts, match.start())
            and compiled(_THING).search(text, match.start(), match.end() + 12)
            and not compiled(_NO_CONSEQUENCE).search(text, start, end)
        ):
            yield Consequence(*match.span())


def bad_news(facts: Facts) -> Iterator[Range]:
    """Where the reader learns of a refusal, a consequence, a higher price, an end or a breach, in no order."""
    text = facts.scan.folded
    yield from refusals(facts)
    yield from consequences(facts)
    for pattern in (_PRICE_UP, _ENDING):
        for match in compiled(pattern).finditer(text):
            if _read(facts, match.start()):
                yield match.span()


def way_out(facts: Facts, start: int, end: int) -> int:
    """Where the first way out of a consequence is offered within a range: a link, an address, words; -1 for none."""
    document, text = facts.document, facts.scan.folded
    found = [at for at, slot in document.slots_between(start, end) if slot.kind in ("link", "contact")]
    found += [link.start for link in document.links if start <= link.start < end]
    found += [a for a, _ in facts.parts.contacts if start <= a < end]
    found += [match.start() for match in [compiled(_WAY_OUT).search(text, start, end)] if match]
    return min(found, default=-1)


def beside(facts: Facts, block: Block) -> Range:
    """The paragraph of a block, with the button or the bare link under it."""
    document = facts.document
    start, end = document.paragraph(block)
    for index in range(block.index + 1, len(document.blocks)):
        below = document.blocks[index]
        if below.start < end or below.alternative_of >= 0:
            continue
        bare = below.role in (Role.LINK, Role.BUTTON) or len(document.block_text(below).split()) <= _BARE
        return start, below.end if bare else end
    return start, end


_BARE = 6
"""A link with so few words around it belongs to the paragraph above."""


def _read(facts: Facts, position: int) -> bool:
    return facts.document.block_at(position).role not in _UNREAD_ROLES
