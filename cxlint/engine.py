"""One document and all rules: what is wrong with it, and what it tells the rest of the project. No side effects."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cxlint import checks
from cxlint.annotate.actors import learn
from cxlint.annotate.audience import STAFF
from cxlint.annotate.facts import Facts
from cxlint.annotate.folding import folded
from cxlint.annotate.kinds import guess
from cxlint.fixes.reword import reword
from cxlint.matching.lists import last_item
from cxlint.matching.scan import Matcher
from cxlint.model.document import LINE, SLOT, Prominence, Role
from cxlint.model.finding import LONGEST_EXCERPT, Finding, place_of
from cxlint.model.found import Found, FoundAt
from cxlint.model.given import Given
from cxlint.project.summary import Summary, bare_summary, summarise

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxlint.annotate.whole import Neighbourhood
    from cxlint.matching.scan import Hit, Scan
    from cxlint.model.document import Block, Document
    from cxlint.model.finding import Place
    from cxlint.model.rule import Rule
    from cxlint.project.summary import Project
    from cxlint.rulebook import RuleSet

_TONE = frozenset({"IMP", "HOS", "EFF"})
"""Families about how customers are spoken to: in a message to staff they are for review."""

_LONGEST_VALUE = 300
"""Characters of a text that a message quotes."""

_NOTHING = Given()
_FIELD = re.compile(r"\{([a-z_]+)\}")
_HIDDEN = {
    Prominence.HIDDEN: "in hidden text",
    Prominence.TITLE: "in a title or alt text",
    Prominence.COLLAPSED: "in a collapsed section",
}


class Linted(NamedTuple):
    """The result for one document; `failures` name rules that crashed, and why."""

    findings: list[Finding]
    summary: Summary
    failures: list[str]


class Engine:
    """Checks documents against the rules of a rule set whose codes are enabled."""

    def __init__(self, ruleset: RuleSet, enabled: Iterable[str], company: tuple[str, ...] = ()) -> None:
        self._ruleset = ruleset
        self._company = company
        codes = frozenset(enabled)
        self._enabled = frozenset(i for i, rule in enumerate(ruleset.rules) if rule.code in codes)
        self._checks = [i for i in sorted(self._enabled) if ruleset.rules[i].check in checks.DOCUMENT]
        self._project_checks = [i for i in sorted(self._enabled) if ruleset.rules[i].check in checks.PROJECT]
        self._facts = frozenset(-1 - i for i in range(len(ruleset.facts))) if self.compares else frozenset()
        self._matcher = Matcher(ruleset)
        self.neighbours: Neighbourhood | None = None
        """Who knows the other files of a template; without, nothing is known of them."""
        self.translated = True
        """Whether some document may be a translation of another: only then their values are worked out."""
        self._applying: dict[frozenset[str], frozenset[int]] = {}

    @property
    def compares(self) -> bool:
        """Whether any enabled rule holds files against each other."""
        return bool(self._project_checks)

    def lint(self, document: Document, given: Given = _NOTHING) -> Linted:
        """Check one document; `given` overrides the guess of what it is."""
        facts, hits, applying = self._read(document, given, checks_it=True)
        scan = facts.scan
        failures: list[str] = []
        found = [*self._confirmed(scan, hits), *self._structural(facts, applying, failures)]
        findings = _numbered(_distinct(_finding(document, scan, rule, hit) for rule, hit in found))
        summary = summarise(facts, translated=self.translated) if self.compares else bare_summary(facts)
        return Linted(findings, summary, failures)

    def survey(self, document: Document, given: Given = _NOTHING) -> Summary:
        """What a document tells the others, without checking it."""
        facts, _, _ = self._read(document, given, checks_it=False)
        return summarise(facts, translated=self.translated)

    def facts(self, document: Document, given: Given = _NOTHING) -> Facts:
        """What is known of a document, without checking it."""
        return self._read(document, given, checks_it=False)[0]

    def _read(self, document: Document, given: Given, *, checks_it: bool) -> tuple[Facts, list[Hit], frozenset[int]]:
        """The facts of a document, the matches of the rules that apply to it, and which these are."""
        actors = learn(document.text, self._company)
        text = folded(document, actors)
        guess(document, text, given)
        applying = self._for_kinds(document.kinds) if checks_it else frozenset()
        scan, hits = self._matcher.scan(document, text, applying | self._facts)
        return Facts(document, scan, actors, self._ruleset, self.neighbours), hits, applying

    def compare(self, project: Project, failures: list[str]) -> list[Finding]:
        """Check the documents of a project against each other."""
        findings: list[Finding] = []
        for i in self._project_checks:
            rule = self._ruleset.rules[i]
            try:
                findings.extend(
                    _project_finding(rule, found)
                    for found in checks.project_check(rule.check)(project, rule.options)
                    if not rule.applies_to or project.kinds(found.place.path) & rule.applies_to
                )
            except Exception as error:  # noqa: BLE001 -- a bug in one rule must not hide what the others found
                failures.append(_failure(rule, "the project", error))
        return _numbered(_distinct(findings))

    def _for_kinds(self, kinds: frozenset[str]) -> frozenset[int]:
        """The enabled rules that apply to a document of some kinds; a run meets few combinations."""
        known = self._applying.get(kinds)
        if known is None:
            rules = self._ruleset.rules
            known = frozenset(i for i in self._enabled if not rules[i].applies_to or rules[i].applies_to & kinds)
            self._applying[kinds] = known
        return known

    def _confirmed(self, scan: Scan, hits: list[Hit]) -> Iterator[tuple[Rule, Found]]:
        """Pattern matches that their role and context do not silence: one a sentence and rule."""
        seen: set[tuple[int, int]] = set()
        for hit in hits:
            if (hit.rule, hit.sentence_start) in seen or (hit.lead and (hit.rule, hit.lead.sentence_start) in seen):
                continue
            rule = self._ruleset.rules[hit.rule]
            block = scan.document.block_at(hit.start)
            if (rule.roles and block.role not in rule.roles) or _left_out(scan.document, block, rule):
                continue
            if rule.options.get("skip-fallbacks") and _is_fallback(scan.document, block):
                continue
            unless, needs, unsure = self._ruleset.context[hit.rule]
            if any(holds(scan, block, hit, scope, patterns) for scope, patterns in unless.items()):
                continue
            if not all(holds(scan, block, hit, scope, patterns) for scope, patterns in needs.items()):
                continue
            seen.add((hit.rule, hit.sentence_start))
            doubtful = any(holds(scan, block, hit, scope, patterns) for scope, patterns in unsure.items())
            end = _end_of_list(scan.document, block, hit) if rule.options.get("with-list") else hit.end
            words = {"match": _quoted(scan.document, hit)} if end > hit.end or hit.lead else {}
            yield rule, Found(hit.start, end, words, confidence="low" if doubtful else "")

    def _structural(self, facts: Facts, applying: frozenset[int], failures: list[str]) -> Iterator[tuple[Rule, Found]]:
        for i in self._checks:
            if i not in applying:
                continue
            rule = self._ruleset.rules[i]
            try:
                yield from ((rule, found) for found in checks.document_check(rule.check)(facts, rule.options))
            except Exception as error:  # noqa: BLE001 -- see compare
                failures.append(_failure(rule, facts.document.source.path, error))


def _quoted(document: Document, hit: Hit) -> str:
    """The words of a match; for one that runs from a lead-in into an item, both ends of it."""
    words = readable(document, hit.start, hit.end)
    return f"{readable(document, hit.lead.start, hit.lead.sentence_end)} … {words}" if hit.lead else words


def _left_out(document: Document, block: Block, rule: Rule) -> bool:
    """Whether a rule passes over a block: a label of a catalogue is a name, as a heading is."""
    label = document.catalogue and block.role == Role.VALUE and Role.HEADING in rule.skip_roles
    return label or block.role in rule.skip_roles


def _end_of_list(document: Document, block: Block, hit: Hit) -> int:
    """Where the clause of a match ends: with the list that its sentence leads in, if there is one.

    "We are not liable for:" says nothing without the items below it.
    """
    text = document.text
    if not text[hit.end : hit.sentence_end].rstrip().endswith(":") or text[hit.sentence_end : block.end].strip():
        return hit.end
    last = last_item(document, block)
    return document.blocks[last].end if last > block.index else hit.end


def _is_fallback(document: Document, block: Block) -> bool:
    """Whether another reading of a block addresses the reader by name: this one is for a missing name."""
    first = block.alternative_of if block.alternative_of >= 0 else block.index
    for index in range(first, len(document.blocks)):
        other = document.blocks[index]
        if first not in (index, other.alternative_of):
            return False
        slots = document.slots_between(other.start, other.end)
        if other is not block and any(slot.kind == "name" for _, slot in slots):
            return True
    return False


def holds(scan: Scan, block: Block, hit: Hit, scope: str, patterns: list[str]) -> bool:
    """Whether one of some patterns matches in a scope around a hit."""
    if scope == "sentence" and hit.lead:
        within = (hit.lead, hit.sentence_start, hit.sentence_end)
        return any(scan.holds_joined(pattern, *within) for pattern in patterns)
    return any(scan.holds(pattern, *found) for found in _scope(scan, block, hit, scope) for pattern in patterns)


def _scope(scan: Scan, block: Block, hit: Hit, scope: str) -> Iterator[tuple[int, int]]:
    """The ranges of text that a scope covers around a hit."""
    document = scan.document
    if scope == "sentence":
        yield hit.sentence_start, hit.sentence_end
    elif scope == "paragraph":
        yield document.paragraph(block)
    elif scope == "section":
        yield document.section(block)
    elif scope == "heading":
        yield from ((heading.start, heading.end) for heading in document.trail(block))
    else:
        yield 0, len(document.text)


def _finding(document: Document, scan: Scan, rule: Rule, found: Found) -> Finding:
    if found.origin is None:
        origin = document.to_source(found.start, found.end)
        context = _context(document, document.block_at(found.start))
        excerpt, match = readable(document, *scan.sentence_at(found.start)), readable(document, found.start, found.end)
    else:
        # a document that is one image has no block at all
        origin, context = found.origin, ""
        excerpt = match = " ".join(document.source.text[slice(*origin)].split())
    values = {"match": match, **found.values}
    for_staff = document.audience == STAFF and rule.family in _TONE
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=found.severity or rule.severity,
        confidence="low" if for_staff else found.confidence or rule.confidence,
        message=fill(rule.message, values),
        place=place_of(document.source, *origin),
        excerpt=excerpt[:LONGEST_EXCERPT],
        context=context,
        tags=(*rule.tags, *(tag for tag in found.tags if tag not in rule.tags)),
        related=found.related,
        suggestion=fill(rule.suggest, values),
        fix=reword(scan, found.start, found.end, rule.fix) if rule.fix else None,
    )


def _project_finding(rule: Rule, found: FoundAt) -> Finding:
    return Finding(
        code=rule.code,
        name=rule.name,
        severity=found.severity or rule.severity,
        confidence=found.confidence or rule.confidence,
        message=fill(rule.message, found.values),
        place=found.place,
        excerpt=found.excerpt[:LONGEST_EXCERPT],
        tags=(*rule.tags, *(tag for tag in found.tags if tag not in rule.tags)),
        related=found.related,
        suggestion=fill(rule.suggest, found.values),
    )


def fill(template: str, values: dict[str, str]) -> str:
    """Replace `{name}` by its value; what has no value stays, for the writer to fill in."""
    return _FIELD.sub(lambda match: _quotable(values.get(match[1], match[0])), template)


def _quotable(value: str) -> str:
    """A value short enough for a message: a sentence may be as long as its file."""
    if len(value) <= _LONGEST_VALUE:
        return value
    cut = value[:_LONGEST_VALUE]
    return (cut.rpartition(" ")[0].rstrip(" ,;:") or cut) + "…"


def readable(document: Document, start: int, end: int) -> str:
    """A range of the text for people: in one line, with the names of template variables where their values will be."""
    text = document.text[start:end].replace(LINE, " ")
    if SLOT in text:
        parts = text.split(SLOT)
        slots = [slot for _, slot in document.slots_between(start, end)]
        text = "".join(part + (f"{{{slots[i].path or '…'}}}" if i < len(slots) else "") for i, part in enumerate(parts))
    return " ".join(text.split())


def _context(document: Document, block: Block) -> str:
    notes = [f"in the message `{block.label}`"] if document.catalogue and block.label else []
    if document.source.suffix == ".eml" and block.label.startswith("text/"):
        notes.append(f"in the {block.label}")
    if block.conditions:
        notes.append(f"only when {' and '.join(f'`{condition}`' for condition in block.conditions)}")
    if block.prominence in _HIDDEN and not (block.role == Role.ATTRIBUTE and block.prominence == Prominence.BODY):
        notes.append(_HIDDEN[block.prominence])
    return ", ".join(notes)


def _distinct(findings: Iterable[Finding]) -> list[Finding]:
    """In order of place; what several readings of one template block share is reported once."""
    unique: dict[tuple[str, Place], Finding] = {}
    for finding in findings:
        unique.setdefault((finding.code, finding.place), finding)
    return sorted(unique.values(), key=Finding.sort_key)


def _numbered(findings: list[Finding]) -> list[Finding]:
    counts: dict[str, int] = {}
    numbered = []
    for finding in findings:
        ordinal = counts.get(finding.fingerprint, 0)
        counts[finding.fingerprint] = ordinal + 1
        numbered.append(finding._replace(ordinal=ordinal) if ordinal else finding)
    return numbered


def _failure(rule: Rule, where: str, error: Exception) -> str:
    return f"rule {rule.code} failed on {where}: {type(error).__name__}: {error}"
