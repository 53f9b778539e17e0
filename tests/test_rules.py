"""Every rule of `rules/`: its examples are its tests."""

import os
import re

import pytest

from cxlint import checks, selftest
from cxlint.resources import RULES
from cxlint.rulebook import examples_of
from cxlint.rulebook.fields import MIN_EXAMPLES
from cxlint.rulebook.rulefile import load_rule, rule_files

FOLDERS = {
    "documents": "DOC",
    "effort": "EFF",
    "fees": "FEE",
    "hostile": "HOS",
    "impersonal": "IMP",
    "templates": "TPL",
    "terms": "TRM",
}
FILES = [os.path.relpath(path, RULES).replace(os.sep, "/") for path in rule_files(RULES)]
CODES = [re.split("[/-]", file)[1] for file in FILES]


@pytest.fixture(scope="module")
def rules(ruleset):
    return {os.path.relpath(rule.path, RULES).replace(os.sep, "/"): rule for rule in ruleset.rules}


def test_every_file_is_a_rule_with_its_own_code_and_name(rules):
    assert sorted(rules) == sorted(FILES)
    codes = [rule.code for rule in rules.values()]
    names = [rule.name for rule in rules.values()]
    assert sorted(set(codes)) == sorted(codes)
    assert sorted(set(names)) == sorted(names)


@pytest.mark.parametrize("file", FILES, ids=CODES)
def test_examples(ruleset, rules, file):
    outcome = selftest.run(ruleset, [rules[file]])
    assert outcome.failures == []
    assert outcome.examples >= 2 * MIN_EXAMPLES


@pytest.mark.parametrize("file", FILES, ids=CODES)
def test_a_rule_is_where_and_what_it_says(file):
    rule = load_rule(os.path.join(RULES, file))
    folder, name = file.split("/")
    assert name == f"{rule.code}-{rule.name}.yaml"
    assert rule.family == FOLDERS[folder]
    assert rule.quality
    assert not rule.check or rule.check in {**checks.DOCUMENT, **checks.PROJECT}
    for text in (rule.message, rule.why, rule.suggest, rule.fine_when, rule.mother, *rule.references):
        assert "illegal" not in text.lower()
    assert rule.message.endswith((".", "?", "'"))


@pytest.mark.parametrize("name", [*checks.DOCUMENT, *checks.PROJECT])
def test_every_check_is_there_and_used(ruleset, name):
    load = checks.document_check if name in checks.DOCUMENT else checks.project_check
    assert callable(load(name))
    assert name in {rule.check for rule in ruleset.rules}


def test_no_check_has_two_tables():
    assert not checks.DOCUMENT.keys() & checks.PROJECT.keys()


def test_marks_are_words_of_their_example(ruleset):
    for rule in ruleset.rules:
        for example in examples_of(rule).examples:
            whole = " ".join([example.text, *(text for _, text in example.files)])
            for mark in example.marks:
                assert example.bad, f"{rule.code} marks a good example"
                assert mark in " ".join(whole.split()), f"{rule.code} marks '{mark}', which its example does not hold"
