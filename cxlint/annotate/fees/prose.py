"""Fees in sentences: the words that name one, and what the sentence says about it."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from cxlint.amounts.amount import PERCENT
from cxlint.annotate.fees.clauses import clauses
from cxlint.annotate.fees.fee import Fee, Terms
from cxlint.annotate.fees.terms import terms_of
from cxlint.model.document import SLOT, Role
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.amounts.amount import Amount
    from cxlint.annotate.facts import Facts
    from cxlint.annotate.fees.clauses import Clause
    from cxlint.annotate.fees.names import FeeNames
    from cxlint.model.document import Block, Document


_REACH = 6
"""How many words before the noun may belong to a fee's name."""

_WIDEST = 500
"""Characters on either side of a noun that may speak of its fee; a longer sentence is a list."""

_FAR = float("inf")
_BEFORE = r"[a-z][a-z'&-]*"
_PARTICLE = r"[ -]+(?:for|of)[ ]+((?:[a-z'-]+ ?){1,4})"
_VERB_BEFORE = (
    r"(?:\bwe|\bto|\bmay|\bwill|\bcan|\bshall|\bnot|\bmust|\bwould|\bcould|\bthey|\bwho|n't|\x10|\balso|\bonly|"
    r"\bautomatically)(?:'ll)? $"
)
_NEGATION = r"\b(?:no|not|never|without|nil|waive[sd]?|free of|free from|don't|doesn't|won't|zero)\b[^.;,]{0,30}$"
_NEGATED_AFTER = r"^[^.;]{0,25}\b(?:(?:is|are|will be) (?:waived|free)|(?:does|do|will) not apply|never appl)"
_OWED = (
    r"\b(?:pay|pays|paid|payable|charged?|charging|incurs?|incurred|subject to|owe|owed|deduct(?:ed)?|liable|"
    r"responsible for|apply|applies|added|assess(?:ed)?|bill(?:ed)?|debit(?:ed)?|impose[sd]?|levied|levy|"
    r"collect(?:ed)?|required|due|attract|costs?)\b"
)
_TRIGGER = (
    r"\b(?:if|when|whenever|where|after|unless|upon|each|every|per|in case of|should you|failure to|"
    r"for (?:late|each|every|any|all)|late|overdue|missed|returned|exceed\w*|cancel\w*|on all|by the|within|before|"
    r"once|during|applies to)\b"
)
_POINTER = (
    r"\b(?:see|listed|set out|set forth|shown|stated|described|specified|published|posted|found|available|indicated|"
    r"displayed|detailed|disclosed|outlined|refer to|as per|according to|in accordance with|pursuant to|at checkout|"
    r"order form|on our pricing|fee schedule|price list|rate card|schedule of (?:fees|charges)|pricing page|tariff|"
    r"order confirmation|you (?:agreed|accepted)|(?:times|twice|double|half) (?:the|your|our))\b"
)
_PAYEE = (
    r"(?<!when )(?<!if )(?<!because )(?<!where )(?<!after )\b(?:your|their|his|her|its|the) (?:\w+ )?(bank|"
    r"carrier|issuer|card issuer|provider|operator|network|isp|mobile operator|financial institution)|"
    r"(third[ -]part(?:y|ies)|carrier|mobile network|app store|apple|google play|paypal|customs)"
)
_FOREIGN = (
    r"data (?:rates|charges)|roaming|duties|we (?:will |shall |may )?(?:pay|refund|reimburse)|pay you|payable to you|"
    r"earn|royalt|liability|liable to you|not (?:be )?(?:responsible|liable)|damages|indemnif|arbitrat|governmental|"
    r"you (?:set|charge|may charge)|not charge|license|licence|lawsuit|court"
)
_CHARGED = (
    r"\b(?:we|\x10)(?: (?:may|will|can|shall|might|also|then|reserves? the right to|(?:are|is) entitled to|instead))* "
    r"(?:charge|charges|impose|apply|deduct|bill|assess|levy|keep|retain|withhold)\b|"
    r"\b(?:you|\x11)(?:'ll| (?:will|may|must|shall|agree to|have to|(?:are|may be) required to|are to|also|then|can|"
    r"might))* (?:be (?:charged|billed|assessed|liable|subject|required to pay|asked to pay)|pays?|incurs?|owes?)\b|"
    r"\b(?:will|may|shall|might|can) (?:also |then )?(?:apply|incur|attract|be (?:charged|deducted|billed|assessed|"
    r"levied|due|payable|applied|added|imposed|withheld|retained|incurred))\b|"
    r"\b(?:is|are) (?:charged|deducted|billed|levied|payable)\b|\bsubject to (?:an?|our|the)\b"
)
_KEPT = r"\b(?:not (?:be )?(?:refunded|refundable|returned)|non-?refundable)\b"
_MIDDLEMEN = (
    r"\b(?:insurance|insurer|hosts?|drivers?|merchants?|retailers?|airlines?|hotels?|venues?|sellers?|publishers?|"
    r"advertisers?|travel (?:services )?providers?|property owners?|government|authorit(?:y|ies)|court|data subject|"
    r"personal data)\b"
)
_THRESHOLD = (
    r"\b(?:over|above|below|under|exceed(?:s|ing)?|more than|less than|greater than|fewer than|balance of|"
    r"balances? (?:under|over|below)|orders? of|spend(?:s|ing)?|purchases? of|deposit of|maximum liability|"
    r"up to a total of|credit of|discount of|save)\s*$"
)
_GIVEN_BACK = r" (?:of (?:[a-z'-]+ ){1,5})?(?:(?:is|are|will be) )?(?:refunded|reimbursed)\b"
_EXAMPLE = r"\b(?:for example|for instance|e\.g\.)"
_SHARE = r" (?:of|off) (?:[a-z'-]+ ){0,4}$"
_STOPPERS = frozenset(
    "we you they he she it i may will shall can must to of for and or in on at by with from pay charge charges charged "
    "incur incurs is are be was were has have plus if when the a an any all your our this that these those no not "
    "without other such as than about include includes including included billed "
    "paying avoid avoiding collect collecting above below receive waive waives waiving reduce reducing cover covers "
    "covering per each every us under".split()
)


