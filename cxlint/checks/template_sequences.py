"""Reminders of one sequence held side by side."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from cxlint.model.finding import Related
from cxlint.model.found import FoundAt
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.project.papers import ReminderStated
    from cxlint.project.summary import Project, Summary


def same_again(project: Project, options: dict[str, Any]) -> Iterator[FoundAt]:
    """TPL025: a later reminder that says what the one before it said. Option `alike`: per cent of its words."""
    for group in project.groups():
        sequences: dict[str, list[ReminderStated]] = {}
        for summary in group:
            stated = summary.papers.reminder
            if stated is not None and stated.reminder.step > 0:
                sequences.setdefault(stated.reminder.sequence, []).append(stated)
        for letters in sequences.values():
            letters.sort(key=lambda stated: stated.reminder.step)
            for earlier, later in pairwise(letters):
                alike = _alike(earlier.reminder.words, later.reminder.words)
                if alike > options["alike"]:
                    yield _repeated(earlier, later, alike)


def _repeated(earlier: ReminderStated, later: ReminderStated, alike: int) -> FoundAt:
    first, second = earlier.at.place.path, later.at.place.path
    values = {"file_a": _short(first), "file_b": _short(second), "pct": str(alike)}
    return FoundAt(later.at.place, later.at.excerpt, values, (Related(earlier.at.place, "says the same"),))


def _short(path: str) -> str:
    return "/".join(path.replace("\\", "/").split("/")[-1:])


def _alike(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    """How alike two texts are, in per cent of their words in order."""
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, one, other, autojunk=False)
    # the cheap upper bound first: the exact ratio takes quadratic time
    return round(100 * matcher.ratio()) if matcher.quick_ratio() > 0.5 else 0


_FRIENDLY = (
    r"(?:^|[/_. -])(?:upcoming|friendly|pre-?due|due[_ -]soon|courtesy|card[_ -]expir\w*|first|initial|1st|"
    r"(?:reminder|level|stage|step)[_ -]?0?1|invoice[_ -](?:created|issued|due|generated)|payment[_ -]due)(?:[/_. -]|$)"
)


def starts_hard(project: Project, _options: dict[str, Any]) -> Iterator[FoundAt]:
    """TPL026: a folder of reminders whose first one is a warning already."""
    for group in project.groups():
        folders: dict[str, list[Summary]] = {}
        for summary in group:
            folders.setdefault(summary.path.replace("\\", "/").rpartition("/")[0], []).append(summary)
        for summaries in folders.values():
            yield from _first_step(summaries)


def _first_step(summaries: list[Summary]) -> Iterator[FoundAt]:
    letters = [one.papers.reminder for one in summaries if one.papers.reminder is not None]
    known = sorted((one for one in letters if one.reminder.step >= 0), key=lambda one: one.reminder.step)
    if len(letters) < 2 or len(known) < len(letters):
        return
    first = known[0]
    friendly = any(compiled(_FRIENDLY).search(one.path.replace("\\", "/").lower()) for one in summaries)
    if first.reminder.harsh or not friendly:
        said = first.reminder.harsh or _short(first.at.place.path)
        yield FoundAt(first.at.place, first.at.excerpt, {"first": said})
