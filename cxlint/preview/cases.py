"""The cases in which a template is shown: everything is there, nothing is there, everything is awkward."""

from __future__ import annotations

TYPICAL = "typical"
EMPTY = "empty"
WORST = "worst"

CASES = (TYPICAL, EMPTY, WORST)

ABOUT = {
    TYPICAL: "every value is there",
    EMPTY: "every value is missing",
    WORST: "long names, nothing to pay, one of everything",
}
"""What a case means, in a few words for the heading of its view."""
