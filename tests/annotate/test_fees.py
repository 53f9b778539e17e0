"""Fees: which, how much, and how plainly it is said."""

import pytest

PROSE = [
    # text, name, rest, amounts, reach
    ("A late fee of $15 is charged.", "late", (), ["$15"], "sentence"),
    ("A late fee may apply.", "late", (), [], ""),
    ("Pay late, and we add a fee for late payment.", "late", (), [], ""),
    ("Business late fee: $20.", "late", ("business",), ["$20"], "sentence"),
    ("The NSF fee is $25.", "returned-payment", (), ["$25"], "sentence"),
    ("The $4 booking fee is final.", "booking", (), ["$4"], "sentence"),
    ("The cancellation fee (30% of the price) is owed.", "cancellation", (), ["30%"], "sentence"),
    ("A restocking charge of 15% or $10 applies.", "restocking", (), ["15%", "$10"], "sentence"),
    # not its amount: a threshold
    ("Late fees for orders over $50 are $5.", "late", (), ["$5"], "sentence"),
    # a worked example of it
    ("A late fee of 5% of the bill applies, for example $50 on a bill of $1,000.", "late", (), ["5%"], "sentence"),
    ("A fee applies. It is $7.", "", (), ["$7"], "block"),
    ("# Late fee\n\nPay by the 5th.\n\nThen it is $9 a day.\n\n# Other\n\nIt is $3.", "late", (), ["$9"], "section"),
]


@pytest.mark.parametrize(("text", "name", "rest", "amounts", "reach"), PROSE)
def test_fees_in_prose(facts_of, words_of, text, name, rest, amounts, reach):
    facts = facts_of("p.md", text)
    (fee,) = facts.fees
    assert (fee.name, fee.rest, fee.reach) == (name, rest, reach)
    assert [words_of(facts, amount) for amount in fee.amounts] == amounts


@pytest.mark.parametrize(
    "text",
    [
        "We may charge you.",
        "You are in charge of your keys.",
        "Attorney fees are yours to pay.",
        "Coffee is extra.",
    ],
)
def test_no_fee(facts_of, text):
    assert facts_of("p.md", text).fees == []


SEVERAL = [
    ("A convenience fee of $3 and a booking fee of $4 apply.", {"convenience": ["$3"], "booking": ["$4"]}),
    ("We add a $3 booking fee and a $4 card fee.", {"booking": ["$3"], "card": ["$4"]}),
    ("Late fee $1, pet fee $2, card fee $3.", {"late": ["$1"], "pet": ["$2"], "card": ["$3"]}),
    ("There is a pet fee, and a late fee of $2.", {"pet": [], "late": ["$2"]}),
]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_each_fee_has_its_own_amounts(facts_of, words_of, text, expected):
    facts = facts_of("p.md", text)
    assert {fee.name: [words_of(facts, amount) for amount in fee.amounts] for fee in facts.fees} == expected


FLAGS = [
    ("There are no booking fees.", {"negated"}),
    ("An overdraft fee is waived.", {"negated"}),
    ("A booking fee is added.", {"owed"}),
    ("A booking fee is added if you phone.", {"owed", "trigger"}),
    ("You pay the fee listed in our price list.", {"owed", "pointed"}),
    ("You pay [a fee](prices.md).", {"owed", "pointed"}),
    ("[See this](prices.md). You pay a fee.", {"owed"}),
    ("Your bank adds a fee.", {"foreign"}),
]


@pytest.mark.parametrize(("text", "flags"), FLAGS)
def test_how_plainly_a_fee_is_said(facts_of, text, flags):
    (fee,) = facts_of("p.md", text).fees
    assert {flag for flag in ("negated", "owed", "trigger", "pointed", "foreign") if getattr(fee, flag)} == flags


TERMS = [
    ("A late fee of $5 applies.", ("fee", "")),
    ("A late fee applies, e.g. $50 on a bill of $1,000.", ("example", "")),
    ("Your bank may charge a wire fee of $15.", ("fee", "bank")),
    ("A late fee of $3 goes to third-party agents.", ("fee", "third party")),
]


@pytest.mark.parametrize(("text", "expected"), TERMS)
def test_what_an_amount_is_and_who_gets_it(facts_of, text, expected):
    (fee,) = facts_of("p.md", text).fees
    assert (fee.terms.role, fee.terms.payee) == expected


TABLES = [
    ("fees.csv", "name,amount,currency\nLate payment fee,25.00,USD\nPet,4,USD\n", [("late", (), 25), ("pet", (), 4)]),
    ("fees.csv", "fee,amount\nlate,25\nbooking,\n", [("late", (), 25)]),
    ("rates.csv", "plan,price per month\nTeam,15\n", []),
    (
        "fees.yaml",
        "fees:\n  late: 15\n  pet: {amount: 4, currency: USD}\n  grace_days: 10\n",
        [("late", (), 15), ("pet", (), 4)],
    ),
    ("a.yaml", "late_fee: 15\nretries: 3\n", [("late", (), 15)]),
    (
        "a.yaml",
        "charges:\n  - name: Late fee\n    amount: 15\n  - name: Card fee\n    amount: 2%\n",
        [("late", (), 15), ("card", (), 2)],
    ),
    ("a.yaml", "colours:\n  - name: red\n    amount: 15\n", []),
    ("a.md", "| Fee | Amount |\n| --- | --- |\n| Late | $15 |\n| Pet | none |\n", [("late", (), 15)]),
    (
        "a.md",
        "| Item | Amount |\n| --- | --- |\n| Late fee (business) | $25 |\n| Paint | red |\n",
        [("late", ("business",), 25)],
    ),
    ("a.md", "| Fee | Plan | Amount |\n| --- | --- | --- |\n| Late | Home | $5 |\n", [("late", ("home",), 5)]),
    (
        "a.html",
        "<table><tr><th>Fee</th><th>Amount</th></tr><tr><td>Late</td><td>€5</td></tr></table>",
        [("late", (), 5)],
    ),
]


@pytest.mark.parametrize(("path", "text", "expected"), TABLES)
def test_fees_in_rows(facts_of, path, text, expected):
    fees = facts_of(path, text).fees
    assert [(fee.name, fee.rest, fee.amounts[0].low) for fee in fees] == expected
    assert {fee.reach for fee in fees} <= {"row"}


def test_a_row_with_a_column_for_each_plan_states_a_fee_for_each(facts_of, words_of):
    facts = facts_of("a.md", "| Fee | Home | Business |\n| --- | --- | --- |\n| Late | $15 | $25 |\n")
    stated = [(sorted(fee.terms.tier), [words_of(facts, amount) for amount in fee.amounts]) for fee in facts.fees]
    assert stated == [(["home"], ["$15"]), (["business"], ["$25"])]


@pytest.mark.timeout(30)
def test_a_list_of_fees_in_one_endless_sentence(facts_of):
    fees = facts_of("p.md", "a late fee of $5 applies, " * 1500).fees
    assert len(fees) == 1500
    assert all(len(fee.amounts) == 1 for fee in fees)
