"""The schema for editors says what the loader says."""

import json
import os

import jsonschema
import pytest
import yaml

from cxlint.__main__ import main
from cxlint.errors import RuleError
from cxlint.resources import RULES
from cxlint.rulebook.rulefile import parse_rule, rule_files
from cxlint.rulebook.schema import rule_schema

COMMITTED = os.path.join(RULES, "rule.schema.json")


@pytest.fixture(scope="module")
def validator():
    schema = rule_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_the_committed_schema_is_current():
    with open(COMMITTED, encoding="utf-8") as file:
        assert json.load(file) == rule_schema(), "run: cxlint schema rule > rules/rule.schema.json"


def test_the_schema_is_printed(capsys):
    assert main(["schema", "rule"]) == 0
    assert json.loads(capsys.readouterr().out) == rule_schema()


@pytest.mark.parametrize("path", rule_files(RULES), ids=os.path.basename)
def test_every_rule_file_fits_the_schema(validator, path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    assert [error.message for error in validator.iter_errors(yaml.safe_load(text))] == []
    assert text.startswith("# yaml-language-server: $schema=../rule.schema.json\n")


RULE = {
    "code": "TST001",
    "name": "a-name",
    "severity": "info",
    "confidence": "low",
    "message": "m",
    "why": "w",
    "mother": "Would you?",
    "effort": ["time"],
    "suggest": "s",
    "find": ["late fee"],
    "examples": [{"bad": "b", "marks": ["b"]}, {"good": {"a.md": "x"}, "path": "a.md", "because": "so"}],
    "references": [],
    "since": "0.1",
}

CHANGES = [
    ({}, True),
    ({"find": ["late fee"], "regex": [{"pattern": "a", "literals": ["a"]}]}, True),
    ({"find": None, "check": "some-check", "options": {"most": 3}}, True),
    ({"unless": {"sentence": ["x"], "document": []}}, True),
    ({"status": "preview", "fine-when": "f", "tags": ["a:b"], "roles": ["cell"]}, True),
    ({"fix": {"safe": True, "replace": {"late fee": ""}}, "examples": [{"bad": "b", "fixed": ""}]}, True),
    ({"fix": {"safe": True, "replace": {}}}, False),
    ({"fix": {"replace": {"a": "b"}}}, False),
    ({"fix": {"safe": True, "replace": {"a": 1}}}, False),
    ({"code": "FEE12"}, False),
    ({"name": "A Name"}, False),
    ({"severity": "fatal"}, False),
    ({"why": None}, False),
    ({"why": "  "}, False),
    ({"why": 3}, False),
    ({"effort": "time"}, False),
    ({"effort": ["joy"]}, False),
    ({"find": None}, False),
    ({"find": []}, False),
    ({"check": "some-check"}, False),
    ({"colour": "red"}, False),
    ({"applies-to": ["policies"]}, False),
    ({"roles": ["headline"]}, False),
    ({"unless": {"page": ["x"]}}, False),
    ({"unless": {"sentence": "x"}}, False),
    ({"regex": [{"pattern": "a"}]}, False),
    ({"options": []}, False),
    ({"examples": [{"text": "b"}]}, False),
    ({"examples": [{"bad": "b", "good": "g"}]}, False),
    ({"examples": [{"bad": "b", "mark": "b"}]}, False),
    ({"examples": [{"bad": ["b"]}]}, False),
    ({"examples": {}}, False),
    ({"since": 0.1}, False),
    ({"status": "old"}, False),
]


@pytest.mark.parametrize(("change", "fits"), CHANGES)
def test_schema_and_loader_agree(validator, change, fits):
    data = {key: value for key, value in {**RULE, **change}.items() if value is not None}
    assert validator.is_valid(data) is fits
    try:
        parse_rule("own.yaml", yaml.safe_dump(data))
        read = True
    except RuleError:
        read = False
    assert read is fits


def test_every_property_is_described():
    assert all(entry["description"] for entry in rule_schema()["properties"].values())
