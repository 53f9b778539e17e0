"""SARIF 2.1.0, the interchange format of static analysis: for code scanning, and for programs that collect results."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TextIO

from cxlint.model.finding import SEVERITIES
from cxlint.report import count, host_path, lead, remarks, rule_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cxlint.model.finding import Finding, Fix, Place
    from cxlint.model.rule import Rule
    from cxlint.report import ReportOptions, Result

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINGERPRINT = "cxlint/v1"
"""Name of our fingerprint; its number goes up when the way it is made changes."""

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_PROBLEMS = {"error": "error", "warning": "warning", "info": "recommendation"}
_ROOT = "%SRCROOT%"
_MOST_TAGS = 20
_MOST_RELATED = 999
"""With the place of the finding itself, as many as code scanning takes of a result."""

MOST_RESULTS = 25_000
"""Results that code scanning takes of a run; it refuses a log with more."""


def write(result: Result, out: TextIO, options: ReportOptions) -> None:
    """Write a log with one run: the rules that found something, what they found, and what crashed."""
    import json

    findings = _accepted(result.findings)
    codes = sorted({finding.code for finding in findings})
    indexes = {code: i for i, code in enumerate(codes)}
    run = {
        "tool": {"driver": _driver(codes, findings, options)},
        "invocations": [_invocation(result, left_out=len(result.findings) - len(findings))],
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": [_result(finding, indexes[finding.code], options) for finding in findings],
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    out.write(json.dumps(log, ensure_ascii=False, indent=2) + "\n")


def _accepted(findings: Sequence[Finding]) -> Sequence[Finding]:
    """As many findings as code scanning takes, in their order: the open and the more serious ones."""
    if len(findings) <= MOST_RESULTS:
        return findings
    ranked = sorted(findings, key=lambda finding: (finding.status != "open", -SEVERITIES.index(finding.severity)))
    kept = {id(finding) for finding in ranked[:MOST_RESULTS]}
    return [finding for finding in findings if id(finding) in kept]


def _driver(codes: list[str], findings: Sequence[Finding], options: ReportOptions) -> dict[str, Any]:
    from cxlint import __version__

    names = {finding.code: finding.name for finding in findings}
    return {
        "name": "cxlint",
        "version": __version__,
        "rules": [_rule(code, names[code], rule_of(code, options)) for code in codes],
    }


def _rule(code: str, name: str, rule: Rule | None) -> dict[str, Any]:
    title = name.replace("-", " ").capitalize()
    if rule is None:
        return {"id": code, "name": name, "shortDescription": {"text": title}}
    sections = list(_sections(rule))
    return {
        "id": code,
        "name": name,
        "shortDescription": {"text": title},
        "fullDescription": {"text": rule.why or rule.message},
        "help": {
            "text": "\n\n".join(f"{heading}: {text}" for heading, text in sections),
            "markdown": "\n\n".join(f"**{heading}.** {text}" for heading, text in sections),
        },
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "properties": {
            "tags": [rule.family, *rule.tags][:_MOST_TAGS],
            "precision": rule.confidence,
            "problem.severity": _PROBLEMS[rule.severity],
        },
    }


def _sections(rule: Rule) -> list[tuple[str, str]]:
    sections = [
        ("Why it harms the customer", rule.why),
        ("Ask yourself", rule.mother),
        ("Better", rule.suggest),
        ("When it is fine", rule.fine_when),
        ("See", "; ".join(rule.references)),
        ("More", f"`cxlint explain {rule.code}` has examples, and how to suppress it."),
    ]
    return [(heading, " ".join(text.split())) for heading, text in sections if text]


def _result(finding: Finding, index: int, options: ReportOptions) -> dict[str, Any]:
    result = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": _message(finding)},
        "locations": [_location(finding.place, options)],
        "partialFingerprints": {FINGERPRINT: finding.fingerprint},
        # where one result says whether it is suppressed, all must
        "suppressions": _suppressions(finding),
        "properties": {"confidence": finding.confidence, "tags": list(finding.tags)},
    }
    if finding.related:
        result["relatedLocations"] = [
            {"id": number, **_location(related.place, options), "message": {"text": related.message}}
            for number, related in enumerate(finding.related[:_MOST_RELATED], 1)
        ]
    if finding.fix:
        result["fixes"] = [_fix(finding.fix, options)]
    return result


def _fix(fix: Fix, options: ReportOptions) -> dict[str, Any]:
    replacements = [
        {"deletedRegion": _region(edit.place), "insertedContent": {"text": edit.content}} for edit in fix.edits
    ]
    artifact = _artifact(fix.edits[0].place.path, options)
    changes = [{"artifactLocation": artifact, "replacements": replacements}]
    return {"description": {"text": fix.message}, "artifactChanges": changes}


def _message(finding: Finding) -> str:
    """The message in paragraphs; related places are linked in the last, which makes code scanning show them."""
    links = [f"[{_link_text(related.message)}]({i})" for i, related in enumerate(finding.related[:_MOST_RELATED], 1)]
    paragraphs = [_unlinked(text) for text in (lead(finding), *remarks(finding))]
    return "\n\n".join([*paragraphs, *([f"See {', '.join(links)}."] if links else [])])


def _unlinked(text: str) -> str:
    """Words of a document with no embedded link among them."""
    return text.replace("](", "] (")


def _link_text(text: str) -> str:
    return text.replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")


def _suppressions(finding: Finding) -> list[dict[str, str]]:
    if finding.status == "open":
        return []
    kind = "inSource" if finding.status == "suppressed" else "external"
    return [{"kind": kind, "justification": finding.reason} if finding.reason else {"kind": kind}]


def _location(place: Place, options: ReportOptions) -> dict[str, Any]:
    physical = {"artifactLocation": _artifact(place.path, options), "region": _region(place)}
    if not place.label:
        return {"physicalLocation": physical}
    return {"physicalLocation": physical, "logicalLocations": [{"fullyQualifiedName": place.label}]}


def _region(place: Place) -> dict[str, int]:
    """The range; the beginning of the file where lines mean nothing, since code scanning wants some range."""
    line, column, end_line, end_column = (1, 1, 1, 1) if place.label else place[1:5]
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _artifact(path: str, options: ReportOptions) -> dict[str, str]:
    """The file as a URI: relative to the top of the repository, or absolute."""
    import os
    from urllib.parse import quote

    shown = host_path(path, options)
    if os.path.isabs(shown):
        uri = quote(os.fsencode(shown), safe="/:")
        return {"uri": f"file://{'' if uri.startswith('/') else '/'}{uri}"}
    return {"uri": quote(os.fsencode(shown)), "uriBaseId": _ROOT}


def _invocation(result: Result, *, left_out: int) -> dict[str, Any]:
    told = [("error", failure) for failure in result.failures]
    if left_out:
        text = f"{count(left_out, 'result is', 'results are')} left out: code scanning takes {MOST_RESULTS:,}."
        told.append(("warning", f"{text} Suppressed and less serious ones went first; `-f jsonl` has them all."))
    notifications = [{"level": level, "message": {"text": text}} for level, text in told]
    return {"executionSuccessful": not result.failures, "toolExecutionNotifications": notifications}
