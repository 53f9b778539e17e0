"""One place that names a fee, as an entry of the ledger shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxlint.model.source import KEYED, SHEETS
from cxlint.project.identity import called, limits

if TYPE_CHECKING:
    from cxlint.amounts.amount import Amount
    from cxlint.annotate.fees import Formula
    from cxlint.model.finding import Place
    from cxlint.project.summary import FeeStated, PriceStated

_NEAR = frozenset({"sentence", "row", "label"})
_NO_CHARGE = frozenset({"discount", "threshold"})
"""Roles of amounts that nobody is charged."""

_DATA = (*SHEETS, *KEYED)


class Statement(NamedTuple):
    """A place that names a fee.

    `says` is what it tells of the amount: "amount", "printed" (a template fills it in), "none" (there is no such fee),
    "owed" (the customer owes it, without a figure) or "named". `kind` is that of the file; `authority`: it stands where
    the company keeps its prices. `value` is what the variable of a template reads from the project's data, if anything.
    """

    stated: FeeStated
    says: str
    kind: str = ""
    authority: bool = False
    value: str = ""

    @classmethod
    def of_price(cls, price: PriceStated, kind: str) -> Statement:
        """The price of a plan."""
        from cxlint.annotate.fees import Fee
        from cxlint.project.summary import FeeStated

        data = price.at.place.path.lower().endswith(_DATA)
        source = "data" if data else "prose"
        fee = Fee(price.amount.start, price.amount.end, price.plan, (), price.plan, (price.amount,), "sentence")
        stated = FeeStated(price.at, fee._replace(source=source), "body", ())
        return cls(stated, "amount", kind, authority=data)

    @property
    def place(self) -> Place:
        """Where it stands."""
        return self.stated.at.place

    @property
    def label(self) -> str:
        """The words that name the fee, as written."""
        return " ".join(self.stated.fee.label.replace("_", " ").split())

    @property
    def amounts(self) -> list[Amount]:
        """The amounts it states, without those that bound them and those that a template fills in."""
        fee = self.stated.fee
        terms = fee.terms
        bounds = {(one.kind, one.low) for one in (terms.cap, terms.floor) if one}
        plain = [one for one in fee.amounts if not one.slot]
        kept = [one for one in plain if (one.kind, one.low) not in bounds or one.bound not in ("up-to", "at-least")]
        return list(dict.fromkeys(one._replace(start=0, end=0, written=False) for one in kept or plain))

    @property
    def formula(self) -> Formula | None:
        """The rule that the amount follows, if it is more than one figure."""
        return self.stated.fee.terms.formula

    @property
    def variant(self) -> frozenset[str]:
        """The words that limit it to a plan, place or product."""
        return limits(self.stated)

    @property
    def worth(self) -> tuple[object, ...]:
        """What two places must share to state the same: amounts, whatever they are called."""
        formula = self.formula
        return (
            *((one.kind, one.low, one.high, one.currency) for one in self.amounts),
            *((formula.op, *((part.kind, part.low) for part in formula.parts)) if formula else ()),
        )

    @property
    def how(self) -> str:
        """How plainly it is told: headline, body, table, data, footnote, small print, collapsed, on hover, hidden."""
        prominence = self.stated.prominence
        if prominence == "body":
            return {"data": "data", "table": "table"}.get(self.stated.fee.source, "body")
        return {"small": "small print", "title": "on hover"}.get(prominence, prominence)

    @property
    def variable(self) -> str:
        """The variable that a template prints as the amount, or an empty string."""
        if self.says != "printed":
            return ""
        own = self.label.lower().replace(" ", "_")
        words = set(self.label.lower().split())
        best, rank = "", -1
        for path in self.stated.reads:
            last = path.rpartition(".")[2].lower()
            shared = len(words.intersection(last.split("_")) | words.intersection(path.lower().split(".")))
            score = 100 if last == own else 10 * shared + _is_money(path)
            if score > rank:
                best, rank = path, score
        return best


def _is_money(path: str) -> bool:
    from cxlint.templates.kinds import kind_of

    return kind_of(path, ()) == "money"


def key_of(stated: FeeStated) -> str:
    """What statements of one fee share; empty where the words say neither which fee nor how much."""
    name = " ".join(dict.fromkeys(called(stated).split()))
    if name:
        return name
    fee = stated.fee
    if stated.fee.terms.role in _NO_CHARGE or not (fee.amounts and fee.reach in _NEAR):
        return ""
    noun = fee.label.lower().replace("_", " ").split()[-1:]
    return " ".join(filter(None, (fee.terms.when, *noun)))


def says(stated: FeeStated) -> str:
    """What a place tells of the amount: see `Statement.says`."""
    fee = stated.fee
    if fee.terms.role in _NO_CHARGE:
        return "named"
    if fee.negated:
        return "none"
    near = fee.reach in _NEAR or (fee.reach == "section" and len(fee.amounts) == 1)
    if near and any(not amount.slot for amount in fee.amounts):
        return "amount"
    if fee.terms.formula and fee.terms.formula.op == "remaining":
        return "amount"
    if (near and fee.amounts) or (fee.source == "template" and fee.owed):
        return "printed"
    # of words that no list knows, only what is asked of the customer in so many words is surely a fee
    return "owed" if fee.asked or (fee.name and fee.owed) else "named"


def stands_alone(statement: Statement) -> bool:
    """Whether a statement makes an entry of its own."""
    fee = statement.stated.fee
    if statement.says == "none":
        return bool(fee.name)
    if statement.says in ("amount", "printed"):
        return True
    return _is_named(statement) and (statement.says == "owed" or (fee.foreign and fee.owed))


def _is_named(statement: Statement) -> bool:
    """Whether the words tell which fee it is: no adverb or participle does ("separately charge", "billed fees")."""
    fee = statement.stated.fee
    return bool(fee.name) or any(not word.endswith(("ly", "ed", "ing")) for word in fee.rest)
