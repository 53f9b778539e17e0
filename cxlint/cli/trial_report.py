"""What `cxlint try` prints: excerpts and counts, or JSON."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, Any

from cxlint.cli.terminal import wants_color, width
from cxlint.report import ReportOptions, count, paint
from cxlint.text.excerpt import harmless, window

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxlint.cli.trial import Match, Trial
    from cxlint.cli.trying import TryOptions
    from cxlint.model.rule import Rule

_WIDEST = 120
_MOST_NAMED = 5
_LONGEST_HEADING = 40
_TELLING = 500
"""Sentences of which a rate says something."""


def write(trial: Trial, rule: Rule, options: TryOptions) -> None:
    """Write the result on standard output."""
    if options.output_format == "json":
        import json

        sys.stdout.write(json.dumps(_as_dict(trial, rule), ensure_ascii=False, indent=2) + "\n")
        return
    out = sys.stdout
    shown = ReportOptions(wants_color(options.color, out), min(width(out), _WIDEST))
    listed = [*trial.matches, *(trial.silenced if options.silenced else ())]
    listed.sort(key=lambda match: match.place)
    chosen = _spread(listed, options.limit) if options.limit else listed
    for match in chosen:
        out.write("\n".join(row.rstrip() for row in _excerpt(match, shown)) + "\n\n")
    if len(chosen) < len(listed):
        out.write(f"... and {len(listed) - len(chosen):,} more; --limit 0 shows them all.\n\n")
    for row in _summary(trial, rule, options):
        out.writelines(line + "\n" for line in _wrapped(row, shown.width))


def _spread(matches: list[Match], limit: int) -> list[Match]:
    """So many of them from as many documents as can be: the first of each, then the second ..."""
    turn: Counter[str] = Counter()
    order: list[tuple[int, int]] = []
    for number, match in enumerate(matches):
        order.append((turn[match.place.path], number))
        turn[match.place.path] += 1
    return [matches[number] for number in sorted(number for _, number in sorted(order)[:limit])]


def _excerpt(match: Match, options: ReportOptions) -> Iterator[str]:
    heading = match.heading if len(match.heading) <= _LONGEST_HEADING else match.heading[:_LONGEST_HEADING] + "…"
    notes = [match.role, *([f'under "{heading}"'] if heading else []), *match.found_by]
    yield f"{paint(harmless(match.place.shown), 'mark', options)}  {paint(harmless(', '.join(notes)), 'dim', options)}"
    line = match.before + match.words + match.after
    start = len(match.before)
    text, left, right = window(line, start, start + len(match.words), options.width - 2)
    yield "  " + text
    style = "dim" if match.silenced else "warning"
    yield "  " + " " * left + paint(("-" if match.silenced else "^") * (right - left), style, options)
    if match.silenced:
        yield "  " + paint(f"silenced by {match.silenced}", "dim", options)


def _summary(trial: Trial, rule: Rule, options: TryOptions) -> Iterator[str]:
    matches, silenced = trial.matches, trial.silenced
    read = f"{count(trial.documents, 'document')}, {count(trial.sentences, 'sentence')}"
    if not matches:
        yield f"No match in {read}."
        if not silenced:
            yield (
                "A plain word stands for itself only: `(lapse|lapses)`, `laps*` or a word set `<...>` finds its other"
                " forms, `...` up to 12 words in between."
            )
    else:
        documents = len({match.place.path for match in matches})
        rate = f": {_rate(trial):.1f} per 1,000" if trial.sentences >= _TELLING else ""
        yield f"{count(len(matches), 'match', 'matches')} in {documents:,} of {read}{rate}."
        yield f"Where: {_tallied(match.role for match in matches)}."
    patterns = [*rule.find, *(raw.pattern for raw in rule.regex)]
    if len(patterns) > 1:
        for (every, alone), pattern in zip(trial.tally(), patterns, strict=True):
            yield f"  {every:>6,}  {alone:>5,} alone  {pattern}"
    if silenced:
        tail = "." if options.silenced else "; --silenced shows them."
        yield f"Silenced: {len(silenced):,}{tail}"
        for reason, number in Counter(match.silenced for match in silenced).most_common():
            yield f"  {number:>6,}  {reason}"
    if trial.compared:
        yield from _overlap(matches)


def _rate(trial: Trial) -> float:
    return 1000 * len(trial.matches) / max(trial.sentences, 1)


def _overlap(matches: list[Match]) -> Iterator[str]:
    """Which rules find the same sentences."""
    by_rule = Counter(code for match in matches for code in match.found_by)
    if not by_rule:
        yield "No existing rule finds " + ("this." if len(matches) == 1 else "any of these.")
        return
    total = f"{'this' if len(matches) == 1 else 'these'} {len(matches):,}"
    first, *rest = by_rule.most_common(_MOST_NAMED)
    named = [f"{first[0]} finds {first[1]:,} of {total}", *(f"{code} {number:,}" for code, number in rest)]
    new = sum(not match.found_by for match in matches)
    yield f"Existing rules: {', '.join(named)}; {new:,} {'is' if new == 1 else 'are'} new."


def _tallied(words: Iterable[str]) -> str:
    return ", ".join(count(number, word) for word, number in Counter(words).most_common())


def _wrapped(row: str, columns: int) -> list[str]:
    from textwrap import wrap

    if row.startswith(" "):
        # a pattern tells enough by its beginning
        return ["  " + window(row, 2, 2, columns - 2)[0].lstrip()] if len(row) > columns else [harmless(row)]
    return wrap(harmless(row), columns, break_on_hyphens=False)


def _as_dict(trial: Trial, rule: Rule) -> dict[str, Any]:
    matches, silenced = trial.matches, trial.silenced
    patterns = [*rule.find, *(raw.pattern for raw in rule.regex)]
    return {
        "patterns": [
            {"pattern": pattern, "matches": every, "alone": alone}
            for (every, alone), pattern in zip(trial.tally(), patterns, strict=True)
        ],
        "documents": trial.documents,
        "sentences": trial.sentences,
        "documents_with_matches": len({match.place.path for match in matches}),
        "matches": len(matches),
        "per_1000_sentences": round(_rate(trial), 2),
        "silenced": dict(Counter(match.silenced for match in silenced)),
        "roles": dict(Counter(match.role for match in matches)),
        "found_by": dict(Counter(code for match in matches for code in match.found_by)),
        "results": [_match_as_dict(match) for match in sorted([*matches, *silenced], key=lambda match: match.place)],
    }


def _match_as_dict(match: Match) -> dict[str, Any]:
    return {
        **match.place.as_dict(),
        "match": match.words,
        "sentence": match.before + match.words + match.after,
        "role": match.role,
        "heading": match.heading,
        "patterns": list(match.patterns),
        "silenced": match.silenced,
        "found_by": list(match.found_by),
    }
