"""Figures for leads: made of summaries and findings, and of nothing else."""

from __future__ import annotations

from typing import Any

import pytest

from cxlint.config.model import Config, Stage
from cxlint.errors import UsageError
from cxlint.journey.overview import CLEAN, COULD_BE_BETTER, HURTS, LETS_DOWN, UNSEEN, Overview, Tally, build
from cxlint.journey.record import as_dict, remembered, trend
from cxlint.model.finding import Finding, Fix, Place
from cxlint.model.rule import Rule
from cxlint.project.summary import Nature, Project, Summary
from cxlint.rulebook.fields import QUALITIES

STAGES = (
    Stage("joins", ("account",)),
    Stage("pays", ("invoice",), owner="Billing"),
    Stage("leaves", ("cancellation",)),
)
DOCUMENTS = {
    "a.txt": Nature("account", words=100, you=6, we=2),
    "b.txt": Nature("account", words=100),
    "bill.txt": Nature("invoice", words=50, you=0, we=2),
    "other.txt": Nature("refund", words=10),
    "staff.txt": Nature("invoice", audience="staff", words=10),
    "foot.txt": Nature("account", words=5),
    "mahnung.txt": Nature("cancellation", english=False, words=40),
}


def rule(code: str, *, effort: str = "time", quality: str = "empathy") -> Rule:
    return Rule(
        code, code.lower(), "warning", "high", "m", "why", "mother", "better", "", effort=(effort,), quality=(quality,)
    )


RULES = {
    one.code: one
    for one in (
        rule("FEE001", effort="money", quality="reliability"),
        rule("IMP001", effort="emotional"),
        rule("HOS001", effort="emotional", quality="ownership"),
        rule("CX101"),
    )
}


def finding(path: str, code: str = "IMP001", severity: str = "warning", **more: Any) -> Finding:
    words = more.pop("words", f"{path} {code}")
    return Finding(
        code, code.lower(), severity, more.pop("confidence", "high"), "m", Place(path, 1, 1, 1, 2), words, **more
    )


def overview(*findings: Finding, select: tuple[str, ...] = ("ALL",), **reach: int) -> Overview:
    project = Project()
    for path, nature in DOCUMENTS.items():
        project.add(Summary(path, "message", frozenset({"message"}), "", nature=nature))
    project.add(Summary("fees.csv", "schedule", frozenset({"schedule"}), "", asked=False))
    config = Config(root=".", journey=STAGES, select=select)
    return build(project, findings, RULES, config, lambda path: reach.get(path.partition(".")[0], 0))


def by_stage(seen: Overview) -> dict[str, Any]:
    return {part.name: part for part in seen.stages}


@pytest.mark.parametrize(
    ("severities", "grade"),
    [
        ({}, CLEAN),
        ({"a.txt": "info"}, COULD_BE_BETTER),
        ({"a.txt": "info", "b.txt": "warning"}, LETS_DOWN),
        ({"a.txt": "error", "b.txt": "info"}, HURTS),
    ],
)
def test_a_stage_is_as_good_as_its_worst_message(severities: dict[str, str], grade: object) -> None:
    seen = by_stage(overview(*(finding(path, severity=severity) for path, severity in severities.items())))
    assert seen["joins"].grade is grade
    assert seen["joins"].quality(QUALITIES.index("empathy")) is grade
    assert seen["joins"].quality(QUALITIES.index("ownership")) is CLEAN
    assert seen["joins"].documents == 3


def test_a_stage_without_documents_is_not_seen_and_never_good() -> None:
    seen = by_stage(overview())["leaves"]
    assert seen.grade is UNSEEN
    assert {seen.quality(i) for i in range(len(QUALITIES))} == {UNSEEN}
    assert seen.drip is None
    assert seen.customer_first is None


def test_silence_about_another_language_is_no_praise() -> None:
    seen = overview()
    assert (by_stage(seen)["leaves"].grade, seen.foreign) == (UNSEEN, 1)
    seen = overview(finding("mahnung.txt", severity="info"))
    assert (by_stage(seen)["leaves"].grade, seen.foreign) == (COULD_BE_BETTER, 0)


def test_a_quality_that_no_rule_is_about_is_not_seen() -> None:
    seen = overview(finding("a.txt"), select=("FEE", "HOS"))
    assert [seen.all.quality(i) for i in range(len(QUALITIES))] == [CLEAN, UNSEEN, UNSEEN, UNSEEN, CLEAN]


def test_what_counts() -> None:
    seen = overview(
        finding("a.txt"),
        finding("a.txt", "CX101"),
        finding("b.txt", status="baselined"),
        finding("b.txt", "HOS001", status="suppressed"),
        finding("staff.txt"),
        finding("other.txt", severity="info"),
        finding("gone.txt", "CX001"),
    )
    assert seen.all.findings == Tally(0, 2, 1)
    assert (seen.accepted, seen.suppressed, seen.staff, seen.unread) == (1, 1, 1, 1)
    assert seen.outside == (("other.txt", 1),)
    assert seen.all.documents == 5
    assert len(seen.fingerprints) == 3


