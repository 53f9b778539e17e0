"""Letters about one late payment: which step of the sequence a template is, and what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from cxlint.annotate import routes
from cxlint.annotate.lines import path_words
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from cxlint.annotate.facts import Facts

_STEPS = {
    "upcoming": 0, "friendly": 0, "pre": 0, "soon": 0, "first": 1, "initial": 1, "second": 2, "third": 3, "fourth": 4,
    "final": 9, "last": 9,
}  # fmt: skip
_STEP = (
    r"(?<![a-z\d])(?P<word>upcoming|friendly|pre(?=[ _-]?due)|soon|first|initial|second|third|fourth|final|"
    r"last)(?![a-z])|"
    r"(?<![a-z\d])(?P<nth>[1-4])(?:st|nd|rd|th)(?![a-z\d])|"
    r"(?:reminder|level|stage|step|notice|dunning|overdue|day|mahnung)[ _-]?0?(?P<count>\d{1,2})(?!\d)|"
    r"(?<![a-z\d.])0?(?P<number>[1-4])(?=[_-][a-z])"
)
_DUNS = (
    r"dunning|overdue|past[ _-]?due|unpaid|arrears|payment[ _-]?reminder|invoice[ _-]?reminder|late[ _-]?payment|"
    r"collections?"
)
HARSH = (
    r"\b(?:late (?:fees?|charges?)|collections? (?:agency|agencies|department)|debt collect\w+|legal (?:action|steps|"
    r"proceedings)|(?:will|may) be (?:suspended|terminated|disconnected|cut off)|(?:service|account) (?:is )?at risk|"
    r"suspension|termination|credit (?:file|rating|bureau\w*)|court|bailiffs?)\b"
)
_MILD = r"\b(?:no|not|never|without|waived?)\b[^.!?]{0,40}$"
_STAGE_WORDS = frozenset(
    "upcoming friendly first initial second third fourth final last reminder notice 1st 2nd 3rd 4th 1 2 3 4".split()
)
_MOST_WORDS = 500
_LEAST_WORDS = 15


class Reminder(NamedTuple):
    """One step of a sequence.

    `sequence` is the path without what tells the step, `step` its number (0 before the day, -1 unknown, 9 the last).
    `words` are checksums of its words in order, stage words left out. [start, end) is its first line, `harsh` the first
    threat in it.
    """

    start: int
    end: int
    sequence: str
    step: int
    words: tuple[int, ...]
    harsh: str


def find(facts: Facts) -> Reminder | None:
    """The step that a template is; None for what is no whole letter about a late payment, or not in English."""
    document = facts.document
    path = document.source.path.replace("\\", "/").lower()
    if "message" not in document.kinds:
        return None
    duns = "dunning" in document.kinds or compiled(_DUNS).search("/".join(path.split("/")[-2:])) is not None
    if not duns or routes.unseen(facts) or facts.parts.words < _LEAST_WORDS or not facts.english:
        return None
    sequence, step = _step(path)
    start, end = facts.parts.place
    return Reminder(start, end, sequence, step, _words(facts), _harsh(facts))


def _step(path: str) -> tuple[str, int]:
    """The sequence and the step that a path names; the name of the file counts, and its folder."""
    head, _, tail = path.rpartition("/")
    match = compiled(_STEP).search(tail)
    if match is not None:
        return f"{head}/{tail[: match.start()]}*{tail[match.end() :]}", _number(match.groupdict())
    above, _, folder = head.rpartition("/")
    match = compiled(_STEP).search(folder)
    if match is not None:
        return f"{above}/{folder[: match.start()]}*{folder[match.end() :]}/{tail}", _number(match.groupdict())
    return path, -1


def _number(found: dict[str, str | None]) -> int:
    if found["word"]:
        return _STEPS[found["word"]]
    return int(found["nth"] or found["count"] or found["number"] or 0)


def _words(facts: Facts) -> tuple[int, ...]:
    """Checksums of the words people read, values by the names of their variables."""
    found: list[int] = []
    for line in facts.parts.lines:
        if line.block.alternative_of >= 0:
            continue
        slots = iter(facts.document.slots_between(line.start, line.end))
        for word in line.text.lower().split():
            plain = word.strip(".,:;!?()'\"")
            if "\ufffc" in plain:
                _, slot = next(slots, (0, None))
                plain = plain.replace("\ufffc", " ".join(path_words(slot.path)) if slot else "")
            if plain and plain not in _STAGE_WORDS:
                found.append(crc32(plain.encode()))
    return tuple(found[:_MOST_WORDS])


def _harsh(facts: Facts) -> str:
    text = facts.scan.folded
    for match in compiled(HARSH).finditer(text):
        start, _ = facts.scan.sentence_at(match.start())
        if not compiled(_MILD).search(text, start, match.start()):
            return match[0]
    return ""
