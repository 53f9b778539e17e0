"""JSON Schemas of what programs read: the formats `json` and `jsonl`, and the report for leads."""

from __future__ import annotations

from typing import Any

from cxlint.journey.overview import GRADES
from cxlint.journey.record import FORMAT
from cxlint.model.finding import CONFIDENCES, SEVERITIES
from cxlint.rulebook.fields import EFFORTS, QUALITIES

_DIALECT = "https://json-schema.org/draft/2020-12/schema"

_PLACE = {
    "path": {"type": "string", "description": "The file as it was named, or found below a folder that was named."},
    "line": {"type": "integer", "minimum": 1, "description": "Line of its first character, from 1."},
    "column": {
        "type": "integer",
        "minimum": 1,
        "description": "Column of its first character, 1-based, in code points.",
    },
    "end_line": {"type": "integer", "minimum": 1, "description": "Line of the end."},
    "end_column": {"type": "integer", "minimum": 1, "description": "Column behind its last character."},
    "place": {
        "type": "string",
        "description": "Only where lines and columns mean nothing to people: the name of the place, as `Rates!B7`.",
    },
}
_OPTIONAL = ("place", "since")

_FINDING = {
    "code": {"type": "string", "pattern": "^[A-Z]+[0-9]+$", "description": "Code of the rule; never used for another."},
    "name": {"type": "string", "description": "Name of the rule."},
    "severity": {"enum": list(SEVERITIES), "description": "How much it can hurt a customer."},
    "confidence": {"enum": list(CONFIDENCES), "description": "How sure the finding is right."},
    "message": {"type": "string", "description": "What was found, in a sentence."},
    **_PLACE,
    "excerpt": {"type": "string", "description": "The sentence or row around the place."},
    "context": {"type": "string", "description": "What limits it, as the condition of a template; often empty."},
    "tags": {"type": "array", "items": {"type": "string"}, "description": "Tags of the rule and of this finding."},
    "related": {
        "type": "array",
        "items": {"$ref": "#/$defs/related"},
        "description": "Other places that the finding rests on.",
    },
    "suggestion": {"type": "string", "description": "A better wording, or what to do; may be empty."},
    "fix": {
        "oneOf": [{"$ref": "#/$defs/fix"}, {"type": "null"}],
        "description": "The change that repairs it; null where there is none.",
    },
    "fingerprint": {"type": "string", "description": "The same in the next run, also when lines have moved."},
    "status": {
        "type": "string",
        "description": "`open`; `suppressed` by a comment or the configuration; `baselined`. "
        "There may be more one day.",
    },
    "reason": {"type": "string", "description": "Why it was suppressed."},
}


_COUNT = {"type": "integer", "minimum": 0}
_GRADE = {"enum": [one.key for one in GRADES], "description": "That of the worst message; `unseen` without any."}
_OWNERS = {"type": "array", "items": {"type": "string"}, "description": "Who can change these texts."}
_RATES = {
    "drip": {"type": ["number", "null"], "description": "Warnings and info in 100 words."},
    "customer_first": {
        "type": ["number", "null"],
        "description": 'Per cent of "you" in all "you" and "we" of messages.',
    },
}


def finding_schema() -> dict[str, Any]:
    """The schema of one line of `jsonl`. Consumers must bear keys that it does not name: new ones may come."""
    return {
        "$schema": _DIALECT,
        "title": "A finding of cxlint",
        "description": "One line of `cxlint check -f jsonl`. New keys may come at any time.",
        **_object(_FINDING),
        "$defs": {"related": _related(), "fix": _fix()},
    }


def findings_schema() -> dict[str, Any]:
    """The schema of `json`, as committed in `docs/findings.schema.json`."""
    return {
        "$schema": _DIALECT,
        "title": "The findings of cxlint",
        "description": "What `cxlint check -f json` prints, in order of file and place. New keys may come at any time.",
        "type": "array",
        "items": {"$ref": "#/$defs/finding"},
        "$defs": {"finding": _object(_FINDING), "related": _related(), "fix": _fix()},
    }


