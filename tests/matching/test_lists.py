"""A list and its lead-in are one clause."""

import pytest

from cxlint.engine import Engine
from cxlint.matching.lists import last_item, leads
from cxlint.model.given import Given
from cxlint.model.source import Source
from cxlint.readers import read

LISTS = [
    ("We may:\n\n- close your account\n- keep the money\n\nGood.\n", {1: 0, 2: 0}),
    ("We may:\n\n(a) close your account;\n\n(b) keep the money.\n\nGood.\n", {1: 0, 2: 0}),
    # the marks of the list are lost
    ("We may:\n\nclose your account;\n\nkeep the money; or\n\nLaugh.\n\nGood.\n", {1: 0, 2: 0, 3: 0}),
    ("We may:\n\nClose your account.\n\nGood.\n", {1: 0}),
    ("We may close your account.\n\n- Good.\n", {}),
    ("We may:\n\n# Rules\n\n- Good.\n", {}),
    ("We may:\n", {}),
]


@pytest.mark.parametrize(("text", "expected"), LISTS)
def test_which_blocks_a_sentence_leads_in(text, expected):
    assert leads(read(Source("terms.md", text))) == expected


def test_a_block_without_a_list_is_its_own_last_item():
    document = read(Source("terms.md", "We may:\n\n# Rules\n"))
    assert last_item(document, document.blocks[0]) == 0


def _found(ruleset, text, code):
    engine = Engine(ruleset, [code])
    findings = engine.lint(read(Source("policies/terms.md", text)), Given("policy")).findings
    return [(f.place.line, f.message.split("' ")[0].lstrip("'")) for f in findings]


JOINED = [
    # the verb stands in the item, the actor in the lead-in: found at each item, with both ends of the clause
    (
        "At any time we may:\n\n- close your account;\n- sing a song;\n- terminate your membership.\n",
        "TRM006",
        [(3, "we may: … close your account"), (5, "we may: … terminate your membership")],
    ),
    ("At any time you may:\n\n- close your account;\n- end your membership.\n", "TRM006", []),
    # what silences a sentence silences a clause
    ("If you ask, and we promise 30 days notice, you may:\n\n- close your account.\n", "TRM006", []),
    # a clause that is found in the lead-in is not found again in its items
    (
        "We may at any time suspend your account, if:\n\n- we close your account;\n- you sing.\n",
        "TRM006",
        [(1, "We may at any time suspend your account")],
    ),
]


@pytest.mark.parametrize(("text", "code", "expected"), JOINED)
def test_clauses_that_run_from_a_lead_in_into_an_item(ruleset, text, code, expected):
    assert _found(ruleset, text, code) == expected
