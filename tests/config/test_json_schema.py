"""The schema for editors says what the loader says."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from cxlint.__main__ import main
from cxlint.config.json_schema import ABOUT, config_schema
from cxlint.config.schema import KEYS, SettingError, settings

_EXAMPLES = Path(__file__).parent.parent.parent / "examples"
_GOOD: dict[str, list[Any]] = {
    "ignore": [[], ["FEE003", {"rule": "HOS007", "reason": "quoted", "expires": "2027-06-30"}]],
    "per-file-ignores": [{"legal/**": ["ALL"]}],
    "kinds": [{"letters/*": "dunning"}],
    "stages": [{"*.txt": "first"}],
    "polarities": [{"*.txt": "bad"}],
    "audiences": [{"*.txt": "staff"}],
    "rules": [{}, {"HOS025": {"severity": "error", "words": 6}}],
    "overrides": [[{"paths": ["a/**"], "ignore": ["IMP"], "rules": {"TRM009": {"severity": "error"}}}]],
    "journey": [[{"stage": "pays", "kinds": ["invoice"], "owner": "Billing"}, {"stage": "asks", "paths": ["help/**"]}]],
    "baseline": ["b.json"],
    "fail-on": ["never"],
    "min-confidence": ["low"],
    "output-format": ["sarif"],
}
_BAD: list[dict[str, Any]] = [
    {"unknown": 1},
    {"preset": "lenient"},
    {"select": "FEE"},
    {"select": [1]},
    {"force-exclude": "yes"},
    {"baseline": ""},
    {"baseline": ["b.json"]},
    {"output-format": "text"},
    {"ignore": "FEE"},
    {"ignore": [{"rule": "FEE003"}]},
    {"ignore": [{"rule": "FEE003", "reason": " "}]},
    {"ignore": [{"rule": "FEE003", "reason": "x", "line": 3}]},
    {"ignore": [{"rule": "FEE003", "reason": "x", "expires": 3}]},
    {"per-file-ignores": {"a": "FEE"}},
    {"per-file-ignores": ["a"]},
    {"kinds": {"a": 1}},
    {"kinds": {"a": "invioce"}},
    {"journey": {"stage": "pays", "kinds": ["invoice"]}},
    {"journey": [{"kinds": ["invoice"]}]},
    {"journey": [{"stage": "pays"}]},
    {"journey": [{"stage": "pays", "kinds": ["bill"]}]},
    {"journey": [{"stage": "pays", "kinds": ["invoice"], "colour": "red"}]},
    {"stages": {"a": "second"}},
    {"rules": {"HOS025": 6}},
    {"rules": {"HOS025": {"severity": "fatal"}}},
    {"overrides": {"paths": ["a"]}},
    {"overrides": [{"ignore": ["IMP"]}]},
    {"overrides": [{"paths": []}]},
    {"overrides": [{"paths": ["a"], "select": ["IMP"]}]},
    {"overrides": [{"paths": ["a"], "rules": {"HOS025": {"words": 6}}}]},
]


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft7Validator:
    schema = config_schema()
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def test_every_key_is_described() -> None:
    assert ABOUT.keys() == KEYS.keys(), "say in ABOUT what a new key is for"


@pytest.mark.parametrize("key", KEYS)
def test_what_the_loader_takes(key: str, validator: jsonschema.Draft7Validator) -> None:
    described = config_schema()["properties"][key]
    examples = [*_GOOD.get(key, []), *([described["default"]] if "default" in described else [])]
    examples += [[], ["a"]] if described.get("items") == {"type": "string"} else []
    examples += described.get("enum", [])
    assert examples
    for value in examples:
        settings({key: value})
        validator.validate({key: value})


@pytest.mark.parametrize("data", _BAD, ids=str)
def test_what_the_loader_refuses(data: dict[str, Any], validator: jsonschema.Draft7Validator) -> None:
    with pytest.raises(SettingError):
        settings(data)
    assert not validator.is_valid(data)


def test_the_command(capsys: pytest.CaptureFixture[str], validator: jsonschema.Draft7Validator) -> None:
    assert main(["schema", "config"]) == 0
    assert json.loads(capsys.readouterr().out) == config_schema()
    validator.validate(tomllib.loads((_EXAMPLES / "cxlint.toml").read_text(encoding="utf-8")))
