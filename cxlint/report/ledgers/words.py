"""The parts of a ledger in words: amounts, formulas, terms, and the sentence that sums it up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cxlint.amounts.amount import MONEY
from cxlint.project.agreement import shown
from cxlint.project.ledger import DISAGREES, HIDDEN, LEFT_OPEN, NO_AMOUNT, NOT_LISTED, ONLY_LISTED
from cxlint.report import count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxlint.amounts.amount import Amount
    from cxlint.annotate.fees import Formula
    from cxlint.project.charges import Statement
    from cxlint.project.ledger import Entry, Ledger

_MOST_AMOUNTS = 4
_LONGEST_NOTE = 60
_DETERMINERS = frozenset("the a an any each every all your our their its that this".split())
_BOUNDS = {"up-to": "up to ", "at-least": "at least ", "from": "from "}
_SAYS = {"none": "none", "owed": "not stated", "named": "named"}
_COUNTED = (
    (DISAGREES, "disagrees", "disagree"),
    (NO_AMOUNT, "has no amount", "have no amount"),
    (HIDDEN, "is hidden", "are hidden"),
    (NOT_LISTED, "is not in the schedule", "are not in the schedule"),
    (ONLY_LISTED, "stands only in the schedule", "stand only in the schedule"),
    (LEFT_OPEN, "is left open", "are left open"),
)


def amount_words(amount: Amount) -> str:
    """An amount with its bound and base: "up to $15 a month", "5 % of the overdue amount"."""
    if amount.kind == MONEY and amount.low == 0 and not amount.bound:
        return "free"
    if amount.bound == "range" and amount.high is not None:
        text = f"{shown(amount._replace(period=''))} to {shown(amount._replace(low=amount.high))}"
    else:
        text = _BOUNDS.get(amount.bound, "") + shown(amount)
    if amount.base:
        known = amount.base.split()[0] in _DETERMINERS
        text += f" of {amount.base}" if known else f" of the {amount.base}"
    return text


def formula_words(formula: Formula) -> str:
    """A formula as people say it: "the greater of $15 and 5 % of the overdue amount"."""
    parts = [amount_words(part) for part in formula.parts]
    if formula.op in ("greater", "lesser"):
        return f"the {formula.op} of {_joined([*parts, 'another sum'] if len(parts) == 1 else parts, 'and')}"
    if formula.op == "plus":
        return " plus ".join(parts)
    if formula.op == "declining":
        return f"falling: {', '.join(parts)}" if parts else "falling with time"
    return "all payments left to the end of the term"


def charge_words(statement: Statement) -> str:
    """How much a place says a fee is: an amount, a formula, a variable, or that it does not say."""
    if statement.says == "printed":
        return statement.value or _tag(statement) or "filled in"
    if statement.says != "amount":
        return _SAYS[statement.says]
    terms = statement.stated.fee.terms
    if statement.formula is not None:
        text = formula_words(statement.formula)
    else:
        amounts = [amount_words(amount) for amount in statement.amounts]
        more = len(amounts) - _MOST_AMOUNTS
        text = ", ".join([*amounts[:_MOST_AMOUNTS], f"{more} more"]) if more > 0 else _joined(amounts, "or")
    if terms.cap is not None and amount_words(terms.cap) not in text:
        text += f", at most {shown(terms.cap)}"
    if terms.floor is not None and amount_words(terms.floor) not in text:
        text += f", at least {shown(terms.floor)}"
    return text


def _tag(statement: Statement) -> str:
    return f"{{{{ {statement.variable} }}}}" if statement.variable else ""


def _joined(parts: list[str], word: str) -> str:
    return f" {word} ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def trigger_words(entry: Entry) -> str:
    """What makes the fee due, where all places agree and the name does not tell: "late payment"."""
    triggers = {one.stated.fee.terms.when for one in entry.statements} - {""}
    if len(triggers) != 1:
        return ""
    words = triggers.pop().replace("-", " ")
    stems = {word[:5] for word in entry.name.lower().split()}
    return "" if any(word[:5] in stems for word in words.split()) else words


def all_terms(entry: Entry) -> list[str]:
    """What limits the fee at each place: "Business; only when order.late; waived if ..."."""
    several = len({one.stated.fee.terms.when for one in entry.statements} - {""}) > 1
    return [_terms(one, entry.name.lower(), several=several) for one in entry.statements]


def _terms(statement: Statement, name: str, *, several: bool) -> str:
    fee = statement.stated.fee
    terms = fee.terms
    notes = [_variant(statement, name), f"from {_tag(statement)}" if statement.value else ""]
    if several and terms.when:
        notes.append(f"on {terms.when.replace('-', ' ')}")
    if terms.unit and not any(one.period for one in fee.amounts):
        notes.append(f"per {terms.unit}")
    notes += [f"only when {short(condition)}" for condition in statement.stated.conditions]
    notes.append(short(terms.waiver))
    notes.append(terms.role if terms.role not in ("fee", "price") else "")
    notes.append(terms.choice)
    notes.append(f"paid to the {terms.payee}" if terms.payee else "")
    notes.append("for some dates" if terms.dated else "")
    return "; ".join(filter(None, dict.fromkeys(notes)))


def _variant(statement: Statement, name: str) -> str:
    """The plan, place or product of a line that is one of several."""
    fee = statement.stated.fee
    known = set(name.split())
    listed = fee.source in ("data", "table")
    own = statement.label if listed and statement.label.lower() not in name else ""
    rest = [word for word in dict.fromkeys(fee.rest) if word not in known and word not in own.lower()]
    return short(" ".join(filter(None, (own, " ".join(rest) if fee.name or listed else ""))))


def short(text: str) -> str:
    """A text as a note: cut at a word, with an ellipsis, where it is long."""
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST_NOTE else text[: text.rfind(" ", 0, _LONGEST_NOTE)].rstrip(" ,;") + "…"


def headlines(ledger: Ledger) -> list[str]:
    """How many fees, in how many files, and how many of them need somebody; then the same of others and of prices."""
    told = []
    if ledger.fees:
        head = f"{count(len(ledger.fees), 'fee')} in {count(ledger.files, 'file')}"
        told.append(f"{head}: {_tally(ledger.fees)}.")
    if ledger.others:
        told.append(f"{count(len(ledger.others), 'fee')} charged by others.")
    if ledger.prices:
        told.append(f"{count(len(ledger.prices), 'price')}: {_tally(ledger.prices)}.")
    return told


def _tally(entries: Sequence[Entry]) -> str:
    said = []
    rest = len(entries)
    for status, one, many in _COUNTED:
        number = sum(entry.status == status for entry in entries)
        if number:
            said.append(f"{number} {one if number == 1 else many}")
        rest -= number
    if said and rest:
        said.append(f"{rest} {'is' if rest == 1 else 'are'} in order")
    return ", ".join(said) or "nothing disagrees or is missing"
