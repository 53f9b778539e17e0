"""The report for leads at a terminal: the journey as a table, efforts as bars, and the one thing to fix next."""

from __future__ import annotations

from typing import TYPE_CHECKING, TextIO

from cxlint import __version__
from cxlint.journey.overview import CLEAN, COULD_BE_BETTER, HURTS, LETS_DOWN, UNSEEN
from cxlint.report import count, encodable, paint
from cxlint.report.overviews import words
from cxlint.rulebook.fields import QUALITIES
from cxlint.text.excerpt import display_width, harmless
from cxlint.text.wrapping import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxlint.journey.next_fix import NextFix
    from cxlint.journey.overview import Grade, Overview, Part
    from cxlint.journey.record import Trend
    from cxlint.report import ReportOptions

_NARROWEST, _WIDEST = 80, 120
_HEADS = {
    "reliability": ("relia-", "bility"),
    "responsiveness": ("respon-", "siveness"),
    "assurance": ("assur-", "ance"),
    "empathy": ("", "empathy"),
    "ownership": ("owner-", "ship"),
}
_CELLS = [max(map(len, _HEADS[quality])) for quality in QUALITIES]
_STYLES = {HURTS: "error", LETS_DOWN: "warning", COULD_BE_BETTER: "info", CLEAN: "good", UNSEEN: "dim"}
_GRADE = 17
"""Cells of the longest grade with its sign."""

_LONGEST_STAGE = 24
_BARS = (20, 12)
"""Cells of a bar, and where there is little room."""

_GAP = "  "


def write(overview: Overview, trend: Trend | None, out: TextIO, options: ReportOptions) -> None:
    """Write all parts, each under its heading."""
    page = _Page(overview, trend, options)
    out.write(encodable("".join(f"{line.rstrip()}\n" for line in page.lines()), out))


class _Page:
    """The report as lines."""

    def __init__(self, overview: Overview, trend: Trend | None, options: ReportOptions) -> None:
        self.overview = overview
        self.trend = trend
        self.options = options
        self.width = max(_NARROWEST, min(options.width, _WIDEST))
        longest = max((display_width(part.name) for part in overview.stages), default=0)
        self.stage = min(max(longest, len("stage")), _LONGEST_STAGE)
        cells = 2 + self.stage + 6 + 2 + _GRADE + sum(size + 2 for size in _CELLS)
        self.grade = _GRADE if cells <= self.width else 1
        self.bar = _BARS[self.width < 90]

    def lines(self) -> Iterator[str]:
        """All of them."""
        overview = self.overview
        yield self._paint(words.headline(overview), "bold")
        if hidden := words.hidden(overview):
            yield from wrapped(hidden, self.width)
        if self.trend:
            for line in words.changed(self.trend, overview, __version__):
                yield from wrapped(harmless(line), self.width)
        if not overview.all.documents:
            return
        yield from self._heading("The journey", words.WORST_FIRST)
        yield from self._journey()
        yield from self._heading(
            "What it costs the customer", f"in how many of {count(overview.all.documents, 'document')}"
        )
        yield from self._efforts()
        yield from self._heading("Customer first")
        yield from self._text(words.customer_first(overview, self.trend))
        yield from self._heading("Drip")
        yield from self._text(words.drip(overview, self.trend))
        if overview.next:
            yield from self._heading("Fix this next")
            yield from self._next(overview.next)

    def _heading(self, title: str, about: str = "") -> Iterator[str]:
        yield ""
        yield self._paint(title.upper(), "bold") + (f"  {self._paint(about, 'dim')}" if about else "")

    def _text(self, text: str, lead: str = "  ") -> Iterator[str]:
        for line in wrapped(harmless(text), self.width - len(lead)):
            yield lead + line

    def _journey(self) -> Iterator[str]:
        for row in (0, 1):
            name, documents = ("stage", "docs") if row else ("", "")
            heads = [f"{_HEADS[quality][row]:{size}}" for quality, size in zip(QUALITIES, _CELLS, strict=True)]
            line = _GAP.join((f"{name:{self.stage}}", f"{documents:>4}", " " * self.grade, *heads))
            yield "  " + self._paint(line.rstrip(), "dim")
        for part in self.overview.stages:
            yield from self._stage(part)
        yield ""
        yield from self._text(words.legend())
        for note in (words.unseen(self.overview), words.outside(self.overview)):
            if note:
                yield from self._text(note)

    def _stage(self, part: Part) -> Iterator[str]:
        name, *rest = wrapped(harmless(part.name), self.stage)
        cells = [self._graded(words.cell(part, i), part.quality(i), size) for i, size in enumerate(_CELLS)]
        padded = name + " " * (self.stage - display_width(name))
        documents = f"{part.documents:>4,}" if part.documents else "   –"
        grade = words.signed(part.grade) if self.grade > 1 else part.grade.sign
        yield "  " + _GAP.join((padded, documents, self._graded(grade, part.grade, self.grade), *cells))
        for line in rest:
            yield "  " + line
        for note in self._notes(part):
            lead = " " * (self.stage + 4)
            for line in wrapped(harmless(note), self.width - len(lead)):
                yield lead + self._paint(line, "dim")

    def _notes(self, part: Part) -> Iterable[str]:
        if was := words.was(part, self.trend):
            yield was
        if part.worst:
            yield f"worst: {part.worst} ({words.severities(part.worst_findings)})"
        if part.owners:
            yield f"owner: {', '.join(part.owners)}"

    def _efforts(self) -> Iterator[str]:
        for bar in words.bars(self.overview, self.trend):
            full = round(bar.share * self.bar / 100) or (1 if bar.documents else 0)
            drawn = "█" * full + self._paint("░" * (self.bar - full), "dim")
            was = f", {words.share_was(bar)}" if words.share_was(bar) else ""
            told = f"{bar.share:3.0f} %  {count(bar.documents, 'document')}, {count(bar.findings, 'finding')}{was}"
            yield f"  {bar.name:10}  {drawn}  {told}"

    def _next(self, fix: NextFix) -> Iterator[str]:
        finding = fix.finding
        label = self._paint(f"{finding.severity}[{finding.code}]", finding.severity)
        first, *rest = wrapped(harmless(finding.message), self.width - len(finding.severity) - len(finding.code) - 6)
        yield f"  {label}: {self._paint(first, 'bold')}"
        yield from (f"  {self._paint(line, 'bold')}" for line in rest)
        owners = f"owner: {', '.join(fix.owners)}" if fix.owners else ""
        yield from self._text("; ".join(filter(None, (finding.place.shown, words.reach(fix), owners))))
        for path in words.places(fix):
            yield from self._text(f"also {path}")
        for place in words.evidence(fix):
            yield from self._text(f"compare {place}")
        if finding.excerpt:
            yield ""
            for line in wrapped(harmless(finding.excerpt.replace("\u2028", " ")), self.width - 6):
                yield f"    {self._paint('|', 'mark')} {line}"
            yield ""
        for title, text in (
            ("why", fix.rule.why),
            ("better", words.rewrite(fix)),
            ("mother", fix.rule.mother),
            ("run", words.program(fix)),
        ):
            if text:
                for i, line in enumerate(wrapped(harmless(text), self.width - 11)):
                    yield f"  {self._paint(f'{title:>7}:', 'bold') if i == 0 else ' ' * 8} {line}"

    def _graded(self, text: str, grade: Grade, size: int) -> str:
        return self._paint(text, _STYLES[grade]) + " " * (size - display_width(text))

    def _paint(self, text: str, style: str) -> str:
        return paint(text, style, self.options)
