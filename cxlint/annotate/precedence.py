"""Clauses that say which paper wins when two disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxlint.text.occurrences import starts
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from cxlint.annotate.facts import Facts


class Precedence(NamedTuple):
    """A clause at [start, end): `winner` is what prevails; `translation`: the original over what the reader got.

    `linked`: the document links to the winner, so that its reader can see it.
    """

    start: int
    end: int
    winner: str
    translation: bool
    linked: bool


_DISAGREE = ("conflict", "inconsisten", "discrepan", "differs", "difference", "contradict", "disagree")
_NEAR = 300
_WINS = (
    r"\b(?:prevails?|prevailing|controls?|take[s]? precedence|taking precedence|govern(?:s|ing)?|overrides?|"
    r"supersedes?|binding|authoritative)\b"
)
_WINNER = (
    r"((?:[a-z][a-z'/-]* ){1,7}?)(?:(?:will|shall|would|must|always|is|are|do|does|to|which|that) ){0,3}(?:prevails?|"
    r"controls?|takes? precedence|governs?|overrides?|supersedes?|binding|authoritative)\b"
)
_TONGUE = (
    r"\b(?:english|german|french|spanish|dutch|swedish|danish|finnish|italian|chinese|japanese|original|estonian|"
    r"polish)\b"
)
_VERSION = r"\b(?:version|text|language|original|terms|translation)\b"
_TRANSLATED = r"\btranslat\w+|\blanguages?\b|\bversions?\b"
_FAIR = (
    r"\b(?:better for|(?:more|most) favou?rable|benefit|whichever|mandatory|applicable law|local law|protect\w*|except|"
    r"unless|to the extent (?:permitted|required|not prohibited)|courts?|arbitrat\w*|laws?|conflicts? of laws?|"
    r"consumer)\b"
)
_OWN = (
    r"\b(?:this|these|the (?:present|terms|agreement|contract)$|latter|former|such|those|order form|order|"
    r"statement of work|signed|written|your|individual|amendments?|additional|supplement\w*|other|separate|local|"
    r"applicable|partner|customer|it|they|which|following|above|party|parties|provisions?|law)\b"
)
_PAPER = (
    r"\b(?:terms|rules|polic(?:y|ies)|guidelines|agreement|conditions|schedule|handbook|charter|code|addendum|manual|"
    r"tariff)$"
)
_STOPS = frozenset(
    "the a an our of and in any case event conflict inconsistency between then with will shall if there is to versions "
    "version as or by disagree differ differs".split()
)


def find(facts: Facts) -> list[Precedence]:
    """The clauses that let one paper win, in order."""
    folded = facts.scan.folded
    found = []
    done = -1
    for at in starts(folded, _DISAGREE):
        if at < done:
            continue
        low, high = facts.scan.sentence_at(at)
        low, high = max(low, at - _NEAR), min(high, at + _NEAR)
        done = high
        if compiled(_WINS).search(folded, low, high) and not compiled(_FAIR).search(folded, low, high):
            clause = _clause(facts, low, high)
            if clause:
                found.append(clause)
    return found


def _clause(facts: Facts, low: int, high: int) -> Precedence | None:
    folded = facts.scan.folded
    for match in compiled(_WINNER).finditer(folded, low, high):
        words = match[1].strip()
        if compiled(_TONGUE).search(words) and compiled(_VERSION).search(words):
            if compiled(_TRANSLATED).search(folded, low, high):
                return Precedence(match.start(1), match.end(), _name(words), translation=True, linked=False)
            return None
        name = _name(words)
        if compiled(_PAPER).search(name) and not compiled(_OWN).search(words) and " " in name:
            start = folded.rindex(name, match.start(1), match.end(1))
            return Precedence(start, match.end(), name, translation=False, linked=_linked(facts, name))
    return None


def _name(words: str) -> str:
    """The last words that may be a name: "event of conflict the master rules" is "master rules"."""
    kept: list[str] = []
    for word in reversed(words.split()):
        if word in _STOPS:
            break
        kept.append(word)
    return " ".join(reversed(kept)).removeprefix("s ")


def _linked(facts: Facts, name: str) -> bool:
    folded = facts.scan.folded
    return any(name in folded[link.start : link.end] for link in facts.document.links)
