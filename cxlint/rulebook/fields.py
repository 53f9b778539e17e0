"""The fields of a rule file: one table for the loader, the error messages and the JSON Schema."""

from __future__ import annotations

from typing import NamedTuple

from cxlint.model.document import ROLES
from cxlint.model.finding import CONFIDENCES, SEVERITIES
from cxlint.model.given import KINDS

SCOPES = ("sentence", "paragraph", "section", "heading", "document")
EFFORTS = ("physical", "conceptual", "emotional", "time", "money")
QUALITIES = ("reliability", "responsiveness", "assurance", "empathy", "ownership")
"""What customers judge a service by: SERVQUAL (Parasuraman, Zeithaml, Berry 1988) without tangibles, and ownership."""

STATUSES = ("stable", "preview", "deprecated")


class Field(NamedTuple):
    """One key of a rule file.

    `type` is str, text (several lines), strings (a list), choices (a list of `allowed`), choice, scopes (patterns by
    scope), regexes, examples, fix or map.
    """

    name: str
    type: str
    about: str
    required: bool = False
    allowed: tuple[str, ...] = ()


FIELDS = (
    Field("code", "str", "Family and three digits, such as FEE003; never reused.", required=True),
    Field("name", "str", "Names the bad thing, so that 'allow <name>' reads well.", required=True),
    Field("severity", "choice", "error: can ruin a customer's day.", required=True, allowed=SEVERITIES),
    Field("confidence", "choice", "How sure a finding is right; low: review only.", required=True, allowed=CONFIDENCES),
    Field("applies-to", "choices", "Document and message kinds; without it, all.", allowed=KINDS),
    Field("tags", "strings", "clause:..., money:..., jurisdiction tags."),
    Field("message", "text", "What is wrong here; {match} is the text found.", required=True),
    Field("why", "text", "The harm, to the writer, in a sentence or two.", required=True),
    Field("mother", "text", "The question: would you do that to your mother?", required=True),
    Field("effort", "choices", "What it costs the customer.", required=True, allowed=EFFORTS),
    Field("quality", "choices", "Which qualities of the service suffer, the most hurt first.", allowed=QUALITIES),
    Field("suggest", "text", "A better wording.", required=True),
    Field("fine-when", "text", "When the wording is all right."),
    Field("find", "strings", "Patterns; any of them is a match."),
    Field("regex", "regexes", "Regular expressions over folded text, with the literals they need."),
    Field("unless", "scopes", "Patterns that silence a match, by scope."),
    Field("needs", "scopes", "Patterns that a match requires, by scope."),
    Field("unsure", "scopes", "Patterns that leave a match with low confidence, by scope."),
    Field("fix", "fix", "Phrases that a match may hold, and what to write instead; empty to leave them out."),
    Field("roles", "choices", "Block roles looked at; without it, all.", allowed=tuple(sorted(ROLES))),
    Field("skip-roles", "choices", "Block roles left out.", allowed=tuple(sorted(ROLES))),
    Field("check", "str", "The structural check that looks, instead of patterns."),
    Field("options", "map", "Options of the check; skip-fallbacks and with-list for patterns."),
    Field("examples", "examples", "At least three bad and three good texts, run as tests.", required=True),
    Field("references", "strings", "Laws and sources, 'see ...', never 'illegal'.", required=True),
    Field("since", "str", "The version that brought the rule.", required=True),
    Field("status", "choice", "stable, preview or deprecated.", allowed=STATUSES),
)
BY_NAME = {field.name: field for field in FIELDS}

EXAMPLE_KEYS = ("bad", "good", "marks", "fixed", "files", "path", "because")
CODE = r"^(FEE|TRM|DOC|IMP|HOS|EFF|TPL|[A-Z]{2,6})[0-9]{3}$"
NAME = r"^[a-z0-9]+(-[a-z0-9]+)*$"
MIN_EXAMPLES = 3
"""Bad and good examples each that a built-in rule has."""
