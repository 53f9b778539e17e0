"""What a lead needs to know of a project, in figures: a stage is as good as its worst message."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from cxlint.annotate.audience import CUSTOMER
from cxlint.config.globs import relative
from cxlint.config.select import selected
from cxlint.journey.next_fix import NextFix, next_fix
from cxlint.journey.stages import Owners, stage_of
from cxlint.rulebook.fields import EFFORTS, QUALITIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from cxlint.config.model import Config, Stage
    from cxlint.model.finding import Finding
    from cxlint.model.rule import Rule
    from cxlint.project.summary import Project, Summary

_UNREADABLE = "CX001"
_MOST_OWNERS = 3
_MOST_DRIPS = 3


class Grade(NamedTuple):
    """How good something is: its key, its sign (never the only thing that tells it), and its words."""

    key: str
    sign: str
    words: str


HURTS = Grade("error", "▲", "can hurt")
LETS_DOWN = Grade("warning", "■", "lets down")
COULD_BE_BETTER = Grade("info", "●", "could be better")
CLEAN = Grade("clean", "✓", "nothing found")
UNSEEN = Grade("unseen", "–", "not seen")
GRADES = (HURTS, LETS_DOWN, COULD_BE_BETTER, CLEAN, UNSEEN)
"""The worst first, and the one that says nothing."""


class Tally(NamedTuple):
    """How many findings of each severity there are."""

    errors: int = 0
    warnings: int = 0
    infos: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self)

    @property
    def small(self) -> int:
        """Those that hurt by their number only."""
        return self.warnings + self.infos

    @property
    def grade(self) -> Grade:
        """The grade of what was seen."""
        return next((grade for grade, number in zip(GRADES, self, strict=False) if number), CLEAN)


class Part(NamedTuple):
    """A stage of the journey, or all of it.

    `qualities` are in the order of `QUALITIES`, None where no rule looked. `words` counts the words of its documents,
    `you` and `we` those of its messages that speak of the customer and of the company. `worst` is the path of its worst
    document, empty where nothing was found.
    """

    name: str
    owners: tuple[str, ...] = ()
    documents: int = 0
    findings: Tally = Tally()
    qualities: tuple[Tally | None, ...] = (Tally(),) * len(QUALITIES)
    words: int = 0
    you: int = 0
    we: int = 0
    worst: str = ""
    worst_findings: Tally = Tally()

    @property
    def grade(self) -> Grade:
        """That of its worst document; a stage without documents has none."""
        return self.findings.grade if self.documents else UNSEEN

    def quality(self, index: int) -> Grade:
        """The grade of one quality."""
        found = self.qualities[index]
        return found.grade if self.documents and found is not None else UNSEEN

    def found(self, index: int) -> int:
        """How many findings hurt one quality."""
        found = self.qualities[index]
        return found.total if found is not None else 0

    @property
    def drip(self) -> float | None:
        """Small things in 100 words: one is nothing, drop by drop they wear out; None where there are no words."""
        return 100 * self.findings.small / self.words if self.words else None

    @property
    def customer_first(self) -> float | None:
        """Of the words of messages for customer and company, the share for the customer in per cent."""
        return 100 * self.you / (self.you + self.we) if self.you + self.we else None


class Effort(NamedTuple):
    """A kind of effort: in how many documents a finding costs it, and how many findings do."""

    name: str
    documents: int
    findings: int


class Drip(NamedTuple):
    """A rule that found many small things."""

    code: str
    name: str
    findings: int


class Overview(NamedTuple):
    """The whole.

    `all` sums up the stages and the documents `outside` of them, given by path with the number of findings. `staff`
    counts the messages to the company's own people, which no customer meets, `foreign` the documents in another
    language about which no rule has anything to say, `unread` the files that could not be read. `accepted` counts the
    findings in the baseline, which the customer still meets and which are counted everywhere; `suppressed` those that
    somebody judged to be fine, which are not. `next` is the one thing to fix. `fingerprints` are those of the findings,
    from paths below the root of the project, each with the one it would have in any file.
    """

    all: Part
    stages: tuple[Part, ...]
    outside: tuple[tuple[str, int], ...]
    efforts: tuple[Effort, ...]
    drips: tuple[Drip, ...]
    next: NextFix | None
    staff: int
    foreign: int
    unread: int
    accepted: int
    suppressed: int
    fingerprints: Mapping[str, str]


def build(
    project: Project,
    findings: Iterable[Finding],
    rules: Mapping[str, Rule],
    config: Config,
    reach: Callable[[str], int] | None = None,
) -> Overview:
    """The overview of a run over files whose summaries `project` holds.

    `reach` says of how many others a file is a part.
    """
    asked = [summary for summary in project.summaries() if summary.asked]
    customers = {summary.path: summary for summary in asked if summary.nature.audience == CUSTOMER}
    met: list[Finding] = []
    suppressed = unread = 0
    for finding in findings:
        if finding.code == _UNREADABLE:
            unread += 1
        elif finding.place.path in customers and not finding.code.startswith("CX"):
            if finding.status == "suppressed":
                suppressed += 1
            else:
                met.append(finding)
    by_path: dict[str, list[Finding]] = {path: [] for path in customers}
    for finding in met:
        by_path[finding.place.path].append(finding)
    # that nothing was found in a text in another language says nothing
    documents = {path: one for path, one in customers.items() if one.nature.english or by_path[path]}
    by_path = {path: by_path[path] for path in documents}
    looked = frozenset(quality for rule in selected(rules, config) for quality in rule.quality)
    placed = {path: stage_of(summary, config.journey, config.root) for path, summary in documents.items()}
    owners = Owners(config.root)
    holders = {path: reach(path) for path, group in by_path.items() if group} if reach else {}

    def part(stage: Stage | None) -> Part:
        here = [one for path, one in documents.items() if stage is None or placed[path] is stage]
        return _part(stage, here, by_path, rules, owners, looked=looked)

    return Overview(
        all=part(None),
        stages=tuple(map(part, config.journey)),
        outside=tuple((path, len(by_path[path])) for path, stage in placed.items() if stage is None),
        efforts=_efforts(by_path, rules),
        drips=_drips(met),
        next=next_fix(met, rules, config.journey, placed, owners, holders=holders),
        staff=len(asked) - len(customers),
        foreign=len(customers) - len(documents),
        unread=unread,
        accepted=sum(finding.status == "baselined" for finding in met),
        suppressed=suppressed,
        fingerprints={
            finding.fingerprint_under(relative(finding.place.path, config.root)): finding.fingerprint_under("")
            for finding in met
        },
    )


def _part(
    stage: Stage | None,
    documents: Sequence[Summary],
    by_path: Mapping[str, Sequence[Finding]],
    rules: Mapping[str, Rule],
    owners: Owners,
    *,
    looked: frozenset[str],
) -> Part:
    """A stage with its documents, without a stage all of them; `looked` are the qualities that some rule is about."""
    found = {summary.path: tally(by_path[summary.path]) for summary in documents}
    findings = [finding for summary in documents for finding in by_path[summary.path]]
    worst = max(found, key=lambda path: (found[path], path), default="")
    natures = [summary.nature for summary in documents]
    named: Iterable[str] = ()
    if stage:
        named = [stage.owner] if stage.owner else (one for summary in documents for one in owners.of(summary.path))
    return Part(
        name=stage.name if stage else "all",
        owners=tuple(dict.fromkeys(named))[:_MOST_OWNERS],
        documents=len(documents),
        findings=tally(findings),
        qualities=tuple(
            tally(finding for finding in findings if quality in rules[finding.code].quality)
            if quality in looked
            else None
            for quality in QUALITIES
        ),
        words=sum(nature.words for nature in natures),
        you=sum(nature.you for nature in natures),
        we=sum(nature.we for nature in natures),
        worst=worst if worst and found[worst].total else "",
        worst_findings=found.get(worst, Tally()),
    )


def tally(findings: Iterable[Finding]) -> Tally:
    """Findings counted by severity."""
    counts = Counter(finding.severity for finding in findings)
    return Tally(counts["error"], counts["warning"], counts["info"])


def _efforts(by_path: Mapping[str, Sequence[Finding]], rules: Mapping[str, Rule]) -> tuple[Effort, ...]:
    documents: Counter[str] = Counter()
    findings: Counter[str] = Counter()
    for group in by_path.values():
        cost = [effort for finding in group for effort in rules[finding.code].effort]
        findings.update(cost)
        documents.update(set(cost))
    return tuple(Effort(name, documents[name], findings[name]) for name in EFFORTS)


def _drips(findings: Iterable[Finding]) -> tuple[Drip, ...]:
    counts = Counter((finding.code, finding.name) for finding in findings if finding.severity != "error")
    ranked = sorted(counts, key=lambda one: (-counts[one], one))
    return tuple(Drip(*one, counts[one]) for one in ranked[:_MOST_DRIPS])
