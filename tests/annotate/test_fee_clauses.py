"""What the amounts of a sentence make together."""

from __future__ import annotations

import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from cxlint.annotate.fees.clauses import _parsed, clauses

PLACE = "terms.md"


@pytest.fixture
def read(facts_of):
    """The clauses of a sentence."""

    def read(text):
        facts = facts_of(PLACE, text)
        return [one for block in facts.document.blocks for one in clauses(facts, block.start, block.end)]

    return read


@pytest.mark.parametrize(
    ("text", "op", "values"),
    [
        ("You pay the greater of $15 or 3% of it.", "greater", [15, 3]),
        ("You pay $50 or 3 % of the bill, whichever is greater.", "greater", [50, 3]),
        ("The charge is $25 or 2% of the sum (whichever is higher).", "greater", [25, 2]),
        ("You pay a 5% or $20.00 late fee, which ever is less.", "lesser", [5, 20]),
        ("You pay the lesser of either (i) 5% of the rent or (ii) $20.", "lesser", [5, 20]),
        ("You pay the higher of (a) $75.00 or (b) what our bank asks.", "greater", [75]),
        ("The greater of one month's rent and $500 is due.", "greater", [500]),
        ("We ask for one month's rent or $500, whichever is more.", "greater", [500]),
        ("Interest of 2% or the highest lawful rate, whichever is lower, accrues.", "lesser", [2]),
        ("You pay $30 or, if greater, 4% of the sum.", "greater", [30, 4]),
        ("The fee is the greatest of $10, 5% of the bill or the actual cost.", "greater", [10, 5]),
        ("It is equal to the greater of: (1) $15; and (2) 5% of the sum.", "greater", [15, 5]),
        ("We charge from $20 or 2%, whichever is greater.", "greater", [20, 2]),
        ("You pay 2.9% + $0.30 a card.", "plus", [2.9, 0.3]),
        ("You pay 5% of the order total plus $1.", "plus", [5, 1]),
        ("You pay 3% and a flat fee of 20¢.", "plus", [3, 0.2]),
        ("You pay $7 and an additional $2 by card.", "plus", [7, 2]),
        ("A fee of $25, plus 1% of the rest, applies.", "plus", [25, 1]),
        ("The fee is $240, reduced by $10 for every month that you stay.", "declining", [240, 10]),
        ("The fee is $99 minus $10 for each month completed.", "declining", [99, 10]),
        ("The fee is $99 less $10 a month.", "declining", [99, 10]),
        ("You pay $25 times the number of months remaining in your term.", "remaining", [25]),
        ("You pay $20 for each month remaining in the contract.", "remaining", [20]),
        ("You pay $20 per month for each remaining month.", "remaining", [20]),
        ("We bill 50% of the fees for the remaining term, plus nothing.", "remaining", [50]),
    ],
)
def test_formula(read, text: str, op: str, values: list[float]) -> None:
    (clause,) = read(text)
    assert clause.role == "fee"
    assert clause.formula is not None
    assert (clause.formula.op, [part.low for part in clause.formula.parts]) == (op, values)
    assert clause.amounts == clause.formula.parts
    assert clause.start <= clause.amounts[0].start
    assert clause.amounts[-1].end <= clause.end


@pytest.mark.parametrize(
    "text",
    [
        "You pay $5 and $10.",
        "You pay $5. You also pay 3%.",
        "A greater number pays $5.",
        "You pay $10 plus tax.",
        "You pay $10 + VAT at 20%.",
        "Orders over $50 or 3 items ship free.",
        "The remaining boxes cost $5 each, up to you.",
    ],
)
def test_no_formula(read, text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "values", "floor", "cap"),
    [
        ("We charge 5% of the bill, at least $10 and at most $40.", [5], 10, 40),
        ("The fee is 3% with a minimum of $5 and a maximum of $50.", [3], 5, 50),
        ("The fee is 3% (min. $5, max. $50).", [3], 5, 50),
        ("The fee is 3%, minimum $5.", [3], 5, None),
        ("Interest of 1.5% per month, capped at $100.", [1.5], None, 100),
        ("The fee is 2%, but never more than $60.", [2], None, 60),
        ("2% + €0.25 per payment, capped at €5", [2, 0.25], None, 5),
    ],
)
def test_bounds(read, text: str, values: list[float], floor: float | None, cap: float | None) -> None:
    (clause,) = read(text)
    assert [amount.low for amount in clause.amounts] == values
    assert (clause.floor and clause.floor.low, clause.cap and clause.cap.low) == (floor, cap)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("You get a refund of the greater of $10 or 5%.", ["discount"]),
        ("A deposit of $200 or 10%, whichever is higher, is due.", ["deposit"]),
        ("We add $25 plus 1% of what is over $1,000.", ["fee", "threshold"]),
        ("For example, $100 plus 3% is due.", ["example"]),
    ],
)
def test_roles(read, text: str, roles: list[str]) -> None:
    assert [clause.role for clause in read(text)] == roles


@settings(max_examples=400, deadline=None)
@given(code=st.text(alphabet="MSWGLglPXOAKUBDRTEZY.", max_size=45))
@example(code="WOMg")
@example(code="ZWGMOS")
def test_any_code_is_read(code: str) -> None:
    tree, length = _parsed(code)
    assert 0 <= length <= len(code)
    assert (tree is None) == (length == 0)


@pytest.mark.parametrize("unit", ["M", "MO", "MP", "GW", "GM", "WO", "U", "MK", "XR", "MUM", "MOg", "SWUBW"])
def test_reading_a_long_code_is_quick(unit: str) -> None:
    began = time.process_time()
    _parsed(unit * (40 // len(unit)))
    assert time.process_time() - began < 1


@pytest.mark.parametrize(
    "unit", ["$1 or ", "plus ", "$1 plus ", "the greater of ", "5% up to ", "$1 or 2%, whichever is greater, ", ", "]
)
def test_cost_is_linear(facts_of, unit: str) -> None:
    facts = facts_of(PLACE, unit * (60_000 // len(unit)))
    block = facts.document.blocks[0]
    facts.amounts(block)
    began = time.process_time()
    clauses(facts, block.start, block.end)
    # quadratic cost would take minutes
    assert time.process_time() - began < 6
