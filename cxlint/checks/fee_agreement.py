"""The fees of one company held against each other: amounts, caps, names, and what a schedule keeps to itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from cxlint.model.finding import Related
from cxlint.model.found import FoundAt
from cxlint.model.source import KEYED, SHEETS
from cxlint.project.agreement import MOST_COMPARED, MOST_RELATED, differ, distinct, exact, is_authority, related, shown
from cxlint.project.data_files import DataFiles
from cxlint.project.identity import apart, called, limits, wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cxlint.amounts.amount import Amount
    from cxlint.project.summary import FeeStated, Project, Summary


class _Entry(NamedTuple):
    """A fee with its one plain amount, or with its cap."""

    summary: Summary
    stated: FeeStated
    amount: Amount

    @property
    def path(self) -> str:
        return self.summary.path


def amount_mismatch(project: Project, _options: dict[str, Any]) -> Iterator[FoundAt]:
    """FEE002: one fee, two amounts.

    Compared are plain amounts of fees that nothing tells apart (plan, place, event, unit, date), against the schedule
    where there is one: a file says something else when no row of the schedule agrees with it.
    """
    for group in project.groups():
        for entries in _priced(group).values():
            yield from _conflicts(entries)


def _priced(group: list[Summary]) -> dict[str, list[_Entry]]:
    """The statements of one plain amount, by the name of the fee."""
    found: dict[str, list[_Entry]] = {}
    for summary in group:
        for stated in summary.fees:
            fee = stated.fee
            amounts = exact(fee.amounts)
            plain = len(amounts) == 1 and len(fee.amounts) == 1 and fee.terms.formula is None
            if plain and fee.reach in ("sentence", "row", "label") and called(stated) and not fee.negated:
                found.setdefault(called(stated), []).append(_Entry(summary, stated, amounts[0]))
    return found


def _different(entries: Iterable[_Entry]) -> list[_Entry]:
    """The entries that say something different, or say it with another authority."""
    return distinct((_says(entry), entry.path, entry) for entry in entries)


def _says(entry: _Entry) -> tuple[object, ...]:
    terms, amount = entry.stated.fee.terms, entry.amount
    authority = is_authority(entry.summary, entry.stated)
    return limits(entry.stated), terms.when, terms.unit, terms.role, amount.low, amount.currency, authority


def _conflicts(entries: list[_Entry]) -> Iterator[FoundAt]:
    reported: set[str] = set()
    different = _different(entries)
    for entry in entries if len(different) > 1 else ():
        alike = [other for other in different if other is not entry and not apart(entry.stated, other.stated)]
        authorities = [other for other in alike if is_authority(other.summary, other.stated)]
        if is_authority(entry.summary, entry.stated):
            # against another schedule, or against itself; what a policy says of it is reported there
            authorities = [other for other in authorities if other.path != entry.path]
        against = authorities or ([] if is_authority(entry.summary, entry.stated) else alike)
        verdicts = [differ(entry.amount, other.amount) for other in against]
        if entry.path in reported or True not in verdicts or False in verdicts or None in verdicts:
            continue
        other = against[verdicts.index(True)]
        primary, secondary = (entry, other) if entry.summary.asked else (other, entry)
        reported |= {entry.path, other.path} if not authorities else {entry.path}
        yield _at(
            primary,
            {"fee": primary.stated.fee.label, "a": shown(primary.amount), "b": shown(secondary.amount)},
            secondary,
        )


def _at(entry: _Entry, values: dict[str, str], other: _Entry) -> FoundAt:
    place = other.path if other.path != entry.path else f"line {other.stated.at.place.line}"
    return FoundAt(
        entry.stated.at.place,
        entry.stated.at.excerpt,
        {"other": place, **values},
        related(other.stated.at, f"{shown(other.amount)} here"),
    )


def over_cap(project: Project, _options: dict[str, Any]) -> Iterator[FoundAt]:
    """FEE040: a fee that is higher than what another place promises at most."""
    for group in project.groups():
        caps = _caps(group)
        for name, entries in _priced(group).items() if caps else ():
            for capped in _different(caps.get(name, ())):
                for entry in entries:
                    if _is_above(entry, capped):
                        yield FoundAt(
                            entry.stated.at.place,
                            entry.stated.at.excerpt,
                            {
                                "fee": entry.stated.fee.label,
                                "amount": shown(entry.amount),
                                "cap": shown(capped.amount),
                                "other": capped.path,
                            },
                            related(capped.stated.at, f"at most {shown(capped.amount)} here"),
                        )


def _caps(group: list[Summary]) -> dict[str, list[_Entry]]:
    """The caps that the files promise, by the name of the fee."""
    found: dict[str, list[_Entry]] = {}
    for summary in group:
        for stated in summary.fees:
            cap = stated.fee.terms.cap
            if cap is not None and called(stated) and not stated.fee.foreign:
                found.setdefault(called(stated), []).append(_Entry(summary, stated, cap))
    return found


def _is_above(entry: _Entry, capped: _Entry) -> bool:
    above = entry.amount.low > capped.amount.low + 0.005 and differ(entry.amount, capped.amount) is not None
    elsewhere = entry.stated.at.place != capped.stated.at.place
    return above and elsewhere and _under_one_cap(capped.stated, entry.stated)


def _under_one_cap(capped: FeeStated, stated: FeeStated) -> bool:
    """Whether a cap that names no plan or place holds for a fee, whatever plan that is for."""
    reason = apart(capped, stated)
    return not reason or (reason == "tier" and not capped.fee.terms.tier and not (capped.fee.rest and capped.fee.name))


def two_names(project: Project, _options: dict[str, Any]) -> Iterator[FoundAt]:
    """DOC004: one charge under two names in two files: the same amount for the same event."""
    for group in project.groups():
        alike: dict[tuple[object, ...], dict[str, _Entry]] = {}
        for entries in _priced(group).values():
            for entry in entries:
                when = entry.stated.fee.terms.when
                if when and entry.amount.low > 0:
                    key = when, entry.amount.kind, entry.amount.low
                    alike.setdefault(key, {}).setdefault(wording(entry.stated), entry)
        for named in alike.values():
            yield from _two_names(list(named.values())[:MOST_COMPARED])


def _two_names(entries: list[_Entry]) -> Iterator[FoundAt]:
    for i, entry in enumerate(entries):
        for other in entries[i + 1 :]:
            if entry.path != other.path and _renamed(entry, other):
                one, two = (entry, other) if entry.summary.asked else (other, entry)
                values = {"a": one.stated.fee.label, "b": two.stated.fee.label, "amount": shown(one.amount)}
                yield _at(one, values, two)


def _renamed(one: _Entry, other: _Entry) -> bool:
    a, b = one.stated, other.stated
    if differ(one.amount, other.amount) is not False or apart(a, b):
        return False
    words, others = set(wording(a).split()), set(wording(b).split())
    stems = {word[:5] for word in words}.isdisjoint(word[:5] for word in others)
    return bool(words and others and stems)


def two_fees(project: Project, _options: dict[str, Any]) -> Iterator[FoundAt]:
    """DOC005: one name for two charges: due for different things, or a share of different things."""
    for group in project.groups():
        by_label: dict[str, list[_Entry]] = {}
        for entries in _priced(group).values():
            for entry in entries:
                by_label.setdefault(wording(entry.stated), []).append(entry)
        for label, entries in by_label.items():
            found = _meaning_other(_different(entries)) if label else None
            if found is not None:
                one, other, a, b = found
                yield _at(one, {"name": one.stated.fee.label, "a": a, "b": b}, other)


def _meaning_other(entries: list[_Entry]) -> tuple[_Entry, _Entry, str, str] | None:
    for i, one in enumerate(entries):
        for other in entries[i + 1 :]:
            a, b = one.stated.fee.terms, other.stated.fee.terms
            if one.path == other.path or differ(one.amount, other.amount) is False:
                continue
            if apart(one.stated, other.stated) == "event":
                return one, other, a.when.replace("-", " "), b.when.replace("-", " ")
            bases = one.amount.base, other.amount.base
            if all(bases) and set(bases[0].split()).isdisjoint(bases[1].split()):
                return one, other, f"a share of the {bases[0]}", f"a share of the {bases[1]}"
    return None


_DATA = (*SHEETS, *KEYED)
"""Files that no customer reads."""

_CALLED_FEE = re.compile(r"\b(?:fee|charge|surcharge|penalty|fine|levy)s?\b")


def never_explained(project: Project, _options: dict[str, Any]) -> Iterator[FoundAt]:
    """DOC003: a data file or workbook charges fees that no text for customers names: once a file, with all of them."""
    for group in project.groups():
        texts = [summary for summary in group if not summary.path.lower().endswith(_DATA) and summary.fees]
        told = {called(stated) for summary in texts for stated in summary.fees}
        printed = _printed(group)
        words = {word for summary in texts for stated in summary.fees for word in stated.at.excerpt.lower().split()}
        for summary in group if texts else ():
            unsaid = {called(stated): stated for stated in reversed(summary.fees) if _is_kept_back(summary, stated)}
            kept = [
                stated
                for name, stated in unsaid.items()
                # a text may speak of it in other words
                if name not in told
                and (summary.path, stated.at.place.line) not in printed
                and (stated.fee.name or words.isdisjoint(name.split()))
            ]
            if kept:
                yield _kept_back(summary, sorted(kept, key=lambda stated: stated.at.place))


def _printed(group: list[Summary]) -> set[tuple[str, int]]:
    """The files and lines of values of data files that some text prints: "a fee of ${{ site.data.fees.late }}"."""
    files = DataFiles(group)
    keys = (files.find(stated.read.path) for summary in group if files for stated in summary.statements.reads)
    return {(key.place.path, key.place.line) for key in keys if key is not None}


def _kept_back(summary: Summary, unsaid: list[FeeStated]) -> FoundAt:
    first, *others = unsaid
    return FoundAt(
        first.at.place,
        first.at.excerpt,
        {"schedule": summary.path, "fee": first.fee.label, "amount": shown(exact(first.fee.amounts)[0])},
        tuple(Related(other.at.place, f"'{other.fee.label}' neither") for other in others[:MOST_RELATED]),
    )


def _is_kept_back(summary: Summary, stated: FeeStated) -> bool:
    fee = stated.fee
    listed = summary.path.lower().endswith(_DATA) and fee.source == "data" and fee.terms.role == "fee"
    # a row that is not called a fee is the price of something people order
    named = fee.name or _CALLED_FEE.search(fee.label.lower())
    internal = "internal" in stated.at.excerpt.lower()
    return bool(listed and named and not internal and any(amount.low > 0 for amount in exact(fee.amounts)))
