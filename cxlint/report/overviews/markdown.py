"""The report for leads as Markdown: for a wiki, a message to the team, or the summary of a CI run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TextIO

from cxlint import __version__
from cxlint.report import count
from cxlint.report.overviews import words
from cxlint.rulebook.fields import QUALITIES
from cxlint.text.excerpt import harmless

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.journey.next_fix import NextFix
    from cxlint.journey.overview import Overview
    from cxlint.journey.record import Trend
    from cxlint.report import ReportOptions


def write(overview: Overview, trend: Trend | None, out: TextIO, _options: ReportOptions) -> None:
    """Write one page."""
    out.writelines(f"{line}\n" for line in _lines(overview, trend))


def _lines(overview: Overview, trend: Trend | None) -> Iterator[str]:
    yield "# Report for leads"
    yield from ("", f"**{words.headline(overview)}** {words.hidden(overview)}".rstrip())
    if trend:
        yield from ("", *(f"- {_plain(line)}" for line in words.changed(trend, overview, __version__)))
    if not overview.all.documents:
        return
    if overview.next:
        yield from ("", "## Fix this next", "", *_next(overview.next))
    yield from ("", "## The journey", "", words.WORST_FIRST, "")
    yield "| stage | documents | grade | " + " | ".join(QUALITIES) + " | worst document | owner |"
    yield "|---|---:|---|" + "---|" * len(QUALITIES) + "---|---|"
    for part in overview.stages:
        grade = " ".join(
            filter(None, (words.signed(part.grade), f"({was})" if (was := words.was(part, trend)) else ""))
        )
        cells = [words.cell(part, i) for i in range(len(QUALITIES))]
        worst = _code(part.worst) if part.worst else ""
        row = (_quoted(part.name), f"{part.documents:,}", grade, *cells, worst, ", ".join(map(_code, part.owners)))
        yield f"| {' | '.join(row)} |"
    yield from ("", words.legend())
    for note in (words.unseen(overview), words.outside(overview)):
        if note:
            yield from ("", _plain(note))
    yield from (
        "",
        "## What it costs the customer",
        "",
        "| effort | documents | share | findings |",
        "|---|---:|---:|---:|",
    )
    for bar in words.bars(overview, trend):
        was = words.share_was(bar)
        yield f"| {bar.name} | {bar.documents:,} | {bar.share:.0f} %{f' ({was})' if was else ''} | {bar.findings:,} |"
    yield from ("", "## Customer first", "", words.customer_first(overview, trend))
    yield from ("", "## Drip", "", words.drip(overview, trend))


def _next(fix: NextFix) -> Iterator[str]:
    finding = fix.finding
    yield f"**{_quoted(finding.message)}** ({finding.severity}, {finding.code} {finding.name})"
    # as code, a name with an @ calls nobody
    owners = f"owner: {', '.join(map(_code, fix.owners))}" if fix.owners else ""
    yield from ("", "; ".join(filter(None, (_code(finding.place.shown), _quoted(words.reach(fix)), owners))))
    if finding.excerpt:
        yield from ("", f"> {_quoted(finding.excerpt)}")
    yield from ("", f"- Why: {_plain(fix.rule.why)}", f"- Better: {_quoted(words.rewrite(fix))}")
    if fix.rule.mother:
        yield f"- Ask yourself: *{_plain(fix.rule.mother)}*"
    yield from (f"- Compare {_quoted(place)}" for place in words.evidence(fix))
    if command := words.program(fix):
        yield f"- Run: `{command}`"
    if others := words.places(fix):
        more = fix.documents and len(fix.findings) - 1 - len(others)
        named = ", ".join(map(_code, others))
        yield f"- Also in {named}" + (f" and {count(more, 'more place')}" if more else "")


def _code(text: str) -> str:
    return f"`{harmless(text).replace('`', chr(39)).replace('|', chr(92) + '|')}`"


def _plain(text: str) -> str:
    """A text of ours or of a rule that means in Markdown what it says, in one line; in backticks stays code."""
    parts = re.split(r"(`[^`]*`)", " ".join(harmless(text).split()))
    return "".join(part if part.startswith("`") else _escaped(part) for part in parts)


def _quoted(text: str) -> str:
    """A text of a document or of somebody's settings that means in Markdown what it says, and calls nobody."""
    return _escaped(" ".join(harmless(text).split())).replace("`", "\\`").replace("@", "@\u2060")


def _escaped(text: str) -> str:
    return re.sub(r"([\\*_\[\]<>|#~&])", r"\\\1", text)
