"""Fees that a template charges and nobody has published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from cxlint.model.finding import Related, whole_file
from cxlint.model.found import FoundAt
from cxlint.project.data_files import DataFiles
from cxlint.templates.kinds import kind_of
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.project.summary import FeeStated, Project, Summary

_PASSED_ON = r"\b(?:tax(?:es)?|vat|gst|hst|iva|duty|duties|stamp|customs|government|statutory)\b"


class _Published(NamedTuple):
    """What a company says of its fees: names, the words of those without one, the file that lists them, its data."""

    names: set[str]
    words: set[frozenset[str]]
    schedule: str
    files: DataFiles


def unlisted_in_template(project: Project, _options: dict[str, Any]) -> Iterator[FoundAt]:
    """FEE001: a template charges a fee that no schedule or policy of the company names."""
    for group in project.groups():
        published = _published(group)
        if published.schedule:
            for summary in group:
                if _is_template(summary):
                    yield from _unlisted(summary, published)


def _published(group: list[Summary]) -> _Published:
    public = [summary for summary in group if not _is_template(summary)]
    stated = [fee.fee for summary in public for fee in summary.fees]
    schedule = next((s.path for s in public if any(fee.fee.amounts for fee in s.fees)), "")
    # whoever writes "we charge no fees" has a complete list, too
    schedule = schedule or next((s.path for s in public if any(_denies_all(fee) for fee in s.fees)), "")
    words = {frozenset(fee.rest) for fee in stated if fee.rest}
    return _Published({fee.name for fee in stated if fee.name}, words, schedule, DataFiles(group))


def _denies_all(stated: FeeStated) -> bool:
    """Whether a policy says that there are no fees at all."""
    fee = stated.fee
    return fee.negated and not fee.name and set(fee.rest) <= {"hidden", "extra", "extras", "surprise"}


def _unlisted(summary: Summary, published: _Published) -> Iterator[FoundAt]:
    reported: set[str] = set()
    for stated in summary.fees:
        fee = stated.fee
        key = fee.name or " ".join(fee.rest)
        if not key or key in reported or not _charges(stated) or _known(stated, published):
            continue
        reported.add(key)
        values = {"label": fee.label, "schedule": published.schedule}
        # the whole list and none of its lines: it is no other fee that this one is wrong about
        listed = Related(whole_file(published.schedule), "the fees you publish")
        yield FoundAt(stated.at.place, stated.at.excerpt, values, (listed,))


def _charges(stated: FeeStated) -> bool:
    """Whether a line puts a fee of the company on the bill: a sum is printed beside it."""
    fee = stated.fee
    if fee.source != "template" or fee.negated or fee.foreign or compiled(_PASSED_ON).search(fee.label.lower()):
        return False
    return bool(fee.amounts) or any(kind_of(path, ()) in ("money", "") for path in stated.reads)


def _known(stated: FeeStated, published: _Published) -> bool:
    """Whether the fee is published by name, by its words, or as the value of a data file that the line reads."""
    fee = stated.fee
    if fee.name in published.names:
        return True
    if not fee.name and any(set(fee.rest) <= words or words <= set(fee.rest) for words in published.words):
        return True
    return any(published.files.find(path) or published.files.loops_over(path) for path in stated.reads)


def _is_template(summary: Summary) -> bool:
    return "message" in summary.kinds