def in_block(facts: Facts, names: FeeNames, block: Block) -> Iterator[Fee]:
    """The fees that a block of prose names."""
    folded = facts.scan.folded
    nouns = [
        match.span()
        for match in names.noun.finditer(folded, block.start, block.end)
        if not _is_verb(folded, block, match)
    ]
    for i, (start, end) in enumerate(nouns):
        whole = facts.scan.sentence_at(start)
        sentence = max(whole[0], start - _WIDEST), min(whole[1], end + _WIDEST)
        guard = names.not_a_fee.search(folded, max(block.start, start - 20), min(block.end, end + 14))
        if guard and guard.start() <= end and guard.end() >= start:
            continue
        begin, modifiers = _modifiers(folded, max(sentence[0], block.start), start)
        name, rest = names.name(modifiers)
        if not name:
            name, rest = _named_after(names, folded, end, sentence[1], rest)
        rivals = nouns[max(i - 1, 0) : i] + nouns[i + 1 : i + 2]
        close = _closest(facts, (start, end), sentence, rivals)
        yield _fee(facts, block, _Named((begin, end), name, rest), sentence, close)


def _is_verb(folded: str, block: Block, noun: re.Match[str]) -> bool:
    """Whether the word says what somebody does: "we charge a $5 late fee"."""
    start = noun.start()
    return noun[0] in ("charge", "fine", "levy", "supplement") and bool(
        compiled(_VERB_BEFORE).search(folded, max(block.start, start - 16), start)
    )


def _modifiers(folded: str, low: int, noun: int) -> tuple[int, list[str]]:
    """Where the name of a fee begins, and the words before its noun, nearest last."""
    begin, words = noun, []
    window = folded[max(low, noun - 60) : noun]
    base = noun - len(window)
    is_word = compiled(_BEFORE).fullmatch
    tokens = list(re.finditer(r"[^ ]+", window))
    for token in reversed(tokens[-_REACH:]):
        word = token[0].strip("\"'(").removesuffix("'s")
        if not is_word(word) or token[0][-1] in ".,;:)" or word in _STOPPERS:
            break
        words.append(word)
        begin = base + token.start() + len(token[0]) - len(token[0].lstrip("\"'("))
    return begin, words[::-1]


def _named_after(
    names: FeeNames, folded: str, end: int, limit: int, rest: tuple[str, ...]
) -> tuple[str, tuple[str, ...]]:
    """The name that follows the noun: "a fee for late payment", "charges for cancellation"."""
    match = compiled(_PARTICLE).match(folded, end, limit)
    if match:
        words = [word for word in match[1].split() if word not in ("the", "a", "an", "any", "each", "your")]
        for size in range(min(3, len(words)), 0, -1):
            name, left = names.name(words[:size])
            if name and not left:
                return name, rest
    return "", rest


class _Named(NamedTuple):
    """The words that name a fee, what they call it, and what tells it from its like."""

    span: tuple[int, int]
    name: str
    rest: tuple[str, ...]


def _fee(facts: Facts, block: Block, named: _Named, sentence: tuple[int, int], close: tuple[Amount, ...]) -> Fee:
    folded, document = facts.scan.folded, facts.document
    start, end = named.span
    before, after = folded[sentence[0] : start], folded[end : sentence[1]]
    clause = _clause_of(facts, sentence, named.span, close)
    if clause is not None:
        close = clause.amounts
    amounts, reach = (close, "sentence") if close or clause else _further(facts, block, sentence)
    terms = terms_of(facts, named.span, sentence, amounts, clause) if amounts or clause else Terms()
    if close and _is_example(facts, sentence, close[0]):
        terms = terms._replace(role="example")
    payee = _payee(folded, sentence)
    return Fee(
        start,
        end,
        named.name,
        named.rest,
        document.text[start:end],
        amounts,
        reach,
        negated=bool(compiled(_NEGATION).search(before[-60:]) or compiled(_NEGATED_AFTER).search(after)),
        owed=bool(compiled(_OWED).search(folded, *sentence)),
        trigger=bool(compiled(_TRIGGER).search(folded, *sentence)),
        pointed=_linked(facts, sentence)
        or _filled_in(document, block)
        or bool(compiled(_POINTER).search(folded, *sentence)),
        foreign=bool(payee) or any(compiled(words).search(folded, *sentence) for words in (_FOREIGN, _MIDDLEMEN)),
        source="template" if document.template and SLOT in document.text[sentence[0] : sentence[1]] else "prose",
        asked=bool(compiled(_CHARGED).search(folded, *sentence) or compiled(_KEPT).search(after)),
        terms=terms._replace(payee=payee) if payee else terms,
    )


