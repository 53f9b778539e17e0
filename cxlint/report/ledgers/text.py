"""The ledger for people at a terminal: a headline, then each fee with its amounts in columns, problems first."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TextIO

from cxlint.project.ledger import (
    AGREES,
    DISAGREES,
    HIDDEN,
    NO_AMOUNT,
    NOT_CHARGED,
    NOT_LISTED,
    ONLY_LISTED,
    PROBLEMS,
    VARIES,
)
from cxlint.report import encodable, paint
from cxlint.report.ledgers.rows import position, rows
from cxlint.report.ledgers.words import headlines, trigger_words
from cxlint.text.excerpt import display_width, harmless
from cxlint.text.wrapping import wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxlint.model.finding import Finding
    from cxlint.project.ledger import Entry, Ledger
    from cxlint.report import ReportOptions
    from cxlint.report.ledgers.rows import Row

_NARROWEST, _WIDEST = 60, 140
_INDENT = 4
_GAP = 3
_LEAST_TERMS = 22
_MOST_FINDINGS = 3
_SIGNS = {
    DISAGREES: "✗", NO_AMOUNT: "?", HIDDEN: "!", NOT_LISTED: "!", ONLY_LISTED: "!",
    AGREES: "✓", VARIES: "≈", NOT_CHARGED: "–",
}  # fmt: skip
_STYLES = {
    DISAGREES: "error", NO_AMOUNT: "error", HIDDEN: "warning", NOT_LISTED: "warning", ONLY_LISTED: "warning",
    AGREES: "good",
}  # fmt: skip
_SAID_BY_STATUS = frozenset({"FEE001", "FEE003", "DOC003"})


def write(ledger: Ledger, out: TextIO, options: ReportOptions) -> None:
    """Write the headline, then the parts: the company's fees, those of others, prices."""
    width = max(_NARROWEST, min(options.width, _WIDEST))
    parts = (("", ledger.fees), ("Charged by others", ledger.others), ("Prices", ledger.prices))
    lines: list[str] = []
    for i, text in enumerate(headlines(ledger)):
        lines += [paint(line, "bold", options) if i == 0 else line for line in wrapped(text, width)]
    table = {id(entry): rows(entry) for _, entries in parts for entry in entries}
    page = _Page(_columns([row for found in table.values() for row in found], width), width, options)
    for name, entries in parts:
        if entries and name:
            lines += ["", paint(name.upper(), "bold", options)]
        lines += _part(entries, table, page)
    out.write(encodable("".join(f"{line.rstrip()}\n" for line in lines), out))


def _part(entries: Sequence[Entry], table: dict[int, list[Row]], page: _Page) -> Iterator[str]:
    group = before = ""
    for entry in entries:
        if entry.group != group:
            group, before = entry.group, ""
            yield from ("", paint(f"In {harmless(group)}", "mark", page.options))
        # what needs no words reads as one list; where something is explained, it stands apart
        kind = "" if _explained(entry) else "problem" if entry.status in PROBLEMS else "fine"
        if not kind or kind != before:
            yield ""
        before = kind
        yield from page.entry(entry, table[id(entry)])


def _explained(entry: Entry) -> list[Finding]:
    """The findings that tell more than the status does."""
    return [finding for finding in entry.decisive if finding.code not in _SAID_BY_STATUS]


def _code(finding: Finding) -> str:
    return f"{finding.code}, unsure" if finding.confidence == "low" else finding.code


class _Columns(NamedTuple):
    """Widths in cells; `terms` is 0 where they have no room beside the rest."""

    amount: int
    where: int
    how: int
    terms: int


def _columns(table: list[Row], width: int) -> _Columns:
    """The widths of all columns: amounts a little narrower where that gives the terms a column of their own."""
    wide, narrow = (_with_share(table, width, share) for share in (0.36, 0.28))
    return wide if wide.terms or not narrow.terms or not any(row.terms for row in table) else narrow


