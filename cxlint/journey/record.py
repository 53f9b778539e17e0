"""An overview as JSON: for other programs, and to hold a later one against it."""

from __future__ import annotations

from collections import Counter
from math import isfinite
from typing import TYPE_CHECKING, Any, NamedTuple

from cxlint.errors import UsageError
from cxlint.journey.overview import GRADES, Grade, Overview, Part, Tally
from cxlint.rulebook.fields import QUALITIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxlint.journey.next_fix import NextFix

FORMAT = 1
"""Of the JSON; raised when a key changes its meaning."""

_SEVERITIES = ("error", "warning", "info")
_BY_KEY = {grade.key: grade for grade in GRADES}


class Before(NamedTuple):
    """What an earlier overview said, for a trend.

    `name` is the revision or file it comes from, `version` that of the cxlint that made it. `grades` and `findings` are
    by stage, `efforts` the share of documents in per cent.
    """

    name: str
    version: str
    documents: int
    all: Tally
    grades: Mapping[str, Grade]
    findings: Mapping[str, int]
    efforts: Mapping[str, float]
    customer_first: float | None
    drip: float | None
    fingerprints: Mapping[str, str]


class Trend(NamedTuple):
    """An earlier overview, and how many of its findings are gone, and how many are there that it did not have."""

    before: Before
    gone: int
    new: int


def trend(now: Overview, before: Before) -> Trend:
    """What has changed since; a finding that has moved with its file is still there."""
    gone = Counter(words for one, words in before.fingerprints.items() if one not in now.fingerprints)
    new = Counter(words for one, words in now.fingerprints.items() if one not in before.fingerprints)
    moved = (gone & new).total()
    return Trend(before, gone.total() - moved, new.total() - moved)


def as_dict(overview: Overview, version: str) -> dict[str, Any]:
    """The JSON object of an overview."""
    return {
        "format": FORMAT,
        "version": version,
        "documents": overview.all.documents,
        "findings": _tally(overview.all.findings),
        "accepted_in_baseline": overview.accepted,
        "suppressed": overview.suppressed,
        "drip": _rounded(overview.all.drip),
        "customer_first": _rounded(overview.all.customer_first),
        "stages": [_stage(part) for part in overview.stages],
        "outside": [{"path": path, "findings": number} for path, number in overview.outside],
        "staff_messages": overview.staff,
        "foreign": overview.foreign,
        "unread": overview.unread,
        "effort": {
            effort.name: {"documents": effort.documents, "findings": effort.findings} for effort in overview.efforts
        },
        "drips": [drip._asdict() for drip in overview.drips],
        "next": _next(overview.next) if overview.next else None,
        "fingerprints": dict(sorted(overview.fingerprints.items())),
    }


def remembered(data: object, name: str) -> Before:
    """An overview that was written as JSON. Raises UsageError where it is none."""
    hint = "`cxlint report -f json:FILE` writes one that can be compared with"
    if not isinstance(data, dict) or "stages" not in data or "fingerprints" not in data:
        raise UsageError(f"{name} is no report of `cxlint report`", hint=hint)
    if data.get("format") != FORMAT:
        raise UsageError(f"{name} was written by another version of cxlint, in a format that is not known", hint=hint)
    try:
        documents = _count(data["documents"])
        return Before(
            name=name,
            version=str(data["version"]),
            documents=documents,
            all=Tally(*(_count(data["findings"][key]) for key in _SEVERITIES)),
            grades={stage["stage"]: _BY_KEY[stage["grade"]] for stage in data["stages"]},
            findings={stage["stage"]: sum(map(_count, stage["findings"].values())) for stage in data["stages"]},
            efforts={
                effort: 100 * _count(one["documents"]) / documents if documents else 0.0
                for effort, one in data["effort"].items()
            },
            customer_first=_number(data["customer_first"]),
            drip=_number(data["drip"]),
            fingerprints={str(one): str(words) for one, words in data["fingerprints"].items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise UsageError(f"{name} is a damaged report: {type(error).__name__}: {error}", hint=hint) from error


def _stage(part: Part) -> dict[str, Any]:
    return {
        "stage": part.name,
        "owners": list(part.owners),
        "documents": part.documents,
        "grade": part.grade.key,
        "findings": _tally(part.findings),
        "qualities": {
            quality: {"grade": part.quality(i).key, "findings": part.found(i)} for i, quality in enumerate(QUALITIES)
        },
        "drip": _rounded(part.drip),
        "customer_first": _rounded(part.customer_first),
        "worst": part.worst or None,
    }


def _next(fix: NextFix) -> dict[str, Any]:
    return {
        "finding": fix.finding.as_dict(),
        "why": fix.rule.why,
        "mother": fix.rule.mother,
        "places": [finding.place.as_dict() for finding in fix.findings],
        "documents": fix.documents,
        "holders": fix.holders,
        "stage": fix.stage or None,
        "owners": list(fix.owners),
    }


def _tally(tally: Tally) -> dict[str, int]:
    return dict(zip(_SEVERITIES, tally, strict=True))


def _rounded(figure: float | None) -> float | None:
    return None if figure is None else round(figure, 1)


def _count(figure: Any) -> int:
    if not isinstance(figure, int) or figure < 0:
        raise ValueError(f"no number of things: {figure}")
    return figure


def _number(figure: Any) -> float | None:
    if figure is not None and not (isinstance(figure, (int, float)) and isfinite(figure) and figure >= 0):
        raise ValueError(f"no share: {figure}")
    return figure
