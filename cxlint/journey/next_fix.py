"""The one thing to fix next: what does most harm to most readers."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cxlint.config.model import Stage
    from cxlint.journey.stages import Owners
    from cxlint.model.finding import Finding
    from cxlint.model.rule import Rule

_HARM = {"error": 9.0, "warning": 3.0, "info": 1.0}
_SURENESS = {"high": 1.0, "medium": 0.7, "low": 0.2}
"""A finding that may be wrong is no place to begin."""


class NextFix(NamedTuple):
    """A finding to begin with.

    `findings` says the same in all places where the same words stand, the one to show first; `documents` counts the
    files with them, `holders` the other files that one of these is a part of.
    """

    findings: tuple[Finding, ...]
    documents: int
    holders: int
    rule: Rule
    stage: str
    owners: tuple[str, ...]

    @property
    def finding(self) -> Finding:
        """The first of them."""
        return self.findings[0]


def next_fix(
    findings: Iterable[Finding],
    rules: Mapping[str, Rule],
    stages: Sequence[Stage],
    placed: Mapping[str, Stage | None],
    owners: Owners,
    *,
    holders: Mapping[str, int],
) -> NextFix | None:
    """The findings of the same rule in the same words that weigh most; None where nothing was found.

    Harm, from severity and sureness, counts once for each document, and for each of the `holders` that it is a part of.
    Among equals, money goes first, then what a program can fix, then the order of stages and paths.
    """
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        # without words of its own, a finding is about one document
        key = finding.code, finding.words or f"\0{finding.place.path}"
        groups.setdefault(key, []).append(finding)
    if not groups:
        return None
    order = {stage.name: i for i, stage in enumerate(stages)}

    def weight(group: list[Finding]) -> tuple[float, bool, bool, int, int]:
        worst = group[0]
        stage = placed.get(worst.place.path)
        reached = sum(1 + holders.get(path, 0) for path in _paths(group))
        return (
            _HARM[worst.severity] * _SURENESS[worst.confidence] * reached,
            "money" in rules[worst.code].effort,
            any(finding.fix for finding in group),
            len(rules[worst.code].effort),
            -order[stage.name] if stage else -len(order),
        )

    best = max(groups.values(), key=weight)
    first = best[0]
    stage = placed.get(first.place.path)
    named = (stage.owner,) if stage and stage.owner else owners.of(first.place.path)
    paths = _paths(best)
    held = sum(holders.get(path, 0) for path in paths)
    return NextFix(tuple(best), len(paths), held, rules[first.code], stage.name if stage else "", named)


def _paths(group: list[Finding]) -> set[str]:
    return {finding.place.path for finding in group}
