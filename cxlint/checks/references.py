"""References that lead nowhere in the whole project."""

from __future__ import annotations

import posixpath
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from cxlint.annotate.references import letters
from cxlint.model.found import FoundAt
from cxlint.text.patterns import compiled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cxlint.project.papers import ReferenceStated
    from cxlint.project.summary import Project, Summary


def dangling_reference(project: Project, _options: dict[str, Any]) -> Iterator[FoundAt]:
    """DOC011: a section, schedule or linked heading that is not there: in the document, or in the project's files."""
    for group in project.groups():
        papers = {
            paper for summary in group for paper in (summary.papers.targets.papers if summary.papers.targets else ())
        }
        papers.update(pair for summary in group for pair in _pairs(summary.path))
        by_path = {summary.path.replace("\\", "/"): summary for summary in group}
        for summary in group:
            for reference in summary.papers.references if summary.asked else ():
                why = _why(reference, summary, by_path)
                if reference.kind == "paper" and reference.key in papers:
                    continue
                if why:
                    yield FoundAt(reference.at.place, reference.at.excerpt, {"ref": reference.words, "why": why})


def _pairs(path: str) -> Iterator[str]:
    """Every two words of a path that stand together, one of which may be the name of a paper: "schedule c"."""
    words = compiled(r"[^\W_]+").findall(path.lower())
    return (f"{one} {two}" for one, two in pairwise(words))


def _why(reference: ReferenceStated, summary: Summary, by_path: dict[str, Summary]) -> str:
    """Why a reference leads nowhere; empty when it leads somewhere, or nobody can tell."""
    if reference.kind == "section":
        return f"the last one is {reference.last}"
    if reference.kind == "paper":
        return f"no file here is or holds a {reference.key.title()}"
    page, _, anchor = reference.key.partition("#")
    if not page:
        return "no heading or mark has this name"
    folder = posixpath.dirname(summary.path.replace("\\", "/"))
    target = by_path.get(posixpath.normpath(posixpath.join(folder, page)))
    if target is None or target.papers.targets is None or letters(anchor) in target.papers.targets.anchors:
        return ""
    return f"{target.path} has no heading or mark of this name"
