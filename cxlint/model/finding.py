"""What a check found, with its place in the file."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from cxlint.model.source import Source

SEVERITIES = ("info", "warning", "error")
"""From least to most serious."""

_NUMBERING = re.compile(
    r"^(?:§+ ?)?(?:\(?(?:\d{1,3}(?:\.\d{1,3}){0,5}|[ivxl]{1,6}|[a-z])(?:\)|\.(?=\s))|\d{1,3}(?:\.\d{1,3}){1,5})"
    r"\s+(?=[^\W\d_])"
)
"""The number of a clause at its beginning: "2.3", "(b)", "iv.", "§ 7."."""

CONFIDENCES = ("low", "medium", "high")
"""From least to most sure."""

LONGEST_EXCERPT = 400
"""Characters of the sentence around a finding that it keeps."""


class Place(NamedTuple):
    """A range of a file: 1-based lines and columns in code points, the end exclusive.

    `label` names the place where people do not count lines: `Rates!B7` in a workbook.
    """

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    label: str = ""

    @property
    def shown(self) -> str:
        """The place as people look it up: "fees.md:3:14", "rates.xlsx:Rates!B7"."""
        return f"{self.path}:{self.label or f'{self.line}:{self.column}'}"

    def as_dict(self) -> dict[str, Any]:
        """Its part of a JSON object; the key `place` is there only for files whose places have names."""
        fields = self._asdict()
        label = fields.pop("label")
        return {**fields, "place": label} if label else fields


def place_of(source: Source, start: int, end: int) -> Place:
    """The place of a range of offsets."""
    return Place(source.path, *source.place(start), *source.place(end), source.label(start))


def whole_file(path: str) -> Place:
    """The place that stands for a file as a whole: its very beginning."""
    return Place(path, 1, 1, 1, 1)


class Related(NamedTuple):
    """Another place that the finding rests on, and what stands there."""

    place: Place
    message: str


class Edit(NamedTuple):
    """One change: the source offsets `start` to `end`, which are at `place`, become `content`."""

    start: int
    end: int
    content: str
    place: Place

    def as_dict(self) -> dict[str, Any]:
        """Its JSON object."""
        place = self.place
        return {
            "content": self.content,
            "location": {"line": place.line, "column": place.column},
            "end_location": {"line": place.end_line, "column": place.end_column},
        }


class Fix(NamedTuple):
    """A change that repairs a finding: `edits` in order of place, none overlapping another.

    `applicability` is "safe" where the text means the same afterwards, else "unsafe": then a person must read it.
    """

    applicability: str
    message: str
    edits: tuple[Edit, ...]

    def as_dict(self) -> dict[str, Any]:
        """Its JSON object."""
        edits = [edit.as_dict() for edit in self.edits]
        return {"applicability": self.applicability, "message": self.message, "edits": edits}


class Finding(NamedTuple):
    """One thing that would make a customer say "gotcha".

    `excerpt` is the sentence or row around it (its first `LONGEST_EXCERPT` characters), `context` what limits it
    ("only when `order.late`", "hidden text").
    `status` is open, suppressed (by a comment or the configuration) or baselined; `reason` says why, where somebody
    did. `ordinal` counts equal findings in a file.
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
    fix: Fix | None = None

    @property
    def fingerprint(self) -> str:
        """Stable over moved lines: from code, path, the words found and their ordinal, never from line numbers."""
        return self.fingerprint_under(self.place.path)

    @property
    def words(self) -> str:
        """The sentence around it as a fingerprint sees it: small letters, single spaces, no number of its clause.

        Who adds a clause renumbers those below it, and has not touched them.
        """
        return _NUMBERING.sub("", " ".join(self.excerpt.lower().split()))

    def fingerprint_under(self, path: str) -> str:
        """The fingerprint it would have in a file of another name."""
        parts = "\0".join((self.code, path.replace("\\", "/"), self.words, str(self.ordinal)))
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
            **self.place.as_dict(),
            "excerpt": self.excerpt,
            "context": self.context,
            "tags": list(self.tags),
            "related": [{**r.place.as_dict(), "message": r.message} for r in self.related],
            "suggestion": self.suggestion,
            "fix": self.fix.as_dict() if self.fix else None,
            "fingerprint": self.fingerprint,
            "status": self.status,
            "reason": self.reason,
        }
