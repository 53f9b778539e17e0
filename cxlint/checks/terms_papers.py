"""Papers that bind people who cannot open them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxlint.annotate.money_text import sentences, words
from cxlint.model.document import Role
from cxlint.model.found import Found
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts

_PAPER = (
    r"(?:Policy|Policies|Rules|Schedule|Guidelines|Conditions|Code of Conduct|Tariff|Price List|Manual|Handbook|"
    r"By-?laws|House Rules|Fee Table)"
)
_NAMED = rf"\b(?:[Oo]ur|[Tt]he|[Aa]n?|[Ii]ts) ((?:[A-Z][\w&'’-]+ ){{1,4}}{_PAPER})\b"
_BINDS = (
    r"bound by|incorporated|forms? (?:an? )?(?:integral )?part of|part of (?:this|these|the|your)|agree to|agrees to|"
    r"comply with|subject to (?:our|the|\x10)|applies|apply to"
)
_ON_REQUEST = (
    r"(?:available|sent|provided|obtained|supplied|seen|inspected) (?:to you )?(?:up)?on (?:written )?request|"
    r"available (?:for inspection )?at our (?:office|registered office|premises)|on request"
)
_SHOWN = r"attached|below|annex\w*|appendix|exhibit|enclosed|here|link\w*|website|available (?:at|on|in)|e-?mail|posted"
_LAW = (
    r"directive|regulation \(|act|statute|eu|federal|state|government|council|arbitration|aaa|jams|icc|procedure|"
    r"applicable|export|privacy|cookies?"
)


def bound_to_unseen_terms(facts: Facts, _options: dict[str, Any]) -> Iterator[Found]:
    """TRM110: people are bound by a paper to be had on request only, or that a page with links does not link."""
    seen: set[str] = set()
    for _, start, end in sentences(facts, *_PAPER_WORDS):
        text = facts.scan.folded[start:end]
        binds = words(_BINDS).search(text)
        for match in compiled(_NAMED).finditer(facts.document.text, start, end):
            name = match[1]
            if name in seen or words(_LAW).search(name.lower()):
                continue
            asked = words(_ON_REQUEST).search(text)
            if asked and not words(r"free of charge|copy|copies|e-?mail").search(text):
                seen.add(name)
                yield Found(*match.span(1), {"document": name})
            elif binds and not asked and not words(_SHOWN).search(text) and _unlinked(facts, name, start, end):
                seen.add(name)
                yield Found(*match.span(1), {"document": name}, confidence="medium")


_PAPER_WORDS = (
    "polic", "rules", "schedule", "guidelines", "conditions", "tariff", "price list", "manual", "handbook",
    "bylaws", "by-laws", "code of conduct", "fee table",
)  # fmt: skip


def _unlinked(facts: Facts, name: str, start: int, end: int) -> bool:
    """Whether a page that links to other things says nothing of where this paper is."""
    document, low = facts.document, name.lower()
    if not document.links or "\x18" in facts.scan.folded[start:end]:
        return False
    if any(start <= link.start < end for link in document.links):
        return False
    last = low.split()[-2:]
    linked = (document.text[link.start : link.end].lower() for link in document.links)
    if any(all(word in text for word in last) or last[0] in text for text in linked):
        return False
    headings = (block for block in document.blocks if block.role == Role.HEADING)
    return not any(last[0] in document.block_text(block).lower() for block in headings)
