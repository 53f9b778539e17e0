"""What a check found, with its place in the file."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any, NamedTuple

SEVERITIES = ("info", "warning", "error")
"""From least to most serious."""

CONFIDENCES = ("low", "medium", "high")
"""From least to most sure."""


class Place(NamedTuple):
    """A range of a file: 1-based lines and columns in code points, the end exclusive."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int


class Related(NamedTuple):
    """Another place that the finding rests on, and what stands there."""

    place: Place
    message: str


class Finding(NamedTuple):
    """One thing that would make a customer say "gotcha".

    `excerpt` is the sentence or row around it, `context` what limits it ("only when `order.late`", "hidden text").
    `status` is open or suppressed; `reason` says why it was suppressed. `ordinal` counts equal findings in a file.
    """

    code: str
    name: str
    severity: str
    confidence: str
    message: str
    place: Place
    excerpt: str = ""
    context: str = ""
    tags: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    suggestion: str = ""
    status: str = "open"
    reason: str = ""
    ordinal: int = 0

    @property
    def fingerprint(self) -> str:
        """Stable over moved lines: from code, path, the words found and their ordinal, never from line numbers."""
        words = " ".join(self.excerpt.lower().split())
        parts = "\0".join((self.code, self.place.path.replace("\\", "/"), words, str(self.ordinal)))
        return blake2b(parts.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order of report: by file, then place, then code."""
        return self.place.path, self.place.line, self.place.column, self.code, self.message

    def as_dict(self) -> dict[str, Any]:
        """The JSON object of the output formats json and jsonl."""
        return {
            "code": self.code,
            "name": self.name,
            "severity": self.severity,
            "confidence": self.confidence,
            "message": self.message,
            **self.place._asdict(),
            "excerpt": self.excerpt,
            "context": self.context,
            "tags": list(self.tags),
            "related": [{**r.place._asdict(), "message": r.message} for r in self.related],
            "suggestion": self.suggestion,
            "fix": None,
            "fingerprint": self.fingerprint,
            "status": self.status,
            "reason": self.reason,
        }
