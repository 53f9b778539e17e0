"""The report for people at a terminal: each finding with the words in question, the reason and the remedy."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TextIO

from cxlint.readers.again import Texts
from cxlint.report import advice, mark, open_findings, paint, summary
from cxlint.text.excerpt import display_width, harmless, window

if TYPE_CHECKING:
    from cxlint.model.finding import Finding, Place
    from cxlint.report import ReportOptions, Result

_NARROWEST = 40
_WIDEST = 120
_LONG_LABEL = 60


def write(result: Result, out: TextIO, options: ReportOptions) -> None:
    """Write every open finding with its excerpt, then the summary."""
    texts = Texts(options.sources)
    out.writelines(page(finding, texts, options) + "\n" for finding in open_findings(result))
    if options.quiet:
        return
    out.write(paint(summary(result), "bold", options) + "\n")
    out.writelines(line + "\n" for line in advice(result))


def page(finding: Finding, texts: Texts, options: ReportOptions) -> str:
    """One finding, with the lines it quotes from `texts`; each row with its line end."""
    return _Page(finding, texts, room(options), options).text()


def room(options: ReportOptions) -> int:
    """Cells in a row of the report."""
    return max(_NARROWEST, min(options.width, _WIDEST))


def _row(place: Place) -> str:
    """What stands in the margin: the line, or the row of a sheet."""
    return place.label.rpartition("!")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or str(place.line)


class _Span(NamedTuple):
    """A place to show, with the sign that underlines it and what is said about it."""

    place: Place
    sign: str
    label: str


class _Page:
    """One finding as text."""

    def __init__(self, finding: Finding, texts: Texts, width: int, options: ReportOptions) -> None:
        self.finding = finding
        self.texts = texts
        self.width = width
        self.options = options
        places = [finding.place, *(related.place for related in finding.related)]
        self.gutter = max(len(_row(place)) for place in places)
        self.rows: list[str] = []

    def text(self) -> str:
        """All rows, each with its line end."""
        self._head()
        self._excerpts()
        self._notes()
        return "".join(row.rstrip() + "\n" for row in self.rows)

    def _head(self) -> None:
        finding = self.finding
        label = self._paint(f"{finding.severity}[{finding.code}]", finding.severity)
        name = self._paint(f"({finding.name})", "dim")
        self.rows.append(f"{label}{mark(finding)}: {self._paint(harmless(finding.message), 'bold')}  {name}")

    def _excerpts(self) -> None:
        """The finding's own file with all its spans in order of line, then the other files."""
        own = _Span(self.finding.place, "^", "")
        others = [_Span(related.place, "-", related.message) for related in self.finding.related]
        by_path: dict[str, list[_Span]] = {own.place.path: [own]}
        for span in others:
            by_path.setdefault(span.place.path, []).append(span)
        arrow = "-->"
        for spans in by_path.values():
            at = spans[0].place
            self.rows.append(f"{' ' * self.gutter}{self._paint(arrow, 'mark')} {harmless(at.shown)}")
            self._bar()
            for span in sorted(spans, key=lambda span: span.place[1:]):
                self._span(span)
            self._bar()
            arrow = ":::"

    def _span(self, span: _Span) -> None:
        place = span.place
        line = self.texts.line(place.path, place.line)
        if line is None:
            if span.label:
                self._bar(harmless(span.label))
            return
        start = place.column - 1
        end = place.end_column - 1 if place.end_line == place.line else len(line)
        shown, left, right = window(line, start, max(start, end), self.width - self.gutter - 3)
        number = self._paint(f"{_row(place):>{self.gutter}} |", "mark")
        self.rows.append(f"{number} {shown}")
        style = self.finding.severity if span.sign == "^" else "mark"
        under = " " * left + self._paint(span.sign * (right - left), style)
        under += "…" if place.end_line > place.line else ""
        label = harmless(span.label)
        fits = right + 1 + display_width(label) <= self.width - self.gutter - 3
        self._bar(f"{under} {self._paint(label, style)}" if label and fits else under)
        if label and not fits:
            for row in _wrapped(label, max(_LONG_LABEL // 2, self.width - self.gutter - 5)):
                self._bar("  " + self._paint(row, style))

    def _notes(self) -> None:
        finding = self.finding
        rule = self.options.rules.get(finding.code)
        if finding.context:
            self._note("", finding.context)
        if rule is not None and rule.why:
            self._note("why", rule.why)
        if finding.suggestion:
            self._note("help", finding.suggestion)
        if finding.fix:
            safe = finding.fix.applicability == "safe"
            self._note(
                "fix", finding.fix.message + ("" if safe else " Read it again afterwards: it may say more, or less.")
            )
        if rule is not None and rule.mother:
            self._note("mother", rule.mother)

    def _note(self, key: str, text: str) -> None:
        head = f"= {key}: " if key else "= "
        room = self.width - self.gutter - 1 - len(head)
        for i, row in enumerate(_wrapped(harmless(text), room)):
            lead = self._paint(head, "bold") if i == 0 else " " * len(head)
            self.rows.append(f"{' ' * (self.gutter + 1)}{lead}{row}")

    def _bar(self, text: str = "") -> None:
        self.rows.append(f"{' ' * self.gutter} {self._paint('|', 'mark')} {text}")

    def _paint(self, text: str, style: str) -> str:
        return paint(text, style, self.options)


def _wrapped(text: str, width: int) -> list[str]:
    """The words of a text in rows of at most `width` cells; a longer word has a row of its own."""
    rows: list[str] = []
    row, used = "", 0
    for word in text.split():
        cells = display_width(word)
        if row and used + 1 + cells > width:
            rows.append(row)
            row, used = "", 0
        row, used = (f"{row} {word}", used + 1 + cells) if row else (word, cells)
    return [*rows, row] if row else rows
