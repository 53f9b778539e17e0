"""References to other parts and papers ("see section 14.2", "Schedule C", a link to a heading) that lead nowhere.

A reference is judged only where the numbers of the document are certain: numbered headings without a gap, and no sign
that a law or another named paper is meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cxlint.model.document import LINE, Role
from cxlint.text.occurrences import starts
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from cxlint.annotate.facts import Facts


class Reference(NamedTuple):
    """A reference that its own document does not resolve.

    `kind` is section (nothing else can resolve it), paper ("schedule c") or link ("fees.html#late"); `key` is what it
    points to, `last` the last part that there is.
    """

    start: int
    end: int
    kind: str
    key: str
    last: str = ""


class Targets(NamedTuple):
    """What a document offers to references: papers by name ("schedule c"), and places to link to, letters only."""

    papers: frozenset[str]
    anchors: frozenset[str]


_SECTION = r"(?:sections?|clauses?|§) ?(\d{1,2}(?:\.\d{1,2}){0,2})(?![\d\w%$-]|[.,]\d|, \d{4})"
_PAPER = r"((?:schedule|annex|appendix|exhibit|addendum) (?:[a-h]|[1-9]\d?))\b(?![.'-]\w|\()"
_FOREIGN_AFTER = (
    r"^(?:\(\w{1,4}\)|[\d.]|(?:,|-| and| or| to| through| &)(?: and| or)? ?(?:(?:sections?|"
    r"clauses?) )?(?=\d))*,? (?:of|to|in|under|from) (?!this\b|these\b|the present\b|the terms\b|the agreement\b)"
)
_FOREIGN_NEAR = (
    r"\b(?:act|code|laws?|statutes?|regulations?|directive|ordinance|u\.s\.c|usc|cfr|gdpr|ccpa|dmca|convention|treaty|"
    r"constitution|bgb|form 1040|irs|attach\w*|deleted|reserved|previous|former|older|earlier|civil|penal|(?:order|"
    r"programme?|program) form)\b"
)
_PAPER_BEFORE = r"\b(?:policy|agreement|contract|guidelines|rules|addendum|their|its|dpa|eula)\b[ ,('\"]*$"
_NUMBERED = r"(?:section|clause|§)? ?(\d{1,2}(?:\.\d{1,2}){0,2})(?:[.):]| [-–—:]|(?= [^\d\s$€£%]))"
_NAMED = r"[\W_]*((?:schedule|annex|appendix|exhibit|addendum) (?:[a-z]|\d{1,2}))\b"
_AROUND = 90
_LEAST_SECTIONS = 4
"""Fewer numbered headings than this may be a list."""

_MOST_SECTIONS = 2
"""When more sections than this seem to be missing, the numbers of the document are not understood."""

_MOST_RESOLVE = 4
"""One dead link in so many is the most that is believed."""

_PAGE_PARTS = frozenset({"top", "content", "main", "maincontent", "skip", "footer", "header", "nav"})
_IDS = r"(?:id|name)=[\"']?([\w:.-]+)|\{#([\w:.-]+)\}"


def letters(text: str) -> str:
    """Only the letters and figures of a text: two ways of making a link from a heading give the same."""
    return compiled(r"[\W_]+").sub("", text.lower())


def targets(facts: Facts) -> Targets:
    """What other documents may point to in this one."""
    document, folded = facts.document, facts.scan.folded
    papers, anchors = set(), set()
    for block in document.blocks:
        if block.role == Role.HEADING:
            name = letters(document.block_text(block))
            anchors |= {name, name.lstrip("0123456789")}
            match = compiled(_NAMED).match(folded, block.start, block.end)
            if match:
                papers.add(match[1])
    source = document.source.text
    if "id=" in source or "name=" in source or "{#" in source:
        for match in compiled(_IDS).finditer(source):
            anchors.add(letters(match[1] or match[2]))
    return Targets(frozenset(papers), frozenset(anchors))


def find(facts: Facts) -> list[Reference]:
    """The references that the document itself does not resolve: the first of each, in order."""
    found: dict[tuple[str, str], Reference] = {}
    sections = list(_sections(facts))
    if len({reference.key for reference in sections}) > _MOST_SECTIONS:
        sections = []
    for reference in sorted([*sections, *_papers(facts), *_links(facts)]):
        found.setdefault((reference.kind, reference.key), reference)
    return list(found.values())


def _sections(facts: Facts) -> Iterator[Reference]:
    folded = facts.scan.folded
    matches = [
        match
        for match in _matches(folded, ("section", "clause", "§"), _SECTION)
        if not _is_foreign(folded, *match.span()) and not _starts_block(facts, match.start())
    ]
    if not matches:
        return
    children = _numbering(facts)
    last = children.get("", 0)
    if last < _LEAST_SECTIONS:
        return
    for match in matches:
        major, _, rest = match[1].partition(".")
        minor = rest.partition(".")[0]
        if int(major) > last:
            yield Reference(match.start(), match.end(), "section", match[1], str(last))
        elif minor and children.get(major, 0) > 1 and int(minor) > children[major]:
            yield Reference(match.start(), match.end(), "section", match[1], f"{major}.{children[major]}")


def _matches(folded: str, words: tuple[str, ...], pattern: str) -> list[re.Match[str]]:
    found = (compiled(pattern).match(folded, at) for at in starts(folded, words))
    return [match for match in found if match and folded[match.start() - 1 : match.start()] != "-"]


def _starts_block(facts: Facts, start: int) -> bool:
    """Whether the words are the title of the section itself."""
    return facts.document.block_at(start).start == start


def _numbering(facts: Facts) -> dict[str, int]:
    """How many numbered parts each part has; under "" the document itself. 0 where a number is missing or doubtful."""
    document, folded = facts.document, facts.scan.folded
    found: dict[str, set[int]] = {}
    for block in document.blocks:
        if block.role not in (Role.HEADING, Role.PARAGRAPH, Role.ITEM, Role.CELL):
            continue
        for start in _line_starts(document.text, block.start, block.end):
            match = compiled(_NUMBERED).match(folded, start, min(block.end, start + 40))
            if match is None:
                continue
            parts = match[1].split(".")
            # "1. First" in a list may be the first of anything
            if block.role != Role.ITEM or len(parts) > 1:
                found.setdefault("", set()).add(int(parts[0]))
            if len(parts) > 1:
                found.setdefault(parts[0], set()).add(int(parts[1]))
    return {name: max(numbers) for name, numbers in found.items() if numbers == set(range(1, max(numbers) + 1))}


def _line_starts(text: str, start: int, end: int) -> Iterator[int]:
    yield start
    at = text.find(LINE, start, end)
    while at >= 0:
        yield at + 1
        at = text.find(LINE, at + 1, end)


def _is_foreign(folded: str, start: int, end: int) -> bool:
    """Whether a law or another paper is meant."""
    before, after = folded[max(0, start - _AROUND) : start], folded[end : end + _AROUND]
    return (
        compiled(_FOREIGN_AFTER).match(after) is not None
        or compiled(_FOREIGN_NEAR).search(before + " " + after) is not None
        or compiled(_PAPER_BEFORE).search(before) is not None
    )


def _papers(facts: Facts) -> Iterator[Reference]:
    document, folded = facts.document, facts.scan.folded
    matches = _matches(folded, ("schedule ", "annex ", "appendix ", "exhibit ", "addendum "), _PAPER)
    if not matches:
        return
    linked = {at for link in document.links for at in (link.start, link.end)}
    own = {match[1] for match in matches if _starts_block(facts, match.start())}
    for match in matches:
        # "schedule a visit"
        if document.text[match.end() - 1].islower():
            continue
        is_linked = any(at in linked for at in range(match.start(), match.end() + 1))
        if match[1] not in own and not is_linked and not _is_foreign(folded, *match.span()):
            yield Reference(match.start(), match.end(), "paper", match[1])


def _links(facts: Facts) -> Iterator[Reference]:
    links = [link for link in facts.document.links if "#" in link.target]
    if not links:
        return
    anchors = facts.link_targets.anchors
    inside = [link for link in links if link.target.startswith("#") and _is_plain(link.target[1:])]
    words = facts.document.text
    dead = [
        link
        for link in inside
        if letters(link.target) not in anchors and letters(words[link.start : link.end]) not in anchors
    ]
    # where many links lead nowhere, the marks are made in a way not known here
    if len(dead) * _MOST_RESOLVE <= len(inside):
        yield from (Reference(link.start, link.end, "link", link.target) for link in dead)
    for link in links:
        page, _, anchor = link.target.partition("#")
        if page and "://" not in page and _is_plain(anchor) and _is_plain(page):
            yield Reference(link.start, link.end, "link", link.target)


def _is_plain(target: str) -> bool:
    return compiled(r"[\w./ %-]{2,}").fullmatch(target) is not None and letters(target) not in _PAGE_PARTS