def test_the_worst_document_and_the_owner() -> None:
    seen = by_stage(overview(finding("a.txt"), finding("b.txt", severity="error"), finding("a.txt", "FEE001")))
    assert (seen["joins"].worst, seen["joins"].worst_findings) == ("b.txt", Tally(1))
    assert (seen["pays"].worst, seen["pays"].owners) == ("", ("Billing",))


def test_effort_drip_and_customer_first() -> None:
    seen = overview(finding("a.txt"), finding("a.txt", "HOS001"), finding("bill.txt", "FEE001", "error"))
    efforts = {effort.name: (effort.documents, effort.findings) for effort in seen.efforts}
    assert efforts == {"physical": (0, 0), "conceptual": (0, 0), "emotional": (1, 2), "time": (0, 0), "money": (1, 1)}
    parts = by_stage(seen)
    assert parts["joins"].drip == pytest.approx(200 / 205)
    assert parts["pays"].drip == 0
    assert parts["pays"].customer_first == 0
    assert seen.all.customer_first == pytest.approx(60)
    assert [(drip.code, drip.findings) for drip in seen.drips] == [("HOS001", 1), ("IMP001", 1)]


@pytest.mark.parametrize(
    ("findings", "reach", "path", "code"),
    [
        # severity first
        ([finding("a.txt"), finding("b.txt", "HOS001", "error")], {}, "b.txt", "HOS001"),
        # many small harms in the same words outweigh one
        (
            [finding("a.txt", severity="error", confidence="low")]
            + [finding(path, "HOS001", words="same") for path in ("a.txt", "b.txt", "bill.txt")],
            {},
            "a.txt",
            "HOS001",
        ),
        # twice in one document is once
        ([finding("a.txt", "HOS001", words="x"), finding("a.txt", "HOS001", words="x"), finding("b.txt", "FEE001")], {},
         "b.txt", "FEE001"),
        # money before the rest, a fix before none, an early stage before a late one
        ([finding("a.txt"), finding("bill.txt", "FEE001")], {}, "bill.txt", "FEE001"),
        ([finding("a.txt"), finding("b.txt", "HOS001", fix=Fix("safe", "", ()))], {}, "b.txt", "HOS001"),
        ([finding("bill.txt"), finding("b.txt", "HOS001")], {}, "b.txt", "HOS001"),
        # what is part of many
        ([finding("a.txt", severity="error"), finding("foot.txt")], {"foot": 9}, "foot.txt", "IMP001"),
        # without words of their own, findings are about their documents
        ([finding("a.txt", words=""), finding("b.txt", words=""), finding("bill.txt", "FEE001")], {},
         "bill.txt", "FEE001"),
    ],
)  # fmt: skip
def test_the_one_thing_to_fix(findings: list[Finding], reach: dict[str, int], path: str, code: str) -> None:
    fix = overview(*findings, **reach).next
    assert fix is not None
    assert (fix.finding.place.path, fix.finding.code) == (path, code)
    assert fix.holders == sum(reach.values())


def test_nothing_to_fix() -> None:
    assert overview().next is None


def test_a_record_can_be_compared_with() -> None:
    old = overview(finding("a.txt"), finding("b.txt", severity="error"))
    new = overview(finding("a.txt"), finding("bill.txt"))
    before = remembered(as_dict(old, "0.1"), "v1")
    change = trend(new, before)
    assert (change.gone, change.new) == (1, 1)
    assert (before.name, before.version, before.documents) == ("v1", "0.1", 5)
    assert (before.all, before.grades["joins"], before.grades["leaves"]) == (Tally(1, 1), HURTS, UNSEEN)
    assert before.efforts["emotional"] == pytest.approx(40)
    assert before.customer_first == pytest.approx(60)


def test_a_finding_moves_with_its_file() -> None:
    old, new = finding("a.txt", words="the same"), finding("b.txt", words="the same")
    before = remembered(as_dict(overview(old, finding("a.txt", "HOS001")), "0.1"), "v1")
    assert trend(overview(new, finding("b.txt")), before)[1:] == (1, 1)


@pytest.mark.parametrize(
    "damage",
    [
        lambda _data: [],
        lambda data: {**data, "format": 99},
        lambda data: {key: value for key, value in data.items() if key != "stages"},
        lambda data: {key: value for key, value in data.items() if key != "effort"},
        lambda data: {**data, "stages": [{"stage": "x", "grade": "splendid", "findings": {}}]},
        lambda data: {**data, "documents": "many"},
        lambda data: {**data, "findings": 3},
        lambda data: {**data, "documents": -5},
        lambda data: {**data, "customer_first": "NaN"},
        lambda data: {**data, "drip": float("inf")},
        lambda data: {**data, "fingerprints": "abc"},
    ],
)
def test_what_is_no_record(damage: Any) -> None:
    data = as_dict(overview(finding("a.txt")), "0.1")
    with pytest.raises(UsageError, match=r"^old\.json "):
        remembered(damage(data), "old.json")
