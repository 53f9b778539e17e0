"""What goes wrong while a file is read, as findings like any other."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cxlint.config.notices import NOTICES
from cxlint.model.finding import LONGEST_EXCERPT, Finding, Place, place_of

if TYPE_CHECKING:
    from cxlint.errors import ReadError
    from cxlint.model.document import Document, Problem

_UNREADABLE = NOTICES["CX001"]
_MALFORMED = NOTICES["CX002"]


def unreadable(path: str, error: ReadError) -> Finding:
    """A file, or a folder, that could not be read at all."""
    place = Place(path, error.line, error.column, error.line, error.column + 1)
    hint = f" {error.hint[:1].upper()}{error.hint[1:]}." if error.hint else ""
    return Finding(
        code=_UNREADABLE.code,
        name=_UNREADABLE.name,
        severity=_UNREADABLE.severity,
        confidence=_UNREADABLE.confidence,
        message=f"This {'folder' if os.path.isdir(path) else 'file'} {error.message}.{hint}",
        place=place,
        suggestion=_UNREADABLE.suggest,
    )


def malformed(document: Document) -> list[Finding]:
    """The rows that the reader could not make sense of; equal ones are told apart by their ordinal."""
    counts: dict[str, int] = {}
    found = []
    for problem in document.problems:
        finding = _malformed(document, problem)
        ordinal = counts.get(finding.fingerprint, 0)
        counts[finding.fingerprint] = ordinal + 1
        found.append(finding._replace(ordinal=ordinal))
    return found


def _malformed(document: Document, problem: Problem) -> Finding:
    source = document.source
    return Finding(
        code=_MALFORMED.code,
        name=_MALFORMED.name,
        severity=_MALFORMED.severity,
        confidence=_MALFORMED.confidence,
        message=problem.message,
        place=place_of(source, problem.start, problem.end),
        excerpt=" ".join(source.text[problem.start : problem.end].split())[:LONGEST_EXCERPT],
        suggestion=problem.hint,
    )
