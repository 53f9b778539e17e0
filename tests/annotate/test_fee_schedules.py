"""Fee schedules: tables, keyed data and plain lines, read as people read them."""

from __future__ import annotations

import time

import pytest

from cxlint.annotate.fees import cells, units
from cxlint.annotate.fees.labels import parse
from cxlint.annotate.fees.triggers import trigger


def shown(amount):
    """An amount in short: "15 USD per-month"."""
    sign = "%" if amount.kind == "percent" else amount.currency or "?"
    return " ".join(filter(None, (f"{amount.low:g}", sign, amount.bound, amount.period)))


def lines(facts, sources=("table", "data")):
    """The fees of schedules in short: label, amounts, tier, trigger."""
    return [
        (fee.label, [shown(amount) for amount in fee.amounts], " ".join(sorted(fee.terms.tier)), fee.terms.when)
        for fee in facts.fees
        if fee.source in sources
    ]


COLUMNS_AND_GROUPS = {
    "group rows are tiers, marks are no names": (
        "a.md",
        (
            "# Planning fees\n\n| Application | Fee |\n|---|---|\n| **Subdivision** | |\n| Small plot* | $500 "
            "(over 2 hours "
            "is billed at actual cost) |\n| Large plot (1) | $1,200 + actual cost |\n| **Sheds** | |\n| "
            "Permit | N/C |\n"
        ),
        [
            ("Small plot*", ["500 USD"], "subdivision", ""),
            ("Large plot (1)", ["1200 USD at-least"], "subdivision", ""),
            ("Permit", ["0 ?"], "sheds", ""),
        ],
    ),
    "one fee a column": (
        "a.md",
        "| Fee | Home | Business |\n|---|---|---|\n| Late payment | $5 | waived |\n",
        [("Late payment", ["5 USD"], "home", "late-payment"), ("Late payment", ["0 ?"], "business", "late-payment")],
    ),
    "two header rows": (
        "a.html",
        (
            "<table><tr><th rowspan=2>Service</th><th colspan=2>Locals</th><th colspan=2>Guests</th></tr><tr>"
            "<th>Weekday</th>"
            "<th>Weekend</th><th>Weekday</th><th>Weekend</th></tr><tr><td>Court fee</td><td>$10</td><td>$12"
            "</td><td>$20</td>"
            "<td>$24</td></tr></table>"
        ),
        [
            ("Court fee", ["10 USD"], "locals weekday", ""),
            ("Court fee", ["12 USD"], "locals weekend", ""),
            ("Court fee", ["20 USD"], "guests weekday", ""),
            ("Court fee", ["24 USD"], "guests weekend", ""),
        ],
    ),
    "a header that is not marked, a group that spans all columns, a total": (
        "a.html",
        (
            "<table><tr><td>Charge</td><td>Business</td><td>Personal</td></tr><tr><td colspan=3>Everyday</td>"
            "</tr><tr><td>"
            "Monthly fee (if the balance is below $900)</td><td>$9</td><td>FREE</td></tr><tr><td>Total</td>"
            "<td>$9</td><td>$0"
            "</td></tr></table>"
        ),
        [
            ("Monthly fee (if the balance is below $900)", ["9 USD per-month"], "business everyday", "low-balance"),
            ("Monthly fee (if the balance is below $900)", ["0 ? per-month"], "everyday personal", "low-balance"),
        ],
    ),
    "sign and number apart, the currency above the table, the unit in a note": (
        "a.html",
        (
            "<p>All prices in AUD.</p><table><tr><th>Fee</th><th></th><th>Amount</th><th>Notes</th></tr><tr>"
            "<td>Pet fee</td>"
            "<td>$</td><td>20</td><td>per night, optional</td></tr></table>"
        ),
        [("Pet fee", ["20 AUD per-night"], "", "")],
    ),
    "columns that name fees": (
        "a.md",
        "| Room | Cleaning fee | Deposit |\n|---|---|---|\n| Loft | $60 | $200 |\n",
        [("Loft", ["200 USD"], "", ""), ("cleaning fee", ["60 USD"], "loft", "cleaning")],
    ),
    "thresholds are tiers": (
        "a.md",
        "| Order value | Delivery charge |\n|---|---|\n| Up to $50 | $7.95 |\n| Over $50 | Free |\n",
        [("delivery charge", ["7.95 USD"], "50 up", "delivery"), ("delivery charge", ["0 ?"], "50 over", "delivery")],
    ),
    "a row that goes on": (
        "a.md",
        "Fee | Amount\n--- | ---\nEngraving | $10\n... for brass, add | $8\n",
        [("Engraving", ["10 USD"], "", ""), ("Engraving", ["8 USD"], "brass", "")],
    ),
    "times to register are no late fees": (
        "a.md",
        "## Course fees (EUR)\n\n| | Students |\n|---|---|\n| Early-bird | 100 |\n| Late | 150 |\n",
        [("Early-bird", ["100 EUR"], "", ""), ("Late", ["150 EUR"], "", "")],
    ),
    "previous and new": (
        "a.csv",
        "Charge,Previous charge,New charge\nReturned payment,£10,£12\n",
        [
            ("Returned payment", ["10 GBP"], "previous", "returned-payment"),
            ("Returned payment", ["12 GBP"], "", "returned-payment"),
        ],
    ),
    "pence, unit and choice columns": (
        "a.csv",
        "name,amount_pence,per,optional\nLate payment fee,2500,month,no\n",
        [("Late payment fee", ["25 GBP per-month"], "", "late-payment")],
    ),
    "open amounts": (
        "fees.csv",
        "name,amount\nTow,$80\nSurvey,at cost\n",
        [("Tow", ["80 USD"], "", ""), ("Survey", [], "", "")],
    ),
    "a table without fees": (
        "a.md",
        "| Feature | Basic | Pro |\n|---|---|---|\n| Seats | 5 | 50 |\n| Support | e-mail | phone |\n",
        [],
    ),
    "a price list": ("a.md", "| Drink | Price |\n|---|---|\n| Tea | $3 |\n| Juice | $4 |\n", []),
    "a row nobody would buy": (
        "a.md",
        "| Item | Price |\n|---|---|\n| Tea | $3 |\n| Replacement key | $40 |\n",
        [("Replacement key", ["40 USD"], "", "replacement-lost")],
    ),
    "a heading that names the plan": (
        "a.md",
        (
            "## Solo plan\n\n| Fee | Amount |\n|---|---|\n| Set-up | $9 |\n\n## Team plan\n\n| Fee | Amount "
            "|\n|---|---|\n"
            "| Set-up | $29 |\n"
        ),
        [("Set-up", ["9 USD"], "solo", "activation"), ("Set-up", ["29 USD"], "team", "activation")],
    ),
}