def report_schema() -> dict[str, Any]:
    """The schema of what `cxlint report -f json` prints."""
    report = {
        "format": {"const": FORMAT},
        "version": {"type": "string", "description": "Of the cxlint that wrote it."},
        "documents": {"description": "Those that customers meet.", **_COUNT},
        "findings": _tally(),
        "accepted_in_baseline": {"description": "Of the findings, those in the baseline.", **_COUNT},
        "suppressed": {"description": "Besides the findings.", **_COUNT},
        **_RATES,
        "stages": {"type": "array", "items": _stage()},
        "outside": {
            "type": "array",
            "items": _object({"path": {"type": "string"}, "findings": _COUNT}),
            "description": "Documents of no stage.",
        },
        "staff_messages": {"description": "Messages to the company's own people, which count nowhere.", **_COUNT},
        "foreign": {"description": "Documents in another language, which were not judged.", **_COUNT},
        "unread": {"description": "Files that could not be read.", **_COUNT},
        "effort": _object(dict.fromkeys(EFFORTS, _object({"documents": _COUNT, "findings": _COUNT}))),
        "drips": {
            "type": "array",
            "items": _object({"code": _FINDING["code"], "name": _FINDING["name"], "findings": _COUNT}),
            "description": "The rules with most small findings.",
        },
        "next": {"oneOf": [_next_fix(), {"type": "null"}], "description": "The one thing to fix next."},
        "fingerprints": {
            "type": "object",
            "additionalProperties": {"type": "string"},
            "description": "Of the findings, each with the one it would have in any file.",
        },
        "since": {
            "description": "With --since: what was compared with, how many of its findings are gone, how many are new.",
            **_object({"name": {"type": "string"}, "gone": _COUNT, "new": _COUNT}),
        },
    }
    return {
        "$schema": _DIALECT,
        "title": "A report of cxlint for leads",
        "description": "What `cxlint report -f json` prints. New keys may come at any time.",
        **_object(report),
        "$defs": {"finding": _object(_FINDING), "related": _related(), "fix": _fix()},
    }


def _stage() -> dict[str, Any]:
    return _object(
        {
            "stage": {"type": "string"},
            "owners": _OWNERS,
            "documents": _COUNT,
            "grade": _GRADE,
            "findings": _tally(),
            "qualities": _object(dict.fromkeys(QUALITIES, _object({"grade": _GRADE, "findings": _COUNT}))),
            **_RATES,
            "worst": {"type": ["string", "null"], "description": "The document with the most serious findings."},
        }
    )


def _next_fix() -> dict[str, Any]:
    return _object(
        {
            "finding": {"$ref": "#/$defs/finding"},
            "why": {"type": "string"},
            "mother": {"type": "string"},
            "places": {"type": "array", "items": _object(_PLACE), "description": "All places with the same words."},
            "documents": {"description": "Documents with these words.", **_COUNT},
            "holders": {"description": "Other files that these are a part of.", **_COUNT},
            "stage": {"type": ["string", "null"]},
            "owners": _OWNERS,
        }
    )


def _tally() -> dict[str, Any]:
    return _object(dict.fromkeys(reversed(SEVERITIES), _COUNT))


def _related() -> dict[str, Any]:
    return _object({**_PLACE, "message": {"type": "string", "description": "What stands there."}})


def _fix() -> dict[str, Any]:
    position = _object({name: _PLACE[name] for name in ("line", "column")})
    edit = _object(
        {
            "content": {"type": "string", "description": "The new text; empty to delete."},
            "location": {"description": "Where the old text begins.", **position},
            "end_location": {"description": "Behind its last character.", **position},
        }
    )
    return _object(
        {
            "applicability": {
                "enum": ["safe", "unsafe"],
                "description": "`safe` where the text means the same afterwards.",
            },
            "message": {"type": "string", "description": "What is changed, in a sentence."},
            "edits": {"type": "array", "items": edit, "description": "In order of place; none overlaps another."},
        }
    )


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    required = [name for name in properties if name not in _OPTIONAL]
    return {"type": "object", "properties": properties, "required": required}
