"""Messages that a company promises, and does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cxlint.annotate.notices import ANY, EVENTS
from cxlint.model.found import FoundAt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.project.summary import Project


def notice_without_template(project: Project, options: dict[str, Any]) -> Iterator[FoundAt]:
    """DOC018: a message that a policy promises and no template is about.

    Option `templates`: with fewer of them nothing is known.
    """
    for group in project.groups():
        events = [summary.papers.events for summary in group if summary.papers.template]
        if len(events) < options["templates"]:
            continue
        sent = frozenset().union(*events)
        if ANY in sent:
            continue
        reported: set[str] = set()
        for summary in group:
            for stated in summary.papers.notices if summary.asked else ():
                if stated.event in sent or stated.event in reported:
                    continue
                reported.add(stated.event)
                values = {"notice": EVENTS[stated.event][0], "match": stated.words, "count": str(len(events))}
                # news of prices and terms is often written once, by hand
                rare = stated.event in ("price-change", "terms-change")
                yield FoundAt(stated.at.place, stated.at.excerpt, values, confidence="low" if rare else "")
