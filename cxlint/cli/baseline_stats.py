"""`cxlint baseline stats`: how much is accepted, of what, where, and for how long."""

from __future__ import annotations

import sys
import time
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from cxlint.baseline import read
from cxlint.baseline.file import lines
from cxlint.cli import CLEAN
from cxlint.cli.adoption import default_file
from cxlint.config.load import load, shown
from cxlint.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cxlint.baseline import Entry
    from cxlint.model.rule import Rule

_MOST = 15
_DAY = 86_400
_AGES = ((30, "up to a month"), (90, "up to three months"), (365, "up to a year"))
_OLDER, _NEW = "more than a year", "not committed yet"


class StatsOptions(NamedTuple):
    """What the command line says."""

    baseline: str | None = None
    config: str | None = None
    output_format: str = "text"


def run_stats(options: StatsOptions) -> int:
    """Write the figures of the baseline on standard output. Raises ConfigError."""
    from cxlint import rulebook

    config = load(".", file=options.config or "")
    file = options.baseline or default_file(config)
    entries = read(file)
    rules = rulebook.load(config.rules_dirs).by_code
    days = _days(file, entries)
    if options.output_format == "json":
        _write_json(entries, rules, days)
    else:
        _write_text(shown(file), entries, rules, days)
    return CLEAN


def _days(file: str, entries: list[Entry]) -> dict[str, int] | None:
    """For how many days each entry has been committed, by fingerprint; None where git does not know the file."""
    from cxlint.changes.git import line_ages

    try:
        ages = line_ages(file)
    except UsageError:
        return None
    places, now = lines(file), time.time()
    found = {entry.fingerprint: ages.get(places.get(entry.fingerprint, 0)) for entry in entries}
    return {mark: max(0, int(now - since) // _DAY) for mark, since in found.items() if since is not None}


def _write_text(file: str, entries: list[Entry], rules: Mapping[str, Rule], days: dict[str, int] | None) -> None:
    out = sys.stdout
    files = Counter(entry.path for entry in entries)
    out.write(f"{file} accepts {_count(len(entries), 'finding')} in {_count(len(files), 'file')}.\n")
    if not entries:
        return
    codes = Counter(entry.rule for entry in entries)
    _table("By rule", [(number, f"{code:7} {_name(code, rules)}") for code, number in _ranked(codes)])
    _table("By file", [(number, path) for path, number in _ranked(files)])
    if reasons := Counter(entry.reason for entry in entries if entry.reason):
        _table("By reason", [(number, reason) for reason, number in _ranked(reasons)])
    if days is None:
        out.write("\ngit does not know this file, so there is no telling how old its entries are.\n")
        return
    ages = Counter(_age(days.get(entry.fingerprint)) for entry in entries)
    order = [_OLDER, *(label for _, label in reversed(_AGES)), _NEW]
    _table("By age", [(ages[label], label) for label in order if ages[label]])
    if days:
        oldest = min(entries, key=lambda entry: (-days.get(entry.fingerprint, -1), entry))
        out.write(f"The oldest has been there for {_count(days[oldest.fingerprint], 'day')}: {oldest.shown}\n")


def _table(title: str, rows: list[tuple[int, str]]) -> None:
    shown = rows[:_MOST]
    if len(rows) > _MOST:
        shown = [*shown, (sum(number for number, _ in rows[_MOST:]), f"in {len(rows) - _MOST:,} more")]
    digits = len(f"{max(number for number, _ in shown):,}")
    sys.stdout.write(f"\n{title}\n")
    sys.stdout.writelines(f"  {number:{digits},}  {label}\n" for number, label in shown)


def _write_json(entries: list[Entry], rules: Mapping[str, Rule], days: dict[str, int] | None) -> None:
    import json

    codes = Counter(entry.rule for entry in entries)
    data: dict[str, Any] = {
        "findings": len(entries),
        "rules": [{"code": code, "name": _name(code, rules), "count": number} for code, number in _ranked(codes)],
        "files": [{"path": p, "count": number} for p, number in _ranked(Counter(entry.path for entry in entries))],
        "oldest_days": max(days.values(), default=None) if days else None,
    }
    sys.stdout.write(json.dumps(data, ensure_ascii=False, indent=2) + "\n")


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    """The most frequent first, then in order of the alphabet."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def _name(code: str, rules: Mapping[str, Rule]) -> str:
    from cxlint.config.notices import NOTICES

    rule = rules.get(code) or NOTICES.get(code)
    return rule.name if rule else "no rule of this cxlint"


def _age(days: int | None) -> str:
    if days is None:
        return _NEW
    return next((label for most, label in _AGES if days <= most), _OLDER)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
