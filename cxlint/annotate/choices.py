"""Whether a charge is a choice: called optional here, added for everyone there; and the prices that leave it out."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxlint.amounts.amount import MONEY
from cxlint.annotate.fees.names import of
from cxlint.model.document import LINE, SLOT, Prominence, Role
from cxlint.text.occurrences import starts
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.amounts.amount import Amount
    from cxlint.annotate.facts import Facts
    from cxlint.annotate.fees import Fee
    from cxlint.annotate.fees.names import FeeNames
    from cxlint.model.document import Block, Document


class Choice(NamedTuple):
    """What a document says of one charge: `choice` is optional or mandatory.

    `name` is the canonical name of the fee, `rest` what tells it from its like, `label` its words here. `unit` is what
    it is added to ("night", "order"; empty when not said), `amount` its amount when there is exactly one.
    """

    start: int
    end: int
    name: str
    rest: tuple[str, ...]
    label: str
    choice: str
    unit: str = ""
    amount: Amount | None = None


class Headline(NamedTuple):
    """A price that a page puts forward, and what it is for ("night"; empty when not said)."""

    start: int
    end: int
    unit: str
    amount: Amount


_EACH = r"(night|stay|bill|check|order|booking|reservation|guest|ticket|purchase|table|cover|room|meal)"
_MANDATORY = (
    r"\b(?:(?:added|applied|applies|charged|apply|is due|payable) (?:automatically )?(?:to|on|for|with) "
    rf"(?:every|each|all)(?: \w+)?(?: {_EACH}s?)?|every {_EACH}|all {_EACH}s\b|mandatory|compulsory|non-optional|"
    r"automatically (?:added|included)|everyone pays|paid by (?:all|every)|per \w+,? (?:mandatory|required))"
)
_OPTIONAL = (
    r"\b(?:optional|voluntary|voluntarily|if you (?:choose|wish|want|like)|only if you|your choice|"
    r"you can (?:decline|skip|leave)|not (?:mandatory|compulsory|obligatory|required)|at your discretion|"
    r"opt(?:-| )?out|no obligation)\b"
)
_NAMED_OPTIONAL = r"\boptional ((?:[a-z-]+ ){0,3}[a-z-]+)"
_IS_OPTIONAL = r"\b((?:[a-z-]+ )?[a-z-]+) (?:is|are) (?:\w+ )?(?:optional|voluntary|up to you|at your discretion)\b"
_UNIT = rf"\b(?:per|every|each|all)[ -]{_EACH}s?\b|/ ?{_EACH}\b"
_CONDITIONAL = (
    r"\b(?:late|overdue|cancel\w*|no-show|missed|lost|damag\w*|return(?:ed)?|if|when|unless|after|exceed\w*|under|over|"
    r"below|less than|more than|without|parties of|groups? of|default\w*|breach\w*)\b"
)
_CONDITIONAL_FEES = frozenset(
    "late cancellation early-termination returned-payment restocking reconnection dormancy collection replacement "
    "overdraft overage change expedite minimum paper cash foreign-transaction pet delivery regulatory fuel".split()
)
_PERIODS = {"per-night": "night", "per-item:night": "night", "per-item:stay": "stay", "per-item:ticket": "ticket"}
_INCLUDED = r"\b(?:includ\w+|incl\b|inclusive|all-in|no extra|covers?)"
_BEFORE = r"\b(?:optional|voluntary) (?:\S+ )?$"
_AFTER = (
    r"^,? ?\(?(?:(?:is|are|be) )?(?:\w+ )?(?:optional|voluntary|not (?:mandatory|compulsory|obligatory)|"
    r"at your discretion|up to you|your choice)\b"
)
_NEAR = 90
"""Characters around the name of a fee that speak of it."""

_THINGS = frozenset({"cleaning", "gratuity"})
"""Charges that go by the name of the thing: cleaning, a tip. "Optional services" are no charge."""

_NOT_PRICE = r"\b(?:fees?|charges?|surcharges?|deposit|tax|refund\w*|credit|discount|off|save|savings|gift|minimum)\b"
_NO_PRICES = frozenset({Role.CODE, Role.ATTRIBUTE, Role.VALUE})
_MOST = 12
"""Amounts of a block, and headlines of a document."""

_MOST_CHOICES = 50


def find(facts: Facts) -> list[Choice]:
    """Every charge that the document calls optional or adds for everyone, in order."""
    names = of(facts.ruleset.words)
    found = [choice for fee in facts.fees if (choice := _of_fee(facts, fee)) is not None]
    found += [*_things(facts, names), *_typed_rows(facts, names)]
    return sorted({(one.name, one.rest, one.choice): one for one in reversed(found)}.values())[:_MOST_CHOICES]


def _things(facts: Facts, names: FeeNames) -> Iterator[Choice]:
    """The optional things that go without a word for fee."""
    folded = facts.scan.folded
    for at in starts(folded, ("optional", "voluntary", "up to you", "at your discretion")):
        for pattern in (_NAMED_OPTIONAL, _IS_OPTIONAL):
            match = compiled(pattern).search(folded, max(0, at - 50), at + 60)
            choice = _named(facts, names, match.span(1)) if match else None
            if choice is not None:
                yield choice


def _of_fee(facts: Facts, fee: Fee) -> Choice | None:
    """What the sentence or row of a fee says about it."""
    key = fee.name or fee.rest
    if not key or fee.negated or fee.foreign or fee.source == "template":
        return None
    document, folded = facts.document, facts.scan.folded
    block = document.block_at(fee.start)
    low, high = document.paragraph(block) if block.cell else facts.scan.sentence_at(fee.start)
    before, after = folded[max(low, fee.start - _NEAR) : fee.start], folded[fee.end : min(high, fee.end + _NEAR)]
    text = before + folded[fee.start : fee.end] + after
    if block.cell:
        optional = compiled(_OPTIONAL).search(text) is not None
    else:
        said = compiled(_BEFORE).search(before) or compiled(_AFTER).match(after)
        optional = said is not None or fee.label.lower().startswith(("optional ", "voluntary "))
    mandatory = fee.terms.choice == "mandatory" or compiled(_MANDATORY).search(text) is not None
    if optional == mandatory:
        return None
    if mandatory and (fee.name in _CONDITIONAL_FEES or compiled(_CONDITIONAL).search(text)):
        return None
    amounts = [amount for amount in fee.amounts if not amount.slot and not amount.bound]
    one = amounts[0] if len(amounts) == 1 and fee.reach in ("sentence", "row", "label") else None
    choice = "optional" if optional else "mandatory"
    return Choice(fee.start, fee.end, fee.name, fee.rest, fee.label, choice, unit_of(text), one)


def unit_of(text: str) -> str:
    """What a charge is added to, or a price is for: "every night" is night; empty when the text does not say."""
    match = compiled(_UNIT).search(text)
    unit = (match[1] or match[2]) if match else ""
    return {"check": "bill", "reservation": "booking", "purchase": "order", "room": "night"}.get(unit, unit)


def _named(facts: Facts, names: FeeNames, span: tuple[int, int]) -> Choice | None:
    """A charge that is named without a word for fee: "optional cleaning", "tips are voluntary"."""
    words = facts.scan.folded[slice(*span)].split()
    for size in range(min(3, len(words)), 0, -1):
        for part in (words[:size], words[-size:]):
            name, rest = names.name([word.removesuffix("s") for word in part])
            if name in _THINGS and not rest:
                label = facts.document.text[slice(*span)]
                return Choice(*span, name, (), " ".join(label.split()[: len(part)]), "optional")
    return None


def _typed_rows(facts: Facts, names: FeeNames) -> Iterator[Choice]:
    """Lines of a bill template that add a fixed sum to every bill: a label and a typed amount under no condition."""
    document = facts.document
    if "message" not in document.kinds or document.template is None or not document.template.slots:
        return
    for block in facts.anchored("money"):
        if block.conditions or block.alternative_of >= 0 or block.role not in (Role.CELL, Role.PARAGRAPH, Role.ITEM):
            continue
        for amount in facts.amounts(block)[:_MOST]:
            if amount.kind != MONEY or amount.slot or amount.low <= 0:
                continue
            span = _label(facts, block, amount)
            folded = facts.scan.folded[slice(*span)]
            name, rest = names.from_label(folded)
            plain = SLOT not in folded and len(folded) < 40 and _in_all_readings(document, block, (span[0], amount.end))
            if name and not rest and plain:
                label = document.text[slice(*span)].strip(" :")
                yield Choice(amount.start, amount.end, name, (), label, "mandatory", "", amount)


def _in_all_readings(document: Document, block: Block, span: tuple[int, int]) -> bool:
    """Whether a line stands in a block whatever branch of its conditions is taken."""
    text = document.text[slice(*span)]
    for i in range(block.index + 1, len(document.blocks)):
        other = document.blocks[i]
        if other.alternative_of != block.index:
            return True
        if text not in document.block_text(other):
            return False
    return True


def _label(facts: Facts, block: Block, amount: Amount) -> tuple[int, int]:
    """The words before an amount on its line, or the first cell of its row."""
    if block.cell is not None:
        first = facts.document.block_at(facts.document.paragraph(block)[0])
        return (first.start, first.end) if first is not block else (block.start, block.start)
    text = facts.document.text
    start = max(block.start, text.rfind(LINE, block.start, amount.start) + 1, amount.start - 60)
    return start, amount.start


def headlines(facts: Facts) -> list[Headline]:
    """The first prices that a page or message puts forward, without those that say what they include."""
    document = facts.document
    if document.kind not in ("page", "message", "schedule"):
        return []
    charged = {document.paragraph(document.block_at(fee.start)) for fee in facts.fees if fee.source != "prose"}
    found: list[Headline] = []
    for block in facts.anchored("money"):
        if block.role in _NO_PRICES or (block.cell and document.paragraph(block) in charged):
            continue
        for amount in facts.amounts(block)[:_MOST]:
            unit = _price_unit(facts, block, amount)
            if unit is not None:
                found.append(Headline(amount.start, amount.end, unit, amount))
            if len(found) >= _MOST:
                return found
    return found


def _price_unit(facts: Facts, block: Block, amount: Amount) -> str | None:
    """What a price is for; None when the amount is no price that the page puts forward."""
    if amount.kind != MONEY or amount.slot or amount.low <= 0 or amount.bound in ("up-to", "range"):
        return None
    low, high = facts.scan.sentence_at(amount.start)
    before = facts.scan.folded[max(low, amount.start - 80) : amount.start]
    after = facts.scan.folded[amount.end : min(high, amount.end + 80)]
    if compiled(_INCLUDED).search(before + after) or compiled(_NOT_PRICE).search(after[:30]):
        return None
    if compiled(rf"{_NOT_PRICE}[^.]{{0,12}}$").search(before):
        return None
    match = compiled(rf"^ ?(?:/|per|a|an|each|every|{LINE}) ?{_EACH}\b").search(after)
    unit = unit_of(f"per {match[1]}") if match else _PERIODS.get(amount.period, "")
    prominent = block.role == Role.HEADING or block.prominence == Prominence.HEADLINE
    # "Set dinner $30": a name and its price, and nothing else
    alone = len(before) <= 40 and not after.strip(" .*") and bool(before.strip())
    return unit if unit or prominent or alone else None
