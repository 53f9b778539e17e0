"""Apologies, refusals, threats, trouble and deadlines: what is found, and what only looks like it."""

from __future__ import annotations

import pytest


@pytest.fixture
def words_in(facts_of):
    """The words of one sort of part in a mail."""

    def find(name, text, path="emails/message.txt.j2"):
        facts = facts_of(path, text)
        return [facts.scan.folded[start:end] for start, end in getattr(facts.parts, name)]

    return find


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("apologies", "We are sorry that the boat came late.", ["sorry"]),
        ("apologies", "We apologise for the noise.", ["apologise"]),
        ("apologies", "We are sorry to see you go.", []),
        ("apologies", "Sorry to hear that. We apologize for our part in it.", ["apologize"]),
        ("apologies", "There is no need to apologise.", []),
        ("refusals", "Your claim was rejected.", ["was rejected"]),
        ("refusals", "We are unable to refund the ticket.", ["unable to refund"]),
        ("refusals", "We have decided not to extend your lease.", ["decided not to"]),
        ("refusals", "As you asked, your lesson has been cancelled.", []),
        ("refusals", "Your lesson takes place.", []),
        ("threats", "We will suspend your account.", ["suspend your account"]),
        ("threats", "This goes to a debt collector.", ["debt collector"]),
        ("threats", "There are no late fees.", []),
        ("threats", "We will never close your account for this.", []),
        ("troubles", "Your payment failed.", ["payment failed"]),
        ("troubles", "Your payment arrived.", []),
        ("deadlines", "Please pay by {{ due_date }}.", ["by \x14"]),
        ("deadlines", "You can return the oars within 14 days.", ["within 14 days"]),
        ("deadlines", "Reply before 3 May, or we give the seat away.", ["before 3"]),
        ("deadlines", "We will refund you within 5 days.", []),
        ("deadlines", "Our team will answer you by Friday.", []),
        ("deadlines", "We will keep the seat for you if you pay by Friday.", ["by friday"]),
        ("deadlines", "Written by hand, sent by mail.", []),
    ],
)
def test_parts_that_are_hard_to_read(words_in, name: str, text: str, words: list[str]) -> None:
    assert words_in(name, f"Hi {{{{ name }}}},\n\n{text}") == words


def test_what_nobody_reads_is_no_part(words_in) -> None:
    text = '<p>Hi {{ name }},</p><p>It is here.</p><img src="a.png" alt="We are sorry" />'
    assert words_in("apologies", text, "emails/a.html.j2") == []


@pytest.mark.parametrize("name", ["apologies", "refusals", "threats", "deadlines"])
def test_the_time_grows_with_the_text(facts_of, name: str) -> None:
    from time import process_time

    def seconds(count):
        facts = facts_of("emails/a.txt", "Sorry, we suspend your account by 1 may, was rejected, " * count)
        start = process_time()
        getattr(facts.parts, name)
        return process_time() - start

    assert seconds(4_000) < 30 * max(seconds(400), 0.002)