@pytest.mark.parametrize(("path", "text", "expected"), COLUMNS_AND_GROUPS.values(), ids=COLUMNS_AND_GROUPS)
def test_tables(facts_of, path, text, expected):
    assert lines(facts_of(path, text)) == expected


DATA = {
    "bare scalars": (
        "a.yml",
        "AdultFee: 450\nlateFeeCents: 1500\nlate_fee_enabled: 1\n",
        [("adult fee", ["450 ?"], "", ""), ("late fee", ["15 ?"], "", "late-payment")],
    ),
    "a deposit beside a rental, free, at cost": (
        "fees.yaml",
        (
            "currency: GBP\nfees:\n  - title: Barn\n    deposit: 100\n    rental: 250\n  - service: Key\n    "
            "free: true\n"
            "  - name: Locksmith\n    amount: at cost\n"
        ),
        [
            ("Barn", ["250 GBP"], "", ""),
            ("deposit", ["100 GBP"], "barn", ""),
            ("Key", ["0 GBP"], "", ""),
            ("Locksmith", [], "", ""),
        ],
    ),
    "units beside the number": (
        "a.yaml",
        "fees:\n  - name: Late return\n    price: 5 per day\n  - name: Parking\n    amount: 3\n    per: hour\n",
        [("Late return", ["5 ? per-day"], "", "late-return"), ("Parking", ["3 ? per-hour"], "", "")],
    ),
    "headers and rows": (
        "a.yaml",
        "headers: [Fee, Home, Business]\nrows:\n  - [Late, 15, 25]\n",
        [("Late", ["15 ?"], "home", "late-payment"), ("Late", ["25 ?"], "business", "late-payment")],
    ),
    "fees of plans": (
        "a.yaml",
        "plans:\n  team:\n    price: 15\n    setup_fee: 40\n  solo:\n    price: 5\n    setup_fee: 20\n",
        [("setup fee", ["40 ?"], "team", "activation"), ("setup fee", ["20 ?"], "solo", "activation")],
    ),
    "open banking": (
        "a.json",
        (
            '{"data": {"name": "Daily", "fees": ['
            '{"name": "Overseas ATM", "feeType": "WITHDRAWAL", "amount": "5.00", "currency": "AUD",'
            ' "additionalInfo": "waived if you deposit $900 a month"},'
            '{"name": "Foreign purchase", "feeType": "TRANSACTION", "transactionRate": "0.03"},'
            '{"name": "Account fee", "feeType": "PERIODIC", "amount": "6.00", "additionalValue": "P1M"},'
            '{"name": "Wire", "amount": "0.00", "additionalInfo": "Charged at cost"},'
            '{"name": "Courier", "amount": "0.00", "additionalInfo": "$12 for the parcel"}]}}'
        ),
        [
            ("Overseas ATM", ["5 AUD"], "", "foreign-use"),
            ("Foreign purchase", ["3 %"], "", "foreign-use"),
            ("Account fee", ["6 ? per-month"], "", ""),
            ("Wire", [], "", "transfer"),
            ("Courier", ["12 USD"], "", "delivery"),
        ],
    ),
    "no fees": ("a.yaml", "colours:\n  - name: red\n    amount: 15\nretries: 3\n", []),
}


