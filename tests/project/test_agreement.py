"""Comparing what many places state: each with a few that differ, not with all others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cxlint.checks import fee_agreement
from cxlint.engine import Engine
from cxlint.project.agreement import MOST_COMPARED, distinct
from cxlint.selftest import lint_files

if TYPE_CHECKING:
    from cxlint.rulebook import RuleSet


def test_of_those_that_say_the_same_two_files_are_kept() -> None:
    items = [("x", "a.md", 1), ("x", "a.md", 2), ("y", "a.md", 3), ("x", "b.md", 4), ("x", "c.md", 5)]
    assert distinct(items) == [1, 3, 4]


def test_no_more_are_kept_than_can_be_compared() -> None:
    assert len(distinct((number, "a.md", number) for number in range(2 * MOST_COMPARED))) == MOST_COMPARED


@pytest.mark.parametrize("count", [20, 40])
def test_caps_are_compared_in_linear_time(ruleset: RuleSet, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    compared = 0
    is_above = fee_agreement._is_above

    def counted(*arguments: fee_agreement._Entry) -> bool:
        nonlocal compared
        compared += 1
        return is_above(*arguments)

    monkeypatch.setattr(fee_agreement, "_is_above", counted)
    files = {f"terms-{number}.md": "You pay a late fee of at most $30.\n" for number in range(count)}
    files |= {f"page-{number}.md": "We charge a late fee of $45.\n" for number in range(count)}
    findings, _, failures = lint_files(Engine(ruleset, ["FEE040"]), files.items())
    assert failures == []
    assert len({finding.place.path for finding in findings}) == count
    assert compared <= 2 * len(files)
