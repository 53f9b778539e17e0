"""What files say of themselves and of one another: references, versions, precedence, promised messages, late steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from cxlint.annotate.facts import Facts
    from cxlint.annotate.precedence import Precedence
    from cxlint.annotate.references import Targets
    from cxlint.annotate.reminders import Reminder
    from cxlint.annotate.versions import Version
    from cxlint.project.summary import Stated


class StepStated(NamedTuple):
    """What a reminder does on a day after the due date: see `cxlint.annotate.late_steps.LateStep`."""

    at: Stated
    day: float
    what: str


class ReferenceStated(NamedTuple):
    """A reference that its own document does not resolve: see `cxlint.annotate.references.Reference`."""

    at: Stated
    words: str
    kind: str
    key: str
    last: str


class VersionStated(NamedTuple):
    """What a document says of its age: see `cxlint.annotate.versions.Version`."""

    at: Stated
    version: Version


class PrecedenceStated(NamedTuple):
    """Which paper wins: see `cxlint.annotate.precedence.Precedence`."""

    at: Stated
    clause: Precedence


class NoticeStated(NamedTuple):
    """A message that is promised: see `cxlint.annotate.notices.PromisedNotice`."""

    at: Stated
    words: str
    event: str


class ReminderStated(NamedTuple):
    """A step of a sequence of reminders: see `cxlint.annotate.reminders.Reminder`."""

    at: Stated
    reminder: Reminder


class Papers(NamedTuple):
    """The part of a Summary that is about the documents as such.

    `events` are the events that a message template is about; `template`: it is a whole one. `names_prices`: the
    document sends its reader to a price list. `title` is its first heading, folded. `targets` is None for a document
    that was not compared.
    """

    steps: tuple[StepStated, ...] = ()
    references: tuple[ReferenceStated, ...] = ()
    targets: Targets | None = None
    versions: tuple[VersionStated, ...] = ()
    precedence: tuple[PrecedenceStated, ...] = ()
    notices: tuple[NoticeStated, ...] = ()
    events: frozenset[str] = frozenset()
    template: bool = False
    names_prices: bool = False
    title: str = ""
    reminder: ReminderStated | None = None


def of(facts: Facts) -> Papers:
    """The papers' part of the summary of a document."""
    from cxlint.annotate import late_steps, notices, precedence, references, reminders, versions
    from cxlint.project.summary import stated

    document = facts.document
    message = document.kind == "message"
    title = next((block for block in document.blocks if block.role == "heading"), None)
    reminder = reminders.find(facts)
    return Papers(
        steps=tuple(StepStated(stated(facts, s.start, s.end), s.day, s.what) for s in late_steps.find(facts)),
        references=tuple(
            ReferenceStated(stated(facts, r.start, r.end), document.text[r.start : r.end], *r[2:])
            for r in references.find(facts)
        ),
        targets=facts.link_targets,
        versions=tuple(VersionStated(stated(facts, v.start, v.end), v) for v in versions.find(facts)),
        precedence=tuple(PrecedenceStated(stated(facts, p.start, p.end), p) for p in precedence.find(facts)),
        notices=()
        if message
        else tuple(
            NoticeStated(stated(facts, n.start, n.end), document.text[n.start : n.end], n.event)
            for n in notices.find(facts)
        ),
        events=notices.events(facts),
        template=message and not document.fragment,
        names_prices=not message and versions.names_prices(facts),
        title=facts.scan.folded[title.start : title.end] if title else "",
        reminder=ReminderStated(stated(facts, reminder.start, reminder.end), reminder) if reminder else None,
    )