@pytest.mark.parametrize(("path", "text", "expected"), DATA.values(), ids=DATA)
def test_data(facts_of, path, text, expected):
    assert lines(facts_of(path, text)) == expected


LINES = {
    "leaders": (
        "a.txt",
        "SCHEDULE OF FEES\n\nLate fee ........ $15 per month\nReturned cheque ........ $25\nSpare card ........ free\n",
        [
            ("Late fee", ["15 USD per-month"], "", "late-payment"),
            ("Returned cheque", ["25 USD"], "", "returned-payment"),
            ("Spare card", ["0 ?"], "", ""),
        ],
    ),
    "columns": (
        "a.txt",
        "FEES AND CHARGES\n\nLate payment      $15.00\nSpare card        $10.00\n",
        [("Late payment", ["15 USD"], "", "late-payment"), ("Spare card", ["10 USD"], "", "")],
    ),
    "a list, the amount last or first": (
        "a.md",
        (
            "# Our charges\n\n- Delivery - $5\n- Gift wrap - $3 per item\n\n## Library\n\n- £4.50 – replacement card\n"
            "- £1 per day – overdue book\n"
        ),
        [
            ("Delivery", ["5 USD"], "", "delivery"),
            ("Gift wrap", ["3 USD per-item:item"], "", ""),
            ("replacement card", ["4.5 GBP"], "", "replacement-lost"),
            ("overdue book", ["1 GBP per-day"], "", "late-return"),
        ],
    ),
    "prose in a list": (
        "a.md",
        "- A late fee of $15 is charged if you pay after the fifth.\n- We add $20 when your cheque is returned.\n",
        [],
    ),
    "a list of goods": ("a.md", "# Menu\n\n- Tea - $3\n- Juice - $4\n", []),
    "one line alone": ("a.md", "Late fee: $15\n", []),
}


@pytest.mark.parametrize(("path", "text", "expected"), LINES.values(), ids=LINES)
def test_lines(facts_of, path, text, expected):
    assert lines(facts_of(path, text)) == expected


def test_a_line_under_a_heading_is_named_by_it(facts_of):
    fees = facts_of("a.md", "## Adult class\n\nFee: $39/mth\n\n## Child class\n\nFee: $29/mth\n").fees
    assert [(fee.rest, fee.terms.unit) for fee in fees] == [
        (("adult", "class"), "month"),
        (("child", "class"), "month"),
    ]


TERMS = [
    ("| Fee | Min | Max |\n|---|---|---|\n| Towing | $80 | $200 |\n", {"cap": 200, "floor": 80}),
    ("| Fee | Amount |\n|---|---|\n| Cash | 2% (min $3) |\n", {"floor": 3}),
    ("| Fee | Amount |\n|---|---|\n| Cash | 1%, max $10 |\n", {"cap": 10}),
    ("| Fee | Amount | Optional |\n|---|---|---|\n| Linen | $9 | yes |\n", {"choice": "optional"}),
    ("| Fee | Amount | Mandatory |\n|---|---|---|\n| Linen | $9 | yes |\n", {"choice": "mandatory"}),
    (
        "| Fee | Amount | Notes |\n|---|---|---|\n| Linen | $9 | waived for members |\n",
        {"waiver": "waived for members"},
    ),
    ("| Fee | Fee until 2 May |\n|---|---|\n| Linen | $9 |\n", {"dated": True}),
    ("| Fee | Amount |\n|---|---|\n| Security deposit | $200 |\n", {"role": "deposit"}),
    ("| Fee | Amount |\n|---|---|\n| Daily withdrawal limit | $500 |\n", {"role": "threshold"}),
    ("| Cancelled | Charge |\n|---|---|\n| Less than 7 days before | 50% |\n", {"when": "cancellation"}),
]


