"""JSON Schema of a configuration file, for editors: keys, types and defaults as the loader and `Config` have them."""

from __future__ import annotations

from typing import Any

from cxlint.config.model import FAIL_ON, FORMATS, PRESETS, Config, Stage
from cxlint.config.schema import KEYS
from cxlint.model.finding import CONFIDENCES, SEVERITIES
from cxlint.model.given import AUDIENCES, KINDS, POLARITIES, STAGES

_DIALECT = "http://json-schema.org/draft-07/schema#"
"""The newest one that editors of TOML read."""

_SELECTORS = "codes, names, beginnings of codes, tag:TAG, or ALL"

ABOUT = {
    "preset": "default: what is certain; review: all, for a person who decides; strict: info fails the run too.",
    "select": f"Rules to use: {_SELECTORS}.",
    "ignore": "Rules to leave out, and single findings that are accepted, each with its reason.",
    "extend-select": "Rules to use besides those selected.",
    "per-file-ignores": "Glob to rules to leave out there.",
    "include": "Globs: what a folder contributes.",
    "exclude": "Globs: what a folder does not contribute.",
    "extend-exclude": "More globs of what a folder does not contribute.",
    "force-exclude": "Whether the exclusions also hold for files named on the command line.",
    "respect-gitignore": "Whether to leave out what git ignores.",
    "fail-on": "The least severity that makes the exit code 1; without it, as the preset has it.",
    "min-severity": "Report nothing less serious.",
    "min-confidence": "Report nothing less sure; without it, as the preset has it.",
    "rules-dirs": "Folders with rules of your own.",
    "schedules": "Globs: the fee schedules and price lists, which every other text must agree with.",
    "policies": "Globs: the policies.",
    "templates": "Globs: the message templates.",
    "kinds": "Glob to the kind of document or message, such as policy or invoice; the last one that fits wins.",
    "overrides": "What holds for some files only; the last table that fits wins.",
    "stages": "Glob to the stage of a reminder.",
    "polarities": "Glob to the news that a message brings.",
    "audiences": "Glob to whom a message is written to.",
    "rules": "By code or name: severity, confidence, and the options of the rule's check.",
    "company": "The names by which the texts speak of the company.",
    "baseline": "The file of findings that are accepted for now.",
    "journey": "The stages of the customer's journey in order, for `cxlint report`.",
    "output-format": "How to report when the command line does not say; without it, full, or github in GitHub Actions.",
}
"""What each key is for, in a sentence."""

_STRING = {"type": "string", "minLength": 1}
_STRINGS = {"type": "array", "items": {"type": "string"}}
_CHOICES: dict[str, tuple[str, ...]] = {
    "preset": PRESETS,
    "fail-on": FAIL_ON,
    "min-severity": SEVERITIES,
    "min-confidence": CONFIDENCES,
    "output-format": FORMATS,
}
_SAID: dict[str, tuple[str, ...]] = {"kinds": KINDS, "stages": STAGES, "polarities": POLARITIES, "audiences": AUDIENCES}


def config_schema() -> dict[str, Any]:
    """The schema of `cxlint.toml`, or of the table `[tool.cxlint]`."""
    return {
        "$schema": _DIALECT,
        "title": "The configuration of cxlint",
        "description": "cxlint.toml; docs/configuration.md tells more of each key.",
        "type": "object",
        "properties": {key: {"description": ABOUT[key], **_shape(key), **_default(key)} for key in KEYS},
        "additionalProperties": False,
    }


def _default(key: str) -> dict[str, Any]:
    """The value that holds without the key, where one does."""
    value = Config._field_defaults[key.replace("-", "_")]
    if key == "journey":
        return {"default": [_table_of(stage) for stage in Config().journey]}
    if isinstance(value, bool) or (value and isinstance(value, str)):
        return {"default": value}
    return {"default": list(value)} if value and isinstance(value, tuple) else {}


def _shape(key: str) -> dict[str, Any]:
    if key in _CHOICES:
        return {"enum": list(_CHOICES[key])}
    if key in _SAID:
        return _table({"enum": list(_SAID[key])})
    special = {"ignore": _ignore, "overrides": _overrides, "rules": _rules, "journey": _journey}.get(key)
    if special:
        return special()
    value = Config._field_defaults[key.replace("-", "_")]
    if isinstance(value, bool):
        return {"type": "boolean"}
    if isinstance(value, str):
        return _STRING
    if isinstance(value, tuple):
        return _STRINGS
    return _table(_STRINGS if key == "per-file-ignores" else {"type": "string"})


def _table(values: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": values}


def _ignore() -> dict[str, Any]:
    words = {"type": "string", "pattern": r"\S"}
    accepted = {
        "type": "object",
        "properties": {
            "rule": {"description": f"The rule it is for: {_SELECTORS}.", **words},
            "path": {"description": "A glob; the cell of a workbook behind #.", **words},
            "text": {"description": "Words of the finding or of its sentence.", **words},
            "fingerprint": {"description": "One finding exactly, as `-f jsonl` prints it.", **words},
            "reason": {"description": "Why it stays as it is.", **words},
            "expires": {"description": "The last day on which it holds: 2027-06-30.", "type": "string"},
        },
        "required": ["rule", "reason"],
        "additionalProperties": False,
    }
    return {"type": "array", "items": {"anyOf": [{"type": "string"}, accepted]}}


def _levels() -> dict[str, Any]:
    return {"severity": {"enum": list(SEVERITIES)}, "confidence": {"enum": list(CONFIDENCES)}}


def _rules() -> dict[str, Any]:
    return _table({"type": "object", "properties": _levels()})


def _overrides() -> dict[str, Any]:
    table = {
        "type": "object",
        "properties": {
            "paths": {"description": "Globs of the files it is for.", **_STRINGS, "minItems": 1},
            "ignore": {"description": "Rules to leave out there.", **_STRINGS},
            "rules": {
                "description": "Severity and confidence of rules there, by code or name.",
                **_table({"type": "object", "properties": _levels(), "additionalProperties": False}),
            },
        },
        "required": ["paths"],
        "additionalProperties": False,
    }
    return {"type": "array", "items": table}


def _journey() -> dict[str, Any]:
    table = {
        "type": "object",
        "properties": {
            "stage": {"description": "What the customer does there.", **_STRING},
            "paths": {"description": "Globs of the documents met there; they go before the kinds.", **_STRINGS},
            "kinds": {
                "description": "Kinds of documents and messages met there.",
                "type": "array",
                "items": {"enum": list(KINDS)},
            },
            "owner": {"description": "Who can change these texts.", **_STRING},
        },
        "required": ["stage"],
        "anyOf": [{"required": ["paths"]}, {"required": ["kinds"]}],
        "additionalProperties": False,
    }
    return {"type": "array", "items": table}


def _table_of(stage: Stage) -> dict[str, Any]:
    return {"stage": stage.name, "kinds": list(stage.kinds)}