def _with_share(table: list[Row], width: int, share: float) -> _Columns:
    room = width - _INDENT - 2 * _GAP
    how = max((len(row.how) for row in table), default=0)
    amount = min(max((display_width(row.amount) for row in table), default=0), max(16, int(room * share)))
    where = min(max((display_width(_where(row)) for row in table), default=0), room - amount - how)
    spare = room - amount - how - where - _GAP
    return _Columns(amount, where, how, spare if spare >= _LEAST_TERMS else 0)


def _where(row: Row) -> str:
    return harmless(row.where)


class _Page:
    """One entry as lines of text."""

    def __init__(self, columns: _Columns, width: int, options: ReportOptions) -> None:
        self.columns = columns
        self.width = width
        self.options = options

    def entry(self, entry: Entry, table: list[Row]) -> list[str]:
        """All lines of an entry."""
        lines = self._head(entry)
        path = ""
        for row in table:
            lines += self._row(row, same=row.path == path)
            path = row.path
        return lines + self._findings(entry)

    def _head(self, entry: Entry) -> list[str]:
        sign, style = _SIGNS.get(entry.status, "·"), _STYLES.get(entry.status, "dim")
        when = trigger_words(entry)
        decisive = entry.decisive
        code = f"{_code(decisive[0])}  " if decisive and not _explained(entry) else ""
        right = len(code) + len(entry.status)
        name = wrapped(harmless(entry.name), self.width - right - 6)
        lines = [f"  {self._paint(part, 'bold')}" for part in name]
        used = 2 + display_width(name[-1])
        if when and used + len(when) + 8 + right <= self.width:
            lines[-1] += self._paint(f" · on {when}", "dim")
            used += len(when) + 6
        gap = " " * max(2, self.width - used - right)
        lines[-1] += gap + self._paint(code, "dim") + self._paint(entry.status, style)
        lines[0] = self._paint(sign, style) + lines[0][1:]
        return lines

    def _row(self, row: Row, *, same: bool) -> list[str]:
        columns = self.columns
        where = _where(row)
        if same:
            where = where[len(harmless(row.path)) :]
            where = " " * min(display_width(harmless(row.path)), columns.where - display_width(where)) + where
        cells = [
            (wrapped(harmless(row.amount), columns.amount), columns.amount, "bold"),
            (wrapped(where, columns.where), columns.where, ""),
            ([row.how], columns.how, "dim"),
            (wrapped(harmless(row.terms), columns.terms) if columns.terms else [], columns.terms, "dim"),
        ]
        lines = []
        for i in range(max(len(cell) for cell, _, _ in cells)):
            parts = [self._padded(cell[i] if i < len(cell) else "", size, style) for cell, size, style in cells]
            lines.append(" " * _INDENT + (" " * _GAP).join(parts))
        if row.terms and not columns.terms:
            lead = _INDENT + columns.amount + _GAP
            lines += [" " * lead + self._paint(line, "dim") for line in wrapped(harmless(row.terms), self.width - lead)]
        return lines

    def _padded(self, text: str, size: int, style: str) -> str:
        return (self._paint(text, style) if style else text) + " " * (size - display_width(text))

    def _findings(self, entry: Entry) -> list[str]:
        lines: list[str] = []
        decisive, explained = entry.decisive, _explained(entry)
        for finding in explained[:_MOST_FINDINGS]:
            text = f"{finding.place.path}:{position(finding.place)}: {finding.message} ({_code(finding)})"
            lines += self._note("→ ", harmless(text), "")
        if len(explained) > _MOST_FINDINGS:
            lines += self._note("→ ", f"and {len(explained) - _MOST_FINDINGS} more", "dim")
        also = dict.fromkeys(f"{one.code} {one.name}" for one in entry.findings if one not in decisive)
        if also:
            lines += self._note("also ", ", ".join(also), "dim")
        return lines

    def _note(self, lead: str, text: str, style: str) -> list[str]:
        lines = wrapped(text, self.width - _INDENT - len(lead))
        heads = [lead, *[" " * len(lead)] * (len(lines) - 1)]
        return [" " * _INDENT + self._styled(head + line, style) for head, line in zip(heads, lines, strict=True)]

    def _styled(self, text: str, style: str) -> str:
        return self._paint(text, style) if style else text

    def _paint(self, text: str, style: str) -> str:
        return paint(text, style, self.options)
