"""What families, severities and degrees of confidence are called on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cxlint.model.finding import Finding


class Severity(NamedTuple):
    """A severity: its key, its sign (never the only thing that tells it), its names, and what it means."""

    key: str
    sign: str
    name: str
    names: str
    meaning: str


SEVERITIES = (
    Severity("error", "▲", "Error", "Errors", "can cost a customer money, access or sleep"),
    Severity("warning", "■", "Warning", "Warnings", "likely to mislead, annoy or push somebody away"),
    Severity("info", "●", "Info", "Info", "could be clearer or kinder"),
)
"""The most serious first."""

BY_KEY = {severity.key: severity for severity in SEVERITIES}
RANK = {severity.key: rank for rank, severity in enumerate(SEVERITIES)}

FAMILIES = {
    "FEE": "Hidden fees",
    "TRM": "Gotcha terms",
    "DOC": "Documents that disagree",
    "HOS": "Hostile wording",
    "IMP": "Impersonal wording",
    "EFF": "Customer effort",
    "TPL": "Template craft",
    "CX": "About the check itself",
}
"""Names of the families, in the order of the page; a family of one's own goes by its letters."""

CONFIDENCES = {"high": "sure", "medium": "fairly sure", "low": "needs a look"}
"""From sure to unsure."""


def family_of(code: str) -> str:
    """The letters of a code."""
    return code.rstrip("0123456789")


def family_order(family: str) -> tuple[int, str]:
    """Sorts families as the page shows them."""
    known = list(FAMILIES)
    return (known.index(family) if family in FAMILIES else len(known)), family


def title_of(finding: Finding) -> str:
    """The name of a rule as words: "Late fee without amount"."""
    return finding.name.replace("-", " ").capitalize()
