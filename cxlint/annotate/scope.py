"""What limits a statement: the product, plan, place or customer it is for; and the part of the document it is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxlint.model.document import Role
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from cxlint.annotate.facts import Facts
    from cxlint.model.document import Block

# words that make one statement differ from another without contradicting it
_LIMITS = (
    r"\b(?:sale items?|digital|downloads?|gift cards?|eu|european|uk|california|consumers?|business(?:es)? customers?|"
    r"enterprise|annual|yearly|monthly|weekly|trial|first|defective|faulty|damaged|unopened|opened|custom|"
    r"personali[sz]ed|perishable|holiday|final|renewal|subscription|hardware|software|tickets?|groups?|"
    r"members?|students?|premium|basic|pro|team|store credit|exchange|partial|backups?|residents?|new|existing|"
    r"electronics?|international|residency|fixed[- ]term|initial term|convenience|material|free|deceased|inactiv\w+)\b"
)


def limits(facts: Facts, block: Block, low: int, high: int) -> frozenset[str]:
    """The words in a range of a block, and in the headings over it, that limit what is said there."""
    folded = facts.scan.folded
    found = set(compiled(_LIMITS).findall(folded, low, high))
    for heading in facts.document.trail(block):
        found.update(compiled(_LIMITS).findall(folded, heading.start, heading.end))
    return frozenset(word if " " in word else word.removesuffix("s") for word in found)


def group(facts: Facts, block: Block) -> int:
    """The list, table row or section that a block belongs to, as a place in the text."""
    if block.role == Role.ITEM or block.heading < 0:
        return facts.document.paragraph(block)[0]
    return facts.document.blocks[block.heading].start
