"""Windows, prices and promises."""

import pytest

WINDOWS = [
    ("You may return items within 30 days.", "refund", 30, "30 days", set()),
    ("Send it back within two weeks for a refund.", "refund", 14, "two weeks", set()),
    ("Sale items can be returned within 7 days.", "refund", 7, "7 days", {"sale items"}),
    ("We will give you 60 days notice before we raise prices.", "price-notice", 60, "60 days", set()),
    ("We may change these terms on 14 days notice.", "terms-notice", 14, "14 days", set()),
    ("Give us 30 days notice to cancel.", "cancel-notice", 30, "30 days", set()),
    ("We suspend an account on 7 days notice.", "termination-notice", 7, "7 days", set()),
]


@pytest.mark.parametrize(("text", "topic", "days", "words", "scope"), WINDOWS)
def test_windows(facts_of, text, topic, days, words, scope):
    (window,) = facts_of("p.md", text).windows
    assert (window.topic, window.days, window.words, window.scope) == (topic, days, words, scope)


@pytest.mark.parametrize(
    "text",
    [
        "Refunds are processed within 5 business days.",
        "Your refund takes 3 days to reach your card.",
        "Returns take 30 days or 60 days.",
        "The course lasts 30 days.",
        "You may return items.",
    ],
)
def test_no_window(facts_of, text):
    assert facts_of("p.md", text).windows == []


def test_a_heading_limits_a_window(facts_of):
    (window,) = facts_of("p.md", "# Gift cards\n\nReturn it within 10 days.").windows
    assert window.scope == {"gift cards"}


PRICES = [
    ("p.md", "The Team plan costs $15 per month.", [("team", "$15", 15, "per-month")]),
    ("p.md", "Our Solo tier: €9", [("solo", "€9", 9, "")]),
    ("p.md", "| Plan | Price |\n| --- | --- |\n| Team plan | $15 |\n", [("team", "$15", 15, "")]),
    (
        "p.yaml",
        "plans:\n  team: {price: 15}\n  home:\n    monthly: 9\n    yearly: 90\n",
        [("team", "15", 15, ""), ("home", "9", 9, "per-month"), ("home", "90", 90, "per-year")],
    ),
    # which price is whose, or what exactly it is, would be a guess
    ("p.md", "The Team plan is $15 and the Home plan is $9.", []),
    ("p.md", "The Team plan starts from $15.", []),
    ("p.md", "A paid plan costs $15.", []),
    ("p.md", "The Team plan is red.", []),
]


@pytest.mark.parametrize(("path", "text", "expected"), PRICES)
def test_prices(facts_of, words_of, path, text, expected):
    facts = facts_of(path, text)
    found = [(price.plan, words_of(facts, price), price.amount.low, price.amount.period) for price in facts.prices]
    assert found == expected


PROMISES = [
    ("Cancel any time.", "cancel-any-time", True),
    ("A minimum term of 12 months applies.", "cancel-any-time", False),
    ("Free returns!", "free-returns", True),
    ("A restocking fee applies.", "free-returns", False),
    ("No hidden fees.", "no-hidden-fees", True),
    ("A handling fee of $3 is added.", "no-hidden-fees", False),
    ("No credit card required.", "no-card-needed", True),
    ("We answer 24/7.", "help-around-the-clock", True),
    ("Support is there Monday to Friday.", "help-around-the-clock", False),
]


@pytest.mark.parametrize(("text", "topic", "kept"), PROMISES)
def test_promises(facts_of, text, topic, kept):
    (promise,) = facts_of("p.md", text).promises
    assert (promise.topic, promise.kept) == (topic, kept)


@pytest.mark.parametrize(
    ("text", "plan"),
    [("The Starter plan is free.", "starter"), ("Try the free Solo plan.", "solo"), ("A free plan.", "free")],
)
def test_free_plans(facts_of, text, plan):
    (promise,) = facts_of("p.md", text).promises
    assert (promise.topic, promise.kept, promise.plan) == ("free-plan", True, plan)


@pytest.mark.parametrize("text", ["You may cancel.", "Returns cost $5 by post.", "We accept cards.", "Call on Monday."])
def test_no_promise(facts_of, text):
    assert facts_of("p.md", text).promises == []
