"""One text in two languages, one message in two forms: they have to name the same sums and dates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cxlint.annotate.local_time import LANGUAGES
from cxlint.annotate.pairs import HTML, TEXT, part
from cxlint.annotate.values import version
from cxlint.model.finding import Related, whole_file
from cxlint.model.found import FoundAt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.annotate.printed import Printed
    from cxlint.project.statements import PrintedStated, ValueStated
    from cxlint.project.summary import Project, Summary

_ALIKE = 0.6
"""Share of values that two language versions must have in common to be versions of one text."""

_FEW = 3
"""A text with so few values is aligned by their kinds alone."""

_CUSTOM_DAYS = ((7.0, 8.0), (14.0, 15.0), (360.0, 365.0), (365.0, 366.0))
"""Lengths that languages count differently: a fortnight is "quinze jours", twelve months are a year."""


class _Pair(NamedTuple):
    base: ValueStated
    other: ValueStated | None


def translation_differs(project: Project, _options: dict[str, Any]) -> Iterator[FoundAt]:
    """DOC014: a sum, share, length of time or date that another language version has differently."""
    for group in project.groups():
        versions: dict[str, list[Summary]] = {}
        for summary in group:
            if summary.statements.values and summary.statements.language:
                versions.setdefault(version(summary.path).path, []).append(summary)
        for summaries in versions.values():
            for base, other in _pairs(summaries):
                yield from _differences(base, other)


def _pairs(summaries: list[Summary]) -> Iterator[tuple[Summary, Summary]]:
    """Each version beside the one it was translated from: the English one where there is one."""
    named = [summary for summary in summaries if version(summary.path).language]
    if len(summaries) < 2 or not named:
        return
    base = next((s for s in summaries if s.statements.language == "en"), summaries[0])
    country = version(base.path).country
    for other in summaries:
        elsewhere = version(other.path).country
        # en-gb and fr-fr are two markets, not two languages
        if other.statements.language != base.statements.language and not (country and elsewhere):
            yield base, other


def _differences(base: Summary, other: Summary) -> Iterator[FoundAt]:
    languages = [LANGUAGES[summary.statements.language] for summary in (base, other)]
    for pair in _changed(base, other):
        value = pair.other
        if value is None:
            continue
        primary, secondary = (value, pair.base) if other.asked else (pair.base, value)
        first, second = (languages[1], languages[0]) if other.asked else languages
        yield FoundAt(
            primary.place,
            primary.words,
            {
                "language": first,
                "a": primary.words,
                "other_language": second,
                "b": secondary.words,
                "other": secondary.place.path,
            },
            (Related(secondary.place, f"{secondary.words} here"),),
        )


def _changed(base: Summary, other: Summary) -> list[_Pair]:
    """The values that differ, where the two texts are versions of one another."""
    ones, twos = _comparable(base, other)
    if not ones or not twos:
        return []
    shapes = [[value.kind for value in values] for values in (ones, twos)]
    if max(len(ones), len(twos)) <= _FEW:
        pairs = [_Pair(a, b) for a, b in zip(ones, twos, strict=False)] if shapes[0] == shapes[1] else []
    else:
        pairs = _aligned(ones, twos)
    # a value that stands elsewhere in the other text was moved, not changed
    known = {_key(value) for value in ones}
    return [pair for pair in pairs if pair.other and not _same(pair.base, pair.other) and _key(pair.other) not in known]


def _comparable(base: Summary, other: Summary) -> tuple[list[ValueStated], list[ValueStated]]:
    """The values of both, without sums when the currencies are others: those prices are set for another market."""
    ones, twos = list(base.statements.values), list(other.statements.values)
    currencies = [{value.currency for value in values if value.currency} for values in (ones, twos)]
    if currencies[0] and currencies[1] and currencies[0] != currencies[1]:
        ones, twos = ([value for value in values if value.kind != "money"] for values in (ones, twos))
    return ones, twos


def _aligned(ones: list[ValueStated], twos: list[ValueStated]) -> list[_Pair]:
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, [_key(v) for v in ones], [_key(v) for v in twos], autojunk=False)
    if matcher.ratio() < _ALIKE:
        return []
    pairs: list[_Pair] = []
    for tag, low, high, low2, high2 in matcher.get_opcodes():
        if tag == "replace" and high - low == high2 - low2:
            changed = list(zip(ones[low:high], twos[low2:high2], strict=True))
            if all(a.kind == b.kind for a, b in changed):
                pairs += [_Pair(a, b) for a, b in changed]
    return pairs


def _key(value: ValueStated) -> tuple[str, float]:
    number = value.number
    if value.kind == "days":
        number = next((low for low, high in _CUSTOM_DAYS if low <= number <= high), number)
    return value.kind, round(number, 4)


def _same(one: ValueStated, other: ValueStated) -> bool:
    return _key(one) == _key(other)


def parts_differ(project: Project, _options: dict[str, Any]) -> Iterator[FoundAt]:
    """DOC015: the text part of a message leaves out a sum or date that the HTML part shows, or the other way round."""
    for group in project.groups():
        pairs: dict[str, dict[str, Summary]] = {}
        for summary in group:
            kind, path = part(summary.path)
            if kind in (HTML, TEXT) and "message" in summary.kinds and summary.statements.whole:
                pairs.setdefault(path, {})[kind] = summary
        for pair in pairs.values():
            if len(pair) == 2:
                yield from _left_out(pair[HTML], pair[TEXT], "text")
                yield from _left_out(pair[TEXT], pair[HTML], "HTML")


def _left_out(shows: Summary, lacks: Summary, name: str) -> Iterator[FoundAt]:
    there = [stated.printed for stated in lacks.statements.printed]
    here = shows.statements.printed
    missing = [stated for stated in here if not any(_matches(stated.printed, other) for other in there)]
    for kind in ("money", "date"):
        found = [stated for stated in missing if stated.printed.kind == kind]
        # the other part may call the same value by another name
        unmatched = [p for p in there if p.kind == kind and not any(_matches(s.printed, p) for s in here)]
        if found and not unmatched:
            yield _part_finding(found, lacks, name)


def _part_finding(found: list[PrintedStated], lacks: Summary, name: str) -> FoundAt:
    what = ", ".join(stated.printed.label for stated in found[:3])
    return FoundAt(
        found[0].place,
        what,
        {"part": name, "what": what, "other": lacks.path},
        (Related(whole_file(lacks.path), "the part that leaves it out"),),
    )


def _matches(one: Printed, other: Printed) -> bool:
    if one.kind != other.kind:
        return False
    short, long = sorted((one.key, other.key), key=len)
    return long[len(long) - len(short) :] == short