def _payee(folded: str, sentence: tuple[int, int]) -> str:
    """Who gets the fee when it is not the author, as far as the sentence names one."""
    match = compiled(_PAYEE).search(folded, *sentence)
    return re.sub("third.*", "third party", match[1] or match[2]) if match else ""


def _clause_of(
    facts: Facts, sentence: tuple[int, int], noun: tuple[int, int], close: tuple[Amount, ...]
) -> Clause | None:
    """The formula or bounded amount that a fee's own amounts are part of, or that stands nearest to its noun."""
    found = clauses(facts, *sentence)
    if close:
        return next((one for one in found if any(one.start <= amount.start < one.end for amount in close)), None)
    return next((one for one in found if one.formula and not one.amounts and one.start >= noun[0]), None)


def _filled_in(document: Document, block: Block) -> bool:
    """Whether a template prints a value beside the fee: its amount is known when the message is made."""
    return any(slot.kind in ("money", "") for _, slot in document.slots_between(*document.paragraph(block)))


def _linked(facts: Facts, sentence: tuple[int, int]) -> bool:
    links = facts.document.links
    i = bisect_left(links, sentence[1], key=lambda link: link.start)
    return i > 0 and links[i - 1].end > sentence[0]


def _closest(
    facts: Facts, noun: tuple[int, int], sentence: tuple[int, int], rivals: list[tuple[int, int]]
) -> tuple[Amount, ...]:
    """The amounts of a sentence that are nearer to this fee noun than to the one before and the one after."""
    low = max([sentence[0], *(end for _, end in rivals if end <= noun[0])])
    high = min([sentence[1], *(start for start, _ in rivals if start >= noun[1])])
    found = tuple(
        amount
        for amount in facts.amounts_in(low, high)
        if not _is_share_of(facts, amount, noun)
        and not (amount.kind == PERCENT and compiled(_GIVEN_BACK).match(facts.scan.folded, amount.end))
        and _distance(amount, noun) <= min((_distance(amount, rival) for rival in rivals), default=_FAR)
        and (
            amount.bound == "up-to"
            or not compiled(_THRESHOLD).search(facts.scan.folded, max(low, amount.start - 30), amount.start)
        )
    )
    # a worked example says nothing that the amounts before it do not say better
    return tuple(amount for amount in found if not _is_example(facts, sentence, amount)) or found


def _is_example(facts: Facts, sentence: tuple[int, int], amount: Amount) -> bool:
    """Whether an amount only shows how a fee works out: "for example $50 on a bill of $1,000"."""
    return compiled(_EXAMPLE).search(facts.scan.folded, sentence[0], amount.start) is not None


def _is_share_of(facts: Facts, amount: Amount, noun: tuple[int, int]) -> bool:
    """Whether a percentage is taken of the fee instead of being it: "half goes to you: 50 % of the service fee"."""
    between = facts.scan.folded[amount.end : noun[0]] if amount.kind == PERCENT else ""
    return 0 < len(between) < _REACH * 10 and compiled(_SHARE).match(between) is not None


def _distance(amount: Amount, noun: tuple[int, int]) -> float:
    """How far an amount stands from a noun; at the same distance it belongs to the noun that follows: "the $5 fee"."""
    return noun[0] - amount.end if noun[0] >= amount.end else (amount.start - noun[1]) * 1.01


def _further(facts: Facts, block: Block, sentence: tuple[int, int]) -> tuple[tuple[Amount, ...], str]:
    """The amounts that a fee without one in its sentence may mean, and where they were found."""
    if block.role == Role.HEADING:
        low, high = facts.document.section(block)
        found = [a for b in _blocks(facts, low, high) for a in facts.amounts(b)]
        return tuple(found), "section" if found else ""
    amounts = facts.amounts(block)
    following = bisect_left(amounts, sentence[1], key=lambda amount: amount.start)
    others = tuple(amounts[following : following + 1])
    return others, "block" if others else ""


def _blocks(facts: Facts, low: int, high: int) -> Iterator[Block]:
    block = facts.document.block_at(low)
    for i in range(block.index, len(facts.document.blocks)):
        found = facts.document.blocks[i]
        if found.start >= high:
            return
        yield found