@pytest.mark.parametrize(("text", "expected"), TERMS)
def test_terms(facts_of, text, expected):
    (fee,) = facts_of("a.md", text).fees
    found = {name: getattr(fee.terms, name) for name in expected}
    assert {name: getattr(value, "low", value) for name, value in found.items()} == expected


def test_a_formula_in_a_cell(facts_of):
    (fee,) = facts_of("a.md", "| Fee | Amount |\n|---|---|\n| Late | 5 % or $20, whichever is greater |\n").fees
    assert fee.terms.formula is not None
    assert (fee.terms.formula.op, len(fee.terms.formula.parts)) == ("greater", 2)


PRICES = [
    ("a.yaml", "plans:\n  team: {price: 15, setup_fee: 40}\n", [("team", 15, "")]),
    (
        "a.yaml",
        "plans:\n  - name: Team\n    price: 15\n  - name: Solo\n    monthly_price: 5\n",
        [("team", 15, ""), ("solo", 5, "per-month")],
    ),
    ("a.json", '{"plans": [{"name": "Team", "price_cents": 1500}]}', [("team", 15, "")]),
    (
        "a.md",
        "| Plan | Monthly | Yearly |\n|---|---|---|\n| Team | $15 | $150 |\n",
        [("team", 15, "per-month"), ("team", 150, "per-year")],
    ),
    ("a.md", "| Plan | 1 seat | 5 seats |\n|---|---|---|\n| Team | $15 | $50 |\n", []),
    ("a.md", "The Team plan costs $15 a month.\n", [("team", 15, "per-month")]),
]  # fmt: skip


@pytest.mark.parametrize(("path", "text", "expected"), PRICES)
def test_prices_of_plans(facts_of, path, text, expected):
    prices = facts_of(path, text).prices
    assert [(price.plan, price.amount.low, price.amount.period) for price in prices] == expected


LABELS = [
    ("late fee *", ("late fee", "", "", "fee")),
    ("late fee (1)", ("late fee", "", "", "fee")),
    ("late fee (business)", ("late fee (business", "", "", "fee")),
    ("monthly fee (if the balance is below $900)", ("monthly fee", "if the balance is below $900", "per-month", "fee")),
    ("towing per mile", ("towing", "", "per-item:mile", "fee")),
    ("- security deposit:", ("security deposit", "", "", "deposit")),
    ("deposit fee", ("deposit fee", "", "", "fee")),
    ("student discount", ("student discount", "", "", "discount")),
]


@pytest.mark.parametrize(("text", "expected"), LABELS)
def test_labels(text, expected):
    label = parse(text)
    assert (label.name, label.condition, label.period, label.role) == expected


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("free", "free"), ("n/c", "free"), ("Included".lower(), "free"), ("at cost plus 5", "open"), ("n/a", "open"),
     ("contact us", "open"), ("call-out charge", ""), ("none", ""), ("free parking", ""), ("$5", "")],
)  # fmt: skip
def test_words_for_amounts(text, verdict):
    assert cells.free_or_open(text) == verdict


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("late cancellation fee", "cancellation"),
        ("late payment", "late-payment"),
        ("missed appointment", "no-show"),
        ("bounced cheque", "returned-payment"),
        ("lost key", "replacement-lost"),
        ("paid by credit card", "card-payment"),
        ("order debit card", ""),
        ("early repayment", "early-exit"),
        ("tea", ""),
    ],
)
def test_triggers(words, name):
    assert trigger(words) == name


def test_words_of_units():
    assert units.currency_of("amount (usd)") == "USD"
    assert units.currency_of("auspicious") is None
    assert units.stated_currency("all fees are shown in australian dollars.") == "AUD"
    assert units.period_of("£ per night") == "per-night"
    assert units.period_of("guests", alone=True) == "per-item:guest"
    assert units.iso_period("P1M") == "per-month"
    assert units.factor_of("amount in pence") == 0.01


@pytest.mark.timeout(60)
@pytest.mark.parametrize(
    ("path", "row"),
    [
        ("fees.csv", "Late payment {0},${0}.00,note {0}\n"),
        ("a.md", "- Late fee {0}: ${0}\n"),
        ("a.txt", "Late fee {0} ..... ${0}  \n"),
        ("fees.yaml", "- {{name: Late fee {0}, amount: {0}}}\n"),
    ],
)
def test_time_grows_with_length(facts_of, path, row):
    header = "name,amount,note\n" if path.endswith(".csv") else ""

    def seconds(rows):
        facts = facts_of(path, header + "".join(row.format(i) for i in range(1, rows)))
        start = time.process_time()
        assert len(facts.fees) >= rows - 2
        return time.process_time() - start

    seconds(20)
    assert seconds(1600) < 32 * max(seconds(200), 0.02)
