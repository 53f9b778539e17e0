"""The sentences of the report for leads, the same in the terminal, in Markdown and on the page."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING, NamedTuple

from cxlint.journey.overview import GRADES, UNSEEN
from cxlint.report import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cxlint.journey.next_fix import NextFix
    from cxlint.journey.overview import Grade, Overview, Part, Tally
    from cxlint.journey.record import Before, Trend

MOST_PATHS = 5
MOST_PLACES = 6

WORST_FIRST = "A stage is as good as its worst message."


class Bar(NamedTuple):
    """A kind of effort as a bar: its share of all documents in per cent, what that share was, and words for both."""

    name: str
    share: float
    documents: int
    findings: int
    before: float | None


def severities(tally: Tally) -> str:
    """What a tally counts: "2 errors, 3 warnings"."""
    names = ("error", "errors"), ("warning", "warnings"), ("info", "info")
    parts = [count(number, *name) for number, name in zip(tally, names, strict=True) if number]
    return ", ".join(parts) or "no findings"


def headline(overview: Overview) -> str:
    """How much there is of everything."""
    all_ = overview.all
    if not all_.documents:
        return "No document that a customer meets was read."
    found = count(all_.findings.total, "finding")
    told = f" ({severities(all_.findings)})" if all_.findings.total else ""
    return f"{count(all_.documents, 'document')} that customers meet: {found}{told}."


def hidden(overview: Overview) -> str:
    """What the figures leave out, and what they do not; empty where there is nothing of that kind."""
    parts = []
    if overview.accepted:
        stand = "stands" if overview.accepted == 1 else "stand"
        parts.append(f"{overview.accepted:,} of them {stand} in the baseline: customers meet them all the same.")
    if overview.suppressed:
        more = "one more was" if overview.suppressed == 1 else f"{overview.suppressed:,} more were"
        parts.append(f"{more.capitalize()} suppressed, and not counted.")
    if overview.staff:
        parts.append(f"{count(overview.staff, 'message')} to your own people left out.")
    if overview.foreign:
        parts.append(f"{count(overview.foreign, 'document')} in another language not judged.")
    if overview.unread:
        parts.append(f"{count(overview.unread, 'file')} could not be read.")
    return " ".join(parts)


def changed(trend: Trend, overview: Overview, version: str) -> list[str]:
    """How the findings have changed, in sentences."""
    before = trend.before
    gone = f"{trend.gone:,} of {count(before.all.total, 'finding')} gone"
    lines = [f"Since {before.name}: {gone}, {trend.new:,} new; {overview.all.findings.total:,} now."]
    better, worse = compared(overview, before)
    if better:
        lines.append(f"Better now: {', '.join(better)}.")
    if worse:
        lines.append(f"Worse now: {', '.join(worse)}.")
    if before.version != version:
        lines.append(f"{before.name} was written by cxlint {before.version}, which may have other rules.")
    return lines


def compared(overview: Overview, before: Before) -> tuple[list[str], list[str]]:
    """The stages whose grade is better than before, and those where it is worse."""
    better: list[str] = []
    worse: list[str] = []
    for part in overview.stages:
        was = before.grades.get(part.name)
        if was is None or was is part.grade or UNSEEN in (was, part.grade):
            continue
        (better if GRADES.index(part.grade) > GRADES.index(was) else worse).append(part.name)
    return better, worse


def was(part: Part, trend: Trend | None) -> str:
    """The grade that a stage had, where it was another one: "was ▲ can hurt"."""
    before = trend.before.grades.get(part.name) if trend else None
    if before is None or before is part.grade:
        return ""
    return "not seen before" if before is UNSEEN else f"was {signed(before)}"


def signed(grade: Grade) -> str:
    """A grade with its sign: "▲ can hurt"."""
    return f"{grade.sign} {grade.words}"


def cell(part: Part, index: int) -> str:
    """A quality of a stage: its sign, and how many findings there are."""
    grade, found = part.quality(index), part.found(index)
    return f"{grade.sign} {found}" if found else grade.sign


def legend() -> str:
    """What the signs mean."""
    return "   ".join(signed(grade) for grade in GRADES)


def unseen(overview: Overview) -> str:
    """The stages that nobody has seen; empty where there are none."""
    names = [part.name for part in overview.stages if not part.documents]
    if not names or len(names) == len(overview.stages):
        return ""
    return f"Not seen: {', '.join(names)}. No document of these stages was read, so nothing is known of them."


def outside(overview: Overview) -> str:
    """The documents that belong to no stage; empty where there are none."""
    if not overview.outside:
        return ""
    paths = [path for path, _ in overview.outside[:MOST_PATHS]]
    more = len(overview.outside) - len(paths)
    named = ", ".join(paths) + (f" and {more:,} more" if more else "")
    found = sum(number for _, number in overview.outside)
    belongs = "belongs" if len(overview.outside) == 1 else "belong"
    return (
        f"{count(len(overview.outside), 'document')} {belongs} to no stage ({count(found, 'finding')}): {named}. "
        "`[[journey]]` in the configuration gives a path its stage."
    )


def bars(overview: Overview, trend: Trend | None) -> Iterator[Bar]:
    """The kinds of effort."""
    documents = overview.all.documents
    for effort in overview.efforts:
        share = 100 * effort.documents / documents if documents else 0.0
        before = trend.before.efforts.get(effort.name) if trend else None
        yield Bar(effort.name, share, effort.documents, effort.findings, before)


def share_was(bar: Bar) -> str:
    """The share that an effort had, where it was another one: "was 41 %"."""
    return "" if bar.before is None or round(bar.before) == round(bar.share) else f"was {bar.before:.0f} %"


def customer_first(overview: Overview, trend: Trend | None) -> str:
    """Whom the messages speak of."""
    share = overview.all.customer_first
    if share is None:
        return "No message says “you” or “we”."
    you, all_ = overview.all.you, overview.all.you + overview.all.we
    before = trend.before.customer_first if trend else None
    told = f"{count(you, 'time')} “you”, {count(all_ - you, 'time')} “we”"
    return f"{share:.0f} %{_was(share, before, ' %', 0)} of all “you” and “we” in messages are “you”: {told}."


def drip(overview: Overview, trend: Trend | None) -> str:
    """How much the small things add up to."""
    rate, small = overview.all.drip, overview.all.findings.small
    if not rate:
        return "No small things."
    before = trend.before.drip if trend else None
    often = ", ".join(f"{one.code} {one.name} ({one.findings:,})" for one in overview.drips)
    return (
        f"{rate:.1f} in 100 words{_was(rate, before, '', 1)}: {count(small, 'small thing')} (warnings and info). "
        f"One is nothing; drop by drop they wear people out. Most often: {often}."
    )


def _was(now: float, before: float | None, unit: str, digits: int) -> str:
    if before is None or f"{before:.{digits}f}" == f"{now:.{digits}f}":
        return ""
    return f" (was {before:.{digits}f}{unit})"


def reach(fix: NextFix) -> str:
    """Where the one thing stands: how many places, and at which stage."""
    parts = []
    if len(fix.findings) > 1:
        parts.append(f"the same words in {len(fix.findings):,} places of {count(fix.documents, 'document')}")
    if fix.holders:
        parts.append(f"part of {count(fix.holders, 'other file')}")
    if fix.stage:
        parts.append(f"stage “{fix.stage}”")
    return "; ".join(parts)


def rewrite(fix: NextFix) -> str:
    """Better words."""
    return fix.finding.suggestion or fix.rule.suggest


def program(fix: NextFix) -> str:
    """The command that makes the change, where a program can; else empty."""
    made = fix.finding.fix
    if made is None:
        return ""
    unsafe = "" if made.applicability == "safe" else " --unsafe-fixes"
    paths = dict.fromkeys(quote(finding.place.path) for finding in fix.findings[:MOST_PLACES])
    return f"cxlint check --select {fix.finding.code} --fix{unsafe} {' '.join(paths)}"


def evidence(fix: NextFix) -> Sequence[str]:
    """The places that it rests on, and what stands there."""
    return [f"{one.place.shown}: {one.message}" for one in fix.finding.related[:MOST_PLACES]]


def places(fix: NextFix) -> Sequence[str]:
    """The other places of the same words."""
    return [finding.place.shown for finding in fix.findings[1 : MOST_PLACES + 1]]
