"""Fees as facts: what is charged, how much, when, and how plainly it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxlint.annotate.fees.fee import Fee, Formula, Terms
from cxlint.annotate.fees.headings import with_headings
from cxlint.annotate.fees.keys import key_fees
from cxlint.annotate.fees.lines import line_fees
from cxlint.annotate.fees.names import FeeNames, of
from cxlint.annotate.fees.prose import in_block
from cxlint.annotate.fees.tables import row_fees
from cxlint.model.document import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts

__all__ = ["Fee", "Formula", "Terms", "find"]


def find(facts: Facts) -> list[Fee]:
    """Every fee that a document names, in order of place."""
    names = of(facts.ruleset.words)
    fees = [fee for table in range(len(facts.document.tables)) for fee in row_fees(facts, names, table)]
    fees += key_fees(facts, names)
    fees += line_fees(facts, names)
    fees = with_headings(facts, fees)
    in_tables = {facts.document.block_at(fee.start).index for fee in fees}
    for block in facts.anchored("fee"):
        header = block.cell is not None and block.cell.header
        if block.role != Role.CODE and not header and block.index not in in_tables:
            fees += in_block(facts, names, block)
    return sorted([*fees, *_in_slots(facts, names, fees)], key=lambda fee: fee.start)


def _in_slots(facts: Facts, names: FeeNames, fees: list[Fee]) -> Iterator[Fee]:
    """Fees that only a variable names: `{{ order.handling_charge }}`, unless the words beside it say the same."""
    document = facts.document
    spoken = {(document.paragraph(document.block_at(fee.start)), fee.name) for fee in fees}
    for position, slot in document.slot_positions.items():
        key = slot.path.rpartition(".")[2].lower()
        if not names.noun.search(key.replace("_", " ")):
            continue
        name, rest = names.from_label(key)
        label = key.replace("_", " ")
        if (name or rest) and (document.paragraph(document.block_at(position)), name) not in spoken:
            yield Fee(
                position, position + 1, name, rest, label, owed=True, trigger=True, pointed=True, source="template"
            )
