"""What the user says a file is: it goes before every guess."""

from __future__ import annotations

from typing import NamedTuple

DOCUMENT_KINDS = ("policy", "schedule", "message", "page", "data")
MESSAGE_KINDS = (
    "invoice", "receipt", "dunning", "order", "shipping", "refund", "cancellation", "account", "support-reply",
    "marketing", "press-release", "notice",
)  # fmt: skip
KINDS = DOCUMENT_KINDS + MESSAGE_KINDS
STAGES = ("first", "middle", "final")
POLARITIES = ("good", "bad", "neutral")
AUDIENCES = ("customer", "staff")


class Given(NamedTuple):
    """What a comment of the file or the configuration says of a document; an empty field is left to be guessed.

    `kind` is a kind of document or message, `stage` that of a reminder, `polarity` whether a message brings good or bad
    news, `audience` whom it is written to.
    """

    kind: str = ""
    stage: str = ""
    polarity: str = ""
    audience: str = ""

    def over(self, other: Given) -> Given:
        """This, and where it says nothing, what another says."""
        return Given(*(mine or theirs for mine, theirs in zip(self, other, strict=True)))


VALUES = {"kind": KINDS, "stage": STAGES, "polarity": POLARITIES, "audience": AUDIENCES}
"""The words that each field may hold."""
