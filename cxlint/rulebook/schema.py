"""JSON Schema of a rule file, for editors: made from the same table that the loader reads."""

from __future__ import annotations

from typing import Any

from cxlint.rulebook.fields import CODE, FIELDS, MIN_EXAMPLES, NAME, SCOPES, Field

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_WORDS = r"\S"
"""A text must hold more than white space."""

_FORMS = {"code": CODE, "name": NAME}
_SCOPES = {
    "sentence": "Patterns looked for in the sentence of the match.",
    "paragraph": "Patterns looked for in its block; in a list with its lead-in, or in a table row.",
    "section": "Patterns looked for from the heading above it to the next heading.",
    "heading": "Patterns looked for in the headings above it.",
    "document": "Patterns looked for in the whole document.",
}


def rule_schema() -> dict[str, Any]:
    """The schema of one file of `rules/`, as committed in `rules/rule.schema.json`.

    It accepts what `cxlint.rulebook.rulefile` accepts, save that it cannot look inside patterns.
    """
    return {
        "$schema": _DIALECT,
        "title": "A rule of cxlint",
        "description": "One rule a file; docs/rules.md tells how to write one.",
        "type": "object",
        "properties": {field.name: {"description": field.about, **_shape(field)} for field in FIELDS},
        "required": [field.name for field in FIELDS if field.required],
        "additionalProperties": False,
        "anyOf": [{"required": [key]} for key in ("find", "regex", "check")],
        "not": {"required": ["check"], "anyOf": [{"required": ["find"]}, {"required": ["regex"]}]},
    }


def _shape(field: Field) -> dict[str, Any]:
    if field.type in ("str", "text"):
        return {"type": "string", "pattern": _FORMS.get(field.name, _WORDS)}
    if field.type == "choice":
        return {"enum": list(field.allowed)}
    if field.type == "choices":
        return {"type": "array", "items": {"enum": list(field.allowed)}}
    if field.type == "strings":
        return {**_strings(), "minItems": 1} if field.name == "find" else _strings()
    if field.type == "scopes":
        return {
            "type": "object",
            "properties": {scope: {"description": _SCOPES[scope], **_strings()} for scope in SCOPES},
            "additionalProperties": False,
        }
    return {"regexes": _regexes, "examples": _examples, "fix": _fix, "map": _map}[field.type]()


def _strings() -> dict[str, Any]:
    return {"type": "array", "items": {"type": "string"}}


def _map() -> dict[str, Any]:
    return {"type": "object"}


def _fix() -> dict[str, Any]:
    return {
        "type": "object",
        "properties": {
            "safe": {"type": "boolean", "description": "Whether none of the replacements changes the meaning."},
            "replace": {
                "type": "object",
                "description": "Phrases in lower case, and what to write instead; an empty text leaves them out.",
                "additionalProperties": {"type": "string"},
                "minProperties": 1,
            },
        },
        "required": ["safe", "replace"],
        "additionalProperties": False,
    }


def _regexes() -> dict[str, Any]:
    entry = {
        "type": "object",
        "properties": {
            "pattern": {
                "type": "string",
                "description": "Runs on folded text: lower case, straight quotes, single spaces.",
            },
            "literals": {
                "description": "Words, in lower case, of which one occurs in every match.",
                **_strings(),
            },
        },
        "required": ["pattern", "literals"],
        "additionalProperties": False,
    }
    return {"type": "array", "items": entry, "minItems": 1}


def _examples() -> dict[str, Any]:
    files = {"type": "object", "additionalProperties": {"type": ["string", "number"]}}
    text = {"oneOf": [{"type": "string"}, files]}
    entry = {
        "type": "object",
        "properties": {
            "bad": {"description": "A text, or texts by file name, in which the rule finds something.", **text},
            "good": {"description": "The same in which it stays silent.", **text},
            "marks": {"description": "The exact words found in a bad example.", **_strings()},
            "fixed": {"type": "string", "description": "The text of a bad example after the fix."},
            "files": {"description": "More files by name, read as one project.", **files},
            "path": {"type": "string", "description": "The file name under which the text is read."},
            "because": {"type": "string", "description": "Why it is bad or good, when that is not plain."},
        },
        "oneOf": [{"required": ["bad"]}, {"required": ["good"]}],
        "additionalProperties": False,
    }
    about = f"`cxlint test` wants {MIN_EXAMPLES} bad and {MIN_EXAMPLES} good ones."
    return {"type": "array", "items": entry, "$comment": about}
