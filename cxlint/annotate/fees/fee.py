"""What is known of one mention of a fee."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cxlint.amounts.amount import Amount


class Formula(NamedTuple):
    """Amounts joined by a rule: `op` is "greater", "lesser", "plus", "declining" or "remaining".

    "the greater of $15 or 5 %" has two parts, "the greater of $15 or the bank's own charge" one; "remaining" (all
    payments left to the end of the term) may have none.
    """

    op: str
    parts: tuple[Amount, ...] = ()


class Terms(NamedTuple):
    """On what terms a fee is due: what tells it from a fee of the same name, and what limits it.

    `role` says what the amount is: fee, deposit, cap, threshold, example, discount or price. `when` is the canonical
    trigger ("late-payment", "cancellation", ...; empty when the text names none), `unit` what one fee is for ("month",
    "order"), `tier` the words for plan, product, place or customer that limit it, from the sentence, the row, the
    column and the headings. `formula` is set where one amount is not the whole answer; `cap` and `floor` bound the fee;
    `waiver` says when it is not charged. `payee` is "" for the author, else who gets it ("bank", "carrier").
    `choice` is "optional", "mandatory" or "" when the text does not say. `dated`: it holds for some dates only.
    """

    role: str = "fee"
    when: str = ""
    unit: str = ""
    tier: frozenset[str] = frozenset()
    formula: Formula | None = None
    cap: Amount | None = None
    floor: Amount | None = None
    waiver: str = ""
    payee: str = ""
    choice: str = ""
    dated: bool = False


class Fee(NamedTuple):
    """One mention of a fee.

    `start` and `end` delimit the words that name it. `name` is the canonical name ("late"), empty when the words say
    only "fee"; `rest` the words that tell it from its like ("business"). `amounts` are those in reach, `reach` says how
    far: label, sentence, row, block, section or empty. `negated`: the text says there is none. `owed`: the text says
    that the customer pays it; `asked`: in so many words ("we charge", "you pay"). `trigger`: it says when. `pointed`:
    it says where the amount is. `foreign`: somebody else's fee. `source` is prose, table, data or template.
    """

    start: int
    end: int
    name: str
    rest: tuple[str, ...]
    label: str
    amounts: tuple[Amount, ...] = ()
    reach: str = ""
    negated: bool = False
    owed: bool = False
    trigger: bool = False
    pointed: bool = False
    foreign: bool = False
    source: str = "prose"
    asked: bool = False
    terms: Terms = Terms()
